"""Who has sent what, in plain words: one table for the terminal, the index page and JSON."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.collect import collect
from pipeline.errors import Message, Speech, msg
from pipeline.model.base import Text
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.progress import PartProgress, State, UnitProgress
from pipeline.summarize import summarize

PARTS = {
    "registration": msg("Registration"),
    "report": msg("Report"),
    "scores": msg("Self-scores"),
    "photos": msg("Photos"),
}
_STATES = {
    State.NOT_ASKED: msg("not asked for"),
    State.MISSING: msg("not sent"),
    State.RECEIVED: msg("sent, not in the folder yet"),
    State.COMPLETE: msg("complete"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of one unit in words: how it stands, when it came, and whether too late."""

    state: State
    text: str
    late: bool


@dataclass(frozen=True, slots=True)
class SendingTable:
    """Units by parts. ``heads``: the parts with their last days; ``rows``: a unit and its cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    notes: tuple[tuple[str, str], ...]
    """A unit, and what was noted when it sent something."""


def read_sending(folder: Path) -> tuple[Dossier, tuple[UnitProgress, ...]]:
    """A folder read only as far as to tell who has sent what.

    Raises:
        InputError: when the inputs say what cannot be.
    """
    dossier = collect(folder)
    return dossier, summarize(dossier).sending


def sending_table(
    facts: Facts, sending: Sequence[UnitProgress], day: datetime.date | None, speech: Speech
) -> SendingTable | None:
    """The table in the language of ``speech``; None where nothing is asked of anybody.

    Parts nobody is asked for have no column. Without a ``day`` only what came too late is late.
    """
    columns = [
        n
        for n in range(len(PARTS))
        if any(row.parts[n].state is not State.NOT_ASKED for row in sending)
    ]
    if not columns:
        return None
    return SendingTable(
        tuple(_head(sending[0].parts[n], speech) for n in columns),
        tuple(
            (
                unit_name(facts, row, speech),
                tuple(_cell(facts, row.parts[n], day, speech) for n in columns),
            )
            for row in sending
        ),
        tuple(
            (unit_name(facts, row, speech), _name(facts, note.path).said_in(speech.language))
            for row in sending
            for note in row.notes
        ),
    )


def unit_name(facts: Facts, row: UnitProgress, speech: Speech) -> str:
    """The name of the unit of a row."""
    unit = facts.unit(row.unit.value)
    return unit.name.said_in(speech.language) if unit else row.unit.value


def _head(part: PartProgress, speech: Speech) -> str:
    name = PARTS[part.part].in_words(speech)
    if part.deadline is None:
        return name
    last = msg("by {day}", day=_written(part.deadline.value)).in_words(speech)
    return f"{name} ({last})"


def _cell(facts: Facts, part: PartProgress, day: datetime.date | None, speech: Speech) -> Cell:
    late = part.late_on(day)
    said = [_lacking(facts, part, speech)] if part.state is State.PARTLY else [_STATES[part.state]]
    if part.received:
        days = tuple(_written(one.value) for one in part.received)
        said.append(msg("received {days}", days=days))
    if late:
        said.append(msg("late"))
    return Cell(part.state, "; ".join(one.in_words(speech) for one in said), late)


def _lacking(facts: Facts, part: PartProgress, speech: Speech) -> Message:
    """What a part lacks of which something is there."""
    names = tuple(f"“{_name(facts, one.path).said_in(speech.language)}”" for one in part.lacking)
    values = {"count": len(names), "asked": part.asked, "names": names}
    if part.part == "scores":
        return msg("lacks {count}/{asked} criteria: {names}", **values)
    if len(names) == part.asked and names:
        return msg("lacks all {asked} indicators", **values)
    if names and part.words_lacking:
        return msg("lacks results in words and {count}/{asked} indicators: {names}", **values)
    if names:
        return msg("lacks {count}/{asked} indicators: {names}", **values)
    return msg("lacks results in words")


def _name(facts: Facts, path: tuple[str | int, ...]) -> Text:
    found = facts.at(path)
    assert isinstance(found, Text), path
    return found


def _written(day: datetime.date) -> str:
    return day.strftime("%d/%m/%Y")


def sending_record(
    facts: Facts, sending: Sequence[UnitProgress], day: datetime.date
) -> dict[str, Any]:
    """The table in plain values, for programs."""

    def part(one: PartProgress) -> dict[str, Any]:
        return {
            "state": str(one.state),
            "late": one.late_on(day),
            "deadline": one.deadline.value.isoformat() if one.deadline else None,
            "received": [received.value.isoformat() for received in one.received],
            "lacking": [_name(facts, ref.path).said_in("vi") for ref in one.lacking],
            "words_lacking": one.state is State.PARTLY and one.words_lacking,
        }

    return {
        "on": day.isoformat(),
        "units": [
            {
                "unit": row.unit.value,
                "parts": {one.part: part(one) for one in row.parts},
                "notes": [_name(facts, note.path).said_in("vi") for note in row.notes],
            }
            for row in sending
        ],
    }
