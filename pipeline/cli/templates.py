"""The commands about a clerk's own Word forms: add, check, fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.build import (
    CHECKED,
    add_own_form,
    fields_of_folder,
    form_paths,
    kinds_of_documents,
    marked_copy,
    read_own_form,
)
from pipeline.cli.localized import OneOf
from pipeline.cli.report import (
    problem_records,
    show,
    show_problems,
    show_record,
    tell,
)
from pipeline.errors import (
    ExitCode,
    Problem,
    Severity,
    Source,
    Speech,
    TemplateError,
    by_place,
    msg,
)
from pipeline.word_forms.checking import CheckedForm
from pipeline.word_forms.names import ForEach


def add(
    speech: Speech, folder: Path, form: Path, name: str | None, for_each: ForEach | None
) -> int:
    """Put a form into a folder, if nothing is wrong with it."""
    added = add_own_form(folder, form, name, for_each, kinds_of_documents())
    show_problems(added.checked.problems, speech)
    _tell_of(added.checked, speech)
    tell(
        msg(
            "added; fill it in with: bloc build {folder} --document {name}",
            folder=folder.as_posix(),
            name=added.name,
        ),
        speech,
    )
    show(added.place.as_posix())
    return ExitCode.OK


def check(
    speech: Speech, place: Path, for_each: ForEach | None, annotate: bool, as_json: bool
) -> int:
    """Check the tags of a form, or of all forms of a folder."""
    paths = _forms_at(place)
    found: list[Problem] = []
    for path in paths:
        try:
            checked = read_own_form(path.stem, path, for_each).checked
        except TemplateError as error:
            found.extend(error.problems)
            continue
        found.extend(checked.problems)
        if not as_json:
            _tell_of(checked, speech)
        if annotate and checked.problems:
            copy = path.with_name(f"{path.stem}{CHECKED}.docx")
            marked_copy(path, copy, checked.problems, speech)
            tell(msg("what is wrong stands as comments in {file}", file=copy.as_posix()), speech)
    problems = by_place(found)
    if as_json:
        show_record({"problems": problem_records(problems, speech)})
    show_problems(problems, speech)
    errors = [one for one in problems if one.severity == Severity.ERROR]
    warnings = [one for one in problems if one.severity == Severity.WARNING]
    tell(
        msg(
            "{forms} forms, {errors} errors, {warnings} warnings",
            forms=len(paths),
            errors=len(errors),
            warnings=len(warnings),
        ),
        speech,
    )
    return ExitCode.TEMPLATE if errors else ExitCode.OK


def fields(speech: Speech, folder: Path, word: Sequence[str], as_json: bool) -> int:
    """List what a form may print, with what this folder has for it."""
    found = fields_of_folder(folder, word)
    if as_json:
        show_record(
            {"fields": [{"tag": f.tag, "name": f.title, "example": f.example} for f in found]}
        )
        return ExitCode.OK
    for field in found:
        show(field.tag)
        example = " ".join(field.example.split())
        shown = example if len(example) <= _LONGEST else example[:_LONGEST] + "…"
        said = [part for part in (field.title, f"“{shown}”" if shown else "") if part]
        if said:
            show(f"    {': '.join(said)}")
    tell(msg("{count} fields", count=len(found)), speech)
    return ExitCode.OK


_LONGEST = 90


def _forms_at(place: Path) -> Sequence[Path]:
    if place.is_file():
        return (place,)
    paths = tuple(form_paths(place).values())
    if not paths:
        raise TemplateError(
            Problem(
                "no-form",
                msg("there is no Word form here"),
                Source(place.as_posix()),
                msg("add one with: bloc templates add {folder} FORM.docx", folder=place),
            )
        )
    return paths


def _tell_of(checked: CheckedForm, speech: Speech) -> None:
    """What a form will print, and what of the year it never names."""
    show(f"{checked.package.shown}:")
    for placed in checked.prints:
        source = placed.paragraph.source
        assert source.spot is not None
        show(f"  {placed.tag}  ({source.spot.message.in_words(speech)})")
    if checked.unused:
        tell(msg("never named in it: {names}", names=checked.unused), speech)


def check_kinds(kinds: tuple[str, ...], folders: Sequence[Path], speech: Speech) -> None:
    """Refuse the name of a paper that neither the program nor a folder has a template for."""
    context = click.get_current_context()
    own = [name for folder in folders for name in form_paths(folder)]
    known = OneOf((*kinds_of_documents(), *own), speech)
    for kind in kinds:
        known.convert(kind, None, context)
