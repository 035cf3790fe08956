"""What units are asked of a result beside its words, and forms that did not ask it yet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.collect import collect
from pipeline.forms.form import Form
from pipeline.forms.traces import with_traces
from pipeline.forms.unit import unit_form
from pipeline.forms.unit_tables import TABLES
from pipeline.forms.xlsx import write_form
from pipeline.model.facts import Facts
from pipeline.model.year import Indicator, Result, Welfare
from tests.folders import SAMPLE, copy_of, replace_in, run
from tests.test_unit_forms import AWARDS, UNIT, faults, folder_facts, sound, tables_of, written
from tests.unit_forms import Filled

RATE = Indicator(id="dung-han", theme="movements", name="Đúng hạn", measure="%", kind="rate")
YES_NO = Indicator(id="cong", theme="movements", name="Có cổng", measure="có/không", kind="yes-no")


def form_of(place: Path, facts: Facts) -> Filled:
    return Filled(written(unit_form(facts, UNIT, AWARDS), place))


def test_what_stands_beside_the_words_becomes_facts(tmp_path: Path) -> None:
    form = form_of(tmp_path, folder_facts())
    form.add(
        "Kết quả",
        theme="Các phong trào thi đua yêu nước",
        text="Mở lớp.",
        date="5/2025",
        value="gần 12",
        measure="lớp",
        target=10,
        last_year=9,
        fewer_is_better="có",
        first_time="có",
        evidence="Kế hoạch số 5.",
    )
    form.add("Kết quả", theme="Ưu điểm", text="Nhanh.", value="3 mô hình", first_time="không")
    first, second = sound(form.save())["results"]
    assert Result.model_validate(first) == Result.model_validate(
        {
            "theme": "movements",
            "unit": UNIT,
            "text": "Mở lớp.",
            "date": "5/2025",
            "value": "gần 12",
            "measure": "lớp",
            "target": 10,
            "last_year": 9,
            "fewer_is_better": True,
            "first_time": True,
            "evidence": "Kế hoạch số 5.",
        }
    )
    read = Result.model_validate(second)
    assert (read.value and read.value.written(), read.first_time) == ("3", False)
    assert read.measure
    assert read.measure.vi == "mô hình"


def test_part_and_whole_are_asked_where_there_is_a_rate(tmp_path: Path) -> None:
    def asked(facts: Facts) -> set[str]:
        table = next(t for t in unit_form(facts, UNIT, AWARDS).tables if t.key == "indicators")
        return {column.key for column in table.columns if not column.hidden}

    with_rate = folder_facts(indicators=(RATE, YES_NO))
    assert not {"part", "whole"} & asked(folder_facts())
    assert {"part", "whole"} < asked(with_rate)
    assert "kind" not in asked(with_rate)
    form = form_of(tmp_path, with_rate)
    form.put("Chỉ tiêu", "dung-han", part=49, whole="gần 50")
    form.put("Chỉ tiêu", "cong", value="Đạt", target=1)
    rates, answers = sound(form.save())["indicators"]
    assert rates["readings"] == ({"unit": UNIT, "part": 49, "whole": "gần 50"},)
    (reading,) = YES_NO.model_validate({**YES_NO.model_dump(), **answers}).readings
    assert (reading.value, reading.target) == (reading.target, reading.value)
    assert reading.value
    assert reading.value.number == 1


def test_a_word_is_no_number_where_a_number_is_asked(tmp_path: Path) -> None:
    form = form_of(tmp_path, folder_facts(indicators=(RATE, YES_NO)))
    place = form.put("Chỉ tiêu", "dung-han", value="có")
    assert faults(form.save()) == [f"{place}: “có” is not one number"]


def test_what_the_form_does_not_ask_comes_back_with_what_it_brought(tmp_path: Path) -> None:
    stated = folder_facts(
        results=(
            Result(theme="movements", unit=UNIT, text="Vui.", activity="hoi-thao", overcomes="cu"),
        ),
        welfare=(Welfare(name="Quà", unit=UNIT, measure="triệu đồng", activity="hoi-thao"),),
    )
    back = sound(form_of(tmp_path, stated).path)
    assert (back["results"][0]["activity"], back["results"][0]["overcomes"]) == ("hoi-thao", "cu")
    assert back["welfare"][0]["activity"] == "hoi-thao"


def as_of_version_2(form: Form) -> Form:
    """The form as it was sent out before results had figures and rates parts."""
    known = {table.key: {c.key for c in table.columns if not c.added} for table in TABLES}
    return replace(
        form,
        stamp={**form.stamp, "version": "2"},
        tables=tuple(
            replace(
                table,
                columns=tuple(c for c in table.columns if c.key in known[table.key]),
                rows=tuple(
                    {key: value for key, value in row.items() if key in known[table.key]}
                    for row in table.rows
                ),
            )
            for table in form.tables
        ),
    )


@pytest.mark.parametrize("unit", ["so-tai-chinh", "van-phong-hdnd", "so-noi-vu"])
def test_a_form_sent_out_earlier_is_read_and_takes_nothing_away(unit: str, tmp_path: Path) -> None:
    folder = copy_of(SAMPLE, tmp_path / "khoi")
    (folder / "sending.yaml").unlink()
    before = collect(folder).facts
    old = as_of_version_2(unit_form(before, unit, ()))
    path = folder / "units" / f"{unit}.xlsx"
    path.parent.mkdir()
    path.write_bytes(write_form(with_traces(old, old)))
    assert tables_of(path).problems == (), "nothing of it is missed"
    after = collect(folder)
    assert after.facts == before, "nothing is doubled, nothing wiped out"
    assert {warning.code for warning in after.warnings} <= {"bloc-has-changed"}
    filled = Filled(path)
    filled.put("Chỉ tiêu", "sang-kien", value=99)
    filled.save()
    ran = run("check", folder, "--lang", "vi")
    assert f"units/{unit}.xlsx:Chỉ tiêu!" in ran.err, "and what it states is held against the rest"
    assert "“99” here, but" in ran.err


def test_a_figure_in_other_words_is_no_other_figure(tmp_path: Path) -> None:
    folder = copy_of(SAMPLE, tmp_path / "khoi")
    (folder / "sending.yaml").unlink()
    before = collect(folder).facts
    results = folder / "results.yaml"
    replace_in(results, "value: 236.4, target: 200", 'value: "0,2364 tỷ đồng", target: 200')
    replace_in(results, "    value: 236.4\n", "    value: 236,4 triệu đồng\n")
    assert collect(folder).facts == before
    assert run("forms", folder, "--out", folder / "units", "--unit", "so-tai-chinh").code == 0
    assert collect(folder).facts == before, "the form says 236,4, and so it is"
    form = Filled(folder / "units" / "so-tai-chinh.xlsx")
    form.put("Chỉ tiêu", "tiet-kiem", value=236)
    form.save()
    assert "“236” here, but “0,2364 tỷ đồng”" in run("check", folder, "--lang", "vi").err


def test_a_form_of_a_version_to_come_is_refused(tmp_path: Path) -> None:
    folder = copy_of(SAMPLE, tmp_path / "khoi")
    (folder / "sending.yaml").unlink()
    form = unit_form(collect(folder).facts, "so-noi-vu", ())
    path = folder / "units" / "so-noi-vu.xlsx"
    path.parent.mkdir()
    path.write_bytes(write_form(replace(form, stamp={**form.stamp, "version": "9"})))
    ran = run("check", folder, "--lang", "vi")
    assert ran.code == 3
    assert "the form is of version 9" in ran.err
