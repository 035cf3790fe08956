"""Checks for entries that stand twice where each may stand once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.collect.checks.found import Found
from pipeline.collect.walk import walk
from pipeline.errors import msg
from pipeline.model.ballot import Sheets
from pipeline.model.base import Path
from pipeline.model.conference import Nominee
from pipeline.model.facts import Facts

Entries = list[tuple[Path, object]]

_BY_ONE_KEY: dict[Path, str] = {
    ("bloc", "groups"): "id",
    ("leadership", "terms"): "year",
    ("awards",): "id",
    ("deadlines",): "part",
    ("weaknesses",): "id",
    ("activities",): "id",
    ("indicators",): "id",
    ("editorial",): "item",
    ("registrations",): "unit",
    ("inspections",): "unit",
    ("standings",): "unit",
    ("scores", "criteria"): "id",
    ("scores", "sheets"): "unit",
    ("conference", "attendance"): "unit",
    ("conference", "together_with"): "what",
}
"""Lists at the top or just below, with the key that may stand once."""


def check_repeats(facts: Facts) -> Found:
    """Lists in which each key may stand once."""
    for base, entries in _lists(facts):
        seen: set[object] = set()
        for path, key in entries:
            if key in seen:
                words = key if isinstance(key, tuple) else (key,)
                yield (
                    "given-twice",
                    (*base, *path),
                    msg(
                        "“{word}” stands here for the second time",
                        word="/".join(str(word) for word in words if word is not None) or "—",
                    ),
                    msg("keep one of the entries, or give each an “id” of its own")
                    if base == ("nominations",)
                    else msg("keep one of the entries"),
                )
            seen.add(key)


def _lists(facts: Facts) -> Iterator[tuple[Path, Entries]]:
    for base, key in _BY_ONE_KEY.items():
        yield base, _keyed(_at(facts, base), key)
    order = facts.leadership.rotation
    yield ("leadership", "rotation"), [((n,), unit) for n, unit in enumerate(order)]
    yield (
        ("issuer", "papers"),
        [
            ((n, "document"), (p.document, p.award, p.unit))
            for n, p in enumerate(facts.issuer.papers)
        ],
    )
    yield (
        ("nominations",),
        [((n, "id" if x.id else "award"), x.key) for n, x in enumerate(facts.nominations)],
    )
    rules = facts.regulation
    if rules:
        yield ("regulation", "thresholds"), _keyed(rules.thresholds, "award")
        yield ("regulation", "quotas"), _keyed(rules.quotas, "award")
        yield (
            ("regulation", "conditions"),
            [((n, "check"), (one.award, one.check)) for n, one in enumerate(rules.conditions)],
        )
    for n, nomination in enumerate(facts.nominations):
        yield (
            ("nominations", n, "units"),
            [((m, "unit"), _whom(one)) for m, one in enumerate(nomination.units)],
        )
        yield ("nominations", n, "withdrawn"), _keyed(nomination.withdrawn, "unit")
    for n, indicator in enumerate(facts.indicators):
        yield ("indicators", n, "readings"), _keyed(indicator.readings, "unit")
    for path, value in walk(facts):
        if isinstance(value, Sheets):
            yield (*path, "counts"), _keyed(value.counts, "unit")


def _at(facts: Facts, path: Path) -> tuple[Any, ...]:
    value: Any = facts
    for step in path:
        value = getattr(value, str(step)) if value is not None else None
    return value or ()


def _keyed(entries: tuple[Any, ...], key: str) -> Entries:
    return [((n, key), getattr(entry, key)) for n, entry in enumerate(entries)]


def _whom(nominee: Nominee) -> tuple[str, ...]:
    """A unit, or which part or person of it."""
    person = nominee.person.name if nominee.person else None
    return (nominee.unit, *(text.said_in("vi") for text in (nominee.part, person) if text))
