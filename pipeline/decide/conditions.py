"""The conditions of awards: for each a check of one unit, by the facts and never by a guess.

A condition is a row of :data:`CHECKS`. Where a fact is missing the verdict is "unknown", never
"no".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.errors import Message, msg
from pipeline.model.base import Derived, Path, Text
from pipeline.model.conference import OwnAward
from pipeline.model.decisions import Reason, Verdict, reason_by
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.lineage import made_of
from pipeline.model.members import Change
from pipeline.model.progress import State
from pipeline.model.rules import Award, Check, Condition, Placed
from pipeline.model.sending import Part
from pipeline.model.summary import Summary
from pipeline.model.year import Reward
from pipeline.spelling.names import key_of

Finding = tuple[Verdict, Message, tuple[Path, ...]]


@dataclass(frozen=True, slots=True)
class Case:
    """A unit and an award, with all that is known for judging the one by the other.

    ``known_awards`` are all that the rulebook and the folder describe.
    """

    facts: Facts
    summary: Summary
    history: Sequence[Dossier]
    award: Award | OwnAward
    known_awards: Sequence[Award | OwnAward]
    unit: str


def judge(case: Case, condition: Placed[Condition]) -> Reason:
    """How one condition stands for the unit."""
    verdict, message, paths = CHECKS[condition.rule.check](case, condition.rule)
    return reason_by(condition, verdict, message, paths)


def _registered(case: Case, _: Condition) -> Finding:
    for n, registration in enumerate(case.facts.registrations):
        if registration.unit == case.unit:
            path: Path = ("registrations", n, "awards")
            if case.award.id in registration.awards:
                return Verdict.MET, msg("registered for the award"), (path,)
            return Verdict.NOT_MET, msg("its registration does not name the award"), (path,)
    return Verdict.UNKNOWN, msg("the unit's registration is not stated"), ()


def _inspected(case: Case, _: Condition) -> Finding:
    for n, inspection in enumerate(case.facts.inspections):
        if inspection.unit == case.unit and inspection.passed is not None:
            path: Path = ("inspections", n, "passed")
            if inspection.passed:
                return Verdict.MET, msg("inspected, with a favourable result"), (path,)
            return Verdict.NOT_MET, msg("inspected, with an unfavourable result"), (path,)
    return Verdict.UNKNOWN, msg("the result of an inspection is not stated"), ()


def _not_suspended(case: Case, _: Condition) -> Finding:
    number = next(n for n, unit in enumerate(case.facts.units) if unit.id == case.unit)
    path: Path = ("units", number)
    if case.facts.units[number].suspended:
        return Verdict.SUSPENDED, msg("is not considered at present"), ((*path, "suspended"),)
    return Verdict.MET, msg("no ground against considering it is stated"), (path,)


def _leading(case: Case, _: Condition) -> Finding:
    """Whether the unit leads the bloc: as the conference placed it, else by its points."""
    return _placed(case, 1) or _ranked(case, 1)


def _rank_at_most(case: Case, condition: Condition) -> Finding:
    assert condition.rank
    return _placed(case, condition.rank) or _ranked(case, condition.rank)


def _placed(case: Case, most: int) -> Finding | None:
    """What the conference itself said of the unit's place; None where it said nothing."""
    facts = case.facts
    row = case.summary.standing(case.unit)
    for n, standing in enumerate(facts.standings):
        if standing.unit == case.unit and standing.leading:
            message = msg("leads the bloc, as the conference states")
            return Verdict.MET, message, (("standings", n, "leading"),)
        if standing.unit == case.unit and standing.rank and row and row.group:
            path: Path = ("standings", n, "rank")
            return _placed_in_part(facts, row.group, standing.rank, most, path)
        if standing.unit == case.unit and standing.rank:
            shared = row is not None and row.shared
            message = (
                msg(
                    "ranks {rank} together with another, as the conference states",
                    rank=standing.rank,
                )
                if shared
                else msg("ranks {rank}, as the conference states", rank=standing.rank)
            )
            return _within(standing.rank, most), message, (("standings", n, "rank"),)
    leaders = [
        n
        for n, one in enumerate(facts.standings)
        if one.leading or (one.rank == 1 and not _in_parts(case))
    ]
    if not leaders or most > 1:
        return None
    named = tuple(u.name for n in leaders if (u := facts.unit(facts.standings[n].unit)))
    message = msg("the conference states that another leads the bloc: {units}", units=named)
    stated = ("leading" if facts.standings[n].leading else "rank" for n in leaders)
    paths = tuple(("standings", n, part) for n, part in zip(leaders, stated, strict=True))
    return Verdict.NOT_MET, message, paths


def _within(rank: int, most: int) -> Verdict:
    return Verdict.MET if rank <= most else Verdict.NOT_MET


def _placed_in_part(facts: Facts, group: Derived[str], rank: int, most: int, path: Path) -> Finding:
    """A rank within a part of the bloc: in the bloc as a whole it is that or a lower one."""
    part = next(one.name for one in facts.bloc.groups if one.id == group.value)
    message = msg("ranks {rank} in {part}, as the conference states", rank=rank, part=part)
    verdict = Verdict.UNKNOWN if rank <= most else Verdict.NOT_MET
    return verdict, message, (path, *group.origins)


def _in_parts(case: Case) -> bool:
    """Whether the conference placed the units within parts of the bloc."""
    return any(row.group for row in case.summary.standings)


def _ranked(case: Case, most: int) -> Finding:
    facts, summary = case.facts, case.summary
    ranks = [n for n, standing in enumerate(facts.standings) if standing.rank]
    if ranks and not _in_parts(case):
        message = msg("the conference ranked others and not this unit")
        return Verdict.UNKNOWN, message, tuple(("standings", n, "rank") for n in ranks)
    if facts.scores and not facts.scores.published:
        message = msg("the points are not published, and the unit's rank is not stated")
        return Verdict.UNKNOWN, message, (("scores", "published"),)
    totals = [row.total for row in summary.scores if row.total]
    if not totals or _in_parts(case):
        return Verdict.UNKNOWN, msg("the unit's rank is not stated"), ()
    row = summary.score(case.unit)
    if row is None or row.rank is None or row.total is None:
        message = (
            msg(
                "only {scored} of {all} units have a total score",
                scored=len(totals),
                all=facts.members,
            )
            if facts.members
            else msg("how many units the bloc has is in question")
        )
        return Verdict.UNKNOWN, message, tuple(o for total in totals for o in total.origins)
    return (
        _within(row.rank.value, most),
        msg("ranks {rank} with {points} points", rank=row.rank.value, points=row.total.value),
        tuple(dict.fromkeys((*row.total.origins, *row.rank.origins))),
    )


def _points_at_least(case: Case, condition: Condition) -> Finding:
    """The points themselves stay untold where they are not published."""
    assert condition.points is not None
    row = case.summary.score(case.unit)
    if row is None or row.total is None:
        return Verdict.UNKNOWN, msg("the unit's total score is not stated"), ()
    enough = row.total.value >= condition.points
    verdict = Verdict.MET if enough else Verdict.NOT_MET
    if case.facts.scores and not case.facts.scores.published:
        needed = msg("the points are not published; {needed} are needed", needed=condition.points)
        return verdict, needed, row.total.origins
    message = msg(
        "{points} points; {needed} are needed", points=row.total.value, needed=condition.points
    )
    return verdict, message, row.total.origins


def _not_awarded_within(case: Case, condition: Condition) -> Finding:
    """Whether the unit, or one it was made of, had the same award in the years before.

    A year is known where the folders state which units had the award in it: then who is not named
    did not have it. One told without its unit may have been anybody's; one of persons tells nothing
    of units.
    """
    assert condition.years
    first, last = case.facts.year - condition.years, case.facts.year - 1
    its_own, parted = _made_of(case)
    known: dict[int, tuple[Path, ...]] = {}
    unnamed: dict[int, tuple[Path, ...]] = {}
    doubtful: list[tuple[Message, tuple[Path, ...]]] = []
    for year, reward, path in _earlier_rewards(case):
        if not first <= year <= last or _of_persons_only(reward):
            continue
        if _same_award(reward, case.award):
            if reward.unit in its_own:
                return Verdict.NOT_MET, _had_it(case, reward, year), (path, *its_own[reward.unit])
            if reward.unit in parted:
                doubt = msg(
                    "came of a division of {unit}, which had the same award in {year}",
                    unit=_named(case, reward.unit),
                    year=year,
                )
                doubtful.append((doubt, (path, *parted[reward.unit])))
            by_year = known if reward.unit else unnamed
            by_year[year] = (*by_year.get(year, ()), path)
        elif reward.unit in its_own and _may_be(reward, case):
            doubt = msg("whether this was the same award is not sure: {award}", award=reward.award)
            doubtful.append((doubt, (path, *its_own[reward.unit])))
    if doubtful:
        return Verdict.UNKNOWN, doubtful[0][0], tuple(p for _, paths in doubtful for p in paths)
    if unnamed:
        years = tuple(str(year) for year in sorted(unnamed))
        message = msg("which units had the award is not stated for: {years}", years=years)
        return Verdict.UNKNOWN, message, tuple(p for paths in unnamed.values() for p in paths)
    lacking = [year for year in range(first, last + 1) if year not in known]
    if lacking:
        years = tuple(str(year) for year in lacking)
        message = msg("who had the award is not stated for: {years}", years=years)
        return Verdict.UNKNOWN, message, ()
    message = msg(
        "others had the award from {first} to {last}, this unit not", first=first, last=last
    )
    return Verdict.MET, message, tuple(path for paths in known.values() for path in paths)


def _made_of(case: Case) -> tuple[dict[str, tuple[Path, ...]], dict[str, tuple[Path, ...]]]:
    """The unit and all it was made of; and those it came of by a division. With the changes."""
    changes: dict[Path, Change] = {("changes", n): one for n, one in enumerate(case.facts.changes)}
    for earlier in case.history:
        for n, one in enumerate(earlier.facts.changes):
            changes[(*earlier.at, "changes", n)] = one
    its_own = made_of(case.unit, changes)
    by_any = made_of(case.unit, changes, ("merged", "renamed", "split"))
    return its_own, {unit: paths for unit, paths in by_any.items() if unit not in its_own}


def _had_it(case: Case, reward: Reward, year: int) -> Message:
    if reward.unit == case.unit or reward.unit is None:
        return msg("had the same award in {year}", year=year)
    return msg(
        "{unit}, which became this unit, had the same award in {year}",
        unit=_named(case, reward.unit),
        year=year,
    )


def _named(case: Case, unit_id: str) -> Text | str:
    """The name of a unit as this folder, or an earlier one, has it."""
    folders = (case.facts, *(earlier.facts for earlier in reversed(case.history)))
    return next((unit.name for facts in folders if (unit := facts.unit(unit_id))), unit_id)


def _may_be(reward: Reward, case: Case) -> bool:
    """Whether an award by another name may be the same: of its level, by a name nobody knows."""
    return reward.level == case.award.level and not _is_another(reward, case)


def _earlier_rewards(case: Case) -> Iterator[tuple[int, Reward, Path]]:
    """Awards of earlier years: as this folder states them, and as the earlier ones do."""
    for n, reward in enumerate(case.facts.rewards):
        if reward.year is not None:
            yield reward.year, reward, ("rewards", n)
    for earlier in case.history:
        for n, reward in enumerate(earlier.facts.rewards):
            year = reward.year or earlier.facts.year
            yield year, reward, (*earlier.at, "rewards", n)


def _of_persons_only(reward: Reward) -> bool:
    return reward.individuals is not None and reward.collectives is None


def _same_award(reward: Reward, award: Award | OwnAward) -> bool:
    given, meant = reward.award.vi, award.name.vi
    return bool(given and meant and key_of(given) == key_of(meant))


def _is_another(reward: Reward, case: Case) -> bool:
    """Whether it goes by the name of another award that is known."""
    return any(_same_award(reward, one) for one in case.known_awards if one.id != case.award.id)


_PARTS: dict[Part, Message] = {"report": msg("report"), "scores": msg("self-scored points")}


def _sent(part: Part) -> Callable[[Case, Condition], Finding]:
    """Whether the unit has sent a part of what it is asked for.

    What the folder does not hold may have come all the same: it is never a no.
    """

    def check(case: Case, _: Condition) -> Finding:
        row = next((one for one in case.summary.sending if one.unit.value == case.unit), None)
        found = next((one for one in row.parts if one.part == part), None) if row else None
        days = tuple(o for day in found.received for o in day.origins) if found else ()
        match found.state if found else State.NOT_ASKED:
            case State.COMPLETE | State.RECEIVED:
                return Verdict.MET, msg("the {part} has been sent", part=_PARTS[part]), days
            case State.PARTLY:
                message = msg("the folder holds the {part} in part only", part=_PARTS[part])
                return Verdict.UNKNOWN, message, days
        return (
            Verdict.UNKNOWN,
            msg("that the {part} has been sent is not stated", part=_PARTS[part]),
            (),
        )

    return check


CHECKS: dict[Check, Callable[[Case, Condition], Finding]] = {
    "registered": _registered,
    "inspected": _inspected,
    "not-suspended": _not_suspended,
    "leading": _leading,
    "rank-at-most": _rank_at_most,
    "points-at-least": _points_at_least,
    "not-awarded-within": _not_awarded_within,
    "report-sent": _sent("report"),
    "scores-sent": _sent("scores"),
}
NAMES: dict[Check, Message] = {
    "registered": msg("registered for the award"),
    "inspected": msg("inspected, with a favourable result"),
    "not-suspended": msg("no ground against considering it"),
    "leading": msg("leads the bloc"),
    "rank-at-most": msg("a rank high enough"),
    "points-at-least": msg("points enough"),
    "not-awarded-within": msg("did not have the same award in the years before"),
    "report-sent": msg("has sent its report"),
    "scores-sent": msg("has sent its self-scored points"),
}
"""What each condition is called."""
