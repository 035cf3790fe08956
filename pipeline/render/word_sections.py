"""Pages that lie on their side: a whole paper, or an annex as a section of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import pairwise

from pipeline.render.word_body import Element, W, node

_BOOKMARK = "Annex_{}"


def annex_mark(number: int) -> tuple[Element, Element]:
    """A bookmark for the label of an annex, counted from 1: links and sections find it there."""
    name, key = _BOOKMARK.format(number), str(number)
    return node("bookmarkStart", id=key, name=name), node("bookmarkEnd", id=key)


def lay_on_side(body: Element) -> None:
    """Turn all pages of a frame, and widen its letterhead and foot to the new lines."""
    (section,) = body.findall(f"{{{W}}}sectPr")
    before = text_width(section)
    for each in body.iter(f"{{{W}}}sectPr"):
        _turn(each)
    share = text_width(section) / before
    for tag in ("tblW", "gridCol", "tcW"):
        for width in body.iter(f"{{{W}}}{tag}"):
            if width.get(f"{{{W}}}type", "dxa") == "dxa":
                width.set(f"{{{W}}}w", str(round(int(width.get(f"{{{W}}}w", "0")) * share)))


def set_annexes_on_side(body: Element, sideways: Sequence[bool]) -> None:
    """Turn the pages of the annexes that lie on their side, and no others.

    A frame may begin each annex with a section of its own, whose pages are counted anew; where
    it does not, a section is put in wherever the sheet turns, and its pages run on.
    """
    if not any(sideways):
        return
    marks = {mark.get(f"{{{W}}}name"): mark for mark in body.iter(f"{{{W}}}bookmarkStart")}
    names = (_BOOKMARK.format(n) for n in range(1, len(sideways) + 1))
    labels = [marks[name].getparent() for name in names if name in marks]
    running = set()
    for label, (before, now) in zip(labels, pairwise((False, *sideways)), strict=False):
        assert label is not None, "a bookmark stands in a paragraph"
        end = label.getprevious()
        if end is not None and before != now and not list(end.iter(f"{{{W}}}sectPr")):
            _end_section(end, body)
            running.add(label)
    begun = []
    parts = iter((False, *sideways))
    turned = next(parts)
    for child in body:
        if child in labels:
            begun.append(child)
            turned = next(parts)
        for section in child.iter(f"{{{W}}}sectPr"):
            if turned:
                _turn(section)
            if running & set(begun[:1]):
                _run_on(section)
            begun = []


def _end_section(paragraph: Element, body: Element) -> None:
    looks = paragraph.find(f"{{{W}}}pPr")
    if looks is None:
        looks = node("pPr")
        paragraph.insert(0, looks)
    looks.append(deepcopy(next(_sections(body))))


def _sections(body: Element) -> Iterator[Element]:
    return body.iterchildren(f"{{{W}}}sectPr")


def _run_on(section: Element) -> None:
    """Pages go on counting, and the first of them has its number too."""
    for tag in ("pgNumType", "titlePg"):
        for mark in section.findall(f"{{{W}}}{tag}"):
            section.remove(mark)


def _turn(section: Element) -> None:
    size = section.find(f"{{{W}}}pgSz")
    if size is not None:
        width, height = size.get(f"{{{W}}}w", ""), size.get(f"{{{W}}}h", "")
        size.set(f"{{{W}}}w", height)
        size.set(f"{{{W}}}h", width)
        size.set(f"{{{W}}}orient", "landscape")


def text_width(section: Element, *, sideways: bool = False) -> int:
    """The width of the text in twips: the page, perhaps on its side, less its margins."""
    size, margins = section.find(f"{{{W}}}pgSz"), section.find(f"{{{W}}}pgMar")
    assert size is not None and margins is not None, "a frame has a page"  # noqa: PT018
    page = int(size.get(f"{{{W}}}h" if sideways else f"{{{W}}}w", "0"))
    return page - sum(int(margins.get(f"{{{W}}}{side}", "0")) for side in ("left", "right"))
