"""Votes against the rules: exact fractions, the right denominator."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.decide.in_force import AwardRules
from pipeline.decide.votes import NAMES_OF_VOTERS, votes_needed
from pipeline.errors import Message, msg
from pipeline.model.base import Path
from pipeline.model.decisions import Reason, Verdict, reason_by
from pipeline.model.facts import Facts
from pipeline.model.rules import Threshold
from pipeline.model.tally import per_cent, tally


def judge_votes(facts: Facts, number: int, unit: str, rules: AwardRules) -> Iterator[Reason]:
    """The votes on a unit against the threshold, if the rules set one."""
    threshold = rules.threshold
    if threshold is None:
        return
    ballot = facts.nominations[number].ballot
    base: Path = ("nominations", number, "ballot")
    found = tally(facts, ballot, base, unit, threshold.rule.of) if ballot else None
    if ballot is None or found is None:
        why = msg("the votes for the unit are not stated")
        yield reason_by(threshold, Verdict.UNKNOWN, why)
        return
    if found.round:
        again = msg(
            "voted on again: the last of {rounds} rounds decides", rounds=1 + len(ballot.revotes)
        )
        yield reason_by(threshold, Verdict.NOTED, again, found.yes.origins)
    if found.of is None:
        why = msg("the number the votes are counted against is not stated")
        yield reason_by(threshold, Verdict.UNKNOWN, why, found.yes.origins)
        return
    if not found.of.value:
        why = msg("no ballot was valid")
        yield reason_by(threshold, Verdict.NOT_MET, why, found.of.origins)
        return
    needed = needed_of(threshold.rule, found.of.value)
    yield reason_by(
        threshold,
        Verdict.MET if found.yes.value >= needed else Verdict.NOT_MET,
        msg(
            "{votes} of {of} votes = {per_cent} %; {share} needs {needed}, counted against"
            " {voters}",
            votes=found.yes.value,
            of=found.of.value,
            per_cent=per_cent(found.yes.value, found.of.value),
            share=_share(threshold.rule),
            needed=needed,
            voters=NAMES_OF_VOTERS[threshold.rule.of],
        ),
        (*found.yes.origins, *found.of.origins),
    )


def needed_of(threshold: Threshold, of: int) -> int:
    """The least number of votes of ``of`` that is enough."""
    return votes_needed(threshold.share, of, threshold.more_than)


def _share(threshold: Threshold) -> Message | str:
    share = str(threshold.share)
    return msg("more than {share}", share=share) if threshold.more_than else share
