"""Units of equal points: what told them apart, or that nothing did; told, never judged."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import Message, msg
from pipeline.model.decisions import Reason, Verdict, reason_by
from pipeline.model.facts import Facts
from pipeline.model.rules import Placed, Rulebook, TieBreak, TieBreaks
from pipeline.model.summary import ScoreRow, Summary

_NAMES: dict[TieBreak, Message] = {
    "core-points": msg("points for core tasks"),
    "votes": msg("votes"),
    "fewer-penalties": msg("fewer penalty points"),
}


def equal_points(facts: Facts, summary: Summary, book: Rulebook) -> Iterator[Reason]:
    """Each rank that units share, with the usual order; each rank that the bloc's rules gave."""
    shared: dict[int, list[ScoreRow]] = {}
    for row in summary.scores:
        if row.rank and row.shared:
            shared.setdefault(row.rank.value, []).append(row)
        if row.rank and row.told_apart_by and facts.regulation:
            yield _told_apart(facts, row, row.told_apart_by)
    for rank, rows in shared.items():
        yield _together(facts, rank, rows, book)


def _told_apart(facts: Facts, row: ScoreRow, tie_break: TieBreak) -> Reason:
    assert facts.regulation
    rules = facts.regulation
    unit = facts.unit(row.unit.value)
    message = msg(
        "{unit} ranks {rank} among units of equal points by {how}",
        unit=unit.name if unit else row.unit.value,
        rank=row.rank.value if row.rank else 0,
        how=_NAMES[tie_break],
    )
    rule = TieBreaks(order=rules.tie_breaks, reference=rules.reference, verified=True)
    path = ("regulation", "tie_breaks", rules.tie_breaks.index(tie_break))
    return reason_by(Placed(rule, path, own=True), Verdict.NOTED, message, row.unit.origins)


def _together(facts: Facts, rank: int, rows: list[ScoreRow], book: Rulebook) -> Reason:
    names = tuple(unit.name for row in rows if (unit := facts.unit(row.unit.value)))
    origins = tuple(origin for row in rows for origin in row.unit.origins)
    if book.tie_breaks is None:
        return Reason(
            Verdict.NOTED, msg("share rank {rank}: {units}", rank=rank, units=names), origins
        )
    message = msg(
        "share rank {rank}, for the bloc's rules do not tell them apart: {units}; usual, though"
        " not applied here: {order}",
        rank=rank,
        units=names,
        order=tuple(_NAMES[one] for one in book.tie_breaks.order),
    )
    return reason_by(Placed(book.tie_breaks, ("tie_breaks",)), Verdict.NOTED, message, origins)
