"""The reports of every length, from the same facts."""

from __future__ import annotations

import typing

from pipeline.errors import msg
from pipeline.model.base import Derived, Ref
from pipeline.model.facts import Facts
from pipeline.model.report import Choice, Length, Report, ReportItem, ThemeReport
from pipeline.model.year import Theme


def edit_reports(facts: Facts) -> tuple[Report, ...]:
    """What the report of each length says."""
    return tuple(
        Report(
            length,
            tuple(
                _theme(facts, theme)
                for theme in typing.get_args(Theme)
                if any(result.theme == theme for result in facts.results)
            ),
            (),
        )
        for length in typing.get_args(Length)
    )


def _theme(facts: Facts, theme: Theme) -> ThemeReport:
    items = tuple(
        ReportItem(
            f"{n}",
            theme,
            (Ref(("results", n)),),
            (Derived(result.unit, (("results", n, "unit"),)),) if result.unit else (),
            Ref(("results", n, "text")),
            None,
            None,
            None,
            0,
            (),
        )
        for n, result in enumerate(facts.results)
        if result.theme == theme
    )
    return ThemeReport(
        theme, items, tuple(Choice(i, True, msg("there is room for it")) for i in items)
    )
