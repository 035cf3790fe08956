"""Checks of what is told in words about the change since last year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from itertools import groupby
from typing import NamedTuple

from pipeline.collect.checks.claims import said, spoken_figures
from pipeline.collect.checks.found import Found
from pipeline.collect.checks.spoken_figures import (
    Sentence,
    changes_of,
    in_measure,
    sentence_of,
    step_in,
)
from pipeline.errors import Message, msg
from pipeline.model.base import Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.spelling.in_text import FigureInText, sentences_of
from pipeline.spelling.likeness import words_of
from pipeline.spelling.names import key_of

_WORDS = {True: "tăng", False: "giảm"}


class _Compared(NamedTuple):
    """A sentence that may tell a change, with the two figures that make it."""

    path: Path
    sentence: Sentence
    measure: str
    value: Quantity
    last_year: Quantity
    place: Path
    name: frozenset[str] = frozenset()
    """The words of the indicator's name."""


def check_changes_told(facts: Facts) -> Found:
    """“Tăng 18 sáng kiến so với năm 2024” where value and last year's figure say otherwise."""
    for told in (*_of_indicators(facts), *_of_results(facts)):
        changes = list(changes_of(told.sentence))
        since = re.search(_SINCE.format(facts.year - 1), key_of(told.sentence.text))
        if len(changes) != 1 or not since or told.value.qualifier or told.last_year.qualifier:
            continue
        rise, figure = changes[0]
        change = (told.value.number - told.last_year.number) * (1 if rise else -1)
        exact = list(_exact(figure, told.measure, change, told.last_year.number))
        if not exact or any(_agrees(figure, told.measure, one) for one in exact):
            continue
        yield (
            "last-year-text",
            told.path,
            msg(
                "the text says “{said}” since last year, but {value} after {last_year} in {place}"
                " is {change}",
                said=("tăng " if rise else "giảm ")
                + said(told.sentence.text, figure, told.measure),
                value=told.value.written(),
                last_year=told.last_year.written(),
                change=_in_words(exact[0] if rise else -exact[0], figure),
                place=Ref(told.place),
            ),
            _CORRECT,
        )


_CORRECT: Message = msg("correct the text or one of the two figures")
_PLAIN_CHANGE = r"(?<!\w)(tăng|giảm) (?:(?:nhẹ|mạnh|nhiều|cao|đáng kể|rõ rệt) )?"


def check_directions_told(facts: Facts) -> Found:
    """“Có 20 sáng kiến, giảm so với năm 2024” where there were fewer in that year."""
    for told in _of_indicators(facts):
        rises = _direction(told, facts.year)
        before, now = told.last_year, told.value
        if rises is None or before.qualifier or now.qualifier:
            continue
        if before.number != now.number and (before.number < now.number) == rises:
            continue
        yield (
            "last-year-text",
            told.path,
            msg(
                "the text says “{said}” since last year, but {place} has {value} after {last_year}",
                said=_WORDS[rises],
                value=now.written(),
                last_year=before.written(),
                place=Ref(told.place),
            ),
            _CORRECT,
        )


def _direction(told: _Compared, year: int) -> bool | None:
    """Whether the one figure of a sentence is said to have risen, without a word by how much."""
    sentence = told.sentence
    plain = re.search(_PLAIN_CHANGE + _SINCE.format(year - 1), key_of(sentence.text))
    ((place, _), *others) = sentence.figures.items()
    changed = [n for n, word in enumerate(sentence.words) if word in _WORDS.values()]
    if not plain or others or len(changed) != 1 or changed[0] < place:
        return None
    between = {*sentence.words[place + 1 : changed[0]]} - {*words_of(told.measure), ","}
    return plain[1] == "tăng" if not between - told.name else None


def _of_indicators(facts: Facts) -> Iterator[_Compared]:
    for (path, _), several in groupby(
        spoken_figures(facts), key=lambda spoken: (spoken.result, spoken.sentence.text)
    ):
        spoken, *others = several
        stated = spoken.stated
        # Whose change it is, is not sure where the sentence tells of two figures.
        if not others and stated.last_year is not None:
            yield _Compared(
                path,
                spoken.sentence,
                spoken.subject.measure,
                stated.value,
                stated.last_year,
                stated.place,
                spoken.subject.may_be_said,
            )


def _of_results(facts: Facts) -> Iterator[_Compared]:
    """The one sentence of a result that tells a change, with the figures beside its words."""
    for n, result in enumerate(facts.results):
        text, measure = result.text.vi, result.measure.vi if result.measure else None
        if text and measure and result.value is not None and result.last_year is not None:
            sentences = (sentence_of(part, facts.year) for part in sentences_of(text))
            changed = [sentence for sentence in sentences if any(changes_of(sentence))]
            if len(changed) == 1:
                beside: Path = ("results", n, "value")
                yield _Compared(
                    ("results", n, "text", "vi"),
                    changed[0],
                    measure,
                    result.value,
                    result.last_year,
                    beside,
                )


_SINCE = r"so (?:với|cùng) (?:cùng )?(?:kỳ )?(?:năm )?(?:trước|ngoái|{}|cùng kỳ)"


def _exact(figure: FigureInText, measure: str, change: Decimal, base: Decimal) -> Iterator[Decimal]:
    """What a told change may be: so many more, or so much per cent; none: of something else."""
    words = key_of(figure.measure)
    is_share = words.startswith(("%", "phần trăm"))
    if is_share and base > 0:
        yield change * 100 / base
    if in_measure(figure, measure) or (key_of(measure) == "%" and words.startswith("điểm")):
        yield change


def _agrees(figure: FigureInText, measure: str, exact: Decimal) -> bool:
    """Whether a told change is the exact one, or it rounded as far as it is told."""
    told = in_measure(figure, measure) or figure.values
    step = step_in(figure, measure) if in_measure(figure, measure) else figure.step
    return any(
        Quantity(value, figure.qualifier).may_be(Quantity(exact)) or abs(value - exact) <= step / 2
        for value in told
    )


_ROOM = Context(prec=60)
"""Digits enough for any share, so that rounding it never fails."""


def _in_words(change: Decimal, figure: FigureInText) -> Message:
    is_share = key_of(figure.measure).startswith(("%", "phần trăm"))
    amount = abs(change).quantize(figure.step, context=_ROOM) if is_share else abs(change)
    if change == 0:
        return msg("no change")
    if is_share:
        return (
            msg("a rise of {amount}%", amount=amount)
            if change > 0
            else msg("a fall of {amount}%", amount=amount)
        )
    return (
        msg("a rise of {amount}", amount=amount)
        if change > 0
        else msg("a fall of {amount}", amount=amount)
    )
