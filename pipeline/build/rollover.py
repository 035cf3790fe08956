"""The next year begun from the folder of the year before: what still holds, and where it is from.

What a paper of the new year might state wrongly is not carried over; where it may be of use it
stands in a comment.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from pipeline.build.new_folder import fill, refuse_if_taken, write_new
from pipeline.build.own_forms import carry_over_forms
from pipeline.collect import collect
from pipeline.forms.yaml_text import plain_of
from pipeline.model.base import LANGUAGES, Language, Text
from pipeline.model.facts import Facts, Issuer
from pipeline.model.leadership import Term
from pipeline.model.quantity import Quantity
from pipeline.model.rates import value_of
from pipeline.model.year import Indicator, Reading, Result, Reward, Scores, Weakness
from pipeline.render.wording import begins_with, opens_with

_SKELETONS = {
    "bloc.yaml": "next-year/bloc.yaml",
    "results.yaml": "next-year/results.yaml",
    "editorial.yaml": "editorial.yaml",
    "conference.yaml": "conference.yaml",
}

_LASTING = ("bloc.", "units.", "former_units.", "changes.", "leadership.", "regulation.")
_OF_ONE_YEAR = ("bloc.staff", ".suspended")
"""Facts that are carried over, and among them those that are not, as ``conflicts`` name them."""


@dataclass(frozen=True, slots=True)
class Rollover:
    """The facts a new year begins with, out of those of the ``old`` one."""

    old: Facts
    facts: Facts

    @property
    def term(self) -> Term | None:
        """The leadership of the new year, where the old year's conference settled it."""
        return self.facts.term(self.facts.year)


def roll_over(old: Path, new: Path) -> Rollover:
    """Make the folder ``new`` for the year after that of ``old``.

    Raises:
        InputError: when ``old`` states what cannot be.
        OutputError: when ``new`` is there already, or cannot be written.
    """
    refuse_if_taken(new)
    facts = collect(old).facts
    done = Rollover(facts, next_year(facts))
    ids = [unit.id for unit in done.facts.units]
    first = ids[0] if ids else "ma-don-vi"
    values = {
        "year": done.facts.year,
        "old_year": done.old.year,
        "old": " ".join(old.resolve().name.split()),
        # A comment is one line, whatever the name holds.
        "name": " ".join(done.facts.bloc.name.said_in("vi").split()),
        "facts": _for_skeleton(done.facts),
        "left": _left(done),
        "term": done.term,
        "mark": "# ",
        "ids": ids,
        "first": first,
        "other": next((unit for unit in ids if unit != first), None),
    }
    write_new(new, fill(_SKELETONS, values))
    carry_over_forms(old, new)
    return done


def next_year(old: Facts) -> Facts:
    """What the facts of one year state for the next."""
    term = _next_term(old)
    plan = old.plan
    return Facts(
        year=old.year + 1,
        made_up=old.made_up,
        languages=old.languages,
        bloc=old.bloc.model_copy(update={"staff": None}),
        units=tuple(unit.model_copy(update={"suspended": None}) for unit in old.units),
        former_units=old.former_units,
        changes=old.changes,
        leadership=old.leadership.model_copy(
            update={"terms": (*old.leadership.terms, *((term,) if term else ()))}
        ),
        regulation=old.regulation,
        issuer=_issuer(old, term),
        awards=old.awards,
        tasks_of_year=(*plan.directions, *plan.tasks) if plan and not _plans_half(old) else (),
        weaknesses=_weaknesses(old),
        indicators=tuple(_begun(old, indicator) for indicator in old.indicators),
        scores=Scores(published=old.scores.published, criteria=old.scores.criteria)
        if old.scores and old.scores.criteria
        else None,
        rewards=tuple(
            reward if reward.year else reward.model_copy(update={"year": old.year})
            for reward in old.rewards
            if _has_its_year(reward, old)
        ),
        conflicts=tuple(
            conflict
            for conflict in old.conflicts
            if conflict.about.startswith(_LASTING) and not conflict.about.endswith(_OF_ONE_YEAR)
        ),
    )


def _next_term(old: Facts) -> Term | None:
    settled = old.next_leadership
    if settled is None or (settled.head is None and settled.deputies is None):
        return None
    return Term(
        year=settled.year,
        head=settled.head,
        deputies=settled.deputies,
        selection=settled.selection,
    )


def _issuer(old: Facts, term: Term | None) -> Issuer:
    """Who signs is known only while the same unit heads the bloc."""
    before = old.term(old.year)
    stays = before and before.head and term and term.head and before.head.unit == term.head.unit
    gone = {"papers": (), "bases": ()} | ({} if stays else {"signer": None})
    return old.issuer.model_copy(update=gone)


def _has_its_year(reward: Reward, old: Facts) -> bool:
    """Whether an award of a unit is of a known year; a review of several years tells none."""
    return bool(reward.unit and (reward.year or old.first_year == old.year))


def _weaknesses(old: Facts) -> tuple[Weakness, ...]:
    """The limitations of the year, as those that the next may overcome."""
    told = [result for result in old.results if result.theme == "limitations"]
    return tuple(
        Weakness(id=f"han-che-{n}", text=_with_whose(old, result))
        for n, result in enumerate(told if _is_of_a_year(old) else (), 1)
    )


def _with_whose(old: Facts, result: Result) -> Text:
    """The words of a result, after the name of its unit where they do not name it."""
    unit = old.unit(result.unit) if result.unit else None
    if unit is None:
        return result.text

    def told(language: Language) -> str | None:
        words, name = result.text.in_language(language), unit.name.in_language(language)
        if words is None or name is None:
            return words
        others = [one.name.said_in(language) for one in old.units if one.id != unit.id]
        named = any(begins_with(words, one) for one in (name, *unit.aliases))
        return words if named or opens_with(words, name, others) else f"{name}: {words}"

    return Text(**{language: told(language) for language in LANGUAGES})


def _plans_half(old: Facts) -> bool:
    """Whether the plan is for the rest of the old year."""
    return old.conference is not None and old.conference.kind == "half-year"


def _is_of_a_year(old: Facts) -> bool:
    """Whether what the old folder states is of one whole year."""
    return old.conference is None or old.conference.kind == "year-end"


def _begun(old: Facts, indicator: Indicator) -> Indicator:
    """The indicator with last year's figures to compare with; those of half a year are none."""
    readings = tuple(
        Reading(unit=reading.unit, last_year=_as_stated(value))
        for reading in indicator.readings
        if (value := value_of(indicator, reading)) and _is_of_a_year(old)
    )
    return indicator.model_copy(update={"readings": readings})


def _as_stated(value: Quantity) -> Quantity:
    """A figure as it can be stated: a rate with more places than any figure is about so much."""
    if value.number == value.number.quantize(Decimal("0.000001")):
        return value
    return Quantity(value.number.quantize(Decimal("0.01")), "about")


def _for_skeleton(facts: Facts) -> dict[str, object]:
    """Each part of the facts as plain values; one that says nothing is None."""
    plain = plain_of(facts)
    return {name: plain.get(name) for name in Facts.model_fields}


def _left(done: Rollover) -> dict[str, object]:
    """What is not carried over but may be of use, as plain values."""
    old, facts = done.old, done.facts
    plain = plain_of(old)
    issuer = _part(plain, "issuer")
    return {
        "period": plain.get("period"),
        "rulebook": old.rulebook,
        "staff": _part(plain, "bloc").get("staff"),
        "suspended": _suspended(plain),
        "note": _part(plain, "next_leadership").get("note"),
        "signer": None if facts.issuer.signer else issuer.get("signer"),
        "bases": issuer.get("bases"),
        "solutions": None if _plans_half(old) else _part(plain, "plan").get("solutions"),
        "figures": _is_of_a_year(old),
        "rewards": tuple(
            part
            for part, reward in zip(_entries(plain, "rewards"), old.rewards, strict=True)
            if not _has_its_year(reward, old)
        ),
    }


def _part(plain: dict[str, object], name: str) -> dict[str, object]:
    part = plain.get(name)
    return part if isinstance(part, dict) else {}


def _entries(plain: dict[str, object], name: str) -> tuple[dict[str, object], ...]:
    part = plain.get(name)
    return part if isinstance(part, tuple) else ()


def _suspended(plain: dict[str, object]) -> dict[str, object]:
    return {
        str(unit["id"]): unit["suspended"]
        for unit in _entries(plain, "units")
        if "suspended" in unit
    }
