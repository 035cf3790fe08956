"""Totals and comparisons of indicators. Nothing is added up unless it was stated."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.summary import Comparison, IndicatorRow, IndicatorSummary
from pipeline.model.year import Indicator, Reading

Amount = Derived[Decimal] | None


def summarize_indicator(facts: Facts, number: int) -> IndicatorSummary:
    """The readings of ``facts.indicators[number]``, each compared, and their total."""
    indicator = facts.indicators[number]
    base: Path = ("indicators", number)
    rows = tuple(
        IndicatorRow(
            Derived(reading.unit, ((*base, "readings", n, "unit"),)) if reading.unit else None,
            _compare(indicator, reading, (*base, "readings", n)),
        )
        for n, reading in enumerate(indicator.readings)
    )
    of_units = tuple(row for row in rows if row.unit)
    reported = tuple(row for row in of_units if row.comparison.value)
    expected = facts.members
    return IndicatorSummary(
        Ref(base),
        rows,
        _total(indicator, of_units) if reported else None,
        Derived(len(reported), tuple(o for r in reported for o in _origins(r.comparison.value))),
        Derived(
            expected, (("bloc", "units_stated"),) if facts.bloc.units_stated else (("units",),)
        ),
    )


def _origins(*amounts: Amount) -> tuple[Path, ...]:
    return tuple(origin for amount in amounts if amount for origin in amount.origins)


def _given(value: Decimal | None, path: Path) -> Amount:
    return None if value is None else Derived(value, (path,))


def _compare(indicator: Indicator, reading: Reading, path: Path) -> Comparison:
    compare = _comparison if indicator.total else _rate_comparison
    return compare(
        _given(reading.value, (*path, "value")),
        _given(reading.target, (*path, "target")),
        _given(reading.last_year, (*path, "last_year")),
    )


def _comparison(value: Amount, target: Amount, last_year: Amount) -> Comparison:
    """A figure in per cent of its bases. A share of nought or of a negative base says nothing."""
    completion = growth = None
    if value and target and target.value > 0:
        completion = Derived(value.value * 100 / target.value, _origins(value, target))
    if value and last_year and last_year.value > 0:
        growth = Derived(
            (value.value - last_year.value) * 100 / last_year.value, _origins(value, last_year)
        )
    return Comparison(value, target, last_year, completion, growth)


def _rate_comparison(value: Amount, target: Amount, last_year: Amount) -> Comparison:
    """A rate beside last year's: their difference, for a per cent of a per cent misleads."""
    growth = None
    if value and last_year:
        growth = Derived(value.value - last_year.value, _origins(value, last_year))
    return Comparison(value, target, last_year, None, growth)


def _total(indicator: Indicator, rows: tuple[IndicatorRow, ...]) -> Comparison | None:
    """The sum over units. A target or last year's figure is added up only where every unit that
    reported gave one: comparing nine units with seven would be untrue.
    """
    if not indicator.total:
        return None
    reported = [row.comparison for row in rows if row.comparison.value]

    def add(part: Callable[[Comparison], Amount]) -> Amount:
        amounts = [amount for c in reported if (amount := part(c))]
        if len(amounts) < len(reported):
            return None
        return Derived(sum((a.value for a in amounts), Decimal(0)), _origins(*amounts))

    return _comparison(add(lambda c: c.value), add(lambda c: c.target), add(lambda c: c.last_year))
