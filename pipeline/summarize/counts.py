"""Results and awards counted in two directions. One unit or one year alone makes no table."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.model.base import Derived, Path
from pipeline.model.counts import (
    AwardCount,
    AwardsByLevel,
    AwardsRow,
    Level,
    ResultsByTheme,
    ResultsRow,
)
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.year import Theme
from pipeline.summarize.awards import of_the_time
from pipeline.summarize.figures import add_up

_LEVELS: tuple[Level, ...] = typing.get_args(Level)


def count_results(facts: Facts) -> ResultsByTheme | None:
    """How many results each unit reported under each theme; None below two units."""
    places: dict[str, dict[Theme, list[Path]]] = {}
    for n, result in enumerate(facts.results):
        if result.unit is not None:
            places.setdefault(result.unit, {}).setdefault(result.theme, []).append(("results", n))
    if len(places) < 2:
        return None
    themes = tuple(
        theme for theme in typing.get_args(Theme) if any(theme in of for of in places.values())
    )

    def count(units: Iterable[str], of_themes: Iterable[Theme]) -> Derived[int]:
        found = [place for unit in units for t in of_themes for place in places[unit].get(t, ())]
        # That there is none is told by the whole list.
        return Derived(len(found), tuple(found) or (("results",),))

    units = _in_order(facts, places)
    return ResultsByTheme(
        themes,
        tuple(
            ResultsRow(
                Derived(unit, ((*next(iter(places[unit].values()))[0], "unit"),)),
                tuple(count([unit], [theme]) for theme in themes),
                count([unit], themes),
            )
            for unit in units
        ),
        tuple(count(units, [theme]) for theme in themes),
        count(units, themes),
    )


def _in_order(facts: Facts, units: Iterable[str]) -> list[str]:
    """Units in the order of the facts; former ones last."""
    place = {unit.id: n for n, unit in enumerate(facts.units)}
    return sorted(units, key=lambda unit: place.get(unit, len(place)))


def count_awards_by_unit(facts: Facts) -> AwardsByLevel | None:
    """Awards of the time reviewed by level and unit; None below two units with a number."""
    units = {n: facts.rewards[n].unit for n in of_the_time(facts)}
    order = _in_order(facts, {unit for unit in units.values() if unit is not None})
    return _by_level(facts, units, order, lambda n: ("rewards", n, "unit"))


def count_awards_by_year(facts: Facts) -> AwardsByLevel | None:
    """All awards stated, by level and year; None below two years with a number.

    What states no year is of this one, unless several are reviewed.
    """
    usual = facts.year if facts.first_year == facts.year else None
    years = {n: reward.year or usual for n, reward in enumerate(facts.rewards)}
    order = sorted({year for year in years.values() if year is not None})
    return _by_level(
        facts,
        years,
        order,
        lambda n: ("rewards", n, "year") if facts.rewards[n].year else ("year",),
    )


def _by_level(
    facts: Facts,
    placed: Mapping[int, str | int | None],
    order: Sequence[str | int],
    origin: Callable[[int], Path],
) -> AwardsByLevel | None:
    """Rewards by level and by what each is ``placed`` under; ``origin`` is where that is stated.

    Whatever has no award with a number has no row.
    """
    counted = {n for n, of in placed.items() if of is not None and _states_number(facts, n)}
    order = [of for of in order if any(placed[n] == of for n in counted)]
    if len(order) < 2:
        return None
    levels = tuple(
        level for level in _LEVELS if any(facts.rewards[n].level == level for n in counted)
    )

    def count(under: Sequence[str | int | None], of_levels: Sequence[Level]) -> AwardCount:
        among = [n for n in placed if placed[n] in under and facts.rewards[n].level in of_levels]
        return AwardCount(
            _sum(facts, among, "collectives"),
            _sum(facts, among, "individuals"),
        )

    def row(of: str | int) -> AwardsRow:
        first = next(n for n in placed if placed[n] == of)
        counts = tuple(count([of], [level]) for level in levels)
        return AwardsRow(Derived(of, (origin(first),)), counts, count([of], levels))

    return AwardsByLevel(
        levels,
        tuple(row(of) for of in order),
        tuple(count(order, [level]) for level in levels),
        count(order, levels),
        _number_of([n for n in placed if placed[n] is not None and n not in counted]),
        _number_of([n for n in placed if placed[n] is None]),
    )


def _states_number(facts: Facts, number: int) -> bool:
    reward = facts.rewards[number]
    return reward.collectives is not None or reward.individuals is not None


def _sum(facts: Facts, numbers: Iterable[int], part: str) -> Derived[Quantity] | None:
    given = [
        Derived(figure, (("rewards", n, part),))
        for n in numbers
        if (figure := getattr(facts.rewards[n], part)) is not None
    ]
    return add_up(given) if given else None


def _number_of(rewards: Sequence[int]) -> Derived[int] | None:
    return Derived(len(rewards), tuple(("rewards", n) for n in rewards)) if rewards else None
