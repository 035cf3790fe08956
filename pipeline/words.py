"""The catalogs: what the papers and the program say, in each language.

Two domains stand in ``locales/<language>/``. ``documents.po`` translates the words of the papers,
whose source is Vietnamese; ``interface.po`` translates what the program says to its user, whose
source is the English of the code.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po

from pipeline.errors import Problem, Source, Speech, TemplateError, msg

Domain = Literal["documents", "interface"]
SOURCE_LANGUAGES: Mapping[Domain, str] = {"documents": "vi", "interface": "en"}
INTERFACE_LANGUAGES = ("vi", "hi", "en")


@dataclass(frozen=True, slots=True)
class Catalog:
    """The translations of one domain into one language."""

    domain: Domain
    language: str
    messages: Mapping[str, str]
    counted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Sentences about a number of things, in each plural form of the language."""
    plural: str = "0"
    """Which form a number takes, as gettext writes it: ``(n != 1)``."""

    @property
    def is_source(self) -> bool:
        """Whether the domain's sentences are already in this language."""
        return SOURCE_LANGUAGES[self.domain] == self.language

    def __call__(self, text: str, /) -> str:
        """``text`` in this language; an untranslated text stays as it is."""
        return text if self.is_source else self.messages.get(text, text)

    def of_many(self, text: str, number: int | None, /) -> str:
        """``text`` in the plural form that ``number`` takes; None (not known) counts as many."""
        forms = self.counted.get(text)
        if self.is_source or forms is None:
            return self(text)
        return forms[-1 if number is None else _form(self.plural)(number)]

    def has(self, text: str) -> bool:
        """Whether ``text`` can be said in this language."""
        return self.is_source or text in self.messages or text in self.counted


@cache
def _form(plural: str) -> Callable[[int], int]:
    form: Callable[[int], int] = gettext.c2py(plural)
    return form


@cache
def catalog(locales: Path, domain: Domain, language: str) -> Catalog:
    """The catalog of a domain and language under the folder ``locales``.

    Catalogs are read in their text form, so that a corrected translation takes effect at once.

    Raises:
        TemplateError: when the catalog is absent.
    """
    if SOURCE_LANGUAGES[domain] == language:
        return Catalog(domain, language, {})
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
        entries = read_po(file, locale=language, domain=domain)
    messages: dict[str, str] = {}
    counted: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        match entry.id, entry.string:
            case _ if entry.fuzzy:
                pass
            case str(text), str(said) if text and said:
                messages[text] = said
            case (text, _), (*forms,) if all(forms):
                counted[text] = tuple(forms)
    return Catalog(domain, language, messages, counted, entries.plural_expr)


_CLUSTER_WORDS = {
    "vi": (r"\bkhối(?! lượng)\b", "cụm"),
    "hi": ("ब्लॉक", "क्लस्टर"),
    "en": (r"(?<=\bthe )bloc\b|\bbloc\b(?! (?!head|score)[a-z])", "cluster"),
}
"""What a bloc is called, and what a cluster. “Khối lượng” (amount) is another word, and the
program's own name before that of a command (bloc explain) stays.
"""


def of_a_cluster(words: str, language: str) -> str:
    """Words of the program about a bloc (khối) as they are said of a cluster (cụm).

    The two work alike and differ in their name alone, in all its compounds: Khối trưởng, toàn khối.
    So the program and its translations speak of blocs, and this is the one place that knows.
    """
    bloc, cluster = _CLUSTER_WORDS[language]

    def renamed(found: re.Match[str]) -> str:
        if found[0][0] in "%{":
            return found[0]  # the name of a value, which is no word
        if found[0].isupper():
            return cluster.upper()
        return cluster.capitalize() if found[0][0].isupper() else cluster

    return re.sub(rf"%\(\w+\)s|\{{\w+\}}|{bloc}", renamed, words, flags=re.IGNORECASE)


def speech_about(kind: str, speech: Speech) -> Speech:
    """``speech`` for messages about a group of this kind: of a cluster it says cụm, cluster."""
    return _OfCluster(speech) if kind == "cluster" else speech


@dataclass(frozen=True, slots=True)
class _OfCluster:
    speech: Speech

    @property
    def language(self) -> str:
        return self.speech.language

    def __call__(self, text: str, /) -> str:
        return of_a_cluster(self.speech(text), self.language)


@dataclass(frozen=True, slots=True)
class Label:
    """The Vietnamese name of a fact, said in the reader's language."""

    text: str
    locales: Path
    known: str | None = None
    """What is known of the fact in another language, quoted after its name."""
    of: str = "bloc"
    """Whether the fact is one of a bloc or of a cluster."""

    def said_in(self, language: str) -> str:
        """The name in ``language``."""
        name = speech_about(self.of, catalog(self.locales, "documents", language))(self.text)
        return f"{name} (“{self.known}”)" if self.known else name
