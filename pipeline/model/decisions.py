"""What decide hands on: proposals and checks, each with reasons a reader can follow by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.errors import Message
from pipeline.model.base import Derived, Path, Ref
from pipeline.model.policy import Mode
from pipeline.model.rules import Rule


class Verdict(StrEnum):
    """How one condition stands for one unit."""

    NOTED = "noted"
    """A fact told for the reader's sake; it speaks neither for nor against."""
    MET = "met"
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
    candidates: tuple[Candidate, ...]
    """Those on the conference's list, in its order, then the remaining units."""
    others: tuple[Candidate, ...]
    """Units that registered, were voted on or stood back, and are not on the list."""
    reasons: tuple[Reason, ...]
    """Checks of the list as a whole: quota, ballot."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Everything decided or proposed, under one rulebook.

    There is no ``head``, and there are no ``deputies``, where none is due: a conference of the
    half-year, or of several years, chooses none unless it says so. Of several deputies each has
    the whole record of the conference, and a proposal of its own.
    """

    rulebook: str
    year: Derived[int]
    head: SeatDecision | None
    deputies: tuple[SeatDecision, ...]
    nominations: tuple[NominationDecision, ...]
    votes_needed: tuple[tuple[str, int], ...]
    """How many votes common thresholds need in this bloc: ("4/5", 8) for nine members."""
