"""Everything a form may print, written as it is typed, with what this year's folder has for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model.decisions import Candidate, Reason
from pipeline.model.editorial import EditorialNote
from pipeline.render.formats import number_in_words_of
from pipeline.render.ledger import Ledger
from pipeline.render.values import Missing, Node, Value
from pipeline.render.wording import qualified
from pipeline.spelling.names import key_of
from pipeline.word_forms.kinds import (
    Kind,
    Many,
    Plain,
    Record,
    often_absent,
    parts_of,
    titles_of,
)
from pipeline.word_forms.names import NAMES

_MOST_LOOPS = 2
_OF_THE_TEXTS = ("report", "summary", "rules", "unit_figures", "units_to_remind")
"""What the papers of the program are made from; a form rather asks for what it comes to."""
_TURNS = ("one", "other")
_NOT_FOR_PAPERS = (Candidate, Reason, EditorialNote)
"""Why something was decided is for the reader of the program."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to print. ``title`` is its Vietnamese name, ``example`` what it prints this year.

    The example is empty where nothing is stated.
    """

    tag: str
    title: str
    example: str


def fields_of(names: Mapping[str, Any]) -> tuple[Field, ...]:
    """All fields, in the order of the model; ``names`` are those of a form."""
    walk = _Walk(names["ledger"], names)
    return tuple(
        found
        for name, kind in NAMES.items()
        if name not in _OF_THE_TEXTS
        for found in walk.of(kind, _Place(name, "", names.get(name)))
    )


def searched(fields: Sequence[Field], words: Sequence[str]) -> tuple[Field, ...]:
    """The fields that have all the words, however spelled, in tag, name or example."""
    wanted = [key_of(word) for word in words]

    def has(field: Field) -> bool:
        text = key_of(f"{field.tag} {field.title} {field.example}")
        return all(word in text for word in wanted)

    return tuple(field for field in fields if has(field))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: how it is written, its name, what is there, and the way to it."""

    path: str
    title: str
    value: Any
    models: tuple[type, ...] = ()
    loops: tuple[str, ...] = ()
    may_be_absent: bool = False

    def tag(self, tag: str) -> str:
        """A tag within the loops around it."""
        return "".join(self.loops) + tag + "{% endfor %}" * len(self.loops)


@dataclass(frozen=True, slots=True)
class _Walk:
    ledger: Ledger
    names: Mapping[str, Any]

    def of(self, kind: Kind, at: _Place) -> Iterator[Field]:
        """The fields of one kind of thing."""
        match kind:
            case Plain(sort):
                yield from self._value(sort, at)
            case Record(models) if not set(models) & {*at.models, *_NOT_FOR_PAPERS}:
                for model in models:
                    for name, part in parts_of(model).items():
                        yield from self.of(part, self._part(at, kind, model, name))
            case Many(of) if len(at.loops) < _MOST_LOOPS:
                turn = _TURNS[len(at.loops)]
                opening = f"{{% for {turn} in {at.path} %}}"
                value = _first(at.value)
                yield from self.of(
                    of, _Place(turn, at.title, value, at.models, (*at.loops, opening))
                )

    def _part(self, at: _Place, kind: Record, model: type, name: str) -> _Place:
        value = getattr(at.value, name, None) if isinstance(at.value, Node | Missing) else None
        title = titles_of(model).get(name, at.title)
        models = (*at.models, *kind.models)
        absent = name in often_absent(model)
        return _Place(f"{at.path}.{name}", title, value, models, at.loops, absent)

    def _value(self, sort: str, at: _Place) -> Iterator[Field]:
        value = at.value if isinstance(at.value, Value | str) else None
        last = at.path.rpartition(".")[2]
        match sort:
            case "yes-no":
                yield Field(at.tag(f"{{% if {at.path} %}} … {{% endif %}}"), at.title, "")
            case "share":
                yield Field(at.tag(f"{{{{ {at.path} | fraction }}}}"), at.title, "")
            case "figure":
                tag = at.tag(f"{{{{ {at.path} | number }}}}")
                yield Field(tag, at.title, self._figure(value))
            case "id" if last in _NAMED_BY:
                named = self.names[last](value).name if isinstance(value, Value) else None
                tag = f"{{{{ {last}({at.path}).name }}}}"
                if at.may_be_absent:
                    tag = f"{{% if {at.path} %}}{tag}{{% endif %}}"
                yield Field(at.tag(tag), at.title, self._read(named))
            case "words" | "number" | "date":
                yield Field(at.tag(f"{{{{ {at.path} }}}}"), at.title, self._read(value))

    def _figure(self, value: Any) -> str:
        if not isinstance(value, Value):
            return ""
        number = number_in_words_of(value.raw.number, self.ledger.language)
        return qualified(number, value.raw.qualifier, self.ledger)

    def _read(self, value: Any) -> str:
        return "" if value is None else self.ledger.read(str(value))


_NAMED_BY = ("unit", "award")
"""What is called by an id, and the question that gives its name."""


def _first(value: Any) -> Any:
    try:
        return next(iter(value), None)
    except TypeError:
        return None
