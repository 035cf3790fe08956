"""The ground of the vocabulary: frozen facts, texts in several languages, dates, derived values."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Generic, Literal, Protocol, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from pipeline.spelling.dates import read_date
from pipeline.spelling.figures import Ambiguous, Figure, read_figure

Language = Literal["vi", "hi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "hi", "en")

Path = tuple[str | int, ...]
"""The way to a fact from the root of the inputs: ``("conference", "comments", 0, "vi")``."""

T = TypeVar("T")


def N_(label: str) -> str:  # noqa: N802 — the usual gettext name for "translate this later"
    """Mark a Vietnamese label for translation; it is translated where it is printed."""
    return label


class Fact(BaseModel):
    """A frozen record read from inputs or rules. Unknown keys are errors; nothing is coerced."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def _something_written(given: str) -> str:
    if not given.strip():
        raise PydanticCustomError("nothing_written", "")
    return given


Written = Annotated[str, AfterValidator(_something_written)]
"""Text that says something: not empty, not only spaces."""


class Text(Fact):
    """Words in up to three languages. ``None`` means: not given in that language."""

    vi: Written | None = None
    hi: Written | None = None
    en: Written | None = None

    def in_language(self, language: Language) -> str | None:
        """The words in ``language`` or None."""
        words: str | None = getattr(self, language)
        return words

    def said_in(self, language: str) -> str:
        """The words in ``language``, or in the first that has them."""
        any_words = self.any_language()
        return getattr(self, language, None) or (any_words[1] if any_words else "—")

    def any_language(self) -> tuple[Language, str] | None:
        """The words in the first language that has them: Vietnamese, English, Hindi."""
        for language in ("vi", "en", "hi"):
            if words := getattr(self, language):
                return language, words
        return None


class Name(Text):
    """A proper name. Given as plain text it is spelled the same in every language.

    Given per language, a spelling that is absent is unknown: it is never transliterated.
    """


class PartialDate(Fact):
    """A date of which the source states a part: the day and month, or the month, or the year."""

    day: Annotated[int, Field(ge=1, le=31)] | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None
    year: int | None = None


def _plain_text(given: object) -> object:
    return {"vi": given} if isinstance(given, str) else given


def _plain_name(given: object) -> object:
    return dict.fromkeys(LANGUAGES, given) if isinstance(given, str) else given


def _read_full_date(given: object) -> object:
    found = _read_any_date(given)
    if isinstance(found, PartialDate) and not isinstance(given, PartialDate):
        raise PydanticCustomError("partial_date", "{given}", {"given": given})
    return found


def _read_any_date(given: object) -> object:
    """Dates as clerks write them: 26/12/2023, 2023-12-26, ngày 26 tháng 12 năm 2023."""
    if not isinstance(given, str):
        return given
    found = read_date(given)
    if found is None:
        raise PydanticCustomError("date_words", "{given}", {"given": given})
    return found if isinstance(found, date) else PartialDate(**dataclasses.asdict(found))


def _read_number(given: object) -> object:
    if isinstance(given, int) and not isinstance(given, bool):
        return Decimal(given)
    return _written_figure(given) if isinstance(given, str) else given


def _read_whole(given: object) -> object:
    if not isinstance(given, str):
        return given
    number = _written_figure(given)
    return int(number) if isinstance(number, Decimal) and number == int(number) else given


def _written_figure(given: str) -> Decimal | str:
    match read_figure(given):
        case Ambiguous() as found:
            raise PydanticCustomError(
                "ambiguous_figure", "{given}", {"given": given, "readings": found.readings}
            )
        case Figure(value=value, qualifier=None, measure=None):
            return value
        case Figure(value=value):
            raise PydanticCustomError("figure_words", "{given}", {"given": given, "value": value})
    return given


class UnitNames(Protocol):
    """Tells which unit a name means; given to the validator as ``context["units"]``."""

    def find(self, given: str, /) -> str | None:
        """The id of the one unit so called, else None."""

    def near(self, given: str, /) -> tuple[tuple[str, str], ...]:
        """Units whose names look alike: id and name; suggestions, never used in silence."""


def _unit_named(given: object, info: ValidationInfo) -> object:
    names: UnitNames | None = (info.context or {}).get("units")
    if names is None or not isinstance(given, str):
        return given
    found = names.find(given)
    if found is None and not re.fullmatch(_ID, given):
        near = names.near(given)
        raise PydanticCustomError("unit_name", "{given}", {"given": given, "near": near})
    return found or given


_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
Words = Annotated[Text, BeforeValidator(_plain_text, json_schema_input_type=str | Text)]
"""Free text: a plain string is Vietnamese."""
ProperName = Annotated[Name, BeforeValidator(_plain_name, json_schema_input_type=str | Name)]
"""A name: a plain string is its spelling in every language."""
Date = Annotated[date, BeforeValidator(_read_full_date, json_schema_input_type=str)]
AnyDate = Annotated[
    date | PartialDate,
    BeforeValidator(_read_any_date, json_schema_input_type=str | PartialDate),
]
"""A date, or as much of it as the source states."""
Number = Annotated[
    Decimal,
    BeforeValidator(_read_number, json_schema_input_type=int | float | str),
    Field(max_digits=21, decimal_places=6),
]
"""An exact decimal number, up to 15 digits before the point and 6 after it; never a float."""
Whole = Annotated[int, BeforeValidator(_read_whole, json_schema_input_type=int | str)]
Count = Annotated[Whole, Field(ge=0)]
Id = Annotated[str, Field(pattern=f"^{_ID}$")]
"""A short name used to refer to something: small letters, digits and hyphens."""
UnitRef = Annotated[Id, BeforeValidator(_unit_named, json_schema_input_type=str)]
"""A unit: by its id, or by a name or alias that only it has."""


@dataclass(frozen=True, slots=True)
class Derived(Generic[T]):
    """A value worked out from facts, with the paths of the facts it was worked out from."""

    value: T
    origins: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer to a fact: where it stands, not a copy of it."""

    path: Path
