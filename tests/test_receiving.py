"""Forms go out to the units and come back: ``bloc forms`` and ``bloc collect`` at the desk."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from tests.folders import SAMPLE, Ran, copy_of, replace_in, run, tree
from tests.unit_forms import Filled

UNIT = "so-tu-phap"
DAY = ("--received", "12/12/2025")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample before anything has come, without one figure of one unit."""
    place = copy_of(SAMPLE, tmp_path / "khoi")
    (place / "sending.yaml").unlink()
    replace_in(
        place / "results.yaml",
        "      - {unit: so-tu-phap, value: 18, target: 15, last_year: 14}\n",
        "",
    )
    return place


@pytest.fixture
def form(folder: Path, tmp_path: Path) -> Filled:
    """The unit's form as it lies in the clerk's mail, to be filled in."""
    assert run("forms", folder, "--out", tmp_path / "mail", "--unit", UNIT).code == 0
    return Filled(tmp_path / "mail" / f"{UNIT}.xlsx")


def take(folder: Path, *forms: Path, more: tuple[object, ...] = DAY) -> Ran:
    return run("collect", folder, *forms, *more)


def test_every_unit_gets_a_form(folder: Path) -> None:
    done = run("forms", folder)
    assert done.code == 0
    assert "9 forms in" in done.err
    names = {path.name for path in (folder / "forms").glob("*.xlsx")}
    assert len(names) == 9
    assert done.out.split() == [(folder / "forms" / f"{n}").as_posix() for n in in_order(folder)]
    assert "Cờ thi đua của Chính phủ" in {
        cell.value
        for row in openpyxl.load_workbook(folder / "forms" / f"{UNIT}.xlsx")["Đăng ký thi đua"]
        for cell in row
    }
    assert run("check", folder, "--lang", "vi").code == 0


def in_order(folder: Path) -> list[str]:
    lines = (folder / "bloc.yaml").read_text(encoding="utf-8").partition("leadership:")[0]
    return [f"{line.split()[-1]}.xlsx" for line in lines.splitlines() if line.startswith("  - id:")]


def test_a_form_that_was_filled_in_is_not_written_over(folder: Path) -> None:
    run("forms", folder)
    filled = Filled(folder / "forms" / f"{UNIT}.xlsx")
    filled.put("Chỉ tiêu", "sang-kien", value=18)
    filled.save()
    kept = filled.path.read_bytes()
    untouched = (folder / "forms" / "so-noi-vu.xlsx").read_bytes()
    replace_in(
        folder / "results.yaml", "{unit: so-noi-vu, value: 98.6,", "{unit: so-noi-vu, value: 98.7,"
    )
    again = run("forms", folder)
    assert again.code == 0
    assert f"{UNIT}.xlsx was changed since it was written and stays" in again.err
    assert "8 forms in" in again.err
    assert filled.path.read_bytes() == kept
    # One that nobody touched is made anew from the new facts.
    assert (folder / "forms" / "so-noi-vu.xlsx").read_bytes() != untouched


def test_forms_with_last_years_figures(folder: Path, tmp_path: Path) -> None:
    before = copy_of(SAMPLE, tmp_path / "truoc")
    refused = run("forms", folder, "--last-year", before)
    assert refused.code == 3
    assert "this folder is of 2025, not of 2024" in refused.err
    for path in before.glob("*.yaml"):
        if path.name not in {"bloc.yaml", "results.yaml"}:
            path.unlink()
    bloc = (before / "bloc.yaml").read_text(encoding="utf-8")
    head = bloc.partition("leadership:")[0].replace("year: 2025", "year: 2024")
    (before / "bloc.yaml").write_text(head, encoding="utf-8")
    assert run("forms", folder, "--last-year", before, "--unit", UNIT).code == 0
    form = Filled(folder / "forms" / f"{UNIT}.xlsx")
    place = form.row("Chỉ tiêu", "sang-kien"), form.column("Chỉ tiêu", "known_last_year")
    assert form.sheet("Chỉ tiêu").cell(*place).value == 18


def test_an_unknown_unit_is_answered_with_the_nearest(folder: Path) -> None:
    done = run("forms", folder, "--unit", "so-tu-phat")
    assert done.code == 3
    assert "no unit of the bloc is called “so-tu-phat”" in done.err
    assert UNIT in done.err
    assert not (folder / "forms").exists()


def test_a_text_that_no_cell_can_hold_is_told(folder: Path) -> None:
    replace_in(
        folder / "results.yaml", "      vi: Sở Tư pháp biểu dương", f"      vi: {'A' * 33000}"
    )
    done = run("forms", folder)
    assert done.code == 3
    assert "too long for a cell of the form" in done.err
    assert not (folder / "forms").exists()


def test_a_form_filled_in_is_taken_and_recorded(folder: Path, form: Filled) -> None:
    form.put("Chỉ tiêu", "sang-kien", value="gần 300", target="1.234,5")
    form.save()
    done = take(folder, form.path)
    assert done.code == 0, done.err
    target = folder / "units" / f"{UNIT}.xlsx"
    assert done.out.split() == [target.as_posix()]
    assert "taken (Department of Justice of Ví Dụ Province)" in done.err
    assert target.read_bytes() == form.path.read_bytes()
    assert "- {unit: so-tu-phap, received: 12/12/2025}" in listed(folder)
    assert run("check", folder, "--lang", "vi").code == 0


def listed(folder: Path) -> str:
    return (folder / "submissions.yaml").read_text(encoding="utf-8")


def test_the_clerks_words_in_the_list_stay(folder: Path, form: Filled) -> None:
    before = (
        "# Sổ nhận báo cáo của tôi.\nsubmissions:\n"
        "  # gửi sớm\n"
        "  - unit: so-noi-vu\n    received: 01/12/2025\n    note: bản giấy  # đã gọi điện\n\n"
        "# hết\n"
    )
    (folder / "submissions.yaml").write_text(before, encoding="utf-8")
    form.put("Chỉ tiêu", "sang-kien", value=18)
    form.save()
    assert take(folder, form.path).code == 0
    assert take(folder, form.path).code == 0
    added = "  - {unit: so-tu-phap, received: 12/12/2025}\n"
    assert listed(folder) == before.replace("gọi điện\n", f"gọi điện\n{added}")


def test_a_list_that_stands_in_another_file_is_continued_there(folder: Path, form: Filled) -> None:
    with (folder / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write("submissions:\n- {unit: so-noi-vu, received: 01/12/2025}\n")
    form.put("Chỉ tiêu", "sang-kien", value=18)
    form.save()
    assert take(folder, form.path).code == 0
    assert not (folder / "submissions.yaml").exists()
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert text.endswith("received: 01/12/2025}\n- {unit: so-tu-phap, received: 12/12/2025}\n")


@pytest.mark.parametrize("empty", ["[]", "[ ]  # chưa ai gửi"])
def test_a_list_stated_to_be_empty_is_continued(folder: Path, form: Filled, empty: str) -> None:
    with (folder / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write(f"submissions: {empty}\n# hết\n")
    form.put("Chỉ tiêu", "sang-kien", value=18)
    form.save()
    done = take(folder, form.path)
    assert done.code == 0, done.err
    assert not (folder / "submissions.yaml").exists()
    remark = f"  {empty[empty.index('#') :]}" if "#" in empty else ""
    assert (
        (folder / "plan.yaml")
        .read_text(encoding="utf-8")
        .endswith(
            f"\nsubmissions:{remark}\n  - {{unit: so-tu-phap, received: 12/12/2025}}\n# hết\n"
        )
    )


def test_what_became_of_the_forms_in_json(folder: Path, form: Filled, tmp_path: Path) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=18)
    form.save()
    (tmp_path / "so-noi-vu.xlsx").write_bytes(b"%PDF-1.7")
    done = take(folder, form.path, tmp_path / "so-noi-vu.xlsx", more=(*DAY, "--json"))
    assert done.code == 9
    [taken], [refused] = done.record["taken"], done.record["refused"]
    assert taken["file"] == (folder / "units" / f"{UNIT}.xlsx").as_posix()
    assert taken["submission"] == form.path.as_posix()
    assert refused["submission"] == (tmp_path / "so-noi-vu.xlsx").as_posix()
    assert [problem["code"] for problem in refused["problems"]] == ["not-a-workbook"]
    written = run("forms", folder, "--json", "--unit", UNIT).record
    assert written == {"written": [(folder / "forms" / f"{UNIT}.xlsx").as_posix()], "kept": []}
    book = run("workbook", folder, "--json").record
    assert Path(book["workbook"]).is_file()
    assert book["replaced"]


def test_a_list_in_brackets_is_left_to_the_clerk(folder: Path, form: Filled) -> None:
    (folder / "submissions.yaml").write_text(
        "submissions: [{unit: so-noi-vu, received: 01/12/2025}]\n", encoding="utf-8"
    )
    form.put("Chỉ tiêu", "sang-kien", value=18)
    form.save()
    before = tree(folder)
    done = take(folder, form.path)
    assert done.code == 3
    assert "submissions.yaml:1:14: error: what has come cannot be added" in done.err
    assert "- {unit: so-tu-phap, received: 12/12/2025}" in done.err
    assert tree(folder) == before


def test_what_a_new_form_replaces_is_kept(folder: Path, form: Filled) -> None:
    contents = []
    for value in (16, 17, 18):
        form.put("Chỉ tiêu", "sang-kien", value=value)
        contents.append(form.save().read_bytes())
        assert take(folder, form.path).code == 0
    earlier = folder / "units" / "earlier"
    assert (earlier / f"1-{UNIT}.xlsx").read_bytes() == contents[0]
    assert (earlier / f"2-{UNIT}.xlsx").read_bytes() == contents[1]
    assert (folder / "units" / f"{UNIT}.xlsx").read_bytes() == contents[2]
    # The same form again changes nothing.
    assert take(folder, form.path).code == 0
    assert len(list(earlier.iterdir())) == 2


def test_a_form_dropped_into_the_folder_by_hand_is_replaced_too(folder: Path, form: Filled) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=16)
    dropped = form.save(folder / "units" / "Sở Tư pháp tỉnh Ví Dụ.xlsx").read_bytes()
    form.put("Chỉ tiêu", "sang-kien", value=18)
    form.save()
    assert take(folder, form.path).code == 0
    assert [path.name for path in workbooks(folder)] == [f"{UNIT}.xlsx"]
    aside = folder / "units" / "earlier" / "1-Sở Tư pháp tỉnh Ví Dụ.xlsx"
    assert aside.read_bytes() == dropped
    assert run("check", folder, "--lang", "vi").code == 0


def test_a_form_that_lies_in_its_place_already_is_recorded(folder: Path, form: Filled) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=18)
    path = form.save(folder / "units" / "so-tu-phap (1).xlsx")
    content = path.read_bytes()
    assert take(folder, path).code == 0
    assert [(p.name, p.read_bytes()) for p in workbooks(folder)] == [(f"{UNIT}.xlsx", content)]
    assert UNIT in listed(folder)


def workbooks(folder: Path) -> list[Path]:
    return sorted((folder / "units").glob("*.xlsx"))


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "message"),
    [
        ("Kết quả", 10, {"text": "A.", "theme": "Chuyện khác"}, "not one of the choices"),
        ("Tự chấm điểm", "nhiem-vu", {"self_scored": 41}, "41 is not between 0 and 40"),
        ("Tự chấm điểm", "-", {"self_scored": -1}, "-1 is too small"),
        ("Chỉ tiêu", "sang-kien", {"value": "=9+9"}, "the cell holds a formula, not a value"),
        ("Kết quả", 10, {"theme": "Ưu điểm", "text": "=1+1"}, "the cell holds a formula"),
        ("Chỉ tiêu", "sang-kien", {"value": "không có"}, "type 0 if there is none"),
        ("Chỉ tiêu", "sang-kien", {"value": "-"}, "leave the cell empty if it is not known"),
        ("Kết quả", 10, {"theme": "Ưu điểm", "text": "Tốt \u202eaoh"}, "(code 8238)"),
        ("Chỉ tiêu", "sang-kien", {"value": "1.234"}, "1.234 may mean 1234 or 1.234"),
        ("Chỉ tiêu", "sang-kien", {"value": "300 người"}, "a number with words"),
        ("Chỉ tiêu", "sang-kien", {"target": "gần 300 người"}, "a number with words"),
        ("Chỉ tiêu", "tin-bai", {"value": 99}, "“99” here, but “105” in"),
        ("Khen thưởng", 10, {"award": "Cờ", "level": "cấp tỉnh", "collectives": 1.5}, "whole"),
        ("Ảnh", 4, {"caption": "Họp", "file": "hop.jpg"}, "there is no file"),
        ("Ảnh", 4, {"caption": "Họp", "file": "../hop.jpg"}, "lies outside the folder"),
    ],
)
def test_mistakes_are_told_by_cell_and_nothing_is_taken(
    folder: Path, form: Filled, sheet: str, row: int | str, cells: dict[str, object], message: str
) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=18)
    place = form.put(sheet, row, **cells)
    form.save()
    before = tree(folder)
    done = take(folder, form.path)
    assert done.code == 3
    assert f"{form.path}:{place}: error: " in done.err
    assert message in done.err
    assert done.err.count("error:") == 1
    assert done.err.count("hint:") == 1
    assert f"{form.path}: not taken" in done.err
    assert tree(folder) == before


def test_all_mistakes_of_a_form_are_told_at_once(folder: Path, form: Filled) -> None:
    places = [
        form.put("Chỉ tiêu", "sang-kien", value="=9+9"),
        form.put("Tự chấm điểm", "nhiem-vu", self_scored=41),
        form.add("Kết quả", theme="Ưu điểm", text=None),
    ]
    form.put("Kết quả", form.first_free("Kết quả"), theme="Ưu điểm")
    form.save()
    done = take(folder, form.path)
    assert done.code == 3
    assert places[0] in done.err
    assert "“Nội dung” is empty in this row" in done.err


def test_good_forms_are_taken_though_others_are_not(
    folder: Path, form: Filled, tmp_path: Path
) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=18)
    form.save()
    run("forms", folder, "--out", tmp_path / "mail", "--unit", "so-noi-vu")
    other = Filled(tmp_path / "mail" / "so-noi-vu.xlsx")
    place = other.put("Tự chấm điểm", "nhiem-vu", self_scored=99)
    other.save()
    marked = tmp_path / "tra-lai"
    done = take(folder, form.path, other.path, more=(*DAY, "--annotate", marked))
    assert done.code == 9
    assert [path.name for path in sorted((folder / "units").iterdir())] == [f"{UNIT}.xlsx"]
    assert "so-noi-vu" not in listed(folder)
    copy = openpyxl.load_workbook(marked / "so-noi-vu.xlsx")
    cell = copy["Tự chấm điểm"][place.partition("!")[2]]
    assert cell.comment is not None
    assert "99" in cell.comment.text
    assert (marked / "so-noi-vu.xlsx").as_posix() in done.err
    # The marked copy, mended, can be sent again.
    mended = Filled(marked / "so-noi-vu.xlsx")
    mended.put("Tự chấm điểm", "nhiem-vu", self_scored=39)
    mended.save()
    assert take(folder, mended.path).code == 0


def test_forms_of_another_year_and_of_another_unit(
    folder: Path, form: Filled, tmp_path: Path
) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=18)
    form.save()
    stranger = Path(shutil.copy(form.path, tmp_path / "Sở Nội vụ tỉnh Ví Dụ.xlsx"))
    done = take(folder, stranger)
    assert done.code == 3
    assert "named after “so-noi-vu”, but is the form of “so-tu-phap”" in done.err
    sheet = form.sheet("_bloc")
    next(row for row in sheet.iter_rows(max_col=2) if row[0].value == "year")[1].value = "2024"
    done = take(folder, form.save())
    assert done.code == 3
    assert f"{form.path}: error: form of 2024 in the folder of 2025" in done.err


def test_two_forms_of_one_unit_are_not_chosen_between(
    folder: Path, form: Filled, tmp_path: Path
) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=18)
    first, second = form.save(), form.save(tmp_path / f"{UNIT} (1).xlsx")
    done = take(folder, first, second)
    assert done.code == 3
    assert done.err.count("there are 2 forms of “so-tu-phap” here") == 2
    assert not (folder / "units").exists()


def test_a_file_that_does_not_say_its_unit(folder: Path, form: Filled, tmp_path: Path) -> None:
    form.put("Chỉ tiêu", "sang-kien", value=18)
    del form.workbook["_bloc"]
    for names in (form.workbook.custom_doc_props, form.workbook.defined_names):
        for name in list(getattr(names, "names", names)):
            del names[name]
    path = form.save(tmp_path / "bao-cao.xlsx")
    done = take(folder, path)
    assert done.code == 3
    assert "nothing in the workbook says which unit it is from" in done.err
    assert take(folder, path, more=(*DAY, "--unit", UNIT)).code == 0
    assert (folder / "units" / f"{UNIT}.xlsx").exists()


def test_unit_given_for_a_form_that_says_another(folder: Path, form: Filled) -> None:
    done = take(folder, form.path, more=(*DAY, "--unit", "so-noi-vu"))
    assert done.code == 3
    assert "the form is of “so-tu-phap”, not of “so-noi-vu”" in done.err


def test_photos_beside_the_form_come_along(folder: Path, form: Filled) -> None:
    photo = form.path.parent / "hop.png"
    Image.new("RGB", (40, 30)).save(photo)
    form.add("Ảnh", file="hop.png", caption="Họp khối")
    form.save()
    assert take(folder, form.path).code == 0
    target = folder / "photos" / UNIT / "hop.png"
    assert target.read_bytes() == photo.read_bytes()
    first = photo.read_bytes()
    Image.new("RGB", (50, 30)).save(photo)
    assert take(folder, form.path).code == 0
    assert target.read_bytes() == photo.read_bytes()
    assert (target.parent / "earlier" / "1-hop.png").read_bytes() == first
    photo.write_bytes(b"no picture")
    done = take(folder, form.path)
    assert done.code == 3
    assert "“photos/so-tu-phap/hop.png” is not a JPEG or PNG picture" in done.err


def test_a_missing_photo_says_where_to_put_it(folder: Path, form: Filled) -> None:
    form.add("Ảnh", file="hop.png", caption="Họp khối")
    form.save()
    assert "put the photo beside the form" in take(folder, form.path).err


def test_an_empty_form_is_not_taken(tmp_path: Path) -> None:
    small = tmp_path / "nho"
    small.mkdir()
    (small / "bloc.yaml").write_text(
        "year: 2025\nbloc: {name: Khối A}\nunits: [{id: don-vi-a, name: Đơn vị A}]\n",
        encoding="utf-8",
    )
    assert run("forms", small).code == 0
    done = take(small, small / "forms" / "don-vi-a.xlsx")
    assert done.code == 3
    assert "error: nothing is filled in" in done.err


def test_what_is_no_workbook_is_told(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "so-tu-phap.xlsx"
    path.write_text("không phải bảng tính", encoding="utf-8")
    done = take(folder, path, tmp_path / "khong-co.xlsx")
    assert done.code == 3
    assert f"{path}: error:" in done.err
    assert f"{tmp_path / 'khong-co.xlsx'}: error:" in done.err


def test_the_day_is_one_of_the_year(folder: Path, form: Filled) -> None:
    before = tree(folder)
    done = take(folder, form.path, more=("--received", "12/12/2024"))
    assert done.code == 3
    assert "12/12/2024 is not between" in done.err
    assert "--received" in done.err
    assert tree(folder) == before
    assert take(folder, form.path, more=("--received", "mai")).code == 2


def test_without_a_day_it_is_today(folder: Path, form: Filled) -> None:
    today = datetime.date.today()
    done = take(folder, form.path, more=())
    within = datetime.date(2025, 1, 1) <= today <= datetime.date(2026, 3, 31)
    assert (done.code == 0) is within
    assert within or f"{today:%d/%m/%Y} is not between" in done.err
