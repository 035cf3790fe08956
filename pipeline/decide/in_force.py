"""The rules that hold for one award: those of the rulebook, with what the bloc's own rules change.

A rule that has not begun on the key day is left out. One that has expired is used, and whoever
reads of it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from pipeline.model.base import Derived
from pipeline.model.decisions import VotesAsked
from pipeline.model.facts import Facts
from pipeline.model.regulation import AwardCondition, AwardThreshold, Regulation
from pipeline.model.rules import Award, Condition, Placed, Quota, Rulebook, Threshold


@dataclass(frozen=True, slots=True)
class Dropped:
    """A condition that the bloc's own rules drop, and those of the rulebook that fall with it.

    None do where the rulebook does not ask for it.
    """

    own: Placed[Condition]
    of_book: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AwardRules:
    """What must hold of a nominee for one award, and of all nominees together."""

    conditions: tuple[Placed[Condition], ...]
    dropped: tuple[Dropped, ...]
    threshold: Placed[Threshold] | None
    quota: Placed[Quota] | None
    told: tuple[Placed[Quota], ...]
    """Quotas of a whole province: told, since a bloc cannot judge them."""


def rules_of_award(facts: Facts, book: Rulebook, award_id: str, day: date) -> AwardRules:
    """The rules for ``award_id`` as they hold on ``day``."""
    number = next((n for n, award in enumerate(book.awards) if award.id == award_id), None)
    award = None if number is None else book.awards[number]
    conditions = list(_of_book(award, number, day))
    dropped: list[Dropped] = []
    for own, drops in _own_conditions(facts, award_id):
        asked_too = [n for n, one in enumerate(conditions) if one.rule.check == own.rule.check]
        if drops:
            dropped.append(Dropped(own, tuple(conditions[n].rule for n in asked_too)))
            conditions = [one for n, one in enumerate(conditions) if n not in asked_too]
        elif asked_too:
            conditions[asked_too[0]] = own
        else:
            conditions.append(own)
    quotas = [
        Placed(quota, ("awards", number or 0, "quotas", n))
        for n, quota in enumerate(award.quotas if award else ())
        if quota.has_begun(day)
    ]
    of_bloc = next((one for one in quotas if one.rule.scope == "bloc"), None)
    return AwardRules(
        tuple(conditions),
        tuple(dropped),
        _own_threshold(facts.regulation, award_id) or _threshold_of_book(award, number, day),
        _own_quota(facts.regulation, award_id) or of_bloc,
        tuple(one for one in quotas if one.rule.scope == "province"),
    )


def _of_book(award: Award | None, number: int | None, day: date) -> Iterator[Placed[Condition]]:
    if award is None or number is None:
        return
    for n, condition in enumerate(award.conditions):
        if condition.has_begun(day):
            yield Placed(condition, ("awards", number, "conditions", n))


def _threshold_of_book(
    award: Award | None, number: int | None, day: date
) -> Placed[Threshold] | None:
    if award is None or number is None or award.threshold is None:
        return None
    if not award.threshold.has_begun(day):
        return None
    return Placed(award.threshold, ("awards", number, "threshold"))


def _own_conditions(facts: Facts, award_id: str) -> Iterator[tuple[Placed[Condition], bool]]:
    """The bloc's own conditions, and whether they drop what the rulebook asks."""
    if facts.regulation is None:
        return
    for n, one in enumerate(facts.regulation.conditions):
        if one.award == award_id:
            rule = _as_condition(one, facts.regulation)
            yield Placed(rule, ("regulation", "conditions", n), own=True), one.dropped


def _as_condition(one: AwardCondition, rules: Regulation) -> Condition:
    return Condition(
        check=one.check,
        rank=one.rank,
        points=one.points,
        years=one.years,
        reference=one.reference or rules.reference,
        verified=True,
    )


def _own_threshold(rules: Regulation | None, award_id: str) -> Placed[Threshold] | None:
    """The bloc's threshold for this award, else that for all awards."""
    if rules is None:
        return None
    for n, one in enumerate(rules.thresholds):
        if one.award == award_id:
            return Placed(
                _threshold(one.share, one, rules), ("regulation", "thresholds", n), own=True
            )
    if rules.threshold is None:
        return None
    general = _threshold(rules.threshold, rules, rules)
    return Placed(general, ("regulation", "threshold"), own=True)


def _threshold(share: Fraction, said: AwardThreshold | Regulation, rules: Regulation) -> Threshold:
    return Threshold(
        share=share,
        of=said.of,
        more_than=said.more_than,
        reference=rules.reference,
        verified=True,
    )


def _own_quota(rules: Regulation | None, award_id: str) -> Placed[Quota] | None:
    for n, one in enumerate(rules.quotas if rules else ()):
        if one.award == award_id and rules:
            own = Quota(units=one.units, share=one.share, reference=rules.reference, verified=True)
            return Placed(own, ("regulation", "quotas", n), own=True)
    return None


def votes_asked(threshold: Placed[Threshold] | None) -> VotesAsked | None:
    """A threshold as papers tell it; one of the rulebook has no place among the facts."""
    if threshold is None:
        return None
    rule = threshold.rule
    places = (threshold.path,) if threshold.own else ()
    reference = (("regulation", "reference"),) if threshold.own else ()
    return VotesAsked(
        Derived(rule.share, places), rule.of, rule.more_than, Derived(rule.reference, reference)
    )
