"""Numbers of headings and markers of lists as Word counts them itself.

A clerk who adds a heading or an item sees the others renumbered, so no number is typed. Headings
count in one list of several levels, which their styles are linked with. Each list of items counts
by itself. Word has no Vietnamese alphabet: it would go on from d) to e). So đ) is a list of its
own that shows that letter alone, and after each letter that Vietnamese lacks (f, j, w, z) the
counting is set forward.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.parts.numbering import NumberingPart

from pipeline.model.blocks import Block, Heading, Paragraph
from pipeline.render.word_body import (
    Element,
    StyleIds,
    W,
    heading_style,
    node,
    place_in_list,
)

Place = str
"""The id of the list in which a paragraph counts; empty where it bears no number."""

_COUNTS = {"I": "upperRoman", "1": "decimal", "n": "decimal", "1.1": "decimal", "a": "lowerLetter"}
_COUNT = re.compile(r"\{(I|1\.1|1|n|a)\}")
_ARABIC = re.compile(r"([0-9]+)(\D+)")
_LETTERED = re.compile(r"(([a-zđ])\2*)(\W+)")
_LETTERS = 26
"""After them Word doubles the letters as Vietnamese offices do: aa, bb."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """How the items of a list are marked: ``text`` holds %1 where their count stands."""

    count: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A marker as Word makes it: its kind, and what it counts; 0 where it does not count."""

    kind: _Kind
    ordinal: int


def _mark(marker: str, level: int) -> _Mark:
    text = marker.rstrip()
    if found := _ARABIC.fullmatch(marker):
        return _Mark(_Kind("decimal", f"%1{found[2].rstrip()}", level), int(found[1]))
    if found := _LETTERED.fullmatch(marker):
        if found[2] == "đ":
            return _Mark(_Kind("none", text, level), 0)
        ordinal = ord(found[2]) - ord("a") + 1 + _LETTERS * (len(found[1]) - 1)
        return _Mark(_Kind("lowerLetter", f"%1{found[3].rstrip()}", level), ordinal)
    return _Mark(_Kind("bullet", text, level), 0)


_UNMARKED = _Mark(_Kind("none", "", 0), 0)
"""Of a heading without number, whose style would give it one."""


class Lists:
    """The lists of one Word file, in the order in which its paragraphs ask for them."""

    def __init__(self, word: WordDocument, name: str) -> None:
        self._numbering = _numbering(word)
        self._seed = zlib.crc32(name.encode())
        self._abstract: dict[_Kind, str] = {}
        self._headings_count = False
        self._open: dict[_Kind, tuple[Place, int]] = {}

    def places(self, blocks: Sequence[Block]) -> Iterator[Place]:
        """In which list each block counts; empty where it counts in none but its style's."""
        for block in blocks:
            match block:
                case Paragraph(marker=str(marker)) if marker:
                    yield self._place(_mark(marker, block.level))
                case Heading(number="") if self._headings_count:
                    yield self._place(_UNMARKED)
                case _:
                    yield ""

    def _place(self, mark: _Mark) -> Place:
        place, last = self._open.get(mark.kind, ("", 0))
        if not place or (mark.ordinal and mark.ordinal != last + 1) or mark.ordinal == 1:
            place = self._new_list(mark)
        self._open[mark.kind] = place, mark.ordinal
        return place

    def _new_list(self, mark: _Mark) -> Place:
        kind = mark.kind
        if kind not in self._abstract:
            level = _level(0, kind.count, kind.text, "space" if kind.text else "nothing")
            self._abstract[kind] = self._add_abstract("singleLevel", [level])
        start = node("startOverride", val=str(mark.ordinal))
        override = [node("lvlOverride", start, ilvl="0")] if mark.ordinal else []
        return self._add_list(self._abstract[kind], override)

    def link_headings(self, patterns: Sequence[str], styles: StyleIds, looks: Element) -> None:
        """Let the heading styles count by ``patterns``, one for each level from 1.

        ``looks`` are the styles of the file.
        """
        by_id = {s.get(f"{{{W}}}styleId"): s for s in looks.iter(f"{{{W}}}style")}
        together = []
        for depth, pattern in enumerate(patterns):
            found = _COUNT.search(pattern)
            if found is None:
                continue
            self._headings_count = True
            style = styles[heading_style(depth + 1, chapter=pattern.endswith("\n"))]
            if found[1] == "n":
                # A list of its own, for no other level begins it anew.
                level = _heading_level(0, pattern, style)
                _link(by_id[style], self._add_list(self._add_abstract("singleLevel", [level]), []))
            else:
                together.append((_heading_level(depth, pattern, style), by_id[style], depth))
        if together:
            levels = [level for level, _, _ in together]
            number = self._add_list(self._add_abstract("multilevel", levels), [])
            for _, linked, depth in together:
                _link(linked, number, depth)

    def _add_abstract(self, sort: str, levels: list[Element]) -> str:
        known = self._numbering.findall(f"{{{W}}}abstractNum")
        key = _next(known, "abstractNumId")
        # Word takes lists with one nsid for the same when text is pasted from file to file.
        nsid = f"{(self._seed + int(key)) % 0x7FFFFFFF:08X}"
        made = node(
            "abstractNum",
            node("nsid", val=nsid),
            node("multiLevelType", val=sort),
            *levels,
            abstractNumId=key,
        )
        # All kinds stand before all lists.
        first = self._numbering.find(f"{{{W}}}num")
        if first is None:
            self._numbering.append(made)
        else:
            first.addprevious(made)
        return key

    def _add_list(self, abstract: str, overrides: list[Element]) -> Place:
        key = _next(self._numbering.findall(f"{{{W}}}num"), "numId", least=1)
        made = node("num", node("abstractNumId", val=abstract), *overrides, numId=key)
        self._numbering.append(made)
        return key


def _next(known: Sequence[Element], key: str, least: int = 0) -> str:
    return str(max((int(one.get(f"{{{W}}}{key}", "0")) + 1 for one in known), default=least))


def _level(depth: int, count: str, text: str, after: str) -> Element:
    """A level of a list. Indents are the style's own, so that a clerk changes them there."""
    return node(
        "lvl",
        node("start", val="1"),
        node("numFmt", val=count),
        node("suff", val=after),
        node("lvlText", val=text),
        node("lvlJc", val="left"),
        ilvl=str(depth),
    )


def _heading_level(depth: int, pattern: str, style: str) -> Element:
    """A level of the headings, linked with its style."""
    found = _COUNT.search(pattern)
    assert found is not None, "a pattern without a count makes no level"
    nested = found[1] == "1.1"
    text = _COUNT.sub(f"%{depth}.%{depth + 1}" if nested else f"%{depth + 1}", pattern).rstrip()
    after = "space" if pattern.endswith(" ") else "nothing"
    level = _level(depth, _COUNTS[found[1]], text, after)
    # In this place among its siblings; isLgl writes the count above in Arabic as well.
    level[2:2] = [node("pStyle", val=style), *([node("isLgl")] if nested else [])]
    return level


def _link(style: Element, number: Place, depth: int = 0) -> None:
    looks = style.find(f"{{{W}}}pPr")
    if looks is None:
        looks = node("pPr")
        letters = style.find(f"{{{W}}}rPr")
        style.append(looks) if letters is None else letters.addprevious(looks)
    for old in looks.findall(f"{{{W}}}numPr"):
        looks.remove(old)
    place_in_list(looks, number, depth)


def _numbering(word: WordDocument) -> Element:
    """The lists of the file; a frame has none, unless somebody put some in."""
    rels = word.part.rels.values()
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in rels):
        empty = parse_xml(f'<w:numbering xmlns:w="{W}"/>')
        name = PackURI("/word/numbering.xml")
        part = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, empty, word.part.package)
        word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    element: Element = word.part.numbering_part.element
    return element
