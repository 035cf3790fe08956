"""A workbook to fill in, as a value: sheets that are tables, each cell with its meaning.

Whatever is asked is a table. A row of keys above the labels (hidden) says what each column means,
so that columns may be moved, rows inserted and labels changed without losing anything.
:mod:`pipeline.forms.xlsx` writes it; :mod:`pipeline.collect.workbook.tables` reads it back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.model.quantity import Quantity

Content = str | int | Decimal | bool | date
"""What a cell can hold; an empty cell is absent."""


class Kind(StrEnum):
    """What a column takes, and so how its cells are checked and shown."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    YES = "yes"
    """A mark: “có”, or empty."""
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    ``choices`` pairs each value of the inputs with what the clerk sees; with them cells get a
    drop-down. A ``locked`` column is filled in by us and protected; a ``hidden`` one holds keys.
    Forms sent out before a column was ``added`` lack it, and are whole without.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    locked: bool = False
    hidden: bool = False
    width: int = 20
    note: str = ""
    required: bool = False
    added: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its key in the hidden row, its title as the sheet's name, columns and rows.

    ``spare`` empty rows follow for what is to be added; nought where the rows are fixed.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Content], ...] = ()
    spare: int = 0
    heading: str = ""
    """What the sheet asks, in a sentence above the table."""


@dataclass(frozen=True, slots=True)
class Form:
    """A workbook: its stamp (hidden: kind of form, version, year, unit), a guide, and sheets."""

    stamp: Mapping[str, str]
    title: str
    guide: tuple[str, ...]
    tables: tuple[Table, ...]


MARK = "bloc:"
"""How hidden cells begin that say what a sheet, a row or a column is: ``bloc:members/name`` above
the column ``name`` of the table ``members``.
"""
HEADING, LABELS = f"{MARK}heading", f"{MARK}labels"
"""Mark two rows of a table, in the hidden first column."""
GUIDE, STAMP, MISTAKES = f"{MARK}guide", f"{MARK}stamp", f"{MARK}mistakes"
"""Mark the sheets that hold no table."""
GUIDE_COLUMNS = 2
"""How many columns the sheet that explains the form fills."""


def sheet_name(title: str) -> str:
    """``title`` as the name of a sheet: at most 31 letters, and none that Excel forbids."""
    name = " ".join(re.sub(r"[\[\]:*?/\\]", "-", title).split()).strip("' ") or "Bảng"
    return name if len(name) <= 31 else f"{name[:30].rstrip()}…"


def fits_in_cell(number: int | Decimal) -> bool:
    """Whether a spreadsheet keeps this number to its last digit; it stores 15 of them."""
    exact = Decimal(number)
    if exact and not Decimal("1e-12") <= abs(exact) < Decimal("1e15"):
        return False
    return Decimal(f"{float(exact):.15g}") == exact


def as_content(figure: Quantity) -> Content:
    """A figure as its cell holds it: a number where it is exact, else the words “gần 300”."""
    return figure.written() if figure.qualifier else figure.number
