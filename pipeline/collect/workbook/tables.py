"""The tables of a form that came back, whatever was done to it on the way.

A hidden row of keys says what each column is, so rows may be inserted, columns moved, sheets
renamed. Where it is gone, the labels tell. Nothing that was filled in is passed over in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from pipeline.collect.workbook.cell_values import as_text
from pipeline.collect.workbook.grid import Cell, Sheet, Workbook
from pipeline.collect.workbook.table_head import (
    Head,
    head_by_keys,
    head_by_labels,
    is_mark,
    label_key,
    most_labels,
    rows_of,
)
from pipeline.errors import Message, Problem, Severity, Source, msg
from pipeline.forms.form import (
    GUIDE,
    GUIDE_COLUMNS,
    HEADING,
    MARK,
    MISTAKES,
    STAMP,
    Table,
    sheet_name,
)
from pipeline.spelling.names import key_of

_MOST_NAMED = 10
_MOVE_INTO_TABLE = msg("move what belongs to the form into its columns; the rest may stay")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that says something: its cells by the keys of their columns, and its place."""

    cells: Mapping[str, Cell]
    source: Source
    unread: bool = False
    """Whether a cell of it could not be read, which is told already."""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """What a sheet says, and the filled cells that stand in no column of the table."""

    key: str
    path: str
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
        marks = {cell.value for cell in sheet.cells.values() if is_mark(cell)}
        if STAMP in marks:
            stamp |= _stamp(sheet)
        if GUIDE in marks:
            typed = [cell for (_, column), cell in sheet.cells.items() if column > GUIDE_COLUMNS]
            if typed:
                what = msg("what is written on this sheet is not read")
                problems.append(_ignored(typed, what, _MOVE_INTO_TABLE))
        if marks & {STAMP, GUIDE, MISTAKES} or not sheet.cells:
            continue
        head = head_by_keys(sheet, known) or head_by_labels(sheet, known)
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
            faulty = {
                p.source.line
                for p in workbook.problems
                if p.source and p.source.sheet == sheet.name
            }
            table, unread = _table(sheet, head, known.get(head.table), workbook.path, faulty)
            tables[head.table] = table
            problems += unread
    sent = stamp.get("tables", " ".join(known)).split()
    gone = tuple(form.title for key, form in known.items() if key in sent and key not in tables)
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


def _stamp(sheet: Sheet) -> dict[str, str]:
    """The first two columns below the mark."""
    row, column = next(place for place, cell in sheet.cells.items() if cell.value == STAMP)
    return {
        as_text(cell): as_text(sheet.cells[line, column + 1])
        for (line, place), cell in sorted(sheet.cells.items())
        if line > row and place == column and (line, column + 1) in sheet.cells
    }


def _table(
    sheet: Sheet, head: Head, form: Table | None, path: str, faulty: Set[int]
) -> tuple[ReadTable, list[Problem]]:
    """The rows below the labels; filled cells in other places are told, not read."""
    rows = rows_of(sheet)
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
            read.append(ReadRow(facts, Source(path, number, 0, sheet.name), number in faulty))
    problems = [_twice(sheet, path, labels, *pair) for pair in head.again.items()]
    problems += _missing(sheet, path, head, form)
    problems += _other_labels(head, labels, form)
    problems += _across_rows(sheet, path, head)
    if outside:
        what = msg("what stands outside the table is not read")
        problems.append(_ignored(outside, what, _MOVE_INTO_TABLE))
    for place in sorted(aside.keys() - head.again.keys()):
        what = msg("this column is not one of the form, and is not read")
        if place in labels:
            label = as_text(labels[place])
            what = msg("the column “{label}” is not one of the form, and is not read", label=label)
        problems.append(_ignored(aside[place], what, _MOVE_INTO_TABLE))
    ignored = outside + [cell for place in sorted(aside) for cell in aside[place]]
    return ReadTable(head.table, path, sheet.name, tuple(read), tuple(ignored)), problems


def _is_ours(cells: Mapping[int, Cell], labels: Mapping[int, Cell]) -> bool:
    """Whether a row is a copy of those above the table, as pasting a table twice leaves."""
    if any(is_mark(cell) for cell in cells.values()):
        return True
    return len(cells) > 1 and all(_is_label(place, cell, labels) for place, cell in cells.items())


def _is_label(place: int, cell: Cell, labels: Mapping[int, Cell]) -> bool:
    return place in labels and label_key(as_text(cell)) == label_key(as_text(labels[place]))


def _not_ours(
    cells: Mapping[int, Cell], labels: Mapping[int, Cell], form: Table | None
) -> list[Cell]:
    """What stands in a row of headings, keys or labels, or between them, and is none of these."""
    marks = {cell.value for cell in cells.values() if is_mark(cell)}
    others = {place: cell for place, cell in cells.items() if not is_mark(cell)}
    said = [cell for place, cell in others.items() if not _is_label(place, cell, labels)]
    if said and (HEADING in marks or (form and key_of(as_text(said[0])) == key_of(form.heading))):
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


def _missing(sheet: Sheet, path: str, head: Head, form: Table | None) -> list[Problem]:
    """Columns of the form that are no more."""
    there = head.columns.values()
    gone = [c for c in form.columns if c.key not in there and not c.added] if form else []
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


def _other_labels(head: Head, labels: Mapping[int, Cell], form: Table | None) -> Iterator[Problem]:
    """Columns whose hidden key is one and whose label is another's: somebody has moved labels."""
    columns = {column.key: column for column in form.columns} if form else {}
    by_label = {label_key(column.label): column.key for column in columns.values()}
    for place, key in head.columns.items():
        label = labels.get(place)
        said = by_label.get(label_key(as_text(label))) if label else None
        if label and said not in (None, key) and key in columns:
            yield Problem(
                "label-of-another",
                msg(
                    "the label says “{label}”, but the hidden key of the column says “{other}”",
                    label=as_text(label),
                    other=columns[key].label,
                ),
                label.source,
                msg("move the column as a whole, hidden rows included, or copy the answers back"),
            )


def _across_rows(sheet: Sheet, path: str, head: Head) -> Iterator[Problem]:
    """Cells merged over several rows of the table: their value would be that of the first alone."""
    for first, column, last, _ in sheet.merged:
        is_ours = first > head.labels_row and column in head.columns
        if is_ours and last > first and (first, column) in sheet.cells:
            yield Problem(
                "merged-rows",
                msg("cells of several rows are merged into one"),
                Source(path, first, column, sheet.name),
                msg("unmerge them and write into each row what belongs to it"),
            )


def _unknown(sheet: Sheet, path: str, known: Mapping[str, Table]) -> Problem:
    """A filled sheet that is no table; one with the name or the labels of ours must be mended."""
    rows = rows_of(sheet)
    if any(
        key_of(sheet.name) == key_of(sheet_name(form.title))
        or (len(form.columns) > 1 and most_labels(rows, form))
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
