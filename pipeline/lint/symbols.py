"""Numbers and dates of papers as they are written: read loosely, so that what is wrong is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_DOTS = r"[.…_\s]*"
_NUMBER = re.compile(
    rf"(?P<label>[Ss][ốỐ]|SỐ)(?P<colon>\s*:)?\s*(?P<digits>\d+|{_DOTS})\s*(?P<rest>[/\-–].*)?",
)
_DATE = re.compile(
    r"(?P<place>.*?)(?P<comma>\s*,?)\s*(?P<word>[Nn]gày)\s*(?P<day>\d{1,2}|[.…_\s]*)\s*"
    r"(?:tháng\s*(?P<month>\d{1,2}|[.…_\s]*)\s*năm\s*(?P<year>\d{4}|\d{0,3}[.…_\s]*)"
    r"|(?P<short>[/.-]\s*(?P<month2>\d{1,2})[/.-]\s*(?P<year2>\d{4})))(?P<tail>.*)"
)


@dataclass(frozen=True, slots=True)
class NumberRead:
    """A number such as ``Số: 05/BC-KTĐ``. ``digits`` is empty where it is left to the pen."""

    label: str
    colon: bool
    digits: str
    first_mark: str
    middle: str
    second_mark: str
    issuer: str
    spaced: bool


def read_number(text: str) -> NumberRead | None:
    """The parts of a paper's number; none where it is no number at all.

    ``middle`` is what stands between the two marks, in a letter the issuer.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    digits = found["digits"] if (found["digits"] or "").isdecimal() else ""
    rest = (found["rest"] or "").strip()
    marks = re.fullmatch(r"([/\-–])\s*([^/\-–]*?)\s*(?:([/\-–])\s*(.*))?", rest)
    first, middle, second, issuer = marks.groups("") if marks else ("", "", "", "")
    inner = re.sub(r"[.…_]+", "", rest)
    spaced = bool(re.search(r"\s[/\-–]|[/\-–]\s(?=\S)", text[text.find(digits) if digits else 0 :]))
    return NumberRead(
        found["label"],
        bool(found["colon"]),
        digits,
        first,
        middle.strip(),
        second,
        issuer.strip(),
        spaced and bool(inner),
    )


@dataclass(frozen=True, slots=True)
class DateRead:
    """Place and date as written; a part left to the pen is empty."""

    place: str
    comma: bool
    day: str
    month: str
    year: str
    in_words: bool
    tail: str

    @property
    def whole(self) -> date | None:
        """The date, where every part is told and there is such a day."""
        try:
            return date(int(self.year), int(self.month), int(self.day))
        except ValueError:
            return None

    @property
    def is_told(self) -> bool:
        """Whether day, month and year are all written in figures."""
        return all(part.isdecimal() for part in (self.day, self.month, self.year))


def read_place_date(text: str) -> DateRead | None:
    """Place and date of a paper; none where it is no date."""
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None

    def figures(*names: str) -> str:
        told = next((found[name] for name in names if found[name]), "").strip()
        return told if told.isdecimal() else ""

    return DateRead(
        found["place"].strip(),
        "," in found["comma"],
        figures("day"),
        figures("month", "month2"),
        figures("year", "year2"),
        found["short"] is None,
        found["tail"].strip(),
    )


def padded_day(day: int) -> str:
    """A day with a nought before it below ten."""
    return f"{day:02d}"


def padded_month(month: int) -> str:
    """A month with a nought before it in January and February only."""
    return f"{month:02d}" if month <= 2 else str(month)
