"""The cells of a LibreOffice workbook (.ods), from XML that ``safety`` found safe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pipeline.collect.workbook.contents import attribute, local_name
from pipeline.collect.workbook.grid import SheetBuilder, WorkbookBuilder, damaged
from pipeline.collect.workbook.safety import Package
from pipeline.collect.workbook.xlsx import iso_day
from pipeline.errors import msg

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"

_GROUPS = {f"table-{part}{kind}" for kind in ("rows", "row-group") for part in ("", "header-")}
_ASIDE = {"annotation", "annotation-end", "note", "ruby-text", "frame", "shapes", "tracked-changes"}
"""What stands in a cell or a sentence and is not its text."""
_LAST = 1_048_576
"""The rows LibreOffice has; it ends every sheet with an empty row repeated up to there."""
_LONGEST_GAP = 40_000


def read_ods(package: Package, workbook: WorkbookBuilder) -> None:
    """Fill the workbook with what the package holds."""
    root = package.root("content.xml")
    if "meta.xml" in package.parts:
        for entry in package.root("meta.xml").iter(f"{_META}user-defined"):
            workbook.names[entry.get(f"{_META}name", "")] = "".join(map(str, entry.itertext()))
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for shown in style.iterfind(f"{_STYLE}table-properties")
        if shown.get(f"{_TABLE}display") == "false"
    }
    for table in root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table"):
        name = table.get(f"{_TABLE}name", "")
        sheet = workbook.sheet(name, table.get(f"{_TABLE}style-name") in hidden)
        _read_table(table, sheet)
    if not workbook.sheets:
        raise damaged(package.path, msg("it holds no sheet"))


def _read_table(table: etree._Element, sheet: SheetBuilder) -> None:
    row = 1
    for entry in _rows(table):
        times = _repeated(entry, "rows")
        filled = list(_filled(entry))
        if filled:
            for number in range(row, row + times):
                for first, wide, cell in filled:
                    for column in range(first, first + wide):
                        _read_cell(cell, number, column, sheet)
        row += times


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, in whatever groups they are."""
    for child in parent:
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in _GROUPS:
            yield from _rows(child)


def _filled(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a row that say something: first column, how often repeated, the cell.

    A cell another one covers (merged) is passed over.
    """
    column = 1
    for cell in row:
        name = local_name(cell)
        if name not in {"table-cell", "covered-table-cell"}:
            continue
        times = _repeated(cell, "columns")
        if name == "table-cell" and _says_something(cell):
            yield column, times, cell
        column += times


def _says_something(cell: etree._Element) -> bool:
    if cell.get(f"{_TABLE}formula") is not None:
        return True
    match cell.get(f"{_OFFICE}value-type"):
        case None | "void" | "string":
            return bool(_cell_text(cell).strip())
    return True


def _repeated(element: etree._Element, what: str) -> int:
    times = int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
    if not 1 <= times <= _LAST:
        raise ValueError(f"{what} repeated {times} times")
    return times


def _read_cell(cell: etree._Element, row: int, column: int, sheet: SheetBuilder) -> None:
    rows = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
    if rows > 1:
        columns = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        sheet.merged.append((row, column, row + rows - 1, column + columns - 1))
    formula = cell.get(f"{_TABLE}formula")
    if formula is not None:
        sheet.formula(row, column, formula)
        high = int(cell.get(f"{_TABLE}number-matrix-rows-spanned", "1"))
        wide = int(cell.get(f"{_TABLE}number-matrix-columns-spanned", "1"))
        if (high, wide) != (1, 1):
            sheet.computed.append((row, column, row + high - 1, column + wide - 1))
        return
    kind = cell.get(f"{_OFFICE}value-type")
    value = cell.get(f"{_OFFICE}value", "")
    if cell.get(f"{_CALC}value-type") == "error":
        sheet.error(row, column, _cell_text(cell))
        return
    match kind:
        case None | "void" | "string":
            sheet.text(row, column, _cell_text(cell))
        case "float" | "currency" | "percentage":
            sheet.number(row, column, value, kind == "percentage")
        case "boolean":
            sheet.truth(row, column, cell.get(f"{_OFFICE}boolean-value") == "true")
        case "date":
            written = cell.get(f"{_OFFICE}date-value", "")
            sheet.day(row, column, iso_day(written), written)
        case "time":
            sheet.day(row, column, None, _cell_text(cell))
        case _:
            raise ValueError(f"cell of type {kind[:20]}")


def _cell_text(cell: etree._Element) -> str:
    """The text of a cell, a line for each paragraph; comments and pictures are not of it."""
    stated = cell.get(f"{_OFFICE}string-value")
    if stated:
        return stated
    return "\n".join(_paragraph(part) for part in cell.iterfind(f"{_TEXT}p"))


def _paragraph(paragraph: etree._Element) -> str:
    text, swallow = "", True
    for part, literal in _parts(paragraph):
        if not literal:
            text, swallow = text + part, False
        elif part:
            # Several spaces in the file are one; those that are meant are written as text:s.
            run = re.sub(r"[ \t\r\n]+", " ", part)
            text += run.removeprefix(" ") if swallow else run
            swallow = run.endswith(" ")
    return text


def _parts(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """The pieces of a sentence, and whether each is written as it is."""
    yield element.text or "", True
    for child in element:
        match local_name(child):
            case "s":
                times = int(attribute(child, "c") or 1)
                if not 0 <= times <= _LONGEST_GAP:
                    raise ValueError(f"{times} spaces")
                yield " " * times, False
            case "tab":
                yield "\t", False
            case "line-break":
                yield "\n", False
            case name if name not in _ASIDE:
                yield from _parts(child)
        yield child.tail or "", True
