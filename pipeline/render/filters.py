"""The filters of the text templates. They work on proxies, so that a value keeps its sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from pipeline.model.base import N_, NN_
from pipeline.model.quantity import Quantity
from pipeline.model.year import PARTS
from pipeline.render import telling
from pipeline.render.formats import (
    at_least_one_place,
    clock_in_words,
    number_in_words_of,
    one_place,
    rounded,
)
from pipeline.render.ledger import Ledger
from pipeline.render.telling import comparison_of
from pipeline.render.values import Missing, Node, Value
from pipeline.render.wording import listing as listing_in
from pipeline.render.wording import qualified
from pipeline.spelling.figures import Qualifier

_MOST_PLACES = 7
"""From which on a share is told with all the places it has; no stated figure has more."""


def ledger_of(context: Context) -> Ledger:
    """The ledger of the document that is being written."""
    ledger: Ledger = context["ledger"]
    return ledger


def _change_number(
    context: Context,
    value: Any,
    write: Callable[[Decimal | int], str],
    shown: Callable[[Decimal], Decimal] = lambda exact: exact,
    measure: str = "",
) -> str:
    """A stated number as ``write`` writes it, with its measure and its word; nothing where nothing
    was stated.

    ``shown`` is what a reader takes from it, where that is a rounded number.
    """
    match value:
        case None:
            return ""
        case Value(raw=Quantity(number=exact, qualifier=qualifier)):
            word = _still_true(qualifier, exact, shown(exact))
            measured = f"{value.written(write(exact), exact)}{measure}"
            return qualified(measured, word, ledger_of(context))
        case Value():
            return f"{value.written(write(value.raw), value.raw)}{measure}"
        case int():
            return f"{write(value)}{measure}"
    return f"{value}{measure}"


_TRUE_BELOW: tuple[Qualifier, ...] = ("over", "at-least", "about")
_TRUE_ABOVE: tuple[Qualifier, ...] = ("nearly", "at-most", "about")


def _still_true(word: Qualifier | None, exact: Decimal, shown: Decimal) -> Qualifier | None:
    """The word of a figure that was rounded: over 96.94 is over 96.9, but not over 97."""
    if word is None or shown == exact:
        return word
    return word if word in (_TRUE_BELOW if shown < exact else _TRUE_ABOVE) else "about"


_YES, _NO = N_("Có"), N_("Không")
"""Answers, as they stand in a cell by themselves."""


def _to_one_place(exact: Decimal) -> Decimal:
    return rounded(exact, 1)


def _as_share(exact: Decimal) -> Decimal:
    """A share to one place, or to as many as tell it from nothing and from all: 99.96."""
    places = range(1, _MOST_PLACES)
    told = (rounded(exact, n) for n in places if rounded(exact, n) not in (0, 100))
    return _to_one_place(exact) if exact in (0, 100) else next(told, exact)


@pass_context
def number(context: Context, value: Any) -> str:
    """All places of a number, grouped as the language does."""
    language = ledger_of(context).language
    return _change_number(context, value, lambda n: number_in_words_of(n, language))


@pass_context
def percent(context: Context, value: Any) -> str:
    """A number with one place after the point; more where it would seem to be nothing or all."""
    language = ledger_of(context).language
    return _change_number(
        context, value, lambda n: at_least_one_place(_as_share(Decimal(n)), language), _as_share
    )


@pass_context
def of_kind(context: Context, value: Any, kind: Any) -> str:
    """A figure of an indicator of this kind: an answer in words; a rate that was worked out of its
    part and whole to one place; any other with all its places.
    """
    if kind == "yes-no" and isinstance(value, Value):
        return value.written(ledger_of(context).say(_YES if value.raw.number else _NO))
    return percent(context, value) if _worked_out(value) else number(context, value)


def _worked_out(value: Any) -> bool:
    """Whether a rate was worked out of parts and wholes."""
    return isinstance(value, Value) and any(path[-1] in PARTS for path in value.paths)


@pass_context
def signed_percent(context: Context, value: Any) -> str:
    """A number with one place and its sign."""

    def write(n: Decimal | int) -> str:
        change = rounded(Decimal(n), 1)
        written = one_place(abs(change), ledger_of(context).language)
        return ("+" if change > 0 else "−" if change < 0 else "") + written

    return _change_number(context, value, write, _to_one_place)


PER_CENT = N_("%(number)s%%")
POINTS = NN_("%(number)s điểm phần trăm")


@pass_context
def amount(context: Context, value: Any, measure: Any) -> str:
    """A figure with its measure, as a sentence says it: 1.200 lượt người, gần 97%.

    A rate that was worked out of its part and whole is told as tables tell it.
    """
    if not measure:
        return number(context, value)
    ledger = ledger_of(context)
    pattern = ledger.say(PER_CENT) if in_per_cent(measure) else "%(number)s"
    shown = _as_share if _worked_out(value) else _as_stated

    def write(n: Decimal | int) -> str:
        return pattern % {"number": number_in_words_of(shown(Decimal(n)), ledger.language)}

    after = "" if in_per_cent(measure) else f" {measure}"
    return _change_number(context, value, write, shown, after)


def _as_stated(exact: Decimal) -> Decimal:
    return exact


@pass_context
def share(context: Context, value: Any) -> str:
    """A share as a sentence says it: one place where it has one, 120%."""
    ledger = ledger_of(context)

    def write(n: Decimal | int) -> str:
        shown = number_in_words_of(_as_share(Decimal(n)), ledger.language)
        return ledger.say(PER_CENT) % {"number": shown}

    return _change_number(context, value, write, _as_share)


@pass_context
def change(context: Context, growth: Any, measure: Any, adds_up: bool) -> str:
    """A growth or decline as a sentence says it, without its sign: in per cent; of what is not
    added up in points, or in its measure.
    """
    ledger = ledger_of(context)
    in_measure = not adds_up and not in_per_cent(measure)

    def write(n: Decimal | int) -> str:
        size = rounded(abs(Decimal(n)), 1)
        written = number_in_words_of(size, ledger.language)
        if in_measure:
            return written
        pattern = ledger.say(PER_CENT) if adds_up else ledger.say(POINTS, size)
        return pattern % {"number": written}

    after = f" {measure}" if in_measure else ""
    return _change_number(context, growth, write, _to_one_place, after)


def in_per_cent(measure: Any) -> bool:
    """Whether a measure is per cent, whose changes are points."""
    return bool(measure) and measure.raw.said_in("vi").strip() == "%"


def two_digits(value: Any) -> str:
    """A document number, padded below 10; left to the pen where it is not known."""
    return value.blank() if isinstance(value, Missing) else value.written(f"{value.raw:02d}")


def fraction(value: Value | Missing) -> str:
    """An exact share as ``4/5``; a gap where it is not stated."""
    if isinstance(value, Missing):
        return str(value)
    return value.written(f"{value.raw.numerator}/{value.raw.denominator}")


def count(records: Any) -> Any:
    """How many there are, with where they stand."""
    if isinstance(records, Node):
        return records.number_of_parts()
    told = isinstance(records, list) and records and isinstance(records[0], Node | Value)
    return Value.number_of(records) if told else len(records)


@pass_context
def upper(context: Context, text: Any) -> str:
    """Capitals, in words and values alike."""
    return ledger_of(context).map_text(str(text), str.upper)


@pass_context
def sentence_case(context: Context, text: Any) -> str:
    """Small letters after a capital first one: BÁO CÁO becomes Báo cáo."""
    ledger = ledger_of(context)
    return change_first(ledger, ledger.map_text(str(text), str.lower), str.upper)


@pass_context
def sentence_start(context: Context, text: Any) -> str:
    """A capital first letter."""
    return change_first(ledger_of(context), str(text), str.upper)


def change_first(ledger: Ledger, text: str, change: Callable[[str], str]) -> str:
    """``text`` with its first letter changed, be it in the words or in a value."""
    done = False

    def once(part: str) -> str:
        nonlocal done
        if done or not part.strip():
            return part
        done = True
        start = len(part) - len(part.lstrip())
        return part[:start] + change(part[start]) + part[start + 1 :]

    return ledger.map_text(text, once)


@pass_context
def listing(context: Context, parts: Sequence[Any]) -> str:
    """Parts in a row, as a sentence holds them: A, B and C."""
    return listing_in(parts, ledger_of(context))


@pass_context
def unstopped(context: Context, text: Any) -> str:
    """A text without its own end mark, so that the sentence or list around it can set its own."""
    return ledger_of(context).map_text(str(text), lambda part: part.rstrip(" .;।"))


@pass_context
def stopped(context: Context, text: Any) -> str:
    """A text that ends as a sentence: with its own mark, or else the full stop of the language."""
    words = ledger_of(context).read(str(text)).rstrip(_CLOSING)
    return str(text) if words.endswith(_ENDS) else f"{text}{context['stop']}"


_ENDS = (".", "!", "?", "…", ":", ";", "।")
_CLOSING = " \n\"'”’»)"


@pass_context
def clock(context: Context, hour: Value) -> str:
    """An hour of the day as the language writes it."""
    return hour.written(clock_in_words(hour.raw, ledger_of(context).language))


def known(day: Value) -> str:
    """A date as far as it is stated, without gaps."""
    return day.known()


def added(rows: Sequence[Any], part: str) -> Value | None:
    """The sum of a column; None unless every row states it, for else it would be no total."""
    values = [value for row in rows if (value := getattr(row, part)) is not None]
    return Value.sum_of(values) if values and len(values) == len(rows) else None


def _reported_partly(indicator: Node) -> bool:
    """Whether the figure of the bloc is a total that some units are not in."""
    own = [row.comparison for row in indicator.rows if row.unit is None]
    if indicator.total is None or stated(own, "value"):
        return False
    return indicator.expected is None or bool(indicator.reported < indicator.expected)


def _rates_combined(indicator: Node) -> bool:
    """Whether the figure of the bloc is a rate worked out of those of its units."""
    own = [row.comparison for row in indicator.rows if row.unit is None]
    return indicator.total is not None and not indicator.adds_up and not stated(own, "value")


def _is_counted(row: Node) -> bool:
    """Whether a sum of awards says more than the awards do one by one."""
    return not row.told_apart or row.collectives is not None or row.individuals is not None


def stated(records: Sequence[Any], part: str) -> bool:
    """Whether any of the records states ``part``."""
    return any(getattr(record, part) is not None for record in records)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "count": count,
    "number": number,
    "percent": percent,
    "of_kind": of_kind,
    "signed_percent": signed_percent,
    "two_digits": two_digits,
    "fraction": fraction,
    "amount": amount,
    "share": share,
    "change": change,
    "in_per_cent": in_per_cent,
    "reporting": telling.reporting,
    "lowest_first": telling.lowest_first,
    "highest": telling.highest,
    "common_target": telling.common_target,
    "grown": telling.grown,
    "way": telling.way,
    "holds": telling.holds,
    "holds_change": telling.holds_change,
    "holds_completion": telling.holds_completion,
    "upper": upper,
    "sentence_case": sentence_case,
    "sentence_start": sentence_start,
    "with_total": lambda rows: [row for row in rows if row.total is not None],
    "proposing": lambda decisions: [
        one
        for one in decisions
        if one.nomination.units or one.nomination.count or one.nomination.remaining
    ],
    "with_names": lambda proposals: [p for p in proposals if p.nomination.units or p.remaining],
    "counted": lambda rows: [row for row in rows if _is_counted(row)],
    "ranked": lambda rows: [row for row in rows if row.rank is not None],
    "having": lambda figures, part: stated([comparison_of(one) for one in figures], part),
    "stated": stated,
    "listing": listing,
    "clock": clock,
    "known": known,
    "unstopped": unstopped,
    "stopped": stopped,
    "added": added,
    "rates_combined": lambda figures: any(_rates_combined(one) for one in figures),
    "reported_partly": lambda figures: any(_reported_partly(one) for one in figures),
}
