"""Checks about who heads the bloc."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.leadership import NextLeadership, Term
from pipeline.model.policy import MOST_DEPUTIES


def check_heads(facts: Facts) -> Found:
    """A head must not be its own deputy in the same year."""
    for path, term in _terms(facts):
        for n, deputy in enumerate(term.deputies or ()):
            if term.head and deputy.unit == term.head.unit:
                yield (
                    "own-deputy",
                    (*path, "deputies", n),
                    msg("the unit “{unit}” is head and deputy of the same year", unit=deputy.unit),
                    msg("correct one of the two"),
                )


def check_deputies(facts: Facts) -> Found:
    """No unit is deputy twice in a year, and a bloc has at most two deputies."""
    for path, term in _terms(facts):
        deputies = [seat.unit for seat in term.deputies or ()]
        for n, unit in enumerate(deputies):
            if unit in deputies[:n]:
                yield (
                    "given-twice",
                    (*path, "deputies", n, "unit"),
                    msg("“{word}” stands here for the second time", word=unit),
                    msg("keep one of the entries"),
                )
        if len(deputies) > MOST_DEPUTIES:
            yield (
                "deputies",
                (*path, "deputies"),
                msg("a bloc has at most two deputies; {count} are listed", count=len(deputies)),
                msg("keep those the conference decided on"),
            )


def _terms(facts: Facts) -> Iterator[tuple[Path, Term | NextLeadership]]:
    for n, term in enumerate(facts.leadership.terms):
        yield ("leadership", "terms", n), term
    if facts.next_leadership:
        yield ("next_leadership",), facts.next_leadership
