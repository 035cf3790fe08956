"""The years of a bloc side by side, each as it is seen from this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.model.base import Derived, Path
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.lineage import Forms, forms_in
from pipeline.model.members import Change
from pipeline.model.quantity import Quantity
from pipeline.model.trends import Gap, GapReason, Point, gap

T = TypeVar("T")
Amount = Derived[Quantity]

_DAYS_OF_A_YEAR = (365, 366)


@dataclass(frozen=True, slots=True)
class Year:
    """One year: its facts, None where its folder was not given, and where they stand.

    ``at`` leads from this year's facts to those of the year; ``forms`` tells of each unit of this
    year what it was then.
    """

    number: Derived[int]
    facts: Facts | None
    at: Path
    forms: Mapping[str, Forms]

    def path(self, *steps: str | int) -> Path:
        """The way to a fact of the year from this year's."""
        return (*self.at, *steps)

    def seen(self, figure: Derived[T]) -> Derived[T]:
        """A figure worked out among the facts of the year, its origins as this year finds them."""
        return Derived(figure.value, tuple(self.path(*origin) for origin in figure.origins))

    @property
    def no_folder(self) -> Gap:
        """That the folder of the year was not given."""
        return gap(GapReason.NO_FOLDER, *self.number.origins)

    @property
    def not_whole(self) -> Gap | None:
        """Why its figures are not of one whole year; None where they are."""
        if self.facts is None:
            return self.no_folder
        conference, period = self.facts.conference, self.facts.period
        if conference and conference.kind != "year-end":
            return gap(GapReason.NOT_ONE_YEAR, self.path("conference", "kind"))
        if period and (period.ends - period.begins).days + 1 not in _DAYS_OF_A_YEAR:
            return gap(GapReason.NOT_ONE_YEAR, self.path("period"))
        return None


def years_of(dossier: Dossier) -> tuple[Year, ...]:
    """Every year from the oldest folder to this one, the oldest first."""
    units = [unit.id for unit in dossier.facts.units]
    folders = {one.facts.year: (one.facts, one.at) for one in dossier.history}
    folders[dossier.facts.year] = (dossier.facts, ())
    years: list[Year] = []
    for number in range(min(folders), max(folders) + 1):
        if number in folders:
            facts, at = folders[number]
            since = _changes_after(number, folders)
            forms = {unit: forms_in(facts, unit, since) for unit in units}
            years.append(Year(Derived(number, ((*at, "year"),)), facts, at, forms))
        else:
            # That there was such a year is told by those around it.
            around = (
                max(year for year in folders if year < number),
                min(year for year in folders if year > number),
            )
            origins = tuple((*folders[year][1], "year") for year in around)
            years.append(Year(Derived(number, origins), None, (), {}))
    return tuple(years)


def follow(
    years: Sequence[Year], tell: Callable[[Year, Facts], T | Gap]
) -> tuple[tuple[Year, T | Gap], ...]:
    """What ``tell`` finds in each whole year whose folder was given; the others are gaps."""

    def told(year: Year) -> T | Gap:
        if year.facts is None:
            return year.no_folder
        return year.not_whole or tell(year, year.facts)

    return tuple((year, told(year)) for year in years)


def point(year: Year, told: Amount | Gap) -> Point:
    """A year of a trend."""
    if isinstance(told, Gap):
        return Point(year.number, None, told)
    return Point(year.number, told)


def _changes_after(number: int, folders: Mapping[int, tuple[Facts, Path]]) -> Mapping[Path, Change]:
    """The changes that folders of later years record: each once, with its date where one has it."""
    found: dict[object, tuple[Path, Change]] = {}
    for year in sorted(folders, reverse=True):
        facts, at = folders[year]
        for n, change in enumerate(facts.changes if year > number else ()):
            key = change.change, frozenset(change.units), frozenset(change.into)
            if key not in found or (change.date and not found[key][1].date):
                found[key] = ((*at, "changes", n), change)
    return dict(found.values())
