"""A whole bloc-year as one workbook: every fact that can be stated has its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.forms.choices import EMPTY
from pipeline.forms.fields import Choices, Field, Sort, Way
from pipeline.forms.form import Content, Form, Table, as_content
from pipeline.forms.sheets import (
    KEY,
    LABEL,
    LINE_COLUMNS,
    NOTE,
    NUMBER,
    PARENT,
    PARENT_NAME,
    POINTS_ID,
    VALUE,
    Lines,
    ListSheet,
    caption_field,
    entry_columns,
    how_to_write,
    line_sheets,
    list_sheets,
)
from pipeline.forms.yaml_text import date_text
from pipeline.model.base import LANGUAGES, PartialDate, Text
from pipeline.model.facts import Facts
from pipeline.model.members import FormerUnit, Unit
from pipeline.model.quantity import Quantity
from pipeline.spelling.names import NameIndex

FORM, VERSION = "year", "1"
"""What the stamp of such a workbook says."""
_SPARE_ROWS = 5

_GUIDE = (
    "Tệp này chứa toàn bộ số liệu của khối trong một năm thi đua. Sửa, thêm, xóa ngay trong các ô"
    " màu vàng; điều chưa biết thì để trống.",
    "Mỗi trang là một bảng. Có thể chèn thêm dòng; không cần sắp xếp lại số thứ tự (STT).",
    "Bảng có cột “Thuộc STT” là phần chi tiết của một bảng khác: ghi STT của dòng ở bảng ấy.",
    "Chữ nhiều thứ tiếng có ba cột. Tên riêng viết giống nhau ở mọi thứ tiếng thì ghi vào cả ba;"
    " chưa rõ cách viết thì để trống.",
    "Đơn vị ghi bằng tên đầy đủ, tên gọi khác đã khai ở trang “Đơn vị thành viên”, hoặc mã.",
)


def year_form(facts: Facts) -> Form:
    """The workbook that states ``facts``, all of them."""
    units = _Units(facts)
    return Form(
        stamp={"form": FORM, "version": VERSION, "year": str(facts.year)},
        title=f"Số liệu năm thi đua {facts.year}",
        guide=_GUIDE,
        tables=tuple(_tables(facts, units)),
    )


def year_tables() -> tuple[Table, ...]:
    """The tables of such a workbook without rows: what can be expected on reading one."""
    return (
        *(
            Table(sheet.key, sheet.title, LINE_COLUMNS, heading=sheet.title)
            for sheet in line_sheets()
        ),
        *(
            Table(sheet.key, sheet.title, entry_columns(sheet), heading=sheet.heading)
            for sheet in list_sheets()
        ),
    )


def _tables(facts: Facts, units: _Units) -> Iterator[Table]:
    for lines in line_sheets():
        rows = tuple(_line_rows(lines, facts, units))
        yield Table(lines.key, lines.title, LINE_COLUMNS, rows, heading=lines.title)
    for sheet in list_sheets():
        rows_of = _point_rows if sheet.points else _entry_rows
        yield Table(
            sheet.key,
            sheet.title,
            entry_columns(sheet, units.choices),
            tuple(rows_of(sheet, facts, units)),
            spare=_SPARE_ROWS,
            heading=sheet.heading,
        )


class _Units:
    """How units are named in cells: by the Vietnamese name if it is told to be theirs on reading,
    else by the id.
    """

    def __init__(self, facts: Facts) -> None:
        listed: tuple[Unit | FormerUnit, ...] = (*facts.units, *facts.former_units)
        index = NameIndex.of((unit.id, (*_spellings(unit.name), *unit.aliases)) for unit in listed)
        self.names: dict[str, str] = {}
        for unit in listed:
            name = unit.name.vi or ""
            # Several units may stand in one cell, a line each.
            plain = name == name.strip() and "\n" not in name
            self.names[unit.id] = name if plain and index.find(name) == unit.id else unit.id
        self.choices: Choices = tuple(self.names.items())

    def name(self, unit: str) -> str:
        return self.names.get(unit, unit)


def _spellings(text: Text) -> tuple[str, ...]:
    given = (text.in_language(language) for language in LANGUAGES)
    return tuple(words for words in given if words is not None)


def _line_rows(lines: Lines, facts: Facts, units: _Units) -> Iterator[Mapping[str, Content]]:
    for field in lines.fields:
        yield {
            KEY: field.key,
            LABEL: f"{field.label} *" if field.required else field.label,
            **_cells(field, VALUE, _value(facts, field.way), units),
            NOTE: " ".join(p for p in (field.note, how_to_write(field, in_lines=True)) if p),
        }


def _entries(sheet: ListSheet, facts: Facts) -> Iterator[tuple[int, int, Any, Any]]:
    """Every entry of a list, with its number, the number of its parent, and the parent."""
    if sheet.parent is None:
        for number, entry in enumerate(_value(facts, sheet.way) or (), 1):
            yield number, 0, entry, None
        return
    count = 0
    for above, _, parent, _ in _entries(sheet.parent, facts):
        for entry in _value(parent, sheet.way) or ():
            count += 1
            yield count, above, entry, parent


def _entry_rows(sheet: ListSheet, facts: Facts, units: _Units) -> Iterator[Mapping[str, Content]]:
    for number, above, entry, parent in _entries(sheet, facts):
        row: dict[str, Content] = {}
        if sheet.parent:
            row |= {PARENT: above, PARENT_NAME: _caption(sheet.parent, parent, units)}
        if sheet.numbered:
            row[NUMBER] = number
        for field in sheet.entry.fields:
            row |= _cells(field, field.key, _value(entry, field.way), units)
        yield row


def _point_rows(sheet: ListSheet, facts: Facts, units: _Units) -> Iterator[Mapping[str, Content]]:
    """A row for each entry and each id that the entry, or the score table, has points for."""
    assert sheet.parent is not None
    criteria = facts.scores.criteria if facts.scores else ()
    for number, _, entry, _ in _entries(sheet.parent, facts):
        tables = {field.key: _value(entry, field.way) for field in sheet.entry.points}
        ids = dict.fromkeys([c.id for c in criteria] + [i for t in tables.values() for i in t])
        for each in ids:
            yield {
                PARENT: number,
                PARENT_NAME: _caption(sheet.parent, entry, units),
                POINTS_ID: each,
                **{key: points[each] for key, points in tables.items() if each in points},
            }


def _caption(sheet: ListSheet, entry: Any, units: _Units) -> Content:
    """What tells an entry from the others, for the reader's eye."""
    field = caption_field(sheet)
    value = _value(entry, field.way)
    if isinstance(value, Text):
        return value.said_in("vi")
    return _cells(field, VALUE, value, units)[VALUE]


def _value(record: Any, way: Way) -> Any:
    """What stands at ``way`` under ``record``, or None where a part of the way is absent."""
    for name in way:
        if record is None:
            return None
        record = getattr(record, name)
    return record


def _cells(field: Field, key: str, value: Any, units: _Units) -> dict[str, Content]:
    """The filled cells of a field; none where it is not stated."""
    if value is None:
        return {}
    if isinstance(value, Text):
        given = ((language, value.in_language(language)) for language in LANGUAGES)
        return {
            key if language == "vi" else f"{key}.{language}": words
            for language, words in given
            if words is not None
        }
    if field.only_empty or field.many:
        lines = () if field.only_empty else tuple(str(_shown(field, e, units)) for e in value)
        stated_empty = value == () and (field.only_empty or field.can_be_empty)
        text = EMPTY[0][1] if stated_empty else "\n".join(lines)
        return {key: text} if text else {}
    if field.sort is Sort.YES and not value:
        return {}
    return {key: _shown(field, value, units)}


def _shown(field: Field, value: Any, units: _Units) -> Content:
    """One value as its cell shows it."""
    match field.sort:
        case Sort.UNIT:
            return units.name(value)
        case Sort.CHOICE:
            return dict(field.choices)[value]
        case Sort.YES_OR_NO:
            return dict(field.choices)["true" if value else "false"]
        case Sort.PART_OF_DATE:
            return value.written() if isinstance(value, PartialDate) else date_text(value)
        case Sort.SHARE:
            return str(value)
    shown: Content = as_content(value) if isinstance(value, Quantity) else value
    return shown
