"""Amounts inside a text: a run of digits with its words of scale, as in 1 tỷ 200 triệu."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.spelling.figures import Ambiguous, Figure, read_figure
from pipeline.spelling.number_words import LETTER, SCALES, scale_of

_SCALE = re.compile(
    unicodedata.normalize("NFC", rf"\s*(?P<scale>{SCALES})(?![{LETTER}])"), re.IGNORECASE
)
_HALF_MORE = re.compile(rf"\s+rưỡi(?![{LETTER}])")
_REST = re.compile(rf"\s+(?P<digits>[0-9]+(?:[.,][0-9]+)?)(?=\s*(?:{SCALES})(?![{LETTER}]))")


class Amount(NamedTuple):
    """A number with its words of scale: what it may be, what its last digit counts, where it ends.

    ``values`` is empty where the digits cannot be read.
    """

    values: tuple[Decimal, ...]
    step: Decimal
    end: int
    scaled: bool


def amount_at(text: str, end: int, values: tuple[Decimal, ...]) -> Amount:
    """The number of these ``values``, whose digits end at ``end`` in ``text``, with its words.

    As in 12 tỷ, 3 nghìn tỷ, 2 tỷ rưỡi, 1 tỷ 200 triệu.
    """
    times, after = _times(text, end)
    if after == end:
        return Amount(values, _step(values), end, False)
    amount = Amount(tuple(value * times for value in values), _step(values) * times, after, True)
    if half := _HALF_MORE.match(text, after):
        half_more = tuple(value + times / 2 for value in amount.values)
        return Amount(half_more, times / 2, half.end(), True)
    while rest := _REST.match(text, amount.end):
        more = values_of(rest["digits"])
        less, after = _times(text, rest.end())
        # Each part is of a smaller scale: 1 tỷ 200 triệu, but 1 tỷ and 2 tỷ are two numbers.
        if not more or more[0] * less >= times:
            break
        together = tuple(value + more[0] * less for value in amount.values)
        amount, times = Amount(together, _step(more) * less, after, True), less
    return amount


def _step(values: tuple[Decimal, ...]) -> Decimal:
    """What the last digit of the likeliest value counts."""
    places = int(values[0].as_tuple().exponent) if values else 0
    return Decimal(1).scaleb(min(places, 0))


def _times(text: str, end: int) -> tuple[Decimal, int]:
    """What the one or two words of scale at ``end`` multiply with, and where they end."""
    times = Decimal(1)
    for _ in range(2):
        if scale := _SCALE.match(text, end):
            times, end = times * scale_of(scale["scale"]), scale.end()
    return times, end


@lru_cache(maxsize=4096)
def values_of(digits: str) -> tuple[Decimal, ...]:
    """What a run of digits may mean, the likelier first; none where it cannot be read."""
    if re.fullmatch(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?", digits):
        digits = digits.replace(",", "")  # parted in hundreds of thousands, as in India
    match read_figure(digits):
        case Figure(value=value):
            return (value,)
        case Ambiguous(readings=readings):
            return readings
    return ()
