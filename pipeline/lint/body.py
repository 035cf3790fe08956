"""What the paragraphs of a body are: headings, points, text, tables and what belongs to them."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.lint.paper import Paper, Para
from pipeline.lint.vocabulary import fold
from pipeline.model.layout import Component

ROMAN_HEADING = re.compile(r"(?P<number>[IVXLC]+)(?P<mark>\s?[.\-–/)])\s*(?=\S)")
ARABIC_HEADING = re.compile(r"(?P<number>\d{1,2})(?P<mark>\s?[.\-–/)])\s+(?=\S)")
NESTED_HEADING = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)(?P<mark>[.\-–)]?)\s+(?=\S)")
POINT = re.compile(r"(?P<number>[a-zđ])(?P<mark>\))\s*(?=\S)")
DASH = re.compile(r"[-–—+•*]\s*(?=\S)")
_CHAPTER = re.compile(r"(?:chuong|phan|muc) (?:[ivxlc]+|\d+|thu \w+)\b")
_LONGEST_HEADING = 200
_LONGEST_CAPTION = 160
_NOTE = 12.0


def body_components(paper: Paper) -> dict[int, Component | None]:
    """What each paragraph would be in a body, by its index; None where nobody can tell."""
    made: dict[int, Component | None] = {}
    filled = [para for para in paper.paragraphs if para.text or para.has_picture]
    before: Para | None = None
    for para, following in pairwise([*filled, None]):
        assert para is not None
        made[para.index] = _component(para, before, following, made)
        before = para
    return made


def _component(
    para: Para, before: Para | None, after: Para | None, made: dict[int, Component | None]
) -> Component | None:
    if not para.text:
        return None
    if para.cell:
        return _in_table(para)
    return _numbered(para) or _unnumbered(para, before, after, made)


def _unnumbered(
    para: Para, before: Para | None, after: Para | None, made: dict[int, Component | None]
) -> Component | None:
    bold, italic, align = _all(para, "bold"), _all(para, "italic"), para.setting.align
    short = len(para.text) < _LONGEST_CAPTION
    follows_table = before is not None and (before.cell is not None or _is(before, "note", made))
    found: Component | None = "body"
    if _CHAPTER.match(fold(para.text)) and (bold or align == "center"):
        found = "chapter"
    elif align == "center":
        found = _centred(para, before, after, made)
    elif align == "right" and short:
        found = None
    elif italic and (follows_table or _is_small(para)):
        found = "note"
    elif bold and short:
        found = "table-caption" if _is_before_table(after) else None
    return found


def _in_table(para: Para) -> Component | None:
    assert para.cell is not None
    if not para.cell.ruled:
        return None
    return "table-head" if para.cell.row == 0 and _all(para, "bold") else "table-text"


def _numbered(para: Para) -> Component | None:
    """A heading or a point, by its number and by whether it is a title or a sentence."""
    text = para.text
    title = len(text) <= _LONGEST_HEADING and (
        _all(para, "bold") or not text.endswith((".", ";", ",", ":", "/", "।"))
    )
    if ROMAN_HEADING.match(text) and title and (_all(para, "bold") or text.isupper()):
        return "heading-1"
    if NESTED_HEADING.match(text) and title:
        return "heading-3"
    if ARABIC_HEADING.match(text):
        return "heading-2" if title else "item"
    if POINT.match(text) or DASH.match(text):
        return "item"
    return None


def _centred(
    para: Para,
    before: Para | None,
    after: Para | None,
    made: dict[int, Component | None],
) -> Component | None:
    italic = _all(para, "italic")
    if before is not None and _is(before, "chapter", made) and len(para.text) < _LONGEST_CAPTION:
        return "chapter"
    if before is not None and before.has_picture:
        return "figure-caption"
    if _is_before_table(after) and not italic:
        return "table-caption"
    if italic or len(para.text) < _LONGEST_CAPTION:
        return None
    return "body"


def _is_small(para: Para) -> bool:
    """Whether it is set smaller than text may be, without the indent of text."""
    return para.setting.first == 0 and all(p.letters.size <= _NOTE for p in para.pieces)


def _is_before_table(after: Para | None) -> bool:
    return after is not None and after.cell is not None and after.cell.ruled


def _is(para: Para, component: Component, made: dict[int, Component | None]) -> bool:
    return made.get(para.index) == component


def _all(para: Para, mark: str) -> bool:
    looks = [piece.letters for piece in para.pieces if any(x.isalnum() for x in piece.text)]
    return bool(looks) and all(getattr(one, mark) for one in looks)
