"""What can be followed through the years: indicators, points and ranks, members, awards.

A figure of an earlier year is worked out from its folder as if that year were this one; only then
is it brought to this year's measure and to the units of this year.
"""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from pipeline.model.base import LANGUAGES, Derived, Path, Ref, Text
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.trends import (
    AwardTrend,
    Gap,
    GapReason,
    IndicatorTrend,
    Point,
    Streak,
    Trend,
    Trends,
    gap,
)
from pipeline.model.year import Indicator, Reward
from pipeline.spelling.figures import Figure, convert
from pipeline.spelling.names import key_of
from pipeline.summarize.figures import add_up, summarize_indicator
from pipeline.summarize.unit_trends import (
    UnitFigures,
    follow_ranks,
    follow_scores,
    follow_units,
)
from pipeline.summarize.years import Amount, Year, follow, point, years_of

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
        scores=follow_scores(dossier.facts, years),
        ranks=follow_ranks(dossier.facts, years),
        members=Trend(tuple(point(year, _members(year)) for year in years)),
        awards=tuple(_awards(years)),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """An indicator as one year's folder tells it, in this year's measure.

    ``of_bloc`` is what is stated of the bloc as a whole, ``total`` the sum of the units that
    reported, as a point of that year.
    """

    of_bloc: Amount | None
    total: Point | None
    units: UnitFigures


def _indicator(facts: Facts, number: int, years: Sequence[Year]) -> IndicatorTrend:
    now = facts.indicators[number]
    told = follow(years, partial(_told, now=now))
    points = tuple(_of_bloc(year, one) for year, one in told)
    return IndicatorTrend(
        Ref(("indicators", number)),
        Trend(points, None if now.kind == "yes-no" else _streak(facts, years, points)),
        follow_units(
            facts,
            [(year, one if isinstance(one, Gap) else one.units) for year, one in told],
            now.adds_up,
        ),
    )


def _told(year: Year, facts: Facts, now: Indicator) -> _Told | Gap:
    """What the year's folder says of the indicator, or why it says nothing that compares."""
    ids = [one.id for one in facts.indicators]
    if now.id not in ids:
        return gap(GapReason.NOT_ASKED, year.path("indicators"))
    number = ids.index(now.id)
    at = year.path("indicators", number)
    scale = _scale(facts.indicators[number], now, at)
    if isinstance(scale, Gap):
        return scale

    def brought(figure: Amount) -> Amount:
        seen = year.seen(figure)
        if scale == 1:
            return seen
        value = Quantity(seen.value.number * scale, seen.value.qualifier)
        return Derived(value, (*seen.origins, (*at, "measure")))

    summary = summarize_indicator(facts, number)
    own = (row.comparison.value for row in summary.rows if row.unit is None)
    total = summary.total.value if summary.total else None
    return _Told(
        of_bloc=next((brought(value) for value in own if value), None),
        total=Point(
            year.number,
            brought(total),
            reported=year.seen(summary.reported),
            expected=year.seen(summary.expected) if summary.expected else None,
        )
        if total
        else None,
        units=UnitFigures(
            {
                row.unit.value: brought(row.comparison.value)
                for row in summary.rows
                if row.unit and row.comparison.value
            },
            at,
        ),
    )


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
        return point(year, told)
    if told.of_bloc is None and told.total:
        return told.total
    reason = GapReason.NOT_ADDED if told.units.of_units else GapReason.NOT_STATED
    return point(year, told.of_bloc or gap(reason, told.units.at))


def _has_the_units_of(facts: Facts, year: Year) -> bool:
    """Whether the units of the year are those of this one, before they merged or were renamed."""
    if year.facts is None:
        return False
    was = year.forms.values()
    then = {unit.id for unit in year.facts.units}
    return (
        not any(forms.split for forms in was)
        and {form for forms in was for form in forms.units} == then
        and year.facts.members == len(then)
        and facts.members == len(facts.units)
    )


def _streak(facts: Facts, years: Sequence[Year], points: Sequence[Point]) -> Streak | None:
    """The unbroken rise or fall that this year ends, where it is long enough to be one."""
    same_units = [_has_the_units_of(facts, year) for year in years]
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


def _awards(years: Sequence[Year]) -> Iterator[AwardTrend]:
    """Awards of each level that any earlier year states."""
    for level in typing.get_args(Reward.model_fields["level"].annotation):
        collectives, individuals = (
            Trend(
                tuple(
                    point(year, told)
                    for year, told in follow(years, partial(_awarded, level=level, count=count))
                )
            )
            for count in (_collectives, _individuals)
        )
        if collectives.has_a_past or individuals.has_a_past:
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
