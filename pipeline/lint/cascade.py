"""The style cascade of Word: what letters and paragraphs look like after all styles.

Document defaults, then the table's style, then the paragraph's with all it is based on, then the
character style, then what is set directly (ECMA-376 Part 1, 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from lxml import etree

from pipeline.lint.package import Element, q, value_of
from pipeline.lint.paper import Alignment, Letters, Setting

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MM_PER_TWIP = 25.4 / 1440
_OFF = {"0", "false", "off", "none"}
_DEEPEST = 30
"""Styles stand on each other some three deep; a circle of them must not hang the reader."""
_WORDS_OWN_FONT = "Times New Roman"
_ALIGNMENTS: Mapping[str, Alignment] = {
    **dict.fromkeys(("center",), "center"),
    **dict.fromkeys(("right", "end"), "right"),
    **dict.fromkeys(("both", "distribute", "thaiDistribute"), "both"),
}

Attributes = dict[str, str]


def is_on(node: Element | None) -> bool:
    """Whether a switch such as bold is set; without a value it is."""
    return node is not None and (value_of(node) or "1").lower() not in _OFF


def number(text: str | None, usual: float = 0.0) -> float:
    """A measure of Word's; other programs write fractions, and broken files anything."""
    try:
        return float(text) if text is not None else usual
    except ValueError:
        return usual


def millimetres(twips: str | None) -> float:
    """Twentieths of a point in millimetres."""
    return number(twips) * _MM_PER_TWIP


@dataclass(frozen=True)
class Styles:
    """The styles of a file. ``root`` is its part ``styles``, ``theme`` the part of that name."""

    root: Element
    theme: Element | None
    _known: dict[tuple[object, ...], Letters | Setting] = field(default_factory=dict)
    """Looks already worked out: a paper has thousands of runs and some dozen looks."""

    @cached_property
    def by_id(self) -> Mapping[str, Element]:
        """The styles by their id."""
        return {style.get(q("styleId")) or "": style for style in self.root.iter(q("style"))}

    @cached_property
    def usual(self) -> str:
        """The id of the paragraph style of those that name none."""
        for style in self.root.iter(q("style")):
            if style.get(q("type")) == "paragraph" and (style.get(q("default")) or "0") != "0":
                return style.get(q("styleId")) or ""
        return ""

    def chain(self, style: str | None) -> list[Element]:
        """The style and those it is based on, the furthest first."""
        found: list[Element] = []
        while style and style in self.by_id and len(found) < _DEEPEST:
            found.insert(0, self.by_id[style])
            style = value_of(self.by_id[style].find(q("basedOn")))
        return found

    def defaults(self, kind: str) -> Iterator[Element]:
        """The document's own defaults, of ``rPr`` or ``pPr``."""
        found = self.root.find(f"{q('docDefaults')}/{q(kind + 'Default')}/{q(kind)}")
        if found is not None:
            yield found

    def layers(self, kind: str, *styles: str | None) -> Iterator[Element]:
        """The properties of styles and of all they are based on, in the order they are applied."""
        for style in styles:
            for one in self.chain(style):
                found = one.find(q(kind))
                if found is not None:
                    yield found

    def letters(
        self,
        table: str | None,
        paragraph: str | None,
        direct: Element | None,
        *,
        devanagari: bool = False,
    ) -> Letters:
        """How a run looks; ``direct`` are its own properties."""
        key = ("r", table, paragraph, _xml(direct), devanagari)
        if key not in self._known:
            self._known[key] = self._letters(table, paragraph, direct, devanagari=devanagari)
        found = self._known[key]
        assert isinstance(found, Letters)
        return found

    def _letters(
        self, table: str | None, paragraph: str | None, direct: Element | None, *, devanagari: bool
    ) -> Letters:
        paragraph = paragraph or self.usual
        character = value_of(direct.find(q("rStyle"))) if direct is not None else None
        own = [] if direct is None else [direct]
        below = [*self.defaults("rPr"), *self.layers("rPr", table)]
        of_paragraph = list(self.layers("rPr", paragraph))
        of_character = list(self.layers("rPr", character))
        every = [*below, *of_paragraph, *of_character, *own]
        twin = "Cs" if devanagari else ""

        def toggled(tag: str) -> bool:
            """Bold twice is not bold: styles of two kinds undo each other, direct marks do not."""
            if (set_directly := _last(own, tag)) is not None:
                return is_on(set_directly)
            said = [is_on(_last(layers, tag)) for layers in (of_paragraph, of_character)]
            usual = is_on(_last(below, tag)) and _last(of_paragraph, tag) is None
            return said[0] != said[1] or usual

        underline = _last(every, "u")
        return Letters(
            font=self._font(every, devanagari=devanagari),
            size=number(value_of(_last(every, "szCs" if devanagari else "sz")), 20) / 2,
            bold=toggled("b" + twin),
            italic=toggled("i" + twin),
            underline=underline is not None and value_of(underline) not in {None, "none"},
            capitals=toggled("caps"),
        )

    def setting(
        self,
        table: str | None,
        paragraph: str | None,
        numbering: Element | None,
        own: Element | None,
    ) -> Setting:
        """How a paragraph stands. ``numbering`` are the properties of its level of a list."""
        key = ("p", table, paragraph, _xml(numbering), _xml(own))
        if key not in self._known:
            self._known[key] = self._setting(table, paragraph, numbering, own)
        found = self._known[key]
        assert isinstance(found, Setting)
        return found

    def _setting(
        self,
        table: str | None,
        paragraph: str | None,
        numbering: Element | None,
        own: Element | None,
    ) -> Setting:
        paragraph = paragraph or self.usual
        of_style = list(self.layers("pPr", paragraph))
        listed = [] if numbering is None else [numbering]
        direct = [] if own is None else [own]
        # A list chosen in the style bows to the style's own indents; chosen directly it does not.
        in_style = own is None or own.find(q("numPr")) is None
        middle = [*listed, *of_style] if in_style else [*of_style, *listed]
        every = [*self.defaults("pPr"), *self.layers("pPr", table), *middle, *direct]
        indent, spacing = _merged(every, "ind"), _merged(every, "spacing")
        rule = spacing.get("lineRule", "auto")
        line = number(spacing.get("line"), 240)
        align = _ALIGNMENTS.get(value_of(_last(every, "jc")) or "", "left")
        hanging = millimetres(indent.get("hanging"))
        return Setting(
            align=align,
            left=millimetres(indent.get("left", indent.get("start"))),
            right=millimetres(indent.get("right", indent.get("end"))),
            first=-hanging if hanging else millimetres(indent.get("firstLine")),
            before=number(spacing.get("before")) / 20,
            after=number(spacing.get("after")) / 20,
            line=line / 240 if rule == "auto" else line / 20,
            line_rule="exact" if rule == "exact" else "atLeast" if rule == "atLeast" else "auto",
            keep_next=is_on(_last(every, "keepNext")),
            new_page=is_on(_last(every, "pageBreakBefore")),
            line_above=_has_line(every, "top"),
            line_below=_has_line(every, "bottom"),
        )

    def _font(self, layers: Iterable[Element], *, devanagari: bool) -> str:
        """The name of the font; a theme's font stands before a name in the same place."""
        slot = "cs" if devanagari else "ascii"
        themed = "cstheme" if devanagari else "asciiTheme"
        font = _WORDS_OWN_FONT
        for layer in layers:
            fonts = layer.find(q("rFonts"))
            if fonts is None:
                continue
            of_theme = self._theme_font(fonts.get(q(themed)), devanagari=devanagari)
            font = of_theme or fonts.get(q(slot)) or fonts.get(q("hAnsi")) or font
        return font

    def _theme_font(self, name: str | None, *, devanagari: bool) -> str:
        if not name or self.theme is None:
            return ""
        major = "major" if name.startswith("major") else "minor"
        kind = "cs" if devanagari else "latin"
        found = self.theme.find(f".//{_A}{major}Font/{_A}{kind}")
        return "" if found is None else found.get("typeface") or ""


def _xml(node: Element | None) -> bytes:
    return b"" if node is None else etree.tostring(node, with_tail=False)


def _last(layers: Iterable[Element], tag: str) -> Element | None:
    """What the last layer that says anything says."""
    found: Element | None = None
    for layer in layers:
        node = layer.find(q(tag))
        found = found if node is None else node
    return found


def _merged(layers: Iterable[Element], tag: str) -> Attributes:
    """The attributes of a property, each as the last layer that states it says."""
    merged: Attributes = {}
    for layer in layers:
        node = layer.find(q(tag))
        if node is None:
            continue
        stated = {etree.QName(str(name)).localname: str(said) for name, said in node.attrib.items()}
        if "firstLine" in stated or "hanging" in stated:
            merged.pop("firstLine", None)
            merged.pop("hanging", None)
        merged |= stated
    return merged


def _has_line(layers: Iterable[Element], side: str) -> bool:
    """Whether a paragraph has a line above or below it."""
    border = _last(layers, "pBdr")
    line = None if border is None else border.find(q(side))
    return line is not None and value_of(line) not in {None, "nil", "none"}
