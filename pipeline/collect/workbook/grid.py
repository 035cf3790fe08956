"""A workbook as plain cells with their places, whatever program wrote it, and how it is filled.

``xlsx.py`` and ``ods.py`` find the cells of a file; what a text, a number or a day is allowed to be
is said here, once for both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.collect.tree import UNPRINTABLE
from pipeline.errors import InputError, Message, Problem, Source, msg

# A form has some hundred rows and ten columns; a cell beyond these is a slip or an attack.
LAST_ROW = 20_000
LAST_COLUMN = 1_000
MOST_SHEETS = 200
MOST_CELLS = 200_000
LONGEST_TEXT = 32_767
"""What Excel lets a cell hold."""
_MOST_COVERED_ROWS = 1_000_000

_ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|GETTING_DATA)"
    r"|Err:[0-9]{3}"
)
_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?")

_VALUES_ONLY = msg("copy the cell, then Paste Special > Values onto the same cell")
_SMALLER = msg("delete from it what does not belong to the form, and save it again")

Range = tuple[int, int, int, int]
"""First row, first column, last row, last column, counted from 1."""

Scalar = str | int | Decimal | bool | date


@dataclass(frozen=True, slots=True)
class Cell:
    """What a filled cell says, and where it stands.

    Text is in composed form (NFC) with its outer spaces. A number is what the spreadsheet shows at
    most: 15 digits, exact (62.5 is ``Decimal("62.5")``); a whole number is an ``int``. A day with a
    time is the day: forms ask for days, and the cell of a pasted ``=NOW()`` shows one.
    """

    value: Scalar
    source: Source
    percent: bool = False
    """Whether the cell shows per cent: 0.125 then stands for 12.5 %."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled cells of a sheet by (row, column), counted from 1.

    Empty and blank cells are absent; merged cells have their value at the top left. Hidden rows
    and columns are read as all others.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    hidden: bool = False
    merged: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was safe to read."""

    path: str
    """The file as the user knows it."""
    sha256: str
    sheets: tuple[Sheet, ...]
    names: Mapping[str, str]
    """The custom properties of the document, such as the version of a form."""
    problems: tuple[Problem, ...]
    """What is wrong with single cells; these are absent from ``cells``."""
    suffix: str = ".xlsx"
    """The ending that a file of its kind has."""


class WorkbookBuilder:
    """A workbook being filled: keeps what holds for all sheets together."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.sheets: list[SheetBuilder] = []
        self.names: dict[str, str] = {}
        self._filled = 0
        self._texts: dict[str, str] = {}

    def sheet(self, name: str, hidden: bool) -> SheetBuilder:
        """A new sheet."""
        name = unicodedata.normalize("NFC", name)
        if len(self.sheets) == MOST_SHEETS:
            raise self.too_large(msg("more than {limit} sheets", limit=MOST_SHEETS))
        if any(other.name.casefold() == name.casefold() for other in self.sheets):
            raise damaged(self.path, msg("there are two sheets named “{name}”", name=name))
        self.sheets.append(SheetBuilder(self, name, hidden))
        return self.sheets[-1]

    def too_large(
        self, what: Message, source: Source | None = None, hint: Message = _SMALLER
    ) -> InputError:
        """The refusal of a workbook larger than any form."""
        return InputError(
            Problem(
                "workbook-too-large",
                msg("the workbook is far larger than a form: {what}", what=what),
                source or Source(self.path),
                hint,
            )
        )

    def count(self) -> None:
        """One more cell is filled."""
        self._filled += 1
        if self._filled > MOST_CELLS:
            raise self.too_large(msg("more than {limit} filled cells", limit=MOST_CELLS))

    def composed(self, text: str) -> str:
        """The text in composed form with plain line ends; the same texts stand in many cells."""
        if text not in self._texts:
            plain = text.replace("\r\n", "\n").replace("\r", "\n")
            self._texts[text] = unicodedata.normalize("NFC", plain)
        return self._texts[text]

    def done(self, sha256: str) -> Workbook:
        """The workbook."""
        sheets = tuple(sheet.done() for sheet in self.sheets)
        problems = tuple(p for sheet in self.sheets for p in sheet.faults.values())
        return Workbook(self.path, sha256, sheets, self.names, problems)


class SheetBuilder:
    """A sheet being filled: each method takes what stands at a row and column."""

    def __init__(self, workbook: WorkbookBuilder, name: str, hidden: bool) -> None:
        self.workbook = workbook
        self.name = name
        self.hidden = hidden
        self.merged: list[Range] = []
        self.computed: list[Range] = []
        """Cells one formula fills; only the first of them carries it."""
        self.faults: dict[tuple[int, int], Problem] = {}
        self._cells: dict[tuple[int, int], Cell] = {}

    def text(self, row: int, column: int, text: str) -> None:
        """A text; a blank one is as good as none."""
        if _is_blank(text):
            return
        source = self._place(row, column)
        text = self.workbook.composed(text)
        if len(text) > LONGEST_TEXT:
            what = msg("a text of more than {limit} characters", limit=LONGEST_TEXT)
            hint = msg("shorten the text of that cell, and save the workbook")
            raise self.workbook.too_large(what, source, hint)
        if found := UNPRINTABLE.search(text):
            self._report(
                "cell-character",
                source,
                msg("a character that cannot be printed (code {code})", code=ord(found[0])),
                msg("type the text of the cell anew"),
            )
        elif _ERROR.fullmatch(text.strip()):
            self._report_error(source, text.strip())
        else:
            self._cells[row, column] = Cell(text, source)

    def number(self, row: int, column: int, written: str, percent: bool = False) -> None:
        """A number as it is written in the file."""
        source = self._place(row, column)
        value = exact_number(written)
        if value is None:
            self._report(
                "cell-number",
                source,
                msg("a number that cannot be read for certain: {number}", number=written[:40]),
                msg(
                    "check the number; a spreadsheet keeps 15 digits, so type a longer one as text "
                    "(with an apostrophe ' before it)"
                ),
            )
            return
        self._cells[row, column] = Cell(value, source, percent)

    def truth(self, row: int, column: int, value: bool) -> None:
        """TRUE or FALSE."""
        self._cells[row, column] = Cell(value, self._place(row, column))

    def day(self, row: int, column: int, day: date | None, written: str) -> None:
        """A day, or None where what is written is none: a time alone, or a day no calendar has."""
        source = self._place(row, column)
        if day is None:
            self._report(
                "cell-date",
                source,
                msg("the cell shows a date or time, and {number} is no day", number=written[:40]),
                msg("type the day anew, or set the cell's format to General if a number is meant"),
            )
            return
        self._cells[row, column] = Cell(day, source)

    def formula(self, row: int, column: int, written: str = "") -> None:
        """A formula; LibreOffice writes a plain TRUE of Excel as ``=TRUE()`` and errors alike."""
        plain = written.removeprefix("of:").removeprefix("=").strip().removesuffix("()").upper()
        if plain in {"TRUE", "FALSE"}:
            self.truth(row, column, plain == "TRUE")
            return
        if _ERROR.fullmatch(plain):
            self.error(row, column, plain)
            return
        self._report(
            "formula",
            self._place(row, column),
            msg("the cell holds a formula, not a value"),
            _VALUES_ONLY,
        )

    def error(self, row: int, column: int, shown: str) -> None:
        """An error a formula left behind."""
        self._report_error(self._place(row, column), shown[:40])

    def done(self) -> Sheet:
        """The sheet, without what merged cells cover and what a formula fills."""
        for place in self._within(self.computed):
            if cell := self._cells.pop(place, None):
                what = msg("the cell is filled by a formula beside it")
                self._report("formula", cell.source, what, _VALUES_ONLY)
        corners = {(row, column) for row, column, _, _ in self.merged}
        for place in self._within(self.merged):
            if place not in corners:
                # Nobody sees what is here, so nobody could mend it either.
                self._cells.pop(place, None)
                self.faults.pop(place, None)
        return Sheet(self.name, self._cells, self.hidden, tuple(self.merged))

    def _within(self, ranges: list[Range]) -> list[tuple[int, int]]:
        """The filled cells inside the ranges, each once."""
        covered: dict[int, int] = {}
        """A bit for every column of a row."""
        rows = 0
        for first_row, first_column, last, last_column in ranges:
            last_row = min(last, LAST_ROW)
            rows += max(0, last_row - first_row + 1)
            if rows > _MOST_COVERED_ROWS:
                raise self.workbook.too_large(msg("merged cells without end"))
            bits = sum(1 << c for c in range(first_column, min(last_column, LAST_COLUMN) + 1))
            for row in range(first_row, last_row + 1):
                covered[row] = covered.get(row, 0) | bits
        return [
            (row, column)
            for row, column in (*self._cells, *self.faults)
            if covered.get(row, 0) >> column & 1
        ]

    def _place(self, row: int, column: int) -> Source:
        """The place of a filled cell, which counts."""
        source = Source(self.workbook.path, row, column, self.name)
        if row > LAST_ROW or column > LAST_COLUMN:
            raise self.workbook.too_large(
                msg("the cell {cell} of the sheet “{sheet}”", cell=source.cell, sheet=self.name),
                source,
                msg("go to that cell (Ctrl+G), delete what stands in it, and save the workbook"),
            )
        if (row, column) in self._cells or (row, column) in self.faults:
            raise damaged(
                self.workbook.path,
                msg("the cell {cell} of “{sheet}” twice", cell=source.cell, sheet=self.name),
            )
        self.workbook.count()
        return source

    def _report_error(self, source: Source, shown: str) -> None:
        self._report(
            "error-value",
            source,
            msg("the cell shows the error {error}", error=shown),
            msg("type the value that belongs here, or leave the cell empty"),
        )

    def _report(self, code: str, source: Source, message: Message, hint: Message) -> None:
        place = source.line, source.column
        self.faults[place] = Problem(code, message, source, hint)


def damaged(path: str, reason: Message) -> InputError:
    """The refusal of a file that is a workbook, but not a whole one."""
    return InputError(
        Problem(
            "workbook-damaged",
            msg("the workbook is damaged: {reason}", reason=reason),
            Source(path),
            msg(
                "open it in Excel, let Excel repair it and save it under a new name, "
                "or ask the sender for it again"
            ),
        )
    )


def exact_number(written: str) -> int | Decimal | None:
    """The number a spreadsheet shows for what it wrote, or None if it is not one to rely on.

    Excel writes 62.1 as 62.100000000000001 and keeps 15 digits of what is typed: those are read.
    """
    if len(written) > 40 or not _NUMBER.fullmatch(written):
        return None
    value = float(written)
    if value and not 1e-12 <= abs(value) < 1e15:
        return None
    exact = Decimal(f"{value:.15g}")
    return int(exact) if exact == exact.to_integral_value() else exact


def _is_blank(text: str) -> bool:
    """Whether nothing shows: spaces of any kind, and the invisible signs that come with pasting."""
    return all(c.isspace() or unicodedata.category(c) == "Cf" for c in text)
