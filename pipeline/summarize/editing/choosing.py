"""What a report of one length tells: the best there is room for, of every unit something.

In this order: what the clerk pinned; every part of the report that has room for all it could tell;
the best of each theme, then of each unit that is not heard yet; then whatever weighs most. No unit
takes more than half of a part that others could fill, but for its only item there. Nothing depends
on the order in which units and results stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.errors import Message, msg
from pipeline.model.editorial import EditorialNote
from pipeline.model.facts import Facts
from pipeline.model.report import Length, ReportItem
from pipeline.model.year import Theme
from pipeline.summarize.editing.budgets import POOLS, Pool

Why = Mapping[str, tuple[bool, Message]]
"""By the code of each item whether it is told, and why."""


def choose(facts: Facts, items: tuple[ReportItem, ...], length: Length) -> Why:
    """Which of the weighed ``items`` the report of this length tells."""
    notes = {note.item: note for note in facts.editorial if note.use}
    choosing = _Choosing(facts, {pool: _Room(pool.words) for pool in POOLS[length]})
    asked = [(item, _note_on(item, notes)) for item in items]
    for item, note in asked:
        if note and note.use == "drop":
            choosing.leave(item, _clerk(msg("dropped by the clerk"), note))
        elif note:
            choosing.take(item, _clerk(msg("pinned by the clerk"), note))
    open_items = sorted((item for item, note in asked if note is None), key=best_first)
    pressed: list[ReportItem] = []
    for pool, room in choosing.rooms.items():
        of_pool = [item for item in open_items if item.theme in pool.themes]
        needed = sum(item.words for item in of_pool)
        if needed <= room.left:
            for item in of_pool:
                choosing.take(item, msg("this part of the report has room for everything"))
        else:
            room.shared = len({unit.value for item in of_pool for unit in item.units}) > 1
            pressed += of_pool
    pressed.sort(key=best_first)
    _hear_every_part(choosing, pressed)
    _hear_every_unit(choosing, pressed)
    for item in pressed:
        choosing.consider(item)
    for item in open_items:
        choosing.leave(item, msg("a report of this length does not tell this part"))
    return choosing.why


def _note_on(item: ReportItem, notes: Mapping[str, EditorialNote]) -> EditorialNote | None:
    """The clerk's note on an item or on anything it is made of; to drop goes before to pin."""
    found = [notes[code] for code in item.codes if code in notes]
    return min(found, key=lambda note: (note.use != "drop", note.item), default=None)


def is_deed(item: ReportItem) -> bool:
    """Whether it tells something done; to be named with a shortcoming alone is not to be heard."""
    return item.theme not in SHORTCOMINGS


SHORTCOMINGS: tuple[Theme, ...] = ("difficulties", "limitations", "causes", "lessons", "proposals")
"""Themes that tell what is lacking, why, and what is wished for."""


def _clerk(message: Message, note: EditorialNote) -> Message:
    if note.reason is None:
        return message
    return msg("{what}: {reason}", what=message, reason=note.reason)


def best_first(item: ReportItem) -> tuple[int, str, str]:
    """Sorts the weightiest first; equal weights by what they say, not by whose they are."""
    return -item.weight, item.code.rpartition("-")[2], item.code


@dataclass(slots=True)
class _Room:
    """What is left of a pool while it is being filled."""

    left: int
    shared: bool = False
    """Whether several units could fill it."""
    of_unit: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Choosing:
    """A choice while it is being made."""

    facts: Facts
    rooms: dict[Pool, _Room]
    why: dict[str, tuple[bool, Message]] = field(default_factory=dict)
    told: set[Theme] = field(default_factory=set)
    heard: set[str] = field(default_factory=set)

    def take(self, item: ReportItem, why: Message) -> None:
        self.why[item.code] = (True, why)
        self.told.add(item.theme)
        if is_deed(item):
            self.heard.update(unit.value for unit in item.units)
        if place := self.room_of(item):
            _, room = place
            room.left -= item.words
            if len(item.units) == 1:
                unit = item.units[0].value
                room.of_unit[unit] = room.of_unit.get(unit, 0) + item.words

    def leave(self, item: ReportItem, why: Message) -> None:
        self.why.setdefault(item.code, (False, why))

    def room_of(self, item: ReportItem) -> tuple[Pool, _Room] | None:
        return next((p for p in self.rooms.items() if item.theme in p[0].themes), None)

    def first_that_fits(self, items: Iterable[ReportItem]) -> ReportItem | None:
        return next((item for item in items if self.lacks_room(item) is None), None)

    def lacks_room(self, item: ReportItem) -> Message | None:
        """Why there is no room for an item; None where there is."""
        place = self.room_of(item)
        if place is None:
            return msg("a report of this length does not tell this part")
        pool, room = place
        if len(item.units) == 1 and room.shared:
            unit = item.units[0].value
            told = room.of_unit.get(unit, 0)
            if told and 2 * (told + item.words) > pool.words:
                return msg(
                    "{unit} would fill more than half of this part of the report",
                    unit=self.facts.name_of(unit),
                )
        if item.words > room.left:
            return msg(
                "no room: it takes {words} words, {left} of {budget} were left",
                words=item.words,
                left=max(room.left, 0),
                budget=pool.words,
            )
        return None

    def consider(self, item: ReportItem) -> None:
        if item.code in self.why:
            return
        if no_room := self.lacks_room(item):
            self.leave(item, no_room)
        else:
            self.take(item, msg("among the weightiest there is room for"))


def _hear_every_part(choosing: _Choosing, pressed: Iterable[ReportItem]) -> None:
    """Of each theme that nothing told so far is under, take the best that there is room for.

    Where everything is longer than the whole part, the shortest is told nevertheless.
    """
    by_theme: dict[Theme, list[ReportItem]] = {}
    for item in pressed:
        by_theme.setdefault(item.theme, []).append(item)
    for theme, items in sorted(by_theme.items(), key=lambda one: (best_first(one[1][0]), one[0])):
        if theme not in choosing.told and (best := choosing.first_that_fits(items)):
            choosing.take(best, msg("the best of this part"))
    for pool in choosing.rooms:
        items = [item for theme in pool.themes for item in by_theme.get(theme, ())]
        if items and choosing.told.isdisjoint(pool.themes):
            shortest = min(items, key=lambda item: (item.words, item.code))
            choosing.take(shortest, msg("the shortest of this part: everything is too long for it"))


def _hear_every_unit(choosing: _Choosing, pressed: Iterable[ReportItem]) -> None:
    """Of each unit of which no deed is told so far, take the best that there is room for."""
    of_unit: dict[str, list[ReportItem]] = {}
    for item in pressed:
        for whose in item.units if is_deed(item) else ():
            of_unit.setdefault(whose.value, []).append(item)
    for unit, items in sorted(of_unit.items(), key=lambda one: (best_first(one[1][0]), one[0])):
        if unit not in choosing.heard and (best := choosing.first_that_fits(items)):
            choosing.take(best, msg("the best of {unit}", unit=choosing.facts.name_of(unit)))
