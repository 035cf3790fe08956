"""Words that depend on the facts: what a conference reviews, what an award or a nominee is called.

They are put together here, once, so that every sentence of every paper says them alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import timedelta
from itertools import takewhile
from typing import Any

from pipeline.model.base import N_, NN_, Text
from pipeline.model.blocks import Run
from pipeline.render.ledger import Entry, Ledger
from pipeline.render.values import number_in
from pipeline.spelling.names import key_of

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
_BEFORE_IN_A_SENTENCE = {
    "half-year": N_("cùng kỳ năm trước"),
    "multi-year": N_("giai đoạn trước"),
}
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
_GRADED_BY_AUTHORITY = {
    _GRADED: N_("%(award)s hạng %(grade)s của %(authority)s"),
    _GRADED_IN_FULL: N_("%(award)s %(grade)s của %(authority)s"),
}
_COUNTED = {
    "units": NN_("%(count)s đơn vị"),
    "collectives": NN_("%(count)s tập thể"),
    "individuals": NN_("%(count)s cá nhân"),
    "several": NN_("%(count)s tập thể, cá nhân"),
}


def time_words(facts: Any, next_year: Any, ledger: Ledger) -> dict[str, str]:
    """How the papers call the conference, the time it reviews and the time it plans.

    ``period`` stands where a sentence speaks of the time reviewed ("năm 2025"), ``period_in_full``
    adds the days on which an emulation year of its own begins and ends, ``plan_period`` is the
    time that is planned. What figures are compared with is ``time_before`` in the head of a table
    ("Năm trước") and ``before`` in a sentence ("năm 2024").
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
    if kind in _BEFORE_IN_A_SENTENCE:
        before = ledger.say(_BEFORE_IN_A_SENTENCE[kind])
    else:
        before = ledger.say(_YEAR) % {"year": facts.year.less(1)}
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
        "before": before,
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


def award_in_full(award: Any, grade: Any, ledger: Ledger) -> str:
    """The name of an award with its class and its authority; a name may say the authority itself.

    Both go by the Vietnamese words, so that an award is called alike in every language.
    """
    if stands_in(award.name.raw.said_in("vi"), award.authority.raw.said_in("vi")):
        return graded(award.name, grade, ledger)
    parts = {"award": award.name, "grade": grade, "authority": award.authority}
    pattern = _GRADED_BY_AUTHORITY[_grade_pattern(grade, ledger)] if grade else _BY_AUTHORITY
    return ledger.say(pattern) % parts


def graded(name: Any, grade: Any, ledger: Ledger) -> str:
    """An award with its class: Huân chương Lao động hạng Nhất."""
    if not grade:
        return str(name)
    return ledger.say(_grade_pattern(grade, ledger)) % {"award": name, "grade": grade}


def _grade_pattern(grade: Any, ledger: Ledger) -> str:
    in_full = _CLASS_WORDS[ledger.language].match(grade.raw.in_language(ledger.language) or "")
    return _GRADED_IN_FULL if in_full else _GRADED


def how_many(nomination: Any, count: Any, ledger: Ledger) -> str:
    """How many are proposed, counted as what the source says, else as what those named are."""
    kinds = {_kind_of(one) for one in nomination.units} or {"units"}
    if kinds == {"units", "collectives"}:
        kinds = {"collectives"}
    kind = kinds.pop() if len(kinds) == 1 else "several"
    if nomination.counted:
        kind = nomination.counted.raw
    said = nomination.count if count is None else count
    return ledger.say(_COUNTED[kind], number_in(said)) % {"count": said}


def _kind_of(nominee: Any) -> str:
    return "individuals" if nominee.person else "collectives" if nominee.part else "units"


def nominee_in_full(nominee: Any, unit: Any, ledger: Ledger) -> str:
    """Whom a nomination proposes: a unit, a part of it, or a person of it with the title.

    A part or a title that names the unit already does not name it twice.
    """
    if nominee.person:
        person = nominee.person
        parts, last = [person.name], person.title
    else:
        parts, last = [], nominee.part
    if not last:
        return ", ".join(str(part) for part in (*parts, unit.name))
    if names_unit(last, unit, ledger):
        return ", ".join(str(part) for part in (*parts, last))
    return ", ".join(str(part) for part in (*parts, last, unit.name))


def names_unit(words: Any, unit: Any, ledger: Ledger) -> bool:
    """Whether words name a unit, as they will be shown: by its name, or another spelling of it."""
    shown, names = _shown_and_names(words, unit, ledger)
    return any(stands_in(shown, name) for name in names)


def begins_with_unit(words: Any, unit: Any, ledger: Ledger) -> bool:
    """Whether words, as they will be shown, begin with a unit, so that it is what they tell of."""
    shown, names = _shown_and_names(words, unit, ledger)
    return any(begins_with(shown, name) for name in names)


def _shown_and_names(words: Any, unit: Any, ledger: Ledger) -> tuple[str, list[str]]:
    text: Text = words.raw
    own = text.in_language(ledger.language)
    language, shown = (ledger.language, own) if own else text.any_language() or ("vi", "")
    spelled = (unit.name.raw.in_language(language), *(alias.raw for alias in unit.aliases))
    return shown, [name for name in spelled if name]


_SHORTEST = 3
"""Syllables from which the beginning of a Vietnamese name is one by itself: Sở Nội vụ."""


def opens_with(words: str, name: str, others: Sequence[str]) -> bool:
    """Whether a sentence opens with a name without its ending, as people write of themselves: “Sở
    Nội vụ tỉnh A” with “Sở Nội vụ đã …”.

    Not where another is called so too, and not where a longer name follows: “Sở Nội vụ Hà Nội”.
    """
    given = words.split()
    pairs = zip(map(key_of, given), key_of(name).split(), strict=False)
    shared = [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
    goes_on = any(word[0].isupper() for word in given[len(shared) : len(shared) + 1])
    called_so = any(key_of(other).split()[: len(shared)] == shared for other in others)
    return len(shared) >= _SHORTEST and not goes_on and not called_so


_BEFORE_A_SUBJECT = re.compile(r"(tại|ở|riêng|the|in the|at the|in|at) ", re.IGNORECASE)
"""Words before a name that leave it what the sentence tells of: “Tại Sở A, …”."""


def begins_with(words: str, name: str) -> bool:
    """Whether words tell of a name from their beginning on; “Nhận máy của Sở A” does not."""
    given = " ".join(words.split())
    lead = _BEFORE_A_SUBJECT.match(given)
    opening = given[lead.end() :] if lead else given
    whole, part = _key_in_a_sentence(opening), _key_in_a_sentence(name)
    return whole.startswith(part) and not _goes_on(whole[len(part) :][:1])


def stands_in(words: str, name: str) -> bool:
    """Whether a name stands in words, in any spelling; “Ban A” does not stand in “Ban An ninh”."""
    whole, part = _key_in_a_sentence(words), _key_in_a_sentence(name)
    return any(
        not (_goes_on(whole[: found.start()][-1:]) or _goes_on(whole[found.end() :][:1]))
        for found in re.finditer(re.escape(part), whole)
    )


def _key_in_a_sentence(words: str) -> str:
    # A Hindi name is inflected before a postposition.
    return key_of(words).replace(" के ", " का ")


def _goes_on(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LMN"
