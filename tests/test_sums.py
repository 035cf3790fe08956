"""Qualified figures, plans, works of welfare: a sum is only as true as its parts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from folders import BLOC, run, write_folder
from hypothesis import given
from hypothesis import strategies as st
from test_summarize import A, B, C, dossier_of, first_indicator, indicator, summary_of, value

from pipeline.model.quantity import Quantity, sum_of
from pipeline.summarize import summarize

QUALIFIED = {
    "all exact": ("{value: 300}, {value: 5}", 305),
    "nearly and exact": ("{value: gần 300}, {value: 5}", "gần 305"),
    "nearly twice": ("{value: gần 300}, {value: gần 5}", "gần 305"),
    "over and exact": ("{value: 7}, {value: trên 5}", "trên 12"),
    "nearly and over": ("{value: gần 300}, {value: trên 5}", "khoảng 305"),
    "three kinds": ("{value: gần 300}, {value: ít nhất 5}, {value: 1}", "khoảng 306"),
}


@pytest.mark.parametrize(("readings", "total"), QUALIFIED.values(), ids=QUALIFIED.keys())
def test_a_sum_is_as_exact_as_its_parts(readings: str, total: int | str, tmp_path: Path) -> None:
    for unit in (A, B, C):
        readings = readings.replace("{value", f"{{{unit}, value", 1)
    found = first_indicator(summary_of(tmp_path, indicator(readings))).total
    assert found
    assert value(found.value) == total


COMPARED = {
    "exact": ("value: 90, target: 100, last_year: 80", 90, Decimal("12.5")),
    "nearly": ("value: gần 90, target: 100, last_year: 80", "gần 90", "gần 12,5"),
    "of over": ("value: 90, target: trên 100, last_year: 80", "khoảng 90", Decimal("12.5")),
    "over of nearly": (
        "value: trên 90, target: gần 100, last_year: 80",
        "trên 90",
        "trên 12,5",
    ),
    "than about": ("value: 90, target: 100, last_year: khoảng 80", 90, "khoảng 12,5"),
}


@pytest.mark.parametrize(
    ("reading", "completion", "growth"), COMPARED.values(), ids=COMPARED.keys()
)
def test_a_comparison_is_as_exact_as_both_its_figures(
    reading: str, completion: Any, growth: Any, tmp_path: Path
) -> None:
    (row,) = first_indicator(summary_of(tmp_path, indicator(f"{{{A}, {reading}}}"))).rows
    assert value(row.comparison.completion) == completion
    assert value(row.comparison.growth) == growth


def test_a_rate_changes_by_as_many_points(tmp_path: Path) -> None:
    text = indicator(f"{{{A}, value: gần 97, target: trên 95, last_year: 90}}", ", kind: rate")
    (row,) = first_indicator(summary_of(tmp_path, text)).rows
    assert (value(row.comparison.target), value(row.comparison.growth)) == ("trên 95", "gần 7")


QUANTITIES = st.builds(
    Quantity,
    st.integers(-9, 9).map(Decimal),
    st.none() | st.sampled_from(["nearly", "over", "about", "at-least", "at-most"]),
)


@given(parts=st.lists(QUANTITIES, min_size=1), data=st.data())
def test_the_order_of_parts_does_not_change_a_sum(
    parts: list[Quantity], data: st.DataObject
) -> None:
    found = sum_of(parts)
    assert sum_of(data.draw(st.permutations(parts))) == found
    exact = all(part.qualifier is None for part in parts)
    assert (found.qualifier is None) == exact, "what is not exact never becomes exact"


@given(one=QUANTITIES, other=QUANTITIES)
def test_what_may_be_the_same_may_be_so_both_ways(one: Quantity, other: Quantity) -> None:
    assert one.may_be(other) == other.may_be(one)
    assert one.may_be(one)
    if one.qualifier is None and other.qualifier is None:
        assert one.may_be(other) == (one == other)


def test_each_plan_has_its_own_completion(tmp_path: Path) -> None:
    reading = f"{{{A}, value: 6, target: 5, province_plan: 4, central_plan: 3}}"
    other = f"{{{B}, value: 2, target: 5, province_plan: 4}}"
    found = first_indicator(summary_of(tmp_path, indicator(f"{reading}, {other}")))
    own = found.rows[0].comparison
    completions = (own.completion, own.province_completion, own.central_completion)
    assert [value(completion) for completion in completions] == [120, 150, 200]
    assert found.total
    assert (value(found.total.province_plan), value(found.total.province_completion)) == (8, 100)
    assert (found.total.central_plan, found.total.central_completion) == (None, None), "one gave it"


def welfare(*works: str) -> str:
    return "welfare:\n" + "".join(f"  - {{name: Việc, measure: triệu đồng, {w}}}\n" for w in works)


def test_works_of_units_in_one_measure_are_added_up(tmp_path: Path) -> None:
    text = (
        welfare(
            f"{A}, amount: 20, beneficiaries: 4, beneficiary: hộ nghèo",
            f"{B}, amount: gần 30, beneficiaries: 6, beneficiary: Hộ nghèo",
            f"{C}",
            "amount: 100",
        )
        + "  - {name: Việc, measure: suất quà, unit: don-vi-a, amount: 9}\n"
    )
    summary = summary_of(tmp_path, text).welfare
    assert [value(row.amount) for row in summary.rows] == [20, "gần 30", None, 100, 9]
    (total,) = summary.totals
    assert value(total.amount) == "gần 50"
    assert (total.of_units, value(total.counted), value(total.works)) == (True, 2, 3)
    assert value(total.beneficiaries) == 10
    assert total.amount
    assert total.amount.origins == (("welfare", 0, "amount"), ("welfare", 1, "amount"))


@pytest.mark.parametrize("other", ["beneficiary: học sinh", "note"])
def test_those_helped_are_added_up_only_where_they_are_of_one_kind(
    other: str, tmp_path: Path
) -> None:
    kind = "" if other == "note" else f", {other}"
    text = welfare(
        f"{A}, amount: 1, beneficiaries: 4, beneficiary: hộ nghèo",
        f"{B}, amount: 2, beneficiaries: 6{kind}",
    )
    (total,) = summary_of(tmp_path, text).welfare.totals
    assert (value(total.amount), total.beneficiaries, total.beneficiary) == (3, None, None)


PARTS = "parts: [{name: A, amount: 60}, {name: B, amount: 30}]"
SUMS = {
    "agree": ("amount: 90", 90, None),
    "contradict": ("amount: 100", 100, 90),
    "nearly as much": ("amount: gần 100", "gần 100", None),
    "nearly, but the parts are more": ("amount: gần 80", "gần 80", 90),
    "over, but the parts are less": ("amount: trên 100", "trên 100", 90),
    "about": ("amount: khoảng 100", "khoảng 100", None),
    "the parts alone": ("beneficiary: hộ", 90, None),
}


@pytest.mark.parametrize(("stated", "amount", "parts"), SUMS.values(), ids=SUMS.keys())
def test_parts_stand_beside_an_amount_they_contradict(
    stated: str, amount: int | str, parts: int | None, tmp_path: Path
) -> None:
    dossier = dossier_of(tmp_path, welfare(f"{stated}, {PARTS}"))
    (row,) = summarize(dossier).welfare.rows
    assert (value(row.amount), value(row.works[0].parts_amount)) == (amount, parts)
    told = [str(w.message) for w in dossier.warnings if w.code == "parts-sum"]
    assert told == ([f"“amount” is {amount}, but the parts add up to {parts}"] if parts else [])


def test_parts_are_as_exact_as_they_are_stated(tmp_path: Path) -> None:
    text = welfare("parts: [{name: A, amount: gần 60}, {name: B, amount: 30}]")
    text += welfare("amount: 100, parts: [{name: A, amount: gần 60}, {name: B, amount: 30}]")[9:]
    none_stated, contradicted = summary_of(tmp_path, text).welfare.rows
    assert value(none_stated.amount) == "gần 90"
    (work,) = contradicted.works
    assert (value(contradicted.amount), value(work.parts_amount)) == (100, "gần 90")


def test_a_part_without_an_amount_leaves_the_sum_open(tmp_path: Path) -> None:
    text = welfare("amount: 100, parts: [{name: A, amount: 60}, {name: B}]")
    (row,) = summary_of(tmp_path, text).welfare.rows
    assert row.works[0].parts_amount is None


def test_the_warning_names_its_place(tmp_path: Path) -> None:
    text = welfare(f"beneficiaries: 3, {PARTS.replace('amount', 'beneficiaries')}")
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC, "more.yaml": text})
    ran = run("check", folder, "--lang", "vi")
    assert "more.yaml:2:54: warning: “beneficiaries” is 3, but the parts add up to 90" in ran.err
