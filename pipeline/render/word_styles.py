"""Styles that a paper needs and a frame may lack: they are put in as the frame's others are."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import CharacterStyle, ParagraphStyle

from pipeline.render.word_body import CHAPTER_STYLE


def chapter_style(word: WordDocument) -> str:
    """The id of the style of chapters: a heading in the middle of the line, put in if need be."""
    if CHAPTER_STYLE not in word.styles:
        made = word.styles.add_style(CHAPTER_STYLE, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(made, ParagraphStyle)
        made.base_style = word.styles["Bloc Heading 1"]
        made.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        made.paragraph_format.first_line_indent = Mm(0)
        made.quick_style = True
    return str(word.styles[CHAPTER_STYLE].style_id)


def footnote_styles(word: WordDocument) -> tuple[str, str]:
    """The ids of the styles of notes and of their marks, by the names that Word knows them by."""
    if _NOTE not in word.styles:
        text = word.styles.add_style(_NOTE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        assert isinstance(text, ParagraphStyle)
        text.base_style = word.styles["Normal"]
        text.font.size = Pt(10)
        text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        size = text.element.rPr.find(qn("w:sz"))
        size.addnext(size.makeelement(qn("w:szCs"), {qn("w:val"): "20"}))
    if _MARK not in word.styles:
        mark = word.styles.add_style(_MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
        assert isinstance(mark, CharacterStyle)
        mark.font.superscript = True
    return str(word.styles[_NOTE].style_id), str(word.styles[_MARK].style_id)


_NOTE, _MARK = "footnote text", "footnote reference"
