"""Footnotes are Word's own, stand at the foot of a printed page, and can be read on screen."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from printed import pdf_of
from read_back import notes_in_word, words_expected, words_in_html, words_in_pdf, words_in_word
from sample_papers import LANGUAGES, TEMPLATES, WORDS, line, paper
from word_papers import FRAMES

from pipeline.errors import RenderError
from pipeline.model.blocks import Align, Column, Paragraph, Run, Table
from pipeline.model.document import Document
from pipeline.render.html import to_html
from pipeline.render.word import to_word
from pipeline.render.xlsx import to_xlsx


def with_notes(language: str) -> Document:
    words = WORDS[language]
    first = Run("", footnote=(Run("Theo báo cáo, "), Run("nghiêng", italic=True), Run(" và {x}.")))
    second = Run("", footnote=(Run(words["text"]),))
    cells = Table(
        (Column(line("STT"), Align.LEFT, 0.5), Column(line("Điểm"), Align.RIGHT, 0.5)),
        ((line("1"), (Run("98,5"), second)),),
    )
    body = (Paragraph((Run("Chín đơn vị"), first, Run(" đã gửi."))), cells)
    document = paper(language, "state-2020")
    return replace(document, body=(*body, *document.body), annexes=())


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_are_the_same_in_all_forms(language: str, tmp_path: Path) -> None:
    document = with_notes(language)
    stem = tmp_path / "paper"
    stem.with_suffix(".docx").write_bytes(to_word(document, FRAMES / "state.docx"))
    stem.with_suffix(".html").write_text(to_html(document, TEMPLATES), encoding="utf-8")
    stem.with_suffix(".pdf").write_bytes(pdf_of(document))
    expected = words_expected(document)
    assert words_in_word(stem.with_suffix(".docx")) == expected
    assert words_in_html(stem.with_suffix(".html")) == expected
    assert words_in_pdf(stem.with_suffix(".pdf"), document) == expected
    assert OpenXmlValidator().validate(str(stem.with_suffix(".docx"))).errors == []


def test_notes_are_words_own_and_counted_in_order() -> None:
    file = docx.Document(io.BytesIO(to_word(with_notes("vi"), FRAMES / "state.docx")))
    assert notes_in_word(file) == ["Theo báo cáo, nghiêng và {x}.", WORDS["vi"]["text"]]
    marks = file.element.body.iter(qn("w:footnoteReference"))
    assert [mark.get(qn("w:id")) for mark in marks] == ["1", "2"]
    assert file.styles["footnote reference"].font.superscript
    look = file.styles["footnote text"]
    assert (look.font.size or look.base_style.font.size).pt == 10


def test_a_note_with_an_unprintable_letter_is_refused() -> None:
    body = (Paragraph((Run("Chín", footnote=(Run("a\x00b"),)),)),)
    with pytest.raises(RenderError) as caught:
        to_word(replace(with_notes("vi"), body=body), FRAMES / "state.docx")
    assert [p.code for p in caught.value.problems] == ["unprintable-character"]


def test_a_workbook_says_the_notes_of_its_table_below_it() -> None:
    document = replace(with_notes("vi"), body=with_notes("vi").body[:2])
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(document))).active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[-1] == WORDS["vi"]["text"]
