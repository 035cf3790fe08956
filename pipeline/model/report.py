"""What the report of each length says: its items, each with its weight and why it is in or out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.errors import Message
from pipeline.model.base import Derived, Path, Ref
from pipeline.model.comparison import Comparison
from pipeline.model.year import Theme

Length = Literal["full", "short", "brief"]
"""About 15 pages, ten minutes read aloud, one page."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """One reason for the weight of an item: its points, in words, and the facts it rests on."""

    points: int
    message: Message
    facts: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One thing the reports may tell: a result, or several that say the same.

    ``results`` are all it is made of, ``units`` whose they are; without units it is told of the
    bloc as a whole. ``text`` points to the words that are printed: those of a result, the name of
    a joint activity, or the clerk's rewording. ``code`` is how ``editorial`` names it.
    """

    code: str
    codes: tuple[str, ...]
    """By which a note may name it: its own, and those of all that it is made of."""
    theme: Theme
    results: tuple[Ref, ...]
    units: tuple[Derived[str], ...]
    text: Ref
    activity: Ref | None
    comparison: Comparison | None
    """The figure that stands beside the words, compared; None where none does, or where those
    who tell of the same thing differ."""
    measure: Ref | None
    words: int
    """About how many it takes in Vietnamese, with the names before it and the figure after it."""
    weight: int
    reasons: tuple[Weighing, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a report of one length tells an item, and why."""

    item: ReportItem
    taken: bool
    why: Message


@dataclass(frozen=True, slots=True)
class ThemeReport:
    """What a report says under one theme.

    ``items`` are told, in the order of print; ``choices`` holds these and what is left out.
    ``untold`` counts what found no room, without what the clerk dropped; None where all did.
    """

    theme: Theme
    items: tuple[ReportItem, ...]
    choices: tuple[Choice, ...]
    untold: Derived[int] | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the report of one length says.

    ``named`` are the units of which it tells nothing done although the full report does.
    """

    length: Length
    themes: tuple[ThemeReport, ...]
    named: tuple[Derived[str], ...]

    def theme(self, name: str) -> ThemeReport | None:
        """What it says under one theme, or None where nothing was stated about it."""
        return next((theme for theme in self.themes if theme.theme == name), None)
