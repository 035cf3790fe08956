"""The coming heads in plain words: for the terminal and for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import places
from pipeline.collect import collect, read_rulebooks
from pipeline.decide import choose_rules, look_ahead
from pipeline.decide.modes import NAMES
from pipeline.errors import Message, Speech, msg
from pipeline.model.base import Derived, Text
from pipeline.model.decisions import Reason
from pipeline.model.dossier import Dossier
from pipeline.model.forecast import (
    Ahead,
    Forecast,
    ForecastSeat,
    ForecastYear,
    Outlook,
    Tenure,
)
from pipeline.summarize import summarize
from pipeline.words import speech_about

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutlookTable:
    """A table in words, its first row the heading."""

    title: str
    head: Row
    rows: tuple[Row, ...]


def read_outlook(dossier: Dossier, ahead: Ahead) -> Outlook:
    """The coming heads of a folder.

    Raises:
        InputError: when no rulebook fits.
    """
    rules = choose_rules(dossier, read_rulebooks(places.RULEBOOKS))
    return look_ahead(dossier, summarize(dossier), rules, ahead)


def read_members(folder: Path) -> tuple[Dossier, tuple[str, ...]]:
    """A folder, and the ids of the units that can be supposed to leave or merge.

    Raises:
        InputError: when the inputs say what cannot be.
    """
    dossier = collect(folder)
    return dossier, tuple(unit.id for unit in dossier.facts.units)


def outlook_tables(dossier: Dossier, outlook: Outlook, speech: Speech) -> tuple[OutlookTable, ...]:
    """The years, those under the supposition, and how the headship was shared out so far."""
    told = _Teller(speech_about(dossier.facts.bloc.kind, speech))
    tables = [told.years(msg("Heads of the bloc to come: a projection, not a fact"), outlook.plain)]
    if outlook.supposed:
        tables.append(told.years(told.supposition(outlook), outlook.supposed))
    tables.append(told.tenures(outlook.plain))
    return tuple(tables)


@dataclass(frozen=True, slots=True)
class _Teller:
    speech: Speech

    def say(self, message: Message) -> str:
        return message.in_words(self.speech)

    def name(self, name: Derived[Text]) -> str:
        return name.value.said_in(self.speech.language)

    def supposition(self, outlook: Outlook) -> Message:
        years = ", ".join(str(year.value) for year in outlook.differing)
        parts = (
            *(msg("without {unit}", unit=name.value) for name in outlook.without),
            *(msg("merged: {unit}", unit=name.value) for name in outlook.merged),
        )
        if not years:
            return msg("Supposed: {parts}; nothing changes", parts=parts)
        return msg("Supposed: {parts}; changes in {years}", parts=parts, years=years)

    def years(self, title: Message, forecast: Forecast) -> OutlookTable:
        return OutlookTable(
            self.say(title),
            (
                self.say(msg("Year")),
                self.say(msg("Head")),
                self.say(msg("Deputies")),
                self.say(msg("Why")),
            ),
            tuple(
                (
                    str(row.year.value),
                    self.name(row.head.name) if row.head else "?",
                    "; ".join(self.deputies(row)),
                    "; ".join(self.say(one) for one in _why(row)),
                )
                for row in forecast.years
            ),
        )

    def deputies(self, row: ForecastYear) -> Iterator[str]:
        yield from (self.name(seat.name) for seat in row.deputies)
        yield from "?" * row.open_deputies

    def tenures(self, forecast: Forecast) -> OutlookTable:
        recorded = forecast.first_recorded
        title = (
            msg(
                "Years as head in those recorded ({first}-{last}); waiting: years without",
                first=recorded.value,
                last=forecast.last_recorded.value,
            )
            if recorded
            else msg("No year is recorded in which a unit headed the bloc")
        )
        return OutlookTable(
            self.say(title),
            (
                self.say(msg("Unit")),
                self.say(msg("Years as head")),
                self.say(msg("Last")),
                self.say(msg("Waiting")),
                self.say(msg("Longest gap")),
                self.say(msg("To come")),
            ),
            tuple(self.tenure(one) for one in forecast.tenures),
        )

    def tenure(self, one: Tenure) -> Row:
        def figure(value: Derived[int] | None) -> str:
            return "-" if value is None else str(value.value)

        waiting = figure(one.waiting)
        if one.waiting_at_least:
            waiting = self.say(msg("at least {years}", years=waiting))
        if one.waiting_at_most:
            waiting = self.say(msg("at most {years}", years=waiting))
        if one.waiting is None:
            waiting = self.say(msg("not known"))
        gap = figure(one.longest_gap)
        return (
            self.name(one.name),
            figure(one.terms),
            figure(one.last),
            waiting,
            gap,
            figure(one.coming),
        )


def outlook_notes(outlook: Outlook) -> Iterator[Message]:
    """What a reader of the tables must know of how they were made."""
    plain = outlook.plain
    names = tuple(NAMES[mode] for mode in plain.modes)
    if plain.own_modes:
        yield msg("by the bloc's own way, tried in order: {modes}", modes=names)
    else:
        yield msg("by the rulebook, as the bloc states no way of its own: {modes}", modes=names)
    if plain.set_aside:
        names = tuple(NAMES[mode] for mode in plain.set_aside)
        yield msg("not known ahead, so left out of years to come: {modes}", modes=names)
    for name in plain.taken_up_again:
        yield msg("{unit} is not considered at present; later years take it up", unit=name.value)
    if not outlook.ranks_hold:
        yield msg(
            "the ranking of {year} does not hold for the supposed units, so it is left out there",
            year=plain.last_recorded.value,
        )
    if plain.unrecorded:
        years = ", ".join(str(year.value) for year in plain.unrecorded)
        yield msg("years whose head is not recorded: {years}", years=years)
    yield msg("a projection: the conference decides every year anew")


def _why(row: ForecastYear) -> tuple[Message, ...]:
    """Why the head, or why none is told; and why a deputy is not."""
    if row.waits_on:
        return (msg("depends on the choice of {year}", year=row.waits_on.value),)
    if row.head is None:
        return tuple(reason.message for reason in row.open_reasons)
    missing = tuple(
        msg("deputy head: {reason}", reason=reason.message) for reason in row.open_reasons
    )
    if row.head.mode is None:
        return (msg("settled already"), *missing)
    return (*(reason.message for reason in row.head.reasons), *missing)


def outlook_record(dossier: Dossier, outlook: Outlook, speech: Speech) -> dict[str, Any]:
    """The outlook in plain values, for programs."""
    told = _RecordTeller(dossier, speech_about(dossier.facts.bloc.kind, speech))
    return {
        "projection": True,
        **told.forecast(outlook.plain),
        "without": [told.name(name) for name in outlook.without],
        "merged": [told.name(name) for name in outlook.merged],
        "supposed": outlook.supposed and told.forecast(outlook.supposed),
        "differing": [year.value for year in outlook.differing],
    }


@dataclass(frozen=True, slots=True)
class _RecordTeller:
    dossier: Dossier
    speech: Speech

    def name(self, name: Derived[Text]) -> str:
        return name.value.said_in(self.speech.language)

    def forecast(self, forecast: Forecast) -> dict[str, Any]:
        return {
            "modes": list(forecast.modes),
            "own_modes": forecast.own_modes,
            "set_aside": list(forecast.set_aside),
            "years": [
                {
                    "year": row.year.value,
                    "head": row.head and self.seat(row.head),
                    "deputies": [self.seat(seat) for seat in row.deputies],
                    "open_deputies": row.open_deputies,
                    "waits_on": row.waits_on and row.waits_on.value,
                    "open": [self.reason(reason) for reason in row.open_reasons],
                }
                for row in forecast.years
            ],
            "units": [
                {
                    "unit": one.unit.value,
                    "name": self.name(one.name),
                    "terms": one.terms.value,
                    "last": one.last and one.last.value,
                    "waiting": one.waiting and one.waiting.value,
                    "waiting_at_least": one.waiting_at_least,
                    "waiting_at_most": one.waiting_at_most,
                    "longest_gap": one.longest_gap and one.longest_gap.value,
                    "coming": one.coming.value,
                }
                for one in forecast.tenures
            ],
            "unrecorded": [year.value for year in forecast.unrecorded],
        }

    def seat(self, seat: ForecastSeat) -> dict[str, Any]:
        return {
            "unit": seat.unit.value,
            "name": self.name(seat.name),
            "mode": seat.mode,
            "reasons": [self.reason(reason) for reason in seat.reasons],
        }

    def reason(self, reason: Reason) -> dict[str, Any]:
        sources = (self.dossier.trail.source(path) for path in reason.facts)
        return {
            "verdict": str(reason.verdict),
            "message": reason.message.in_words(self.speech),
            "facts": list(dict.fromkeys(str(source) for source in sources if source)),
        }
