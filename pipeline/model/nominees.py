"""Whom a nomination proposes where it does not name them one by one."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import Message, msg
from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.members import Unit


def remaining_units(facts: Facts, number: int) -> tuple[Derived[str], ...] | None:
    """The members no other nomination names, where ``facts.nominations[number]`` says "remaining".

    None where it does not, and where they cannot be told. Units that stood back from this
    nomination are not meant.
    """
    if not facts.nominations[number].remaining or why_not_told(facts, number):
        return None
    said: Path = ("nominations", number, "remaining")
    return tuple(Derived(unit.id, (said, ("units", n, "id"))) for n, unit in _left(facts, number))


def why_not_told(facts: Facts, number: int) -> Message | None:
    """Why the source's "all the remaining units" are not named; None where they can be."""
    others = [one for n, one in enumerate(facts.nominations) if n != number]
    if not facts.units or len(facts.units) != facts.members:
        return msg("the remaining units cannot be told: not all members are named")
    if any(len(one.units) < (one.count or 0) and not one.remaining for one in others):
        return msg("the remaining units cannot be told: another nomination does not name all")
    doubtful = {one.unit for other in others for one in other.withdrawn}
    left = [unit for _, unit in _left(facts, number) if unit.suspended or unit.id in doubtful]
    if not left:
        return None
    return msg(
        "the remaining units cannot be told: the source does not say whether these are meant, not"
        " considered at present or having stood back: {units}",
        units=tuple(unit.name for unit in sorted(left, key=lambda unit: unit.id)),
    )


def _left(facts: Facts, number: int) -> list[tuple[int, Unit]]:
    """The members that no nomination names and that did not stand back from this one."""
    taken = {nominee.unit for one in facts.nominations for nominee in one.units if nominee.is_unit}
    taken |= {withdrawal.unit for withdrawal in facts.nominations[number].withdrawn}
    return [(n, unit) for n, unit in enumerate(facts.units) if unit.id not in taken]


def count_of_nominees(facts: Facts, number: int) -> Derived[int] | None:
    """How many ``facts.nominations[number]`` proposes: as counted, else as named.

    None where that is in question, or where "the remaining units" cannot be told.
    """
    nomination = facts.nominations[number]
    base: Path = ("nominations", number)
    if nomination.count is not None:
        return Derived(nomination.count, ((*base, "count"),))
    if facts.in_question(*base, "count"):
        return None
    if not nomination.remaining:
        return Derived(len(nomination.units), ((*base, "units"),))
    remaining = remaining_units(facts, number)
    if remaining is None:
        return None
    named: tuple[Path, ...] = ((*base, "units"),) if nomination.units else ()
    origins = ((*base, "remaining"), *named, ("units",), ("nominations",))
    return Derived(len(nomination.units) + len(remaining), origins)


@dataclass(frozen=True, slots=True)
class UnitsProposed:
    """How many units all nominations for one award propose, each unit once.

    Those that are only counted may be others of the units named, or not: so at ``least`` and at
    ``most`` so many. ``most`` None: not known. ``beside`` are persons and parts of units.
    """

    least: int
    most: int | None
    beside: int
    origins: tuple[Path, ...]


def units_proposed(facts: Facts, award: str) -> UnitsProposed:
    """The units that are proposed for ``award`` as units, in all its classes."""
    named: set[str] = set()
    counts: list[int] = []
    unnamed, beside, known = 0, 0, True
    origins: list[Path] = []
    for number, nomination in enumerate(facts.nominations):
        if nomination.award != award:
            continue
        units = {one.unit for one in nomination.units if one.is_unit}
        others = sum(not one.is_unit for one in nomination.units)
        units |= {one.value for one in remaining_units(facts, number) or ()}
        of_units = nomination.counted == "units" or (nomination.counted is None and not others)
        total = count_of_nominees(facts, number)
        known &= total is not None or not of_units
        origins += total.origins if total else ()
        more = max(0, total.value - len(units) - others) if total else 0
        named |= units
        beside += others + (0 if of_units else more)
        unnamed += more if of_units else 0
        counts.append(len(units) + (more if of_units else 0))
    least = max((len(named), *counts))
    return UnitsProposed(least, len(named) + unnamed if known else None, beside, tuple(origins))
