"""The catalogs: what the papers and the program say, in each language.

Two domains stand in ``locales/<language>/``. ``documents.po`` translates the words of the papers,
whose source is Vietnamese; ``interface.po`` translates what the program says to its user, whose
source is the English of the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po

from pipeline.errors import Problem, Source, TemplateError, msg

Domain = Literal["documents", "interface"]
SOURCE_LANGUAGES: Mapping[Domain, str] = {"documents": "vi", "interface": "en"}
INTERFACE_LANGUAGES = ("vi", "en")


@dataclass(frozen=True, slots=True)
class Catalog:
    """The translations of one domain into one language."""

    domain: Domain
    language: str
    messages: Mapping[str, str]
    plurals: Mapping[tuple[str, str], tuple[str, str]]
    """Sentences about one and about several, by those of the source."""

    @property
    def is_source(self) -> bool:
        """Whether the domain's sentences are already in this language."""
        return SOURCE_LANGUAGES[self.domain] == self.language

    def __call__(self, text: str, /) -> str:
        """``text`` in this language; an untranslated text stays as it is."""
        return text if self.is_source else self.messages.get(text, text)

    def of_number(self, one: str, several: str, count: int) -> str | None:
        """What is said of ``count`` things in this language, or None where nobody has said it."""
        forms = (one, several) if self.is_source else self.plurals.get((one, several))
        return forms[0 if count == 1 else 1] if forms else None

    def has(self, text: str) -> bool:
        """Whether ``text`` can be said in this language."""
        return self.is_source or text in self.messages


@cache
def catalog(locales: Path, domain: Domain, language: str) -> Catalog:
    """The catalog of a domain and language under the folder ``locales``.

    Catalogs are read in their text form, so that a corrected translation takes effect at once.

    Raises:
        TemplateError: when the catalog is absent.
    """
    if SOURCE_LANGUAGES[domain] == language:
        return Catalog(domain, language, {}, {})
    path = locales / language / f"{domain}.po"
    if not path.is_file():
        raise TemplateError(
            Problem(
                "no-catalog",
                msg("there is no catalog for the language “{language}”", language=language),
                Source(f"locales/{language}/{domain}.po"),
            )
        )
    with path.open("rb") as file:
        entries = [e for e in read_po(file, locale=language, domain=domain) if e.id and not e.fuzzy]
    plurals = {
        (entry.id[0], entry.id[1]): (entry.string[0], entry.string[1])
        for entry in entries
        if isinstance(entry.id, tuple) and isinstance(entry.string, tuple) and all(entry.string)
    }
    return Catalog(
        domain,
        language,
        {
            entry.id: entry.string
            for entry in entries
            if isinstance(entry.id, str) and isinstance(entry.string, str) and entry.string
        }
        | {one: said for (one, _), (said, _) in plurals.items()},
        plurals,
    )


@dataclass(frozen=True, slots=True)
class Label:
    """The Vietnamese name of a fact, said in the reader's language."""

    text: str
    locales: Path
    known: str | None = None
    """What is known of the fact in another language, quoted after its name."""

    def said_in(self, language: str) -> str:
        """The name in ``language``."""
        name = catalog(self.locales, "documents", language)(self.text)
        return f"{name} (“{self.known}”)" if self.known else name
