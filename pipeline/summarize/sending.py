"""Who has sent what: what the bloc asks for, laid beside what the folder holds of each unit."""

from __future__ import annotations

import datetime
import typing
from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.progress import PartProgress, State, UnitProgress
from pipeline.model.rates import value_of
from pipeline.model.sending import Part

PARTS: tuple[Part, ...] = typing.get_args(Part)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the folder holds of one part of one unit."""

    anything: bool
    asked: int = 0
    lacking: tuple[Ref, ...] = ()
    words_lacking: bool = False

    @property
    def state(self) -> State:
        if not self.anything:
            return State.MISSING
        return State.PARTLY if self.lacking or self.words_lacking else State.COMPLETE


def summarize_sending(facts: Facts) -> tuple[UnitProgress, ...]:
    """A row for each member unit that is named, in their order.

    A part is asked for when it has a deadline, when some unit has sent it, or when the bloc has
    indicators or criteria that units answer.
    """
    held = {unit.id: {part: _HELD[part](facts, unit.id) for part in PARTS} for unit in facts.units}
    asked = {
        part
        for part in PARTS
        if any(deadline.part == part for deadline in facts.deadlines)
        or any(part in submission.parts for submission in facts.submissions)
        or any(parts[part].anything or parts[part].asked for parts in held.values())
    }
    return tuple(
        UnitProgress(
            Derived(unit.id, (("units", n),)),
            tuple(_progress(facts, unit.id, part, held[unit.id], part in asked) for part in PARTS),
            tuple(
                Ref(("submissions", m, "note"))
                for m, submission in enumerate(facts.submissions)
                if submission.unit == unit.id and submission.note
            ),
        )
        for n, unit in enumerate(facts.units)
    )


def _progress(
    facts: Facts, unit: str, part: Part, held: dict[Part, _Held], asked: bool
) -> PartProgress:
    here = held[part]
    shown = PartProgress(
        part,
        here.state if asked else State.NOT_ASKED,
        *_deadline(facts, part),
        (),
        here.asked,
        here.lacking,
        here.words_lacking,
    )
    if not asked:
        return shown
    if here.state is State.MISSING:
        if not _came_unread(facts, unit, part, held):
            return shown
        shown = replace(shown, state=State.RECEIVED)
    return replace(shown, received=_received(facts, unit, part))


def _came_unread(facts: Facts, unit: str, part: Part, held: dict[Part, _Held]) -> bool:
    """Whether a part of which the folder holds nothing was received all the same.

    A whole form of which the folder holds something has been read: what is not in the folder was
    not in the form.
    """
    sent = [submission.parts for submission in facts.submissions if submission.unit == unit]
    nothing_read = not any(one.anything for one in held.values())
    return any(part in parts or (not parts and nothing_read) for parts in sent)


def _received(facts: Facts, unit: str, part: Part) -> tuple[Derived[datetime.date], ...]:
    """When a part came: as recorded for it, else when the whole form came.

    The day of a registration is the day it came, whatever came at the end of the year.
    """

    def days(whole_form: bool) -> list[tuple[datetime.date, Path]]:
        return [
            (submission.received, ("submissions", n, "received"))
            for n, submission in enumerate(facts.submissions)
            if submission.unit == unit and submission.received
            if (not submission.parts if whole_form else part in submission.parts)
        ]

    found = days(whole_form=False)
    if part == "registration" and not found:
        found = [
            (registration.date, ("registrations", n, "date"))
            for n, registration in enumerate(facts.registrations)
            if registration.unit == unit and registration.date
        ]
    return tuple(
        Derived(day, (path,)) for day, path in sorted(found or days(whole_form=True), key=_day)
    )


def _day(dated: tuple[datetime.date, Path]) -> datetime.date:
    return dated[0]


def _deadline(
    facts: Facts, part: Part
) -> tuple[Derived[datetime.date] | None, Derived[datetime.date] | None]:
    """The last day of a part as it stands, and as it stood before it was put off."""
    for n, deadline in enumerate(facts.deadlines):
        if deadline.part == part:
            first = Derived(deadline.date, (("deadlines", n, "date"),))
            if deadline.extended is None:
                return first, None
            return Derived(deadline.extended, (("deadlines", n, "extended"),)), first
    return None, None


def _registration(facts: Facts, unit: str) -> _Held:
    return _Held(any(registration.unit == unit for registration in facts.registrations))


def _report(facts: Facts, unit: str) -> _Held:
    """Results in words, and a figure for each indicator that units report.

    Words are asked for where any unit tells results, or where there are no indicators at all.
    """
    asked, lacking = [], []
    for n, indicator in enumerate(facts.indicators):
        readings = {reading.unit: value_of(indicator, reading) for reading in indicator.readings}
        if None in readings:  # the bloc itself states this figure
            continue
        asked.append(n)
        if readings.get(unit) is None:
            lacking.append(n)
    tellers = {result.unit for result in facts.results} - {None}
    return _Held(
        unit in tellers or len(lacking) < len(asked),
        len(asked),
        tuple(Ref(("indicators", n, "name")) for n in lacking),
        unit not in tellers and bool(tellers or not asked),
    )


def _scores(facts: Facts, unit: str) -> _Held:
    if facts.scores is None:
        return _Held(anything=False)
    scored = {
        criterion
        for sheet in facts.scores.sheets
        if sheet.unit == unit
        for criterion in sheet.self_scored
    }
    criteria = facts.scores.criteria
    return _Held(
        bool(scored),
        len(criteria),
        tuple(
            Ref(("scores", "criteria", n, "name"))
            for n, criterion in enumerate(criteria)
            if criterion.id not in scored
        ),
    )


def _photos(facts: Facts, unit: str) -> _Held:
    return _Held(any(photo.unit == unit for photo in facts.news.photos))


_HELD: dict[Part, Callable[[Facts, str], _Held]] = {
    "registration": _registration,
    "report": _report,
    "scores": _scores,
    "photos": _photos,
}
