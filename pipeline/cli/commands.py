"""What the commands of ``bloc`` do: take the options, make one call and report."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.shell_completion import get_completion_class

from pipeline import places
from pipeline.build import (
    FORMATS,
    Edition,
    Order,
    Progress,
    decisions_record,
    explain_summary,
    study,
    summary_record,
)
from pipeline.build import (
    build as make_edition,
)
from pipeline.build import (
    explain as explanations,
)
from pipeline.cli.localized import OneOf
from pipeline.cli.report import (
    problem_records,
    show,
    show_explanations,
    show_problems,
    show_record,
    show_summary,
    tell,
    visible,
)
from pipeline.cli.templates import check_kinds
from pipeline.errors import (
    BlocError,
    ExitCode,
    OutputError,
    Problem,
    Severity,
    Source,
    Speech,
    msg,
)
from pipeline.model.base import Language
from pipeline.words import speech_about


def build(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: tuple[Path, ...],
    history: tuple[Path, ...],
    out: Path,
    languages: tuple[Language, ...],
    kinds: tuple[str, ...],
    formats: tuple[str, ...],
    final: bool,
    as_json: bool,
) -> int:
    """Make the papers of each folder; one that fails does not keep the others from being made."""
    check_kinds(kinds, folder, speech)
    order = Order(languages, kinds, formats or FORMATS, final, history=history)
    _refuse_namesakes(folder)
    editions: list[Edition] = []
    failures: list[BlocError] = []
    for one in folder:
        try:
            with progress_bar(speech, one) as progress:
                edition = make_edition(one, out, order, speech, progress)
        except BlocError as error:
            failures.append(error)
            show_problems(error.problems, speech_about(error.about, speech))
            continue
        editions.append(edition)
        report_edition(edition, speech, kinds)
    if as_json:
        show_record(
            {
                "editions": [_edition_record(edition, speech) for edition in editions],
                "problems": [
                    record
                    for error in failures
                    for record in problem_records(error.problems, speech_about(error.about, speech))
                ],
            }
        )
    else:
        for edition in editions:
            show((edition.folder / "index.html").as_posix())
    if failures:
        return ExitCode.PARTLY if editions else failures[0].exit_code
    if kinds and any(not edition.study.papers for edition in editions):
        return ExitCode.INCOMPLETE
    partly = any(edition.left_out or edition.study.without(kinds) for edition in editions)
    return ExitCode.PARTLY if partly else ExitCode.OK


PAPERS_OF_A_VOTE = ("ballot-paper", "counting-record")


def ballot(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: Path,
    out: Path,
    languages: tuple[Language, ...],
    formats: tuple[str, ...],
    final: bool,
    as_json: bool,
) -> int:
    """Make the ballot papers and counting records of what the conference votes on."""
    return build(speech, (folder,), (), out, languages, PAPERS_OF_A_VOTE, formats, final, as_json)


def _refuse_namesakes(folders: tuple[Path, ...]) -> None:
    """Two folders of one name would be written to one place, the second over the first."""
    seen: dict[str, Path] = {}
    for folder in folders:
        name = folder.resolve().name
        if name in seen and folder.resolve() != seen[name].resolve():
            raise OutputError(
                Problem(
                    "same-name",
                    msg("{first} and {second} have the same name", first=seen[name], second=folder),
                    hint=msg("build them one after the other, with --out for the second"),
                )
            )
        seen[name] = folder


def report_edition(edition: Edition, speech: Speech, kinds: Sequence[str] = ()) -> None:
    """Tell what a build has made, kept and left out of the ``kinds`` that were asked for."""
    speech = speech_about(edition.study.dossier.facts.bloc.kind, speech)
    show_problems(edition.study.warnings, speech)
    for name in edition.kept:
        tell(msg("a paper you had changed is kept as {name}", name=edition.folder / name), speech)
    if edition.dropped:
        tell(
            msg(
                "{count} files of the earlier edition were removed: they were made from other facts"
                " or as drafts; build without --lang, --document and --format to have all anew",
                count=len(edition.dropped),
            ),
            speech,
        )
    show_problems(edition.left_out, speech)
    missing = len(edition.study.missing)
    if missing:
        tell(msg("{count} facts are missing: the papers name them", count=missing), speech)
    for kind in edition.study.without(kinds):
        tell(
            msg(
                "there is no {kind}: the facts that it tells are not stated (see docs/clerk.md)",
                kind=kind,
            ),
            speech,
        )
    if not edition.study.papers and not kinds:
        tell(msg("no paper could be made: the facts for it are not there"), speech)
    tell(
        msg(
            "{count} files in {folder}; look first at:",
            count=len(edition.files),
            folder=edition.folder.as_posix(),
        ),
        speech,
    )


def _edition_record(edition: Edition, speech: Speech) -> dict[str, Any]:
    speech = speech_about(edition.study.dossier.facts.bloc.kind, speech)
    return {
        "folder": edition.folder.as_posix(),
        "files": list(edition.files),
        "kept": list(edition.kept),
        "removed": list(edition.dropped),
        "missing": problem_records(edition.study.missing, speech),
        "warnings": problem_records(edition.study.warnings, speech),
        "left_out": problem_records(edition.left_out, speech),
    }


@contextmanager
def progress_bar(speech: Speech, folder: Path) -> Iterator[Progress]:
    """A bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    label = visible(msg("papers of {folder}", folder=folder.name).in_words(speech))
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def begin(length: int) -> None:
            bar.length = max(length, 1)
            bar.render_progress()

        yield Progress(begin, lambda: bar.update(1))


def check(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: Path,
    history: tuple[Path, ...],
    languages: tuple[Language, ...],
    strict: bool,
    as_json: bool,
) -> int:
    """Say what is wrong and what is missing in a folder."""
    done = study(folder, Order(languages, history=history))
    speech = speech_about(done.dossier.facts.bloc.kind, speech)
    found = (*done.warnings, *done.missing)
    missing = [p for p in found if p.severity == Severity.MISSING]
    warnings = [p for p in found if p.severity == Severity.WARNING]
    if as_json:
        show_record(
            {
                "problems": problem_records(done.warnings, speech),
                "missing": problem_records(done.missing, speech),
            }
        )
    show_problems(done.warnings, speech)
    show_problems(done.missing, speech)
    tell(
        msg(
            "{warnings} warnings, {missing} missing facts",
            warnings=len(warnings),
            missing=len(missing),
        ),
        speech,
    )
    if any(p.severity == Severity.ERROR for p in found):
        return ExitCode.TEMPLATE
    if strict and warnings:
        return ExitCode.INPUTS
    return ExitCode.INCOMPLETE if strict and missing else ExitCode.OK


EXPLAINED = ("decisions", "summary")
"""What can be explained."""


def explain(
    speech: Speech, folder: Path, about: str, history: tuple[Path, ...], as_json: bool
) -> int:
    """Tell the decisions of a folder, or what its reports tell, with the reasons."""
    done = study(folder, Order(("vi",), history=history))
    if about == "summary":
        told = explain_summary(done.dossier, done.summary, speech)
        if as_json:
            show_record(summary_record(told))
        else:
            show_summary(told, speech)
        return ExitCode.OK
    if as_json:
        show_record(decisions_record(done.dossier, done.decisions, done.rules))
        return ExitCode.OK
    show_explanations(explanations(done.dossier, done.decisions, done.rules, speech), speech)
    members = done.dossier.facts.members
    if not done.decisions.votes_needed:
        return ExitCode.OK
    show(
        msg(
            "Votes a threshold needs, counted against all {members} members:", members=members
        ).in_words(speech)
    )
    for share, votes in done.decisions.votes_needed:
        show(f"  {share}: {votes}")
    return ExitCode.OK


def sample(speech: Speech, name: str | None, target: Path | None) -> int:
    """Copy a sample folder, or list the samples."""
    samples = sorted(path.name for path in places.SAMPLES.iterdir() if path.is_dir())
    if name is None:
        for one in samples:
            show(one)
        return ExitCode.OK
    source = OneOf(samples, speech).convert(name, None, None)
    target = target or Path(name)
    if target.exists():
        raise OutputError(
            Problem(
                "exists",
                msg("there is already something here; nothing was copied"),
                Source(target.as_posix()),
                msg("give another name for the new folder"),
            )
        )
    try:
        shutil.copytree(places.SAMPLES / source, target)
    except OSError as error:
        raise OutputError(
            Problem(
                "cannot-write",
                msg("cannot write here: {reason}", reason=error.strerror or error),
                Source(target.as_posix()),
            )
        ) from error
    tell(
        msg("copied; change the .yaml files in it, then: bloc build {folder}", folder=target),
        speech,
    )
    show(target.as_posix())
    return ExitCode.OK


def completion(_: Speech, shell: str) -> int:
    """Print the completion script of a shell."""
    completer = get_completion_class(shell)
    if completer is None:
        raise LookupError(shell)
    context = click.get_current_context()
    click.echo(completer(context.find_root().command, {}, "bloc", "_BLOC_COMPLETE").source())
    return ExitCode.OK
