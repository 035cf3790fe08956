"""Where the table of a sheet begins: by its hidden row of keys, else by the words of its labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.collect.workbook.grid import Cell, Sheet
from pipeline.forms.form import (
    GUIDE,
    HEADING,
    LABELS,
    MARK,
    MISTAKES,
    STAMP,
    Column,
    Table,
    sheet_name,
)
from pipeline.spelling.names import key_of

_KEY = re.compile(re.escape(MARK) + r"(?P<table>[^/\s]+)/(?P<column>\S+)")
_MARKS = frozenset({HEADING, LABELS, GUIDE, STAMP, MISTAKES})


@dataclass(frozen=True, slots=True)
class Head:
    """Where a table begins in its sheet, and the keys of its columns by their numbers."""

    table: str
    columns: Mapping[int, str]
    labels_row: int
    """The rows of the table stand below it."""
    again: Mapping[int, int] = field(default_factory=dict)
    """Columns that repeat another, with the one they repeat."""


def is_mark(cell: Cell) -> bool:
    """Whether a cell is one of ours that say what a sheet, a row or a column is."""
    said = cell.value
    return isinstance(said, str) and (said in _MARKS or _KEY.fullmatch(said) is not None)


def rows_of(sheet: Sheet) -> dict[int, dict[int, Cell]]:
    """The filled cells by row and column, from the top left."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(sheet.cells.items()):
        rows.setdefault(row, {})[column] = cell
    return rows


def head_by_keys(sheet: Sheet, known: Mapping[str, Table]) -> Head | None:
    """The head of a table whose hidden row of keys is there, wherever it is now."""
    rows = rows_of(sheet)
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
    return Head(table, columns, labels_row, again)


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


def head_by_labels(sheet: Sheet, known: Mapping[str, Table]) -> Head | None:
    """The head of the known table most of whose labels stand in one row."""
    rows = rows_of(sheet)
    heads: dict[str, tuple[bool, float]] = {}
    found: dict[str, Head] = {}
    for table in known.values():
        if labels := most_labels(rows, table):
            row, columns = labels
            named = key_of(sheet.name) == key_of(sheet_name(table.title))
            heads[table.key] = named, len(columns) / len(table.columns)
            found[table.key] = Head(table.key, columns, row)
    likest = [key for key, likeness in heads.items() if likeness == max(heads.values())]
    # Several sheets of a form may have the same labels; then the name must tell, not a guess.
    return found[likest[0]] if len(likest) == 1 else None


def most_labels(
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
    left = {column.key: label_key(column.label) for column in columns}
    found: dict[int, str] = {}
    for place, cell in cells.items():
        said = label_key(str(cell.value))
        key = next((key for key, label in left.items() if label == said), None)
        if key is not None:
            found[place] = key
            del left[key]
    return found


def label_key(text: str) -> str:
    """A label without the star of a column that must be filled in."""
    return key_of(text.strip().removesuffix("*"))
