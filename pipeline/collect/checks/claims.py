"""Checks of what is told in words against what stands in the tables."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.collect.checks.found import Found
from pipeline.collect.checks.spoken_figures import (
    Sentence,
    Subject,
    in_measure,
    may_tell,
    sentence_of,
    tells_of,
)
from pipeline.errors import Message, msg
from pipeline.model.base import Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity, sum_of
from pipeline.model.year import ITEM_FIGURES, Indicator, Reading, Result
from pipeline.spelling.in_text import FigureInText, figures_in, sentences_of
from pipeline.spelling.likeness import words_of
from pipeline.spelling.names import key_of

_NOT_OF_THE_YEAR = ("proposals", "lessons", "causes")
"""Themes that speak of what is to come, or of why."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What the tables state of an indicator for one unit, or for the bloc.

    ``value`` and ``last_year`` are exact where ``last_year`` is asked for; ``fitting`` are all
    figures that a sentence may name.
    """

    value: Quantity
    last_year: Quantity | None
    fitting: tuple[Quantity, ...]
    place: Path


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence that surely tells of an indicator, with what the tables state of it."""

    result: Path
    sentence: Sentence
    indicator: Indicator
    subject: Subject
    stated: Stated
    places: tuple[int, ...]
    """Of the numbers that tell it, among the words of the sentence."""

    @property
    def figure(self) -> FigureInText:
        """The first number that tells it."""
        return self.sentence.figures[self.places[0]]

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers that tell it, in its measure."""
        told = (self.sentence.figures[place] for place in self.places)
        return tuple(in_measure(figure, self.subject.measure)[0] for figure in told)


def spoken_figures(facts: Facts) -> Iterator[Spoken]:
    """Every sentence of a result that surely tells of an indicator which the tables state."""
    subjects = [
        (number, indicator, Subject.of(indicator.name.vi, indicator.measure.vi))
        for number, indicator in enumerate(facts.indicators)
        if indicator.kind != "yes-no" and indicator.name.vi and indicator.measure.vi
    ]
    beginnings = _beginnings(facts)
    for n, result in enumerate(facts.results):
        if not result.text.vi or result.theme in _NOT_OF_THE_YEAR:
            continue
        path: Path = ("results", n, "text", "vi")
        own = _names(facts, result.unit)
        for text in sentences_of(result.text.vi):
            sentence = sentence_of(text, facts.year)
            if not sentence.figures or _names_others(text, own, beginnings):
                continue
            for number, indicator, subject in subjects:
                stated = None
                if places := tuple(tells_of(sentence, subject, own)):
                    stated = stated_of(facts, number, result.unit)
                if stated:
                    yield Spoken(path, sentence, indicator, subject, stated, places)


def check_text_figures(facts: Facts) -> Found:
    """Numbers in words that contradict the figure of their unit, or of the bloc."""
    of_one: dict[tuple[str, Path], list[Spoken]] = defaultdict(list)
    for spoken in spoken_figures(facts):
        of_one[spoken.indicator.id, spoken.stated.place].append(spoken)
    for sentences in of_one.values():
        wrong = [spoken for spoken in sentences if not _fits(spoken)]
        for spoken in wrong:
            if spoken.indicator.adds_up and _may_be_part(spoken, sentences, wrong):
                continue
            yield (
                "text-figure",
                spoken.result,
                msg(
                    "the text says “{said}”, but “{name}” is {value} in {place}",
                    said=said(spoken.sentence.text, spoken.figure, spoken.subject.measure),
                    name=spoken.indicator.name,
                    value=spoken.stated.value.written(),
                    place=Ref(spoken.stated.place),
                ),
                ONE_IS_WRONG,
            )
    for n, result in enumerate(facts.results):
        yield from _own_figure(result, ("results", n))


def _fits(spoken: Spoken) -> bool:
    """Whether any number of the sentence can be a figure that the tables state of the same."""
    measure = spoken.subject.measure
    return any(
        may_tell(figure, measure, stated)
        for figure in spoken.sentence.figures.values()
        for stated in spoken.stated.fitting
    )


def _may_be_part(spoken: Spoken, sentences: Sequence[Spoken], wrong: Sequence[Spoken]) -> bool:
    """Whether sentences tell parts: together they make the figure, or another tells the whole."""
    told = sum((number for one in wrong for number in one.numbers), Decimal(0))
    whole = spoken.stated.value.number
    return told == whole or (len(wrong) < len(sentences) and sum(spoken.numbers) < whole)


ONE_IS_WRONG: Message = msg(
    "correct the one that is wrong; where both are right, say in the text what its number counts"
)


def _own_figure(result: Result, path: Path) -> Found:
    """The one number of a text in the measure of the figure that stands beside it."""
    if result.value is None or result.measure is None or not result.measure.vi:
        return
    text, measure = unicodedata.normalize("NFC", result.text.vi or ""), result.measure.vi
    told = [figure for figure in figures_in(text) if in_measure(figure, measure)]
    beside = [figure for key in ITEM_FIGURES if (figure := getattr(result, key)) is not None]
    if len(told) != 1 or any(may_tell(told[0], measure, figure) for figure in beside):
        return
    if is_part_or_change(told[0]):
        return
    yield (
        "text-figure",
        (*path, "value"),
        msg(
            "the figure is {value} {measure}, but the text in {place} says “{said}”",
            value=result.value.written(),
            measure=result.measure,
            said=said(text, told[0], measure),
            place=Ref((*path, "text", "vi")),
        ),
        ONE_IS_WRONG,
    )


_PART_BEFORE = re.compile(
    r"(?<!\w)(?:tăng|giảm|vượt|thêm|mỗi|từng|gồm|riêng|dưới|chưa|cùng|đầu|quý|phấn đấu|dự kiến|"
    r"mục tiêu|chỉ tiêu|kế hoạch|sẽ|bình quân|trung bình|lũy kế|luỹ kế)(?!\w)(?:\s+\S+){0,4}$"
    r"|trong đó"
)
_PART_AFTER = re.compile(
    r"^[^,]*(?<!\w)(?:mỗi|từng|một (?:hộ|người|suất|đơn vị|tháng|quý))(?!\w)|^\S+(?: \S+)?/"
)


def is_part_or_change(figure: FigureInText) -> bool:
    """Whether the words beside a number make it a part, a share of each, a change or a plan."""
    return bool(
        _PART_BEFORE.search(key_of(figure.before)) or _PART_AFTER.search(key_of(figure.measure))
    )


def said(text: str, figure: FigureInText, measure: str = "") -> str:
    """A number of a text as it stands there, with its words of ``measure`` or a few others."""
    wanted = words_of(measure)
    if wanted and words_of(figure.measure)[: len(wanted)] == wanted:
        count = len(wanted)
    elif figure.scaled or figure.measure.startswith("%"):
        count = 1
    else:
        count = 2 if figure.measure.startswith("phần trăm") else 3
    words = figure.measure.split()[:count]
    joined = "" if words and words[0].startswith("%") else " "
    return (text[figure.start : figure.end] + joined + " ".join(words)).strip(" ,")


def _names(facts: Facts, unit_id: str | None) -> tuple[str, ...]:
    """What the unit whose sentence it is, or the bloc, is called in Vietnamese."""
    unit = facts.unit(unit_id) if unit_id else None
    if unit is None:
        return (facts.bloc.name.vi,) if facts.bloc.name.vi else ()
    return tuple(name for name in (unit.name.vi, *unit.aliases) if name)


def _beginnings(facts: Facts) -> tuple[str, ...]:
    """The first words of the units' names, by which a sentence calls them."""
    names = (name for unit in facts.units for name in _names(facts, unit.id))
    return tuple(dict.fromkeys(" ".join(key_of(name).split()[:3]) for name in names))


def _names_others(text: str, own: Sequence[str], beginnings: Sequence[str]) -> bool:
    """Whether a sentence names a unit whose sentence it is not."""
    key, mine = f" {key_of(text)} ", [key_of(name) for name in own]
    return any(
        f" {beginning}" in key and not any(name.startswith(beginning) for name in mine)
        for beginning in beginnings
    )


def stated_of(facts: Facts, number: int, unit: str | None) -> Stated | None:
    """What the tables state of an indicator for a unit; for the bloc its own, or the total.

    A total is stated only where every member reported, of what can be added up.
    """
    indicator = facts.indicators[number]
    base: Path = ("indicators", number)
    for n, reading in enumerate(indicator.readings):
        if reading.unit == unit and reading.value is not None:
            place: Path = (*base, "readings", n, "value")
            return Stated(reading.value, reading.last_year, _fitting(reading), place)
    readings = all_members(facts, indicator) if unit is None and indicator.adds_up else ()
    if not readings:
        return None
    sums = {
        key: sum_of(given)
        for key in ("value", "target", "province_plan", "central_plan", "last_year")
        if len(given := [q for r in readings if (q := getattr(r, key)) is not None])
        == len(readings)
    }
    if "value" not in sums:
        return None
    return Stated(sums["value"], sums.get("last_year"), tuple(sums.values()), (*base, "readings"))


def _fitting(reading: Reading) -> tuple[Quantity, ...]:
    given = (getattr(reading, key) for key in type(reading).model_fields if key != "unit")
    return tuple(figure for figure in given if figure is not None)


def all_members(facts: Facts, indicator: Indicator) -> tuple[Reading, ...]:
    """The readings of the member units where every one of them reported a value; else none."""
    of_units = {r.unit: r for r in indicator.readings if r.unit and r.value is not None}
    members = {unit.id for unit in facts.units}
    if not members or members != set(of_units) or facts.members != len(members):
        return ()
    return tuple(of_units.values())


def check_bloc_totals(facts: Facts) -> Found:
    """The bloc's own figure against its members': their sum, or of a rate the range they span."""
    for number, indicator in enumerate(facts.indicators):
        readings = all_members(facts, indicator)
        values = [reading.value for reading in readings if reading.value]
        for n, own in enumerate(indicator.readings):
            if own.unit is not None or own.value is None or not values:
                continue
            path: Path = ("indicators", number, "readings", n, "value")
            place = Ref(("indicators", number, "readings"))
            if indicator.adds_up and not _may_be_sum(own.value, sum_of(values)):
                message = msg(
                    "the bloc's “{name}” is {value}, but its members' figures in {place}"
                    " add up to {total}",
                    name=indicator.name,
                    value=own.value.written(),
                    total=sum_of(values).written(),
                    place=place,
                )
                yield "bloc-total", path, message, _CORRECT_ONE
            elif indicator.kind == "rate" and not _within(own.value, values):
                message = msg(
                    "the bloc's “{name}” is {value}, but its members' figures in {place}"
                    " lie between {least} and {greatest}",
                    name=indicator.name,
                    value=own.value.written(),
                    least=min(value.number for value in values),
                    greatest=max(value.number for value in values),
                    place=place,
                )
                yield "bloc-total", path, message, _CORRECT_ONE


_CORRECT_ONE: Message = msg("correct the one that is wrong, or leave the bloc's own figure out")


def _may_be_sum(own: Quantity, total: Quantity) -> bool:
    """Whether a stated sum can be the exact one: 1240 is 1239.6 rounded."""
    places = int(own.number.as_tuple().exponent)
    half = Decimal(1).scaleb(min(places, 0)) / 2
    return own.may_be(total) or abs(own.number - total.number) <= half


def _within(own: Quantity, values: Sequence[Quantity]) -> bool:
    """Whether a rate of all may lie among the rates of each; with words nothing is sure."""
    if own.qualifier or any(value.qualifier for value in values):
        return True
    numbers = [value.number for value in values]
    return min(numbers) <= own.number <= max(numbers)
