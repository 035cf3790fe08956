"""Checks about the clerk's notes on the report: each about an item there is, and no new figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from pipeline.collect.checks.found import Found
from pipeline.errors import Message, msg
from pipeline.model.base import LANGUAGES, Text
from pipeline.model.editorial import EditorialNote, code_of
from pipeline.model.facts import Facts
from pipeline.spelling.in_text import DateInText, FigureInText, InText, PairInText, read_text
from pipeline.spelling.likeness import Shingles
from pipeline.spelling.names import likest


def check_editorial(facts: Facts) -> Found:
    """A note names an item there is; a rewording is of the words it was made for, figures kept."""
    words = _words_by_code(facts)
    for n, note in enumerate(facts.editorial):
        if note.item not in words:
            yield (
                "unknown-item",
                ("editorial", n, "item"),
                msg("no item of the report has the code “{code}”", code=note.item),
                _meant(note, words),
            )
            continue
        if note.text is None:
            continue
        if note.original is None or not _same(note.original, words[note.item]):
            yield (
                "rewording-original",
                ("editorial", n, "text" if note.original is None else "original"),
                msg("“original” is not what the source says: “{words}”", words=words[note.item]),
                msg("copy the source's words to “original”, and see whether “text” still fits"),
            )
        for language in LANGUAGES:
            source, reworded = (one.in_language(language) for one in (words[note.item], note.text))
            if source and reworded and _numbers(source) != _numbers(reworded):
                yield (
                    "rewording-figures",
                    ("editorial", n, "text", language),
                    msg(
                        "the rewording has other figures than the source: {new} instead of {old}",
                        new=_shown(reworded),
                        old=_shown(source),
                    ),
                    msg("keep every figure as it is; a wrong one is corrected where it stands"),
                )


def _meant(note: EditorialNote, words: Mapping[str, Text]) -> Message:
    """The item that a note may mean: the one with the most like words, else with a like code."""
    if note.original:
        quoted = Shingles.of(note.original.said_in("vi"))
        texts = {code: Shingles.of(said.said_in("vi")) for code, said in words.items()}
        like = {code: quoted.likeness(text) for code, text in texts.items()}
        best = max(like, key=lambda code: (like[code], code), default=None)
        if best and like[best] >= _LIKE:
            return msg(
                "the source was changed: “{words}”; if the note still fits, write “item: {code}”",
                words=words[best],
                code=best,
            )
    if near := likest(note.item, words):
        return msg("did you mean “{word}”?", word=near[0])
    return msg("“bloc explain FOLDER summary” tells the codes; words that changed have a new one")


_LIKE = Fraction(1, 2)


def _words_by_code(facts: Facts) -> Mapping[str, Text]:
    words = {code_of(result): result.text for result in facts.results}
    return words | {activity.id: activity.name for activity in facts.activities}


def _same(original: Text, source: Text) -> bool:
    """Whether what is quoted of the source is what it says; not every language need be quoted."""
    quoted = [(original.in_language(one), source.in_language(one)) for one in LANGUAGES]
    return all(
        given is None or (says is not None and given.split() == says.split())
        for given, says in quoted
    )


def _numbers(text: str) -> Counter[object]:
    return Counter(_meaning(one) for one in read_text(text))


def _meaning(one: InText) -> object:
    match one:
        case FigureInText():
            return one.values, one.qualifier
        case PairInText():
            return one.part, one.whole
        case DateInText():
            return one.day
    return one.values


def _shown(text: str) -> str:
    found = [text[one.start : one.end] for one in read_text(text)]
    return ", ".join(found) or "—"
