"""Numbers and dates as each language writes them."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from pipeline.model.base import PartialDate

_LOCALES = {"vi": "vi_VN", "hi": "hi_IN", "en": "en_GB"}
# Babel rounds to the places of its pattern; a figure must come out with all the places it has.
_ALL_PLACES = "#,##0.############"
_ALL_PLACES_INDIAN = "#,##,##0.############"


def number_in_words_of(value: Decimal | int, language: str) -> str:
    """1234.5 as ``1.234,5`` (vi), ``1,234.5`` (en, hi; lakhs grouped in hi)."""
    pattern = _ALL_PLACES_INDIAN if language == "hi" else _ALL_PLACES
    return _written(value, pattern, language)


def one_place(value: Decimal, language: str) -> str:
    """``value`` rounded to one place, halves away from nought, the place always shown."""
    return at_least_one_place(rounded(value, 1), language)


def at_least_one_place(value: Decimal, language: str) -> str:
    """All places of ``value``, the first always shown: 5.0."""
    pattern = (_ALL_PLACES_INDIAN if language == "hi" else _ALL_PLACES).replace(".#", ".0")
    return _written(value, pattern, language)


def _written(value: Decimal | int, pattern: str, language: str) -> str:
    # A minus, as before every change: a hyphen is no sign of numbers.
    return str(format_decimal(value, format=pattern, locale=_LOCALES[language])).replace("-", "−")


def rounded(value: Decimal, places: int) -> Decimal:
    """``value`` to ``places`` decimals, halves away from nought, as taught at school."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def date_in_words(day: date, language: str) -> str:
    """A date as a sentence holds it.

    Vietnamese pads the day below 10 and the months January and February
    (Decree 30/2020/NĐ-CP, Annex I, component 4).
    """
    if language == "vi":
        month = month_in_words(day.month, language)
        return partial_date(f"{day.day:02d}", month, str(day.year), language)
    return str(format_date(day, "d MMMM y", locale=_LOCALES[language]))


def month_in_words(month: int, language: str) -> str:
    """A month as it stands in a date: its number in Vietnamese, else its name."""
    if language == "vi":
        return f"{month:02d}" if month <= 2 else str(month)
    return str(get_month_names("wide", locale=_LOCALES[language])[month])


def partial_date(day: str, month: str, year: str, language: str) -> str:
    """A date of parts that are written already; parts that are empty are not spoken of."""
    if language == "vi":
        parts = (("ngày", day), ("tháng", month), ("năm", year))
        return " ".join(f"{word} {part}" for word, part in parts if part)
    return " ".join(part for part in (day, month, year) if part)


def known_date(day: PartialDate, language: str) -> str:
    """As much of a date as is known: “tháng 3 năm 2025”, “March 2025”."""
    padded = f"{day.day:02d}" if day.day and language == "vi" else str(day.day or "")
    month = month_in_words(day.month, language) if day.month else ""
    return partial_date(padded, month, str(day.year or ""), language)


_HOURS = {
    "vi": "{hour} giờ {minute:02}",
    "hi": "{hour:02}:{minute:02} बजे",
    "en": "{hour:02}:{minute:02}",
}


def clock_in_words(hour_of_day: str, language: str) -> str:
    """An hour of the day (``08:30``) as a sentence holds it: 8 giờ 30, 08:30 बजे, 08:30."""
    hour, minute = map(int, hour_of_day.split(":"))
    return _HOURS[language].format(hour=hour, minute=minute)


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


_ARTICLE = re.compile(r"\b[Tt]he $")
_NUMBERED = re.compile(r"\S (\d+|[A-Z]|[IVX]+)( \([^()]*\))?$")


def with_one_article(before: str, name: str, language: str) -> tuple[str, str]:
    """The words before an English name, and the name, with the one article they need.

    The translations write “the” before every name. One that has its own keeps one of the two, and
    one that ends in its number or letter takes none: “Cluster 1”, “Department B”, but “the
    Committee of Bloc A”. As with Hindi inflection, this is grammar and no guess.
    """
    article = _ARTICLE.search(before) if language == "en" else None
    if article is None:
        return before, name
    if name[:4] in ("the ", "The "):
        return before, name[4:]
    if _NUMBERED.search(name) and " of " not in name:
        return before[: article.start()], name
    return before, name
