"""The commands about workbooks: forms for the units, those that come back, the year as one."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

from pipeline.build.receiving import Receipt, receive, write_forms
from pipeline.build.to_workbook import to_workbook
from pipeline.cli.report import problem_records, show, show_problems, show_record, tell
from pipeline.collect.submissions import EARLIER
from pipeline.errors import ExitCode, Speech, msg


def forms(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: Path,
    out: Path | None,
    last_year: Path | None,
    units: tuple[str, ...],
    as_json: bool,
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
    if as_json:
        show_record(
            {
                "written": [path.as_posix() for path in done.written],
                "kept": [path.as_posix() for path in done.kept],
            }
        )
        return ExitCode.OK
    for path in done.written:
        show(path.as_posix())
    return ExitCode.OK


def workbook(speech: Speech, folder: Path, as_json: bool) -> int:
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
    if as_json:
        show_record(
            {
                "workbook": done.workbook.as_posix(),
                "replaced": [path.as_posix() for path in done.replaced],
            }
        )
    else:
        show(done.workbook.as_posix())
    return ExitCode.OK


def collect(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: Path,
    submission: tuple[Path, ...],
    received: datetime.date | None,
    unit: str | None,
    annotate: Path | None,
    as_json: bool,
) -> int:
    """Take in filled-in forms; one that is at fault does not keep the others from being taken."""
    day = received or datetime.date.today()
    receipt = receive(folder, submission, day, speech, annotate, unit)
    _report(receipt, speech)
    if as_json:
        show_record(_record(receipt, speech))
    else:
        for taken in receipt.taken:
            show(taken.place.as_posix())
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


def _record(receipt: Receipt, speech: Speech) -> dict[str, Any]:
    return {
        "taken": [
            {
                "submission": taken.submission.as_posix(),
                "unit": taken.unit.said_in(speech.language),
                "file": taken.place.as_posix(),
                "warnings": problem_records(taken.warnings, speech),
            }
            for taken in receipt.taken
        ],
        "refused": [
            {
                "submission": refused.submission.as_posix(),
                "marked": refused.marked.as_posix() if refused.marked else None,
                "problems": problem_records(refused.problems, speech),
            }
            for refused in receipt.refused
        ],
    }
