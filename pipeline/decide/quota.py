"""The number of units proposed against the quota of the bloc, and who is left out of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from pipeline.decide.in_force import AwardRules
from pipeline.errors import Message, msg
from pipeline.model.base import Derived, Path, Text
from pipeline.model.decisions import Reason, Verdict, reason_by
from pipeline.model.facts import Facts
from pipeline.model.nominees import units_proposed
from pipeline.model.rules import Placed, Quota
from pipeline.model.tally import Tally, tally


def judge_quota(facts: Facts, number: int, rules: AwardRules) -> Iterator[Reason]:
    """The number of units proposed for the award against the quota, if the rules set one.

    Persons and parts of units are told beside it: a quota of units does not count them.
    """
    quota = rules.quota
    if quota is None:
        return
    most = _most_of(facts, quota)
    if most is None:
        why = msg("how many units the bloc has is in question")
        yield reason_by(quota, Verdict.UNKNOWN, why)
        return
    proposed = units_proposed(facts, facts.nominations[number].award)
    if proposed.beside:
        why = msg(
            "{count} persons or parts of units: the quota of units does not count them",
            count=proposed.beside,
        )
        yield reason_by(quota, Verdict.NOTED, why, proposed.origins)
    if proposed.least <= most.value and proposed.most is None:
        why = msg("how many are proposed is not stated")
        yield reason_by(quota, Verdict.UNKNOWN, why, (("nominations", number),))
        return
    origins = (*proposed.origins, *most.origins)
    if proposed.most and proposed.least <= most.value < proposed.most:
        why = msg(
            "{least} to {count} units are proposed, for some are only counted; {most} are allowed",
            least=proposed.least,
            count=proposed.most,
            most=most.value,
        )
        yield reason_by(quota, Verdict.UNKNOWN, why, origins)
        return
    verdict = Verdict.MET if proposed.least <= most.value else Verdict.NOT_MET
    why = _against_quota(quota, proposed.least, most.value, facts.members)
    yield reason_by(quota, verdict, why, origins)


def _against_quota(quota: Placed[Quota], count: int, most: int, members: int | None) -> Message:
    if quota.rule.share:
        return msg(
            "{count} proposed; {share} of {members} units, that is {most}, are allowed",
            count=count,
            share=str(quota.rule.share),
            members=members or 0,
            most=most,
        )
    if quota.own:
        return msg("{count} proposed; the bloc's rules allow {most}", count=count, most=most)
    return msg("{count} proposed; the rulebook allows {most}", count=count, most=most)


def _most_of(facts: Facts, quota: Placed[Quota]) -> Derived[int] | None:
    """The number a quota of the bloc allows; of a share whole units only, as "at most" means."""
    if quota.rule.share is None:
        return Derived(quota.rule.units or 0, ())
    if not facts.members:
        return None
    path: Path = ("bloc", "units_stated") if facts.bloc.units_stated else ("units",)
    return Derived(math.floor(quota.rule.share * facts.members), (path,))


def room_left(facts: Facts, number: int, rules: AwardRules) -> Derived[int] | None:
    """How many more units the quota allows at most; less than nought where too many are proposed.

    None where there is no quota, or where it is a share of nobody knows how many.
    """
    most = _most_of(facts, rules.quota) if rules.quota else None
    proposed = units_proposed(facts, facts.nominations[number].award)
    if most is None:
        return None
    return Derived(most.value - proposed.least, proposed.origins)


def votes_beside_the_list(
    facts: Facts, number: int, rules: AwardRules, fit: Sequence[str], listed: Sequence[str]
) -> Iterator[Reason]:
    """Where the votes put another unit before one on a full list, or leave some equal.

    ``fit`` are the units that nothing else speaks against. Votes of different rounds are not
    compared. Who of several is proposed is not for a program.
    """
    ballot = facts.nominations[number].ballot
    quota = rules.quota
    most = _most_of(facts, quota) if quota else None
    if ballot is None or most is None or quota is None:
        return
    of = rules.threshold.rule.of if rules.threshold else "members"
    base: Path = ("nominations", number, "ballot")
    votes = {unit: found for unit in fit if (found := tally(facts, ballot, base, unit, of))}
    room = room_left(facts, number, rules)
    for way in dict.fromkeys(one.round for one in votes.values()):
        of_round = {unit: one for unit, one in votes.items() if one.round == way}
        places = most.value - sum(unit not in of_round for unit in listed)
        tied = _tied(of_round, places)
        if tied:
            yield _equals(facts, quota, of_round, tied)
        for unit in sorted(set(of_round) - {*listed, *tied}) if room and room.value <= 0 else ():
            yield from _against_the_list(facts, quota, of_round, unit, listed)


def _tied(votes: Mapping[str, Tally], places: int) -> list[str]:
    """The units of equal votes for which ``places`` are not enough."""
    order = sorted(votes, key=lambda unit: -votes[unit].yes.value)
    if not 0 < places < len(order):
        return []
    last = votes[order[places - 1]].yes.value
    if votes[order[places]].yes.value != last:
        return []
    return [unit for unit in order if votes[unit].yes.value == last]


def _equals(
    facts: Facts, quota: Placed[Quota], votes: Mapping[str, Tally], tied: Sequence[str]
) -> Reason:
    why = msg(
        "equal votes ({votes}) for the last places of the quota: {units}; a vote held again"
        " between them, or the bloc's rules, must tell",
        votes=votes[tied[0]].yes.value,
        units=_names(facts, tied),
    )
    paths = tuple(path for unit in tied for path in votes[unit].yes.origins)
    return reason_by(quota, Verdict.NOTED, why, paths)


def _against_the_list(
    facts: Facts, quota: Placed[Quota], votes: Mapping[str, Tally], unit: str, listed: Sequence[str]
) -> Iterator[Reason]:
    """That ``unit``, which is not on the list, has more votes than some that are, or as many."""
    yes = votes[unit].yes.value
    of_list = {one: votes[one].yes.value for one in listed if one in votes}
    fewer = [one for one, its in of_list.items() if its < yes]
    same = [one for one, its in of_list.items() if its == yes]
    text = (
        msg("{unit} has {votes} votes and is not on the list; fewer have: {listed}")
        if fewer
        else msg("{unit} has {votes} votes and is not on the list; as many have: {listed}")
    )
    found = fewer or same
    if found:
        said = {"unit": _names(facts, [unit]), "votes": yes, "listed": _names(facts, found)}
        paths = tuple(path for one in (unit, *found) for path in votes[one].yes.origins)
        yield reason_by(quota, Verdict.NOTED, Message(text.text, said), paths)


def _names(facts: Facts, units: Sequence[str]) -> tuple[Text, ...]:
    return tuple(unit.name for one in sorted(units) if (unit := facts.unit(one)))
