"""The forecast of a folder, and what a supposition would change in it."""

from __future__ import annotations

from pipeline.decide.forecast import forecast
from pipeline.decide.rotation import Policy, policy_of
from pipeline.decide.selection import ranks_of
from pipeline.decide.supposition import suppose
from pipeline.model.dossier import Dossier, Rules
from pipeline.model.forecast import Ahead, ForecastYear, Outlook
from pipeline.model.summary import Summary


def look_ahead(dossier: Dossier, summary: Summary, rules: Rules, ahead: Ahead) -> Outlook:
    """The coming heads, and beside them those under the supposition where ``ahead`` makes one.

    The units that ``ahead`` names are members, each named once.
    """
    facts = dossier.facts
    policy = policy_of(facts.leadership, rules.book.rotation)
    ranks = ranks_of(summary)
    plain = forecast(facts, policy, ahead.years, ranks)
    if not ahead.without and not ahead.mergers:
        return Outlook(plain)
    supposition = suppose(facts, ahead.without, ahead.mergers)
    # How the units that are left would rank without the others, nobody has judged.
    gone = {*ahead.without, *(part for parts in ahead.mergers for part in parts)}
    ranks_hold = not (_asks_ranks(policy) and gone & ranks.keys())
    supposed = forecast(
        supposition.facts,
        policy,
        ahead.years,
        ranks if ranks_hold else {},
        supposition.origins,
    )
    members = {unit.id for unit in facts.units}
    return Outlook(
        plain,
        supposed,
        tuple(one.name for one in plain.tenures if one.unit.value in ahead.without),
        tuple(one.name for one in supposed.tenures if one.unit.value not in members),
        tuple(
            was.year
            for was, would_be in zip(plain.years, supposed.years, strict=True)
            if _who(was) != _who(would_be)
        ),
        ranks_hold,
    )


def _asks_ranks(policy: Policy) -> bool:
    return bool({"first-ranked", "second-ranked"} & set(policy.modes)) or (
        "higher-rank" in policy.ties
    )


def _who(year: ForecastYear) -> tuple[str | None, ...]:
    """Who takes the seats of a year, as far as that is told."""
    seats = (year.head, *year.deputies)
    return tuple(seat.unit.value if seat else None for seat in seats)
