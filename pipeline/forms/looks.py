"""How the cells of our workbooks look, and how a workbook becomes bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TypeVar

import openpyxl
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.styleable import StyleableObject
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Times New Roman"
PLAIN = Font(name=FONT, size=12)
BOLD = Font(name=FONT, size=12, bold=True)
TITLE = Font(name=FONT, size=14, bold=True)
LINK = Font(name=FONT, size=12, underline="single", color="FF0563C1")

TO_FILL_IN = PatternFill("solid", fgColor="FFFFFBE0")
LOCKED = PatternFill("solid", fgColor="FFEDEDED")
LABEL = PatternFill("solid", fgColor="FFD9E2F3")
WRONG = PatternFill("solid", fgColor="FFFFB3AD")
DOUBTFUL = PatternFill("solid", fgColor="FFFFD699")

TOP = Alignment(vertical="top", wrap_text=True)
TOP_MIDDLE = Alignment(horizontal="center", vertical="top", wrap_text=True)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
AS_TEXT = "@"

_LINE = Side(style="thin", color="FFA6A6A6")
BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
OPEN = Protection(locked=False)

LONGEST_TEXT = 32_767
"""What Excel lets a cell hold."""

_FORMULA_LIKE = ("=", "+", "-", "@", "\t")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_CHANGED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_FIXED_HEIGHT = re.compile(rb'(<row\b[^>]*?) customHeight="1"')

_Styled = TypeVar("_Styled", bound=StyleableObject)


def cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell that is not covered by another."""
    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found


def write_text(target: Cell, text: str) -> None:
    """Write ``text`` so that it is and stays a text, whatever it begins with.

    Raises:
        ValueError: when it is longer than a cell can hold.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"a text of {len(text)} characters does not fit in a cell")
    # A file spells out control letters as _x000D_; the same letters in a text must not read so.
    target.value = _ESCAPE_LIKE.sub("_x005F_", text)
    # openpyxl takes “=1” for a formula and “#N/A” for an error.
    target.data_type = "s"
    if text.startswith(_FORMULA_LIKE):
        # Else Excel makes a formula of it as soon as someone edits the cell.
        target.quotePrefix = True


def cut(text: str, longest: int) -> str:
    """The text, or as much of it as fits, with a sign that there is more."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def printable(text: str) -> str:
    """The text without characters a workbook cannot hold."""
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text)


def style(
    target: _Styled,
    font: Font = PLAIN,
    fill: PatternFill | None = None,
    alignment: Alignment = TOP,
    box: bool = False,
) -> _Styled:
    """Give a cell, or the cells of a column that have no looks of their own, these looks."""
    target.font, target.alignment = font, alignment
    if fill is not None:
        target.fill = fill
    if box:
        target.border = BOX
    return target


def lines_of(text: str, width: float) -> int:
    """About how many lines a text takes in a column of this width."""
    return sum(max(1, -(-int(len(line) * 0.9) // max(1, int(width)))) for line in text.split("\n"))


def height_of(lines: int) -> float:
    """The height of a row of so many lines, in points; 409 is the most there can be."""
    return min(16 * lines + 3, 409)


def set_paper(sheet: Worksheet, landscape: bool) -> None:
    """A4, as wide as the sheet, with page numbers."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom, margins.footer = (
        0.6,
        0.4,
        0.5,
        0.7,
        0.3,
    )
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&P/&N"))


def as_bytes(workbook: openpyxl.Workbook) -> bytes:
    """The file; the same workbook gives the same bytes whenever it is written."""
    written, pinned = io.BytesIO(), io.BytesIO()
    workbook.save(written)
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(pinned, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _CHANGED.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            elif entry.filename.startswith("xl/worksheets/"):
                # A height openpyxl calls fixed; the row must grow with what is typed.
                content = _FIXED_HEIGHT.sub(rb"\g<1>", content)
            still = zipfile.ZipInfo(entry.filename, _LONG_AGO)
            still.compress_type = zipfile.ZIP_DEFLATED
            still.external_attr = 0o600 << 16
            after.writestr(still, content)
    return pinned.getvalue()
