"""The tables of a paper as an Excel workbook: an annex to sort, filter and reckon with.

A sheet holds one table as the paper prints it. Figures are numbers, with a format that shows as
many places as the paper; a figure that is only nearly so much stays in its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from itertools import takewhile

import openpyxl
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import Problem, RenderError, msg
from pipeline.forms import looks
from pipeline.forms.form import fits_in_cell, sheet_name
from pipeline.model.blocks import (
    Align,
    Heading,
    Line,
    Paragraph,
    Role,
    Run,
    RunKind,
    Table,
    block_lines,
    plain,
)
from pipeline.model.document import Document, parts_of
from pipeline.render.formats import rounded
from pipeline.render.word_checks import unprintable

_WIDTH = 130
"""The width of all columns together, in Excel's measure: an A4 page across, and a usual screen."""
_NARROWEST = 5.0
_NOTICE = Font(name=looks.FONT, size=11, italic=True, color="FF9B1C1C")
_REMARK = Font(name=looks.FONT, size=11, italic=True)
_GAP = PatternFill("solid", fgColor="FFFFE94D")
_DECIMAL_SIGNS = {"vi": ",", "hi": ".", "en": "."}
_ROW_NUMBER = re.compile(r"[1-9][0-9]{0,4}")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A table, the headings it stands under, its footnotes and the remarks right below it."""

    table: Table
    headings: tuple[Line, ...]
    remarks: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """How a cell of a table looks; ``form`` is its number format."""

    bold: bool
    is_gap: bool
    align: Align
    form: str


def has_tables(document: Document) -> bool:
    """Whether there is anything to make a workbook of."""
    return next(_placed(document), None) is not None


def to_xlsx(document: Document) -> bytes:
    """The tables of a paper as an .xlsx file; the same paper gives the same bytes.

    Raises:
        RenderError: a text holds what no workbook can, or is longer than a cell.
    """
    placed = tuple(_placed(document))
    problems = (*unprintable(document), *(p for one in placed for p in _too_long(one.table)))
    if problems:
        raise RenderError(*problems)
    workbook = openpyxl.Workbook()
    workbook.properties.title = document.title[:255]
    workbook.properties.creator = "bloc"
    del workbook[workbook.sheetnames[0]]
    dressed: dict[_Look, StyleArray] = {}
    for number, one in enumerate(placed, 1):
        name = plain(one.table.caption or (one.headings[-1] if one.headings else ()))
        sheet = workbook.create_sheet(sheet_name(f"{number}. {name}"))
        _write(sheet, one, document, dressed)
    return looks.as_bytes(workbook)


def _placed(document: Document) -> Iterator[_Placed]:
    for titles, blocks in parts_of(document):
        heading: Line = ()
        for place, block in enumerate(blocks):
            if isinstance(block, Heading):
                heading = (Run(block.number), *block.content)
            elif isinstance(block, Table):
                below = takewhile(_is_remark, blocks[place + 1 :])
                remarks = tuple(one.content for one in below if isinstance(one, Paragraph))
                notes = tuple(run.footnote for line in block_lines(block) for run in line)
                headings = tuple(line for line in (*titles, heading) if plain(line))
                yield _Placed(block, headings, (*filter(None, notes), *remarks))


def _is_remark(block: object) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.NOTE


def _too_long(table: Table) -> Iterator[Problem]:
    titles = tuple(column.title for column in table.columns)
    for cell in (cell for row in (titles, *table.rows) for cell in row):
        if len(plain(cell)) > looks.LONGEST_TEXT:
            yield Problem(
                "text-too-long",
                msg(
                    "a text of {count} letters does not fit in a cell of Excel: “{text}”",
                    count=len(plain(cell)),
                    text=looks.cut(plain(cell), 60),
                ),
                next((source for run in cell for source in run.sources), None),
                msg("Shorten it, or leave Excel out: --format docx --format pdf --format html."),
            )


def _write(
    sheet: Worksheet, placed: _Placed, document: Document, dressed: dict[_Look, StyleArray]
) -> None:
    table = placed.table
    widths = [max(column.width * _WIDTH, _NARROWEST) for column in table.columns]
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = round(width, 1)
    row = 1
    for text in (document.watermark, *document.notices):
        if text:
            row = _write_across(sheet, row, text, widths, _NOTICE)
    row = _write_across(sheet, row, document.title, widths, looks.BOLD)
    for line in placed.headings:
        row = _write_across(sheet, row, plain(line), widths, looks.PLAIN)
    if table.caption:
        row = _write_across(sheet, row, plain(table.caption), widths, looks.BOLD)
    for place, column in enumerate(table.columns, 1):
        head = looks.cell(sheet, row, place)
        looks.style(head, looks.BOLD, looks.LABEL, looks.MIDDLE, box=True)
        looks.write_text(head, plain(column.title))
    _set_height(sheet, row, [plain(column.title) for column in table.columns], widths)
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"
    for number, cells in enumerate(table.rows, 1):
        row += 1
        is_total = table.has_total and number == len(table.rows)
        for place, (column, line) in enumerate(zip(table.columns, cells, strict=True), 1):
            value, form = _content(line, document.language)
            is_gap = any(run.kind is RunKind.GAP for run in line)
            cell = looks.cell(sheet, row, place)
            _dress(cell, _Look(is_total, is_gap, column.align, form), dressed)
            if isinstance(value, str):
                looks.write_text(cell, value)
            else:
                cell.value = value
        _set_height(sheet, row, [plain(line) for line in cells], widths)
    row += 1
    for line in placed.remarks:
        row = _write_across(sheet, row, plain(line), widths, _REMARK)
    looks.set_paper(sheet, landscape=True)


def _write_across(sheet: Worksheet, row: int, text: str, widths: list[float], font: Font) -> int:
    """Write a line over all columns; gives the row after it."""
    align = "left" if font is _REMARK else "center"
    alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    looks.write_text(looks.style(looks.cell(sheet, row, 1), font, alignment=alignment), text)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths))
    # Merged cells do not grow with their text by themselves.
    sheet.row_dimensions[row].height = looks.height_of(looks.lines_of(text, sum(widths)))
    return row + 1


def _set_height(sheet: Worksheet, row: int, texts: list[str], widths: list[float]) -> None:
    # Words are not parted, so a narrow column wraps sooner than its letters tell.
    lines = max(
        looks.lines_of(text, width * 0.85) for text, width in zip(texts, widths, strict=True)
    )
    sheet.row_dimensions[row].height = looks.height_of(lines)


def _dress(cell: Cell, look: _Look, dressed: dict[_Look, StyleArray]) -> None:
    """Give a cell its looks.

    Cells by the thousand look alike, and openpyxl searches its styles anew at each assignment.
    """
    if look not in dressed:
        looks.style(
            cell,
            looks.BOLD if look.bold else looks.PLAIN,
            _GAP if look.is_gap else None,
            Alignment(horizontal=str(look.align), vertical="center", wrap_text=True),
            box=True,
        )
        cell.number_format = look.form
        dressed[look] = copy(cell._style)  # type: ignore[attr-defined]
    cell._style = copy(dressed[look])  # type: ignore[attr-defined]


def _content(line: Line, language: str) -> tuple[Decimal | int | str | None, str]:
    """What a cell holds, and its format: a number where the line is one figure, else its text."""
    match [run for run in line if run.text.strip()]:
        case []:
            return None, "General"
        case [Run(number=Decimal() as number) as run]:
            form = _number_format(run.text.strip(), number, language)
            if form is not None:
                return Decimal(f"{float(number):.15g}"), form
        case [Run(kind=RunKind.WORDS, sources=()) as run] if _ROW_NUMBER.fullmatch(run.text):
            return int(run.text), "General"
    return plain(line), looks.AS_TEXT


_FIGURE = re.compile(r"(?P<sign>[-+−]?)(?P<digits>[0-9](?:[.,]?[0-9])*)(?P<after>[^0-9\"]*)")
"""A figure as it is printed, with what may stand after it: 98,4%."""


def _number_format(text: str, number: Decimal, language: str) -> str | None:
    """The format in which Excel shows ``number`` as ``text``; None where it cannot.

    The signs for thousands and decimals are those of the reader's Excel.
    """
    found = _FIGURE.fullmatch(text)
    if found is None:
        return None
    sign = found["sign"]
    whole, _, part = found["digits"].partition(_DECIMAL_SIGNS[language])
    shown = rounded(number, len(part))
    kept = Decimal(f"{float(number):.15g}")
    if not fits_in_cell(shown) or rounded(kept, len(part)) != shown:
        return None
    if language == "hi" and abs(number) >= 100_000:
        # Lakhs and crores are grouped in twos, for which Excel has no format of its own.
        digits = re.sub("[0-9]", "#", whole)[:-1].replace(",", "\\,") + "0"
    else:
        digits = "0" if whole.isdigit() and len(whole) > 3 else "#,##0"
    digits += f".{'0' * len(part)}" if part else ""
    digits += f'"{found["after"]}"' if found["after"] else ""
    if sign in ("+", "−"):
        return f'"+"{digits};"−"{digits};{digits}'
    return digits if sign or number >= 0 else f"{digits};{digits}"
