"""Results and awards counted in two directions: the sums hold, and nothing stated is lost."""

from __future__ import annotations

import typing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from folders import MINIMAL, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_summarize import dossier_of, summary_of, tables_of, value

from pipeline.build import Order, study
from pipeline.collect import collect
from pipeline.model.base import Text
from pipeline.model.blocks import Table, block_lines, plain
from pipeline.model.counts import AwardsByLevel
from pipeline.model.quantity import Quantity
from pipeline.model.summary import Summary
from pipeline.model.year import Result, Reward, Theme
from pipeline.summarize import summarize

UNITS = ("don-vi-a", "don-vi-b", "don-vi-c")
ONE_REPORT = Order(("vi",), ("summary-report",))
THEMES = typing.get_args(Theme)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Counts a bloc of three units with other facts in it."""
    dossier = collect(write_folder(tmp_path_factory.mktemp("counts") / "khoi", MINIMAL))

    def summary(**facts: object) -> Summary:
        return summarize(replace(dossier, facts=dossier.facts.model_copy(update=facts)))

    return summary


RESULTS = st.builds(
    lambda theme, unit: Result(theme=theme, unit=unit, text=Text(vi="Đã làm.")),
    st.sampled_from(THEMES),
    st.sampled_from((*UNITS, None)),
)


@settings(max_examples=40, deadline=None)
@given(results=st.lists(RESULTS, max_size=12))
def test_results_add_up_in_both_directions(counted: Any, results: list[Result]) -> None:
    table = counted(results=tuple(results)).results_by_theme
    of_units = [(n, result) for n, result in enumerate(results) if result.unit]
    reported = {result.unit for _, result in of_units}
    assert (table is None) == (len(reported) < 2)
    if table is None:
        return
    assert {row.unit.value for row in table.rows} == reported
    assert [row.unit.value for row in table.rows] == sorted(reported)
    assert list(table.themes) == [t for t in THEMES if any(r.theme == t for _, r in of_units)]
    for row in table.rows:
        assert sum(map(value, row.counts)) == row.total.value > 0
    for n, total in enumerate(table.totals):
        assert sum(row.counts[n].value for row in table.rows) == total.value > 0
    assert sum(map(value, table.totals)) == table.total.value == len(of_units)
    # Each count names the very results it counts.
    assert set(table.total.origins) == {("results", n) for n, _ in of_units}
    for row in table.rows:
        for theme, count in zip(table.themes, row.counts, strict=True):
            counted = [path for path in count.origins if path != ("results",)]
            assert count.value == len(counted)
            for _, n in counted:
                found = results[int(n)]
                assert (found.unit, found.theme) == (row.unit.value, theme)


COUNTS = st.none() | st.builds(Quantity, st.decimals(0, 50, places=0))
REWARDS = st.builds(
    lambda level, unit, year, one, other: Reward(
        award=Text(vi="Bằng khen"),
        level=level,
        unit=unit,
        year=year,
        collectives=one,
        individuals=other,
    ),
    st.sampled_from(("state", "ministry", "province", "unit")),
    st.sampled_from((*UNITS, None)),
    st.sampled_from((None, 2023, 2024, 2025)),
    COUNTS,
    COUNTS,
)


@settings(max_examples=40, deadline=None)
@given(rewards=st.lists(REWARDS, max_size=10))
def test_awards_add_up_in_both_directions(counted: Any, rewards: list[Reward]) -> None:
    summary = counted(rewards=tuple(rewards))
    of_this_year = [reward for reward in rewards if reward.year in (None, 2025)]
    by_unit = [reward for reward in of_this_year if reward.unit]
    check_awards(summary.awards_by_unit, by_unit, [reward.unit for reward in by_unit])
    if summary.awards_by_unit:
        assert value(summary.awards_by_unit.unplaced) == (len(of_this_year) - len(by_unit) or None)
    years = [reward.year or 2025 for reward in rewards]
    check_awards(summary.awards_by_year, rewards, years)
    if summary.awards_by_year:
        assert summary.awards_by_year.unplaced is None


def check_awards(table: AwardsByLevel | None, rewards: list[Reward], of: list[Any]) -> None:
    """The table against the rewards it is of, each with what it stands under."""
    numbered = [
        (key, reward)
        for key, reward in zip(of, rewards, strict=True)
        if (reward.collectives, reward.individuals) != (None, None)
    ]
    assert (table is None) == (len({key for key, _ in numbered}) < 2)
    if table is None:
        return
    assert [row.of.value for row in table.rows] == sorted({key for key, _ in numbered})
    assert value(table.uncounted) == (len(rewards) - len(numbered) or None)
    for part in ("collectives", "individuals"):
        for row in table.rows:
            for level, count in zip(table.levels, row.counts, strict=True):
                mine = [r for key, r in numbered if key == row.of.value and r.level == level]
                given_ = [q.number for r in mine if (q := getattr(r, part)) is not None]
                found = getattr(count, part)
                # Where no number was stated there is none: not nought.
                assert (found.value.number if found else None) == (sum(given_) if given_ else None)
        stated = [q.number for _, r in numbered if (q := getattr(r, part)) is not None]
        total = getattr(table.total, part)
        assert (total.value.number if total else None) == (sum(stated) if stated else None)
        for totals in (table.totals, [row.total for row in table.rows]):
            sums = [found.value.number for one in totals if (found := getattr(one, part))]
            assert sum(sums) == sum(stated)


def test_a_review_of_several_years_counts_only_years_that_are_stated(tmp_path: Path) -> None:
    text = """\
conference: {kind: multi-year, covers: {first: 2021, last: 2025}}
rewards:
  - {award: Cờ thi đua, level: province, year: 2023, collectives: 1}
  - {award: Bằng khen, level: state, year: 2025, collectives: 2}
  - {award: Giấy khen, level: province, collectives: 7}
"""
    table = summary_of(tmp_path, text).awards_by_year
    assert table
    assert [row.of.value for row in table.rows] == [2023, 2025]
    assert value(table.unplaced) == 1
    assert table.total.collectives
    assert value(table.total.collectives) == 3


def test_a_sum_of_awards_keeps_the_word_of_its_figures(tmp_path: Path) -> None:
    text = """\
rewards:
  - {award: Giấy khen, level: unit, unit: don-vi-a, individuals: gần 200}
  - {award: Giấy khen, level: unit, unit: don-vi-b, individuals: 5}
"""
    rows = tables_of(tmp_path, text)[
        "Số lượt cá nhân được khen thưởng của từng đơn vị, theo cấp khen thưởng"
    ]
    assert rows[-1] == ["", "Tổng cộng", "gần 205"]


def test_the_table_of_results_in_the_report(tmp_path: Path) -> None:
    text = """\
results:
  - {theme: movements, unit: don-vi-a, text: Một.}
  - {theme: movements, unit: don-vi-b, text: Hai.}
  - {theme: lessons, unit: don-vi-b, text: Ba.}
  - {theme: lessons, text: Của khối.}
"""
    files = {**MINIMAL, "more.yaml": text}
    (report,) = study(write_folder(tmp_path / "khoi", files), ONE_REPORT).documents
    (annex,) = (one for one in report.annexes if plain(one.title).startswith("SỐ NỘI DUNG"))
    table, legend, remark = annex.blocks
    assert isinstance(table, Table)
    assert [[plain(cell) for cell in row] for row in table.rows] == [
        ["1", "Đơn vị A", "1", "0", "1"],
        ["2", "Đơn vị B", "1", "1", "2"],
        ["", "Tổng cộng", "2", "1", "3"],
    ]
    assert table.has_total
    assert [plain(column.title) for column in table.columns][2:] == ["(1)", "(2)", "Tổng cộng"]
    assert [plain(line) for line in block_lines(legend)] == [
        "(1) Các phong trào thi đua yêu nước; (2) Bài học kinh nghiệm."
    ]
    assert [plain(line) for line in block_lines(remark)] == [
        "Nội dung nêu chung của Khối không tính vào bảng này."
    ]


def test_the_tables_of_awards_in_the_report(tmp_path: Path) -> None:
    text = """\
rewards:
  - {award: Bằng khen, level: province, unit: don-vi-a, collectives: 1, individuals: 2}
  - {award: Giấy khen, level: unit, unit: don-vi-b, collectives: 0}
  - {award: Giấy khen, level: unit, unit: don-vi-c}
  - {award: Huân chương, level: state, individuals: 4}
"""
    files = {**MINIMAL, "more.yaml": text}
    (report,) = study(write_folder(tmp_path / "khoi", files), ONE_REPORT).documents
    (annex,) = (one for one in report.annexes if plain(one.title).startswith("THỐNG KÊ"))
    tables = {plain(one.caption): one for one in annex.blocks if isinstance(one, Table)}
    caption = "Số lượt {} được khen thưởng của từng đơn vị, theo cấp khen thưởng"
    collectives = tables[caption.format("tập thể")]
    assert [plain(column.title) for column in collectives.columns] == [
        *("TT", "Tên đơn vị", "Tỉnh", "Đơn vị", "Tổng cộng")
    ]
    assert [[plain(cell) for cell in row] for row in collectives.rows] == [
        ["1", "Đơn vị A", "1", "", "1"],
        ["2", "Đơn vị B", "", "0", "0"],
        ["", "Tổng cộng", "1", "0", "1"],
    ]
    individuals = tables[caption.format("cá nhân")]
    assert [plain(cell) for cell in individuals.rows[-1]] == ["", "Tổng cộng", "2", "", "2"]
    remarks = [plain(line) for one in annex.blocks[-2:] for line in block_lines(one)]
    assert remarks == [
        "Không tính 1 mục khen thưởng chưa nêu số lượng.",
        "Không gồm 1 mục khen thưởng không ghi tên đơn vị.",
    ]


def test_nothing_counted_is_no_table(tmp_path: Path) -> None:
    facts = dossier_of(tmp_path, "").facts
    assert facts.results == facts.rewards == ()
    summary = summary_of(tmp_path, "")
    assert (summary.results_by_theme, summary.awards_by_unit, summary.awards_by_year) == (None,) * 3
