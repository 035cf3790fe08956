"""Who heads the bloc next year: the program proposes, the conference decides.

The modes of a bloc (:mod:`pipeline.decide.modes`) are tried in order until one proposes a unit.
The recorded decision always wins; the proposal stands beside it and is compared with it.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.decide.modes import MODES, Question
from pipeline.decide.selection import doubts_of, how_selected
from pipeline.errors import msg
from pipeline.model.decisions import Agreement, Candidate, Reason, SeatDecision, Verdict
from pipeline.model.facts import Facts
from pipeline.model.lineage import LastTerm, last_headed
from pipeline.model.rules import RotationPolicy
from pipeline.model.summary import Summary

_WEIGHT = (
    Verdict.NOTED,
    Verdict.MET,
    Verdict.UNKNOWN,
    Verdict.NOT_MET,
    Verdict.SUSPENDED,
    Verdict.WITHDRAWN,
)


def weightiest(reasons: tuple[Reason, ...]) -> Verdict:
    """The verdict of a unit: that of the reason which weighs most against it."""
    return max((r.verdict for r in reasons), key=_WEIGHT.index, default=Verdict.NOTED)


def decide_head_and_deputy(
    facts: Facts, summary: Summary, policy: RotationPolicy
) -> tuple[SeatDecision | None, SeatDecision | None]:
    """Head and deputy of next year. The deputy is sought among the units that do not head.

    A conference of the half-year or of several years chooses nobody, unless it says so.
    """
    outcome = facts.next_leadership
    if outcome is None and facts.conference and facts.conference.kind != "year-end":
        return None, None
    heads = (outcome.head.unit,) if outcome and outcome.head else None
    deputies = None
    if outcome and outcome.deputies is not None:
        deputies = tuple(seat.unit for seat in outcome.deputies)
    head = _decide_seat(facts, policy, "head", heads, ())
    head = replace(head, doubts=tuple(doubts_of(facts, summary)))
    taken = heads or ((head.proposed,) if head.proposed else ())
    return head, _decide_seat(facts, policy, "deputy", deputies, taken)


def _decide_seat(
    facts: Facts,
    policy: RotationPolicy,
    seat: str,
    recorded: tuple[str, ...] | None,
    taken: tuple[str, ...],
) -> SeatDecision:
    own = bool(facts.leadership.modes)
    modes = facts.leadership.modes or policy.modes
    candidates = tuple(_candidate(facts, n, taken) for n in range(len(facts.units)))
    question = Question(facts, seat, candidates, None if own else policy)
    reasons: list[Reason] = []
    if seat == "head" and facts.next_leadership:
        reasons.extend(how_selected(facts, facts.next_leadership.selection))
    proposed = None
    found_by = None
    for mode in modes:
        answer = MODES[mode](question)
        reasons.extend(answer.reasons)
        if answer.unit:
            proposed, found_by = answer.unit, mode
            break
    if proposed is None:
        reasons.append(Reason(Verdict.NOTED, msg("the conference decides")))
    if recorded is None:
        agreement = Agreement.NOT_RECORDED
    elif proposed is None:
        agreement = Agreement.NO_PROPOSAL
    else:
        agreement = Agreement.AGREES if proposed in recorded else Agreement.DEPARTS
    return SeatDecision(
        seat, recorded, proposed, found_by, agreement, candidates, tuple(reasons), ()
    )


def _candidate(facts: Facts, number: int, taken: tuple[str, ...]) -> Candidate:
    """What speaks for and against one unit, whatever the mode."""
    unit = facts.units[number]
    year = facts.year + 1
    cooldown = facts.leadership.cooldown
    reasons: list[Reason] = []
    last = last_headed(facts, unit.id)
    if last:
        reasons.append(_served(facts, last))
        if year - last.year <= cooldown:
            reasons.append(
                Reason(
                    Verdict.NOT_MET,
                    msg(
                        "waits {cooldown} years after a term: may head again from {year}",
                        cooldown=cooldown,
                        year=last.year + cooldown + 1,
                    ),
                    (*last.facts, ("leadership", "cooldown")),
                )
            )
    elif facts.leadership.terms:
        first = min(term.year for term in facts.leadership.terms)
        reasons.append(
            Reason(
                Verdict.NOTED,
                msg("has not headed the bloc in the years recorded, since {year}", year=first),
                (("leadership", "terms"),),
            )
        )
    if unit.suspended:
        reasons.append(
            Reason(
                Verdict.SUSPENDED,
                msg("is not considered at present"),
                (("units", number, "suspended"),),
            )
        )
    if unit.id in taken:
        reasons.append(Reason(Verdict.NOT_MET, msg("heads the bloc in {year}", year=year)))
    verdict = weightiest(tuple(reasons))
    # What is only noted of a unit does not keep it from standing.
    return Candidate(unit.id, Verdict.MET if verdict == Verdict.NOTED else verdict, tuple(reasons))


def _served(facts: Facts, last: LastTerm) -> Reason:
    """When a unit last headed the bloc, and as which unit if it had another form then."""
    before = facts.unit(last.came_from) if last.came_from else None
    if before is None:
        message = msg("last headed the bloc in {year}", year=last.year)
    elif facts.changes[int(last.changes[0][1])].change == "renamed":
        message = msg(
            "last headed the bloc in {year}, under the name {unit}",
            year=last.year,
            unit=before.name,
        )
    else:
        message = msg(
            "last headed the bloc in {year}: {unit}, which a merger made part of it, was the head",
            year=last.year,
            unit=before.name,
        )
    return Reason(Verdict.NOTED, message, last.facts)
