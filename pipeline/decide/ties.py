"""What tells units apart that a mode finds equal, in the order a policy declares.

A rule is a row of :data:`RULES`. It needs its fact of every one of the units, else it tells
nothing. Where all rules leave several the conference decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.errors import Message, msg
from pipeline.model.base import Derived, Path
from pipeline.model.facts import Facts
from pipeline.model.lineage import terms_of
from pipeline.model.policy import TieRule

Ranks = Mapping[str, Derived[int]]
Because = tuple[Message, tuple[Path, ...]]
"""Why a rule left the units it left, and the facts it went by."""
Left = tuple[Sequence[str], Because]


def narrowed(
    facts: Facts, rules: Sequence[TieRule], ranks: Ranks, equals: Sequence[str]
) -> tuple[Sequence[str], tuple[Because, ...]]:
    """The units that the rules leave of ``equals``, and what each rule that left fewer went by."""
    because: list[Because] = []
    for name in rules:
        found = RULES[name](facts, ranks, equals) if len(equals) > 1 else None
        if found and len(found[0]) < len(equals):
            equals = found[0]
            because.append(found[1])
    return equals, tuple(because)


def _by_list(facts: Facts, ranks: Ranks, equals: Sequence[str]) -> Left | None:
    del ranks
    order = facts.leadership.rotation
    if not all(unit in order for unit in equals):
        return None
    why = msg("tie: first on the bloc's list")
    return [min(equals, key=order.index)], (why, (("leadership", "rotation"),))


def _by_membership(facts: Facts, ranks: Ranks, equals: Sequence[str]) -> Left | None:
    del ranks
    since = {
        unit.id: (unit.member_since, n) for n, unit in enumerate(facts.units) if unit.id in equals
    }
    years = [year for year, _ in since.values() if year is not None]
    if len(years) < len(equals):
        return None
    first = min(years)
    left = [unit for unit in equals if since[unit][0] == first]
    why = msg("tie: a member since {year}, longer than the others", year=first)
    return left, (why, tuple(("units", since[unit][1], "member_since") for unit in left))


def _by_rank(facts: Facts, ranks: Ranks, equals: Sequence[str]) -> Left | None:
    if not all(unit in ranks for unit in equals):
        return None
    best = min(ranks[unit].value for unit in equals)
    left = [unit for unit in equals if ranks[unit].value == best]
    why = msg("tie: ranks higher in {year}", year=facts.year)
    return left, (why, tuple(path for unit in left for path in ranks[unit].origins))


def _by_terms(facts: Facts, ranks: Ranks, equals: Sequence[str]) -> Left | None:
    del ranks
    terms = {unit: len(terms_of(facts, unit)) for unit in equals}
    fewest = min(terms.values())
    left = [unit for unit in equals if terms[unit] == fewest]
    why = msg("tie: has headed the bloc in fewer years of those recorded ({count})", count=fewest)
    return left, (why, (("leadership", "terms"),))


RULES: Mapping[TieRule, Callable[[Facts, Ranks, Sequence[str]], Left | None]] = {
    "list": _by_list,
    "longest-membership": _by_membership,
    "higher-rank": _by_rank,
    "fewest-terms": _by_terms,
}
