"""The words of the letterhead: nation and motto, number, place and date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.errors import msg
from pipeline.lint.parts import Case
from pipeline.lint.rule import Found, Rule, replaced, rewritten
from pipeline.lint.symbols import padded_day, padded_month, read_number, read_place_date
from pipeline.lint.vocabulary import (
    KINDS,
    KINDS_REFERENCE,
    KINDS_VERIFIED,
    MOTTO,
    NATION,
    NATION_TOO,
    PARTY,
    fold,
    is_like,
)


def _nation(case: Case) -> Iterator[Found]:
    part = case.first("nation")
    if part is None:
        return
    wanted = PARTY if case.layout.system == "party" else NATION
    if part.text.upper() not in {wanted, NATION_TOO if wanted == NATION else wanted}:
        yield Found(
            part,
            msg("it reads “{text}”", text=part.text),
            msg("“{wanted}”", wanted=wanted),
            rewritten(part, 0, len(part.strip.typed), wanted) if is_like(part.text, wanted) else (),
        )


def _motto(case: Case) -> Iterator[Found]:
    part = case.first("motto")
    if part is None or case.layout.system != "state":
        return
    text = part.text
    if text == MOTTO or text.isupper():
        return
    marks = fold(re.sub(r"[\s\-–—]", "", text)) == fold(re.sub(r"[\s\-]", "", MOTTO))
    spelt = marks and re.sub(r"[\s\-–—]", "", text) == re.sub(r"[\s\-]", "", MOTTO)
    hint = (
        msg("short dashes with a space on both sides: “{wanted}”", wanted=MOTTO)
        if spelt
        else msg("“{wanted}”", wanted=MOTTO)
    )
    yield Found(
        part,
        msg("it reads “{text}”", text=text),
        hint,
        rewritten(part, 0, len(part.strip.typed), MOTTO) if is_like(text, MOTTO) else (),
    )


def _number_label(case: Case) -> Iterator[Found]:
    part = case.first("number")
    read = read_number(part.text) if part else None
    if part is None or read is None:
        return
    wanted = case.layout.number_label
    if read.colon != wanted.endswith(":"):
        label = part.text[: part.text.find(":") + 1] if read.colon else read.label
        yield Found(
            part,
            msg("the number begins with “{label}”", label=label),
            msg("“{wanted}”", wanted=wanted),
            replaced(part, label, wanted),
        )


def _number_padding(case: Case) -> Iterator[Found]:
    part = case.first("number")
    read = read_number(part.text) if part else None
    if part is None or read is None or not read.digits:
        return
    wanted = f"{int(read.digits):02d}"
    if read.digits != wanted:
        yield Found(
            part,
            msg("the number is written “{digits}”", digits=read.digits),
            msg("“{wanted}”: numbers below 10 with a nought before them", wanted=wanted),
            replaced(part, read.digits, wanted) if part.text.count(read.digits) == 1 else (),
        )


def _number_form(case: Case) -> Iterator[Found]:
    """The two marks in their order; in a letter of a State body only the first."""
    part = case.first("number")
    read = read_number(part.text) if part else None
    if part is None or read is None or not read.first_mark:
        return
    is_letter = case.first("subject") is not None
    pattern = case.layout.letter_number if is_letter else case.layout.number
    marks = re.sub(r"\{\w+\}|CV|[^/\-]", "", pattern)
    wanted = [marks[0], *marks[1:2]]
    if is_letter and len(wanted) == 1:
        written = [read.first_mark]
    else:
        written = [read.first_mark, *([read.second_mark] if read.second_mark else [])]
    shown = pattern.format(number="05", type="BC", issuer="KTĐ")
    if written != wanted:
        yield Found(
            part,
            msg("the number is put together as “{text}”", text=part.text),
            msg("like “{example}”", example=shown),
        )
    elif read.spaced:
        tight = re.sub(r"\s*([/\-])\s*", r"\1", part.text)
        yield Found(
            part,
            msg("there are spaces in the number “{text}”", text=part.text),
            msg("“{wanted}”", wanted=tight),
            rewritten(part, 0, len(part.strip.typed), tight),
        )


def _number_type(case: Case) -> Iterator[Found]:
    part = case.first("number")
    read = read_number(part.text) if part else None
    title = case.first("type-name")
    if part is None or read is None or not read.second_mark or title is None:
        return
    known = {kind.abbreviation for kind in KINDS}
    if case.kind is not None and read.middle != case.kind.abbreviation:
        wanted = case.kind.abbreviation
        yield Found(
            part,
            msg(
                "the number says “{found}”, the paper is “{title}”",
                found=read.middle,
                title=title.text,
            ),
            msg("“{wanted}”", wanted=wanted),
        )
    elif case.kind is None and read.middle not in known and read.middle.upper() != read.middle:
        yield Found(
            part,
            msg("“{found}” is no abbreviation of a kind of paper", found=read.middle),
            msg("see the list of abbreviations"),
        )


def _date_form(case: Case) -> Iterator[Found]:
    part = case.first("place-date")
    read = read_place_date(part.text) if part else None
    if part is None or read is None:
        return
    if not read.in_words:
        wanted = "ngày … tháng … năm …"
        yield Found(
            part,
            msg("the date is written in figures only"),
            msg("“{wanted}”", wanted=wanted),
        )
    if read.place and not read.comma:
        yield Found(
            part,
            msg("there is no comma between place and date"),
            msg("“{place}, ngày …”", place=read.place),
            replaced(part, f"{read.place} ngày", f"{read.place}, ngày"),
        )
    if not read.place:
        yield Found(part, msg("there is no place before the date"), msg("“Quảng Trị, ngày …”"))
    if read.tail:
        yield Found(
            part,
            msg("there is “{tail}” after the date", tail=read.tail),
            msg("nothing after the year"),
            replaced(part, f"{read.year}{read.tail}", read.year) if read.year else (),
        )


def _date_padding(case: Case) -> Iterator[Found]:
    part = case.first("place-date")
    read = read_place_date(part.text) if part else None
    if part is None or read is None or not read.is_told or not read.in_words:
        return
    for word, written, wanted in (
        ("ngày", read.day, padded_day(int(read.day))),
        ("tháng", read.month, padded_month(int(read.month))),
    ):
        if written != wanted:
            yield Found(
                part,
                msg("it reads “{word} {written}”", word=word, written=written),
                msg(
                    "“{word} {wanted}”: days below 10 and months 1 and 2 have a nought",
                    word=word,
                    wanted=wanted,
                ),
                replaced(part, f"{word} {written} ", f"{word} {wanted} "),
            )


_IN_WORDS = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2})(?: năm (\d{4}))?")


def _date_real(case: Case) -> Iterator[Found]:
    for part in case.parts:
        for found in _IN_WORDS.finditer(part.text):
            try:
                # In a year that is not told, 29 February can be.
                date(int(found[3] or 2000), int(found[2]), int(found[1]))
            except ValueError:
                yield Found(
                    part, msg("there is no {date}", date=found[0]), msg("correct day or month")
                )


_NUMBER_RULE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3"
_DATE_RULE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.4"

RULES = (
    Rule("nation-words", _nation),
    Rule("motto-words", _motto),
    Rule("number-label", _number_label, _NUMBER_RULE),
    Rule("number-padding", _number_padding, _NUMBER_RULE),
    Rule("number-form", _number_form, _NUMBER_RULE),
    Rule("number-type", _number_type, KINDS_REFERENCE, verified=KINDS_VERIFIED),
    Rule("date-form", _date_form, _DATE_RULE),
    Rule("date-padding", _date_padding, _DATE_RULE),
    Rule("date-real", _date_real, _DATE_RULE, official=False),
)
