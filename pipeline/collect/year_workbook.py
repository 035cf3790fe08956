"""A bloc-year's workbook read as plain values, each with its cell, as YAML is read.

Only what cells say is told here; whether it can be is asked of the vocabulary, as for YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import Any

from pipeline.collect.tree import Tree
from pipeline.collect.workbook.cell_values import as_text, value_of
from pipeline.collect.workbook.grid import Cell
from pipeline.collect.workbook.tables import ReadRow, ReadTable, Tables
from pipeline.errors import Message, Problem, Source, msg
from pipeline.forms.choices import EMPTY
from pipeline.forms.fields import Field, Sort
from pipeline.forms.form import Column, Kind
from pipeline.forms.sheets import (
    KEY,
    LABEL,
    NUMBER,
    PARENT,
    PARENT_NAME,
    POINTS_ID,
    VALUE,
    Lines,
    ListSheet,
    caption_field,
    field_columns,
    line_sheets,
    list_sheets,
)
from pipeline.model.base import LANGUAGES, Path
from pipeline.spelling.names import key_of


def year_tree(tables: Tables, shown_path: str) -> Tree:
    """The facts that the tables of :func:`pipeline.forms.year.year_form` state.

    The problems are those of single cells and rows; :attr:`Tables.problems` are not among them.
    """
    found = {table.key: table for table in tables.tables}
    reading = _Reading()
    reading.sources[()] = Source(shown_path)
    for lines in line_sheets():
        if table := found.get(lines.key):
            reading.lines(lines, table)
    for sheet in list_sheets():
        if table := found.get(sheet.key):
            reading.table(sheet, table)
    return Tree(_finished(reading.value), reading.sources, {}, tuple(reading.problems))


@dataclass(slots=True)
class _Entry:
    """An entry of a list as far as it is read."""

    path: Path
    value: dict[str, Any]
    row: ReadRow


@dataclass(slots=True)
class _Reading:
    """The facts read so far. Lists grow, and are made tuples at the end."""

    value: dict[str, Any] = field(default_factory=dict)
    sources: dict[Path, Source] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    numbered: dict[str, dict[int, _Entry]] = field(default_factory=dict)
    """The entries of numbered tables, by the key of the table and their number."""

    def lines(self, sheet: Lines, table: ReadTable) -> None:
        """Read a sheet of single values."""
        by_key = {each.key: each for each in sheet.fields}
        by_label = {key_of(each.label): each for each in sheet.fields}
        read: dict[str, Source] = {}
        for row in table.rows:
            filled = [row.cells[column] for column in _WORDS_CELLS if column in row.cells]
            if not filled:
                continue
            label = _text(row, LABEL).removesuffix("*")
            each = by_key.get(_text(row, KEY)) or by_label.get(key_of(label))
            if each is None:
                self.report(
                    "line-unknown",
                    filled[0].source,
                    msg("this line is not one of the form, and it is not known what it states"),
                    msg("write it in the line of the form that it belongs to"),
                )
                continue
            if each.key in read:
                self.report(
                    "given-twice",
                    filled[0].source,
                    msg(
                        "“{label}” is given twice (first in {place})",
                        label=each.label,
                        place=read[each.key].cell,
                    ),
                    msg("keep one of the two"),
                )
                continue
            read[each.key] = filled[0].source
            if each.sort is not Sort.WORDS:
                self.refuse_languages(row)
            self.put(each, row, VALUE, (), self.value)

    def refuse_languages(self, row: ReadRow) -> None:
        """A number or a choice has no translation."""
        for column in _WORDS_CELLS[1:]:
            if cell := row.cells.get(column):
                self.report(
                    "cell-not-read",
                    cell.source,
                    msg("only names and texts are given in several languages, not this line"),
                    msg("empty this cell; the value stands in the column “Nội dung”"),
                )

    def table(self, sheet: ListSheet, table: ReadTable) -> None:
        """Read a table of entries, or of points."""
        if sheet.numbered:
            self.numbered[sheet.key] = {}
        for row in table.rows:
            if not row.cells.keys() - {PARENT_NAME}:
                continue
            above = _Entry((), self.value, row)
            if sheet.parent:
                parent = self.parent(sheet.parent, row)
                if parent is None:
                    continue
                above = parent
            if sheet.points:
                self.points(sheet, row, above)
            else:
                self.entry(sheet, table, row, above)

    def parent(self, sheet: ListSheet, row: ReadRow) -> _Entry | None:
        """The entry that a row of details belongs to."""
        hint = msg(
            "write the number that the row it belongs to has in the sheet “{sheet}”",
            sheet=sheet.title,
        )
        cell = row.cells.get(PARENT)
        if cell is None:
            what = msg(
                "the row does not say to which row of “{sheet}” it belongs", sheet=sheet.title
            )
            self.report("row-belongs", row.source, what, hint)
            return None
        number = self.number(cell, _PARENT_COLUMN)
        if number is None:
            return None
        entry = self.numbered.get(sheet.key, {}).get(number)
        if entry is None:
            what = msg(
                "no row of “{sheet}” has the number {number}", sheet=sheet.title, number=number
            )
            self.report("row-belongs", cell.source, what, hint)
            return None
        said = row.cells.get(PARENT_NAME)
        other = said and self.called(sheet, as_text(said), entry)
        if other:
            self.report(
                "row-belongs",
                cell.source,
                msg(
                    "number {number} is “{name}”, but beside it stands “{other}”, which is number"
                    " {right}",
                    number=number,
                    name=_caption(sheet, entry.row),
                    other=_caption(sheet, other[1].row),
                    right=other[0],
                ),
                msg("correct the number, or empty the cell with the name"),
            )
        return entry

    def called(self, sheet: ListSheet, name: str, entry: _Entry) -> tuple[int, _Entry] | None:
        """Another entry than ``entry`` that is called so; a name that is none's was changed.

        An entry without Vietnamese words is called by those of another language: it is not judged.
        """
        own = key_of(_caption(sheet, entry.row))
        if not own or own == key_of(name):
            return None
        others = self.numbered[sheet.key].items()
        found = (one for one in others if key_of(_caption(sheet, one[1].row)) == key_of(name))
        return next(found, None)

    def number(self, cell: Cell, column: Column) -> int | None:
        """The number of a row, or None after telling that it is none."""
        value = value_of(cell, column)
        if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
            value = int(value)
        if isinstance(value, Problem):
            self.problems.append(value)
            return None
        if not isinstance(value, int):
            what = msg("“{given}” is not the number of a row", given=str(value))
            self.report("row-number", cell.source, what, msg("write a whole number, such as 3"))
            return None
        return value

    def entry(self, sheet: ListSheet, table: ReadTable, row: ReadRow, above: _Entry) -> None:
        """Read one entry of a list."""
        if row.cells.keys() == {NUMBER}:
            # A number alone states nothing: rows may be numbered before they are needed.
            return
        entries = self.list_of(sheet, row, above)
        if entries is None:
            return
        whole = (*above.path, *sheet.way)
        self.sources.setdefault(whole, Source(row.source.path, sheet=table.sheet))
        entry = _Entry((*whole, len(entries)), {}, row)
        self.sources[entry.path] = row.source
        if sheet.numbered and (cell := row.cells.get(NUMBER)):
            self.give_number(sheet, cell, entry)
        for each in sheet.entry.fields:
            self.put(each, row, each.key, entry.path, entry.value)
        entries.append(entry.value if sheet.entry.fields[0].way else entry.value.get("", {}))

    def list_of(self, sheet: ListSheet, row: ReadRow, above: _Entry) -> list[Any] | None:
        """The list that a row adds to, or None where it is said to be empty."""
        inner = above.value
        for name in sheet.way[:-1]:
            inner = inner.setdefault(name, {})
        entries = inner.setdefault(sheet.way[-1], [])
        if entries == ():
            self.report(
                "not-empty",
                row.source,
                msg("the list is stated to be empty, and yet this row stands in it"),
                msg("delete this row, or the mark “không có” of the list"),
            )
            return None
        assert isinstance(entries, list)
        return entries

    def give_number(self, sheet: ListSheet, cell: Cell, entry: _Entry) -> None:
        number = self.number(cell, _PARENT_COLUMN)
        if number is None:
            return
        others = self.numbered[sheet.key]
        if number in others:
            self.report(
                "row-number",
                cell.source,
                msg(
                    "the number {number} stands at another row too (row {row})",
                    number=number,
                    row=others[number].row.source.line,
                ),
                msg("give one of the rows a number of its own"),
            )
            return
        others[number] = entry

    def points(self, sheet: ListSheet, row: ReadRow, above: _Entry) -> None:
        """Read the points that an entry has under one id."""
        filled = [each for each in sheet.entry.points if each.key in row.cells]
        if not filled:
            return
        of = _text(row, POINTS_ID).strip()
        if not of:
            self.report(
                "missing",
                row.source,
                msg("the row does not say which criterion its points are for"),
                msg("write the id of the criterion, as in the sheet of criteria"),
            )
            return
        for each in filled:
            cell = row.cells[each.key]
            given = above.value.setdefault(each.way[0], {})
            if of in given:
                self.report(
                    "given-twice",
                    cell.source,
                    msg(
                        "“{label}” is given twice for “{criterion}”", label=each.label, criterion=of
                    ),
                    msg("keep one of the two"),
                )
            elif (value := self.one(each, cell)) is not None:
                given[of] = value
                self.sources.setdefault((*above.path, *each.way), cell.source)
                self.sources[(*above.path, *each.way, of)] = cell.source

    def put(self, each: Field, row: ReadRow, key: str, above: Path, record: dict[str, Any]) -> None:
        """Read one field of a row into ``record``, which stands at ``above``."""
        cells = {
            language: row.cells[column]
            for language, column in zip(LANGUAGES, (key, f"{key}.hi", f"{key}.en"), strict=True)
            if column in row.cells and (language == "vi" or each.sort is Sort.WORDS)
        }
        if not cells:
            return
        path = (*above, *each.way)
        value: Any
        if each.sort is Sort.WORDS:
            value = {language: self.one(each, cell) for language, cell in cells.items()}
            self.sources |= {(*path, language): cell.source for language, cell in cells.items()}
        elif each.many or each.only_empty:
            value = self.many(each, cells["vi"], path)
        else:
            value = self.one(each, cells["vi"])
        if value is None:
            return
        first = next(iter(cells.values())).source
        for depth in range(1, len(each.way)):
            self.sources.setdefault((*above, *each.way[:depth]), first)
        # An entry that is itself a text has its row's place already.
        self.sources[path] = first
        for name in each.way[:-1]:
            record = record.setdefault(name, {})
        record[each.way[-1] if each.way else ""] = value

    def one(self, each: Field, cell: Cell) -> Any:
        """The value of a cell, or None after telling what is wrong with it."""
        column = field_columns(changed(each, many=False))[0]
        value = value_of(cell, column)
        if isinstance(value, Problem):
            self.problems.append(value)
            return None
        if isinstance(value, str) and each.sort in {Sort.ID, Sort.UNIT}:
            return value.strip()
        return value == "true" if each.sort is Sort.YES_OR_NO else value

    def many(self, each: Field, cell: Cell, path: Path) -> tuple[Any, ...] | None:
        """The values of a cell that holds one on each line."""
        text = value_of(cell, Column(each.key, each.label))
        assert isinstance(text, str)
        if (each.can_be_empty or each.only_empty) and key_of(text) == key_of(EMPTY[0][1]):
            return ()
        if each.only_empty:
            self.one(each, cell)
            return None
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        self.sources |= {(*path, n): cell.source for n in range(len(lines))}
        values = [self.one(each, Cell(line, cell.source)) for line in lines]
        return tuple(value for value in values if value is not None)

    def report(self, code: str, source: Source, message: Message, hint: Message) -> None:
        self.problems.append(Problem(code, message, source, hint))


_WORDS_CELLS = (VALUE, f"{VALUE}.hi", f"{VALUE}.en")
_PARENT_COLUMN = Column(PARENT, "Thuộc STT", Kind.WHOLE)


def _text(row: ReadRow, column: str) -> str:
    cell = row.cells.get(column)
    return str(cell.value) if cell else ""


def _caption(sheet: ListSheet, row: ReadRow) -> str:
    """What tells an entry from the others, as the form writes it beside its details."""
    cell = row.cells.get(caption_field(sheet).key)
    return as_text(cell) if cell else ""


def _finished(value: Any) -> Any:
    """The value with its lists as tuples."""
    match value:
        case Mapping():
            return {key: _finished(part) for key, part in value.items()}
        case list() | tuple():
            return tuple(_finished(part) for part in value)
    return value
