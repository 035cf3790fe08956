"""A folder studied: read, counted, judged and put into words, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline import places
from pipeline.build.printing import FORMATS
from pipeline.collect import collect, read_layouts, read_rulebooks, read_text_templates
from pipeline.decide import choose_rules, decide
from pipeline.errors import InputError, Message, Problem, Severity, Source, by_place, msg
from pipeline.model.base import Language
from pipeline.model.decisions import Decisions, Verdict
from pipeline.model.document import Document, Gap
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.layout import Layout
from pipeline.model.summary import Summary
from pipeline.render.compose import compose
from pipeline.render.material import Material
from pipeline.render.texts import Texts
from pipeline.summarize import summarize
from pipeline.words import Label, catalog


@dataclass(frozen=True, slots=True)
class Order:
    """What to make: languages, kinds of documents and formats, as draft or final papers."""

    languages: tuple[Language, ...] = ()
    """Empty: as the folder says."""
    kinds: tuple[str, ...] = ()
    """Empty: every kind whose facts are there, but for those made only on request."""
    formats: tuple[str, ...] = FORMATS
    final: bool = False
    asked_on: date | None = None
    """The day for which reminders say what has not come."""
    units: tuple[str, ...] = ()
    """Letters to these units only; empty: to all to whom there is something to write."""


@dataclass(frozen=True, slots=True)
class Study:
    """A folder, read, counted, judged and put into words, but not yet printed."""

    dossier: Dossier
    summary: Summary
    decisions: Decisions
    rules: Rules
    documents: tuple[Document, ...]
    layouts: Mapping[str, Layout]
    """The layout profiles of the documents, by id."""
    warnings: tuple[Problem, ...]
    missing: tuple[Problem, ...]
    """Facts a final paper needs."""

    @property
    def untranslated(self) -> tuple[Problem, ...]:
        """Texts and words that a final paper would show in another language."""
        return tuple(p for p in self.warnings if p.code.startswith("untranslated"))


def kinds_of_documents() -> tuple[str, ...]:
    """The kinds of documents the program can write, in their order."""
    return tuple(read_text_templates(places.TEXTS))


def study(folder: Path, order: Order) -> Study:
    """Everything up to the finished words of the papers.

    Raises:
        InputError: when the inputs say what cannot be.
        TemplateError: when a text template is broken.
    """
    dossier = collect(folder)
    summary = summarize(dossier)
    rules = choose_rules(dossier, read_rulebooks(places.RULEBOOKS))
    decisions = decide(dossier, summary, rules)
    templates = read_text_templates(places.TEXTS)
    _check_papers(dossier, tuple(templates))
    layouts = read_layouts(places.LAYOUTS)
    texts = Texts(places.TEXTS, templates)
    material = Material(
        dossier,
        summary,
        decisions,
        rules,
        texts,
        layouts,
        order.final,
        order.asked_on,
        order.units,
    )
    documents = tuple(
        document
        for language in order.languages or dossier.facts.languages
        for name, template in templates.items()
        if (name in order.kinds if order.kinds else not template.kind.on_request)
        for document in compose(material, template, catalog(places.LOCALES, "documents", language))
    )
    used = {document.layout for document in documents}
    in_use = {layout.id: layout for layout in layouts if layout.id in used}
    warnings = [
        *dossier.warnings,
        *_unverified(rules, in_use.values()),
        *_untranslated(dossier, documents),
        *_not_stated(dossier, summary),
        *_against_the_rules(dossier, decisions, rules),
        *_made_up(dossier),
    ]
    return Study(
        dossier,
        summary,
        decisions,
        rules,
        documents,
        in_use,
        by_place(warnings),
        by_place(_missing_facts(dossier, documents)),
    )


def _missing_facts(dossier: Dossier, documents: Sequence[Document]) -> list[Problem]:
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
                fact=Label(gap.label, places.LOCALES, gap.known),
                documents=_several(names),
            ),
            dossier.shown(gap.source) if gap.source else None,
            msg("add “{key}” to the inputs, or leave the papers as drafts", key=gap.key)
            if gap.key
            else msg("add it to the inputs, or leave the papers as drafts"),
            Severity.MISSING,
        )
        for gap, names in found.items()
    ]


def _check_papers(dossier: Dossier, kinds: Sequence[str]) -> None:
    """Numbers and dates must be for papers that exist."""
    wrong = [
        Problem(
            "unknown-document",
            msg("there is no paper “{document}”", document=paper.document),
            dossier.place(("issuer", "papers", n, "document")),
            msg("known here: {words}", words=", ".join(kinds)),
        )
        for n, paper in enumerate(dossier.facts.issuer.papers)
        if paper.document not in kinds
    ]
    if wrong:
        raise InputError(*wrong)


def _against_the_rules(dossier: Dossier, decisions: Decisions, rules: Rules) -> list[Problem]:
    """Proposals of the conference that a check speaks against: printed, but not in silence."""
    problems = []
    for decision in decisions.nominations:
        award = rules.book.award(decision.award)
        place = dossier.place(decision.nomination.path)
        for unit in decision.candidates:
            named = dossier.facts.unit(unit.unit)
            for reason in unit.reasons:
                if reason.verdict in {Verdict.NOT_MET, Verdict.SUSPENDED} and award and named:
                    message = msg(
                        "{award}: {unit}: {reason}",
                        award=award.name,
                        unit=named.name,
                        reason=reason.message,
                    )
                    problems.append(_against(message, place))
        for reason in decision.reasons:
            if reason.verdict == Verdict.NOT_MET and award:
                message = msg("{award}: {reason}", award=award.name, reason=reason.message)
                problems.append(_against(message, place))
    return problems


def _against(message: Message, place: Source | None) -> Problem:
    hint = msg("the papers follow the conference; bloc explain tells the reasons")
    return Problem("against-the-rules", message, place, hint, Severity.WARNING)


def _made_up(dossier: Dossier) -> list[Problem]:
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


def _not_stated(dossier: Dossier, summary: Summary) -> list[Problem]:
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
                        fact=Label(missing.label, places.LOCALES),
                    ),
                    dossier.place(missing.path),
                    severity=Severity.WARNING,
                )
            )
    return problems


def _several(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    return ", ".join(shown[:3]) + (f", +{len(shown) - 3}" if len(shown) > 3 else "")


def _untranslated(dossier: Dossier, documents: Sequence[Document]) -> list[Problem]:
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
        for source in document.untranslated:
            problems.append(
                Problem(
                    "untranslated-text",
                    msg("this text is not given in “{language}”", language=document.language),
                    dossier.shown(source),
                    msg(
                        "write it as {{vi: …, hi: …, en: …}}; or write “languages: [vi]” beside"
                        " “year” to make the papers in fewer languages"
                    ),
                    Severity.MISSING,
                )
            )
    return problems


def _unverified(rules: Rules, layouts: Iterable[Layout]) -> list[Problem]:
    """What the papers rest on although nobody has compared it with its source."""
    problems = []
    if not rules.book.verified:
        problems.append(
            Problem(
                "unverified-rules",
                msg(
                    "the rulebook {name} has rules nobody compared with their source",
                    name=rules.book.id,
                ),
                Source(rules.file.path),
                msg("compare those marked “verified: false” before relying on them"),
                Severity.WARNING,
            )
        )
    problems.extend(
        Problem(
            "unverified-layout",
            msg(
                "the layout {layout} ({reference}) has not been compared with its printed source",
                layout=layout.id,
                reference=layout.reference,
            ),
            severity=Severity.WARNING,
        )
        for layout in layouts
        if not layout.verified
    )
    return problems
