"""What summarize hands on: figures worked out from facts, each with the facts it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.year import Theme


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure beside what it is compared with; None where nothing to compare was stated.

    ``completion`` is value / target and ``growth`` is (value - last year) / last year, both in
    per cent, exact as far as a decimal of 28 digits is, and both None where what they are compared
    with is not above nought. A rate, which may not be added up, has no
    completion, and its growth is the difference in its own points.
    """

    value: Derived[Decimal] | None
    target: Derived[Decimal] | None
    last_year: Derived[Decimal] | None
    completion: Derived[Decimal] | None
    growth: Derived[Decimal] | None


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One unit's reading of an indicator, compared. ``unit`` None: the bloc as a whole."""

    unit: Derived[str] | None
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class IndicatorSummary:
    """An indicator over the units.

    ``total`` adds up the figures of the units that reported: ``reported`` of the ``expected``
    members of the bloc. Its target, and so its completion, is None unless each unit that reported
    stated a target; the same holds of last year's figure and growth. A rate has no total.
    """

    indicator: Ref
    rows: tuple[IndicatorRow, ...]
    total: Comparison | None
    reported: Derived[int]
    expected: Derived[int]


@dataclass(frozen=True, slots=True)
class ThemeSummary:
    """What stands under one theme: results and indicators in the order of the inputs."""

    theme: Theme
    results: tuple[Ref, ...]
    indicators: tuple[IndicatorSummary, ...]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One unit's line in the score table. A sum is None while a criterion is without points."""

    unit: Derived[str]
    self_scored: Derived[Decimal] | None
    cross_scored: Derived[Decimal] | None
    agreed: Derived[Decimal] | None
    bonus: Derived[Decimal] | None
    penalty: Derived[Decimal] | None
    total: Derived[Decimal] | None
    rank: Derived[int] | None
    """None for every unit until every unit of the bloc has a total."""
    shared: bool
    """Whether another unit has the same rank."""


@dataclass(frozen=True, slots=True)
class RewardRow:
    """Awards received in the year, by award and level, summed over units."""

    award: Ref
    level: str
    collectives: Derived[int] | None
    individuals: Derived[int] | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact of one unit that the inputs do not state although others like it are stated.

    ``label`` is the Vietnamese name of the fact, ``path`` where it would stand.
    """

    label: str
    path: Path
    unit: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The year in figures."""

    units_named: Derived[int]
    units_unnamed: Derived[int] | None
    """How many units are stated but not named; None where none are, or no count was stated."""
    themes: tuple[ThemeSummary, ...]
    scores: tuple[ScoreRow, ...]
    rewards: tuple[RewardRow, ...]
    missing: tuple[Missing, ...]

    def theme(self, name: str) -> ThemeSummary | None:
        """The summary of one theme, or None where nothing was stated about it."""
        return next((theme for theme in self.themes if theme.theme == name), None)

    def score(self, unit_id: str) -> ScoreRow | None:
        """The score line of one unit, or None."""
        return next((row for row in self.scores if row.unit.value == unit_id), None)
