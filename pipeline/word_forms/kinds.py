"""What kind of thing a name stands for, read off the model: so a tag is judged before it is filled.

Nothing here is written twice: records have the fields of ``pipeline.model``, with their types.
Only where a field points to another fact does a table say to what.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel

from pipeline.errors import Message
from pipeline.model import ballot, conference, year
from pipeline.model.base import Derived, Id, PartialDate, Ref, Text
from pipeline.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Record:
    """A record of the model, or one of several; it has parts and is not printed itself."""

    models: tuple[type, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list. ``of`` is what it holds."""

    of: Kind


@dataclass(frozen=True, slots=True)
class Together:
    """Several things that a loop takes apart: ``{% for turn, one in … %}``."""

    parts: tuple[Kind, ...]


Sort = Literal["words", "number", "figure", "share", "date", "yes-no", "code", "id"]
"""A value: ``figure`` is a number with its word (nearly 300), ``code`` a word of the program
such as ``year-end``, ``id`` that of a record."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A value by itself."""

    sort: Sort


@dataclass(frozen=True, slots=True)
class Question:
    """A function: what it gives, and how many things it is asked with."""

    gives: Kind
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Anything:
    """What cannot be told beforehand; the filling tells."""


@dataclass(frozen=True, slots=True)
class Loop:
    """What ``loop`` is in a loop."""


Kind = Record | Many | Together | Plain | Question | Anything | Loop

WORDS, NUMBER, YES_NO = Plain("words"), Plain("number"), Plain("yes-no")
ANYTHING = Anything()
LOOP: Mapping[str, Kind] = {
    "index": NUMBER, "index0": NUMBER, "revindex": NUMBER, "length": NUMBER,
    "first": YES_NO, "last": YES_NO,
}  # fmt: skip

_PLAIN: tuple[tuple[tuple[type, ...], Sort], ...] = (
    ((bool,), "yes-no"),
    ((Text,), "words"),
    ((int, Decimal), "number"),
    ((Quantity,), "figure"),
    ((Fraction,), "share"),
    ((date, PartialDate), "date"),
    ((StrEnum, Message), "code"),
    ((str,), "words"),
)


def record(*models: type) -> Record:
    """A record of one of these models."""
    return Record(models)


@cache
def parts_of(model: type) -> Mapping[str, Kind]:
    """The parts of a record of the model, by name."""
    names = (
        tuple(model.model_fields)
        if issubclass(model, BaseModel)
        else tuple(field.name for field in dataclasses.fields(model))  # type: ignore[arg-type]
    )
    hints = typing.get_type_hints(model, include_extras=True)
    return {name: _kind(hints[name], model, name) for name in names}


@cache
def often_absent(model: type) -> frozenset[str]:
    """The parts of a record that may not be there: unknown, or not stated."""
    hints = typing.get_type_hints(model)
    return frozenset(name for name, hint in hints.items() if type(None) in typing.get_args(hint))


def titles_of(model: type) -> Mapping[str, str]:
    """The Vietnamese names of the parts of a record, where they have one."""
    if not issubclass(model, BaseModel):
        return {}
    return {name: field.title for name, field in model.model_fields.items() if field.title}


def _kind(hint: Any, owner: type, name: str) -> Kind:  # noqa: PLR0911, PLR0912 — one line for each type
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        if set(typing.get_args(Id)[1:]) <= set(_hashable(arguments[1:])):
            return Plain("id")
        return _kind(arguments[0], owner, name)
    if origin in (typing.Union, types.UnionType):
        return _one_of([_kind(a, owner, name) for a in arguments if a is not type(None)])
    if origin is Literal:
        return Plain("code")
    if origin is Derived:
        (inner,) = arguments
        return Plain("id") if inner is str else _kind(inner, owner, name)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return Many(_kind(arguments[0], owner, name))
        return Together(tuple(_kind(a, owner, name) for a in arguments))
    if hint is Ref:
        return REFERENCES.get((owner.__name__, name), ANYTHING)
    if hint is str and not issubclass(owner, BaseModel):
        return Plain("id")  # what was worked out calls units and awards by their ids
    if isinstance(hint, type):
        for kinds, sort in _PLAIN:
            if issubclass(hint, kinds):
                return Plain(sort)
        if issubclass(hint, BaseModel) or is_dataclass(hint):
            return Record((hint,))
    return ANYTHING


def _hashable(metadata: Sequence[Any]) -> list[Any]:
    return [one for one in metadata if type(one).__hash__ is not None]


def _one_of(kinds: Sequence[Kind]) -> Kind:
    if all(isinstance(kind, Record) for kind in kinds):
        return Record(tuple(m for kind in kinds if isinstance(kind, Record) for m in kind.models))
    return kinds[0] if all(kind == kinds[0] for kind in kinds) else ANYTHING


_RESULT, _INDICATOR = record(year.Result), record(year.Indicator)
REFERENCES: Mapping[tuple[str, str], Kind] = {
    ("Candidate", "nominee"): record(conference.Nominee),
    ("NominationDecision", "nomination"): record(conference.Nomination),
    ("Vote", "ballot"): record(ballot.Ballot),
    ("PartProgress", "lacking"): WORDS,
    ("UnitProgress", "notes"): WORDS,
    ("ReportItem", "results"): _RESULT,
    ("ReportItem", "text"): WORDS,
    ("ReportItem", "activity"): record(year.JointActivity),
    ("ReportItem", "measure"): WORDS,
    ("IndicatorSummary", "indicator"): _INDICATOR,
    ("TargetJudged", "indicator"): _INDICATOR,
    ("IndicatorTrend", "indicator"): _INDICATOR,
    ("TargetsReached", "missed"): _INDICATOR,
    ("TargetsReached", "unjudged"): _INDICATOR,
    ("ThemeSummary", "results"): _RESULT,
    ("StandingRow", "grade"): WORDS,
    ("WelfareWork", "welfare"): record(year.Welfare),
    ("WelfareRow", "name"): WORDS,
    ("WelfareRow", "measure"): WORDS,
    ("WelfareRow", "beneficiary"): WORDS,
    ("WelfareTotal", "measure"): WORDS,
    ("WelfareTotal", "beneficiary"): WORDS,
    ("RewardRow", "award"): WORDS,
    ("RewardRow", "grade"): WORDS,
    ("RewardRow", "authority"): WORDS,
    ("RewardRow", "document"): WORDS,
    ("Summary", "earlier_rewards"): record(year.Reward),
}
"""What a field points to, by its record and its name."""
