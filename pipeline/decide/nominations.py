"""The conference's nominations, checked condition by condition. A bloc only proposes awards.

A condition of an award is a row of :data:`CHECKS`. Where a fact is missing the verdict is
"unknown", never "no".
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.decide.eligibility import weightiest
from pipeline.decide.votes import per_cent, votes_needed
from pipeline.errors import Message, msg
from pipeline.model.base import Derived, Path, Ref
from pipeline.model.conference import Nominee
from pipeline.model.decisions import Candidate, NominationDecision, Reason, Verdict
from pipeline.model.facts import Facts
from pipeline.model.nominees import count_of_nominees, remaining_units, why_not_told
from pipeline.model.rules import Award, Condition, Rulebook, find_award
from pipeline.model.summary import Summary


def decide_nomination(
    facts: Facts, summary: Summary, book: Rulebook, number: int
) -> NominationDecision:
    """Check those on the list of ``facts.nominations[number]`` and those that stood beside them."""
    nomination = facts.nominations[number]
    award = find_award(nomination.award, book, facts.awards)
    if award is None:
        raise LookupError(nomination.award)
    remaining = remaining_units(facts, number)
    proposed = {nominee.unit for nominee in nomination.units if nominee.is_unit}
    proposed |= {unit.value for unit in remaining or ()}
    withdrawn = {one.unit: m for m, one in enumerate(nomination.withdrawn)}
    stood = {r.unit for r in facts.registrations if award.id in r.awards} | set(withdrawn)
    if nomination.ballot:
        stood |= {count.unit for count in nomination.ballot.counts}
    conditions = award.conditions if isinstance(award, Award) else ()

    def checked(unit: str, nominee: Ref | None = None) -> Candidate:
        reasons = tuple(CHECKS[c.check](facts, summary, award.id, unit, c) for c in conditions)
        if unit in withdrawn:
            reasons = (_stood_back(facts, number, withdrawn[unit]), *reasons)
        elif ballot := _ballot(facts, number, unit):
            reasons = (*reasons, ballot)
        return Candidate(unit, weightiest(reasons), reasons, nominee)

    def on_the_list(m: int) -> Candidate:
        nominee = Ref(("nominations", number, "units", m))
        one = nomination.units[m]
        if one.is_unit:
            return checked(one.unit, nominee)
        reason = _not_a_unit(one, nominee.path)
        return Candidate(one.unit, reason.verdict, (reason,), nominee)

    return NominationDecision(
        name=nomination.key,
        award=award.id,
        nomination=Ref(("nominations", number)),
        remaining=remaining,
        count=count_of_nominees(facts, number),
        candidates=(
            *(on_the_list(m) for m in range(len(nomination.units))),
            *(checked(unit.value) for unit in remaining or ()),
        ),
        others=tuple(
            checked(unit.id) for unit in facts.units if unit.id in stood and unit.id not in proposed
        ),
        reasons=(*_unresolved(facts, number), *_quota(facts, number)),
    )


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


def _unit_number(facts: Facts, unit_id: str) -> int:
    return next(n for n, unit in enumerate(facts.units) if unit.id == unit_id)


def _registered(facts: Facts, _: Summary, award: str, unit: str, condition: Condition) -> Reason:
    for n, registration in enumerate(facts.registrations):
        if registration.unit == unit:
            met = award in registration.awards
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


def _inspected(facts: Facts, _: Summary, _award: str, unit: str, condition: Condition) -> Reason:
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
    facts: Facts, _: Summary, _award: str, unit: str, condition: Condition
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
    facts: Facts, summary: Summary, _award: str, unit: str, condition: Condition
) -> Reason:
    """Whether the unit leads the bloc: as the conference placed it, else by its points."""
    verdict, message, paths = _placed(facts, summary, unit) or _ranked(facts, summary, unit)
    return Reason(verdict, message, paths, condition)


Finding = tuple[Verdict, Message, tuple[Path, ...]]


def _placed(facts: Facts, summary: Summary, unit: str) -> Finding | None:
    """What the conference itself said of the unit's place; None where it said nothing."""
    row = summary.standing(unit)
    for n, standing in enumerate(facts.standings):
        if standing.unit == unit and standing.leading:
            message = msg("leads the bloc, as the conference states")
            return Verdict.MET, message, (("standings", n, "leading"),)
        if standing.unit == unit and standing.rank and row and row.group:
            return _placed_in_part(facts, row.group, standing.rank, ("standings", n, "rank"))
        if standing.unit == unit and standing.rank:
            message = msg("ranks {rank}, as the conference states", rank=standing.rank)
            met = Verdict.MET if standing.rank == 1 else Verdict.NOT_MET
            return met, message, (("standings", n, "rank"),)
    leaders = [n for n, standing in enumerate(facts.standings) if standing.leading]
    if not leaders:
        return None
    named = tuple(u.name for n in leaders if (u := facts.unit(facts.standings[n].unit)))
    message = msg("the conference states that another leads the bloc: {units}", units=named)
    return Verdict.NOT_MET, message, tuple(("standings", n, "leading") for n in leaders)


def _placed_in_part(facts: Facts, group: Derived[str], rank: int, path: Path) -> Finding:
    """A rank within a part of the bloc: its first may lead the bloc, the others do not."""
    part = next(one.name for one in facts.bloc.groups if one.id == group.value)
    message = msg("ranks {rank} in {part}, as the conference states", rank=rank, part=part)
    return Verdict.UNKNOWN if rank == 1 else Verdict.NOT_MET, message, (path, *group.origins)


def _ranked(facts: Facts, summary: Summary, unit: str) -> Finding:
    if facts.scores and not facts.scores.published:
        message = msg("the points are not published, and the unit's rank is not stated")
        return Verdict.UNKNOWN, message, (("scores", "published"),)
    totals = [row.total for row in summary.scores if row.total]
    if not totals or any(row.group for row in summary.standings):
        return Verdict.UNKNOWN, msg("the unit's rank is not stated"), ()
    row = summary.score(unit)
    if row is None or row.rank is None or row.total is None:
        message = (
            msg(
                "only {scored} of {all} units have a total score",
                scored=len(totals),
                all=facts.members,
            )
            if facts.members
            else msg("how many units the bloc has is in question")
        )
        return Verdict.UNKNOWN, message, tuple(o for total in totals for o in total.origins)
    return (
        Verdict.MET if row.rank.value == 1 else Verdict.NOT_MET,
        msg("ranks {rank} with {points} points", rank=row.rank.value, points=row.total.value),
        tuple(dict.fromkeys((*row.total.origins, *row.rank.origins))),
    )


CHECKS: dict[str, Callable[[Facts, Summary, str, str, Condition], Reason]] = {
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
            return _present(facts)
    return _members(facts)


def _present(facts: Facts) -> tuple[int | None, Path]:
    """How many units attended: as stated, else as the list tells that names every member."""
    conference = facts.conference
    path: Path = ("conference", "units_present")
    if conference is None or conference.units_present is not None:
        return (conference.units_present if conference else None), path
    members = None if facts.in_question(*path) else facts.members
    if members is None or len(conference.attendance) < members:
        return None, path
    came = sum(one.status != "absent" for one in conference.attendance)
    return came, ("conference", "attendance")


def _members(facts: Facts) -> tuple[int | None, Path]:
    """How many units the bloc has: as stated, else those listed."""
    return facts.members, ("bloc", "units_stated") if facts.bloc.units_stated else ("units",)


def _quota(facts: Facts, number: int) -> tuple[Reason, ...]:
    """The number of nominees against the quota of the bloc's own rules."""
    award = facts.nominations[number].award
    same = [n for n, one in enumerate(facts.nominations) if one.award == award]
    counts = [count_of_nominees(facts, n) for n in same]
    known = [count for count in counts if count]
    for n, quota in enumerate(facts.regulation.quotas if facts.regulation else ()):
        if quota.award != award:
            continue
        rule: Path = ("regulation", "quotas", n)
        together = sum(count.value for count in known)
        if len(known) < len(counts) and together <= quota.units:
            message = msg("how many are proposed is not stated")
            return (Reason(Verdict.UNKNOWN, message, (("nominations", number), rule)),)
        return (
            Reason(
                Verdict.MET if together <= quota.units else Verdict.NOT_MET,
                msg(
                    "{count} proposed; the bloc's rules allow {most}",
                    count=together,
                    most=quota.units,
                ),
                (*(origin for count in known for origin in count.origins), rule),
            ),
        )
    return ()
