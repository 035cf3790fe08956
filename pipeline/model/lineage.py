"""Units through mergers and renamings: who a unit was before, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.members import Change

_SAME_UNIT_AFTER = ("merged", "renamed")
_ITS_PAST = (*_SAME_UNIT_AFTER, "split")


@dataclass(frozen=True, slots=True)
class HeadedYear:
    """A year in which a unit, or one it was made of, headed the bloc.

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


def terms_of(facts: Facts, unit: str) -> tuple[HeadedYear, ...]:
    """The terms of ``unit`` in their order. One made by a merger or renaming served when its parts
    did.
    """
    return _headed_by(facts, unit, _ancestry(facts, unit))


def terms_before_division(facts: Facts, unit: str) -> tuple[HeadedYear, ...]:
    """The terms of units from whose division ``unit`` came: whether they count as its own, no rule
    says.
    """
    own = _ancestry(facts, unit)
    past = _ancestry(facts, unit, _ITS_PAST)
    return _headed_by(facts, unit, {one: led for one, led in past.items() if one not in own})


def unrecorded_years(facts: Facts, unit: str, first: int) -> tuple[int, ...]:
    """The years from ``first`` to this one in which ``unit`` was a member, as far as is known, and
    whose head is not stated.
    """
    since = next((one.member_since for one in facts.units if one.id == unit), None)
    stated = {term.year for term in facts.leadership.terms if term.head}
    return tuple(
        year for year in range(max(first, since or first), facts.year + 1) if year not in stated
    )


def _headed_by(
    facts: Facts, unit: str, ancestry: Mapping[str, tuple[Path, ...]]
) -> tuple[HeadedYear, ...]:
    found = [
        HeadedYear(
            term.year,
            ("leadership", "terms", n, "head"),
            None if term.head.unit == unit else term.head.unit,
            ancestry[term.head.unit],
        )
        for n, term in enumerate(facts.leadership.terms)
        if term.head and term.head.unit in ancestry
    ]
    return tuple(sorted(found, key=lambda headed: headed.year))


def last_headed(facts: Facts, unit: str) -> HeadedYear | None:
    """The last term of ``unit``, or of one it was made of."""
    return next(reversed(terms_of(facts, unit)), None)


def _ancestry(
    facts: Facts, unit: str, kinds: Sequence[str] = _SAME_UNIT_AFTER
) -> dict[str, tuple[Path, ...]]:
    """The unit and all it was made of, each with the changes that lead to the unit."""
    return made_of(unit, {("changes", n): change for n, change in enumerate(facts.changes)}, kinds)


def made_of(
    unit: str, changes: Mapping[Path, Change], through: Sequence[str] = _SAME_UNIT_AFTER
) -> dict[str, tuple[Path, ...]]:
    """The unit and all it came of by changes of the kinds of ``through``, each with the changes
    that lead to the unit.
    """
    found: dict[str, tuple[Path, ...]] = {unit: ()}
    unseen = [unit]
    while unseen:
        after = unseen.pop(0)
        for path, change in changes.items():
            if change.change in through and after in change.into:
                for before in change.units:
                    if before not in found:
                        found[before] = (*found[after], path)
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


@dataclass(frozen=True, slots=True)
class Forms:
    """What a unit was in an earlier year: itself, or those it has since been made of.

    ``changes`` lead from them to the unit. ``split`` is the division it came out of since: then no
    unit of that year is what it is now.
    """

    units: tuple[str, ...]
    changes: tuple[Path, ...] = ()
    split: Path | None = None


def forms_in(earlier: Facts, unit: str, since: Mapping[Path, Change]) -> Forms:
    """What ``unit`` was in the year of ``earlier``.

    ``since`` holds the changes that the folders of later years record. Their dates tell whether
    they came later, else that year's list of units does.
    """
    members = frozenset(one.id for one in earlier.units)
    found: dict[str, None] = {}
    led: dict[Path, None] = {}
    seen: set[str] = set()
    unseen = [unit]
    while unseen:
        after = unseen.pop(0)
        seen.add(after)
        later = {
            path: change
            for path, change in since.items()
            if after in change.into and _came_after(change, after, earlier, members)
        }
        for path, change in later.items():
            if change.change == "split":
                return Forms((), (*led, path), path)
        befores = {
            before: path
            for path, change in later.items()
            if change.change in _SAME_UNIT_AFTER
            for before in change.units
        }
        # A unit that took others in was there before; one that was made by a change was not.
        made = any(after not in change.units for change in later.values())
        if not befores or (after in befores and not made):
            found[after] = None
        for before, path in befores.items():
            led[path] = None
            if before not in seen:
                unseen.append(before)
    return Forms(tuple(found), tuple(led))


def _came_after(change: Change, unit: str, earlier: Facts, members: frozenset[str]) -> bool:
    """Whether ``unit`` became what it is by ``change`` only after the year of ``earlier``."""
    year = change.date.year if change.date else None
    if year is not None and year != earlier.year:
        return year > earlier.year
    if unit not in change.units:
        return unit not in members
    # It took others in and kept its id: that was yet to come while they still stood beside it, or
    # while nobody had recorded it.
    others = set(change.units) - {unit}
    recorded = any(
        (one.change, set(one.units), set(one.into))
        == (change.change, set(change.units), set(change.into))
        for one in earlier.changes
    )
    return bool(others & members) or not recorded
