"""The clerk's own Word forms in a folder: found in ``templates``, read, checked, added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.build.edition import sha256
from pipeline.build.placing import write_whole
from pipeline.collect import read_form_head
from pipeline.errors import (
    OutputError,
    Problem,
    Severity,
    Source,
    Speech,
    TemplateError,
    msg,
)
from pipeline.forms.yaml_text import to_yaml
from pipeline.model.dossier import InputFile
from pipeline.model.layout import OwnFormHead
from pipeline.spelling.names import id_from
from pipeline.word_forms.checking import CheckedForm, check_form
from pipeline.word_forms.names import ForEach
from pipeline.word_forms.package import open_form
from pipeline.word_forms.papers import OwnForm
from pipeline.word_forms.remarks import with_remarks

TEMPLATES = "templates"
"""The folder, inside a bloc's, that holds its own forms."""
CHECKED = ".checked"
"""What the name of a copy with remarks ends in; such copies are no forms."""


def form_paths(folder: Path) -> Mapping[str, Path]:
    """The own forms of a bloc's folder, by the name that ``--document`` takes.

    Raises:
        TemplateError: two of them have the same name.
    """
    found: dict[str, Path] = {}
    for path in _entries(folder):
        if path.suffix.lower() != ".docx" or path.stem.endswith(CHECKED):
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            raise TemplateError(
                Problem(
                    "link-outside",
                    msg("this is a link to something outside the folder"),
                    Source(path.as_posix()),
                    msg("put the file itself here instead of the link"),
                )
            )
        name = id_from(path.stem) or "mau"
        if name in found:
            raise TemplateError(
                Problem(
                    "form-name-taken",
                    msg("{other} would have the same name: {name}", other=found[name], name=name),
                    Source(path.as_posix()),
                    msg("rename one of them"),
                )
            )
        found[name] = path
    return found


def _entries(folder: Path) -> list[Path]:
    templates = folder / TEMPLATES
    found = sorted(templates.iterdir()) if templates.is_dir() else []
    return [path for path in found if path.is_file() and not path.name.startswith((".", "~$"))]


def not_read(folder: Path) -> list[Problem]:
    """Word files among the forms that are none, because of how they were saved."""
    return [
        Problem(
            "not-read",
            msg("this file is not read"),
            Source(path.as_posix()),
            msg("open it in Word and save it as “Word Document (*.docx)”, without a password"),
            Severity.WARNING,
        )
        for path in _entries(folder)
        if path.suffix.lower() in _OTHER_WORDS
    ]


_OTHER_WORDS = (".doc", ".docm", ".dotx", ".dotm", ".odt", ".rtf")


def form_files(folder: Path) -> tuple[InputFile, ...]:
    """The files of all own forms of a folder, with what is declared beside them."""
    beside = ((path, path.with_suffix(".yaml")) for path in form_paths(folder).values())
    return tuple(
        InputFile(f"{TEMPLATES}/{one.name}", sha256(one.read_bytes()))
        for pair in beside
        for one in pair
        if one.is_file()
    )


def carry_over_forms(old: Path, new: Path) -> None:
    """Copy the own forms of one year's folder into another's, with what is declared of them."""
    write_whole({new / file.path: (old / file.path).read_bytes() for file in form_files(old)})


def read_own_forms(
    folder: Path, kinds: Iterable[str], wanted: Sequence[str]
) -> tuple[OwnForm, ...]:
    """The own forms of a bloc's folder that are ``wanted`` (all of them, if none is named).

    ``kinds`` are the papers of the program, whose names are taken.

    Raises:
        TemplateError: with everything that is wrong in any of them.
    """
    taken = set(kinds)
    forms: list[OwnForm] = []
    problems: list[Problem] = []
    for name, path in form_paths(folder).items():
        if wanted and name not in wanted:
            continue
        if name in taken:
            problems.append(_name_taken(name, path))
        try:
            forms.append(read_own_form(name, path))
        except TemplateError as error:
            problems.extend(error.problems)
    problems.extend(
        one for form in forms for one in form.checked.problems if one.severity == Severity.ERROR
    )
    if problems:
        raise TemplateError(*problems)
    return tuple(forms)


def read_own_form(name: str, path: Path, for_each: ForEach | None = None) -> OwnForm:
    """One form with what is declared beside it; what is wrong with its tags is in it.

    Without such a declaration it is read as filled in ``for_each``.

    Raises:
        TemplateError: it is no Word document, or what is declared cannot be read.
    """
    head = OwnFormHead(for_each=for_each)
    beside = path.with_suffix(".yaml")
    if beside.is_file():
        head = read_form_head(beside)
    return OwnForm(name, head.title or path.stem, head, check_form(open_form(path), head.for_each))


@dataclass(frozen=True, slots=True)
class Added:
    """A form that was put into a folder, and under which name."""

    name: str
    place: Path
    checked: CheckedForm


def add_own_form(
    folder: Path, form: Path, name: str | None, for_each: ForEach | None, kinds: Iterable[str]
) -> Added:
    """Check a form and put it into the folder, so that each build fills it in.

    Raises:
        TemplateError: with everything that is wrong in it; nothing is then put anywhere.
        OutputError: something of that name is there already, or it cannot be written.
    """
    if not folder.is_dir():
        raise OutputError(Problem("no-folder", msg("there is no folder “{folder}”", folder=folder)))
    known = id_from(name or form.stem) or "mau"
    checked = check_form(open_form(form), for_each)
    problems = [one for one in checked.problems if one.severity == Severity.ERROR]
    if known in set(kinds):
        problems.append(_name_taken(known, form))
    if problems:
        raise TemplateError(*problems)
    place = folder / TEMPLATES / f"{known}.docx"
    content = form.read_bytes()
    if place.exists() and place.read_bytes() != content:
        raise OutputError(
            Problem(
                "exists",
                msg("there is already a form of this name; nothing was copied"),
                Source(place.as_posix()),
                msg("give another name with --name, or move the old form away"),
            )
        )
    files = {place: content}
    beside = place.with_suffix(".yaml")
    if for_each or not beside.exists():  # what the clerk wrote there stays
        head = {"title": name or form.stem, **({"for_each": for_each} if for_each else {})}
        files[beside] = to_yaml(head).encode()
    write_whole(files)
    return Added(known, place, checked)


def marked_copy(form: Path, copy: Path, problems: Sequence[Problem], speech: Speech) -> None:
    """Write a copy of a form with what is wrong as comments.

    Raises:
        OutputError: it cannot be written.
    """
    write_whole({copy: with_remarks(form.read_bytes(), problems, speech)})


def _name_taken(name: str, path: Path) -> Problem:
    return Problem(
        "form-name-taken",
        msg("the program has a paper of this name already: {name}", name=name),
        Source(path.as_posix()),
        msg("give the form another name"),
    )
