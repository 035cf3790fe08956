"""Values on their way through a text template, never parsed and never without their source.

A template does not see facts but proxies of them. Whatever a template prints of a proxy is a
*placeholder*: two private-use characters around the index of an entry in the :class:`Ledger`.
Filters, concatenation and translation move placeholders about; the Markdown parser takes them for
letters; afterwards each becomes the value again, with the place it was read from. So no value can
change the structure of a document, and the trail of sources comes for free.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from pipeline.errors import Source
from pipeline.model.base import (
    N_,
    Derived,
    Language,
    Name,
    PartialDate,
    Path,
    Ref,
    Text,
    record_in,
)
from pipeline.model.document import Figure, Gap, Run, RunKind
from pipeline.model.dossier import Trail
from pipeline.model.quantity import Quantity, sum_of
from pipeline.render.formats import (
    date_in_words,
    known_date,
    month_in_words,
    number_in_words_of,
    partial_date,
)
from pipeline.words import Catalog, of_a_cluster

_OPEN, _CLOSE, _FIGURE = "\ue000", "\ue001", "\ue002"
PLACEHOLDER = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
FIGURE_PLACEHOLDER = re.compile(f"{_FIGURE}([0-9]+){_CLOSE}")

GAP = N_("[CẦN BỔ SUNG: %(fact)s]")
GAP_KNOWN_ELSEWHERE = N_("[CẦN BỔ SUNG: %(fact)s; nguồn ghi “%(known)s”]")
UNTRANSLATED = N_("[chưa dịch: %(text)s]")
DAY, MONTH, YEAR = N_("ngày trong tháng"), N_("tháng"), N_("năm")
"""What may be missing in a date."""
BLANK = "……"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a placeholder stands for."""

    run: Run
    gap: Gap | None = None


class Ledger:
    """The values one document has printed so far, by the index in their placeholders."""

    def __init__(self, language: Language, words: Catalog) -> None:
        self.language: Language = language
        self.words = words
        self.of_cluster = False
        """Whether the words are about a cluster (cụm) where the templates say bloc (khối)."""
        self._entries: list[Entry] = []
        self._figures: list[Figure] = []
        self._printed: dict[int, Entry] = {}
        self.unsaid: list[str] = []
        """Words of the template that have no translation into the language."""

    def put(self, entry: Entry) -> str:
        """Keep ``entry`` and return its placeholder."""
        self._entries.append(entry)
        return f"{_OPEN}{len(self._entries) - 1}{_CLOSE}"

    def put_figure(self, figure: Figure) -> str:
        """Keep a figure; its placeholder must stand in a paragraph of its own."""
        self._figures.append(figure)
        return f"{_FIGURE}{len(self._figures) - 1}{_CLOSE}"

    def entry(self, index: str) -> Entry:
        """The entry of a placeholder."""
        return self._entries[int(index)]

    def print(self, index: str) -> Run:
        """The value of a placeholder that has reached the document."""
        entry = self._printed[int(index)] = self.entry(index)
        return entry.run

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing in the document, each fact once."""
        return tuple(dict.fromkeys(e.gap for e in self._printed.values() if e.gap))

    @property
    def untranslated(self) -> tuple[Source, ...]:
        """Where the texts stand that the document shows in another language."""
        runs = (e.run for e in self._printed.values())
        return tuple(
            dict.fromkeys(s for r in runs if r.kind == RunKind.UNTRANSLATED for s in r.sources)
        )

    def say(self, text: str, count: Any = None) -> str:
        """Words of a template in the language of the document; marked where they have none.

        With a ``count`` in the form it takes: not whole, or not known, it takes that of many.
        """
        if self.words.has(text):
            given = count.raw if isinstance(count, Value) else count
            given = given.number if isinstance(given, Quantity) else given
            whole = int(given) if isinstance(given, int | Decimal) and given % 1 == 0 else None
            return self._about(self.words.of_many(text, whole))
        self.unsaid.append(text)
        return self.words(UNTRANSLATED) % {"text": self._about(text)}

    def _about(self, words: str) -> str:
        """Words of the program, said of a bloc or of a cluster; facts do not pass through here."""
        return of_a_cluster(words, self.language) if self.of_cluster else words

    def read(self, text: str) -> str:
        """``text`` as it will be read: its placeholders filled in."""
        return PLACEHOLDER.sub(lambda found: self.entry(found.group(1)).run.text, text)

    def figure(self, index: str) -> Figure:
        """The figure of a placeholder."""
        return self._figures[int(index)]

    def map_text(self, text: str, change: Callable[[str], str]) -> str:
        """``text`` with ``change`` done to its words and to the values it holds alike."""
        changed = []
        end = 0
        for found in PLACEHOLDER.finditer(text):
            changed.append(change(text[end : found.start()]))
            entry = self.entry(found.group(1))
            run = dataclasses.replace(entry.run, text=change(entry.run.text))
            # What is missing is named, not shouted.
            changed.append(self.put(entry if entry.gap else dataclasses.replace(entry, run=run)))
            end = found.end()
        changed.append(change(text[end:]))
        return "".join(changed)

    def gap(
        self, label: str, source: Source | None, path: Path = (), known: str | None = None
    ) -> Entry:
        """An entry for a fact that is missing; ``known`` is what another language's text says."""
        key = ".".join(str(step + 1 if isinstance(step, int) else step) for step in path)
        fact = self._about(self.words(label))
        text = (
            self.words(GAP_KNOWN_ELSEWHERE) % {"fact": fact, "known": known}
            if known
            else self.words(GAP) % {"fact": fact}
        )
        return Entry(
            Run(text, RunKind.GAP, sources=(source,) if source else ()),
            Gap(label, source, known=known, key=key),
        )

    def blank(self, label: str, source: Source | None) -> Entry:
        """An entry for a place left to the pen."""
        return Entry(Run(BLANK, RunKind.BLANK), Gap(label, source, by_hand=True))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where proxies find what they stand for: the facts, their trail and the open ledger."""

    facts: BaseModel
    trail: Trail
    ledger: Ledger

    def wrap(self, value: Any, path: Path, label: str = "") -> Any:
        """A proxy of ``value``, the fact at ``path`` whose Vietnamese name is ``label``."""
        match value:
            case Derived():
                return Value(self, value.value, value.origins, label)
            case Ref():
                return self.wrap(*_at(self.facts, value.path))
            case Text() | PartialDate() | Quantity():
                return Value(self, value, (path,), label)
            case _ if isinstance(value, BaseModel | tuple | dict) or is_dataclass(value):
                return Node(self, value, path)
        return Value(self, value, (path,), label)

    def sources(self, paths: tuple[Path, ...]) -> tuple[Source, ...]:
        """The places of facts, each once, in order."""
        return tuple(dict.fromkeys(source for path in paths if (source := self.trail.source(path))))


def _at(root: Any, path: Path) -> tuple[Any, Path, str]:
    label = ""
    for step in path:
        if isinstance(root, BaseModel):
            label = type(root).model_fields[str(step)].title or label
            root = getattr(root, str(step))
        else:
            root = root[step]
    return root, path, label


class Node:
    """A proxy of a record or a list: its parts are proxies in turn."""

    __slots__ = ("_path", "_shelf", "_value")

    def __init__(self, shelf: Shelf, value: Any, path: Path) -> None:
        self._shelf = shelf
        self._value = value
        self._path = path

    def __getattr__(self, name: str) -> Any:
        value = self._value
        if isinstance(value, BaseModel) and name in type(value).model_fields:
            field = type(value).model_fields[name]
            part = getattr(value, name)
            path = (*self._path, name)
            label = field.title or ""
            if part is None:
                return Missing(self._shelf, path, label, record_in(field.annotation))
            return self._shelf.wrap(part, path, label)
        if is_dataclass(value) and name in {f.name for f in dataclasses.fields(value)}:
            part = getattr(value, name)
            return None if part is None else self._shelf.wrap(part, self._path)
        raise AttributeError(name)

    def __getitem__(self, key: Any) -> Any:
        key = key.raw if isinstance(key, Value) else key
        if isinstance(self._value, BaseModel) or not isinstance(self._value, tuple | dict):
            raise KeyError(key)
        if isinstance(key, slice):
            return [self[n] for n in range(len(self._value))[key]]
        return self._shelf.wrap(self._value[key], (*self._path, key))

    def __iter__(self) -> Iterator[Any]:
        if not isinstance(self._value, tuple):
            raise TypeError(type(self._value).__name__)
        for n, part in enumerate(self._value):
            yield self._shelf.wrap(part, (*self._path, n))

    def __len__(self) -> int:
        return len(self._value) if isinstance(self._value, tuple | dict) else 1

    def number_of_parts(self) -> Value:
        """The number of its parts as a value that comes from where the list stands."""
        return Value(self._shelf, len(self), (self._path,) if self._path else (), "")

    def __str__(self) -> str:
        raise TypeError(f"{type(self._value).__name__} is not a value that can be printed")


class Value:
    """A proxy of one value. Printed, it is a placeholder; in conditions it is the value."""

    __slots__ = ("_label", "_shelf", "paths", "raw")

    def __init__(self, shelf: Shelf, raw: Any, paths: tuple[Path, ...], label: str) -> None:
        self._shelf = shelf
        self.paths = paths
        self._label = label
        self.raw = raw

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the value was read, or the facts it was worked out from."""
        return self._shelf.sources(self.paths)

    def written(self, text: str) -> str:
        """A placeholder for the value written as ``text``."""
        return self._shelf.ledger.put(Entry(Run(text, RunKind.VALUE, sources=self.sources)))

    def __str__(self) -> str:
        ledger = self._shelf.ledger
        match self.raw:
            case Text():
                return ledger.put(self._text(self.raw))
            case date():
                return self.written(date_in_words(self.raw, ledger.language))
            case PartialDate():
                return self._partial_date(self.raw)
            case Decimal():
                return self.written(number_in_words_of(self.raw, ledger.language))
            case int() if not isinstance(self.raw, bool):
                return self.written(str(self.raw))
            case str():
                return self.written(self.raw.rstrip())
        raise TypeError(f"{self.raw!r} is not a value that can be printed")

    def _partial_date(self, day: PartialDate) -> str:
        """What is known of a date, with a gap for each part that is not."""
        ledger = self._shelf.ledger
        source = self.sources[0] if self.sources else None

        def part(number: int | None, written: str, label: str) -> str:
            if number is not None:
                return self.written(written)
            return ledger.put(ledger.gap(label, source, self.paths[0]))

        language = ledger.language
        month = month_in_words(day.month, language) if day.month else ""
        return partial_date(
            part(day.day, f"{day.day or 0:02d}" if language == "vi" else str(day.day), DAY),
            part(day.month, month, MONTH),
            part(day.year, str(day.year), YEAR),
            language,
        )

    def _text(self, text: Text) -> Entry:
        ledger = self._shelf.ledger
        words = text.shown_in(ledger.language)
        if words:
            # A text of several lines in YAML ends in a line break that nobody meant.
            return Entry(Run(words.rstrip(), RunKind.VALUE, sources=self.sources))
        source = self.sources[0] if self.sources else None
        other = text.any_language()
        if other is None or isinstance(text, Name):
            path = (*self.paths[0], ledger.language)
            return ledger.gap(self._label, source, path, other[1].rstrip() if other else None)
        marked = ledger.words(UNTRANSLATED) % {"text": other[1].rstrip()}
        return Entry(Run(marked, RunKind.UNTRANSLATED, sources=self.sources))

    def known(self) -> str:
        """A date as far as it is known, without a gap for the rest."""
        if isinstance(self.raw, PartialDate):
            language = self._shelf.ledger.language
            return self.written(known_date(self.raw, language))
        return str(self)

    @classmethod
    def sum_of(cls, values: Sequence[Value]) -> Value:
        """The sum of figures, which comes from where they all do."""
        paths = tuple(dict.fromkeys(path for value in values for path in value.paths))
        return cls(values[0]._shelf, sum_of(value.raw for value in values), paths, "")

    def __bool__(self) -> bool:
        return bool(self.raw)

    def __eq__(self, other: object) -> bool:
        return bool(self.raw == (other.raw if isinstance(other, Value) else other))

    def __hash__(self) -> int:
        return hash(self.raw)

    def __lt__(self, other: Any) -> bool:
        return bool(self.raw < (other.raw if isinstance(other, Value) else other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.raw > (other.raw if isinstance(other, Value) else other))


class Missing:
    """A proxy of a fact that was not stated: false in conditions, a named gap in print."""

    __slots__ = ("_model", "_path", "_shelf", "label")

    def __init__(self, shelf: Shelf, path: Path, label: str, model: type[BaseModel] | None) -> None:
        self._shelf = shelf
        self._path = path
        self._model = model
        self.label = label

    @property
    def source(self) -> Source | None:
        """Where the fact would stand: the nearest part that is stated."""
        return self._shelf.trail.source(self._path)

    def __getattr__(self, name: str) -> Missing:
        if self._model is None or name not in self._model.model_fields:
            raise AttributeError(name)
        field = self._model.model_fields[name]
        return Missing(
            self._shelf,
            (*self._path, name),
            field.title or self.label,
            record_in(field.annotation),
        )

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __str__(self) -> str:
        if not self.label:
            raise TypeError(f"the missing fact {self._path} has no name to print")
        return self._shelf.ledger.put(self._shelf.ledger.gap(self.label, self.source, self._path))

    def blank(self) -> str:
        """The fact left to the pen instead of shown as a gap."""
        return self._shelf.ledger.put(self._shelf.ledger.blank(self.label, self.source))
