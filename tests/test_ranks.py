"""Equal points: told apart by the bloc's own rules, else shared; and points that were changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_decide import decisions_of, dossier_of, words

from pipeline.model.dossier import Dossier
from pipeline.summarize import summarize


def scored(*sheets: str, rules: str = "", core: bool = True, more: str = "") -> str:
    """Sheets ``a 40+50-1``: a unit with its core and other points and its penalty."""
    lines = [
        "scores:",
        "  criteria:",
        f"    - {{id: k, name: K, points: 50, core: {str(core).lower()}}}",
        "    - {id: m, name: M, points: 50}",
        "  sheets:",
    ]
    for unit, points in (sheet.split() for sheet in sheets):
        plain, _, penalty = points.partition("-")
        first, other = plain.split("+")
        less = f", penalty: {penalty}" if penalty else ""
        lines.append(f"    - {{unit: {unit}, agreed: {{k: {first}, m: {other}}}{less}}}")
    regulation = f"regulation: {{reference: Quy chế, tie_breaks: [{rules}]}}\n" if rules else ""
    return "\n".join(lines) + "\n" + regulation + more


def ranks(dossier: Dossier) -> dict[str, str]:
    """``2=`` for a shared second rank, ``2 votes`` for one that a rule gives."""
    return {
        row.unit.value: f"{row.rank.value if row.rank else '-'}{'=' if row.shared else ''}"
        f"{' ' + row.told_apart_by if row.told_apart_by else ''}"
        for row in summarize(dossier).scores
    }


EQUAL = ("a 45+45", "b 50+40", "c 40+50", "d 30+30", "e 20+20")
VOTED = (
    "nominations:\n  - award: province-flag\n    units: [a]\n"
    "    ballot: {method: secret-ballot, counts: [{unit: a, yes: 5}, {unit: b, yes: 3},"
    " {unit: c, yes: 5}]}\n"
)
FLAG = (
    "  - award: government-flag\n    units: [a]\n    ballot: {method: secret-ballot,"
    " counts: [{unit: a, yes: %s}, {unit: b, yes: 3}, {unit: c, yes: %s}]}\n"
)
AGAINST, AS_WELL = VOTED + FLAG % (1, 5), VOTED + FLAG % (4, 4)
TIES = {
    "votes for two awards that differ": (
        scored(*EQUAL, rules="votes", more=AGAINST), "1= 1= 1= 4 5"
    ),
    "votes for two awards of one order": (
        scored(*EQUAL, rules="votes", more=AS_WELL), "1= votes|3 votes|1= votes|4|5"
    ),
    "without a rule they share": (scored(*EQUAL), "1= 1= 1= 4 5"),
    "core points": (
        scored(*EQUAL, rules="core-points"), "2 core-points|1 core-points|3 core-points|4|5"
    ),
    "votes, which leave two together": (
        scored(*EQUAL, rules="votes", more=VOTED), "1= votes|3 votes|1= votes|4|5"
    ),
    "votes, then core points": (
        scored(*EQUAL, rules="votes, core-points", more=VOTED),
        "1 core-points|3 votes|2 core-points|4|5",
    ),
    "votes that are not stated": (scored(*EQUAL, rules="votes"), "1= 1= 1= 4 5"),
    "what cannot be judged ends the trying": (
        scored(*EQUAL, rules="votes, core-points"), "1= 1= 1= 4 5"
    ),
    "fewer penalty points": (
        scored(
            "a 45+46-1", "b 50+42-2", "c 40+50-0", "d 30+30", "e 20+20", rules="fewer-penalties"
        ),
        "2 fewer-penalties|3 fewer-penalties|1 fewer-penalties|4|5",
    ),
    "a penalty that is not stated": (
        scored("a 45+46-1", "b 50+40", "c 40+50", "d 30+30", "e 20+20", rules="fewer-penalties"),
        "1= 1= 1= 4 5",
    ),
    "no criterion is core": (
        scored(*EQUAL, rules="core-points", core=False), "1= 1= 1= 4 5"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TIES.values(), ids=TIES)
def test_equal_points(text: str, expected: str, tmp_path: Path) -> None:
    wanted = expected.split("|") if "|" in expected else expected.split()
    assert ranks(dossier_of(tmp_path, text)) == dict(zip("abcde", wanted, strict=True))


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=5, max_size=5),
    st.lists(st.sampled_from(["core-points", "fewer-penalties"]), max_size=2, unique=True),
)
def test_ranks_count_every_unit_before_and_never_put_fewer_points_first(
    tmp_path_factory: pytest.TempPathFactory, points: list[tuple[int, int]], rules: list[str]
) -> None:
    sheets = [f"{u} {core}+{rest}-0" for u, (core, rest) in zip("abcde", points, strict=True)]
    text = scored(*sheets, rules=", ".join(rules))
    rows = summarize(dossier_of(tmp_path_factory.mktemp("khoi"), text)).scores
    found = {row.unit.value: (row.rank.value, row.shared) for row in rows if row.rank}
    core_counts = "core-points" in rules
    for unit, (core, rest) in zip("abcde", points, strict=True):
        key = (core + rest, core if core_counts else 0)
        before = sum((k + m, k if core_counts else 0) > key for k, m in points)
        together = sum((k + m, k if core_counts else 0) == key for k, m in points)
        assert found[unit] == (before + 1, together > 1)


def test_points_agreed_otherwise_than_self_scored_are_found(tmp_path: Path) -> None:
    text = (
        "scores:\n  criteria: [{id: k, name: K, points: 100}]\n  sheets:\n"
        "    - {unit: a, self_scored: {k: 95}, agreed: {k: 93.5}}\n"
        "    - {unit: b, self_scored: {k: 90}, agreed: {k: 90}}\n"
        "    - {unit: c, agreed: {k: 90}}\n"
    )
    rows = {row.unit.value: row.adjusted for row in summarize(dossier_of(tmp_path, text)).scores}
    assert str(rows["a"].value if rows["a"] else None) == "-1.5"
    assert (rows["b"], rows["c"]) == (None, None)


def test_why_equal_points_are_ranked_so_is_explained(tmp_path: Path) -> None:
    told = decisions_of(dossier_of(tmp_path, scored(*EQUAL, rules="core-points"))).equal_points
    assert "Đơn vị b ranks 1 among units of equal points by points for core tasks" in words(told)
    assert all(reason.own_rule for reason in told)
    (shared,) = decisions_of(dossier_of(tmp_path / "b", scored(*EQUAL))).equal_points
    assert "share rank 1, for the bloc's rules do not tell them apart: Đơn vị a, Đơn vị b" in str(
        shared.message
    )
    assert shared.rule
    assert not shared.rule.verified


def test_what_told_units_apart_is_told_with_its_numbers(tmp_path: Path) -> None:
    told = decisions_of(dossier_of(tmp_path, scored(*EQUAL, rules="core-points"))).equal_points
    assert "Đơn vị b ranks 1 among units of equal points by points for core tasks: 50" in words(
        told
    )
    text = scored(*EQUAL, rules="votes", more=VOTED)
    told = decisions_of(dossier_of(tmp_path / "b", text)).equal_points
    assert "by votes for Emulation Flag of the Provincial People's Committee: 3" in words(told)
    (of_b,) = (one for one in told if "Đơn vị b ranks" in str(one.message))
    assert ("nominations", 0, "ballot", "counts", 1) in of_b.facts


def test_a_bloc_with_rules_of_its_own_is_not_told_what_is_usual(tmp_path: Path) -> None:
    text = scored(*EQUAL, rules="votes", more=AGAINST)
    (told,) = decisions_of(dossier_of(tmp_path, text)).equal_points
    assert "usual" not in str(told.message)
    assert "the bloc's rules (votes) do not tell them apart" in str(told.message)
    assert "the votes for several awards differ" in str(told.message)
    assert ("nominations", 1, "ballot", "counts", 0) in told.facts
