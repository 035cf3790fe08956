"""The workbooks in a folder: the year as one workbook, and what the units sent in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path as FilePath

from pipeline.collect.prefilled import Own, held_against
from pipeline.collect.tree import Tree
from pipeline.collect.unit_forms import unit_of, unit_tree, wrong_version
from pipeline.collect.workbook import read_workbook
from pipeline.collect.workbook.tables import read_tables
from pipeline.collect.year_workbook import year_tree
from pipeline.errors import InputError, Problem, Severity, Source, msg
from pipeline.forms import year
from pipeline.forms.unit_tables import TABLES
from pipeline.model.dossier import InputFile
from pipeline.model.facts import Facts
from pipeline.spelling.names import NameIndex

UNITS = "units"
"""The folder inside a bloc's folder into which the units' workbooks are dropped."""

EARLIER = "earlier"
"""Where, beside the files that hold, those are that they replaced."""

WORKBOOKS = {".xlsx", ".ods", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm"}
"""Endings of workbooks: also of those that are refused, so that none is passed over in silence."""

# A sheet full of formulas is one mistake, made many times.
_MOST_ALIKE = 12
MOST_MARKED = 200
"""Of mistakes of one kind in one sheet: more than these no copy for the unit need show."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a workbook states, for whom, and the file with its hash; None of it where unreadable."""

    tree: Tree
    unit: str | None = None
    file: InputFile | None = None


def workbooks_in(folder: FilePath) -> tuple[FilePath, ...]:
    """The workbooks that lie in ``folder`` itself, without those another program holds open."""
    if not folder.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in WORKBOOKS
        and path.is_file()
        and not path.name.startswith((".", "~$"))
    )


def read_year_workbook(path: FilePath) -> Received:
    """The whole year as one workbook; a workbook of another kind is told and not read."""
    try:
        workbook = read_workbook(path)
    except InputError as error:
        return Received(_nothing(path, error.problems))
    tables = read_tables(workbook, year.year_tables())
    if tables.stamp.get("form", year.FORM if tables.tables else None) != year.FORM:
        hint = (
            msg("move it into the folder {folder}", folder=UNITS)
            if tables.stamp.get("form") == "unit"
            else msg("make one with: bloc workbook FOLDER; or move it out of the folder")
        )
        problem = Problem(
            "not-read",
            msg("this workbook is not a form of a whole year and is not read"),
            Source(path.as_posix()),
            hint,
            Severity.WARNING,
        )
        return Received(_nothing(path, (problem,)))
    if fault := wrong_version(tables, Source(path.as_posix()), year.VERSION):
        return Received(_nothing(path, (fault,)))
    tree = year_tree(tables, path.as_posix())
    problems = (*workbook.problems, *tables.problems, *tree.problems)
    tree = replace(tree, problems=few_alike(problems))
    return Received(tree, None, InputFile(path.name, workbook.sha256))


def read_submission(
    path: FilePath, of_year: int, units: NameIndex, own: Own | None = None
) -> Received:
    """What one unit's workbook states, held against what the bloc's own files do."""
    try:
        workbook = read_workbook(path)
    except InputError as error:
        return Received(_nothing(path, error.problems))
    tables = read_tables(workbook, TABLES)
    unit = unit_of(tables, path, of_year, units, bloc_names(own.facts) if own else ())
    if isinstance(unit, Problem):
        return Received(_nothing(path, (unit,)))
    if own:
        tables = held_against(tables, own, unit)
    tree = unit_tree(tables, path.as_posix(), unit)
    warnings = (p for p in tables.problems if p.severity != Severity.ERROR)
    problems = (*workbook.problems, *warnings, *tree.problems)
    tree = replace(tree, problems=few_alike(problems))
    return Received(tree, unit, InputFile(f"{UNITS}/{path.name}", workbook.sha256))


def bloc_names(facts: Facts) -> tuple[str, ...]:
    """What the bloc is and was called in Vietnamese."""
    return (
        facts.bloc.name.said_in("vi"),
        *(former.name.said_in("vi") for former in facts.bloc.formerly),
    )


def _nothing(path: FilePath, problems: Iterable[Problem]) -> Tree:
    return Tree(None, {(): Source(path.as_posix())}, {}, tuple(problems))


def few_alike(problems: Iterable[Problem], most: int = _MOST_ALIKE) -> tuple[Problem, ...]:
    """Of many problems of one kind in one sheet the first ones, and how many more there are."""
    kept: list[Problem] = []
    counts: dict[tuple[str, str], int] = {}
    last: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        kind = problem.code, problem.source.sheet if problem.source else ""
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= most:
            kept.append(problem)
        last[kind] = problem
    for kind, count in counts.items():
        if count > most:
            more = msg("{count} more of this kind in this sheet", count=count - most)
            kept.append(replace(last[kind], message=more))
    return tuple(kept)
