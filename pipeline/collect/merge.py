"""Several files as one tree: the bloc's own files, and what each unit sent in.

In the bloc's own files a top-level key stands once. What a unit sent is laid beside what the bloc
already states: it fills in what is absent, adds to lists, and repeats without harm. Where the two
say different things neither wins in silence: it is an error, until ``conflicts`` records both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from pipeline.collect.tree import Tree
from pipeline.collect.validate import shown
from pipeline.errors import Problem, Source, msg
from pipeline.model.base import LANGUAGES, Path
from pipeline.model.quantity import Quantity, in_measure, yes_or_no
from pipeline.spelling.dates import read_date
from pipeline.spelling.figures import Figure, read_figure
from pipeline.spelling.names import NameIndex

_KEYS: dict[tuple[str, ...], str] = {
    ("registrations",): "unit",
    ("indicators",): "id",
    ("indicators", "readings"): "unit",
    ("scores", "sheets"): "unit",
}
"""By which key an entry of a list is the same entry in two files; other lists only grow."""


def merge_files(trees: Iterable[Tree]) -> Tree:
    """The files of a folder as one tree; a top-level key may stand in one file only."""
    value: dict[str, object] = {}
    sources: dict[Path, Source] = {}
    keys: dict[Path, Source] = {}
    problems: list[Problem] = []
    for tree in trees:
        problems.extend(tree.problems)
        sources.setdefault((), Source(tree.sources[()].path))
        if tree.value is None:
            continue
        if not isinstance(tree.value, dict):
            problems.append(
                Problem(
                    "not-keys",
                    msg("the file must hold “key: value” lines"),
                    tree.sources[()],
                    msg("see the sample inputs for the keys"),
                )
            )
            continue
        taken: set[str | int] = set()
        for key, part in tree.value.items():
            if key in value:
                problems.append(
                    Problem(
                        "duplicate-key",
                        msg(
                            "“{key}” is given in two files (first in {place})",
                            key=key,
                            place=keys[(key,)],
                        ),
                        _place_of(tree, key),
                        msg("keep it in one file"),
                    )
                )
                continue
            taken.add(key)
            value[key] = part
            keys[(key,)] = _place_of(tree, key)
        sources.update({p: s for p, s in tree.sources.items() if p and p[0] in taken})
        keys.update({p: s for p, s in tree.keys.items() if p[0] in taken})
    return Tree(value, sources, keys, tuple(problems))


def _place_of(tree: Tree, key: str) -> Source:
    """Where a top-level key stands; a workbook has places of values only."""
    return tree.keys.get((key,)) or tree.sources.get((key,)) or tree.sources[()]


def merge_submissions(bloc: Tree, submissions: Iterable[Tree], units: NameIndex) -> Tree:
    """What the bloc states, with what units sent. ``units`` tells which unit a name means."""
    if not isinstance(bloc.value, dict):
        return bloc
    merger = _Merger(bloc, units)
    for tree in submissions:
        merger.problems.extend(tree.problems)
        if isinstance(tree.value, dict):
            merger.fill(merger.value, tree.value, (), (), tree)
    return Tree(_frozen(merger.value), merger.sources, dict(bloc.keys), tuple(merger.problems))


class _Merger:
    """The tree as it grows; a fact keeps the place of the file that stated it first."""

    def __init__(self, bloc: Tree, units: NameIndex) -> None:
        self.value = _thawed(bloc.value)
        self.sources = dict(bloc.sources)
        self.problems = list(bloc.problems)
        self.units = units
        self.entries: dict[Path, dict[object, int]] = {}
        """Of each list that was added to, where the entry stands that goes by a mark."""
        recorded = bloc.value.get("conflicts")
        self.recorded = {
            entry["about"]
            for entry in (recorded if isinstance(recorded, tuple) else ())
            if isinstance(entry, dict) and isinstance(entry.get("about"), str)
        }

    def fill(
        self, into: dict[str, Any], given: dict[str, Any], to: Path, at: Path, of: Tree
    ) -> None:
        """Lay the record ``given``, at ``at`` in the tree ``of``, into the record at ``to``."""
        for key, part in given.items():
            here, there = (*to, key), (*at, key)
            present = into.get(key)
            if part is None or _same(present, part) or self.same_figure(present, part, to):
                continue
            if present is None:
                into[key] = _thawed(part)
                self.place(part, here, there, of)
            elif isinstance(present, list) and isinstance(part, tuple):
                self.extend(present, part, here, there, of)
            elif isinstance(part, dict) and isinstance(present, dict):
                self.fill(present, part, here, there, of)
            elif isinstance(part, dict) and isinstance(present, str) and "vi" in part:
                # Plain text is Vietnamese; other languages may be added to it.
                into[key] = {"vi": present}
                self.sources.setdefault((*here, "vi"), self.sources[here])
                self.fill(into[key], part, here, there, of)
            else:
                self.differ(present, part, here, there, of)

    def same_figure(self, present: Any, given: Any, to: Path) -> bool:
        """Whether two figures of the reading at ``to`` say the same in the measure of their
        indicator: “1,2 tỷ đồng” and 1200 in “triệu đồng”, “có” and true where that is asked.
        """
        match to:
            case ("indicators", int(n), "readings", int()):
                of = self.value["indicators"][n]
                if of.get("kind") == "yes-no":
                    return _same(yes_or_no(present), yes_or_no(given))
                measure = of.get("measure")
                return _same(in_measure(present, measure), in_measure(given, measure))
        return False

    def extend(self, into: list[Any], given: tuple[Any, ...], to: Path, at: Path, of: Tree) -> None:
        """Add the entries of a list, those with a key to the entry of the same key."""
        key = _KEYS.get(tuple(step for step in to if isinstance(step, str)))
        if to not in self.entries:
            marks = [self.mark(entry, key) for entry in into]
            # Of entries that are alike the first stands.
            self.entries[to] = {mark: n for n, mark in reversed(list(enumerate(marks)))}
        known = self.entries[to]
        for n, entry in enumerate(given):
            mark = self.mark(entry, key)
            if mark is not None and mark in known:
                if key:
                    rest = {name: part for name, part in entry.items() if name != key}
                    self.fill(into[known[mark]], rest, (*to, known[mark]), (*at, n), of)
            elif key == "id":
                self.problems.append(_no_such_indicator(entry, of.sources.get((*at, n))))
            else:
                known[mark] = len(into)
                into.append(_thawed(entry))
                self.place(entry, (*to, len(into) - 1), (*at, n), of)

    def mark(self, entry: Any, key: str | None) -> object:
        """What entries of a list share that are the same one; None: it is like no other."""
        if key is None:
            return _plain(entry)
        return self.named(entry.get(key), key) if isinstance(entry, dict) else None

    def named(self, given: object, key: str) -> object:
        """A unit by its id, however it was called."""
        if not isinstance(given, str):
            return _plain(given)
        return (self.units.find(given) or given) if key == "unit" else given

    def place(self, part: Any, to: Path, at: Path, of: Tree) -> None:
        """Take over the places of a part and of all it holds."""
        if at in of.sources:
            self.sources[to] = of.sources[at]
        match part:
            case dict():
                inner: Iterable[tuple[str | int, Any]] = part.items()
            case tuple():
                inner = enumerate(part)
            case _:
                inner = ()
        for step, value in inner:
            self.place(value, (*to, step), (*at, step), of)

    def differ(self, present: Any, given: Any, to: Path, at: Path, of: Tree) -> None:
        """Two sources contradict each other: told, unless the clerk has recorded both."""
        about = self.about(to)
        if about in self.recorded:
            return
        self.problems.append(
            Problem(
                "sources-differ",
                msg(
                    "“{given}” here, but “{other}” in {place}",
                    given=shown(given),
                    other=shown(present),
                    place=self.sources.get(to, ""),
                ),
                of.sources.get(at),
                msg(
                    "correct one of the two, or keep both: under “conflicts” write"
                    " “about: {about}” with both claims, and state the one that is taken",
                    about=about,
                ),
            )
        )

    def about(self, path: Path) -> str:
        """A path as ``conflicts`` writes it: entries of lists by what tells them apart."""
        words: list[str] = []
        value: Any = self.value
        for step in path:
            value = value[step]
            named = (value.get(key) for key in ("id", "unit")) if isinstance(value, dict) else ()
            name = next((self.named(n, "unit") for n in named if n), None)
            words.append(str(name or step + 1) if isinstance(step, int) else str(step))
        return ".".join(words)


def _no_such_indicator(entry: Any, place: Source | None) -> Problem:
    return Problem(
        "unknown-indicator",
        msg("the bloc has no figure “{id}” any more", id=entry.get("id")),
        place,
        msg("make a new form with bloc forms, and copy the answers into it"),
    )


def _thawed(value: Any) -> Any:
    match value:
        case dict():
            return {key: _thawed(part) for key, part in value.items()}
        case tuple():
            return [_thawed(part) for part in value]
    return value


def _frozen(value: Any) -> Any:
    match value:
        case dict():
            return {key: _frozen(part) for key, part in value.items()}
        case list():
            return tuple(_frozen(part) for part in value)
    return value


def _same(one: Any, other: Any) -> bool:
    """Whether two values, not yet checked, say the same: 1200 and “1.200,0”; words, {vi: words}."""
    return bool(_plain(one) == _plain(other))


def _plain(value: Any) -> Any:
    """What says the same is equal, and has the same hash."""
    match value:
        case int() if not isinstance(value, bool):
            return Decimal(value)
        case str():
            return _plain_text(value)
        case Quantity():
            return (value.qualifier, value.number) if value.qualifier else value.number
        case dict():
            if measure := value.get("measure"):
                value = {key: in_measure(part, measure) for key, part in value.items()}
            return _plain_record({key: _plain(p) for key, p in value.items() if p is not None})
        case tuple() | list():
            return tuple(_plain(part) for part in value)
    return value


def _plain_record(stated: dict[str, Any]) -> Any:
    """Words given in Vietnamese only, or a name spelled alike everywhere, as plain text."""
    is_text = bool(stated) and stated.keys() <= set(LANGUAGES)
    if is_text and (stated.keys() == {"vi"} or len({str(part) for part in stated.values()}) == 1):
        return next(iter(stated.values()))
    return frozenset(stated.items())


def _plain_text(text: str) -> object:
    figure = read_figure(text)
    if isinstance(figure, Figure) and not figure.measure:
        return (figure.qualifier, figure.value) if figure.qualifier else figure.value
    day = read_date(text)
    return day if isinstance(day, date) else text.strip()
