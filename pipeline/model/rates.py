"""Rates worked out from what they are the share of; two rates are combined in no other way."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model.base import Text
from pipeline.model.quantity import Quantity, per_cent_of, sum_of
from pipeline.model.year import Indicator, Reading
from pipeline.spelling.names import key_of

_TIMES = {"%": 1, "phần trăm": 1, "‰": 10, "phần nghìn": 10}
"""Measures of rates, as multiples of per cent."""


def per_cent_times(measure: Text) -> int | None:
    """How often a rate in this measure is its per cent: 10 of ‰; None for any other measure."""
    words = key_of(measure.said_in("vi"))
    return next((times for sign, times in _TIMES.items() if key_of(sign) in words), None)


def combined_rate(
    indicator: Indicator, shares: Sequence[tuple[Quantity, Quantity]]
) -> Quantity | None:
    """All parts together in all wholes together, in the measure of the indicator.

    None where that is no measure of a rate, and where the wholes are not above nought.
    """
    times = per_cent_times(indicator.measure)
    rate = per_cent_of(sum_of(part for part, _ in shares), sum_of(whole for _, whole in shares))
    if times is None or rate is None:
        return None
    return Quantity(rate.number * times, rate.qualifier)


def rate_of(indicator: Indicator, reading: Reading) -> Quantity | None:
    """The rate that a reading gives by its part and its whole; None unless it states both."""
    if indicator.kind != "rate" or reading.part is None or reading.whole is None:
        return None
    return combined_rate(indicator, ((reading.part, reading.whole),))


def value_of(indicator: Indicator, reading: Reading) -> Quantity | None:
    """The value of a reading: as stated, else as its part and its whole say."""
    return rate_of(indicator, reading) if reading.value is None else reading.value


def parts_contradict_value(indicator: Indicator, reading: Reading) -> bool:
    """Whether part and whole give another rate than stated, however the last digit was rounded."""
    stated, rate = reading.value, rate_of(indicator, reading)
    if stated is None or rate is None:
        return False
    exponent = stated.number.as_tuple().exponent
    assert isinstance(exponent, int), "a figure is a number"
    half = Decimal(5).scaleb(min(exponent, 0) - 1)
    nearest = max(stated.number - half, min(rate.number, stated.number + half))
    return not Quantity(nearest, stated.qualifier).may_be(rate)
