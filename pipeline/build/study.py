"""A folder studied: read, counted, judged and put into words, before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from pipeline.build.findings_of_days import signed_early, signed_late
from pipeline.build.findings_of_numbers import numbers_used_twice
from pipeline.build.findings_of_rules import against_the_rules, of_the_rules, unverified
from pipeline.build.own_forms import form_files, form_paths, not_read, read_own_forms
from pipeline.build.printing import FORMATS
from pipeline.collect import collect_years, read_layouts, read_rulebooks, read_text_templates
from pipeline.decide import choose_rules, decide, look_ahead
from pipeline.errors import InputError, Problem, TemplateError, by_place, msg
from pipeline.model.base import Language
from pipeline.model.decisions import Decisions
from pipeline.model.document import Document, FilledForm, Printable
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.forecast import Ahead
from pipeline.model.layout import Layout, TextTemplate
from pipeline.model.summary import Summary
from pipeline.render.compose import compose
from pipeline.render.material import Material
from pipeline.render.texts import Texts
from pipeline.summarize import summarize
from pipeline.word_forms.fields import Field, fields_of, searched
from pipeline.word_forms.papers import LANGUAGE, OwnForm, names_of_a_form, papers_of
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
    filled: tuple[FilledForm, ...] = ()
    """The clerk's own forms, filled in."""

    @property
    def papers(self) -> tuple[Printable, ...]:
        """All papers, the program's and those of the clerk's own forms."""
        return (*self.documents, *self.filled)

    def without(self, kinds: Sequence[str]) -> tuple[str, ...]:
        """Those of ``kinds`` of which there is no paper: the facts that it tells are not stated."""
        made = {paper.kind for paper in self.papers}
        return tuple(kind for kind in kinds if kind not in made)

    @property
    def untranslated(self) -> tuple[Problem, ...]:
        """Texts and words that a final paper would show in another language."""
        return tuple(p for p in self.warnings if p.code.startswith("untranslated"))


def fields_of_folder(folder: Path, words: Sequence[str]) -> tuple[Field, ...]:
    """What a Word form may print of a folder, with an example of each; of all words only those.

    Raises:
        InputError: when the inputs say what cannot be.
    """
    material = _material(folder, Order(), read_text_templates(places.TEXTS))
    vietnamese = catalog(places.LOCALES, "documents", LANGUAGE)
    names = names_of_a_form(material, vietnamese, "", None)
    return searched(fields_of(names), words)


def kinds_of_documents() -> tuple[str, ...]:
    """The kinds of documents the program can write, in their order."""
    return tuple(read_text_templates(places.TEXTS))


def study(folder: Path, order: Order) -> Study:
    """Everything up to the finished words of the papers.

    Raises:
        InputError: when the inputs say what cannot be.
        TemplateError: when a text template is broken.
    """
    templates = read_text_templates(places.TEXTS)
    material = _material(folder, order, templates)
    dossier, rules = material.dossier, material.rules
    _check_papers(dossier, (*templates, *form_paths(folder)))
    forms = read_own_forms(folder, templates, order.kinds)
    documents = tuple(
        document
        for language in order.languages or dossier.facts.languages
        for name, template in templates.items()
        if (name in order.kinds if order.kinds else not template.kind.on_request)
        for document in compose(material, template, catalog(places.LOCALES, "documents", language))
    )
    in_vietnamese = LANGUAGE in (order.languages or dossier.facts.languages)
    filled = tuple(_filled(forms, material)) if in_vietnamese else ()
    papers: tuple[Printable, ...] = (*documents, *filled)
    in_use = {document.layout.id: document.layout for document in documents}
    warnings = [
        *dossier.warnings,
        *unverified(rules, in_use.values()),
        *of_the_rules(dossier, rules, material.rulebooks),
        *signed_late(dossier, templates),
        *numbers_used_twice(dossier, templates, material.layouts),
        *untranslated(dossier, papers),
        *not_stated(dossier, material.summary),
        *against_the_rules(dossier, material.decisions, rules),
        *proposals_as_awards(dossier, rules),
        *against_last_year(dossier, material.summary),
        *made_up(dossier),
        *not_read(folder),
        *(problem for form in forms for problem in form.checked.problems),
    ]
    return Study(
        dossier,
        material.summary,
        material.decisions,
        rules,
        documents,
        in_use,
        by_place(warnings),
        by_place(missing_facts(dossier, papers)),
        filled,
    )


def _material(folder: Path, order: Order, templates: Mapping[str, TextTemplate]) -> Material:
    """What the papers of a folder are made from."""
    dossier = collect_years(folder, order.history)
    dossier = replace(dossier, files=(*dossier.files, *form_files(folder)))
    summary = summarize(dossier)
    rulebooks = read_rulebooks(places.RULEBOOKS)
    rules = choose_rules(dossier, rulebooks)
    projects = any(name in templates and templates[name].kind.projection for name in order.kinds)
    return Material(
        dossier,
        summary,
        decide(dossier, summary, rules),
        rules,
        Texts(places.TEXTS, templates),
        read_layouts(places.LAYOUTS),
        rulebooks,
        order.final,
        order.asked_on,
        order.units,
        look_ahead(dossier, summary, rules, order.ahead) if projects else None,
    )


def _filled(forms: Sequence[OwnForm], material: Material) -> Iterator[FilledForm]:
    """The papers of the own forms; what cannot be filled in any of them is told at once."""
    words = catalog(places.LOCALES, "documents", LANGUAGE)
    problems: list[Problem] = []
    for form in forms:
        try:
            yield from papers_of(form, material, words)
        except TemplateError as error:
            problems.extend(error.problems)
    if problems:
        raise TemplateError(*problems)


def _check_papers(dossier: Dossier, kinds: Sequence[str]) -> None:
    """Numbers and dates must be for papers that exist, and that had something to tell."""
    wrong = [
        *signed_early(dossier),
        *_unknown_papers(dossier, kinds),
    ]
    if wrong:
        raise InputError(*wrong)


def _unknown_papers(dossier: Dossier, kinds: Sequence[str]) -> list[Problem]:
    return [
        Problem(
            "unknown-document",
            msg("there is no paper “{document}”", document=paper.document),
            dossier.place(("issuer", "papers", n, "document")),
            msg("known here: {words}", words=", ".join(kinds)),
        )
        for n, paper in enumerate(dossier.facts.issuer.papers)
        if paper.document not in kinds
    ]
