"""The reports of every length, from the same facts."""

from __future__ import annotations

import typing

from pipeline.errors import msg
from pipeline.model.base import Derived
from pipeline.model.facts import Facts
from pipeline.model.report import Choice, Length, Report, ReportItem, ThemeReport
from pipeline.model.year import Theme
from pipeline.summarize.editing.choosing import Why, best_first, choose, is_deed
from pipeline.summarize.editing.items import items_of
from pipeline.summarize.editing.weights import weigh


def edit_reports(facts: Facts) -> tuple[Report, ...]:
    """What the report of each length says."""
    items = weigh(facts, items_of(facts))
    full = choose(facts, items, "full")
    return tuple(
        _report(facts, items, length, _why(facts, items, length, full), full)
        for length in typing.get_args(Length)
    )


def _why(facts: Facts, items: tuple[ReportItem, ...], length: Length, full: Why) -> Why:
    """A shorter report tells nothing that the full one does not."""
    if length == "full":
        return full
    left_out = {
        item.code: (False, msg("the full report does not tell it either"))
        for item in items
        if not full[item.code][0]
    }
    told = tuple(item for item in items if item.code not in left_out)
    return {**left_out, **choose(facts, told, length)}


def _report(
    facts: Facts, items: tuple[ReportItem, ...], length: Length, why: Why, full: Why
) -> Report:
    themes = tuple(
        _theme(facts, theme, of_theme, why)
        for theme in typing.get_args(Theme)
        if (of_theme := [item for item in items if item.theme == theme])
    )
    told = (item for theme in themes for item in theme.items if is_deed(item))
    heard = {unit.value for item in told for unit in item.units}
    named: dict[str, Derived[str]] = {}
    for item in items:
        for unit in item.units if is_deed(item) and full[item.code][0] else ():
            if unit.value not in heard:
                named.setdefault(unit.value, unit)
    return Report(length, themes, tuple(named[unit.id] for unit in facts.units if unit.id in named))


def _theme(facts: Facts, theme: Theme, items: list[ReportItem], why: Why) -> ThemeReport:
    ordered = _in_print_order(facts, items)
    told = tuple(item for item in ordered if why[item.code][0])
    dropped = {note.item for note in facts.editorial if note.use == "drop"}
    untold = [
        item for item in ordered if not why[item.code][0] and not dropped.intersection(item.codes)
    ]
    origins = tuple(ref.path for item in untold for ref in item.results)
    return ThemeReport(
        theme,
        told,
        tuple(Choice(item, *why[item.code]) for item in ordered),
        Derived(len(untold), origins) if untold else None,
    )


def _in_print_order(facts: Facts, items: list[ReportItem]) -> list[ReportItem]:
    """What is told of the bloc as it was written, then of units the weightiest first; last the
    clerk's own order.
    """
    of_bloc = [item for item in items if not item.units]
    of_units = sorted((i for i in items if i.units), key=best_first)
    ordered = of_bloc + of_units
    places = {note.item: note.place for note in facts.editorial if note.place}
    moved: list[tuple[int, ReportItem]] = []
    for item in ordered:
        place = next((places[code] for code in item.codes if code in places), None)
        if place:
            moved.append((place, item))
    rest = [item for item in ordered if all(item is not one for _, one in moved)]
    for place, item in sorted(moved, key=lambda one: (one[0], one[1].code)):
        rest.insert(place - 1, item)
    return rest
