"""Checks of the days on which things were done: stated beside a text, or told in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model import base
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.spelling import dates as spelling
from pipeline.spelling.in_text import DateInText, dates_in, sentences_of
from pipeline.spelling.names import key_of

_SPEAKS_OF_OTHER_TIMES = ("proposals", "lessons")
"""Themes of what is to come."""

AnyDay = date | base.PartialDate | spelling.PartialDate

_TELLS_WHEN = re.compile(r"(?:^|(?<!\w)(?:vào|trong|và|,))$")
"""What stands right before a date that tells when the thing was done."""
_LIMIT = re.compile(r"(?<!\w)(?:từ|đến|tới|trước|sau|hết|hạn|tính|qua|so với|là|nhân|dịp|mừng)$")
"""What stands right before a date that only limits a time, or is spoken of itself."""
_OF_OTHER_THINGS = re.compile(
    r"(?<!\w)(?:quyết định|kế hoạch|nghị quyết|nghị định|luật|chỉ thị|công văn|thông tư|kết luận|"
    r"hướng dẫn số|văn bản|tờ trình|thông báo|chương trình|quy chế|quy định|đề án|hợp đồng|"
    r"giấy phép|bằng khen|giấy khen|huân chương|danh hiệu|cờ thi đua|phê duyệt|ban hành|"
    r"kỷ niệm|kỉ niệm|thành lập|truyền thống|ra đời|giải phóng|nhiệm kỳ|giai đoạn|"
    r"cùng kỳ|lịch sử|khởi công|ngày sinh|năm sinh|sinh ngày|sinh nhật|bắt đầu|"
    r"(?<!một )(?<!tổng )số(?! hóa| hoá| lượng| tiền))(?!\w)"
)
"""Words beside a date that make it the date of a document, of a founding or of other times."""
_CLAUSE_ENDS = re.compile(r"[,;:()\n]|\.(?=\s|$)")


def check_days_told(facts: Facts) -> Found:
    """Days on which something was done, outside the time that is reviewed."""
    first, last = _reviewed(facts)
    for path, day in (*_stated(facts), *_told(facts)):
        if not _may_lie_between(day, first, last):
            yield (
                "date-outside-year",
                path,
                msg(
                    "{given} is not between {first} and {last}",
                    given=written(day),
                    first=f"{first:%d/%m/%Y}",
                    last=f"{last:%d/%m/%Y}",
                ),
                msg("check the year: this folder is about {year}", year=facts.year),
            )


def _reviewed(facts: Facts) -> tuple[date, date]:
    """The first and the last day of the emulation year, or of the years reviewed.

    What was done until a later conference is told there too.
    """
    first = facts.period.begins if facts.period else date(facts.year, 1, 1)
    last = facts.period.ends if facts.period else date(facts.year, 12, 31)
    return min(first, date(facts.first_year, 1, 1)), max(last, facts.day)


def _stated(facts: Facts) -> Iterator[tuple[Path, AnyDay]]:
    for n, result in enumerate(facts.results):
        if result.date and result.theme not in _SPEAKS_OF_OTHER_TIMES:
            yield ("results", n, "date"), result.date
    for n, activity in enumerate(facts.activities):
        if activity.date:
            yield ("activities", n, "date"), activity.date


def _told(facts: Facts) -> Iterator[tuple[Path, AnyDay]]:
    this_year = spelling.PartialDate(None, None, facts.year)
    for n, result in enumerate(facts.results):
        if result.text.vi and result.theme not in _SPEAKS_OF_OTHER_TIMES:
            for sentence in sentences_of(result.text.vi):
                # What was done before the year for the year says so: “giao ước thi đua năm 2025”.
                if all(one.day != this_year for one in dates_in(sentence)):
                    for told in days_done(sentence):
                        yield ("results", n, "text", "vi"), told.day


def days_done(text: str) -> Iterator[DateInText]:
    """The dates in a text that surely tell when the thing was done; a year alone is none."""
    composed = unicodedata.normalize("NFC", text)
    for told in dates_in(composed):
        before = key_of(told.before)
        says_day = key_of(composed[told.start : told.end]).startswith("ngày")
        # A document issued that day is named in the clause of the date or in the next.
        following = " ".join(_CLAUSE_ENDS.split(composed[told.end :], maxsplit=2)[:2])
        if (
            told.day.month is not None
            and (not before or _TELLS_WHEN.search(before) or says_day)
            and not _LIMIT.search(before)
            and not _OF_OTHER_THINGS.search(key_of(following))
            and not _dates_another_thing(before)
        ):
            yield told


def _dates_another_thing(before: str) -> bool:
    """Whether a date belongs to a document or a founding named before it, in its own clause.

    Between the number of a document and its date a comma may stand.
    """
    *earlier, clause = _CLAUSE_ENDS.split(before)
    numbered = [one for one in earlier[-1:] if re.search("[0-9]", one)]
    return any(_OF_OTHER_THINGS.search(one) for one in (clause, *numbered))


def _may_lie_between(day: AnyDay, first: date, last: date) -> bool:
    """Whether as much of a date as is told may lie between two days."""
    if day.year is None:
        return True
    told = [part for part in (day.year, day.month, day.day) if part is not None]
    least, most = ([one.year, one.month, one.day][: len(told)] for one in (first, last))
    return least <= told <= most


def written(day: AnyDay) -> str:
    """As much of a date as is told: 26/12/2023."""
    parts = (day.day, day.month, day.year)
    return "/".join(f"{part:02}" for part in parts if part is not None)
