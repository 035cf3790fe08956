"""Units through mergers and renamings: who a unit was before, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.base import Path
from pipeline.model.facts import Facts

_SAME_UNIT_AFTER = ("merged", "renamed")


@dataclass(frozen=True, slots=True)
class LastTerm:
    """The last year in which a unit, or one it was made of, headed the bloc.

    ``came_from`` is the unit that headed, where it was another one, and ``changes`` the changes
    that lead from it to the unit.
    """

    year: int
    path: Path
    came_from: str | None
    changes: tuple[Path, ...]

    @property
    def facts(self) -> tuple[Path, ...]:
        """The facts it rests on."""
        return (self.path, *self.changes)


def last_headed(facts: Facts, unit: str) -> LastTerm | None:
    """The last term of ``unit``. A unit made by a merger or renaming served when its parts did."""
    ancestry = _ancestry(facts, unit)
    found = [
        LastTerm(
            term.year,
            ("leadership", "terms", n, "head"),
            None if term.head.unit == unit else term.head.unit,
            ancestry[term.head.unit],
        )
        for n, term in enumerate(facts.leadership.terms)
        if term.head and term.head.unit in ancestry
    ]
    return max(found, key=lambda last: last.year, default=None)


def _ancestry(facts: Facts, unit: str) -> dict[str, tuple[Path, ...]]:
    """The unit and all it was made of, each with the changes that lead to the unit."""
    found: dict[str, tuple[Path, ...]] = {unit: ()}
    unseen = [unit]
    while unseen:
        after = unseen.pop(0)
        for n, change in enumerate(facts.changes):
            if change.change in _SAME_UNIT_AFTER and after in change.into:
                for before in change.units:
                    if before not in found:
                        found[before] = (*found[after], ("changes", n))
                        unseen.append(before)
    return found


def member_now(facts: Facts, unit: str) -> tuple[str, tuple[Path, ...]] | None:
    """The member that a unit is, or the one it has become by merger or renaming, and by which
    changes. None where it has become none, or may have become one of several.
    """
    members = [one.id for one in facts.units]
    if unit in members:
        return unit, ()
    became = [
        (member, ancestry[unit])
        for member in members
        if unit in (ancestry := _ancestry(facts, member))
    ]
    return became[0] if len(became) == 1 else None
