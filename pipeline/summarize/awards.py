"""What the conference ranked and what was awarded: grouped, never judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.summary import RewardRow, StandingRow
from pipeline.summarize.figures import add_up
from pipeline.summarize.words import key_of_words

_LEVELS = ("state", "ministry", "province", "unit")


def summarize_standings(facts: Facts) -> tuple[StandingRow, ...]:
    """The units as the conference placed them, part by part where it did so, best rank first."""
    place = {unit.id: n for n, unit in enumerate(facts.units)}
    groups = {group.id: n for n, group in enumerate(facts.bloc.groups)}
    within = placed_within(facts)
    ranks = [(within.get(standing.unit), standing.rank) for standing in facts.standings]
    rows = []
    for n, standing in enumerate(facts.standings):
        base: Path = ("standings", n)
        group = within.get(standing.unit)
        at: Path = ("units", place[standing.unit], "group")
        rows.append(
            StandingRow(
                unit=Derived(standing.unit, ((*base, "unit"),)),
                group=Derived(group, (at,)) if group else None,
                rank=Derived(standing.rank, ((*base, "rank"),)) if standing.rank else None,
                shared=standing.rank is not None and ranks.count((group, standing.rank)) > 1,
                grade=Ref((*base, "grade")) if standing.grade else None,
                leading=standing.leading,
            )
        )

    def order(row: StandingRow) -> tuple[int, bool, int, int]:
        part = groups[row.group.value] if row.group else len(groups)
        rank = row.rank.value if row.rank else 0
        return part, row.rank is None, rank, place[row.unit.value]

    return tuple(sorted(rows, key=order))


def placed_within(facts: Facts) -> Mapping[str, str]:
    """The part of the bloc in which each unit is placed; nothing where the whole bloc is ranked.

    Nobody states it, but the ranks tell: they are of the parts where two parts or more are ranked,
    each has a first, and none a rank beyond its number of units. Where no rank is stated, the units
    that lead are the firsts.
    """
    group_of = {unit.id: unit.group for unit in facts.units}
    ranked = [(group_of[s.unit], s.rank) for s in facts.standings if s.rank]
    firsts = ranked or [(group_of[s.unit], 1) for s in facts.standings if s.leading]
    ranks: dict[str, list[int]] = {}
    for group, rank in firsts:
        if group is None:
            return {}
        ranks.setdefault(group, []).append(rank)
    sizes = Counter(group_of.values())
    by_itself = all(1 in of and max(of) <= sizes[group] for group, of in ranks.items())
    if len(ranks) < 2 or not by_itself or (not ranked and len(firsts) > len(ranks)):
        return {}
    return {unit: group for unit, group in group_of.items() if group}


def summarize_rewards(facts: Facts) -> tuple[RewardRow, ...]:
    """Rewards of the time reviewed: a row for each award, level, grade and authority.

    A review of several years has a row for each year. Years in order, the highest award first.
    """
    groups: dict[tuple[object, ...], list[int]] = {}
    for n in of_the_time(facts):
        reward = facts.rewards[n]
        words = (key_of_words(w) for w in (reward.award, reward.grade, reward.authority))
        groups.setdefault((_told_year(facts, n), reward.level, *words), []).append(n)
    return tuple(_reward_row(facts, numbers, apart=False) for numbers in groups.values())


def _told_year(facts: Facts, number: int) -> int | None:
    """The year of a reward where it tells something: in a review of several years."""
    return facts.rewards[number].year if facts.first_year < facts.year else None


def rewards_apart(facts: Facts) -> tuple[RewardRow, ...]:
    """Those of them that name their unit or their decision, one by one in the same order."""
    numbers = [n for n in of_the_time(facts) if _is_apart(facts, n)]
    return tuple(_reward_row(facts, [n], apart=True) for n in numbers)


def of_the_time(facts: Facts) -> list[int]:
    """The rewards of the time reviewed, year by year, the highest first."""

    def order(n: int) -> tuple[int, int]:
        year = _told_year(facts, n) or facts.year + 1
        return year, _LEVELS.index(facts.rewards[n].level)

    years = (reward.year for reward in facts.rewards)
    numbers = (n for n, year in enumerate(years) if year is None or year >= facts.first_year)
    return sorted(numbers, key=order)


def _is_apart(facts: Facts, number: int) -> bool:
    reward = facts.rewards[number]
    return reward.unit is not None or reward.document is not None


def _reward_row(facts: Facts, numbers: list[int], apart: bool) -> RewardRow:
    first = facts.rewards[numbers[0]]
    base: Path = ("rewards", numbers[0])
    year = _told_year(facts, numbers[0])

    def add(part: str) -> Derived[Quantity] | None:
        given = [
            Derived(count, (("rewards", n, part),))
            for n in numbers
            if (count := getattr(facts.rewards[n], part)) is not None
        ]
        return add_up(given) if given else None

    return RewardRow(
        year=Derived(year, ((*base, "year"),)) if year is not None else None,
        award=Ref((*base, "award")),
        level=first.level,
        grade=Ref((*base, "grade")) if first.grade else None,
        authority=Ref((*base, "authority")) if first.authority else None,
        unit=Derived(first.unit, ((*base, "unit"),)) if apart and first.unit else None,
        document=Ref((*base, "document")) if apart and first.document else None,
        told_apart=all(_is_apart(facts, n) for n in numbers),
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
