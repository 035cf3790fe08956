"""A Word file held against its layout: read, recognised, judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.errors import Message, msg
from pipeline.lint.findings import Finding
from pipeline.lint.package import Package
from pipeline.lint.parts import Case, Part
from pipeline.lint.reading import read_paper
from pipeline.lint.recognise import is_party, language_of, recognise, strips_of
from pipeline.lint.rules import RULES
from pipeline.lint.symbols import read_place_date
from pipeline.lint.vocabulary import kind_called
from pipeline.model.layout import Layout

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Linted:
    """A paper with what was found, the layout it was held against, and why that one."""

    path: str
    layout: Layout
    reason: Message
    findings: tuple[Finding, ...]


def lint(package: Package, layouts: Sequence[Layout], layout_id: str | None = None) -> Linted:
    """Hold a Word file against a layout: the one called ``layout_id``, or that of its letterhead.

    Raises:
        InputError: a part of the file is damaged.
    """
    case, reason = examine(package, layouts, layout_id)
    findings = tuple(found for rule in RULES for found in rule.findings(case))
    return Linted(package.path, case.layout, reason, findings)


def examine(
    package: Package, layouts: Sequence[Layout], layout_id: str | None
) -> tuple[Case, Message]:
    """The paper with its parts recognised and its layout chosen, and why that one."""
    paper = read_paper(package)
    strips = strips_of(paper)
    parts = recognise(paper, strips)
    layout, reason = _choose(layouts, layout_id, parts, party=is_party(strips))
    title = next((part.text for part in parts if part.component == "type-name"), "")
    return Case(paper, parts, layout, language_of(paper), kind_called(title)), reason


def _choose(
    layouts: Sequence[Layout], wanted: str | None, parts: Sequence[Part], *, party: bool
) -> tuple[Layout, Message]:
    if wanted is not None:
        return next(row for row in layouts if row.id == wanted), msg("asked for")
    if not any(part.area in {"letterhead", "foot"} and part.component for part in parts):
        return _newest(layouts, "press", None), msg("it has no letterhead")
    day = _day(parts)
    if not party:
        return _newest(layouts, "state", day), msg("the letterhead is that of a State body")
    why = (
        msg(
            "the letterhead is that of a Party body; the paper is of {date}", date=f"{day:%d/%m/%Y}"
        )
        if day
        else msg("the letterhead is that of a Party body; the paper has no date")
    )
    return _newest(layouts, "party", day), why


def _newest(layouts: Sequence[Layout], system: str, day: date | None) -> Layout:
    """The newest layout of a system, of those in force on the day where there is one."""
    rows = sorted((row for row in layouts if row.system == system), key=lambda row: row.valid_from)
    in_force = [row for row in rows if day is None or row.holds_on(day)]
    return (in_force or rows)[-1]


def _day(parts: Sequence[Part]) -> date | None:
    """The day of a paper: its date, or the last day of the year that its excerpt names."""
    for part in parts:
        read = read_place_date(part.text) if part.component == "place-date" else None
        if read and read.whole:
            return read.whole
    years = [
        int(year)
        for part in parts
        if part.component in {"excerpt", "subject", "type-name", "place-date"}
        for year in _YEAR.findall(part.text)
    ]
    return date(min(years), 12, 31) if years else None
