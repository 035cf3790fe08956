"""What there is to tell: results made into items, those that tell the same thing into one."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model.base import LANGUAGES, Derived, Path, Ref
from pipeline.model.comparison import Comparison
from pipeline.model.editorial import code_of
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.report import ReportItem
from pipeline.model.year import ITEM_FIGURES, JointActivity, Result, Theme
from pipeline.spelling.in_text import FigureInText, PairInText, read_text
from pipeline.spelling.likeness import words_of
from pipeline.summarize.figures import Amount, add_up, compare
from pipeline.summarize.words import key_of_words

Numbers = tuple[int, ...]
"""The places of results among the facts' results."""
Codes = tuple[str, ...]
"""The codes of all results, in their order."""

_THEMES: Mapping[Theme, int] = {theme: n for n, theme in enumerate(typing.get_args(Theme))}
_OF_ITSELF = frozenset({"%", "‰"})


def items_of(facts: Facts) -> tuple[ReportItem, ...]:
    """Every item the reports may tell, not yet weighed.

    The results of one joint activity are one item, and so are results of several units that say
    the same of themselves. What is told of the bloc as a whole stays as it was written, and what
    the clerk dropped stands by itself, so that it takes nobody else's words along.
    """
    dropped = {note.item for note in facts.editorial if note.use == "drop"}
    of_activity: dict[str, list[int]] = {one.id: [] for one in facts.activities}
    alone: list[int] = []
    alike: dict[object, list[int]] = {}
    names = _names(facts)
    codes = tuple(code_of(result) for result in facts.results)
    for n, result in enumerate(facts.results):
        if codes[n] in dropped:
            alone.append(n)
        elif result.activity:
            of_activity[result.activity].append(n)
        else:
            alike.setdefault(_said(result, names), []).append(n)
    in_welfare = {work.activity for work in facts.welfare}
    items = [
        _joint_item(facts, codes, place, tuple(told))
        for place, (one, told) in enumerate(of_activity.items())
        if told or one not in in_welfare
    ]
    items += [_item(facts, codes, (n,)) for n in alone]
    items += [
        _item(facts, codes, _fewest_words_first(facts, codes, same)) for same in alike.values()
    ]
    return tuple(sorted(items, key=_as_written))


def _as_written(item: ReportItem) -> tuple[int, Path]:
    first = item.results[0] if item.results else item.text
    return _THEMES[item.theme], first.path


def _said(result: Result, names: Sequence[str]) -> object:
    """What results that may be told as one have in common.

    The words of one are printed of all, so all must say them: in each language the same words, but
    for such as add nothing; the same figures, day and marks. What is told of the bloc, or names a
    unit, is not told of others.
    """
    words = tuple(
        tuple(word for word in words_of(said) if word not in _ADD_NOTHING) if said else None
        for said in (result.text.in_language(language) for language in LANGUAGES)
    )
    figures = tuple(getattr(result, figure) for figure in ITEM_FIGURES)
    marks = (
        key_of_words(result.measure),
        result.fewer_is_better,
        result.date,
        result.first_time,
        result.overcomes,
    )
    text = result.text.said_in("vi")
    own = result.unit if result.unit is None or _names_one(text, names) else ""
    return result.theme, words, figures, marks, own


_ADD_NOTHING = frozenset(words_of("các những đã việc the"))
"""Words that may stand in one of two texts that say the same."""


def _fewest_words_first(facts: Facts, codes: Codes, numbers: Iterable[int]) -> Numbers:
    def order(n: int) -> tuple[int, str, int]:
        return len(facts.results[n].text.said_in("vi").split()), codes[n], n

    return tuple(sorted(numbers, key=order))


def _names(facts: Facts) -> tuple[str, ...]:
    """The names and aliases of the units, between spaces."""
    names = (n for unit in facts.units for n in (unit.name.said_in("vi"), *unit.aliases))
    return tuple(f" {' '.join(words)} " for name in names if (words := words_of(name)))


def _names_one(text: str, names: Sequence[str]) -> bool:
    words = f" {' '.join(words_of(text))} "
    return any(name in words for name in names)


def _item(facts: Facts, codes: Codes, numbers: Numbers) -> ReportItem:
    """The item of results that say the same, in the words of the first."""
    first = facts.results[numbers[0]]
    own = tuple(dict.fromkeys(codes[n] for n in numbers))
    units = _units(facts, numbers)
    text = _reworded(facts, own) or Ref(("results", numbers[0], "text"))
    comparison = _comparison(facts, numbers[:1])
    return ReportItem(
        code=own[0],
        codes=own,
        theme=first.theme,
        results=_refs(numbers),
        units=units,
        text=text,
        activity=None,
        comparison=comparison,
        measure=Ref(("results", numbers[0], "measure")) if first.measure else None,
        words=_words(facts, text, units, comparison),
        weight=0,
        reasons=(),
    )


def _joint_item(facts: Facts, codes: Codes, number: int, told: Numbers) -> ReportItem:
    """The item of a joint activity: told once, by the bloc's own words where it has any.

    It stands under joint activities where anybody put it there, else under its first theme.
    """
    activity = facts.activities[number]
    themes = {facts.results[n].theme for n in told} or {"joint-activities"}
    own = sorted(n for n in told if facts.results[n].unit is None)
    measured = [n for n in told if facts.results[n].measure]
    units = _units(facts, told, activity, number)
    text = _reworded(facts, (activity.id,)) or Ref(
        ("results", own[0], "text") if own else ("activities", number, "name")
    )
    comparison = _comparison(facts, told, own_shares=activity.own_shares)
    return ReportItem(
        code=activity.id,
        codes=tuple(dict.fromkeys((activity.id, *(codes[n] for n in told)))),
        theme="joint-activities"
        if "joint-activities" in themes
        else min(themes, key=lambda theme: _THEMES[theme]),
        results=_refs(told),
        units=units,
        text=text,
        activity=Ref(("activities", number)),
        comparison=comparison,
        measure=Ref(("results", measured[0], "measure")) if measured else None,
        words=_words(facts, text, units, comparison),
        weight=0,
        reasons=(),
    )


def _words(
    facts: Facts, text: Ref, units: Iterable[Derived[str]], comparison: Comparison | None
) -> int:
    said = [facts.at(text.path).said_in("vi")]
    said += [whose.name.said_in("vi") for unit in units if (whose := facts.unit(unit.value))]
    return sum(len(words.split()) for words in said) + (_FIGURE_CLAUSE if comparison else 0)


_FIGURE_CLAUSE = 10
"""About the words of “(12 việc, đạt 120% chỉ tiêu, tăng 10% so với năm 2024)”."""


def _refs(numbers: Numbers) -> tuple[Ref, ...]:
    return tuple(Ref(("results", n)) for n in numbers)


def _units(
    facts: Facts, numbers: Numbers, activity: JointActivity | None = None, place: int = 0
) -> tuple[Derived[str], ...]:
    """Whose the results are, in the order of the list of units, each with where that is said."""
    said: dict[str, list[tuple[str | int, ...]]] = {}
    for m, unit in enumerate(activity.units if activity else ()):
        said.setdefault(unit, []).append(("activities", place, "units", m))
    for n in numbers:
        if whose := facts.results[n].unit:
            said.setdefault(whose, []).append(("results", n, "unit"))
    return tuple(Derived(unit.id, tuple(said[unit.id])) for unit in facts.units if unit.id in said)


def _reworded(facts: Facts, codes: Codes) -> Ref | None:
    return next(
        (
            Ref(("editorial", n, "text"))
            for n, note in enumerate(facts.editorial)
            if note.text and note.item in codes
        ),
        None,
    )


def _comparison(facts: Facts, numbers: Numbers, own_shares: bool = False) -> Comparison | None:
    """The figure beside the words, compared.

    Of a joint activity the bloc states it; else all units state the same figure, or none stands
    for the whole; or each states its own share in one measure, and these are added up.
    """
    measures = {key_of_words(facts.results[n].measure) for n in numbers if facts.results[n].measure}
    if len(measures) != 1:
        return None
    adds_up = not measures & _OF_ITSELF
    figures = {part: _told(facts, numbers, part, own_shares and adds_up) for part in ITEM_FIGURES}
    if figures["value"] is None:
        return None
    compared = compare(figures, adds_up)
    # A share of a limit is nothing achieved.
    fewer = any(facts.results[n].fewer_is_better for n in numbers)
    return replace(compared, completion=None) if fewer else compared


def _told(facts: Facts, numbers: Numbers, part: str, add: bool) -> Amount:
    def stated_by(units: bool) -> list[Derived[Quantity]]:
        return [
            Derived(figure, (("results", n, part),))
            for n in numbers
            if (facts.results[n].unit is not None) == units
            and (figure := getattr(facts.results[n], part)) is not None
        ]

    stated = stated_by(units=False)
    if not stated:
        stated = stated_by(units=True)
        if add:
            units = {facts.results[n].unit for n in numbers} - {None}
            return add_up(stated) if stated and len(stated) == len(units) else None
    if len({one.value for one in stated}) != 1:
        return None
    return Derived(stated[0].value, tuple(origin for one in stated for origin in one.origins))


def tells_a_figure(text: str) -> bool:
    """Whether words state a number that counts something."""
    return any(isinstance(one, FigureInText | PairInText) for one in read_text(text))
