"""Ranks, grades and awards: as the conference and the authorities stated them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from folders import BLOC
from hypothesis import given, settings
from hypothesis import strategies as st
from test_summarize import dossier_of, scores, summary_of, value

from pipeline.summarize import summarize

PLACED = """\
standings:
  - {unit: don-vi-c, grade: Khá}
  - {unit: don-vi-b, rank: 1, grade: Xuất sắc}
  - {unit: don-vi-a, rank: 1, leading: true}
"""


def test_standings_are_those_of_the_conference(tmp_path: Path) -> None:
    summary = summary_of(tmp_path, PLACED)
    assert [(r.unit.value, value(r.rank), r.shared, r.leading) for r in summary.standings] == [
        ("don-vi-a", 1, True, True),
        ("don-vi-b", 1, True, False),
        ("don-vi-c", None, False, False),
    ]
    assert [(gap.label, gap.path, gap.unit) for gap in summary.missing] == [
        ("thứ hạng", ("standings", 0), "don-vi-c"),
        ("xếp loại", ("standings", 2), "don-vi-a"),
    ]
    grade = summary.standings[1].grade
    assert grade
    assert grade.path == ("standings", 1, "grade")


def test_a_unit_without_a_standing_is_told_when_others_have_one(tmp_path: Path) -> None:
    text = "standings: [{unit: don-vi-a, rank: 1}]\n"
    bloc = BLOC.replace("Đơn vị C", "Đơn vị C, suspended: đang xem xét")
    missing = summary_of(tmp_path, text, bloc).missing
    assert [(gap.label, gap.path, gap.unit) for gap in missing] == [
        ("thứ hạng", ("standings",), "don-vi-b")
    ]


def test_naming_only_the_leader_leaves_nothing_open(tmp_path: Path) -> None:
    summary = summary_of(tmp_path, "standings: [{unit: don-vi-a, leading: true}]\n")
    assert summary.missing == ()
    found = summary.standing("don-vi-a")
    assert found
    assert found.leading
    assert summary.standing("don-vi-b") is None


ALL = [f"unit: don-vi-{u}, agreed: {{a: 60, b: {b}}}" for u, b in zip("abc", "123", strict=True)]


def test_points_that_are_not_published_rank_nobody(tmp_path: Path) -> None:
    text = scores(*ALL)
    assert [value(r.rank) for r in summary_of(tmp_path / "1", text).scores] == [1, 2, 3]
    hidden = text.replace("scores:\n", "scores:\n  published: false\n")
    assert [r.rank for r in summary_of(tmp_path / "2", hidden).scores] == [None] * 3


def test_a_table_without_criteria_has_no_points(tmp_path: Path) -> None:
    text = "scores: {published: false, sheets: [{unit: don-vi-a, bonus: 2}]}\n"
    dossier = dossier_of(tmp_path, text)
    (row,) = summarize(dossier).scores
    assert (row.agreed, row.total, row.rank, value(row.bonus)) == (None, None, None, 2)
    assert dossier.warnings == ()


def test_scored_but_not_told_leaves_nothing_open(tmp_path: Path) -> None:
    summary = summary_of(tmp_path, "scores: {published: false}\n")
    assert (summary.scores, summary.missing) == ((), ())


REWARDS = """\
rewards:
  - {award: Huân chương Lao động, level: state, grade: hạng Ba, collectives: 1}
  - {award: Huân chương Lao động, level: state, grade: hạng Nhì, year: 2025, individuals: 1}
  - {award: Bằng khen, level: ministry, authority: Bộ Y tế, year: 2025, collectives: 2}
  - {award: bằng khen, level: ministry, authority: Bộ  Y tế, collectives: 3}
  - {award: Bằng khen, level: ministry, authority: Bộ Công an, collectives: 5}
  - {award: Cờ thi đua, level: province, year: 2022}
  - {award: Cờ thi đua, level: province, year: 2024}
  - {award: Bằng khen, level: province, year: 2024}
"""


def test_rewards_of_the_year_and_of_earlier_years(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, REWARDS)
    summary = summarize(dossier)
    assert [
        (
            row.award.path[1],
            row.grade.path if row.grade else None,
            row.authority.path if row.authority else None,
            value(row.collectives),
            value(row.individuals),
        )
        for row in summary.rewards
    ] == [
        (0, ("rewards", 0, "grade"), None, 1, None),
        (1, ("rewards", 1, "grade"), None, None, 1),
        (2, None, ("rewards", 2, "authority"), 5, None),
        (4, None, ("rewards", 4, "authority"), 5, None),
    ]
    assert [ref.path[1] for ref in summary.earlier_rewards] == [6, 7, 5], "newest first"


@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_the_order_of_units_and_standings_changes_nothing(
    data: st.DataObject, tmp_path_factory: Any
) -> None:
    dossier = dossier_of(tmp_path_factory.mktemp("order"), PLACED)

    def told(of: Any) -> set[Any]:
        summary = summarize(of)
        return {(r.unit.value, value(r.rank), r.shared, r.leading) for r in summary.standings} | {
            (gap.label, gap.unit) for gap in summary.missing
        }

    facts = dossier.facts.model_copy(
        update={
            "units": tuple(data.draw(st.permutations(dossier.facts.units))),
            "standings": tuple(data.draw(st.permutations(dossier.facts.standings))),
        }
    )
    assert told(replace(dossier, facts=facts)) == told(dossier)


PARTS = "bloc: {name: Khối A, groups: [{id: g, name: Nhóm G}, {id: h, name: Nhóm H}]}\n"
WITHIN = {
    "each part has its first": ("g g h h", "1 2 1 2", True),
    "a tie in one part": ("g g g h", "1 1 3 1", True),
    "only the firsts are told": ("g g h h", "1 - 1 -", True),
    "ranks over the bloc": ("g g h h", "1 2 3 4", False),
    "a tie over the bloc": ("g g h h", "1 3 1 4", False),
    "one part alone is ranked": ("g g h h", "1 2 - -", False),
    "a unit of no part is ranked": ("g g h -", "1 2 1 3", False),
    "leaders, one for each part": ("g g h h", "L - L -", True),
    "two leaders in one part": ("g g h h", "L L L -", False),
    "one leader": ("g g h h", "L - - -", False),
}


@pytest.mark.parametrize(("parts", "ranks", "within"), WITHIN.values(), ids=WITHIN.keys())
def test_the_ranks_tell_whether_they_are_of_parts(
    parts: str, ranks: str, within: bool, tmp_path: Path
) -> None:
    units = "".join(
        f"  - {{id: {unit}, name: Đơn vị {unit}{'' if part == '-' else f', group: {part}'}}}\n"
        for unit, part in zip("abcd", parts.split(), strict=True)
    )
    placed = "".join(
        f"  - {{unit: {unit}, {'leading: true' if rank == 'L' else f'rank: {rank}'}}}\n"
        for unit, rank in zip("abcd", ranks.split(), strict=True)
        if rank != "-"
    )
    bloc = f"year: 2025\n{PARTS}units:\n{units}"
    points = "".join(f"    - {{unit: {unit}, agreed: {{k: 9}}}}\n" for unit in "abcd")
    scored = f"scores:\n  criteria: [{{id: k, name: K, points: 100}}]\n  sheets:\n{points}"
    summary = summary_of(tmp_path, f"standings:\n{placed}{scored}", bloc)
    assert {row.group is not None for row in summary.standings} == {within}
    assert {row.rank is None for row in summary.scores} == {within}
    if within:
        same = [(value(row.group), value(row.rank)) for row in summary.standings if row.rank]
        ranked = [row for row in summary.standings if row.rank]
        assert [row.shared for row in ranked] == [same.count(one) > 1 for one in same]


def test_awards_of_units_and_decisions_stand_apart(tmp_path: Path) -> None:
    text = """\
rewards:
  - {award: Bằng khen, level: province, unit: don-vi-a, collectives: 1}
  - {award: Bằng khen, level: province, document: QĐ 1, collectives: 2}
  - {award: Bằng khen, level: province, collectives: 4}
  - {award: Cờ, level: state, unit: don-vi-b}
  - {award: Cờ, level: state, unit: don-vi-b, year: 2024}
"""
    summary = summary_of(tmp_path, text)
    assert [(row.award.path[1], value(row.collectives), row.told_apart, row.unit) for row in
            summary.rewards] == [(3, None, True, None), (0, 7, False, None)]  # fmt: skip
    assert [
        (value(row.unit), row.document.path if row.document else None, value(row.collectives))
        for row in summary.rewards_apart
    ] == [
        ("don-vi-b", None, None),
        ("don-vi-a", None, 1),
        (None, ("rewards", 1, "document"), 2),
    ]
