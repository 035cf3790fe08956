"""Totals and comparisons of indicators. Nothing is added up unless it was stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.comparison import Comparison
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity, difference, per_cent_of, sum_of
from pipeline.model.rates import combined_rate, value_of
from pipeline.model.summary import IndicatorRow, IndicatorSummary
from pipeline.model.year import FIGURES, PARTS, Indicator, Reading

Amount = Derived[Quantity] | None


def summarize_indicator(facts: Facts, number: int) -> IndicatorSummary:
    """The readings of ``facts.indicators[number]``, each compared, and what they come to."""
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
        _total(facts, number, reported),
        _said_yes(reported) if indicator.kind == "yes-no" and reported else None,
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
    if reading.value is None and (rate := value_of(indicator, reading)):
        stated["value"] = Derived(rate, tuple((*path, part) for part in PARTS))
    return _compared(indicator, stated)


def _compared(indicator: Indicator, stated: Mapping[str, Amount]) -> Comparison:
    """The figures of an indicator, without what means nothing of its kind."""
    found = compare(stated, indicator.adds_up)
    if indicator.kind == "yes-no":
        return replace(found, growth=None)
    if indicator.fewer_is_better:
        return replace(found, completion=None, province_completion=None, central_completion=None)
    return found


def compare(stated: Mapping[str, Amount], adds_up: bool) -> Comparison:
    """The figure under ``value`` beside those it is compared with, as far as they are stated.

    ``adds_up``: whether shares of it mean anything, which those of a rate do not.
    """
    value, last_year = stated.get("value"), stated.get("last_year")

    def completion(part: str) -> Amount:
        # Of a figure below nought no share is reached.
        below = value is not None and value.value.number < 0
        return _per_cent(value, stated.get(part)) if adds_up and not below else None

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


def _total(facts: Facts, number: int, reported: Sequence[IndicatorRow]) -> Comparison | None:
    """What the units that reported come to; None where theirs is nothing to come to anything."""
    indicator = facts.indicators[number]
    figures = [row.comparison for row in reported]
    if not figures:
        return None
    if indicator.adds_up:
        return _compared(indicator, {part: _sum(figures, part) for part in FIGURES})
    rate = _rate_of_all(facts, number) if indicator.kind == "rate" else None
    if rate is None:
        return None
    stated: dict[str, Amount] = {part: _shared(figures, part) for part in FIGURES}
    return _compared(indicator, stated | {"value": rate})


def _sum(figures: Sequence[Comparison], part: str) -> Amount:
    """The sum over units. A target, plan or last year's figure is added up only where every unit
    that reported gave one: comparing nine units with seven would be untrue.
    """
    amounts = [amount for one in figures if (amount := getattr(one, part))]
    return add_up(amounts) if len(amounts) == len(figures) else None


def _shared(figures: Sequence[Comparison], part: str) -> Amount:
    """What every unit that reported states alike: where all rates are one, so is that of all."""
    amounts = [getattr(one, part) for one in figures]
    values = {amount and amount.value for amount in amounts}
    return None if None in values or len(values) > 1 else Derived(values.pop(), _origins(*amounts))


def _rate_of_all(facts: Facts, number: int) -> Amount:
    """All parts in all wholes, where every unit that reported states both; never an average."""
    indicator = facts.indicators[number]
    reported = [
        (n, reading)
        for n, reading in enumerate(indicator.readings)
        if reading.unit and value_of(indicator, reading)
    ]
    shares = [(r.part, r.whole) for _, r in reported if r.part is not None and r.whole is not None]
    rate = combined_rate(indicator, shares) if len(shares) == len(reported) else None
    if rate is None:
        return None
    base: Path = ("indicators", number, "readings")
    return Derived(rate, tuple((*base, n, part) for n, _ in reported for part in PARTS))


def _said_yes(reported: Sequence[IndicatorRow]) -> Derived[int]:
    answers = [row.comparison.value for row in reported if row.comparison.value]
    return Derived(sum(answer.value.number == 1 for answer in answers), _origins(*answers))


def add_up(amounts: Sequence[Derived[Quantity]]) -> Derived[Quantity]:
    """The sum, with the facts of every part."""
    return Derived(sum_of(amount.value for amount in amounts), _origins(*amounts))
