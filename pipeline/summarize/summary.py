"""The stage as a whole: one function that names each part of the summary once."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from pipeline.model.base import N_, Derived, Path, Ref
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.summary import Missing, Summary, ThemeSummary
from pipeline.model.year import Theme
from pipeline.summarize.awards import (
    earlier_rewards,
    rewards_apart,
    summarize_rewards,
    summarize_standings,
)
from pipeline.summarize.counts import (
    count_awards_by_unit,
    count_awards_by_year,
    count_results,
)
from pipeline.summarize.editing import edit_reports
from pipeline.summarize.figures import summarize_indicator
from pipeline.summarize.scores import summarize_scores
from pipeline.summarize.sending import summarize_sending
from pipeline.summarize.trends import summarize_trends
from pipeline.summarize.welfare import summarize_welfare


def summarize(dossier: Dossier) -> Summary:
    """Count with the facts. Where nothing was stated, the summary holds nothing."""
    facts = dossier.facts
    return Summary(
        units_named=Derived(len(facts.units), (("units",),)),
        units_unnamed=_unnamed(facts),
        themes=_themes(facts),
        scores=summarize_scores(facts),
        standings=summarize_standings(facts),
        welfare=summarize_welfare(facts),
        rewards=summarize_rewards(facts),
        rewards_apart=rewards_apart(facts),
        earlier_rewards=earlier_rewards(facts),
        results_by_theme=count_results(facts),
        awards_by_unit=count_awards_by_unit(facts),
        awards_by_year=count_awards_by_year(facts),
        missing=tuple(_missing(facts)),
        sending=summarize_sending(facts),
        reports=edit_reports(facts),
        trends=summarize_trends(dossier),
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


def _missing(facts: Facts) -> Iterator[Missing]:
    """Facts of one unit that are not stated although those of its neighbours are."""
    yield from _missing_figures(facts)
    yield from _missing_scores(facts)
    yield from _missing_standings(facts)


def _missing_figures(facts: Facts) -> Iterator[Missing]:
    for n, indicator in enumerate(facts.indicators):
        readings = {reading.unit: m for m, reading in enumerate(indicator.readings)}
        # A figure that nobody has given yet is asked for, but no unit is behind the others.
        if None in readings or all(reading.value is None for reading in indicator.readings):
            continue
        for unit in facts.units:
            m = readings.get(unit.id)
            if m is None or indicator.readings[m].value is None:
                base: Path = ("indicators", n, "readings")
                yield Missing(N_("số thực hiện"), base if m is None else (*base, m), unit.id)


def _missing_scores(facts: Facts) -> Iterator[Missing]:
    if facts.scores is None or not facts.scores.sheets:
        return
    scored = {sheet.unit for sheet in facts.scores.sheets}
    for unit in facts.units:
        if unit.id not in scored:
            yield Missing(N_("điểm thi đua"), ("scores", "sheets"), unit.id)
    for n, sheet in enumerate(facts.scores.sheets):
        if any(criterion.id not in sheet.agreed for criterion in facts.scores.criteria):
            yield Missing(N_("điểm thống nhất"), ("scores", "sheets", n, "agreed"), sheet.unit)


_STANDING_LABELS = {"rank": N_("thứ hạng"), "grade": N_("xếp loại")}


def _missing_standings(facts: Facts) -> Iterator[Missing]:
    """Ranks and grades. To name only the unit that leads the bloc leaves nothing open."""
    placed = {standing.unit: n for n, standing in enumerate(facts.standings)}
    for part, label in _STANDING_LABELS.items():
        if all(getattr(standing, part) is None for standing in facts.standings):
            continue
        for unit in facts.units:
            n = placed.get(unit.id)
            if unit.suspended or (n is not None and getattr(facts.standings[n], part) is not None):
                continue
            yield Missing(label, ("standings",) if n is None else ("standings", n), unit.id)
