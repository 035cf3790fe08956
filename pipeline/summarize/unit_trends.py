"""The figures of single units through the years, under their earlier names and before mergers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.lineage import Forms
from pipeline.model.quantity import Quantity
from pipeline.model.summary import ScoreRow, StandingRow
from pipeline.model.trends import Gap, GapReason, Trend, UnitTrend, gap
from pipeline.model.year import Scores
from pipeline.summarize.awards import summarize_standings
from pipeline.summarize.figures import add_up
from pipeline.summarize.scores import summarize_scores
from pipeline.summarize.years import Amount, Year, follow, point


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """What the units of one year state of one thing, by unit; ``at`` is where it stands."""

    of_units: Mapping[str, Amount]
    at: Path


def follow_units(
    now: Facts, told: Sequence[tuple[Year, UnitFigures | Gap]], adds_up: bool
) -> tuple[UnitTrend, ...]:
    """The figures of every unit of this year, in the order of the units."""
    return tuple(
        UnitTrend(
            Derived(unit.id, (("units", n, "id"),)),
            Trend(tuple(point(year, _of_unit(year, one, unit.id, adds_up)) for year, one in told)),
        )
        for n, unit in enumerate(now.units)
    )


def _of_unit(year: Year, told: UnitFigures | Gap, unit: str, adds_up: bool) -> Amount | Gap:
    """The figure of a unit of this year: of a year before its merger, the sum of all its parts."""
    if isinstance(told, Gap):
        return told
    forms = year.forms[unit]
    if forms.split:
        return gap(GapReason.SPLIT, forms.split)
    if len(forms.units) > 1 and not adds_up:
        return gap(GapReason.MERGED, *forms.changes)
    stated = [told.of_units[form] for form in forms.units if form in told.of_units]
    if len(stated) < len(forms.units):
        return _lacking(year, forms, told.at)
    total = add_up(stated)
    return Derived(total.value, (*total.origins, *forms.changes))


def _lacking(year: Year, forms: Forms, at: Path) -> Gap:
    """Why what a unit was then has no figure."""
    if len(forms.units) > 1:
        return gap(GapReason.PARTS_MISSING, *forms.changes)
    if year.facts is None or not any(year.facts.unit(form) for form in forms.units):
        return gap(GapReason.NOT_LISTED, year.path("units"))
    return gap(GapReason.NOT_STATED, at)


def follow_scores(now: Facts, years: Sequence[Year]) -> tuple[UnitTrend, ...]:
    """The total points of every unit; nothing where no earlier year states any."""
    return _follow(now, years, partial(_scores, now=now))


def follow_ranks(now: Facts, years: Sequence[Year]) -> tuple[UnitTrend, ...]:
    """The rank of every unit in the bloc; nothing where no earlier year states any."""
    return _follow(now, years, _ranks)


def _follow(
    now: Facts, years: Sequence[Year], tell: Callable[[Year, Facts], UnitFigures | Gap]
) -> tuple[UnitTrend, ...]:
    trends = follow_units(now, follow(years, tell), adds_up=False)
    return trends if any(one.trend.has_a_past for one in trends) else ()


def _scores(year: Year, then: Facts, now: Facts) -> UnitFigures | Gap:
    """Total points, in a table that comes to as many as this year's."""
    if then.scores and not then.scores.published:
        return gap(GapReason.NOT_PUBLISHED, year.path("scores", "published"))
    if then.scores and now.scores and _most(then.scores) != _most(now.scores):
        return gap(GapReason.OTHER_SCALE, year.path("scores", "criteria"))
    totals = {
        row.unit.value: year.seen(Derived(Quantity(row.total.value), row.total.origins))
        for row in summarize_scores(then)
        if row.total
    }
    return UnitFigures(totals, year.path("scores"))


def _most(scores: Scores) -> Decimal:
    """The most points that a unit can have without extra ones."""
    return sum((criterion.points for criterion in scores.criteria), Decimal(0))


def _ranks(year: Year, then: Facts) -> UnitFigures | Gap:
    """Ranks as the conference placed the units, else by points."""
    placed = summarize_standings(then)
    if any(row.group for row in placed):
        return gap(GapReason.IN_GROUPS, year.path("standings"))
    by_conference = any(row.rank for row in placed)
    rows: Sequence[StandingRow | ScoreRow] = placed if by_conference else summarize_scores(then)
    ranks = {
        row.unit.value: year.seen(Derived(Quantity(Decimal(row.rank.value)), row.rank.origins))
        for row in rows
        if row.rank
    }
    return UnitFigures(ranks, year.path("standings" if by_conference else "scores"))
