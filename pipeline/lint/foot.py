"""The foot of a paper: whom it goes to, and who signs it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lint.parts import Strip
from pipeline.lint.vocabulary import PREFIXES, RECIPIENTS_LABELS, begins_with
from pipeline.model.layout import Component

_PREFIX = re.compile(
    r"(?P<letters>T\s?[./]?\s?M|K\s?[./]?\s?T|T\s?[./]?\s?L|T\s?[./]?\s?U(?:\s?[./]?\s?Q)?|Q(?=\.))"
    r"[./]?\s+(?=\w)"
)
_DOTS = re.compile(r"[.…_\s]+")
_LONGEST_FOOT = 40
_LONGEST_NAME = 60
_OFFICE = 120

Range = tuple[int, int]


def prefix_of(text: str) -> tuple[str, str] | None:
    """The letters before an office: as written, and as letters alone (TM, KT, TL, TUQ, Q)."""
    found = _PREFIX.match(text)
    if found is None:
        return None
    letters = re.sub(r"[\s./]", "", found["letters"])
    return (found[0].strip(), letters) if letters in PREFIXES else None


def foot_range(strips: Sequence[Strip], body: int, end: int) -> Range | None:
    """Where recipients and signature stand; none where there are none."""
    for at in range(body, end):
        if begins_with(strips[at].text, RECIPIENTS_LABELS) and len(strips[at].text) < 40:
            return _around(strips, at, body, end)
    for at in range(max(body, end - _LONGEST_FOOT), end):
        text = strips[at].text
        if prefix_of(text) and text.isupper() and len(text) < _OFFICE:
            return _around(strips, at, body, end)
    return None


def _around(strips: Sequence[Strip], at: int, body: int, end: int) -> Range:
    """The whole table in which the label stands, or the lines around it."""
    cell = strips[at].cell
    start, stop = at, at + 1
    if cell is None:
        while start > body and _is_office(strips[start - 1]):
            start -= 1
        return start, min(end, start + _LONGEST_FOOT)
    while start > body and (c := strips[start - 1].cell) and c.table == cell.table:
        start -= 1
    while stop < end and (c := strips[stop].cell) and c.table == cell.table:
        stop += 1
    only_recipients = not any(strips[n].column != strips[at].column for n in range(start, stop))
    return start, min(end, stop + _LONGEST_FOOT) if only_recipients else stop


def _is_office(strip: Strip) -> bool:
    text = strip.text
    return bool(text) and not strip.cell and text.isupper() and len(text) < _OFFICE


def foot_components(strips: Sequence[Strip], foot: Range) -> dict[int, Component]:
    """What the lines of a foot are for."""
    made: dict[int, Component] = {}
    label = next(
        (at for at in range(*foot) if begins_with(strips[at].text, RECIPIENTS_LABELS)), None
    )
    if label is not None:
        made[label] = "recipients-label"
        _recipients(strips, label, foot[1], made)
    columns = {strips[at].column for at in range(*foot) if strips[at].text and at not in made}
    for column in sorted(columns):
        places = [at for at in range(*foot) if at not in made and strips[at].column == column]
        made |= _signature(strips, places)
    return made


def _recipients(strips: Sequence[Strip], label: int, stop: int, made: dict[int, Component]) -> None:
    """The lines under the label in its column, each with a dash."""
    for at in range(label + 1, stop):
        text = strips[at].text
        if strips[at].column != strips[label].column or not text:
            continue
        same_cell = strips[label].cell is not None
        if not (text.startswith(("-", "–", "+")) or (same_cell and not text.isupper())):
            break
        made[at] = "recipients"


def _signature(strips: Sequence[Strip], places: list[int]) -> dict[int, Component]:
    """Authority and office above the room for the pen, office and name under it."""
    made: dict[int, Component] = {}
    signed = False
    gap = False
    for at in places:
        text = strips[at].text
        if not text:
            gap = gap or signed
            continue
        if text.startswith("(") or len(text) > _OFFICE:
            continue
        last = _is_last(strips, places, at)
        # Dots wait for the pen: the last for the name, those above for the office.
        if _DOTS.fullmatch(text):
            made[at] = "signature" if last else "position" if signed else "authority"
            signed = True
        elif text.isupper() or prefix_of(text):
            if gap and last and not prefix_of(text):
                made[at] = "signature"
            elif gap:
                made[at] = "post"
            else:
                made[at] = "position" if signed else "authority"
            signed = True
        elif signed and len(text) <= _LONGEST_NAME and last:
            made[at] = "signature"
    return made


def _is_last(strips: Sequence[Strip], places: list[int], at: int) -> bool:
    return not any(strips[n].text for n in places if n > at)
