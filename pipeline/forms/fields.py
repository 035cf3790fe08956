"""The facts as fields of a form: found by walking the vocabulary, so that none can be forgotten.

A record inside a record becomes fields of the outer one (``host.name``). A list becomes a table
of its own, for a cell holds one thing; only short words stand in one cell, each on its line.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

from pipeline.forms.choices import EMPTY, YES_OR_NO, labels_of
from pipeline.model.base import AnyDate, Id, Text, UnitRef
from pipeline.model.quantity import Quantity

Way = tuple[str, ...]
"""The names of fields that lead from a record to a value in it: ``("host", "name")``."""

Choices = tuple[tuple[str, str], ...]


class Sort(Enum):
    """What a field holds."""

    WORDS = auto()
    """Text in up to three languages, each in a cell of its own."""
    TEXT = auto()
    ID = auto()
    UNIT = auto()
    """A unit, shown by its name."""
    NUMBER = auto()
    QUANTITY = auto()
    """A number that may stand with a word: “gần 300”."""
    WHOLE = auto()
    DATE = auto()
    PART_OF_DATE = auto()
    """A date or a part of one, kept a text: a spreadsheet makes “26/12” a day of this year."""
    SHARE = auto()
    YES = auto()
    """A mark, absent by default."""
    YES_OR_NO = auto()
    CHOICE = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a record that stands in a cell, or in three where it is words.

    ``many``: a list, each entry on a line of the cell. ``can_be_empty``: a list that may be stated
    to be empty, which is not the same as not stated. ``only_empty``: that statement alone, for a
    list that has a table of its own.
    """

    way: Way
    label: str
    sort: Sort
    choices: Choices = ()
    many: bool = False
    can_be_empty: bool = False
    only_empty: bool = False
    required: bool = False
    note: str = ""

    @property
    def key(self) -> str:
        """How the hidden row or column calls it."""
        return ".".join(self.way) or "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """A list inside a record: what each of its entries holds."""

    way: Way
    label: str
    entry: Record


@dataclass(frozen=True, slots=True)
class Record:
    """What can be stated in one record.

    ``points`` are its tables of numbers by id, which share one list of ids.
    """

    fields: tuple[Field, ...]
    listings: tuple[Listing, ...] = ()
    points: tuple[Field, ...] = ()


@cache
def record_of(model: type[BaseModel]) -> Record:
    """The fields and lists of a record of the vocabulary, in its order."""
    fields: list[Field] = []
    listings: list[Listing] = []
    points: list[Field] = []
    hints = typing.get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        hint, optional = _without_none(hints[name])
        way = (name,)
        label = capital(info.title or name)
        kind = _bare(hint)
        must = info.is_required()
        empty = must or optional
        if get_origin(kind) is tuple:
            entry = get_args(kind)[0]
            inner = _bare(entry)
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                listings.append(Listing(way, label, _entry_of(inner, label)))
                if optional:
                    fields.append(_only_empty(way, label))
            else:
                sort, choices = _sort_of(entry)
                fields.append(Field(way, label, sort, choices, True, empty, False, must))
        elif get_origin(kind) is dict:
            points.append(Field(way, label, Sort.NUMBER))
        elif isinstance(kind, type) and issubclass(kind, BaseModel) and not issubclass(kind, Text):
            inside = record_of(kind)
            fields += (_under(way, label, field, must) for field in inside.fields)
            listings += (
                Listing((*way, *part.way), _joined(label, part.label), part.entry)
                for part in inside.listings
            )
            assert not inside.points, "tables of numbers stand in entries of lists"
        else:
            sort, choices = _sort_of(hint)
            if sort is Sort.YES and (optional or info.default is True):
                sort, choices = Sort.YES_OR_NO, YES_OR_NO
            fields.append(Field(way, label, sort, choices, required=must))
    return Record(tuple(fields), tuple(listings), tuple(points))


def _entry_of(model: type[BaseModel], label: str) -> Record:
    if issubclass(model, Text):
        return Record((Field((), label, Sort.WORDS, required=True),))
    return record_of(model)


def _only_empty(way: Way, label: str) -> Field:
    return Field(
        way,
        f"{label}: không có",
        Sort.CHOICE,
        EMPTY,
        only_empty=True,
        note="Chỉ chọn “không có” khi biết chắc là không có; chưa rõ thì để trống.",
    )


def _under(way: Way, label: str, field: Field, must: bool) -> Field:
    return Field(
        (*way, *field.way),
        _joined(label, field.label),
        field.sort,
        field.choices,
        field.many,
        field.can_be_empty,
        field.only_empty,
        must and field.required,
        field.note,
    )


def _sort_of(hint: Any) -> tuple[Sort, Choices]:
    """What one value is; a kind that the vocabulary has not had before is a bug told at once."""
    if hint == UnitRef:
        return Sort.UNIT, ()
    if hint == AnyDate:
        return Sort.PART_OF_DATE, ()
    if hint == Id:
        return Sort.ID, ()
    kind = _bare(hint)
    if get_origin(kind) is Literal:
        return Sort.CHOICE, labels_of(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Text):
        return Sort.WORDS, ()
    return _SORTS[kind], ()


_SORTS: dict[Any, Sort] = {
    str: Sort.TEXT,
    bool: Sort.YES,
    int: Sort.WHOLE,
    Decimal: Sort.NUMBER,
    Quantity: Sort.QUANTITY,
    date: Sort.DATE,
    Fraction: Sort.SHARE,
}


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in {typing.Union, types.UnionType}:
        parts = [part for part in get_args(hint) if part is not type(None)]
        if len(parts) == 1:
            return parts[0], True
    return hint, False


def _bare(hint: Any) -> Any:
    """The type without what is annotated to it."""
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    return hint


def capital(label: str) -> str:
    """The label as it begins a cell."""
    return label[:1].upper() + label[1:]


def _joined(outer: str, inner: str) -> str:
    """The label of a field inside another; offices of people keep their capital."""
    keeps = inner.startswith(("Khối trưởng", "Khối phó"))
    small = inner if keeps else inner[:1].lower() + inner[1:]
    return outer if inner == outer else f"{outer}: {small}"
