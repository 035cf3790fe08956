"""The program's face: its commands, options, helps and examples, in the user's language."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline import __version__
from pipeline.build import FORMATS, kinds_of_documents
from pipeline.cli import commands
from pipeline.cli.localized import LocalizedCommand, LocalizedGroup, OneOf
from pipeline.errors import Speech
from pipeline.model.base import LANGUAGES
from pipeline.words import INTERFACE_LANGUAGES

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
    table: list[tuple[str, Any, str, str, list[click.Parameter]]] = [
        (
            "build",
            commands.build,
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
            commands.check,
            speech("Check the facts of a folder without making papers."),
            "bloc check inputs/quang-tri-2023\nbloc check inputs/quang-tri-2023 --lang vi --strict",
            [folder(), languages, strict, as_json],
        ),
        (
            "explain",
            commands.explain,
            speech("Say why: next year's head, and each nomination, unit by unit."),
            "bloc explain inputs/vi-du-2025",
            [folder(), as_json],
        ),
        (
            "sample",
            commands.sample,
            speech("Copy a sample folder to begin with; without a name, list the samples."),
            "bloc sample\nbloc sample vi-du-2025 inputs/khoi-cua-toi",
            [
                click.Argument(["name"], required=False),
                click.Argument(["target"], type=_FOLDER, required=False),
            ],
        ),
        (
            "completion",
            commands.completion,
            speech("Print the script that makes the shell complete bloc's words."),
            'eval "$(bloc completion bash)"',
            [click.Argument(["shell"], type=OneOf(("bash", "zsh", "fish"), speech))],
        ),
    ]
    for name, run, text, examples, params in table:
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
