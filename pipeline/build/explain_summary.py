"""What the reports tell, item by item, and why: for the terminal and for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pipeline import places
from pipeline.errors import Message, Speech, msg
from pipeline.forms.choices import labels_of
from pipeline.model.base import Path, Text
from pipeline.model.dossier import Dossier
from pipeline.model.report import Choice, Length, ReportItem
from pipeline.model.summary import Summary
from pipeline.model.year import Theme
from pipeline.words import Label, speech_about

LENGTHS: Mapping[Length, Message] = {
    "full": msg("full report"),
    "short": msg("short report"),
    "brief": msg("brief report"),
}


@dataclass(frozen=True, slots=True)
class ExplainedItem:
    """One item: what it says, how much it weighs and why, and which reports tell it."""

    code: str
    text: str
    units: tuple[str, ...]
    places: tuple[str, ...]
    weight: int
    reasons: tuple[tuple[int, str, tuple[str, ...]], ...]
    """Points, the sentence, and the places of the facts it rests on."""
    reports: tuple[tuple[Length, str, bool, str], ...]
    """For each length its name, whether it tells the item, and why."""


@dataclass(frozen=True, slots=True)
class ExplainedTheme:
    """The items under one theme, in the order in which the full report has them."""

    theme: Theme
    title: str
    items: tuple[ExplainedItem, ...]


def explain_summary(
    dossier: Dossier, summary: Summary, speech: Speech
) -> tuple[ExplainedTheme, ...]:
    """Every item of the reports in the language of ``speech``."""
    told = _Teller(dossier, speech_about(dossier.facts.bloc.kind, speech))
    titles = dict(labels_of(get_args(Theme)))
    full = summary.report("full")
    by_length = {
        report.length: {c.item.code: c for theme in report.themes for c in theme.choices}
        for report in summary.reports
    }

    def choices(code: str) -> dict[Length, Choice]:
        return {length: of_report[code] for length, of_report in by_length.items()}

    return tuple(
        ExplainedTheme(
            theme.theme,
            Label(titles[theme.theme], places.LOCALES, of=dossier.facts.bloc.kind).said_in(
                speech.language
            ),
            tuple(told.item(choice.item, choices(choice.item.code)) for choice in theme.choices),
        )
        for theme in full.themes
    )


def summary_record(explained: tuple[ExplainedTheme, ...]) -> dict[str, Any]:
    """The same in plain values."""
    return {
        theme.theme: [
            {
                "item": item.code,
                "text": item.text,
                "units": list(item.units),
                "facts": list(item.places),
                "weight": item.weight,
                "reasons": [
                    {"points": points, "message": sentence, "facts": list(facts)}
                    for points, sentence, facts in item.reasons
                ],
                "reports": {
                    length: {"told": taken, "why": why} for length, _, taken, why in item.reports
                },
            }
            for item in theme.items
        ]
        for theme in explained
    }


@dataclass(frozen=True, slots=True)
class _Teller:
    dossier: Dossier
    speech: Speech

    def item(self, item: ReportItem, choices: Mapping[Length, Choice]) -> ExplainedItem:
        return ExplainedItem(
            item.code,
            self.words(item.text.path),
            tuple(self.unit(unit.value) for unit in item.units),
            self.places(tuple(ref.path for ref in item.results)),
            item.weight,
            tuple(
                (one.points, one.message.in_words(self.speech), self.places(one.facts))
                for one in item.reasons
            ),
            tuple(
                (length, LENGTHS[length].in_words(self.speech), choice.taken,
                 choice.why.in_words(self.speech))
                for length, choice in choices.items()
            ),
        )  # fmt: skip

    def words(self, path: Path) -> str:
        text: Text = self.dossier.facts.at(path)
        return " ".join(text.said_in(self.speech.language).split())

    def unit(self, unit_id: str) -> str:
        unit = self.dossier.facts.unit(unit_id)
        return unit.name.said_in(self.speech.language) if unit else unit_id

    def places(self, paths: tuple[Path, ...]) -> tuple[str, ...]:
        sources = (self.dossier.trail.source(path) for path in paths)
        return tuple(dict.fromkeys(str(source) for source in sources if source))
