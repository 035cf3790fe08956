"""What collect hands on: the facts, and for each of them the place it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from pipeline.errors import Problem, Source
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.rules import Rulebook


@dataclass(frozen=True, slots=True)
class Trail:
    """The way back from a fact to its place in a file."""

    sources: Mapping[Path, Source]

    def source(self, path: Path) -> Source | None:
        """The place of the fact at ``path``, or of the nearest part that holds it."""
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
    """

    facts: Facts
    trail: Trail
    folder: FilePath
    files: tuple[InputFile, ...]
    warnings: tuple[Problem, ...] = ()

    def place(self, path: Path) -> Source | None:
        """The place of a fact, its file named as the user typed it."""
        source = self.trail.source(path)
        return self.shown(source) if source else None

    def shown(self, source: Source) -> Source:
        """A place in the folder, its file named as the user typed it."""
        return replace(source, path=(self.folder / source.path).as_posix())


@dataclass(frozen=True, slots=True)
class Rules:
    """A rulebook with its places."""

    book: Rulebook
    trail: Trail
    file: InputFile
