"""Checks of what a sentence about the bloc says of it: how many members, how many people, when the
conference was; and of days that no calendar has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from pipeline.collect.checks.claims import ONE_IS_WRONG, said
from pipeline.collect.checks.dates_told import days_done, written
from pipeline.collect.checks.found import Found
from pipeline.errors import Message, msg
from pipeline.model.base import Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.spelling.dates import PartialDate
from pipeline.spelling.in_text import (
    FigureInText,
    OtherNumber,
    dates_in,
    figures_in,
    read_text,
    sentences_of,
)
from pipeline.spelling.names import key_of

_BLOC_HAS = re.compile(
    r"^(?:(?:trong )?năm (?:[0-9]+)?,? |hiện nay,? |hiện )?(?:toàn )?(?:khối|cụm)"
    r"(?: thi đua(?: \w+){0,8})? (?:hiện )?(?:có|gồm)(?: tổng số)?$"
)
_MEMBERS = re.compile(
    r"^(?:(?:cơ quan|tổ chức|sở|ban|ngành|,) ?)*(?:đơn vị )?thành viên(?! ?mới)(?!\w)"
)
_WITH = re.compile(r"(?<!\w)(?:với|và)(?: tổng số| tổng cộng)?$")
_STAFF = re.compile(r"^(?:người|cán bộ|công chức|viên chức|lao động)(?!\w)")
_CLOSING = re.compile(
    r"^,? ?(?:(?:toàn )?(?:khối|cụm) )?(?:đã )?(?:tổ chức |họp )?hội nghị tổng kết(?P<of>.*)$"
)
_OF_THE_BLOC = r"[.,]?$|,| (?:(?:của )?(?:khối|cụm)|công tác thi đua|năm {})(?!\w)"
"""What may follow the closing conference of the bloc for this year; it may be of much else."""
_A_DAY = re.compile(r"(?:ngày )?[0-9]{1,2} ?(?:tháng|[/.-]) ?[0-9]{1,2}(?!\d)")


def check_bloc_told(facts: Facts) -> Found:
    """Sentences of the bloc that contradict its members, its staff or its conference's date."""
    for path, text in _sentences(facts, of_the_bloc=True):
        yield from _size(facts, path, text)
        yield from _conference(facts, path, text)


def check_possible_days(facts: Facts) -> Found:
    """Days in words that no calendar has: ngày 31 tháng 2."""
    for path, text in _sentences(facts, of_the_bloc=False):
        for one in read_text(text):
            told = text[one.start : one.end]
            if isinstance(one, OtherNumber) and _A_DAY.match(key_of(told)) and _says_day(told):
                yield (
                    "impossible-date",
                    path,
                    msg("there is no such day: “{said}”", said=told),
                    msg("correct the day or the month"),
                )


def _says_day(told: str) -> bool:
    """Whether it surely is a date: by the word, or with a year."""
    return bool(re.match("ngày", key_of(told)) or re.search(r"(?:19|20)[0-9]{2}$", told))


def _sentences(facts: Facts, *, of_the_bloc: bool) -> Iterator[tuple[Path, str]]:
    for n, result in enumerate(facts.results):
        if not (of_the_bloc and result.unit):
            for text in sentences_of(unicodedata.normalize("NFC", result.text.vi or "")):
                yield ("results", n, "text", "vi"), text


def _size(facts: Facts, path: Path, text: str) -> Found:
    figures = figures_in(text)
    has = [n for n, one in enumerate(figures) if _counts_members(one)]
    if not has:
        return
    members, rest = figures[has[0]], figures[has[0] + 1 :]
    listed: Path = ("bloc", "units_stated") if facts.bloc.units_stated else ("units",)
    if facts.members is not None and not _is(members, Quantity(Decimal(facts.members))):
        yield _differs(path, text, members, str(facts.members), listed)
    staff = facts.bloc.staff
    told = [one for one in rest if _STAFF.match(key_of(one.measure))]
    is_theirs = len(told) == 1 and _WITH.search(key_of(told[0].before))
    if staff and is_theirs and not _is(told[0], staff):
        yield _differs(path, text, told[0], staff.written(), ("bloc", "staff"))


def _counts_members(figure: FigureInText) -> bool:
    return bool(_BLOC_HAS.match(key_of(figure.before)) and _MEMBERS.match(key_of(figure.measure)))


def _is(told: FigureInText, stated: Quantity) -> bool:
    return any(Quantity(value, told.qualifier).may_be(stated) for value in told.values)


def _differs(
    path: Path, text: str, told: FigureInText, stated: str, place: Path
) -> tuple[str, Path, Message, Message]:
    message = msg(
        "the text says “{said}”, but of the bloc {value} is stated in {place}",
        said=said(text, told),
        value=stated,
        place=Ref(place),
    )
    return ("text-figure", path, message, ONE_IS_WRONG)


def _conference(facts: Facts, path: Path, text: str) -> Found:
    """The day of the closing conference of the year, where the sentence can mean no other."""
    held = facts.conference.date if facts.conference else None
    if not facts.conference or not held or facts.conference.kind != "year-end":
        return
    told = list(days_done(text))
    others = {one.day for one in dates_in(text)} - {PartialDate(None, None, facts.year)}
    if len(told) != 1 or len(others) != 1:
        return
    day = told[0].day
    closing = _CLOSING.match(key_of(text[told[0].end :]))
    if not closing or not re.match(_OF_THE_BLOC.format(facts.year), closing["of"]):
        return
    parts = ((getattr(day, part), getattr(held, part)) for part in ("day", "month", "year"))
    if any(says != is_ and None not in (says, is_) for says, is_ in parts):
        yield (
            "conference-date",
            path,
            msg(
                "the text says that the conference was on {told}, but {place} says {held}",
                told=written(day),
                held=written(held),
                place=Ref(("conference", "date")),
            ),
            msg("correct the one that is wrong"),
        )
