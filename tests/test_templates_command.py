"""A form of the clerk's own from her desk to the edition: checked, added, filled in."""

from __future__ import annotations

import io
import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import docx
import pytest
from folders import MINIMAL, SAMPLE, Ran, copy_of, run, tree, write_folder
from own_forms import lines, with_table, written

ACHIEVEMENT = written(
    "BÁO CÁO THÀNH TÍCH (mẫu tự soạn để thử)",
    "Tên đơn vị: {{ each.name }}",
    "Người đứng đầu: {{ each.leader.name }}",
    "Khối: {{ facts.bloc.name }}; Khối trưởng: {{ unit(head.unit).name }}",
    "Hội nghị: {{ facts.conference.date }}",
    change=with_table(
        ("TT", "Hình thức đề nghị"),
        ("{% for d in decisions.nominations %}{{ loop.index }}", "{{ award_of(d) }}{% endfor %}"),
    ),
)
WORD = ("--lang", "vi", "--document", "mau-02", "--format", "docx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "khoi", MINIMAL)


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "Mẫu 02.docx"
    path.write_bytes(ACHIEVEMENT)
    return path


def add(folder: Path, form: Path, *options: str) -> Ran:
    return run("templates", "add", folder, form, "--for-each", "units", *options)


def test_a_form_that_was_added_is_filled_in_for_each_unit(folder: Path, form: Path) -> None:
    ran = add(folder, form, "--name", "Mẫu 02")
    assert ran.code == 0, ran.err
    assert "{{ each.leader.name }}  (paragraph 3)" in ran.out
    out = folder.parent / "outputs"
    built = run("build", folder, "--out", out, *WORD)
    assert built.code == 0, built.err
    edition = out / "khoi"
    names = [f"vi/mau-02-don-vi-{which}.docx" for which in "abc"]
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    assert [name for name in manifest["outputs"] if "/" in name] == names
    assert manifest["inputs"]["templates/mau-02.docx"] == sha256(ACHIEVEMENT).hexdigest()
    assert lines((edition / names[1]).read_bytes())[1:5] == [
        "Tên đơn vị: Đơn vị B",
        "Người đứng đầu: [CẦN BỔ SUNG: họ và tên]",
        "Khối: Khối thi đua A; Khối trưởng: Đơn vị A",
        "Hội nghị: ngày 18 tháng 12 năm 2025",
    ]
    assert "Cờ thi đua của Ủy ban nhân dân tỉnh" in lines((edition / names[1]).read_bytes())
    page = (edition / "index.html").read_text(encoding="utf-8")
    assert "Mẫu 02: Đơn vị B" in page
    assert f'href="{names[1]}"' in page
    before = tree(edition)
    assert run("build", folder, "--out", out, *WORD).code == 0
    assert tree(edition) == before


def test_gaps_of_a_form_are_told_and_keep_it_from_being_final(folder: Path, form: Path) -> None:
    assert add(folder, form).code == 0
    ran = run("build", folder, "--out", folder.parent / "o", *WORD, "--final", "--json")
    assert ran.code == 4
    told = [p for p in ran.record["problems"] if "họ và tên" in p["message"] or p["hint"]]
    assert any("vi/mau-02-don-vi-a" in p["message"] for p in told)
    assert not (folder.parent / "o").exists()


@pytest.mark.parametrize("state", ["--draft", "--final"])
def test_every_page_says_what_it_is(state: str, form: Path, tmp_path: Path) -> None:
    folder = copy_of(SAMPLE, tmp_path / "kt")
    form.write_bytes(written("Tên đơn vị: {{ each.name }}"))
    assert add(folder, form).code == 0
    assert run("build", folder, "--out", tmp_path / "o", *WORD, state).code == 0
    content = (tmp_path / "o" / "kt" / "vi" / "mau-02-so-noi-vu.docx").read_bytes()
    section = docx.Document(io.BytesIO(content)).sections[0]
    assert "KHÔNG CÓ THẬT" in "".join(p.text for p in section.footer.paragraphs)
    assert ("DỰ THẢO" in section.header._element.xml) == (state == "--draft")


def test_a_broken_form_is_not_added_and_stops_a_build(folder: Path, form: Path) -> None:
    form.write_bytes(written("{{ facts.bloc.nam }}", "{% if head %}", "{{ each.name }}"))
    before = tree(folder)
    ran = run("templates", "add", folder, form)
    assert (ran.code, tree(folder)) == (5, before)
    write_folder(folder, {"templates/mau-02.docx": form.read_bytes()})
    ran = run("build", folder, "--out", folder.parent / "o", "--lang", "vi", "--json")
    assert ran.code == 5
    places = [problem["place"] for problem in ran.record["problems"]]
    assert places == ["paragraph 1", "paragraph 2", "paragraph 3"]
    assert run("check", folder, "--lang", "vi").code == 5
    only = run("build", folder, "--out", folder.parent / "o", "--lang", "vi", "--format", "docx",
               "--document", "nomination-letter")  # fmt: skip
    assert only.code == 0, "what is not asked for stands in nobody's way"


def test_checking_writes_remarks_beside_the_form(form: Path, tmp_path: Path) -> None:
    form.write_bytes(written("Năm {{ facts.yaer }}"))
    ran = run("templates", "check", form, "--annotate", "--ui-lang", "vi")
    assert ran.code == 5
    (comment,) = docx.Document(str(tmp_path / "Mẫu 02.checked.docx")).comments
    assert "“year”" in comment.text
    assert "đoạn 1" in ran.err


def test_all_forms_of_a_folder_are_checked(folder: Path) -> None:
    assert run("templates", "check", folder).code == 5
    forms = {f"templates/{n}.docx": written("{{ facts.year }}") for n in ("a", "b")}
    remarks = {"templates/a.checked.docx": b"", "templates/~$a.docx": b""}
    write_folder(folder, {**forms, **remarks})
    ran = run("templates", "check", folder)
    assert (ran.code, ran.err.count("error")) == (0, 1)
    assert run("templates", "check", folder, "--json").record == {"problems": []}


def test_what_the_clerk_wrote_beside_a_form_stays_when_it_is_added_again(folder: Path) -> None:
    whole = folder.parent / "mau-nam.docx"
    whole.write_bytes(written("Năm {{ facts.year }}"))
    assert run("templates", "add", folder, whole).code == 0
    beside = folder / "templates" / "mau-nam.yaml"
    beside.write_text("title: Tên đẹp\n", encoding="utf-8")
    assert run("templates", "add", folder, whole).code == 0
    assert beside.read_text(encoding="utf-8") == "title: Tên đẹp\n"


def test_names_that_are_taken_are_refused(folder: Path, form: Path) -> None:
    ran = run("templates", "add", folder, form, "--name", "Summary report", "--for-each", "units")
    assert (ran.code, "summary-report" in ran.err) == (5, True)
    assert add(folder, form).code == 0
    assert add(folder, form).code == 0, "the very same form"
    form.write_bytes(written("{{ each.name }} khác"))
    assert add(folder, form).code == 7
    assert (folder / "templates" / "mau-02.docx").read_bytes() == ACHIEVEMENT


def test_what_is_declared_beside_a_form_is_read_with_its_place(folder: Path) -> None:
    form = {"templates/a.docx": written("{{ facts.year }}")}
    write_folder(folder, {**form, "templates/a.yaml": "title: A\nfor_eech: units\n"})
    ran = run("build", folder, "--out", folder.parent / "o", *LETTER)
    assert ran.code == 5
    assert "templates/a.yaml:2" in ran.err


LETTER = ("--lang", "vi", "--format", "docx")


def test_a_paper_nobody_knows_is_answered_with_the_forms_too(folder: Path, form: Path) -> None:
    add(folder, form)
    ran = run("build", folder, "--document", "mau-20")
    assert (ran.code, "“mau-02”" in ran.err) == (2, True)


def test_number_and_date_of_a_form_may_be_stated(folder: Path) -> None:
    text = "Số {{ paper.number | two_digits }}, {{ blank(paper.date) }}"
    papers = "issuer:\n  papers:\n    - {document: mau, number: 7, date: 20/12/2025}\n"
    write_folder(folder, {"templates/mau.docx": written(text), "issuer.yaml": papers})
    out = folder.parent / "o"
    ran = run("build", folder, "--out", out, *LETTER, "--document", "mau")
    assert ran.code == 0, ran.err
    content = (out / "khoi" / "vi" / "mau.docx").read_bytes()
    assert lines(content)[0] == "Số 07, ngày 20 tháng 12 năm 2025"


def test_a_form_may_be_for_each_nomination_with_its_own_number(folder: Path) -> None:
    tags = "{{ award_of(each) }}, {{ nominees_of(each) | listing }}"
    text = "Số {{ paper.number | two_digits }}: " + tags
    papers = "issuer:\n  papers:\n    - {document: mau, award: province-flag, number: 9}\n"
    declared = "title: Tóm tắt\nfor_each: nominations\n"
    files = {"templates/mau.docx": written(text), "templates/mau.yaml": declared}
    write_folder(folder, {**files, "issuer.yaml": papers})
    out = folder.parent / "o"
    assert run("build", folder, "--out", out, *LETTER, "--document", "mau").code == 0
    content = (out / "khoi" / "vi" / "mau-province-flag.docx").read_bytes()
    assert lines(content)[0] == "Số 09: Cờ thi đua của Ủy ban nhân dân tỉnh, Đơn vị B"


def test_forms_are_carried_over_into_the_next_year(folder: Path, form: Path) -> None:
    add(folder, form)
    new = folder.parent / "sang-nam"
    assert run("rollover", folder, new).code == 0
    assert (new / "templates" / "mau-02.docx").read_bytes() == ACHIEVEMENT
    assert "units" in (new / "templates" / "mau-02.yaml").read_text(encoding="utf-8")


def test_fields_are_searched_in_the_words_of_the_clerk(folder: Path) -> None:
    ran = run("templates", "fields", folder, "ngày", "hội", "nghị")
    assert ran.code == 0
    assert ran.out.startswith("{{ facts.conference.date }}\n    ngày hội nghị: “ngày 18 tháng 12")
    fields = run("templates", "fields", folder, "--json").record["fields"]
    assert {"tag": "{{ facts.year }}", "name": "năm thi đua", "example": "2025"} in fields


def test_without_libreoffice_a_form_is_made_without_pdf(folder: Path) -> None:
    write_folder(folder, {"templates/mau.docx": written("{{ facts.year }}")})
    order = ("--lang", "vi", "--document", "mau", "--out", folder.parent / "o")
    with patch.dict(os.environ, {"PATH": ""}):
        ran = run("build", folder, *order)
    assert ran.code == 9
    assert "install LibreOffice" in ran.err
    assert [p.name for p in (folder.parent / "o" / "khoi" / "vi").iterdir()] == ["mau.docx"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_form_without_the_moment_of_printing(folder: Path) -> None:
    write_folder(folder, {"templates/mau.docx": written("Năm {{ facts.year }}")})
    out = folder.parent / "o"
    assert run("build", folder, "--lang", "vi", "--document", "mau", "--out", out).code == 0
    pdf = (out / "khoi" / "vi" / "mau.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"/CreationDate(D:19800101000000" in pdf
