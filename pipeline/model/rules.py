"""The rules of the law and of practice, as data with dates, references and honesty.

A rulebook is one regime. What nobody has compared with its printed source says
``verified: false``, and whoever uses it is told so. A bloc's own rules are in
:mod:`pipeline.model.regulation`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field

from pipeline.model.base import Date, Fact, Id, Number, Path, Whole, Words
from pipeline.model.conference import OwnAward
from pipeline.model.policy import DeputyCount, Mode, TieRule


def _read_fraction(given: object) -> object:
    if isinstance(given, bool) or not isinstance(given, str | int):
        return given
    try:
        return Fraction(given)
    except ZeroDivisionError as error:
        raise ValueError(given) from error


Share = Annotated[
    Fraction,
    BeforeValidator(_read_fraction),
    Field(gt=0, le=1),
]
"""An exact share such as 4/5."""

Voters = Literal["members", "present", "valid-ballots"]
"""What votes are counted against."""

Check = Literal[
    "registered",
    "inspected",
    "not-suspended",
    "leading",
    "rank-at-most",
    "points-at-least",
    "not-awarded-within",
    "report-sent",
    "scores-sent",
]
"""What can be asked of a unit; ``decide`` has a function for each."""

TieBreak = Literal["core-points", "votes", "fewer-penalties"]
"""What ranks units of equal points: core points, votes for an award, fewer penalty points."""

PARAMETERS: dict[Check, Literal["rank", "points", "years"]] = {
    "rank-at-most": "rank",
    "points-at-least": "points",
    "not-awarded-within": "years",
}
"""The number that a check asks for; the others ask for none."""


class Rule(Fact):
    """What every rule carries: where it stands, since and until when, and whether it was checked.

    Both days are included.
    """

    reference: Words
    verified: bool
    valid_from: Date | None = None
    valid_to: Date | None = None

    def has_begun(self, day: date) -> bool:
        """Whether it had come into force by ``day``."""
        return self.valid_from is None or self.valid_from <= day

    def has_expired(self, day: date) -> bool:
        """Whether it was out of force again on ``day``."""
        return self.valid_to is not None and self.valid_to < day

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on ``day``."""
        return self.has_begun(day) and not self.has_expired(day)


class Condition(Rule):
    """A condition of an award; ``check`` names the check of ``decide`` that judges it.

    Of ``rank``, ``points`` and ``years`` it has the one that its check asks for, if any.
    """

    check: Check
    rank: Annotated[Whole, Field(ge=1)] | None = None
    points: Number | None = None
    years: Annotated[Whole, Field(ge=1)] | None = None


class Threshold(Rule):
    """The votes a nominee needs: at least ``share`` of the voters, or ``more_than`` that."""

    share: Share
    of: Voters = "members"
    more_than: bool = False


class Quota(Rule):
    """The most that may be proposed: a number of ``units``, or a ``share`` of the ``base``.

    That of the bloc is judged here. One of the whole province is only told: nobody in a bloc knows
    how many the others propose.
    """

    scope: Literal["bloc", "province"] = "bloc"
    units: Annotated[Whole, Field(ge=1)] | None = None
    share: Share | None = None
    base: Words | None = None


class Award(Rule):
    """An award a bloc may propose, with the authority that decides it."""

    id: Id
    name: Words
    authority: Words
    level: Literal["state", "province"]
    addressees: tuple[Words, ...]
    conditions: tuple[Condition, ...] = ()
    threshold: Threshold | None = None
    quotas: tuple[Quota, ...] = ()


class Basis(Rule):
    """A legal basis as the papers cite it, without end mark."""

    text: Words


class Form(Rule):
    """The official form that a paper of a dossier follows, as its regime numbers it."""

    paper: Literal["nomination-letter", "collective-report", "individual-report"]
    name: Words


class TieBreaks(Rule):
    """In which order units of equal points are usually told apart. Told, never applied."""

    order: tuple[TieBreak, ...]


class RotationPolicy(Rule):
    """How the next head is proposed where the bloc has not settled its own way."""

    modes: tuple[Mode, ...]
    ties: tuple[TieRule, ...]
    deputy_count: DeputyCount


KeyDate = Literal["emulation-year", "signing", "receipt"]
"""Which day a regime goes by: the last of the year reviewed, of signing, of receipt."""


class Rulebook(Rule):
    """One regime: the rules in force on the day its ``key_date`` names."""

    id: Id
    name: Words
    valid_from: Date
    key_date: KeyDate
    bases: tuple[Basis, ...]
    forms: tuple[Form, ...] = ()
    awards: tuple[Award, ...]
    tie_breaks: TieBreaks | None = None
    rotation: RotationPolicy

    def award(self, award_id: str) -> Award | None:
        """The award with this id, or None."""
        return next((award for award in self.awards if award.id == award_id), None)


def find_award(award_id: str, book: Rulebook, own: Sequence[OwnAward]) -> Award | OwnAward | None:
    """The award of the rulebook with this id, or that of the folder itself, or None."""
    return book.award(award_id) or next((one for one in own if one.id == award_id), None)


R = TypeVar("R", bound=Rule)


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A rule and where it stands: in the rulebook, or, where ``own``, in the bloc's own facts."""

    rule: R
    path: Path
    own: bool = False
