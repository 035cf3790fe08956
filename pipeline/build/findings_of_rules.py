"""What a study finds worth telling of the rules it goes by: proposals against them, and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from pipeline.decide import key_day
from pipeline.errors import Message, Problem, Severity, Source, msg
from pipeline.model.base import Path
from pipeline.model.decisions import Decisions, Verdict
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.layout import Layout
from pipeline.model.rules import Rule, find_award


def against_the_rules(dossier: Dossier, decisions: Decisions, rules: Rules) -> list[Problem]:
    """Proposals of the conference that a check speaks against: printed, but not in silence."""
    doubts = decisions.head.doubts if decisions.head else ()
    problems = [
        Problem(
            "head-doubtful",
            doubt.message,
            dossier.place(doubt.facts[0]),
            msg("the papers follow the source; correct the unit, or the way it was chosen"),
            Severity.WARNING,
        )
        for doubt in doubts
    ]
    problems.extend(_head_against_the_rules(dossier, decisions))
    for decision in decisions.nominations:
        award = find_award(decision.award, rules.book, dossier.facts.awards)
        place = dossier.place(decision.nomination.path)
        for unit in decision.candidates:
            named = dossier.facts.unit(unit.unit)
            for reason in unit.reasons:
                if reason.verdict in {Verdict.NOT_MET, Verdict.SUSPENDED} and award and named:
                    message = msg(
                        "{award}: {unit}: {reason}",
                        award=award.name,
                        unit=named.name,
                        reason=reason.message,
                    )
                    problems.append(_against(message, place))
        against = [one for one in decision.reasons if one.verdict == Verdict.NOT_MET]
        for reason in (*against, *decision.doubts):
            if award:
                message = msg("{award}: {reason}", award=award.name, reason=reason.message)
                problems.append(_against(message, place))
    return problems


def _head_against_the_rules(dossier: Dossier, decisions: Decisions) -> Iterator[Problem]:
    """Where the conference chose a head that may not stand; who was assigned need not."""
    head, settled = decisions.head, dossier.facts.next_leadership
    selection = settled.selection if settled else None
    if head is None or not head.recorded or (selection and selection.mode == "assigned"):
        return
    for candidate in head.candidates:
        unit = dossier.facts.unit(candidate.unit)
        if candidate.unit not in head.recorded or unit is None:
            continue
        for reason in candidate.reasons:
            if reason.verdict in {Verdict.NOT_MET, Verdict.SUSPENDED, Verdict.WITHDRAWN}:
                message = msg(
                    "head of the bloc in {year}: {unit}: {reason}",
                    year=decisions.year.value,
                    unit=unit.name,
                    reason=reason.message,
                )
                yield _against(message, dossier.place(("next_leadership", "head")))


def _against(message: Message, place: Source | None) -> Problem:
    hint = msg("the papers follow the conference; bloc explain tells the reasons")
    return Problem("against-the-rules", message, place, hint, Severity.WARNING)


def unverified(rules: Rules, layouts: Iterable[Layout]) -> list[Problem]:
    """What the papers rest on although nobody has compared it with its source."""
    problems = []
    if not rules.book.verified:
        problems.append(
            Problem(
                "unverified-rules",
                msg(
                    "the rulebook {name} has rules nobody compared with their source",
                    name=rules.book.id,
                ),
                Source(rules.file.path),
                msg("compare those marked “verified: false” before relying on them"),
                Severity.NOTICE,
            )
        )
    problems.extend(
        Problem(
            "unverified-layout",
            msg(
                "the layout {layout} ({reference}) has not been compared with its printed source",
                layout=layout.id,
                reference=layout.reference,
            ),
            severity=Severity.NOTICE,
        )
        for layout in layouts
        if not layout.verified
    )
    return problems


_MAY_BE_RECEIVED_WITHIN = timedelta(days=92)
"""So long after it is signed a dossier may well be received."""


def of_the_rules(dossier: Dossier, rules: Rules, rulebooks: Sequence[Rules]) -> list[Problem]:
    """What is to be known of the choice of the rulebook, and of rules that have expired."""
    facts, book = dossier.facts, rules.book
    found = key_day(dossier, book.key_date)
    day = found.day.strftime("%d/%m/%Y")
    problems = []
    if found.instead:
        problems.append(
            Problem(
                "key-date",
                msg(
                    "the rulebook {name} goes by the day on which the dossier is received; that is"
                    " not stated, so the day of signing ({day}) stands in for it",
                    name=book.id,
                    day=day,
                ),
                Source(rules.file.path),
                msg("add “received” to the paper under “issuer.papers” once the day is known"),
                Severity.NOTICE,
            )
        )
    for later in (one.book for one in rulebooks):
        soon = found.day < later.valid_from <= found.day + _MAY_BE_RECEIVED_WITHIN
        asked = key_day(dossier, later.key_date)
        if soon and later.key_date == "receipt" and asked.instead and not facts.rulebook:
            problems.append(
                Problem(
                    "key-date",
                    msg(
                        "a dossier received from {day} on goes by the rulebook {name}; on which day"
                        " it is received is not stated",
                        day=later.valid_from.strftime("%d/%m/%Y"),
                        name=later.id,
                    ),
                    Source(rules.file.path),
                    msg("add “received” to the paper under “issuer.papers” once the day is known"),
                    Severity.NOTICE,
                )
            )
    if not book.holds_on(found.day):
        problems.append(
            Problem(
                "rulebook-not-in-force",
                msg("the rulebook {name} is not in force on {day}", name=book.id, day=day),
                dossier.place(("rulebook",)),
                msg("the folder names it, so it is used; delete the line to go by the date"),
                Severity.WARNING,
            )
        )
    problems.extend(
        Problem(
            "expired-rule",
            msg(
                "this rule is used, though it was in force only until {day}: {reference}",
                day=rule.valid_to.strftime("%d/%m/%Y") if rule.valid_to else "",
                reference=rule.reference,
            ),
            rules.trail.source(path),
            msg("see what has taken its place before relying on it"),
            Severity.NOTICE,
        )
        for path, rule in _rules_in(rules)
        if rule.has_expired(found.day)
    )
    return problems


def _rules_in(rules: Rules) -> Iterator[tuple[Path, Rule]]:
    """Every rule inside a rulebook, with its place."""
    book = rules.book
    for name in ("bases", "forms"):
        for n, rule in enumerate(getattr(book, name)):
            yield (name, n), rule
    for n, award in enumerate(book.awards):
        here: Path = ("awards", n)
        yield here, award
        if award.threshold:
            yield (*here, "threshold"), award.threshold
        for name in ("conditions", "quotas"):
            for m, rule in enumerate(getattr(award, name)):
                yield (*here, name, m), rule
    if book.tie_breaks:
        yield ("tie_breaks",), book.tie_breaks
    yield ("rotation",), book.rotation
