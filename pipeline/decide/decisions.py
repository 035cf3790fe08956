"""The stage as a whole, and the choice of the rulebook it goes by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from pipeline.decide.nominations import decide_nomination
from pipeline.decide.rotation import decide_head_and_deputies, policy_of
from pipeline.decide.votes import votes_needed
from pipeline.errors import InputError, Problem, msg
from pipeline.model.base import Derived, Path
from pipeline.model.decisions import Decisions
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.facts import Facts
from pipeline.model.summary import Summary

_COMMON_THRESHOLDS = (
    (Fraction(1, 2), True),
    (Fraction(2, 3), False),
    (Fraction(4, 5), False),
    (Fraction(9, 10), False),
)


def decide(dossier: Dossier, summary: Summary, rules: Rules) -> Decisions:
    """Check the conference's nominations and propose next year's head beside its choice."""
    facts = dossier.facts
    seats = decide_head_and_deputies(
        facts, summary, policy_of(facts.leadership, rules.book.rotation)
    )
    members = facts.members
    return Decisions(
        rulebook=rules.book.id,
        year=Derived(facts.year + 1, (("year",),)),
        head=seats.head if seats else None,
        deputies=seats.deputies if seats else (),
        nominations=tuple(
            decide_nomination(facts, summary, rules.book, n) for n in range(len(facts.nominations))
        ),
        votes_needed=tuple(
            (f"{'>' if strictly else '≥'} {share}", votes_needed(share, members, strictly))
            for share, strictly in _COMMON_THRESHOLDS
            if members
        ),
    )


def key_date(facts: Facts) -> date:
    """The date whose law holds: that of signing, which every rulebook so far goes by.

    Where no paper has a date yet it is the day of the conference, else the last of the year.
    """
    signed = (p.date for p in facts.issuer.papers if p.date and p.closes_the_year)
    return max(signed, default=facts.day)


def choose_rules(dossier: Dossier, rulebooks: Sequence[Rules]) -> Rules:
    """The rulebook the inputs name, else the one in force on the key date.

    Raises:
        InputError: when no rulebook fits, or an award is in neither of rulebook and folder, or in
            both.
    """
    facts = dossier.facts
    day = key_date(facts)
    named = facts.rulebook
    fitting = [
        rules
        for rules in rulebooks
        if (rules.book.id == named if named else rules.book.holds_on(day))
    ]
    if not fitting:
        known = ", ".join(rules.book.id for rules in rulebooks)
        raise InputError(
            Problem(
                "no-rulebook",
                msg("there is no rulebook “{name}”", name=named)
                if named
                else msg("no rulebook is in force on {day}", day=day.strftime("%d/%m/%Y")),
                dossier.place(("rulebook",) if named else ("conference", "date")),
                msg("known rulebooks: {known}", known=known),
            )
        )
    rules = fitting[-1]
    if not named:
        _refuse_two_laws(dossier, rules)
    unknown = [*_awards_of_both(dossier, rules), *_unknown_awards(dossier, rules)]
    if unknown:
        raise InputError(*unknown)
    return rules


def _refuse_two_laws(dossier: Dossier, rules: Rules) -> None:
    """One folder goes by one law: papers signed under two would cite what did not yet hold."""
    strangers = [
        Problem(
            "two-laws",
            msg(
                "signed on {day}, under another law than the latest paper ({name})",
                day=paper.date.strftime("%d/%m/%Y"),
                name=rules.book.id,
            ),
            dossier.place(("issuer", "papers", n, "date")),
            msg("correct the date, or name the rulebook for all: “rulebook: …” beside “year”"),
        )
        for n, paper in enumerate(dossier.facts.issuer.papers)
        if paper.date and paper.closes_the_year and not rules.book.holds_on(paper.date)
    ]
    if strangers:
        raise InputError(*strangers)


def _awards_of_both(dossier: Dossier, rules: Rules) -> list[Problem]:
    """An award of the folder must not take the id of one of the rulebook: which would be meant?"""
    return [
        Problem(
            "award-in-rulebook",
            msg(
                "the rulebook {name} already has an award “{award}”",
                name=rules.book.id,
                award=award.id,
            ),
            dossier.place(("awards", n, "id")),
            msg("delete this entry, or give it another id and use that under “nominations”"),
        )
        for n, award in enumerate(dossier.facts.awards)
        if rules.book.award(award.id)
    ]


def _unknown_awards(dossier: Dossier, rules: Rules) -> list[Problem]:
    known = [*(one.id for one in rules.book.awards), *(one.id for one in dossier.facts.awards)]
    return [
        Problem(
            "unknown-award",
            msg("neither the rulebook nor “awards” has an award “{award}”", award=award),
            dossier.place(path),
            msg(
                "known here: {words}; describe another under “awards” and use its id",
                words=", ".join(dict.fromkeys(known)),
            ),
        )
        for path, award in _awards_named(dossier.facts)
        if award not in known
    ]


def _awards_named(facts: Facts) -> list[tuple[Path, str]]:
    named: list[tuple[Path, str]] = []
    for n, nomination in enumerate(facts.nominations):
        named.append((("nominations", n, "award"), nomination.award))
    for n, registration in enumerate(facts.registrations):
        for m, award in enumerate(registration.awards):
            named.append((("registrations", n, "awards", m), award))
    # A paper may go by the id of a nomination instead.
    keys = {nomination.key for nomination in facts.nominations}
    for n, paper in enumerate(facts.issuer.papers):
        if paper.award and paper.award not in keys:
            named.append((("issuer", "papers", n, "award"), paper.award))
    if facts.regulation:
        for n, quota in enumerate(facts.regulation.quotas):
            named.append((("regulation", "quotas", n, "award"), quota.award))
    return named
