"""From a bloc's folder to an edition of its papers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.build.edition import MANIFEST, read_manifest, sha256, write_edition
from pipeline.build.index import index_page
from pipeline.build.printing import Job, print_all, print_forms, warm_up
from pipeline.build.records import as_json, decisions_record, manifest_record
from pipeline.build.study import Order, Study, study
from pipeline.errors import IncompleteError, Problem, Speech, by_place, msg


@dataclass(frozen=True, slots=True)
class Edition:
    """What a build has written."""

    study: Study
    folder: Path
    files: tuple[str, ...]
    kept: tuple[str, ...] = ()
    """Papers changed by hand in the earlier edition, and where they are kept now."""
    dropped: tuple[str, ...] = ()
    """Papers of the earlier edition that were made from other inputs and not made anew."""
    left_out: tuple[Problem, ...] = ()
    """Why a format or the charts could not be made; empty when everything was."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Whom to tell how far a build is; does nothing by itself."""

    begin: Callable[[int], None] = field(default=lambda _: None)
    step: Callable[[], None] = field(default=lambda: None)


def build(
    folder: Path, out: Path, order: Order, speech: Speech, progress: Progress | None = None
) -> Edition:
    """Make the papers of ``folder`` in ``out/<name of the folder>``.

    Raises:
        IncompleteError: for final papers, when a fact they need is missing.
        OutputError: when the place cannot be written.
        RenderError: when a paper cannot be printed.
    """
    progress = progress or Progress()
    target = out / folder.resolve().name
    earlier = read_manifest(target)
    if "pdf" in order.formats:
        warm_up()
    done = study(folder, order)
    if order.final and not done.papers:
        raise IncompleteError(
            Problem("no-paper", msg("no paper could be made: the facts for it are not there"))
        )
    if order.final and (lacking := (*done.missing, *done.untranslated)):
        raise IncompleteError(*lacking)
    jobs = [Job(d, order.formats) for d in done.documents]
    progress.begin(len(jobs))
    files: dict[str, bytes] = {}
    left_out: dict[str, list[Problem]] = {}
    for printed in print_all(jobs, progress.step):
        files.update(printed.files)
        for what, why in printed.left_out.items():
            left_out.setdefault(what, []).extend(why)
    printed_forms = print_forms(done.filled, order.formats)
    files.update(printed_forms.files)
    for what, why in printed_forms.left_out.items():
        left_out.setdefault(what, []).extend(why)
    carried, dropped = _carry_over(target, earlier, done, files, order)
    files.update(carried)
    record = decisions_record(done.dossier, done.decisions, done.rules)
    files["decisions.json"] = as_json(record)
    reasons = by_place(problem for why in left_out.values() for problem in why)
    problems = (*done.warnings, *reasons)
    page = index_page(done, order.final, tuple(sorted(files)), problems, speech)
    files["index.html"] = page.encode()
    manifest = manifest_record(done, order.final, files, tuple(sorted(left_out)))
    files[MANIFEST] = as_json(manifest)
    kept = write_edition(target, files, earlier["outputs"] if earlier else {})
    return Edition(done, target, tuple(sorted(files)), tuple(kept), tuple(dropped), reasons)


def _carry_over(
    target: Path,
    earlier: dict[str, Any] | None,
    done: Study,
    files: dict[str, bytes],
    order: Order,
) -> tuple[dict[str, bytes], list[str]]:
    """Papers of the earlier edition that this build was not asked for.

    They stay when they were made from the very same inputs, by the same version, in the same
    state; papers of different facts never stand side by side.
    """
    if not earlier:
        return {}, []
    fresh = manifest_record(done, order.final, {}, ())
    same = all(
        fresh[k] == earlier.get(k)
        for k in ("program", "final", "inputs", "history", "rulebook", "words")
    )
    unchanged = {
        name: content
        for name, digest in earlier["outputs"].items()
        if name not in files and "/" in name and (target / name).is_file()
        if sha256(content := (target / name).read_bytes()) == digest
    }
    return (unchanged, []) if same else ({}, list(unchanged))
