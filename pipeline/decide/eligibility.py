"""Who may head the bloc, or be its deputy, next year: each unit with all that speaks of it.

A condition is a row of :data:`CONDITIONS`; the bloc's inputs turn it on. It says nothing of a unit
that meets it. "No second term before everyone has served" comes after them, for whether a unit must
wait depends on whether another may stand.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.errors import Message, msg
from pipeline.model.base import Path
from pipeline.model.decisions import Candidate, Reason, Verdict
from pipeline.model.facts import Facts
from pipeline.model.lineage import (
    HeadedYear,
    last_headed,
    member_now,
    terms_before_division,
    unrecorded_years,
)
from pipeline.model.members import Unit

_WEIGHT = (
    Verdict.NOTED,
    Verdict.MET,
    Verdict.NO_ROOM,
    Verdict.UNKNOWN,
    Verdict.NOT_MET,
    Verdict.SUSPENDED,
    Verdict.WITHDRAWN,
)


def weightiest(reasons: Iterable[Reason]) -> Verdict:
    """The verdict of a unit: that of the reason which weighs most against it."""
    return max((r.verdict for r in reasons), key=_WEIGHT.index, default=Verdict.NOTED)


def candidates_for(facts: Facts, taken: Mapping[str, Message]) -> tuple[Candidate, ...]:
    """Every unit of the bloc, with what speaks for and against it, whatever the mode.

    ``taken`` are units that have a seat next year already, and the words for which.
    """
    reasons = {
        unit.id: [*_of_unit(facts, n), *_of_seats(unit.id, taken)]
        for n, unit in enumerate(facts.units)
    }
    if facts.leadership.everyone_first:
        for unit_id, reason in _of_round(facts, reasons):
            reasons[unit_id].append(reason)
    return tuple(_judged(unit_id, found) for unit_id, found in reasons.items())


def _judged(unit_id: str, reasons: Iterable[Reason]) -> Candidate:
    verdict = weightiest(reasons)
    # What is only noted of a unit does not keep it from standing.
    stands = Verdict.MET if verdict == Verdict.NOTED else verdict
    return Candidate(unit_id, stands, tuple(reasons))


def _of_unit(facts: Facts, number: int) -> Iterator[Reason]:
    yield from _served(facts, facts.units[number].id)
    for condition in CONDITIONS:
        yield from condition(facts, number)


def _of_seats(unit_id: str, taken: Mapping[str, Message]) -> Iterator[Reason]:
    if unit_id in taken:
        yield Reason(Verdict.NOT_MET, taken[unit_id])


def _served(facts: Facts, unit_id: str) -> Iterator[Reason]:
    """When a unit last headed the bloc, or that it has not in the years recorded."""
    if last := last_headed(facts, unit_id):
        yield Reason(Verdict.NOTED, _last_term(facts, last), last.facts)
    elif facts.leadership.terms:
        first = min(term.year for term in facts.leadership.terms)
        yield Reason(
            Verdict.NOTED,
            msg("has not headed the bloc in the years recorded, since {year}", year=first),
            (("leadership", "terms"),),
        )
    for term in terms_before_division(facts, unit_id):
        yield Reason(Verdict.NOTED, _before_division(facts, term), term.facts)


def _before_division(facts: Facts, term: HeadedYear) -> Message:
    before = facts.unit(term.came_from) if term.came_from else None
    return msg(
        "{unit}, from whose division it came, headed the bloc in {year}",
        unit=before.name if before else "",
        year=term.year,
    )


def _last_term(facts: Facts, last: HeadedYear) -> Message:
    """The year, and as which unit where it had another form then."""
    before = facts.unit(last.came_from) if last.came_from else None
    if before is None:
        return msg("last headed the bloc in {year}", year=last.year)
    if facts.changes[int(last.changes[0][1])].change == "renamed":
        return msg(
            "last headed the bloc in {year}, under the name {unit}",
            year=last.year,
            unit=before.name,
        )
    return msg(
        "last headed the bloc in {year}: {unit}, which a merger made part of it, was the head",
        year=last.year,
        unit=before.name,
    )


def _cooldown(facts: Facts, number: int) -> Iterator[Reason]:
    """It has headed the bloc too short a time ago, or may have in a year nobody recorded."""
    unit = facts.units[number].id
    last = last_headed(facts, unit)
    cooldown = facts.leadership.cooldown
    first = facts.year + 1 - cooldown
    rule: Path = ("leadership", "cooldown")
    if last and facts.year + 1 - last.year <= cooldown:
        yield Reason(
            Verdict.NOT_MET,
            msg(
                "waits {cooldown} years after a term: may head again from {year}",
                cooldown=cooldown,
                year=last.year + cooldown + 1,
            ),
            (*last.facts, rule),
        )
        return
    for term in terms_before_division(facts, unit):
        if term.year >= first:
            why = msg(
                "waits {cooldown} years after a term: whether the term before its division counts"
                " is not stated",
                cooldown=cooldown,
            )
            yield Reason(Verdict.UNKNOWN, why, (*term.facts, rule))
    if missing := unrecorded_years(facts, unit, first):
        why = msg(
            "waits {cooldown} years after a term: who headed the bloc is not stated for {years}",
            cooldown=cooldown,
            years=tuple(str(year) for year in missing),
        )
        yield Reason(Verdict.UNKNOWN, why, (("leadership", "terms"), rule))


def _membership(facts: Facts, number: int) -> Iterator[Reason]:
    """It has been a member for too short a time."""
    least = facts.leadership.membership
    since = facts.units[number].member_since
    rule: Path = ("leadership", "membership")
    if not least:
        return
    if since is None:
        why = msg("since when it has been a member is not stated")
        yield Reason(Verdict.UNKNOWN, why, (("units", number), rule))
    elif facts.year + 1 - since < least:
        why = msg(
            "a member since {since}: after {least} years it may head the bloc from {year}",
            since=since,
            least=least,
            year=since + least,
        )
        yield Reason(Verdict.NOT_MET, why, (("units", number, "member_since"), rule))


def _considered(facts: Facts, number: int) -> Iterator[Reason]:
    """It is not considered, this year or by the record of the year before the term."""
    if facts.units[number].suspended:
        why = msg("is not considered at present")
        yield Reason(Verdict.SUSPENDED, why, (("units", number, "suspended"),))
    for n, one in enumerate(facts.leadership.not_considered):
        if one.unit == facts.units[number].id and one.year == facts.year:
            why = msg("was not considered in {year}", year=one.year)
            yield Reason(Verdict.NOT_MET, why, (("leadership", "not_considered", n),))


def _declined(facts: Facts, number: int) -> Iterator[Reason]:
    """The unit itself has stood back from that year."""
    for n, one in enumerate(facts.leadership.declined):
        if one.unit == facts.units[number].id and one.year == facts.year + 1:
            why = (
                msg("has declined for {year}: {reason}", year=one.year, reason=one.reason)
                if one.reason
                else msg("has declined for {year}", year=one.year)
            )
            yield Reason(Verdict.WITHDRAWN, why, (("leadership", "declined", n),))


_UPHEAVALS = {
    "merged": msg("a merger of {year} concerns it"),
    "split": msg("a division of {year} concerns it"),
    "left": msg("leaves the bloc in {year}"),
}


def _changed(facts: Facts, number: int) -> Iterator[Reason]:
    """It merges, divides or leaves this year or the next."""
    if not facts.leadership.changed_waits:
        return
    for n, one in enumerate(facts.changes):
        year = one.date.year if one.date else None
        if facts.units[number].id not in (*one.units, *one.into) or one.change not in _UPHEAVALS:
            continue
        facts_of_it: tuple[Path, ...] = (("changes", n), ("leadership", "changed_waits"))
        if year is None:
            why = msg("when it merged, divided or left is not stated")
            yield Reason(Verdict.UNKNOWN, why, facts_of_it)
        elif year in (facts.year, facts.year + 1):
            why = Message(_UPHEAVALS[one.change].text, {"year": year})
            yield Reason(Verdict.NOT_MET, why, facts_of_it)


CONDITIONS: tuple[Callable[[Facts, int], Iterator[Reason]], ...] = (
    _cooldown,
    _membership,
    _considered,
    _declined,
    _changed,
)


def _of_round(facts: Facts, reasons: Mapping[str, list[Reason]]) -> Iterator[tuple[str, Reason]]:
    """Who must wait until the others have served, too; those barred otherwise are not waited for.

    A round ends when every member of today has headed the bloc since it began. Where the records
    do not reach back to its beginning, a unit that is not in them may have served as well.
    """
    rule: Path = ("leadership", "everyone_first")
    round_ = this_round(facts)
    verdicts = {unit: _judged(unit, found).verdict for unit, found in reasons.items()}
    left = [unit for unit in facts.units if unit.id not in round_.served]
    doubtful = {unit.id for unit in left if _may_have_served(facts, unit.id, round_)}
    awaited = [unit for unit in left if verdicts[unit.id] in _CONTENDS]
    surely = tuple(
        unit.name
        for unit in awaited
        if verdicts[unit.id] == Verdict.MET and unit.id not in doubtful
    )
    waits = tuple(_why_awaited(awaited, doubtful))
    stated = facts.members
    for unit_id, term in round_.served.items():
        if surely:
            why = msg("has headed the bloc before {units}, who have not yet", units=surely)
            yield unit_id, Reason(Verdict.NOT_MET, why, (term, rule))
            continue
        for why in waits:
            yield unit_id, Reason(Verdict.UNKNOWN, why, (term, rule))
        if not waits and (stated is None or stated > len(facts.units)):
            why = msg("whether all the other units have headed the bloc is not known")
            yield unit_id, Reason(Verdict.UNKNOWN, why, (term, rule))
    for unit in left:
        others = tuple(one.name for one in awaited if one is not unit)
        if unit.id in doubtful and others:
            why = msg(
                "whether it has headed the bloc before {units} did, in years not recorded, is not"
                " stated",
                units=others,
            )
            yield unit.id, Reason(Verdict.UNKNOWN, why, (("leadership", "terms"), rule))


def _why_awaited(awaited: Sequence[Unit], doubtful: Collection[str]) -> Iterator[Message]:
    """Why nobody can tell whether these go first."""
    unsure = tuple(unit.name for unit in awaited if unit.id in doubtful)
    unjudged = tuple(unit.name for unit in awaited if unit.id not in doubtful)
    if unsure:
        yield msg(
            "whether these have headed the bloc in years not recorded is not stated: {units}",
            units=unsure,
        )
    if unjudged:
        yield msg(
            "these have not headed the bloc, and whether they may stand cannot be judged: {units}",
            units=unjudged,
        )


@dataclass(frozen=True, slots=True)
class Round:
    """Who of today's members has headed the bloc since all of them last had, and in which term.

    ``first`` is its first year; ``from_records``: it is only that of the first record.
    """

    served: Mapping[str, Path]
    first: int
    from_records: bool


def this_round(facts: Facts) -> Round:
    """The round that is not complete yet."""
    members = {unit.id for unit in facts.units}
    served: dict[str, Path] = {}
    terms = sorted(enumerate(facts.leadership.terms), key=lambda numbered: numbered[1].year)
    first = next((term.year for _, term in terms if term.head), facts.year + 1)
    from_records = True
    for n, term in terms:
        now = member_now(facts, term.head.unit) if term.head else None
        if now:
            served[now[0]] = ("leadership", "terms", n, "head")
        if members and members <= served.keys():
            served, first, from_records = {}, term.year + 1, False
    return Round(served, first, from_records)


def _may_have_served(facts: Facts, unit_id: str, round_: Round) -> bool:
    """Whether a unit may have headed the bloc in this round, in a year that is not recorded."""
    since = next(unit.member_since for unit in facts.units if unit.id == unit_id)
    before = round_.from_records and (since is None or since < round_.first)
    divided = any(term.year >= round_.first for term in terms_before_division(facts, unit_id))
    return before or divided or bool(unrecorded_years(facts, unit_id, round_.first))


_CONTENDS = {Verdict.MET, Verdict.UNKNOWN}
