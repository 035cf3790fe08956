"""Checks about sources that contradict each other: all are kept, the facts follow the choice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from pipeline.collect.checks.found import Found
from pipeline.collect.fact_paths import Named, NotNamed, find_fact, is_one_fact
from pipeline.errors import Message, msg
from pipeline.model.base import LANGUAGES, PartialDate, Path, Text
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.sending import Conflict
from pipeline.model.year import Indicator, Welfare
from pipeline.spelling.dates import read_date
from pipeline.spelling.figures import Ambiguous, Figure, Qualifier, convert, read_figure
from pipeline.spelling.names import key_of


def check_conflicts(facts: Facts) -> Found:
    """The fact in question exists, and says what the chosen source says."""
    for n in range(len(facts.conflicts)):
        yield from _faults(facts, n)


def _faults(facts: Facts, number: int) -> Found:
    conflict = facts.conflicts[number]
    path: Path = ("conflicts", number)
    found = find_fact(facts, conflict.about)
    if conflict.chosen is not None and not 1 <= conflict.chosen <= len(conflict.claims):
        yield (
            "conflict-chosen",
            (*path, "chosen"),
            msg(
                "there is no source {chosen}; {count} are listed",
                chosen=conflict.chosen,
                count=len(conflict.claims),
            ),
            msg("write the number of the source, counted from 1"),
        )
    elif isinstance(found, NotNamed):
        yield (
            "conflict-about",
            (*path, "about"),
            msg("“{about}” names no fact: “{step}”", about=conflict.about, step=found.step),
            found.hint,
        )
    else:
        yield from _follows(facts, conflict, found, path)


def _follows(facts: Facts, conflict: Conflict, found: Named, path: Path) -> Found:
    if conflict.chosen is None:
        if found.value is not None and not found.is_default:
            yield (
                "conflict-open",
                (*path, "about"),
                msg("“{about}” is stated, but no source is chosen", about=conflict.about),
                msg("add “chosen: …” with the number of the source, or leave the fact out"),
            )
        return
    claim = conflict.claims[conflict.chosen - 1]
    if found.value is None:
        yield (
            "conflict-not-stated",
            (*path, "chosen"),
            msg("“{about}” is not stated, although a source is chosen", about=conflict.about),
            msg("state it as the source says: {value}", value=claim.value),
        )
    elif not (is_one_fact(found.value) or _unit_of(found.value)):
        yield (
            "conflict-about",
            (*path, "about"),
            msg("“{about}” names several facts at once", about=conflict.about),
            msg("name one of them: {about}.…", about=conflict.about),
        )
    elif not _says(facts, found, claim.value):
        yield (
            "conflict-differs",
            (*path, "chosen"),
            msg(
                "“{about}” does not say “{value}”, which the chosen source says",
                about=conflict.about,
                value=claim.value,
            ),
            msg("correct the fact, or choose the source it follows"),
        )


def check_sources_agree(facts: Facts) -> Found:
    """Each contradiction between sources is told, with what the facts follow."""
    for n, conflict in enumerate(facts.conflicts):
        if any(_faults(facts, n)):
            continue
        claims = tuple(
            msg("{origin} says “{value}”", origin=claim.origin, value=claim.value)
            for claim in conflict.claims
        )
        if conflict.chosen is None:
            message = msg(
                "sources differ on “{about}”: {claims}; none is taken yet",
                about=conflict.about,
                claims=claims,
            )
            yield "sources-differ", ("conflicts", n), message, _how_to_choose(conflict)
        else:
            message = msg(
                "sources differ on “{about}”: {claims}; taken: “{value}”",
                about=conflict.about,
                claims=claims,
                value=conflict.claims[conflict.chosen - 1].value,
            )
            reason = msg("reason: {reason}", reason=conflict.reason) if conflict.reason else None
            yield "sources-differ", ("conflicts", n), message, reason


def _how_to_choose(conflict: Conflict) -> Message:
    if conflict.reason:
        return msg("choose one with “chosen: …”; reason noted: {reason}", reason=conflict.reason)
    return msg("choose one with “chosen: …”")


def _unit_of(value: object) -> str | None:
    """The unit a record names, such as a seat; None for other values."""
    unit = getattr(value, "unit", None) if isinstance(value, BaseModel) else None
    return unit if isinstance(unit, str) else None


def _says(facts: Facts, found: Named, written: str) -> bool:
    """Whether a fact is what a source wrote, compared as what it is: a number, a date, words."""
    value = _unit_of(found.value) or found.value
    match value:
        case Quantity():
            return _is_number(value.number, written, found, value.qualifier)
        case Decimal() | int() if not isinstance(value, bool):
            return _is_number(Decimal(value), written, found, None)
        case date() | PartialDate():
            return _is_date(value, written)
        case Text():
            words = (value.in_language(language) for language in LANGUAGES)
            return key_of(written) in {key_of(spelled) for spelled in words if spelled}
    return key_of(written) in {key_of(str(value)), *_names(facts, str(value))}


def _is_date(value: date | PartialDate, written: str) -> bool:
    """Whether every part of a date that is told is the same."""
    read = read_date(written)
    return read is not None and all(
        getattr(read, part) == getattr(value, part) for part in ("day", "month", "year")
    )


def _names(facts: Facts, unit_id: str) -> set[str]:
    """What else a unit is called."""
    unit = facts.unit(unit_id)
    if unit is None:
        return set()
    spelled = [unit.name.in_language(language) for language in LANGUAGES]
    return {key_of(words) for words in (*spelled, *unit.aliases) if words}


def _is_number(value: Decimal, written: str, found: Named, qualifier: Qualifier | None) -> bool:
    """Whether the fact keeps number and word of its source: 300, but nearly 300."""
    return any(
        value in (figure.value, _in_measure(figure, found)) and figure.qualifier == qualifier
        for figure in _figures(written)
    )


def _figures(written: str) -> Iterator[Figure]:
    """What a source wrote, in every reading it has."""
    match read_figure(written):
        case Figure() as figure:
            yield figure
        case Ambiguous(figures=figures):
            yield from figures


def _in_measure(figure: Figure, found: Named) -> Any:
    """The figure in the measure of the indicator or work it belongs to."""
    for record in found.around:
        if isinstance(record, Indicator | Welfare) and record.measure.vi:
            return convert(figure, record.measure.vi)
    return None
