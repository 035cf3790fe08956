"""Facts as they would be if units left the bloc or merged: what a forecast is compared with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.model.base import LANGUAGES, PartialDate, Path, Text
from pipeline.model.facts import Facts
from pipeline.model.leadership import NextLeadership, Seat
from pipeline.model.lineage import member_now
from pipeline.model.members import Change, FormerUnit, Unit


@dataclass(frozen=True, slots=True)
class Supposition:
    """Supposed facts; ``origins`` leads from their places to those of the real facts."""

    facts: Facts
    origins: Callable[[Path], tuple[Path, ...]]


def suppose(facts: Facts, without: Sequence[str], mergers: Sequence[Sequence[str]]) -> Supposition:
    """``facts`` as if the units ``without`` had left, and each of ``mergers`` had become one unit.

    A merged unit bears the names of its parts. It has been a member as long as the longest of them,
    and what is stated against a part (suspended, declined, not considered) holds for it. All this
    is supposed to happen in the year of ``facts``.
    """
    numbers = {unit.id: n for n, unit in enumerate(facts.units)}
    ids = {unit.id for unit in facts.units} | {unit.id for unit in facts.former_units}
    merged: dict[str, Unit] = {}
    for parts in mergers:
        made = _merged([facts.units[numbers[part]] for part in parts], ids)
        ids.add(made.id)
        merged.update(dict.fromkeys(parts, made))
    gone = {*without, *merged}
    kept = tuple(unit for unit in facts.units if unit.id not in gone)
    units = (*kept, *dict.fromkeys(merged.values()))
    this_year = PartialDate(year=facts.year)
    changes = (
        *facts.changes,
        *(Change(change="left", date=this_year, units=(unit,)) for unit in without),
        *(
            Change(
                change="merged",
                date=this_year,
                units=tuple(parts),
                into=(merged[parts[0]].id,),
            )
            for parts in mergers
        ),
    )
    former = tuple(
        FormerUnit(id=unit.id, name=unit.name, aliases=unit.aliases, system=unit.system)
        for unit in facts.units
        if unit.id in gone
    )
    stated = facts.bloc.units_stated
    fewer = len(facts.units) - len(units)
    supposed = facts.model_copy(
        update={
            "bloc": facts.bloc.model_copy(update={"units_stated": stated and stated - fewer}),
            "units": units,
            "former_units": (*facts.former_units, *former),
            "changes": changes,
        }
    )
    return Supposition(
        supposed.model_copy(update=_seats_of_today(supposed)),
        _origins(numbers, [_parts_of(unit.id, merged) for unit in units]),
    )


def _parts_of(unit_id: str, merged: dict[str, Unit]) -> tuple[str, ...]:
    """The units that became the one with this id; itself, where no merger made it."""
    return tuple(part for part, made in merged.items() if made.id == unit_id) or (unit_id,)


def _merged(parts: Sequence[Unit], taken: set[str]) -> Unit:
    unit_id = "-".join(part.id for part in parts)[:90]
    while unit_id in taken:
        unit_id += "-x"
    names = {
        language: " + ".join(words)
        for language in LANGUAGES
        if all(words := [getattr(part.name, language) or "" for part in parts])
    }
    since = [part.member_since for part in parts]
    known = [year for year in since if year is not None]
    systems = {part.system for part in parts}
    return Unit(
        id=unit_id,
        name=Text(**names or {"vi": " + ".join(part.name.said_in("vi") for part in parts)}),
        system=systems.pop() if len(systems) == 1 else None,
        member_since=min(known) if len(known) == len(since) else None,
        suspended=next((part.suspended for part in parts if part.suspended), None),
    )


def _seats_of_today(supposed: Facts) -> dict[str, object]:
    """What is stated of units that are members, said of those they have become."""

    def now(unit: str) -> str | None:
        found = member_now(supposed, unit)
        return found[0] if found else None

    leadership = supposed.leadership
    lists = {
        name: tuple(
            one.model_copy(update={"unit": unit})
            for one in getattr(leadership, name)
            if (unit := now(one.unit))
        )
        for name in ("declined", "not_considered")
    }
    order = tuple(dict.fromkeys(u for unit in leadership.rotation if (u := now(unit))))
    return {
        "leadership": leadership.model_copy(update={**lists, "rotation": order}),
        "next_leadership": _settled(supposed.next_leadership, now),
    }


def _settled(
    settled: NextLeadership | None, now: Callable[[str], str | None]
) -> NextLeadership | None:
    """What the conference settled, as far as the units it chose are still there."""
    if settled is None:
        return None
    head = settled.head and now(settled.head.unit)
    deputies = settled.deputies
    if deputies:
        left = dict.fromkeys(u for seat in deputies if (u := now(seat.unit)) and u != head)
        deputies = tuple(Seat(unit=unit) for unit in left) or None
    return settled.model_copy(
        update={"head": Seat(unit=head) if head else None, "deputies": deputies}
    )


def _origins(
    numbers: dict[str, int], parts: Sequence[Sequence[str]]
) -> Callable[[Path], tuple[Path, ...]]:
    def origins(path: Path) -> tuple[Path, ...]:
        match path:
            case ("units", int(n), *rest):
                return tuple(("units", numbers[part], *rest) for part in parts[n])
            case ("leadership", "rotation" | "declined" | "not_considered" as name, int(), *_):
                return (("leadership", name),)
            case ("next_leadership", "deputies", int(), *_):
                return (("next_leadership", "deputies"),)
        return (path,)

    return origins
