"""Text files as they come: UTF-8, of sensible size, in composed letters."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path as FilePath

from pipeline.errors import InputError, Problem, Source, cannot_read, msg

# A year of forty units is under one megabyte of text; more is not something a clerk wrote.
_LARGEST_FILE = 5_000_000


def read_text_file(path: FilePath) -> tuple[str, str]:
    """The text of a UTF-8 file in composed form (NFC), and the hash of its bytes."""
    try:
        size = path.stat().st_size
        if size > _LARGEST_FILE:
            raise InputError(
                Problem(
                    "file-too-large",
                    msg("the file is larger than {limit} bytes", limit=_LARGEST_FILE),
                    Source(path.as_posix()),
                    msg("is it the right file? The facts of a year are far smaller"),
                )
            )
        content = path.read_bytes()
    except OSError as error:
        raise InputError(cannot_read(path.as_posix(), error)) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InputError(
            Problem(
                "not-utf8",
                msg("the file is not UTF-8 text"),
                Source(path.as_posix(), line),
                msg("save it again with the encoding UTF-8"),
            )
        ) from error
    return unicodedata.normalize("NFC", text), hashlib.sha256(content).hexdigest()
