"""Whether targets were reached, judged on what is certain: a figure and its word, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.summary import IndicatorSummary, ThemeSummary
from pipeline.model.targets import Judgement, TargetJudged, Targets, TargetsReached
from pipeline.model.year import Indicator
from pipeline.spelling.figures import Qualifier


def summarize_targets(facts: Facts, themes: Iterable[ThemeSummary]) -> Targets:
    """What became of every stated target, unit by unit and for the bloc."""
    figures = tuple(one for theme in themes for one in theme.indicators)
    of_units: dict[str, list[TargetJudged]] = {unit.id: [] for unit in facts.units}
    named: dict[str, Derived[str]] = {}
    for one in figures:
        for row in one.rows:
            if row.unit and row.comparison.target:
                named.setdefault(row.unit.value, row.unit)
                at = row.unit.origins[0][:-1]
                judged = _judged(facts, one, at, row.comparison.value, row.comparison.target)
                of_units.setdefault(row.unit.value, []).append(judged)
    bloc = [judged for one in figures for judged in _of_bloc(facts, one)]
    return Targets(
        tuple(_reached(named[unit], judged) for unit, judged in of_units.items() if judged),
        _reached(None, bloc) if bloc else None,
    )


def _of_bloc(facts: Facts, one: IndicatorSummary) -> Iterator[TargetJudged]:
    """The target of the bloc itself, else that of its units together.

    A total is judged only where every unit of the bloc is in it.
    """
    own = next((row.comparison for row in one.rows if row.unit is None), None)
    of_all = (own, one.total)
    target = next((c.target for c in of_all if c and c.target), None)
    if target is None:
        return
    value = own.value if own else None
    complete = one.expected is not None and one.reported.value >= one.expected.value
    if value is None and one.total and complete:
        value = one.total.value
    yield _judged(facts, one, one.indicator.path, value, target)


def _judged(
    facts: Facts,
    one: IndicatorSummary,
    stated_at: Path,
    value: Derived[Quantity] | None,
    target: Derived[Quantity],
) -> TargetJudged:
    indicator = facts.indicators[int(one.indicator.path[1])]
    verdict = judge(indicator, value.value, target.value) if value else "open"
    return TargetJudged(one.indicator, stated_at, target, value, verdict)


def _reached(unit: Derived[str] | None, judged: list[TargetJudged]) -> TargetsReached:
    def those(*verdicts: Judgement) -> list[TargetJudged]:
        return [one for one in judged if one.judgement in verdicts]

    def count(*verdicts: Judgement) -> Derived[int]:
        # That there is none of a kind follows from all of them.
        counted = those(*verdicts)
        return Derived(len(counted), tuple(one.stated_at for one in counted or judged))

    return TargetsReached(
        unit=unit,
        stated=Derived(len(judged), tuple(one.stated_at for one in judged)),
        exceeded=count("exceeded"),
        met=count("met"),
        not_met=count("not-met"),
        open=count("open"),
        judged=count("exceeded", "met", "not-met"),
        reached=count("exceeded", "met"),
        missed=tuple(one.indicator for one in those("not-met")),
        unjudged=tuple(one.indicator for one in those("open")),
    )


_MIRRORED: Mapping[Qualifier | None, Qualifier | None] = {
    None: None,
    "nearly": "over",
    "over": "nearly",
    "about": "about",
    "at-least": "at-most",
    "at-most": "at-least",
}


def judge(indicator: Indicator, value: Quantity, target: Quantity) -> Judgement:
    """What became of a target. Nearly so much is less than that, over so much is more.

    A target of at most so much is a limit, as is every target of what should be few.
    """
    if indicator.kind == "yes-no":
        return "met" if value == target else "not-met"
    is_limit = indicator.fewer_is_better or target.qualifier == "at-most"
    return _reaches(_mirrored(value), _mirrored(target)) if is_limit else _reaches(value, target)


def _mirrored(figure: Quantity) -> Quantity:
    """Turned round at nought: of a limit, less is more."""
    return Quantity(-figure.number, _MIRRORED[figure.qualifier])


def _reaches(value: Quantity, target: Quantity) -> Judgement:
    if target.qualifier in (None, "at-least"):
        return _against(value, target.number)
    if target.qualifier == "over":
        # Just so much is not over it, and how much over would exceed it nobody said.
        found = _against(value, target.number)
        is_exact = value.qualifier is None
        verdicts: Mapping[Judgement, Judgement] = {
            "exceeded": "met",
            "met": "not-met" if is_exact else "open",
        }
        return verdicts.get(found, found)
    # Nearly or about so much is no line that one is above or below; at most is one the other way.
    return "open"


def _against(value: Quantity, line: Decimal) -> Judgement:
    """A figure against an exact line."""
    match value.qualifier:
        case None:
            above = value.number - line
            return "exceeded" if above > 0 else "met" if above == 0 else "not-met"
        case "over" if value.number >= line:
            return "exceeded"
        case "at-least" if value.number >= line:
            return "exceeded" if value.number > line else "met"
        case "nearly" if value.number <= line:
            return "not-met"
        case "at-most" if value.number < line:
            return "not-met"
    return "open"
