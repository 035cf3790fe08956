"""The facts of a year as one workbook: ``bloc workbook``, and work that goes on in it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell

from pipeline.collect import collect
from pipeline.forms.sheets import place_in_workbook
from tests.folders import LETTERS, MINIMAL, SAMPLE, SEED, copy_of, run, tree, write_folder
from tests.unit_forms import Filled

WORKBOOK = "so-lieu-2025.xlsx"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "khoi", MINIMAL)


@pytest.mark.parametrize("sample", [SEED, SAMPLE], ids=lambda folder: folder.name)
def test_facts_move_into_one_workbook_and_stay_the_same(sample: Path, tmp_path: Path) -> None:
    folder = copy_of(sample, tmp_path / "khoi")
    before, files = collect(folder).facts, tree(folder)
    done = run("workbook", folder)
    assert done.code == 0
    workbook = Path(done.out.strip())
    assert workbook.name == f"so-lieu-{before.year}.xlsx"
    assert collect(folder).facts == before
    texts = [name for name in files if name.endswith(".yaml")]
    assert not list(folder.glob("*.yaml"))
    kept = {
        path.name.partition("-")[2]: path.read_bytes() for path in (folder / "earlier").iterdir()
    }
    assert kept == {name: files[name] for name in texts}, "nothing that existed is lost"


def test_the_papers_stay_the_same(folder: Path, tmp_path: Path) -> None:
    assert run("build", folder, "--out", tmp_path / "before", *LETTERS).code == 0
    assert run("workbook", folder).code == 0
    assert run("build", folder, "--out", tmp_path / "after", *LETTERS).code == 0
    papers = [tree(tmp_path / out / "khoi") for out in ("before", "after")]
    letters = [{n: b for n, b in files.items() if n.endswith(".docx")} for files in papers]
    assert letters[0]
    assert letters[0] == letters[1]


def test_what_is_in_a_workbook_already_is_not_put_there_again(folder: Path) -> None:
    run("workbook", folder)
    before = tree(folder)
    again = run("workbook", folder)
    assert (again.code, again.out) == (3, "")
    assert f"{WORKBOOK}: error: the facts of this folder stand in a workbook already" in again.err
    assert tree(folder) == before


def test_a_file_added_later_moves_into_the_workbook_too(folder: Path) -> None:
    run("workbook", folder)
    first = (folder / WORKBOOK).read_bytes()
    (folder / "them.yaml").write_text("slogans: [Đoàn kết, sáng tạo]\n", encoding="utf-8")
    assert run("workbook", folder).code == 0
    assert [str(slogan) for slogan in collect(folder).facts.slogans]
    assert first in tree(folder / "earlier").values()
    assert not (folder / "them.yaml").exists()


def test_what_a_unit_sent_stays_its_own(folder: Path) -> None:
    send(folder, day="12/12/2025")
    assert run("workbook", folder).code == 0
    results = openpyxl.load_workbook(folder / WORKBOOK)["Kết quả"]
    said = {cell.value for row in results.iter_rows() for cell in row}
    assert "Đơn vị làm tốt." not in said
    assert len(collect(folder).facts.results) == 1
    # Another form of the unit takes the place of the first, and contradicts nothing.
    send(folder, "Đơn vị làm rất tốt.", day="13/12/2025")
    assert len(collect(folder).facts.results) == 1


def send(folder: Path, text: str = "Đơn vị làm tốt.", day: str = "12/12/2025") -> None:
    mail = folder.parent / "mail"
    assert run("forms", folder, "--unit", "don-vi-b", "--out", mail / text).code == 0
    form = Filled(mail / text / "don-vi-b.xlsx")
    form.put("Kết quả", 4, theme="Ưu điểm", text=text)
    done = run("collect", folder, form.save(), "--received", day)
    assert done.code == 0, done.err
    assert "warning" not in done.err


def test_what_has_come_is_listed_in_the_workbook(folder: Path) -> None:
    run("workbook", folder)
    send(folder, day="12/12/2025")
    before = (folder / WORKBOOK).read_bytes()
    send(folder, day="13/12/2025")
    listed = [
        [cell.value for cell in row[1:3]]
        for row in openpyxl.load_workbook(folder / WORKBOOK)["Đơn vị đã gửi"].iter_rows(min_row=4)
    ]
    days = [datetime.datetime(2025, 12, day) for day in (12, 13)]
    assert listed[:2] == [["Đơn vị B", day] for day in days]
    assert all(row == [None, None] for row in listed[2:])
    assert [one.received for one in collect(folder).facts.submissions] == [d.date() for d in days]
    assert not (folder / "submissions.yaml").exists()
    assert before in tree(folder / "earlier").values()


def test_a_workbook_without_its_keys_is_left_to_the_clerk(folder: Path) -> None:
    run("workbook", folder)
    book = openpyxl.load_workbook(folder / WORKBOOK)
    book["Đơn vị đã gửi"].delete_rows(2)
    book.save(folder / WORKBOOK)
    before = tree(folder)
    mail = folder.parent / "mail"
    run("forms", folder, "--unit", "don-vi-b", "--out", mail)
    form = Filled(mail / "don-vi-b.xlsx")
    form.put("Kết quả", 4, theme="Ưu điểm", text="Đơn vị làm tốt.")
    done = run("collect", folder, form.save(), "--received", "12/12/2025")
    assert done.code == 3
    assert f"{WORKBOOK}:Đơn vị đã gửi: error: what has come cannot be added" in done.err
    assert "write don-vi-b and the day into this sheet yourself" in done.err
    assert tree(folder) == before


def test_check_says_in_which_sheet_a_fact_is_missing(folder: Path) -> None:
    run("workbook", folder)
    done = run("check", folder, "--lang", "vi")
    hints = re.findall(r"fill in (?:“(.+?)” in )?the sheet “(.+?)”", done.err)
    assert len(hints) == done.err.count(": missing: ")
    book = openpyxl.load_workbook(folder / WORKBOOK)
    for label, sheet in hints:
        said = {
            str(cell.value).removesuffix(" *") for row in book[sheet].iter_rows() for cell in row
        }
        assert not label or label in said


def cell_of(folder: Path, sheet: str, label: str) -> tuple[openpyxl.Workbook, Cell]:
    """The workbook of the year, opened, and the cell beside or below a label of it."""
    book = openpyxl.load_workbook(folder / WORKBOOK)
    for row in book[sheet].iter_rows():
        for cell in row:
            if str(cell.value).removesuffix("*").strip() == label:
                is_line = cell.column == 3 and sheet == "Thông tin chung"
                at = (cell.row, cell.column + 1) if is_line else (cell.row + 1, cell.column)
                found = book[sheet].cell(*at)
                assert isinstance(found, Cell)
                return book, found
    raise AssertionError((sheet, label))


def test_what_must_be_stated_is_asked_for_by_sheet_and_label(folder: Path) -> None:
    run("workbook", folder)
    book, year = cell_of(folder, "Thông tin chung", "Năm thi đua")
    assert str(year.value) == "2025"
    year.value = None
    book.save(folder / WORKBOOK)
    done = run("check", folder)
    assert done.code == 3
    assert f"{WORKBOOK}:Thông tin chung: error: “Năm thi đua” is missing" in done.err
    assert "hint: fill in “Năm thi đua” in the sheet “Thông tin chung”" in done.err
    assert "add a line" not in done.err


def test_what_must_be_stated_in_a_row_is_asked_for_there(folder: Path) -> None:
    run("workbook", folder)
    book, name = cell_of(folder, "Đơn vị thành viên", "Tên đơn vị")
    name.value = None
    book.save(folder / WORKBOOK)
    done = run("check", folder)
    row = f"{WORKBOOK}:Đơn vị thành viên!{name.row}"
    assert f"{row}: error: “Tên đơn vị” is missing" in done.err
    assert "fill in “Tên đơn vị” in the sheet “Đơn vị thành viên”" in done.err


def test_a_cell_that_cannot_be_read_is_not_also_missing(folder: Path) -> None:
    run("workbook", folder)
    book, name = cell_of(folder, "Đơn vị thành viên", "Tên đơn vị")
    name.offset(row=2).value = "=A1"
    book.save(folder / WORKBOOK)
    done = run("check", folder)
    assert done.err.count("error:") == 1
    assert "the cell holds a formula" in done.err


def test_a_unit_renamed_in_the_workbook_may_keep_its_earlier_name(folder: Path) -> None:
    (folder / "more.yaml").write_text(
        "results: [{theme: movements, unit: don-vi-a, text: Có.}]\n", encoding="utf-8"
    )
    run("workbook", folder)
    book, name = cell_of(folder, "Đơn vị thành viên", "Tên đơn vị")
    assert name.value == "Đơn vị A"
    name.value = "Sở Nông nghiệp và Môi trường"
    book.save(folder / WORKBOOK)
    done = run("check", folder)
    assert done.code == 3
    assert "no unit of the bloc is called “Đơn vị A”" in done.err
    earlier = "another or an earlier name of a unit, write it under “Cách viết tên khác”"
    assert earlier in done.err
    book, other = cell_of(folder, "Đơn vị thành viên", "Cách viết tên khác")
    other.value = "Đơn vị A"
    book.save(folder / WORKBOOK)
    assert run("check", folder).code == 0


KEYS = {
    "conference.date": ("Hội nghị tổng kết", "Ngày hội nghị"),
    "bloc.name.hi": ("Thông tin chung", "Khối thi đua: tên khối thi đua"),
    "next_leadership.head": ("Khối trưởng năm sau", "Đơn vị Khối trưởng năm sau: đơn vị"),
    "leadership.terms.2025.head.person.title": (
        "Khối trưởng các năm",
        "Đơn vị Khối trưởng: người đại diện: chức vụ",
    ),
    "leadership.terms.2.deputies": ("Khối phó các năm", ""),
    "indicators.sang-kien.readings.so-noi-vu.value": ("Số liệu của chỉ tiêu", "Số thực hiện"),
    "plan.tasks": ("Nhiệm vụ năm sau", ""),
    "plan.tasks.3": ("Nhiệm vụ năm sau", ""),
    "news.photos.2.credit.vi": ("Ảnh", "Tác giả ảnh"),
    "no.such.fact": None,
}


@pytest.mark.parametrize(("key", "place"), KEYS.items())
def test_the_key_of_a_fact_leads_to_its_cell(key: str, place: tuple[str, str] | None) -> None:
    assert place_in_workbook(key) == place


@pytest.mark.parametrize("command", ["workbook", "forms"])
def test_the_first_sheet_leads_to_all_others(command: str, folder: Path) -> None:
    assert run(command, folder).code == 0
    path = next(iter([*folder.glob("*.xlsx"), *folder.glob("forms/*.xlsx")]))
    book = openpyxl.load_workbook(path)
    links = [
        (cell.value, cell.hyperlink.location)
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.hyperlink
    ]
    shown = [sheet.title for sheet in book.worksheets[1:] if sheet.sheet_state == "visible"]
    assert [title for title, _ in links] == shown
    for title, place in links:
        sheet, _, cell = place.rpartition("!")
        assert sheet.strip("'") == title
        assert book[title][cell].protection.locked is False, "where something is to be filled in"


def test_a_sheet_that_was_deleted_is_told_but_not_one_that_was_never_sent(folder: Path) -> None:
    mail = folder.parent / "mail"
    run("forms", folder, "--unit", "don-vi-b", "--out", mail)
    form = Filled(mail / "don-vi-b.xlsx")
    assert "Chỉ tiêu" not in form.workbook.sheetnames, "the bloc counts nothing"
    form.put("Kết quả", 4, theme="Ưu điểm", text="Đơn vị làm tốt.")
    del form.workbook["Khen thưởng"]
    done = run("collect", folder, form.save(), "--received", "12/12/2025")
    assert done.code == 0
    assert re.findall(r"are not in the workbook: (.*)", done.err) == ["Khen thưởng"]
