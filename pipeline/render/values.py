"""Values on their way through a text template, never parsed and never without their source.

A template does not see facts but proxies of them. Whatever a template prints of a proxy is a
*placeholder*: two private-use characters around the index of an entry in the :class:`Ledger`.
Filters, concatenation and translation move placeholders about; the Markdown parser takes them for
letters; afterwards each becomes the value again, with the place it was read from. So no value can
change the structure of a document, and the trail of sources comes for free.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from pipeline.errors import Source
from pipeline.model.base import (
    Derived,
    Name,
    PartialDate,
    Path,
    Ref,
    Text,
    record_in,
)
from pipeline.model.blocks import Run, RunKind
from pipeline.model.dossier import Trail
from pipeline.model.quantity import Quantity, sum_of
from pipeline.render.formats import (
    date_in_words,
    known_date,
    month_in_words,
    number_in_words_of,
    partial_date,
)
from pipeline.render.ledger import DAY, MONTH, UNTRANSLATED, YEAR, Entry, Ledger


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

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where it comes from: its place among the facts, or what it was worked out from."""
        if not is_dataclass(self._value):
            return (self._path,) if self._path else ()
        parts = (getattr(self._value, one.name) for one in dataclasses.fields(self._value))
        return tuple(
            dict.fromkeys(
                path
                for part in parts
                for path in (
                    part.origins
                    if isinstance(part, Derived)
                    else (part.path,)
                    if isinstance(part, Ref)
                    else ()
                )
            )
        )

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

    def written(self, text: str, number: Decimal | int | None = None) -> str:
        """A placeholder for the value written as ``text``, which shows ``number``."""
        exact = None if number is None else Decimal(number)
        run = Run(text, RunKind.VALUE, sources=self.sources, number=exact)
        return self._shelf.ledger.put(Entry(run))

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
                return self.written(number_in_words_of(self.raw, ledger.language), self.raw)
            case int() if not isinstance(self.raw, bool):
                return self.written(str(self.raw), self.raw)
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

    def less(self, number: int) -> Value:
        """The value less a number, which comes from where the value does."""
        return Value(self._shelf, self.raw - number, self.paths, "")

    @classmethod
    def sum_of(cls, values: Sequence[Value]) -> Value:
        """The sum of figures, which comes from where they all do."""
        paths = tuple(dict.fromkeys(path for value in values for path in value.paths))
        figures = [value.raw for value in values]
        exact = all(isinstance(figure, Decimal) for figure in figures)
        return cls(values[0]._shelf, sum(figures) if exact else sum_of(figures), paths, "")

    @classmethod
    def number_of(cls, records: Sequence[Node | Value]) -> Value:
        """How many there are, which comes from where each of them does."""
        paths = tuple(dict.fromkeys(path for record in records for path in record.paths))
        return cls(records[0]._shelf, len(records), paths, "")

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


def number_in(value: Any) -> Decimal | int | None:
    """The number a proxy stands for, by which words about several take their form; else None."""
    raw = value.raw if isinstance(value, Value) else value
    raw = raw.number if isinstance(raw, Quantity) else raw
    return raw if isinstance(raw, int | Decimal) else None
