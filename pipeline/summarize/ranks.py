"""Ranks by points; units of equal points are told apart as the bloc's own rules say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.rules import TieBreak
from pipeline.model.summary import ScoreRow
from pipeline.model.tally import same_order, votes_on_all

Measure = Derived[Decimal]
"""What a tie-break compares, so that more is better."""


@dataclass(frozen=True, slots=True)
class _Equals:
    """Units that nothing has told apart yet, and what has told them from the others."""

    lines: Sequence[ScoreRow]
    by: TieBreak | None = None
    measure: Measure | None = None
    origins: tuple[Path, ...] = ()


def rank_all(facts: Facts, lines: Sequence[ScoreRow]) -> list[ScoreRow]:
    """The lines with their ranks; a line without a total has none."""
    totals = [line.total for line in lines if line.total]
    everybody = tuple(origin for total in totals for origin in total.origins)
    tie_breaks = facts.regulation.tie_breaks if facts.regulation else ()
    ranked: dict[str, ScoreRow] = {}
    for value in {total.value for total in totals}:
        rank = 1 + sum(total.value > value for total in totals)
        equal = _Equals([line for line in lines if line.total and line.total.value == value])
        for part in _told_apart(facts, equal, tie_breaks):
            for line in part.lines:
                ranked[line.unit.value] = replace(
                    line,
                    rank=Derived(rank, (*everybody, *part.origins)),
                    shared=len(part.lines) > 1,
                    told_apart_by=part.by,
                    told_apart_with=part.measure,
                )
            rank += len(part.lines)
    return [ranked.get(line.unit.value, line) for line in lines]


def _told_apart(facts: Facts, equal: _Equals, tie_breaks: Sequence[TieBreak]) -> Iterator[_Equals]:
    """The parts of ``equal``, the best first, as the tie-breaks in their order make them.

    One that cannot be judged, since a fact is missing, ends the trying: the next one might put the
    units in an order that the rules do not mean.
    """
    units = [line.unit.value for line in equal.lines]
    measured = _MEASURES[tie_breaks[0]](facts, units) if tie_breaks and len(units) > 1 else None
    if measured is None:
        yield equal
        return
    values = sorted({one.value for one in measured.values()}, reverse=True)
    compared = tuple(origin for one in measured.values() for origin in one.origins)
    for value in values:
        lines = [line for line in equal.lines if measured[line.unit.value].value == value]
        part = replace(equal, lines=lines)
        if len(values) > 1:
            its_own = tuple(o for line in lines for o in measured[line.unit.value].origins)
            told = Derived(abs(value), its_own)
            part = _Equals(lines, tie_breaks[0], told, (*equal.origins, *compared))
        yield from _told_apart(facts, part, tie_breaks[1:])


def _core_points(facts: Facts, units: Sequence[str]) -> dict[str, Measure] | None:
    """The agreed points for the criteria marked as core."""
    scores = facts.scores
    core = [one.id for one in scores.criteria if one.core] if scores else []
    if scores is None or not core:
        return None
    found = {}
    for n, sheet in enumerate(scores.sheets):
        if sheet.unit in units:
            points = sum((sheet.agreed[one] for one in core), Decimal(0))
            paths = tuple(("scores", "sheets", n, "agreed", one) for one in core)
            found[sheet.unit] = Derived(points, paths)
    return found


def _votes(facts: Facts, units: Sequence[str]) -> dict[str, Measure] | None:
    """The votes of the ballots on awards that voted on all of them in one round.

    Those of the first ballot; None where another puts the units in another order, for none of
    them goes before the others.
    """
    ballots = votes_on_all(facts, units)
    if not ballots or not same_order(ballots):
        return None
    return {
        unit: Derived(
            Decimal(ballots[0][unit].value),
            tuple(o for votes in ballots for o in votes[unit].origins),
        )
        for unit in units
    }


def _fewer_penalties(facts: Facts, units: Sequence[str]) -> dict[str, Measure] | None:
    """The penalty points, below nought so that fewer is more; each must be stated."""
    found = {}
    for n, sheet in enumerate(facts.scores.sheets if facts.scores else ()):
        if sheet.unit in units:
            if sheet.penalty is None:
                return None
            found[sheet.unit] = Derived(-sheet.penalty, (("scores", "sheets", n, "penalty"),))
    return found


_MEASURES: dict[TieBreak, Callable[[Facts, Sequence[str]], dict[str, Measure] | None]] = {
    "core-points": _core_points,
    "votes": _votes,
    "fewer-penalties": _fewer_penalties,
}
