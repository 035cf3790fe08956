"""The numbers that Word itself writes before paragraphs: counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.lint.cascade import number
from pipeline.lint.package import Element, q, value_of
from pipeline.spelling.ordinals import roman

_LEVEL = re.compile(r"%([1-9])")
_BULLET = "- "


@dataclass
class Numbering:
    """The lists of a file and how far each has counted; asked paragraph by paragraph."""

    root: Element | None
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level(self, num: str, level: int) -> Element | None:
        """The definition of one level of a list."""
        definition = self._definition(num)
        if definition is None:
            return None
        for override in definition[1].findall(q("lvlOverride")):
            own = override.find(q("lvl"))
            if own is not None and value_of(override, "ilvl") == str(level):
                return own
        for found in definition[0].findall(q("lvl")):
            if value_of(found, "ilvl") == str(level):
                return found
        return None

    def next_label(self, num: str, level: int) -> str:
        """The number of the next paragraph at a level, with the space that follows it."""
        definition = self._definition(num)
        found = self.level(num, level)
        if definition is None or found is None:
            return ""
        counts = self._count(num, level, definition)
        kind = value_of(found.find(q("numFmt"))) or "decimal"
        if kind == "bullet":
            return _BULLET
        pattern = value_of(found.find(q("lvlText"))) or ""
        plain_digits = found.find(q("isLgl")) is not None

        def written(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of_level = self.level(num, at)
            fmt = value_of(of_level.find(q("numFmt"))) if of_level is not None else "decimal"
            return _written(counts[at], "decimal" if plain_digits else fmt or "decimal")

        label = _LEVEL.sub(written, pattern)
        follows = value_of(found.find(q("suff"))) or "tab"
        return label + ("" if follows == "nothing" or not label else " ")

    def _definition(self, num: str) -> tuple[Element, Element] | None:
        """A list's abstract definition and the list itself."""
        if self.root is None:
            return None
        for one in self.root.findall(q("num")):
            if value_of(one, "numId") == num:
                wanted = value_of(one.find(q("abstractNumId")))
                for abstract in self.root.findall(q("abstractNum")):
                    if value_of(abstract, "abstractNumId") == wanted:
                        return abstract, one
        return None

    def _count(self, num: str, level: int, definition: tuple[Element, Element]) -> list[int]:
        """Count one further at a level; lower levels begin anew."""
        abstract, own = definition
        key = value_of(abstract, "abstractNumId") or ""
        counts = self._counts.setdefault(key, [self._start(num, at) - 1 for at in range(9)])
        if num not in self._begun:
            self._begun.add(num)
            for at, start in _restarts(own).items():
                counts[at] = start - 1
        counts[level] += 1
        for lower in range(level + 1, 9):
            counts[lower] = self._start(num, lower) - 1
        for higher in range(level):
            counts[higher] = max(counts[higher], self._start(num, higher))
        return counts

    def _start(self, num: str, level: int) -> int:
        found = self.level(num, level)
        return 1 if found is None else round(number(value_of(found.find(q("start"))), 1))


def _restarts(num: Element) -> Mapping[int, int]:
    return {
        round(number(value_of(override, "ilvl"))): round(number(value_of(start)))
        for override in num.findall(q("lvlOverride"))
        if (start := override.find(q("startOverride"))) is not None
    }


def _written(count: int, kind: str) -> str:
    match kind:
        case "upperRoman" | "lowerRoman":
            return roman(count) if kind == "upperRoman" else roman(count).lower()
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letter.upper() if kind == "upperLetter" else letter
        case "decimalZero":
            return f"{count:02d}"
        case "none":
            return ""
    return str(count)
