"""How the conference came to its head, told as a reason beside the program's proposal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import msg
from pipeline.model.ballot import Ballot, Sheets
from pipeline.model.base import Derived, Path
from pipeline.model.decisions import Reason, Verdict
from pipeline.model.facts import Facts
from pipeline.model.leadership import NextLeadership
from pipeline.model.lineage import member_now
from pipeline.model.summary import Summary

_HOW = {
    "elected": msg("the conference elected the head"),
    "agreed": msg("the conference agreed on the head"),
    "acclaimed": msg("the conference chose the head by acclamation"),
    "chosen": msg("the head was chosen; in which way is not stated"),
    "rotation": msg("the head follows the bloc's rotation"),
    "deputy-succeeds": msg("the deputy succeeds as head"),
    "second-ranked": msg("the unit ranked second becomes head"),
    "assigned": msg("a higher body assigned the head"),
}


def how_selected(facts: Facts, settled: NextLeadership) -> Iterator[Reason]:
    """What is stated of the way next year's head was chosen; noted, not judged."""
    if settled.note:
        why = msg("the conference notes: {note}", note=settled.note)
        yield Reason(Verdict.NOTED, why, (("next_leadership", "note"),))
    selection = settled.selection
    if selection is None:
        return
    base: Path = ("next_leadership", "selection")
    if selection.mode:
        yield Reason(Verdict.NOTED, _HOW[selection.mode], ((*base, "mode"),))
    if selection.document:
        yield Reason(
            Verdict.NOTED,
            msg("recorded in: {document}", document=selection.document),
            ((*base, "document"),),
        )
    if selection.ballot:
        yield from _votes(facts, selection.ballot, (*base, "ballot"))


def doubts_of(facts: Facts, summary: Summary) -> Iterator[Reason]:
    """What the facts say against the way in which the next head is said to have been found."""
    settled = facts.next_leadership
    if settled is None or settled.head is None or settled.selection is None:
        return
    path: Path = ("next_leadership", "head")
    head = settled.head.unit
    match settled.selection.mode:
        case "second-ranked":
            rank = _rank(summary, head)
            if rank is not None and rank != _SECOND:
                why = msg("the unit said to be ranked second ranks {rank}", rank=rank)
                yield Reason(Verdict.NOT_MET, why, (path,))
            elif rank is None and (second := _ranked_second(summary)):
                units = tuple(unit.name for one in second if (unit := facts.unit(one)))
                why = msg("another unit is ranked second: {units}", units=units)
                yield Reason(Verdict.NOT_MET, why, (path,))
        case "deputy-succeeds":
            term = facts.term(facts.year)
            if term is None or term.deputies is None:
                return
            now = {found[0] for seat in term.deputies if (found := member_now(facts, seat.unit))}
            if head not in now | {seat.unit for seat in term.deputies}:
                why = msg(
                    "the unit said to succeed as deputy was not deputy in {year}", year=facts.year
                )
                yield Reason(Verdict.NOT_MET, why, (path,))


_SECOND = 2


def _rank(summary: Summary, unit: str) -> int | None:
    """The place of a unit: as the conference gave it, else by its points."""
    placed, scored = summary.standing(unit), summary.score(unit)
    rank = (placed and placed.rank) or (scored and scored.rank)
    return rank.value if rank else None


def _ranked_second(summary: Summary) -> list[str]:
    placed = [(row.unit, row.rank) for row in summary.standings]
    scored = [(row.unit, row.rank) for row in summary.scores]
    ranks = placed if any(rank for _, rank in placed) else scored
    return [unit.value for unit, rank in ranks if rank and rank.value == _SECOND]


def ranks_of(summary: Summary) -> dict[str, Derived[int]]:
    """The units' places in the bloc: as the conference gave them, else by their points.

    A place in a part of the bloc is none in the bloc.
    """
    placed = {row.unit.value: row.rank for row in summary.standings if row.group is None}
    scored = {row.unit.value: row.rank for row in summary.scores}
    given = placed if any(row.rank for row in summary.standings) else scored
    return {unit: rank for unit, rank in given.items() if rank}


def _votes(facts: Facts, ballot: Ballot, base: Path) -> Iterator[Reason]:
    """Every vote of every round, each against the sheets of its own."""
    for number, (way, sheets) in enumerate(ballot.rounds, 1):
        of, of_path = _ballots(sheets, (*base, *way))
        for n, count in enumerate(sheets.counts):
            unit = facts.unit(count.unit)
            if unit is None:
                continue
            here: Path = (*base, *way, "counts", n)
            said = (
                msg("{unit}: {votes} votes", unit=unit.name, votes=count.yes)
                if of is None
                else msg("{unit}: {votes} of {of} votes", unit=unit.name, votes=count.yes, of=of)
            )
            if ballot.revotes:
                said = msg("round {number}: {votes}", number=number, votes=said)
            yield Reason(Verdict.NOTED, said, (here,) if of is None else (here, of_path))


def _ballots(sheets: Sheets, base: Path) -> tuple[int | None, Path]:
    """How many votes were cast in a round, by the most exact number stated."""
    for part in ("valid", "returned", "issued", "entitled"):
        if getattr(sheets, part) is not None:
            return getattr(sheets, part), (*base, part)
    return None, base
