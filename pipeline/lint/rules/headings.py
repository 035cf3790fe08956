"""Numbers of headings and points, the mark at the end of the text, and the numbers of annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.errors import Severity, msg
from pipeline.lint.body import ARABIC_HEADING, NESTED_HEADING, POINT, ROMAN_HEADING
from pipeline.lint.parts import Case
from pipeline.lint.rule import Found, Rule, rewritten
from pipeline.spelling.ordinals import VIETNAMESE_LETTERS, letter, roman

_LEVELS = {
    "heading-1": (0, ROMAN_HEADING),
    "heading-2": (1, ARABIC_HEADING),
    "heading-3": (2, NESTED_HEADING),
}
_ARTICLE = re.compile(r"Điều (?P<number>\d+)\b")


def _sequence(case: Case) -> Iterator[Found]:
    """Each heading is the next of its level; a level begins anew under the one above it."""
    expected = [0, 0, 0]
    for part in case.parts:
        if part.area != "body" or part.component not in _LEVELS:
            continue
        level, form = _LEVELS[part.component]
        found = form.match(part.text)
        if found is None:
            continue
        expected[level] += 1
        expected[level + 1 :] = [0] * (2 - level)
        wanted = _wanted(level, expected)
        if found["number"] != wanted:
            yield Found(
                part,
                msg("the heading has the number {number}", number=found["number"]),
                msg("{wanted} comes next", wanted=wanted),
            )
            expected[level] = _count(found["number"]) or expected[level]


def _wanted(level: int, counts: list[int]) -> str:
    if level == 0:
        return roman(counts[0])
    return str(counts[1]) if level == 1 else f"{counts[1]}.{counts[2]}"


def _count(number: str) -> int:
    """The number of a heading as a figure; of “3.2” the last."""
    last = number.rpartition(".")[2]
    if last.isdecimal():
        return int(last)
    return next((n for n in range(1, 100) if roman(n) == last), 0)


def _marks(case: Case) -> Iterator[Found]:
    """The mark after the number is that of the layout, the same in all headings."""
    for part in case.parts:
        if part.area != "body" or part.component not in _LEVELS:
            continue
        level, form = _LEVELS[part.component]
        found = form.match(part.text)
        pattern = case.layout.heading_numbers[min(level, len(case.layout.heading_numbers) - 1)]
        wanted = re.sub(r"\{[^}]*\}", "", pattern).strip()
        if found is None or not wanted or found["mark"].replace("–", "-") == wanted:
            continue
        if level == 2 and not found["mark"]:
            # With the mark or without it: both are written, and no rule says which.
            continue
        if level == 1 and case.layout.system == "party" and found["mark"] in {"-", "."}:
            continue
        yield Found(
            part,
            msg("there is “{mark}” after the number of the heading", mark=found["mark"]),
            msg("“{wanted}”", wanted=found["number"] + wanted),
        )


def _points(case: Case) -> Iterator[Found]:
    """Points follow the Vietnamese alphabet: after d) comes đ)."""
    last = 0
    for part in case.parts:
        found = POINT.match(part.text) if part.component == "item" else None
        if found is None or part.area != "body":
            if part.component in {"heading-1", "heading-2", "heading-3"}:
                last = 0
            continue
        at = VIETNAMESE_LETTERS.find(found["number"]) + 1
        if at == 1:
            last = 1
            continue
        if at != last + 1:
            yield Found(
                part,
                msg("the point is called {letter})", letter=found["number"]),
                msg("{wanted}) comes next: a, b, c, d, đ, e, g, h, i …", wanted=letter(last + 1)),
            )
        last = at or last + 1


def _articles(case: Case) -> Iterator[Found]:
    last = 0
    for part in case.parts:
        found = _ARTICLE.match(part.text) if part.area == "body" else None
        if found is None or not any(x.bold for x in part.strip.letters):
            continue
        last += 1
        if int(found["number"]) != last:
            yield Found(
                part,
                msg("this is Article {number}", number=found["number"]),
                msg("Article {wanted} comes next", wanted=last),
            )
            last = int(found["number"])


def _end(case: Case) -> Iterator[Found]:
    """The mark after the last words of the text, where the signature follows them."""
    body = [p for p in case.parts if p.area == "body" and p.text]
    foot = any(part.area == "foot" and part.component for part in case.parts)
    if not body or not foot or body[-1].strip.cell or body[-1].component not in {"body", "item"}:
        return
    part, wanted = body[-1], case.layout.end_mark
    typed = part.strip.typed.rstrip()
    found = re.search(r"[./;,:]*$", typed)
    written = found[0] if found else ""
    if written != wanted:
        yield Found(
            part,
            msg("the text ends with “{mark}”", mark=written)
            if written
            else msg("there is no mark at the end of the text"),
            msg("“{wanted}”", wanted=wanted),
            rewritten(part, len(typed) - len(written), len(typed), wanted),
        )


def _annex_numbers(case: Case) -> Iterator[Found]:
    labels = case.of("annex-label")
    if len(labels) < 2:
        return
    is_roman = "{I}" in case.layout.annex_number
    for at, part in enumerate(labels, 1):
        wanted = roman(at) if is_roman else str(at)
        if part.text.split()[-1].rstrip(".:") != wanted:
            yield Found(
                part,
                msg("the annex is called “{text}”", text=part.text),
                msg("“Phụ lục {number}”", number=wanted),
            )


def _annex_reference(case: Case) -> Iterator[Found]:
    """Which paper an annex belongs to, under its title."""
    marks = case.of("annex-label", "annex-reference")
    for part, following in pairwise([*marks, None]):
        if part is None or part.component != "annex-label":
            continue
        if following is None or following.component == "annex-label":
            yield Found(
                part,
                msg("the annex does not say which paper it belongs to"),
                msg("“(Kèm theo … số …/… ngày … của …)” under its title, in italics"),
            )


_TEXT = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6"
_ANNEXES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1"

RULES = (
    Rule("heading-sequence", _sequence, _TEXT),
    Rule("heading-mark", _marks, _TEXT),
    Rule("point-order", _points, _TEXT),
    Rule("article-sequence", _articles, _TEXT),
    # Customary: the decree's own samples have it, its words do not.
    Rule("end-mark", _end, severity=Severity.WARNING, verified=False),
    Rule("annex-number", _annex_numbers, _ANNEXES, vietnamese=False),
    Rule("annex-reference", _annex_reference, _ANNEXES, Severity.WARNING),
)
