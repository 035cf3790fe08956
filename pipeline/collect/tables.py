"""The tables of a form that came back, whatever was done to it on the way.

A hidden row of keys says what each column is, so rows may be inserted, columns moved, sheets
renamed. Where it is gone, the labels tell. Nothing that was filled in is passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches

from pipeline.collect.workbook_grid import Cell, Sheet, Workbook
from pipeline.errors import Message, Problem, Severity, Source, msg
from pipeline.forms.form import (
    GUIDE,
    HEADING,
    LABELS,
    MARK,
    MISTAKES,
    STAMP,
    Column,
    Content,
    Kind,
    Table,
    fits_in_cell,
    sheet_name,
)
from pipeline.spelling.names import key_of

_KEY = re.compile(re.escape(MARK) + r"(?P<table>[^/\s]+)/(?P<column>\S+)")
_MARKS = frozenset({HEADING, LABELS, GUIDE, STAMP, MISTAKES})
_MOST_NAMED = 10
_MOVE_INTO_TABLE = msg("move what belongs to the form into its columns; the rest may stay")
_LONG_NUMBER = re.compile(r"-?[0-9]+(?:,[0-9]+)?")
_YES = frozenset(map(key_of, ("có", "co", "x", "✓", "✔", "đúng", "true", "1", "yes")))
_NO = frozenset(map(key_of, ("không", "khong", "sai", "false", "0", "no")))


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that says something: its cells by the keys of their columns, and its place."""

    cells: Mapping[str, Cell]
    source: Source


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a sheet says, and the filled cells that stand in no column of the table."""

    key: str
    sheet: str
    rows: tuple[ReadRow, ...]
    ignored: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """The stamp of a form, the tables found, and what is wrong with them.

    The problems of the workbook's own cells are not among these: see :attr:`Workbook.problems`.
    """

    stamp: Mapping[str, str]
    tables: tuple[ReadTable, ...]
    problems: tuple[Problem, ...]


def read_tables(workbook: Workbook, forms: Sequence[Table] = ()) -> Tables:
    """Find the tables in a workbook.

    ``forms`` are the tables that can be expected: with them a sheet is known by its labels when
    its hidden keys are gone.
    """
    problems: list[Problem] = []
    tables: dict[str, ReadTable] = {}
    known = {form.key: form for form in forms}
    stamp = {
        name.removeprefix(MARK): value
        for name, value in workbook.names.items()
        if name.startswith(MARK)
    }
    for sheet in workbook.sheets:
        marks = {cell.value for cell in sheet.cells.values() if _is_mark(cell)}
        if STAMP in marks:
            stamp |= _stamp(sheet)
        if marks & {STAMP, GUIDE, MISTAKES} or not sheet.cells:
            continue
        head = _head_by_keys(sheet, known) or _head_by_labels(sheet, known)
        if head is None:
            problems.append(_unknown(sheet, workbook.path, known))
        elif head.table in tables:
            problems.append(
                Problem(
                    "table-twice",
                    msg(
                        "the sheets “{one}” and “{other}” are the same table",
                        one=tables[head.table].sheet,
                        other=sheet.name,
                    ),
                    Source(workbook.path, sheet=sheet.name),
                    msg("keep one of them and delete the other"),
                )
            )
        else:
            table, unread = _table(sheet, head, known.get(head.table), workbook.path)
            tables[head.table] = table
            problems += unread
    gone = tuple(form.title for key, form in known.items() if key not in tables)
    # A sheet that is there but not understood may be one of these: it is told already.
    if gone and tables and all(p.severity != Severity.ERROR for p in problems):
        problems.append(
            Problem(
                "sheets-missing",
                msg("these sheets of the form are not in the workbook: {sheets}", sheets=gone),
                Source(workbook.path),
                msg(
                    "nothing is wrong if they were deleted on purpose: then nothing is read of them"
                ),
                Severity.WARNING,
            )
        )
    return Tables(stamp, tuple(tables.values()), tuple(problems))


def value_of(cell: Cell, column: Column) -> Content | Problem:
    """What a cell says as a value of its column, or what is wrong with it.

    A number or a day typed as text stays text, to be read by those who know the spellings of
    figures and days. A cell that shows per cent in a column of numbers gives what it shows:
    0.125 shown as 12,5% is 12.5.
    """
    match column.kind:
        case Kind.TEXT:
            return _as_text(cell)
        case Kind.NUMBER | Kind.WHOLE:
            return _number(cell, column)
        case Kind.DATE:
            if isinstance(cell.value, (date, str)):
                return cell.value
            return _wrong(
                cell,
                column,
                msg("“{label}” takes a day, not {value}", label=column.label, value=_as_text(cell)),
                msg("write day/month/year, such as 26/12/2025"),
            )
        case Kind.YES:
            return _yes(cell, column)
        case Kind.CHOICE:
            return _choice(cell, column)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a table begins in its sheet, and the keys of its columns by their numbers."""

    table: str
    columns: Mapping[int, str]
    labels_row: int
    """The rows of the table stand below it."""
    again: Mapping[int, int] = field(default_factory=dict)
    """Columns that repeat another, with the one they repeat."""


def _is_mark(cell: Cell) -> bool:
    said = cell.value
    return isinstance(said, str) and (said in _MARKS or _KEY.fullmatch(said) is not None)


def _stamp(sheet: Sheet) -> dict[str, str]:
    """The first two columns below the mark."""
    row, column = next(place for place, cell in sheet.cells.items() if cell.value == STAMP)
    return {
        _as_text(cell): _as_text(sheet.cells[line, column + 1])
        for (line, place), cell in sorted(sheet.cells.items())
        if line > row and place == column and (line, column + 1) in sheet.cells
    }


def _rows(sheet: Sheet) -> dict[int, dict[int, Cell]]:
    """The filled cells by row and column, from the top left."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, {})[column] = cell
    return rows


def _head_by_keys(sheet: Sheet, known: Mapping[str, Table]) -> _Head | None:
    """The head of a table whose hidden row of keys is there, wherever it is now."""
    rows = _rows(sheet)
    found = {
        row: {
            place: match
            for place, cell in cells.items()
            if (match := _KEY.fullmatch(str(cell.value)))
        }
        for row, cells in rows.items()
    }
    keys_row = max(found, key=lambda row: (len(found[row]), -row))
    if not found[keys_row]:
        return None
    table = next(iter(found[keys_row].values()))["table"]
    form = known.get(table)
    expected = {column.key for column in form.columns} if form else None
    columns: dict[int, str] = {}
    again: dict[int, int] = {}
    for place, match in found[keys_row].items():
        key = match["column"]
        if key in columns.values():
            again[place] = next(first for first, other in columns.items() if other == key)
        elif match["table"] == table and (expected is None or key in expected):
            columns[place] = key
    labels_row = _labels_row(rows, form, keys_row)
    if form:
        gone = [column for column in form.columns if column.key not in columns.values()]
        labels = rows.get(labels_row, {}) if labels_row > keys_row else {}
        columns |= _by_label({p: c for p, c in labels.items() if p not in found[keys_row]}, gone)
    return _Head(table, columns, labels_row, again)


def _labels_row(rows: Mapping[int, Mapping[int, Cell]], form: Table | None, keys_row: int) -> int:
    """The row of labels: by its mark, else by its words; the row of keys when it was deleted."""
    last_first = sorted(rows, reverse=True)
    marks = {str(cell.value): row for row in last_first for cell in rows[row].values()}
    if LABELS in marks:
        return marks[LABELS]
    if form and (best := _best_labels(rows, form, keys_row)):
        return best[0]
    # With all marks gone and nothing known, it is where it was written.
    return keys_row if form or HEADING in marks else keys_row + 1


def _head_by_labels(sheet: Sheet, known: Mapping[str, Table]) -> _Head | None:
    """The head of the known table most of whose labels stand in one row."""
    rows = _rows(sheet)
    heads: dict[str, tuple[bool, float]] = {}
    found: dict[str, _Head] = {}
    for table in known.values():
        if labels := _most_labels(rows, table):
            row, columns = labels
            named = key_of(sheet.name) == key_of(sheet_name(table.title))
            heads[table.key] = named, len(columns) / len(table.columns)
            found[table.key] = _Head(table.key, columns, row)
    likest = [key for key, likeness in heads.items() if likeness == max(heads.values())]
    # Several sheets of a form may have the same labels; then the name must tell, not a guess.
    return found[likest[0]] if len(likest) == 1 else None


def _most_labels(
    rows: Mapping[int, Mapping[int, Cell]], form: Table
) -> tuple[int, dict[int, str]] | None:
    """The row of labels, if at least half of those of the table stand in it."""
    best = _best_labels(rows, form, 0)
    return best if best and len(best[1]) * 2 >= len(form.columns) else None


def _best_labels(
    rows: Mapping[int, Mapping[int, Cell]], table: Table, above: int
) -> tuple[int, dict[int, str]] | None:
    """The first row below ``above`` with the most labels of the table, and its columns."""
    best: tuple[int, dict[int, str]] | None = None
    for row, cells in rows.items():
        if row > above:
            columns = _by_label(cells, table.columns)
            if columns and (best is None or len(columns) > len(best[1])):
                best = row, columns
    return best


def _by_label(cells: Mapping[int, Cell], columns: Sequence[Column]) -> dict[int, str]:
    """The columns whose labels stand in these cells; of equal labels the first takes the first."""
    left = {column.key: _label(column.label) for column in columns}
    found: dict[int, str] = {}
    for place, cell in cells.items():
        said = _label(str(cell.value))
        key = next((key for key, label in left.items() if label == said), None)
        if key is not None:
            found[place] = key
            del left[key]
    return found


def _label(text: str) -> str:
    """A label without the star of a column that must be filled in."""
    return key_of(text.strip().removesuffix("*"))


def _table(
    sheet: Sheet, head: _Head, form: Table | None, path: str
) -> tuple[ReadTable, list[Problem]]:
    """The rows below the labels; filled cells in other places are told, not read."""
    rows = _rows(sheet)
    labels = rows.get(head.labels_row, {})
    read: list[ReadRow] = []
    outside: list[Cell] = []
    aside: dict[int, list[Cell]] = {}
    for number, cells in rows.items():
        if number == head.labels_row:
            continue
        if number < head.labels_row or _is_ours(cells, labels):
            outside += _not_ours(cells, labels, form)
            continue
        for place in cells.keys() - head.columns.keys():
            aside.setdefault(place, []).append(cells[place])
        facts = {head.columns[p]: cell for p, cell in cells.items() if p in head.columns}
        if facts:
            read.append(ReadRow(facts, Source(path, number, 0, sheet.name)))
    problems = [_twice(sheet, path, labels, *pair) for pair in head.again.items()]
    problems += _missing(sheet, path, head, form)
    if outside:
        what = msg("what stands outside the table is not read")
        problems.append(_ignored(outside, what, _MOVE_INTO_TABLE))
    for place in sorted(aside.keys() - head.again.keys()):
        what = msg("this column is not one of the form, and is not read")
        if place in labels:
            label = _as_text(labels[place])
            what = msg("the column “{label}” is not one of the form, and is not read", label=label)
        problems.append(_ignored(aside[place], what, _MOVE_INTO_TABLE))
    ignored = outside + [cell for place in sorted(aside) for cell in aside[place]]
    return ReadTable(head.table, sheet.name, tuple(read), tuple(ignored)), problems


def _is_ours(cells: Mapping[int, Cell], labels: Mapping[int, Cell]) -> bool:
    """Whether a row is a copy of those above the table, as pasting a table twice leaves."""
    if any(_is_mark(cell) for cell in cells.values()):
        return True
    return len(cells) > 1 and all(_is_label(place, cell, labels) for place, cell in cells.items())


def _is_label(place: int, cell: Cell, labels: Mapping[int, Cell]) -> bool:
    return place in labels and _label(_as_text(cell)) == _label(_as_text(labels[place]))


def _not_ours(
    cells: Mapping[int, Cell], labels: Mapping[int, Cell], form: Table | None
) -> list[Cell]:
    """What stands in a row of headings, keys or labels, or between them, and is none of these."""
    marks = {cell.value for cell in cells.values() if _is_mark(cell)}
    others = {place: cell for place, cell in cells.items() if not _is_mark(cell)}
    said = [cell for place, cell in others.items() if not _is_label(place, cell, labels)]
    if said and (HEADING in marks or (form and key_of(_as_text(said[0])) == key_of(form.heading))):
        return said[1:]
    return said


def _ignored(cells: Sequence[Cell], what: Message, hint: Message) -> Problem:
    """One problem for all the cells, at the first of them."""
    places = [cell.source.cell for cell in cells]
    more = ("…",) if len(places) > _MOST_NAMED else ()
    return Problem(
        "cells-not-read",
        msg("{what}: {cells}", what=what, cells=(*places[:_MOST_NAMED], *more)),
        cells[0].source,
        hint,
        Severity.WARNING,
    )


def _twice(sheet: Sheet, path: str, labels: Mapping[int, Cell], place: int, first: int) -> Problem:
    here, there = (
        labels[column].source if column in labels else Source(path, 1, column, sheet.name)
        for column in (place, first)
    )
    return Problem(
        "column-twice",
        msg(
            "the columns {one} and {other} are the same column of the form",
            one=there.cell.rstrip("0123456789"),
            other=here.cell.rstrip("0123456789"),
        ),
        here,
        msg("keep one of the two and delete the other"),
    )


def _missing(sheet: Sheet, path: str, head: _Head, form: Table | None) -> list[Problem]:
    """Columns of the form that are no more."""
    gone = [c for c in form.columns if c.key not in head.columns.values()] if form else []
    return [
        Problem(
            "column-missing",
            msg("the column “{label}” is missing", label=column.label),
            Source(path, head.labels_row, 0, sheet.name),
            msg("insert a column with this very label, or copy it from the form as it was sent"),
            Severity.WARNING,
        )
        for column in gone
    ]


def _unknown(sheet: Sheet, path: str, known: Mapping[str, Table]) -> Problem:
    """A filled sheet that is no table; one with the name or the labels of ours must be mended."""
    rows = _rows(sheet)
    if any(
        key_of(sheet.name) == key_of(sheet_name(form.title))
        or (len(form.columns) > 1 and _most_labels(rows, form))
        for form in known.values()
    ):
        return Problem(
            "no-labels",
            msg("the sheet “{sheet}” cannot be told for certain", sheet=sheet.name),
            Source(path, 0, 0, sheet.name),
            msg("give it the name and the row of labels it had in the form as it was sent"),
        )
    return Problem(
        "sheet-not-read",
        msg("the sheet “{sheet}” is not one of the form, and is not read", sheet=sheet.name),
        Source(path, 0, 0, sheet.name),
        msg("if it holds facts, copy them into the sheets of the form"),
        Severity.WARNING,
    )


def _number(cell: Cell, column: Column) -> Content | Problem:
    match cell.value:
        case bool() | date():
            return _wrong(
                cell,
                column,
                msg(
                    "“{label}” takes a number, not {value}",
                    label=column.label,
                    value=_as_text(cell),
                ),
                msg("set the format of the cell to General and type the number anew"),
            )
        case str() as text:
            # So we write numbers with more digits than a spreadsheet keeps; all others typed as
            # text may have more than one meaning.
            if _LONG_NUMBER.fullmatch(text):
                number = Decimal(text.replace(",", "."))
                if not fits_in_cell(number):
                    return _plain(number)
            return text
        case int() | Decimal() as number:
            shown = _plain(number * 100) if cell.percent else number
            if column.kind is Kind.WHOLE and not isinstance(shown, int):
                return _wrong(
                    cell,
                    column,
                    msg(
                        "“{label}” takes a whole number, not {value}",
                        label=column.label,
                        value=_as_text(cell),
                    ),
                    msg("write the number without decimals"),
                )
            return shown


def _plain(number: int | Decimal) -> int | Decimal:
    """The same number, as an int where it is whole."""
    if number == int(number):
        return int(number)
    return Decimal(f"{number:f}".rstrip("0"))


def _yes(cell: Cell, column: Column) -> bool | Problem:
    said = key_of(_as_text(cell))
    if said in _YES:
        return True
    if said in _NO:
        return False
    return _wrong(
        cell,
        column,
        msg(
            "“{label}” takes “có” or nothing, not {value}", label=column.label, value=_as_text(cell)
        ),
        msg("write “có”, or leave the cell empty"),
    )


def _choice(cell: Cell, column: Column) -> str | Problem:
    text = _as_text(cell)
    said = key_of(text)
    for value, label in column.choices:
        if said in {key_of(label), key_of(value)}:
            return value
    labels = {key_of(label): label for _, label in column.choices}
    near = get_close_matches(said, labels, n=3) or list(labels)[:_MOST_NAMED]
    return _wrong(
        cell,
        column,
        msg("“{value}” is not one of the choices of “{label}”", value=text, label=column.label),
        msg("choose from the list: {choices}", choices=tuple(f"“{labels[key]}”" for key in near)),
    )


def _wrong(cell: Cell, column: Column, message: Message, hint: Message) -> Problem:
    return Problem(str(column.kind), message, cell.source, hint)


def _as_text(cell: Cell) -> str:
    """What the cell shows, as it would be typed in Vietnamese."""
    match cell.value:
        case bool() as truth:
            return "TRUE" if truth else "FALSE"
        case int() | Decimal() as number:
            shown = _plain(number * 100) if cell.percent else number
            return f"{Decimal(shown):f}".replace(".", ",") + ("%" if cell.percent else "")
        case date() as day:
            return f"{day:%d/%m/}{day.year:04}"
        case text:
            return text
