"""What there is to tell: results made into items, those that tell the same thing into one."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.model.base import Derived, Ref
from pipeline.model.comparison import Comparison
from pipeline.model.editorial import code_of
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.report import ReportItem
from pipeline.model.year import ITEM_FIGURES, JointActivity, Result, Theme
from pipeline.spelling.in_text import FigureInText, PairInText, read_text
from pipeline.spelling.likeness import Shingles, like_pairs, words_of
from pipeline.summarize.figures import Amount, add_up, compare
from pipeline.summarize.words import key_of_words

ALIKE = Fraction(3, 4)
"""From this likeness on two texts with the same figures say the same."""

Numbers = tuple[int, ...]
"""The places of results among the facts' results."""

_THEMES: Mapping[Theme, int] = {theme: n for n, theme in enumerate(typing.get_args(Theme))}
_OF_ITSELF = frozenset({"%", "‰"})


def items_of(facts: Facts) -> tuple[ReportItem, ...]:
    """Every item the reports may tell, not yet weighed.

    The results of one joint activity are one item, and so are results of several units that say
    the same of themselves. What is told of the bloc as a whole stays as it was written.
    """
    of_activity: dict[str, list[int]] = {}
    of_bloc: dict[str, list[int]] = {}
    of_unit: dict[tuple[object, ...], list[_Told]] = {}
    for n, result in enumerate(facts.results):
        if result.activity:
            of_activity.setdefault(result.activity, []).append(n)
        elif result.unit is None:
            of_bloc.setdefault(code_of(result), []).append(n)
        else:
            told = _Told(n, code_of(result), Shingles.of(result.text.said_in("vi")))
            of_unit.setdefault((result.theme, *_figures_told(result, told)), []).append(told)
    activities = {activity.id: n for n, activity in enumerate(facts.activities)}
    names = _names(facts)
    items = [_joint_item(facts, activities[one], tuple(told)) for one, told in of_activity.items()]
    items += [_item(facts, tuple(same)) for same in of_bloc.values()]
    items += [
        _item(facts, same) for group in of_unit.values() for same in _alike(facts, group, names)
    ]
    return tuple(sorted(items, key=lambda item: (_THEMES[item.theme], item.results[0].path)))


@dataclass(frozen=True, slots=True)
class _Told:
    """A result by its place, its code, and its words ready to be compared."""

    number: int
    code: str
    text: Shingles


def _figures_told(result: Result, told: _Told) -> tuple[object, ...]:
    """The figures of a result, in its words and beside them: with others it tells other things."""
    in_words = tuple(word for word in told.text.words if word[:1].isdigit())
    stated = (getattr(result, figure) for figure in ITEM_FIGURES)
    return in_words, result.fewer_is_better, *stated


def _alike(facts: Facts, group: Iterable[_Told], names: Sequence[str]) -> Iterator[Numbers]:
    """The results that say the same, each group led by the one with the fewest words.

    Its words are printed of all, so all must say them: nobody is made to say what only another
    did. A text that names a unit is about that unit alone.
    """
    told = sorted(group, key=lambda one: (len(one.text.words), one.code, one.number))
    like: dict[int, list[int]] = {}
    for earlier, later, _ in like_pairs([one.text for one in told], ALIKE):
        pair = told[earlier], told[later]
        whose = {facts.results[one.number].unit for one in pair}
        named = len(whose) > 1 and any(_names_one(one, names) for one in pair)
        if not named and _says_all(pair[1].text.words, pair[0].text.words):
            like.setdefault(earlier, []).append(later)
    joined: set[int] = set()
    for leader in range(len(told)):
        if leader not in joined:
            others = [other for other in like.get(leader, ()) if other not in joined]
            joined.update((leader, *others))
            yield tuple(told[place].number for place in (leader, *others))


def _says_all(words: Sequence[str], of: Sequence[str]) -> bool:
    """Whether ``words`` hold all the words ``of`` another text in its order, and take none back."""
    wanted = list(reversed(of))
    more = []
    for word in words:
        if wanted and word == wanted[-1]:
            wanted.pop()
        else:
            more.append(word)
    return not wanted and not _TAKE_BACK.intersection(more)


_TAKE_BACK = frozenset(
    words_of(
        "không chưa chẳng thiếu ít hầu phần đa gần khoảng một số cơ bản trừ ngoài no not few some"
    )
)
"""Words that make of a statement its contrary, or less than it."""


def _names(facts: Facts) -> tuple[str, ...]:
    """The names and aliases of the units, between spaces."""
    names = (n for unit in facts.units for n in (unit.name.said_in("vi"), *unit.aliases))
    return tuple(f" {' '.join(words)} " for name in names if (words := words_of(name)))


def _names_one(told: _Told, names: Sequence[str]) -> bool:
    words = f" {' '.join(told.text.words)} "
    return any(name in words for name in names)


def _item(facts: Facts, numbers: Numbers) -> ReportItem:
    """The item of results that say the same, in the words of the first."""
    first = facts.results[numbers[0]]
    return ReportItem(
        code=code_of(first),
        theme=first.theme,
        results=_refs(numbers),
        units=_units(facts, numbers),
        text=_reworded(facts, {code_of(facts.results[n]) for n in numbers})
        or Ref(("results", numbers[0], "text")),
        activity=None,
        comparison=_comparison(facts, numbers[:1]),
        measure=Ref(("results", numbers[0], "measure")) if first.measure else None,
        weight=0,
        reasons=(),
    )


def _joint_item(facts: Facts, number: int, told: Numbers) -> ReportItem:
    """The item of a joint activity: told once, by the bloc's own words where it has any.

    It stands under joint activities where anybody put it there, else under its first theme.
    """
    activity = facts.activities[number]
    themes = {facts.results[n].theme for n in told}
    own = sorted(n for n in told if facts.results[n].unit is None)
    measured = [n for n in told if facts.results[n].measure]
    return ReportItem(
        code=activity.id,
        theme="joint-activities"
        if "joint-activities" in themes
        else min(themes, key=lambda theme: _THEMES[theme]),
        results=_refs(told),
        units=_units(facts, told, activity, number),
        text=_reworded(facts, {activity.id})
        or Ref(("results", own[0], "text") if own else ("activities", number, "name")),
        activity=Ref(("activities", number)),
        comparison=_comparison(facts, told, own_shares=activity.own_shares),
        measure=Ref(("results", measured[0], "measure")) if measured else None,
        weight=0,
        reasons=(),
    )


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


def _reworded(facts: Facts, codes: set[str]) -> Ref | None:
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
