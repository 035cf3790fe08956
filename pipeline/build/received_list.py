"""The bloc's list of what has come, continued in its own file: the clerk's words in it stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.collect.text_file import read_text_file
from pipeline.collect.yaml_tree import read_tree
from pipeline.errors import OutputError, Problem, Source, msg
from pipeline.model.dossier import Dossier
from pipeline.model.sending import Submission

_FILE = "submissions.yaml"
_HEAD = "# Các đơn vị đã gửi báo cáo. unit: mã đơn vị; received: ngày nhận.\nsubmissions:\n"


def with_received(dossier: Dossier, units: Sequence[str], received: date) -> dict[Path, bytes]:
    """The file that lists submissions with those of ``units`` added, by its path.

    Nothing where all of them are in it already.

    Raises:
        OutputError: when the list is written in a way that cannot be continued by a line.
    """
    listed = dossier.facts.submissions
    fresh = [unit for unit in units if Submission(unit=unit, received=received) not in listed]
    if not fresh:
        return {}
    place = dossier.trail.source(("submissions",))
    known = place is not None and place.line > 0 and bool(listed)
    path = dossier.folder / (place.path if place and known else _FILE)
    text = read_text_file(path)[0] if path.exists() else ""
    entries = [f"{{unit: {unit}, received: {received:%d/%m/%Y}}}" for unit in fresh]
    last = dossier.trail.source(("submissions", len(listed) - 1)) if known else None
    longer = _after(text, last, entries) if last else _at_end(text, entries)
    if not _says(longer, path, len(listed), fresh, received):
        raise OutputError(
            Problem(
                "cannot-continue",
                msg("what has come cannot be added to the list in this file"),
                Source(path.as_posix(), place.line if place and known else 0),
                msg(
                    "write each entry of “submissions” on a line of its own, such as: - {entry}",
                    entry=entries[0],
                ),
            )
        )
    return {path: longer.encode()}


def _at_end(text: str, entries: Sequence[str]) -> str:
    before = f"{text.rstrip()}\n\n" if text.strip() else ""
    return before + _HEAD + "".join(f"  - {entry}\n" for entry in entries)


def _after(text: str, last: Source, entries: Sequence[str]) -> str:
    """The text with the entries behind the last one, indented as it is."""
    lines = text.splitlines()
    start = last.line - 1
    indent = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and re.match(rf" {{{indent + 1}}}", lines[end]) and lines[end].strip():
        end += 1
    added = [f"{' ' * indent}- {entry}" for entry in entries]
    return "\n".join([*lines[:end], *added, *lines[end:]]) + "\n"


def _says(text: str, path: Path, before: int, units: Sequence[str], received: date) -> bool:
    """Whether the text, read again, lists the new entries behind those that were there."""
    tree = read_tree(text, path.as_posix())
    found = tree.value.get("submissions") if isinstance(tree.value, dict) else None
    new = tuple({"unit": unit, "received": f"{received:%d/%m/%Y}"} for unit in units)
    return not tree.problems and isinstance(found, tuple) and found[before:] == new
