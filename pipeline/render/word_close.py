"""A Word frame set closely, for a paper meant for one page: the figures of ``closely``."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from pipeline.model.layout import Layout
from pipeline.model.word_styles import WORD_STYLES
from pipeline.render.close import closely


def set_closely(word: WordDocument, layout: Layout) -> None:
    """Change the styles of an open frame where the close layout differs from the usual one.

    All else stays as a clerk may have changed it.
    """
    close = closely(layout)
    for component, look in close.looks.items():
        usual = layout.looks[component]
        for style in _styles(word, WORD_STYLES[component]):
            paragraphs = style.paragraph_format
            if (look.before, look.after) != (usual.before, usual.after):
                paragraphs.space_before = Pt(float(look.before))
                paragraphs.space_after = Pt(float(look.after))
            if look.line != usual.line and not look.at_least:
                paragraphs.line_spacing = float(look.line)
            if look.size != usual.size:
                _set_size(style, float(look.size))
    for style in _styles(word, "Bloc Signature Space"):
        style.paragraph_format.line_spacing = Mm(float(close.pen_room))


def _styles(word: WordDocument, name: str) -> list[ParagraphStyle]:
    """The paragraph style of a name; a frame that somebody changed may lack it."""
    return [s for s in word.styles if s.name == name and isinstance(s, ParagraphStyle)]


def _set_size(style: ParagraphStyle, points: float) -> None:
    """The size of letters. Devanagari takes its own from a twin, right after the size."""
    style.font.size = Pt(points)
    letters = style.element.rPr
    for old in letters.findall(qn("w:szCs")):
        letters.remove(old)
    half_points = {qn("w:val"): str(round(points * 2))}
    letters.find(qn("w:sz")).addnext(letters.makeelement(qn("w:szCs"), half_points))
