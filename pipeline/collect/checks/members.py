"""Checks about the units: each known, each once, in its group, and what became of them."""

from __future__ import annotations

import math
from typing import Any

from pipeline.collect.checks.found import Found
from pipeline.collect.validate import closest
from pipeline.collect.walk import walk
from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.spelling.names import key_of

# Where a unit must be a member of this year; elsewhere a former unit may be named too.
_PAST = ("leadership", "terms"), ("changes",), ("rewards",)


def check_known_units(facts: Facts) -> Found:
    """Each unit spoken of is listed; one that is not is told at each of its places."""
    members = list(dict.fromkeys(unit.id for unit in facts.units))
    former = [unit.id for unit in facts.former_units]
    strangers: dict[str, list[Path]] = {}
    for path, value in walk(facts):
        if not _is_unit(path) or not isinstance(value, str) or value in members:
            continue
        if value in former and (path[:2] in _PAST or path[:1] in _PAST):
            continue
        strangers.setdefault(value, []).append(path)
    names = [*members, *former]
    for unit, paths in strangers.items():
        hint = (
            msg("it is listed under “former_units”; here a member of this year is meant")
            if unit in former
            else closest(unit, names) or msg("add the unit under “units”")
        )
        for path in paths:
            yield "unknown-unit", path, msg("no unit has the id “{unit}”", unit=unit), hint


def _is_unit(path: Path) -> bool:
    match path:
        case (*_, "unit") | ("leadership", "rotation", int()):
            return True
        case ("changes", int(), "units" | "into", int()):
            return True
        case ("programme", "timetable", int(), "led_by" | "helped_by", int()):
            return True
    return False


def check_unique_units(facts: Facts) -> Found:
    """One unit, one entry: members and former units share ids, names and aliases."""
    ids: set[str] = set()
    names: dict[str, str] = {}
    listed: list[tuple[Path, Any]] = [
        ((part, n), unit)
        for part in ("units", "former_units")
        for n, unit in enumerate(getattr(facts, part))
    ]
    for path, unit in listed:
        if unit.id in ids:
            yield (
                "duplicate-unit",
                (*path, "id"),
                msg("the unit “{unit}” is listed twice", unit=unit.id),
                msg("delete one entry, or give the other unit an id of its own"),
            )
        ids.add(unit.id)
        spelled = [((*path, "name"), unit.name.vi or "")]
        spelled += [((*path, "aliases", n), alias) for n, alias in enumerate(unit.aliases)]
        for where, spelling in spelled:
            name = key_of(spelling)
            if name and names.get(name, unit.id) != unit.id:
                yield (
                    "duplicate-unit",
                    where,
                    msg(
                        "the units “{first}” and “{unit}” have the same name",
                        first=names[name],
                        unit=unit.id,
                    ),
                    msg("delete one entry, or tell the names apart"),
                )
            names.setdefault(name, unit.id)


def check_stated_count(facts: Facts) -> Found:
    """The bloc cannot have fewer units than are listed."""
    stated = facts.bloc.units_stated
    if stated is not None and stated < len(facts.units):
        yield (
            "unit-count",
            ("bloc", "units_stated"),
            msg(
                "{stated} units are stated, but {listed} are listed",
                stated=stated,
                listed=len(facts.units),
            ),
            msg("correct the number or the list of units"),
        )


def check_groups(facts: Facts) -> Found:
    """A unit belongs to a group that the bloc has."""
    groups = [group.id for group in facts.bloc.groups]
    for n, unit in enumerate(facts.units):
        if unit.group is not None and unit.group not in groups:
            yield (
                "unknown-group",
                ("units", n, "group"),
                msg("the bloc has no group “{group}”", group=unit.group),
                closest(unit.group, groups) or msg("list the groups under “groups” of “bloc”"),
            )


_Range = tuple[int, float]
# How many units there are before a change and after it: the least and the most.
_BEFORE_AND_AFTER: dict[str, tuple[tuple[_Range, _Range], ...]] = {
    "joined": (((0, 0), (1, math.inf)),),
    "left": (((1, math.inf), (0, 0)),),
    # Into a body that is not named, one may be merged.
    "merged": (((2, math.inf), (1, 1)), ((1, math.inf), (0, 0))),
    "renamed": (((1, 1), (1, 1)),),
    "split": (((1, 1), (2, math.inf)),),
}
_HOW_TO_WRITE = {
    "joined": msg("name the units that joined under “into” and leave “units” out"),
    "left": msg("name the units that left under “units” and leave “into” out"),
    "merged": msg(
        "name two or more units under “units” and the one they became under “into”; a member that"
        " took in another stands under both; leave “into” out where it is not known"
    ),
    "renamed": msg("name the old unit under “units” and the new one under “into”"),
    "split": msg("name one unit under “units” and the two or more it became under “into”"),
}


def check_changes(facts: Facts) -> Found:
    """A merger makes one of several, a renaming one of one, and so on."""
    for n, change in enumerate(facts.changes):
        fits = any(
            _within(len(change.units), before) and _within(len(change.into), after)
            for before, after in _BEFORE_AND_AFTER[change.change]
        )
        if not fits:
            yield (
                "change",
                ("changes", n),
                msg(
                    "“{change}” does not fit {before} units before and {after} after it",
                    change=change.change,
                    before=len(change.units),
                    after=len(change.into),
                ),
                _HOW_TO_WRITE[change.change],
            )
        elif change.change in ("renamed", "split") and set(change.units) & set(change.into):
            yield (
                "change",
                ("changes", n),
                msg("a unit stands before and after the change"),
                msg("list the unit as it was under “former_units”, with an id of its own"),
            )


def _within(count: int, least_and_most: _Range) -> bool:
    least, most = least_and_most
    return least <= count <= most
