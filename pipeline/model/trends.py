"""Figures over the years: what each year's folder states, and why where it states nothing.

A gap stays a gap: nothing is taken from the years beside it, and it is never nought.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.base import Derived, Path, Ref, Text
from pipeline.model.quantity import Quantity


class GapReason(StrEnum):
    """Why a year has no value."""

    NO_FOLDER = "no-folder"
    """The folder of that year was not given."""
    NOT_ONE_YEAR = "not-one-year"
    """That folder reviews half a year, or several."""
    NOT_ASKED = "not-asked"
    """It has no such indicator."""
    NOT_STATED = "not-stated"
    IN_QUESTION = "in-question"
    """Its sources differ, and none is chosen."""
    OTHER_KIND = "other-kind"
    OTHER_MEASURE = "other-measure"
    """It measures in what cannot be brought to this year's measure exactly."""
    OTHER_BASE = "other-base"
    """Its rate is a share of something else."""
    NOT_ADDED = "not-added"
    """Only units state it, and such figures are not added up."""
    NOT_LISTED = "not-listed"
    """The unit is not among that year's units."""
    PARTS_MISSING = "parts-missing"
    """Not all of those that have become the unit state it."""
    MERGED = "merged"
    """The unit was several then, whose figures are not added up."""
    SPLIT = "split"
    """The unit came out of a division since."""
    OTHER_SCALE = "other-scale"
    """That year's score table comes to other points."""
    NOT_PUBLISHED = "not-published"
    """That year's points are in no paper."""
    IN_GROUPS = "in-groups"
    """That year the units were ranked within parts of the bloc."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a year has no value, with the facts that say so. ``measure`` is the other measure."""

    reason: Derived[GapReason]
    measure: Derived[Text] | None = None


def gap(reason: GapReason, *origins: Path) -> Gap:
    """A gap for a reason that these facts give."""
    return Gap(Derived(reason, origins))


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a trend: a value or a gap, never both and never neither.

    Of a total ``reported`` of the ``expected`` units are in it, both None for any other value.
    ``expected`` is None too where it is in question how many units the bloc had.
    """

    year: Derived[int]
    value: Derived[Quantity] | None
    gap: Gap | None = None
    reported: Derived[int] | None = None
    expected: Derived[int] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it is no total, or one of all the units."""
        if self.reported is None:
            return True
        return self.expected is not None and self.reported.value >= self.expected.value


@dataclass(frozen=True, slots=True)
class Streak:
    """A figure that rose, or fell, in each of the last ``years``: exact and whole in all."""

    rising: bool
    years: Derived[int]
    first: Point
    last: Point


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure in every year, the oldest first; a line is drawn through its points."""

    points: tuple[Point, ...]
    streak: Streak | None = None

    @property
    def has_a_past(self) -> bool:
        """Whether any year before the last has a value."""
        return any(point.value for point in self.points[:-1])

    def point(self, year: int) -> Point | None:
        """The point of one year, or None before the first."""
        return next((point for point in self.points if point.year.value == year), None)


@dataclass(frozen=True, slots=True)
class UnitTrend:
    """One figure of one unit of this year; before a merger made the unit, of all its parts."""

    unit: Derived[str]
    trend: Trend


@dataclass(frozen=True, slots=True)
class IndicatorTrend:
    """An indicator of this year, of the bloc and of each unit, in this year's measure."""

    indicator: Ref
    bloc: Trend
    units: tuple[UnitTrend, ...]


@dataclass(frozen=True, slots=True)
class AwardTrend:
    """How many collectives and individuals received awards of one level, each year in that year."""

    level: str
    collectives: Trend
    individuals: Trend


@dataclass(frozen=True, slots=True)
class Trends:
    """The years from the oldest folder to this one, and what can be followed through them."""

    years: tuple[Derived[int], ...]
    indicators: tuple[IndicatorTrend, ...]
    scores: tuple[UnitTrend, ...]
    """Total points of every unit; empty where no earlier year states any, as are the ranks."""
    ranks: tuple[UnitTrend, ...]
    members: Trend
    awards: tuple[AwardTrend, ...]
