"""Beginning a folder: from the names a clerk gives, or from the folder of the year before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.build.new_folder import fill, refuse_if_taken, write_new
from pipeline.spelling.names import NameIndex, id_from, key_of

_SKELETONS = {
    "bloc.yaml": "bloc.yaml",
    "results.yaml": "results.yaml",
    "editorial.yaml": "editorial.yaml",
    "conference.yaml": "conference.yaml",
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a clerk says of a bloc to begin with. ``units`` pairs ids with names; ``head`` is an id.

    None and ``""`` mean: not stated.
    """

    year: int
    name: str
    units: tuple[tuple[str, str], ...]
    kind: Literal["bloc", "cluster"] = "bloc"
    head: str | None = None
    place: str = ""
    parent: str = ""


def units_of(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each name with an id of its own made from it.

    Names that differ only in marks get ids with a number; a name without Latin letters gets
    “don-vi”, also with its number.
    """
    units: list[tuple[str, str]] = []
    taken: set[str] = set()
    for name in names:
        base = id_from(name) or "don-vi"
        unit, number = base, 1
        while unit in taken:
            number += 1
            unit = f"{base}-{number}"
        taken.add(unit)
        units.append((unit, name))
    return tuple(units)


def twice_named(names: Iterable[str]) -> str | None:
    """The first name that is the same as one before it, or None."""
    seen: set[str] = set()
    for name in names:
        if (key := key_of(name)) in seen:
            return name
        seen.add(key)
    return None


def index_of(units: Iterable[tuple[str, str]]) -> NameIndex:
    """The units, to be asked which of them a name means."""
    return NameIndex.of((unit, (name,)) for unit, name in units)


def begin(folder: Path, beginning: Beginning) -> None:
    """Make a folder that states what ``beginning`` says; all else in it is comment and example.

    Raises:
        OutputError: when something stands in the folder, or it cannot be written.
    """
    refuse_if_taken(folder, empty_will_do=True)
    ids = [unit for unit, _ in beginning.units]
    first = beginning.head or ids[0]
    values = {
        "year": beginning.year,
        "name": beginning.name,
        "kind": beginning.kind,
        "Kind": "Khối" if beginning.kind == "bloc" else "Cụm",
        "units": tuple({"id": unit, "name": name} for unit, name in beginning.units),
        "head": beginning.head,
        "place": beginning.place,
        "parent": beginning.parent,
        # The papers of the year are those of its conference: with it, check names what they lack.
        "mark": "",
        "ids": ids,
        "first": first,
        "other": next((unit for unit in ids if unit != first), None),
    }
    write_new(folder, fill(_SKELETONS, values))
