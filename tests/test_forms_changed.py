"""Forms that come back other than they were sent: nothing changes or goes missing in silence."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from pipeline.collect import collect
from tests.folders import MINIMAL, SAMPLE, SEED, Ran, copy_of, replace_in, run, tree, write_folder
from tests.unit_forms import Filled

UNIT = "so-tu-phap"
DAY = ("--received", "12/12/2025")
REWARD = "    unit: so-tu-phap\n    collectives: 1\n    individuals: 3\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = copy_of(SAMPLE, tmp_path / "khoi")
    (place / "sending.yaml").unlink()
    return place


@pytest.fixture
def form(folder: Path) -> Filled:
    return written(folder)


def written(folder: Path, name: str = "mail") -> Filled:
    """A form for the unit made from the folder as it stands."""
    mail = folder.parent / name
    assert run("forms", folder, "--out", mail, "--unit", UNIT).code == 0
    return Filled(mail / f"{UNIT}.xlsx")


def take(folder: Path, *forms: Path, more: tuple[object, ...] = DAY) -> Ran:
    return run("collect", folder, *forms, *more)


def change_reward(form: Filled) -> None:
    form.put("Khen thưởng", 4, individuals=4)


def change_text(form: Filled) -> None:
    form.put("Kết quả", 4, text="Sở Tư pháp hoàn thành 99,6% nhiệm vụ.")


def clear_figure(form: Filled) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=None)


def clear_mark(form: Filled) -> None:
    form.put("Đăng ký thi đua", "province-flag", registered=None, date=None)


def clear_points(form: Filled) -> None:
    form.put("Tự chấm điểm", "cai-cach", self_scored=None)


def clear_row(form: Filled) -> None:
    form.put("Kết quả", 5, theme=None, text=None, **{"text.hi": None, "text.en": None})


def delete_row(form: Filled) -> None:
    form.sheet("Khen thưởng").delete_rows(4)


WITHDRAWN = {
    "a number in a row": (change_reward, "Bằng khen của Bộ trưởng", "rewards.yaml:"),
    "a sentence": (change_text, "hoàn thành đúng hạn 99,6%", "results.yaml:"),
    "a cleared figure": (clear_figure, "18", "results.yaml:"),
    "a cleared mark": (clear_mark, "True", "registrations.yaml:"),
    "cleared points": (clear_points, "14.5", "scores.yaml:"),
    "a cleared row": (clear_row, "biểu dương 9 điển hình", "results.yaml:"),
    "a deleted row": (delete_row, "Bằng khen của Bộ trưởng", "rewards.yaml:"),
}


@pytest.mark.parametrize(("change", "what", "where"), WITHDRAWN.values(), ids=WITHDRAWN.keys())
def test_what_the_bloc_states_and_the_unit_took_back_is_told(
    change: Callable[[Filled], None], what: str, where: str, folder: Path, form: Filled
) -> None:
    before = tree(folder)
    change(form)
    done = take(folder, form.save())
    assert done.code == 3
    told = [line for line in done.err.splitlines() if "came back changed or emptied" in line]
    assert told
    assert any(what in line and where in line for line in told), told
    assert tree(folder) == before


@pytest.mark.parametrize(("change", "what", "where"), WITHDRAWN.values(), ids=WITHDRAWN.keys())
def test_it_is_told_also_of_forms_dropped_into_the_folder(
    change: Callable[[Filled], None], what: str, where: str, folder: Path, form: Filled
) -> None:
    change(form)
    form.save(folder / "units" / f"{UNIT}.xlsx")
    done = run("check", folder, "--lang", "vi")
    assert done.code == 3
    assert what in done.err
    assert where in done.err


def test_once_the_bloc_follows_a_correction_the_fact_stands_once(
    folder: Path, form: Filled
) -> None:
    change_reward(form)
    form.save()
    rewards = folder / "rewards.yaml"
    replace_in(rewards, REWARD, REWARD.replace("individuals: 3", "individuals: 4"))
    done = take(folder, form.path)
    assert done.code == 0, done.err
    found = [r for r in collect(folder).facts.rewards if r.unit == UNIT]
    assert [str(found[0].collectives.written()), found[0].individuals.written()] == ["1", "4"]
    assert len(found) == 2


def test_what_came_back_untouched_does_not_undo_what_the_bloc_corrected(
    folder: Path, form: Filled
) -> None:
    replace_in(folder / "rewards.yaml", REWARD, REWARD.replace("individuals: 3", "individuals: 4"))
    replace_in(
        folder / "results.yaml",
        "{unit: so-tu-phap, value: 18, target: 15, last_year: 14}",
        "{unit: so-tu-phap, value: 19, target: 15, last_year: 14}",
    )
    done = take(folder, form.path)
    assert done.code == 0, done.err
    assert "Khen thưởng!4: warning: what the bloc had filled in here it has changed" in done.err
    facts = collect(folder).facts
    rewards = [r.individuals for r in facts.rewards if r.unit == UNIT]
    assert [str(count and count.number) for count in rewards] == ["4", "5"]
    (initiatives,) = [i for i in facts.indicators if i.id == "sang-kien"]
    assert [r.value and r.value.written() for r in initiatives.readings if r.unit == UNIT] == ["19"]


def test_a_unit_may_take_back_what_it_said_itself(folder: Path, form: Filled) -> None:
    form.add("Khen thưởng", award="Giấy khen", level="đơn vị tự khen", individuals=2)
    assert take(folder, form.save()).code == 0
    again = written(folder, "again")
    row = again.first_free("Khen thưởng") - 1
    again.put("Khen thưởng", row, individuals=5)
    done = take(folder, again.save(), more=("--received", "13/12/2025"))
    assert done.code == 0, done.err
    found = [r for r in collect(folder).facts.rewards if r.award.vi == "Giấy khen"]
    assert [r.individuals and r.individuals.written() for r in found] == ["5"]


def swap_names(form: Filled) -> None:
    sheet, column = form.sheet("Chỉ tiêu"), form.column("Chỉ tiêu", "name")
    one, other = sheet.cell(5, column), sheet.cell(6, column)
    one.value, other.value = other.value, one.value


GREY = {
    "names sorted apart from their ids": swap_names,
    "another measure": lambda form: form.put("Chỉ tiêu", "tiet-kiem", measure="tỷ đồng"),
    "another maximum": lambda form: form.put("Tự chấm điểm", "cai-cach", points=20),
    "another award": lambda form: form.put(
        "Đăng ký thi đua", "government-flag", name="Huân chương Lao động"
    ),
    "another id": lambda form: form.put("Đăng ký thi đua", "government-flag", id="khac"),
}


@pytest.mark.parametrize("change", GREY.values(), ids=GREY.keys())
def test_a_row_that_is_about_another_thing_is_refused(
    change: Callable[[Filled], object], folder: Path, form: Filled
) -> None:
    change(form)
    done = take(folder, form.save())
    assert done.code == 3
    assert "this grey cell is not as it was sent" in done.err


def test_whole_rows_may_be_sorted(folder: Path, form: Filled) -> None:
    sheet = form.sheet("Chỉ tiêu")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=12)]
    for row, values in zip(sheet.iter_rows(min_row=4, max_row=12), reversed(rows), strict=True):
        for cell, value in zip(row, values, strict=True):
            cell.value = value
    before = collect(folder).facts
    done = take(folder, form.save())
    assert (done.code, done.err.count("hint")) == (0, 0)
    assert collect(folder).facts.indicators == before.indicators


def test_labels_that_were_exchanged_are_told(folder: Path, form: Filled) -> None:
    sheet = form.sheet("Chỉ tiêu")
    target = sheet.cell(3, form.column("Chỉ tiêu", "target"))
    last = sheet.cell(3, form.column("Chỉ tiêu", "last_year"))
    target.value, last.value = last.value, target.value
    done = take(folder, form.save())
    assert done.code == 3
    assert f"Chỉ tiêu!{target.coordinate}: error: the label says “Năm trước”" in done.err


def test_a_value_merged_over_rows_is_told(folder: Path, form: Filled) -> None:
    form.sheet("Chỉ tiêu").merge_cells("E4:E6")
    done = take(folder, form.save())
    assert done.code == 3
    assert "Chỉ tiêu!E4: error: cells of several rows are merged into one" in done.err


def test_per_cent_is_read_only_where_per_cent_is_asked(folder: Path, form: Filled) -> None:
    for mark, shown in (("quy-trinh-so", 0.28), ("dung-han", 0.996)):
        row, column = form.row("Chỉ tiêu", mark), form.column("Chỉ tiêu", "value")
        cell = form.sheet("Chỉ tiêu").cell(row, column)
        cell.value, cell.number_format = Decimal(str(shown)), "0.0%"
    done = take(folder, form.save())
    assert done.code == 3
    assert "“28%”" in done.err
    assert "99,6" not in done.err, "of a rate in per cent it is right"


def test_a_figure_with_its_measure_is_the_figure(folder: Path, form: Filled) -> None:
    form.put("Chỉ tiêu", "tiet-kiem", value="121,6 triệu")
    done = take(folder, form.save())
    assert (done.code, done.err.count("hint")) == (0, 0), done.err


def test_a_number_without_end_is_told_and_the_other_forms_are_taken(
    folder: Path, form: Filled
) -> None:
    form.put("Chỉ tiêu", "dung-han", value="9" * 5000)
    run("forms", folder, "--out", folder.parent / "mail", "--unit", "so-noi-vu")
    done = take(folder, form.save(), folder.parent / "mail" / "so-noi-vu.xlsx")
    assert done.code == 9
    assert f"{UNIT}.xlsx:Chỉ tiêu!E4: error: " in done.err
    assert (folder / "units" / "so-noi-vu.xlsx").exists()


def test_what_is_written_on_the_guide_is_told(folder: Path, form: Filled) -> None:
    form.workbook.worksheets[0]["D5"] = "Số liệu chưa chốt"
    done = take(folder, form.save())
    assert done.code == 0
    assert "Hướng dẫn!D5: warning: what is written on this sheet is not read" in done.err


def test_pasted_pictures_are_told(folder: Path, form: Filled) -> None:
    from openpyxl.drawing.image import Image  # noqa: PLC0415 — needs Pillow only here

    form.sheet("Ảnh").add_image(Image(folder / "photos" / "hoi-thao.png"), "B4")
    done = take(folder, form.save())
    assert done.code == 0
    assert "warning: pictures were pasted into the workbook" in done.err


def test_a_second_form_that_lacks_what_the_first_stated_is_refused(
    tmp_path: Path,
) -> None:
    folder = write_folder(tmp_path / "khoi", MINIMAL)
    assert run("forms", folder, "--out", tmp_path / "mail").code == 0
    blank = tmp_path / "mail" / "don-vi-b.xlsx"
    first, second = Filled(blank), Filled(blank)
    first.put("Đăng ký thi đua", "province-flag", registered="có")
    first.add("Kết quả", theme="Ưu điểm", text="Đơn vị làm tốt.")
    first.add("Kết quả", theme="Ưu điểm", text="Đơn vị làm nhanh.")
    second.add("Kết quả", theme="Ưu điểm", text="Đơn vị làm tốt.")
    first.save(tmp_path / "1" / "don-vi-b.xlsx")
    second.save(tmp_path / "2" / "don-vi-b.xlsx")
    assert take(folder, tmp_path / "1" / "don-vi-b.xlsx").code == 0
    before = tree(folder)
    done = take(folder, tmp_path / "2" / "don-vi-b.xlsx")
    assert done.code == 3
    assert "nothing stands here in “Đăng ký thi đua”" in done.err
    assert "units/don-vi-b.xlsx" in done.err
    assert tree(folder) == before

    second.put("Đăng ký thi đua", "province-flag", registered="có")
    second.save(tmp_path / "3" / "don-vi-b.xlsx")
    done = take(folder, tmp_path / "3" / "don-vi-b.xlsx")
    assert done.code == 0
    assert "warning: less stands here than in the form taken before: “Kết quả”" in done.err
    assert list((folder / "units" / "earlier").iterdir())


def test_an_older_form_does_not_take_the_place_of_a_newer(folder: Path, form: Filled) -> None:
    form.save()
    assert take(folder, form.path).code == 0
    before = tree(folder)
    done = take(folder, form.path, more=("--received", "11/12/2025"))
    assert done.code == 3
    assert "that came on 12/12/2025 is in already; this one came on 11/12/2025" in done.err
    assert tree(folder) == before


@pytest.mark.parametrize("name", [UNIT, f"{UNIT}.docx", f"{UNIT}.XLSX"])
def test_a_form_is_kept_under_an_ending_that_is_read(
    name: str, folder: Path, form: Filled, tmp_path: Path
) -> None:
    form.add("Kết quả", theme="Ưu điểm", text="Đơn vị làm tốt.")
    path = tmp_path / "odd" / name
    path.parent.mkdir()
    shutil.copyfile(form.save(), path)
    assert take(folder, path).code == 0
    assert (folder / "units" / f"{UNIT}.xlsx").exists()
    assert "Đơn vị làm tốt." in [r.text.vi for r in collect(folder).facts.results]


def test_what_is_dropped_beside_the_forms_and_not_read_is_told(folder: Path) -> None:
    units = folder / "units"
    (units / "so-tu-phap").mkdir(parents=True)
    (units / "earlier").mkdir()
    for name in ("so-noi-vu.docx", "so-noi-vu.csv", "README.txt", "~$so-noi-vu.xlsx"):
        (units / name).write_bytes(b"x")
    done = run("check", folder, "--lang", "vi")
    told = [line.split(":")[0] for line in done.err.splitlines() if "this is not read" in line]
    assert [Path(path).name for path in told] == ["so-noi-vu.csv", "so-noi-vu.docx", "so-tu-phap"]


def test_the_form_of_another_bloc_is_refused(folder: Path, form: Filled) -> None:
    bloc = folder / "bloc.yaml"
    replace_in(bloc, "vi: Khối thi đua các sở, ngành tổng hợp tỉnh Ví Dụ", "vi: Khối thi đua số 5")
    done = take(folder, form.path)
    assert done.code == 3
    assert "the form was made for another bloc: Khối thi đua các sở, ngành" in done.err
    replace_in(bloc, "vi: Khối thi đua số 5", "vi: Khối thi đua các sở, ngành, tổng hợp Ví Dụ")
    assert take(folder, form.path).code == 0, "a slip in the name may be mended"


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """The real sample as a workbook, in a folder of its own."""
    folder = copy_of(SAMPLE, tmp_path / "nam")
    assert run("workbook", folder).code == 0
    return folder / "so-lieu-2025.xlsx"


def test_numbers_that_were_exchanged_between_rows_are_told(year: Path) -> None:
    book = openpyxl.load_workbook(year)
    sheet = book["Chỉ tiêu"]
    sheet["B4"], sheet["B5"] = sheet["B5"].value, sheet["B4"].value
    book.save(year)
    done = run("check", year.parent, "--lang", "vi")
    assert done.code == 3
    assert "Số liệu của chỉ tiêu!B4: error: number 1 is “Kinh phí" in done.err
    assert "beside it stands “Tỷ lệ nhiệm vụ" in done.err


def test_an_entry_may_be_renamed(year: Path) -> None:
    book = openpyxl.load_workbook(year)
    sheet = book["Chỉ tiêu"]
    name = next(c for c in sheet[4] if str(c.value).startswith("Tỷ lệ nhiệm vụ"))
    name.value = "Tỷ lệ nhiệm vụ hoàn thành"
    book.save(year)
    assert run("check", year.parent, "--lang", "vi").code == 0


def test_a_years_workbook_of_another_version_is_refused(year: Path) -> None:
    book = openpyxl.load_workbook(year)
    for row in book["_bloc"].iter_rows():
        if row[0].value == "version":
            row[1].value = "9"
    book.save(year)
    done = run("check", year.parent, "--lang", "vi")
    assert done.code == 3
    assert "the form is of version 9" in done.err


def test_a_form_made_of_the_seed_comes_back_untouched(tmp_path: Path) -> None:
    folder = copy_of(SEED, tmp_path / "khoi")
    assert run("forms", folder).code == 0
    shutil.copytree(folder / "forms", folder / "units")
    (folder / "units" / "manifest.json").unlink()
    assert collect(folder).facts == collect(SEED).facts


def test_what_only_a_unit_states_may_be_in_conflict(folder: Path) -> None:
    replace_in(
        folder / "results.yaml",
        "      - {unit: so-tu-phap, value: 18, target: 15, last_year: 14}\n",
        "",
    )
    form = written(folder)
    form.put("Chỉ tiêu", "sang-kien", value=18)
    assert take(folder, form.save()).code == 0
    (folder / "conflicts.yaml").write_text(
        "conflicts:\n  - about: indicators.sang-kien.readings.so-tu-phap.value\n    claims:\n"
        "      - {origin: Báo cáo, value: '18'}\n      - {origin: Bản tin, value: '19'}\n"
        "    chosen: 1\n",
        encoding="utf-8",
    )
    assert run("check", folder, "--lang", "vi").code == 0
    assert run("forms", folder, "--out", folder.parent / "again").code == 0
