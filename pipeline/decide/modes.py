"""The modes of finding the next head: each looks at the units and says whom it would take and why.

A mode is a row of :data:`MODES`. Where it cannot tell, it says what it lacks and takes nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.errors import Message, msg
from pipeline.model.base import Path, Text
from pipeline.model.decisions import Candidate, Reason, Verdict
from pipeline.model.facts import Facts
from pipeline.model.lineage import last_headed, member_now
from pipeline.model.rules import Rule


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mode found: a unit or None, and the reasons for either."""

    unit: str | None
    reasons: tuple[Reason, ...]


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

    def takes(self, unit: str, *reasons: tuple[Message, tuple[Path, ...]]) -> Answer:
        """The answer that takes ``unit``, for reasons that each rest on facts."""
        return Answer(
            unit, tuple(Reason(Verdict.MET, why, paths, self.rule) for why, paths in reasons)
        )

    def takes_nobody(self, verdict: Verdict, why: Message, *paths: Path) -> Answer:
        """The answer that takes no unit, and why."""
        return Answer(None, (Reason(verdict, why, paths, self.rule),))


def _deputy_succeeds(question: Question) -> Answer:
    """The deputy of this year heads the bloc next year, or the unit it has become."""
    facts = question.facts
    if question.seat != "head":
        return Answer(None, ())
    number = next((n for n, t in enumerate(facts.leadership.terms) if t.year == facts.year), None)
    deputies = None if number is None else facts.leadership.terms[number].deputies
    if number is None or deputies is None:
        return question.takes_nobody(
            Verdict.UNKNOWN,
            msg("deputy succeeds: the deputy of {year} is not stated", year=facts.year),
        )
    path: Path = ("leadership", "terms", number, "deputies")
    for n, seat in enumerate(deputies):
        now = member_now(facts, seat.unit)
        if now and now[0] in question.free:
            why = msg("deputy succeeds: the unit was deputy in {year}", year=facts.year)
            if now[0] != seat.unit:
                why = msg(
                    "deputy succeeds: {unit}, which became this unit, was deputy in {year}",
                    unit=_name(facts, seat.unit),
                    year=facts.year,
                )
            return question.takes(now[0], (why, ((*path, n), *now[1])))
    return question.takes_nobody(
        Verdict.NOT_MET,
        msg("deputy succeeds: no deputy of {year} may stand", year=facts.year),
        path,
    )


def _rotation_list(question: Question) -> Answer:
    """The next unit of the bloc's list after this year's head, skipping those who may not."""
    facts = question.facts
    order = facts.leadership.rotation
    path: Path = ("leadership", "rotation")
    term = facts.term(facts.year)
    head = member_now(facts, term.head.unit) if term and term.head else None
    if not order or head is None or head[0] not in order:
        return question.takes_nobody(
            Verdict.UNKNOWN,
            msg("rotation by list: the list or this year's head on it is not stated"),
        )
    start = order.index(head[0]) + 1
    for place in (*range(start, len(order)), *range(start)):
        if order[place] in question.free:
            why = msg("rotation by list: next on the list after this year's head")
            return question.takes(order[place], (why, ((*path, place), *head[1])))
    return question.takes_nobody(
        Verdict.NOT_MET, msg("rotation by list: no unit of the list may stand"), path
    )


def _longest_waiting(question: Question) -> Answer:
    """The unit whose last term lies furthest back; one that never headed comes before all.

    Among units that never headed, the longest membership goes first. A tie goes by the bloc's
    list, and without a list to the conference.
    """
    facts = question.facts
    terms: Path = ("leadership", "terms")
    stated = facts.members
    if stated is None:
        why = msg("longest waiting: how many units the bloc has is in question")
        return question.takes_nobody(Verdict.UNKNOWN, why, ("units",))
    if stated > len(facts.units):
        why = msg(
            "longest waiting: {named} of {stated} units are named, so the rest cannot be compared",
            named=len(facts.units),
            stated=stated,
        )
        return question.takes_nobody(Verdict.UNKNOWN, why, ("units",), ("bloc", "units_stated"))
    if not question.free:
        return question.takes_nobody(
            Verdict.NOT_MET, msg("longest waiting: no unit may stand"), ("units",)
        )
    never = [unit for unit in question.free if last_headed(facts, unit) is None]
    if never:
        why = msg("longest waiting: has not headed the bloc in the years recorded")
        return _first_of(question, _longest_members(facts, never), (why, terms), len(never) > 1)
    years = {unit: found.year for unit in question.free if (found := last_headed(facts, unit))}
    longest = min(years.values())
    why = msg("longest waiting: no other unit's last term lies as far back as {year}", year=longest)
    return _first_of(question, [u for u, y in years.items() if y == longest], (why, terms), False)


def _longest_members(facts: Facts, units: Sequence[str]) -> list[str]:
    """Those of ``units`` that have been members longest; all, where a year is not stated."""
    since = {unit.id: unit.member_since for unit in facts.units if unit.id in units}
    stated = [year for year in since.values() if year is not None]
    if len(stated) < len(units):
        return list(units)
    return [unit for unit in units if since[unit] == min(stated)]


def _first_of(
    question: Question, tied: Sequence[str], why: tuple[Message, Path], by_membership: bool
) -> Answer:
    """The only one, or the first of the bloc's list among several that waited equally long."""
    facts = question.facts
    given = (why[0], (why[1],))
    if len(tied) == 1:
        if not by_membership:
            return question.takes(tied[0], given)
        number = next(n for n, unit in enumerate(facts.units) if unit.id == tied[0])
        longer = msg(
            "longest waiting: a member since {year}, longer than the others that have not headed",
            year=facts.units[number].member_since,
        )
        return question.takes(tied[0], given, (longer, (("units", number, "member_since"),)))
    order = facts.leadership.rotation
    if all(unit in order for unit in tied):
        first = min(tied, key=order.index)
        by_list = msg(
            "longest waiting: first on the list among those who waited equally long",
        )
        return question.takes(first, given, (by_list, (("leadership", "rotation"),)))
    names = tuple(unit.name for unit in facts.units if unit.id in tied)
    return question.takes_nobody(
        Verdict.UNKNOWN,
        msg("longest waiting: {units} have waited equally long", units=names),
        why[1],
    )


def _name(facts: Facts, unit_id: str) -> Text | str:
    unit = facts.unit(unit_id)
    return unit.name if unit else unit_id


MODES: dict[str, Callable[[Question], Answer]] = {
    "deputy-succeeds": _deputy_succeeds,
    "rotation-list": _rotation_list,
    "longest-waiting": _longest_waiting,
}
