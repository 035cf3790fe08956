"""Rates, money, answers: what a figure is decides what several of them come to."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from folders import BLOC, run, without_mark, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_summarize import A, B, C, dossier_of, first_indicator, indicator, summary_of, tables_of
from test_summarize import value as number_of

from pipeline.model.dossier import Dossier, Trail
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.summary import IndicatorSummary
from pipeline.summarize import summarize

RATE = ", kind: rate"


def rate(*readings: str, more: str = RATE, measure: str = "%") -> str:
    text = indicator(", ".join(f"{{{reading}}}" for reading in readings), more)
    return text.replace("measure: lượt", f'measure: "{measure}"')


def test_a_rate_is_worked_out_of_its_part_and_whole(tmp_path: Path) -> None:
    text = rate(f"{A}, part: 245, whole: 250, last_year: 97", f"{B}, part: gần 2, whole: 3")
    first, second = first_indicator(summary_of(tmp_path, text)).rows
    assert number_of(first.comparison.value) == 98
    assert number_of(first.comparison.growth) == 1, "in points"
    assert first.comparison.value
    assert [path[-1] for path in first.comparison.value.origins] == ["part", "whole"]
    assert second.comparison.value
    assert second.comparison.value.value.qualifier == "nearly"


def test_a_rate_in_a_thousand(tmp_path: Path) -> None:
    (row,) = first_indicator(
        summary_of(tmp_path, rate(f"{A}, part: 3, whole: 400", measure="‰"))
    ).rows
    assert number_of(row.comparison.value) == Decimal("7.5")


TOTALS: dict[str, tuple[tuple[str, ...], Any]] = {
    "parts in wholes, not an average": (
        (f"{A}, part: 1, whole: 1", f"{B}, part: 0, whole: 3"),
        25,
    ),
    "the stated value does not count": (
        (f"{A}, value: 66.7, part: 2, whole: 3", f"{B}, part: 4, whole: 5"),
        75,
    ),
    "one without its whole": ((f"{A}, part: 1, whole: 1", f"{B}, value: 50"), None),
    "one that did not report": ((f"{A}, part: 1, whole: 2", f"{B}, target: 98", C), 50),
    "a word of one": ((f"{A}, part: gần 1, whole: 2", f"{B}, part: 2, whole: 2"), "gần 75"),
    "a word of a whole": ((f"{A}, part: 1, whole: gần 2", f"{B}, part: 2, whole: 2"), "khoảng 75"),
}


@pytest.mark.parametrize(("readings", "total"), TOTALS.values(), ids=TOTALS.keys())
def test_the_rate_of_the_bloc(readings: tuple[str, ...], total: Any, tmp_path: Path) -> None:
    found = first_indicator(summary_of(tmp_path, rate(*readings))).total
    assert (number_of(found.value) if found else None) == total


def test_the_rate_of_the_bloc_has_the_target_that_all_have(tmp_path: Path) -> None:
    text = rate(
        f"{A}, part: 1, whole: 2, target: 98, last_year: 90",
        f"{B}, part: 2, whole: 2, target: 98, last_year: 80",
    )
    total = first_indicator(summary_of(tmp_path, text)).total
    assert total
    assert (number_of(total.target), total.last_year, total.completion) == (98, None, None)


def facts_with(kind: str, readings: list[dict[str, Any]], units: int) -> Facts:
    return Facts.model_validate(
        {
            "year": 2025,
            "bloc": {"name": "Khối"},
            "units": tuple({"id": f"u{n}", "name": f"Đơn vị {n}"} for n in range(units)),
            "indicators": (
                {
                    "id": "a",
                    "theme": "movements",
                    "name": "A",
                    "measure": "%" if kind == "rate" else "triệu đồng",
                    "kind": kind,
                    "readings": tuple(readings),
                },
            ),
        }
    )


def summarized(facts: Facts) -> IndicatorSummary:
    return first_indicator(summarize(Dossier(facts, Trail({}), Path(), ())))


SHARES = st.integers(1, 10**6).flatmap(
    lambda whole: st.tuples(st.integers(0, whole), st.just(whole))
)


@settings(max_examples=50, deadline=None)
@given(shares=st.lists(SHARES, min_size=1, max_size=6), data=st.data())
def test_a_combined_rate_lies_between_the_least_and_the_greatest(
    shares: list[tuple[int, int]], data: st.DataObject
) -> None:
    def readings(order: list[int]) -> list[dict[str, Any]]:
        return [{"unit": f"u{n}", "part": shares[n][0], "whole": shares[n][1]} for n in order]

    numbers = list(range(len(shares)))
    found = summarized(facts_with("rate", readings(numbers), len(shares)))
    rates = [
        Fraction(row.comparison.value.value.number) for row in found.rows if row.comparison.value
    ]
    assert found.total
    assert found.total.value
    combined = found.total.value.value
    close = Fraction(1, 10**20)
    assert min(rates) - close <= Fraction(combined.number) <= max(rates) + close
    parts, wholes = (sum(column) for column in zip(*shares, strict=True))
    assert abs(Fraction(combined.number) - Fraction(parts * 100, wholes)) < close
    other = summarized(
        facts_with("rate", readings(data.draw(st.permutations(numbers))), len(shares))
    )
    assert other.total
    assert other.total.value
    assert other.total.value.value == combined, "whatever the order"


MONEY = st.builds(
    Quantity,
    st.integers(0, 10**9).map(lambda n: Decimal(n) / 100),
    st.sampled_from([None, None, "nearly", "over"]),
)


@settings(max_examples=50, deadline=None)
@given(amounts=st.lists(MONEY, min_size=2, max_size=6))
def test_another_unit_changes_no_figure_but_the_total(amounts: list[Quantity]) -> None:
    readings = [{"unit": f"u{n}", "value": amount} for n, amount in enumerate(amounts)]
    whole = summarized(facts_with("money", readings, len(amounts)))
    less = summarized(facts_with("money", readings[:-1], len(amounts)))
    assert less.rows == whole.rows[:-1]
    assert less.total
    assert less.total.value
    assert whole.total
    assert whole.total.value
    added = less.total.value.value.number + amounts[-1].number
    assert whole.total.value.value.number == added
    words = {amount.qualifier for amount in amounts} - {None}
    expected = None if not words else words.pop() if len(words) == 1 else "about"
    assert whole.total.value.value.qualifier == expected


def test_answers_are_counted_and_never_added(tmp_path: Path) -> None:
    text = indicator(
        f"{{{A}, value: đạt, target: true, last_year: 1}}, {{{B}, value: Chưa}}, {{{C}}}",
        ", kind: yes-no",
    )
    found = first_indicator(summary_of(tmp_path, text))
    assert found.total is None
    assert (number_of(found.said_yes), number_of(found.reported)) == (1, 2)
    assert found.rows[0].comparison.growth is None
    table = tables_of(tmp_path / "paper", text)["A (lượt)"]
    assert [row[:4] for row in table[1:]] == [
        ["1", "Đơn vị A", "Có", "Có"],
        ["2", "Đơn vị B", "Không", ""],
        ["3", "Đơn vị C", "[CẦN BỔ SUNG: số thực hiện]", ""],
        ["", "Số đơn vị có (2/3 đơn vị báo cáo)", "1", ""],
    ]


@pytest.mark.parametrize("kind", ["score", "yes-no"])
def test_scores_and_answers_have_no_total(kind: str, tmp_path: Path) -> None:
    text = indicator(f"{{{A}, value: 1}}, {{{B}, value: 1}}", f", kind: {kind}")
    assert first_indicator(summary_of(tmp_path, text)).total is None


def test_a_share_of_a_limit_is_nothing_achieved(tmp_path: Path) -> None:
    text = indicator(f"{{{A}, value: 6, target: 5, last_year: 4}}", ", fewer_is_better: true")
    comparison = first_indicator(summary_of(tmp_path, text)).rows[0].comparison
    assert (comparison.completion, number_of(comparison.growth)) == (None, 50)


def test_the_table_says_how_a_rate_was_combined_and_who_is_in_it(tmp_path: Path) -> None:
    text = rate(f"{A}, part: 2, whole: 3", f"{B}, part: 2399, whole: 2400", C)
    table = tables_of(tmp_path, text)["A (%)"]
    assert [row[1:] for row in table[1:]] == [
        ["Đơn vị A", "66,7"],
        ["Đơn vị B", "99,96"],
        ["Đơn vị C", "[CẦN BỔ SUNG: số thực hiện]"],
        ["Toàn khối (2/3 đơn vị báo cáo)", "99,9"],
    ], "nearly all does not become all"


REFUSED = {
    "money in persons": (
        indicator("", ", kind: money").replace("measure: lượt", "measure: ▸lượt"),
        "“lượt” is not a measure of money",
    ),
    "part of a count": (
        indicator(f"{{{A}, part: ▸1, whole: 2}}"),
        "only a rate has a part and a whole",
    ),
    "part above whole": (rate(f"{A}, part: ▸3, whole: 2"), "3 cannot be a part of 2"),
    "part surely above whole": (
        rate(f"{A}, part: ▸trên 3, whole: gần 2"),
        "trên 3 cannot be a part of gần 2",
    ),
    "part below nought": (rate(f"{A}, part: ▸-1, whole: 2"), "a part cannot be -1"),
    "no whole": (rate(f"{A}, part: 0, whole: ▸0"), "nothing is a share of 0"),
    "a rate in no per cent": (
        rate(f"{A}, part: ▸1, whole: 2", measure="lần"),
        "no rate in “lần” can be worked out",
    ),
    "no answer": (
        indicator(f"{{{A}, value: ▸một phần}}", ", kind: yes-no"),
        "“một phần” is neither yes nor no",
    ),
    "an answer of two": (
        indicator(f"{{{A}, value: ▸2}}", ", kind: yes-no"),
        "“2” is neither yes nor no",
    ),
    "an answer to a count": (indicator(f"{{{A}, value: ▸có}}"), "“có” is not a number"),
}


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_does_not_fit_its_kind_is_told_where_it_stands(
    text: str, message: str, tmp_path: Path
) -> None:
    text, place = without_mark(text)
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC, "more.yaml": text})
    ran = run("check", folder, "--lang", "vi")
    assert ran.code == 3
    assert f"more.yaml:{place}: error: {message}" in ran.err


DOUBTED = {
    "rounded": ("value: 66.7, part: 2, whole: 3", None),
    "rounded to nothing after the point": ("value: 67, part: 2, whole: 3", None),
    "half rounded down": ("value: 12.5, part: 1255, whole: 10000", None),
    "cut off": (
        "value: 66.6, part: 2, whole: 3",
        "“value” is 66,6, but part and whole give 66,6667",
    ),
    "another": ("value: 98, part: 1, whole: 2", "“value” is 98, but part and whole give 50"),
    "nearly so much": ("value: gần 98, part: 97, whole: 100", None),
    "nearly, but it is more": (
        "value: gần 98, part: 99, whole: 100",
        "“value” is gần 98, but part and whole give 99",
    ),
    "part alone": ("value: 98, part: 49", "“part” says nothing without “whole”"),
    "whole alone": ("whole: 50", "“whole” says nothing without “part”"),
}


@pytest.mark.parametrize(("reading", "message"), DOUBTED.values(), ids=DOUBTED.keys())
def test_a_value_that_its_parts_contradict_is_doubted(
    reading: str, message: str | None, tmp_path: Path
) -> None:
    dossier = dossier_of(tmp_path, rate(f"{A}, {reading}"))
    told = [str(w.message) for w in dossier.warnings if w.code == "rate-parts"]
    assert told == ([message] if message else [])
