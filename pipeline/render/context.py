"""The names a text template may use: facts, figures, decisions, and a few ways to look things up.

``docs/templates.md`` lists them for template makers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from pipeline.model.base import N_
from pipeline.model.blocks import Figure, Run, Signature, Signatures
from pipeline.model.dossier import Rules
from pipeline.model.facts import Paper
from pipeline.model.layout import DocumentKind
from pipeline.model.leadership import Seat
from pipeline.model.progress import units_to_remind
from pipeline.render.chart_block import chart_of
from pipeline.render.ledger import Entry, Ledger
from pipeline.render.lookups import Lookups
from pipeline.render.markdown import read_lines
from pipeline.render.material import Material
from pipeline.render.report_lookups import ReportLookups
from pipeline.render.telling import comparison_of
from pipeline.render.values import Missing, Node, Shelf, Value
from pipeline.render.wording import time_words

FULL_STOP = N_(".")
ANNEX_PART = "annex:"
LANDSCAPE = " landscape"
"""Ends the name of the part of an annex whose pages lie on their side."""
SEE_ANNEX, END = "\ue004", "\ue001"
"""Around the name of an annex that the text points to; its number is known at the end."""
PART = "\ue003"
"""Begins a line that names the part of the paper which follows."""


def names_for(  # noqa: PLR0913 — what one paper is: of what, by whom, when
    material: Material,
    kind: DocumentKind,
    paper: Paper | None,
    cited: tuple[Rules, date],
    issuing_unit: str | None,
    ledger: Ledger,
) -> dict[str, Any]:
    """The names a template sees, as proxies that print to ``ledger``.

    ``cited`` is the rulebook whose bases the paper rests on, and the day it is signed.
    ``issuing_unit`` is the id of the unit that issues the paper, None where the bloc does.
    """
    dossier, summary, rules = material.dossier, material.summary, material.rules
    facts = dossier.facts
    shelf = Shelf(facts, dossier.trail, ledger)
    rule_shelf = Shelf(rules.book, rules.trail, ledger)
    ledger.of_cluster = facts.bloc.kind == "cluster"
    terms = {term.year: n for n, term in enumerate(facts.leadership.terms)}
    all_facts = Node(shelf, facts, ())
    all_rules = Node(rule_shelf, rules.book, ())
    law = Node(Shelf(cited[0].book, cited[0].trail, ledger), cited[0].book, ())
    counted = Node(shelf, summary, ())
    report = summary.report(kind.length)
    members = all_facts.bloc.units_stated
    if not members and facts.members:
        members = counted.units_named
    published = facts.scores is not None and facts.scores.published
    decisions = Node(shelf, material.decisions, ())
    term = all_facts.leadership.terms[terms[facts.year]] if facts.year in terms else None

    def gap(label: str, near: Any) -> str:
        source = near.source if isinstance(near, Missing) else _first_source(shelf, near)
        path = near.paths[0] if isinstance(near, Value) else getattr(near, "path", ())
        return ledger.put(ledger.gap(label, source, path))

    def blank(value: Any) -> Any:
        return value.blank() if isinstance(value, Missing) else value

    def figure(photo: Node, caption: str) -> str:
        runs = [run for line in read_lines(caption, ledger) for run in (Run("\n"), *line)][1:]
        image: FilePath | None = None
        if photo.file:
            image = dossier.folder / photo.file.raw
        else:
            missing = next(iter(read_lines(str(photo.file), ledger)))
            runs = [*missing, Run(" "), *runs]
        words = "".join(run.text for run in runs)
        return ledger.put_block(Figure(image, tuple(runs), words.replace("\n", " ")))

    def chart(
        kind: str,
        caption: str,
        categories: Sequence[Any],
        series: Sequence[tuple[str, Sequence[Any]]],
        reference: tuple[int, str] | None = None,
    ) -> str:
        return ledger.put_block(chart_of(kind, caption, categories, series, reference, ledger))

    def signatures(entries: Sequence[tuple[Sequence[str], str, str]], across: int) -> str:
        signed = (
            Signature(
                tuple(line for text in authority for line in read_lines(str(text), ledger)),
                *(next(iter(read_lines(str(text), ledger)), ()) for text in (post, name)),
            )
            for authority, post, name in entries
        )
        return ledger.put_block(Signatures(tuple(signed), across))

    def footnote(text: str) -> str:
        said = next(iter(read_lines(str(text), ledger)), ())
        return ledger.put(Entry(Run("", footnote=said)))

    paper_index = facts.issuer.papers.index(paper) if paper else None
    lookups = Lookups(shelf, rule_shelf, summary, material.decisions, members).names()
    return {
        "facts": all_facts,
        "issuing_unit": lookups["unit"](issuing_unit) if issuing_unit else None,
        "summary": counted,
        "decisions": decisions,
        "scores": counted.scores if published else (),
        "rules": all_rules,
        "bases": [
            law.bases[n] for n, basis in enumerate(cited[0].book.bases) if basis.has_begun(cited[1])
        ],
        "paper": (
            all_facts.issuer.papers[paper_index]
            if paper_index is not None
            else Node(shelf, Paper(document="-"), ("issuer", "papers"))
        ),
        "abbreviation": kind.abbreviation or "",
        "head": term.head
        if term
        else Missing(
            shelf,
            ("leadership", "terms", len(facts.leadership.terms), "head"),
            N_("đơn vị Khối trưởng"),
            Seat,
        ),
        "deputies": term.deputies if term else (),
        "is_stated": lambda fact: fact is not None and not isinstance(fact, Missing),
        "term": term,
        "members": members,
        "report": Node(shelf, report, ()),
        **lookups,
        **ReportLookups(shelf, summary, report).names(),
        "comparison_of": comparison_of,
        "bloc_figures": lambda indicators: [one for one in indicators if comparison_of(one)],
        "unit_figures": [
            Node(shelf, one, ())
            for theme in summary.themes
            for one in theme.indicators
            if any(row.unit for row in one.rows) and (len(one.rows) > 1 or one.total is None)
        ],
        "units_to_remind": [
            Node(shelf, one, ())
            for one in units_to_remind(summary.sending, facts.head, material.only_units)
        ],
        "asked_on": (
            Value(shelf, material.asked_on, (), "") if material.asked_on is not None else None
        ),
        "outlook": material.outlook and Node(shelf, material.outlook, ()),
        **time_words(all_facts, decisions.year, ledger),
        "stop": ledger.say(FULL_STOP),
        "ledger": ledger,
        "gap": gap,
        "blank": blank,
        "figure": figure,
        "chart": chart,
        "part": lambda name: f"\n{PART}{name}\n",
        "signatures": signatures,
        "footnote": footnote,
        "annex": lambda name, landscape=False: (
            f"\n{PART}{ANNEX_PART}{name}{LANDSCAPE if landscape else ''}\n"
        ),
        "see_annex": lambda name: f"{SEE_ANNEX}{name}{END}",
    }


def _first_source(shelf: Shelf, near: Any) -> Any:
    if isinstance(near, Value):
        return next(iter(near.sources), None)
    return shelf.trail.source(near._path) if isinstance(near, Node) else None
