"""PDF of Word files that are not ours, as LibreOffice prints them."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import MissingDependencyError, Problem, RenderError, msg

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS_TO_START, _SECONDS_A_FILE = 120, 30
# What it writes of the moment of printing, always of the same length: day, and hashes of it.
_OF_THE_MOMENT = re.compile(
    rb"(?<=/CreationDate\(D:)[0-9]{14}|(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}"
)


def pdf_by_office(words: Mapping[str, bytes]) -> dict[str, bytes]:
    """The PDF of each Word file, by its name with another ending. Same file, same bytes.

    Raises:
        MissingDependencyError: there is no LibreOffice.
        RenderError: it did not print them all.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise MissingDependencyError(
            Problem(
                "no-office",
                msg("your own Word forms are not made as PDF: LibreOffice is not installed"),
                hint=msg("install LibreOffice, or print them to PDF in Word"),
            )
        )
    with tempfile.TemporaryDirectory(prefix="bloc-") as place:
        folder = Path(place)
        numbered = {name: f"{n}.docx" for n, name in enumerate(words)}
        for name, content in words.items():
            (folder / numbered[name]).write_bytes(content)
        command = [
            program, "--headless", f"-env:UserInstallation={(folder / 'user').as_uri()}",
            "--convert-to", "pdf", "--outdir", place, *(str(folder / n) for n in numbered.values()),
        ]  # fmt: skip
        try:
            time = _SECONDS_TO_START + _SECONDS_A_FILE * len(words)
            subprocess.run(command, capture_output=True, timeout=time, check=True)
            printed = {name: (folder / n).with_suffix(".pdf") for name, n in numbered.items()}
            return {
                str(Path(name).with_suffix(".pdf").as_posix()): _timeless(pages.read_bytes())
                for name, pages in printed.items()
            }
        except (OSError, subprocess.SubprocessError) as error:
            raise RenderError(
                Problem(
                    "office-failed",
                    msg("LibreOffice did not print the Word forms: {reason}", reason=str(error)),
                    hint=msg("build without PDF: --format docx, and print them in Word"),
                )
            ) from error


def _timeless(pdf: bytes) -> bytes:
    """The pages without the moment of printing; no byte changes its place."""
    return _OF_THE_MOMENT.sub(
        lambda found: b"19800101000000" if len(found[0]) == 14 else b"0" * 32, pdf
    )
