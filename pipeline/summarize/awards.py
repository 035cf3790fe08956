"""What the conference ranked and what was awarded: grouped, never judged."""

from __future__ import annotations

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.summary import RewardRow, StandingRow
from pipeline.summarize.figures import add_up
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
    """Rewards of this year: one row for each award, level, grade and authority, highest first."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for n, reward in enumerate(facts.rewards):
        if reward.year in (None, facts.year):
            words = (key_of_words(w) for w in (reward.award, reward.grade, reward.authority))
            groups.setdefault((reward.level, *words), []).append(n)
    ordered = sorted(groups.values(), key=lambda ns: _LEVELS.index(facts.rewards[ns[0]].level))
    return tuple(_reward_row(facts, numbers) for numbers in ordered)


def _reward_row(facts: Facts, numbers: list[int]) -> RewardRow:
    first = facts.rewards[numbers[0]]
    base: Path = ("rewards", numbers[0])

    def add(part: str) -> Derived[Quantity] | None:
        given = [
            Derived(count, (("rewards", n, part),))
            for n in numbers
            if (count := getattr(facts.rewards[n], part)) is not None
        ]
        return add_up(given) if given else None

    return RewardRow(
        award=Ref((*base, "award")),
        level=first.level,
        grade=Ref((*base, "grade")) if first.grade else None,
        authority=Ref((*base, "authority")) if first.authority else None,
        collectives=add("collectives"),
        individuals=add("individuals"),
    )


def earlier_rewards(facts: Facts) -> tuple[Ref, ...]:
    """Each reward of an earlier year, newest first."""
    earlier = [
        (reward.year, n)
        for n, reward in enumerate(facts.rewards)
        if reward.year is not None and reward.year != facts.year
    ]
    return tuple(Ref(("rewards", n)) for _, n in sorted(earlier, key=lambda e: (-e[0], e[1])))
