"""The conference's nominations, checked condition by condition. A bloc only proposes awards.

A condition of an award is a row of :data:`CHECKS`. Where a fact is missing the verdict is
"unknown", never "no".
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.decide.rotation import weightiest
from pipeline.decide.votes import per_cent, votes_needed
from pipeline.errors import msg
from pipeline.model.base import Path, Ref
from pipeline.model.conference import Nomination
from pipeline.model.decisions import Candidate, NominationDecision, Reason, Verdict
from pipeline.model.facts import Facts
from pipeline.model.rules import Award, Condition, Rulebook
from pipeline.model.summary import Summary


def decide_nomination(
    facts: Facts, summary: Summary, book: Rulebook, number: int
) -> NominationDecision:
    """Check the units of ``facts.nominations[number]`` and those that stood beside them."""
    nomination = facts.nominations[number]
    award = book.award(nomination.award)
    if award is None:
        raise LookupError(nomination.award)
    nominees = [nominee.unit for nominee in nomination.units]
    stood = [r.unit for r in facts.registrations if award.id in r.awards]
    if nomination.ballot:
        stood += [count.unit for count in nomination.ballot.counts]
    others = [unit.id for unit in facts.units if unit.id in stood and unit.id not in nominees]

    def candidate(unit: str) -> Candidate:
        reasons = tuple(CHECKS[c.check](facts, summary, award, unit, c) for c in award.conditions)
        ballot = _ballot(facts, number, unit)
        reasons = (*reasons, ballot) if ballot else reasons
        return Candidate(unit, weightiest(reasons), reasons)

    return NominationDecision(
        award=award.id,
        nomination=Ref(("nominations", number)),
        candidates=tuple(candidate(unit) for unit in nominees),
        others=tuple(candidate(unit) for unit in others),
        reasons=_quota(facts, nomination, number),
    )


def _unit_number(facts: Facts, unit_id: str) -> int:
    return next(n for n, unit in enumerate(facts.units) if unit.id == unit_id)


def _registered(facts: Facts, _: Summary, award: Award, unit: str, condition: Condition) -> Reason:
    for n, registration in enumerate(facts.registrations):
        if registration.unit == unit:
            met = award.id in registration.awards
            return Reason(
                Verdict.MET if met else Verdict.NOT_MET,
                msg("registered for the award")
                if met
                else msg("its registration does not name the award"),
                (("registrations", n, "awards"),),
                condition,
            )
    return Reason(
        Verdict.UNKNOWN,
        msg("the unit's registration is not stated"),
        (),
        condition,
    )


def _inspected(facts: Facts, _: Summary, _award: Award, unit: str, condition: Condition) -> Reason:
    for n, inspection in enumerate(facts.inspections):
        if inspection.unit == unit and inspection.passed is not None:
            return Reason(
                Verdict.MET if inspection.passed else Verdict.NOT_MET,
                msg("inspected, with a favourable result")
                if inspection.passed
                else msg("inspected, with an unfavourable result"),
                (("inspections", n, "passed"),),
                condition,
            )
    return Reason(
        Verdict.UNKNOWN,
        msg("the result of an inspection is not stated"),
        (),
        condition,
    )


def _not_suspended(
    facts: Facts, _: Summary, _award: Award, unit: str, condition: Condition
) -> Reason:
    number = _unit_number(facts, unit)
    path: Path = ("units", number, "suspended")
    if facts.units[number].suspended:
        return Reason(Verdict.SUSPENDED, msg("is not considered at present"), (path,), condition)
    return Reason(
        Verdict.MET,
        msg("no ground against considering it is stated"),
        (("units", number),),
        condition,
    )


def _leading(
    facts: Facts, summary: Summary, _award: Award, unit: str, condition: Condition
) -> Reason:
    totals = [row.total for row in summary.scores if row.total]
    if not totals:
        return Reason(
            Verdict.UNKNOWN,
            msg("the unit's rank is not stated"),
            (),
            condition,
        )
    row = summary.score(unit)
    if row is None or row.rank is None or row.total is None:
        members, _ = _members(facts)
        return Reason(
            Verdict.UNKNOWN,
            msg("only {scored} of {all} units have a total score", scored=len(totals), all=members),
            tuple(origin for total in totals for origin in total.origins),
            condition,
        )
    return Reason(
        Verdict.MET if row.rank.value == 1 else Verdict.NOT_MET,
        msg("ranks {rank} with {points} points", rank=row.rank.value, points=row.total.value),
        tuple(dict.fromkeys((*row.total.origins, *row.rank.origins))),
        condition,
    )


CHECKS: dict[str, Callable[[Facts, Summary, Award, str, Condition], Reason]] = {
    "registered": _registered,
    "inspected": _inspected,
    "not-suspended": _not_suspended,
    "leading": _leading,
}


def _ballot(facts: Facts, number: int, unit: str) -> Reason | None:
    """The vote on a unit against the threshold of the bloc's own rules, if there are any."""
    nomination = facts.nominations[number]
    rules = facts.regulation
    if rules is None or rules.threshold is None:
        return None
    base: Path = ("nominations", number, "ballot")
    ballot = nomination.ballot
    count = next((c for c in ballot.counts if c.unit == unit), None) if ballot else None
    if ballot is None or count is None:
        return Reason(
            Verdict.UNKNOWN,
            msg("the votes for the unit are not stated"),
            (("regulation", "threshold"),),
        )
    of, of_path = _voters(facts, base, rules.of)
    if not of:
        return Reason(
            Verdict.UNKNOWN,
            msg("the number the votes are counted against is not stated"),
            (("regulation", "of"),),
        )
    place = next(m for m, c in enumerate(ballot.counts) if c.unit == unit)
    needed = votes_needed(rules.threshold, of)
    return Reason(
        Verdict.MET if count.yes >= needed else Verdict.NOT_MET,
        msg(
            "{votes} of {of} votes = {per_cent} %; {share} needs {needed}",
            votes=count.yes,
            of=of,
            per_cent=per_cent(count.yes, of),
            share=rules.threshold,
            needed=needed,
        ),
        ((*base, "counts", place), of_path, ("regulation", "threshold")),
    )


def _voters(facts: Facts, base: Path, of: str) -> tuple[int | None, Path]:
    """The denominator of a threshold: members, units present, or valid ballots."""
    ballot = facts.nominations[int(base[1])].ballot
    match of:
        case "valid-ballots":
            return (ballot.valid if ballot else None), (*base, "valid")
        case "present":
            present = facts.conference.units_present if facts.conference else None
            return present, ("conference", "units_present")
    return _members(facts)


def _members(facts: Facts) -> tuple[int, Path]:
    """How many units the bloc has: as stated, else those listed."""
    if facts.bloc.units_stated:
        return facts.bloc.units_stated, ("bloc", "units_stated")
    return len(facts.units), ("units",)


def _quota(facts: Facts, nomination: Nomination, number: int) -> tuple[Reason, ...]:
    """The number of nominees against the quota of the bloc's own rules."""
    for n, quota in enumerate(facts.regulation.quotas if facts.regulation else ()):
        if quota.award == nomination.award:
            within = len(nomination.units) <= quota.units
            return (
                Reason(
                    Verdict.MET if within else Verdict.NOT_MET,
                    msg(
                        "{count} proposed; the bloc's rules allow {most}",
                        count=len(nomination.units),
                        most=quota.units,
                    ),
                    (("nominations", number, "units"), ("regulation", "quotas", n)),
                ),
            )
    return ()
