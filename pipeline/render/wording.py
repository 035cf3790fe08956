"""Words that depend on the facts: what a conference reviews, what an award or a nominee is called.

They are put together here, once, so that every sentence of every paper says them alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from pipeline.model.base import N_, Text
from pipeline.model.document import Run
from pipeline.render.values import Entry, Ledger

_SHARED = N_("%(first)s và %(last)s")

_REVIEWS = {
    "year-end": N_("Tổng kết công tác thi đua, khen thưởng"),
    "half-year": N_("Sơ kết công tác thi đua, khen thưởng"),
    "multi-year": N_("Tổng kết phong trào thi đua và công tác khen thưởng"),
}
_CONFERENCES = {
    "year-end": N_("hội nghị tổng kết công tác thi đua, khen thưởng"),
    "half-year": N_("hội nghị sơ kết công tác thi đua, khen thưởng"),
    "multi-year": N_("hội nghị tổng kết phong trào thi đua và công tác khen thưởng"),
}
_MEETINGS = {
    "year-end": N_("hội nghị tổng kết"),
    "half-year": N_("hội nghị sơ kết"),
    "multi-year": N_("hội nghị tổng kết giai đoạn"),
}
_YEAR = N_("năm %(year)s")
_HALVES = {"first": N_("6 tháng đầu năm %(year)s"), "second": N_("6 tháng cuối năm %(year)s")}
_YEARS = N_("giai đoạn %(first)s-%(last)s")
_OWN_HALVES = {
    "first": N_("6 tháng đầu năm thi đua %(year)s"),
    "second": N_("6 tháng cuối năm thi đua %(year)s"),
}
_OWN_PARTS = {
    "first": N_("nửa đầu năm thi đua %(year)s"),
    "second": N_("nửa cuối năm thi đua %(year)s"),
}
"""Halves of an emulation year of its own, of twelve months or not."""
_FROM_TO = N_("%(period)s (từ %(begins)s đến %(ends)s)")
_YEAR_FROM_TO = N_("%(period)s (năm thi đua %(year)s từ %(begins)s đến %(ends)s)")
_BEFORE = {
    "year-end": N_("Năm trước"),
    "half-year": N_("Cùng kỳ năm trước"),
    "multi-year": N_("Giai đoạn trước"),
}
"""What a figure is compared with, by what is reviewed."""
_OCCASIONS = {
    "pact-signing": N_("ký kết giao ước thi đua"),
    "election": N_("bầu Khối trưởng"),
    "handover": N_("bàn giao nhiệm vụ Khối trưởng"),
    "launch": N_("phát động thi đua"),
}

_QUALIFIED = {
    "nearly": N_("gần %(number)s"),
    "over": N_("trên %(number)s"),
    "about": N_("khoảng %(number)s"),
    "at-least": N_("ít nhất %(number)s"),
    "at-most": N_("nhiều nhất %(number)s"),
}

_GRADED = N_("%(award)s hạng %(grade)s")
_GRADED_IN_FULL = N_("%(award)s %(grade)s")
_CLASS_WORDS = {
    "vi": re.compile(r"(hạng|loại)\b", re.IGNORECASE),
    "hi": re.compile(".*(श्रेणी|दर्जा|वर्ग)"),
    "en": re.compile(r".*\b(class|grade)\b", re.IGNORECASE),
}
"""How a grade looks that says by itself that it is one."""
_BY_AUTHORITY = N_("%(award)s của %(authority)s")


def time_words(facts: Any, next_year: Any, ledger: Ledger) -> dict[str, str]:
    """How the papers call the conference, the time it reviews and the time it plans.

    ``period`` stands where a sentence speaks of the time reviewed ("năm 2025"), ``period_in_full``
    adds the days on which an emulation year of its own begins and ends, ``plan_period`` is the
    time that is planned, and ``time_before`` what figures are compared with.
    """
    conference = facts.conference
    kind = conference.kind.raw if conference else "year-end"
    planned = facts.plan.year if facts.plan else next_year
    plan_period = ledger.say(_YEAR) % {"year": planned}
    if kind == "half-year":
        halves = _halves_of(facts.period)
        period = ledger.say(halves["first"]) % {"year": facts.year}
        if not facts.plan or planned == facts.year:
            plan_period = ledger.say(halves["second"]) % {"year": facts.year}
    elif conference.covers:
        years = conference.covers
        period = ledger.say(_YEARS) % {"first": years.first, "last": years.last}
    elif kind == "multi-year":
        period = str(conference.covers)
    else:
        period = ledger.say(_YEAR) % {"year": facts.year}
    in_full = period
    if facts.period:
        in_full = ledger.say(_FROM_TO if kind == "year-end" else _YEAR_FROM_TO) % {
            "period": period,
            "year": facts.year,
            "begins": facts.period.begins,
            "ends": facts.period.ends,
        }
    return {
        "conference_kind": kind,
        "review": ledger.say(_REVIEWS[kind]),
        "conference_name": ledger.say(_CONFERENCES[kind]),
        "meeting": ledger.say(_MEETINGS[kind]),
        "period": period,
        "period_in_full": in_full,
        "plan_period": plan_period,
        "time_before": ledger.say(_BEFORE[kind]),
    }


def _halves_of(period: Any) -> Mapping[str, str]:
    """What the halves of the emulation year are called: those of a calendar year, or its own."""
    if not period:
        return _HALVES
    begins, ends = period.begins.raw, period.ends.raw
    after = ends + timedelta(days=1)
    if (after.year - begins.year, after.month, after.day) != (1, begins.month, begins.day):
        return _OWN_PARTS
    return _HALVES if (begins.month, begins.day) == (1, 1) else _OWN_HALVES


def occasion(what: Any, ledger: Ledger) -> str:
    """What a conference was joined with, in words that are inflected as a name is."""
    return ledger.put(Entry(Run(ledger.say(_OCCASIONS[what.raw]))))


def listing(parts: Sequence[Any], ledger: Ledger) -> str:
    """Parts in a row as a sentence holds them: A, B and C. Parts with commas stand between
    semicolons, so that nobody takes one for two.
    """
    texts = [str(part) for part in parts]
    if len(texts) > 1 and any(sign in ledger.read(t) for t in texts for sign in ",;"):
        return "; ".join(texts)
    if len(texts) < 2:
        return "".join(texts)
    return ledger.say(_SHARED) % {"first": ", ".join(texts[:-1]), "last": texts[-1]}


def qualified(text: str, qualifier: str | None, ledger: Ledger) -> str:
    """A figure with what is said of it: nearly, over, about, at least, at most."""
    return ledger.say(_QUALIFIED[qualifier]) % {"number": text} if qualifier and text else text


def award_in_full(
    nomination: Any, award_of: Callable[[Any], Any], awards: Sequence[Any], ledger: Ledger
) -> str:
    """The name of the award a nomination is about, with its class where one is stated.

    Where another award of ``awards`` has the same name, the authority tells them apart.
    """
    award = award_of(nomination.award)
    name = str(award.name)
    others = (award_of(one) for one in awards if one != nomination.award)
    named_alike = any(o.name.raw.said_in("vi") == award.name.raw.said_in("vi") for o in others)
    if named_alike:
        name = ledger.say(_BY_AUTHORITY) % {"award": name, "authority": award.authority}
    return graded(name, nomination.grade, ledger)


def graded(name: Any, grade: Any, ledger: Ledger) -> str:
    """An award with its class: Huân chương Lao động hạng Nhất."""
    if not grade:
        return str(name)
    in_full = _CLASS_WORDS[ledger.language].match(_words(grade, ledger) or "")
    pattern = _GRADED_IN_FULL if in_full else _GRADED
    return ledger.say(pattern) % {"award": name, "grade": grade}


def nominee_in_full(nominee: Any, unit_name: Any, ledger: Ledger) -> str:
    """Whom a nomination proposes: a unit, a part of it, or a person of it with the title.

    A part or a title that names the unit already does not name it twice.
    """
    if nominee.person:
        person = nominee.person
        parts, last = [person.name], person.title
    else:
        parts, last = [], nominee.part
    if not last:
        return ", ".join(str(part) for part in (*parts, unit_name))
    of_unit = unit_name.raw.in_language(ledger.language)
    if of_unit and of_unit in (_words(last, ledger) or ""):
        return ", ".join(str(part) for part in (*parts, last))
    return ", ".join(str(part) for part in (*parts, last, unit_name))


def _words(value: Any, ledger: Ledger) -> str | None:
    text: Text = value.raw
    return text.in_language(ledger.language)
