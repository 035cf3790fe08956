"""Who may head the bloc, who may be proposed: by the facts, with reasons, and never by a guess."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from folders import SAMPLE, SEED, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import places
from pipeline.collect import collect, read_rulebooks
from pipeline.decide import choose_rules, decide
from pipeline.decide.votes import votes_needed
from pipeline.errors import InputError
from pipeline.model.decisions import Candidate, Decisions, Reason, SeatDecision
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.tally import per_cent
from pipeline.summarize import summarize

BOOKS = read_rulebooks(places.RULEBOOKS)


def dossier_of(place: Path, more: str, stated: str = "", year: int = 2025) -> Dossier:
    """The facts of a bloc of five units, a to e, and whatever ``more`` says.

    A line ``# a: key: value`` gives a unit a fact of its own.
    """
    own = {line[2]: line[4:] for line in more.splitlines() if line.startswith("# ")}
    units = "".join(f"  - {{id: {u}, name: Đơn vị {u}{_comma(own.get(u))}}}\n" for u in "abcde")
    bloc = f"year: {year}\nbloc: {{name: Khối A{_comma(stated)}}}\nunits:\n{units}"
    return collect(write_folder(place / "khoi", {"bloc.yaml": bloc, "more.yaml": more}))


def _comma(more: str | None) -> str:
    return f", {more.strip()}" if more else ""


def decisions_of(dossier: Dossier) -> Decisions:
    return decide(dossier, summarize(dossier), choose_rules(dossier, BOOKS))


def words(reasons: tuple[Reason, ...]) -> str:
    return "; ".join(f"{reason.verdict}: {reason.message}" for reason in reasons)


def of_unit(candidates: tuple[Candidate, ...], unit: str) -> Candidate:
    (found,) = (candidate for candidate in candidates if candidate.unit == unit)
    return found


def leadership(modes: str, terms: str, more: str = "") -> str:
    """Leadership from ``2024 c b``: year, head and deputy ('-': nobody, '?': not stated)."""
    lines = ["leadership:", f"  modes: [{modes}]", *(f"  {line}" for line in more.splitlines())]
    lines.append("  terms:")
    for year, head, *deputies in (term.split() for term in terms.split(",") if term.strip()):
        told = "" if head == "?" else f", head: {head}"
        if deputies:
            told += f", deputies: [{', '.join(d for d in deputies if d != '-')}]"
        lines.append(f"    - {{year: {year}{told}}}")
    return "\n".join(lines) + "\n"


DEPUTY, LIST, WAITING = "deputy-succeeds", "rotation-list", "longest-waiting"
ORDER = "rotation: [a, b, c, d]"
ALL_HEADED = "2021 e, 2022 d, 2023 a, 2024 b, 2025 c"

HEADS: dict[str, tuple[str, str | None, str | None, str]] = {
    "the deputy succeeds": (leadership(DEPUTY, "2025 a b"), "b", DEPUTY, "was deputy in 2025"),
    "the first of two deputies": (leadership(DEPUTY, "2025 a c b"), "c", DEPUTY, "was deputy"),
    "the second where the first is suspended": (
        leadership(DEPUTY, "2025 a c b") + "# c suspended: đang xem xét\n",
        "b", DEPUTY, "was deputy in 2025",
    ),
    "no deputy this year": (leadership(DEPUTY, "2025 a -"), None, None, "no deputy of 2025 may"),
    "the deputy not stated": (leadership(DEPUTY, "2025 a"), None, None, "2025 is not stated"),
    "the deputy of another year": (leadership(DEPUTY, "2024 a b"), None, None, "is not stated"),
    "a deputy who must wait": (
        leadership(DEPUTY, "2024 b a, 2025 a b", "cooldown: 2"), None, None, "no deputy of 2025 may"
    ),
    "a deputy who has waited": (
        leadership(DEPUTY, "2023 b a, 2024 c, 2025 a b", "cooldown: 2"),
        "b", DEPUTY, "was deputy in 2025",
    ),
    "next on the list": (leadership(LIST, "2025 b", ORDER), "c", LIST, "next on the list"),
    "from the end to the beginning": (leadership(LIST, "2025 d", ORDER), "a", LIST, "next on"),
    "the list skips a suspended unit": (
        leadership(LIST, "2025 b", ORDER) + "# c suspended: đang xem xét\n", "d", LIST, "next on"
    ),
    "the list skips past its end who must wait": (
        leadership(LIST, "2023 e, 2024 d, 2025 c", ORDER + "\ncooldown: 3"),
        "a", LIST, "next on the list",
    ),
    "nobody on the list may stand": (
        leadership(LIST, "2024 a, 2025 b", "rotation: [a, b]\ncooldown: 3"),
        None, None, "no unit of the list may stand",
    ),
    "the head is not on the list": (leadership(LIST, "2025 e", ORDER), None, None, "is not stated"),
    "the head is not stated": (leadership(LIST, "2024 a", ORDER), None, None, "is not stated"),
    "there is no list": (leadership(LIST, "2025 a"), None, None, "is not stated"),
    "who never headed waits longest": (
        leadership(WAITING, "2022 d, 2023 a, 2024 b, 2025 c"), "e", WAITING, "has not headed the"
    ),
    "whose term lies furthest back": (
        leadership(WAITING, ALL_HEADED), "e", WAITING, "no other unit's last term lies as far back"
    ),
    "the last term counts, not the first": (
        leadership(WAITING, ALL_HEADED + ", 2020 c, 2019 c"), "e", WAITING, "as far back as 2021"
    ),
    "the longest waiting is suspended": (
        leadership(WAITING, ALL_HEADED) + "# e suspended: đang xem xét\n", "d", WAITING, "2022"
    ),
    "the longest member of those who never headed": (
        leadership(WAITING, "2023 a, 2024 b, 2025 c")
        + "# d member_since: 2016\n# e member_since: 2015\n",
        "e", WAITING, "has not headed the bloc",
    ),
    "equally long: first on the list": (
        leadership(WAITING, "2024 c, 2025 c", "rotation: [e, d, c, b, a]"), "e", WAITING, "first on"
    ),
    "equally long and no list": (
        leadership(WAITING, "2023 a, 2024 b, 2025 c"), None, None, "Đơn vị d, Đơn vị e have waited"
    ),
    "equally long and one not on the list": (
        leadership(WAITING, "2023 a, 2024 b, 2025 c", "rotation: [d]"), None, None, "equally long"
    ),
    "membership of one not stated": (
        leadership(WAITING, "2023 a, 2024 b, 2025 c") + "# d member_since: 2016\n",
        None, None, "the conference decides",
    ),
    "nobody may stand": (
        leadership(WAITING, ALL_HEADED, "cooldown: 9"), None, None, "no unit may stand"
    ),
    "the second mode where the first finds nobody": (
        leadership(f"{DEPUTY}, {WAITING}", ALL_HEADED), "e", WAITING, "2025 is not stated"
    ),
    "the first mode that finds somebody": (
        leadership(f"{LIST}, {DEPUTY}", "2025 a c", ORDER), "b", LIST, "next on the list"
    ),
    "no way of its own: that of the rulebook": (
        leadership("", "2025 a b"), "b", DEPUTY, "was deputy in 2025"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "mode", "because"), HEADS.values(), ids=HEADS.keys())
def test_who_is_proposed_as_head(
    text: str, unit: str | None, mode: str | None, because: str, tmp_path: Path
) -> None:
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert (head.proposed, head.mode) == (unit, mode), words(head.reasons)
    assert because in words(head.reasons)
    assert ("the conference decides" in words(head.reasons)) == (unit is None)
    assert [candidate.unit for candidate in head.candidates] == list("abcde"), "every unit is told"


def test_units_that_are_not_named_cannot_be_compared(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, leadership(WAITING, ALL_HEADED), "units_stated: 9")
    head = decisions_of(dossier).head
    assert head.proposed is None
    assert "5 of 9 units are named" in words(head.reasons)


@pytest.mark.parametrize(("cooldown", "verdict"), [(0, "met"), (1, "met"), (2, "not-met")])
def test_a_unit_waits_as_many_years_as_the_rule_says(
    cooldown: int, verdict: str, tmp_path: Path
) -> None:
    text = leadership(DEPUTY, "2024 b, 2025 a", f"cooldown: {cooldown}")
    unit = of_unit(decisions_of(dossier_of(tmp_path, text)).head.candidates, "b")
    assert unit.verdict == verdict
    assert ("may head again from 2027" in words(unit.reasons)) == (verdict == "not-met")


def test_a_suspended_unit_says_so_but_not_why(tmp_path: Path) -> None:
    text = leadership(DEPUTY, "2025 a b") + "# b suspended: đơn thư tố cáo\n"
    unit = of_unit(decisions_of(dossier_of(tmp_path, text)).head.candidates, "b")
    assert unit.verdict == "suspended"
    assert "not considered at present" in words(unit.reasons)
    assert "tố cáo" not in words(unit.reasons)


RECORDED = {
    "agrees": (DEPUTY, "head: b", "b", ("b",), "agrees"),
    "departs": (DEPUTY, "head: c", "b", ("c",), "departs"),
    "no proposal": (LIST, "head: c", None, ("c",), "no-proposal"),
    "not recorded": (DEPUTY, "note: Chưa chọn.", "b", None, "not-recorded"),
}


@pytest.mark.parametrize(
    ("mode", "recorded", "proposed", "units", "agreement"), RECORDED.values(), ids=RECORDED.keys()
)
def test_the_recorded_decision_stands_beside_the_proposal(
    mode: str,
    recorded: str,
    proposed: str | None,
    units: tuple[str],
    agreement: str,
    tmp_path: Path,
) -> None:
    text = leadership(mode, "2025 a b") + f"next_leadership: {{year: 2026, {recorded}}}\n"
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert (head.proposed, head.recorded, head.agreement) == (proposed, units, agreement)


DEPUTIES = {
    "not the head the conference chose": ("head: d", "e", "not-recorded"),
    "not the head the program proposes": ("note: Chưa chọn.", "e", "not-recorded"),
    "agrees": ("head: d, deputies: [e]", "e", "agrees"),
    "one of two agrees": ("head: d, deputies: [b, e]", "e", "agrees"),
    "departs": ("head: d, deputies: [b]", "e", "departs"),
    "the conference wants none": ("head: d, deputies: []", "e", "departs"),
}


@pytest.mark.parametrize(
    ("recorded", "proposed", "agreement"), DEPUTIES.values(), ids=DEPUTIES.keys()
)
def test_the_deputy_is_another_unit_than_the_head(
    recorded: str, proposed: str, agreement: str, tmp_path: Path
) -> None:
    """Of the five, d has waited longest and e second longest."""
    text = leadership(WAITING, "2020 d, 2021 e, 2022 a, 2023 a, 2024 b, 2025 c")
    text += f"next_leadership: {{year: 2026, {recorded}}}\n"
    found = decisions_of(dossier_of(tmp_path, text))
    assert found.head.proposed == "d"
    assert (found.deputies[0].proposed, found.deputies[0].agreement) == (proposed, agreement)


def test_the_seed_agrees_on_its_head_and_leaves_its_deputy_open() -> None:
    found = decisions_of(collect(SEED))
    assert (found.year.value, found.rulebook) == (2024, "law-2003")
    assert (found.head.recorded, found.head.proposed) == (("bao-quang-tri",), "bao-quang-tri")
    assert (found.head.mode, found.head.agreement) == (DEPUTY, "agrees")
    assert (found.deputies[0].recorded, found.deputies[0].proposed) == (None, None)
    assert found.deputies[0].agreement == "not-recorded"
    assert "4 of 9 units are named" in words(found.deputies[0].reasons)
    assert "the conference decides" in words(found.deputies[0].reasons)
    assert {c.verdict for n in found.nominations for c in n.candidates} == {"unknown"}


def test_the_sample_agrees_on_both_seats() -> None:
    found = decisions_of(collect(SAMPLE))
    assert [
        (seat.proposed, seat.mode, seat.agreement) for seat in (found.head, *found.deputies)
    ] == [
        ("thanh-tra-tinh", DEPUTY, "agrees"),
        ("ban-quan-ly-kkt", WAITING, "agrees"),
    ]
    waiting = {c.unit for c in found.head.candidates if c.verdict == "not-met"}
    assert waiting == {"so-tu-phap", "so-tai-chinh"}


NINE_VOTES = [("> 1/2", 5), ("≥ 2/3", 6), ("≥ 4/5", 8), ("≥ 9/10", 9)]


@pytest.mark.parametrize("folder", [SEED, SAMPLE], ids=["seed", "sample"])
def test_how_many_votes_nine_members_need(folder: Path) -> None:
    assert list(decisions_of(collect(folder)).votes_needed) == NINE_VOTES


SHARES = st.fractions(0, 1, max_denominator=40).filter(bool)


@given(share=SHARES, of=st.integers(1, 400), strictly=st.booleans())
def test_votes_needed_is_the_least_number_that_reaches_the_share(
    share: Fraction, of: int, strictly: bool
) -> None:
    def reached(votes: int) -> bool:
        return Fraction(votes, of) > share if strictly else Fraction(votes, of) >= share

    needed = votes_needed(share, of, strictly)
    assert reached(needed)
    assert not reached(needed - 1)


@given(of=st.integers(1, 10**6), data=st.data())
def test_a_share_that_misses_never_reads_as_if_it_reached(of: int, data: st.DataObject) -> None:
    votes = data.draw(st.integers(0, of))
    shown = per_cent(votes, of)
    assert Fraction(shown) <= Fraction(100 * votes, of) < Fraction(shown) + Fraction(1, 100)


def seats_of(facts: Facts, dossier: Dossier) -> list[SeatDecision]:
    found = decisions_of(replace(dossier, facts=facts))
    return [found.head, *found.deputies]


def renamed(value: Any, names: dict[str, str]) -> Any:
    match value:
        case dict():
            return {key: renamed(part, names) for key, part in value.items()}
        case tuple():
            return tuple(renamed(part, names) for part in value)
        case str():
            return names.get(value, value)
    return value


SAMPLE_DOSSIER = collect(SAMPLE)
UNITS = [unit.id for unit in SAMPLE_DOSSIER.facts.units]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_neither_names_nor_the_order_of_units_change_a_proposal(data: st.DataObject) -> None:
    heads = data.draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=9))
    modes = data.draw(st.permutations([DEPUTY, LIST, WAITING]))
    facts = SAMPLE_DOSSIER.facts.model_dump()
    facts["leadership"] |= {
        "terms": tuple(
            {"year": 2025 - n, "head": head, "deputies": (data.draw(st.sampled_from(UNITS)),)}
            for n, head in enumerate(heads)
        ),
        "modes": tuple(modes[: data.draw(st.integers(1, 3))]),
        "cooldown": data.draw(st.integers(0, 4)),
        "rotation": tuple(data.draw(st.permutations(UNITS)))[: data.draw(st.integers(0, 9))],
    }
    facts["next_leadership"] = None
    names = dict(zip(UNITS, data.draw(st.permutations([f"z{n}" for n in range(9)])), strict=True))
    other = renamed(facts, names)
    other["units"] = tuple(data.draw(st.permutations(other["units"])))
    before = seats_of(Facts.model_validate(facts), SAMPLE_DOSSIER)
    after = seats_of(Facts.model_validate(other), SAMPLE_DOSSIER)
    assert [seat.proposed and names[seat.proposed] for seat in before] == [
        seat.proposed for seat in after
    ]
    assert [seat.mode for seat in before] == [seat.mode for seat in after]


BY_DATE = {
    "2023": (2023, "conference: {date: 26/12/2023}", "law-2003"),
    "2023 without a day": (2023, "conference: {place: A}", "law-2003"),
    "2023 told in 2024": (2023, "conference: {date: 05/01/2024}", "law-2022"),
    "2024": (2024, "conference: {date: 20/12/2024}", "law-2022"),
    "last day of the law alone": (2025, "conference: {date: 30/06/2025}", "law-2022"),
    "first day of the decree": (2025, "conference: {date: 01/07/2025}", "law-2022-decree-152"),
    "December 2025": (2025, "conference: {date: 18/12/2025}", "law-2022-decree-152"),
    "named": (2025, "conference: {date: 18/12/2025}\nrulebook: law-2022", "law-2022"),
}


@pytest.mark.parametrize(("year", "text", "book"), BY_DATE.values(), ids=BY_DATE.keys())
def test_the_rulebook_is_that_of_the_day_unless_named(
    year: int, text: str, book: str, tmp_path: Path
) -> None:
    assert decisions_of(dossier_of(tmp_path, text + "\n", year=year)).rulebook == book


def test_a_year_before_all_rulebooks_is_told(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, "conference: {date: 20/12/2010}\n", year=2010)
    with pytest.raises(InputError) as caught:
        choose_rules(dossier, BOOKS)
    (problem,) = caught.value.problems
    assert problem.code == "no-rulebook"
    assert str(problem.message) == "no rulebook is in force on 20/12/2010"
    assert str(problem.source).endswith("more.yaml:1:20")
