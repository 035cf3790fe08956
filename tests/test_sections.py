"""Pages on their side and signatures side by side, in Word and PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import docx.enum.section
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from PIL import Image
from printed import letters_of, poppler_text, reader
from read_back import words_expected, words_in_html, words_in_word
from sample_papers import TEMPLATES, line, paper
from word_papers import FRAMES, FULL, texts, word
from word_papers import paper as word_paper

from pipeline.model.blocks import Paragraph, Run, Signature, Signatures, plain
from pipeline.model.document import Annex, Document, document_lines
from pipeline.render.html import to_html
from pipeline.render.pdf import to_pdf
from pipeline.render.word import to_word

SIDEWAYS = docx.enum.section.WD_ORIENT.LANDSCAPE
FIVE = Signatures(
    tuple(Signature((line(f"SỞ {n}"), line("GIÁM ĐỐC")), (), line(f"Ví Dụ {n}")) for n in range(5)),
    across=2,
)


def with_annexes(layout: str, *sideways: bool) -> Document:
    annexes = tuple(
        Annex(line(f"Phụ lục {n}"), line("BẢNG"), (), (Paragraph(line("Một.")),), landscape=side)
        for n, side in enumerate(sideways, 1)
    )
    return replace(paper("vi", layout), annexes=annexes)


@pytest.mark.parametrize(
    ("layout", "starts"),
    [("state-2020", ["1", "1", "1", "1"]), ("party-2018", ["1", None, None, None])],
)
def test_an_annex_on_its_side_is_a_section_between_upright_pages(
    layout: str, starts: list[str | None]
) -> None:
    document = with_annexes(layout, False, True, False)
    sections = list(word(document, layout.split("-", maxsplit=1)[0]).sections)
    turned = [s.orientation == SIDEWAYS for s in sections]
    sizes = [round(s.page_width.mm) for s in sections]
    numbers = [s._sectPr.find(qn("w:pgNumType")) for s in sections]
    if layout.startswith("party"):
        # The first annex stays in the section of the body.
        starts.pop()
        assert (turned, sizes) == ([False, True, False], [210, 297, 210])
    else:
        assert (turned, sizes) == ([False, False, True, False], [210, 210, 297, 210])
    assert [n if n is None else n.get(qn("w:start")) for n in numbers] == starts
    # A page whose number runs on shows it.
    assert [s.different_first_page_header_footer for s in sections] == [
        start is not None for start in starts
    ]
    widths = [round(float(page.mediabox.width) / 72 * 25.4) for page in reader(document).pages]
    assert widths[-3:] == [210, 297, 210]


def test_a_paper_on_its_side_fills_its_lines() -> None:
    document = replace(paper("vi", "state-2020"), landscape=True)
    file = word(document)
    assert {s.orientation for s in file.sections} == {SIDEWAYS}
    tables = file.tables
    widths = [int(t._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) for t in tables]
    assert [round(w / 1440 * 25.4) for w in widths] == [252] * len(tables)
    assert {round(float(p.mediabox.width) / 72 * 25.4) for p in reader(document).pages} == {297}


def test_signatures_stand_side_by_side_with_the_text_before_them() -> None:
    document = word_paper(FULL, (Paragraph(line("Ký tên:")), FIVE))
    file = word(document)
    assert texts(file) == [plain(one) for one in document_lines(document) if plain(one)]
    made = next(t for t in file.tables if "SỞ 0" in t.rows[0].cells[0].text)
    assert [[cell.paragraphs[-1].text for cell in row.cells] for row in made.rows] == [
        ["Ví Dụ 0", "Ví Dụ 1"],
        ["Ví Dụ 2", "Ví Dụ 3"],
        ["Ví Dụ 4", ""],
    ]
    assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in made.rows)
    before = made._tbl.getprevious()
    assert before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    # Room for the pen: a line of its own, at least 15 mm high.
    rooms = [p for p in made.rows[0].cells[0].paragraphs if "Space" in p.style.name]
    assert [p.style.paragraph_format.line_spacing.mm >= 15 for p in rooms] == [True]


@pytest.mark.parametrize("layout", ["state-2020", "party-2018"])
def test_a_paper_with_every_block_is_valid_and_the_same_in_all_forms(
    layout: str, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    Image.new("RGB", (600, 400), "navy").save(photo)
    note = Run("", footnote=(Run("Theo báo cáo của các đơn vị."),))
    plan = paper("vi", layout, draft=True, image=photo)
    body = (Paragraph((Run("Chín đơn vị"), note, Run(" đã gửi."))), *plan.body, FIVE)
    sideways = tuple(replace(annex, landscape=n == 0) for n, annex in enumerate(plan.annexes))
    document = replace(plan, body=body, annexes=sideways)
    stem = tmp_path / "paper"
    frame = FRAMES / f"{layout.split('-', maxsplit=1)[0]}.docx"
    stem.with_suffix(".docx").write_bytes(to_word(document, frame))
    html = to_html(document, TEMPLATES)
    stem.with_suffix(".html").write_text(html, encoding="utf-8")
    expected = words_expected(document)
    assert words_in_word(stem.with_suffix(".docx")) == expected
    assert words_in_html(stem.with_suffix(".html")) == expected
    assert OpenXmlValidator().validate(str(stem.with_suffix(".docx"))).errors == []
    # The PDF engine complains of nothing, and every word is in the file.
    printed = letters_of(poppler_text(to_pdf(html), "-raw"))
    assert [word for word in expected if letters_of(word) not in printed] == []
