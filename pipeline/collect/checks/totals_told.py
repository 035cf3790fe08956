"""Checks of totals told in words: of rewards by level, and of the money given for welfare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal

from pipeline.collect.checks.claims import ONE_IS_WRONG, is_part_or_change, said, spoken_figures
from pipeline.collect.checks.found import Found
from pipeline.collect.checks.spoken_figures import Sentence, in_measure, may_tell, sentence_of
from pipeline.errors import msg
from pipeline.model.base import Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity, sum_of
from pipeline.model.year import Result, Reward
from pipeline.spelling.figures import Figure, convert
from pipeline.spelling.in_text import FigureInText, sentences_of
from pipeline.spelling.names import key_of

_LEVELS = {
    "state": re.compile(r"cấp nhà nước"),
    "ministry": re.compile(r"cấp bộ"),
    "province": re.compile(r"cấp tỉnh"),
}
_ONE_AWARD = re.compile(
    r"(?<!\w)(?:bằng khen|giấy khen|cờ|huân chương|huy chương|kỷ niệm chương|danh hiệu|chiến sĩ|"
    r"tiên tiến|xuất sắc|đề nghị|trình|trong đó|gồm|cơ sở|đảng|công đoàn|đột xuất|chuyên đề|"
    r"trong (?:tổng số )?\d)(?!\w)"
)
"""Words that speak of some awards only, or of those not given yet."""
_IN_ALL = re.compile(r"(?<!\w)(?:tổng cộng|tổng số|tất cả)(?!\w)")

Counted = Literal["collectives", "individuals"]
_COUNTED: dict[Counted, tuple[str, ...]] = {
    "collectives": ("tập thể", "lượt tập thể"),
    "individuals": ("cá nhân", "lượt cá nhân"),
}


def check_totals_told(facts: Facts) -> Found:
    """Totals of rewards and of welfare that a sentence tells otherwise than the tables."""
    of_indicators = {(spoken.result, spoken.sentence.text) for spoken in spoken_figures(facts)}
    for n, result in enumerate(facts.results):
        path: Path = ("results", n, "text", "vi")
        for text in sentences_of(result.text.vi or ""):
            sentence = sentence_of(text, facts.year)
            if sentence.narrowed or (path, text) in of_indicators:
                continue
            if result.theme == "commendation":
                yield from _rewards(facts, result, sentence, path)
            yield from _welfare(facts, result, sentence, path)


def _rewards(facts: Facts, result: Result, sentence: Sentence, path: Path) -> Found:
    key = key_of(sentence.text)
    if "khen thưởng" not in key_of(result.text.vi or "") or _ONE_AWARD.search(key):
        return
    rewards = [r for r in facts.rewards if r.year is None and result.unit in (None, r.unit)]
    levels = [level for level, words in _LEVELS.items() if words.search(key)]
    if len(levels) > 1 or not (levels or "khen thưởng" in key):
        return
    listed = [reward for reward in rewards if not levels or reward.level == levels[0]]
    for counted, figure in _counts(sentence):
        total = _total(listed, counted)
        if total is None or figure.qualifier or is_part_or_change(figure):
            continue
        # A list of rewards may be kept of the higher levels only: more may be told than listed.
        surely_all = levels or _IN_ALL.search(key)
        differs = figure.values[0] != total if surely_all else figure.values[0] < total
        if differs:
            yield (
                "text-figure",
                path,
                msg(
                    "the text says “{said}”, but the rewards in {place} add up to {total}",
                    said=said(sentence.text, figure),
                    total=int(total),
                    place=Ref(("rewards",)),
                ),
                ONE_IS_WRONG,
            )


def _counts(sentence: Sentence) -> Iterator[tuple[Counted, FigureInText]]:
    """The only number of collectives and the only one of individuals in a sentence."""
    for counted, measures in _COUNTED.items():
        told = [
            figure
            for figure in sentence.figures.values()
            if any(in_measure(figure, measure) for measure in measures)
        ]
        if len(told) == 1:
            yield counted, told[0]


def _total(rewards: Sequence[Reward], counted: Counted) -> Decimal | None:
    """The exact sum, where every reward states the number."""
    counts = [getattr(reward, counted) for reward in rewards]
    if not counts or any(count is None or count.qualifier for count in counts):
        return None
    return sum_of(counts).number


def _welfare(facts: Facts, result: Result, sentence: Sentence, path: Path) -> Found:
    key = key_of(sentence.text)
    if "an sinh xã hội" not in key or "tổng" not in key.split():
        return
    works = [work for work in facts.welfare if result.unit in (None, work.unit)]
    # What several units did together would count more than once.
    if any(work.activity for work in works) or len({work.unit is None for work in works}) != 1:
        return
    amounts = [
        Quantity(number, work.amount.qualifier)
        for work in works
        if work.amount and work.measure.vi
        if (number := convert(Figure(work.amount.number, None, work.measure.vi), "đồng"))
    ]
    told = [figure for figure in sentence.figures.values() if in_measure(figure, "đồng")]
    if len(amounts) != len(works) or len(told) != 1 or is_part_or_change(told[0]):
        return
    total = sum_of(amounts)
    if not may_tell(told[0], "đồng", total):
        yield (
            "text-figure",
            path,
            msg(
                "the text says “{said}”, but the works of welfare in {place} add up to"
                " {total} đồng",
                said=said(sentence.text, told[0]),
                total=total.written(),
                place=Ref(("welfare",)),
            ),
            ONE_IS_WRONG,
        )
