"""A figure as its source states it: 300, or nearly 300.

The word belongs to the figure, and so to all that is worked out from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from pipeline.model.base import Count, Number
from pipeline.spelling.answers import read_answer
from pipeline.spelling.figures import (
    Ambiguous,
    Figure,
    Qualifier,
    convert,
    read_figure,
    write_figure,
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, with the word that keeps it from being exact: nearly, over, about …"""

    number: Decimal
    qualifier: Qualifier | None = None

    def written(self) -> str:
        """As it is typed: ``300`` or ``gần 300``."""
        return write_figure(self.number, self.qualifier)

    def may_be(self, other: Quantity) -> bool:
        """Whether both can be the same figure: 290 is nearly 300, and 310 is not."""
        (low, high), (lowest, highest) = self._bounds(), other._bounds()
        return max(low, lowest) <= min(high, highest)

    def may_be_within(self, whole: Quantity) -> bool:
        """Whether this can be a part of ``whole``: over 5 of nearly 5 cannot."""
        return self._bounds()[0] <= whole._bounds()[1]

    def _bounds(self) -> tuple[Decimal, Decimal]:
        any_less = self.qualifier in ("nearly", "at-most", "about")
        any_more = self.qualifier in ("over", "at-least", "about")
        endless = Decimal("Infinity")
        return -endless if any_less else self.number, endless if any_more else self.number


def sum_of(parts: Iterable[Quantity]) -> Quantity:
    """The exact sum: nearly 300 and 5 are nearly 305.

    Parts of several kinds, one nearly and one over, make a sum that is only about right.
    """
    given = tuple(parts)
    words: set[Qualifier] = {part.qualifier for part in given if part.qualifier}
    total = sum((part.number for part in given), Decimal(0))
    return Quantity(total, words.pop() if len(words) == 1 else "about" if words else None)


def per_cent_of(value: Quantity, base: Quantity) -> Quantity | None:
    """``value`` in per cent of ``base``. A share of nought or of a negative base says nothing.

    Less than one figure in per cent of more than another is less; the other way round it is more.
    """
    if base.number <= 0:
        return None
    share = value.number * 100 / base.number
    if not base.qualifier:
        return Quantity(share, value.qualifier)
    less, more = ("nearly", "at-most"), ("over", "at-least")
    if value.number > 0 and value.qualifier in less and base.qualifier in more:
        strict = value.qualifier == "nearly" or base.qualifier == "over"
        return Quantity(share, "nearly" if strict else "at-most")
    if value.number > 0 and value.qualifier in more and base.qualifier in less:
        strict = value.qualifier == "over" or base.qualifier == "nearly"
        return Quantity(share, "over" if strict else "at-least")
    return Quantity(share, "about")


def difference(value: Quantity, base: Quantity) -> Quantity:
    """``value`` less ``base``: over 95 is over 5 more than 90, and over nought more than 95.

    Of a decline "over" would be said of its size and mean the contrary: it is only about so.
    """
    change = value.number - base.number
    more_by_nought = change == 0 and value.qualifier in ("over", "at-least")
    if base.qualifier or (value.qualifier and change <= 0 and not more_by_nought):
        return Quantity(change, "about")
    return Quantity(change, value.qualifier)


def in_measure(given: object, measure: object) -> object:
    """A figure without its words of measure, where these agree with ``measure``.

    “gần 1,2 tỷ đồng” is nearly 1200 in “triệu đồng”. Whatever else is given stays, to be told as
    wrong where it stands.
    """
    figure = read_figure(given) if isinstance(given, str) else None
    words = measure.get("vi") if isinstance(measure, dict) else measure
    if not isinstance(figure, Figure) or not figure.measure or not isinstance(words, str):
        return given
    number = convert(figure, words)
    return given if number is None else Quantity(number, figure.qualifier)


@dataclass(frozen=True, slots=True)
class _NoAnswer:
    """What was given where only yes or no can be meant, and is neither."""

    given: str


def yes_or_no(given: object) -> object:
    """1 for yes, 0 for no; whatever else is given is told as wrong where it stands."""
    if given is None:
        return None
    written = given.written() if isinstance(given, Quantity) else str(given)
    answer = read_answer(written)
    return _NoAnswer(written) if answer is None else int(answer)


def _reader(kind: Any) -> Callable[[object], object]:
    """Reads a figure whose number is of ``kind``."""
    numbers: TypeAdapter[Decimal | int] = TypeAdapter(kind)

    def read(given: object) -> object:
        if isinstance(given, _NoAnswer):
            raise PydanticCustomError("neither_yes_nor_no", "{given}", {"given": given.given})
        number, qualifier = _apart(given, whole=kind is Count)
        try:
            return Quantity(Decimal(numbers.validate_python(number, strict=True)), qualifier)
        except ValidationError as error:
            # Told of the figure as it was given, as any number would be.
            (fault, *_) = error.errors(include_url=False)
            raise PydanticCustomError(
                fault["type"],
                "{given}",
                {"given": str(given), **fault.get("ctx", {})},
            ) from error

    return read


def _apart(given: object, whole: bool) -> tuple[object, Qualifier | None]:
    """The number and the word that belongs to it."""
    if isinstance(given, Quantity):
        number = given.number
        return int(number) if number == number.to_integral_value() else number, given.qualifier
    figure = read_figure(given) if isinstance(given, str) else None
    if whole and isinstance(figure, Ambiguous):
        figure = figure.whole
    if not isinstance(figure, Figure) or figure.qualifier is None:
        return given, None
    if figure.measure is not None:
        plain = write_figure(figure.value, figure.qualifier)
        raise PydanticCustomError("figure_words", "{given}", {"value": plain})
    return write_figure(figure.value), figure.qualifier


def _plain(figure: Quantity) -> Decimal | str:
    return figure.written() if figure.qualifier else figure.number


def _plain_count(figure: Quantity) -> int | str:
    return figure.written() if figure.qualifier else int(figure.number)


AnyNumber = Annotated[
    Quantity,
    BeforeValidator(_reader(Number), json_schema_input_type=int | float | str),
    PlainSerializer(_plain),
]
"""A figure that may be stated as nearly so much."""
YesNoOrNumber = Annotated[
    Quantity,
    BeforeValidator(_reader(Number), json_schema_input_type=bool | int | float | str),
    PlainSerializer(_plain),
]
"""Such a figure, or 1 for yes and 0 for no; which of them only its indicator tells."""
AnyCount = Annotated[
    Quantity,
    BeforeValidator(_reader(Count), json_schema_input_type=int | str),
    PlainSerializer(_plain_count),
]
"""A whole number, not below nought, that may be stated as nearly so many."""
