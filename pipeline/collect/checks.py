"""What the facts of one folder must agree on among themselves: a list of checks.

Each check yields problems; all of them run. What the law or the bloc's rules say about a fact is
not asked here but in ``decide``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
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
from pipeline.model.facts import Facts
from pipeline.model.leadership import NextLeadership, Term
from pipeline.spelling.names import key_of

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


# Where a unit must be a member of this year; elsewhere a former unit may be named too.
_PAST = ("leadership", "terms"), ("changes",), ("rewards",)


def _known_units(facts: Facts) -> Found:
    """Each unit spoken of is listed; one that is not is told once, with all its places."""
    members = list(dict.fromkeys(unit.id for unit in facts.units))
    former = [unit.id for unit in facts.former_units]
    strangers: dict[str, list[Path]] = {}
    for path, value in _walk(facts, ()):
        if not _is_unit(path) or not isinstance(value, str) or value in members:
            continue
        if value in former and (path[:2] in _PAST or path[:1] in _PAST):
            continue
        strangers.setdefault(value, []).append(path)
    names = [*members, *former]
    for unit, paths in strangers.items():
        hint = (
            msg("it is listed under “former_units”; here a member of this year is meant")
            if unit in former
            else closest(unit, names) or msg("add the unit under “units”")
        )
        if len(paths) == 1:
            yield "unknown-unit", paths[0], msg("no unit has the id “{unit}”", unit=unit), hint
            continue
        yield (
            "unknown-unit",
            paths[0],
            msg(
                "no unit has the id “{unit}”, named here and in {count} other places",
                unit=unit,
                count=len(paths) - 1,
            ),
            msg("list the unit under “units”, or take it out of all these places"),
        )


def _is_unit(path: Path) -> bool:
    match path:
        case (*_, "unit") | ("leadership", "rotation", int()):
            return True
        case ("changes", int(), "units" | "into", int()):
            return True
    return False


def _unique_units(facts: Facts) -> Found:
    ids: set[str] = set()
    names: dict[str, str] = {}
    listed: list[tuple[Path, Any]] = [
        ((part, n), unit)
        for part in ("units", "former_units")
        for n, unit in enumerate(getattr(facts, part))
    ]
    for path, unit in listed:
        if unit.id in ids:
            yield (
                "duplicate-unit",
                (*path, "id"),
                msg("the unit “{unit}” is listed twice", unit=unit.id),
                msg("delete one entry, or give the other unit an id of its own"),
            )
        ids.add(unit.id)
        spelled = [((*path, "name"), unit.name.vi or "")]
        spelled += [((*path, "aliases", n), alias) for n, alias in enumerate(unit.aliases)]
        for where, spelling in spelled:
            name = key_of(spelling)
            if name and names.get(name, unit.id) != unit.id:
                yield (
                    "duplicate-unit",
                    where,
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
        (("nominations",), [((n, "award"), x.key) for n, x in enumerate(facts.nominations)]),
        (("indicators",), [((n, "id"), x.id) for n, x in enumerate(facts.indicators)]),
        (("registrations",), [((n, "unit"), x.unit) for n, x in enumerate(facts.registrations)]),
        (("inspections",), [((n, "unit"), x.unit) for n, x in enumerate(facts.inspections)]),
        (
            ("issuer", "papers"),
            [
                ((n, "document"), (p.document, p.award, p.unit))
                for n, p in enumerate(facts.issuer.papers)
            ],
        ),
    ]
    lists.extend(
        (
            ("nominations", n, "units"),
            [((m, "unit"), (u.unit, u.part, u.person)) for m, u in enumerate(x.units)],
        )
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
                word = (
                    "/".join(k for k in key if isinstance(k, str))
                    if isinstance(key, tuple)
                    else key
                )
                yield (
                    "given-twice",
                    (*base, *path),
                    msg("“{word}” stands here for the second time", word=word or "—"),
                    msg("keep one of the entries"),
                )
            seen.add(key)


def _dates(facts: Facts) -> Found:
    """Dates that cannot belong to the emulation year.

    The conference may be held until three months after the year's end (31 March); papers are
    signed from the year's start until twelve months after its end.
    """
    first = facts.period.begins if facts.period else date(facts.year, 1, 1)
    end = facts.period.ends if facts.period else date(facts.year, 12, 31)
    soon, late = _months_after(end, 3), _months_after(end, 12)
    rows: list[tuple[Path, object, date]] = []
    if facts.conference:
        rows.append((("conference", "date"), facts.conference.day, soon))
    for n, paper in enumerate(facts.issuer.papers):
        rows.append((("issuer", "papers", n, "date"), paper.date, late))
    for n, inspection in enumerate(facts.inspections):
        rows.append((("inspections", n, "date"), inspection.date, soon))
    for n, registration in enumerate(facts.registrations):
        rows.append((("registrations", n, "date"), registration.date, end))
    for n, submission in enumerate(facts.submissions):
        rows.append((("submissions", n, "received"), submission.received, soon))
    for n, deadline in enumerate(facts.deadlines):
        rows.append((("deadlines", n, "date"), deadline.date, soon))
    for path, given, last in rows:
        if isinstance(given, date) and not first <= given <= last:
            yield (
                "date-outside-year",
                path,
                msg(
                    "{given} is not between {first} and {last}",
                    given=given.strftime("%d/%m/%Y"),
                    first=first.strftime("%d/%m/%Y"),
                    last=last.strftime("%d/%m/%Y"),
                ),
                msg("check the year: this folder is about {year}", year=facts.year),
            )
    if facts.period and not facts.period.begins < facts.period.ends:
        yield (
            "period",
            ("period", "ends"),
            msg("the emulation year ends before it begins"),
            msg("correct one of the two dates"),
        )


def _months_after(day: date, months: int) -> date:
    """The last day of the month that lies ``months`` after that of ``day``."""
    count = day.year * 12 + day.month + months
    return date(count // 12, count % 12 + 1, 1) - timedelta(days=1)


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
