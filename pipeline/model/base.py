"""The ground of the vocabulary: frozen facts, texts in several languages, dates, derived values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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


class Text(Fact):
    """Words in up to three languages. ``None`` means: not given in that language."""

    vi: str | None = None
    hi: str | None = None
    en: str | None = None

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


def _plain_text(given: object) -> object:
    return {"vi": given} if isinstance(given, str) else given


def _plain_name(given: object) -> object:
    return dict.fromkeys(LANGUAGES, given) if isinstance(given, str) else given


def _read_date(given: object) -> object:
    """Dates as clerks write them: 26/12/2023, or ISO 2023-12-26."""
    if not isinstance(given, str):
        return given
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", given.strip()):
        day, month, year = (int(part) for part in found.groups())
        return date(year, month, day)
    if found := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", given.strip()):
        year, month, day = (int(part) for part in found.groups())
        return date(year, month, day)
    return given


def _read_number(given: object) -> object:
    return Decimal(given) if isinstance(given, int) and not isinstance(given, bool) else given


Words = Annotated[Text, BeforeValidator(_plain_text)]
"""Free text: a plain string is Vietnamese."""
ProperName = Annotated[Name, BeforeValidator(_plain_name)]
"""A name: a plain string is its spelling in every language."""
Date = Annotated[date, BeforeValidator(_read_date)]
Number = Annotated[Decimal, BeforeValidator(_read_number), Field(max_digits=21, decimal_places=6)]
"""An exact decimal number, up to 15 digits before the point and 6 after it; never a float."""
Count = Annotated[int, Field(ge=0)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""A short name used to refer to something: small letters, digits and hyphens."""


@dataclass(frozen=True, slots=True)
class Derived(Generic[T]):
    """A value worked out from facts, with the paths of the facts it was worked out from."""

    value: T
    origins: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer to a fact: where it stands, not a copy of it."""

    path: Path
