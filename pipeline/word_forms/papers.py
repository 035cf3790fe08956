"""The papers of a clerk's own form: one for the year, or one for each nomination or unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.model.base import Language
from pipeline.model.document import FilledForm
from pipeline.model.layout import DocumentKind, OwnFormHead
from pipeline.render.compose import MADE_UP, WATERMARK, paper_of
from pipeline.render.context import names_for
from pipeline.render.ledger import Ledger
from pipeline.render.material import Material
from pipeline.word_forms.checking import CheckedForm
from pipeline.word_forms.filling import fill
from pipeline.word_forms.marks import marked
from pipeline.words import Catalog

LANGUAGE: Language = "vi"
"""A form is in the official language; so are the values in it."""

_KIND = DocumentKind(order=0, frame="official", when="true")
"""A form prints its own frame; what it tells is what the full report tells."""


@dataclass(frozen=True, slots=True)
class OwnForm:
    """A clerk's own form, checked: its name, what lists call it, what is declared of it."""

    name: str
    title: str
    head: OwnFormHead
    checked: CheckedForm


def papers_of(form: OwnForm, material: Material, words: Catalog) -> Iterator[FilledForm]:
    """The form filled in for whatever it is filled in for.

    Raises:
        TemplateError: a tag cannot be filled in with these facts.
        RenderError: a value cannot stand in a Word file, or has not arrived.
    """
    for_each = form.head.for_each
    if for_each is None:
        yield _paper(form, material, names_of_a_form(material, words, form.name, None), "")
        return
    endings = [_ending(one, for_each) for one in _each(material, words, for_each)]
    for n, ending in enumerate(endings):
        names = names_of_a_form(material, words, form.name, ending)
        each = list(_listed(names, for_each))[n]
        yield _paper(form, material, {**names, "each": each}, ending)


def names_of_a_form(
    material: Material, words: Catalog, name: str, ending: str | None
) -> dict[str, Any]:
    """The names that a form of this name knows, printing to a ledger of its own."""
    facts = material.dossier.facts
    paper = paper_of(facts, name, ending)
    day = (paper.date if paper else None) or facts.day
    cited = (material.rules_cited_by(_KIND, day), day)
    return names_for(material, _KIND, paper, cited, None, Ledger(LANGUAGE, words))


def _each(material: Material, words: Catalog, for_each: str) -> Iterator[Any]:
    return _listed(names_of_a_form(material, words, "", None), for_each)


def _listed(names: dict[str, Any], for_each: str) -> Iterator[Any]:
    return iter(names["facts"].units if for_each == "units" else names["decisions"].nominations)


def _ending(each: Any, for_each: str) -> str:
    return str(each.id.raw if for_each == "units" else each.name.raw)


def _paper(form: OwnForm, material: Material, names: dict[str, Any], ending: str) -> FilledForm:
    ledger: Ledger = names["ledger"]
    content = fill(form.checked, names)
    watermark = "" if material.final else ledger.say(WATERMARK)
    notices = (ledger.say(MADE_UP),) if material.dossier.facts.made_up else ()
    whose = ""
    if "each" in names:
        each = names["each"]
        whose = ledger.read(
            str(each.name) if form.head.for_each == "units" else names["award_of"](each)
        )
    return FilledForm(
        kind=form.name,
        name=f"{form.name}-{ending}" if ending else form.name,
        language=LANGUAGE,
        title=f"{form.title}: {whose}" if whose else form.title,
        content=marked(content, watermark, notices),
        gaps=ledger.gaps,
        untranslated=ledger.untranslated,
        unsaid=tuple(dict.fromkeys(ledger.unsaid)),
    )
