"""Facts written as YAML or as a workbook and read back are the same facts, whatever they say."""

from __future__ import annotations

import types
import typing
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import openpyxl
import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from pipeline.collect import collect
from pipeline.collect.folder import unit_names
from pipeline.collect.tree import Tree
from pipeline.collect.validate import build_model
from pipeline.collect.workbook import read_workbook
from pipeline.collect.workbook.tables import read_tables
from pipeline.collect.yaml_tree import read_tree
from pipeline.collect.year_workbook import year_tree
from pipeline.forms.form import MARK
from pipeline.forms.sheets import line_sheets
from pipeline.forms.xlsx import write_form
from pipeline.forms.yaml_text import plain_of, to_yaml
from pipeline.forms.year import year_form, year_tables
from pipeline.model.base import Text
from pipeline.model.facts import Facts
from pipeline.spelling.names import key_of
from tests.any_facts import any_facts
from tests.folders import SAMPLE, SEED
from tests.test_shapes import SHAPES, folder_of

# The first use of a strategy builds hundreds of small ones.
_UNHURRIED = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


@given(any_facts())
@settings(_UNHURRIED, max_examples=40)
def test_facts_written_as_yaml_are_read_back(facts: Facts) -> None:
    assert _from_yaml(facts) == facts


@given(facts=any_facts())
@settings(_UNHURRIED, max_examples=8)
def test_facts_written_as_a_workbook_are_read_back(
    facts: Facts, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert _from_workbook(facts, tmp_path_factory.mktemp("year")) == facts


@given(facts=any_facts(every=True))
@settings(_UNHURRIED, max_examples=2)
def test_where_everything_is_stated_everything_is_read_back(
    facts: Facts, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert _from_yaml(facts) == facts
    assert _from_workbook(facts, tmp_path_factory.mktemp("year")) == facts


@pytest.mark.parametrize("sample", [SEED, SAMPLE], ids=lambda folder: folder.name)
def test_the_samples_are_read_back(sample: Path, tmp_path: Path) -> None:
    facts = collect(sample).facts
    assert _from_yaml(facts) == facts
    assert _from_workbook(facts, tmp_path) == facts


@pytest.mark.parametrize("path", SHAPES, ids=lambda file: file.stem)
def test_every_shape_is_read_back(path: Path, tmp_path: Path) -> None:
    shape = yaml.safe_load(path.read_text(encoding="utf-8"))
    facts = collect(folder_of(shape, tmp_path / "khoi")).facts
    assert _from_yaml(facts) == facts
    assert _from_workbook(facts, tmp_path) == facts


def _from_yaml(facts: Facts) -> Facts:
    return _facts(read_tree(to_yaml(plain_of(facts)), "facts.yaml"))


def _from_workbook(facts: Facts, folder: Path) -> Facts:
    path = folder / "year.xlsx"
    path.write_bytes(write_form(year_form(facts)))
    return _facts(_tree(path))


def _tree(path: Path) -> Tree:
    workbook = read_workbook(path)
    tables = read_tables(workbook, year_tables())
    assert (workbook.problems, tables.problems) == ((), ())
    return year_tree(tables, path.name)


def _facts(tree: Tree) -> Facts:
    facts, problems = build_model(Facts, tree, unit_names(tree.value))
    assert [(str(p.source), str(p.message)) for p in (*tree.problems, *problems)] == []
    assert facts is not None
    return facts


def test_every_fact_of_the_vocabulary_has_a_cell() -> None:
    cells = {f"{table.key}/{column.key}" for table in year_tables() for column in table.columns}
    lines = {field.key for sheet in line_sheets() for field in sheet.fields}
    for way in _leaves(Facts):
        *tables, last = "".join(way).removeprefix(".").split("[].")
        place = ".".join(tables)
        stands = last.removesuffix("[]") in lines if not tables else f"{place}/{last}" in cells
        points = f"{place}.points/{last}" in cells
        words = f"{place}.{last}".removeprefix(".").removesuffix("[]") + "/text" in cells
        listed = f"{place}/{last.removesuffix('[]')}" in cells
        assert stands or points or words or listed, way


def _leaves(model: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    """The ways to every value that a record can hold; ``[]`` follows a list."""
    for name, hint in typing.get_type_hints(model, include_extras=True).items():
        if name in model.model_fields:
            for way in _leaves_of(hint):
                yield (f".{name}", *way)


def _leaves_of(hint: Any) -> Iterator[tuple[str, ...]]:
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    if get_origin(hint) in {typing.Union, types.UnionType}:
        yield from _leaves_of(get_args(hint)[0])
    elif get_origin(hint) is tuple:
        yield from (("[]", *way) for way in _leaves_of(get_args(hint)[0]))
    elif isinstance(hint, type) and issubclass(hint, BaseModel) and not issubclass(hint, Text):
        yield from _leaves(hint)
    else:
        yield ()


def test_no_two_columns_of_a_table_and_no_two_choices_look_the_same() -> None:
    for table in year_tables():
        labels = [column.label for column in table.columns]
        assert max(Counter(map(key_of, labels)).values()) == 1, table.title
        assert len(table.title) <= 31
        for column in table.columns:
            said = {key_of(label) for _, label in column.choices}
            assert len(said) == len(column.choices), column.label


MINIMAL = """\
year: 2025
bloc:
  name: Khối thi đua A
units:
  - id: so-a
    name: Sở A
    aliases:
      - Sở “A” cũ
  - id: so-b
    name:
      en: Department B
leadership:
  terms:
    - year: 2023
      head: so-a
    - year: 2024
      head: so-a
      deputies: []
    - year: 2025
      head: so-b
      deputies:
        - so-a
conference:
  date: 12/2025
  chairs:
    - name: Nguyễn Văn A
regulation:
  reference: "Quy chế: số 5"
  threshold: 4/5
indicators:
  - id: sang-kien
    theme: movements
    name: Sáng kiến
    measure: sáng kiến
    readings:
      - unit: so-a
        value: gần 1,2340
      - value: 62.5
"""
"""As a careful clerk would write it, and so as we write it."""


def test_yaml_is_written_as_a_clerk_would(tmp_path: Path) -> None:
    facts = _facts(read_tree(MINIMAL, "facts.yaml"))
    order = list(read_tree(MINIMAL, "facts.yaml").value)
    plain = plain_of(facts)
    assert to_yaml({key: plain[key] for key in order}) == MINIMAL
    assert _from_workbook(facts, tmp_path) == facts


class _Book:
    """The workbook of ``MINIMAL``, changed as a clerk changes it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "year.xlsx"
        self.path.write_bytes(write_form(year_form(_facts(read_tree(MINIMAL, "facts.yaml")))))
        self.book = openpyxl.load_workbook(self.path)

    def column(self, sheet: str, key: str) -> int:
        cells = [cell for row in self.book[sheet].iter_rows() for cell in row]
        keys = {str(cell.value).partition("/")[2]: cell for cell in cells if cell.value}
        assert str(keys[key].value).startswith(MARK)
        found: int = keys[key].column
        return found

    def line(self, sheet: str, key: str) -> int:
        column = self.column(sheet, "key")
        rows = {row[column - 1].value: row[0].row for row in self.book[sheet].iter_rows()}
        return int(rows[key])

    def rows(self, sheet: str) -> Worksheet:
        found = self.book[sheet]
        assert isinstance(found, Worksheet)
        return found

    def plant(self, sheet: str, row: int, key: str, value: object) -> str:
        """Change a cell, and give its place."""
        cell = self.rows(sheet).cell(row, self.column(sheet, key))
        cell.value = value
        return f"{sheet}!{cell.coordinate}"

    def read(self) -> tuple[Facts | None, list[str]]:
        """The facts, and where problems are told."""
        self.book.save(self.path)
        tree = _tree(self.path)
        facts, problems = build_model(Facts, tree, unit_names(tree.value))
        told = (*tree.problems, *problems)
        return facts, [f"{p.source.sheet}!{p.source.cell}" for p in told if p.source]


FIRST = 4
"""The row of the first entry of a table."""


def test_what_is_wrong_is_told_at_its_cell(tmp_path: Path) -> None:
    book = _Book(tmp_path)
    units, terms, deputies = "Đơn vị thành viên", "Khối trưởng các năm", "Khối phó các năm"
    general, conference = "Thông tin chung", "Hội nghị tổng kết"
    planted = {
        book.plant(units, FIRST, "id", "Sở A"),
        book.plant(units, FIRST, "system", "Đoàn thể"),
        book.plant(terms, FIRST, "year", "năm ngoái"),
        book.plant(terms, FIRST, "head.unit", "Sở Xây dựng"),
        book.plant(terms, FIRST + 2, "deputies", "ba đơn vị"),
        book.plant(terms, FIRST + 1, "#", 1),
        book.plant(deputies, FIRST, "#parent", 9),
        book.plant("Số liệu của chỉ tiêu", FIRST, "value", "khá nhiều"),
        book.plant("Hạn gửi", FIRST, "date", "thứ sáu"),
        book.plant(conference, book.line(conference, "conference.date"), "value", "cuối năm"),
        book.plant(conference, book.line(conference, "conference.session"), "value", "sáng sớm"),
        book.plant(conference, book.line(conference, "conference.form"), "value.en", "online"),
        book.plant(general, book.line(general, "regulation.threshold"), "value", "quá bán"),
        book.plant(general, book.line(general, "leadership.modes"), "value", "bốc thăm"),
        book.plant(general, book.line(general, "leadership.rotation"), "value", "so-b\nSở Lạ"),
    }
    facts, told = book.read()
    assert facts is None
    assert planted - set(told) == set()


def test_what_is_wrong_with_a_row_is_told_at_the_row(tmp_path: Path) -> None:
    book = _Book(tmp_path)
    terms, deputies = "Khối trưởng các năm", "Khối phó các năm"
    book.plant(terms, FIRST, "year", None)
    # The term of 2024 is stated to have no deputies.
    book.plant(deputies, FIRST + 1, "#parent", 2)
    book.plant(deputies, FIRST + 1, "unit", "so-a")
    book.plant(deputies, FIRST + 2, "unit", "so-a")
    facts, told = book.read()
    assert facts is None
    rows = {f"{terms}!{FIRST}", f"{deputies}!{FIRST + 1}", f"{deputies}!{FIRST + 2}"}
    assert set(told) == rows


def test_rows_may_be_inserted_and_added_anywhere(tmp_path: Path) -> None:
    book = _Book(tmp_path)
    terms, deputies = "Khối trưởng các năm", "Khối phó các năm"
    book.rows(terms).insert_rows(FIRST, 3)
    for sheet, row, key, value in (
        (terms, FIRST, "#", 77),
        (terms, FIRST, "year", 2022),
        (terms, FIRST, "head.unit", "sở  a"),
        (deputies, FIRST + 6, "#parent", 77),
        (deputies, FIRST + 6, "unit", "SỞ “A” CŨ"),
        (terms, FIRST + 20, "#", 78),
    ):
        book.plant(sheet, row, key, value)
    facts, told = book.read()
    assert told == []
    assert facts is not None
    before = _facts(read_tree(MINIMAL, "facts.yaml")).leadership.terms
    first, *others = facts.leadership.terms
    assert tuple(others) == before
    assert (first.year, first.head and first.head.unit) == (2022, "so-a")
    assert [seat.unit for seat in first.deputies or ()] == ["so-a"]


def test_a_record_in_which_nothing_is_stated_is_none() -> None:
    text = """
year: 2025
bloc: {name: Khối A}
conference: {place: {vi: , hi: }, host: {name: {}}}
next_leadership: {year: 2026, selection: {}}
"""
    facts = _facts(read_tree(text, "facts.yaml"))
    assert facts.conference is not None
    assert (facts.conference.place, facts.conference.host) == (None, None)
    assert facts.next_leadership is not None
    assert facts.next_leadership.selection is None


@pytest.mark.parametrize(
    "wrong",
    [
        "bloc: {name: {}}",
        "bloc: {name: Khối A}\nslogans: [{}]",
        "bloc: {name: Khối A}\nconference: {date: {day: 5}}",
    ],
)
def test_what_could_not_be_written_again_is_refused(wrong: str) -> None:
    facts, problems = build_model(Facts, read_tree(f"year: 2025\n{wrong}", "facts.yaml"))
    assert facts is None
    assert len(problems) == 1
