"""Whether the parts of a whole agree with what is stated of the whole."""

from __future__ import annotations

from typing import Literal

from pipeline.model.quantity import Quantity, sum_of
from pipeline.model.year import Welfare

WelfareFigure = Literal["amount", "beneficiaries"]


def sum_of_parts(welfare: Welfare, figure: WelfareFigure) -> Quantity | None:
    """The sum of the parts; None unless every part states the figure."""
    given = [getattr(part, figure) for part in welfare.parts]
    if not given or None in given:
        return None
    return sum_of(given)


def parts_contradict(welfare: Welfare, figure: WelfareFigure) -> bool:
    """Whether the parts cannot add up to what is stated of the whole."""
    whole: Quantity | None = getattr(welfare, figure)
    added = sum_of_parts(welfare, figure)
    return whole is not None and added is not None and not whole.may_be(added)
