"""Numbers as people type them: read exactly, or told to be ambiguous, or not read at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.spelling.names import key_of

Qualifier = Literal["nearly", "over", "about", "at-least", "at-most"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the words around it.

    ``measure`` is the words after the number as typed: “1,2 tỷ đồng” has the value 1.2 and the
    measure “tỷ đồng”; :func:`convert` brings it to another.
    """

    value: Decimal
    qualifier: Qualifier | None
    measure: str | None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A number that may mean several: “1.234” is 1234 in Vietnamese and 1.234 in English."""

    readings: tuple[Decimal, ...]
    qualifier: Qualifier | None = None
    measure: str | None = None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What it may mean, the whole number first."""
        return tuple(Figure(one, self.qualifier, self.measure) for one in self.readings)

    @property
    def whole(self) -> Figure | None:
        """What it means where only a whole number can be meant; None where that leaves two."""
        whole = [one for one in self.figures if one.value == one.value.to_integral_value()]
        return whole[0] if len(whole) == 1 else None


ANY_FIGURE = "[0-9०-९０-９]"
"""What stands in every text that a number can be read from."""

_ASCII = str.maketrans("०१२३४५६७८९" + "０１２３４５６７８９．，％＋－", "0123456789" * 2 + ".,%+-")

_NUMBER = re.compile(
    # A minus sign touches its number; a dash that does not is a bullet or half a range. Only
    # one space may stand inside a number: a line break in a cell parts two numbers.
    r"(?P<sign>[-‑−–+]?)(?P<digits>[0-9](?:[., \u00a0\u2007\u2009\u202f]?[0-9])*)"
)
_SPACE_INSIDE = re.compile(r"\s")
_ONE_SEPARATOR = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]+))?")
_GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?P<group>[., ])[0-9]{3}(?:(?P=group)[0-9]{3})*)"
    r"(?:(?!(?P=group))[.,](?P<part>[0-9]+))?"
)

_MEASURE = re.compile(r"[^\W\d_]|[%‰°₫$(]")
"""How a measure begins."""
_SQUARE_OR_CUBE = re.compile(r"\b[a-z]?m[23]\b")
"""The only measures with digits, as in “5 km2”; any other digit is a second number."""

_BEFORE: dict[str, Qualifier | None] = {
    "": None,
    "gần": "nearly",
    **dict.fromkeys(("trên", "hơn", ">"), "over"),
    **dict.fromkeys(("khoảng", "chừng", "xấp xỉ", "trên dưới", "~", "≈"), "about"),
    **dict.fromkeys(("ít nhất", "tối thiểu", "không dưới", "≥", ">="), "at-least"),
    **dict.fromkeys(("nhiều nhất", "tối đa", "không quá", "≤", "<="), "at-most"),
}
"""Words before a number. Words that say less than the number (dưới, chưa đến) are not read."""
_WRITTEN: dict[Qualifier | None, str] = {
    None: "",
    "nearly": "gần ",
    "over": "trên ",
    "about": "khoảng ",
    "at-least": "ít nhất ",
    "at-most": "nhiều nhất ",
}
_AFTER: dict[str, Qualifier] = {"trở lên": "at-least", "trở xuống": "at-most"}

_MOST_WHOLE, _MOST_PART = 15, 6
"""The digits a number in the facts may have on either side of the point."""

_POWERS = {
    key_of(f"{scale} {money}"): power
    for scale, power in {"": 0, "nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}.items()
    for money in ("đồng", "đ", "₫", "vnđ", "vnd", "")
    if scale or money
}
"""Measures of money as powers of ten đồng. A scale alone (“12 tỷ”) counts đồng."""


def money_power(measure: str) -> int | None:
    """A measure of money as a power of ten đồng: 6 for “triệu đồng”; None for any other."""
    return _POWERS.get(key_of(measure))


def read_figure(text: str) -> Figure | Ambiguous | None:
    """The one number in ``text``, or its possible readings; None when it is anything else.

    Thousands are parted by points, by commas or by spaces, decimals by the other sign of the two.
    None also for numbers of more than 15 digits before the decimal sign or 6 after it.
    """
    found = _NUMBER.search(text := text.translate(_ASCII))
    if found is None:
        return None
    qualified = _qualified(text[: found.start()], text[found.end() :])
    if qualified is None:
        return None
    values = _readings(_SPACE_INSIDE.sub(" ", found["digits"]))
    if found["sign"] not in ("", "+"):
        values = tuple(-value for value in values)
    match values:
        case ():
            return None
        case (value,):
            return Figure(value, *qualified)
    return Ambiguous(values, *qualified)


def write_figure(number: Decimal, qualifier: Qualifier | None = None) -> str:
    """A number as it is typed and read again as the same: “1200”, “gần 12,5”."""
    digits = f"{number:f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".").replace(".", ",")
    # 1,234 would be asked about, for it is 1234 in English; 1,2340 is not.
    padded = f"{digits}0" if len(digits.partition(",")[2]) == 3 else digits
    return _WRITTEN[qualifier] + padded


def convert(figure: Figure, to_measure: str) -> Decimal | None:
    """The value of ``figure`` in ``to_measure``, exactly; None when its own measure is another.

    A number without a measure is one in the measure wanted. Only đồng and its thousands, millions
    and billions are converted into each other.
    """
    if figure.measure is None:
        return figure.value
    if key_of(figure.measure) == key_of(to_measure):
        return figure.value
    given, wanted = money_power(figure.measure), money_power(to_measure)
    if given is None or wanted is None:
        return None
    # Written out, for 1.2E+3 is as exact as 1200 but nothing a person should meet.
    return Decimal(f"{figure.value.scaleb(given - wanted):f}")


def _qualified(before: str, after: str) -> tuple[Qualifier | None, str | None] | None:
    """The qualifier and the measure told by the words around a number; None if they are others."""
    lead, words = key_of(before), unicodedata.normalize("NFC", after).split()
    qualifier = _AFTER.get(key_of(" ".join(words[-2:])))
    if qualifier and lead in ("", "từ"):
        words = words[:-2]
    elif qualifier or lead not in _BEFORE:
        return None
    else:
        qualifier = _BEFORE[lead]
    measure = " ".join(words)
    if not (key := key_of(measure)):
        return qualifier, None
    if not _MEASURE.match(key) or re.search(r"\d", _SQUARE_OR_CUBE.sub("", key)):
        return None
    return qualifier, measure


def _readings(digits: str) -> tuple[Decimal, ...]:
    """What a run of digits and separators may mean; of several the whole number comes first."""
    one, grouped = _ONE_SEPARATOR.fullmatch(digits), _GROUPED.fullmatch(digits)
    found = one or grouped
    if found is None:
        return ()
    whole, part = re.sub(r"[^0-9]", "", found["whole"]), found["part"] or ""
    if len(whole) > _MOST_WHOLE or len(part) > _MOST_PART:
        return ()
    exact = Decimal(f"{whole}.{part}" if part else whole)
    if one and len(whole) <= 3 and int(whole) and len(part) == 3:
        return Decimal(whole + part), exact
    return (exact,)
