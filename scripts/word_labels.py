"""The numbers and markers that Word puts before the paragraphs of a file, counted as it counts.

They stand nowhere in the text of the file; whoever compares the file with a printed page, or with
the paper it was made from, must count them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def labels(word: WordDocument) -> Iterator[tuple[Any, str]]:
    """Every paragraph of the body in order, with what Word prints before its text."""
    lists, kinds = _lists(word)
    places = {s.get(qn("w:styleId")): s for s in word.styles.element.iter(qn("w:style"))}
    counters: dict[str, dict[int, int]] = {}
    begun: set[tuple[str, int]] = set()
    for paragraph in word.element.body.iter(qn("w:p")):
        number, depth = _place(paragraph.find(qn("w:pPr")), places)
        if number in ("", "0"):
            yield paragraph, ""
            continue
        kind, starts = lists[number]
        level = kinds[kind][depth]
        counts = counters.setdefault(kind, {})
        if depth in starts and (number, depth) not in begun:
            counts[depth] = starts[depth]
        elif depth in counts:
            counts[depth] += 1
        else:
            counts[depth] = _value(level, "start", 1)
        begun.add((number, depth))
        for below in [one for one in counts if one > depth]:
            if _text(kinds[kind][below], "lvlRestart") != "0":
                del counts[below]
        yield paragraph, _label(kinds[kind], depth, counts)


def _lists(word: WordDocument) -> tuple[dict[str, Any], dict[str, dict[int, Any]]]:
    parts = [
        relation.target_part
        for relation in word.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING
    ]
    lists: dict[str, Any] = {}
    kinds: dict[str, dict[int, Any]] = {}
    for part in parts:
        for kind in part.element.iter(qn("w:abstractNum")):
            kinds[kind.get(qn("w:abstractNumId"))] = {
                int(level.get(qn("w:ilvl"))): level for level in kind.iter(qn("w:lvl"))
            }
        for one in part.element.iter(qn("w:num")):
            starts = {
                int(override.get(qn("w:ilvl"))): _value(override, "startOverride", 1)
                for override in one.iter(qn("w:lvlOverride"))
            }
            lists[one.get(qn("w:numId"))] = _text(one, "abstractNumId"), starts
    return lists, kinds


def _place(looks: Any, styles: dict[str, Any]) -> tuple[str, int]:
    """The list and level of a paragraph: its own, else of its style or those this stands on."""
    while looks is not None:
        place = looks.find(qn("w:numPr"))
        if place is not None:
            return _text(place, "numId"), _value(place, "ilvl", 0)
        above = _text(looks, "pStyle") if looks.tag == qn("w:pPr") else _text(looks, "basedOn")
        style = styles.get(above)
        if style is None:
            return "", 0
        inner = style.find(qn("w:pPr"))
        looks = style if inner is None or inner.find(qn("w:numPr")) is None else inner
    return "", 0


def _label(levels: dict[int, Any], depth: int, counts: dict[int, int]) -> str:
    level = levels[depth]
    text = _text(level, "lvlText")
    for above in range(depth + 1):
        count = counts.get(above, 1)
        form = _text(levels[above], "numFmt") if above in levels else "decimal"
        if above < depth and level.find(qn("w:isLgl")) is not None:
            form = "decimal"
        text = text.replace(f"%{above + 1}", _written(count, form))
    after = _text(level, "suff") or "tab"
    return text + {"space": " ", "tab": "\t", "nothing": ""}[after]


def _written(count: int, form: str) -> str:
    if form == "upperRoman":
        text = ""
        for value, numeral in _ROMAN:
            text += numeral * (count // value)
            count %= value
        return text
    if form == "lowerLetter":
        return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    return str(count)


def _text(element: Any, tag: str) -> str:
    found = element.find(qn(f"w:{tag}"))
    return "" if found is None else str(found.get(qn("w:val")))


def _value(element: Any, tag: str, otherwise: int) -> int:
    return int(_text(element, tag) or otherwise)
