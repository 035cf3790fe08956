"""Checks for one event told as if it were several: by two units, or twice by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from pipeline.collect.checks.found import Found
from pipeline.collect.checks.told_events import Event, events_of
from pipeline.errors import Message, msg
from pipeline.model.base import Ref
from pipeline.model.facts import Facts
from pipeline.spelling.likeness import like_pairs

_NEAR_IDENTICAL = Fraction(4, 5)
_LARGELY_THE_SAME = Fraction(3, 5)
_PARTLY_THE_SAME = Fraction(2, 5)


def check_events(facts: Facts) -> Found:
    """One event told by several units, or twice by one, without a word that it is one."""
    events = list(events_of(facts))
    yield from _maybe_joint(facts, [event for event in events if event.unit])
    yield from _said_twice(events)


def _maybe_joint(facts: Facts, events: list[Event]) -> Found:
    """Two units that surely tell of one event without naming it as a joint activity."""
    told: set[int] = set()
    for earlier, later in sorted(_of_two_units(events), key=lambda pair: (pair[1], pair[0])):
        one, other = events[earlier], events[later]
        if later in told or (one.activity and other.activity) or not _surely_one(one, other):
            continue
        told.add(later)
        yield (
            "maybe-joint",
            other.path,
            msg(
                "“{unit}” here and “{other}” in {place} seem to tell of one event",
                unit=facts.name_of(other.unit or ""),
                other=facts.name_of(one.unit or ""),
                place=Ref(one.path),
            ),
            msg(
                "if it is one, add an entry under “activities” and write “activity: …” with its id"
                " at each; if they are different events, give each an activity of its own"
            ),
        )


def _of_two_units(events: list[Event]) -> Iterator[tuple[int, int]]:
    """Pairs of results, and of works of welfare, that share a day or a place."""
    sharing: dict[object, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for day, month, _ in event.days:
            sharing[event.path[0], day, month].append(number)
        for place in event.places:
            sharing[event.path[0], place].append(number)
    pairs = {pair for together in sharing.values() for pair in combinations(together, 2)}
    return (pair for pair in pairs if events[pair[0]].unit != events[pair[1]].unit)


def _surely_one(one: Event, other: Event) -> bool:
    if one.other_days(other):
        return False
    if (
        one.named_for_one
        and other.named_for_one
        and one.names & other.names
        and one.same_day(other)
    ):
        return True
    same_place = bool(one.places & other.places)
    if same_place and one.names & other.names:
        return True
    # One of a thing is what anybody may have.
    same_figure = any(figure > 1 for figure in one.figures & other.figures)
    together = one.of_the_bloc and other.of_the_bloc
    if (one.by_itself or other.by_itself) and not together:
        return False
    # What both did with the bloc on one day needs fewer words to be the same.
    enough = _PARTLY_THE_SAME if together else _LARGELY_THE_SAME
    if one.same_day(other) and one.overlap(other) >= enough:
        return True
    return same_place and same_figure and one.words.likeness(other.words) >= _NEAR_IDENTICAL


def _said_twice(events: list[Event]) -> Found:
    """Two items of one unit that count one thing twice."""
    of_unit: dict[object, list[Event]] = defaultdict(list)
    for event in events:
        of_unit[event.unit, event.path[0]].append(event)
    for items in of_unit.values():
        told: set[int] = set()
        shingles = [item.words for item in items]
        for earlier, later, _ in like_pairs(shingles, _NEAR_IDENTICAL):
            one, other = items[earlier], items[later]
            if later in told or not _counts_twice(one, other):
                continue
            told.add(later)
            yield (
                "said-twice",
                other.path,
                msg(
                    "this says the same as {place}, with the same figure: it would count twice",
                    place=Ref(one.path),
                ),
                _KEEP_ONE,
            )


_KEEP_ONE: Message = msg(
    "keep one of the two; if they are different things, say in each what tells them apart"
)


def _counts_twice(one: Event, other: Event) -> bool:
    if (one.activity and other.activity) or one.other_days(other) or one.other_places(other):
        return False
    fewer, more = sorted((one.content, other.content), key=len)
    return bool(one.figures) and one.figures == other.figures and fewer <= more
