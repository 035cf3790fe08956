"""What decide hands on: proposals and checks, each with reasons a reader can follow by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pipeline.errors import Message
from pipeline.model.base import Derived, Path, Ref, Text
from pipeline.model.policy import Mode
from pipeline.model.rules import Placed, Rule, Voters


class Verdict(StrEnum):
    """How one condition stands for one unit."""

    NOTED = "noted"
    """A fact told for the reader's sake; it speaks neither for nor against."""
    MET = "met"
    NO_ROOM = "no-room"
    """Nothing speaks against the unit, but the list of those proposed is full."""
    NOT_MET = "not-met"
    SUSPENDED = "suspended"
    """Not considered while a competent body looks into the unit; the reason is not published."""
    UNKNOWN = "unknown"
    """Cannot be judged: a fact is missing."""
    WITHDRAWN = "withdrawn"
    """The unit itself stood back."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a decision: what was found, in which facts, by which rule."""

    verdict: Verdict
    message: Message
    facts: tuple[Path, ...] = ()
    rule: Rule | None = None
    rule_path: Path = ()
    """Where the rule stands: in the rulebook, or, where it is the bloc's own, in the facts."""
    own_rule: bool = False


def reason_by(
    placed: Placed[Any], verdict: Verdict, message: Message, facts: tuple[Path, ...] = ()
) -> Reason:
    """A step that goes by one rule."""
    return Reason(verdict, message, facts, placed.rule, placed.path, placed.own)


class Outcome(StrEnum):
    """What all the reasons together say of a unit and an award."""

    PROPOSED = "proposed"
    """The conference proposes it, and nothing speaks against that."""
    MAY_BE_PROPOSED = "may-be-proposed"
    """The conference does not propose it, though every condition is met."""
    LIST_FULL = "list-full"
    """The conference does not propose it, and its list leaves no room."""
    EXCLUDED = "excluded"
    CANNOT_BE_JUDGED = "cannot-be-judged"
    """A fact is missing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit looked at, with every reason. ``verdict`` is the weightiest of its reasons.

    ``nominee`` is where the conference's list names it: as a unit, or a part or person of a unit.
    """

    unit: str
    verdict: Verdict
    reasons: tuple[Reason, ...]
    nominee: Ref | None = None


class Agreement(StrEnum):
    """How the recorded decision of the conference stands to the program's proposal."""

    AGREES = "agrees"
    DEPARTS = "departs"
    NO_PROPOSAL = "no-proposal"
    NOT_RECORDED = "not-recorded"


@dataclass(frozen=True, slots=True)
class SeatDecision:
    """Who takes one seat next year: the conference's word, and the program's proposal beside it.

    ``recorded`` None: no decision is recorded; empty: the conference decided to have nobody. A
    proposal is never taken for a decision.
    """

    seat: str
    """``head`` or ``deputy``."""
    recorded: tuple[str, ...] | None
    proposed: str | None
    mode: Mode | None
    """The mode that gave the proposal."""
    agreement: Agreement
    candidates: tuple[Candidate, ...]
    reasons: tuple[Reason, ...]
    """Why this proposal, or why none."""
    doubts: tuple[Reason, ...]
    """What the facts say against the way in which the recorded one is said to have been found."""


@dataclass(frozen=True, slots=True)
class VotesAsked:
    """The share of votes that the rules ask for, as papers tell it."""

    share: Derived[Fraction]
    of: Voters
    more_than: bool
    reference: Derived[Text] | None
    """None of the bloc's share for the head, which names no document."""


@dataclass(frozen=True, slots=True)
class NominationDecision:
    """One award: the units the conference proposes, each checked; and the others that stood.

    ``name`` tells it from the others, also where one award is proposed twice: files go by it.
    """

    name: str
    award: str
    nomination: Ref
    remaining: tuple[Derived[str], ...] | None
    """The units meant by "all the others"; None where nobody said so, or where they cannot be told
    because the bloc's list or another nomination does not name everyone."""
    count: Derived[int] | None
    """How many are proposed: as counted by the conference, else as named; None if not known."""
    asked: VotesAsked | None
    """None where no rule asks for a share of votes."""
    candidates: tuple[Candidate, ...]
    """Those on the conference's list, in its order, then the remaining units."""
    others: tuple[Candidate, ...]
    """Every other member unit."""
    reasons: tuple[Reason, ...]
    """Checks of the list as a whole, and what is told of it: quota, dropped conditions."""
    doubts: tuple[Reason, ...]
    """Where the votes do not bear out the list: another has more, or as many."""

    def outcome(self, candidate: Candidate) -> Outcome:
        """What the reasons together say of one of its units."""
        match candidate.verdict:
            case Verdict.NO_ROOM:
                return Outcome.LIST_FULL
            case Verdict.UNKNOWN:
                return Outcome.CANNOT_BE_JUDGED
            case Verdict.MET | Verdict.NOTED:
                listed = candidate in self.candidates
                return Outcome.PROPOSED if listed else Outcome.MAY_BE_PROPOSED
        return Outcome.EXCLUDED


@dataclass(frozen=True, slots=True)
class Vote:
    """One thing that the conference votes on: an award, or who heads the bloc next year.

    ``units`` stand on the ballot paper. ``ballot`` is None until votes are stated.
    """

    name: str
    """The name of the nomination or the id of the award; ``head`` for the headship."""
    award: str | None
    units: tuple[Derived[str], ...]
    ballot: Ref | None
    asked: VotesAsked | None
    needed: tuple[Derived[int] | None, ...]
    """That share in votes of each round; None where what it is a share of is not known. Empty
    where no rule asks for a share, or nothing is counted yet."""
    reached: tuple[Derived[str], ...] | None
    """The units with so many; None where that is not known."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything decided or proposed, under one rulebook.

    There is no ``head``, and there are no ``deputies``, where none is due: a conference of the
    half-year, or of several years, chooses none unless it says so. Of several deputies each has
    the whole record of the conference, and a proposal of its own.
    """

    rulebook: str
    key_day: date
    """The day whose rules hold."""
    year: Derived[int]
    head: SeatDecision | None
    deputies: tuple[SeatDecision, ...]
    nominations: tuple[NominationDecision, ...]
    equal_points: tuple[Reason, ...]
    """How units of equal points are ranked."""
    votes_needed: tuple[tuple[str, int], ...]
    """How many votes common thresholds need in this bloc: ("4/5", 8) for nine members."""
    votes: tuple[Vote, ...]
    """What ballot papers and counting records are made for."""
