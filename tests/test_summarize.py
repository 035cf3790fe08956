"""The year in figures: added up only where it was stated, compared only where it can be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from folders import BLOC, MINIMAL, SAMPLE, SEED, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.build import Order, study
from pipeline.collect import collect
from pipeline.model.base import Derived
from pipeline.model.blocks import Table, plain
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.summary import Comparison, IndicatorSummary, Summary
from pipeline.summarize import summarize


def dossier_of(place: Path, more: str, bloc: str = BLOC) -> Dossier:
    return collect(write_folder(place / "khoi", {"bloc.yaml": bloc, "more.yaml": more}))


def summary_of(place: Path, more: str, bloc: str = BLOC) -> Summary:
    return summarize(dossier_of(place, more, bloc))


def value(derived: Derived[Any] | None) -> Any:
    """A derived value; a figure as its number, or in words where it is not exact."""
    found = derived.value if derived else None
    if isinstance(found, Quantity):
        return found.written() if found.qualifier else found.number
    return found


def figures(comparison: Comparison | None) -> dict[str, str]:
    """What a comparison holds, per cent to one place."""
    if comparison is None:
        return {}
    shown = {
        name: f"{value(part):.1f}" if name in {"completion", "growth"} else str(value(part))
        for name in ("value", "target", "last_year", "completion", "growth")
        if (part := getattr(comparison, name)) is not None
    }
    assert "value" in shown or not {"completion", "growth"} & set(shown)
    return shown


def indicator(readings: str, more: str = "") -> str:
    return (
        "indicators:\n  - {id: a, theme: movements, name: A, measure: lượt"
        f"{more}, readings: [{readings}]}}\n"
    )


A, B, C = "unit: don-vi-a", "unit: don-vi-b", "unit: don-vi-c"

TOTALS: dict[str, tuple[str, dict[str, str]]] = {
    "all given": (
        f"{{{A}, value: 6, target: 5, last_year: 4}}, {{{B}, value: 3, target: 4, last_year: 4}}",
        {"value": "9", "target": "9", "last_year": "8", "completion": "100.0", "growth": "12.5"},
    ),
    "decimals add up exactly": (
        f"{{{A}, value: 0.1}}, {{{B}, value: 0.2}}, {{{C}, value: 0.30}}", {"value": "0.60"}
    ),
    "one without a target": (
        f"{{{A}, value: 6, target: 5, last_year: 4}}, {{{B}, value: 3, last_year: 2}}",
        {"value": "9", "last_year": "6", "growth": "50.0"},
    ),
    "one without last year": (
        f"{{{A}, value: 6, target: 5, last_year: 4}}, {{{B}, value: 3, target: 5}}",
        {"value": "9", "target": "10", "completion": "90.0"},
    ),
    "one without a value is left out with its target": (
        f"{{{A}, value: 6, target: 5}}, {{{B}, target: 100, last_year: 100}}",
        {"value": "6", "target": "5", "completion": "120.0"},
    ),
    "nought is a value": (
        f"{{{A}, value: 0, target: 5, last_year: 4}}, {{{B}, value: 2, target: 3, last_year: 4}}",
        {"value": "2", "target": "8", "last_year": "8", "completion": "25.0", "growth": "-75.0"},
    ),
    "nothing to compare with": (
        f"{{{A}, value: 6, target: 0, last_year: 0}}",
        {"value": "6", "target": "0", "last_year": "0"},
    ),
    "a loss last year is no base of growth": (
        f"{{{A}, value: 6, target: 5, last_year: -4}}",
        {"value": "6", "target": "5", "last_year": "-4", "completion": "120.0"},
    ),
    "a negative target is not completed": (
        f"{{{A}, value: -6, target: -5, last_year: 4}}",
        {"value": "-6", "target": "-5", "last_year": "4", "growth": "-250.0"},
    ),
    "the figure of the whole bloc is not added to those of units": (
        f"{{value: 100}}, {{{A}, value: 6}}, {{{B}, value: 3}}", {"value": "9"}
    ),
    "only the whole bloc": ("{value: 100, target: 90}", {}),
    "nothing reported": (f"{{{A}, target: 5}}, {{{B}}}", {}),
    "no readings": ("", {}),
}  # fmt: skip


def first_indicator(summary: Summary) -> IndicatorSummary:
    return summary.themes[0].indicators[0]


@pytest.mark.parametrize(("readings", "expected"), TOTALS.values(), ids=TOTALS.keys())
def test_totals_are_of_what_was_reported(
    readings: str, expected: dict[str, str], tmp_path: Path
) -> None:
    assert figures(first_indicator(summary_of(tmp_path, indicator(readings))).total) == expected


def test_a_rate_has_no_total_but_each_unit_is_compared(tmp_path: Path) -> None:
    text = indicator(
        f"{{{A}, value: 98.5, target: 98, last_year: 99}}, {{{B}, value: 49, last_year: 0}}, "
        f"{{{C}, value: -1, target: 98, last_year: -3}}",
        ", kind: rate",
    )
    found = first_indicator(summary_of(tmp_path, text))
    assert found.total is None
    assert [row.comparison.completion for row in found.rows] == [None, None, None]
    assert [figures(row.comparison)["growth"] for row in found.rows] == ["-0.5", "49.0", "2.0"]


def tables_of(place: Path, more: str, bloc: str = BLOC) -> dict[str, list[list[str]]]:
    """The tables of the summary report by caption: header and rows, column by column."""
    files = {**MINIMAL, "bloc.yaml": bloc, "more.yaml": more}
    order = Order(("vi",), ("summary-report",))
    (report,) = study(write_folder(place / "khoi", files), order).documents
    return {
        plain(table.caption): [
            [plain(column.title) for column in table.columns],
            *([plain(cell) for cell in row] for row in table.rows),
        ]
        for blocks in (report.body, *(annex.blocks for annex in report.annexes))
        for table in blocks
        if isinstance(table, Table)
    }


IN_THE_REPORT = {
    "the bloc's own figure before the sum": (
        f"{{{A}, value: 6, target: 5}}, {{value: 100, target: 80}}, {{{B}, value: 3, target: 5}}",
        [["1", "A", "lượt", "100", "80", "125,0"]],
        [["1", "Đơn vị A", "6"], ["2", "Đơn vị B", "3"], ["", "Toàn khối", "100"]],
    ),
    "the sum where the bloc states none": (
        f"{{{A}, value: 6}}, {{{B}, value: 3}}",
        [["1", "A", "lượt", "9", "2/3"]],
        [
            ["1", "Đơn vị A", "6"],
            ["2", "Đơn vị B", "3"],
            ["", "Tổng cộng (2/3 đơn vị báo cáo)", "9"],
        ],
    ),
    "the sum where the bloc states a target only": (
        f"{{target: 80}}, {{{A}, value: 6}}, {{{B}, value: 3}}",
        [["1", "A", "lượt", "9", "2/3"]],
        [
            ["1", "Đơn vị A", "6"],
            ["2", "Đơn vị B", "3"],
            ["", "Toàn khối", "[CẦN BỔ SUNG: số thực hiện]"],
            ["", "Tổng cộng (2/3 đơn vị báo cáo)", "9"],
        ],
    ),
}


@pytest.mark.parametrize(
    ("readings", "of_bloc", "of_units"), IN_THE_REPORT.values(), ids=IN_THE_REPORT.keys()
)
def test_the_figures_of_the_bloc_in_the_report(
    readings: str, of_bloc: list[list[str]], of_units: list[list[str]], tmp_path: Path
) -> None:
    tables = tables_of(tmp_path, indicator(readings))
    assert tables["Kết quả thực hiện một số chỉ tiêu"][1:] == of_bloc
    assert [row[:3] for row in tables["A (lượt)"][1:]] == of_units


def test_how_many_reported_stands_beside_sums_only(tmp_path: Path) -> None:
    text = indicator(f"{{value: 100}}, {{{A}, value: 6}}") + (
        "  - {id: b, theme: movements, name: B, measure: lượt, "
        f"readings: [{{{A}, value: 6}}, {{{B}, value: 3}}]}}\n"
    )
    header, own, added = tables_of(tmp_path, text)["Kết quả thực hiện một số chỉ tiêu"]
    assert header[-1] == "Số đơn vị báo cáo"
    assert (own, added) == (["1", "A", "lượt", "100", ""], ["2", "B", "lượt", "9", "2/3"])


def test_per_cent_are_exact(tmp_path: Path) -> None:
    text = indicator(f"{{{A}, value: 2, target: 3, last_year: 3}}")
    comparison = first_indicator(summary_of(tmp_path, text)).rows[0].comparison
    assert value(comparison.completion) == Decimal(200) / 3
    assert value(comparison.growth) == Decimal(-100) / 3


@pytest.mark.parametrize(("stated", "expected"), [("", 3), (", units_stated: 9", 9)])
def test_how_many_reported_of_how_many(stated: str, expected: int, tmp_path: Path) -> None:
    bloc = BLOC.replace("name: Khối thi đua A", f"{{name: A{stated}}}").replace(
        "bloc:\n  ", "bloc: "
    )
    summary = summary_of(tmp_path, indicator(f"{{{A}, value: 0}}, {{{B}, target: 3}}"), bloc)
    found = first_indicator(summary)
    assert (value(found.reported), value(found.expected)) == (1, expected)
    missing = [(gap.label, gap.unit) for gap in summary.missing if gap.unit]
    assert missing == [("số thực hiện", "don-vi-b"), ("số thực hiện", "don-vi-c")]


def test_a_total_names_the_facts_it_was_added_from(tmp_path: Path) -> None:
    found = first_indicator(
        summary_of(tmp_path, indicator(f"{{{A}, value: 1}}, {{{B}}}, {{{C}, value: 3}}"))
    )
    assert found.total
    assert found.total.value
    assert found.total.value.origins == (
        ("indicators", 0, "readings", 0, "value"),
        ("indicators", 0, "readings", 2, "value"),
    )


UNIT_COUNTS = {"none stated": ("", None), "as many": (", units_stated: 3", None),
               "more": (", units_stated: 9", 6)}  # fmt: skip


@pytest.mark.parametrize(("stated", "unnamed"), UNIT_COUNTS.values(), ids=UNIT_COUNTS.keys())
def test_units_stated_but_not_named(stated: str, unnamed: int | None, tmp_path: Path) -> None:
    bloc = BLOC.replace("bloc:\n  name: Khối thi đua A", f"bloc: {{name: A{stated}}}")
    summary = summary_of(tmp_path, "", bloc)
    assert value(summary.units_named) == 3
    assert value(summary.units_unnamed) == unnamed
    assert summary.missing == (), "names no unit of which a fact could be missing"


def scores(*sheets: str) -> str:
    return (
        "scores:\n  criteria:\n    - {id: a, name: A, points: 60}\n"
        "    - {id: b, name: B, points: 40}\n  sheets:\n"
        + "".join(f"    - {{{sheet}}}\n" for sheet in sheets)
    )


BLOC_OF_5 = BLOC + "  - {id: don-vi-d, name: Đơn vị D}\n  - {id: don-vi-e, name: Đơn vị E}\n"


def test_units_with_equal_points_share_a_rank(tmp_path: Path) -> None:
    text = scores(
        "unit: don-vi-d, agreed: {a: 50, b: 30}",
        "unit: don-vi-c, agreed: {a: 50, b: 35}",
        "unit: don-vi-b, agreed: {a: 55, b: 29}, bonus: 1.5, penalty: 0.5",
        "unit: don-vi-a, agreed: {a: 60, b: 39.5}",
        "unit: don-vi-e, agreed: {a: 50, b: 29.5}",
    )
    rows = summary_of(tmp_path, text, BLOC_OF_5).scores
    assert [(r.unit.value, value(r.total), value(r.rank), r.shared) for r in rows] == [
        ("don-vi-a", Decimal("99.5"), 1, False),
        ("don-vi-b", Decimal("85.0"), 2, True),
        ("don-vi-c", Decimal("85"), 2, True),
        ("don-vi-d", Decimal("80"), 4, False),
        ("don-vi-e", Decimal("79.5"), 5, False),
    ]


FIVE = [
    f"unit: don-vi-{unit}, agreed: {{a: 50, b: {b}}}"
    for unit, b in zip("abcde", [30, 30, 35, 32, 31], strict=True)
]

PARTIAL: dict[str, tuple[str, list[str], list[str]]] = {
    "a unit without a sheet": ("", FIVE[:4], ["c", "d", "a", "b"]),
    "only one sheet": ("", FIVE[2:3], ["c"]),
    "a unit without a total": (
        "", ["unit: don-vi-a, agreed: {a: 60}", *FIVE[1:]], ["c", "d", "e", "b", "a"]
    ),
    "every unit named, but more stated": (
        ", units_stated: 9", FIVE, ["c", "d", "e", "a", "b"]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("stated", "sheets", "order"), PARTIAL.values(), ids=PARTIAL.keys())
def test_no_ranks_before_every_unit_has_a_total(
    stated: str, sheets: list[str], order: list[str], tmp_path: Path
) -> None:
    bloc = BLOC_OF_5.replace("bloc:\n  name: Khối thi đua A", f"bloc: {{name: A{stated}}}")
    rows = summary_of(tmp_path, scores(*sheets), bloc).scores
    assert [row.unit.value.removeprefix("don-vi-") for row in rows] == order
    assert {(row.rank, row.shared) for row in rows} == {(None, False)}


def test_a_rank_rests_on_every_total(tmp_path: Path) -> None:
    for row in summary_of(tmp_path, scores(*FIVE), BLOC_OF_5).scores:
        assert row.rank
        assert {path[2] for path in row.rank.origins} == {0, 1, 2, 3, 4}


def test_an_incomplete_column_has_no_sum(tmp_path: Path) -> None:
    text = scores("unit: don-vi-a, self_scored: {a: 60, b: 0}, cross_scored: {a: 60}, bonus: 2")
    summary = summary_of(tmp_path, text)
    (row,) = summary.scores
    sums = (
        row.self_scored,
        row.cross_scored,
        row.agreed,
        row.bonus,
        row.penalty,
        row.total,
        row.rank,
    )
    assert [value(one) for one in sums] == [60, None, None, 2, None, None, None]
    assert [(gap.label, gap.unit) for gap in summary.missing] == [
        ("điểm thi đua", "don-vi-b"),
        ("điểm thi đua", "don-vi-c"),
        ("điểm thống nhất", "don-vi-a"),
    ]


def test_rewards_of_one_name_and_level_are_one_row(tmp_path: Path) -> None:
    text = """\
rewards:
  - {award: Giấy khen, level: unit, unit: don-vi-a, collectives: 2, individuals: 5}
  - {award: Bằng khen, level: province, unit: don-vi-a, collectives: 1}
  - {award: Bằng khen, level: ministry, unit: don-vi-b, individuals: 0}
  - {award: Bằng khen, level: province, unit: don-vi-c, collectives: 3, individuals: 4}
  - {award: Huân chương, level: state, unit: don-vi-c}
"""
    dossier = dossier_of(tmp_path, text)
    rows = [
        (
            dossier.facts.rewards[int(row.award.path[1])].award.vi,
            row.level,
            value(row.collectives),
            value(row.individuals),
        )
        for row in summarize(dossier).rewards
    ]
    assert rows == [
        ("Huân chương", "state", None, None),
        ("Bằng khen", "ministry", None, 0),
        ("Bằng khen", "province", 4, 4),
        ("Giấy khen", "unit", 2, 5),
    ]


def test_nothing_comes_of_nothing(tmp_path: Path) -> None:
    summary = summary_of(tmp_path, "")
    assert value(summary.units_named) == 3
    assert summary.units_unnamed is None
    assert (summary.themes, summary.scores, summary.rewards, summary.missing) == ((), (), (), ())
    assert (summary.theme("movements"), summary.score("don-vi-a")) == (None, None)


def test_the_seed_counts_nothing_it_was_not_told() -> None:
    summary = summarize(collect(SEED))
    assert (value(summary.units_named), value(summary.units_unnamed)) == (4, 5)
    assert summary.scores == summary.rewards == ()
    assert all(theme.results and not theme.indicators for theme in summary.themes)


SAMPLE_DOSSIER = collect(SAMPLE)

SAMPLE_TOTALS = {
    "tiet-kiem": {
        "value": "1240.0", "target": "1090", "last_year": "1070.0",
        "completion": "113.8", "growth": "15.9",
    },
    "quy-trinh-so": {
        "value": "183", "target": "168", "last_year": "116",
        "completion": "108.9", "growth": "57.8",
    },
    "tham-gia": {"value": "776", "target": "700", "completion": "110.9"},
    "hoat-dong-chung": {},
}  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), SAMPLE_TOTALS.items(), ids=SAMPLE_TOTALS.keys())
def test_the_totals_of_the_sample(name: str, expected: dict[str, str]) -> None:
    assert figures(of_sample()[name].total) == expected


def of_sample() -> dict[str, IndicatorSummary]:
    indicators = SAMPLE_DOSSIER.facts.indicators
    return {
        indicators[int(one.indicator.path[1])].id: one
        for theme in summarize(SAMPLE_DOSSIER).themes
        for one in theme.indicators
    }


def test_the_ranking_of_the_sample() -> None:
    rows = summarize(SAMPLE_DOSSIER).scores
    assert [(r.unit.value, value(r.total), value(r.rank), r.shared) for r in rows[:5]] == [
        ("so-tu-phap", Decimal(99), 1, False),
        ("ban-quan-ly-kkt", Decimal("97.5"), 2, False),
        ("so-tai-chinh", Decimal(97), 3, False),
        ("so-noi-vu", Decimal("95.5"), 4, True),
        ("van-phong-ubnd", Decimal("95.5"), 4, True),
    ]
    assert value(rows[5].rank) == 6


def without_order(facts: Facts, summary: Summary) -> dict[str, Any]:
    """Everything in a summary by its name instead of its place."""
    found: dict[str, Any] = {
        "units": value(summary.units_named),
        "missing": {(gap.label, gap.unit) for gap in summary.missing},
    }
    for theme in summary.themes:
        for one in theme.indicators:
            found[facts.indicators[int(one.indicator.path[1])].id] = (
                theme.theme,
                {value(row.unit): figures(row.comparison) for row in one.rows},
                figures(one.total),
                value(one.reported),
            )
    for row in summary.scores:
        found[row.unit.value] = (
            *(value(getattr(row, name)) for name in ("self_scored", "cross_scored", "agreed")),
            *(value(row.total), value(row.rank), row.shared),
        )
    for reward in summary.rewards:
        award = facts.rewards[int(reward.award.path[1])].award
        found[f"{award.vi} {reward.level}"] = (value(reward.collectives), value(reward.individuals))
    return found


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_order_of_the_inputs_changes_nothing_but_order(data: st.DataObject) -> None:
    facts = SAMPLE_DOSSIER.facts
    assert facts.scores

    def shuffled(parts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(data.draw(st.permutations(parts)))

    other = facts.model_copy(
        update={
            "units": shuffled(facts.units),
            "rewards": shuffled(facts.rewards),
            "scores": facts.scores.model_copy(update={"sheets": shuffled(facts.scores.sheets)}),
            "indicators": tuple(
                one.model_copy(update={"readings": shuffled(one.readings)})
                for one in shuffled(facts.indicators)
            ),
        }
    )
    summary = summarize(replace(SAMPLE_DOSSIER, facts=other))
    assert without_order(other, summary) == without_order(facts, summarize(SAMPLE_DOSSIER))
    totals = [row.total.value for row in summary.scores if row.total]
    assert totals == sorted(totals, reverse=True)
