"""What a study finds worth telling: facts that are missing, and warnings of every kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline import places
from pipeline.collect.folder import TEXTS
from pipeline.errors import Message, Problem, Severity, Source, msg
from pipeline.forms.sheets import place_in_workbook
from pipeline.model.base import Path as FactPath
from pipeline.model.document import Gap, Printable
from pipeline.model.dossier import Dossier
from pipeline.model.summary import Summary
from pipeline.model.trends import GapReason, Trend
from pipeline.words import Label


def missing_facts(dossier: Dossier, documents: Sequence[Printable]) -> list[Problem]:
    """What the papers show as missing, each fact once with the papers that need it."""
    found: dict[Gap, list[str]] = {}
    for document in documents:
        for gap in document.gaps:
            if not gap.by_hand:
                found.setdefault(gap, []).append(f"{document.language}/{document.name}")
    return [
        Problem(
            "missing-fact",
            msg(
                "{fact} ({documents})",
                fact=Label(gap.label, places.LOCALES, gap.known, dossier.facts.bloc.kind),
                documents=_several(names),
            ),
            dossier.shown(gap.source) if gap.source else None,
            _where_to_add(dossier, gap.key),
            Severity.MISSING,
        )
        for gap, names in found.items()
    ]


def _where_to_add(dossier: Dossier, key: str) -> Message:
    """Where the clerk writes the fact: by its key, or by sheet and label in a year's workbook."""
    own = {Path(file.path).suffix.lower() for file in dossier.files if "/" not in file.path}
    place = None if own & TEXTS else place_in_workbook(key)
    match place:
        case (sheet, ""):
            return msg("fill in the sheet “{sheet}”, or leave the papers as drafts", sheet=sheet)
        case (sheet, label):
            return msg(
                "fill in “{label}” in the sheet “{sheet}”, or leave the papers as drafts",
                label=label,
                sheet=sheet,
            )
    if key:
        return msg("add “{key}” to the inputs, or leave the papers as drafts", key=key)
    return msg("add it to the inputs, or leave the papers as drafts")


def against_last_year(dossier: Dossier, summary: Summary) -> list[Problem]:
    """Last year's figures as this year states them, where last year's folder says otherwise."""
    facts = dossier.facts
    problems = []
    for trend in summary.trends.indicators if summary.trends else ():
        now = trend.bloc.points[-1].gap
        if now and now.reason.value == GapReason.NOT_ONE_YEAR:
            continue  # what half a year is compared with is half a year
        lines: dict[str | None, Trend] = {one.unit.value: one.trend for one in trend.units}
        lines[None] = trend.bloc
        number = int(trend.indicator.path[1])
        for n, reading in enumerate(facts.indicators[number].readings):
            point = lines[reading.unit].point(facts.year - 1) if reading.unit in lines else None
            if reading.last_year is None or point is None or point.value is None:
                continue
            then = point.value.value
            if point.is_whole and not reading.last_year.may_be(then):
                problems.append(
                    Problem(
                        "last-year-figure",
                        msg(
                            "last year's figure is {stated} here, but {then} in {place}",
                            stated=reading.last_year.written(),
                            then=then.written(),
                            place=_places(dossier, point.value.origins),
                        ),
                        dossier.place((*trend.indicator.path, "readings", n, "last_year")),
                        msg("the papers follow this folder; correct the figure that is wrong"),
                        Severity.WARNING,
                    )
                )
    return problems


def _places(dossier: Dossier, origins: Iterable[FactPath]) -> str:
    """Where the figures of earlier years stand; of many the first."""
    sources = (dossier.trail.source(path) for path in origins if path[:1] == ("history",))
    return _several([str(source) for source in sources])


def made_up(dossier: Dossier) -> list[Problem]:
    """That the facts are a sample's."""
    if not dossier.facts.made_up:
        return []
    return [
        Problem(
            "made-up",
            msg("the facts are marked as made up, and every page says so"),
            dossier.place(("made_up",)),
            msg("delete the line “made_up” when the facts are real"),
            Severity.WARNING,
        )
    ]


def not_stated(dossier: Dossier, summary: Summary) -> list[Problem]:
    """Facts of one unit that are missing although the others' are stated."""
    problems = []
    for missing in summary.missing:
        unit = dossier.facts.unit(missing.unit)
        if unit:
            problems.append(
                Problem(
                    "not-stated",
                    msg(
                        "{unit}: not stated, although it is for others: {fact}",
                        unit=unit.name,
                        fact=Label(missing.label, places.LOCALES, of=dossier.facts.bloc.kind),
                    ),
                    dossier.place(missing.path),
                    severity=Severity.WARNING,
                )
            )
    return problems


def _several(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    return ", ".join(shown[:3]) + (f", +{len(shown) - 3}" if len(shown) > 3 else "")


def untranslated(dossier: Dossier, documents: Sequence[Printable]) -> list[Problem]:
    """Words of the templates without a translation, and texts of the inputs in one language."""
    problems = []
    for document in documents:
        for text in document.unsaid:
            problems.append(
                Problem(
                    "untranslated-words",
                    msg("“{text}” has no translation", text=text),
                    Source(f"locales/{document.language}/documents.po"),
                    msg("add it to the catalog"),
                )
            )
    lacking: dict[Source, list[str]] = {}
    for document in documents:
        for source in document.untranslated:
            lacking.setdefault(source, []).append(f"“{document.language}”")
    for source, languages in lacking.items():
        problems.append(
            Problem(
                "untranslated-text",
                msg(
                    "this text is not given in {languages}",
                    languages=tuple(dict.fromkeys(languages)),
                ),
                dossier.shown(source),
                msg(
                    "write it as {{vi: …, hi: …, en: …}}; or write “languages: [vi]” beside"
                    " “year” to make the papers in fewer languages"
                ),
                Severity.MISSING,
            )
        )
    return problems
