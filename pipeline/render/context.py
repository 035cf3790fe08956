"""The names a text template may use: facts, figures, decisions, and a few ways to look things up.

``docs/templates.md`` lists them for template makers.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path as FilePath
from typing import Any

from pipeline.model.base import N_
from pipeline.model.document import Figure, Run
from pipeline.model.facts import Paper
from pipeline.model.layout import DocumentKind
from pipeline.model.leadership import Seat
from pipeline.model.progress import units_to_remind
from pipeline.render.filters import comparison_of
from pipeline.render.markdown import read_lines
from pipeline.render.material import Material
from pipeline.render.values import Ledger, Missing, Node, Shelf, Value
from pipeline.render.wording import award_in_full, graded, nominee_in_full, time_words

FULL_STOP = N_(".")
ANNEX_PART = "annex:"
SEE_ANNEX, END = "\ue004", "\ue001"
"""Around the name of an annex that the text points to; its number is known at the end."""
PART = "\ue003"
"""Begins a line that names the part of the paper which follows."""


def names_for(
    material: Material, kind: DocumentKind, paper: Paper | None, signing_day: date, ledger: Ledger
) -> dict[str, Any]:
    """The names a template sees, as proxies that print to ``ledger``."""
    dossier, summary, rules = material.dossier, material.summary, material.rules
    facts = dossier.facts
    shelf = Shelf(facts, dossier.trail, ledger)
    rule_shelf = Shelf(rules.book, rules.trail, ledger)
    ledger.of_cluster = facts.bloc.kind == "cluster"
    units = {unit.id: ("units", n) for n, unit in enumerate(facts.units)}
    units |= {unit.id: ("former_units", n) for n, unit in enumerate(facts.former_units)}
    groups = {group.id: n for n, group in enumerate(facts.bloc.groups)}
    own_awards = {award.id: n for n, award in enumerate(facts.awards)}
    awards = {award.id: n for n, award in enumerate(rules.book.awards)}
    terms = {term.year: n for n, term in enumerate(facts.leadership.terms)}
    all_facts = Node(shelf, facts, ())
    all_rules = Node(rule_shelf, rules.book, ())
    counted = Node(shelf, summary, ())
    members = all_facts.bloc.units_stated
    if not members and facts.units:
        members = counted.units_named
    published = facts.scores is not None and facts.scores.published
    nominated = tuple(dict.fromkeys(one.award for one in facts.nominations))
    decisions = Node(shelf, material.decisions, ())
    term = all_facts.leadership.terms[terms[facts.year]] if facts.year in terms else None

    def unit(unit_id: Any) -> Any:
        part, n = units[_raw(unit_id)]
        return getattr(all_facts, part)[n]

    def group_of(one: Any) -> Any:
        return all_facts.bloc.groups[groups[one.group.raw]] if one.group else None

    def award(award_id: Any) -> Any:
        own = own_awards.get(_raw(award_id))
        return all_rules.awards[awards[_raw(award_id)]] if own is None else all_facts.awards[own]

    def award_of(decision: Any) -> str:
        return award_in_full(decision.nomination, award, nominated, ledger)

    def nominee(one: Any) -> str:
        return nominee_in_full(one, unit(one.unit).name, ledger)

    def nominees_of(decision: Any) -> list[str]:
        """Whom a nomination names, and whom it means by all the others where they are known."""
        named = [nominee(one) for one in decision.nomination.units]
        return named + [str(unit(one).name) for one in decision.remaining or ()]

    def theme_of(name: str) -> Any:
        found = summary.theme(name)
        return Node(shelf, found, ()) if found else None

    def score_of(unit_id: Any) -> Any:
        found = summary.score(_raw(unit_id)) if published else None
        return Node(shelf, found, ()) if found else None

    def standing_of(unit_id: Any) -> Any:
        found = summary.standing(_raw(unit_id))
        return Node(shelf, found, ()) if found else None

    def voters_of(ballot: Any) -> Any:
        """What the votes of a ballot are counted against: as the bloc's rules say, else valid."""
        if not ballot:
            return None
        of = facts.regulation.of if facts.regulation else "valid-ballots"
        if of == "valid-ballots":
            return ballot.valid or None
        if of == "present":
            return all_facts.conference.units_present or None
        return members or None

    def votes_share(votes: Any, base: Any) -> Any:
        """Votes in per cent of what they are counted against."""
        if votes is None or not base:
            return None
        share = Decimal(votes.yes.raw * 100) / Decimal(base.raw)
        return Value(shelf, share, (*votes.yes.paths, *base.paths), "")

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
        return ledger.put_figure(Figure(image, tuple(runs), words.replace("\n", " ")))

    def attending() -> Any:
        """How many units attended: as stated, else as listed where the list names every member."""
        if all_facts.conference.units_present:
            return all_facts.conference.units_present
        listed = facts.conference.attendance if facts.conference else ()
        if not listed or len(listed) < facts.members:
            return None
        here = sum(one.status != "absent" for one in listed)
        return Value(shelf, here, (("conference", "attendance"),), "")

    paper_index = facts.issuer.papers.index(paper) if paper else None
    return {
        "facts": all_facts,
        "summary": counted,
        "decisions": decisions,
        "scores": counted.scores if published else (),
        "rules": all_rules,
        "bases": [
            all_rules.bases[n]
            for n, basis in enumerate(rules.book.bases)
            if basis.holds_on(signing_day)
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
        "attending": attending,
        "members": members,
        "unit": unit,
        "award": award,
        "theme_of": theme_of,
        "score_of": score_of,
        "standing_of": standing_of,
        "group_of": group_of,
        "award_of": award_of,
        "nominee": nominee,
        "nominees_of": nominees_of,
        "graded": lambda name, grade: graded(name, grade, ledger),
        "comparison_of": comparison_of,
        "bloc_figures": lambda indicators: [one for one in indicators if comparison_of(one)],
        "unit_figures": [
            Node(shelf, one, ())
            for theme in summary.themes
            for one in theme.indicators
            if any(row.unit for row in one.rows) and (len(one.rows) > 1 or one.total is None)
        ],
        "votes_for": votes_for,
        "units_to_remind": [
            Node(shelf, one, ())
            for one in units_to_remind(summary.sending, facts.head, material.only_units)
        ],
        "asked_on": (
            Value(shelf, material.asked_on, (), "") if material.asked_on is not None else None
        ),
        **time_words(all_facts, decisions.year, ledger),
        "stop": ledger.say(FULL_STOP),
        "ledger": ledger,
        "gap": gap,
        "blank": blank,
        "figure": figure,
        "voters_of": voters_of,
        "votes_share": votes_share,
        "part": lambda name: f"\n{PART}{name}\n",
        "annex": lambda name: f"\n{PART}{ANNEX_PART}{name}\n",
        "see_annex": lambda name: f"{SEE_ANNEX}{name}{END}",
    }


def _raw(value: Any) -> Any:
    return value.raw if isinstance(value, Value) else value


def _first_source(shelf: Shelf, near: Any) -> Any:
    if isinstance(near, Value):
        return next(iter(near.sources), None)
    return shelf.trail.source(near._path) if isinstance(near, Node) else None


def votes_for(ballot: Any, unit_id: Any) -> Any:
    """The count of one unit in a ballot, or None."""
    counts: Iterable[Any] = ballot.counts if ballot else ()
    return next((count for count in counts if count.unit == unit_id), None)
