"""What a form brought with it, held against what came back: changed, withdrawn, or out of date.

A unit is shown what the bloc's own files state of it. It may contradict them, but not in silence:
a fact that was shown and is gone is told as long as the bloc still states it. What came back as it
was sent says nothing of its own: where the bloc states another thing since, the bloc's word holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.collect.workbook.cell_values import value_of
from pipeline.collect.workbook.tables import ReadRow, ReadTable, Tables
from pipeline.errors import Problem, Severity, Source, msg
from pipeline.forms import traces
from pipeline.forms import unit_tables as forms
from pipeline.forms.form import Content, Table
from pipeline.forms.unit import unit_form
from pipeline.model.base import Path
from pipeline.model.dossier import Trail
from pipeline.model.facts import Facts

_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Own:
    """What the bloc's own files state, with the place of each fact."""

    facts: Facts
    trail: Trail


def held_against(tables: Tables, own: Own, unit: str) -> Tables:
    """The tables of a form of ``unit`` without what is out of date; their problems have grown."""
    brought = traces.brought(tables.stamp, traces.FACTS)
    stated = {table.key: table for table in _form(own.facts, unit)}
    current = traces.prints_of(stated.values())
    kept: list[ReadTable] = []
    problems: list[Problem] = []
    for table in tables.tables:
        form = _BY_KEY.get(table.key)
        if form is None:
            kept.append(table)
            continue
        problems += _grey(tables, table, form)
        fresh, stale = _without(table, form, brought - current)
        kept.append(fresh)
        if stale:
            problems.append(_out_of_date(stale))
        if table.key in stated:
            shown = brought & current
            problems += _withdrawn(table, stated[table.key], form, shown, own, unit)
    return Tables(tables.stamp, tuple(kept), (*tables.problems, *problems))


_BY_KEY = {table.key: table for table in forms.TABLES}


def _form(facts: Facts, unit: str) -> tuple[Table, ...]:
    """The form as the bloc's own files alone would fill it in now; none for a former unit."""
    if facts.unit(unit) is None:
        return ()
    return unit_form(facts, unit, ()).tables


def _contents(row: ReadRow, form: Table) -> dict[str, Content]:
    """The values of a row; what cannot be read is told elsewhere."""
    columns = {column.key: column for column in form.columns}
    read = {key: value_of(cell, columns[key]) for key, cell in row.cells.items() if key in columns}
    return {key: value for key, value in read.items() if not isinstance(value, Problem)}


def _grey(tables: Tables, table: ReadTable, form: Table) -> Iterator[Problem]:
    """Rows of ours that are about another thing than the one that stands beside them."""
    known = traces.brought(tables.stamp, traces.GREY)
    for row in table.rows if known else ():
        values = _contents(row, form)
        if not _is_answered(row, form):
            continue
        for key, of in zip(_grey_keys(form, values), traces.grey(form, values), strict=True):
            if of not in known:
                yield Problem(
                    "row-changed",
                    msg("this grey cell is not as it was sent: “{text}”", text=_short(values[key])),
                    row.cells[key].source,
                    msg(
                        "rows may have been sorted or shifted against each other, or the cell typed"
                        " over: ask the sender for the answers in a form as it was sent"
                    ),
                )
                break


def _grey_keys(form: Table, values: Mapping[str, Content]) -> list[str]:
    return [c.key for c in form.columns if c.locked and c.key != traces.ID and c.key in values]


def _is_answered(row: ReadRow, form: Table) -> bool:
    return any(not column.locked and column.key in row.cells for column in form.columns)


def _without(
    table: ReadTable, form: Table, stale: frozenset[str]
) -> tuple[ReadTable, list[Source]]:
    """The table without what the form brought and the bloc does not state any more."""
    rows: list[ReadRow] = []
    gone: list[Source] = []
    for row in table.rows:
        values = _contents(row, form)
        if not traces.is_ours(form):
            if traces.entry(form, values) in stale:
                gone.append(row.source)
            else:
                rows.append(row)
            continue
        mark = values.get(traces.ID, "")
        cells = {
            key: cell
            for key, cell in row.cells.items()
            if key not in values or traces.cell(form, mark, key, values[key]) not in stale
        }
        gone += [cell.source for key, cell in row.cells.items() if key not in cells]
        rows.append(replace(row, cells=cells))
    return replace(table, rows=tuple(rows)), gone


def _out_of_date(places: list[Source]) -> Problem:
    return Problem(
        "bloc-has-changed",
        msg(
            "what the bloc had filled in here it has changed since, and that holds: {cells}",
            cells=tuple(place.cell for place in places),
        ),
        places[0],
        msg("nothing is to be done, unless the form is right: then correct the bloc's file"),
        Severity.WARNING,
    )


def _withdrawn(  # noqa: PLR0913 — two forms, and where what they state stands
    table: ReadTable, stated: Table, form: Table, shown: frozenset[str], own: Own, unit: str
) -> Iterator[Problem]:
    """Facts that the bloc still states, and that the form brought and came back without."""
    returned = [(row, _contents(row, form)) for row in table.rows]
    entries = {traces.entry(form, values) for _, values in returned}
    by_mark = {str(values.get(traces.ID)): row for row, values in returned}
    for facts, path in zip(stated.rows, _paths(own.facts, unit, stated), strict=True):
        place = own.trail.source(path)
        sheet = Source(table.path, sheet=table.sheet)
        if not traces.is_ours(form):
            of = traces.entry(form, facts)
            if of in shown and of not in entries:
                yield _gone(" | ".join(map(_short, facts.values())), sheet, place)
            continue
        mark = facts[traces.ID]
        row = by_mark.get(str(mark))
        for column in form.columns:
            key = column.key
            if column.locked or key not in facts or (row and key in row.cells):
                continue
            if traces.cell(form, mark, key, facts[key]) in shown:
                yield _gone(_short(facts[key]), row.source if row else sheet, place)


def _gone(what: str, at: Source, place: Source | None) -> Problem:
    return Problem(
        "withdrawn",
        msg(
            "“{what}” was filled in here when the form was sent, and came back changed or emptied;"
            " {place} still states it",
            what=_short(what),
            place=place or "",
        ),
        at,
        msg("if the unit is right, correct or delete it there; if not, fill it in here again"),
    )


def _paths(facts: Facts, unit: str, table: Table) -> list[Path]:
    """Where the facts of each row of the form stand."""
    if table.key == "indicators":
        numbers = {one.id: n for n, one in enumerate(facts.indicators)}
        return [("indicators", numbers[str(row[traces.ID])]) for row in table.rows]
    head: Path = _WHERE.get(table.key, (table.key,))
    records: Any = facts
    for name in head:
        records = getattr(records, str(name), ())
    places: list[Path] = [(*head, n) for n, one in enumerate(records) if one.unit == unit]
    if traces.is_ours(table):
        return [places[0] if places else head] * len(table.rows)
    if table.key == "welfare":
        works = [(place, facts.welfare[int(place[-1])]) for place in places]
        return [
            path
            for place, work in works
            for path in (place, *((*place, "parts", n) for n in range(len(work.parts))))
        ]
    return places


_WHERE: dict[str, Path] = {"photos": ("news", "photos"), "scores": ("scores", "sheets")}


def _short(value: Content) -> str:
    text = " ".join(f"{value}".split())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
