"""The command that holds Word files against the layout their letterhead asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.build.linting import Outcome, layout_names, lint_files
from pipeline.cli.localized import OneOf
from pipeline.cli.report import LABELS, problem_records, show, show_problems, show_record, tell
from pipeline.errors import ExitCode, Message, Speech, msg
from pipeline.lint import Finding


def lint(
    speech: Speech, paths: tuple[Path, ...], layout: str | None, fix: bool, as_json: bool
) -> int:
    """Tell what in each file is not as its layout has it; with ``fix`` mend what is safe."""
    if layout is not None:
        OneOf(layout_names(), speech).convert(layout, None, None)
    outcomes = list(lint_files(paths, layout, fix=fix))
    if as_json:
        show_record({"files": [_record(outcome, speech) for outcome in outcomes]})
    for outcome in outcomes:
        show_problems(outcome.problems, speech)
        if not as_json:
            _show(outcome, speech)
    clean = not any(outcome.problems or outcome.left for outcome in outcomes)
    return ExitCode.OK if clean else ExitCode.INPUTS


def _show(outcome: Outcome, speech: Speech) -> None:
    if outcome.linted is None:
        return
    path, linted = outcome.path.as_posix(), outcome.linted
    for finding in outcome.left:
        label = LABELS[finding.severity].in_words(speech)
        place = finding.place.in_words(speech)
        show(f"{path}: {place}: {label}: {finding.message.in_words(speech)}")
        show(f"    {_advice(finding).in_words(speech)}")
    for finding in outcome.mended:
        place = finding.place.in_words(speech)
        mended = msg("mended: {what}", what=finding.message).in_words(speech)
        show(f"{path}: {place}: {mended}")
    if outcome.written:
        tell(msg("{file} is the mended paper", file=outcome.written.as_posix()), speech)
    verified = "" if linted.layout.verified else speech(", not verified")
    tell(
        msg(
            "{file}: {count} findings by the layout {layout}{verified}: {reason}",
            file=path,
            count=len(outcome.left),
            layout=linted.layout.id,
            verified=verified,
            reason=linted.reason,
        ),
        speech,
    )


def _advice(finding: Finding) -> Message:
    """What should be, and where the rule stands."""
    hint = msg("should be: {what}", what=finding.hint)
    if finding.verified:
        return msg("{hint} ({article})", hint=hint, article=finding.article)
    return msg("{hint} ({article}, not verified)", hint=hint, article=finding.article)


def _record(outcome: Outcome, speech: Speech) -> dict[str, Any]:
    linted = outcome.linted
    return {
        "path": outcome.path.as_posix(),
        "layout": linted.layout.id if linted else None,
        "reason": linted.reason.in_words(speech) if linted else None,
        "findings": [_finding(finding, speech) for finding in outcome.left],
        "mended": [_finding(finding, speech) for finding in outcome.mended],
        "written": outcome.written.as_posix() if outcome.written else None,
        "problems": problem_records(outcome.problems, speech),
    }


def _finding(finding: Finding, speech: Speech) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "component": finding.component,
        "severity": str(finding.severity),
        "place": finding.place.in_words(speech),
        "text": finding.text,
        "message": finding.message.in_words(speech),
        "hint": finding.hint.in_words(speech),
        "article": finding.article,
        "verified": finding.verified,
        "fixable": bool(finding.mends),
    }
