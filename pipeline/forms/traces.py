"""What a form brought with it, as fingerprints in its stamp.

When it comes back, a grey cell that is another than was sent shows that rows were sorted or shifted
against each other; and of a fact the bloc had filled in it can be told whether it came back.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.forms.form import Content, Form, Table
from pipeline.spelling.figures import Figure, read_figure

ID = "id"
"""The column that tells the rows of a table apart, where all its rows are ours."""
GREY, FACTS = "grey", "facts"
"""Entries of the stamp: cells that nobody fills in, facts of the bloc."""

_LONGEST_NUMBER = 40
_IN_ONE_CELL = 1_000
"""How many fingerprints stand in one cell of the hidden sheet."""


def with_traces(form: Form, own: Form) -> Form:
    """The form with the fingerprints of what it brings.

    ``own`` is the form as the bloc's own files alone would fill it in: what a unit itself sent
    before is the unit's to change.
    """
    traces = {
        GREY: (of for table in form.tables for row in table.rows for of in grey(table, row)),
        FACTS: (of for table in own.tables for row in table.rows for of in facts(table, row)),
    }
    found = {name: sorted(set(prints)) for name, prints in traces.items()}
    return replace(form, stamp={**form.stamp, **dict(_entries(found))})


def _entries(traces: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for name, prints in traces.items():
        for n, start in enumerate(range(0, len(prints), _IN_ONE_CELL), 1):
            key = name if n == 1 else f"{name}.{n}"
            yield key, " ".join(prints[start : start + _IN_ONE_CELL])


def brought(stamp: Mapping[str, str], name: str) -> frozenset[str]:
    """The fingerprints of one kind in a stamp."""
    return frozenset(
        of
        for key, prints in stamp.items()
        if key.partition(".")[0] == name
        for of in prints.split()
    )


def grey(table: Table, row: Mapping[str, Content]) -> tuple[str, ...]:
    """The fingerprints of the cells of one of our rows that nobody fills in."""
    if ID not in row:
        return ()
    locked = [c.key for c in table.columns if c.locked and c.key != ID and c.key in row]
    return tuple(_print(GREY, table.key, row[ID], key, row[key]) for key in locked)


def facts(table: Table, row: Mapping[str, Content]) -> tuple[str, ...]:
    """The fingerprints of what a row states: of each cell, or of the row that is one fact."""
    if not is_ours(table):
        return (entry(table, row),) if row else ()
    open_ = [c.key for c in table.columns if not c.locked and c.key in row]
    return tuple(cell(table, row[ID], key, row[key]) for key in open_)


def is_ours(table: Table) -> bool:
    """Whether all rows of a table are ours, so that each cell is a fact by itself."""
    return any(column.key == ID for column in table.columns)


def entry(table: Table, row: Mapping[str, Content]) -> str:
    """The fingerprint of a row that is one fact."""
    cells = sorted((key, _plain(value)) for key, value in row.items())
    return _print(FACTS, table.key, *(part for cell in cells for part in cell))


def cell(table: Table, mark: Content, key: str, value: Content) -> str:
    """The fingerprint of a cell that is one fact."""
    return _print(FACTS, table.key, mark, key, value)


def _print(*parts: Content) -> str:
    said = "\x1f".join(_plain(part) for part in parts)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _plain(value: Content) -> str:
    """A value as it is whatever program saved the workbook meanwhile."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | Decimal():
            return f"{Decimal(value).normalize():f}"
        case date():
            return f"{value:%d/%m/%Y}"
        case str():
            figure = read_figure(value) if len(value) < _LONGEST_NUMBER else None
            if isinstance(figure, Figure) and not (figure.qualifier or figure.measure):
                return _plain(figure.value)
            return unicodedata.normalize("NFC", " ".join(value.split()))


def prints_of(tables: Iterable[Table]) -> frozenset[str]:
    """The fingerprints of all facts in these tables."""
    return frozenset(of for table in tables for row in table.rows for of in facts(table, row))
