"""Votes and numbers of nominees, against the rules: exact fractions, the right denominator."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from pipeline.decide.in_force import AwardRules
from pipeline.decide.votes import NAMES_OF_VOTERS, votes_needed
from pipeline.errors import Message, msg
from pipeline.model.base import Derived, Path
from pipeline.model.decisions import Reason, Verdict, reason_by
from pipeline.model.facts import Facts
from pipeline.model.nominees import count_of_nominees
from pipeline.model.rules import Placed, Quota, Threshold
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


def judge_quota(facts: Facts, number: int, rules: AwardRules) -> Iterator[Reason]:
    """The number of nominees for the award against the quota, if the rules set one."""
    quota = rules.quota
    most = most_of(facts, quota) if quota else None
    if quota is None:
        return
    if most is None:
        why = msg("how many units the bloc has is in question")
        yield reason_by(quota, Verdict.UNKNOWN, why)
        return
    award = facts.nominations[number].award
    same = [n for n, one in enumerate(facts.nominations) if one.award == award]
    counts = [count_of_nominees(facts, n) for n in same]
    known = [count for count in counts if count]
    together = sum(count.value for count in known)
    if len(known) < len(counts) and together <= most.value:
        message = msg("how many are proposed is not stated")
        yield reason_by(quota, Verdict.UNKNOWN, message, (("nominations", number),))
        return
    origins = (*(origin for count in known for origin in count.origins), *most.origins)
    yield reason_by(
        quota,
        Verdict.MET if together <= most.value else Verdict.NOT_MET,
        _against_quota(quota, together, most.value),
        origins,
    )


def _against_quota(quota: Placed[Quota], together: int, most: int) -> Message:
    if quota.rule.share:
        return msg(
            "{count} proposed; {share} of the units, that is {most}, are allowed",
            count=together,
            share=str(quota.rule.share),
            most=most,
        )
    if quota.own:
        return msg("{count} proposed; the bloc's rules allow {most}", count=together, most=most)
    return msg("{count} proposed; the rulebook allows {most}", count=together, most=most)


def most_of(facts: Facts, quota: Placed[Quota]) -> Derived[int] | None:
    """The number a quota of the bloc allows; of a share whole units only, as "at most" means."""
    if quota.rule.share is None:
        return Derived(quota.rule.units or 0, ())
    if not facts.members:
        return None
    return Derived(math.floor(quota.rule.share * facts.members), (("units",),))


def room_left(facts: Facts, number: int, rules: AwardRules) -> Derived[int] | None:
    """How many more the quota allows, less than nought where too many are proposed.

    None where there is no quota, or where that is not known.
    """
    most = most_of(facts, rules.quota) if rules.quota else None
    award = facts.nominations[number].award
    same = [n for n, one in enumerate(facts.nominations) if one.award == award]
    counts = [count_of_nominees(facts, n) for n in same]
    if most is None or any(count is None for count in counts):
        return None
    known = [count for count in counts if count]
    origins = tuple(origin for count in known for origin in count.origins)
    return Derived(most.value - sum(count.value for count in known), origins)


def tied_at_the_quota(
    facts: Facts, number: int, rules: AwardRules, units: Sequence[str]
) -> Iterator[Reason]:
    """Units of equal votes of which the quota leaves room for some only, told for the reader.

    ``units`` are those that nothing speaks against. Who of them is proposed is not for a program.
    """
    ballot = facts.nominations[number].ballot
    most = most_of(facts, rules.quota) if rules.quota else None
    if ballot is None or most is None or rules.quota is None or len(units) <= most.value:
        return
    of = rules.threshold.rule.of if rules.threshold else "members"
    base: Path = ("nominations", number, "ballot")
    votes = {u: found for u in units if (found := tally(facts, ballot, base, u, of))}
    order = sorted(votes, key=lambda u: -votes[u].yes.value)
    if len(order) <= most.value or most.value < 1:
        return
    last = votes[order[most.value - 1]].yes.value
    if votes[order[most.value]].yes.value != last:
        return
    tied = [
        unit.id for unit in facts.units if unit.id in votes and votes[unit.id].yes.value == last
    ]
    names = tuple(unit.name for u in sorted(tied) if (unit := facts.unit(u)))
    message = msg(
        "equal votes ({votes}) for the last places of the quota: {units}; a vote held again"
        " between them, or the bloc's rules, must tell",
        votes=last,
        units=names,
    )
    yield reason_by(
        rules.quota, Verdict.NOTED, message, tuple(p for u in tied for p in votes[u].yes.origins)
    )
