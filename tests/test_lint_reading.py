"""What the linter reads of a Word file: looks after all styles, numbers, and what it refuses."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from folders import run
from hypothesis import given
from hypothesis import strategies as st
from lint_papers import NATION, at, look, package_of, paper, place, saved, say

from pipeline import places
from pipeline.collect import read_layouts
from pipeline.errors import InputError
from pipeline.lint import lint, open_package
from pipeline.lint.paper import Para
from pipeline.lint.reading import read_paper
from pipeline.lint.symbols import padded_day, padded_month, read_number, read_place_date


def read(word: WordDocument) -> list[Para]:
    return list(read_paper(package_of(word)).paragraphs)


def para(word: WordDocument, words: str) -> Para:
    return next(p for p in read(word) if words in p.text)


def numbered(word: WordDocument, *levels: tuple[str, str]) -> None:
    """A list of its own: formats and texts of its levels."""
    part = word.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:pPr><w:ind w:firstLine="567"/></w:pPr></w:lvl>'
        for n, (kind, text) in enumerate(levels)
    )
    part.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{inner}</w:abstractNum>')
    )
    part.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )


def listed(word: WordDocument, text: str, level: int) -> None:
    made = word.add_paragraph(text)
    made._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        )
    )


def test_numbers_that_word_writes_are_read() -> None:
    word = docx.Document()
    numbered(word, ("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."))
    for text, level in (("A", 0), ("B", 1), ("C", 2), ("D", 2), ("E", 1), ("F", 0), ("G", 1)):
        listed(word, text, level)
    assert [p.text for p in read(word)] == [
        *("I. A", "1. B", "1.1. C", "1.2. D", "2. E", "II. F", "1. G"),
    ]
    assert round(para(word, "B").setting.first) == 10


def test_looks_come_from_every_layer() -> None:
    word = docx.Document()
    base = word.styles.add_style("Gốc", 1)
    base.font.size, base.font.bold, base.paragraph_format.space_after = Pt(13), True, Pt(3)
    child = word.styles.add_style("Con", 1)
    child.base_style = base
    child.font.italic = True
    letter = word.styles.add_style("Chữ", 2)
    letter.font.bold = True
    made = word.add_paragraph("một ", style="Con")
    made.add_run("hai ", style="Chữ")
    made.add_run("ba").font.size = Pt(11)
    first, second, third = (piece.letters for piece in para(word, "một").pieces)
    assert (first.size, first.bold, first.italic) == (13, True, True)
    assert not second.bold, "bold twice is not bold"
    assert (third.size, third.bold) == (11, True)
    assert para(word, "một").setting.after == 3


def test_a_font_of_the_theme_goes_before_a_name() -> None:
    word = docx.Document()
    run = word.add_paragraph().add_run("chữ")
    run.font.name = "Arial"
    run._r.rPr.rFonts.set(qn("w:asciiTheme"), "majorHAnsi")
    assert para(word, "chữ").pieces[0].letters.font == "Calibri"


def test_words_in_a_text_box_are_read_once_and_deleted_ones_never() -> None:
    word = docx.Document()
    holder = word.add_paragraph("ngoài ")
    box = "<w:txbxContent><w:p><w:r><w:t>trong</w:t></w:r></w:p></w:txbxContent>"
    holder._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
            f'/2006"><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    holder._p.append(
        parse_xml(f"<w:del {nsdecls('w')}><w:r><w:delText>bỏ</w:delText></w:r></w:del>")
    )
    assert [p.text for p in read(word)] == ["ngoài", "trong"]


def test_lines_drawn_in_either_way_have_their_length() -> None:
    word = docx.Document()
    drawn = word.add_paragraph("chữ")
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    for xml in (
        f'<w:drawing {nsdecls("w")}><wp:anchor xmlns:wp="{wp}"><wp:extent cx="720000" cy="0"/>'
        f'<a:prstGeom xmlns:a="{a}" prst="line"/></wp:anchor></w:drawing>',
        f'<w:pict {nsdecls("w")}><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,0"'
        ' to="3cm,0"/></w:pict>',
    ):
        drawn.add_run()._r.append(parse_xml(xml))
    assert [round(length) for length in para(word, "chữ").drawn_lines] == [20, 30]


def test_line_breaks_and_soft_hyphens_do_not_hide_words() -> None:
    word = docx.Document(io.BytesIO(paper()))
    at(word, NATION).runs[0].text = NATION.replace(" ", "\u00a0").replace("NGHĨA", "NGH\u00adĨA")
    assert lint(package_of(word), read_layouts(places.LAYOUTS)).findings == ()


@given(number=st.integers(1, 999), kind=st.sampled_from(["BC", "TTr", "QĐ"]))
def test_numbers_are_read_back(number: int, kind: str) -> None:
    state = read_number(f"Số: {number:02d}/{kind}-KTĐ")
    assert state is not None
    assert (state.colon, int(state.digits), state.first_mark) == (True, number, "/")
    assert (state.middle, state.second_mark, state.issuer) == (kind, "-", "KTĐ")
    party = read_number(f"Số {number:02d}-{kind}/ĐUK")
    assert party is not None
    assert (party.colon, party.first_mark, party.second_mark) == (False, "-", "/")


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), comma=st.booleans())
def test_dates_are_read_back(day: date, comma: bool) -> None:
    written = f"ngày {padded_day(day.day)} tháng {padded_month(day.month)} năm {day.year}"
    found = read_place_date(f"Quảng Trị{',' if comma else ''} {written}")
    assert found is not None
    assert (found.place, found.comma, found.whole, found.tail) == ("Quảng Trị", comma, day, "")


@given(st.text(max_size=60))
def test_any_line_can_be_read(line: str) -> None:
    read_number(line)
    read_place_date(line)


def zipped(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def with_document(xml: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(paper())) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            new.writestr(name, xml if name == "word/document.xml" else old.read(name))
    return held.getvalue()


REFUSED = {
    "empty": (b"", "empty-file"),
    "text": (b"Hello", "not-docx"),
    "old": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "word-old"),
    "locked": (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "cut off": (paper()[:4000], "damaged-docx"),
    "another zip": (zipped(**{"a.txt": "a"}), "not-docx"),
    "no XML": (with_document("<w:document"), "damaged-docx"),
    "entities": (with_document('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "damaged-docx"),
    "no body": (with_document("<a/>"), "not-docx"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_word_file_is_refused(name: str) -> None:
    content, code = REFUSED[name]
    with pytest.raises(InputError) as refused:
        open_package(content, "a.docx")
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A clean paper, one with two faults, one that is none, and what Word keeps beside."""
    faulty = docx.Document(io.BytesIO(paper()))
    for spoil in (say("05/BC", "5/BC"), look("BÁO CÁO", bold=False)):
        spoil(faulty)
    (tmp_path / "a-sach.docx").write_bytes(paper())
    (tmp_path / "b-loi.docx").write_bytes(saved(faulty))
    (tmp_path / "~$b-loi.docx").write_bytes(b"lock")
    return tmp_path


def test_findings_have_place_rule_and_remedy(folder: Path) -> None:
    ran = run("lint", folder)
    assert ran.code == 3
    assert ran.out.splitlines() == [
        f"{folder}/b-loi.docx: title and addressees, paragraph 1: error: name of the kind of paper"
        " is not bold",
        "    should be: bold (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5)",
        f"{folder}/b-loi.docx: letterhead, paragraph 5: error: the number is written “5”",
        "    should be: “05”: numbers below 10 with a nought before them"
        " (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3)",
    ]
    assert "a-sach.docx: 0 findings by the layout state-2020" in ran.err


def test_clean_papers_end_well(folder: Path) -> None:
    ran = run("lint", folder / "a-sach.docx", "--layout", "state-2020")
    assert (ran.code, ran.out) == (0, "")
    assert run("lint", folder / "a-sach.docx", "--layout", "none").code == 2


def test_records_for_programs(folder: Path) -> None:
    record = json.loads(run("lint", folder / "b-loi.docx", "--json").out)
    (file,) = record["files"]
    assert file["layout"] == "state-2020"
    assert [(one["rule"], one["component"]) for one in file["findings"]] == [
        *(("bold", "type-name"), ("number-padding", "number")),
    ]


def test_mending_makes_a_copy_and_never_overwrites_one(folder: Path) -> None:
    original = (folder / "b-loi.docx").read_bytes()
    ran = run("lint", folder / "b-loi.docx", "--fix")
    assert ran.code == 0
    assert ran.out.count("mended:") == 2
    assert (folder / "b-loi.docx").read_bytes() == original
    assert run("lint", folder / "b-loi.fixed.docx").code == 0
    assert run("lint", folder, "--fix").code == 0, "the same copy again"
    (folder / "b-loi.fixed.docx").write_bytes(original)
    again = run("lint", folder / "b-loi.docx", "--fix")
    assert again.code == 3
    assert "there is such a file already" in again.err
    assert (folder / "b-loi.fixed.docx").read_bytes() == original


def test_an_unreadable_file_does_not_keep_the_others(folder: Path) -> None:
    (folder / "c.docx").write_bytes(b"no")
    ran = run("lint", folder)
    assert ran.code == 3
    assert "c.docx: error: the file is not a Word document" in ran.err
    assert "b-loi.docx: letterhead" in ran.out
    (folder / "rong").mkdir()
    assert "there is no Word file" in run("lint", folder / "rong").err


def test_left_alone_is_what_only_a_person_can_mend(tmp_path: Path) -> None:
    word = docx.Document(io.BytesIO(paper()))
    say("05/BC", "05/TTr")(word)
    place("Khối phát động", alignment=0)(word)
    (tmp_path / "a.docx").write_bytes(saved(word))
    ran = run("lint", tmp_path / "a.docx", "--fix")
    assert ran.code == 3
    assert "the number says “TTr”, the paper is “BÁO CÁO”" in ran.out
    assert "mended: body text is aligned wrongly" in ran.out
