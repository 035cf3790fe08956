"""What collect hands on: the facts, and for each of them the place it was read from."""

from __future__ import annotations

import os.path
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path as FilePath

from pipeline.errors import Problem, Source
from pipeline.model.base import Path
from pipeline.model.facts import Facts, Paper
from pipeline.model.rules import Rulebook


@dataclass(frozen=True, slots=True)
class Trail:
    """The way back from a fact to its place in a file.

    Facts of earlier years stand under ``("history", year)``: ``earlier`` holds their trails.
    """

    sources: Mapping[Path, Source]
    earlier: Mapping[int, Trail] = field(default_factory=dict)

    def source(self, path: Path) -> Source | None:
        """The place of the fact at ``path``, or of the nearest part that holds it."""
        match path:
            case ("history", int(year), *rest):
                return self.earlier[year].source(tuple(rest))
        while path not in self.sources:
            if not path:
                return None
            path = path[:-1]
        return self.sources[path]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read, with the hash of its bytes (SHA-256, hexadecimal)."""

    path: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The facts of one bloc and year, complete as far as they were stated.

    Places in ``trail`` are relative to ``folder``, so that what is made of a dossier does not
    depend on where the folder lies. ``warnings`` name files as the user typed them.

    ``history`` holds the same bloc's earlier years, the oldest first. What is worked out from
    their facts points to them by paths that begin with :meth:`at`.
    """

    facts: Facts
    trail: Trail
    folder: FilePath
    files: tuple[InputFile, ...]
    warnings: tuple[Problem, ...] = ()
    history: tuple[Dossier, ...] = ()
    closing_kinds: frozenset[str] = frozenset()
    """The kinds of papers that are signed when the year is closed, as their templates say."""

    @property
    def closing_papers(self) -> tuple[tuple[int, Paper], ...]:
        """The papers by whose days the law of the year is chosen, with their place in the list."""
        papers = enumerate(self.facts.issuer.papers)
        return tuple((n, paper) for n, paper in papers if paper.document in self.closing_kinds)

    @property
    def at(self) -> Path:
        """Where a later year finds the facts of this one: ``("history", 2024)``."""
        return ("history", self.facts.year)

    def place(self, path: Path) -> Source | None:
        """The place of a fact, its file named as the user typed it."""
        source = self.trail.source(path)
        return self.shown(source) if source else None

    def shown(self, source: Source) -> Source:
        """A place in the folder, its file named as the user typed it."""
        path = (self.folder / source.path).as_posix()
        if source.path.startswith("../"):
            # Of an earlier year, whose folder stands beside this one.
            path = FilePath(os.path.normpath(path)).as_posix()
        return replace(source, path=path)

    def inside(self, source: Source) -> Source:
        """A place as the user typed it, its file named from within the folder as in ``trail``."""
        for one in (self, *self.history):
            if FilePath(source.path).is_relative_to(os.path.normpath(one.folder)):
                return replace(source, path=way_between(self.folder, FilePath(source.path)))
        return source


def way_between(folder: FilePath, other: FilePath) -> str:
    """How ``other`` is reached from ``folder``; on another drive, by its whole path."""
    try:
        return FilePath(os.path.relpath(other, folder)).as_posix()
    except ValueError:
        return other.absolute().as_posix()


@dataclass(frozen=True, slots=True)
class Rules:
    """A rulebook with its places."""

    book: Rulebook
    trail: Trail
    file: InputFile


def rules_on(rulebooks: Sequence[Rules], day: date) -> Rules | None:
    """The newest rulebook in force on ``day``, of those that stand in the order of their time."""
    in_force = [rules for rules in rulebooks if rules.book.holds_on(day)]
    return in_force[-1] if in_force else None
