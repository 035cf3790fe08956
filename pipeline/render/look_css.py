"""The looks of a layout profile as CSS, so that screen and PDF measure by the same figures as Word.

``document.css`` says where things stand; every size, weight, space and margin that a profile
states is written here from the profile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.model.layout import Component, Layout, Look
from pipeline.render.letterhead import EXCERPT_SIDES, SIGNATURE_SIDES, SUBJECT_SIDES

_SELECTORS: Mapping[Component, str] = {
    "nation": ".nation p",
    "motto": ".nation p + p",
    "parent": ".issuer p",
    "issuer": ".issuer .issuing, .issuer .ornament",
    "number": ".number p",
    "subject": ".number .subject",
    "place-date": ".place-date p",
    "type-name": ".title h1",
    "excerpt": ".excerpt, .title .ornament",
    "addressee": "p.addressee, .addressees",
    "basis": ".basis",
    "body": ".body",
    "item": ".item",
    "heading-1": ".heading.level-1",
    "heading-2": ".heading.level-2",
    "heading-3": ".heading:is(.level-3, .level-4, .level-5)",
    "chapter": ".heading.chapter",
    "note": ".note",
    "byline": ".byline",
    "footnote": ".footnote",
    "table-caption": "caption",
    "table-head": "th",
    "table-text": "td",
    "figure-caption": "figcaption",
    "authority": ".authority",
    "position": ".authority ~ .authority",
    "post": ".post",
    "signature": ".name",
    "recipients-label": ".recipients .label",
    "recipients": ".recipients p",
    "annex-label": ".annex-label",
    "annex-title": ".annex-title",
    "annex-reference": ".annex-reference",
}
"""Where each component stands in ``document.html``. The number of a page stands in its margin."""
_PADDED: tuple[Component, ...] = ("table-caption", "table-head", "table-text")
"""Cells have no margins. Elsewhere Word, like CSS, takes the greater of two spaces that meet."""

_SINGLE: Mapping[str, Decimal] = {"hi": Decimal("1.35")}
_SINGLE_OF_TIMES = Decimal("1.15")
"""The height of a single line in Word by the size of its letters, in Times New Roman. Devanagari
has strokes above and below that need more."""
_DEEPEST_ITEM = 4
_FIRST_OF_ANNEX = "counter-reset: page 1; @top-center { content: none }"


def look_css(layout: Layout, language: str) -> str:
    """The rules of CSS for everything that ``layout`` states, in a paper in ``language``."""
    return "\n".join((*_page_rules(layout), *_component_rules(layout, language), ""))


def _page_rules(layout: Layout) -> Iterator[str]:
    page = layout.page
    sides = (page.top, page.right, page.bottom, page.left)
    margins = " ".join(f"{side.used:f}mm" for side in sides)
    number = layout.looks["page-number"]
    yield f"@page {{ margin: {margins}; @top-center {{ font-size: {number.size:f}pt }} }}"
    yield f"html {{ --margins: {margins}; font-size: {layout.looks['body'].size:f}pt }}"
    yield f".row > :is(.issuer, .number) {{ width: {layout.letterhead_column:f}mm }}"
    yield f".row > .recipients {{ width: {layout.foot_column:f}mm }}"
    yield f".subject {{ padding: 0 {SUBJECT_SIDES}mm }}"
    yield f".title .excerpt {{ padding: 0 {EXCERPT_SIDES}mm }}"
    yield f".signatures .row > .signature {{ padding: 12pt {SIGNATURE_SIDES}mm 0 }}"
    yield f".pen {{ height: {layout.pen_room:f}mm }}"
    if layout.annex_pages == "own":
        yield ".annex { page: annex }"
        for kind in ("annex", "landscape"):
            yield f"@page :nth(1 of {kind}) {{ {_FIRST_OF_ANNEX} }}"


def _component_rules(layout: Layout, language: str) -> Iterator[str]:
    for component, selector in _SELECTORS.items():
        look = layout.looks[component]
        space = "padding" if component in _PADDED else "margin"
        sides = [f"{space}-top: {look.before:f}pt", f"{space}-bottom: {look.after:f}pt"]
        yield f"{selector} {{ {'; '.join((*_letters(look, language), *sides))} }}"
        if look.rule:
            yield from _rule(selector, look)
    item = layout.looks["item"]
    for level in range(2, _DEEPEST_ITEM + 1):
        left = item.left + (level - 1) * layout.item_step
        yield f".item.level-{level} {{ margin-left: {left:f}mm }}"


def _letters(look: Look, language: str) -> Iterator[str]:
    """The letters of a component and how its lines stand."""
    yield f"font-size: {look.size:f}pt"
    yield f"font-weight: {'bold' if look.bold else 'normal'}"
    yield f"font-style: {'italic' if look.italic else 'normal'}"
    if look.underline:
        yield "text-decoration: underline"
    yield f"text-align: {'justify' if look.align == 'both' else look.align}"
    yield f"text-indent: {look.first:f}mm"
    yield f"margin-left: {look.left:f}mm"
    single = _SINGLE.get(language, _SINGLE_OF_TIMES)
    if look.at_least:
        yield f"line-height: {max(look.at_least, look.size * single):f}pt"
    else:
        yield f"line-height: {look.line * single:f}"


def _rule(selector: str, look: Look) -> Iterator[str]:
    """A line under the words: as long as they are, or of a third to a half of them."""
    line = ", ".join(f"{one} .line" for one in selector.split(", "))
    if look.rule == "full":
        yield f"{line} {{ padding-bottom: 1pt; border-bottom: 0.75pt solid }}"
    else:
        after = ", ".join(f"{one}::after" for one in line.split(", "))
        yield (
            f'{after} {{ content: ""; display: block; width: 40%; margin: 1pt auto 0;'
            " border-top: 0.75pt solid }"
        )
