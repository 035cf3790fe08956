"""Awards told as received in the results although this year's conference only proposes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import Problem, Severity, msg
from pipeline.model.base import Path, Ref
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.facts import Facts
from pipeline.model.members import FormerUnit, Unit
from pipeline.model.rules import find_award
from pipeline.spelling.dates import PartialDate
from pipeline.spelling.in_text import dates_in, sentences_of
from pipeline.spelling.names import key_of

_RECEIVED = re.compile(
    r"(?<!\w)(?:được|đã|vinh dự|đón) (?:nhận|tặng|trao|trao tặng|tặng thưởng|đón nhận)(?!\w)"
)
_NOT_YET = re.compile(
    r"(?<!\w)(?:đề nghị|đề xuất|trình|xét|đăng ký|phấn đấu|hồ sơ|không|chưa|sẽ)(?!\w)"
)


def proposals_as_awards(dossier: Dossier, rules: Rules) -> list[Problem]:
    """Sentences by which a unit already has, for this year, what it is only proposed for."""
    facts = dossier.facts
    proposed = list(_proposed(dossier, rules))
    problems: list[Problem] = []
    for n, result in enumerate(facts.results):
        for sentence in map(key_of, sentences_of(result.text.vi or "")):
            if not _tells_an_award(sentence, facts.year):
                continue
            for unit, award, name, place in proposed:
                names = [key_of(one) for one in (unit.name.vi, *unit.aliases) if one]
                is_theirs = result.unit == unit.id or any(_has(sentence, one) for one in names)
                if is_theirs and _has(_in_full(sentence), award):
                    path: Path = ("results", n, "text", "vi")
                    problems.append(_as_award(dossier, path, unit, name, place))
    return problems


def _proposed(
    dossier: Dossier, rules: Rules
) -> Iterator[tuple[Unit | FormerUnit, str, object, Path]]:
    """Each unit with the key and name of an award that this conference proposes it for."""
    facts: Facts = dossier.facts
    for n, nomination in enumerate(facts.nominations):
        award = find_award(nomination.award, rules.book, facts.awards)
        for m, nominee in enumerate(nomination.units):
            unit = facts.unit(nominee.unit)
            if unit and award and award.name.vi and nominee.is_unit:
                path: Path = ("nominations", n, "units", m)
                yield unit, _in_full(key_of(award.name.vi)), award.name, path


def _tells_an_award(sentence: str, year: int) -> bool:
    """Whether something was received for this very year: an earlier year's comes in it too."""
    days = {one.day for one in dates_in(sentence)}
    is_received = _RECEIVED.search(sentence) and not _NOT_YET.search(sentence)
    return bool(is_received) and days == {PartialDate(None, None, year)}


def _in_full(key: str) -> str:
    return key.replace("ubnd", key_of("Ủy ban nhân dân"))


def _has(sentence: str, words: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence))


def _as_award(
    dossier: Dossier, path: Path, unit: Unit | FormerUnit, award: object, place: Path
) -> Problem:
    return Problem(
        "proposal-as-award",
        msg(
            "the text says that {unit} received “{award}” for this year, but {place} only proposes"
            " it",
            unit=unit.name,
            award=award,
            place=dossier.place(place) or Ref(place),
        ),
        dossier.place(path),
        msg("say that it is proposed; where it was decided, write it under “rewards”"),
        Severity.WARNING,
    )
