"""Which rulebook holds for a folder: by the day each regime goes by, or by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.errors import InputError, Message, Problem, msg
from pipeline.model.base import Path
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.facts import Facts
from pipeline.model.rules import KeyDate


@dataclass(frozen=True, slots=True)
class KeyDay:
    """The day a regime goes by, and which kind of day that is.

    ``kind`` is not the one the regime asks for where that is not stated: then it is the nearest
    that is, and ``instead`` is true.
    """

    day: date
    kind: KeyDate
    instead: bool = False


def key_day(dossier: Dossier, kind: KeyDate) -> KeyDay:
    """The day of this kind in a folder.

    Of several papers the last one counts. Where no dossier is stated to have been received, the
    day of signing stands in; where no paper is signed, the day of the conference, else the last of
    the year.
    """
    facts = dossier.facts
    match kind:
        case "emulation-year":
            end = facts.period.ends if facts.period else date(facts.year, 12, 31)
            return KeyDay(end, kind)
        case "receipt":
            received = _received(dossier)
            if received:
                return KeyDay(max(received.values()), kind)
            return KeyDay(key_day(dossier, "signing").day, "signing", instead=True)
    return KeyDay(max(_signed(dossier).values(), default=facts.day), kind)


def _signed(dossier: Dossier) -> dict[int, date]:
    """The days on which papers that close the year were signed, by their number."""
    return {n: p.date for n, p in dossier.closing_papers if p.date}


def _received(dossier: Dossier) -> dict[int, date]:
    return {n: p.received for n, p in dossier.closing_papers if p.received}


def choose_rules(dossier: Dossier, rulebooks: Sequence[Rules]) -> Rules:
    """The rulebook the inputs name, else the newest one in force on the day it goes by.

    Raises:
        InputError: when no rulebook fits, or an award is in neither of rulebook and folder, or in
            both.
    """
    facts = dossier.facts
    named = facts.rulebook
    fitting = [
        rules
        for rules in rulebooks
        if (rules.book.id == named if named else _holds(dossier, rules))
    ]
    if not fitting:
        known = ", ".join(rules.book.id for rules in rulebooks)
        raise InputError(
            Problem(
                "no-rulebook",
                msg("there is no rulebook “{name}”", name=named)
                if named
                else msg("no rulebook is in force on {day}", day=_said(dossier)),
                dossier.place(("rulebook",) if named else ("conference", "date")),
                msg("known rulebooks: {known}", known=known),
            )
        )
    rules = fitting[-1]
    if not named:
        _refuse_two_laws(dossier, rules)
    unknown = [*_awards_of_both(dossier, rules), *_unknown_awards(dossier, rules)]
    if unknown:
        raise InputError(*unknown)
    return rules


def _holds(dossier: Dossier, rules: Rules) -> bool:
    return rules.book.holds_on(key_day(dossier, rules.book.key_date).day)


def _said(dossier: Dossier) -> str:
    return key_day(dossier, "signing").day.strftime("%d/%m/%Y")


def _refuse_two_laws(dossier: Dossier, rules: Rules) -> None:
    """One folder goes by one law: papers signed under two would cite what did not yet hold."""
    by_receipt = key_day(dossier, rules.book.key_date).kind == "receipt"
    strangers = [
        Problem(
            "two-laws",
            _under_another(by_receipt, day.strftime("%d/%m/%Y"), rules.book.id),
            dossier.place(("issuer", "papers", n, "received" if by_receipt else "date")),
            msg("correct the date, or name the rulebook for all: “rulebook: …” beside “year”"),
        )
        for n, day in (_received(dossier) if by_receipt else _signed(dossier)).items()
        if rules.book.key_date != "emulation-year" and not rules.book.holds_on(day)
    ]
    if strangers:
        raise InputError(*strangers)


def _under_another(by_receipt: bool, day: str, name: str) -> Message:
    if by_receipt:
        return msg(
            "received on {day}, under another law than the latest paper ({name})",
            day=day,
            name=name,
        )
    return msg(
        "signed on {day}, under another law than the latest paper ({name})", day=day, name=name
    )


def _awards_of_both(dossier: Dossier, rules: Rules) -> list[Problem]:
    """An award of the folder must not take the id of one of the rulebook: which would be meant?"""
    return [
        Problem(
            "award-in-rulebook",
            msg(
                "the rulebook {name} already has an award “{award}”",
                name=rules.book.id,
                award=award.id,
            ),
            dossier.place(("awards", n, "id")),
            msg("delete this entry, or give it another id and use that under “nominations”"),
        )
        for n, award in enumerate(dossier.facts.awards)
        if rules.book.award(award.id)
    ]


def _unknown_awards(dossier: Dossier, rules: Rules) -> list[Problem]:
    known = [*(one.id for one in rules.book.awards), *(one.id for one in dossier.facts.awards)]
    return [
        Problem(
            "unknown-award",
            msg("neither the rulebook nor “awards” has an award “{award}”", award=award),
            dossier.place(path),
            msg(
                "known here: {words}; describe another under “awards” and use its id",
                words=", ".join(dict.fromkeys(known)),
            ),
        )
        for path, award in _awards_named(dossier.facts)
        if award not in known
    ]


def _awards_named(facts: Facts) -> list[tuple[Path, str]]:
    named: list[tuple[Path, str]] = []
    for n, nomination in enumerate(facts.nominations):
        named.append((("nominations", n, "award"), nomination.award))
    for n, registration in enumerate(facts.registrations):
        for m, award in enumerate(registration.awards):
            named.append((("registrations", n, "awards", m), award))
    # A paper may go by the id of a nomination instead.
    keys = {nomination.key for nomination in facts.nominations}
    for n, paper in enumerate(facts.issuer.papers):
        if paper.award and paper.award not in keys:
            named.append((("issuer", "papers", n, "award"), paper.award))
    for part in ("thresholds", "quotas", "conditions"):
        for n, rule in enumerate(getattr(facts.regulation, part, ())):
            named.append((("regulation", part, n, "award"), rule.award))
    return named
