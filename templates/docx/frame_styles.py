"""The styles of the Word frames: their structure, and their look as WordprocessingML.

How a component looks is told by the layout profile (``templates/layouts.yaml``). Here stands what
no rule knows: which style stands on which, what keeps with the next paragraph, how deep a heading
lies, and the narrow paragraphs that hold the frame together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.model.layout import Component, Layout, Look
from pipeline.model.word_styles import WORD_STYLES
from pipeline.render.letterhead import EXCERPT_SIDES, SUBJECT_SIDES

TEXT_STYLE = WORD_STYLES["body"]
HEADING_STYLE = "Bloc Heading"
"""Under all headings: restyled once, it restyles them all. It stands on the text itself."""


@dataclass(frozen=True)
class Style:
    """One paragraph style. Lengths are millimetres, ``exact`` is a height of the line in points.

    Without a ``base`` it states its whole look; on one it states only what differs.
    """

    look: Component = "body"
    base: str = ""
    own: Mapping[str, object] = field(default_factory=dict)
    """What its look has otherwise than the component's."""
    right: float = 0
    exact: float = 0
    keep: bool = False
    new_page: bool = False
    outline: int | None = None
    rule: bool = False


_PLAIN: Mapping[str, object] = {"size": 14, "sizes": None, "bold": False, "align": "center"}
_FLUSH: Mapping[str, object] = {"first": Decimal(0), "after": Decimal(0), "line": Decimal(1)}
_NARROW = {**_PLAIN, **_FLUSH, "at_least": Decimal(0)}
_KEPT: tuple[Component, ...] = (
    *("type-name", "excerpt", "chapter", "table-caption", "table-head"),
    *("authority", "position", "post", "annex-label", "annex-title"),
)
_ON_TEXT: tuple[Component, ...] = ("basis", "item")


def styles_of(layout: Layout) -> dict[str, Style]:
    """Every paragraph style of a frame by its name, each after the one it stands on."""
    step = layout.item_step
    item = layout.looks["item"]
    styles = {TEXT_STYLE: Style()}
    for component, name in WORD_STYLES.items():
        if component not in {"body", "heading-1", "heading-2", "heading-3"}:
            base = TEXT_STYLE if component in _ON_TEXT else ""
            styles[name] = Style(component, base, keep=component in _KEPT)
    for level in (2, 3):
        deeper = {"left": item.left + (level - 1) * step}
        styles[f"Bloc Item {level}"] = Style("item", "Bloc Item", deeper)
    styles[HEADING_STYLE] = Style("heading-2", TEXT_STYLE, keep=True)
    headings: tuple[Component, ...] = ("heading-1", "heading-2", "heading-3")
    for level, component in enumerate(headings, 1):
        # Word's own heading between the two gives the level.
        styles[WORD_STYLES[component]] = Style(component, f"Heading {level}", keep=True)
    styles["Bloc Chapter"] = Style("chapter", keep=True, outline=0)
    styles["Bloc Excerpt"] = Style(
        "excerpt",
        keep=True,
        right=EXCERPT_SIDES if layout.is_official else 0,
        own={"left": Decimal(EXCERPT_SIDES)} if layout.is_official else {},
        outline=None if layout.is_official else 0,
    )
    styles["Bloc Subject"] = Style(
        "subject", own={"left": Decimal(SUBJECT_SIDES)}, right=SUBJECT_SIDES
    )
    styles["Bloc Annex Label"] = Style(
        "annex-label", keep=True, outline=0, new_page=layout.annex_pages == "running"
    )
    return styles | {
        "Bloc Page Number": Style("page-number", "Header"),
        "Bloc Addressees Label": Style(
            "addressee", keep=True, own={"align": "left", "left": 25, "after": 0}
        ),
        "Bloc Addressees": Style(
            "addressee", own={"align": "both", "left": 48, "first": -3, "before": 3, "after": 0}
        ),
        "Bloc Ornament": Style("issuer"),
        "Bloc Full Rule": Style("body", exact=6, rule=True, own={**_NARROW, "before": 2}),
        "Bloc Short Rule": Style("body", exact=6, rule=True, own={**_NARROW, "before": 2}),
        "Bloc Table Total": Style("table-text", "Bloc Table Text", own={"bold": True}),
        "Bloc Figure": Style("body", keep=True, own={**_NARROW, "before": 6, "after": 3}),
        "Bloc Signature Space": Style(
            "body", exact=float(layout.pen_room) * 72 / 25.4, keep=True, own=_NARROW
        ),
        "Bloc Tag": Style("body", own={**_NARROW, "size": 9, "align": "left"}),
        "Bloc Spacer": Style("body", exact=6, own={**_NARROW, "align": "left"}),
        "Bloc End": Style("body", exact=1, own={**_NARROW, "align": "left"}),
        "Bloc Notice": Style("body", "Footer", own={**_NARROW, "size": 9}),
    }


def look_of(style: Style, layout: Layout) -> Look:
    """The whole look of a style."""
    return layout.looks[style.look].model_copy(update=dict(style.own))


def twips(millimetres: float | Decimal) -> int:
    """Millimetres in twentieths of a point."""
    return round(float(millimetres) * 1440 / 25.4)


def run_properties(look: Look, on: Look | None) -> str:
    """The letters of a style, as far as they differ from those of the style it stands ``on``.

    Devanagari takes its size and weight from the Cs twins.
    """
    marks = []
    for tag, name in (("b", "bold"), ("i", "italic")):
        value = getattr(look, name)
        if on is None or getattr(on, name) != value:
            marks += [f'<w:{tag}{twin} w:val="{int(value)}"/>' for twin in ("", "Cs")]
    if on is None or on.size != look.size:
        marks += [f'<w:{tag} w:val="{round(look.size * 2)}"/>' for tag in ("sz", "szCs")]
    if look.underline:
        marks += ['<w:u w:val="single"/>']
    return f"<w:rPr>{''.join(marks)}</w:rPr>"


def paragraph_properties(style: Style, look: Look, on: Look | None) -> str:
    """The place of a style's paragraphs on the page, as far as it differs from ``on``."""
    spacing = _changed(_spacing(look, style.exact), on and _spacing(on, 0))
    indents = _changed(_indents(look, style.right), on and _indents(on, 0))
    align = look.align if on is None or on.align != look.align else ""
    parts = (
        "<w:keepNext/>" if style.keep else '<w:keepNext w:val="0"/>',
        "<w:pageBreakBefore/>" if style.new_page else "",
        '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
        if style.rule
        else "",
        f"<w:spacing{spacing}/>" if spacing else "",
        f"<w:ind{indents}/>" if indents else "",
        f'<w:jc w:val="{align}"/>' if align else "",
        f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
    )
    return f"<w:pPr>{''.join(parts)}</w:pPr>"


def _spacing(look: Look, exact: float) -> dict[str, object]:
    if exact or look.at_least:
        rule = "exact" if exact else "atLeast"
        line = {"line": round((exact or float(look.at_least)) * 20), "lineRule": rule}
    else:
        line = {"line": round(look.line * 240), "lineRule": "auto"}
    return {"before": round(look.before * 20), "after": round(look.after * 20), **line}


def _indents(look: Look, right: float) -> dict[str, object]:
    first = {"hanging": twips(-look.first)} if look.first < 0 else {"firstLine": twips(look.first)}
    return {"left": twips(look.left), "right": twips(right), **first}


def _changed(values: Mapping[str, object], on: Mapping[str, object] | None) -> str:
    """The attributes that differ from those of the style below; a line goes with its rule."""
    base = on or {}
    changed = {name for name, value in values.items() if base.get(name) != value}
    if {"line", "lineRule"} & changed:
        changed |= {"line", "lineRule"}
    return "".join(f' w:{name}="{values[name]}"' for name in values if name in changed)
