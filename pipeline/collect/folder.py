"""Reading a bloc's folder: every YAML file in it, merged into one set of facts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from pipeline.collect.checks import check_facts
from pipeline.collect.merge import merge_files
from pipeline.collect.text_file import read_text_file
from pipeline.collect.tree import Tree
from pipeline.collect.validate import build_model
from pipeline.collect.yaml_tree import UNREADABLE, read_tree
from pipeline.errors import InputError, Problem, Severity, Source, msg
from pipeline.model.dossier import Dossier, InputFile, Trail
from pipeline.model.facts import Facts
from pipeline.spelling.names import NameIndex

_SUFFIXES = {".yaml", ".yml"}


def collect(folder: FilePath) -> Dossier:
    """Read the facts of one bloc and year.

    Every ``*.yaml`` file of the folder is read; each top-level key may stand in any of them, once.

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
    entries = sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("."))
    paths = [path for path in entries if path.suffix.lower() in _SUFFIXES]
    unread = [path for path in entries if path not in paths and ".y" in path.name.lower()]
    if not paths:
        raise InputError(
            Problem(
                "empty-folder",
                msg("the folder “{folder}” holds no .yaml file", folder=folder),
                hint=msg("copy a sample to begin with: bloc sample vi-du-2025 MY-FOLDER"),
            )
        )
    files: list[InputFile] = []
    trees: list[Tree] = []
    unreadable: list[Problem] = []
    for path in paths:
        try:
            text, digest = read_text_file(path)
        except InputError as error:
            unreadable.extend(error.problems)
            continue
        files.append(InputFile(path.name, digest))
        trees.append(read_tree(text, path.as_posix()))
    tree = merge_files(trees)
    if unreadable or any(problem.code in UNREADABLE for problem in tree.problems):
        # What an unreadable file would have stated is not known: nothing is said of it.
        raise InputError(*unreadable, *tree.problems)
    facts, problems = build_model(Facts, tree, unit_names(tree.value))
    if facts is None or tree.problems:
        # A value that could not be read for certain is told once, not also as a wrong value.
        told = {problem.source for problem in tree.problems}
        raise InputError(*tree.problems, *(p for p in problems if p.source not in told))
    trail = Trail(tree.sources)
    found = (*check_facts(facts, trail, folder), *(_not_read(path) for path in unread))
    if any(problem.severity == "error" for problem in found):
        raise InputError(*found)
    for photo in facts.news.photos:
        if photo.file:
            content = (folder / photo.file).read_bytes()
            files.append(InputFile(photo.file, hashlib.sha256(content).hexdigest()))
    inside = {
        path: replace(source, path=FilePath(source.path).name)
        for path, source in tree.sources.items()
    }
    return Dossier(facts, Trail(inside), folder, tuple(files), found)


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


def _not_read(path: FilePath) -> Problem:
    """A file that looks like inputs but is not named so: Notepad saves results.yaml.txt."""
    return Problem(
        "not-read",
        msg("this file is not read"),
        Source(path.as_posix()),
        msg("rename it so that its name ends in .yaml, or move it out of the folder"),
        Severity.WARNING,
    )
