"""Commands as rows of a table, and how they become commands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from pipeline.cli.localized import LocalizedCommand
from pipeline.cli.options import Options
from pipeline.errors import Speech

Row = tuple[str, Any, str, str, list[click.Parameter]]
"""A command: its name, what it does, its help, examples, and parameters."""


def add_commands(group: click.Group, rows: Sequence[Row], options: Options) -> None:
    """Add the commands of the rows to a group, in their order."""
    for name, run, text, examples, params in rows:
        group.add_command(
            LocalizedCommand(
                name,
                speech=options.speech,
                callback=_with_speech(run, options.speech),
                help=text,
                epilog=examples,
                params=options.with_shared(*params),
            )
        )


def _with_speech(run: Any, speech: Speech) -> Any:
    def call(**options: Any) -> Any:
        return run(speech, **options)

    return call
