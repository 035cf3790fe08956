"""Checks about votes, wherever one was held: sheets and votes that do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.collect.checks.found import Found
from pipeline.collect.walk import walk
from pipeline.errors import msg
from pipeline.model.ballot import Ballot, Sheets
from pipeline.model.base import Path
from pipeline.model.facts import Facts


def rounds_of(facts: Facts) -> Iterator[tuple[Path, Sheets]]:
    """Every round of every vote of the facts: on awards, on the head."""
    for path, value in walk(facts):
        if isinstance(value, Sheets):
            yield path, value


def check_voters(facts: Facts) -> Found:
    """No more units can vote than the bloc has."""
    for base, ballot in rounds_of(facts):
        # How many members the bloc had in an earlier year is not stated.
        if base[:2] == ("leadership", "terms") or not facts.members:
            continue
        counted: list[tuple[Path, int | None]] = [
            ((*base, "entitled"), ballot.entitled),
            ((*base, "issued"), ballot.issued),
            *(
                ((*base, "counts", m), count.yes + (count.no or 0))
                for m, count in enumerate(ballot.counts)
            ),
        ]
        for path, given in counted:
            yield from more_than_members(facts, path, given)


def check_written(facts: Facts) -> Found:
    """Votes in writing are of absent units: no more than did not come."""
    conference = facts.conference
    stated = conference.units_present if conference else None
    if facts.members is None or conference is None:
        return
    listed = sum(one.status != "absent" for one in conference.attendance)
    present = listed if stated is None else stated
    for base, ballot in rounds_of(facts):
        if (
            base[:2] == ("leadership", "terms")
            or not ballot.written
            or _at_another_meeting(facts, base)
        ):
            continue
        absent = facts.members - present
        if ballot.written > absent >= 0:
            yield (
                "written-by-present",
                (*base, "written"),
                msg(
                    "{written} votes in writing, but {present} of {members} units were present",
                    written=ballot.written,
                    present=present,
                    members=facts.members,
                ),
                msg("only units that did not attend vote in writing; correct one of the numbers"),
            )


def _at_another_meeting(facts: Facts, base: Path) -> bool:
    """Whether the vote was held at a meeting of its own, of which nobody says who came."""
    settled = facts.next_leadership
    meeting = settled.selection.meeting if settled and settled.selection else None
    return base[0] == "next_leadership" and meeting is not None


def more_than_members(facts: Facts, path: Path, given: int | None) -> Found:
    """The problem that ``given`` units are more than the bloc has, where they are."""
    if given is not None and facts.members and given > facts.members:
        yield (
            "more-than-members",
            path,
            msg(
                "{given} is more than the {members} units of the bloc",
                given=given,
                members=facts.members,
            ),
            msg("each unit has one vote; correct the number, or the list of units"),
        )


def check_ballots(facts: Facts) -> Found:
    """Sheets and votes that do not add up."""
    for base, ballot in rounds_of(facts):
        yield from _smaller_and_smaller(base, ballot)
        yield from _valid_and_invalid(base, ballot)
        yield from _votes(base, ballot)


def _smaller_and_smaller(base: Path, ballot: Sheets) -> Found:
    pairs = (
        ("issued", "returned"),
        ("entitled", "issued"),
        ("returned", "valid"),
        ("returned", "written"),
    )
    for larger_name, smaller_name in pairs:
        larger, smaller = getattr(ballot, larger_name), getattr(ballot, smaller_name)
        if larger is not None and smaller is not None and smaller > larger:
            yield (
                "ballot-sums",
                (*base, smaller_name),
                msg(
                    "“{smaller}” ({n}) is more than “{larger}” ({m})",
                    smaller=smaller_name,
                    n=smaller,
                    larger=larger_name,
                    m=larger,
                ),
                msg("compare with the counting record"),
            )


def _valid_and_invalid(base: Path, ballot: Sheets) -> Found:
    if ballot.returned is None or ballot.valid is None or ballot.invalid is None:
        return
    if ballot.returned != ballot.valid + ballot.invalid:
        yield (
            "ballot-sums",
            (*base, "returned"),
            msg(
                "returned ({returned}) is not valid ({valid}) + invalid ({invalid})",
                returned=ballot.returned,
                valid=ballot.valid,
                invalid=ballot.invalid,
            ),
            msg("compare with the counting record"),
        )


def _votes(base: Path, ballot: Sheets) -> Found:
    stated = (ballot.valid, ballot.returned, ballot.issued, ballot.entitled)
    limit = next((given for given in stated if given is not None), None)
    for m, count in enumerate(ballot.counts):
        total = count.yes + (count.no or 0)
        if limit is not None and total > limit:
            yield (
                "ballot-sums",
                (*base, "counts", m),
                msg("{total} votes, but only {limit} ballots", total=total, limit=limit),
                msg("compare with the counting record"),
            )


def check_revotes(facts: Facts) -> Found:
    """Votes held again stand in their order, and are on units that were voted on before."""
    for base, ballot in rounds_of(facts):
        if not isinstance(ballot, Ballot):
            continue
        first = {count.unit for count in ballot.counts}
        for n, again in enumerate(ballot.revotes):
            if again.round != n + 2:
                yield (
                    "revote-order",
                    (*base, "revotes", n, "round"),
                    msg("this is round {number} of the vote", number=n + 2),
                    msg("the rounds stand in their order; the first is the ballot itself"),
                )
            for m, count in enumerate(again.counts):
                if count.unit not in first:
                    yield (
                        "revote-without-vote",
                        (*base, "revotes", n, "counts", m, "unit"),
                        msg("the first round did not vote on “{unit}”", unit=count.unit),
                        msg("add its votes of the first round under “counts”, or correct the unit"),
                    )
