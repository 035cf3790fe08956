"""Options and arguments that several commands take, in the user's language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from pipeline.build import FORMATS
from pipeline.cli import sending
from pipeline.cli.localized import Called, OneOf
from pipeline.errors import Speech
from pipeline.model.base import LANGUAGES
from pipeline.words import INTERFACE_LANGUAGES

FOLDER = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Options:
    """The shared options, explained in the language of ``speech``."""

    speech: Speech

    def with_shared(self, *params: click.Parameter) -> list[click.Parameter]:
        """The parameters of a command with those that every command takes."""
        return [
            *params,
            click.Option(
                ["--ui-lang"],
                type=OneOf(INTERFACE_LANGUAGES, self.speech),
                expose_value=False,
                help=self.speech("Language of messages; default: that of the system."),
            ),
            click.Option(
                ["--help", "-h"],
                is_flag=True,
                is_eager=True,
                expose_value=False,
                help=self.speech("Show this help."),
                callback=_show_help,
            ),
        ]

    def folder(self, many: bool = False) -> click.Parameter:
        """A bloc's folder, or several."""
        return Called(
            "folder", self.speech("FOLDER"), type=FOLDER, nargs=-1 if many else 1, required=True
        )

    @property
    def as_json(self) -> click.Option:
        """To answer a program."""
        return click.Option(
            ["--json", "as_json"], is_flag=True, help=self.speech("Answer in JSON, for programs.")
        )

    @property
    def strict(self) -> click.Option:
        """To fail on warnings and gaps."""
        return click.Option(
            ["--strict"],
            is_flag=True,
            help=self.speech("Fail on warnings (exit code 3) and on missing facts (4) too."),
        )

    @property
    def languages(self) -> click.Option:
        """The languages of the papers."""
        return click.Option(
            ["--lang", "languages"],
            type=OneOf(LANGUAGES, self.speech),
            multiple=True,
            help=self.speech(
                "Only this language; may be given again. Default: those of the folder, else all."
            ),
        )

    @property
    def out(self) -> click.Option:
        """Where papers go."""
        return click.Option(
            ["--out"],
            type=FOLDER,
            default=Path("outputs"),
            metavar=self.speech("DIR"),
            help=self.speech("Where to put them, each in a folder of its own; default: outputs."),
        )

    @property
    def formats(self) -> click.Option:
        """The formats of the papers."""
        return click.Option(
            ["--format", "formats"],
            type=OneOf(FORMATS, self.speech),
            multiple=True,
            help=self.speech("Only this format; may be given again. Default: all."),
        )

    @property
    def final(self) -> click.Option:
        """Final papers or drafts."""
        return click.Option(
            ["--final/--draft"],
            default=False,
            help=self.speech(
                "Final papers have no watermark and are refused while required facts are"
                " missing; drafts show what is missing. Default: draft."
            ),
        )

    @property
    def history(self) -> click.Option:
        """The folders of earlier years."""
        return click.Option(
            ["--history"],
            type=FOLDER,
            multiple=True,
            metavar=self.speech("FOLDER"),
            help=self.speech(
                "Folder of an earlier year of the same bloc, or one that holds several; may be"
                " given again. The report then has a table of the years."
            ),
        )

    @property
    def on_day(self) -> click.Option:
        """The day for which something is late."""
        return click.Option(
            ["--on"],
            type=sending.Day(self.speech),
            help=self.speech("The day for which to say what is late. Default: today."),
        )


def _show_help(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(ctx.get_help())
        ctx.exit()
