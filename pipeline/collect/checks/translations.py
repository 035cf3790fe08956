"""Checks that the languages of one text state the same numbers and dates."""

from __future__ import annotations

import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipeline.collect.checks.found import Found
from pipeline.collect.walk import walk
from pipeline.errors import Message, msg
from pipeline.model.base import Language, Path, Ref, Text
from pipeline.model.facts import Facts
from pipeline.spelling.figures import write_figure
from pipeline.spelling.in_text import DateInText, FigureInText, PairInText, read_text
from pipeline.spelling.number_words import may_spell

_CALLED: dict[Language, Message] = {
    "vi": msg("Vietnamese"),
    "hi": msg("Hindi"),
    "en": msg("English"),
}


def check_translations(facts: Facts) -> Found:
    """Numbers in digits that one language of a text has and another lacks."""
    for path, value in walk(facts):
        if isinstance(value, Text):
            yield from _differences(value, path)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of a text in one language.

    ``needed`` are those another language must have, each with what it may be; ``had`` is every
    number that stands there for whatever purpose, also within dates and document numbers.
    """

    language: Language
    words: str
    """The text without what is written in digits."""
    needed: tuple[tuple[Decimal, ...], ...]
    had: frozenset[Decimal]
    days: frozenset[date]


def _differences(text: Text, path: Path) -> Found:
    spelled: list[tuple[Language, str]] = [
        (language, words)
        for language in ("vi", "en", "hi")
        if (words := text.in_language(language))
    ]
    if len(spelled) < 2 or len({words for _, words in spelled}) == 1:
        return
    source, *others = (_numbers(language, words) for language, words in spelled)
    for other in others:
        place = (*path, other.language)
        told = {
            "source": _CALLED[source.language],
            "other": _CALLED[other.language],
            "place": Ref((*path, source.language)),
        }
        apart = source.days - other.days, other.days - source.days
        if len(apart[0]) == len(apart[1]) == 1:
            message = msg(
                "the date is {given} here in {other}, but {stated} in {source} ({place})",
                given=_written(other.days - source.days),
                stated=_written(source.days - other.days),
                **told,
            )
            yield "translation-figure", place, message, _COMPARE
            continue
        lacking, added = _missing(source, other), _missing(other, source)
        if lacking and added:
            message = msg(
                "{source} says {lacking} ({place}), where {other} says {added} here",
                lacking=lacking,
                added=added,
                **told,
            )
        elif lacking:
            message = msg(
                "{other} lacks {lacking} here, which {source} has ({place})",
                lacking=lacking,
                **told,
            )
        elif added:
            message = msg(
                "{other} has {added} here, which {source} lacks ({place})", added=added, **told
            )
        else:
            continue
        yield "translation-figure", place, message, _COMPARE


_COMPARE = msg("compare the two sentences and correct the one that is wrong")


def _written(days: Set[date]) -> str:
    return ", ".join(f"{day:%d/%m/%Y}" for day in sorted(days))


def _numbers(language: Language, text: str) -> _Numbers:
    rest = unicodedata.normalize("NFC", text)
    needed: list[tuple[Decimal, ...]] = []
    had: set[Decimal] = set()
    days: set[date] = set()
    for one in read_text(text):
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
        match one:
            case FigureInText(values=values):
                needed.append(values)
                had.update(values)
            case PairInText(part=part, whole=whole):
                needed += [(part,), (whole,)]
                had.update((part, whole))
            case DateInText(day=day):
                parts = [Decimal(n) for n in (day.year, day.month, day.day) if n is not None]
                needed += [(part,) for part in parts]
                had.update(parts)
                if isinstance(day, date):
                    days.add(day)
            case _:
                had.update(one.values)
    return _Numbers(language, rest, tuple(dict.fromkeys(needed)), frozenset(had), frozenset(days))


def _missing(of: _Numbers, other: _Numbers) -> tuple[str, ...]:
    """The numbers that another language neither has in digits nor may have in words."""
    return tuple(
        write_figure(values[0])
        for values in of.needed
        if other.had.isdisjoint(values)
        and not any(may_spell(other.words, value) for value in values)
    )
