"""index.html: every paper, what is missing, who has sent what, the decisions with their reasons,
the warnings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__, places
from pipeline.build.explain import explain
from pipeline.build.printing import FORMATS
from pipeline.build.sending import sending_table
from pipeline.build.study import Study
from pipeline.errors import Problem, Speech
from pipeline.model.base import LANGUAGES
from pipeline.model.document import Gap, Printable
from pipeline.model.dossier import Dossier
from pipeline.render.html import fill_page
from pipeline.words import Label, speech_about

_FORMAT_NAMES = {"docx": "Word", "pdf": "PDF", "html": "HTML", "xlsx": "Excel"}


@dataclass(frozen=True, slots=True)
class _Row:
    """One paper in all its languages and formats; links by language."""

    title: str
    links: dict[str, tuple[tuple[str, str], ...]]


def index_page(
    study: Study,
    final: bool,
    files: tuple[str, ...],
    problems: tuple[Problem, ...],
    speech: Speech,
) -> str:
    """The page a reader opens first, in the language of ``speech``."""
    facts, rules, documents = study.dossier.facts, study.rules, study.papers
    speech = speech_about(facts.bloc.kind, speech)
    titles = _titles(files, documents, speech.language)
    values = {
        "_": speech,
        "say": lambda message: message.in_words(speech),
        "place": lambda source: source.in_words(speech),
        "label": lambda gap: Label(gap.label, places.LOCALES, gap.known, facts.bloc.kind).said_in(
            speech.language
        ),
        "language": speech.language,
        "bloc": facts.bloc.name.said_in(speech.language),
        "year": facts.year,
        "made_up": facts.made_up,
        "final": final,
        "languages": [code for code in LANGUAGES if any(f.startswith(f"{code}/") for f in files)],
        "rows": _rows(files, titles),
        "gaps": _gaps(documents, titles, by_hand=False),
        "blanks": _gaps(documents, titles, by_hand=True),
        # The page carries no clock: late is only what came too late.
        "sending": sending_table(facts, study.summary.sending, None, speech),
        "explained": explain(study.dossier, study.decisions, rules, speech),
        "votes_needed": study.decisions.votes_needed,
        "members": facts.members,
        "warnings": [_inside(problem, study.dossier) for problem in problems],
        "rulebook": rules.book.name.said_in(speech.language),
        "rulebook_verified": rules.book.verified,
        "version": __version__,
    }
    return fill_page(places.HTML_FRAMES / "index.html", values)


def _inside(problem: Problem, dossier: Dossier) -> Problem:
    """The problem with its file named from within the folder, wherever the folder lies."""
    source = problem.source
    return problem if source is None else replace(problem, source=dossier.inside(source))


def _titles(
    files: tuple[str, ...], documents: tuple[Printable, ...], language: str
) -> dict[str, str]:
    """The papers by name, in their order, each with its title in the reader's language."""
    titles: dict[str, str] = {}
    for document in documents:
        if document.name not in titles or document.language == language:
            titles[document.name] = document.title
    for file in files:
        if file.count("/") == 1:
            titles.setdefault(Path(file).stem, Path(file).stem)
    return titles


def _rows(files: tuple[str, ...], titles: Mapping[str, str]) -> list[_Row]:
    return [
        _Row(
            title,
            {
                code: tuple(
                    (_FORMAT_NAMES[kind], f"{code}/{name}.{kind}")
                    for kind in FORMATS
                    if f"{code}/{name}.{kind}" in files
                )
                for code in LANGUAGES
            },
        )
        for name, title in titles.items()
    ]


def _gaps(
    documents: tuple[Printable, ...], titles: Mapping[str, str], by_hand: bool
) -> list[tuple[Gap, list[str]]]:
    """Each missing fact with the titles of the papers that need it, and in which languages."""
    found: dict[Gap, dict[str, list[str]]] = {}
    for document in documents:
        for gap in document.gaps:
            if gap.by_hand == by_hand:
                papers = found.setdefault(gap, {})
                papers.setdefault(document.name, []).append(document.language)
    return [
        (gap, [f"{titles[name]} ({', '.join(codes)})" for name, codes in papers.items()])
        for gap, papers in found.items()
    ]
