"""The commands about workbooks: forms for the units, those that come back, the year as one."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from pipeline.build.receiving import Receipt, receive, write_forms
from pipeline.build.to_workbook import to_workbook
from pipeline.cli.report import show_problems, tell
from pipeline.collect.submissions import EARLIER
from pipeline.errors import ExitCode, Speech, msg


def forms(
    speech: Speech, folder: Path, out: Path | None, last_year: Path | None, units: tuple[str, ...]
) -> int:
    """Write the workbooks that units fill in."""
    out = out or folder / "forms"
    done = write_forms(folder, out, last_year, units)
    for path in done.kept:
        tell(
            msg(
                "{file} was changed since it was written and stays as it is; move it away to have"
                " a new one",
                file=path.as_posix(),
            ),
            speech,
        )
    tell(
        msg(
            "{count} forms in {folder}: send each unit its own, and take in what comes back with"
            " bloc collect",
            count=len(done.written),
            folder=out.as_posix(),
        ),
        speech,
    )
    for path in done.written:
        click.echo(path.as_posix())
    return ExitCode.OK


def workbook(speech: Speech, folder: Path) -> int:
    """Put a folder's facts into one workbook."""
    done = to_workbook(folder)
    tell(
        msg(
            "work in this workbook from now on; {files} are kept in {earlier}",
            files=tuple(path.name for path in done.replaced),
            earlier=(folder / EARLIER).as_posix(),
        ),
        speech,
    )
    click.echo(done.workbook.as_posix())
    return ExitCode.OK


def collect(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: Path,
    submission: tuple[Path, ...],
    received: datetime.date | None,
    unit: str | None,
    annotate: Path | None,
) -> int:
    """Take in filled-in forms; one that is at fault does not keep the others from being taken."""
    day = received or datetime.date.today()
    receipt = receive(folder, submission, day, speech, annotate, unit)
    _report(receipt, speech)
    if receipt.refused:
        return ExitCode.PARTLY if receipt.taken else ExitCode.INPUTS
    return ExitCode.OK


def _report(receipt: Receipt, speech: Speech) -> None:
    for taken in receipt.taken:
        show_problems(taken.warnings, speech)
        tell(
            msg("{file}: taken ({unit})", file=taken.submission.as_posix(), unit=taken.unit),
            speech,
        )
        click.echo(taken.place.as_posix())
    for refused in receipt.refused:
        show_problems(refused.problems, speech)
        tell(msg("{file}: not taken", file=refused.submission.as_posix()), speech)
        if refused.marked:
            tell(
                msg(
                    "send back this copy, in which the mistakes are marked: {file}",
                    file=refused.marked.as_posix(),
                ),
                speech,
            )
