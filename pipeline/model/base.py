"""The ground of the vocabulary: frozen facts, texts in several languages, dates, derived values."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, Literal, Protocol, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from pipeline.spelling import dates as spelling
from pipeline.spelling.dates import ANY_DATE, WHOLE_DATE, read_date
from pipeline.spelling.figures import ANY_FIGURE, Ambiguous, Figure, read_figure

Language = Literal["vi", "hi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "hi", "en")

Path = tuple[str | int, ...]
"""The way to a fact from the root of the inputs: ``("conference", "comments", 0, "vi")``."""

T = TypeVar("T")


def N_(label: str) -> str:  # noqa: N802 — the usual gettext name for "translate this later"
    """Mark a Vietnamese label for translation; it is translated where it is printed."""
    return label


def NN_(text: str) -> str:  # noqa: N802 — as N_, of words whose form a number decides
    """Mark Vietnamese words about a number of things for translation in each plural form."""
    return text


class Fact(BaseModel):
    """A frozen record read from inputs or rules. Unknown keys are errors; nothing is coerced."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @field_validator("*", mode="after")
    @classmethod
    def _nothing_is_absent(cls, value: Any, info: ValidationInfo) -> Any:
        """A record in which nothing is stated is as good as none, and a text must say something.

        So every way of writing facts, also one that has only cells, says the same.
        """
        field = cls.model_fields[info.field_name or ""]
        if isinstance(value, tuple):
            if any(isinstance(part, Text) and _states_nothing(part) for part in value):
                raise PydanticCustomError("nothing_written", "")
        elif isinstance(value, Fact) and _states_nothing(value):
            if not field.is_required() and field.default is None:
                return None
            if isinstance(value, Text):
                raise PydanticCustomError("nothing_written", "")
        return value


def _states_nothing(record: Fact) -> bool:
    # False and nought do state something.
    return all(getattr(record, name) in (None, (), {}) for name in type(record).model_fields)


def _something_written(given: str) -> str:
    if all(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in given):
        raise PydanticCustomError("nothing_written", "")
    return given.replace("\r\n", "\n").replace("\r", "\n")


def _on_one_line(given: str) -> str:
    return " ".join(given.split())


Written = Annotated[str, AfterValidator(_something_written)]
"""Text that says something: not empty, not only spaces and signs that do not show."""
OneLine = Annotated[Written, AfterValidator(_on_one_line)]
"""Such text on one line, so that a cell can hold several, one below the other."""


class Text(Fact):
    """Words in up to three languages. ``None`` means: not given in that language."""

    vi: Written | None = None
    hi: Written | None = None
    en: Written | None = None

    def in_language(self, language: Language) -> str | None:
        """The words in ``language`` or None."""
        words: str | None = getattr(self, language)
        return words

    def shown_in(self, language: Language) -> str | None:
        """The words a paper in ``language`` shows; signs without a letter pass in every one: %."""
        any_words = self.any_language()
        passes = any_words is not None and not any(sign.isalpha() for sign in any_words[1])
        return self.in_language(language) or (any_words[1] if any_words and passes else None)

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
    year: Annotated[int, Field(ge=1, le=9999)] | None = None

    @model_validator(mode="after")
    def _can_be_written(self) -> Self:
        """Only what people write: 26/12, 12/2023 or 2023, so that it can be read again."""
        if not isinstance(read_date(self.written()), spelling.PartialDate):
            raise PydanticCustomError("date_words", "{given}", {"given": self.written()})
        return self

    def written(self) -> str:
        """As much of the date as is told: ``26/12``, ``12/2023`` or ``2023``."""
        parts = (
            f"{number:0{width}}" if number is not None else ""
            for number, width in ((self.day, 2), (self.month, 2), (self.year, 4))
        )
        return "/".join(part for part in parts if part)


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
    if isinstance(given, dict):
        try:
            return PartialDate.model_validate(given)
        except ValidationError as error:
            raise PydanticCustomError("date_words", "{given}", {"given": given}) from error
    if isinstance(given, int) and not isinstance(given, bool):
        given = str(given)  # a year by itself
    if not isinstance(given, str):
        return given
    found = read_date(given)
    if found is None:
        raise PydanticCustomError("date_words", "{given}", {"given": given})
    return found if isinstance(found, date) else PartialDate(**dataclasses.asdict(found))


def _read_clock(given: object) -> object:
    """An hour of the day as clerks write it: 8h30, 8:30, 08.30, 8 giờ 30, 8h."""
    found = re.fullmatch(_CLOCK, given.strip()) if isinstance(given, str) else None
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise PydanticCustomError("clock_words", "{given}", {"given": given})
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def _read_number(given: object) -> object:
    if isinstance(given, int) and not isinstance(given, bool):
        return Decimal(given)
    return _written_figure(given, read_figure(given)) if isinstance(given, str) else given


def _read_whole(given: object) -> object:
    if not isinstance(given, str):
        return given
    found = read_figure(given)
    # 1.234 of a thing that is counted can only be 1234.
    found = (isinstance(found, Ambiguous) and found.whole) or found
    number = _written_figure(given, found)
    return int(number) if isinstance(number, Decimal) and number == int(number) else given


def _written_figure(given: str, found: Figure | Ambiguous | None) -> Decimal | str:
    match found:
        case Ambiguous() as found:
            raise PydanticCustomError(
                "ambiguous_figure", "{given}", {"given": given, "readings": found.readings}
            )
        case Figure(value=value, qualifier=None, measure=None):
            return value
        case Figure(value=value, qualifier=None):
            raise PydanticCustomError("figure_words", "{given}", {"value": value})
        case Figure():
            raise PydanticCustomError("not_exact", "{given}")
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


_CLOCK = r"(\d{1,2}) ?(?:h|:|\.|giờ) ?(\d{2})?(?: ?phút)?"
_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
Words = Annotated[Text, BeforeValidator(_plain_text, json_schema_input_type=str | Text)]
"""Free text: a plain string is Vietnamese."""
ProperName = Annotated[Name, BeforeValidator(_plain_name, json_schema_input_type=str | Name)]
"""A name: a plain string is its spelling in every language."""
_DateText = Annotated[str, Field(pattern=WHOLE_DATE)]
_AnyDateText = Annotated[str, Field(pattern=ANY_DATE)]
_FigureText = Annotated[str, Field(pattern=ANY_FIGURE)]
Date = Annotated[date, BeforeValidator(_read_full_date, json_schema_input_type=_DateText)]
AnyDate = Annotated[
    date | PartialDate,
    BeforeValidator(_read_any_date, json_schema_input_type=_AnyDateText | int | PartialDate),
]
"""A date, or as much of it as the source states."""
Clock = Annotated[str, BeforeValidator(_read_clock, json_schema_input_type=str)]
"""An hour of the day, as 08:30."""
Number = Annotated[
    Decimal,
    BeforeValidator(_read_number, json_schema_input_type=int | float | _FigureText),
    Field(max_digits=21, decimal_places=6),
]
"""An exact decimal number, up to 15 digits before the point and 6 after it; never a float."""
Whole = Annotated[int, BeforeValidator(_read_whole, json_schema_input_type=int | _FigureText)]
Count = Annotated[Whole, Field(ge=0)]
Id = Annotated[str, Field(pattern=f"^{_ID}$", max_length=100)]
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


def record_in(annotation: Any) -> type[BaseModel] | None:
    """The record class in an annotation such as ``Person | None``; texts are not records."""
    if isinstance(annotation, type):
        is_record = issubclass(annotation, BaseModel) and not issubclass(annotation, Text)
        return annotation if is_record else None
    if typing.get_origin(annotation) is tuple:
        return None
    if typing.get_origin(annotation) or isinstance(annotation, types.UnionType):
        return next((m for part in typing.get_args(annotation) if (m := record_in(part))), None)
    return None
