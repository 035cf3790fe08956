"""A Word frame set closely, for a paper meant for one page: narrow spaces, smaller letters.

``.close`` in ``templates/html/document.css`` does the same on screen and in PDF.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

_SPACES = {
    **dict.fromkeys(("Bloc Body", "Bloc Item"), (0, 3)),
    **dict.fromkeys(("Bloc Table Head", "Bloc Table Text"), (1, 1)),
    **dict.fromkeys(("Bloc Number", "Bloc Place and Date"), (2, 0)),
    **dict.fromkeys(("Bloc Type", "Bloc Recipients Label", "Bloc Authority"), (3, 0)),
}
"""Points before and after the paragraphs of a style."""
_SMALLER = (
    *("Bloc Body", "Bloc Item", "Bloc Type", "Bloc Excerpt"),
    *("Bloc Authority", "Bloc Position", "Bloc Post", "Bloc Signature"),
)
_SMALLEST = Pt(13)
"""The least size of a State paper's body (Decree 30/2020/NĐ-CP, Annex I, component 6)."""
_SIGNATURE_SPACE = Mm(15)


def set_closely(word: WordDocument, layout: str) -> None:
    """Change the styles of an open frame; a Party paper keeps its sizes and its lines."""
    for name, (before, after) in _SPACES.items():
        for style in _styles(word, name):
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(after)
    for style in _styles(word, "Bloc Signature Space"):
        style.paragraph_format.line_spacing = _SIGNATURE_SPACE
    if layout.startswith("party"):
        return
    for name in _SMALLER:
        for style in _styles(word, name):
            style.paragraph_format.line_spacing = 1.0
            style.font.size = _SMALLEST
            _size_of_devanagari(style)


def _styles(word: WordDocument, name: str) -> list[ParagraphStyle]:
    """The paragraph style of a name; a frame that somebody changed may lack it."""
    return [s for s in word.styles if s.name == name and isinstance(s, ParagraphStyle)]


def _size_of_devanagari(style: ParagraphStyle) -> None:
    """Devanagari takes its size from a twin, which comes right after the size."""
    letters = style.element.rPr
    for old in letters.findall(qn("w:szCs")):
        letters.remove(old)
    half_points = {qn("w:val"): str(round(_SMALLEST.pt * 2))}
    letters.find(qn("w:sz")).addnext(letters.makeelement(qn("w:szCs"), half_points))
