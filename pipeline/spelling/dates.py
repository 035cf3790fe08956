"""Dates as people type them, day before month; nothing that is left out is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.spelling.names import key_of


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which some parts are not told: a day and month, a month and year, or a year."""

    day: int | None
    month: int | None
    year: int | None


_DAY, _MONTH, _YEAR = "(?P<day>[0-9]{1,2})", "(?P<month>[0-9]{1,2})", "(?P<year>[0-9]{4})"

_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?:ngày )?{_DAY}([/.-]){_MONTH}\2{_YEAR}",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
        rf"(?:ngày )?{_DAY} tháng {_MONTH}(?: năm {_YEAR})?",
        # With a hyphen or a point this would be a range or a number as well.
        rf"(?:ngày )?{_DAY}/{_MONTH}",
        rf"(?:tháng )?{_MONTH}/{_YEAR}",
        rf"tháng {_MONTH} năm {_YEAR}",
        rf"(?:năm )?{_YEAR}",
    )
)

_SOME_DAY, _SOME_MONTH = "(0?[1-9]|[12][0-9]|3[01])", "(0?[1-9]|1[0-2])"
WHOLE_DATE = (
    rf"^\D*({_SOME_DAY}\D+{_SOME_MONTH}\D+[0-9]{{4}}|[0-9]{{4}}\D+{_SOME_MONTH}\D+{_SOME_DAY})\D*$"
)
"""What every date that can be read in full fits, in the words of JSON Schema; for editors, which
need not know all that is refused."""
ANY_DATE = (
    rf"{WHOLE_DATE}|^\D*{_SOME_DAY}\D+{_SOME_MONTH}\D*$"
    rf"|^\D*({_SOME_MONTH}\D+)?[0-9]{{4}}\D*$"
)
"""The same of dates that are known in full or in part."""

_LEAP_YEAR = 2000
"""Stands for a year not told, so that 29/02 is a day that can be."""


def read_date(text: str) -> date | PartialDate | None:
    """The date ``text`` is, in full or in part.

    None for anything else: other words beside it, a year of two digits, a day that cannot be, the
    month before the day.
    """
    key = key_of(text)
    found = next(filter(None, (form.fullmatch(key) for form in _FORMS)), None)
    if found is None:
        return None
    told = {part: int(digits) for part, digits in found.groupdict().items() if digits}
    try:
        whole = date(**{"year": _LEAP_YEAR, "month": 1, "day": 1} | told)
    except ValueError:
        return None
    if len(told) == 3:
        return whole
    return PartialDate(told.get("day"), told.get("month"), told.get("year"))
