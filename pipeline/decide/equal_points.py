"""Units of equal points: what told them apart, or that nothing did; told, never judged."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.errors import Message, msg
from pipeline.model.base import Derived
from pipeline.model.decisions import Reason, Verdict, reason_by
from pipeline.model.facts import Facts
from pipeline.model.regulation import Regulation
from pipeline.model.rules import Placed, Rulebook, TieBreak, TieBreaks, find_award
from pipeline.model.summary import ScoreRow, Summary
from pipeline.model.tally import same_order, votes_on_all

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
            yield _told_apart(facts, row, row.told_apart_by, book)
    for rank, rows in shared.items():
        yield _together(facts, rank, rows, book)


def _told_apart(facts: Facts, row: ScoreRow, tie_break: TieBreak, book: Rulebook) -> Reason:
    assert facts.regulation
    assert row.told_apart_with
    with_what = row.told_apart_with
    message = msg(
        "{unit} ranks {rank} among units of equal points by {how}: {value}",
        unit=facts.name_of(row.unit.value),
        rank=row.rank.value if row.rank else 0,
        how=_votes_for(facts, with_what, book) if tie_break == "votes" else _NAMES[tie_break],
        value=with_what.value,
    )
    rule = _own(facts.regulation, facts.regulation.tie_breaks.index(tie_break))
    return reason_by(rule, Verdict.NOTED, message, (*row.unit.origins, *with_what.origins))


def _own(rules: Regulation, place: int) -> Placed[TieBreaks]:
    rule = TieBreaks(order=rules.tie_breaks, reference=rules.reference, verified=True)
    return Placed(rule, ("regulation", "tie_breaks", place), own=True)


def _votes_for(facts: Facts, votes: Derived[Decimal], book: Rulebook) -> Message:
    """The votes by the award they were cast for, the first of several ballots."""
    nomination = facts.nominations[int(votes.origins[0][1])]
    award = find_award(nomination.award, book, facts.awards)
    return msg("votes for {award}", award=award.name if award else nomination.award)


def _together(facts: Facts, rank: int, rows: list[ScoreRow], book: Rulebook) -> Reason:
    names = tuple(unit.name for row in rows if (unit := facts.unit(row.unit.value)))
    origins = tuple(origin for row in rows for origin in row.unit.origins)
    if facts.regulation and facts.regulation.tie_breaks:
        message = msg(
            "share rank {rank}, for the bloc's rules ({order}) do not tell them apart: {units}",
            rank=rank,
            order=tuple(_NAMES[one] for one in facts.regulation.tie_breaks),
            units=names,
        )
        ballots = votes_on_all(facts, [row.unit.value for row in rows])
        if "votes" in facts.regulation.tie_breaks and not same_order(ballots):
            message = msg("{shared}; the votes for several awards differ", shared=message)
            origins += tuple(o for votes in ballots for one in votes.values() for o in one.origins)
        return reason_by(_own(facts.regulation, 0), Verdict.NOTED, message, origins)
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
