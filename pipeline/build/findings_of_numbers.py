"""Whether two papers of the bloc carry one number where their layout gives each its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.errors import Problem, Severity, msg
from pipeline.model.dossier import Dossier
from pipeline.model.layout import Layout, TextTemplate
from pipeline.render.compose import choose_layout


def numbers_used_twice(
    dossier: Dossier, templates: Mapping[str, TextTemplate], layouts: Sequence[Layout]
) -> list[Problem]:
    """A warning for each paper with a number that another of its series has.

    State papers of all kinds share the series of a calendar year (Decree 30/2020/NĐ-CP, Annex I);
    Party papers have one for each kind in each term (36-HD/VPTW). Papers that units issue are
    numbered by the units.
    """
    facts = dossier.facts
    first: dict[tuple[object, ...], int] = {}
    problems = []
    for n, paper in enumerate(facts.issuer.papers):
        template = templates.get(paper.document)  # none of a clerk's own form
        if paper.number is None or template is None or template.kind.issued_by == "unit":
            continue
        day = paper.date or facts.day
        layout = choose_layout(layouts, facts, template, day)
        yearly = layout.series == "year"
        of = day.year if yearly else template.kind.abbreviation
        earlier = first.setdefault((layout.series, of, paper.number), n)
        if earlier == n:
            continue
        problems.append(
            Problem(
                "number-used-twice",
                msg(
                    "the number {number} is also that of the paper in {place}",
                    number=paper.number,
                    place=dossier.place(("issuer", "papers", earlier, "number")) or "",
                ),
                dossier.place(("issuer", "papers", n, "number")),
                msg("all papers of a year share one series of numbers; correct one of the two")
                if yearly
                else msg("papers of one kind share one series of numbers; correct one of the two"),
                Severity.WARNING,
            )
        )
    return problems
