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
    places = values[0].as_tuple().exponent if values else 0
    step = Decimal(1).scaleb(min(int(places), 0))
    times, begun = Decimal(1), end
    while scale := _SCALE.match(text, end):
        times, end = times * scale_of(scale["scale"]), scale.end()
    if end == begun:
        return Amount(values, step, end, False)
    values = tuple(value * times for value in values)
    if half := _HALF_MORE.match(text, end):
        half_of = tuple(value + times / 2 for value in values)
        return Amount(half_of, times / 2, half.end(), True)
    if rest := _REST.match(text, end):
        more = amount_at(text, rest.end(), values_of(rest["digits"]))
        if more.values and more.values[0] < times:
            together = tuple(value + more.values[0] for value in values)
            return Amount(together, more.step, more.end, True)
    return Amount(values, step * times, end, True)


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
