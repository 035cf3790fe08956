"""Mending what is safe to mend in a Word file; the words of the paper stay what they are.

Only what a rule says it may: looks, margins, marks at the ends of lines, noughts, spaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.lint.cascade import is_on
from pipeline.lint.findings import (
    Finding,
    HideFirstNumber,
    KeepRow,
    Mend,
    Rewrite,
    SetLetters,
    SetPage,
    SetParagraph,
)
from pipeline.lint.package import Element, Package, q, value_of

_TWIPS_PER_MM = 1440 / 25.4
_MARGINS = {"top", "bottom", "left", "right"}
_EDGES = {"width": "w", "height": "h"}

# The orders in which the schema wants the children (ECMA-376 Part 1, 17.3.1.26 and 17.3.2.28);
# Word refuses a file that has them otherwise.
_OF_PARAGRAPH = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr"),
    *("suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap"),
    *("overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd"),
    *("snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents", "suppressOverlap"),
    *("jc", "textDirection", "textAlignment", "textboxTightWrap", "outlineLvl", "divId"),
    *("cnfStyle", "rPr", "sectPr", "pPrChange"),
)
_OF_RUN = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u", "effect"),
    *("bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang", "eastAsianLayout"),
    *("specVanish", "oMath"),
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A mended file; ``findings`` are those that it was mended of, as they were found."""

    content: bytes
    findings: tuple[Finding, ...]


def mend(package: Package, findings: Sequence[Finding]) -> Mended | None:
    """The file with everything mended that may be; None where nothing may.

    Where two findings would rewrite the same letters, the first does; the other is left.
    """
    root = package.xml(package.main)
    assert root is not None, "refused when the package was opened"
    paragraphs = list(root.iter(q("p")))
    sections = list(root.iter(q("sectPr")))
    taken: list[Rewrite] = []
    chosen: list[Finding] = []
    for finding in findings:
        rewrites = [one for one in finding.mends if isinstance(one, Rewrite)]
        if not finding.mends or any(_overlap(one, other) for one in rewrites for other in taken):
            continue
        taken += rewrites
        chosen.append(finding)
    if not chosen:
        return None
    every = list(dict.fromkeys(one for finding in chosen for one in finding.mends))
    for one in every:
        _apply(one, paragraphs, sections)
    # From the end of a paragraph to its beginning, so that places counted before stay right.
    for rewrite in sorted(taken, key=lambda r: (r.paragraph, r.start), reverse=True):
        _rewrite(paragraphs[rewrite.paragraph], rewrite)
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return Mended(package.with_parts({package.main: content}), tuple(chosen))


def _overlap(one: Rewrite, other: Rewrite) -> bool:
    if one.paragraph != other.paragraph:
        return False
    return one.start < max(other.stop, other.start + 1) and other.start < max(
        one.stop, one.start + 1
    )


def _apply(one: Mend, paragraphs: Sequence[Element], sections: Sequence[Element]) -> None:
    match one:
        case SetLetters():
            _set_letters(paragraphs[one.paragraph], one)
        case SetParagraph():
            _set_paragraph(paragraphs[one.paragraph], one)
        case KeepRow():
            _keep_row(paragraphs[one.paragraph])
        case SetPage():
            _set_page(sections[one.section], one)
        case HideFirstNumber():
            _hide_first(sections[one.section])


def _set_letters(paragraph: Element, mend: SetLetters) -> None:
    for run in _runs(paragraph):
        looks = _first_child(run, "rPr")
        if mend.size is not None:
            for tag in ("sz", "szCs"):
                _put(looks, tag, _OF_RUN).set(q("val"), str(round(mend.size * 2)))
        for tags, wanted in ((("b", "bCs"), mend.bold), (("i", "iCs"), mend.italic)):
            if wanted is not None:
                for tag in tags:
                    _put(looks, tag, _OF_RUN).set(q("val"), "1" if wanted else "0")
        if mend.underline is not None:
            _put(looks, "u", _OF_RUN).set(q("val"), "single" if mend.underline else "none")
        if mend.font is not None:
            fonts = _put(looks, "rFonts", _OF_RUN)
            for name in [n for n in fonts.attrib if "heme" in str(n)]:
                del fonts.attrib[name]
            for slot in ("ascii", "hAnsi", "eastAsia"):
                fonts.set(q(slot), mend.font)


def _set_paragraph(paragraph: Element, mend: SetParagraph) -> None:
    looks = _first_child(paragraph, "pPr")
    if mend.align is not None:
        _put(looks, "jc", _OF_PARAGRAPH).set(q("val"), mend.align)
    if mend.first is not None:
        indent = _put(looks, "ind", _OF_PARAGRAPH)
        indent.attrib.pop(q("hanging"), "")
        indent.set(q("firstLine"), str(round(mend.first * _TWIPS_PER_MM)))
    if mend.after is not None:
        _put(looks, "spacing", _OF_PARAGRAPH).set(q("after"), str(round(mend.after * 20)))
    if mend.keep_next:
        _put(looks, "keepNext", _OF_PARAGRAPH).set(q("val"), "1")


def _keep_row(paragraph: Element) -> None:
    row = next(paragraph.iterancestors(q("tr")))
    looks = row.find(q("trPr"))
    if looks is None:
        looks = etree.Element(q("trPr"))
        row.insert(1 if row.find(q("tblPrEx")) is not None else 0, looks)
    for old in looks.findall(q("cantSplit")):
        looks.remove(old)
    etree.SubElement(looks, q("cantSplit"))


def _set_page(section: Element, mend: SetPage) -> None:
    if mend.side in _MARGINS:
        node, name = section.find(q("pgMar")), mend.side
    else:
        node, name = section.find(q("pgSz")), _EDGES[mend.side]
    if node is not None:
        node.set(q(name), str(round(mend.millimetres * _TWIPS_PER_MM)))


def _hide_first(section: Element) -> None:
    """A first page of its own has an empty head, where the section gives it none."""
    if not is_on(section.find(q("titlePg"))):
        for old in section.findall(q("titlePg")):
            section.remove(old)
        after = [
            q(tag) for tag in ("textDirection", "bidi", "rtlGutter", "docGrid", "printerSettings")
        ]
        at = next((n for n, child in enumerate(section) if child.tag in after), len(section))
        section.insert(at, etree.Element(q("titlePg")))
    for reference in list(section):
        if reference.tag in {q("headerReference"), q("footerReference")} and (
            value_of(reference, "type") == "first"
        ):
            section.remove(reference)


def _rewrite(paragraph: Element, mend: Rewrite) -> None:
    """Put other letters in the place of some; they look like the first that they replace."""
    at, placed = 0, False
    for node in _typed_nodes(paragraph):
        text = node.text or "" if node.tag == q("t") else "\t"
        start, stop = max(mend.start - at, 0), min(mend.stop - at, len(text))
        inside = at <= mend.start <= at + len(text) and not placed
        at += len(text)
        if node.tag != q("t") or (stop <= start and not inside):
            continue
        new = mend.text if inside else ""
        node.text = text[:start] + new + text[max(stop, start) :]
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        placed = placed or inside


def _typed_nodes(paragraph: Element) -> Iterable[Element]:
    """What puts letters into a paragraph, as the reader counts them."""
    marks = {q(tag) for tag in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen")}
    for run in _runs(paragraph):
        looks = run.find(q("rPr"))
        if looks is not None and is_on(looks.find(q("vanish"))):
            continue
        for node in run:
            page = node.tag == q("br") and value_of(node, "type") in {"page", "column"}
            if node.tag in marks and not page:
                yield node


def _runs(paragraph: Element) -> Iterable[Element]:
    """The runs of a paragraph, not those of text boxes on it, nor what was deleted."""
    for child in paragraph:
        if child.tag == q("r"):
            yield child
        elif child.tag not in {q("del"), q("moveFrom"), q("pPr")}:
            yield from _runs(child)


def _first_child(node: Element, tag: str) -> Element:
    found = node.find(q(tag))
    if found is None:
        found = etree.Element(q(tag))
        node.insert(0, found)
    return found


def _put(looks: Element, tag: str, order: Sequence[str]) -> Element:
    """The property of a name, made in its place where it is not there."""
    found = looks.find(q(tag))
    if found is not None:
        return found
    made = etree.Element(q(tag))
    later = {q(name) for name in order[order.index(tag) + 1 :]}
    at = next((n for n, child in enumerate(looks) if child.tag in later), len(looks))
    looks.insert(at, made)
    return made
