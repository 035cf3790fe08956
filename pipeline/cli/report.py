"""Messages to the user, on standard error; records for programs, on standard output."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

import click

from pipeline.build import Explained, ExplainedTheme, Step
from pipeline.errors import Message, Problem, Severity, Speech, msg

LABELS = {
    Severity.ERROR: msg("error"),
    Severity.MISSING: msg("missing"),
    Severity.WARNING: msg("warning"),
    Severity.NOTICE: msg("notice"),
}


_OBEYED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What a terminal would do instead of showing it: colours, line breaks, another order of letters.
Names of files and words of the inputs are other people's, and may hold any of it."""


def visible(text: str) -> str:
    """The text with such characters written out: ``\\x1b``, ``\\n``, ``\\u202e``."""
    return _OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def show(line: str, err: bool = False) -> None:
    """One line for the user to read."""
    click.echo(visible(line), err=err)


def tell(message: Message, speech: Speech) -> None:
    """A sentence to the user."""
    show(message.in_words(speech), err=True)


def show_problems(problems: Iterable[Problem], speech: Speech) -> None:
    """Each problem as ``place: error: what`` and, below it, how to mend it."""
    for problem in problems:
        place = f"{problem.source.in_words(speech)}: " if problem.source else ""
        label = LABELS[problem.severity].in_words(speech)
        show(f"{place}{label}: {problem.message.in_words(speech)}", err=True)
        if problem.hint:
            hint = msg("hint: {hint}", hint=problem.hint).in_words(speech)
            show(f"    {hint}", err=True)


def show_record(record: object) -> None:
    """A record for a program."""
    text = json.dumps(record, ensure_ascii=False, indent=2)
    # Line breaks here are of the record itself; those in texts are written out already.
    escaped = (
        _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", line) for line in text.split("\n")
    )
    click.echo("\n".join(escaped))


def problem_records(problems: Iterable[Problem], speech: Speech) -> list[dict[str, Any]]:
    """Problems as records."""
    return [problem.as_record(speech) for problem in problems]


def show_explanations(explained: Iterable[Explained], speech: Speech) -> None:
    """Decisions with their reasons, to be read on a terminal."""
    for decision in explained:
        show(decision.title)
        for answer in decision.answers:
            show(f"  {answer}")
        for step in decision.steps:
            show(f"  · {_step(step, speech)}")
        for title, units in (
            (None, decision.units),
            (msg("Units that are not proposed"), decision.others),
        ):
            if title and units:
                show(f"  {title.in_words(speech)}:")
            for unit in units:
                outcome = f"{unit.outcome} · " if unit.outcome else ""
                show(f"    {unit.name}: {outcome}{unit.verdict_in_words}")
                for step in unit.steps:
                    show(f"      · {_step(step, speech)}")
        click.echo()


def _step(step: Step, speech: Speech) -> str:
    rule = ""
    if step.rule:
        at = f", {step.rule_place}" if step.rule_place else ""
        unverified = "" if step.rule_verified else ", " + speech("rule not verified")
        expired = ", " + speech("rule expired") if step.rule_expired else ""
        rule = f" ({step.rule}{at}{unverified}{expired})"
    places = f" [{_places(step.places)}]" if step.places else ""
    return f"{step.verdict_in_words}: {step.sentence}{rule}{places}"


def show_summary(explained: Iterable[ExplainedTheme], speech: Speech) -> None:
    """What the reports tell and leave out, and why, to be read on a terminal."""
    for theme in explained:
        show(theme.title)
        for item in theme.items:
            weight = msg("weight {points}", points=item.weight).in_words(speech)
            units = ", ".join(item.units) or speech("the whole bloc")
            show(f"  {item.code} · {weight} · {units}")
            show(f"      “{item.text}” [{_places(item.places)}]")
            for points, sentence, places in item.reasons:
                show(f"      {points:+d} {sentence} [{_places(places)}]")
            for _, name, taken, why in item.reports:
                mark = speech("in") if taken else speech("out")
                show(f"      {name}: {mark}: {why}")
        click.echo()


def _places(places: tuple[str, ...]) -> str:
    """The first places, and how many more there are."""
    more = f", … (+{len(places) - _SHOWN})" if len(places) > _SHOWN else ""
    return ", ".join(places[:_SHOWN]) + more


_SHOWN = 3
