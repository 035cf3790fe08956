"""Whom a nomination proposes where it does not name them one by one."""

from __future__ import annotations

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
