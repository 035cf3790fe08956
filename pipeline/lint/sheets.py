"""The pages of a Word file: paper, margins, page numbers, and whether each says it is a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from pipeline.lint.cascade import Styles, is_on, millimetres, number
from pipeline.lint.package import Element, Package, q, value_of
from pipeline.lint.paper import PageNumber, Sheet

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_PAGE_FIELD = re.compile(r"(?<![A-Z])PAGE(?![A-Z])", re.IGNORECASE)
_DRAFT = re.compile(r"dự thảo|draft|प्रारूप|मसौदा", re.IGNORECASE)
_USUAL_WIDTH, _USUAL_HEIGHT = "12240", "15840"

Pages = Literal["first", "default", "even"]
Hung = dict[tuple[str, Pages], Element]
"""Heads and feet by their place and the pages they are on."""


def read_sheets(package: Package, styles: Styles) -> tuple[Sheet, ...]:
    """The sheets of all sections, in order; one without a head has that of the one before."""
    hung: Hung = {}
    sheets = []
    sections = list(package.document.iter(q("sectPr")))
    for properties in sections:
        hung = hung | _own(package, properties)
        sheets.append(_sheet(properties, hung, styles))
    return tuple(sheets)


def says_draft(package: Package) -> bool:
    """Whether the head of the pages says that the paper is a draft."""
    heads = [head for s in package.document.iter(q("sectPr")) for head in _own(package, s).values()]
    words = [path.get("string") or "" for head in heads for path in head.iter(_TEXTPATH)]
    words += ["".join(t.text or "" for t in head.iter(q("t"))) for head in heads]
    return any(_DRAFT.search(text) for text in words)


def _own(package: Package, properties: Element) -> Hung:
    found: Hung = {}
    for place in ("header", "footer"):
        for reference in properties.findall(q(place + "Reference")):
            part = package.related_as(reference.get(_R_ID) or "")
            pages = value_of(reference, "type")
            if part is not None and pages in {"first", "default", "even"}:
                found[place, pages] = part  # type: ignore[index]
    return found


def _sheet(properties: Element, hung: Hung, styles: Styles) -> Sheet:
    size, margins = properties.find(q("pgSz")), properties.find(q("pgMar"))
    numbering = properties.find(q("pgNumType"))
    start = value_of(numbering, "start")
    roman = "roman" in (value_of(numbering, "fmt") or "").lower()
    return Sheet(
        width=millimetres(value_of(size, "w") or _USUAL_WIDTH),
        height=millimetres(value_of(size, "h") or _USUAL_HEIGHT),
        top=abs(millimetres(value_of(margins, "top"))),
        bottom=abs(millimetres(value_of(margins, "bottom"))),
        left=millimetres(value_of(margins, "left")),
        right=millimetres(value_of(margins, "right")),
        own_first_page=is_on(properties.find(q("titlePg"))),
        begins_page=value_of(properties.find(q("type"))) != "continuous",
        numbers=tuple(
            found
            for (place, pages), part in hung.items()
            for found in _page_numbers(part, place, pages, styles, roman=roman)
        ),
        starts_at=None if start is None else round(number(start)),
    )


def _page_numbers(
    part: Element, place: str, pages: Pages, styles: Styles, *, roman: bool
) -> Iterator[PageNumber]:
    """The page numbers in a head or foot, each with its look."""
    for paragraph in part.iter(q("p")):
        if not _counts_pages(paragraph):
            continue
        own = paragraph.find(q("pPr"))
        style = value_of(own.find(q("pStyle"))) if own is not None else None
        setting = styles.setting(None, style, None, own)
        run = next(
            (r for r in paragraph.iter(q("r")) if r.find(q("instrText")) is not None),
            paragraph.find(f".//{q('r')}"),
        )
        letters = styles.letters(None, style, None if run is None else run.find(q("rPr")))
        yield PageNumber(
            "header" if place == "header" else "footer", pages, setting.align, letters, roman
        )


def _counts_pages(paragraph: Element) -> bool:
    codes = [simple.get(q("instr")) or "" for simple in paragraph.iter(q("fldSimple"))]
    codes.append("".join(code.text or "" for code in paragraph.iter(q("instrText"))))
    return any(_PAGE_FIELD.search(code) for code in codes)
