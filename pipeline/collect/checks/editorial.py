"""Checks about the clerk's notes on the report: each about an item there is, and no new figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from pipeline.collect.checks.found import Found
from pipeline.errors import Message, msg
from pipeline.model.base import LANGUAGES, Path, Text
from pipeline.model.editorial import EditorialNote, code_of
from pipeline.model.facts import Facts
from pipeline.model.members import FormerUnit, Unit
from pipeline.spelling.assertions import figures_of, negations_in
from pipeline.spelling.likeness import Shingles
from pipeline.spelling.names import key_of, likest


def check_editorial(facts: Facts) -> Found:
    """A note names an item there is; a rewording is of the words it was made for, figures kept."""
    words = _words_by_code(facts)
    owners = {code_of(one): facts.unit(one.unit) for one in facts.results if one.unit}
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
            if source and reworded:
                place: Path = ("editorial", n, "text", language)
                yield from _rewording(facts, place, owners.get(note.item), source, reworded)


def _rewording(
    facts: Facts,
    place: Path,
    owner: Unit | FormerUnit | None,
    source: str,
    reworded: str,
) -> Found:
    """What a rewording changes that it must keep: figures, yes or no, and whose deed it is."""
    if figures_of(source) != figures_of(reworded):
        yield (
            "rewording-figures",
            place,
            msg(
                "the rewording has other figures than the source: {new} instead of {old}",
                new=_shown(reworded),
                old=_shown(source),
            ),
            msg("keep every figure with what it counts; a wrong one is corrected where it stands"),
        )
    if negations_in(source) != negations_in(reworded):
        yield (
            "rewording-denies",
            place,
            msg("the rewording says no where the source does not, or leaves its no out"),
            msg("keep the “not” of the source; what is wrong is corrected where it stands"),
        )
    added = _named(facts, reworded) - _named(facts, source)
    for name in sorted(added - _names(owner)):
        yield (
            "rewording-names",
            place,
            msg("the rewording names “{name}”, and the source does not", name=name),
            msg("a deed stays with the unit whose it is; correct it where it stands"),
        )


def _names(unit: Unit | FormerUnit | None) -> set[str]:
    """What a unit is called, in any language."""
    given = (*map(unit.name.in_language, LANGUAGES), *unit.aliases) if unit else ()
    return {name for name in given if name}


def _named(facts: Facts, text: str) -> set[str]:
    """The names of units that stand in a text; of one within another only the longer."""
    units: tuple[Unit | FormerUnit, ...] = (*facts.units, *facts.former_units)
    names = {name for unit in units for name in _names(unit)}
    rest, found = key_of(text), set[str]()
    for name in sorted(names, key=lambda name: (-len(name), name)):
        within = rf"(?<!\w){re.escape(key_of(name))}(?!\w)"
        if re.search(within, rest):
            found.add(name)
            rest = re.sub(within, " ", rest)
    return found


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


def _shown(text: str) -> str:
    figures = [figure for several in figures_of(text).values() for figure in several]
    return ", ".join(one.said for one in sorted(figures, key=lambda one: one.start)) or "—"
