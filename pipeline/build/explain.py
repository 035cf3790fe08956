"""Decisions in plain sentences: one explanation for the terminal, the index page and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.decide.modes import NAMES
from pipeline.errors import Message, Speech, msg
from pipeline.model.base import Text
from pipeline.model.conference import Nominee, OwnAward
from pipeline.model.decisions import (
    Agreement,
    Candidate,
    Decisions,
    NominationDecision,
    Outcome,
    Reason,
    SeatDecision,
    Verdict,
)
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.rules import Award, find_award
from pipeline.words import speech_about


@dataclass(frozen=True, slots=True)
class Step:
    """One reason: how it stands, the sentence, the facts it rests on and the rule it goes by.

    ``rule_place`` is the line of the rulebook, or of the bloc's own rules.
    """

    verdict: Verdict
    verdict_in_words: str
    sentence: str
    places: tuple[str, ...]
    rule: str
    rule_place: str
    rule_verified: bool
    rule_expired: bool


@dataclass(frozen=True, slots=True)
class ExplainedUnit:
    """One unit with its reasons. ``outcome``: what they come to, of a nomination."""

    name: str
    verdict: Verdict
    verdict_in_words: str
    outcome: str
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
    Verdict.NO_ROOM: msg("no room"),
    Verdict.NOT_MET: msg("not met"),
    Verdict.SUSPENDED: msg("suspended"),
    Verdict.UNKNOWN: msg("unknown"),
    Verdict.WITHDRAWN: msg("stood back"),
}
_STANDING = {
    Verdict.MET: msg("may stand"),
    Verdict.NOT_MET: msg("may not stand"),
    Verdict.SUSPENDED: msg("not considered at present"),
    Verdict.UNKNOWN: msg("cannot be judged"),
}
_CHECKED = {
    Verdict.NOTED: msg("no condition was checked"),
    Verdict.MET: msg("every condition checked is met"),
    Verdict.NO_ROOM: msg("every condition checked is met"),
    Verdict.NOT_MET: msg("a condition is not met"),
    Verdict.SUSPENDED: msg("not considered at present"),
    Verdict.UNKNOWN: msg("something is unknown"),
    Verdict.WITHDRAWN: msg("stood back"),
}
_OUTCOMES = {
    Outcome.PROPOSED: msg("proposed"),
    Outcome.MAY_BE_PROPOSED: msg("may be proposed"),
    Outcome.LIST_FULL: msg("not proposed: the list is full"),
    Outcome.EXCLUDED: msg("excluded"),
    Outcome.CANNOT_BE_JUDGED: msg("cannot be judged"),
}
_AGREEMENTS = {
    Agreement.AGREES: msg("The conference's decision agrees with the proposal."),
    Agreement.NO_PROPOSAL: msg("The program has no proposal; the conference's decision stands."),
    Agreement.NOT_RECORDED: msg("No decision of the conference is recorded."),
}


def explain(
    dossier: Dossier, decisions: Decisions, rules: Rules, speech: Speech
) -> tuple[Explained, ...]:
    """All decisions of a bloc and year in the language of ``speech``."""
    speech = speech_about(dossier.facts.bloc.kind, speech)
    told = _Teller(dossier, rules, speech, decisions.key_day)
    of_head = msg("Head of the bloc in {year}", year=decisions.year.value)
    seats = ((decisions.head, of_head), *_deputies(decisions))
    return (
        *([] if decisions.head else [told.no_seat_due(of_head)]),
        *(told.seat(seat, title) for seat, title in seats if seat),
        *(told.nomination(decision) for decision in decisions.nominations),
        *([told.equal_points(decisions.equal_points)] if decisions.equal_points else []),
    )


def _deputies(decisions: Decisions) -> Iterator[tuple[SeatDecision, Message]]:
    year, count = decisions.year.value, len(decisions.deputies)
    for number, deputy in enumerate(decisions.deputies, 1):
        if count == 1:
            yield deputy, msg("Deputy head of the bloc in {year}", year=year)
        else:
            title = msg(
                "Deputy head of the bloc in {year}, {number} of {count}",
                year=year,
                number=number,
                count=count,
            )
            yield deputy, title


@dataclass(frozen=True, slots=True)
class _Teller:
    dossier: Dossier
    rules: Rules
    speech: Speech
    key_day: date

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
            self.rule_place(reason),
            reason.rule.verified if reason.rule else True,
            reason.rule.has_expired(self.key_day) if reason.rule else False,
        )

    def rule_place(self, reason: Reason) -> str:
        trail = self.dossier.trail if reason.own_rule else self.rules.trail
        source = trail.source(reason.rule_path) if reason.rule_path else None
        return str(source) if source else ""

    def unit(
        self, candidate: Candidate, standing: dict[Verdict, Message], outcome: Message | None = None
    ) -> ExplainedUnit:
        name = self.candidate_name(candidate)
        return ExplainedUnit(
            name.in_words(self.speech)
            if isinstance(name, Message)
            else name.said_in(self.speech.language),
            candidate.verdict,
            self.say(standing[candidate.verdict]),
            self.say(outcome) if outcome else "",
            tuple(self.step(reason) for reason in candidate.reasons),
        )

    def candidate_name(self, candidate: Candidate) -> Text | Message:
        """The unit; where only a part or a person of it is meant, these first."""
        unit = self.unit_name(candidate.unit)
        nominee = self.nominee(candidate)
        if nominee is None or nominee.is_unit:
            return unit
        who = tuple(w for w in (nominee.person and nominee.person.name, nominee.part) if w)
        return msg("{who} ({unit})", who=who, unit=unit)

    def nominee(self, candidate: Candidate) -> Nominee | None:
        if candidate.nominee is None:
            return None
        _, nomination, _, place = candidate.nominee.path
        return self.dossier.facts.nominations[int(nomination)].units[int(place)]

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
        if seat.agreement == Agreement.DEPARTS and seat.mode:
            answers.append(
                msg(
                    "The conference's decision departs from the rule “{rule}”; it prevails.",
                    rule=NAMES[seat.mode],
                )
            )
        else:
            answers.append(_AGREEMENTS[seat.agreement])
        return Explained(
            self.say(title),
            tuple(self.say(answer) for answer in answers),
            tuple(self.step(reason) for reason in (*seat.reasons, *seat.doubts)),
            tuple(self.unit(candidate, _STANDING) for candidate in seat.candidates),
        )

    def no_seat_due(self, title: Message) -> Explained:
        """Of a conference that does not close a year, where it chose nobody."""
        why = msg("Only the conference that closes a year chooses a head: none is due here.")
        return Explained(self.say(title), (self.say(why),), (), ())

    def equal_points(self, reasons: tuple[Reason, ...]) -> Explained:
        return Explained(
            self.say(msg("Units of equal points")),
            (),
            tuple(self.step(reason) for reason in reasons),
            (),
        )

    def nomination(self, decision: NominationDecision) -> Explained:
        award = find_award(decision.award, self.rules.book, self.dossier.facts.awards)
        if award is None:
            raise LookupError(decision.award)
        return Explained(
            self.say(
                msg("{award}, decided by {authority}", award=award.name, authority=award.authority)
            ),
            tuple(
                self.say(answer)
                for answer in (*self.proposed(decision), *self.by_which_rules(award))
            ),
            tuple(self.step(reason) for reason in (*decision.reasons, *decision.doubts)),
            *(
                tuple(
                    self.unit(candidate, _CHECKED, _OUTCOMES[decision.outcome(candidate)])
                    for candidate in candidates
                )
                for candidates in (decision.candidates, decision.others)
            ),
        )

    def by_which_rules(self, award: Award | OwnAward) -> Iterator[Message]:
        """The regime, the day it is asked for, the article of the award and the official forms."""
        book = self.rules.book
        yield msg(
            "Rulebook: {book}, as on {day}", book=book.name, day=self.key_day.strftime("%d/%m/%Y")
        )
        if isinstance(award, Award):
            yield msg("The award: {reference}", reference=award.reference)
        for form in book.forms:
            yield msg("{form} ({reference})", form=form.name, reference=form.reference)

    def proposed(self, decision: NominationDecision) -> Iterator[Message]:
        """Whom the conference proposes: by name, by number, or as the remaining units."""
        nomination = self.dossier.facts.nominations[int(decision.nomination.path[1])]
        if nomination.grade:
            yield msg("Class: {grade}", grade=nomination.grade)
        if decision.candidates:
            names = tuple(self.candidate_name(candidate) for candidate in decision.candidates)
            yield msg("Proposed by the conference: {units}", units=names)
        elif decision.count and decision.count.value:
            yield msg("Proposed by the conference: {count}, not named", count=decision.count.value)
        if nomination.remaining and decision.remaining is None:
            yield msg("Proposed by the conference: all the remaining units")
