"""Long names at the head of a paper and over signatures, broken into lines of about one length.

Broken by width alone a long name leaves one word on its last line. The break belongs to the printed
page and not to the words, so it is chosen here, for Word, screen and PDF alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from pipeline.model.blocks import Block, Line, Signature, Signatures, plain
from pipeline.model.document import Document, Frame
from pipeline.model.layout import Component, Layout
from pipeline.spelling.widths import text_ems

SUBJECT_SIDES, EXCERPT_SIDES, SIGNATURE_SIDES = 4, 10, 2
"""Millimetres left free on both sides of a letter's subject, an excerpt, a signature."""
_SHORT_SIDE, _LONG_SIDE = 210, 297
_POINTS_PER_MM = 72 / 25.4
_MOST_LINES = 8
_MOST_WORDS = 80
"""A longer text is no name."""
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
_TOGETHER = frozenset(
    (
        *("thi đua", "khen thưởng", "khối thi", "khối trưởng", "khối phó", "cụm thi", "cụm trưởng"),
        *("hội nghị", "tổng kết", "hội đồng", "ủy ban", "nhân dân", "cơ quan", "đơn vị"),
        *("công tác", "nhiệm vụ", "kiểm phiếu", "kiểm tra", "kết quả", "báo cáo", "đề nghị"),
        *("chính phủ", "chủ tịch", "tổ chức", "hoạt động", "bàn giao", "danh sách", "biểu quyết"),
    )
)
"""Two syllables of one word."""
_SURELY = 0.94
"""The share of a column that words may take by the table of widths, which is not exact: a line that
the printer breaks again would set the names of a row at different heights."""
_BAD_BREAK = 0.2
"""What a break between words that belong together costs, in squares of the room."""


def balanced_document(document: Document, layout: Layout) -> Document:
    """A paper whose long names and titles have their line breaks."""

    def blocks(all_blocks: Sequence[Block], *, landscape: bool) -> tuple[Block, ...]:
        return tuple(
            _balanced_signatures(block, layout, landscape)
            if isinstance(block, Signatures)
            else block
            for block in all_blocks
        )

    return replace(
        document,
        frame=_balanced_frame(document.frame, layout),
        body=blocks(document.body, landscape=document.landscape),
        annexes=tuple(
            replace(annex, blocks=blocks(annex.blocks, landscape=annex.landscape))
            for annex in document.annexes
        ),
    )


def _balanced_signatures(block: Signatures, layout: Layout, landscape: bool) -> Signatures:
    room = _text_width(layout, landscape=landscape) / block.across - 2 * SIGNATURE_SIDES
    signed = (_balanced_signature(one, layout, room) for one in block.signatures)
    return replace(block, signatures=tuple(signed))


def _balanced_signature(signature: Signature, layout: Layout, room: float) -> Signature:
    """A signature in a column of ``room`` millimetres."""
    ems = room * _POINTS_PER_MM / float(layout.looks["authority"].size) * _SURELY
    return replace(
        signature,
        authority=tuple(balanced(line, ems) for line in signature.authority),
        post=balanced(signature.post, ems),
    )


def _text_width(layout: Layout, *, landscape: bool) -> float:
    """The width between the margins, in millimetres."""
    page = layout.page
    if landscape:
        return _LONG_SIDE - float(page.left.used + page.right.used)
    return _SHORT_SIDE - float(page.left.used + page.right.used)


def _balanced_frame(frame: Frame, layout: Layout) -> Frame:
    text = _text_width(layout, landscape=False)
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
        signature=frame.signature
        and _balanced_signature(frame.signature, layout, text - float(layout.foot_column)),
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
    text = plain(line)
    words = text.split(" ")
    if "\n" in text or len(words) > _MOST_WORDS or text_ems(text) <= ems:
        return line
    cuts = _cuts(words, ems)
    return _broken(line, words, cuts) if cuts else line


def _cuts(words: Sequence[str], ems: float) -> tuple[int, ...]:
    """The places of the words that begin a new line; none where the lines would be too many.

    The best lines up to each word are found from the best up to the words before it: a line costs
    the square of its length, so that even lines cost least.
    """
    space = text_ems(" ")
    ends = [0.0]
    for word in words:
        ends.append(ends[-1] + text_ems(word) + space)
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ()), *([(inf, ())] * len(words))]
    for _ in range(_MOST_LINES):
        further: list[tuple[float, tuple[int, ...]]] = [(inf, ())] * (len(words) + 1)
        for start, (cost, cuts) in enumerate(best[:-1]):
            if cost == inf:
                continue
            break_cost = _break_cost(words, start) * ems * ems
            for end in range(start + 1, len(words) + 1):
                width = ends[end] - ends[start] - space
                if width > ems:
                    break
                so_far = (cost + break_cost + width * width, (*cuts, start))
                further[end] = min(further[end], so_far)
        if further[-1][0] < inf:
            return further[-1][1][1:]
        best = further
    return ()


def _break_cost(words: Sequence[str], start: int) -> float:
    """What it costs to begin a line with the word at ``start``."""
    if not start:
        return 0
    before, after = words[start - 1].casefold(), words[start].casefold()
    names = words[start - 1].istitle() and words[start].istitle()
    bad = (
        before in _NEVER_LAST
        or after in _NEVER_FIRST
        or after[:1].isdigit()
        or f"{before} {after}" in _TOGETHER
        or (names and before[-1:].isalpha())
    )
    return _BAD_BREAK if bad else 0


def _broken(line: Line, words: Sequence[str], cuts: Sequence[int]) -> Line:
    """``line`` with a break for the space before each word at ``cuts``."""
    breaks = {len(" ".join(words[:cut])) for cut in cuts}
    runs, start = [], 0
    for run in line:
        text = "".join("\n" if start + n in breaks else letter for n, letter in enumerate(run.text))
        runs.append(replace(run, text=text))
        start += len(run.text)
    return tuple(runs)
