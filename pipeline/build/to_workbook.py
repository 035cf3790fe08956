"""A folder's facts put into one workbook, in place of the YAML files that stated them."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.build.form_files import form_as_bytes
from pipeline.build.interrupts import ctrl_c_ignored
from pipeline.build.placing import move_aside, replace_file
from pipeline.collect import collect
from pipeline.collect.folder import TEXTS, unit_names
from pipeline.collect.submissions import EARLIER, read_year_workbook
from pipeline.collect.validate import build_model
from pipeline.errors import InputError, Problem, Source, msg
from pipeline.forms.year import year_form
from pipeline.model.facts import Facts


@dataclass(frozen=True, slots=True)
class Moved:
    """The workbook, and the files whose facts are now in it, as they were called."""

    workbook: Path
    replaced: tuple[Path, ...]


def to_workbook(folder: Path) -> Moved:
    """Write what the bloc's own files state as one workbook; those files go into ``earlier/``.

    What units sent stays in ``units/`` and is laid beside it as before.

    Raises:
        InputError: when the folder states what cannot be, or what no cell can hold.
        OutputError: when the folder cannot be written.
    """
    dossier = collect(folder, own_only=True)
    own = [folder / file.path for file in dossier.files if "/" not in file.path]
    texts = tuple(path for path in own if path.suffix.lower() in TEXTS)
    if not texts:
        raise InputError(
            Problem(
                "in-workbook",
                msg("the facts of this folder stand in a workbook already"),
                Source(own[0].as_posix()),
                msg("open it in Excel; what is written there is read"),
            )
        )
    target = folder / f"so-lieu-{dossier.facts.year}.xlsx"
    content = _workbook(dossier.facts, target)
    with ctrl_c_ignored():
        replace_file(target, content, folder / EARLIER)
        for path in own:
            if path != target:
                move_aside(path, folder / EARLIER)
    return Moved(target, texts)


def _workbook(facts: Facts, target: Path) -> bytes:
    """The workbook of ``facts``, read back before anything gives way to it."""
    content = form_as_bytes(year_form(facts))
    with tempfile.TemporaryDirectory() as trial:
        place = Path(trial, target.name)
        place.write_bytes(content)
        tree = read_year_workbook(place).tree
    if build_model(Facts, tree, unit_names(tree.value))[0] != facts:
        raise AssertionError("the workbook does not say what the folder says")
    return content
