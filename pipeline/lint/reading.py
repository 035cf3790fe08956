"""A Word file as a :class:`Paper`: what a reader of the printed page would see."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from pipeline.lint.cascade import Styles, is_on, number
from pipeline.lint.numbering import Numbering
from pipeline.lint.package import Element, Package, q, value_of
from pipeline.lint.paper import Cell, Paper, Para, Piece
from pipeline.lint.sheets import read_sheets, says_draft

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MM_PER_EMU = 25.4 / 914400
_DEVANAGARI = re.compile(r"[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]")
_LENGTH = re.compile(r"([\d.]+)(pt|in|cm|mm)")
_UNITS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0}

_TYPED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_NOT_WORDS = {q(tag) for tag in ("del", "moveFrom", "pPr", "rPr", "sdtPr")} | {etree.Comment}
_WORDS = {q(tag) for tag in ("t", "rPr", *_TYPED)}
_PICTURES = {_A + "blip", _V + "imagedata"}
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
_DEEPEST = 60
"""How deep tables and content controls may stand in each other."""


def read_paper(package: Package) -> Paper:
    """The paper in a package.

    Raises:
        InputError: a part of it is damaged.
    """
    styles_part = package.related("styles")
    styles = Styles(
        etree.Element(q("styles")) if styles_part is None else styles_part,
        package.related("theme"),
    )
    body = package.document.find(q("body"))
    assert body is not None, "refused when the package was opened"
    reader = _Reader(
        styles,
        Numbering(package.related("numbering")),
        {p: index for index, p in enumerate(body.iter(q("p")))},
    )
    reader.blocks(body, None, None, 0)
    return Paper(tuple(reader.found), read_sheets(package, styles), says_draft(package))


@dataclass
class _Reader:
    styles: Styles
    numbering: Numbering
    indexes: dict[Element, int]
    found: list[Para] = field(default_factory=list)
    tables: int = 0
    section: int = 0

    def blocks(self, holder: Element, cell: Cell | None, table: str | None, depth: int) -> None:
        """The paragraphs and tables in a body, a cell or a text box."""
        if depth > _DEEPEST:
            return
        for child in holder:
            match child.tag:
                case tag if tag == q("p"):
                    self.paragraph(child, cell, table)
                case tag if tag == q("tbl"):
                    self.table(child, depth)
                case tag if tag == q("sdt"):
                    content = child.find(q("sdtContent"))
                    if content is not None:
                        self.blocks(content, cell, table, depth + 1)
                case tag if tag in {q("ins"), q("customXml"), q("moveTo")}:
                    self.blocks(child, cell, table, depth + 1)

    def table(self, table: Element, depth: int) -> None:
        """A table, row by row."""
        number_of, self.tables = self.tables, self.tables + 1
        properties = table.find(q("tblPr"))
        style = value_of(properties.find(q("tblStyle"))) if properties is not None else None
        widths = [
            number(value_of(col, "w")) for col in table.findall(f"{q('tblGrid')}/{q('gridCol')}")
        ]
        ruled = self._is_ruled(properties, style)
        for at, row in enumerate(table.findall(q("tr"))):
            kept = is_on(row.find(f"{q('trPr')}/{q('cantSplit')}"))
            cells = row.findall(q("tc"))
            column = 0
            for cell in cells:
                look = cell.find(q("tcPr"))
                span = (
                    round(number(value_of(look.find(q("gridSpan"))), 1)) if look is not None else 1
                )
                stated = value_of(look.find(q("tcW")), "w") if look is not None else None
                width = number(stated) or sum(widths[column : column + span])
                place = Cell(number_of, at, column, len(cells), width * 25.4 / 1440, kept, ruled)
                self.blocks(cell, place, style, depth + 1)
                column += span

    def _is_ruled(self, properties: Element | None, style: str | None) -> bool:
        layers = [
            *self.styles.layers("tblPr", style),
            *([] if properties is None else [properties]),
        ]
        for layer in reversed(layers):
            borders = layer.find(q("tblBorders"))
            if borders is not None:
                return any(
                    value_of(borders.find(q(side))) not in {None, "nil", "none"}
                    for side in _BORDERS
                )
        return False

    def paragraph(
        self, paragraph: Element, cell: Cell | None, table: str | None, *, boxed: bool = False
    ) -> None:
        """A paragraph, and after it those in text boxes that hang on it."""
        own = paragraph.find(q("pPr"))
        style = value_of(own.find(q("pStyle"))) if own is not None else None
        num, level = self._list_place(own, style)
        listed = self.numbering.level(num, level) if num else None
        setting = self.styles.setting(
            table, style, listed.find(q("pPr")) if listed is not None else None, own
        )
        pieces = tuple(_joined(self._pieces(paragraph, table, style)))
        has_words = bool(pieces)
        shapes = list(_shapes(paragraph))
        self.found.append(
            Para(
                index=self.indexes[paragraph],
                pieces=pieces,
                setting=setting,
                label=self.numbering.next_label(num, level) if num and has_words else "",
                cell=cell,
                section=self.section,
                drawn_lines=tuple(_drawn_lines(shapes)),
                in_box=boxed,
                has_picture=any(node.tag in _PICTURES for node in shapes),
            )
        )
        for box in (node for node in shapes if node.tag == q("txbxContent")):
            for inner in box.findall(q("p")):
                self.paragraph(inner, cell, table, boxed=True)
        if own is not None and own.find(q("sectPr")) is not None:
            self.section += 1

    def _list_place(self, own: Element | None, style: str | None) -> tuple[str, int]:
        """The list a paragraph is in and its level; directly set, or by its style."""
        for layer in (own, *reversed(list(self.styles.layers("pPr", style or self.styles.usual)))):
            found = None if layer is None else layer.find(q("numPr"))
            if found is None:
                continue
            num = value_of(found.find(q("numId")))
            stated = value_of(found.find(q("ilvl")))
            level = round(number(stated)) if stated else self._level_of_style(num, style)
            return ("" if num in {None, "0"} else str(num)), min(max(level, 0), 8)
        return "", 0

    def _level_of_style(self, num: str | None, style: str | None) -> int:
        """The level that a list ties to a style."""
        for level in range(9):
            found = self.numbering.level(num or "", level)
            if found is not None and value_of(found.find(q("pStyle"))) == style:
                return level
        return 0

    def _pieces(self, holder: Element, table: str | None, style: str | None) -> Iterator[Piece]:
        """The runs of a paragraph; deleted words, hidden words and codes of fields are not read."""
        for child in holder:
            if child.tag == q("r"):
                yield from self._run(child, table, style)
            elif child.tag not in _NOT_WORDS:
                yield from self._pieces(child, table, style)

    def _run(self, run: Element, table: str | None, style: str | None) -> Iterator[Piece]:
        direct = run.find(q("rPr"))
        if direct is not None and is_on(direct.find(q("vanish"))):
            return
        text = "".join(_typed(child) for child in run)
        if not text:
            return
        marked = direct is not None and (
            is_on(direct.find(q("cs"))) or is_on(direct.find(q("rtl")))
        )
        devanagari = marked or bool(_DEVANAGARI.search(text))
        yield Piece(
            text, self.styles.letters(table, style, direct, devanagari=devanagari), devanagari
        )


def _typed(node: Element) -> str:
    """What a node of a run puts into the line."""
    if node.tag == q("t"):
        return node.text or ""
    if node.tag == q("br") and value_of(node, "type") in {"page", "column"}:
        return ""
    return _TYPED.get(etree.QName(str(node.tag)).localname, "") if isinstance(node.tag, str) else ""


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Neighbours that look the same are one piece, however often Word cut them."""
    held: Piece | None = None
    for piece in pieces:
        if held and (held.letters, held.devanagari) == (piece.letters, piece.devanagari):
            held = replace(held, text=held.text + piece.text)
            continue
        if held:
            yield held
        held = piece
    if held:
        yield held


def _shapes(paragraph: Element) -> Iterator[Element]:
    """What is drawn at a paragraph; most have nothing but words."""
    for child in paragraph:
        if child.tag != q("r"):
            yield from _shapes(child)
        elif any(inner.tag not in _WORDS for inner in child):
            yield from _shown(child)


def _shown(holder: Element) -> Iterator[Element]:
    """What stands in a paragraph, drawings once: programs write each in two forms."""
    for child in holder:
        if child.tag == _MC + "Fallback" or not isinstance(child.tag, str):
            continue
        yield child
        if child.tag != q("txbxContent"):
            yield from _shown(child)


def _drawn_lines(shapes: Sequence[Element]) -> Iterator[float]:
    """Lengths of the lines that are drawn, in millimetres; 0 where it is not told."""
    for node in shapes:
        if node.tag in {_WP + "inline", _WP + "anchor"}:
            presets = {shape.get("prst") or "" for shape in node.iter(_A + "prstGeom")}
            extent = node.find(_WP + "extent")
            if any("line" in preset.lower() or "Connector" in preset for preset in presets):
                yield number(extent.get("cx")) * _MM_PER_EMU if extent is not None else 0.0
        elif node.tag == _V + "line":
            ends = [_millimetres(node.get(end, "").split(",")[0]) for end in ("from", "to")]
            yield abs(ends[1] - ends[0])
        elif node.tag == _V + "shape" and node.get("type", "").endswith("t32"):
            width = re.search(r"width:([^;]+)", node.get("style", ""))
            yield _millimetres(width[1]) if width else 0.0


def _millimetres(length: str) -> float:
    found = _LENGTH.search(length)
    return number(found[1]) * _UNITS[found[2]] if found else 0.0
