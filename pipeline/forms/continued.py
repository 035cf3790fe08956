"""Rows added to a table of a workbook that a clerk works in; all else in it stays."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.forms import looks
from pipeline.forms.form import MARK, Content, Table
from pipeline.forms.xlsx import write_value


def with_rows(content: bytes, table: Table, rows: Sequence[Mapping[str, Content]]) -> bytes | None:
    """The workbook with ``rows`` below the last row of ``table`` that says anything.

    None where the hidden keys of the table are gone, so that its columns cannot be told. The
    workbook is an .xlsx that ``read_workbook`` accepted.
    """
    workbook = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    for sheet in workbook.worksheets:
        if place := _columns(sheet, table):
            head, columns = place
            if any(key not in columns for row in rows for key in row):
                return None
            filled = [
                cell.row
                for column in columns.values()
                for (cell,) in sheet.iter_rows(min_row=head, min_col=column, max_col=column)
                if cell.value is not None
            ]
            by_key = {column.key: column for column in table.columns}
            for number, row in enumerate(rows, max(filled) + 1):
                for key, value in row.items():
                    write_value(looks.cell(sheet, number, columns[key]), by_key[key], value)
            return looks.as_bytes(workbook)
    return None


def _columns(sheet: Worksheet, table: Table) -> tuple[int, dict[str, int]] | None:
    """The row of keys of ``table`` in this sheet, and its columns by their keys."""
    start = f"{MARK}{table.key}/"
    for cells in sheet.iter_rows(max_row=min(sheet.max_row, 50)):
        columns = {
            str(cell.value).removeprefix(start): int(cell.column)
            for cell in cells
            if str(cell.value).startswith(start) and cell.column
        }
        if columns:
            return cells[0].row or 0, columns
    return None
