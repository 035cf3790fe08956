"""Laws that every nomination keeps, against a second, plainer judge of small cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from test_decide import BOOKS

from pipeline.decide import choose_rules, decide
from pipeline.model.dossier import Dossier, Trail
from pipeline.model.facts import Facts
from pipeline.summarize import summarize

FEW = settings(max_examples=40, deadline=None)


@dataclass(frozen=True)
class One:
    """What is stated of one unit; None: nothing."""

    registered: bool | None
    passed: bool | None
    suspended: bool
    rank: int | None
    yes: int | None


@dataclass(frozen=True)
class Small:
    """A small bloc and its nomination for the Government flag."""

    units: Mapping[str, One]
    proposed: tuple[str, ...]
    withdrawn: tuple[str, ...]
    share: Fraction | None
    more_than: bool
    quota: int | None


@st.composite
def small(draw: st.DrawFn) -> Small:
    names = "abcdef"[: draw(st.integers(2, 6))]
    maybe = st.none() | st.booleans()
    units = {
        name: One(
            draw(maybe),
            draw(maybe),
            draw(st.integers(0, 5)) == 0,
            draw(st.none() | st.integers(1, len(names))),
            draw(st.none() | st.integers(0, len(names))),
        )
        for name in names
    }
    proposed = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
    rest = [name for name in names if name not in proposed]
    withdrawn = draw(st.lists(st.sampled_from(rest), max_size=2, unique=True)) if rest else []
    share = draw(st.none() | st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(4, 5)]))
    return Small(
        units,
        tuple(proposed),
        tuple(withdrawn),
        share,
        draw(st.booleans()),
        draw(st.none() | st.integers(1, 3)),
    )


def facts_of(case: Small, order: Sequence[str], called: Mapping[str, str]) -> Facts:
    """The case as a bloc's folder would state it, its lists in this order."""

    def of(name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        return {"unit": called[name], **values}

    units = {name: case.units[name] for name in order}
    counts = tuple(of(n, {"yes": one.yes}) for n, one in units.items() if one.yes is not None)
    rules: dict[str, Any] = {"reference": "Quy chế"}
    if case.share:
        rules |= {"threshold": case.share, "more_than": case.more_than}
    if case.quota:
        rules["quotas"] = ({"award": "government-flag", "units": case.quota},)
    return Facts.model_validate(
        {
            "year": 2025,
            "bloc": {"name": "Khối A"},
            "units": tuple(
                {"id": called[name], "name": f"Đơn vị {called[name]}"}
                | ({"suspended": "đang xem xét"} if one.suspended else {})
                for name, one in units.items()
            ),
            "registrations": tuple(
                of(n, {"awards": ("government-flag",) if one.registered else ()})
                for n, one in units.items()
                if one.registered is not None
            ),
            "inspections": tuple(
                of(n, {"passed": one.passed}) for n, one in units.items() if one.passed is not None
            ),
            "standings": tuple(of(n, {"rank": one.rank}) for n, one in units.items() if one.rank),
            "regulation": rules,
            "nominations": (
                {
                    "award": "government-flag",
                    "units": tuple(called[n] for n in order if n in case.proposed),
                    "withdrawn": tuple(of(n, {}) for n in order if n in case.withdrawn),
                    "ballot": {"method": "secret-ballot", "counts": counts} if counts else None,
                },
            ),
        }
    )


def outcomes(
    case: Small, order: Sequence[str] | None = None, called: Mapping[str, str] | None = None
) -> dict[str, str]:
    """What the program says of each unit, by its name in the case."""
    called = called or {name: name for name in case.units}
    facts = facts_of(case, order or tuple(case.units), called)
    dossier = Dossier(facts, Trail({}), Path("khoi"), ())
    rules = choose_rules(dossier, BOOKS)
    (decision,) = decide(dossier, summarize(dossier), rules).nominations
    said = {
        one.unit: str(decision.outcome(one)) for one in (*decision.candidates, *decision.others)
    }
    return {name: said[called[name]] for name in case.units}


def judged_plainly(case: Small) -> dict[str, str]:
    """The same by the shortest way: what is no, else what is not known, else the quota."""
    voting = any(one.yes is not None for one in case.units.values())
    found = {}
    first = any(one.rank == 1 for one in case.units.values())
    for name, one in case.units.items():
        needed = case.share * len(case.units) if case.share else None
        enough = None
        if needed is not None and voting and one.yes is not None:
            enough = one.yes > needed if case.more_than else one.yes >= needed
        answers = [
            one.registered,
            one.passed,
            not one.suspended,
            # Where another is first, a unit without a rank is not.
            (False if first else None) if one.rank is None else one.rank == 1,
            name not in case.withdrawn,
            *([enough] if needed is not None and name not in case.withdrawn else []),
        ]
        if False in answers:
            found[name] = "excluded"
        elif None in answers:
            found[name] = "cannot-be-judged"
        else:
            found[name] = "proposed" if name in case.proposed else "may-be-proposed"
    room = None if case.quota is None else case.quota - len(case.proposed)
    for name, outcome in found.items():
        if room is not None and outcome == "proposed" and room < 0:
            found[name] = "cannot-be-judged"
        if room is not None and outcome == "may-be-proposed" and room <= 0:
            found[name] = "list-full"
    return found


@FEW
@given(small())
def test_a_second_plainer_judge_finds_the_same(case: Small) -> None:
    assert outcomes(case) == judged_plainly(case)


@FEW
@given(small(), st.randoms(use_true_random=False))
def test_the_order_of_the_inputs_and_the_names_of_units_change_nothing(
    case: Small, random: Any
) -> None:
    order = list(case.units)
    random.shuffle(order)
    names = random.sample(["m", "n", "o", "p", "q", "r", "s"], len(order))
    expected = outcomes(case)
    assert outcomes(case, order) == expected
    assert outcomes(case, order, dict(zip(case.units, names, strict=True))) == expected


_BETTER = ("excluded", "cannot-be-judged", "list-full", "may-be-proposed", "proposed")


@FEW
@given(small(), st.data())
def test_more_votes_never_hurt(case: Small, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(case.units)))
    one = case.units[name]
    if one.yes is None or one.yes == len(case.units):
        return
    more = replace(case, units={**case.units, name: replace(one, yes=one.yes + 1)})
    before, after = outcomes(case), outcomes(more)
    assert _BETTER.index(after[name]) >= _BETTER.index(before[name])
    assert {n: o for n, o in after.items() if n != name} == {
        n: o for n, o in before.items() if n != name
    }, "the votes for one unit are its own"


@FEW
@given(small())
def test_the_government_flag_is_for_leading_units_alone(case: Small) -> None:
    for name, outcome in outcomes(case).items():
        if outcome in {"proposed", "may-be-proposed"}:
            assert case.units[name].rank == 1
            assert not case.units[name].suspended
