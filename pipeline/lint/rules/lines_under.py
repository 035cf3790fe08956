"""The lines drawn under motto, issuer and excerpt, and the star and dashes of Party papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import Severity, msg
from pipeline.lint.parts import NAMES, Case, Part
from pipeline.lint.rule import Found, Rule
from pipeline.model.layout import Component
from pipeline.spelling.widths import text_ems

_MM_PER_POINT = 25.4 / 72
_TYPED = re.compile(r"[_\-–—]{3,}")
_RULED: tuple[Component, ...] = ("nation", "motto", "issuer", "excerpt")
_FULL, _SHORT = (0.7, 1.4), (0.25, 0.6)
"""Allowed lengths of a line as shares of the words above: equal, or a third to a half. Widths of
words are reckoned, not measured, hence the room."""
_UNKNOWN = 0.0


def _last_of(case: Case, component: Component) -> Part | None:
    """The last line of a component: what is drawn stands under that."""
    return next(iter(reversed(case.of(component))), None)


def _following(case: Case, part: Part) -> list[Part]:
    """The line itself and the empty ones after it, up to the next words of its column."""
    at = case.parts.index(part)
    found = [part]
    for other in case.parts[at + 1 :]:
        if other.strip.column != part.strip.column and other.strip.cell == part.strip.cell:
            continue
        if other.strip.cell != part.strip.cell and part.strip.cell is not None:
            break
        if other.text and not _TYPED.fullmatch(other.text.replace(" ", "")):
            break
        found.append(other)
    return found


def _line_length(case: Case, part: Part) -> float | None:
    """How long the line under a part is, in millimetres: 0 unknown, None where there is none."""
    for one in _following(case, part):
        para = one.strip.para
        if para.drawn_lines:
            return _drawn(case, one)
        setting = para.setting
        if setting.line_below or (setting.line_above and one is not part):
            sheet = case.paper.sheets[min(para.section, len(case.paper.sheets) - 1)]
            room = para.cell.width if para.cell and para.cell.width else sheet.text_width
            return max(room - setting.left - setting.right, 0.1)
        if one is not part and _TYPED.fullmatch(one.text.replace(" ", "")):
            size = one.strip.letters[0].size if one.strip.letters else 14.0
            return text_ems(one.text) * size * _MM_PER_POINT
    return _shared(case, part)


def _drawn(case: Case, part: Part) -> float:
    """The line that is drawn for one part; in a line with columns each may have its own."""
    lines = part.strip.para.drawn_lines
    beside = [other for other in case.parts if other.strip.para is part.strip.para]
    if len(beside) == 1:
        return lines[0]
    return lines[beside.index(part)] if len(lines) == len(beside) else _UNKNOWN


def _shared(case: Case, part: Part) -> float | None:
    """Lines of a letterhead set with tabs may be drawn at any of its paragraphs."""
    if part.area != "letterhead" or part.strip.whole or part.strip.cell:
        return None
    drawn = any(p.strip.para.drawn_lines for p in case.parts if p.area == "letterhead")
    return _UNKNOWN if drawn else None


def _missing(case: Case) -> Iterator[Found]:
    for component in _RULED:
        look, part = case.layout.looks[component], _last_of(case, component)
        if part is None or look.rule is None or any(x.underline for x in part.strip.letters):
            continue
        if _line_length(case, part) is None:
            wanted = msg("as long as its words")
            short = msg("a third to a half as long as its words")
            yield Found(
                part,
                msg("there is no line under the {part}", part=NAMES[component]),
                wanted if look.rule == "full" else short,
            )


def _length(case: Case) -> Iterator[Found]:
    for component in _RULED:
        look, part = case.layout.looks[component], _last_of(case, component)
        length = _line_length(case, part) if part else None
        if part is None or look.rule is None or not length:
            continue
        size = part.strip.letters[0].size if part.strip.letters else float(look.size)
        longest = max(text_ems(line) for line in part.strip.typed.split("\n"))
        words = longest * size * _MM_PER_POINT
        if part.strip.cell and part.strip.cell.width:
            words = min(words, part.strip.cell.width)
        else:
            words = min(words, case.paper.sheets[0].text_width)
        least, most = _FULL if look.rule == "full" else _SHORT
        if not least <= length / words <= most:
            yield Found(
                part,
                msg(
                    "the line under the {part} is {share} % as long as its words",
                    part=NAMES[component],
                    share=round(100 * length / words),
                ),
                msg("as long as its words")
                if look.rule == "full"
                else msg("a third to a half as long as its words"),
            )


def _ornament(case: Case) -> Iterator[Found]:
    for component in _RULED:
        look, part = case.layout.looks[component], _last_of(case, component)
        if part is None or not look.ornament:
            continue
        at = case.parts.index(part)
        after = [p.text for p in case.parts[at + 1 :] if p.text][:1]
        sign = look.ornament[0]
        if not after or set(after[0].replace(" ", "")) != {sign}:
            yield Found(
                part,
                msg(
                    "there is no “{sign}” under the {part}",
                    sign=look.ornament,
                    part=NAMES[component],
                ),
                msg("on a line of its own, in the middle"),
            )


RULES = (
    Rule("line-under", _missing, vietnamese=False),
    Rule("line-length", _length, severity=Severity.WARNING, vietnamese=False),
    Rule("ornament", _ornament, vietnamese=False),
)
