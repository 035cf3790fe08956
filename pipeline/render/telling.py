"""What a sentence about figures may say of them, and what the words beside them say already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal

from pipeline.model.quantity import Quantity
from pipeline.model.summary import IndicatorSummary
from pipeline.render.formats import rounded
from pipeline.spelling.figures import Ambiguous, Figure, convert, read_figure
from pipeline.spelling.names import key_of

Way = Literal["more", "less", "same"]

FEWEST_TO_COMPARE = 3
"""Units that must have reported before one of them is called highest."""

_NUMBER = re.compile(r"\d(?:[.,]?\d)*")
_WORD_AFTER = re.compile(r"\s*(%|[^\W\d_]+)")
_PER_CENT = re.compile(r"\s?(%|phần trăm|per ?cent|प्रतिशत)")
_MEASURE_WORDS = 3
"""Words after a number that may belong to its measure: “1,2 tỷ đồng”."""


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


def below_target(one: Any) -> list[Any]:
    """The rows of units whose figure surely is below their target."""
    return [row for row in reporting(one) if _surely_below(row.comparison)]


def _surely_below(comparison: Any) -> bool:
    if comparison.target is None:
        return False
    value, target = comparison.value.raw, comparison.target.raw
    return bool(value.number < target.number and not value.may_be(target))


def common_target(one: Any) -> Any:
    """The target of every unit that reported, where it is one and the same; else None."""
    targets = [row.comparison.target for row in reporting(one)]
    alike = targets and all(target is not None and target == targets[0] for target in targets)
    return targets[0] if alike else None


def reached(comparisons: Sequence[Any]) -> list[Any]:
    """Those whose value surely is at their target or above."""
    return [c for c in comparisons if _surely_reached(c)]


def _surely_reached(comparison: Any) -> bool:
    if comparison.value is None or comparison.target is None:
        return False
    value, target = comparison.value.raw, comparison.target.raw
    if value == target:
        return True
    at_least = value.qualifier in (None, "over", "at-least") and value.number == target.number
    above = value.number > target.number and not value.may_be(target)
    return target.qualifier is None and (at_least or above)


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


def holds(words: Any, figure: Any, measure: Any = None) -> bool:
    """Whether words already state a figure, as “1,2 tỷ đồng” states 1200 triệu đồng."""
    said = words.raw.said_in("vi")
    of = measure.raw.said_in("vi") if measure else None
    return any(number == figure.raw.number for number, _ in _numbers_in(said, of))


def holds_share(words: Any, share: Any) -> bool:
    """Whether words already state a share in per cent, as exact or rounded as they have it."""
    said, exact = words.raw.said_in("vi"), abs(share.raw.number)
    for number, end in _numbers_in(said, None):
        exponent = number.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        if _PER_CENT.match(said, end) and rounded(exact, places) == number:
            return True
    return False


def amount_stands_in(words: str, number: Decimal, measure: str) -> bool:
    """Whether words state a number with its measure right after it."""
    wanted = key_of(measure)
    for found, end in _numbers_in(words, None):
        after = key_of(words[end:])
        if found == number and after.startswith(wanted):
            following = after[len(wanted) : len(wanted) + 1]
            if not following.isalnum() or not wanted[-1:].isalnum():
                return True
    return False


def _numbers_in(words: str, measure: str | None) -> Iterator[tuple[Decimal, int]]:
    """What the numbers in words may mean, each with where its digits end.

    With a ``measure``: also what they come to in it.
    """
    for found in _NUMBER.finditer(words):
        ends = [found.end()]
        while measure and len(ends) <= _MEASURE_WORDS:
            word = _WORD_AFTER.match(words, ends[-1])
            if word is None:
                break
            ends.append(word.end())
        for end in ends:
            match read_figure(words[found.start() : end]):
                case Figure() as figure:
                    readings: tuple[Figure, ...] = (figure,)
                case Ambiguous() as several:
                    readings = several.figures
                case _:
                    continue
            for one in readings:
                if end == found.end():
                    yield one.value, found.end()
                elif measure and (converted := convert(one, measure)) is not None:
                    yield converted, found.end()
