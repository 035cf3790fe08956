"""The commands of ``bloc``: each takes its options, makes one call and reports."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.shell_completion import get_completion_class

from pipeline import __version__, places
from pipeline.build import (
    FORMATS,
    Edition,
    Order,
    Progress,
    build,
    decisions_record,
    explain,
    kinds_of_documents,
    study,
)
from pipeline.cli.localized import LocalizedCommand, LocalizedGroup, OneOf
from pipeline.cli.report import (
    problem_records,
    show_explanations,
    show_problems,
    show_record,
    tell,
)
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
from pipeline.model.base import LANGUAGES
from pipeline.words import INTERFACE_LANGUAGES, catalog

_FOLDER = click.Path(path_type=Path)


def make_program(speech: Speech) -> click.Group:
    """The program with all its commands, in the language of ``speech``."""

    def shared(*params: click.Parameter) -> list[click.Parameter]:
        return [
            *params,
            click.Option(
                ["--ui-lang"],
                type=OneOf(INTERFACE_LANGUAGES, speech),
                expose_value=False,
                help=speech("Language of messages; default: that of the system."),
            ),
            click.Option(
                ["--help", "-h"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help=speech("Show this help."),
                callback=_show_help,
            ),
        ]

    def folder(many: bool = False) -> click.Parameter:
        return click.Argument(["folder"], type=_FOLDER, nargs=-1 if many else 1, required=True)

    as_json = click.Option(
        ["--json", "as_json"], is_flag=True, help=speech("Answer in JSON, for programs.")
    )
    strict = click.Option(
        ["--strict"],
        is_flag=True,
        help=speech("Fail on warnings (exit code 3) and on missing facts (4) too."),
    )
    languages = click.Option(
        ["--lang", "languages"],
        type=OneOf(LANGUAGES, speech),
        multiple=True,
        help=speech("Only this language; may be given again. Default: all."),
    )
    program = LocalizedGroup(
        "bloc",
        speech=speech,
        help=speech(
            "Writes the year-end papers of an emulation bloc (khối thi đua) from the facts in a"
            " folder: summary report, nomination letters and news release, in Word, PDF and HTML,"
            " in Vietnamese, Hindi and English."
        ),
        epilog="bloc sample vi-du-2025 inputs/khoi-cua-toi\nbloc check inputs/khoi-cua-toi\n"
        "bloc build inputs/khoi-cua-toi",
        no_args_is_help=True,
        params=shared(
            click.Option(
                ["--version"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help=speech("Show the version."),
                callback=_show_version,
            )
        ),
    )
    commands: list[tuple[str, Any, str, str, list[click.Parameter]]] = [
        (
            "build",
            _build,
            speech("Make the papers of one or more folders."),
            "bloc build inputs/quang-tri-2023\n"
            "bloc build inputs/quang-tri-2023 --lang vi --document nomination-letter\n"
            "bloc build inputs/vi-du-2025 --final",
            [
                folder(many=True),
                click.Option(
                    ["--out"],
                    type=_FOLDER,
                    default=Path("outputs"),
                    metavar="DIR",
                    help=speech(
                        "Where to put them, each in a folder of its own; default: outputs."
                    ),
                ),
                languages,
                click.Option(
                    ["--document", "kinds"],
                    type=OneOf(kinds_of_documents(), speech),
                    multiple=True,
                    help=speech("Only this kind of paper; may be given again. Default: all."),
                ),
                click.Option(
                    ["--format", "formats"],
                    type=OneOf(FORMATS, speech),
                    multiple=True,
                    help=speech("Only this format; may be given again. Default: all."),
                ),
                click.Option(
                    ["--final/--draft"],
                    default=False,
                    help=speech(
                        "Final papers have no watermark and are refused while required facts are"
                        " missing; drafts show what is missing. Default: draft."
                    ),
                ),
                as_json,
            ],
        ),
        (
            "check",
            _check,
            speech("Check the facts of a folder without making papers."),
            "bloc check inputs/quang-tri-2023\nbloc check inputs/quang-tri-2023 --lang vi --strict",
            [folder(), languages, strict, as_json],
        ),
        (
            "explain",
            _explain,
            speech("Say why: next year's head, and each nomination, unit by unit."),
            "bloc explain inputs/vi-du-2025",
            [folder(), as_json],
        ),
        (
            "sample",
            _sample,
            speech("Copy a sample folder to begin with; without a name, list the samples."),
            "bloc sample\nbloc sample vi-du-2025 inputs/khoi-cua-toi",
            [
                click.Argument(["name"], required=False),
                click.Argument(["target"], type=_FOLDER, required=False),
            ],
        ),
        (
            "completion",
            _completion,
            speech("Print the script that makes the shell complete bloc's words."),
            'eval "$(bloc completion bash)"',
            [click.Argument(["shell"], type=OneOf(("bash", "zsh", "fish"), speech))],
        ),
    ]
    for name, run, text, examples, params in commands:
        program.add_command(
            LocalizedCommand(
                name,
                speech=speech,
                callback=_with_speech(run, speech),
                help=text,
                epilog=examples,
                params=shared(*params),
            )
        )
    return program


def _with_speech(run: Any, speech: Speech) -> Any:
    def call(**options: Any) -> Any:
        return run(speech, **options)

    return call


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(ctx.get_help())
        ctx.exit()


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"bloc {__version__}")
        ctx.exit()


def _build(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: tuple[Path, ...],
    out: Path,
    languages: tuple[str, ...],
    kinds: tuple[str, ...],
    formats: tuple[str, ...],
    final: bool,
    as_json: bool,
) -> int:
    order = Order(languages or LANGUAGES, kinds, formats or FORMATS, final)
    editions: list[Edition] = []
    failures: list[BlocError] = []
    for one in folder:
        try:
            with _progress(speech, one) as progress:
                edition = build(one, out, order, speech, progress)
        except BlocError as error:
            failures.append(error)
            show_problems(error.problems, speech)
            continue
        editions.append(edition)
        _report(edition, speech)
    if as_json:
        show_record(
            {
                "editions": [_edition_record(edition, speech) for edition in editions],
                "problems": problem_records([p for e in failures for p in e.problems], speech),
            }
        )
    else:
        for edition in editions:
            click.echo((edition.folder / "index.html").as_posix())
    if failures:
        return ExitCode.PARTLY if editions else failures[0].exit_code
    return ExitCode.PARTLY if any(edition.left_out for edition in editions) else ExitCode.OK


def _report(edition: Edition, speech: Speech) -> None:
    show_problems(edition.study.warnings, speech)
    for name in edition.kept:
        tell(msg("a paper you had changed is kept as {name}", name=edition.folder / name), speech)
    if edition.dropped:
        tell(
            msg(
                "{count} files made from earlier facts were removed; build without --lang,"
                " --document and --format to have all of them anew",
                count=len(edition.dropped),
            ),
            speech,
        )
    show_problems(edition.left_out, speech)
    missing = len(edition.study.missing)
    if missing:
        tell(msg("{count} facts are missing: the papers name them", count=missing), speech)
    if not edition.study.documents:
        tell(msg("no paper could be made: the facts for it are not there"), speech)
    tell(
        msg(
            "{count} files in {folder}; look first at:",
            count=len(edition.files) + 1,
            folder=edition.folder.as_posix(),
        ),
        speech,
    )


def _edition_record(edition: Edition, speech: Speech) -> dict[str, Any]:
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
def _progress(speech: Speech, folder: Path) -> Iterator[Progress]:
    """A bar on a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield Progress()
        return
    label = msg("papers of {folder}", folder=folder.name).in_words(speech)
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def begin(length: int) -> None:
            bar.length = max(length, 1)
            bar.render_progress()

        yield Progress(begin, lambda: bar.update(1))


def _check(
    speech: Speech, folder: Path, languages: tuple[str, ...], strict: bool, as_json: bool
) -> int:
    done = study(folder, Order(languages or LANGUAGES))
    errors = [p for p in done.warnings if p.severity == Severity.ERROR]
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
            warnings=len(done.warnings),
            missing=len(done.missing),
        ),
        speech,
    )
    if errors:
        return ExitCode.TEMPLATE
    if strict and done.warnings:
        return ExitCode.INPUTS
    return ExitCode.INCOMPLETE if strict and done.missing else ExitCode.OK


def _explain(speech: Speech, folder: Path, as_json: bool) -> int:
    done = study(folder, Order((LANGUAGES[0],)))
    if as_json:
        vietnamese = catalog(places.LOCALES, "interface", "vi")
        show_record(decisions_record(done.dossier, done.decisions, done.rules, vietnamese))
        return ExitCode.OK
    show_explanations(explain(done.dossier, done.decisions, done.rules, speech), speech)
    members = done.dossier.facts.bloc.units_stated or len(done.dossier.facts.units)
    click.echo(
        msg(
            "Votes a threshold needs, counted against all {members} members:", members=members
        ).in_words(speech)
    )
    for share, votes in done.decisions.votes_needed:
        click.echo(f"  {share}: {votes}")
    return ExitCode.OK


def _sample(speech: Speech, name: str | None, target: Path | None) -> int:
    samples = sorted(path.name for path in places.SAMPLES.iterdir() if path.is_dir())
    if name is None:
        click.echo("\n".join(samples))
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
    click.echo(target.as_posix())
    return ExitCode.OK


def _completion(_: Speech, shell: str) -> int:
    completer = get_completion_class(shell)
    if completer is None:
        raise LookupError(shell)
    context = click.get_current_context()
    click.echo(completer(context.find_root().command, {}, "bloc", "_BLOC_COMPLETE").source())
    return ExitCode.OK
