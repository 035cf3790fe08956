"""How the conference came to its head, told as a reason beside the program's proposal."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import msg
from pipeline.model.ballot import Ballot
from pipeline.model.base import Path
from pipeline.model.decisions import Reason, Verdict
from pipeline.model.facts import Facts
from pipeline.model.leadership import Selection

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


def how_selected(facts: Facts, selection: Selection | None) -> Iterator[Reason]:
    """What is stated of the way next year's head was chosen; noted, not judged."""
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


def _votes(facts: Facts, ballot: Ballot, base: Path) -> Iterator[Reason]:
    of, of_path = _ballots(ballot, base)
    for n, count in enumerate(ballot.counts):
        unit = facts.unit(count.unit)
        if unit is None:
            continue
        here: Path = (*base, "counts", n)
        if of is None:
            votes = msg("{unit}: {votes} votes", unit=unit.name, votes=count.yes)
            yield Reason(Verdict.NOTED, votes, (here,))
        else:
            share = msg("{unit}: {votes} of {of} votes", unit=unit.name, votes=count.yes, of=of)
            yield Reason(Verdict.NOTED, share, (here, of_path))


def _ballots(ballot: Ballot, base: Path) -> tuple[int | None, Path]:
    """How many votes were cast, by the most exact number stated."""
    for part in ("valid", "returned", "issued", "entitled"):
        if getattr(ballot, part) is not None:
            return getattr(ballot, part), (*base, part)
    return None, base
