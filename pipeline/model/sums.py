"""Whether the parts of a whole agree with what is stated of the whole."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pipeline.model.year import Welfare
from pipeline.spelling.figures import Qualifier

WelfareFigure = Literal["amount", "beneficiaries"]


def sum_of_parts(welfare: Welfare, figure: WelfareFigure) -> Decimal | None:
    """The sum of the parts; None unless every part states the figure."""
    given = [getattr(part, figure) for part in welfare.parts]
    if not given or None in given:
        return None
    return sum(given, Decimal(0))


def parts_contradict(welfare: Welfare, figure: WelfareFigure) -> bool:
    """Whether the parts add up to something else than is stated of the whole.

    The qualifier of the amount says how far it may be off: parts of 290 agree with "nearly 300".
    """
    whole: Decimal | None = getattr(welfare, figure)
    added = sum_of_parts(welfare, figure)
    if whole is None or added is None:
        return False
    return not _agree(added, whole, welfare.qualifier if figure == "amount" else None)


def _agree(added: Decimal, whole: Decimal, qualifier: Qualifier | None) -> bool:
    match qualifier:
        case "about":
            return True
        case "nearly" | "at-most":
            return added <= whole
        case "over" | "at-least":
            return added >= whole
    return added == whole
