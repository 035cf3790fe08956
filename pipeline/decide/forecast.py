"""The coming heads and deputies under a bloc's policy: year after year, as if each came about.

A projection, never a fact. What the conference has settled stands; after it every year is decided
as :mod:`pipeline.decide.rotation` would propose, on the facts as they would then be. Where the
policy does not tell, the years that depend on that choice are left open: nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from pipeline.decide.modes import OF_THE_YEAR
from pipeline.decide.rotation import Policy, Seats, decide_seats
from pipeline.model.base import Derived, Path, Text
from pipeline.model.decisions import Reason, SeatDecision, Verdict
from pipeline.model.facts import Facts
from pipeline.model.forecast import Forecast, ForecastSeat, ForecastYear, Tenure
from pipeline.model.leadership import Seat, Term
from pipeline.model.lineage import last_headed, terms_of, unrecorded_years

Origins = Callable[[Path], tuple[Path, ...]]
_YEAR: tuple[Path, ...] = (("year",),)


def forecast(
    facts: Facts,
    policy: Policy,
    years: int,
    ranks: Mapping[str, Derived[int]] | None = None,
    origins: Origins = lambda path: (path,),
) -> Forecast:
    """The ``years`` after ``facts``, one by one.

    ``ranks`` of this year are for the first of them, where nothing is settled. ``origins`` leads
    from the places of supposed facts to those of the facts that were read.
    """
    told = _Teller(_of_projected(facts, origins), facts)
    rows: list[ForecastYear] = []
    then = facts
    waits_on: int | None = None
    for number in range(years):
        year = Derived(then.year + 1, _YEAR)
        if waits_on is not None:
            rows.append(ForecastYear(year, None, (), 0, (), Derived(waits_on, _YEAR)))
            then = _a_year_later(then, rows[-1])
            continue
        seats = decide_seats(then, policy, ranks or {} if number == 0 else {})
        row = told.year(then, year, seats)
        rows.append(row)
        succeeds = "deputy-succeeds" in policy.modes
        if row.head is None or (row.open_deputies and succeeds):
            waits_on = year.value
        then = _a_year_later(then, row)
    heads = [row.head.unit.value for row in rows if row.head]
    first = min((term.year for term in facts.leadership.terms if term.head), default=None)
    return Forecast(
        policy.modes,
        policy.rule is None,
        tuple(mode for mode in policy.modes if mode in OF_THE_YEAR),
        tuple(rows),
        tuple(told.tenure(n, first, heads) for n in range(len(facts.units))),
        Derived(first, (_TERMS,)) if first is not None else None,
        Derived(facts.year, _YEAR),
        _unrecorded(facts, first),
        tuple(told.name(unit.id) for unit in facts.units if unit.suspended),
    )


def _a_year_later(facts: Facts, row: ForecastYear) -> Facts:
    """The facts of the next year as far as a forecast knows them.

    Its terms stand after those recorded, so that these keep their places.
    """
    term = Term(
        year=facts.year + 1,
        head=Seat(unit=row.head.unit.value) if row.head else None,
        deputies=None
        if row.open_deputies
        else tuple(Seat(unit=seat.unit.value) for seat in row.deputies),
    )
    terms = (*facts.leadership.terms, term)
    return facts.model_copy(
        update={
            "year": facts.year + 1,
            "units": tuple(unit.model_copy(update={"suspended": None}) for unit in facts.units),
            "leadership": facts.leadership.model_copy(update={"terms": terms}),
            "next_leadership": None,
            "conference": None,
        }
    )


def _of_projected(facts: Facts, origins: Origins) -> Origins:
    """The facts that a projected term rests on: what the conference settled, else all the terms."""
    recorded = len(facts.leadership.terms)
    settled = facts.next_leadership

    def of(path: Path) -> tuple[Path, ...]:
        match path:
            case ("leadership", "terms", int(n), "head" | "deputies" as seat, *rest) if (
                n == recorded and settled and getattr(settled, seat) is not None
            ):
                return origins(("next_leadership", seat, *rest))
            case ("leadership", "terms", int(n), *_) if n >= recorded:
                return (_TERMS,)
        return origins(path)

    return of


def _unrecorded(facts: Facts, first: int | None) -> tuple[Derived[int], ...]:
    """The years since ``first`` whose head nobody has stated."""
    stated = {term.year for term in facts.leadership.terms if term.head}
    span = range(first, facts.year + 1) if first is not None else ()
    return tuple(Derived(year, (_TERMS,)) for year in span if year not in stated)


_TERMS: Path = ("leadership", "terms")


@dataclass(frozen=True, slots=True)
class _Teller:
    """Says what was found, each thing with the facts it rests on."""

    origins: Origins
    facts: Facts

    def year(self, then: Facts, year: Derived[int], seats: Seats) -> ForecastYear:
        """One of the coming years. Without a head no deputy is told: it may be the head."""
        settled = then.next_leadership
        head = self.seat(then, seats.head, ("next_leadership", "head"))
        if head is None:
            reasons = tuple(self.reason(reason) for reason in seats.head.reasons)
            return ForecastYear(year, None, (), len(seats.deputies), reasons, None)
        open_deputies: list[SeatDecision] = []
        if settled is not None and settled.deputies is not None:
            path: Path = ("next_leadership", "deputies")
            deputies = [
                self.recorded(then, seat.unit, (*path, n))
                for n, seat in enumerate(settled.deputies)
            ]
        else:
            found = [(one, self.seat(then, one, ())) for one in seats.deputies]
            deputies = [seat for _, seat in found if seat]
            open_deputies = [one for one, seat in found if seat is None]
        return ForecastYear(
            year,
            head,
            tuple(deputies),
            len(open_deputies),
            tuple(self.reason(reason) for one in open_deputies[:1] for reason in one.reasons),
            None,
        )

    def seat(self, then: Facts, decision: SeatDecision, path: Path) -> ForecastSeat | None:
        """Who takes a seat: as recorded, else as proposed; None where the policy does not tell."""
        if decision.recorded and decision.seat == "head":
            return self.recorded(then, decision.recorded[0], path)
        if decision.proposed is None:
            return None
        reasons = tuple(self.reason(one) for one in decision.reasons if one.verdict == Verdict.MET)
        facts = tuple(path for one in reasons for path in one.facts)
        return ForecastSeat(
            Derived(decision.proposed, facts),
            self.name(decision.proposed),
            decision.mode,
            reasons,
            last_headed(then, decision.proposed) is None,
        )

    def recorded(self, then: Facts, unit: str, path: Path) -> ForecastSeat:
        return ForecastSeat(
            Derived(unit, self.origins(path)),
            self.name(unit),
            None,
            (),
            last_headed(then, unit) is None,
        )

    def reason(self, reason: Reason) -> Reason:
        facts = tuple(origin for path in reason.facts for origin in self.origins(path))
        return Reason(reason.verdict, reason.message, facts, reason.rule)

    def name(self, unit_id: str) -> Derived[Text]:
        for listed in ("units", "former_units"):
            for n, unit in enumerate(getattr(self.facts, listed)):
                if unit.id == unit_id:
                    return Derived(unit.name, self.origins((listed, n, "name")))
        raise LookupError(unit_id)

    def tenure(self, number: int, first: int | None, coming: list[str]) -> Tenure:
        """How often a unit has headed the bloc in the years recorded, and how it has waited."""
        unit = self.facts.units[number]
        terms = terms_of(self.facts, unit.id)
        facts = tuple(path for term in terms for path in term.facts) or (_TERMS,)
        years = [term.year for term in terms]
        gaps = [later - earlier - 1 for earlier, later in pairwise(years)]
        waiting = None
        at_least = at_most = False
        if years:
            waiting = Derived(self.facts.year - years[-1], (*_YEAR, *facts))
            at_most = bool(unrecorded_years(self.facts, unit.id, years[-1]))
        elif first is not None:
            member = self.origins(("units", number, "member_since"))
            begins = max(first, unit.member_since or first)
            waiting = Derived(max(self.facts.year - begins + 1, 0), (*_YEAR, _TERMS, *member))
            at_least = unit.member_since is None or unit.member_since < first
            at_most = bool(unrecorded_years(self.facts, unit.id, first))
        if at_least and at_most:
            waiting, at_least, at_most = None, False, False
        return Tenure(
            Derived(unit.id, self.origins(("units", number, "id"))),
            self.name(unit.id),
            Derived(len(terms), facts),
            Derived(years[-1], facts) if years else None,
            waiting,
            at_least,
            at_most,
            Derived(max(gaps), facts) if gaps else None,
            Derived(coming.count(unit.id), _YEAR),
        )
