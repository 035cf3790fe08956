"""The bloc's list of what has come, continued where it stands: the clerk's words in it stay."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pipeline.collect.folder import unit_names
from pipeline.collect.submissions import WORKBOOKS, read_year_workbook
from pipeline.collect.text_file import read_text_file
from pipeline.collect.tree import Tree
from pipeline.collect.yaml_tree import read_tree
from pipeline.errors import InputError, Message, Problem, Source, msg
from pipeline.forms.continued import with_rows
from pipeline.forms.form import Content
from pipeline.forms.year import year_form
from pipeline.model.dossier import Dossier
from pipeline.model.sending import Submission
from pipeline.spelling.dates import read_date

_FILE = "submissions.yaml"
_HEAD = "# Các đơn vị đã gửi báo cáo. unit: mã đơn vị; received: ngày nhận.\nsubmissions:\n"

_EMPTY = re.compile(r"submissions:\s*\[\s*\](?P<remark>(?:\s+#.*)?)\s*")
"""A list that holds nothing, on one line, with what the clerk remarked behind it."""


def with_received(dossier: Dossier, units: Sequence[str], received: date) -> dict[Path, bytes]:
    """The file that lists submissions with those of ``units`` added, by its path.

    It is the workbook of the year where there is one. Nothing where all of them are in it already.

    Raises:
        InputError: when the list is written in a way that cannot be continued by a line.
    """
    listed = dossier.facts.submissions
    fresh = [unit for unit in units if Submission(unit=unit, received=received) not in listed]
    if not fresh:
        return {}
    place = dossier.trail.sources.get(("submissions",))
    if book := _workbook_for(dossier, place):
        return {book: _in_workbook(book, dossier, fresh, received)}
    path = dossier.folder / (place.path if place else _FILE)
    text = read_text_file(path)[0] if path.exists() else ""
    entries = [f"{{unit: {unit}, received: {received:%d/%m/%Y}}}" for unit in fresh]
    if place and listed:
        last = dossier.trail.sources[("submissions", len(listed) - 1)]
        longer = _after(text, last, entries)
    else:
        longer = _begun(text, place, entries) if place else _at_end(text, entries)
    if not _says(read_tree(longer, path.as_posix()), dossier, fresh, received):
        raise _cannot_continue(
            path,
            place,
            msg(
                "write “submissions:” on a line by itself and below it each entry on a line of its"
                " own, such as: - {entry}",
                entry=entries[0],
            ),
        )
    return {path: longer.encode()}


def _workbook_for(dossier: Dossier, place: Source | None) -> Path | None:
    """The workbook in which the list stands, or would be looked for while it is empty."""
    books = [
        file.path
        for file in dossier.files
        if "/" not in file.path and Path(file.path).suffix.lower() in WORKBOOKS
    ]
    if place:
        return dossier.folder / place.path if place.path in books else None
    return dossier.folder / books[0] if books else None


def _in_workbook(book: Path, dossier: Dossier, units: Sequence[str], received: date) -> bytes:
    table = next(t for t in year_form(dossier.facts).tables if t.key == "submissions")
    rows: list[dict[str, Content]] = [{"unit": unit, "received": received} for unit in units]
    content = with_rows(book.read_bytes(), table, rows) if book.suffix.lower() == ".xlsx" else None
    if content:
        with tempfile.TemporaryDirectory() as trial:
            place = Path(trial, book.name)
            place.write_bytes(content)
            tree = read_year_workbook(place).tree
        if _says(tree, dossier, units, received):
            return content
    raise _cannot_continue(
        book,
        Source(book.as_posix(), sheet=table.title),
        msg(
            "write {units} and the day into this sheet yourself, and collect again",
            units=tuple(units),
        ),
    )


def _cannot_continue(path: Path, place: Source | None, hint: Message) -> InputError:
    return InputError(
        Problem(
            "cannot-continue",
            msg("what has come cannot be added to the list in this file"),
            replace(place, path=path.as_posix()) if place else Source(path.as_posix()),
            hint,
        )
    )


def _at_end(text: str, entries: Sequence[str]) -> str:
    before = f"{text.rstrip()}\n\n" if text.strip() else ""
    return before + _HEAD + "".join(f"  - {entry}\n" for entry in entries)


def _begun(text: str, place: Source, entries: Sequence[str]) -> str:
    """The text with the entries in a list that is stated to be empty."""
    lines = text.splitlines()
    found = _EMPTY.fullmatch(lines[place.line - 1])
    if found is None:
        return text
    begun = [f"submissions:{found['remark']}", *(f"  - {entry}" for entry in entries)]
    return "\n".join([*lines[: place.line - 1], *begun, *lines[place.line :]]) + "\n"


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


def _says(tree: Tree, dossier: Dossier, units: Sequence[str], received: date) -> bool:
    """Whether the list, read again, has the new entries behind those that were there."""
    listed = tree.value.get("submissions") if isinstance(tree.value, dict) else None
    if tree.problems or not isinstance(listed, tuple):
        return False
    names = unit_names(dossier.facts.model_dump())
    before = len(dossier.facts.submissions)
    found = [(names.find(str(one["unit"])), _day(one.get("received"))) for one in listed[before:]]
    return found == [(unit, received) for unit in units]


def _day(given: object) -> object:
    return read_date(given) if isinstance(given, str) else given
