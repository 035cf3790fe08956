"""A figure beside what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.base import Derived
from pipeline.model.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure beside what it is compared with; None where nothing to compare was stated.

    ``completion`` is value / target, the other completions are value / plan, and ``growth`` is
    (value - last year) / last year: all in per cent, exact as far as a decimal of 28 digits is, and
    None where what they are compared with is not above nought. A figure below nought completes
    nothing. What may not be added up, as a rate, has no completions, and its growth is the
    difference in its own points; nor has a figure of which fewer is better, for a share of a limit
    is nothing achieved. Yes and no do not grow.
    """

    value: Derived[Quantity] | None
    target: Derived[Quantity] | None
    province_plan: Derived[Quantity] | None
    central_plan: Derived[Quantity] | None
    last_year: Derived[Quantity] | None
    completion: Derived[Quantity] | None
    province_completion: Derived[Quantity] | None
    central_completion: Derived[Quantity] | None
    growth: Derived[Quantity] | None
