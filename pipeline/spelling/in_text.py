"""Figures and dates inside sentences, in Vietnamese, Hindi and English, with their places.

Only numbers that count something are figures. Numbers that name something (documents, articles,
roads, schools), ordinals, times and ranges are told apart, for they look the same.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.spelling.amounts import amount_at, values_of
from pipeline.spelling.dates import PartialDate
from pipeline.spelling.figures import Figure, Qualifier, read_figure
from pipeline.spelling.number_words import LETTER, MONTH_NAMES, is_named_by_number, month_of


@dataclass(frozen=True, slots=True)
class FigureInText:
    """A number that counts something.

    ``values`` are what it may mean, the likeliest first: “1.234” may be two numbers. Words of
    scale are worked in: 12 tỷ đồng is 12,000,000,000 with the measure “đồng”; ``scaled`` tells
    that there was one. ``step`` is what its last digit counts: 0.1 of 12.5, a billion of 12 tỷ.
    ``before`` is the clause as far as the number, ``measure`` what follows it to the end of the
    clause or the next number.
    """

    start: int
    end: int
    values: tuple[Decimal, ...]
    step: Decimal
    qualifier: Qualifier | None
    scaled: bool
    before: str
    measure: str


@dataclass(frozen=True, slots=True)
class PairInText:
    """So many of so many: “7/9 đơn vị”."""

    start: int
    end: int
    part: Decimal
    whole: Decimal
    before: str
    measure: str


@dataclass(frozen=True, slots=True)
class DateInText:
    """A day, or as much of a date as is told; ``before`` is the sentence as far as the date."""

    start: int
    end: int
    day: date | PartialDate
    before: str


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A number that counts nothing: of a document, an article, a road; an ordinal, a range."""

    start: int
    end: int
    values: tuple[Decimal, ...]


InText = FigureInText | PairInText | DateInText | OtherNumber

_OTHER_DIGITS = re.compile("[०-९０-９]")
_DIGITS = re.compile("[0-9]+")
_ASCII = str.maketrans("०१२३४५६७८९０１２３４５６７８९", "0123456789" * 2)
_FREE = rf"(?<![{LETTER}])(?<![{LETTER}][-/.,–])"
"""A number begins here that is no part of a word: not the 19 of Covid-19."""
_NUMBER = (
    r"(?:[0-9]{1,3}(?:[\u00a0\u2007\u2009\u202f][0-9]{3})+(?:[.,][0-9]+)?"
    r"|[0-9]{1,3}(?: [0-9]{3}){2,}(?:[.,][0-9]+)?(?![0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*)"
)
_DAY, _MONTH, _YEAR = "[0-9]{1,2}", "[0-9]{1,2}", "(?:19|20)[0-9]{2}"
_DAYS = (
    rf"(?P<days>{_DAY}(?:(?:\s*[,–-]\s*|\s+(?:và|đến|and|to|और|से)\s+)(?:ngày\s+)?{_DAY}){{0,9}})"
    r"(?:st|nd|rd|th)?"
)
_MONTH_NAME = rf"(?P<named>(?-i:{MONTH_NAMES}))(?![{LETTER}])"
_SINGLE_YEAR = rf"(?P<year>{_YEAR})(?![{LETTER}%]|[.,/][0-9])"


class _Form(NamedTuple):
    """A way of writing something with digits, and what is made of it."""

    pattern: re.Pattern[str]
    read: Callable[[str, re.Match[str]], Iterator[InText]]


def _form(pattern: str, read: Callable[[str, re.Match[str]], Iterator[InText]]) -> _Form:
    flags = re.NOFLAG if "[A-Z" in pattern else re.IGNORECASE
    return _Form(re.compile(unicodedata.normalize("NFC", pattern), flags), read)


@lru_cache(maxsize=4096)
def read_text(text: str) -> tuple[InText, ...]:
    """Every number and date written with digits in ``text``, in the order they stand there.

    Places count the letters of the text composed (NFC).
    """
    text = unicodedata.normalize("NFC", text)
    if _OTHER_DIGITS.search(text):
        text = text.translate(_ASCII)
    found: list[InText] = []
    read = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() < read:
            continue
        for form, match in _matches(text, digits.start(), read):
            made = tuple(form.read(text, match))
            found += made
            read = max(match.end(), *(one.end for one in made))
            break
    return tuple(found)


def _matches(text: str, place: int, read: int) -> Iterator[tuple[_Form, re.Match[str]]]:
    """The forms that fit the digits at ``place``, with the word or sign that leads them."""
    lead = _LEAD.search(text, max(read, place - _LONGEST_LEAD), place)
    starts = (lead.start(), place) if lead else (place,)
    is_plain = not any(_ANY_BUT_PLAIN.match(text, start) for start in starts)
    for form in _FORMS[-1:] if is_plain else _FORMS:
        for start in starts:
            if match := form.pattern.match(text, start):
                yield form, match


def figures_in(text: str) -> tuple[FigureInText, ...]:
    """The numbers in ``text`` that count something."""
    return tuple(one for one in read_text(text) if isinstance(one, FigureInText))


def dates_in(text: str) -> tuple[DateInText, ...]:
    """The dates in ``text``."""
    return tuple(one for one in read_text(text) if isinstance(one, DateInText))


_CLAUSE_ENDS = re.compile(r"[;:()\[\]\n“”\"]|[.!?।](?=\s|$)")
_SENTENCE_ENDS = re.compile(r"[;\n]|[.!?।](?=\s|$)")
_NEXT = re.compile(rf"{_CLAUSE_ENDS.pattern}|(?<![^\W\d_])[0-9]")
"""What ends the words of measure; the 2 of km2 does not."""


def sentences_of(text: str) -> tuple[str, ...]:
    """The sentences of ``text``, composed; a semicolon ends one too."""
    composed = unicodedata.normalize("NFC", text)
    return tuple(part.strip() for part in _SENTENCE_ENDS.split(composed) if part.strip())


@lru_cache(maxsize=16)
def _ends(text: str, ends: re.Pattern[str]) -> tuple[int, ...]:
    return (0, *(end.end() for end in ends.finditer(text)))


def _before(text: str, start: int, ends: re.Pattern[str]) -> str:
    places = _ends(text, ends)
    return text[places[bisect_right(places, start) - 1] : start].strip()


def _measure(text: str, end: int) -> str:
    following = _NEXT.search(text, end)
    return text[end : following.start() if following else len(text)].strip(" ,\t–-")


def _others(_: str, match: re.Match[str]) -> Iterator[InText]:
    numbers = (values_of(digits) for digits in re.findall(_NUMBER, match[0]))
    runs = (values_of(digits) for digits in re.findall("[0-9]+", match[0]))
    values = dict.fromkeys(value for some in (*numbers, *runs) for value in some)
    yield OtherNumber(match.start(), match.end(), tuple(values))


def _date(text: str, match: re.Match[str]) -> Iterator[InText]:
    told = match.groupdict()
    named = told.get("named")
    month = month_of(named) if named else int(told["month"]) if told.get("month") else None
    year = int(told["year"]) if told.get("year") else None
    days = [int(day) for day in re.findall("[0-9]+", told.get("days") or "")]
    before = _before(text, match.start(), _SENTENCE_ENDS)
    made = [_day(day, month, year) for day in days or (None,)]
    if None in made:
        yield from _others(text, match)
    else:
        yield from (DateInText(match.start(), match.end(), day, before) for day in made if day)


def _day(day: int | None, month: int | None, year: int | None) -> date | PartialDate | None:
    """The date, or None where there can be none; every fourth year has a 29 February."""
    try:
        whole = date(year or 2000, month or 1, day or 1)
    except ValueError:
        return None
    return whole if year and month and day else PartialDate(day, month, year)


def _years(text: str, match: re.Match[str]) -> Iterator[InText]:
    """The years of a span, the second perhaps shortened: 2021–25."""
    before = _before(text, match.start(), _SENTENCE_ENDS)
    first, last = match["first"], match["last"]
    for year in (first, first[: 4 - len(last)] + last):
        day = PartialDate(None, None, int(year))
        yield DateInText(match.start(), match.end(), day, before)


_DATED = re.compile(r"(?:ngày|dịp|lễ|khánh|mừng|niệm|tết|trước|sau)\s*$", re.IGNORECASE)


def _pair(text: str, match: re.Match[str]) -> Iterator[InText]:
    """Of two numbers with a stroke: so many of so many, or a day and month."""
    part, whole = (values_of(match[side]) for side in ("part", "whole"))
    before, measure = _before(text, match.start(), _CLAUSE_ENDS), _measure(text, match.end())
    if not part or not whole:
        yield from _others(text, match)
        return
    if _DATED.search(before) or (part[0] > whole[0] and not measure):
        day = None
        if all(len(match[side]) < 3 for side in ("part", "whole")):
            day = _day(int(part[0]) or 99, int(whole[0]) or 99, None)
        if day:
            yield DateInText(match.start(), match.end(), day, before)
            return
    yield PairInText(match.start(), match.end(), part[0], whole[0], before, measure)


_GLUED = re.compile(rf"(?!(?:đ|đồng|vnđ|vnd|km|km2|m|m2|m3|ha|kg)(?![{LETTER}]))[{LETTER}]")
"""Letters that touch a number and are no measure: the G of 5G, the endings of ordinals."""
_MORE_OR_LESS = re.compile(r"(?:cao|thấp|nhiều|ít|lớn|nhỏ|kém)\s+hơn$")
_LISTED = re.compile(r"(?:^|[\n;:(])\s*$")
_AFTER_ALL = re.compile(r"trở (?:lên|xuống)")
_RISES = re.compile(rf"(?<![{LETTER}])(?:đến|tới|lên|xuống|còn|thành|sang)(?![{LETTER}])")


def _number(text: str, match: re.Match[str]) -> Iterator[InText]:
    """A number by itself: a figure with its words, or one that only looks so."""
    start = match.start("digits")
    amount = amount_at(text, match.end("digits"), values_of(match["digits"]))
    before = _before(text, start, _CLAUSE_ENDS)
    after = text[amount.end :]
    listed = after[:1] in (".", ")") and _LISTED.search(text, max(0, start - 8), start)
    glued = not amount.scaled and _GLUED.match(after)
    named = is_named_by_number(text[max(0, start - 40) : start])
    measure = _measure(text, amount.end)
    qualifier = _qualifier(before, measure)
    from_here = qualifier is None and before[-3:].casefold().split()[-1:] == ["từ"]
    rises = from_here and _RISES.search(measure)
    if not amount.values or listed or glued or named or rises:
        yield from _others(text, match)
        return
    values = amount.values
    if match["sign"]:
        # It touches the number as a minus does, and so does a careless bullet.
        values = (*values, *(-value for value in values))
    yield FigureInText(
        start,
        amount.end,
        values,
        amount.step,
        "at-least" if from_here else qualifier,
        amount.scaled,
        before,
        measure,
    )


_LONGEST_WORDS = 40
"""So many letters before a number hold every word that may belong to it."""


def _qualifier(before: str, measure: str) -> Qualifier | None:
    """The word that belongs to a number, of those that are read in a cell too."""
    words = before[-_LONGEST_WORDS:].split()
    if after := _AFTER_ALL.search(measure):
        return _word_of("từ" if words[-1:] in (["từ"], ["Từ"]) else "", after[0])
    if _MORE_OR_LESS.search(before[-_LONGEST_WORDS:]):
        return None
    return _word_of(" ".join(words[-2:])) or _word_of(" ".join(words[-1:]))


@lru_cache(maxsize=256)
def _word_of(lead: str, after: str = "") -> Qualifier | None:
    read = read_figure(f"{lead} 1 {after}")
    return read.qualifier if isinstance(read, Figure) else None


_LEAD = re.compile(
    unicodedata.normalize(
        "NFC",
        rf"(?<![{LETTER}])(?:ngày|tháng|năm|năm\s+học|từ|from|at|lúc|hồi|year|वर्ष|{MONTH_NAMES})\s+$"
        r"|(?:\+84[ .-]?|[-−])$",
    ),
    re.IGNORECASE,
)
"""A word or sign before digits that belongs to their form."""
_LONGEST_LEAD = 16

_FORMS = (
    # Documents: 05/QC-KTĐ, 18-NQ/TW, 98/2023/NĐ-CP.
    _form(rf"{_FREE}[0-9]+(?:/[0-9]{{4}})?[-/][A-ZĐƯ]\w*(?:[-/&.][A-ZĐƯ]\w*)*", _others),
    # Telephones.
    _form(r"(?<![\w+])(?:\+84|0)(?:[ .-]?[0-9]){8,10}(?![0-9])", _others),
    _form(rf"{_FREE}(?P<year>{_YEAR})-(?P<month>[0-9]{{2}})-(?P<days>[0-9]{{2}})(?!\w)", _date),
    _form(
        rf"{_FREE}(?:ngày\s+)?{_DAYS}\s?(?P<sign>[/.-])\s?(?P<month>{_MONTH})"
        rf"\s?(?P=sign)\s?{_SINGLE_YEAR}",
        _date,
    ),
    _form(
        rf"{_FREE}(?:ngày\s+)?{_DAYS}\s+tháng\s+(?P<month>{_MONTH})"
        rf"(?:(?:\s+năm\s+|\s*[/-]\s*){_SINGLE_YEAR})?(?![0-9])",
        _date,
    ),
    _form(rf"{_FREE}ngày\s+{_DAYS}[/.-](?P<month>{_MONTH})(?![0-9/]|[.-][0-9])", _date),
    _form(rf"{_FREE}{_DAYS}\s+(?:of\s+)?{_MONTH_NAME}(?:,?\s+{_SINGLE_YEAR})?", _date),
    _form(
        rf"{_FREE}{_MONTH_NAME}\s+(?P<days>{_DAY})(?:st|nd|rd|th)?(?![0-9])"
        rf"(?:,?\s+{_SINGLE_YEAR})",
        _date,
    ),
    _form(rf"{_FREE}{_MONTH_NAME}\s+{_SINGLE_YEAR}", _date),
    _form(
        rf"{_FREE}tháng\s+(?P<month>{_MONTH})"
        rf"(?:(?:\s+năm\s+|\s*[/-]\s*){_SINGLE_YEAR})?(?![0-9%])",
        _date,
    ),
    _form(rf"{_FREE}(?P<month>{_MONTH})/{_SINGLE_YEAR}(?!/)", _date),
    # Terms, stages, school years: 2021-2025.
    _form(
        rf"{_FREE}(?P<first>{_YEAR})\s*[-–/]\s*(?P<last>{_YEAR}|[0-9]{{2}})(?![{LETTER}/-])",
        _years,
    ),
    # Quarters: quý I/2025.
    _form(rf"(?<=[IVX]/){_SINGLE_YEAR}", _date),
    _form(rf"{_FREE}(?:năm|वर्ष|year)\s+(?:học\s+)?{_SINGLE_YEAR}", _date),
    _form(rf"{_FREE}{_SINGLE_YEAR}(?=\s*(?:[^{LETTER}\s%]|$))", _date),
    # The time of day, or all of it.
    _form(
        rf"{_FREE}(?:[0-9]{{1,2}}\s?(?:h|g|giờ)\s?[0-9]{{2}}|[0-9]{{1,2}}[h:](?:[0-9]{{2}})?)"
        rf"(?![{LETTER}])",
        _others,
    ),
    _form(r"(?:lúc|hồi)\s+[0-9]{1,2}\s+giờ(?:\s+[0-9]{2})?(?![0-9])", _others),
    _form(rf"{_FREE}[0-9]{{1,2}}\s+giờ(?=\s+(?:ngày|sáng|chiều|tối|trưa)(?!\w))", _others),
    _form(rf"{_FREE}[0-9]{{1,2}}(?:[.:][0-9]{{2}})?\s*(?:बजे|a\.?m|p\.?m|o.clock)(?!\w)", _others),
    _form(r"at\s+[0-9]{1,2}[.:][0-9]{2}(?![0-9%])", _others),
    _form(rf"{_FREE}24/(?:24|7)(?![0-9/])", _others),
    _form(
        rf"{_FREE}(?P<part>{_NUMBER})\s?/\s?(?P<whole>{_NUMBER})(?![/0-9])",
        _pair,
    ),
    # Ranges.
    _form(rf"{_FREE}{_NUMBER}\s*%?\s*[-–—]\s*{_NUMBER}(?![0-9])", _others),
    _form(rf"{_FREE}(?:từ|from)\s+{_NUMBER}\s*%?\s+(?:đến|tới|to)\s+{_NUMBER}", _others),
    _form(rf"(?P<sign>(?<![^\s(])[-−])?{_FREE}(?P<digits>{_NUMBER})", _number),
)
"""The forms in the order in which they are looked for: what is longer and surer comes first."""

_ANY_BUT_PLAIN = re.compile(
    "|".join(
        re.sub(r"\(\?P<\w+>", "(?:", form.pattern.pattern).replace("(?P=sign)", "[/.-]")
        for form in _FORMS[:-1]
    ),
    re.IGNORECASE,
)
"""Whether any form but the last may fit, asked at once: most numbers are plain."""
