"""A form as an Excel workbook that a clerk fills in.

Every table is a sheet: a heading, the keys of the columns (hidden), their labels, the rows. The
hidden first column marks the rows of heading and labels, so that nothing depends on where they are.
Numbers have no format of their own: Excel then keeps what was typed apart, “12,5%” as per cent and
a day as a day, which a fixed format would swallow. Thousands are set apart by a conditional format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal

import openpyxl
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import PatternFill
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.forms import looks
from pipeline.forms.form import (
    GUIDE,
    HEADING,
    LABELS,
    MARK,
    STAMP,
    Column,
    Content,
    Form,
    Kind,
    Table,
    fits_in_cell,
    sheet_name,
)

_GUIDE_NAME, _STAMP_NAME = "Hướng dẫn", "_bloc"
_YES, _NO = "có", "không"
_HEADING_ROW, _KEY_ROW, _LABEL_ROW, _FIRST_ROW = 1, 2, 3, 4
_CHECKED_ROWS = 2_000
"""How far down a table that can grow has its drop-downs and notes."""
_FIRST_LIST = 4
"""The column of the hidden sheet where lists of choices begin; the stamp stands before them."""
_FROZEN_WIDTH = 45
_LONGEST_PROPERTY = 255
"""What Excel keeps of a property of the document; the hidden sheet has all of the stamp."""

_FORMATS = {Kind.TEXT: looks.AS_TEXT, Kind.CHOICE: looks.AS_TEXT, Kind.DATE: "dd/mm/yyyy"}
_FIRST_DAY = date(1900, 3, 1)
"""Before this, spreadsheets do not agree on which day a number is."""
_LARGEST = "999999999999999"
_FROM, _UNTIL = "10959", "73050"
"""1930 and 2100 as days; a bare year such as 2023 is no day between them."""

_MISTAKES = {
    Kind.NUMBER: "Ô này ghi một số, ví dụ 12,5. Vẫn giữ nội dung vừa nhập?",
    Kind.WHOLE: "Ô này ghi một số nguyên, ví dụ 12. Vẫn giữ nội dung vừa nhập?",
    Kind.DATE: "Ô này ghi ngày/tháng/năm, ví dụ 26/12/2025. Vẫn giữ nội dung vừa nhập?",
    Kind.YES: "Ghi “có”, hoặc để trống.",
    Kind.CHOICE: "Hãy chọn một dòng trong danh sách (bấm mũi tên bên phải ô).",
    Kind.TEXT: "Nội dung này không có trong danh sách. Vẫn giữ nội dung vừa nhập?",
}
_ASKS = {
    Kind.NUMBER: "Ghi số.",
    Kind.WHOLE: "Ghi số nguyên.",
    Kind.DATE: "Ghi ngày/tháng/năm, ví dụ 26/12/2025.",
    Kind.YES: "Ghi “có”, hoặc để trống.",
    Kind.CHOICE: "Chọn trong danh sách.",
}


def write_form(form: Form) -> bytes:
    """The workbook of ``form`` as an .xlsx file; the same form gives the same bytes.

    A number with more digits than a spreadsheet keeps is written as text, with a decimal comma.

    Raises:
        ValueError: when a text is longer than the 32,767 characters a cell can hold, or a key is
            empty or has spaces in it.
    """
    workbook = openpyxl.Workbook()
    workbook.properties.title = form.title
    workbook.properties.creator = "bloc"
    guide = workbook.active
    assert isinstance(guide, Worksheet)
    guide.title = _GUIDE_NAME
    sheets = [workbook.create_sheet(name) for name in _names(form.tables)]
    hidden = workbook.create_sheet(_STAMP_NAME)
    hidden.sheet_state = "hidden"
    _write_stamp(hidden, form.stamp)
    shared = _Shared(workbook, hidden)
    for sheet, table in zip(sheets, form.tables, strict=True):
        _write_table(sheet, table, shared)
    _write_guide(guide, form, sheets)
    properties = workbook.custom_doc_props  # type: ignore[attr-defined]
    for key, value in form.stamp.items():
        if len(value) > _LONGEST_PROPERTY:
            continue
        properties.append(StringProperty(name=f"{MARK}{key}", value=value))
    return looks.as_bytes(workbook)


def _names(tables: tuple[Table, ...]) -> Iterator[str]:
    """The names of the sheets; no two differ only in capitals."""
    taken = {_GUIDE_NAME.casefold(), _STAMP_NAME}
    for table in tables:
        name, number = sheet_name(table.title), 1
        while name.casefold() in taken:
            number += 1
            suffix = f" ({number})"
            name = looks.cut(sheet_name(table.title), 31 - len(suffix)) + suffix
        taken.add(name.casefold())
        yield name


def _write_guide(sheet: Worksheet, form: Form, sheets: Sequence[Worksheet]) -> None:
    mark = looks.cell(sheet, 1, 1)
    looks.write_text(mark, GUIDE)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].width = 6
    sheet.column_dimensions["B"].width = 92
    title = looks.style(looks.cell(sheet, 2, 1), looks.TITLE)
    looks.write_text(title, form.title)
    sheet.merge_cells("A2:B2")
    sheet.row_dimensions[2].height = 1.3 * looks.height_of(looks.lines_of(form.title, 75))
    row = 4
    for number, line in enumerate(form.guide, 1):
        looks.write_text(looks.style(looks.cell(sheet, row, 1)), f"{number}.")
        looks.write_text(looks.style(looks.cell(sheet, row, 2)), line)
        sheet.row_dimensions[row].height = looks.height_of(looks.lines_of(line, 92)) + 3
        row += 1
    row += 1
    columns = [column for table in form.tables for column in table.columns if not column.hidden]
    for fill, text, wanted in (
        (looks.TO_FILL_IN, "Ô cần điền.", any(not c.locked for c in columns)),
        (looks.LOCKED, "Ô đã điền sẵn, không sửa.", any(c.locked for c in columns)),
        (None, "Cột phải điền, không để trống.", any(c.required for c in columns)),
    ):
        if wanted:
            sample = looks.style(
                looks.cell(sheet, row, 1), looks.BOLD, fill, looks.MIDDLE, box=True
            )
            if fill is None:
                looks.write_text(sample, "*")
            looks.write_text(looks.style(looks.cell(sheet, row, 2)), text)
            row += 1
    row += 1
    looks.write_text(looks.style(looks.cell(sheet, row, 2), looks.BOLD), "Các trang:")
    for other in sheets:
        row += 1
        link = looks.style(looks.cell(sheet, row, 2), looks.LINK)
        looks.write_text(link, other.title)
        place = f"{quote_sheetname(other.title)}!{other.sheet_view.selection[0].activeCell}"
        link.hyperlink = Hyperlink(ref=link.coordinate, location=place)
    looks.set_paper(sheet, landscape=False)
    sheet.sheet_view.showGridLines = False
    sheet.protection.sheet = True


def _write_stamp(sheet: Worksheet, stamp: Mapping[str, str]) -> None:
    looks.write_text(looks.cell(sheet, 1, 1), STAMP)
    for row, (key, value) in enumerate(stamp.items(), 2):
        looks.write_text(looks.cell(sheet, row, 1), key)
        looks.write_text(looks.cell(sheet, row, 2), value)
    sheet.protection.sheet = True


class _Shared:
    """What the sheets share: looks of cells, and the lists behind drop-downs.

    Each list is a named column of the hidden sheet; named, for Excel keeps a plain reference to
    another sheet where few programs read it.
    """

    def __init__(self, workbook: openpyxl.Workbook, sheet: Worksheet) -> None:
        self.workbook = workbook
        self.sheet = sheet
        self.names: dict[tuple[str, ...], str] = {}
        self.dressed: dict[tuple[Kind, bool], StyleArray] = {}

    def name_of(self, labels: tuple[str, ...]) -> str:
        """The name of the list with these labels."""
        if labels not in self.names:
            column = _FIRST_LIST + len(self.names)
            for row, label in enumerate(labels, 1):
                looks.write_text(looks.cell(self.sheet, row, column), label)
            letter = get_column_letter(column)
            place = f"{quote_sheetname(_STAMP_NAME)}!${letter}$1:${letter}${len(labels)}"
            name = self.names[labels] = f"bloc_list_{len(self.names) + 1}"
            self.workbook.defined_names[name] = DefinedName(name, attr_text=place)
        return self.names[labels]

    def dress(self, cell: Cell, column: Column, locked: bool) -> None:
        """Give a cell of a table its looks.

        Thousands of cells look alike, and openpyxl searches its styles anew at each assignment.
        """
        known = self.dressed.get((column.kind, locked))
        if known is not None:
            cell._style = copy(known)  # type: ignore[attr-defined]
            return
        _dress(cell, column, looks.LOCKED if locked else looks.TO_FILL_IN)
        if not locked:
            cell.protection = looks.OPEN
        self.dressed[column.kind, locked] = copy(cell._style)  # type: ignore[attr-defined]


def _write_table(sheet: Worksheet, table: Table, shared: _Shared) -> None:
    last_row = _LABEL_ROW + len(table.rows) + table.spare
    _write_head(sheet, table)
    for place, column in enumerate(table.columns, 2):
        letter = get_column_letter(place)
        dimension = sheet.column_dimensions[letter]
        dimension.width, dimension.hidden = column.width, column.hidden
        if table.spare and not column.hidden:
            # What is pasted below the last row of ours is welcome too.
            _dress(dimension, column)
            dimension.protection = looks.OPEN
        for row in range(_FIRST_ROW, last_row + 1):
            cell = looks.cell(sheet, row, place)
            given = table.rows[row - _FIRST_ROW] if row - _FIRST_ROW < len(table.rows) else None
            # In a row the clerk adds, everything is hers to fill in.
            locked = column.locked if given is not None else column.hidden
            shared.dress(cell, column, locked)
            if given is not None:
                write_value(cell, column, given.get(column.key))
        checked = max(last_row, _CHECKED_ROWS) if table.spare else last_row
        if checked >= _FIRST_ROW and not column.hidden:
            cells = f"{letter}{_FIRST_ROW}:{letter}{checked}"
            if table.spare or not column.locked:
                _validate(sheet, column, cells, shared)
            if column.kind in {Kind.NUMBER, Kind.WHOLE}:
                _part_thousands(sheet, f"{letter}{_FIRST_ROW}", cells)
    for row in range(_FIRST_ROW, last_row + 1):
        said = [
            (str(looks.cell(sheet, row, place).value or ""), column.width)
            for place, column in enumerate(table.columns, 2)
            if not column.hidden
        ]
        lines = max((looks.lines_of(*cell) for cell in said), default=1)
        sheet.row_dimensions[row].height = looks.height_of(lines)
    _finish(sheet, table, last_row)


def _write_head(sheet: Worksheet, table: Table) -> None:
    for row, mark in ((_HEADING_ROW, HEADING), (_LABEL_ROW, LABELS)):
        looks.write_text(looks.cell(sheet, row, 1), mark)
    sheet.column_dimensions["A"].hidden = True
    sheet.row_dimensions[_KEY_ROW].hidden = True
    keys = [table.key, *(column.key for column in table.columns)]
    if "/" in table.key or any(not key or re.search(r"\s", key) for key in keys):
        raise ValueError(f"a key of the table {table.key!r} could not be read back")
    widths = []
    for place, column in enumerate(table.columns, 2):
        looks.write_text(looks.cell(sheet, _KEY_ROW, place), f"{MARK}{table.key}/{column.key}")
        cell = looks.cell(sheet, _LABEL_ROW, place)
        looks.style(cell, looks.BOLD, looks.LABEL, looks.MIDDLE, box=True)
        label = f"{column.label} *" if column.required else column.label
        looks.write_text(cell, label)
        if not column.hidden:
            # Words are not parted, so a narrow column wraps sooner than its letters tell.
            widths.append((column.width, looks.lines_of(label, column.width * 0.85)))
    lines = max((n for _, n in widths), default=1)
    sheet.row_dimensions[_LABEL_ROW].height = looks.height_of(lines) + 6
    shown = [p for p, column in enumerate(table.columns, 2) if not column.hidden]
    if table.heading and shown:
        looks.write_text(looks.style(looks.cell(sheet, 1, shown[0]), looks.BOLD), table.heading)
        sheet.merge_cells(
            start_row=1, end_row=1, start_column=shown[0], end_column=max(shown[-1], shown[0])
        )
        lines = looks.lines_of(table.heading, sum(width for width, _ in widths))
        sheet.row_dimensions[1].height = looks.height_of(lines) + 4
    else:
        sheet.row_dimensions[1].hidden = True


def _dress(target: Cell | ColumnDimension, column: Column, fill: PatternFill | None = None) -> None:
    centred = column.kind in {Kind.DATE, Kind.YES}
    alignment = looks.TOP_MIDDLE if centred else looks.TOP
    looks.style(target, fill=fill, alignment=alignment, box=fill is not None)
    target.number_format = _FORMATS.get(column.kind, "General")


def _finish(sheet: Worksheet, table: Table, last_row: int) -> None:
    frozen, width = 2, 0
    for column in table.columns:
        width += 0 if column.hidden else column.width
        if not (column.locked or column.hidden) or width > _FROZEN_WIDTH:
            break
        frozen += 1
    sheet.freeze_panes = looks.cell(sheet, _FIRST_ROW, frozen).coordinate
    first = next((p for p, c in enumerate(table.columns, 2) if not (c.locked or c.hidden)), 2)
    for selection in sheet.sheet_view.selection:
        selection.activeCell = selection.sqref = looks.cell(sheet, _FIRST_ROW, first).coordinate
    looks.set_paper(sheet, landscape=True)
    sheet.print_title_rows = f"{_LABEL_ROW}:{_LABEL_ROW}"
    last_column = get_column_letter(len(table.columns) + 1)
    sheet.print_area = f"A1:{last_column}{last_row}"
    protection = sheet.protection
    protection.sheet = True
    # False allows.
    protection.formatColumns = protection.formatRows = protection.formatCells = False
    protection.sort = protection.autoFilter = False
    protection.insertRows = not table.spare


def write_value(cell: Cell, column: Column, value: Content | None) -> None:
    """Write a value of ``column`` into a cell, as it is read back; None leaves it empty."""
    match value:
        case None | "":
            pass
        case bool():
            if column.kind is not Kind.YES or value:
                looks.write_text(cell, _YES if value else _NO)
        case int() | Decimal():
            if column.kind in {Kind.NUMBER, Kind.WHOLE} and fits_in_cell(value):
                cell.value = value
            else:
                looks.write_text(cell, f"{Decimal(value):f}".replace(".", ","))
        case date():
            if column.kind is Kind.DATE and value >= _FIRST_DAY:
                # Writing a day, openpyxl gives the cell a format of its own.
                cell.value, cell.number_format = value, _FORMATS[Kind.DATE]
            else:
                looks.write_text(cell, f"{value:%d/%m/}{value.year:04}")
        case str():
            looks.write_text(cell, dict(column.choices).get(value, value))


def _validate(sheet: Worksheet, column: Column, cells: str, shared: _Shared) -> None:
    """Say what the cells of a column take, with a note that shows when one is entered.

    Only drop-downs insist: “gần 300” is more than Excel takes for a number, and we read it.
    """
    match column.kind:
        case Kind.NUMBER:
            check = DataValidation("decimal", f"-{_LARGEST}", _LARGEST, operator="between")
        case Kind.WHOLE:
            check = DataValidation("whole", f"-{_LARGEST}", _LARGEST, operator="between")
        case Kind.DATE:
            check = DataValidation("date", _FROM, _UNTIL, operator="between")
        case Kind.YES:
            check = DataValidation("list", f'"{_YES}"')
        case Kind.CHOICE | Kind.TEXT if column.choices:
            shown = tuple(label for _, label in column.choices)
            check = DataValidation("list", shared.name_of(shown))
        case _:
            check = DataValidation()
    check.allow_blank = True
    if check.type:
        check.showErrorMessage = True
        # A list of suggestions in a column of text may be added to: a unit listed just now.
        is_closed = column.kind in {Kind.CHOICE, Kind.YES}
        check.errorStyle = "stop" if is_closed else "warning"
        check.errorTitle = looks.cut(column.label, 32)
        check.error = _MISTAKES[column.kind]
    if note := column.note or _ASKS.get(column.kind, ""):
        check.showInputMessage = True
        check.promptTitle = looks.cut(column.label, 32)
        check.prompt = looks.cut(note, 255)
    if check.type or note:
        check.add(cells)
        sheet.add_data_validation(check)


def _part_thousands(sheet: Worksheet, first: str, cells: str) -> None:
    """Show 1234567 as 1.234.567, in the signs of the clerk's Excel, and decimals as typed."""
    for whole, form in (("=", "#,##0"), ("<>", "#,##0.######")):
        shown = DifferentialStyle(numFmt=NumberFormat(164 + len(form), form))
        formula = f"AND(ISNUMBER({first}),ABS({first})>=1000,{first}{whole}INT({first}))"
        sheet.conditional_formatting.add(
            cells, Rule(type="expression", dxf=shown, formula=[formula])
        )
