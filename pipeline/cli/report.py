"""Messages to the user, on standard error; records for programs, on standard output."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from pipeline.build import Explained, Step
from pipeline.errors import Message, Problem, Severity, Speech, msg

_LABELS = {
    Severity.ERROR: msg("error"),
    Severity.MISSING: msg("missing"),
    Severity.WARNING: msg("warning"),
    Severity.NOTICE: msg("notice"),
}


def tell(message: Message, speech: Speech) -> None:
    """A sentence to the user."""
    click.echo(message.in_words(speech), err=True)


def show_problems(problems: Iterable[Problem], speech: Speech) -> None:
    """Each problem as ``place: error: what`` and, below it, how to mend it."""
    for problem in problems:
        place = f"{problem.source}: " if problem.source else ""
        label = _LABELS[problem.severity].in_words(speech)
        click.echo(f"{place}{label}: {problem.message.in_words(speech)}", err=True)
        if problem.hint:
            hint = msg("hint: {hint}", hint=problem.hint).in_words(speech)
            click.echo(f"    {hint}", err=True)


def show_record(record: object) -> None:
    """A record for a program."""
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))


def problem_records(problems: Iterable[Problem], speech: Speech) -> list[dict[str, Any]]:
    """Problems as records."""
    return [problem.as_record(speech) for problem in problems]


def show_explanations(explained: Iterable[Explained], speech: Speech) -> None:
    """Decisions with their reasons, to be read on a terminal."""
    for decision in explained:
        click.echo(decision.title)
        for answer in decision.answers:
            click.echo(f"  {answer}")
        for step in decision.steps:
            click.echo(f"  · {_step(step, speech)}")
        for title, units in (
            (None, decision.units),
            (msg("Units that stood but are not proposed"), decision.others),
        ):
            if title and units:
                click.echo(f"  {title.in_words(speech)}:")
            for unit in units:
                click.echo(f"    {unit.name}: {unit.verdict_in_words}")
                for step in unit.steps:
                    click.echo(f"      · {_step(step, speech)}")
        click.echo()


def _step(step: Step, speech: Speech) -> str:
    rule = ""
    if step.rule:
        unverified = "" if step.rule_verified else ", " + speech("rule not verified")
        rule = f" ({step.rule}{unverified})"
    shown = ", ".join(step.places[:3])
    more = f", … (+{len(step.places) - 3})" if len(step.places) > 3 else ""
    places = f" [{shown}{more}]" if step.places else ""
    return f"{step.verdict_in_words}: {step.sentence}{rule}{places}"
