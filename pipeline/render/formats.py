"""Numbers and dates as each language writes them."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

_LOCALES = {"vi": "vi_VN", "hi": "hi_IN", "en": "en_GB"}
# Babel rounds to the places of its pattern; a figure must come out with all the places it has.
_ALL_PLACES = "#,##0.############"
_ALL_PLACES_INDIAN = "#,##,##0.############"


def number_in_words_of(value: Decimal | int, language: str) -> str:
    """1234.5 as ``1.234,5`` (vi), ``1,234.5`` (en, hi; lakhs grouped in hi)."""
    pattern = _ALL_PLACES_INDIAN if language == "hi" else _ALL_PLACES
    return format_decimal(value, format=pattern, locale=_LOCALES[language])


def one_place(value: Decimal, language: str) -> str:
    """``value`` rounded to one place, halves away from nought, the place always shown."""
    pattern = "#,##,##0.0" if language == "hi" else "#,##0.0"
    return format_decimal(rounded(value, 1), format=pattern, locale=_LOCALES[language])


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` to ``places`` decimals, halves away from nought, as taught at school."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def date_in_words(day: date, language: str) -> str:
    """A date as a sentence holds it.

    Vietnamese pads the day below 10 and the months January and February
    (Decree 30/2020/NĐ-CP, Annex I, component 4).
    """
    if language == "vi":
        month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
        return f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return str(format_date(day, "d MMMM y", locale=_LOCALES[language]))


_POSTPOSITION = re.compile(r"\s?(ने|को|से|में|पर|का|की|के|द्वारा|तक)(?=[\s।,;:.]|$)")


def inflected(value: str, following: str, language: str) -> str:
    """A name as the words after it require.

    In Hindi a noun before a postposition is in the oblique case, and every genitive का that agrees
    with it becomes के: «अ का ब्लॉक», but «अ के ब्लॉक ने». A का that agrees with another noun of the
    name has become के already; feminine की does not change.
    """
    if language != "hi" or not _POSTPOSITION.match(following):
        return value
    return value.replace(" का ", " के ")
