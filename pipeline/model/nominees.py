"""Whom a nomination proposes where it does not name them one by one."""

from __future__ import annotations

from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts


def remaining_units(facts: Facts, number: int) -> tuple[Derived[str], ...] | None:
    """The members no other nomination names, where ``facts.nominations[number]`` says "remaining".

    None where it does not, and where they cannot be told: some members are not listed, or another
    nomination only counts its units. Units that stood back from this nomination are not meant.
    """
    nomination = facts.nominations[number]
    listed = bool(facts.units) and len(facts.units) == facts.members
    others = [one for n, one in enumerate(facts.nominations) if n != number]
    if not nomination.remaining or not listed:
        return None
    if any(one.count and not one.units and not one.remaining for one in others):
        return None
    taken = {nominee.unit for one in facts.nominations for nominee in one.units if nominee.is_unit}
    taken |= {withdrawal.unit for withdrawal in nomination.withdrawn}
    said: Path = ("nominations", number, "remaining")
    return tuple(
        Derived(unit.id, (said, ("units", n, "id")))
        for n, unit in enumerate(facts.units)
        if unit.id not in taken
    )


def count_of_nominees(facts: Facts, number: int) -> Derived[int] | None:
    """How many ``facts.nominations[number]`` proposes: as counted, else as named."""
    nomination = facts.nominations[number]
    base: Path = ("nominations", number)
    if nomination.count is not None:
        return Derived(nomination.count, ((*base, "count"),))
    if not nomination.remaining:
        return Derived(len(nomination.units), ((*base, "units"),))
    remaining = remaining_units(facts, number)
    if remaining is None:
        return None
    named: tuple[Path, ...] = ((*base, "units"),) if nomination.units else ()
    origins = ((*base, "remaining"), *named, ("units",), ("nominations",))
    return Derived(len(nomination.units) + len(remaining), origins)
