"""Any facts a bloc can state, for properties that must hold of all: made by walking the model.

A new field of the model is made up as soon as it is there. What is said in one place only, such as
a unit's id, and what checks ask of several facts together, is in the tables below.
"""

from __future__ import annotations

import types
import typing
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args, get_origin

from annotated_types import Ge, Le, MinLen
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pipeline.model.ballot import Ballot, BallotCount, Revote
from pipeline.model.base import LANGUAGES, AnyDate, Clock, Id, Name, PartialDate, Text, UnitRef
from pipeline.model.conference import Conference, Nomination, Standing, Years
from pipeline.model.facts import Facts, Paper, Period, Plan
from pipeline.model.leadership import NextLeadership, Term
from pipeline.model.members import Change, FormerUnit, Unit
from pipeline.model.quantity import AnyCount, AnyNumber, Quantity, YesNoOrNumber
from pipeline.model.sending import Conflict
from pipeline.model.year import Reward
from pipeline.spelling.figures import Qualifier
from tests.agreeing import AGREE, CRITERIA, MEMBERS, OF_KIND, agreeing

YEAR = 2025
_UNITS = ("so-a", "so-b", "so-c", "so-d", "so-e", "so-f")
_FORMER = ("so-cu-1", "so-cu-2")
_IN_THE_PAST = (Term, Change, Reward)
"""Records that may speak of units that are no members any more."""

_UNIQUE: dict[str, Callable[[dict[str, Any]], object]] = {
    **dict.fromkeys(("groups", "awards", "indicators", "criteria"), lambda one: one["id"]),
    **dict.fromkeys(("terms",), lambda one: one["year"]),
    **dict.fromkeys(("deadlines",), lambda one: one["part"]),
    **dict.fromkeys(
        (
            "registrations",
            "inspections",
            "standings",
            "sheets",
            "attendance",
            "counts",
            "withdrawn",
            "readings",
            "deputies",
        ),
        lambda one: one.get("unit"),
    ),
    **dict.fromkeys(("thresholds", "quotas"), lambda one: one["award"]),
    "conditions": lambda one: (one["award"], one["check"]),
    "nominations": lambda one: one.get("id") or one["award"],
    "papers": lambda one: (one["document"], one.get("award"), one.get("unit")),
}
"""Lists, by the name of their field, in which something may stand once."""


def _says_something(text: str) -> bool:
    return any(not (s.isspace() or unicodedata.category(s) == "Cf") for s in text)


_SIGNS = st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from(
    list("\n\t\r\x85\u2028\ufeff'\"=+-@,:;#&*!|>%{}[]?~<_xà𠮷🏅क्षि ")
)
_MEANT = st.sampled_from(
    (
        "Khối thi đua",
        "no",
        "null",
        "12:30",
        "1.234",
        "26/12/2023",
        "=1+1",
        "@SUM(A1)",
        "-",
        "- a: b",
        "a: b # c",
        "'",
        '"đúng"\\n',
        "_x0041_",
        "một\nhai\n\nba ",
        " hai bên ",
        "có",
        "không có",
        "...",
        "---",
        "<<",
        "0x1F",
        "+84 233",
    )
)
_TEXTS = (
    (st.text(_SIGNS, min_size=1, max_size=8) | _MEANT)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(_says_something)
)
_IDS = st.sampled_from(("a", "so-noi-vu", "null", "true", "12", "0")) | st.from_regex(
    "[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True
)


@dataclass(frozen=True)
class _World:
    """What one set of facts speaks of. ``every``: state everything that can be stated."""

    units: tuple[str, ...]
    former: tuple[str, ...]
    every: bool


@st.composite
def any_facts(draw: st.DrawFn, every: bool = False) -> Facts:
    """Facts of a folder without mistakes.

    With ``every`` all that can be stated is, though not all of it can be true at once.
    """
    world = _World(
        _UNITS if every else _UNITS[: draw(st.integers(1, 6))],
        _FORMER if every else _FORMER[: draw(st.integers(0, 2))],
        every,
    )
    plain = draw(_records(Facts, world, ()))
    plain["units"] = tuple(draw(_members(Unit, unit, world)) for unit in world.units)
    plain["former_units"] = tuple(draw(_members(FormerUnit, unit, world)) for unit in world.former)
    return Facts.model_validate(plain if every else agreeing(plain))


def _members(model: type[BaseModel], unit: str, world: _World) -> st.SearchStrategy[Any]:
    # Two units may not have the same name; without any in Vietnamese they go by their ids.
    names = st.one_of(
        st.just({"vi": f"Sở “{unit}”, tỉnh A"}),
        st.just({"vi": f"Đơn vị\n{unit}", "en": "One"}),
        _TEXTS.map(lambda text: {"en": text}),
        _TEXTS.map(lambda text: {"vi": f"{text} {unit}", "hi": "एक"}),
    )
    return st.tuples(_records(model, world, ()), names).map(
        lambda made: {
            **made[0],
            "id": unit,
            "name": made[1],
            "aliases": tuple(f"{alias} {unit}" for alias in made[0].get("aliases", ())),
        }
    )


def _records(
    model: type[BaseModel], world: _World, around: tuple[type, ...]
) -> st.SearchStrategy[dict[str, Any]]:
    """Plain values of a record: what must be stated, and some of what can be."""
    if issubclass(model, Text):
        return _words(model)
    hints = typing.get_type_hints(model, include_extras=True)
    around = (*around, model)
    made = {
        name: _FIXED[model, name]
        if (model, name) in _FIXED
        else _values(hints[name], world, around, name, info.metadata)
        for name, info in model.model_fields.items()
    }
    must = {name: made[name] for name, info in model.model_fields.items() if info.is_required()}
    can = {name: strategy for name, strategy in made.items() if name not in must}
    if world.every:
        return st.fixed_dictionaries(made).map(OF_KIND.get(model, lambda plain: plain))
    # Left to themselves, sets stay small.
    least, most = (6, 12) if model is Facts else (0, 4)
    chosen = (
        st.sets(st.sampled_from(sorted(can)), min_size=min(least, len(can)), max_size=most)
        if can
        else st.just(set[str]())
    )
    return chosen.flatmap(
        lambda names: st.fixed_dictionaries({**must, **{n: can[n] for n in sorted(names)}})
    ).map(AGREE.get(model, lambda plain: plain))


def _values(
    hint: Any, world: _World, around: tuple[type, ...], name: str, more: Iterable[Any] = ()
) -> st.SearchStrategy[Any]:
    if get_origin(hint) in {typing.Union, types.UnionType}:
        parts = [part for part in get_args(hint) if part is not type(None)]
        return _values(parts[0], world, around, name)
    if hint == UnitRef:
        past = any(model in _IN_THE_PAST for model in around)
        return st.sampled_from((*world.units, *(world.former if past else ())))
    own = next((values for meant, values in _NAMED if hint == meant), None)
    if own is not None:
        return own
    limits, kind = _apart(hint)
    limits |= {type(limit): limit for limit in more}
    if get_origin(kind) is tuple:
        return _lists(get_args(kind)[0], world, around, name, limits)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _records(kind, world, around)
    return _scalars(kind, limits, world)


def _apart(hint: Any) -> tuple[dict[type, Any], Any]:
    """The limits annotated to a type, and the type itself."""
    limits: dict[type, Any] = {}
    while get_origin(hint) is Annotated:
        hint, *notes = get_args(hint)
        for note in notes:
            for limit in note.metadata if isinstance(note, FieldInfo) else (note,):
                limits[type(limit)] = limit
    return limits, hint


def _lists(
    entry: Any, world: _World, around: tuple[type, ...], name: str, limits: dict[type, Any]
) -> st.SearchStrategy[Any]:
    least = limits[MinLen].min_length if MinLen in limits else 0
    entries = _values(entry, world, around, name)
    _, kind = _apart(entry)
    is_short = not (isinstance(kind, type) and issubclass(kind, BaseModel))
    return st.lists(
        entries,
        min_size=max(least, int(world.every)),
        max_size=max(least, 1 if world.every else 2 if name == "deputies" else 3),
        unique_by=(lambda one: one) if is_short else _UNIQUE.get(name),
    ).map(tuple)


def _scalars(kind: Any, limits: dict[type, Any], world: _World) -> st.SearchStrategy[Any]:
    if get_origin(kind) is dict:
        return st.dictionaries(st.sampled_from(CRITERIA), _POINTS, min_size=int(world.every))
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    least = limits[Ge].ge if Ge in limits else None
    most = limits[Le].le if Le in limits else None
    if kind is Decimal:
        return _decimals(least)
    if kind is int:
        return _whole(least, most)
    return _SCALARS[kind]


_DAYS = st.dates(date(YEAR, 1, 1), date(YEAR, 12, 31))
_MONTHS_DAYS = st.dates(date(2000, 1, 1), date(2000, 12, 31))
_PARTIAL = st.one_of(
    _MONTHS_DAYS.map(lambda day: PartialDate(day=day.day, month=day.month)),
    st.builds(PartialDate, month=st.integers(1, 12), year=st.integers(1, 9999)),
    st.builds(PartialDate, year=st.integers(1, 9999)),
)
_POINTS = st.decimals(0, 10, places=2, allow_nan=False)
_SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: _TEXTS,
    bool: st.booleans(),
    date: _DAYS,
    Fraction: st.fractions(Fraction(1, 1000), 1),
}


_QUALIFIERS = st.none() | st.sampled_from(get_args(Qualifier))


def _whole(least: int | None, most: int | None) -> st.SearchStrategy[int]:
    low = -(10**20) if least is None else least
    high = 10**20 if most is None else most
    return st.integers(low, high) | st.integers(max(low, 0), 10 if most is None else most)


def _decimals(least: int | None) -> st.SearchStrategy[Decimal]:
    extremes = ["0", "1.234", "0.000001", "999999999999999.999999", "123456789012345.678", "1000"]
    signed = extremes if least is not None else [*extremes, "-1.234", "-999999999999999.999999"]
    low = Decimal(-(10**14)) if least is None else Decimal(least)
    return st.sampled_from([Decimal(given) for given in signed]) | st.decimals(
        low, Decimal(10**14), places=6
    )


def _words(model: type[Text]) -> st.SearchStrategy[dict[str, Any]]:
    given = st.dictionaries(st.sampled_from(LANGUAGES), _TEXTS, min_size=1)
    if not issubclass(model, Name):
        return given
    return given | _TEXTS.map(lambda text: dict.fromkeys(LANGUAGES, text))


_NAMED: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (AnyDate, _DAYS | _PARTIAL),
    (Clock, st.times().map(lambda time: f"{time:%H:%M}")),
    (Id, _IDS),
    (AnyNumber, st.builds(Quantity, _decimals(None), _QUALIFIERS)),
    (YesNoOrNumber, st.builds(Quantity, _decimals(None), _QUALIFIERS)),
    (AnyCount, st.builds(Quantity, _whole(0, 10**14).map(Decimal), _QUALIFIERS)),
)
"""Types of the vocabulary that are known by their name."""
_COUNTS = st.integers(0, MEMBERS)
_FIXED: dict[tuple[type, str], st.SearchStrategy[Any]] = {
    (Facts, "year"): st.just(YEAR),
    (Facts, "units"): st.just(()),
    (Facts, "former_units"): st.just(()),
    (BallotCount, "yes"): _COUNTS,
    (BallotCount, "no"): _COUNTS,
    (Standing, "rank"): st.integers(1, MEMBERS),
    (Paper, "date"): st.dates(date(YEAR, 12, 31), date(YEAR + 1, 12, 31)),
    (Period, "begins"): st.just(date(YEAR, 1, 1)),
    (Period, "ends"): st.just(date(YEAR, 12, 31)),
    (Plan, "year"): st.just(YEAR + 1),
    (NextLeadership, "year"): st.just(YEAR + 1),
    (Term, "year"): st.integers(YEAR - 9, YEAR),
    (Reward, "year"): st.integers(YEAR - 9, YEAR),
    (Years, "first"): st.integers(2000, 2020),
    (Years, "last"): st.just(YEAR),
    (Conflict, "chosen"): st.sampled_from((1, 2)),
    (Conference, "points_stated"): st.integers(3, 99),
    (Conference, "units_present"): st.just(MEMBERS),
    (Nomination, "count"): st.integers(1, 9),
    **{
        (sheets, name): _COUNTS
        for sheets in (Ballot, Revote)
        for name in ("entitled", "issued", "returned", "written", "valid", "invalid")
    },
    (Revote, "round"): st.just(2),
    (Paper, "received"): st.just(date(YEAR + 2, 1, 1)),
}
"""Fields whose values other facts, or sense, decide."""
