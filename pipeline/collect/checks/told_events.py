"""What was done, as results and works of welfare tell it, made ready to be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.collect.checks.dates_told import AnyDay, days_done
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.year import Result, Welfare
from pipeline.spelling.in_text import FigureInText, read_text
from pipeline.spelling.likeness import Shingles, words_of
from pipeline.spelling.names import key_of

_NO_EVENTS = (
    "advantages",
    "difficulties",
    "strengths",
    "limitations",
    "causes",
    "lessons",
    "proposals",
)
"""Themes that judge or wish; what they tell is no event."""

_EMPTY = frozenset(
    words_of(
        "và của các cho với trong tại ở vào ngày tháng năm được đã là có do để theo về từ đến những"
        " một này khi trên cùng nhân dịp tổ chức triển khai thực hiện tham gia phối hợp"
    )
)
"""Words that stand in sentences about any event."""
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{6,120})[”\"]")
_AT = frozenset(("tại", "ở"))
_KINDS_OF_PLACE = frozenset(
    words_of("xã phường thôn bản ấp huyện trấn trường chùa biển đảo làng viện khu")
)
"""Words before the name of a place; a province, where everything takes place, is none."""

Day = tuple[int | None, int | None, int | None]
"""Day, month and year, as far as told."""


_EACH_BY_ITSELF = re.compile(
    r"(?<!\w)(?:chi bộ|đảng bộ|đảng viên|kết nạp|đại hội|sinh hoạt|học tập|quán triệt|sơ kết|"
    r"tổng kết|hội nghị cán bộ|hội nghị công chức|người lao động|công đoàn|gặp mặt|tọa đàm|toạ đàm|"
    r"chào cờ|tuyên truyền|kiểm điểm|bầu cử|phát động|giao ước|tết trồng cây)(?!\w)"
)
"""What every unit does for itself, often on the same day and in the same words."""
_CAMPAIGN = re.compile(
    r"(?<!\w)(?:phát động|hưởng ứng|phong trào|cuộc vận động|chương trình|chuyên đề|sinh hoạt|"
    r"học tập|quán triệt|tuyên truyền)(?!\w)"
)
"""Words by which a name in quotes is that of something every unit carries out for itself."""
_OF_THE_BLOC = re.compile(
    r"(?<!\w)(?:(?:của|trong|toàn|do) (?:khối|cụm)|(?:khối|cụm) thi đua|các đơn vị)(?!\w)"
)
"""Words that say it was the bloc's."""
_HOLIDAYS = frozenset(
    {
        (3, 2), (27, 2), (3, 3), (8, 3), (26, 3), (30, 4), (1, 5), (7, 5), (19, 5), (1, 6), (5, 6),
        (21, 6), (28, 6), (27, 7), (19, 8), (2, 9), (1, 10), (10, 10), (13, 10), (20, 10), (9, 11),
        (18, 11), (20, 11), (22, 12),
    }
)  # fmt: skip
"""Days and months that everybody keeps, each in its own house."""


@dataclass(frozen=True, slots=True)
class Event:
    """One result or work of welfare of a unit."""

    path: Path
    unit: str | None
    activity: str | None
    of_the_bloc: bool
    """Whether it says so."""
    by_itself: bool
    """Whether it is of a kind, or on a day, on which every unit does the like."""
    named_for_one: bool
    """Whether a name in quotes is that of one event, on a day that no other keeps."""
    words: Shingles
    content: frozenset[str]
    """The words that tell what it was: without names of the unit, dates and common words."""
    days: frozenset[Day]
    """Every day it took place on."""
    figures: frozenset[Decimal]
    names: frozenset[str]
    """Names in quotes."""
    places: frozenset[str]

    def overlap(self, other: Event) -> Fraction:
        """The share of the words of the shorter that the other has too."""
        fewer = min(len(self.content), len(other.content))
        return Fraction(len(self.content & other.content), fewer) if fewer >= 3 else Fraction(0)

    def same_day(self, other: Event) -> bool:
        """Whether both tell the same day; a year that one leaves out is the other's."""
        return any(_is_same(one, two) for one in self.days for two in other.days)

    def other_days(self, other: Event) -> bool:
        """Whether both tell days, and none is the same."""
        return bool(self.days and other.days) and not self.same_day(other)

    def other_places(self, other: Event) -> bool:
        """Whether both name places, and none is the same."""
        return bool(self.places and other.places) and not self.places & other.places


def _is_same(one: Day, two: Day) -> bool:
    return all(a == b or None in (a, b) for a, b in zip(one, two, strict=True))


def events_of(facts: Facts) -> Iterator[Event]:
    """The results and works of welfare that tell of something done, in the order of the inputs."""
    for n, result in enumerate(facts.results):
        if result.text.vi and result.theme not in _NO_EVENTS:
            yield _event(facts, ("results", n), result, result.text.vi)
    for n, work in enumerate(facts.welfare):
        if work.name.vi:
            yield _event(facts, ("welfare", n), work, work.name.vi)


def _event(facts: Facts, path: Path, told: Result | Welfare, text: str) -> Event:
    text = unicodedata.normalize("NFC", text)
    found = read_text(text)
    rest = text
    for one in found:
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    unit = facts.unit(told.unit) if told.unit else None
    own = words_of(unit.name.vi) if unit and unit.name.vi else ()
    days: list[AnyDay | None] = [one.day for one in days_done(text)]
    if isinstance(told, Result):
        days.append(told.date)
        stated: tuple[Quantity | None, ...] = (told.value,)
    else:
        stated = (told.amount, told.beneficiaries)
    figures = [one.values[0] for one in found if isinstance(one, FigureInText)]
    on = frozenset((day.day, day.month, day.year) for day in days if day and day.day and day.month)
    holiday = any((day, month) in _HOLIDAYS for day, month, _ in on)
    key = key_of(text)
    return Event(
        path,
        told.unit,
        told.activity,
        bool(_OF_THE_BLOC.search(key)),
        holiday or bool(_EACH_BY_ITSELF.search(key)),
        not holiday and not _CAMPAIGN.search(key),
        Shingles.of(text),
        frozenset(words_of(rest)) - _EMPTY - set(own),
        on,
        frozenset([*figures, *(figure.number for figure in stated if figure is not None)]),
        frozenset(key_of(name) for name in _QUOTED.findall(text)),
        frozenset(_places(rest)),
    )


def _places(text: str) -> Iterator[str]:
    """Names that a word such as “tại” or “xã” makes places: tại xã Hoa Lư."""
    words = re.findall(r"\w+|[^\w\s]", text)
    for n, word in enumerate(words):
        # The kind of the place may stand between: tại nhà văn hóa xã Hoa Lư.
        most = 4 if word.casefold() in _AT else 1 if word.casefold() in _KINDS_OF_PLACE else 0
        near = range(n + 1, min(n + 1 + most, len(words)))
        start = next((m for m in near if _is_name(words[m])), None)
        if start is None or any(not w.isalpha() for w in words[n + 1 : start]):
            continue
        end = start
        while end < len(words) and _is_name(words[end]):
            end += 1
        if words[start - 1].casefold() not in ("tỉnh", "nước"):
            yield key_of(" ".join(words[start:end]))


def _is_name(word: str) -> bool:
    return word[:1].isupper()
