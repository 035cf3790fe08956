"""The stage as a whole: one function that names each part of the summary once."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from pipeline.model.base import N_, Derived, Path, Ref
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.summary import Missing, RewardRow, Summary, ThemeSummary
from pipeline.model.year import Theme
from pipeline.summarize.figures import summarize_indicator
from pipeline.summarize.scores import summarize_scores


def summarize(dossier: Dossier) -> Summary:
    """Count with the facts. Where nothing was stated, the summary holds nothing."""
    facts = dossier.facts
    return Summary(
        units_named=Derived(len(facts.units), (("units",),)),
        units_unnamed=_unnamed(facts),
        themes=_themes(facts),
        scores=summarize_scores(facts),
        rewards=_rewards(facts),
        missing=tuple(_missing(facts)),
    )


def _unnamed(facts: Facts) -> Derived[int] | None:
    stated = facts.bloc.units_stated
    if stated is None or stated == len(facts.units):
        return None
    return Derived(stated - len(facts.units), (("bloc", "units_stated"), ("units",)))


def _themes(facts: Facts) -> tuple[ThemeSummary, ...]:
    themes = []
    for theme in typing.get_args(Theme):
        results = tuple(
            Ref(("results", n)) for n, result in enumerate(facts.results) if result.theme == theme
        )
        indicators = tuple(
            summarize_indicator(facts, n)
            for n, indicator in enumerate(facts.indicators)
            if indicator.theme == theme
        )
        if results or indicators:
            themes.append(ThemeSummary(theme, results, indicators))
    return tuple(themes)


_LEVELS = ("state", "ministry", "province", "unit")


def _rewards(facts: Facts) -> tuple[RewardRow, ...]:
    """Rewards of one name and level as one row, the highest level first."""
    groups: dict[tuple[str, str], list[int]] = {}
    for n, reward in enumerate(facts.rewards):
        words = reward.award.any_language()
        groups.setdefault((reward.level, words[1] if words else ""), []).append(n)
    ordered = sorted(groups.items(), key=lambda group: _LEVELS.index(group[0][0]))

    def add(numbers: list[int], part: str) -> Derived[int] | None:
        given = [
            (getattr(facts.rewards[n], part), ("rewards", n, part))
            for n in numbers
            if getattr(facts.rewards[n], part) is not None
        ]
        return Derived(sum(v for v, _ in given), tuple(p for _, p in given)) if given else None

    return tuple(
        RewardRow(
            Ref(("rewards", numbers[0], "award")),
            level,
            add(numbers, "collectives"),
            add(numbers, "individuals"),
        )
        for (level, _), numbers in ordered
    )


def _missing(facts: Facts) -> Iterator[Missing]:
    """Facts of one unit that are not stated although those of its neighbours are."""
    for n, indicator in enumerate(facts.indicators):
        readings = {reading.unit: m for m, reading in enumerate(indicator.readings)}
        if None in readings:
            continue
        for unit in facts.units:
            m = readings.get(unit.id)
            if m is None or indicator.readings[m].value is None:
                path: Path = (
                    ("indicators", n, "readings")
                    if m is None
                    else (
                        "indicators",
                        n,
                        "readings",
                        m,
                    )
                )
                yield Missing(N_("số thực hiện"), path, unit.id)
    if facts.scores:
        scored = {sheet.unit for sheet in facts.scores.sheets}
        for unit in facts.units:
            if unit.id not in scored:
                yield Missing(N_("điểm thi đua"), ("scores", "sheets"), unit.id)
        for n, sheet in enumerate(facts.scores.sheets):
            if any(criterion.id not in sheet.agreed for criterion in facts.scores.criteria):
                yield Missing(N_("điểm thống nhất"), ("scores", "sheets", n, "agreed"), sheet.unit)
