"""What the conference votes on, so that ballot papers and counting records can be made for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.decide.in_force import rules_of_award, votes_asked
from pipeline.decide.votes import votes_needed
from pipeline.decide.voting import needed_of
from pipeline.model.ballot import Ballot
from pipeline.model.base import Derived, Path, Ref
from pipeline.model.decisions import NominationDecision, SeatDecision, Verdict, Vote, VotesAsked
from pipeline.model.facts import Facts
from pipeline.model.leadership import Leadership
from pipeline.model.rules import Placed, Rulebook, Threshold
from pipeline.model.tally import tally, voters

_Units = tuple[Derived[str], ...]

HEAD = "head"
"""The name of the vote on who heads the bloc next year."""


def votes_of(
    facts: Facts,
    book: Rulebook,
    day: date,
    nominations: Sequence[NominationDecision],
    head: SeatDecision | None,
) -> Iterator[Vote]:
    """A vote for each nomination, for each award that only registrations name, and on the head.

    Nobody votes on a nomination of persons or parts of units alone, nor on one without candidates.
    """
    for number, decision in enumerate(nominations):
        if units := _nominated(facts, number, decision):
            rules = rules_of_award(facts, book, decision.award, day)
            yield _on_award(facts, rules.threshold, decision.name, number, units)
    for award in _registered_only(facts):
        asked = votes_asked(rules_of_award(facts, book, award, day).threshold)
        yield Vote(award, award, _registered(facts, award), None, asked, (), None)
    if head and (on_head := _on_head(facts, head)):
        yield on_head


def _nominated(facts: Facts, number: int, decision: NominationDecision) -> _Units:
    """Those that were voted on; before the vote those proposed, and those that registered."""
    nomination = facts.nominations[number]
    path: Path = ("nominations", number)
    if nomination.ballot and nomination.ballot.units:
        return tuple(Derived(unit, ((*path, "ballot"),)) for unit in nomination.ballot.units)
    named = [
        Derived(one.unit, ((*path, "units", n, "unit"),))
        for n, one in enumerate(nomination.units)
        if one.is_unit
    ]
    named += decision.remaining or ()
    away = {one.unit for one in nomination.withdrawn} | {one.value for one in named}
    registered = _registered(facts, nomination.award)
    return (*named, *(one for one in registered if one.value not in away))


def _registered(facts: Facts, award: str) -> _Units:
    """The members that registered for an award and are considered this year, in their order."""
    found = {one.unit: n for n, one in enumerate(facts.registrations) if award in one.awards}
    return tuple(
        Derived(unit.id, (("registrations", found[unit.id], "unit"),))
        for unit in facts.units
        if unit.id in found and not unit.suspended
    )


def _registered_only(facts: Facts) -> list[str]:
    nominated = {nomination.award for nomination in facts.nominations}
    named = dict.fromkeys(award for one in facts.registrations for award in one.awards)
    return [award for award in named if award not in nominated and _registered(facts, award)]


def _on_award(
    facts: Facts, threshold: Placed[Threshold] | None, name: str, number: int, units: _Units
) -> Vote:
    award = facts.nominations[number].award
    ballot = facts.nominations[number].ballot
    base: Path = ("nominations", number, "ballot")
    vote = Vote(name, award, units, Ref(base) if ballot else None, votes_asked(threshold), (), None)
    if ballot is None or threshold is None:
        return vote
    vote = replace(vote, needed=tuple(_needed(facts, ballot, base, threshold)))
    reached = []
    for unit in units:
        found = tally(facts, ballot, base, unit.value, threshold.rule.of)
        if found is None or found.of is None:
            return vote
        if found.yes.value >= needed_of(threshold.rule, found.of.value):
            reached.append(Derived(unit.value, found.yes.origins))
    return replace(vote, reached=tuple(reached))


def _needed(
    facts: Facts, ballot: Ballot, base: Path, threshold: Placed[Threshold]
) -> Iterator[Derived[int] | None]:
    """The votes that are enough in each round, against the sheets of its own."""
    # A rule of the rulebook has no place among the facts.
    own = (threshold.path,) if threshold.own else ()
    for way, sheets in ballot.rounds:
        of = voters(facts, sheets, (*base, *way), threshold.rule.of)
        needed = needed_of(threshold.rule, of.value) if of else None
        yield Derived(needed, (*of.origins, *own)) if of and needed else None


def _on_head(facts: Facts, head: SeatDecision) -> Vote | None:
    """The vote on next year's head: those voted on, else every unit nothing speaks against, or of
    which it is not known.

    None where the head is said to have come otherwise than by election.
    """
    settled = facts.next_leadership
    ballot: Ballot | None = settled.selection.ballot if settled and settled.selection else None
    path: Path = ("next_leadership", "selection", "ballot")
    asked = _asked_of_head(facts.leadership)
    if ballot and ballot.units:
        units = tuple(Derived(unit, (path,)) for unit in ballot.units)
        return _counted_on_head(facts, ballot, Vote(HEAD, None, units, Ref(path), asked, (), None))
    mode = settled.selection.mode if settled and settled.selection else None
    if ballot is None and mode not in {None, "elected"}:
        return None
    place = {unit.id: n for n, unit in enumerate(facts.units)}
    may = tuple(
        Derived(one.unit, (("units", place[one.unit], "id"),))
        for one in head.candidates
        if one.verdict in (Verdict.MET, Verdict.UNKNOWN)
    )
    return Vote(HEAD, None, may, Ref(path) if ballot else None, asked, (), None) if may else None


_SHARE: Path = ("leadership", "threshold")


def _asked_of_head(leadership: Leadership) -> VotesAsked | None:
    """The share of votes that the bloc's way of electing asks for."""
    if leadership.threshold is None:
        return None
    share = Derived(leadership.threshold, (_SHARE,))
    return VotesAsked(share, leadership.threshold_of, more_than=False, reference=None)


def _counted_on_head(facts: Facts, ballot: Ballot, vote: Vote) -> Vote:
    """The vote with what each round needed, and who reached it in the last one."""
    share, of = facts.leadership.threshold, facts.leadership.threshold_of
    if share is None or vote.ballot is None:
        return vote
    needed: list[Derived[int] | None] = []
    for way, sheets in ballot.rounds:
        base = voters(facts, sheets, (*vote.ballot.path, *way), of)
        least = votes_needed(share, base.value) if base else 0
        needed.append(Derived(least, (*base.origins, _SHARE)) if base else None)
    way, last = ballot.rounds[-1]
    enough = needed[-1]
    if enough is None or not last.counts:
        return replace(vote, needed=tuple(needed))
    reached = tuple(
        Derived(count.unit, ((*vote.ballot.path, *way, "counts", n),))
        for n, count in enumerate(last.counts)
        if count.yes >= enough.value
    )
    return replace(vote, needed=tuple(needed), reached=reached)
