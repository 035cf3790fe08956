"""Checks about days and years: what cannot belong to the emulation year."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts


def check_dates(facts: Facts) -> Found:
    """Dates that cannot belong to the emulation year.

    The conference may be held until three months after the year's end (31 March); papers are
    signed, and what the conference was joined with takes place, from the year's start until twelve
    months after its end. Registrations and inspections are of the whole time reviewed.
    """
    first = facts.period.begins if facts.period else date(facts.year, 1, 1)
    end = facts.period.ends if facts.period else date(facts.year, 12, 31)
    reviewed = min(first, date(facts.first_year, 1, 1))
    soon, late = _months_after(end, 3), _months_after(end, 12)
    rows: list[tuple[Path, object, date, date]] = []
    if facts.conference:
        rows.append((("conference", "date"), facts.conference.day, first, soon))
        for n, occasion in enumerate(facts.conference.together_with):
            path: Path = ("conference", "together_with", n, "date")
            rows.append((path, occasion.date, first, late))
    for n, paper in enumerate(facts.issuer.papers):
        rows.append((("issuer", "papers", n, "date"), paper.date, first, late))
    for n, inspection in enumerate(facts.inspections):
        rows.append((("inspections", n, "date"), inspection.date, reviewed, soon))
    for n, registration in enumerate(facts.registrations):
        rows.append((("registrations", n, "date"), registration.date, reviewed, end))
    for n, submission in enumerate(facts.submissions):
        rows.append((("submissions", n, "received"), submission.received, first, soon))
    for n, deadline in enumerate(facts.deadlines):
        rows.append((("deadlines", n, "date"), deadline.date, first, soon))
        rows.append((("deadlines", n, "extended"), deadline.extended, first, soon))
        if deadline.extended and deadline.extended <= deadline.date:
            yield (
                "extended-early",
                ("deadlines", n, "extended"),
                msg("a deadline is put off to a later day, not to this one"),
                msg("correct one of the two dates, or delete this one"),
            )
    for path, given, earliest, last in rows:
        if isinstance(given, date) and not earliest <= given <= last:
            yield (
                "date-outside-year",
                path,
                msg(
                    "{given} is not between {first} and {last}",
                    given=given.strftime("%d/%m/%Y"),
                    first=earliest.strftime("%d/%m/%Y"),
                    last=last.strftime("%d/%m/%Y"),
                ),
                msg("check the year: this folder is about {year}", year=facts.year),
            )
    if facts.period and not facts.period.begins < facts.period.ends:
        yield (
            "period",
            ("period", "ends"),
            msg("the emulation year must end after it begins"),
            msg("correct one of the two dates"),
        )


def _months_after(day: date, months: int) -> date:
    """The last day of the month that lies ``months`` after that of ``day``."""
    count = day.year * 12 + day.month + months
    return date(count // 12, count % 12 + 1, 1) - timedelta(days=1)


def check_years(facts: Facts) -> Found:
    """Years beside the emulation year: next year's plan, past terms and awards."""
    following: list[tuple[Path, int]] = []
    # At half-year the plan is for the rest of the same year.
    half_year = facts.conference is not None and facts.conference.kind == "half-year"
    if facts.plan and not (half_year and facts.plan.year == facts.year):
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
    for n, reward in enumerate(facts.rewards):
        if reward.year is not None and reward.year > facts.year:
            yield (
                "wrong-year",
                ("rewards", n, "year"),
                msg("the award of {given} lies after {year}", given=reward.year, year=facts.year),
                msg("an award for {year} needs no “year”", year=facts.year),
            )


def check_covers(facts: Facts) -> Found:
    """Only a conference over several years covers a span of years."""
    conference = facts.conference
    if conference is None or conference.covers is None:
        return
    path: Path = ("conference", "covers")
    if conference.kind != "multi-year":
        yield (
            "covers",
            path,
            msg("only a conference over several years covers a span of years"),
            msg("write “kind: multi-year”, or delete this part"),
        )
    if conference.covers.first >= conference.covers.last:
        yield (
            "covers",
            path,
            msg(
                "{first} is not before {last}",
                first=conference.covers.first,
                last=conference.covers.last,
            ),
            msg("write the first and the last year of the span"),
        )
    elif conference.covers.last != facts.year:
        yield (
            "covers",
            (*path, "last"),
            msg(
                "the span ends in {last}, but this folder is about {year}",
                last=conference.covers.last,
                year=facts.year,
            ),
            msg("write “last: {year}”, or correct “year”", year=facts.year),
        )
