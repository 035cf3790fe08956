"""The Word files: how they look to a clerk who opens them."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from PIL import Image
from word_papers import (
    ALL,
    BODY,
    FRAMES,
    TEXT_WIDTH,
    TWIPS_PER_MM,
    for_frame,
    line,
    paper,
    paragraph,
    paragraphs,
    table,
    word,
)

from pipeline.model.blocks import Align, Block, Column, Figure, Paragraph, Run, RunKind, Table
from pipeline.model.document import Frame
from pipeline.render.word import to_word


@pytest.mark.parametrize("rows", [0, 40])
def test_a_table_keeps_its_rows_whole_and_repeats_its_head(rows: int) -> None:
    file = word(paper(Frame(), (table(rows),)))
    (made,) = file.tables
    assert [[cell.text for cell in row.cells] for row in made.rows] == [
        ["STT", "Tên đơn vị", "Điểm"],
        *([f"{n}.", f"Đơn vị {n}", f"{n},5"] for n in range(rows)),
    ]
    repeated = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in made.rows]
    assert [mark is not None for mark in repeated] == [True, *[False] * rows]
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in made.rows)


def test_columns_share_the_width_of_the_text() -> None:
    seven = Table(tuple(Column(line(f"{n}"), Align.LEFT, 1 / 7) for n in range(7)), ())
    for made, shares in zip(
        word(paper(Frame(), (table(1), seven))).tables,
        ([0.1, 0.6, 0.3], [1 / 7] * 7),
        strict=True,
    ):
        widths = [int(column.get(qn("w:w"))) for column in made._tbl.tblGrid]
        whole = made._tbl.tblPr.find(qn("w:tblW"))
        assert sum(widths) == int(whole.get(qn("w:w"))) == pytest.approx(TEXT_WIDTH, abs=1)
        assert widths == pytest.approx([TEXT_WIDTH * share for share in shares], abs=5)


def test_cells_stand_as_their_columns_say_and_the_total_is_bold() -> None:
    (made,) = word(paper(Frame(), (table(2, total=True),))).tables
    first, total = (
        [row.cells[n].paragraphs[0] for n in range(3)] for row in (made.rows[1], made.rows[2])
    )
    assert [str(p.alignment) for p in first] == ["CENTER (1)", "None", "RIGHT (2)"]
    assert [p.style.font.bold for p in first] == [False] * 3
    assert [p.style.font.bold for p in total] == [True] * 3


def test_a_table_says_what_it_shows_and_which_rows_are_its_head_and_total() -> None:
    with_total, without = word(paper(Frame(), (table(2, total=True), table(2)))).tables
    for made, last in ((with_total, "1"), (without, "0")):
        look = made._tbl.tblPr.find(qn("w:tblLook"))
        assert (look.get(qn("w:firstRow")), look.get(qn("w:lastRow"))) == ("1", last)
        assert made._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Bảng điểm"


def test_two_tables_stay_two() -> None:
    body = word(paper(Frame(), (table(1), table(1)))).element.body
    tags = [child.tag for child in body]
    assert (qn("w:tbl"), qn("w:tbl")) not in pairwise(tags)


@pytest.mark.parametrize("frame", ALL)
def test_looks_come_from_named_styles_of_the_frame(frame: str) -> None:
    file = word(for_frame(frame), frame)
    assert {p.style.name.split()[0] for p in paragraphs(file)} == {"Bloc"}
    assert file.tables[-1].style.name == "Bloc Table"
    for level in (1, 2, 3):
        assert file.styles[f"Bloc Heading {level}"].base_style.name == f"Heading {level}"
    assert paragraph(file, "I. KẾT QUẢ").style.name == "Bloc Heading 1"
    assert paragraph(file, "+ đăng ký;").style.name == "Bloc Item 2"
    fonts = file.styles.element.find(".//" + qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{side}")) for side in ("ascii", "hAnsi", "eastAsia")} == {
        "Times New Roman"
    }
    assert fonts.get(qn("w:cs")) == "Noto Serif Devanagari"


def test_restyling_the_frame_restyles_the_paper(tmp_path: Path) -> None:
    frame = docx.Document(str(FRAMES / "state.docx"))
    frame.styles["Bloc Body"].font.italic = True
    frame.save(str(tmp_path / "own.docx"))
    file = docx.Document(io.BytesIO(to_word(paper(), tmp_path / "own.docx")))
    assert paragraph(file, "Trên đây là báo cáo./.").style.font.italic is True


@pytest.mark.parametrize("frame", ALL)
def test_pages_are_a4_and_numbered_from_the_second(frame: str) -> None:
    section = word(for_frame(frame), frame).sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size.mm) for size in sizes] == [210, 297, 20, 20]
    assert [round(side.mm) for side in (section.left_margin, section.right_margin)] == [30, 15]
    assert section.different_first_page_header_footer
    fields = [
        [field.text.strip() for field in head._element.iter(qn("w:instrText"))]
        for head in (section.first_page_header, section.header)
    ]
    assert fields == [[], ["PAGE"]]


def test_an_annex_of_a_state_paper_counts_its_own_pages() -> None:
    sections = word(for_frame("state")).sections
    starts = [s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for s in sections]
    assert starts == ["1", "1", "1"]


def test_an_annex_of_a_party_paper_begins_a_page_and_numbers_run_on() -> None:
    file = word(for_frame("party"), "party")
    assert len(file.sections) == 1
    assert paragraph(file, "Phụ lục II").style.paragraph_format.page_break_before


@pytest.mark.parametrize("last", [BODY[-1], table(3)])
def test_the_signature_never_stands_alone(last: Block) -> None:
    body = word(paper(body=(*BODY, last))).element.body
    foot = list(body.iterchildren(qn("w:tbl")))[-1]
    assert "Đỗ Thị Lý" in "".join(foot.itertext())
    assert [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in foot.tr_lst]
    before = foot.getprevious()
    held = [before]
    if isinstance(last, Table):
        held += before.getprevious().tr_lst[-1].iter(qn("w:p"))
    assert all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in held)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        (("Một.", "Hai.", "Ba. " * 80), [False, False, True]),
        (("Một. " * 60, "Hai. " * 60, "Ba."), [False, True, True]),
        (("Một.", "Hai.", "Ba."), [True, True, True]),
    ],
)
def test_two_lines_of_text_stay_with_the_signature(text: tuple[str, ...], held: list[bool]) -> None:
    file = word(paper(body=tuple(Paragraph(line(each)) for each in text)))
    keeping = [bool(paragraph(file, each).paragraph_format.keep_with_next) for each in text]
    assert keeping == held


@pytest.mark.parametrize(
    ("rows", "held"), [(12, [True] * 11 + [False]), (13, [False] * 11 + [True, False])]
)
def test_a_short_table_stays_together_and_of_a_long_one_the_last_row_is_not_alone(
    rows: int, held: list[bool]
) -> None:
    body = word(paper(body=(table(rows), *BODY))).element.body
    made = next(one for one in body.iterchildren(qn("w:tbl")) if len(one.tr_lst) == rows + 1)
    keeping = [
        all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in row.iter(qn("w:p")))
        for row in made.tr_lst[1:]
    ]
    assert keeping == held


def rule_length(file: WordDocument, above: str) -> float:
    """The length in millimetres of the rule under a line of the letterhead."""
    rule = paragraph(file, above)._p.getnext()
    cell = int(rule.getparent().find(f"{qn('w:tcPr')}/{qn('w:tcW')}").get(qn("w:w")))
    indent = rule.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    sides = int(indent.get(qn("w:left"))) + int(indent.get(qn("w:right")))
    return (cell - sides) / TWIPS_PER_MM


def test_rules_follow_the_words_above_them() -> None:
    file = word(paper())
    # 55.9 mm is the width of the motto in Times New Roman Bold 13; 32.2 mm that of the issuer
    # in Bold 12, of which the rule takes a third to a half.
    assert rule_length(file, "Độc lập - Tự do - Hạnh phúc") == pytest.approx(55.9, abs=1)
    assert 32.2 / 3 < rule_length(file, "KHỐI THI ĐUA") < 32.2 / 2


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (2000, 1000), "navy").save(path, dpi=(72, 72))
    return path


def test_a_picture_fits_the_page_and_says_what_it_shows(photo: Path) -> None:
    figure = Figure(photo, line("Hội nghị. Ảnh: L.N"), 'Bí thư <phát biểu> & "kết luận"')
    file = word(paper(body=(figure, figure)))
    for shown in file.inline_shapes:
        assert (round(shown.width.mm), round(shown.height.mm)) == (165, 83)
        assert shown._inline.docPr.get("descr") == 'Bí thư <phát biểu> & "kết luận"'
    assert len({shown._inline.docPr.id for shown in file.inline_shapes}) == 2


def test_a_small_picture_is_not_blown_up_and_a_tall_one_is_no_taller_than_90_mm(
    tmp_path: Path,
) -> None:
    shapes = []
    for name, size in (("small", (72, 36)), ("tall", (720, 1440))):
        Image.new("RGB", size).save(tmp_path / f"{name}.png", dpi=(72, 72))
        figure = Figure(tmp_path / f"{name}.png", (), "x")
        shapes += list(word(paper(body=(figure,))).inline_shapes)
    assert [(round(s.width.mm, 1), round(s.height.mm, 1)) for s in shapes] == [
        (25.4, 12.7),
        (45.0, 90.0),
    ]


def runs(file: WordDocument, text: str) -> dict[str, set[str]]:
    """The direct marks of each run of a paragraph, by the text of the run."""
    return {
        run.text: {mark.tag.split("}")[1] for mark in run._r.rPr}
        if run._r.rPr is not None
        else set()
        for run in paragraph(file, text).runs
    }


def test_gaps_and_foreign_words_can_be_seen() -> None:
    mixed = (Run("a "), Run("[THIẾU]", RunKind.GAP), Run("English", RunKind.UNTRANSLATED))
    found = runs(word(paper(Frame(), (Paragraph(mixed),))), "a [THIẾU]English")
    assert found == {"a ": set(), "[THIẾU]": {"highlight"}, "English": {"i", "iCs"}}


def test_word_keeps_the_spaces_at_the_ends_of_a_run() -> None:
    spaced = (Run("  hai "), Run(" dấu cách  ", RunKind.VALUE))
    found = word(paper(Frame(), (Paragraph(spaced),))).element.body.iter(qn("w:t"))
    space = "{http://www.w3.org/XML/1998/namespace}space"
    assert [(t.text, t.get(space)) for t in found] == [
        ("  hai ", "preserve"),
        (" dấu cách  ", "preserve"),
    ]


def test_only_devanagari_takes_the_devanagari_font() -> None:
    text = "2023 में ब्लॉक के स्व-मूल्यांकन (Báo Quảng Trị)"
    bold = (Run(text, bold=True),)
    found = runs(word(paper(Frame(), (Paragraph(bold),), language="hi")), text)
    assert found == {
        "2023 ": {"b", "bCs"},
        "में ब्लॉक के स्व-मूल्यांकन": {"b", "bCs", "cs"},
        " (Báo Quảng Trị)": {"b", "bCs"},
    }


@pytest.mark.parametrize(("language", "tag"), [("vi", "vi-VN"), ("hi", "hi-IN"), ("en", "en-GB")])
def test_the_file_names_its_language_and_title_and_no_person(language: str, tag: str) -> None:
    file = word(paper(language=language, title="Báo cáo & tờ trình"))
    properties = file.core_properties
    assert (properties.title, properties.language) == ("Báo cáo & tờ trình", tag)
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert (properties.created, properties.modified) == (None, None)
    assert file.styles.element.find(".//" + qn("w:lang")).get(qn("w:val")) == tag


@pytest.mark.parametrize("frame", ALL)
def test_the_file_follows_the_open_xml_standard(frame: str, tmp_path: Path, photo: Path) -> None:
    figure = Figure(photo, line("Ảnh"), "Hội nghị")
    document = replace(
        for_frame(frame), body=(*BODY, figure), watermark="DỰ THẢO", notices=("Minh họa",)
    )
    path = tmp_path / "paper.docx"
    path.write_bytes(to_word(document, FRAMES / f"{frame}.docx"))
    assert OpenXmlValidator().validate(path).errors == []


def test_what_announces_a_list_is_kept_with_it() -> None:
    words = ("Một đoạn khác.", "Gồm các đơn vị:", "Đoạn cuối, đi cùng chữ ký. " * 8)
    body = tuple(Paragraph(line(text)) for text in words)
    file = word(paper(body=body))
    assert paragraph(file, "Gồm các đơn vị:").paragraph_format.keep_with_next
    assert not paragraph(file, "Một đoạn khác.").paragraph_format.keep_with_next
