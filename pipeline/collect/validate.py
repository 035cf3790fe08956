"""From plain values to frozen facts: every error at once, each with its place and its remedy.

The validator's own messages are for programmers. This module turns each kind of finding into a
sentence for a clerk; the table below is the whole dictionary.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from pipeline.collect.said_of_workbooks import (
    SAID_OF_WORKBOOKS,
    Said,
    how_to_name,
    is_of_workbook,
)
from pipeline.collect.tree import Tree
from pipeline.errors import Message, Problem, msg
from pipeline.model.base import Path, UnitNames
from pipeline.model.dossier import Trail
from pipeline.spelling.names import likest

M = TypeVar("M", bound=BaseModel)


def build_model(
    model: type[M], tree: Tree, units: UnitNames | None = None
) -> tuple[M | None, tuple[Problem, ...]]:
    """``tree`` as a ``model``, or None and what is wrong with it.

    ``units`` tells which unit a name means where a unit is referred to.
    """
    value = {} if tree.value is None else tree.value
    try:
        return model.model_validate(value, context={"units": units}), ()
    except ValidationError as error:
        # Where a value may be one of two kinds it is told once, as not being the first.
        found: dict[Path, ErrorDetails] = {}
        for details in error.errors(include_url=False):
            found.setdefault(_real_path(details["loc"], value), details)
        return None, tuple(
            _as_problem(model, path, details, tree) for path, details in found.items()
        )


def _as_problem(model: type[BaseModel], path: Path, details: ErrorDetails, tree: Tree) -> Problem:
    kind = details["type"]
    say = _SAID.get(kind, _say_invalid)
    message, hint = say(details, _model_at(model, path[:-1]))
    # An unknown key is wrong where it stands; anything else where its value does.
    at_key = tree.keys.get(path) if kind == "extra_forbidden" else None
    source = at_key or Trail(tree.sources).source(path)
    if source and (say_there := SAID_OF_WORKBOOKS.get(kind)) and is_of_workbook(source):
        source, message, hint = say_there(details, path, source, (message, hint))
    return Problem(kind.replace("_", "-"), message, source, hint)


def _real_path(loc: tuple[int | str, ...], value: Any) -> Path:
    """The location without the steps the validator adds for unions and key checks."""
    path: list[int | str] = []
    for n, step in enumerate(loc):
        match value:
            case dict() if step in value:
                value = value[step]
            case tuple() if isinstance(step, int) and step < len(value):
                value = value[step]
            case dict() if n == len(loc) - 1:
                value = None
            case _:
                continue
        path.append(step)
    return tuple(path)


def _inner_models(annotation: Any) -> list[type[BaseModel]]:
    """The model classes inside an annotation such as ``tuple[Unit, ...] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if typing.get_origin(annotation) or isinstance(annotation, types.UnionType):
        return [m for part in typing.get_args(annotation) for m in _inner_models(part)]
    return []


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model class that stands at ``path`` under ``model``."""
    here: type[BaseModel] | None = model
    for step in path:
        if here is None or isinstance(step, int):
            continue
        field = here.model_fields.get(step)
        found = _inner_models(field.annotation) if field else []
        here = found[0] if found else None
    return here


def shown(value: object) -> str:
    """A value as the user wrote it, shortened."""
    match value:
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case dict() | Mapping():
            return "{…}"
        case tuple() | list():
            return "[…]"
        case Decimal() | int():
            return str(value)
    text = str(value)
    return text if len(text) <= 60 else text[:59] + "…"


def closest(word: str, known: list[str]) -> Message | None:
    """ "Did you mean", or the list of what is known."""
    if near := likest(word, known):
        return msg("did you mean “{word}”?", word=near[0])
    if not known:
        return None
    return msg("known here: {words}", words=", ".join(sorted(known)))


def _say_unknown_key(details: ErrorDetails, model: type[BaseModel] | None) -> Said:
    key = str(details["loc"][-1])
    known = list(model.model_fields) if model else []
    return msg("unknown key “{key}”", key=key), closest(key, known)


def _say_missing(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    key = str(details["loc"][-1])
    return msg("“{key}” is missing", key=key), msg("add a line “{key}: …” here", key=key)


def _say_choice(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    given = shown(details["input"])
    known = [
        word.strip().strip("'")
        for word in str(details.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(",")
    ]
    return msg("“{given}” is not one of the words allowed here", given=given), closest(given, known)


def _say_date(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    given = shown(details["input"])
    return (
        msg("“{given}” is not a date", given=given),
        msg("write day/month/year, for example 26/12/2023"),
    )


def _say_clock(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("“{given}” is not an hour of the day", given=shown(details["input"])),
        msg("write hours and minutes, for example 8h30"),
    )


def _say_partial_date(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    given = shown(details["input"])
    return (
        msg("“{given}” is only a part of a date", given=given),
        msg("write day, month and year: 26/12/2023; if the year is not known, leave the date out"),
    )


def _say_ambiguous(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    first, second = details["ctx"]["readings"][:2]
    return (
        msg(
            "{text} may mean {whole} or {decimal}",
            text=shown(details["input"]),
            whole=first,
            decimal=second,
        ),
        msg(
            "if {whole} is meant, write it without a point; if {decimal} is, add a zero at its end",
            whole=first,
            decimal=second,
        ),
    )


def _say_figure_words(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("“{given}” is a number with words, and no words fit here", given=details["input"]),
        msg("write only the number: {value}", value=details["ctx"]["value"]),
    )


def _say_not_exact(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg(
            "“{given}” is not an exact number, and only an exact one fits here",
            given=details["input"],
        ),
        msg("where the exact number is not known leave it out, and tell in words what is known"),
    )


def _say_no_answer(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("“{given}” is neither yes nor no", given=details["ctx"]["given"]),
        msg("write có or không (or đạt, chưa); leave it out if it is not known"),
    )


def _say_unit(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("no unit of the bloc is called “{given}”", given=shown(details["input"])),
        how_to_name(details, "units", "aliases"),
    )


def _say_nothing(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    del details
    return msg("nothing is written here"), msg("write the text, or delete the line")


def _say_number(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    given = shown(details["input"])
    return (
        msg("“{given}” is not a number", given=given),
        msg(
            "write digits only, with a point before decimals: 1234.5; write 0 if there is none, and"
            " nothing if it is not known"
        ),
    )


def _say_digits(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("“{given}” has too many digits", given=shown(details["input"])),
        msg("no figure has more than 15 digits before the point and 6 after it"),
    )


def _say_whole_number(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    given = shown(details["input"])
    return msg("“{given}” is not a whole number", given=given), msg("write digits only: 1234")


def _say_text(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    given = shown(details["input"])
    return (
        msg("“{given}” is not text", given=given),
        msg('put it in quotes: "{given}"', given=given),
    )


def _say_list(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("a list is expected here, not “{given}”", given=shown(details["input"])),
        msg("write each entry on its own line, beginning with “- ”"),
    )


def _say_empty(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    del details
    return msg("the list is empty"), msg("add an entry, or delete the part it belongs to")


def _say_group(details: ErrorDetails, model: type[BaseModel] | None) -> Said:
    del model
    return (
        msg("keys with values are expected here, not “{given}”", given=shown(details["input"])),
        msg("write “key: value” lines, indented under this one"),
    )


def _say_yes_no(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("“{given}” is neither true nor false", given=shown(details["input"])),
        msg("write true or false"),
    )


def _say_least(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    context = details.get("ctx", {})
    limit = context.get("ge", context.get("gt"))
    return msg("{given} is too small", given=shown(details["input"])), msg(
        "the least possible is {limit}", limit=limit
    )


def _say_most(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    context = details.get("ctx", {})
    limit = context.get("le", context.get("lt"))
    return msg("{given} is too large", given=shown(details["input"])), msg(
        "the most possible is {limit}", limit=limit
    )


def _say_id(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("“{given}” cannot be an id", given=shown(details["input"])),
        msg("use small letters without accents, digits and hyphens: bao-quang-tri"),
    )


def _say_long(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("“{given}” is too long", given=shown(details["input"])),
        msg("use no more than {limit} letters", limit=details["ctx"]["max_length"]),
    )


def _say_share(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return (
        msg("“{given}” is not a share", given=shown(details["input"])),
        msg("write a fraction not above one, such as 4/5"),
    )


def _say_value(details: ErrorDetails, model: type[BaseModel] | None) -> Said:
    """A reader of :mod:`pipeline.model` refused the value; only dates and shares can."""
    say = _say_share if details["loc"][-1] in _SHARES else _say_date
    return say(details, model)


def _say_instance(details: ErrorDetails, model: type[BaseModel] | None) -> Said:
    say = _say_share if details["loc"][-1] in _SHARES else _say_number
    return say(details, model)


_SHARES = ("threshold", "share")


def _say_invalid(details: ErrorDetails, _: type[BaseModel] | None) -> Said:
    return msg("“{given}” does not fit here", given=shown(details["input"])), None


_SAID: dict[str, Callable[[ErrorDetails, type[BaseModel] | None], Said]] = {
    "extra_forbidden": _say_unknown_key,
    "missing": _say_missing,
    "literal_error": _say_choice,
    "date_type": _say_date,
    "date_from_datetime_parsing": _say_date,
    "date_parsing": _say_date,
    "date_words": _say_date,
    "clock_words": _say_clock,
    "partial_date": _say_partial_date,
    "ambiguous_figure": _say_ambiguous,
    "figure_words": _say_figure_words,
    "not_exact": _say_not_exact,
    "neither_yes_nor_no": _say_no_answer,
    "unit_name": _say_unit,
    "nothing_written": _say_nothing,
    "value_error": _say_value,
    "is_instance_of": _say_instance,
    "decimal_type": _say_number,
    "decimal_parsing": _say_number,
    "decimal_max_digits": _say_digits,
    "decimal_max_places": _say_digits,
    "decimal_whole_digits": _say_digits,
    "int_type": _say_whole_number,
    "int_parsing": _say_whole_number,
    "string_type": _say_text,
    "tuple_type": _say_list,
    "too_short": _say_empty,
    "dict_type": _say_group,
    "model_type": _say_group,
    "model_attributes_type": _say_group,
    "bool_type": _say_yes_no,
    "greater_than_equal": _say_least,
    "greater_than": _say_least,
    "less_than_equal": _say_most,
    "less_than": _say_most,
    "string_pattern_mismatch": _say_id,
    "string_too_long": _say_long,
}
