"""Forms for the units, and what comes back: read, checked against the folder, and put in place.

A form that is at fault is refused as a whole, with everything that is wrong in it; the others are
taken. What a form replaces is moved aside, never lost.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline import places
from pipeline.build.edition import MANIFEST, sha256
from pipeline.build.form_files import form_as_bytes
from pipeline.build.interrupts import ctrl_c_ignored
from pipeline.build.placing import content_of, move_aside, replace_file, write_whole
from pipeline.build.received_list import with_received
from pipeline.build.records import as_json
from pipeline.build.submission import Submitted, read_form
from pipeline.collect import collect, read_rulebooks
from pipeline.collect.checks import check_facts
from pipeline.collect.folder import TEXTS, Gathered, gather, unit_names
from pipeline.collect.prefilled import Own
from pipeline.collect.submissions import (
    EARLIER,
    MOST_MARKED,
    UNITS,
    Received,
    few_alike,
)
from pipeline.decide import choose_rules
from pipeline.errors import InputError, Problem, Severity, Source, Speech, msg
from pipeline.forms.annotate import annotate
from pipeline.forms.traces import with_traces
from pipeline.forms.unit import unit_form
from pipeline.model.base import Text
from pipeline.model.dossier import Dossier, Trail
from pipeline.model.facts import Facts
from pipeline.model.sending import Submission


@dataclass(frozen=True, slots=True)
class Written:
    """Forms written, and those left alone because somebody had changed them."""

    written: tuple[Path, ...]
    kept: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """A form that was put in its place, the name of its unit, and what to look at in it."""

    unit: Text
    submission: Path
    place: Path
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was not taken, with all that is wrong; ``marked`` is a copy that shows it."""

    submission: Path
    problems: tuple[Problem, ...]
    marked: Path | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of each submission."""

    taken: tuple[Taken, ...]
    refused: tuple[Refused, ...]


def write_forms(
    folder: Path, out: Path, last_year: Path | None = None, units: Sequence[str] = ()
) -> Written:
    """One workbook for each member unit, or for ``units`` alone, with what is known filled in.

    A form that was changed since it was written is left as it is.

    Raises:
        InputError: when a folder cannot be read, or ``last_year`` is not that of the year before.
        OutputError: when ``out`` cannot be written.
    """
    gathered = gather(folder)
    dossier, own = gathered.dossier, _own(gathered).facts
    facts = dossier.facts
    before = _year_before(last_year, facts.year) if last_year else None
    rules = choose_rules(dossier, read_rulebooks(places.RULEBOOKS))
    offered = [
        *((award.id, award.name.said_in("vi")) for award in rules.book.awards),
        *((award.id, award.name.said_in("vi")) for award in facts.awards),
    ]
    asked = _units_named(facts, units)
    wanted = [unit.id for unit in facts.units if not units or unit.id in asked]
    forms = {
        f"{unit}.xlsx": form_as_bytes(
            with_traces(
                unit_form(facts, unit, offered, before), unit_form(own, unit, offered, before)
            )
        )
        for unit in wanted
    }
    hashes = _hashes(out)
    kept = {
        name
        for name in forms
        if (found := content_of(out / name)) is not None and sha256(found) != hashes.get(name)
    }
    written = [name for name in forms if name not in kept]
    hashes |= {name: sha256(forms[name]) for name in written}
    write_whole(
        {out / name: forms[name] for name in written}
        | {out / MANIFEST: as_json({"outputs": hashes})}
    )
    return Written(
        tuple(out / name for name in written), tuple(out / name for name in forms if name in kept)
    )


def _own(gathered: Gathered) -> Own:
    """What the bloc's own files state, if that can be by itself."""
    if gathered.own is None:
        raise InputError(*gathered.own_problems)
    return gathered.own


def _units_named(facts: Facts, given: Iterable[str]) -> dict[str, str]:
    """The units of the bloc that are meant, with how they were called."""
    names = unit_names(facts.model_dump())
    found = {called: names.find(called) for called in given}
    strangers = [
        Problem(
            "unknown-unit",
            msg("no unit of the bloc is called “{given}”", given=called),
            hint=msg("did you mean “{word}”?", word=tuple(near for near, _ in names.near(called)))
            if names.near(called)
            else msg("known here: {words}", words=tuple(unit.id for unit in facts.units)),
        )
        for called, unit in found.items()
        if unit is None
    ]
    if strangers:
        raise InputError(*strangers)
    return {unit: called for called, unit in found.items() if unit}


def _year_before(folder: Path, year: int) -> Facts:
    facts = collect(folder).facts
    if facts.year != year - 1:
        raise InputError(
            Problem(
                "wrong-year",
                msg("this folder is of {given}, not of {year}", given=facts.year, year=year - 1),
                Source(folder.as_posix()),
                msg("give the folder of the year before with --last-year, or leave it out"),
            )
        )
    return facts


def _hashes(out: Path) -> dict[str, str]:
    """Of the forms as they were written; none where nothing was written yet."""
    try:
        record = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        return {str(name): str(digest) for name, digest in record["outputs"].items()}
    except (OSError, ValueError, KeyError, AttributeError):
        return {}


def receive(  # noqa: PLR0913 — what the command asks for
    folder: Path,
    submissions: Sequence[Path],
    received: date,
    speech: Speech,
    marked: Path | None = None,
    unit: str | None = None,
) -> Receipt:
    """Take in the forms that are right, and say what is wrong with the others.

    Photos that lie beside a form and are named in it come along. ``unit`` is whose form it is where
    the form does not say; into ``marked`` go copies of the refused ones that show their mistakes.

    Raises:
        InputError: when the folder itself cannot be read, nothing can be received that day, or
            the list of what has come cannot be continued.
        OutputError: when the folder cannot be written.
    """
    gathered = gather(folder)
    dossier, own, standing = gathered.dossier, _own(gathered), gathered.received
    _check_day(dossier, received)
    said = next(iter(_units_named(dossier.facts, [unit] if unit else [])), None)
    forms = _told_apart(
        [
            _not_older(read_form(path, dossier, own, said, standing), dossier.facts, received)
            for path in dict.fromkeys(submissions)
        ]
    )
    good = [form for form in forms if not form.is_faulty]
    units = [form.unit for form in good if form.unit]
    listed = with_received(dossier, units, received) if good else {}
    targets = [folder / UNITS / f"{form.unit}{form.suffix}" for form in good]
    with ctrl_c_ignored():
        for form, target in zip(good, targets, strict=True):
            _put_in_place(folder, form, target, standing)
        for path, content in listed.items():
            # Of a text the lines that were there stay; a workbook is written anew.
            if path.suffix.lower() in TEXTS:
                write_whole({path: content})
            else:
                replace_file(path, content, folder / EARLIER)
    return Receipt(
        tuple(
            Taken(_name(dossier.facts, form.unit), form.path, target, few_alike(form.problems))
            for form, target in zip(good, targets, strict=True)
        ),
        tuple(
            Refused(
                form.path,
                few_alike(form.problems),
                _mark(form, marked, speech) if marked else None,
            )
            for form in forms
            if form.is_faulty
        ),
    )


def _name(facts: Facts, unit: str | None) -> Text:
    named = facts.unit(unit or "")
    assert named, unit
    return named.name


def _check_day(dossier: Dossier, received: date) -> None:
    """A day on which nothing of this year can come would spoil the folder."""
    unit = next((unit.id for unit in dossier.facts.units), "")
    facts = dossier.facts.model_copy(
        update={"submissions": (Submission(unit=unit, received=received),)}
    )
    for problem in check_facts(facts, Trail({(): Source("")}), dossier.folder):
        if problem.code == "date-outside-year" and problem.severity is Severity.ERROR:
            hint = msg("give the day on which the forms came with --received 20/12/2025")
            raise InputError(replace(problem, source=None, hint=hint))


def _not_older(form: Submitted, facts: Facts, received: date) -> Submitted:
    """A form that came before the one that is in already would undo what is newer."""
    days = [s.received for s in facts.submissions if s.unit == form.unit and s.received]
    newest = max(days, default=received)
    if newest <= received:
        return form
    problem = Problem(
        "older-form",
        msg(
            "a form of “{unit}” that came on {newer} is in already; this one came on {day}",
            unit=form.unit,
            newer=f"{newest:%d/%m/%Y}",
            day=f"{received:%d/%m/%Y}",
        ),
        Source(form.path.as_posix()),
        msg("if it is the newer one, give the day on which it came with --received"),
    )
    return replace(form, problems=(*form.problems, problem))


def _told_apart(forms: list[Submitted]) -> list[Submitted]:
    """Two forms of one unit in one go: which is the newer is not for us to guess."""
    counts = Counter(form.unit or "" for form in forms)
    return [
        replace(
            form,
            problems=(
                *form.problems,
                Problem(
                    "unit-twice",
                    msg(
                        "there are {count} forms of “{unit}” here",
                        count=counts[form.unit or ""],
                        unit=form.unit,
                    ),
                    Source(form.path.as_posix()),
                    msg("collect only the right one"),
                ),
            ),
        )
        if form.unit and counts[form.unit] > 1
        else form
        for form in forms
    ]


def _put_in_place(
    folder: Path, form: Submitted, target: Path, standing: Sequence[Received]
) -> None:
    for name, photo in form.photos.items():
        replace_file(folder / name, photo.read_bytes(), (folder / name).parent / EARLIER)
    content = form.path.read_bytes()
    for one in standing:
        place = Path(one.tree.sources[()].path)
        if one.unit == form.unit and place != target:
            move_aside(place, target.parent / EARLIER)
    replace_file(target, content, target.parent / EARLIER)


def _mark(form: Submitted, folder: Path, speech: Speech) -> Path | None:
    """A copy of a refused form that shows its mistakes; None where there is nothing to mark."""
    if form.unit is None and all(not p.source or not p.source.sheet for p in form.problems):
        return None
    content = annotate(form.path, few_alike(form.problems, MOST_MARKED), speech)
    if content is None:
        return None
    target = folder / form.path.name
    replace_file(target, content, folder / EARLIER)
    return target
