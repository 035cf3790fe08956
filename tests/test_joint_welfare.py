"""What several units did together is told once, counted once, and in one measure."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from folders import BLOC, run, without_mark, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_summarize import A, B, C, summary_of, tables_of
from test_summarize import value as number_of

from pipeline.model.dossier import Dossier, Trail
from pipeline.model.facts import Facts
from pipeline.model.summary import WelfareSummary
from pipeline.spelling.figures import Figure, convert
from pipeline.summarize import summarize

CAPTION = "Kết quả công tác an sinh xã hội"
JOINT = "activities:\n  - {id: chung, name: Thăm chung, units: [don-vi-c]}\n"
SHARED = "activities:\n  - {id: chung, name: Thăm chung, own_shares: true}\n"


def works(*stated: str) -> str:
    return "welfare:\n" + "".join(f"  - {{name: Việc, {one}}}\n" for one in stated)


def told(summary: WelfareSummary) -> list[tuple[Any, list[str]]]:
    return [(number_of(row.amount), [unit.value[-1] for unit in row.units]) for row in summary.rows]


MILLIONS, DONG, BILLIONS = (f"measure: {m}" for m in ("triệu đồng", "đồng", "tỷ đồng"))


def test_money_is_added_in_the_smallest_measure_stated(tmp_path: Path) -> None:
    text = works(
        f"{A}, {MILLIONS}, amount: 20.5",
        f"{B}, {BILLIONS}, amount: gần 1",
        f"{C}, measure: Triệu Đồng, amount: 4",
        f"{C}, measure: suất, amount: 4",
        f"{C}, {DONG}",
    )
    (total,) = summary_of(tmp_path, text).welfare.totals
    assert number_of(total.amount) == "gần 1024,5"
    assert total.measure.path == ("welfare", 0, "measure"), "đồng has no amount"
    assert (number_of(total.counted), number_of(total.works)) == (3, 4)
    assert total.amount
    assert len(total.amount.origins) == 3


def test_equal_figures_of_a_joint_work_count_once(tmp_path: Path) -> None:
    text = JOINT + works(
        f"{A}, {MILLIONS}, amount: 20, beneficiaries: 5, activity: chung",
        f"{B}, {DONG}, amount: 20000000, activity: chung",
        f"{B}, {MILLIONS}, amount: 3",
    )
    summary = summary_of(tmp_path, text).welfare
    assert told(summary) == [(20_000_000, ["a", "b", "c"]), (3, ["b"])]
    (total,) = summary.totals
    assert number_of(total.amount) == 23_000_000
    assert (number_of(total.counted), number_of(total.works)) == (2, 2)
    table = tables_of(tmp_path / "paper", text)[CAPTION]
    assert [row[1:5] for row in table[1:]] == [
        ["Việc", "Đơn vị A, Đơn vị B và Đơn vị C", "20.000.000", "đồng"],
        ["Việc", "Đơn vị B", "3", "triệu đồng"],
        ["Tổng cộng", "", "23.000.000", "đồng"],
    ]


def test_figures_that_differ_are_left_out_and_all_told(tmp_path: Path) -> None:
    text = JOINT + works(
        f"{A}, {MILLIONS}, amount: 20, activity: chung",
        f"{B}, {MILLIONS}, amount: 21, activity: chung",
        f"{C}, {MILLIONS}, amount: 3",
        f"{C}, {MILLIONS}, amount: 4",
    )
    (total,) = summary_of(tmp_path, text).welfare.totals
    assert number_of(total.amount) == 7
    assert (number_of(total.counted), number_of(total.works)) == (2, 3)
    table = tables_of(tmp_path / "paper", text)[CAPTION]
    assert [row[1:5] for row in table[1:]] == [
        ["Việc", "Đơn vị A, Đơn vị B và Đơn vị C", "", ""],
        ["- Theo Đơn vị A", "", "20", "triệu đồng"],
        ["- Theo Đơn vị B", "", "21", "triệu đồng"],
        ["Việc", "Đơn vị C", "3", "triệu đồng"],
        ["Việc", "Đơn vị C", "4", "triệu đồng"],
        ["Tổng cộng (tính trên 2/3 nội dung)", "", "7", "triệu đồng"],
    ]


def test_shares_of_units_are_added_and_told_below(tmp_path: Path) -> None:
    text = SHARED + works(
        f"{A}, {MILLIONS}, amount: 20, activity: chung",
        f"{B}, {BILLIONS}, amount: trên 1, activity: chung",
    ).replace("name: Việc, unit: don-vi-b", "name: Phần của B, unit: don-vi-b")
    assert told(summary_of(tmp_path, text).welfare) == [("trên 1020", ["a", "b"])]
    table = tables_of(tmp_path / "paper", text)[CAPTION]
    assert [row[1:5] for row in table[1:]] == [
        ["Thăm chung", "Đơn vị A và Đơn vị B", "trên 1.020", "triệu đồng"],
        ["- Đơn vị A", "", "20", "triệu đồng"],
        ["- Đơn vị B", "", "trên 1", "tỷ đồng"],
    ]


def test_a_share_that_is_lacking_leaves_the_sum_open(tmp_path: Path) -> None:
    text = SHARED + works(
        f"{A}, {MILLIONS}, amount: 20, activity: chung", f"{B}, {MILLIONS}, activity: chung"
    )
    assert told(summary_of(tmp_path, text).welfare) == [(None, ["a", "b"])]


def test_people_of_kinds_not_named_are_not_added(tmp_path: Path) -> None:
    def reached(second: str) -> Any:
        text = SHARED + works(
            f"{A}, {MILLIONS}, beneficiaries: 4, beneficiary: hộ, activity: chung",
            f"{B}, {MILLIONS}, beneficiaries: 5{second}, activity: chung",
        )
        (row,) = summary_of(tmp_path / str(len(second)), text).welfare.rows
        return number_of(row.beneficiaries)

    assert reached(", beneficiary: Hộ") == 9
    assert reached(", beneficiary: em nhỏ") is None
    assert reached("") is None


def test_works_of_one_unit_and_of_the_bloc_stand_by_themselves(tmp_path: Path) -> None:
    text = JOINT + works(
        f"{A}, {MILLIONS}, amount: 20, activity: chung",
        f"{A}, {MILLIONS}, amount: 5, activity: chung",
        f"{MILLIONS}, amount: 25, activity: chung",
    )
    summary = summary_of(tmp_path, text).welfare
    assert told(summary) == [(20, ["a", "c"]), (5, ["a", "c"]), (25, ["c"])]
    (total,) = summary.totals
    assert (number_of(total.amount), total.of_units) == (25, True)


def test_other_measures_of_a_joint_work_stay_apart(tmp_path: Path) -> None:
    text = JOINT + works(
        f"{A}, {MILLIONS}, amount: 20, activity: chung",
        f"{B}, measure: suất, amount: 20, activity: chung",
    )
    assert [amount for amount, _ in told(summary_of(tmp_path, text).welfare)] == [20, 20]


def test_those_reached_by_a_joint_work_of_different_kinds_are_told_apart(tmp_path: Path) -> None:
    text = JOINT + works(
        f"{A}, {MILLIONS}, amount: 20, beneficiaries: 4, beneficiary: hộ, activity: chung",
        f"{B}, {MILLIONS}, amount: 20, beneficiaries: 4, beneficiary: em, activity: chung",
    )
    (row,) = summary_of(tmp_path, text).welfare.rows
    assert (number_of(row.amount), row.beneficiaries, row.differ) == (20, None, True)
    table = tables_of(tmp_path / "paper", text)[CAPTION]
    assert [row[-1] for row in table[1:]] == ["", "4 hộ", "4 em"]


def test_an_id_that_names_nothing_is_told_with_the_closest(tmp_path: Path) -> None:
    cases = {
        "unknown-activity": f"{JOINT}welfare: [{{name: A, measure: đồng, activity: ▸chun}}]\n",
        "unknown-weakness": "weaknesses: [{id: cham, text: Chậm.}]\n"
        "results: [{theme: movements, text: Nhanh., overcomes: ▸chm}]\n",
        "no activity": "results: [{theme: movements, text: Vui., activity: ▸hoi-thao}]\n",
    }
    hints = {
        "unknown-activity": "did you mean “chung”?",
        "unknown-weakness": "did you mean “cham”?",
        "no activity": "list it under “activities”",
    }
    for name, text in cases.items():
        more, place = without_mark(text)
        folder = write_folder(tmp_path / name, {"bloc.yaml": BLOC, "more.yaml": more})
        ran = run("check", folder, "--lang", "vi")
        assert ran.code == 3
        assert f"more.yaml:{place}: error: no " in ran.err
        assert f"hint: {hints[name]}" in ran.err


AMOUNTS = st.integers(0, 10**8)
MEASURES = st.sampled_from(["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"])


def total_of(stated: list[tuple[str, Decimal | int, str]]) -> Decimal | None:
    """What works of these units, amounts and measures come to, in đồng."""
    facts = Facts.model_validate(
        {
            "year": 2025,
            "bloc": {"name": "Khối"},
            "units": tuple({"id": f"u{n}", "name": f"Đơn vị {n}"} for n in range(3)),
            "welfare": tuple(
                {"name": "Việc", "unit": unit, "amount": amount, "measure": measure}
                for unit, amount, measure in stated
            ),
        }
    )
    (total,) = summarize(Dossier(facts, Trail({}), Path(), ())).welfare.totals
    assert total.amount
    measure = facts.welfare[int(total.measure.path[1])].measure.said_in("vi")
    return convert(Figure(total.amount.value.number, None, measure), "đồng")


STATED = st.tuples(st.sampled_from(["u0", "u1", "u2"]), AMOUNTS, MEASURES)


@settings(max_examples=50, deadline=None)
@given(stated=st.lists(STATED, min_size=2, max_size=6), data=st.data())
def test_money_adds_up_to_the_last_dong_in_any_order_and_measure(
    stated: list[tuple[str, int, str]], data: st.DataObject
) -> None:
    expected = sum(convert(Figure(Decimal(n), None, m), "đồng") or 0 for _, n, m in stated)
    assert total_of(list(stated)) == expected
    shuffled = data.draw(st.permutations(stated))
    unit, amount, measure = shuffled[0]
    cut = data.draw(st.integers(0, amount))
    split = [(unit, cut, measure), (unit, amount - cut, measure), *shuffled[1:]]
    assert total_of(list(split)) == expected, "a work told in two is the same money"
