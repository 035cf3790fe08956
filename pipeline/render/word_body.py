"""Headings, paragraphs, tables and figures of a paper as WordprocessingML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.model.blocks import (
    Align,
    Block,
    Chart,
    Figure,
    Heading,
    Line,
    Paragraph,
    Role,
    Run,
    RunKind,
    Signature,
    Signatures,
    Table,
    plain,
)
from pipeline.render.keeping import ending

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = etree._Element
StyleIds = Mapping[str, str]
"""The id of each style of a frame by its name, the name a clerk sees in Word."""
Picture = Callable[[Figure | Chart], Element]
"""Puts a picture into the file; gives the drawing that shows it."""

STYLES = (
    *("Bloc Heading 1", "Bloc Heading 2", "Bloc Heading 3"),
    *("Bloc Body", "Bloc Item", "Bloc Item 2", "Bloc Item 3", "Bloc Note", "Bloc Byline"),
    *("Bloc Table", "Bloc Table Caption", "Bloc Table Head", "Bloc Table Text"),
    *("Bloc Table Total", "Bloc Figure", "Bloc Figure Caption", "Bloc Spacer"),
    *("Bloc Authority", "Bloc Position", "Bloc Signature Space", "Bloc Post", "Bloc Signature"),
)
"""The styles that a frame must have for the blocks of a paper."""

CHAPTER_STYLE = "Bloc Chapter"
"""Of a heading whose number stands on a line of its own."""

_ROLE_STYLES = {Role.BODY: "Bloc Body", Role.NOTE: "Bloc Note", Role.BYLINE: "Bloc Byline"}
_LAST_LEVEL = 3

# Word takes the complex-script font and size for a run that says so; a run that mixes
# scripts would show its Latin letters in the Devanagari font. Joiners, hyphens and spaces
# between two Devanagari words stay with them.
_DEVANAGARI = r"[\u0900-\u097f\u1cd0-\u1cff\ua8e0-\ua8ff]"
_SCRIPTS = re.compile(
    rf"((?:{_DEVANAGARI}(?:[\s\u200c\u200d-]+(?={_DEVANAGARI})|[\u200c\u200d])*)+)"
)
_BREAKS = re.compile(r"(\r\n|\r|\n|\t)")


def node(tag: str, *children: Element, **attributes: str) -> Element:
    """A WordprocessingML element; ``attributes`` are of its own namespace."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap={"w": W})
    for name, value in attributes.items():
        made.set(f"{{{W}}}{name}", value)
    made.extend(children)
    return made


def run_nodes(run: Run) -> Iterator[Element]:
    """A run as Word runs, one for each stretch of one script.

    A footnote stands inside its mark until the file is whole.
    """
    for position, text in enumerate(_SCRIPTS.split(run.text)):
        if text:
            yield _word_run(run, text, complex_script=position % 2 == 1)
    if run.footnote:
        yield node("r", node("footnoteReference", *line_nodes(run.footnote)))


def _word_run(run: Run, text: str, *, complex_script: bool) -> Element:
    """One Word run. Bold and italic are said twice: Devanagari listens to the Cs twins."""
    marks = []
    if run.bold:
        marks += [node("b"), node("bCs")]
    if run.italic or run.kind is RunKind.UNTRANSLATED:
        marks += [node("i"), node("iCs")]
    if run.kind is RunKind.GAP:
        marks += [node("highlight", val="yellow")]
    if complex_script:
        marks += [node("cs")]
    made = node("r", *([node("rPr", *marks)] if marks else []))
    for piece in _BREAKS.split(text):
        if piece == "\t":
            made.append(node("tab"))
        elif piece in {"\r\n", "\r", "\n"}:
            made.append(node("br"))
        elif piece:
            words = node("t")
            words.text = piece
            words.set(XML_SPACE, "preserve")
            made.append(words)
    return made


_BEFORE_NUMBER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")


def place_in_list(looks: Element, number: str, depth: int = 0) -> None:
    """Give the properties of a paragraph or style their place in the list with that number."""
    before = sum(etree.QName(child).localname in _BEFORE_NUMBER for child in looks)
    number_looks = node("numPr", node("ilvl", val=str(depth)), node("numId", val=number))
    looks.insert(before, number_looks)


def line_nodes(line: Line) -> list[Element]:
    """The Word runs of a line."""
    return [made for run in line for made in run_nodes(run)]


def paragraph(style: str, line: Line, *, keep: bool = False, align: str = "") -> Element:
    """A paragraph in the style with the id ``style``; ``keep`` holds it with what follows."""
    looks = [node("pStyle", val=style)]
    if keep:
        looks.append(node("keepNext"))
    if align:
        looks.append(node("jc", val=align))
    return node("p", node("pPr", *looks), *line_nodes(line))


@dataclass(frozen=True, slots=True)
class Room:
    """Where blocks are printed: the styles of the frame, and a text ``width`` twips wide."""

    styles: StyleIds
    width: int
    picture: Picture


def block_nodes(
    blocks: Sequence[Block], places: Iterable[str], room: Room, *, signed: bool = False
) -> list[Element]:
    """The blocks of a body or an annex; with ``signed``, a signature follows them.

    ``places`` tells the list in which each counts, if it is not that of its style.
    """
    styles, width = room.styles, room.width
    made: list[Element] = []
    starts: list[int] = []
    for number, (block, place) in enumerate(zip(blocks, places, strict=True)):
        starts.append(len(made))
        if isinstance(block, Signatures) or _is_byline(block):
            _hold(made[starts[number - ending(blocks[:number])] :])
        match block:
            case Heading():
                made.append(_heading(block, place, styles))
            case Paragraph():
                made.append(_text_paragraph(block, place, styles))
            case Table():
                made.extend(_table_nodes(block, styles, width))
            case Figure() | Chart():
                made.extend(_figure_nodes(block, styles, room.picture))
            case Signatures():
                made.extend(_signatures_nodes(block, styles, width))
    if signed and blocks:
        _hold(made[starts[-ending(blocks)] :])
    return made


def _is_byline(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role is Role.BYLINE


def _hold(nodes: Sequence[Element]) -> None:
    """Keep the nodes together with what follows them; of a table, its last two rows."""
    for made in nodes:
        rows = made.findall(f"{{{W}}}tr")
        for held in [p for row in rows[-2:] for p in row.iter(f"{{{W}}}p")] or [made]:
            looks = held.find(f"{{{W}}}pPr")
            if looks is not None and looks.find(f"{{{W}}}keepNext") is None:
                looks.insert(1, node("keepNext"))


def heading_style(level: int, *, chapter: bool) -> str:
    """The name of the style of a heading."""
    return CHAPTER_STYLE if chapter else f"Bloc Heading {min(level, _LAST_LEVEL)}"


def _heading(block: Heading, place: str, styles: StyleIds) -> Element:
    """A heading. Its style counts it; the number of a chapter stands above its title."""
    style = styles[heading_style(block.level, chapter=block.is_chapter)]
    made = paragraph(style, ((Run("\n"),) if block.is_chapter else ()) + block.content)
    if place:
        place_in_list(made[0], place)
    return made


def _text_paragraph(block: Paragraph, place: str, styles: StyleIds) -> Element:
    if block.role is Role.ITEM:
        level = min(block.level, _LAST_LEVEL)
        style = "Bloc Item" if level <= 1 else f"Bloc Item {level}"
    else:
        style = _ROLE_STYLES[block.role]
    made = paragraph(styles[style], block.content, keep=block.leads)
    if place:
        place_in_list(made[0], place)
    return made


def _table_nodes(table: Table, styles: StyleIds, width: int) -> Iterator[Element]:
    """Caption, table, and a narrow paragraph: without it Word joins two tables into one."""
    if table.caption:
        yield paragraph(styles["Bloc Table Caption"], table.caption)
    widths = [round(column.width * width) for column in table.columns]
    widths[-1] += width - sum(widths)
    head = [
        _cell([paragraph(styles["Bloc Table Head"], column.title)], wide)
        for column, wide in zip(table.columns, widths, strict=True)
    ]
    made = node(
        "tbl",
        node(
            "tblPr",
            node("tblStyle", val=styles["Bloc Table"]),
            node("tblW", w=str(width), type="dxa"),
            node("tblLayout", type="fixed"),
            _table_look(has_total=table.has_total),
            *([node("tblCaption", val=plain(table.caption))] if table.caption else []),
        ),
        node("tblGrid", *(node("gridCol", w=str(wide)) for wide in widths)),
        node("tr", node("trPr", node("cantSplit"), node("tblHeader")), *head),
    )
    for position, row in enumerate(table.rows, 1):
        last = position == len(table.rows)
        look = "Bloc Table Total" if table.has_total and last else "Bloc Table Text"
        # A short table stands on one page; of others, the last row is not alone on the next.
        keep = not last and (table.is_short or position == len(table.rows) - 1)
        made.append(
            node(
                "tr",
                node("trPr", node("cantSplit")),
                *(
                    _cell(
                        [paragraph(styles[look], line, keep=keep, align=_alignment(column.align))],
                        wide,
                    )
                    for column, line, wide in zip(table.columns, row, widths, strict=True)
                ),
            )
        )
    yield made
    yield paragraph(styles["Bloc Spacer"], ())


def _table_look(*, has_total: bool) -> Element:
    """Which rows a table style may set apart: the head, and the total."""
    marks = {"firstRow": "1", "lastRow": str(int(has_total)), "firstColumn": "0"}
    bands = {"lastColumn": "0", "noHBand": "1", "noVBand": "1"}
    return node("tblLook", val="0660" if has_total else "0620", **marks, **bands)


def _cell(content: Sequence[Element], width: int, upright: str = "center") -> Element:
    return node(
        "tc",
        node("tcPr", node("tcW", w=str(width), type="dxa"), node("vAlign", val=upright)),
        *content,
    )


def _alignment(align: Align) -> str:
    """Nothing for the left: that is the style's own, so that a clerk may change it."""
    return "" if align is Align.LEFT else str(align)


def _figure_nodes(figure: Figure | Chart, styles: StyleIds, picture: Picture) -> Iterator[Element]:
    if isinstance(figure, Chart) or figure.image is not None:
        shown = paragraph(styles["Bloc Figure"], (), keep=bool(figure.caption))
        shown.append(node("r", node("drawing", picture(figure))))
        yield shown
    if figure.caption:
        yield paragraph(styles["Bloc Figure Caption"], figure.caption)


def _signatures_nodes(block: Signatures, styles: StyleIds, width: int) -> Iterator[Element]:
    """A table without lines; the last row is not alone on a page, nor is what follows parted."""
    wide = width // block.across
    rows = block.rows
    made = node(
        "tbl",
        node(
            "tblPr",
            node("tblW", w=str(wide * block.across), type="dxa"),
            node("tblLayout", type="fixed"),
            node("tblLook", val="0000"),
        ),
        node("tblGrid", *(node("gridCol", w=str(wide)) for _ in range(block.across))),
    )
    for number, row in enumerate(rows, 1):
        cells = [
            _cell(_signature_nodes(one, spare, styles, keep=number == len(rows) - 1), wide, "top")
            for one, spare in row
        ]
        empty = [
            _cell([paragraph(styles["Bloc Signature"], ())], wide, "top")
            for _ in range(block.across - len(row))
        ]
        made.append(node("tr", node("trPr", node("cantSplit")), *cells, *empty))
    yield made
    yield paragraph(styles["Bloc Spacer"], ())


def _signature_nodes(
    signature: Signature, spare: int, styles: StyleIds, *, keep: bool
) -> list[Element]:
    """One who signs: authority, room for the pen with ``spare`` lines more, post and name."""
    lines = [
        *(("Bloc Authority", line) for line in signature.authority[:1]),
        *(("Bloc Position", line) for line in signature.authority[1:]),
        *[("Bloc Position", ())] * spare,
        ("Bloc Signature Space", ()),
        *(("Bloc Post", line) for line in (signature.post,) if line),
        ("Bloc Signature", signature.name),
    ]
    return [paragraph(styles[style], line, keep=keep) for style, line in lines]
