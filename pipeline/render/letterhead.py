"""The names and titles at the head of a paper, broken into lines of about one length.

Broken by width alone a long name leaves one word on its last line. The break belongs to the printed
page and not to the words, so it is chosen here, for Word, screen and PDF alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from pipeline.model.document import Frame, Line, plain
from pipeline.model.layout import Component, Layout
from pipeline.spelling.widths import text_ems

SUBJECT_SIDES, EXCERPT_SIDES = 4, 10
"""Millimetres left free on both sides of the subject of a letter, and of an excerpt."""
_PAGE_WIDTH = 210
_POINTS_PER_MM = 72 / 25.4
_MOST_LINES = 4
_NEVER_LAST = frozenset(
    (
        *("các", "và", "của", "với", "cho", "thuộc", "những"),
        *("the", "of", "and", "for", "in", "a", "an", "on"),
        *("और", "एवं", "तथा"),
    )
)
"""Words that lead to the next one."""
_NEVER_FIRST = frozenset(("का", "के", "की", "में", "से", "को", "पर", "ने"))
"""Words that belong to the one before, as numbers do."""


def balanced_frame(frame: Frame, layout: Layout) -> Frame:
    """A frame whose long names and titles have their line breaks."""
    page = layout.page
    text = _PAGE_WIDTH - float(page.left.used + page.right.used)
    left = float(layout.letterhead_column)

    def broken(lines: Sequence[Line], first: Component, last: Component, room: float) -> list[Line]:
        looks = [*[first] * (len(lines) - 1), last]
        return [
            balanced(line, room * _POINTS_PER_MM / float(layout.looks[look].size))
            for line, look in zip(lines, looks, strict=False)
        ]

    titled = bool(frame.type_name)
    return replace(
        frame,
        issuer=tuple(broken(frame.issuer, "parent", "issuer", left)),
        nation=tuple(broken(frame.nation, "nation", "nation", text - left)),
        subject=broken([frame.subject], "subject", "subject", left - 2 * SUBJECT_SIDES)[0],
        excerpt=(
            broken([frame.excerpt], "excerpt", "excerpt", text - 2 * EXCERPT_SIDES)[0]
            if titled
            else frame.excerpt
        ),
    )


def balanced(line: Line, ems: float) -> Line:
    """``line`` broken into the fewest lines that ``ems`` of its size hold, of about one length.

    A line break stands in place of a space; a line that has breaks of its own keeps them.
    """
    words = plain(line).split(" ")
    if "\n" in plain(line) or text_ems(plain(line)) <= ems:
        return line
    for count in range(2, _MOST_LINES + 1):
        ways = [
            cuts
            for cuts in combinations(range(1, len(words)), count - 1)
            if _widest(words, cuts) <= ems
        ]
        if ways:
            return _broken(line, words, min(ways, key=lambda cuts: _cost(words, cuts)))
    return line


def _rows(words: Sequence[str], cuts: Sequence[int]) -> Iterator[Sequence[str]]:
    for start, end in pairwise((0, *cuts, len(words))):
        yield words[start:end]


def _widths(words: Sequence[str], cuts: Sequence[int]) -> list[float]:
    return [text_ems(" ".join(row)) for row in _rows(words, cuts)]


def _widest(words: Sequence[str], cuts: Sequence[int]) -> float:
    return max(_widths(words, cuts))


def _cost(words: Sequence[str], cuts: Sequence[int]) -> tuple[float, float]:
    """How far from even the lines are; a break between words that belong together costs too."""
    bad = sum(
        words[cut - 1].casefold() in _NEVER_LAST
        or words[cut].casefold() in _NEVER_FIRST
        or words[cut][:1].isdigit()
        for cut in cuts
    )
    widths = _widths(words, cuts)
    return max(widths) * (1 + bad / 5), sum(width * width for width in widths)


def _broken(line: Line, words: Sequence[str], cuts: Sequence[int]) -> Line:
    """``line`` with a break for the space before each word at ``cuts``."""
    breaks = {len(" ".join(words[:cut])) for cut in cuts}
    runs, start = [], 0
    for run in line:
        text = "".join("\n" if start + n in breaks else letter for n, letter in enumerate(run.text))
        runs.append(replace(run, text=text))
        start += len(run.text)
    return tuple(runs)
