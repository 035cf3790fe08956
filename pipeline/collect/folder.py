"""Reading a bloc's folder: every YAML file in it, merged into one set of facts."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from pipeline.collect.checks import check_facts
from pipeline.collect.tree import Tree
from pipeline.collect.validate import build_model
from pipeline.collect.yaml_tree import UNREADABLE, read_tree
from pipeline.errors import InputError, Problem, Severity, Source, msg
from pipeline.model.base import Path
from pipeline.model.dossier import Dossier, InputFile, Trail
from pipeline.model.facts import Facts
from pipeline.spelling.names import NameIndex

_SUFFIXES = {".yaml", ".yml"}
# A year of forty units is under one megabyte of text; more is not something a clerk wrote.
_LARGEST_FILE = 5_000_000


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
    tree = _merge(trees)
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


def read_text_file(path: FilePath) -> tuple[str, str]:
    """The text of a UTF-8 file in composed form (NFC), and the hash of its bytes."""
    try:
        size = path.stat().st_size
        if size > _LARGEST_FILE:
            raise InputError(
                Problem(
                    "file-too-large",
                    msg("the file is larger than {limit} bytes", limit=_LARGEST_FILE),
                    Source(path.as_posix()),
                    msg("is it the right file? The facts of a year are far smaller"),
                )
            )
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            Problem(
                "unreadable",
                msg("the file cannot be read: {reason}", reason=error.strerror or error),
                Source(path.as_posix()),
                msg("close it in other programs and check that you may read it"),
            )
        ) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            Problem(
                "not-utf8",
                msg("the file is not UTF-8 text"),
                Source(path.as_posix(), line),
                msg("save it again with the encoding UTF-8"),
            )
        ) from error
    return unicodedata.normalize("NFC", text), hashlib.sha256(content).hexdigest()


def _merge(trees: list[Tree]) -> Tree:
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
                        tree.keys[(key,)],
                        msg("keep it in one file"),
                    )
                )
                continue
            value[key] = part
            sources.update({p: s for p, s in tree.sources.items() if p[:1] == (key,)})
            keys.update({p: s for p, s in tree.keys.items() if p[:1] == (key,)})
    return Tree(value, sources, keys, tuple(problems))
