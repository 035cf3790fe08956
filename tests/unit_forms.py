"""Units' forms as a clerk handles them: written by bloc, filled in with a spreadsheet program."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet


class Filled:
    """A form opened to be filled in; cells are found by the hidden keys of row and column."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.workbook = openpyxl.load_workbook(path)

    def sheet(self, title: str) -> Worksheet:
        sheet = self.workbook[title]
        assert isinstance(sheet, Worksheet)
        return sheet

    def column(self, title: str, key: str) -> int:
        """The number of the column with this key."""
        for row in self.sheet(title).iter_rows(max_row=6):
            for cell in row:
                if str(cell.value).endswith(f"/{key}") and str(cell.value).startswith("bloc:"):
                    assert cell.column is not None
                    return int(cell.column)
        raise AssertionError((title, key))

    def row(self, title: str, mark: str) -> int:
        """The number of the row about ``mark``."""
        place = self.column(title, "id")
        for row in range(1, self.sheet(title).max_row + 1):
            if self.sheet(title).cell(row, place).value == mark:
                return row
        raise AssertionError((title, mark))

    def first_free(self, title: str) -> int:
        """The first row without anything below the labels."""
        sheet, row = self.sheet(title), 4
        while any(sheet.cell(row, n).value is not None for n in range(1, sheet.max_column + 1)):
            row += 1
        return row

    def put(self, title: str, row: int | str, /, **values: Any) -> str:
        """Type values into a row; returns the place of the last of them: ``Sheet!C7``."""
        number = row if isinstance(row, int) else self.row(title, row)
        cell = None
        for key, value in values.items():
            cell = self.sheet(title).cell(number, self.column(title, key))
            cell.value = value
        assert cell is not None
        return f"{title}!{cell.coordinate}"

    def add(self, title: str, /, **values: Any) -> str:
        """Type values into the first free row."""
        return self.put(title, self.first_free(title), **values)

    def save(self, path: Path | None = None) -> Path:
        target = path or self.path
        target.parent.mkdir(parents=True, exist_ok=True)
        self.workbook.save(target)
        return target
