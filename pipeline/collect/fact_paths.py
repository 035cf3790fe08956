"""Facts named in words of the inputs, ``bloc.staff``: found, or told what is wrong with the name.

An entry of a list goes by its id, unit, award or year, or by its number counted from 1. A fact
that is not stated is found too: its record need not be there.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from pipeline.collect.validate import closest
from pipeline.errors import Message, msg
from pipeline.model.base import PartialDate, Text
from pipeline.model.facts import Facts
from pipeline.model.sending import NAMED_BY, names_of


@dataclass(frozen=True, slots=True)
class Named:
    """What a name leads to. ``value`` is None where the fact is not stated.

    ``key`` is its own name, and ``around`` are the records it stands in, outermost first. What is
    ``is_default`` may have been left out.
    """

    key: str
    value: Any
    is_default: bool
    around: tuple[BaseModel, ...]


@dataclass(frozen=True, slots=True)
class NotNamed:
    """A name that leads nowhere: at which step, and what is known there."""

    step: str
    hint: Message | None


def find_fact(facts: Facts, name: str) -> Named | NotNamed:
    """The fact that ``name`` means."""
    value: Any = facts
    kind: Any = Facts
    around: list[BaseModel] = []
    is_default = False
    for step in name.split("."):
        entry = _entry_of(kind)
        model = _model_of(kind)
        if entry is not None:
            found = _in_list(facts, value or (), entry, step)
            if isinstance(found, NotNamed):
                return found
            value, kind, is_default = found, entry, False
        elif model is not None:
            if step not in model.model_fields:
                return NotNamed(step, closest(step, list(model.model_fields)))
            if isinstance(value, BaseModel):
                around.append(value)
            field = model.model_fields[step]
            value = getattr(value, step) if isinstance(value, BaseModel) else None
            is_default = not field.is_required() and value == field.default
            kind = field.annotation
        elif typing.get_origin(_without_none(kind)) is dict:
            value = value.get(step) if value else None
            kind = typing.get_args(_without_none(kind))[1]
        else:
            return NotNamed(
                step, msg("nothing stands below this fact; leave “{step}” out", step=step)
            )
    return Named(step, None if value in ((), {}) else value, is_default, tuple(around))


def _in_list(facts: Facts, entries: tuple[Any, ...], kind: Any, step: str) -> Any:
    """The entry of a list called ``step``; None for one that could stand there but does not."""
    for entry in entries:
        if step in names_of(entry):
            return entry
    if step.isdecimal() and 1 <= int(step) <= len(entries):
        return entries[int(step) - 1]
    model = _model_of(kind)
    keys = [key for key in NAMED_BY if model and key in model.model_fields]
    if "unit" in keys and facts.unit(step):
        return None
    if "year" in keys and "id" not in keys and step.isdecimal():
        return None
    known = [name for entry in entries for name in list(names_of(entry))[:1]]
    return NotNamed(
        step,
        closest(step, known)
        or msg("call an entry of a list by its id, unit, award or year, or by its number from 1"),
    )


def _without_none(kind: Any) -> Any:
    """``kind`` without ``Annotated`` and ``| None``."""
    if typing.get_origin(kind) is typing.Annotated:
        return _without_none(typing.get_args(kind)[0])
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        parts = [part for part in typing.get_args(kind) if part is not type(None)]
        return _without_none(parts[0])
    return kind


def _entry_of(kind: Any) -> Any:
    """What a list holds; None for anything else."""
    kind = _without_none(kind)
    return typing.get_args(kind)[0] if typing.get_origin(kind) is tuple else None


def _model_of(kind: Any) -> type[BaseModel] | None:
    kind = _without_none(kind)
    return kind if isinstance(kind, type) and issubclass(kind, BaseModel) else None


def is_one_fact(value: object) -> bool:
    """Whether a value says one thing and is not a record or a list of several."""
    is_one = isinstance(value, Text | PartialDate)
    return is_one or not isinstance(value, BaseModel | tuple | dict)
