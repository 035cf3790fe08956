"""Checks of what several units state about one joint activity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.collect.checks.dates_told import AnyDay, days_done, written
from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model.base import Path, Ref, Text
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.year import Result, Welfare
from pipeline.spelling.figures import Figure, convert
from pipeline.spelling.names import key_of

_DAY = "day"
_NOBODY = ""
"""No unit: what the activity itself states holds for all, the bloc too."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing that an item states about its activity; ``kind`` is what it is a figure of."""

    unit: str | None
    path: Path
    kind: str
    value: Quantity | AnyDay
    words: str


def check_activity_claims(facts: Facts) -> Found:
    """Units that name one joint activity and state other days or figures of it."""
    for n, activity in enumerate(facts.activities):
        said: list[_Said] = []
        if day := activity.date:
            said.append(_Said(_NOBODY, ("activities", n, "date"), _DAY, day, written(day)))
        said += _days(facts, activity.id)
        if not activity.own_shares:
            said += _figures(facts, activity.id)
        first: dict[str, list[_Said]] = {}
        for one in said:
            before = first.setdefault(one.kind, [])
            other = next((b for b in before if b.unit != one.unit and not _agree(b, one)), None)
            before.append(one)
            if other is None:
                continue
            yield (
                "activity-claims",
                one.path,
                msg(
                    "of “{activity}” {unit} says {said}, but {other} says {stated} in {place}",
                    activity=activity.name,
                    unit=_whose(facts, one),
                    said=one.words,
                    other=_whose(facts, other),
                    stated=other.words,
                    place=Ref(other.path),
                ),
                msg(
                    "correct the one that is wrong; if each states its own share, write"
                    " “own_shares: true” at the activity"
                )
                if isinstance(one.value, Quantity)
                else msg("correct the one that is wrong"),
            )


_NOT_THERE = re.compile(
    r"^[^,:]*?(?<!\w)(?:không|chưa) (?:thể |có điều kiện )?(?:tham gia|tham dự|dự|cử)(?!\w)"
    r"(?!.*(?<!\w)(?:môn|nội dung|đầy đủ|đủ)(?!\w))"
)
"""A sentence that begins by saying that the unit did not take part; in one contest it may not."""


def check_taking_part(facts: Facts) -> Found:
    """Items that name an activity, and whose words say that the unit did not take part in it."""
    for n, activity in enumerate(facts.activities):
        for path, item in _items(facts, activity.id):
            field = "text" if isinstance(item, Result) else "name"
            if not item.unit or not _NOT_THERE.search(key_of(getattr(item, field).vi or "")):
                continue
            yield (
                "activity-claims",
                (*path, field, "vi"),
                msg(
                    "the text says that “{unit}” did not take part in “{activity}” ({place}),"
                    " which it names as its own",
                    unit=facts.name_of(item.unit),
                    activity=activity.name,
                    place=Ref(("activities", n)),
                ),
                msg("take “activity” away here, so that the unit is not told as taking part"),
            )


_WITH_THE_BLOC = re.compile(r"(?<!\w)(?:của|do) (?:khối|cụm)(?!\w)")


def check_activities_told(facts: Facts) -> Found:
    """Results that surely tell of a joint activity by its name, without “activity”, otherwise."""
    for n, activity in enumerate(facts.activities):
        name = re.compile(rf"(?<!\w){re.escape(key_of(activity.name.vi or ''))}(?!\w)")
        if not activity.date or not activity.name.vi:
            continue
        stated = _Said(_NOBODY, ("activities", n, "date"), _DAY, activity.date, "")
        for m, result in enumerate(facts.results):
            key = key_of(result.text.vi or "")
            told = [one.day for one in days_done(result.text.vi or "")]
            if (
                result.activity
                or result.unit not in activity.units
                or len(told) != 1
                or not (name.search(key) and _WITH_THE_BLOC.search(key))
            ):
                continue
            path: Path = ("results", m, "text", "vi")
            said = _Said(result.unit, path, _DAY, told[0], "")
            if _agree(stated, said) or any(
                other.date and _agree(said, _Said(_NOBODY, (), _DAY, other.date, ""))
                for other in facts.activities
            ):
                continue
            yield (
                "activity-claims",
                path,
                msg(
                    "the text seems to tell of “{activity}” on {said}, but {place} says {stated}",
                    activity=activity.name,
                    said=written(told[0]),
                    stated=written(activity.date),
                    place=Ref(stated.path),
                ),
                msg(
                    "if it is that activity, correct the day and write “activity: {id}” here; if"
                    " it is another, list it under “activities”",
                    id=activity.id,
                ),
            )


def check_participants(facts: Facts) -> Found:
    """Units with which an item says it was done, but which the activity does not list."""
    names = [
        (unit, re.compile(rf"(?:phối hợp với|cùng với|cùng) {re.escape(key_of(name))}(?!\w)"))
        for unit in facts.units
        for name in dict.fromkeys((unit.name.vi, *unit.aliases))
        if name
    ]
    for n, activity in enumerate(facts.activities):
        items = list(_items(facts, activity.id))
        listed = {*activity.units, *(item.unit for _, item in items)}
        for path, item in items if activity.units else ():
            field = "text" if isinstance(item, Result) else "name"
            key = key_of(getattr(item, field).vi or "")
            for unit, named in names:
                if unit.id not in listed and named.search(key):
                    listed.add(unit.id)
                    yield (
                        "activity-claims",
                        (*path, field, "vi"),
                        msg(
                            "the text names “{unit}” as taking part in “{activity}”, but {place}"
                            " does not list it",
                            unit=unit.name,
                            activity=activity.name,
                            place=Ref(("activities", n, "units")),
                        ),
                        msg("add the unit to “units” of the activity, or correct the text"),
                    )


def _items(facts: Facts, activity: str) -> Iterator[tuple[Path, Result | Welfare]]:
    for n, result in enumerate(facts.results):
        if result.activity == activity:
            yield ("results", n), result
    for n, work in enumerate(facts.welfare):
        if work.activity == activity:
            yield ("welfare", n), work


def _days(facts: Facts, activity: str) -> Iterator[_Said]:
    """The day beside each item, else the only one its text tells."""
    for path, item in _items(facts, activity):
        text = item.text.vi if isinstance(item, Result) else item.name.vi
        told = [one.day for one in days_done(text)] if text else []
        if isinstance(item, Result) and item.date:
            yield _Said(item.unit, (*path, "date"), _DAY, item.date, written(item.date))
        elif len(told) == 1:
            field = "text" if isinstance(item, Result) else "name"
            yield _Said(item.unit, (*path, field, "vi"), _DAY, told[0], written(told[0]))


def _figures(facts: Facts, activity: str) -> Iterator[_Said]:
    """The figures of each item, money in đồng, others by their measure or kind."""
    for path, item in _items(facts, activity):
        if isinstance(item, Result):
            rows = [("value", item.value, item.measure)]
        else:
            rows = [
                ("amount", item.amount, item.measure),
                ("beneficiaries", item.beneficiaries, item.beneficiary),
            ]
        for field, figure, measure in rows:
            if figure is not None and measure and measure.vi:
                yield _figure(item.unit, (*path, field), figure, measure)


def _figure(unit: str | None, path: Path, figure: Quantity, measure: Text) -> _Said:
    words = f"{figure.written()} {measure.vi}"
    money = convert(Figure(figure.number, None, measure.vi), "đồng")
    if money is not None:
        return _Said(unit, path, f"{path[0]} đồng", Quantity(money, figure.qualifier), words)
    return _Said(unit, path, f"{path[-1]} {key_of(measure.vi or '')}", figure, words)


def _agree(one: _Said, other: _Said) -> bool:
    match one.value, other.value:
        case Quantity() as mine, Quantity() as theirs:
            return mine.may_be(theirs)
        case Quantity(), _:
            return False
    parts = ("day", "month", "year")
    told = [(getattr(one.value, part), getattr(other.value, part)) for part in parts]
    return all(mine == theirs or None in (mine, theirs) for mine, theirs in told)


def _whose(facts: Facts, said: _Said) -> object:
    unit = facts.unit(said.unit) if said.unit else None
    return unit.name if unit else facts.bloc.name
