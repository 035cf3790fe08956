"""The stage as a whole."""

from __future__ import annotations

from fractions import Fraction

from pipeline.decide.ballots import votes_of
from pipeline.decide.choice import key_day
from pipeline.decide.equal_points import equal_points
from pipeline.decide.nominations import decide_nomination
from pipeline.decide.rotation import decide_head_and_deputies, policy_of
from pipeline.decide.votes import votes_needed
from pipeline.model.base import Derived
from pipeline.model.decisions import Decisions
from pipeline.model.dossier import Dossier, Rules
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
    day = key_day(dossier, rules.book.key_date).day
    seats = decide_head_and_deputies(
        facts, summary, policy_of(facts.leadership, rules.book.rotation)
    )
    members = facts.members
    nominations = tuple(
        decide_nomination(dossier, summary, rules.book, day, n)
        for n in range(len(facts.nominations))
    )
    return Decisions(
        rulebook=rules.book.id,
        key_day=day,
        year=Derived(facts.year + 1, (("year",),)),
        head=seats.head if seats else None,
        deputies=seats.deputies if seats else (),
        nominations=nominations,
        equal_points=tuple(equal_points(facts, summary, rules.book)),
        votes_needed=tuple(
            (f"{'>' if strictly else '≥'} {share}", votes_needed(share, members, strictly))
            for share, strictly in _COMMON_THRESHOLDS
            if members
        ),
        votes=tuple(votes_of(facts, rules.book, day, nominations, seats.head if seats else None)),
    )
