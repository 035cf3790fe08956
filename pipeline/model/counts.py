"""What the facts come to, laid out by two properties: units by themes, awards by levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model.base import Derived
from pipeline.model.quantity import Quantity
from pipeline.model.year import Theme

Level = Literal["state", "ministry", "province", "unit"]
"""The level of an award, the highest first."""


@dataclass(frozen=True, slots=True)
class ResultsRow:
    """How many results one unit reported, under each theme of its table and in all."""

    unit: Derived[str]
    counts: tuple[Derived[int], ...]
    total: Derived[int]


@dataclass(frozen=True, slots=True)
class ResultsByTheme:
    """Results by unit and theme: units that reported any, and themes that any reported under.

    What is told of the bloc as a whole is not counted.
    """

    themes: tuple[Theme, ...]
    rows: tuple[ResultsRow, ...]
    totals: tuple[Derived[int], ...]
    total: Derived[int]


@dataclass(frozen=True, slots=True)
class AwardCount:
    """How many were given to collectives and to individuals; None where no number is stated."""

    collectives: Derived[Quantity] | None
    individuals: Derived[Quantity] | None


@dataclass(frozen=True, slots=True)
class AwardsRow:
    """The awards of one unit, or of one year, at each level of their table and in all."""

    of: Derived[str | int]
    counts: tuple[AwardCount, ...]
    total: AwardCount


@dataclass(frozen=True, slots=True)
class AwardsByLevel:
    """Awards received by level, and by unit or year.

    Awards without any number are not in the sums: there are ``uncounted`` of them. Nor is what
    says no unit (or no year): ``unplaced``. None where all are counted or placed.
    """

    levels: tuple[Level, ...]
    rows: tuple[AwardsRow, ...]
    totals: tuple[AwardCount, ...]
    total: AwardCount
    uncounted: Derived[int] | None
    unplaced: Derived[int] | None
