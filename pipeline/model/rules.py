"""The rules of the law and of practice, as data with dates, references and honesty.

A rulebook is one regime. What nobody has compared with its printed source says
``verified: false``, and whoever uses it is told so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pipeline.model.base import Date, Fact, Id, Words
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


class Rule(Fact):
    """What every rule carries: where it stands and whether somebody checked it there."""

    reference: Words
    verified: bool


class Condition(Rule):
    """A condition of an award; ``check`` names the check of ``decide`` that judges it."""

    check: Literal["registered", "inspected", "not-suspended", "leading"]


class Award(Rule):
    """An award a bloc may propose, with the authority that decides it."""

    id: Id
    name: Words
    authority: Words
    level: Literal["state", "province"]
    addressees: tuple[Words, ...]
    conditions: tuple[Condition, ...] = ()


class Basis(Rule):
    """A legal basis as the papers cite it, without end mark."""

    text: Words
    valid_from: Date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on ``day``."""
        return self.valid_from is None or self.valid_from <= day


class RotationPolicy(Rule):
    """How the next head is proposed where the bloc has not settled its own way."""

    modes: tuple[Mode, ...]
    ties: tuple[TieRule, ...]
    deputy_count: DeputyCount


class Rulebook(Rule):
    """One regime: the rules in force on the day its ``key_date`` names."""

    id: Id
    name: Words
    valid_from: Date
    valid_to: Date | None = None
    key_date: Literal["signing"]
    bases: tuple[Basis, ...]
    awards: tuple[Award, ...]
    rotation: RotationPolicy

    def holds_on(self, day: date) -> bool:
        """Whether the regime was in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def award(self, award_id: str) -> Award | None:
        """The award with this id, or None."""
        return next((award for award in self.awards if award.id == award_id), None)


def find_award(award_id: str, book: Rulebook, own: Sequence[OwnAward]) -> Award | OwnAward | None:
    """The award of the rulebook with this id, or that of the folder itself, or None."""
    return book.award(award_id) or next((one for one in own if one.id == award_id), None)
