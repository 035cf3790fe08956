"""The words of the opening: excerpt, subject of a letter, addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import Severity, msg
from pipeline.lint.parts import Case, Part
from pipeline.lint.rule import Found, Rule, replaced, rewritten
from pipeline.lint.vocabulary import ADDRESSEE_LABELS, begins_with, fold


def _excerpt(case: Case) -> Iterator[Found]:
    parts = case.of("excerpt")
    if not parts:
        return
    first = parts[0].text
    initial = first[:1]
    if initial.isalpha() and initial.isupper() == case.layout.lower_excerpt and not first.isupper():
        wanted = initial.lower() if case.layout.lower_excerpt else initial.upper()
        yield Found(
            parts[0],
            msg("the excerpt begins with “{word}”", word=first.split()[0]),
            msg("with a small letter") if case.layout.lower_excerpt else msg("with a capital"),
            rewritten(parts[0], 0, 1, wanted),
        )
    if parts[-1].text.endswith((".", ";", ":")):
        yield Found(
            parts[-1],
            msg("the excerpt ends with “{mark}”", mark=parts[-1].text[-1]),
            msg("without a mark"),
        )


def _subject(case: Case) -> Iterator[Found]:
    part = case.first("subject")
    if part is None:
        return
    if case.layout.system == "state" and not part.text.startswith("V/v "):
        first = re.match(r"(?:v/v|về việc)\s*:?\s*", part.text, re.IGNORECASE)
        yield Found(
            part,
            msg("the subject begins with “{word}”", word=" ".join(part.text.split()[:2])),
            msg("“V/v …”"),
            replaced(part, first[0], "V/v ") if first else (),
        )


def _label(case: Case) -> Iterator[Found]:
    part = _label_part(case)
    if part is None:
        return
    labels = case.layout.addressee_labels
    wanted = labels.get(case.kind.abbreviation if case.kind else "", labels.get("default", ""))
    written = re.match(r"\S+\s+\S+?(?=[\s:]|$)\s*:?", part.text)
    if not wanted or written is None or written[0] == wanted:
        return
    yield Found(
        part,
        msg("it reads “{text}”", text=written[0]),
        msg("“{wanted}”", wanted=wanted),
        replaced(part, written[0], wanted)
        if fold(written[0].rstrip(": ")) in _same(wanted)
        else (),
    )


def _same(label: str) -> set[str]:
    return {fold(label.rstrip(":"))}


def _label_part(case: Case) -> Part | None:
    parts = case.of("addressee")
    return next((p for p in parts if begins_with(p.text, ADDRESSEE_LABELS)), None)


def _several(case: Case) -> Iterator[Found]:
    """Several addressees: each on a line with a dash, “;” after each, a full stop at the end."""
    parts = [part for part in case.of("addressee") if part is not _label_part(case)]
    label = _label_part(case)
    rest = re.split(r":\s*", label.text, maxsplit=1)[1:] if label else []
    lines = len(parts) + bool(rest and rest[0])
    if lines < 2:
        return
    for at, part in enumerate(parts, 1):
        last = at == len(parts)
        wanted = "." if last else ";"
        if not re.match(r"-\s", part.text):
            yield Found(
                part,
                msg("the addressee has no dash before it"),
                msg("each of several addressees on a line of its own: “- …;”"),
            )
        if not part.text.endswith(wanted):
            end = part.text[-1] if part.text[-1] in ".,;:" else ""
            typed = part.strip.typed.rstrip()
            yield Found(
                part,
                msg("the addressee ends with “{mark}”", mark=end)
                if end
                else msg("there is no mark after the addressee"),
                msg("“;” after each, “.” after the last"),
                rewritten(part, len(typed) - len(end), len(typed), wanted),
            )


_EXCERPT = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.5"
_ADDRESSEES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.9"

RULES = (
    Rule("excerpt-form", _excerpt, _EXCERPT, Severity.WARNING),
    Rule("subject-form", _subject, _EXCERPT),
    Rule("addressee-label", _label, _ADDRESSEES),
    Rule("addressee-list", _several, _ADDRESSEES),
)
