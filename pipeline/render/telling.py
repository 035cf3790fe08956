"""What a sentence about figures may say of them, and what the words beside them say already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal

from pipeline.model.quantity import Quantity
from pipeline.model.summary import IndicatorSummary
from pipeline.render.formats import rounded
from pipeline.spelling.figures import write_figure
from pipeline.spelling.in_text import FigureInText, PairInText, figures_in, read_text
from pipeline.spelling.likeness import words_of
from pipeline.spelling.names import key_of

Way = Literal["more", "less", "same"]

FEWEST_TO_COMPARE = 3
"""Units that must have reported before one of them is called highest."""

_PER_CENT = re.compile(r"%|phần trăm|per ?cent|प्रतिशत")
_MORE_OR_LESS = re.compile(r"\b(tăng|giảm|hơn|kém)\b", re.IGNORECASE)
_PASSED_OR_MISSED = re.compile(r"\b(vượt|thiếu|hụt|thấp hơn|cao hơn)\b", re.IGNORECASE)


def has_values(one: IndicatorSummary) -> bool:
    """Whether anybody stated a figure."""
    return any(row.comparison.value for row in one.rows)


def comparison_of(one: Any) -> Any:
    """The figures of the bloc as a whole: what the bloc itself states, else the units' total."""
    own = next((row.comparison for row in one.rows if row.unit is None), None)
    if one.total is None or (own is not None and own.value is not None):
        return own
    return one.total


def reporting(one: Any) -> list[Any]:
    """The rows of units that stated a figure."""
    return [row for row in one.rows if row.unit and row.comparison.value is not None]


def _value(row: Any) -> Quantity:
    value: Quantity = row.comparison.value.raw
    return value


def lowest_first(one: Any) -> list[Any]:
    """The rows of units that stated a figure, the least first."""
    return sorted(reporting(one), key=lambda row: _value(row).number)


def highest(one: Any) -> Any:
    """The row of the unit with the most, where enough reported and one surely is highest."""
    *others, top = lowest_first(one) or [None]
    if top is None or len(others) + 1 < FEWEST_TO_COMPARE:
        return None
    surely = all(
        _value(row).number < _value(top).number and not _value(row).may_be(_value(top))
        for row in others
    )
    return top if surely else None


def common_target(one: Any) -> Any:
    """The target of every unit that reported, where it is one and the same; else None."""
    targets = [row.comparison.target for row in reporting(one)]
    alike = targets and all(target is not None and target == targets[0] for target in targets)
    return targets[0] if alike else None


def way(comparison: Any) -> Way | None:
    """Whether a figure is more or less than last year's; None where nobody can say.

    A change that rounds to nought is none to speak of, but neither is it none.
    """
    if comparison.growth is None:
        return None
    change: Quantity = comparison.growth.raw
    if change.number == 0:
        return None if change.qualifier else "same"
    if rounded(change.number, 1) == 0:
        return None
    return "more" if change.number > 0 else "less"


def grown(comparisons: Sequence[Any]) -> list[Any]:
    """Those that are more than last year's, be it nobody knows by how much: over 100 after 100."""
    return [one for one in comparisons if way(one) == "more" or _over_the_same(one)]


def _over_the_same(comparison: Any) -> bool:
    return comparison.growth is not None and comparison.growth.raw == Quantity(Decimal(0), "over")


def holds(words: Any, figure: Any, measure: Any = None) -> bool:
    """Whether words already state a figure, as “1,2 tỷ đồng” states 1200 triệu đồng.

    The Vietnamese words are asked, so that the papers of all languages tell the same.
    """
    meant, _ = _meant(figure.raw.number, measure.raw.said_in("vi") if measure else "")
    return any(meant & stated for stated, _ in _stated_in(words.raw.said_in("vi")))


def holds_change(words: Any, comparison: Any) -> bool:
    """Whether words already state the change since last year, in per cent or as so many more."""
    return comparison.growth is not None and _holds_either(
        words, comparison.growth, comparison.value, comparison.last_year, _MORE_OR_LESS
    )


def holds_completion(words: Any, comparison: Any) -> bool:
    """Whether words already state the share of the target, or by how many it was passed."""
    return comparison.completion is not None and _holds_either(
        words, comparison.completion, comparison.value, comparison.target, _PASSED_OR_MISSED
    )


def _holds_either(words: Any, share: Any, value: Any, base: Any, verb: re.Pattern[str]) -> bool:
    exact, more = abs(share.raw.number), abs(value.raw.number - base.raw.number)
    for one in figures_in(words.raw.said_in("vi")):
        shares = [n for n in one.values if rounded(exact, _places(n)) == n]
        if shares and _PER_CENT.match(one.measure):
            return True
        if more in one.values and verb.search(one.before):
            return True
    return False


def counts_in_words(words: str, name: str, number: Decimal, measure: str) -> bool:
    """Whether words state a number with its measure right after it, as that of what ``name`` names.

    They hold all the words of the name, or go on from the figure as it does and only end earlier:
    “104 sáng kiến được công nhận, …” tells of “Sáng kiến được công nhận từ cấp cơ sở trở lên”.
    """
    meant, of = _meant(number, measure)
    named = set(words_of(name)) <= set(words_of(words))
    return any(
        meant & stated and _begins_with(what, of) and (named or _shortens(what, name, of))
        for stated, what in _stated_in(words)
    )


def _shortens(words: str, name: str, measure: str) -> bool:
    """Whether what follows a figure, up to a sign, begins a name and says more than its measure."""
    said = words_of(_SIGN.split(words)[0])
    return len(said) > len(words_of(measure)) and words_of(name)[: len(said)] == said


_SIGN = re.compile(r"[,;.:()]")


def _meant(number: Decimal, measure: str) -> tuple[set[Decimal], str]:
    """A figure as words state it: 1200 triệu đồng is 1200000000 and “đồng”."""
    for one in figures_in(f"{write_figure(number)} {measure}"):
        return {number, *one.values}, one.measure
    return {number}, measure


def _stated_in(words: str) -> Iterator[tuple[set[Decimal], str]]:
    """The figures that words state, each with what follows it."""
    for one in read_text(words):
        if isinstance(one, FigureInText):
            yield set(one.values), one.measure
        elif isinstance(one, PairInText):
            yield {one.part, one.whole}, one.measure


def _begins_with(words: str, measure: str) -> bool:
    said, wanted = key_of(words), key_of(measure)
    ends = not said[len(wanted) : len(wanted) + 1].isalnum() or not wanted[-1:].isalnum()
    return said.startswith(wanted) and ends


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
