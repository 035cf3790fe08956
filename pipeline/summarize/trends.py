"""What can be followed through the years: indicators, points and ranks, members, awards.

A figure of an earlier year is worked out from its folder as if that year were this one; only then
is it brought to this year's measure and to the units of this year.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from pipeline.model.base import LANGUAGES, Derived, Path, Ref, Text
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.summary import IndicatorSummary, ScoreRow, StandingRow
from pipeline.model.trends import (
    AwardTrend,
    Gap,
    GapReason,
    IndicatorTrend,
    Point,
    Streak,
    Trend,
    Trends,
    UnitTrend,
    gap,
)
from pipeline.model.year import Indicator, Reward, Scores
from pipeline.spelling.figures import Figure, convert
from pipeline.spelling.names import key_of
from pipeline.summarize.awards import summarize_standings
from pipeline.summarize.figures import add_up, summarize_indicator
from pipeline.summarize.scores import summarize_scores
from pipeline.summarize.years import Year, years_of

Amount = Derived[Quantity]

_LONGEST_SHORT_RUN = 2
"""A rise of one year or two is no trend."""


def summarize_trends(dossier: Dossier) -> Trends | None:
    """The years from the oldest folder to this one; None where no earlier folder was given."""
    if not dossier.history:
        return None
    years = years_of(dossier)
    return Trends(
        years=tuple(year.number for year in years),
        indicators=tuple(
            _indicator(dossier.facts, n, years) for n in range(len(dossier.facts.indicators))
        ),
        scores=_of_units(dossier.facts, years, partial(_score, now=dossier.facts)),
        ranks=_of_units(dossier.facts, years, _rank),
        members=Trend(tuple(_point(year, _members(year)) for year in years)),
        awards=tuple(_awards(years)),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """An indicator as one year's folder tells it; ``scale`` brings it to this year's measure."""

    year: Year
    number: int
    summary: IndicatorSummary
    scale: Decimal

    def brought(self, figure: Derived[Quantity]) -> Derived[Quantity]:
        """A figure of that year in this year's measure."""
        seen = self.year.seen(figure)
        if self.scale == 1:
            return seen
        number = seen.value.number * self.scale
        return Derived(
            Quantity(number, seen.value.qualifier), (*seen.origins, (*self.path, "measure"))
        )

    @property
    def of_bloc(self) -> Derived[Quantity] | None:
        """What is stated of the bloc as a whole."""
        own = (row.comparison.value for row in self.summary.rows if row.unit is None)
        return next((self.brought(value) for value in own if value), None)

    @property
    def of_units(self) -> Mapping[str, Derived[Quantity]]:
        """What each unit of that year states."""
        return {
            row.unit.value: self.brought(row.comparison.value)
            for row in self.summary.rows
            if row.unit and row.comparison.value
        }

    @property
    def path(self) -> Path:
        """Where it stands."""
        return self.year.path("indicators", self.number)


def _indicator(facts: Facts, number: int, years: Sequence[Year]) -> IndicatorTrend:
    now = facts.indicators[number]
    told = [(year, _told(year, now)) for year in years]
    points = tuple(_of_bloc(year, one) for year, one in told)
    same_units = [_has_the_units_of(facts, year) for year in years]
    return IndicatorTrend(
        Ref(("indicators", number)),
        Trend(points, None if now.kind == "yes-no" else _streak(points, same_units)),
        tuple(
            UnitTrend(
                Derived(unit.id, (("units", n, "id"),)),
                Trend(
                    tuple(
                        _point(year, _of_unit(year, one, unit.id, now.adds_up))
                        for year, one in told
                    )
                ),
            )
            for n, unit in enumerate(facts.units)
        ),
    )


def _told(year: Year, now: Indicator) -> _Told | Gap:
    """What the year's folder says of the indicator, or why it says nothing that compares."""
    if year.facts is None:
        return year.no_folder
    if year.not_whole:
        return year.not_whole
    ids = [one.id for one in year.facts.indicators]
    if now.id not in ids:
        return gap(GapReason.NOT_ASKED, year.path("indicators"))
    number = ids.index(now.id)
    then = year.facts.indicators[number]
    scale = _scale(then, now, year.path("indicators", number))
    if isinstance(scale, Gap):
        return scale
    return _Told(year, number, summarize_indicator(year.facts, number), scale)


def _scale(then: Indicator, now: Indicator, at: Path) -> Decimal | Gap:
    """By what a figure of ``then``, which stands ``at``, is multiplied to be one of ``now``.

    Measures of money are converted as Vietnamese writes them; any others must be the same.
    """
    if then.kind != now.kind and not (then.adds_up and now.adds_up):
        return gap(GapReason.OTHER_KIND, (*at, "kind"))
    if then.base and now.base and not _same_words(then.base, now.base):
        return gap(GapReason.OTHER_BASE, (*at, "base"))
    if _same_words(then.measure, now.measure):
        return Decimal(1)
    scale = None
    if then.measure.vi and now.measure.vi:
        scale = convert(Figure(Decimal(1), None, then.measure.vi), now.measure.vi)
    path: Path = (*at, "measure")
    return scale or Gap(Derived(GapReason.OTHER_MEASURE, (path,)), Derived(then.measure, (path,)))


def _same_words(then: Text, now: Text) -> bool:
    """Whether two texts say the same in the first language that both are given in."""
    both = ((then.in_language(code), now.in_language(code)) for code in LANGUAGES)
    return next((key_of(one) == key_of(other) for one, other in both if one and other), False)


def _of_bloc(year: Year, told: _Told | Gap) -> Point:
    """The figure of the bloc: its own, else the total of its units."""
    if isinstance(told, Gap):
        return _point(year, told)
    summary = told.summary
    if told.of_bloc or summary.total is None or summary.total.value is None:
        not_added = gap(GapReason.NOT_ADDED, told.path)
        return _point(
            year,
            told.of_bloc or (not_added if told.of_units else gap(GapReason.NOT_STATED, told.path)),
        )
    return Point(
        year.number,
        told.brought(summary.total.value),
        reported=year.seen(summary.reported),
        expected=year.seen(summary.expected) if summary.expected else None,
    )


def _of_unit(year: Year, told: _Told | Gap, unit: str, adds_up: bool) -> Amount | Gap:
    """The figure of a unit of this year: of a year before its merger, the sum of all its parts."""
    if isinstance(told, Gap):
        return told
    forms = year.forms(unit)
    if forms.split:
        return gap(GapReason.SPLIT, forms.split)
    of_units = told.of_units
    stated = [of_units[form] for form in forms.units if form in of_units]
    if len(stated) < len(forms.units):
        return _absent(year, unit) or gap(GapReason.NOT_STATED, told.path)
    if len(stated) > 1 and not adds_up:
        return gap(GapReason.MERGED, *forms.changes)
    total = add_up(stated)
    return Derived(total.value, (*total.origins, *forms.changes))


def _absent(year: Year, unit: str) -> Gap | None:
    """Why a unit of this year has no figure in the year; None where it only states none."""
    forms = year.forms(unit)
    if len(forms.units) > 1:
        return gap(GapReason.PARTS_MISSING, *forms.changes)
    listed = year.facts is not None and any(year.facts.unit(form) for form in forms.units)
    return None if listed else gap(GapReason.NOT_LISTED, year.path("units"))


def _has_the_units_of(facts: Facts, year: Year) -> bool:
    """Whether the units of the year are those of this one, before they merged or were renamed."""
    if year.facts is None:
        return False
    was = [year.forms(unit.id) for unit in facts.units]
    then = {unit.id for unit in year.facts.units}
    return (
        not any(forms.split for forms in was)
        and {form for forms in was for form in forms.units} == then
        and year.facts.members == len(then)
        and facts.members == len(facts.units)
    )


def _streak(points: Sequence[Point], same_units: Sequence[bool]) -> Streak | None:
    """The unbroken rise or fall that this year ends, where it is long enough to be one."""
    run = [points[-1]]
    rising: bool | None = None
    for n in range(len(points) - 1, 0, -1):
        change = _change(points[n - 1], points[n], same_units[n - 1] and same_units[n])
        if not change or (rising is not None and rising != (change > 0)):
            break
        rising = change > 0
        run.append(points[n - 1])
    if rising is None or len(run) - 1 <= _LONGEST_SHORT_RUN:
        return None
    origins = tuple(path for point in reversed(run) if point.value for path in point.value.origins)
    return Streak(rising, Derived(len(run) - 1, origins), run[-1], run[0])


def _change(before: Point, after: Point, same_units: bool) -> Decimal | None:
    """From one year to the next; None where they are not exact, or totals of other units."""
    if before.value is None or after.value is None:
        return None
    if before.value.value.qualifier or after.value.value.qualifier:
        return None
    totals = [point for point in (before, after) if point.reported]
    if totals and not (len(totals) == 2 and same_units and before.is_whole and after.is_whole):
        return None
    return after.value.value.number - before.value.value.number


def _trend(years: Sequence[Year], tell: Callable[[Year, Facts], Amount | Gap]) -> Trend:
    """What ``tell`` finds in each whole year whose folder was given."""

    def told(year: Year) -> Amount | Gap:
        if year.facts is None:
            return year.no_folder
        return year.not_whole or tell(year, year.facts)

    return Trend(tuple(_point(year, told(year)) for year in years))


def _has_a_past(trend: Trend) -> bool:
    return any(point.value for point in trend.points[:-1])


def _point(year: Year, told: Amount | Gap) -> Point:
    if isinstance(told, Gap):
        return Point(year.number, None, told)
    return Point(year.number, told)


def _members(year: Year) -> Amount | Gap:
    """How many units the bloc had; half a year does for that."""
    facts = year.facts
    if facts is None:
        return year.no_folder
    stated = year.path("bloc", "units_stated")
    if facts.members is None:
        return gap(GapReason.IN_QUESTION, stated)
    if not facts.members:
        return gap(GapReason.NOT_STATED, year.path("units"))
    origin = stated if facts.bloc.units_stated else year.path("units")
    return Derived(Quantity(Decimal(facts.members)), (origin,))


def _of_units(
    now: Facts, years: Sequence[Year], tell: Callable[[Year, Facts, str], Amount | Gap]
) -> tuple[UnitTrend, ...]:
    """What ``tell`` finds of each unit; nothing where no earlier year states any of it."""

    def of(unit: str) -> Trend:
        return _trend(years, lambda year, then: tell(year, then, unit))

    trends = tuple(
        UnitTrend(Derived(unit.id, (("units", n, "id"),)), of(unit.id))
        for n, unit in enumerate(now.units)
    )
    return trends if any(_has_a_past(one.trend) for one in trends) else ()


def _score(year: Year, then: Facts, unit: str, now: Facts) -> Amount | Gap:
    """The total points of a unit, in a table that comes to as many as this year's."""
    if then.scores and not then.scores.published:
        return gap(GapReason.NOT_PUBLISHED, year.path("scores", "published"))
    if then.scores and now.scores and _most(then.scores) != _most(now.scores):
        return gap(GapReason.OTHER_SCALE, year.path("scores", "criteria"))
    totals = {
        row.unit.value: Derived(Quantity(row.total.value), row.total.origins)
        for row in summarize_scores(then)
        if row.total
    }
    return _of_one(year, unit, totals, year.path("scores"))


def _most(scores: Scores) -> Decimal:
    """The most points that a unit can have without extra ones."""
    return sum((criterion.points for criterion in scores.criteria), Decimal(0))


def _rank(year: Year, then: Facts, unit: str) -> Amount | Gap:
    """The rank of a unit in the bloc: as the conference placed it, else by points."""
    placed = summarize_standings(then)
    if any(row.group for row in placed):
        return gap(GapReason.IN_GROUPS, year.path("standings"))
    by_conference = any(row.rank for row in placed)
    rows: Sequence[StandingRow | ScoreRow] = placed if by_conference else summarize_scores(then)
    ranks = {
        row.unit.value: Derived(Quantity(Decimal(row.rank.value)), row.rank.origins)
        for row in rows
        if row.rank
    }
    return _of_one(year, unit, ranks, year.path("standings" if by_conference else "scores"))


def _of_one(
    year: Year, unit: str, figures: Mapping[str, Derived[Quantity]], near: Path
) -> Amount | Gap:
    """What was given to a unit, also under an earlier name; what was given to several is no sum."""
    forms = year.forms(unit)
    if forms.split:
        return gap(GapReason.SPLIT, forms.split)
    if len(forms.units) > 1:
        return gap(GapReason.MERGED, *forms.changes)
    stated = [figures[form] for form in forms.units if form in figures]
    if not stated:
        return _absent(year, unit) or gap(GapReason.NOT_STATED, near)
    seen = year.seen(stated[0])
    return Derived(seen.value, (*seen.origins, *forms.changes))


def _awards(years: Sequence[Year]) -> Iterator[AwardTrend]:
    """Awards of each level that any earlier year states."""
    for level in typing.get_args(Reward.model_fields["level"].annotation):
        collectives, individuals = (
            _trend(years, partial(_awarded, level=level, count=count))
            for count in (_collectives, _individuals)
        )
        if _has_a_past(collectives) or _has_a_past(individuals):
            yield AwardTrend(level, collectives, individuals)


def _awarded(
    year: Year, then: Facts, level: str, count: Callable[[Reward, Path], Amount | None]
) -> Amount | Gap:
    """How many received awards of a level in the year, by its own folder."""
    counted = [
        found
        for n, reward in enumerate(then.rewards)
        if reward.level == level and reward.year in (None, then.year)
        if (found := count(reward, year.path("rewards", n)))
    ]
    return add_up(counted) if counted else gap(GapReason.NOT_STATED, year.path("rewards"))


def _collectives(reward: Reward, at: Path) -> Amount | None:
    """The collectives of an award: as counted; a unit that is named without a number is one."""
    if reward.collectives is not None:
        return Derived(reward.collectives, ((*at, "collectives"),))
    if reward.unit and reward.individuals is None:
        return Derived(Quantity(Decimal(1)), ((*at, "unit"),))
    return None


def _individuals(reward: Reward, at: Path) -> Amount | None:
    if reward.individuals is None:
        return None
    return Derived(reward.individuals, ((*at, "individuals"),))
