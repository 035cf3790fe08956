"""The modes of finding the next head: each looks at the units and says whom it would take and why.

A mode is a row of :data:`MODES`. Where it cannot tell, it says what it lacks and takes nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.decide.ties import narrowed
from pipeline.decide.votes import NAMES_OF_VOTERS, votes_needed
from pipeline.errors import Message, msg
from pipeline.model.ballot import Sheets
from pipeline.model.base import Derived, Path
from pipeline.model.decisions import Candidate, Reason, Verdict
from pipeline.model.facts import Facts
from pipeline.model.leadership import Seat
from pipeline.model.lineage import (
    HeadedYear,
    last_headed,
    member_now,
    terms_before_division,
    unrecorded_years,
)
from pipeline.model.policy import Mode, TieRule
from pipeline.model.rules import Rule
from pipeline.model.tally import voters


@dataclass(frozen=True, slots=True)
class Answer:
    """What a mode found: a unit or None, and the reasons for either.

    ``open``: it would take a unit of which it is not known whether it may stand, so no mode after
    it is asked.
    """

    unit: str | None
    reasons: tuple[Reason, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a mode is asked: for which seat, who may take it, and by which rules.

    ``ranks`` are the places of the units this year, as far as they are known; ``taken`` are units
    that have another seat already. ``ties_rule`` is the rule that the ``ties`` are of, None where
    they are the bloc's own.
    """

    facts: Facts
    seat: str
    candidates: tuple[Candidate, ...]
    rule: Rule | None
    ties: tuple[TieRule, ...] = ()
    ties_rule: Rule | None = None
    ranks: Mapping[str, Derived[int]] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()

    @property
    def contending(self) -> tuple[str, ...]:
        """Ids of the units nothing speaks against, or of which it is not known."""
        return tuple(
            one.unit for one in self.candidates if one.verdict in (Verdict.MET, Verdict.UNKNOWN)
        )

    def takes(
        self,
        unit: str,
        reason: tuple[Message, tuple[Path, ...]],
        by_ties: Sequence[tuple[Message, tuple[Path, ...]]] = (),
    ) -> Answer:
        """The answer that takes ``unit``, for reasons that each rest on facts.

        A unit of which it is not known whether it may stand is not taken, nor another for it.
        """
        met = (
            Reason(Verdict.MET, *reason, self.rule),
            *(Reason(Verdict.MET, *because, self.ties_rule) for because in by_ties),
        )
        if any(one.unit == unit and one.verdict == Verdict.UNKNOWN for one in self.candidates):
            why = msg("whether {unit} may stand cannot be judged", unit=self.facts.name_of(unit))
            return Answer(None, (*met, Reason(Verdict.UNKNOWN, why)), open=True)
        return Answer(unit, met)

    def takes_nobody(self, verdict: Verdict, why: Message, *paths: Path) -> Answer:
        """The answer that takes no unit, and why."""
        return Answer(None, (Reason(verdict, why, paths, self.rule),))

    def takes_first_of(
        self, equals: Sequence[str], why: tuple[Message, tuple[Path, ...]], undecided: Message
    ) -> Answer:
        """The one of ``equals`` that the rules on ties leave; nobody where they leave several."""
        left, because = narrowed(self.facts, self.ties, self.ranks, equals)
        if len(left) == 1:
            return self.takes(left[0], why, because)
        names = tuple(unit.name for unit in self.facts.units if unit.id in left)
        still = Message(undecided.text, {"units": names})
        return self.takes_nobody(Verdict.UNKNOWN, still, *why[1])


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
        if now and now[0] in question.contending:
            why = msg("deputy succeeds: the unit was deputy in {year}", year=facts.year)
            if now[0] != seat.unit:
                why = msg(
                    "deputy succeeds: {unit}, which became this unit, was deputy in {year}",
                    unit=facts.name_of(seat.unit),
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
        if order[place] in question.contending:
            why = msg("rotation by list: next on the list after this year's head")
            return question.takes(order[place], (why, ((*path, place), *head[1])))
    return question.takes_nobody(
        Verdict.NOT_MET, msg("rotation by list: no unit of the list may stand"), path
    )


def _longest_waiting(question: Question) -> Answer:
    """The unit whose last term lies furthest back; one that never headed comes before all."""
    facts = question.facts
    terms: Path = ("leadership", "terms")
    stated = facts.members
    if not any(term.head for term in facts.leadership.terms):
        why = msg("longest waiting: no year is recorded in which a unit headed the bloc")
        return question.takes_nobody(Verdict.UNKNOWN, why, terms)
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
    if not question.contending:
        return question.takes_nobody(
            Verdict.NOT_MET, msg("longest waiting: no unit may stand"), ("units",)
        )
    last = {unit: last_headed(facts, unit) for unit in question.contending}
    equals = [unit for unit, found in last.items() if found is None]
    why = msg("longest waiting: has not headed the bloc in the years recorded")
    undecided = msg("longest waiting: {units} have waited equally long, as far as is recorded")
    if not equals:
        undecided = msg("longest waiting: {units} have waited equally long")
        longest = min(found.year for found in last.values() if found)
        equals = [unit for unit, found in last.items() if found and found.year == longest]
        why = msg(
            "longest waiting: no other unit's last term lies as far back as {year}", year=longest
        )
    if unsure := _may_have_waited_less(facts, equals, last):
        why = msg(
            "longest waiting: whether {units} headed the bloc later is not known: years without a"
            " recorded head, or the term of a unit before its division",
            units=tuple(facts.name_of(unit) for unit in unsure),
        )
        return question.takes_nobody(Verdict.UNKNOWN, why, terms)
    return question.takes_first_of(equals, (why, (terms,)), undecided)


def _may_have_waited_less(
    facts: Facts, equals: Sequence[str], last: Mapping[str, HeadedYear | None]
) -> tuple[str, ...]:
    """Those of ``equals`` that may have headed the bloc after another unit of ``last`` did.

    Of years before the first recorded one nothing is asked: nobody else's last term lies there.
    """
    others = [one.year for unit, one in last.items() if one and unit not in equals]
    if not others:
        return ()
    first = min(term.year for term in facts.leadership.terms if term.head)

    def latest(unit: str) -> int:
        known = last[unit]
        since = known.year + 1 if known else first
        divided = (term.year for term in terms_before_division(facts, unit))
        return max((*unrecorded_years(facts, unit, since), *divided), default=0)

    return tuple(unit for unit in equals if latest(unit) > min(others))


def _elected(question: Question) -> Answer:
    """The unit with the most votes of the last round, if they reach the bloc's threshold.

    Who was not voted on again is out: votes of two rounds are not compared.
    """
    facts = question.facts
    if question.seat != "head":
        return Answer(None, ())
    settled = facts.next_leadership
    ballot = settled.selection.ballot if settled and settled.selection else None
    rounds = ballot.rounds if ballot else ()
    last = next(((way, one) for way, one in reversed(rounds) if one.counts), None)
    if last is None:
        return question.takes_nobody(Verdict.UNKNOWN, msg("elected: no votes are recorded"))
    path: Path = ("next_leadership", "selection", "ballot", *last[0])
    sheets = last[1]
    most = max(count.yes for count in sheets.counts)
    enough = _against_threshold(question, sheets, path, most)
    if enough and enough.verdict != Verdict.MET:
        return Answer(None, (enough,))
    equals = [count.unit for count in sheets.counts if count.yes == most]
    standing = [unit for unit in equals if unit in question.contending]
    if not standing:
        names = tuple(facts.name_of(unit) for unit in equals)
        return question.takes_nobody(
            Verdict.NOT_MET, msg("elected: {units} may not stand", units=names), path
        )
    counted = tuple((*path, "counts", n) for n, one in enumerate(sheets.counts) if one.yes == most)
    why = msg("elected: most votes of those counted, {votes}", votes=most)
    if len(rounds) > 1:
        why = msg("elected: most votes of those counted in the last round, {votes}", votes=most)
    undecided = msg("elected: {units} have equally many votes; the conference votes again")
    # Only the bloc itself can say that something else than votes decides an election.
    voted = replace(question, ties=facts.leadership.ties)
    answer = voted.takes_first_of(standing, (why, counted), undecided)
    return replace(answer, reasons=(*answer.reasons, enough)) if enough else answer


def _against_threshold(question: Question, sheets: Sheets, path: Path, most: int) -> Reason | None:
    """Whether ``most`` votes of the round at ``path`` are enough; None where no rule asks."""
    facts = question.facts
    share, of = facts.leadership.threshold, facts.leadership.threshold_of
    if share is None:
        return None
    rule: Path = ("leadership", "threshold")
    base = voters(facts, sheets, path, of)
    if base is None:
        why = msg("elected: the number the votes are counted against is not stated")
        return Reason(Verdict.UNKNOWN, why, (rule, path))
    needed = votes_needed(share, base.value)
    why = msg(
        "elected: {share} of {of} needs {needed} votes; the most are {votes}, counted against"
        " {voters}",
        share=str(share),
        of=base.value,
        needed=needed,
        votes=most,
        voters=NAMES_OF_VOTERS[of],
    )
    verdict = Verdict.MET if most >= needed else Verdict.NOT_MET
    return Reason(verdict, why, (rule, path, *base.origins))


def _ranked(place: int) -> Callable[[Question], Answer]:
    """The mode that takes the unit ranked ``place`` this year."""

    def mode(question: Question) -> Answer:
        facts, ranks = question.facts, question.ranks
        equals = [unit for unit, rank in ranks.items() if rank.value == place]
        if not equals:
            why = msg("by rank: no unit is known to rank {rank}", rank=place)
            return question.takes_nobody(Verdict.UNKNOWN, why)
        paths = tuple(path for unit in equals for path in ranks[unit].origins)
        standing = [unit for unit in equals if unit in question.contending]
        if not standing:
            names = tuple(facts.name_of(unit) for unit in equals)
            why = msg("by rank: {units} may not stand", units=names)
            return question.takes_nobody(Verdict.NOT_MET, why, *paths)
        why = msg("by rank: ranks {rank} in {year}", rank=place, year=facts.year)
        return question.takes_first_of(
            standing, (why, paths), msg("by rank: {units} share the rank")
        )

    return mode


def _assigned(question: Question) -> Answer:
    """The unit that a document of a higher body names; nobody asks whether it may stand."""
    settled = question.facts.next_leadership
    document = settled.selection.document if settled and settled.selection else None
    seats: Sequence[Seat | None] = ()
    if settled:
        seats = (settled.head,) if question.seat == "head" else settled.deputies or ()
    named = next((seat.unit for seat in seats if seat and seat.unit not in question.taken), None)
    if document is None or named is None:
        return question.takes_nobody(
            Verdict.UNKNOWN, msg("assigned: no document that names the unit is recorded")
        )
    path: Path = ("next_leadership", "selection", "document")
    why = msg("assigned: {document}", document=document)
    return Answer(named, (Reason(Verdict.MET, why, (path,), question.rule),))


MODES: Mapping[Mode, Callable[[Question], Answer]] = {
    "deputy-succeeds": _deputy_succeeds,
    "rotation-list": _rotation_list,
    "longest-waiting": _longest_waiting,
    "elected": _elected,
    "first-ranked": _ranked(1),
    "second-ranked": _ranked(2),
    "assigned": _assigned,
}
NAMES: Mapping[Mode, Message] = {
    "deputy-succeeds": msg("deputy succeeds"),
    "rotation-list": msg("rotation by list"),
    "longest-waiting": msg("longest waiting"),
    "elected": msg("elected"),
    "first-ranked": msg("first in the ranking"),
    "second-ranked": msg("second in the ranking"),
    "assigned": msg("assigned by document"),
}
"""What each mode is called."""
OF_THE_YEAR: frozenset[Mode] = frozenset({"elected", "first-ranked", "second-ranked", "assigned"})
"""Modes that rest on a vote, a ranking or a document of the year itself: none knows it ahead."""
