"""The conference's nominations, each unit judged step by step. A bloc only proposes awards.

First every condition of the award, then the votes, then the number of nominees. The conference's
list stands; what speaks against it is told beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.decide.conditions import NAMES, Case, judge
from pipeline.decide.eligibility import weightiest
from pipeline.decide.in_force import AwardRules, Dropped, rules_of_award, votes_asked
from pipeline.decide.quota import judge_quota, room_left, votes_beside_the_list
from pipeline.decide.voting import judge_votes
from pipeline.errors import msg
from pipeline.model.base import Path, Ref
from pipeline.model.conference import Nominee
from pipeline.model.decisions import Candidate, NominationDecision, Reason, Verdict, reason_by
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.nominees import count_of_nominees, remaining_units, why_not_told
from pipeline.model.rules import Placed, Quota, Rulebook, find_award
from pipeline.model.summary import Summary


def decide_nomination(
    dossier: Dossier, summary: Summary, book: Rulebook, day: date, number: int
) -> NominationDecision:
    """Check every unit for the nomination with this number, by the rules that hold on ``day``."""
    facts = dossier.facts
    nomination = facts.nominations[number]
    award = find_award(nomination.award, book, facts.awards)
    if award is None:
        raise LookupError(nomination.award)
    rules = rules_of_award(facts, book, award.id, day)
    remaining = remaining_units(facts, number)
    proposed = {nominee.unit for nominee in nomination.units if nominee.is_unit}
    proposed |= {unit.value for unit in remaining or ()}
    stood = proposed | {r.unit for r in facts.registrations if award.id in r.awards}
    stood |= set(nomination.ballot.units) if nomination.ballot else set()
    withdrawn = {one.unit: m for m, one in enumerate(nomination.withdrawn)}

    def checked(unit: str, nominee: Ref | None = None) -> Candidate:
        case = Case(facts, summary, dossier.history, award, (*book.awards, *facts.awards), unit)
        reasons = [judge(case, condition) for condition in rules.conditions]
        if unit in withdrawn:
            reasons.insert(0, _stood_back(facts, number, withdrawn[unit]))
        else:
            reasons += judge_votes(facts, number, unit, rules)
        reasons += _suspended_all_the_same(facts, unit, rules)
        if unit in stood:
            reasons += _heads_the_bloc(facts, unit)
        return Candidate(unit, weightiest(tuple(reasons)), tuple(reasons), nominee)

    def on_the_list(m: int) -> Candidate:
        nominee = Ref(("nominations", number, "units", m))
        one = nomination.units[m]
        if one.is_unit:
            return checked(one.unit, nominee)
        reason = _not_a_unit(one, nominee.path)
        return Candidate(one.unit, reason.verdict, (reason,), nominee)

    candidates = [
        *(on_the_list(m) for m in range(len(nomination.units))),
        *(checked(unit.value) for unit in remaining or ()),
    ]
    others = [checked(unit.id) for unit in facts.units if unit.id not in proposed]
    fit = [one.unit for one in (*candidates, *others) if one.verdict == Verdict.MET]
    return NominationDecision(
        name=nomination.key,
        award=award.id,
        nomination=Ref(("nominations", number)),
        remaining=remaining,
        count=count_of_nominees(facts, number),
        asked=votes_asked(rules.threshold),
        candidates=tuple(_beyond_the_quota(facts, number, rules, candidates)),
        others=tuple(_beside_the_quota(facts, number, rules, others)),
        reasons=(
            *_unresolved(facts, number),
            *judge_quota(facts, number, rules),
            *(_dropped(one) for one in rules.dropped),
            *(_of_the_province(one) for one in rules.told),
        ),
        doubts=tuple(votes_beside_the_list(facts, number, rules, fit, sorted(proposed))),
    )


def _beyond_the_quota(
    facts: Facts, number: int, rules: AwardRules, listed: Sequence[Candidate]
) -> Iterator[Candidate]:
    """The list as it is; of a list too long nobody can say who stands on it rightly."""
    room = room_left(facts, number, rules)
    for one in listed:
        if room is None or room.value >= 0 or rules.quota is None or one.verdict != Verdict.MET:
            yield one
        else:
            why = msg("more are proposed than the quota allows; which of them, people must decide")
            yield _with(one, reason_by(rules.quota, Verdict.UNKNOWN, why, room.origins))


def _beside_the_quota(
    facts: Facts, number: int, rules: AwardRules, others: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Units that meet every condition, for which the quota has no room left."""
    room = room_left(facts, number, rules)
    for one in others:
        if room is None or room.value > 0 or rules.quota is None or one.verdict != Verdict.MET:
            yield one
        else:
            why = msg("the conference's list leaves no room within the quota")
            yield _with(one, reason_by(rules.quota, Verdict.NO_ROOM, why, room.origins))


def _with(candidate: Candidate, reason: Reason) -> Candidate:
    reasons = (*candidate.reasons, reason)
    return replace(candidate, reasons=reasons, verdict=weightiest(reasons))


def _heads_the_bloc(facts: Facts, unit: str) -> Iterator[Reason]:
    """Whoever leads the conference should not judge on itself in silence."""
    if unit != facts.head:
        return
    terms = facts.leadership.terms
    number = next(n for n, term in enumerate(terms) if term.year == facts.year)
    message = msg(
        "heads the bloc and is a candidate itself: whether it abstains is for the bloc's rules"
    )
    yield Reason(Verdict.NOTED, message, (("leadership", "terms", number, "head"),))


def _dropped(one: Dropped) -> Reason:
    """That a condition is dropped; what the law itself asks, and was compared, is named."""
    check = NAMES[one.own.rule.check]
    verified = tuple(rule.reference for rule in one.of_book if rule.verified)
    if not one.of_book:
        message = msg(
            "the bloc's rules drop the condition “{check}”, which the rulebook does not ask for",
            check=check,
        )
    elif verified:
        message = msg(
            "the bloc's rules drop the condition “{check}”, though {articles} asks for it",
            check=check,
            articles=verified,
        )
    else:
        message = msg("the bloc's rules drop the condition “{check}”", check=check)
    return reason_by(one.own, Verdict.NOTED, message)


def _suspended_all_the_same(facts: Facts, unit: str, rules: AwardRules) -> Iterator[Reason]:
    """That a unit is not considered at present, where the bloc's rules do not ask."""
    number = next(n for n, one in enumerate(facts.units) if one.id == unit)
    dropped = next((one for one in rules.dropped if one.own.rule.check == "not-suspended"), None)
    if dropped and facts.units[number].suspended:
        message = msg("is not considered at present, though the bloc's rules drop this condition")
        path: Path = ("units", number, "suspended")
        yield reason_by(dropped.own, Verdict.NOTED, message, (path,))


def _of_the_province(quota: Placed[Quota]) -> Reason:
    """A quota over all blocs of a province: this bloc knows its own proposals only."""
    most = str(quota.rule.share) if quota.rule.share else quota.rule.units
    if quota.rule.base is None:
        message = msg("for information: in the whole province at most {most}", most=most)
    else:
        message = msg(
            "for information: in the whole province at most {most} of {base}",
            most=most,
            base=quota.rule.base,
        )
    return reason_by(quota, Verdict.NOTED, message)


def _not_a_unit(nominee: Nominee, path: Path) -> Reason:
    """Conditions are written for units; a part or a person of one is not judged by them."""
    if nominee.person:
        message = msg("a person of the unit: the conditions for units are not applied")
        return Reason(Verdict.NOTED, message, ((*path, "person"),))
    message = msg("a part of the unit: the conditions for units are not applied")
    return Reason(Verdict.NOTED, message, ((*path, "part"),))


def _stood_back(facts: Facts, number: int, place: int) -> Reason:
    withdrawal = facts.nominations[number].withdrawn[place]
    message = (
        msg("stood back: {reason}", reason=withdrawal.reason)
        if withdrawal.reason
        else msg("stood back; its reason is not stated")
    )
    path: Path = ("nominations", number, "withdrawn", place)
    return Reason(Verdict.WITHDRAWN, message, (path,))


def _unresolved(facts: Facts, number: int) -> tuple[Reason, ...]:
    """Why "all the remaining units" cannot be named, where they cannot."""
    why = why_not_told(facts, number) if facts.nominations[number].remaining else None
    if why is None:
        return ()
    return (Reason(Verdict.UNKNOWN, why, (("nominations", number, "remaining"), ("units",))),)
