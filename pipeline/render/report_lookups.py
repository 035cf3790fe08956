"""Ways to look up what the report of a paper's length tells, and which figures are left to tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.model.base import Derived, Ref
from pipeline.model.report import Report, ReportItem
from pipeline.model.summary import IndicatorSummary, Summary
from pipeline.render.telling import comparison_of, counts_in_words, has_values, reporting
from pipeline.render.values import Node, Shelf

LEAST_TO_RECOGNISE = 10
"""A figure from which on words that state it are taken to speak of the same thing."""


@dataclass(frozen=True, slots=True)
class ToldTheme:
    """What a paper has to say under one theme: the items of its report, and figures."""

    items: tuple[ReportItem, ...]
    untold: Derived[int] | None
    """How many items found no room."""
    indicators: tuple[IndicatorSummary, ...]


@dataclass(frozen=True, slots=True)
class ReportLookups:
    """What a template may ask about ``report``, that of the paper's length."""

    shelf: Shelf
    summary: Summary
    report: Report

    def names(self) -> Mapping[str, Any]:
        """The questions under the names that templates know them by."""
        asked = (
            self.theme_of, self.figures_of, self.key_figures, self.stated_by_an_item,
            self.missing_target, self.judged_by_target, self.reaching_target,
        )  # fmt: skip
        return {question.__name__: question for question in asked}

    def theme_of(self, name: str) -> Any:
        """What the paper has to say under one theme, or None."""
        told, counted = self.report.theme(name), self.summary.theme(name)
        theme = ToldTheme(
            told.items if told else (),
            told.untold if told else None,
            counted.indicators if counted else (),
        )
        return Node(self.shelf, theme, ()) if theme.items or theme.indicators else None

    def figures_of(self, name: str, most: int | None = None) -> list[tuple[int, Any]]:
        """The indicators of one theme that sentences tell, each with its turn.

        They are those that no item of the report tells already, or whose target a unit missed; in
        the whole paper ``most``, if so many are wanted. Turns are counted through the paper, so
        that no two in a row sound alike.
        """
        theme = self.summary.theme(name)
        of_theme = [one.indicator for one in theme.indicators] if theme else []
        missed = {ref for of in self.summary.targets.units for ref in of.missed}
        among = [one for one in self._with_values() if one.indicator in missed or self._untold(one)]
        return [
            (turn, Node(self.shelf, one, ()))
            for turn, one in enumerate(self._chief(most, among))
            if one.indicator in of_theme
        ]

    def key_figures(self, most: int) -> list[Any]:
        """Up to ``most`` indicators with a figure of the bloc that no item tells already."""
        of_bloc = [
            one
            for one in self._with_values()
            if _figure_of_bloc(one) is not None
            and self._at(one.indicator).kind != "yes-no"
            and self._untold(one)
        ]
        return [Node(self.shelf, one, ()) for one in self._chief(most, of_bloc)]

    def _chief(self, most: int | None, among: Sequence[IndicatorSummary]) -> list[IndicatorSummary]:
        """Up to ``most`` of as many themes as can be: the first of each before any second.

        In a theme figures go before answers, which say less.
        """
        ranked: list[tuple[int, int, IndicatorSummary]] = []
        for order, theme in enumerate(self.summary.themes):
            of_theme = [one for one in theme.indicators if one in among]
            of_theme.sort(key=lambda one: bool(self._at(one.indicator).kind == "yes-no"))
            ranked += [(place, order, one) for place, one in enumerate(of_theme)]
        kept = sorted(ranked, key=lambda found: found[:2])[:most]
        return [one for _, _, one in sorted(kept, key=lambda found: found[1::-1])]

    def _with_values(self) -> list[IndicatorSummary]:
        return [one for theme in self.summary.themes for one in theme.indicators if has_values(one)]

    def _untold(self, one: IndicatorSummary) -> bool:
        """Whether no item states the bloc's figure; where there is none, the least and the most.

        A target that the bloc missed is told whatever the items say.
        """
        bloc = self.summary.targets.bloc
        if bloc and one.indicator in bloc.missed:
            return True
        reported = [row for row in one.rows if row.comparison.value]
        units = {row.unit.value if row.unit else None for row in reported}
        figure = _figure_of_bloc(one)
        if len(units) > 1 and figure is not None:
            return not self._stated(self._at(one.indicator), [figure])
        figures = [row.comparison.value.value.number for row in reported if row.comparison.value]
        return not self._stated(self._at(one.indicator), [min(figures), max(figures)], *units)

    def stated_by_an_item(self, row: Any, indicator: Any) -> bool:
        """Whether an item of the report states this unit's figure of an indicator already."""
        return self._stated(indicator, [row.comparison.value.raw.number], row.unit.raw)

    def _stated(self, indicator: Any, numbers: Sequence[Decimal], *whose: str | None) -> bool:
        """Whether one item states these figures of the indicator by its name, as those of the bloc
        or of the units ``whose`` they are.

        The Vietnamese words are asked, so that the papers of all languages tell the same.
        """
        if min(numbers) < LEAST_TO_RECOGNISE:
            return False
        measure = indicator.measure.raw.said_in("vi")
        name = indicator.name.raw.said_in("vi")
        units = {unit for unit in whose if unit}
        return any(
            all(counts_in_words(words, name, number, measure) for number in numbers)
            for theme in self.report.themes
            for item in theme.items
            if {unit.value for unit in item.units} in (set(), units)
            for words in (self._at(item.text).raw.said_in("vi"),)
        )

    def _at(self, ref: Ref) -> Any:
        return self.shelf.wrap(ref, ())

    def missing_target(self, indicator: Any) -> list[Any]:
        """The rows of the units whose target of an indicator was not met."""
        missed = {
            one.unit.value
            for one in self.summary.targets.units
            if one.unit and Ref(indicator.indicator._path) in one.missed
        }
        return [row for row in reporting(indicator) if row.unit in missed]

    def judged_by_target(self, indicators: Sequence[Any]) -> list[Any]:
        """Those of the indicators whose target for the bloc was met or missed for certain."""
        unjudged = bloc.unjudged if (bloc := self.summary.targets.bloc) else ()
        return [
            one
            for one in indicators
            if comparison_of(one).target is not None and Ref(one.indicator._path) not in unjudged
        ]

    def reaching_target(self, indicators: Sequence[Any]) -> list[Any]:
        """Those of the indicators whose target for the bloc was met or passed."""
        missed = bloc.missed if (bloc := self.summary.targets.bloc) else ()
        judged = self.judged_by_target(indicators)
        return [one for one in judged if Ref(one.indicator._path) not in missed]


def _figure_of_bloc(one: IndicatorSummary) -> Decimal | None:
    figures = comparison_of(one)
    return None if figures is None or figures.value is None else figures.value.value.number
