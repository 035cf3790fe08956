"""Reading the folders of earlier years beside the folder of this one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from pipeline.collect.folder import TEXTS, collect
from pipeline.collect.submissions import WORKBOOKS
from pipeline.errors import InputError, Message, Problem, msg
from pipeline.model.base import LANGUAGES, Text
from pipeline.model.dossier import Dossier, Trail, way_between
from pipeline.model.members import Bloc
from pipeline.spelling.names import key_of


def collect_years(folder: FilePath, history: Sequence[FilePath]) -> Dossier:
    """The facts of ``folder`` with those of the earlier years in ``history``, in any order.

    Each of ``history`` is the folder of a year or holds several of them. Places in an earlier
    folder are told as they are reached from this one: ``../khoi-2024/results.yaml:5:3``.

    Raises:
        InputError: with everything that is wrong in any of the folders; when one is of another
            bloc, or not of an earlier year; when two are of one year.
    """
    if not history:
        return collect(folder)
    problems: list[Problem] = []
    earlier: list[Dossier] = []
    kind = "bloc"
    this = None
    try:
        this = collect(folder)
        kind = this.facts.bloc.kind
    except InputError as error:
        problems.extend(error.problems)
        kind = error.about
    try:
        years = _folders_of_years(folder, history)
    except InputError as error:
        problems.extend(error.problems)
        years = ()
    for one in years:
        try:
            earlier.append(collect(one))
        except InputError as error:
            problems.extend(error.problems)
    # In the order of years, whatever the order in which they were given.
    earlier.sort(key=lambda one: (one.facts.year, one.folder.as_posix()))
    if this is not None:
        problems.extend(_not_of_its_past(this, earlier))
    if problems or this is None:
        raise InputError(*problems, about=kind)
    trails = {one.facts.year: _trail_from(folder, one) for one in earlier}
    return replace(this, trail=Trail(this.trail.sources, trails), history=tuple(earlier))


def _folders_of_years(folder: FilePath, history: Iterable[FilePath]) -> tuple[FilePath, ...]:
    """The folders in ``history``, each once, without ``folder`` itself where one holds it."""
    found: dict[FilePath, FilePath] = {}
    for one in history:
        if one.is_dir() and not _holds_inputs(one):
            inside = [path for path in _entries(one) if path.is_dir() and _holds_inputs(path)]
            if not inside:
                raise InputError(
                    Problem(
                        "no-years",
                        msg("the folder “{folder}” holds no folder of a year", folder=one),
                        hint=msg("give the folder of an earlier year, or one that holds several"),
                    )
                )
            of_this = folder.resolve()
            found |= {path.resolve(): path for path in inside if path.resolve() != of_this}
        else:
            found.setdefault(one.resolve(), one)
    return tuple(found.values())


def _holds_inputs(folder: FilePath) -> bool:
    return any(
        path.is_file() and path.suffix.lower() in TEXTS | WORKBOOKS for path in _entries(folder)
    )


def _entries(folder: FilePath) -> list[FilePath]:
    return sorted(path for path in folder.iterdir() if not path.name.startswith((".", "~$")))


def _not_of_its_past(this: Dossier, earlier: Sequence[Dossier]) -> Iterator[Problem]:
    """Why folders are not the earlier years of this bloc."""
    names = _names_of(this.facts.bloc)
    of_year: dict[int, Dossier] = {}
    # The newest first: each may tell what the bloc was called before.
    for one in reversed(earlier):
        its_names = _names_of(one.facts.bloc)
        if not names & its_names:
            yield _refused(
                one,
                "other-bloc",
                ("bloc", "name"),
                msg(
                    "{folder} is of “{name}”, and {this} of “{bloc}”",
                    folder=one.folder,
                    name=one.facts.bloc.name,
                    this=this.folder,
                    bloc=this.facts.bloc.name,
                ),
                msg("if it is the same bloc, write its earlier name into “bloc”, “formerly”"),
            )
            continue
        names |= its_names
        if one.facts.year >= this.facts.year:
            yield _refused(
                one,
                "not-earlier",
                ("year",),
                msg(
                    "{folder} is of the year {year}, and {this} of {this_year}",
                    folder=one.folder,
                    year=one.facts.year,
                    this=this.folder,
                    this_year=this.facts.year,
                ),
                msg("give only folders of earlier years with --history, one by one"),
            )
        elif one.facts.year in of_year:
            yield _refused(
                one,
                "two-of-one-year",
                ("year",),
                msg(
                    "{folder} and {other} are both of the year {year}",
                    folder=one.folder,
                    other=of_year[one.facts.year].folder,
                    year=one.facts.year,
                ),
                msg("give one of them; of a year, that of the year-end conference"),
            )
        elif one.facts.made_up and not this.facts.made_up:
            yield _refused(
                one,
                "made-up-history",
                ("made_up",),
                msg(
                    "the facts of {folder} are made up, and those of {this} are not",
                    folder=one.folder,
                    this=this.folder,
                ),
                msg("delete the line “made_up” when the facts are real"),
            )
        of_year.setdefault(one.facts.year, one)


def _refused(
    one: Dossier, code: str, fact: tuple[str, ...], message: Message, hint: Message
) -> Problem:
    return Problem(code, message, one.place(fact), hint)


def _names_of(bloc: Bloc) -> frozenset[str]:
    """What the bloc is and was called, in every language, as names are compared."""
    return frozenset(
        key
        for name in (bloc.name, *(former.name for former in bloc.formerly))
        for key in _keys_of(name)
    )


def _keys_of(name: Text) -> Iterator[str]:
    for language in LANGUAGES:
        if words := name.in_language(language):
            yield key_of(words)


def _trail_from(folder: FilePath, earlier: Dossier) -> Trail:
    """The trail of an earlier year, its files named as they are reached from ``folder``."""
    way = way_between(folder, earlier.folder)
    return Trail(
        {
            path: replace(source, path=f"{way}/{source.path}")
            for path, source in earlier.trail.sources.items()
        }
    )
