"""Whether papers are signed when papers of their kind are: before the conference, or after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.errors import Problem, Severity, msg
from pipeline.model.dossier import Dossier
from pipeline.model.layout import TextTemplate


def signed_early(dossier: Dossier) -> Iterator[Problem]:
    """An error for each paper that closes the year before the conference reviewed it."""
    held = _held(dossier)
    for n, paper in dossier.closing_papers:
        if held and paper.date and paper.date < held:
            yield Problem(
                "signed-early",
                msg(
                    "signed on {date}, before the conference of {held}",
                    date=f"{paper.date:%d/%m/%Y}",
                    held=f"{held:%d/%m/%Y}",
                ),
                dossier.place(("issuer", "papers", n, "date")),
                msg("check both dates"),
            )


def signed_late(dossier: Dossier, templates: Mapping[str, TextTemplate]) -> Iterator[Problem]:
    """A warning for each paper of the beginning of the year that is signed when it is over."""
    held, conference = _held(dossier), dossier.facts.conference
    if held is None or conference is None or conference.kind != "year-end":
        return
    opening = {name for name, text in templates.items() if text.kind.signed == "opening"}
    for n, paper in enumerate(dossier.facts.issuer.papers):
        if paper.document in opening and paper.date and paper.date > held:
            yield Problem(
                "signed-late",
                msg(
                    "a paper of the beginning of the year is signed on {date}, after the"
                    " conference of {held}",
                    date=f"{paper.date:%d/%m/%Y}",
                    held=f"{held:%d/%m/%Y}",
                ),
                dossier.place(("issuer", "papers", n, "date")),
                msg("check both dates"),
                Severity.WARNING,
            )


def _held(dossier: Dossier) -> date | None:
    return dossier.facts.conference.day if dossier.facts.conference else None
