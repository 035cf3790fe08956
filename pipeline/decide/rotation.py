"""Who heads the bloc next year: the program proposes, the conference decides.

The modes of a bloc (:mod:`pipeline.decide.modes`) are tried in order until one proposes a unit.
The recorded decision always wins; the proposal stands beside it and is compared with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pipeline.decide.eligibility import candidates_for
from pipeline.decide.modes import MODES, Question
from pipeline.decide.selection import doubts_of, how_selected, ranks_of
from pipeline.errors import Message, msg
from pipeline.model.base import Derived, Path
from pipeline.model.decisions import Agreement, Reason, SeatDecision, Verdict
from pipeline.model.facts import Facts
from pipeline.model.leadership import Leadership
from pipeline.model.policy import Mode, TieRule
from pipeline.model.rules import RotationPolicy
from pipeline.model.summary import Summary


@dataclass(frozen=True, slots=True)
class Policy:
    """How a bloc finds its head and deputies: its own way where it has one, else the rulebook's.

    ``rule`` is the rulebook's policy where its modes are used, ``ties_rule`` where its rules on
    ties are.
    """

    modes: tuple[Mode, ...]
    ties: tuple[TieRule, ...]
    deputy_count: int
    own_count: bool
    """Whether the bloc itself states how many deputies it has."""
    rule: RotationPolicy | None
    ties_rule: RotationPolicy | None


def policy_of(leadership: Leadership, book: RotationPolicy) -> Policy:
    """The policy by which a bloc goes."""
    own_count = leadership.deputy_count is not None
    count = leadership.deputy_count if leadership.deputy_count is not None else book.deputy_count
    return Policy(
        leadership.modes or book.modes,
        leadership.ties or book.ties,
        count,
        own_count,
        None if leadership.modes else book,
        None if leadership.ties else book,
    )


@dataclass(frozen=True, slots=True)
class Seats:
    """The decisions on all seats of one year."""

    head: SeatDecision
    deputies: tuple[SeatDecision, ...]


def decide_head_and_deputies(facts: Facts, summary: Summary, policy: Policy) -> Seats | None:
    """Head and deputies of next year, the conference's word and the program's proposal.

    None where a conference of the half-year or of several years chooses nobody.
    """
    if facts.next_leadership is None and facts.conference and facts.conference.kind != "year-end":
        return None
    seats = decide_seats(facts, policy, ranks_of(summary))
    return replace(seats, head=replace(seats.head, doubts=tuple(doubts_of(facts, summary))))


def decide_seats(facts: Facts, policy: Policy, ranks: Mapping[str, Derived[int]]) -> Seats:
    """Head and deputies of the year after ``facts``, whatever was reviewed.

    Deputies are sought among the units that have no seat yet: where the conference chose a head,
    among the others.
    """
    outcome = facts.next_leadership
    search = _Search(facts, policy, ranks)
    heads = (outcome.head.unit,) if outcome and outcome.head else None
    head = search.seat("head", heads, {})
    year = facts.year + 1
    taken: dict[str, Message] = {}
    for unit in heads or ((head.proposed,) if head.proposed else ()):
        taken[unit] = msg("heads the bloc in {year}", year=year)
    recorded = None
    if outcome and outcome.deputies is not None:
        recorded = tuple(seat.unit for seat in outcome.deputies)
    deputies: list[SeatDecision] = []
    for _ in range(_number_of_deputies(policy, recorded)):
        deputy = search.seat("deputy", recorded, taken)
        deputies.append(deputy)
        if deputy.proposed:
            taken[deputy.proposed] = msg("is deputy already in {year}", year=year)
    return Seats(head, tuple(deputies))


def _number_of_deputies(policy: Policy, recorded: tuple[str, ...] | None) -> int:
    """As many as the bloc's rules say, else as the conference chose, else as is common.

    What the conference recorded is shown in any case.
    """
    if policy.own_count:
        return max(policy.deputy_count, bool(recorded))
    return len(recorded or ()) or policy.deputy_count


@dataclass(frozen=True, slots=True)
class _Search:
    """What every seat is sought by."""

    facts: Facts
    policy: Policy
    ranks: Mapping[str, Derived[int]] = field(default_factory=dict)

    def seat(
        self, seat: str, recorded: tuple[str, ...] | None, taken: Mapping[str, Message]
    ) -> SeatDecision:
        """The decision on one seat, beside ``taken`` units that have another."""
        facts, policy = self.facts, self.policy
        candidates = candidates_for(facts, taken)
        question = Question(
            facts,
            seat,
            candidates,
            policy.rule,
            policy.ties,
            policy.ties_rule,
            self.ranks,
            frozenset(taken),
        )
        reasons: list[Reason] = []
        if seat == "head" and facts.next_leadership:
            reasons.extend(how_selected(facts, facts.next_leadership))
        proposed = None
        found_by = None
        if seat == "deputy":
            reasons.extend(_count_told(policy, recorded))
        for mode in policy.modes if seat == "head" or policy.deputy_count else ():
            answer = MODES[mode](question)
            reasons.extend(answer.reasons)
            if answer.unit:
                proposed, found_by = answer.unit, mode
            if answer.unit or answer.open:
                break
        if proposed is None:
            reasons.append(Reason(Verdict.NOTED, msg("the conference decides")))
        agreement = _agreement(recorded, proposed)
        return SeatDecision(
            seat, recorded, proposed, found_by, agreement, candidates, tuple(reasons), ()
        )


def _count_told(policy: Policy, recorded: tuple[str, ...] | None) -> Iterator[Reason]:
    """Where the conference chose more deputies, or fewer, than the bloc's own rules have."""
    if not policy.own_count or recorded is None or len(recorded) == policy.deputy_count:
        return
    why = msg(
        "deputies by the bloc's rules: {count}; chosen: {chosen}",
        count=policy.deputy_count,
        chosen=len(recorded),
    )
    facts: tuple[Path, ...] = (("leadership", "deputy_count"), ("next_leadership", "deputies"))
    yield Reason(Verdict.NOT_MET, why, facts)


def _agreement(recorded: tuple[str, ...] | None, proposed: str | None) -> Agreement:
    if recorded is None:
        return Agreement.NOT_RECORDED
    if proposed is None:
        return Agreement.NO_PROPOSAL
    return Agreement.AGREES if proposed in recorded else Agreement.DEPARTS
