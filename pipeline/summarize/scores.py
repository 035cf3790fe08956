"""The score table: sums per unit and ranks. Self-scored points are never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.summary import ScoreRow
from pipeline.model.year import Scores, ScoreSheet
from pipeline.summarize.awards import placed_within
from pipeline.summarize.ranks import rank_all


def summarize_scores(facts: Facts) -> tuple[ScoreRow, ...]:
    """The lines of the score table, best total first; units without a total come last.

    Units with equal totals are told apart as the bloc's own rules say; where these do not, they
    share a rank, and the next rank counts them: 1, 2, 2, 4. Ranks are over the whole bloc. Nobody
    has one before every unit of the bloc has a total, for any of the others might come first; nor
    where the points are not published, for a rank would tell of them; nor where the conference
    placed the units within parts of the bloc, for there would be two.
    """
    if facts.scores is None:
        return ()
    lines = [_line(facts.scores, n) for n in range(len(facts.scores.sheets))]
    totals = [line.total for line in lines if line.total]
    complete = facts.members is not None and len(totals) >= facts.members
    if facts.scores.published and complete and not placed_within(facts):
        lines = rank_all(facts, lines)
    place = {unit.id: n for n, unit in enumerate(facts.units)}

    def order(line: ScoreRow) -> tuple[bool, Decimal, int, int]:
        total = line.total.value if line.total else Decimal(0)
        rank = line.rank.value if line.rank else 0
        return line.total is None, -total, rank, place[line.unit.value]

    return tuple(sorted(lines, key=order))


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
    self_scored = add("self_scored", sheet.self_scored)
    adjusted = None
    if agreed and self_scored and agreed.value != self_scored.value:
        origins = (*agreed.origins, *self_scored.origins)
        adjusted = Derived(agreed.value - self_scored.value, origins)
    return ScoreRow(
        unit=Derived(sheet.unit, ((*base, "unit"),)),
        self_scored=self_scored,
        cross_scored=add("cross_scored", sheet.cross_scored),
        agreed=agreed,
        bonus=bonus,
        penalty=penalty,
        total=total,
        rank=None,
        shared=False,
        adjusted=adjusted,
        told_apart_by=None,
        told_apart_with=None,
    )
