"""Numbers are read as people type them, exactly, and never guessed."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.spelling.figures import (
    Ambiguous,
    Figure,
    Qualifier,
    convert,
    read_figure,
    write_figure,
)

VALUES = {
    "0": "0",
    "300": "300",
    "05": "5",
    "2023": "2023",
    "62,5": "62.5",
    "62.5": "62.5",
    "0,125": "0.125",
    "0.500": "0.5",
    "12,50": "12.5",
    "12,3456": "12.3456",
    "1234,567": "1234.567",
    "1234.567": "1234.567",
    "1.234,5": "1234.5",
    "1.234,567": "1234.567",
    "1,234.5": "1234.5",
    "1.234.567": "1234567",
    "1,234,567": "1234567",
    "1.234.567,89": "1234567.89",
    "1,234,567.89": "1234567.89",
    "12 500": "12500",
    "1 234 567": "1234567",
    "1\u00a0234\u202f567": "1234567",
    "1 234,567": "1234.567",
    "1 234.567": "1234.567",
    "-5": "-5",
    "−5": "-5",
    "–5": "-5",
    "－5": "-5",
    "−1.234.567,5": "-1234567.5",
    "+5": "5",
    "-0": "0",
    "९७.५": "97.5",
    "９７，５": "97.5",
    "  300\n": "300",
    "\ufeff300\u200b": "300",
    "999999999999999,999999": "999999999999999.999999",
    "999.999.999.999.999": "999999999999999",
}


@pytest.mark.parametrize("text", VALUES)
def test_a_number_is_read_exactly(text: str) -> None:
    assert read_figure(text) == Figure(Decimal(VALUES[text]), None, None)


WITH_WORDS = {
    "gần 300": ("300", "nearly", None),
    "trên 300": ("300", "over", None),
    "hơn 300 lượt người": ("300", "over", "lượt người"),
    ">300": ("300", "over", None),
    "khoảng 300": ("300", "about", None),
    "~300": ("300", "about", None),
    "~ 300": ("300", "about", None),
    "Xấp  xỉ 300": ("300", "about", None),
    "trên dưới 300": ("300", "about", None),
    "ít nhất 300": ("300", "at-least", None),
    "từ 300 trở lên": ("300", "at-least", None),
    "300 người trở lên": ("300", "at-least", "người"),
    "từ 12,5% trở xuống": ("12.5", "at-most", "%"),
    "≥ 300": ("300", "at-least", None),
    "tối đa 5": ("5", "at-most", None),
    "không quá 1.234,5 triệu đồng": ("1234.5", "at-most", "triệu đồng"),
    "gần −5": ("-5", "nearly", None),
    "12 tỷ": ("12", None, "tỷ"),
    "12tỷ": ("12", None, "tỷ"),
    "1,2 tỷ  đồng": ("1.2", None, "tỷ đồng"),
    "1,2\u00a0Tỷ đồng": ("1.2", None, "Tỷ đồng"),
    "1 234 567 đồng": ("1234567", None, "đồng"),
    "1.200.000đ": ("1200000", None, "đ"),
    "12%": ("12", None, "%"),
    "12,5 %": ("12.5", None, "%"),
    "１２％": ("12", None, "%"),
    "९७.५ अंक": ("97.5", None, "अंक"),
    "5 km2": ("5", None, "km2"),
    "300m²": ("300", None, "m²"),
    "2 tỷ rưỡi": ("2", None, "tỷ rưỡi"),
    "5 triệu đồng/người": ("5", None, "triệu đồng/người"),
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", WITH_WORDS)
def test_the_words_around_a_number_are_kept(text: str, form: str) -> None:
    value, qualifier, measure = WITH_WORDS[text]
    for typed in (text, text.capitalize()):
        figure = read_figure(unicodedata.normalize(form, typed))
        assert isinstance(figure, Figure)
        assert (figure.value, figure.qualifier) == (Decimal(value), qualifier)
    assert read_figure(unicodedata.normalize(form, text)) == Figure(
        Decimal(value),
        qualifier,
        measure,
    )


numbers = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(-(10**15) + 1, 10**15 - 1),
    st.integers(0, 6),
)


AMBIGUOUS = {
    "1.234": ("1234", "1.234"),
    "1,234": ("1234", "1.234"),
    "12.500": ("12500", "12.5"),
    "62,500": ("62500", "62.5"),
    "−1.234": ("-1234", "-1.234"),
    "gần 1.200 người": ("1200", "1.2"),
    "05.000": ("5000", "5"),
    "१.२३४": ("1234", "1.234"),
}


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_may_mean_two_numbers_is_told(text: str) -> None:
    whole, exact = AMBIGUOUS[text]
    found = read_figure(text)
    assert isinstance(found, Ambiguous)
    assert found.readings == (Decimal(whole), Decimal(exact))


def test_of_what_is_counted_one_reading_may_be_left() -> None:
    found = read_figure("gần 1.200 người")
    assert isinstance(found, Ambiguous)
    assert found.whole == Figure(Decimal(1200), "nearly", "người")
    five = read_figure("5.000")
    assert isinstance(five, Ambiguous)
    assert five.whole is None, "5.000 may be five"


@given(number=numbers, qualifier=st.none() | st.sampled_from(get_args(Qualifier)))
def test_what_is_written_is_read_as_it_was(number: Decimal, qualifier: Qualifier | None) -> None:
    assert read_figure(write_figure(number, qualifier)) == Figure(number, qualifier, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "người",
        "một nghìn",
        "đạt 300",
        "số 5",
        "từ 300",
        "ít nhất 300 trở lên",
        # less than the number, which no qualifier says
        "dưới 300",
        "chưa đến 300",
        # wrong grouping
        "1.23.456",
        "1.234.56",
        "1.234.5678",
        "0.123.456",
        "1,234,56.7",
        "1.234,567,8",
        "1.234.567.8,9",
        "12 50",
        "1234 567",
        "1  234",
        "1. 234",
        "5,",
        ",5",
        "1..5",
        # two numbers, ranges, dates
        "10 12",
        "300\n400",
        "1\u200b234",
        "10-12",
        "10 - 12",
        "10–12 người",
        "12%-15%",
        "1/2",
        "26/12/2023",
        "26.12.2023",
        "2023-12-26",
        "12 tỷ 500 triệu",
        "1 tỷ 2",
        "12h30",
        "300 (400)",
        "1e5",
        "10A1",
        "300+",
        # a bullet, not a minus sign
        "- 5",
        "– 300 người",
        "--5",
        "1234567890123456",
        "0,1234567",
        "1.234.567.890.123.456",
        "½",
        "m²",
    ],
)
def test_anything_else_is_not_a_number(text: str) -> None:
    assert read_figure(text) is None


def vietnamese(value: Decimal, separator: str) -> str:
    """``value`` with its thousands parted and a decimal comma."""
    return f"{value:,f}".replace(",", "_").replace(".", ",").replace("_", separator)


@given(numbers, st.sampled_from(["", ".", " ", "\u00a0", "\u202f"]))
def test_every_number_reads_back(value: Decimal, separator: str) -> None:
    figure = read_figure(vietnamese(value, separator))
    if isinstance(figure, Ambiguous):
        assert value in figure.readings
        assert sum(mark in vietnamese(value, separator) for mark in ".,") == 1
    else:
        assert figure == Figure(value, None, None)


@given(numbers, st.sampled_from([" ", "\u00a0", "\u202f"]))
def test_thousands_parted_by_spaces_are_never_ambiguous(value: Decimal, separator: str) -> None:
    assume(abs(value) >= 1000)
    assert read_figure(vietnamese(value, separator)) == Figure(value, None, None)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    figure = read_figure(text)
    if isinstance(figure, Figure):
        assert figure.value.is_finite()


@given(st.text("0123456789.,- \u00a0", max_size=12))
def test_readings_are_told_apart_only_by_the_decimal_sign(text: str) -> None:
    figure = read_figure(text)
    if isinstance(figure, Ambiguous):
        whole, exact = figure.readings
        assert whole == exact * 1000


CONVERSIONS = {
    ("1,2 tỷ đồng", "triệu đồng"): "1200",
    ("1,2 tỉ đồng", "tỷ đồng"): "1.2",
    ("12 tỷ", "đồng"): "12000000000",
    ("1.200.000đ", "triệu đồng"): "1.2",
    ("1.200.001 VNĐ", "tỷ đồng"): "0.001200001",
    ("5 nghìn đồng", "Ngàn  đồng"): "5",
    ("5 ngàn đồng", "đồng"): "5000",
    ("999999999999999,999999 tỷ đồng", "đồng"): "999999999999999999999000",
    ("0 đồng", "tỷ đồng"): "0",
    ("12 %", "%"): "12",
    ("300 Người", "người"): "300",
    ("300", "triệu đồng"): "300",
    ("300 người", "đồng"): None,
    ("300 đồng", "người"): None,
    ("2 tỷ rưỡi", "đồng"): None,
    ("2 tỷ", "người"): None,
    ("2 tỷ USD", "tỷ đồng"): None,
    ("12 %", "điểm"): None,
}


@pytest.mark.parametrize(("text", "measure"), CONVERSIONS)
def test_money_is_converted_exactly_and_nothing_else(text: str, measure: str) -> None:
    figure, expected = read_figure(text), CONVERSIONS[text, measure]
    assert isinstance(figure, Figure)
    converted = convert(figure, measure)
    assert converted == (None if expected is None else Decimal(expected))
    assert "E+" not in str(converted)


@given(numbers, st.sampled_from(["đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"]))
def test_money_converted_there_and_back_is_the_same(value: Decimal, measure: str) -> None:
    there = convert(Figure(value, None, "triệu đồng"), measure)
    assert there is not None
    assert convert(Figure(there, None, measure), "triệu đồng") == value
