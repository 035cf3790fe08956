"""Files put in their place: each whole or not at all, and what it replaces is moved aside."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.errors import OutputError, Problem, Source, msg


def content_of(target: Path) -> bytes | None:
    """What stands at a place where a file is to be written; None where nothing does.

    Raises:
        OutputError: when no file can be there.
    """
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _cannot_write(target, error) from error


def replace_file(target: Path, content: bytes, earlier: Path) -> None:
    """Put ``content`` in the place of a file; if that is another, a copy goes into ``earlier``.

    Raises:
        OutputError: when it cannot be written; the file then stands as it was.
    """
    try:
        if target.exists():
            if target.read_bytes() == content:
                return
            shutil.copy2(target, _next_name(target, earlier))
    except OSError as error:
        raise _cannot_write(target, error) from error
    write_whole({target: content})


def move_aside(path: Path, earlier: Path) -> None:
    """Move a file into ``earlier`` under the next number.

    Raises:
        OutputError: when it cannot be moved.
    """
    try:
        path.replace(_next_name(path, earlier))
    except OSError as error:
        raise _cannot_write(path, error) from error


def _next_name(path: Path, earlier: Path) -> Path:
    earlier.mkdir(parents=True, exist_ok=True)
    taken = [re.match(r"([0-9]+)-", other.name) for other in earlier.iterdir()]
    number = 1 + max((int(match[1]) for match in taken if match), default=0)
    return earlier / f"{number}-{path.name}"


def write_whole(files: Mapping[Path, bytes]) -> None:
    """Write each file whole or not at all.

    Raises:
        OutputError: at the first that cannot be written.
    """
    for target, content in files.items():
        fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(content)
            fresh.replace(target)
        except OSError as error:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise _cannot_write(target, error) from error


def _cannot_write(target: Path, error: OSError) -> OutputError:
    return OutputError(
        Problem(
            "cannot-write",
            msg("cannot write here: {reason}", reason=error.strerror or error),
            Source(target.as_posix()),
            msg("close the file in other programs, and check that you may write here"),
        )
    )
