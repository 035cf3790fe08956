"""The facts of a year as one workbook: ``bloc workbook``, and work that goes on in it."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import openpyxl
import pytest

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
    assert done.code == 7
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
