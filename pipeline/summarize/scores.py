"""The score table: sums per unit and ranks. Self-scored points are never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.summary import ScoreRow
from pipeline.model.year import Scores, ScoreSheet
from pipeline.summarize.awards import placed_within


def summarize_scores(facts: Facts) -> tuple[ScoreRow, ...]:
    """The lines of the score table, best total first; units without a total come last.

    Units with equal totals share a rank, and the next rank counts them: 1, 2, 2, 4. Ranks are over
    the whole bloc. Nobody has one before every unit of the bloc has a total, for any of the others
    might come first; nor where the points are not published, for a rank would tell of them; nor
    where the conference placed the units within parts of the bloc, for there would be two.
    """
    if facts.scores is None:
        return ()
    lines = [_line(facts.scores, n) for n in range(len(facts.scores.sheets))]
    totals = [line.total for line in lines if line.total]
    complete = facts.members is not None and len(totals) >= facts.members
    if facts.scores.published and complete and not placed_within(facts):
        lines = [_ranked(line, totals) for line in lines]
    place = {unit.id: n for n, unit in enumerate(facts.units)}

    def order(line: ScoreRow) -> tuple[bool, Decimal, int]:
        total = line.total.value if line.total else Decimal(0)
        return line.total is None, -total, place[line.unit.value]

    return tuple(sorted(lines, key=order))


def _ranked(line: ScoreRow, totals: list[Derived[Decimal]]) -> ScoreRow:
    if line.total is None:
        return line
    values = [total.value for total in totals]
    rank = 1 + sum(value > line.total.value for value in values)
    origins = tuple(origin for total in totals for origin in total.origins)
    return replace(line, rank=Derived(rank, origins), shared=values.count(line.total.value) > 1)


def _line(scores: Scores, number: int) -> ScoreRow:
    sheet: ScoreSheet = scores.sheets[number]
    base: Path = ("scores", "sheets", number)

    def add(column: str, points: Mapping[str, Decimal]) -> Derived[Decimal] | None:
        """A sum only over a complete column: a criterion without points is not nought."""
        if not scores.criteria or any(criterion.id not in points for criterion in scores.criteria):
            return None
        return Derived(
            sum(points.values(), Decimal(0)),
            tuple((*base, column, criterion.id) for criterion in scores.criteria),
        )

    agreed = add("agreed", sheet.agreed)
    bonus = None if sheet.bonus is None else Derived(sheet.bonus, ((*base, "bonus"),))
    penalty = None if sheet.penalty is None else Derived(sheet.penalty, ((*base, "penalty"),))
    total = None
    if agreed:
        parts = [part for part in (agreed, bonus, penalty) if part]
        total = Derived(
            agreed.value + (sheet.bonus or 0) - (sheet.penalty or 0),
            tuple(origin for part in parts for origin in part.origins),
        )
    return ScoreRow(
        unit=Derived(sheet.unit, ((*base, "unit"),)),
        self_scored=add("self_scored", sheet.self_scored),
        cross_scored=add("cross_scored", sheet.cross_scored),
        agreed=agreed,
        bonus=bonus,
        penalty=penalty,
        total=total,
        rank=None,
        shared=False,
    )
