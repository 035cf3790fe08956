"""Reading a bloc's folder: its YAML files and workbooks, merged into one set of facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from pipeline.collect.checks import check_facts
from pipeline.collect.house import closing_kinds
from pipeline.collect.merge import merge_files, merge_submissions
from pipeline.collect.prefilled import Own
from pipeline.collect.submissions import (
    EARLIER,
    UNITS,
    WORKBOOKS,
    Received,
    read_submission,
    read_year_workbook,
    workbooks_in,
)
from pipeline.collect.text_file import read_text_file
from pipeline.collect.tree import Tree
from pipeline.collect.validate import build_model
from pipeline.collect.yaml_tree import UNREADABLE, read_tree
from pipeline.errors import InputError, Problem, Severity, Source, msg
from pipeline.model.dossier import Dossier, InputFile, Trail
from pipeline.model.facts import Facts
from pipeline.spelling.names import NameIndex

TEXTS = {".yaml", ".yml"}
"""Endings of the files in which a bloc states its facts in text."""
_NOTES = {"README.txt", "desktop.ini", "Thumbs.db"}
"""Files in ``units/`` that are no form: ours, and those Windows makes."""


@dataclass(frozen=True, slots=True)
class _Own:
    """The bloc's own files, read: what each states, and those of them that have been read."""

    trees: tuple[Tree, ...]
    files: tuple[InputFile, ...]
    unreadable: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The facts of a folder, with what they were put together from.

    ``own`` is what the bloc's own files state; None where that cannot be without what units sent,
    with the reasons in ``own_problems``. ``received`` is what each unit sent.
    """

    dossier: Dossier
    own: Own | None
    own_problems: tuple[Problem, ...]
    received: tuple[Received, ...]


def collect(folder: FilePath, own_only: bool = False) -> Dossier:
    """The facts of one bloc and year: see :func:`gather`."""
    return gather(folder, own_only).dossier


def gather(folder: FilePath, own_only: bool = False) -> Gathered:
    """Read the facts of one bloc and year.

    Every ``*.yaml`` file of the folder is read, and every workbook of a whole year; each top-level
    key may stand in any of them, once. The workbooks in ``units/`` are laid beside what they
    state, in the order of the units; with ``own_only`` they are left aside.

    Raises:
        InputError: with everything that is wrong, when anything is.
    """
    if not folder.is_dir():
        raise InputError(
            Problem(
                "no-folder",
                msg("there is no folder “{folder}”", folder=folder),
                hint=msg("give the folder that holds the bloc's .yaml files"),
            )
        )
    if links := tuple(_links_out_of(folder)):
        raise InputError(*links)
    read = _own_files(folder)
    bloc = merge_files(read.trees)
    names = unit_names(bloc.value)
    paths = () if own_only else workbooks_in(folder / UNITS)
    stated, own_problems = build_model(Facts, bloc, names) if paths else (None, ())
    own = Own(stated, Trail(bloc.sources)) if stated else None
    received = _received(paths, bloc, names, own)
    tree = merge_submissions(bloc, (one.tree for one in received), names)
    errors = [p for p in tree.problems if p.severity == Severity.ERROR]
    facts, problems = build_model(Facts, tree, names)
    if read.unreadable or any(problem.code in UNREADABLE for problem in errors):
        # What an unreadable file would have stated is not known: nothing is missed.
        problems = tuple(p for p in problems if p.code not in {"missing", "unit-name"})
        raise InputError(*read.unreadable, *errors, *problems)
    if facts is None or errors:
        # A value that could not be read for certain is told once, not also as a wrong value.
        told = {problem.source for problem in errors}
        rows = {(s.path, s.sheet, s.line) for s in told if s and s.sheet}
        raise InputError(
            *errors,
            *(
                p
                for p in problems
                if p.source not in told
                # What is missing in a row may be what could not be read there.
                and not (
                    p.code == "missing"
                    and p.source
                    and (p.source.path, p.source.sheet, p.source.line) in rows
                )
            ),
        )
    found = (
        *check_facts(facts, Trail(tree.sources), folder),
        *(p for p in tree.problems if p.severity != Severity.ERROR),
        *_not_read(folder),
    )
    if any(problem.severity == Severity.ERROR for problem in found):
        raise InputError(*found, about=facts.bloc.kind)
    files = (
        *read.files,
        *(one.file for one in received if one.file),
        *(_photo(folder, photo.file) for photo in facts.news.photos if photo.file),
    )
    names_inside = {
        path: FilePath(path).relative_to(folder).as_posix()
        for path in {source.path for source in tree.sources.values()}
    }
    inside = {
        path: replace(source, path=names_inside[source.path])
        for path, source in tree.sources.items()
    }
    dossier = Dossier(facts, Trail(inside), folder, files, found, closing_kinds=closing_kinds())
    if not paths:
        # Nothing was added to it.
        own = Own(facts, Trail(tree.sources))
    return Gathered(dossier, own, tuple(own_problems), tuple(received))


def _links_out_of(folder: FilePath) -> Iterator[Problem]:
    """Links whose files lie elsewhere: what a folder states must stand in it."""
    home = folder.resolve()
    read = (*folder.iterdir(), *((folder / UNITS).iterdir() if (folder / UNITS).is_dir() else ()))
    for path in sorted(read):
        is_input = path.name == UNITS or path.suffix.lower() in TEXTS | WORKBOOKS
        if path.is_symlink() and is_input and not path.resolve().is_relative_to(home):
            yield Problem(
                "link-outside",
                msg("this is a link to something outside the folder"),
                Source(path.as_posix()),
                msg("put the file itself here instead of the link"),
            )


def _own_files(folder: FilePath) -> _Own:
    texts = [path for path in _entries(folder) if path.suffix.lower() in TEXTS]
    books = workbooks_in(folder)
    if not texts and not books:
        raise InputError(
            Problem(
                "empty-folder",
                msg("the folder “{folder}” holds no .yaml file", folder=folder),
                hint=msg("begin with: bloc init MY-FOLDER"),
            )
        )
    trees: list[Tree] = []
    files: list[InputFile] = []
    unreadable: list[Problem] = []
    for path in texts:
        try:
            text, digest = read_text_file(path)
        except InputError as error:
            unreadable.extend(error.problems)
            continue
        files.append(InputFile(path.name, digest))
        trees.append(read_tree(text, path.as_posix()))
    for book in map(read_year_workbook, books):
        trees.append(book.tree)
        if book.file:
            files.append(book.file)
        else:
            unreadable.extend(p for p in book.tree.problems if p.severity == Severity.ERROR)
    return _Own(tuple(trees), tuple(files), tuple(unreadable))


def _received(
    paths: Iterable[FilePath], bloc: Tree, names: NameIndex, own: Own | None
) -> list[Received]:
    """What units sent, in the order of the units; of one unit only one workbook."""
    year = str(bloc.value.get("year")) if isinstance(bloc.value, dict) else ""
    if not year.isdecimal():
        return []
    found = [read_submission(path, int(year), names, own) for path in paths]
    first: dict[str, Received] = {}
    for n, one in enumerate(found):
        if one.unit and one.unit in first:
            found[n] = _second(one, first[one.unit])
        elif one.unit:
            first[one.unit] = one
    order = {unit: n for n, unit in enumerate(names.ids)}
    return sorted(found, key=lambda one: order.get(one.unit or "", -1))


def _second(one: Received, first: Received) -> Received:
    problem = Problem(
        "two-forms",
        msg(
            "“{unit}” has sent two workbooks; the other is {file}",
            unit=one.unit,
            file=first.tree.sources[()].path,
        ),
        one.tree.sources[()],
        msg("keep the right one, and move the other out of the folder"),
    )
    return replace(one, tree=Tree(None, one.tree.sources, {}, (problem,)), file=None)


def _photo(folder: FilePath, file: str) -> InputFile:
    return InputFile(file, hashlib.sha256((folder / file).read_bytes()).hexdigest())


def unit_names(value: Any) -> NameIndex:
    """The units that ``value``, not yet checked, lists: by id, with their names and aliases."""
    return NameIndex.of(
        tuple(
            (str(unit["id"]), tuple(_names_of(unit)))
            for key in ("units", "former_units")
            for unit in (value.get(key) if isinstance(value, dict) else None) or ()
            if isinstance(unit, dict) and isinstance(unit.get("id"), str)
        )
    )


def _names_of(unit: Mapping[str, Any]) -> Iterator[str]:
    name, aliases = unit.get("name"), unit.get("aliases")
    given = name.values() if isinstance(name, dict) else (name,)
    for part in (*given, *(aliases if isinstance(aliases, tuple) else ())):
        if isinstance(part, str):
            yield part


def _entries(folder: FilePath) -> list[FilePath]:
    return sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))


def _not_read(folder: FilePath) -> Iterator[Problem]:
    """Files that look like inputs but are not named so: Notepad saves results.yaml.txt."""
    for path in _entries(folder):
        if ".y" in path.name.lower() and path.suffix.lower() not in TEXTS:
            yield Problem(
                "not-read",
                msg("this file is not read"),
                Source(path.as_posix()),
                msg("rename it so that its name ends in .yaml, or move it out of the folder"),
                Severity.WARNING,
            )
    units = folder / UNITS
    for path in sorted(units.iterdir()) if units.is_dir() else ():
        expected = path.suffix.lower() in WORKBOOKS if path.is_file() else path.name == EARLIER
        if not (expected or path.name.startswith((".", "~$")) or path.name in _NOTES):
            yield Problem(
                "not-read",
                msg("this is not read: only workbooks are, and not those in folders"),
                Source(path.as_posix()),
                msg("take it in with: bloc collect, or move it out of the folder"),
                Severity.WARNING,
            )
