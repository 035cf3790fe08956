"""Facts written as YAML that a clerk would write by hand, in the narrow YAML that collect reads.

Nothing is said that need not be: values equal to the default are left out, a text in Vietnamese
alone and a name spelled the same everywhere are plain text, a unit alone is its id.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from pipeline.model.base import LANGUAGES, Fact, Name, PartialDate, Text
from pipeline.model.conference import Nominee
from pipeline.model.facts import Facts
from pipeline.model.leadership import Seat
from pipeline.model.quantity import Quantity


def plain_of(facts: Facts) -> dict[str, object]:
    """``facts`` as the least plain values that are read back as the same facts.

    Dates and decimals stay what they are; :func:`to_yaml` writes them.
    """
    return _plain_record(facts)


def to_yaml(value: Mapping[str, object]) -> str:
    """``value`` as YAML: block style, one line for each text, no anchors and no tags.

    Takes what :func:`plain_of` gives: mappings, tuples or lists, texts, numbers, dates,
    true/false and None.
    """
    return "".join(f"{line}\n" for line in _lines(value)) if value else "{}\n"


def _plain(value: object) -> object:
    plain: object = value
    match value:
        case Text():
            plain = _plain_text(value)
        case PartialDate():
            plain = value.written()
        case Quantity():
            plain = value.written() if value.qualifier else value.number
        case Fact():
            record = _plain_record(value)
            alone = isinstance(value, Seat | Nominee) and list(record) == ["unit"]
            plain = record["unit"] if alone else record
        case Fraction():
            plain = value.numerator if value.denominator == 1 else str(value)
        case tuple():
            plain = tuple(_plain(part) for part in value)
        case Mapping():
            plain = {key: _plain(part) for key, part in value.items()}
    return plain


def _plain_record(record: Fact) -> dict[str, object]:
    return {
        name: _plain(getattr(record, name))
        for name, field in type(record).model_fields.items()
        if field.is_required()
        or getattr(record, name) != field.get_default(call_default_factory=True)
    }


def _plain_text(text: Text) -> object:
    given = {language: words for language in LANGUAGES if (words := text.in_language(language))}
    if isinstance(text, Name):
        alike = len(given) == len(LANGUAGES) and len(set(given.values())) == 1
        return text.vi if alike else given
    return text.vi if list(given) == ["vi"] else given


def date_text(day: date) -> str:
    """A date as clerks write it: ``26/12/2023``."""
    # strftime leaves the noughts out of years before 1000.
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _lines(value: object) -> Iterator[str]:
    """The lines of a mapping or list that is not empty."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            label = _key(str(key))
            if _is_block(part):
                yield f"{label}:"
                yield from (f"  {line}" for line in _lines(part))
            else:
                yield f"{label}: {_scalar(part)}"
        return
    for part in cast("tuple[object, ...]", value):
        if _is_block(part):
            first, *rest = _lines(part)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)
        else:
            yield f"- {_scalar(part)}"


def _is_block(value: object) -> bool:
    return isinstance(value, Mapping | tuple | list) and bool(value)


def _scalar(value: object) -> str:
    for kind, write in _SCALARS:
        if isinstance(value, kind):
            return write(value)
    raise TypeError(value)


def _decimal(value: Decimal) -> str:
    if value == value.to_integral_value():
        return f"{int(value)}"
    digits = f"{value:f}".rstrip("0")
    # 1.234 would be asked about, for it is 1234 in Vietnamese; 1.2340 is not.
    return f"{digits}0" if len(digits.partition(".")[2]) == 3 else digits


_OTHER_MEANING = re.compile(
    r"~|[Nn]ull|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|[-+]?[0-9]+(?:\.[0-9]*)?|[-+]?\.[0-9]+"
)
"""What YAML reads as no text unless it is in quotes."""
_SIGN_AT_START = frozenset("-?:,[]{}#&*!|>'\"%@`=")
_SIGN_INSIDE = re.compile(r":(?: |$)| #|^(?:<<|\.\.\.)$")
_TO_ESCAPE = re.compile("[\t\n\r\x85\u2028\u2029\ufeff]")


def _text(text: str) -> str:
    return _quoted(text) if _OTHER_MEANING.fullmatch(text) else _key(text)


def _key(text: str) -> str:
    plain = (
        text == text.strip()
        and text[:1] not in _SIGN_AT_START
        and not _SIGN_INSIDE.search(text)
        and not _TO_ESCAPE.search(text)
    )
    return text if plain and text else _quoted(text)


def _quoted(text: str) -> str:
    if ('"' in text or "\\" in text) and not _TO_ESCAPE.search(text):
        return "'" + text.replace("'", "''") + "'"
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _TO_ESCAPE.sub(lambda sign: _escaped(sign[0]), plain) + '"'


def _escaped(sign: str) -> str:
    return {"\t": "\\t", "\n": "\\n", "\r": "\\r"}.get(sign, f"\\u{ord(sign):04X}")


_SCALARS: tuple[tuple[type | types.UnionType, Callable[[Any], str]], ...] = (
    (types.NoneType, lambda _: "null"),
    (bool, lambda value: "true" if value else "false"),
    (int, str),
    (Decimal, _decimal),
    (date, date_text),
    (str, _text),
    (Mapping, lambda _: "{}"),
    (tuple | list, lambda _: "[]"),
)
"""How what fits on the line of its key is written; a mapping or list there is an empty one."""
