"""A unit's form: what a clerk finds in it, and what is read out of it again."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import places
from pipeline.collect import collect
from pipeline.collect.tree import Tree
from pipeline.collect.unit_forms import unit_of, unit_tree
from pipeline.collect.workbook import read_workbook
from pipeline.collect.workbook.tables import Tables, read_tables
from pipeline.errors import Problem
from pipeline.forms.form import Form
from pipeline.forms.unit import unit_form
from pipeline.forms.unit_tables import TABLES, THEMES
from pipeline.forms.xlsx import write_form
from pipeline.model.base import Name, Text
from pipeline.model.facts import Facts, News, Photo
from pipeline.model.members import Bloc, Person, Unit
from pipeline.model.quantity import Quantity
from pipeline.model.sending import Deadline
from pipeline.model.year import (
    Criterion,
    Indicator,
    Reading,
    Registration,
    Result,
    Reward,
    Scores,
    ScoreSheet,
    Welfare,
    WelfarePart,
)
from pipeline.spelling.names import NameIndex
from tests.folders import SAMPLE
from tests.unit_forms import Filled

AWARDS = (("province-flag", "Cờ thi đua của UBND tỉnh"), ("province-merit", "Bằng khen"))
UNIT = "don-vi-a"
YEAR = 2025


def folder_facts(**more: Any) -> Facts:
    """A bloc of two units with two figures and two criteria, and what a test adds."""
    return Facts(
        **{
            "year": YEAR,
            "bloc": Bloc(name=Text(vi="Khối thi đua A")),
            "units": (
                Unit(id=UNIT, name=Text(vi="Đơn vị A")),
                Unit(id="don-vi-b", name=Text(vi="Đơn vị B")),
            ),
            "indicators": (
                Indicator(id="sang-kien", theme="movements", name="Sáng kiến", measure="sáng kiến"),
                Indicator(
                    id="tiet-kiem", theme="political-tasks", name="Tiết kiệm", measure="triệu đồng"
                ),
            ),
            "scores": Scores(
                criteria=(
                    Criterion(id="nhiem-vu", name="Nhiệm vụ", points=60),
                    Criterion(id="phong-trao", name="Phong trào", points=40),
                )
            ),
            **more,
        }
    )


def written(form: Form, folder: Path, name: str = f"{UNIT}.xlsx") -> Path:
    path = folder / name
    path.write_bytes(write_form(form))
    return path


def tables_of(path: Path) -> Tables:
    workbook = read_workbook(path)
    assert not workbook.problems
    return read_tables(workbook, TABLES)


def read_back(path: Path, unit: str = UNIT) -> Tree:
    return unit_tree(tables_of(path), path.as_posix(), unit)


def sound(path: Path, unit: str = UNIT) -> dict[str, Any]:
    tree = read_back(path, unit)
    assert not tree.problems, [str(problem.message) for problem in tree.problems]
    assert isinstance(tree.value, dict)
    return tree.value


def faults(path: Path) -> list[str]:
    """What is wrong with the form: place and sentence."""
    found = read_back(path).problems
    assert all(problem.hint for problem in found)
    return [f"{str(p.source).partition(':')[2]}: {p.message}" for p in found]


@pytest.fixture
def form(tmp_path: Path) -> Filled:
    """An empty form of the unit."""
    return Filled(written(unit_form(folder_facts(), UNIT, AWARDS), tmp_path))


def test_an_untouched_form_states_nothing(form: Filled) -> None:
    assert sound(form.path) == {}


def test_the_guide_says_who_what_by_when_to_whom() -> None:
    facts = collect(SAMPLE).facts.model_copy(
        update={
            "deadlines": (
                Deadline(part="registration", date=date(2025, 2, 28)),
                Deadline(part="report", date=date(2025, 12, 1)),
            )
        }
    )
    said = " ".join(unit_form(facts, "so-tu-phap", AWARDS).guide)
    for words in (
        "Sở Tư pháp tỉnh Ví Dụ",
        "năm thi đua 2025",
        "đăng ký thi đua: 28/02/2025; kết quả, số liệu và khen thưởng: 01/12/2025",
        "Gửi về Khối trưởng năm 2025: Sở Tài chính tỉnh Ví Dụ.",
        "vàng",
        "“chưa nêu”",
        "minh họa, không có thật",
    ):
        assert words in said
    assert "[" not in said
    assert "None" not in said


def test_themes_are_called_as_the_report_heads_them() -> None:
    report = (places.TEXTS / "summary-report.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^#+ {% trans [^%]*%}(.*?){%", report, re.MULTILINE))
    headings |= set(re.findall(r"^#+ {% trans %}(.*?){%", report, re.MULTILINE))
    folded = {heading.casefold() for heading in headings}
    assert [label for _, label in THEMES if label.casefold() not in folded] == []


def test_what_is_known_is_filled_in_and_the_rest_is_asked(tmp_path: Path) -> None:
    facts = collect(SAMPLE).facts
    form = Filled(written(unit_form(facts, "so-tu-phap", AWARDS), tmp_path))
    shown = {
        title: [[cell.value for cell in row] for row in form.sheet(title).iter_rows(min_row=3)]
        for title in form.workbook.sheetnames
    }
    assert "Quy trình nội bộ được số hóa" in shown["Chỉ tiêu"][3]
    assert 28 in shown["Chỉ tiêu"][3]
    assert any("Bằng khen của Bộ trưởng Bộ Tư pháp" in row for row in shown["Khen thưởng"])
    assert not any("Hoạt động chung của khối" in row for row in shown["Chỉ tiêu"])
    # Words in other languages have columns only where there are some.
    for title, key, hidden in (
        ("Khen thưởng", "award.hi", False),
        ("Khen thưởng", "grade.hi", True),
        ("Kết quả", "text.hi", False),
        ("Ảnh", "caption.en", True),
    ):
        letter = openpyxl.utils.get_column_letter(form.column(title, key))
        assert form.sheet(title).column_dimensions[letter].hidden is hidden, key


def test_every_unit_of_the_sample_gets_its_own_facts_back(tmp_path: Path) -> None:
    facts = collect(SAMPLE).facts
    for unit in facts.units:
        path = written(unit_form(facts, unit.id, AWARDS), tmp_path, f"{unit.id}.xlsx")
        assert again(facts, sound(path, unit.id)) == own(facts, unit.id)


def test_last_years_figures_are_shown_but_stated_by_nobody(tmp_path: Path) -> None:
    before = folder_facts(
        year=YEAR - 1,
        indicators=(
            Indicator(
                id="sang-kien",
                theme="movements",
                name="Sáng kiến",
                measure="sáng kiến",
                readings=(Reading(unit=UNIT, value=Decimal(12)),),
            ),
            Indicator(
                id="tiet-kiem",
                theme="political-tasks",
                name="Tiết kiệm",
                measure="tỷ đồng",
                readings=(Reading(unit=UNIT, value=Decimal(3)),),
            ),
        ),
    )
    path = written(unit_form(folder_facts(), UNIT, AWARDS, before), tmp_path)
    form = Filled(path)
    known = form.column("Chỉ tiêu", "known_last_year")
    sheet = form.sheet("Chỉ tiêu")
    assert sheet.cell(form.row("Chỉ tiêu", "sang-kien"), known).value == 12
    # Counted in another measure it cannot be compared.
    assert sheet.cell(form.row("Chỉ tiêu", "tiet-kiem"), known).value is None
    assert sound(path) == {}
    form.put("Chỉ tiêu", "sang-kien", last_year=11)
    assert sound(form.save())["indicators"] == (
        {"id": "sang-kien", "readings": ({"unit": UNIT, "last_year": 11},)},
    )


def test_filled_in_cells_become_facts_with_their_places(form: Filled) -> None:
    form.put("Đăng ký thi đua", "province-merit", registered="x", date=date(2025, 2, 20))
    form.add("Kết quả", theme="Thuận lợi", text=" Được tỉnh quan tâm. ")
    form.put("Chỉ tiêu", "sang-kien", value="gần 300", target="1.234,5")
    form.put("Tự chấm điểm", "nhiem-vu", self_scored=59.5)
    form.put("Tự chấm điểm", "+", self_scored=2, reason="Mô hình mới")
    form.add("Khen thưởng", award="Bằng khen", level="cấp tỉnh", year=2023, individuals=2)
    form.add("Ảnh", file="hop.jpg", caption="Họp khối", person="Trần Thị B", title="Trưởng phòng")
    tree = read_back(form.save())
    assert not tree.problems
    assert tree.value == {
        "registrations": (
            {"unit": UNIT, "awards": ("province-merit",), "date": date(2025, 2, 20)},
        ),
        "results": ({"unit": UNIT, "theme": "advantages", "text": "Được tỉnh quan tâm."},),
        "indicators": (
            {
                "id": "sang-kien",
                "readings": ({"unit": UNIT, "value": "gần 300", "target": "1.234,5"},),
            },
        ),
        "scores": {
            "sheets": (
                {
                    "unit": UNIT,
                    "self_scored": {"nhiem-vu": Decimal("59.5")},
                    "bonus": 2,
                    "bonus_reason": "Mô hình mới",
                },
            )
        },
        "rewards": (
            {
                "unit": UNIT,
                "award": "Bằng khen",
                "level": "province",
                "year": 2023,
                "individuals": 2,
            },
        ),
        "news": {
            "photos": (
                {
                    "unit": UNIT,
                    "file": f"photos/{UNIT}/hop.jpg",
                    "caption": "Họp khối",
                    "person": {"name": "Trần Thị B", "title": "Trưởng phòng"},
                },
            )
        },
    }
    # Every value knows its cell, every record its row.
    places = tree.sources
    assert places[("indicators", 0, "readings", 0, "value")].cell == "E4"
    assert places[("results", 0)].cell == "4"
    assert places[("scores", "sheets", 0, "bonus")].sheet == "Tự chấm điểm"
    assert all(place.sheet for path, place in places.items() if path)


def test_welfare_with_parts_and_amounts_in_words(form: Filled) -> None:
    form.add(
        "An sinh xã hội", name="Xây nhà tình nghĩa", amount="gần 1,2 tỷ đồng", measure="triệu đồng"
    )
    form.add("An sinh xã hội", part="Nhà ông A", amount=80, beneficiaries=1)
    form.add("An sinh xã hội", name="Tặng quà", amount="45 triệu đồng", beneficiaries=45)
    form.add("An sinh xã hội", name="Xây nhà tình nghĩa", part="Nhà bà B", measure="Triệu đồng")
    assert sound(form.save())["welfare"] == (
        {
            "unit": UNIT,
            "name": "Xây nhà tình nghĩa",
            "amount": "gần 1,2 tỷ đồng",
            "measure": "triệu đồng",
            "parts": (
                {"name": "Nhà ông A", "amount": 80, "beneficiaries": 1},
                {"name": "Nhà bà B"},
            ),
        },
        {
            "unit": UNIT,
            "name": "Tặng quà",
            "amount": "45 triệu đồng",
            "measure": "triệu đồng",
            "beneficiaries": 45,
        },
    )


def test_rows_inserted_and_columns_moved_change_nothing(form: Filled) -> None:
    form.put("Chỉ tiêu", "tiet-kiem", value=121.6)
    form.add("Kết quả", theme="Ưu điểm", text="Đúng hạn.")
    before = sound(form.save())
    form.sheet("Chỉ tiêu").insert_rows(4, 3)
    form.sheet("Chỉ tiêu").insert_cols(1, 2)
    form.sheet("Kết quả").insert_rows(2, 2)
    form.sheet("Kết quả").title = "Ket qua cua chung toi"
    assert sound(form.save()) == before


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "message"),
    [
        ("Kết quả", 4, {"theme": "Chuyện khác", "text": "A."}, "not one of the choices"),
        ("Kết quả", 4, {"theme": "Ưu điểm"}, "“Nội dung” is empty in this row"),
        ("Kết quả", 4, {"text": "Đúng hạn."}, "“Mục của báo cáo” is empty in this row"),
        ("Chỉ tiêu", "sang-kien", {"value": "nhiều"}, "“nhiều” is not one number"),
        ("Chỉ tiêu", "sang-kien", {"value": "12 và 13"}, "“12 và 13” is not one number"),
        ("Chỉ tiêu", "sang-kien", {"value": True}, "takes a number, not TRUE"),
        ("Chỉ tiêu", 12, {"value": 5}, "it is not known what it is about"),
        ("Tự chấm điểm", "nhiem-vu", {"reason": "vì tốt"}, "for bonus and penalty points only"),
        ("Đăng ký thi đua", "province-flag", {"date": date(2025, 2, 2)}, "is not marked"),
        ("Đăng ký thi đua", "province-flag", {"registered": "có lẽ"}, "takes “có” or nothing"),
        ("An sinh xã hội", 4, {"name": "Tặng quà", "amount": 5}, "“Đơn vị tiền” is empty"),
        ("An sinh xã hội", 4, {"part": "Nhà ông A", "amount": 5}, "no row above names the work"),
        ("Khen thưởng", 4, {"award": "Bằng khen"}, "“Cấp khen thưởng” is empty"),
        ("Khen thưởng", 4, {"level": "cấp tỉnh"}, "“Hình thức khen thưởng” is empty"),
        ("Ảnh", 4, {"caption": "Họp", "title": "Trưởng phòng"}, "“Người trong ảnh” is empty"),
    ],
)
def test_mistakes_are_told_with_sheet_and_row(
    form: Filled, sheet: str, row: int | str, cells: dict[str, Any], message: str
) -> None:
    form.put(sheet, row, **cells)
    (fault,) = faults(form.save())
    assert fault.startswith(f"{sheet}!")
    assert message in fault
    number = row if isinstance(row, int) else form.row(sheet, row)
    assert re.match(rf"{sheet}![A-Z]*{number}:", fault)


def test_two_days_of_registration_are_a_question(form: Filled) -> None:
    form.put("Đăng ký thi đua", "province-flag", registered="có", date=date(2025, 2, 2))
    place = form.put("Đăng ký thi đua", "province-merit", registered="có", date=date(2025, 2, 3))
    (fault,) = faults(form.save())
    assert fault.startswith(f"{place}: another day than in E4")


def test_words_for_the_whole_work_are_refused_in_a_part(form: Filled) -> None:
    form.add("An sinh xã hội", name="Tặng quà", measure="triệu đồng")
    place = form.add("An sinh xã hội", part="Thương binh", amount=5, measure="suất")
    (fault,) = faults(form.save())
    assert fault.startswith(f"{place}: this is told of a whole work")


def test_a_sheet_without_its_hidden_column_is_told_once(form: Filled) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=1)
    form.put("Chỉ tiêu", "tiet-kiem", value=1)
    form.sheet("Chỉ tiêu").delete_cols(form.column("Chỉ tiêu", "id"))
    (fault,) = faults(form.save())
    assert "has lost its hidden column" in fault


UNITS = NameIndex.of(
    [(UNIT, ["Đơn vị A"]), ("don-vi-b", ["Đơn vị B"]), ("so-noi-vu", ["Sở Nội vụ"])]
)


@pytest.mark.parametrize("name", [f"{UNIT}.xlsx", f"{UNIT} (1).xlsx", "Đơn vị A.xlsx", "gửi.xlsx"])
def test_the_stamp_says_whose_form_it_is(form: Filled, tmp_path: Path, name: str) -> None:
    path = form.save(tmp_path / "in" / name)
    assert unit_of(tables_of(path), path, YEAR, UNITS) == UNIT


@pytest.mark.parametrize(
    ("name", "unit"), [("so-noi-vu.xlsx", "so-noi-vu"), ("Sở Nội vụ (2).xlsx", "so-noi-vu")]
)
def test_without_a_stamp_the_name_of_the_file_says(
    form: Filled, tmp_path: Path, name: str, unit: str
) -> None:
    path = form.save(without_stamp(form, tmp_path / name))
    assert unit_of(tables_of(path), path, YEAR, UNITS) == unit


def without_stamp(form: Filled, path: Path) -> Path:
    del form.workbook["_bloc"]
    for name in list(form.workbook.custom_doc_props.names):
        del form.workbook.custom_doc_props[name]
    for name in list(form.workbook.defined_names):
        del form.workbook.defined_names[name]
    return path


@pytest.mark.parametrize(
    ("stamp", "name", "message"),
    [
        ({"year": "2024"}, f"{UNIT}.xlsx", "form of 2024 in the folder of 2025"),
        ({"version": "9"}, f"{UNIT}.xlsx", "of version 9, which this program does not know"),
        ({"form": "year"}, f"{UNIT}.xlsx", "no form that units fill in"),
        ({"unit": "so-la"}, "gui.xlsx", "made for “so-la”, which is no unit of this bloc"),
        ({}, "don-vi-b.xlsx", "named after “don-vi-b”, but is the form of “don-vi-a”"),
    ],
)
def test_a_form_that_is_not_meant_for_here(
    form: Filled, tmp_path: Path, stamp: dict[str, str], name: str, message: str
) -> None:
    hidden = form.sheet("_bloc")
    for row in hidden.iter_rows(max_col=2):
        if row[0].value in stamp:
            row[1].value = stamp[str(row[0].value)]
    path = form.save(tmp_path / "in" / name)
    found = unit_of(tables_of(path), path, YEAR, UNITS)
    assert isinstance(found, Problem)
    assert message in str(found.message)
    assert found.hint


def test_a_file_that_says_nothing_of_its_unit(form: Filled, tmp_path: Path) -> None:
    path = form.save(without_stamp(form, tmp_path / "so-noi.xlsx"))
    found = unit_of(tables_of(path), path, YEAR, UNITS)
    assert isinstance(found, Problem)
    assert "nothing in the workbook says which unit" in str(found.message)
    assert "so-noi-vu" in str(found.hint)


# Facts of one unit → form → tree → the same facts.

LETTERS = st.sampled_from("aăđế ộưÀ=+-@'\"#19.,/%\nक्ष?_x")
WORDS = st.text(LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
TEXTS = st.builds(Text, vi=WORDS) | st.builds(
    Text, vi=st.none() | WORDS, hi=WORDS, en=st.none() | WORDS
)
NAMES = (
    WORDS.map(lambda name: Name(vi=name, hi=name, en=name))
    | st.builds(Name, vi=WORDS)
    | st.builds(Name, vi=st.none() | WORDS, hi=WORDS, en=st.none() | WORDS)
).filter(lambda name: "?" not in (name.vi, name.hi, name.en))
NUMBERS = st.decimals(
    min_value=-(10**12), max_value=10**12, places=3, allow_nan=False, allow_infinity=False
)
POSITIVE = NUMBERS.map(abs)
QUALIFIERS = st.none() | st.sampled_from(["nearly", "over", "about", "at-least", "at-most"])
QUANTITIES = st.builds(Quantity, NUMBERS, QUALIFIERS)
COUNTS = st.none() | st.builds(Quantity, st.integers(0, 10**6).map(Decimal), QUALIFIERS)
LEVELS = st.sampled_from(["state", "ministry", "province", "unit"])


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def some(values: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=most).map(tuple)


READINGS = st.builds(
    Reading,
    unit=st.just(UNIT),
    value=QUANTITIES,
    target=maybe(QUANTITIES),
    province_plan=maybe(QUANTITIES),
    central_plan=maybe(QUANTITIES),
    last_year=maybe(QUANTITIES),
)
RESULTS = st.builds(
    Result, theme=st.sampled_from([theme for theme, _ in THEMES]), unit=st.just(UNIT), text=TEXTS
)
WELFARE = st.builds(
    Welfare,
    name=TEXTS,
    unit=st.just(UNIT),
    amount=maybe(QUANTITIES),
    measure=TEXTS,
    beneficiaries=maybe(QUANTITIES),
    beneficiary=maybe(TEXTS),
    parts=some(
        st.builds(
            WelfarePart, name=TEXTS, amount=maybe(QUANTITIES), beneficiaries=maybe(QUANTITIES)
        )
    ),
)
REWARDS = st.builds(
    Reward,
    award=TEXTS,
    level=LEVELS,
    year=maybe(st.integers(1948, 2100)),
    grade=maybe(TEXTS),
    authority=maybe(TEXTS),
    document=maybe(TEXTS),
    unit=st.just(UNIT),
    collectives=COUNTS,
    individuals=COUNTS,
)
PHOTOS = st.builds(
    Photo,
    file=maybe(st.sampled_from(["a.jpg", "photos/b.png", f"photos/{UNIT}/c.jpg"])),
    unit=st.just(UNIT),
    person=maybe(st.builds(Person, name=NAMES, title=maybe(TEXTS))),
    caption=TEXTS,
    credit=maybe(NAMES),
)
SHEETS = st.builds(
    ScoreSheet,
    unit=st.just(UNIT),
    self_scored=st.fixed_dictionaries({"nhiem-vu": st.integers(0, 60).map(Decimal)}),
    bonus=maybe(POSITIVE),
    bonus_reason=maybe(TEXTS),
    penalty=maybe(POSITIVE),
    penalty_reason=maybe(TEXTS),
)
REGISTRATIONS = st.builds(
    Registration,
    unit=st.just(UNIT),
    awards=st.lists(
        st.sampled_from(["province-merit", "own-award", "province-flag"]), min_size=1, unique=True
    ).map(tuple),
    date=maybe(st.dates(date(2024, 1, 1), date(2026, 12, 31))),
)


@st.composite
def unit_facts(draw: st.DrawFn) -> Facts:
    base = folder_facts()
    assert base.scores
    return base.model_copy(
        update={
            "registrations": draw(some(REGISTRATIONS, 1)),
            "results": draw(some(RESULTS)),
            "indicators": tuple(
                one.model_copy(update={"readings": draw(some(READINGS, 1))})
                for one in base.indicators
            ),
            "scores": base.scores.model_copy(update={"sheets": draw(some(SHEETS, 1))}),
            "welfare": draw(some(WELFARE)),
            "rewards": draw(some(REWARDS)),
            "news": News(photos=draw(some(PHOTOS))),
        }
    )


def own(facts: Facts, unit: str) -> dict[str, Any]:
    """What the facts state of a unit, and a form asks for."""
    found: dict[str, Any] = {
        key: tuple(one for one in getattr(facts, key) if one.unit == unit)
        for key in ("registrations", "results", "welfare", "rewards")
    }
    found["photos"] = tuple(one for one in facts.news.photos if one.unit == unit)
    found["readings"] = {
        indicator.id: reading
        for indicator in facts.indicators
        for reading in indicator.readings
        if reading.unit == unit
    }
    found["sheets"] = tuple(
        sheet.model_copy(update={"cross_scored": {}, "agreed": {}})
        for sheet in (facts.scores.sheets if facts.scores else ())
        if sheet.unit == unit
    )
    return found


def again(facts: Facts, stated: dict[str, Any]) -> dict[str, Any]:
    """What a form states, as facts on the ground of the bloc's."""
    known = {one.id: one for one in facts.indicators}
    ground = {"year": facts.year, "bloc": facts.bloc, "units": facts.units} | stated
    ground["indicators"] = tuple(
        known[one["id"]].model_dump() | {"readings": one["readings"]}
        for one in stated.get("indicators", ())
    )
    if "scores" in stated and facts.scores:
        ground["scores"] = {"criteria": facts.scores.criteria, **stated["scores"]}
    read = Facts.model_validate(ground)
    (unit,) = {
        one["unit"]
        for key in ("registrations", "results", "rewards", "welfare")
        for one in stated.get(key, ())
    } or {UNIT}
    return own(read, unit)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(facts=unit_facts())
def test_facts_of_a_unit_come_back_as_they_were(facts: Facts, tmp_path: Path) -> None:
    path = written(unit_form(facts, UNIT, AWARDS), tmp_path)
    assert again(facts, sound(path)) == own(facts, UNIT)
