"""Rules under lines of text and the word across the pages of a draft.

A rule is a paragraph with a border in a style of the frame, so that a clerk can move it or
take it away. Its length follows the words above it: equal under the motto (Decree 30/2020,
Annex I, box 1), a third to a half under issuer and excerpt (boxes 2 and 5a).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from lxml import etree

from pipeline.render.word_body import Element, W, node
from pipeline.spelling.widths import text_ems

FULL_RULE = "Bloc Full Rule"
SHORT_RULE = "Bloc Short Rule"
RULES = {FULL_RULE: 1.0, SHORT_RULE: 0.4}
"""The share of the text above that each style of rule is long."""

SizeOf = Callable[[str], float]
"""The size of letters, in points, of the style with an id."""

_V = "urn:schemas-microsoft-com:vml"
_O = "urn:schemas-microsoft-com:office:office"


def fit_rules(body: Element, rule_styles: dict[str, str], size_of: SizeOf, width: int) -> None:
    """Give every rule of a finished body the length that its line of text asks for.

    ``rule_styles`` are the ids of the two styles by name, ``width`` that of the text in twips.
    """
    shares = {style: RULES[name] for name, style in rule_styles.items()}
    for above, rule in pairwise(body.iter(f"{{{W}}}p")):
        share = shares.get(_style(rule))
        if share is None:
            continue
        room = _room(rule, width)
        text = "".join(words.text or "" for words in above.iter(f"{{{W}}}t"))
        long = min(text_ems(text) * size_of(_style(above)) * 20, room) * share
        indent = str(round((room - long) / 2))
        looks = rule.find(f"{{{W}}}pPr")
        if looks is not None:
            looks.append(node("ind", left=indent, right=indent))


def _style(paragraph: Element) -> str:
    name = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return "" if name is None else name.get(f"{{{W}}}val", "")


def _room(paragraph: Element, width: int) -> int:
    """The width a paragraph may fill: that of its cell, else that of the text."""
    parent = paragraph.getparent()
    cell = None if parent is None else parent.find(f"{{{W}}}tcPr/{{{W}}}tcW")
    return width if cell is None else int(cell.get(f"{{{W}}}w", width))


def watermark_run(text: str) -> Element:
    """A run that draws ``text`` in light grey across the page, behind the words.

    A header holds it, so that it stands on every page; its name is the one Word gives its
    own watermarks, so that Design > Watermark > Remove takes it away.
    """
    ems = text_ems(text)
    size = min(110.0, 400 / ems)
    # The shape is stretched over its letters; capitals without accents are lower.
    height = size * (0.75 if text.isascii() else 1)
    shape = etree.Element(f"{{{_V}}}shape", nsmap={"v": _V, "o": _O})
    shape.set("id", "PowerPlusWaterMarkObject")
    shape.set(f"{{{_O}}}spid", "_x0000_s2049")
    shape.set("type", "#_x0000_t136")
    shape.set(
        "style",
        "position:absolute;margin-left:0;margin-top:0;"
        f"width:{ems * size:.0f}pt;height:{height:.0f}pt;rotation:315;z-index:-251658752;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin",
    )
    shape.set(f"{{{_O}}}allowincell", "f")
    shape.set("fillcolor", "#d9d9d9")
    shape.set("stroked", "f")
    fill = etree.SubElement(shape, f"{{{_V}}}fill")
    fill.set("opacity", ".5")
    path = etree.SubElement(shape, f"{{{_V}}}textpath")
    font = "Noto Serif Devanagari" if re.search("[\u0900-\u097f]", text) else "Times New Roman"
    path.set("style", f'font-family:"{font}";font-size:1pt;font-weight:bold')
    path.set("string", text)
    return node("r", node("pict", _wordart_type(), shape))


def _wordart_type() -> Element:
    """The shape type of plain WordArt, which Word wants beside a shape of that type."""
    kind = etree.Element(f"{{{_V}}}shapetype", nsmap={"v": _V, "o": _O})
    kind.set("id", "_x0000_t136")
    kind.set("coordsize", "21600,21600")
    kind.set(f"{{{_O}}}spt", "136")
    kind.set("adj", "10800")
    kind.set("path", "m@7,l@8,m@5,21600l@6,21600e")
    formulas = etree.SubElement(kind, f"{{{_V}}}formulas")
    for equation in (
        "sum #0 0 10800",
        "prod #0 2 1",
        "sum 21600 0 @1",
        "sum 0 0 @2",
        "sum 21600 0 @3",
        "if @0 @3 0",
        "if @0 21600 @1",
        "if @0 0 @2",
        "if @0 @4 21600",
        "mid @5 @6",
        "mid @8 @5",
        "mid @7 @8",
        "mid @6 @7",
        "sum @6 0 @5",
    ):
        etree.SubElement(formulas, f"{{{_V}}}f").set("eqn", equation)
    path = etree.SubElement(kind, f"{{{_V}}}path")
    path.set("textpathok", "t")
    path.set(f"{{{_O}}}connecttype", "custom")
    path.set(f"{{{_O}}}connectlocs", "@9,0;@10,10800;@11,21600;@12,10800")
    path.set(f"{{{_O}}}connectangles", "270,180,90,0")
    text = etree.SubElement(kind, f"{{{_V}}}textpath")
    text.set("on", "t")
    text.set("fitshape", "t")
    return kind
