"""Totals and comparisons of indicators. Nothing is added up unless it was stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.comparison import Comparison
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity, difference, per_cent_of, sum_of
from pipeline.model.summary import IndicatorRow, IndicatorSummary
from pipeline.model.year import FIGURES, Indicator, Reading

Amount = Derived[Quantity] | None


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
        indicator.adds_up,
        rows,
        _total(indicator, of_units) if reported else None,
        Derived(len(reported), tuple(o for r in reported for o in _origins(r.comparison.value))),
        None
        if expected is None
        else Derived(
            expected, (("bloc", "units_stated"),) if facts.bloc.units_stated else (("units",),)
        ),
    )


def _origins(*amounts: Amount) -> tuple[Path, ...]:
    return tuple(origin for amount in amounts if amount for origin in amount.origins)


def _given(value: Quantity | None, path: Path) -> Amount:
    return None if value is None else Derived(value, (path,))


def _compare(indicator: Indicator, reading: Reading, path: Path) -> Comparison:
    stated = {part: _given(getattr(reading, part), (*path, part)) for part in FIGURES}
    return compare(stated, indicator.adds_up)


def compare(stated: Mapping[str, Amount], adds_up: bool) -> Comparison:
    """The figure under ``value`` beside those it is compared with, as far as they are stated.

    ``adds_up``: whether shares of it mean anything, which those of a rate do not.
    """
    value, last_year = stated.get("value"), stated.get("last_year")

    def completion(part: str) -> Amount:
        return _per_cent(value, stated.get(part)) if adds_up else None

    return Comparison(
        value=value,
        target=stated.get("target"),
        province_plan=stated.get("province_plan"),
        central_plan=stated.get("central_plan"),
        last_year=last_year,
        completion=completion("target"),
        province_completion=completion("province_plan"),
        central_completion=completion("central_plan"),
        growth=_growth(value, last_year, adds_up),
    )


def _per_cent(value: Amount, of: Amount) -> Amount:
    share = per_cent_of(value.value, of.value) if value and of else None
    return Derived(share, _origins(value, of)) if share else None


def _growth(value: Amount, last_year: Amount, adds_up: bool) -> Amount:
    """The change since last year: of a rate in points, for a per cent of a per cent misleads."""
    if value is None or last_year is None:
        return None
    change = difference(value.value, last_year.value)
    if not adds_up:
        return Derived(change, _origins(value, last_year))
    share = per_cent_of(change, last_year.value)
    return Derived(share, _origins(value, last_year)) if share else None


def _total(indicator: Indicator, rows: tuple[IndicatorRow, ...]) -> Comparison | None:
    """The sum over units. A target, plan or last year's figure is added up only where every unit
    that reported gave one: comparing nine units with seven would be untrue.
    """
    if not indicator.adds_up:
        return None
    reported = [row.comparison for row in rows if row.comparison.value]

    def add(part: str) -> Amount:
        amounts = [amount for c in reported if (amount := getattr(c, part))]
        return add_up(amounts) if len(amounts) == len(reported) else None

    return compare({part: add(part) for part in FIGURES}, indicator.adds_up)


def add_up(amounts: Sequence[Derived[Quantity]]) -> Derived[Quantity]:
    """The sum, with the facts of every part."""
    return Derived(sum_of(amount.value for amount in amounts), _origins(*amounts))
