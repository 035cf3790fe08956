"""Targets reached or missed: judged exactly, and only where it is certain."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from folders import SAMPLE
from hypothesis import given, settings
from hypothesis import strategies as st
from test_summarize import A, B, C, indicator, summary_of, tables_of
from test_summarize import value as number_of

from pipeline.build import Order, study
from pipeline.collect import collect
from pipeline.model.blocks import Paragraph, plain
from pipeline.model.document import Document
from pipeline.model.quantity import Quantity
from pipeline.model.targets import Targets, TargetsReached
from pipeline.model.year import Indicator
from pipeline.spelling.figures import Figure, Qualifier, read_figure
from pipeline.summarize import summarize
from pipeline.summarize.targets import judge

COUNT = Indicator.model_validate(
    {"id": "a", "theme": "movements", "name": "A", "measure": "vụ", "fewer_is_better": False}
)
FEW = COUNT.model_copy(update={"fewer_is_better": True})


def quantity(text: str) -> Quantity:
    figure = read_figure(text)
    assert isinstance(figure, Figure)
    return Quantity(figure.value, figure.qualifier)


JUDGED = [
    ("98", "98", "met"),
    ("98,0", "98", "met"),
    ("98,000001", "98", "exceeded"),
    ("97,999999", "98", "not-met"),
    ("trên 98", "98", "exceeded"),
    ("trên 97", "98", "open"),
    ("gần 98", "98", "not-met"),
    ("gần 99", "98", "open"),
    ("khoảng 98", "98", "open"),
    ("khoảng 200", "98", "open"),
    ("ít nhất 98", "98", "met"),
    ("ít nhất 99", "98", "exceeded"),
    ("ít nhất 97", "98", "open"),
    ("nhiều nhất 97", "98", "not-met"),
    ("nhiều nhất 98", "98", "open"),
    ("98", "ít nhất 98", "met"),
    ("97", "ít nhất 98", "not-met"),
    ("98", "trên 98", "not-met"),
    ("99", "trên 98", "met"),
    ("trên 98", "trên 98", "met"),
    ("ít nhất 98", "trên 98", "open"),
    ("98", "gần 98", "open"),
    ("98", "khoảng 98", "open"),
    ("3", "nhiều nhất 3", "met"),
    ("2", "nhiều nhất 3", "exceeded"),
    ("4", "nhiều nhất 3", "not-met"),
]


@pytest.mark.parametrize(("value", "target", "verdict"), JUDGED)
def test_a_figure_against_its_target(value: str, target: str, verdict: str) -> None:
    assert judge(COUNT, quantity(value), quantity(target)) == verdict


FEWER = [
    ("3", "3", "met"),
    ("2", "3", "exceeded"),
    ("4", "3", "not-met"),
    ("gần 3", "3", "exceeded"),
    ("trên 3", "3", "not-met"),
    ("trên 2", "3", "open"),
    ("3", "nhiều nhất 3", "met"),
    ("3", "ít nhất 3", "open"),
]


@pytest.mark.parametrize(("value", "target", "verdict"), FEWER)
def test_of_what_should_be_few_a_target_is_a_limit(value: str, target: str, verdict: str) -> None:
    assert judge(FEW, quantity(value), quantity(target)) == verdict


EXACT = st.integers(-500, 500).map(lambda n: Decimal(n) / 10)
WORDS = st.sampled_from((None, "nearly", "over", "about", "at-least", "at-most"))


@settings(max_examples=60)
@given(value=EXACT, word=WORDS, target=EXACT, truth=EXACT)
def test_no_verdict_is_wrong_whatever_a_word_hides(
    value: Decimal, word: Qualifier | None, target: Decimal, truth: Decimal
) -> None:
    """Any number that the figure may stand for is judged alike, or nothing is said."""
    may_be = {
        None: truth == value,
        "nearly": truth < value,
        "over": truth > value,
        "about": True,
        "at-least": truth >= value,
        "at-most": truth <= value,
    }
    verdict = judge(COUNT, Quantity(value, word), Quantity(target))
    if may_be[word] and verdict != "open":
        of_truth = judge(COUNT, Quantity(truth), Quantity(target))
        reached = ("met", "exceeded")
        assert (verdict in reached) == (of_truth in reached)
        assert not (verdict == "exceeded" and of_truth == "met")


def counts(reached: TargetsReached | None) -> tuple[int, ...]:
    assert reached
    found = (reached.stated, reached.exceeded, reached.met, reached.not_met, reached.open)
    assert reached.reached.value == reached.exceeded.value + reached.met.value
    return tuple(number_of(one) for one in found)


def targets_of(place: Path, *indicators: str) -> Targets:
    text = indicators[0] + "".join(
        one.partition("\n")[2].replace("id: a,", f"id: b{n},")
        for n, one in enumerate(indicators[1:])
    )
    return summary_of(place, text).targets


def test_targets_are_counted_by_unit_and_for_the_bloc(tmp_path: Path) -> None:
    found = targets_of(
        tmp_path,
        indicator(f"{{{A}, value: 6, target: 5}}, {{{B}, value: 3, target: 4}}, {{{C}, value: 1}}"),
        indicator(f"{{{A}, value: 2, target: 2}}, {{{B}, target: 4}}"),
        indicator("{value: 9, target: 10}"),
        indicator(f"{{{A}, value: 1}}"),
    )
    assert [(one.unit and one.unit.value, counts(one)) for one in found.units] == [
        ("don-vi-a", (2, 1, 1, 0, 0)),
        ("don-vi-b", (2, 0, 0, 1, 1)),
    ]
    # Of the first nobody gave the bloc a target, for one unit stated none; in the second one is
    # lacking.
    assert counts(found.bloc) == (2, 0, 0, 1, 1)
    assert found.bloc
    assert [ref.path for ref in found.bloc.missed] == [("indicators", 2)]
    assert [ref.path for ref in found.bloc.unjudged] == [("indicators", 1)]
    assert found.bloc.not_met.origins == (("indicators", 2),)


def test_a_total_is_judged_only_when_every_unit_is_in_it(tmp_path: Path) -> None:
    two = f"{{{A}, value: 6, target: 5}}, {{{B}, value: 3, target: 4}}"
    assert counts(targets_of(tmp_path / "two", indicator(two)).bloc) == (1, 0, 0, 0, 1)
    three = f"{two}, {{{C}, value: 1, target: 1}}"
    assert counts(targets_of(tmp_path / "three", indicator(three)).bloc) == (1, 0, 1, 0, 0)


def test_a_rate_of_all_is_held_against_the_target_they_share(tmp_path: Path) -> None:
    rates = ", ".join(
        f"{{{unit}, part: {part}, whole: 50, target: 98}}"
        for unit, part in ((A, 50), (B, 49), (C, 48))
    )
    text = indicator(rates, ", kind: rate").replace("measure: lượt", 'measure: "%"')
    found = targets_of(tmp_path, text)
    assert counts(found.bloc) == (1, 0, 1, 0, 0), "147 of 150 are 98%, exactly"
    assert [counts(one)[1:4] for one in found.units] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]


def test_an_answer_is_the_one_aimed_at_or_not(tmp_path: Path) -> None:
    text = indicator(
        f"{{{A}, value: có, target: có}}, {{{B}, value: chưa, target: có}}, "
        f"{{{C}, value: không, target: không}}",
        ", kind: yes-no",
    )
    found = targets_of(tmp_path, text)
    assert [counts(one)[1:4] for one in found.units] == [(0, 1, 0), (0, 0, 1), (0, 1, 0)]
    assert found.bloc is None


def report_of(folder: Path) -> Document:
    return study(folder, Order(("vi",), ("summary-report",))).documents[0]


def paragraphs(report: Document) -> list[str]:
    return [plain(block.content) for block in report.body if isinstance(block, Paragraph)]


def test_the_report_says_which_targets_were_reached() -> None:
    report = report_of(SAMPLE)
    assert "Có 10/10 chỉ tiêu tính chung toàn khối đạt hoặc vượt." in paragraphs(report)
    reached = summarize(collect(SAMPLE)).targets
    assert counts(reached.bloc) == (10, 9, 1, 0, 0)
    assert {one.unit.value: number_of(one.not_met) for one in reached.units if one.unit} == {
        "so-noi-vu": 0,
        "so-tai-chinh": 0,
        "van-phong-ubnd": 0,
        "van-phong-hdnd": 0,
        "thanh-tra-tinh": 2,
        "so-tu-phap": 0,
        "so-ngoai-vu": 8,
        "ban-quan-ly-kkt": 0,
        "so-khoa-hoc-cong-nghe": 1,
    }


SEVERAL = indicator(f"{{{A}, value: 6, target: 7}}, {{value: gần 9, target: 9}}") + (
    "  - {id: b, theme: movements, name: B, measure: vụ, "
    "readings: [{value: khoảng 3, target: 3}]}\n"
)


def test_what_was_missed_is_named(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, SEVERAL)
    assert tables[""][0][2:] == [
        *("Số chỉ tiêu", "Vượt", "Đạt", "Chưa đạt", "Chưa đủ số liệu", "Chỉ tiêu chưa đạt"),
    ]
    assert [row[1:] for row in tables[""][1:]] == [
        ["Đơn vị A", "1", "0", "0", "1", "0", "A"],
        ["Toàn khối", "2", "0", "0", "1", "1", "A"],
    ]
    text = paragraphs(report_of(tmp_path / "khoi"))
    told = "Có 0/1 chỉ tiêu tính chung toàn khối đạt hoặc vượt; chưa đạt: A; "
    assert f"{told}chưa đủ số liệu để đánh giá: B." in text


def test_nothing_is_said_where_no_target_was_stated(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, indicator(f"{{{A}, value: 6}}, {{value: 9}}"))
    assert not any("Vượt" in row for row in tables.get("", []))
    assert not any(
        "tính chung toàn khối" in one for one in paragraphs(report_of(tmp_path / "khoi"))
    )
