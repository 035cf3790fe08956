"""Styles that a paper needs and a frame may lack: they are put in as the frame's others are."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.styles.style import ParagraphStyle

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
