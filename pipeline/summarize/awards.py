"""What the conference ranked and what was awarded: grouped, never judged."""

from __future__ import annotations

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.summary import RewardRow, StandingRow
from pipeline.summarize.words import key_of_words

_LEVELS = ("state", "ministry", "province", "unit")


def summarize_standings(facts: Facts) -> tuple[StandingRow, ...]:
    """The units as the conference placed them, best rank first."""
    ranks = [standing.rank for standing in facts.standings]
    place = {unit.id: n for n, unit in enumerate(facts.units)}
    rows = []
    for n, standing in enumerate(facts.standings):
        base: Path = ("standings", n)
        rows.append(
            StandingRow(
                unit=Derived(standing.unit, ((*base, "unit"),)),
                rank=Derived(standing.rank, ((*base, "rank"),)) if standing.rank else None,
                shared=standing.rank is not None and ranks.count(standing.rank) > 1,
                grade=Ref((*base, "grade")) if standing.grade else None,
                leading=standing.leading,
            )
        )

    def order(row: StandingRow) -> tuple[bool, int, int]:
        return row.rank is None, row.rank.value if row.rank else 0, place[row.unit.value]

    return tuple(sorted(rows, key=order))


def summarize_rewards(facts: Facts) -> tuple[RewardRow, ...]:
    """Rewards of the time reviewed: a row for each award, level, grade and authority.

    A review of several years has a row for each year. Years in order, the highest award first.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for n, reward in enumerate(facts.rewards):
        if reward.year is None or reward.year >= facts.first_year:
            words = (key_of_words(w) for w in (reward.award, reward.grade, reward.authority))
            groups.setdefault((_told_year(facts, n), reward.level, *words), []).append(n)

    def order(numbers: list[int]) -> tuple[int, int]:
        first = facts.rewards[numbers[0]]
        return _told_year(facts, numbers[0]) or facts.year + 1, _LEVELS.index(first.level)

    return tuple(_reward_row(facts, numbers) for numbers in sorted(groups.values(), key=order))


def _told_year(facts: Facts, number: int) -> int | None:
    """The year of a reward where it tells something: in a review of several years."""
    return facts.rewards[number].year if facts.first_year < facts.year else None


def _reward_row(facts: Facts, numbers: list[int]) -> RewardRow:
    first = facts.rewards[numbers[0]]
    base: Path = ("rewards", numbers[0])
    year = _told_year(facts, numbers[0])

    def add(part: str) -> Derived[int] | None:
        given = [
            (getattr(facts.rewards[n], part), ("rewards", n, part))
            for n in numbers
            if getattr(facts.rewards[n], part) is not None
        ]
        return Derived(sum(v for v, _ in given), tuple(p for _, p in given)) if given else None

    return RewardRow(
        year=Derived(year, ((*base, "year"),)) if year is not None else None,
        award=Ref((*base, "award")),
        level=first.level,
        grade=Ref((*base, "grade")) if first.grade else None,
        authority=Ref((*base, "authority")) if first.authority else None,
        collectives=add("collectives"),
        individuals=add("individuals"),
    )


def earlier_rewards(facts: Facts) -> tuple[Ref, ...]:
    """Each reward of a year before the time reviewed, newest first."""
    earlier = [
        (reward.year, n)
        for n, reward in enumerate(facts.rewards)
        if reward.year is not None and reward.year < facts.first_year
    ]
    return tuple(Ref(("rewards", n)) for _, n in sorted(earlier, key=lambda e: (-e[0], e[1])))
