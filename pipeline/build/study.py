"""A folder studied: read, counted, judged and put into words, before anything is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline import places
from pipeline.build.findings import (
    against_last_year,
    made_up,
    missing_facts,
    not_stated,
    untranslated,
)
from pipeline.build.findings_of_awards import proposals_as_awards
from pipeline.build.findings_of_numbers import numbers_used_twice
from pipeline.build.findings_of_rules import against_the_rules, of_the_rules, unverified
from pipeline.build.printing import FORMATS
from pipeline.collect import collect_years, read_layouts, read_rulebooks, read_text_templates
from pipeline.decide import choose_rules, decide, look_ahead
from pipeline.errors import InputError, Problem, by_place, msg
from pipeline.model.base import Language
from pipeline.model.decisions import Decisions
from pipeline.model.document import Document
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.forecast import Ahead
from pipeline.model.layout import Layout
from pipeline.model.summary import Summary
from pipeline.render.compose import compose
from pipeline.render.material import Material
from pipeline.render.texts import Texts
from pipeline.summarize import summarize
from pipeline.words import catalog


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
    history: tuple[Path, ...] = ()
    """Folders of earlier years of the bloc, or folders that hold several of them."""
    ahead: Ahead = field(default_factory=Ahead)
    """What a forecast looks at; only a paper that is asked for tells it."""


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
    dossier = collect_years(folder, order.history)
    summary = summarize(dossier)
    rulebooks = read_rulebooks(places.RULEBOOKS)
    rules = choose_rules(dossier, rulebooks)
    decisions = decide(dossier, summary, rules)
    templates = read_text_templates(places.TEXTS)
    _check_papers(dossier, tuple(templates))
    layouts = read_layouts(places.LAYOUTS)
    texts = Texts(places.TEXTS, templates)
    projects = any(templates[name].kind.projection for name in order.kinds)
    material = Material(
        dossier,
        summary,
        decisions,
        rules,
        texts,
        layouts,
        rulebooks,
        order.final,
        order.asked_on,
        order.units,
        look_ahead(dossier, summary, rules, order.ahead) if projects else None,
    )
    documents = tuple(
        document
        for language in order.languages or dossier.facts.languages
        for name, template in templates.items()
        if (name in order.kinds if order.kinds else not template.kind.on_request)
        for document in compose(material, template, catalog(places.LOCALES, "documents", language))
    )
    in_use = {document.layout.id: document.layout for document in documents}
    warnings = [
        *dossier.warnings,
        *unverified(rules, in_use.values()),
        *of_the_rules(dossier, rules, rulebooks),
        *numbers_used_twice(dossier, templates, layouts),
        *untranslated(dossier, documents),
        *not_stated(dossier, summary),
        *against_the_rules(dossier, decisions, rules),
        *proposals_as_awards(dossier, rules),
        *against_last_year(dossier, summary),
        *made_up(dossier),
    ]
    return Study(
        dossier,
        summary,
        decisions,
        rules,
        documents,
        in_use,
        by_place(warnings),
        by_place(missing_facts(dossier, documents)),
    )


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
