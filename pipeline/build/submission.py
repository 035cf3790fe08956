"""One form that came back: read safely and checked against the bloc's facts; nothing is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.collect.checks import check_facts
from pipeline.collect.folder import unit_names
from pipeline.collect.merge import merge_submissions
from pipeline.collect.prefilled import Own, held_against
from pipeline.collect.submissions import EARLIER, UNITS, Received, bloc_names
from pipeline.collect.tree import Tree
from pipeline.collect.unit_forms import unit_of, unit_tree
from pipeline.collect.validate import build_model
from pipeline.collect.workbook import read_workbook
from pipeline.collect.workbook.tables import read_tables
from pipeline.errors import InputError, Problem, Severity, Source, by_place, msg
from pipeline.forms import unit_tables as forms
from pipeline.forms.yaml_text import plain_of
from pipeline.model.dossier import Dossier, Trail
from pipeline.model.facts import Facts

_GROUND = ("year", "period", "bloc", "units", "former_units", "awards", "weaknesses", "activities")
"""What a form is read on the ground of, beside the names of figures and criteria."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form as read: of whom, what it states, what is wrong, the photos sent with it."""

    path: Path
    unit: str | None = None
    problems: tuple[Problem, ...] = ()
    photos: Mapping[str, Path] = field(default_factory=dict)
    suffix: str = ""
    """The ending that a file of its kind has, whatever it is called."""

    @property
    def is_faulty(self) -> bool:
        """Whether it cannot be taken."""
        return self.unit is None or any(p.severity is Severity.ERROR for p in self.problems)


def read_form(
    path: Path, dossier: Dossier, own: Own, said: str | None, standing: Sequence[Received]
) -> Submitted:
    """The form at ``path``.

    ``own`` is what the bloc's own files state. ``said`` is whose the form is, where it does not
    say. ``standing`` are the forms the folder has already: what the unit itself said before does
    not bind it, but is not lost in silence either.
    """
    names = unit_names(dossier.facts.model_dump())
    try:
        workbook = read_workbook(path)
    except InputError as error:
        return Submitted(path, problems=error.problems)
    tables = read_tables(workbook, forms.TABLES)
    unit = unit_of(tables, path, dossier.facts.year, names, bloc_names(dossier.facts))
    if isinstance(unit, Problem) and unit.code == "no-unit" and said:
        unit = said
    if isinstance(unit, Problem):
        return Submitted(path, problems=(unit,))
    if said not in (None, unit):
        problem = Problem(
            "two-units",
            msg("the form is of “{unit}”, not of “{said}”", unit=unit, said=said),
            Source(path.as_posix()),
            msg("leave out --unit; it is for files that do not say which unit they are from"),
        )
        return Submitted(path, problems=(problem,))
    tables = held_against(tables, own, unit)
    tree = unit_tree(tables, path.as_posix(), unit)
    sheets = {"", *(table.sheet for table in tables.tables)}
    earlier = [one for one in standing if one.unit == unit]
    found = [
        *(p for p in workbook.problems if p.source and p.source.sheet in sheets),
        *tables.problems,
        *tree.problems,
        *(problem for one in earlier for problem in _said_before(tree, one.tree)),
    ]
    photos = _photos_beside(path, tree, unit)
    if tree.value:
        # A cell that is at fault is told once.
        for more in (
            _check(dossier, tree, photos),
            _against_the_bloc(dossier, tree, {one.tree.sources[()].path for one in earlier}),
        ):
            told = {problem.source for problem in found if problem.severity is Severity.ERROR}
            found += [problem for problem in more if problem.source not in told]
        faulty = {problem.source for problem in found if problem.severity is Severity.ERROR}
        found = [p for p in found if p.severity is Severity.ERROR or p.source not in faulty]
    elif not any(p.severity is Severity.ERROR for p in found):
        found.append(
            Problem(
                "nothing-filled-in",
                msg("nothing is filled in"),
                Source(path.as_posix()),
                msg("fill in the yellow cells of the form, save it and collect it again"),
            )
        )
    return Submitted(path, unit, by_place(found), photos, workbook.suffix)


_PARTS = {
    "registrations": forms.REGISTRATIONS,
    "results": forms.RESULTS,
    "indicators": forms.INDICATORS,
    "scores": forms.SCORES,
    "welfare": forms.WELFARE,
    "rewards": forms.REWARDS,
    "news": forms.PHOTOS,
}
"""The sheet of each part of what a form states."""


def _said_before(tree: Tree, before: Tree) -> Iterator[Problem]:
    """What the form that this one replaces states, and this one does not any more."""
    earlier = before.sources[()].path
    counts = [
        {key: sum(path[:1] == (key,) for path in of.sources) for key in of.value or {}}
        for of in (tree, before)
    ]
    less = [key for key, count in counts[1].items() if counts[0].get(key, 0) < count]
    gone = tuple(f"“{_PARTS[key].title}”" for key in less if key not in counts[0])
    if gone:
        yield Problem(
            "earlier-form-lost",
            msg(
                "nothing stands here in {sheets}, although the form taken before, {file}, has it",
                sheets=gone,
                file=earlier,
            ),
            tree.sources[()],
            msg(
                "ask the sender to add it, or to fill in a form made now by bloc forms, which holds"
                " it; to take this one as it is, move {file} out of the folder first",
                file=earlier,
            ),
        )
    if fewer := tuple(f"“{_PARTS[key].title}”" for key in less if key in counts[0]):
        yield Problem(
            "earlier-form-longer",
            msg("less stands here than in the form taken before: {sheets}", sheets=fewer),
            tree.sources[()],
            msg(
                "compare it with the earlier one, which is kept in the folder {folder}",
                folder=f"{UNITS}/{EARLIER}",
            ),
            Severity.WARNING,
        )


def _photos_beside(path: Path, tree: Tree, unit: str) -> dict[str, Path]:
    """The unit's own photos that lie beside its form, by their place in the bloc's folder."""
    home = f"photos/{unit}/"
    named = [
        file
        for photo in tree.value.get("news", {}).get("photos", ())
        if (file := photo.get("file", "")).startswith(home) and "/" not in file[len(home) :]
    ]
    found = {file: path.parent / file.removeprefix(home) for file in named}
    return {file: place for file, place in found.items() if place.is_file()}


def _check(dossier: Dossier, tree: Tree, photos: Mapping[str, Path]) -> Iterable[Problem]:
    """What a form states, checked by itself on the ground of what the bloc states."""
    facts = dossier.facts
    known = {one.id: one for one in facts.indicators}
    strangers = [
        Problem(
            "unknown-indicator",
            msg("the bloc has no figure “{id}” any more", id=one["id"]),
            tree.sources[("indicators", n)],
            msg("make a new form with bloc forms, and copy the answers into it"),
        )
        for n, one in enumerate(tree.value.get("indicators", ()))
        if one["id"] not in known
    ]
    if strangers:
        return strangers
    value = {name: getattr(facts, name) for name in _GROUND} | tree.value
    value["indicators"] = tuple(
        known[one["id"]].model_dump() | {"readings": one["readings"]}
        for one in tree.value.get("indicators", ())
    )
    if facts.scores and "scores" in tree.value:
        value["scores"] = {"criteria": facts.scores.criteria, **tree.value["scores"]}
    checked, problems = build_model(
        Facts, replace(tree, value=value), unit_names(facts.model_dump())
    )
    if checked is None:
        return problems
    with tempfile.TemporaryDirectory() as stage:
        for photo in checked.news.photos:
            if photo.file and (place := photos.get(photo.file) or _inside(dossier, photo.file)):
                target = Path(stage, photo.file)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(place, target)
        found = check_facts(checked, Trail(tree.sources), Path(stage))
        # Of what the bloc's own files state nothing new is told here.
        return [
            _photo_hint(problem) for problem in found if problem.source and problem.source.sheet
        ]


def _against_the_bloc(dossier: Dossier, tree: Tree, replaced: Set[str]) -> Iterable[Problem]:
    """Where a form says other than the bloc's files do, without those it replaces."""
    names = unit_names(dossier.facts.model_dump())
    sources = {path: dossier.shown(place) for path, place in dossier.trail.sources.items()}
    stated = Tree(plain_of(dossier.facts), sources, {}, ())
    for problem in merge_submissions(stated, [replace(tree, problems=())], names).problems:
        place = problem.message.values.get("place")
        if not isinstance(place, Source) or place.path not in replaced:
            yield problem


def _inside(dossier: Dossier, file: str) -> Path | None:
    """A photo that is in the bloc's folder already."""
    place = (dossier.folder / file).resolve()
    return place if place.is_relative_to(dossier.folder.resolve()) and place.is_file() else None


def _photo_hint(problem: Problem) -> Problem:
    if problem.code != "photo-missing":
        return problem
    hint = msg("put the photo beside the form and collect it again; write only the file's name")
    return replace(problem, hint=hint)
