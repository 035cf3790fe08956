"""Decisions in plain sentences: one explanation for the terminal, the index page and JSON."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import Message, Speech, msg
from pipeline.model.base import Text
from pipeline.model.decisions import (
    Agreement,
    Candidate,
    Decisions,
    Reason,
    SeatDecision,
    Verdict,
)
from pipeline.model.dossier import Dossier, Rules


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: how it stands, the sentence, the facts it rests on and the rule it goes by."""

    verdict: Verdict
    verdict_in_words: str
    sentence: str
    places: tuple[str, ...]
    rule: str
    rule_verified: bool


@dataclass(frozen=True, slots=True)
class ExplainedUnit:
    """One unit with its reasons."""

    name: str
    verdict: Verdict
    verdict_in_words: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """One decision: what was asked, what the conference recorded, what the program proposes."""

    title: str
    answers: tuple[str, ...]
    steps: tuple[Step, ...]
    units: tuple[ExplainedUnit, ...]
    others: tuple[ExplainedUnit, ...] = ()


VERDICTS = {
    Verdict.NOTED: msg("noted"),
    Verdict.MET: msg("met"),
    Verdict.NOT_MET: msg("not met"),
    Verdict.SUSPENDED: msg("suspended"),
    Verdict.UNKNOWN: msg("unknown"),
}
_STANDING = {
    Verdict.MET: msg("may stand"),
    Verdict.NOT_MET: msg("may not stand"),
    Verdict.SUSPENDED: msg("not considered at present"),
    Verdict.UNKNOWN: msg("cannot be judged"),
}
_CHECKED = {
    Verdict.MET: msg("every condition checked is met"),
    Verdict.NOT_MET: msg("a condition is not met"),
    Verdict.SUSPENDED: msg("not considered at present"),
    Verdict.UNKNOWN: msg("cannot be judged in full: facts are missing"),
}
_AGREEMENTS = {
    Agreement.AGREES: msg("The conference's decision agrees with the proposal."),
    Agreement.DEPARTS: msg("The conference's decision departs from the proposal; it prevails."),
    Agreement.NO_PROPOSAL: msg("The program has no proposal; the conference's decision stands."),
    Agreement.NOT_RECORDED: msg("No decision of the conference is recorded."),
}


def explain(
    dossier: Dossier, decisions: Decisions, rules: Rules, speech: Speech
) -> tuple[Explained, ...]:
    """All decisions of a bloc and year in the language of ``speech``."""
    told = _Teller(dossier, rules, speech)
    return (
        told.seat(decisions.head, msg("Head of the bloc in {year}", year=decisions.year.value)),
        told.seat(
            decisions.deputy, msg("Deputy head of the bloc in {year}", year=decisions.year.value)
        ),
        *(told.nomination(decisions, n) for n in range(len(decisions.nominations))),
    )


@dataclass(frozen=True, slots=True)
class _Teller:
    dossier: Dossier
    rules: Rules
    speech: Speech

    def say(self, message: Message) -> str:
        return message.in_words(self.speech)

    def unit_name(self, unit_id: str) -> Text:
        unit = self.dossier.facts.unit(unit_id)
        if unit is None:
            raise LookupError(unit_id)
        return unit.name

    def step(self, reason: Reason) -> Step:
        places = dict.fromkeys(
            str(source) for path in reason.facts if (source := self.dossier.trail.source(path))
        )
        return Step(
            reason.verdict,
            self.say(VERDICTS[reason.verdict]),
            self.say(reason.message),
            tuple(places),
            reason.rule.reference.said_in(self.speech.language) if reason.rule else "",
            reason.rule.verified if reason.rule else True,
        )

    def unit(self, candidate: Candidate, standing: dict[Verdict, Message]) -> ExplainedUnit:
        return ExplainedUnit(
            self.unit_name(candidate.unit).said_in(self.speech.language),
            candidate.verdict,
            self.say(standing[candidate.verdict]),
            tuple(self.step(reason) for reason in candidate.reasons),
        )

    def seat(self, seat: SeatDecision, title: Message) -> Explained:
        answers = []
        if seat.recorded:
            names = tuple(self.unit_name(unit) for unit in seat.recorded)
            answers.append(msg("Decided by the conference: {units}", units=names))
        elif seat.recorded is not None:
            answers.append(msg("Decided by the conference: nobody"))
        if seat.proposed:
            answers.append(
                msg("Proposed by the program: {unit}", unit=self.unit_name(seat.proposed))
            )
        answers.append(_AGREEMENTS[seat.agreement])
        return Explained(
            self.say(title),
            tuple(self.say(answer) for answer in answers),
            tuple(self.step(reason) for reason in seat.reasons),
            tuple(self.unit(candidate, _STANDING) for candidate in seat.candidates),
        )

    def nomination(self, decisions: Decisions, number: int) -> Explained:
        decision = decisions.nominations[number]
        award = self.rules.book.award(decision.award)
        if award is None:
            raise LookupError(decision.award)
        names = tuple(self.unit_name(candidate.unit) for candidate in decision.candidates)
        return Explained(
            self.say(
                msg("{award}, decided by {authority}", award=award.name, authority=award.authority)
            ),
            (self.say(msg("Proposed by the conference: {units}", units=names)),),
            tuple(self.step(reason) for reason in decision.reasons),
            tuple(self.unit(candidate, _CHECKED) for candidate in decision.candidates),
            tuple(self.unit(candidate, _CHECKED) for candidate in decision.others),
        )
