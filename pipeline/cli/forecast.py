"""The command that looks ahead: who would head the bloc in the coming years."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.build import FORMATS, Order
from pipeline.build import build as make_edition
from pipeline.build.looking_ahead import (
    outlook_notes,
    outlook_record,
    outlook_tables,
    read_members,
    read_outlook,
)
from pipeline.cli.columns import in_columns
from pipeline.cli.commands import progress_bar, report_edition
from pipeline.cli.localized import OneOf
from pipeline.cli.report import show, show_record, tell
from pipeline.errors import ExitCode, Speech, msg
from pipeline.model.base import Language
from pipeline.model.forecast import Ahead
from pipeline.words import speech_about

_MOST_YEARS = 50
_NOT_A_TERMINAL = (100, 24)


class Years(click.ParamType[int]):
    """How many years to look ahead."""

    name = "years"

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The least and the most."""
        del param, ctx
        return f"[1-{_MOST_YEARS}]"

    def convert(
        self, value: str | int, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """``value`` as a number of years."""
        years = int(value) if str(value).isdecimal() else 0
        if 1 <= years <= _MOST_YEARS:
            return years
        message = msg(
            "“{value}” is no number of years from 1 to {most}", value=value, most=_MOST_YEARS
        )
        return self.fail(message.in_words(self.speech), param, ctx)


def forecast(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: Path,
    years: int,
    without: tuple[str, ...],
    mergers: tuple[str, ...],
    out: Path | None,
    languages: tuple[Language, ...],
    formats: tuple[str, ...],
    as_json: bool,
) -> int:
    """Tell who would head the bloc in the coming years; with ``out`` as a paper too."""
    dossier, members = read_members(folder)
    speech = speech_about(dossier.facts.bloc.kind, speech)
    ahead = _read_supposition(years, without, mergers, members, speech)
    outlook = read_outlook(dossier, ahead)
    if as_json:
        show_record(outlook_record(dossier, outlook, speech))
    else:
        width = shutil.get_terminal_size(_NOT_A_TERMINAL).columns
        for table in outlook_tables(dossier, outlook, speech):
            show(table.title)
            for line in in_columns(table.head, table.rows, width):
                show(line)
            show("")
    for note in outlook_notes(outlook):
        tell(note, speech)
    if out is None:
        return ExitCode.OK
    order = Order(languages, ("forecast",), formats or FORMATS, ahead=ahead)
    with progress_bar(speech, folder) as progress:
        edition = make_edition(folder, out, order, speech, progress)
    report_edition(edition, speech)
    if not as_json:
        show((edition.folder / "index.html").as_posix())
    return ExitCode.PARTLY if edition.left_out else ExitCode.OK


def _read_supposition(
    years: int,
    without: Sequence[str],
    mergers: Sequence[str],
    members: Sequence[str],
    speech: Speech,
) -> Ahead:
    """What the options suppose: members that are there, each spoken of once."""
    known = OneOf(members, speech)
    left = tuple(known.convert(unit, None, None) for unit in without)
    merged = tuple(
        tuple(known.convert(part.strip(), None, None) for part in merger.split("+"))
        for merger in mergers
    )
    named = [*left, *(part for parts in merged for part in parts)]
    twice = next((unit for n, unit in enumerate(named) if unit in named[:n]), None)
    if twice:
        message = msg("“{unit}” is named twice: a unit leaves or merges once", unit=twice)
        raise click.UsageError(message.in_words(speech))
    alone = next((parts[0] for parts in merged if len(parts) == 1), None)
    if alone:
        message = msg("“{unit}” alone is no merger; write --merge A+B", unit=alone)
        raise click.UsageError(message.in_words(speech))
    return Ahead(years, left, merged)
