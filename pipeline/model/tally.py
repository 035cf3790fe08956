"""The votes that decide on a unit, and what they are counted against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.ballot import Ballot, Sheets
from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.rules import Voters


@dataclass(frozen=True, slots=True)
class Tally:
    """The votes that decide on a unit: those of the last round that voted on it."""

    yes: Derived[int]
    round: Path
    """The way to that round from the ballot; empty for the first."""
    of: Derived[int] | None
    """What they are counted against; None where that is not stated."""


def tally(facts: Facts, ballot: Ballot, base: Path, unit: str, of: Voters) -> Tally | None:
    """The deciding votes on ``unit`` in the ballot at ``base``; None where it was not voted on."""
    found = ballot.last_round(unit)
    if found is None:
        return None
    way, sheets = found
    place = next(n for n, count in enumerate(sheets.counts) if count.unit == unit)
    path: Path = (*base, *way, "counts", place)
    yes = Derived(sheets.counts[place].yes, (path,))
    return Tally(yes, way, voters(facts, sheets, (*base, *way), of))


def votes_on_all(facts: Facts, units: Sequence[str]) -> list[dict[str, Derived[int]]]:
    """The votes of each ballot on an award that decided on all ``units`` in one round."""
    found = []
    for number, nomination in enumerate(facts.nominations):
        base: Path = ("nominations", number, "ballot")
        ballot = nomination.ballot
        tallies = {u: tally(facts, ballot, base, u, "members") for u in units} if ballot else {}
        known = {unit: one for unit, one in tallies.items() if one}
        if len(known) == len(units) and len({one.round for one in known.values()}) == 1:
            found.append({unit: one.yes for unit, one in known.items()})
    return found


def same_order(ballots: Sequence[Mapping[str, Derived[int]]]) -> bool:
    """Whether several ballots put the same units in one order, equals together."""
    orders = {
        tuple(
            sum(other.value > votes[unit].value for other in votes.values())
            for unit in sorted(votes)
        )
        for votes in ballots
    }
    return len(orders) <= 1


def voters(facts: Facts, sheets: Sheets, base: Path, of: Voters) -> Derived[int] | None:
    """The denominator: members, units present with those that voted in writing, or valid ballots.

    None where it is not stated. Nought is a number of valid ballots; of units it is none.
    """
    match of:
        case "valid-ballots":
            valid = sheets.valid
            return None if valid is None else Derived(valid, ((*base, "valid"),))
        case "present":
            present = _present(facts)
            if present is None or not sheets.written:
                return present
            together = present.value + sheets.written
            return Derived(together, (*present.origins, (*base, "written")))
    members = facts.members
    path: Path = ("bloc", "units_stated") if facts.bloc.units_stated else ("units",)
    return Derived(members, (path,)) if members else None


def _present(facts: Facts) -> Derived[int] | None:
    """How many units attended: as stated, else as the list tells that names every member."""
    conference = facts.conference
    path: Path = ("conference", "units_present")
    if conference is None:
        return None
    if conference.units_present is not None:
        return Derived(conference.units_present, (path,)) if conference.units_present else None
    members = None if facts.in_question(*path) else facts.members
    if members is None or len(conference.attendance) < members:
        return None
    came = sum(one.status != "absent" for one in conference.attendance)
    return Derived(came, (("conference", "attendance"),)) if came else None


def per_cent(votes: int, of: int) -> Decimal:
    """``votes`` of ``of`` in per cent to two places, cut off so that 79.999 never reads 80."""
    return Decimal(votes * 10000 // of) / 100
