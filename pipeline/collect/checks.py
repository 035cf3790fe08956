"""What the facts of one folder must agree on among themselves: a list of checks.

Each check yields problems; all of them run. What the law or the bloc's rules say about a fact is
not asked here but in ``decide``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from pydantic import BaseModel

from pipeline.collect.conference import (
    check_ballots,
    check_members,
    check_papers,
    check_papers_of_no_nomination,
)
from pipeline.collect.photos import Found, check_photos
from pipeline.collect.validate import closest
from pipeline.errors import Problem, Severity, msg
from pipeline.model.base import Path
from pipeline.model.dossier import Trail
from pipeline.model.facts import Facts, NextLeadership, Term

Check = Callable[[Facts], Found]


def check_facts(facts: Facts, trail: Trail, folder: FilePath) -> Iterator[Problem]:
    """Everything in the facts that cannot be, with its place."""
    for check in ERRORS:
        for code, path, message, hint in check(facts):
            yield Problem(code, message, trail.source(path), hint)
    for code, path, message, hint in check_photos(facts, folder):
        yield Problem(code, message, trail.source(path), hint)
    for check in WARNINGS:
        for code, path, message, hint in check(facts):
            yield Problem(code, message, trail.source(path), hint, Severity.WARNING)


def _walk(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Every part of the facts with its path, parents before children."""
    yield path, value
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield from _walk(getattr(value, name), (*path, name))
        case tuple():
            for n, part in enumerate(value):
                yield from _walk(part, (*path, n))


def _known_units(facts: Facts) -> Found:
    known = list(dict.fromkeys(unit.id for unit in facts.units))
    for path, value in _walk(facts, ()):
        is_reference = path[-1:] == ("unit",) and isinstance(value, str)
        in_rotation = path[:2] == ("leadership", "rotation") and len(path) == 3
        if (is_reference or in_rotation) and value not in known:
            yield (
                "unknown-unit",
                path,
                msg("no unit has the id “{unit}”", unit=value),
                closest(str(value), known) or msg("add the unit under “units”"),
            )


def _unique_units(facts: Facts) -> Found:
    ids: set[str] = set()
    names: dict[str, str] = {}
    for n, unit in enumerate(facts.units):
        if unit.id in ids:
            yield (
                "duplicate-unit",
                ("units", n, "id"),
                msg("the unit “{unit}” is listed twice", unit=unit.id),
                msg("delete one entry, or give the other unit an id of its own"),
            )
        ids.add(unit.id)
        name = unicodedata.normalize("NFC", unit.name.vi or "").casefold().strip()
        if name and name in names and names[name] != unit.id:
            yield (
                "duplicate-unit",
                ("units", n, "name"),
                msg(
                    "the units “{first}” and “{unit}” have the same name",
                    first=names[name],
                    unit=unit.id,
                ),
                msg("delete one entry, or tell the names apart"),
            )
        names.setdefault(name, unit.id)


def _stated_count(facts: Facts) -> Found:
    stated = facts.bloc.units_stated
    if stated is not None and stated < len(facts.units):
        yield (
            "unit-count",
            ("bloc", "units_stated"),
            msg(
                "{stated} units are stated, but {listed} are listed",
                stated=stated,
                listed=len(facts.units),
            ),
            msg("correct the number or the list of units"),
        )


def _nothing_twice(facts: Facts) -> Found:
    """Lists in which each key may stand once."""
    lists: list[tuple[Path, list[tuple[Path, object]]]] = [
        (
            ("leadership", "terms"),
            [((n, "year"), t.year) for n, t in enumerate(facts.leadership.terms)],
        ),
        (("leadership", "rotation"), [((n,), u) for n, u in enumerate(facts.leadership.rotation)]),
        (("nominations",), [((n, "award"), x.award) for n, x in enumerate(facts.nominations)]),
        (("indicators",), [((n, "id"), x.id) for n, x in enumerate(facts.indicators)]),
        (("registrations",), [((n, "unit"), x.unit) for n, x in enumerate(facts.registrations)]),
        (("inspections",), [((n, "unit"), x.unit) for n, x in enumerate(facts.inspections)]),
        (
            ("issuer", "papers"),
            [((n, "document"), (p.document, p.award)) for n, p in enumerate(facts.issuer.papers)],
        ),
    ]
    lists.extend(
        (("nominations", n, "units"), [((m, "unit"), u.unit) for m, u in enumerate(x.units)])
        for n, x in enumerate(facts.nominations)
    )
    lists.extend(
        (
            ("nominations", n, "ballot", "counts"),
            [((m, "unit"), c.unit) for m, c in enumerate(x.ballot.counts)],
        )
        for n, x in enumerate(facts.nominations)
        if x.ballot
    )
    lists.extend(
        (("indicators", n, "readings"), [((m, "unit"), r.unit) for m, r in enumerate(x.readings)])
        for n, x in enumerate(facts.indicators)
    )
    if facts.scores:
        lists.append(
            (
                ("scores", "criteria"),
                [((n, "id"), c.id) for n, c in enumerate(facts.scores.criteria)],
            )
        )
        lists.append(
            (
                ("scores", "sheets"),
                [((n, "unit"), s.unit) for n, s in enumerate(facts.scores.sheets)],
            )
        )
    for base, entries in lists:
        seen: set[object] = set()
        for path, key in entries:
            if key in seen:
                word = "/".join(str(k) for k in key if k) if isinstance(key, tuple) else key
                yield (
                    "given-twice",
                    (*base, *path),
                    msg("“{word}” stands here for the second time", word=word or "—"),
                    msg("keep one of the entries"),
                )
            seen.add(key)


def _dates(facts: Facts) -> Found:
    """Dates that cannot belong to the emulation year.

    The conference may be held until 31 March of the following year; papers are signed from the
    year's start until the end of the following one.
    """
    year = facts.year
    first = date(year, 1, 1)
    rows: list[tuple[Path, date | None, date]] = []
    if facts.conference:
        rows.append((("conference", "date"), facts.conference.date, date(year + 1, 3, 31)))
    for n, paper in enumerate(facts.issuer.papers):
        rows.append((("issuer", "papers", n, "date"), paper.date, date(year + 1, 12, 31)))
    for n, inspection in enumerate(facts.inspections):
        rows.append((("inspections", n, "date"), inspection.date, date(year + 1, 3, 31)))
    for n, registration in enumerate(facts.registrations):
        rows.append((("registrations", n, "date"), registration.date, date(year, 12, 31)))
    for path, given, last in rows:
        if given is not None and not first <= given <= last:
            yield (
                "date-outside-year",
                path,
                msg(
                    "{given} is not between {first} and {last}",
                    given=given.strftime("%d/%m/%Y"),
                    first=first.strftime("%d/%m/%Y"),
                    last=last.strftime("%d/%m/%Y"),
                ),
                msg("check the year: this folder is about {year}", year=year),
            )


def _years(facts: Facts) -> Found:
    following: list[tuple[Path, int]] = []
    if facts.plan:
        following.append((("plan", "year"), facts.plan.year))
    if facts.next_leadership:
        following.append((("next_leadership", "year"), facts.next_leadership.year))
    for path, given in following:
        if given != facts.year + 1:
            yield (
                "wrong-year",
                path,
                msg("{given} is not the year after {year}", given=given, year=facts.year),
                msg("write {year}", year=facts.year + 1),
            )
    for n, term in enumerate(facts.leadership.terms):
        if term.year > facts.year:
            yield (
                "wrong-year",
                ("leadership", "terms", n, "year"),
                msg("the term {given} lies after {year}", given=term.year, year=facts.year),
                msg("next year's head belongs under “next_leadership”"),
            )


def _scores(facts: Facts) -> Found:
    if facts.scores is None:
        return
    points = {criterion.id: criterion.points for criterion in facts.scores.criteria}
    for n, sheet in enumerate(facts.scores.sheets):
        for column in ("self_scored", "cross_scored", "agreed"):
            for criterion, given in getattr(sheet, column).items():
                path: Path = ("scores", "sheets", n, column, criterion)
                if criterion not in points:
                    yield (
                        "unknown-criterion",
                        path,
                        msg("the score table has no criterion “{criterion}”", criterion=criterion),
                        closest(criterion, list(points)),
                    )
                elif not 0 <= given <= points[criterion]:
                    yield (
                        "score-range",
                        path,
                        msg(
                            "{given} is not between 0 and {most}",
                            given=given,
                            most=points[criterion],
                        ),
                        msg("bonus and penalty points have keys of their own"),
                    )


def _criteria_sum(facts: Facts) -> Found:
    if facts.scores is None:
        return
    total = sum(criterion.points for criterion in facts.scores.criteria)
    if total not in (100, 1000):
        yield (
            "criteria-sum",
            ("scores", "criteria"),
            msg("the criteria add up to {total} points, not to 100 or 1000", total=total),
            None,
        )


def _own_heads(facts: Facts) -> Found:
    """A head must not be its own deputy in the same year."""
    rows: list[tuple[Path, Term | NextLeadership]] = [
        (("leadership", "terms", n), term) for n, term in enumerate(facts.leadership.terms)
    ]
    if facts.next_leadership:
        rows.append((("next_leadership",), facts.next_leadership))
    for path, term in rows:
        for n, deputy in enumerate(term.deputies or ()):
            if term.head and deputy.unit == term.head.unit:
                yield (
                    "own-deputy",
                    (*path, "deputies", n),
                    msg("the unit “{unit}” is head and deputy of the same year", unit=deputy.unit),
                    msg("correct one of the two"),
                )


ERRORS: tuple[Check, ...] = (
    _known_units,
    _unique_units,
    _stated_count,
    _nothing_twice,
    _dates,
    _years,
    check_members,
    check_ballots,
    check_papers,
    _scores,
    _own_heads,
)
WARNINGS: tuple[Check, ...] = (_criteria_sum, check_papers_of_no_nomination)
