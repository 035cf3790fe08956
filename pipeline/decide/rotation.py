"""Who heads the bloc next year: the program proposes, the conference decides.

A mode is a row of :data:`MODES`: it looks at the units and says whom it would take and why.
The modes of a bloc are tried in order until one proposes a unit. The recorded decision always
wins; the proposal stands beside it and is compared with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.decisions import Agreement, Candidate, Reason, SeatDecision, Verdict
from pipeline.model.facts import Facts, Seat
from pipeline.model.rules import RotationPolicy, Rule

_WEIGHT = (Verdict.NOTED, Verdict.MET, Verdict.UNKNOWN, Verdict.NOT_MET, Verdict.SUSPENDED)


def weightiest(reasons: tuple[Reason, ...]) -> Verdict:
    """The verdict of a unit: that of the reason which weighs most against it."""
    heaviest = max((r.verdict for r in reasons), key=_WEIGHT.index, default=Verdict.MET)
    return Verdict.MET if heaviest == Verdict.NOTED else heaviest


@dataclass(frozen=True, slots=True)
class Question:
    """What a mode is asked: for which seat, who may take it, and by which rule."""

    facts: Facts
    seat: str
    candidates: tuple[Candidate, ...]
    rule: Rule | None

    @property
    def free(self) -> tuple[str, ...]:
        """Ids of the units nothing speaks against, in the order of the inputs."""
        return tuple(c.unit for c in self.candidates if c.verdict == Verdict.MET)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mode found: a unit or None, and the reasons for either."""

    unit: str | None
    reasons: tuple[Reason, ...]


def decide_head_and_deputy(
    facts: Facts, policy: RotationPolicy
) -> tuple[SeatDecision, SeatDecision]:
    """Head and deputy of next year. The deputy is sought among the units that do not head."""
    recorded = facts.next_leadership
    heads = (recorded.head.unit,) if recorded and recorded.head else ()
    deputies = tuple(seat.unit for seat in (recorded.deputies if recorded else None) or ())
    head = _decide_seat(
        facts, policy, "head", heads, ("next_leadership", "head") if heads else None, ()
    )
    taken = heads or ((head.proposed,) if head.proposed else ())
    deputy = _decide_seat(
        facts,
        policy,
        "deputy",
        deputies,
        ("next_leadership", "deputies") if deputies else None,
        tuple(unit for unit in taken if unit),
    )
    return head, deputy


def _decide_seat(  # noqa: PLR0913 — each argument is one part of the question
    facts: Facts,
    policy: RotationPolicy,
    seat: str,
    recorded: tuple[str, ...],
    recorded_at: Path | None,
    taken: tuple[str, ...],
) -> SeatDecision:
    own = bool(facts.leadership.modes)
    modes = facts.leadership.modes or policy.modes
    candidates = tuple(_candidate(facts, n, taken) for n in range(len(facts.units)))
    question = Question(facts, seat, candidates, None if own else policy)
    reasons: list[Reason] = []
    proposed = None
    found_by = None
    for mode in modes:
        answer = MODES[mode](question)
        reasons.extend(answer.reasons)
        if answer.unit:
            proposed, found_by = answer.unit, mode
            break
    if proposed is None:
        reasons.append(Reason(Verdict.NOTED, msg("the conference decides")))
    if not recorded:
        agreement = Agreement.NOT_RECORDED
    elif proposed is None:
        agreement = Agreement.NO_PROPOSAL
    else:
        agreement = Agreement.AGREES if proposed in recorded else Agreement.DEPARTS
    return SeatDecision(
        seat, recorded, recorded_at, proposed, found_by, agreement, candidates, tuple(reasons)
    )


def _last_headed(facts: Facts, unit: str) -> tuple[int, Path] | None:
    """The last year in which a unit headed the bloc, and where that is stated."""
    years = [
        (term.year, ("leadership", "terms", n, "head"))
        for n, term in enumerate(facts.leadership.terms)
        if term.head and term.head.unit == unit
    ]
    return max(years, default=None)


def _candidate(facts: Facts, number: int, taken: tuple[str, ...]) -> Candidate:
    """What speaks for and against one unit, whatever the mode."""
    unit = facts.units[number]
    year = facts.year + 1
    cooldown = facts.leadership.cooldown
    reasons: list[Reason] = []
    last = _last_headed(facts, unit.id)
    if last:
        reasons.append(
            Reason(Verdict.NOTED, msg("last headed the bloc in {year}", year=last[0]), (last[1],))
        )
        if year - last[0] <= cooldown:
            reasons.append(
                Reason(
                    Verdict.NOT_MET,
                    msg(
                        "waits {cooldown} years after a term: may head again from {year}",
                        cooldown=cooldown,
                        year=last[0] + cooldown + 1,
                    ),
                    (last[1], ("leadership", "cooldown")),
                )
            )
    elif facts.leadership.terms:
        first = min(term.year for term in facts.leadership.terms)
        reasons.append(
            Reason(
                Verdict.NOTED,
                msg("has not headed the bloc in the years recorded, since {year}", year=first),
                (("leadership", "terms"),),
            )
        )
    if unit.suspended:
        reasons.append(
            Reason(
                Verdict.SUSPENDED,
                msg("is not considered at present"),
                (("units", number, "suspended"),),
            )
        )
    if unit.id in taken:
        reasons.append(Reason(Verdict.NOT_MET, msg("heads the bloc in {year}", year=year)))
    return Candidate(unit.id, weightiest(tuple(reasons)), tuple(reasons))


def _deputy_succeeds(question: Question) -> Answer:
    """The deputy of this year heads the bloc next year."""
    facts = question.facts
    if question.seat != "head":
        return Answer(None, ())
    numbers = [n for n, term in enumerate(facts.leadership.terms) if term.year == facts.year]
    seats: tuple[Seat, ...] | None = (
        facts.leadership.terms[numbers[0]].deputies if numbers else None
    )
    if seats is None:
        return Answer(
            None,
            (
                Reason(
                    Verdict.UNKNOWN,
                    msg("deputy succeeds: the deputy of {year} is not stated", year=facts.year),
                    (),
                    question.rule,
                ),
            ),
        )
    path: Path = ("leadership", "terms", numbers[0], "deputies")
    for n, seat in enumerate(seats):
        if seat.unit in question.free:
            return Answer(
                seat.unit,
                (
                    Reason(
                        Verdict.MET,
                        msg("deputy succeeds: the unit was deputy in {year}", year=facts.year),
                        ((*path, n),),
                        question.rule,
                    ),
                ),
            )
    return Answer(
        None,
        (
            Reason(
                Verdict.NOT_MET,
                msg("deputy succeeds: no deputy of {year} may stand", year=facts.year),
                (path,),
                question.rule,
            ),
        ),
    )


def _rotation_list(question: Question) -> Answer:
    """The next unit of the bloc's list after this year's head, skipping those who may not."""
    facts = question.facts
    order = facts.leadership.rotation
    term = facts.term(facts.year)
    if not order or term is None or term.head is None or term.head.unit not in order:
        return Answer(
            None,
            (
                Reason(
                    Verdict.UNKNOWN,
                    msg("rotation by list: the list or this year's head on it is not stated"),
                    (),
                    question.rule,
                ),
            ),
        )
    start = order.index(term.head.unit) + 1
    for step in range(len(order)):
        place = (start + step) % len(order)
        if order[place] in question.free:
            return Answer(
                order[place],
                (
                    Reason(
                        Verdict.MET,
                        msg("rotation by list: next on the list after this year's head"),
                        (("leadership", "rotation", place),),
                        question.rule,
                    ),
                ),
            )
    return Answer(
        None,
        (
            Reason(
                Verdict.NOT_MET,
                msg("rotation by list: no unit of the list may stand"),
                (("leadership", "rotation"),),
                question.rule,
            ),
        ),
    )


def _longest_waiting(question: Question) -> Answer:
    """The unit whose last term lies furthest back; one that never headed comes before all.

    Among units that never headed the longest membership goes first; a tie goes by the bloc's
    list, and without a list to the conference.
    """
    facts = question.facts
    stated = facts.bloc.units_stated or len(facts.units)
    if stated > len(facts.units):
        message = msg(
            "longest waiting: {named} of {stated} units are named, so the rest cannot be compared",
            named=len(facts.units),
            stated=stated,
        )
        return Answer(
            None,
            (
                Reason(
                    Verdict.UNKNOWN, message, (("units",), ("bloc", "units_stated")), question.rule
                ),
            ),
        )
    if not question.free:
        return Answer(
            None,
            (
                Reason(
                    Verdict.NOT_MET, msg("longest waiting: no unit may stand"), (), question.rule
                ),
            ),
        )
    order = facts.leadership.rotation

    def waits_since(unit_id: str) -> tuple[bool, int]:
        last = _last_headed(facts, unit_id)
        if last:
            return True, last[0]
        unit = facts.unit(unit_id)
        return False, (unit.member_since if unit else None) or facts.year

    best = min(waits_since(unit) for unit in question.free)
    tied = [unit for unit in question.free if waits_since(unit) == best]
    if len(tied) > 1 and not all(unit in order for unit in tied):
        names = tuple(u.name for u in facts.units if u.id in tied)
        return Answer(
            None,
            (
                Reason(
                    Verdict.UNKNOWN,
                    msg("longest waiting: {units} have waited equally long", units=names),
                    (("leadership", "terms"),),
                    question.rule,
                ),
            ),
        )
    chosen = min(tied, key=order.index) if len(tied) > 1 else tied[0]
    headed, year = best
    message = (
        msg("longest waiting: no other unit's last term lies as far back as {year}", year=year)
        if headed
        else msg("longest waiting: has not headed the bloc in the years recorded")
    )
    reasons = [Reason(Verdict.MET, message, (("leadership", "terms"),), question.rule)]
    if len(tied) > 1:
        reasons.append(
            Reason(
                Verdict.MET,
                msg("longest waiting: first on the list among those who waited equally long"),
                (("leadership", "rotation"),),
                question.rule,
            )
        )
    return Answer(chosen, tuple(reasons))


MODES: dict[str, Callable[[Question], Answer]] = {
    "deputy-succeeds": _deputy_succeeds,
    "rotation-list": _rotation_list,
    "longest-waiting": _longest_waiting,
}
