"""How much an item weighs: a list of traits, each with its points and the facts it rests on.

The points are a convention of this program, not a rule of any authority. They decide only what is
told first and what a shorter report leaves out; the clerk's notes prevail.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pipeline.errors import Message, msg
from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.report import ReportItem, Weighing
from pipeline.model.year import NO_MERITS, Result, Theme
from pipeline.summarize.editing.items import tells_a_figure
from pipeline.summarize.words import key_of_words

Kind = tuple[Theme, str]
"""What figures can be told larger or smaller among: a theme and a measure."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """An item on the scales.

    ``units`` is the number of units of the bloc, ``largest`` the greatest figure of each kind.
    """

    item: ReportItem
    results: tuple[tuple[Path, Result], ...]
    units: int
    largest: Mapping[Kind, Path]

    @property
    def of_units(self) -> tuple[Path, ...]:
        """Where it is said whose the item is."""
        return tuple(origin for unit in self.item.units for origin in unit.origins)

    @property
    def value(self) -> Derived[Quantity] | None:
        """Its figure."""
        return self.item.comparison.value if self.item.comparison else None


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that makes an item worth telling; ``facts`` are none where it has it not."""

    points: int
    message: Message
    facts: Callable[[_Seen], tuple[Path, ...]]


def weigh(facts: Facts, items: tuple[ReportItem, ...]) -> tuple[ReportItem, ...]:
    """The items with their weights and the reasons for them."""
    largest = _largest(facts, items)
    return tuple(
        _weighed(_Seen(item, _results(facts, item), len(facts.units), largest)) for item in items
    )


def _weighed(seen: _Seen) -> ReportItem:
    item = seen.item
    reasons = [
        Weighing(trait.points, trait.message, found)
        for trait in TRAITS
        if (found := trait.facts(seen))
    ]
    if priority := PRIORITY.get(item.theme):
        where = tuple((*ref.path, "theme") for ref in item.results)
        reasons.append(Weighing(priority, msg("a part of the report that matters most"), where))
    return replace(item, weight=sum(reason.points for reason in reasons), reasons=tuple(reasons))


def _results(facts: Facts, item: ReportItem) -> tuple[tuple[Path, Result], ...]:
    return tuple((ref.path, facts.results[int(ref.path[1])]) for ref in item.results)


def _of_the_bloc(seen: _Seen) -> tuple[Path, ...]:
    return () if seen.item.units else tuple(ref.path for ref in seen.item.results)


def _of_several(seen: _Seen) -> tuple[Path, ...]:
    return seen.of_units if len(seen.item.units) > 1 else ()


def _of_a_third(seen: _Seen) -> tuple[Path, ...]:
    units = len(seen.item.units)
    return seen.of_units if units > 1 and 3 * units >= seen.units else ()


def _reached(least: int) -> Callable[[_Seen], tuple[Path, ...]]:
    """Whether the figure comes to at least so many per cent of its target, beyond doubt; of what
    should be few, whether it stays as far below.
    """

    def facts_of(seen: _Seen) -> tuple[Path, ...]:
        compared = seen.item.comparison
        if compared is None or compared.value is None or compared.target is None:
            return ()
        value, target = compared.value.value, compared.target.value
        if _fewer_is_better(seen):
            enough = value.number * 100 <= target.number * (200 - least)
            unsure = _MORE
        else:
            enough = value.number * 100 >= target.number * least
            unsure = _LESS
        if not enough or target.number <= 0 or value.qualifier in unsure or target.qualifier:
            return ()
        return (*compared.value.origins, *compared.target.origins)

    return facts_of


_LESS = ("nearly", "at-most", "about")
"""Words that keep a figure from reaching what it says."""
_MORE = ("over", "at-least", "about")
"""Words that keep a figure from staying below what it says."""


def _fewer_is_better(seen: _Seen) -> bool:
    return any(one.fewer_is_better for _, one in seen.results)


def _grown(seen: _Seen) -> tuple[Path, ...]:
    growth = seen.item.comparison.growth if seen.item.comparison else None
    if growth is None:
        return ()
    for_the_better = -growth.value.number if _fewer_is_better(seen) else growth.value.number
    return growth.origins if for_the_better >= _GROWN_BY else ()


_GROWN_BY = 10


def _states_figure(seen: _Seen) -> tuple[Path, ...]:
    if seen.value:
        return seen.value.origins
    return tuple(
        (*path, "text") for path, one in seen.results if tells_a_figure(one.text.said_in("vi"))
    )


def _is_largest(seen: _Seen) -> tuple[Path, ...]:
    path = next((seen.largest[kind] for kind in _kinds(seen) if kind in seen.largest), None)
    return (path,) if path and seen.value and path in seen.value.origins else ()


def _kinds(seen: _Seen) -> tuple[Kind, ...]:
    measures = {key_of_words(one.measure) for _, one in seen.results if one.measure}
    return tuple((seen.item.theme, measure) for measure in sorted(measures))


def _with(part: str) -> Callable[[_Seen], tuple[Path, ...]]:
    """Whether a result of the item states this."""

    def facts_of(seen: _Seen) -> tuple[Path, ...]:
        if seen.item.theme in NO_MERITS:
            return ()
        return tuple((*path, part) for path, result in seen.results if getattr(result, part))

    return facts_of


TRAITS: tuple[Trait, ...] = (
    Trait(4, msg("told of the bloc as a whole"), _of_the_bloc),
    Trait(2, msg("done by several units"), _of_several),
    Trait(2, msg("done by a third of the units or more"), _of_a_third),
    Trait(1, msg("reached its target"), _reached(100)),
    Trait(2, msg("exceeded its target by a tenth or more"), _reached(110)),
    Trait(2, msg("exceeded its target by a third or more"), _reached(133)),
    Trait(1, msg("better than last year by a tenth or more"), _grown),
    Trait(2, msg("the largest of its kind in this part"), _is_largest),
    Trait(3, msg("done for the first time"), _with("first_time")),
    Trait(3, msg("overcame a limitation of last year"), _with("overcomes")),
    Trait(2, msg("with evidence"), _with("evidence")),
    Trait(1, msg("states a figure"), _states_figure),
)

PRIORITY: Mapping[Theme, int] = {
    "political-tasks": 3,
    "party-building": 2,
    "movements": 2,
    "examples": 1,
    "limitations": 2,
}
"""What weighs more whoever does it: the emulation is for these tasks."""


def _largest(facts: Facts, items: tuple[ReportItem, ...]) -> Mapping[Kind, Path]:
    """The one greatest figure of each kind, where enough items have one and more is better."""
    figures: dict[Kind, list[tuple[Quantity, Path]]] = {}
    for item in items:
        seen = _Seen(item, _results(facts, item), len(facts.units), {})
        if (value := seen.value) and not _fewer_is_better(seen):
            for kind in _kinds(seen):
                figures.setdefault(kind, []).append((value.value, value.origins[0]))
    found = {}
    for kind, values in figures.items():
        values.sort(key=lambda one: one[0].number, reverse=True)
        if len(values) >= _ENOUGH and values[0][0].number > values[1][0].number:
            found[kind] = values[0][1]
    return found


_ENOUGH = 3
"""The largest of two says nothing."""
