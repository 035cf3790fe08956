"""The commands about what units send: who has sent what, and letters to those who have not."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.build import (
    FORMATS,
    Order,
    read_sending,
    sending_record,
    sending_table,
    unit_name,
)
from pipeline.build import (
    build as make_edition,
)
from pipeline.cli.columns import in_columns
from pipeline.cli.commands import progress_bar, report_edition
from pipeline.cli.localized import OneOf
from pipeline.cli.report import show, show_record, tell
from pipeline.errors import ExitCode, Speech, msg
from pipeline.model.base import Language
from pipeline.model.facts import Facts
from pipeline.model.progress import State, UnitProgress, units_to_remind
from pipeline.spelling.dates import read_date
from pipeline.words import speech_about

_NOT_A_TERMINAL = (100, 24)
_DONE = {State.COMPLETE, State.NOT_ASKED}


class Day(click.ParamType[datetime.date]):
    """A day as people write it: 20/12/2025."""

    name = "day"

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """How a day is written."""
        del param, ctx
        return msg("DD/MM/YYYY").in_words(self.speech)

    def convert(
        self, value: str | datetime.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """``value`` as a day."""
        day = value if isinstance(value, datetime.date) else read_date(value)
        if isinstance(day, datetime.date):
            return day
        message = msg("“{value}” is not a day; write it as 20/12/2025", value=value)
        return self.fail(message.in_words(self.speech), param, ctx)


def status(
    speech: Speech, folder: Path, on: datetime.date | None, strict: bool, as_json: bool
) -> int:
    """Show who has sent what; ``strict``: fail where something lacks."""
    day = on or datetime.date.today()
    dossier, sending = read_sending(folder)
    facts = dossier.facts
    table = sending_table(facts, sending, day, speech)
    if as_json:
        show_record(sending_record(facts, sending, day))
    elif table:
        head = (msg("Unit").in_words(speech), *table.heads)
        rows = [(name, *(cell.text for cell in cells)) for name, cells in table.rows]
        width = shutil.get_terminal_size(_NOT_A_TERMINAL).columns
        for line in in_columns(head, rows, width):
            show(line)
        for name, note in table.notes:
            show(f"{name}: {note}")
    if table is None:
        tell(msg("nothing is asked of the units here: no deadlines, no indicators"), speech)
        return ExitCode.OK
    tell(
        msg(
            "{behind} of {units} units still have something to send, as of {day}",
            behind=sum(row.lacks for row in sending),
            units=len(sending),
            day=day.strftime("%d/%m/%Y"),
        ),
        speech,
    )
    lacking = any(part.state not in _DONE for row in sending for part in row.parts)
    return ExitCode.INCOMPLETE if strict and lacking else ExitCode.OK


def remind(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: Path,
    history: tuple[Path, ...],
    on: datetime.date | None,
    out: Path,
    languages: tuple[Language, ...],
    formats: tuple[str, ...],
    final: bool,
    units: tuple[str, ...],
) -> int:
    """Write a letter to each unit that has something left to send."""
    day = on or datetime.date.today()
    dossier, sending = read_sending(folder)
    facts = dossier.facts
    known = OneOf([row.unit.value for row in sending], speech)
    wanted = tuple(known.convert(unit, None, None) for unit in units)
    _tell_of_the_head(facts, sending, wanted, speech)
    if not units_to_remind(sending, facts.head, wanted):
        tell(msg("nothing is lacking: no letter to write"), speech)
        return ExitCode.OK
    order = Order(languages, ("reminder",), formats or FORMATS, final, day, wanted, history)
    with progress_bar(speech, folder) as progress:
        edition = make_edition(folder, out, order, speech, progress)
    report_edition(edition, speech)
    show((edition.folder / "index.html").as_posix())
    return ExitCode.PARTLY if edition.left_out else ExitCode.OK


def _tell_of_the_head(
    facts: Facts, sending: Sequence[UnitProgress], wanted: Sequence[str], speech: Speech
) -> None:
    """The head of the bloc gets no letter from itself; that is not passed over in silence."""
    speech = speech_about(facts.bloc.kind, speech)
    for row in sending:
        if row.unit.value == facts.head and row.lacks and not wanted:
            tell(
                msg(
                    "{unit} heads the bloc and has something to send itself: it gets no letter"
                    " (--unit {id} makes one)",
                    unit=unit_name(facts, row, speech),
                    id=row.unit.value,
                ),
                speech,
            )
