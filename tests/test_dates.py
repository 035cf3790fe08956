"""Dates are read as people type them; what is not told, or cannot be, is not guessed."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.spelling.dates import PartialDate, read_date

FULL = [
    "{d}/{m}/{y:04}",
    "{d:02}/{m:02}/{y:04}",
    "{d}-{m}-{y:04}",
    "{d}.{m}.{y:04}",
    "ngày {d} tháng {m} năm {y:04}",
    "Ngày {d:02} tháng {m:02} năm {y:04}",
    "{d} tháng {m} năm {y:04}",
    "ngày {d}/{m}/{y:04}",
    "{y:04}-{m:02}-{d:02}",
    " NGÀY  {d}\u00a0THÁNG {m} NĂM {y:04} ",
]
DAY_AND_MONTH = ["{d}/{m}", "ngày {d}/{m}", "ngày {d} tháng {m}", "{d} tháng {m}"]
MONTH_AND_YEAR = ["{m}/{y:04}", "tháng {m}/{y:04}", "tháng {m} năm {y:04}"]
YEAR = ["{y:04}", "năm {y:04}"]


@given(
    st.dates(),
    st.sampled_from(FULL + DAY_AND_MONTH + MONTH_AND_YEAR + YEAR),
    st.sampled_from(["NFC", "NFD"]),
)
def test_every_date_reads_back_with_what_was_told(day: date, form: str, normal: str) -> None:
    typed = form.format(d=day.day, m=day.month, y=day.year)
    read = read_date(unicodedata.normalize(normal, typed))
    if form in FULL:
        assert read == day
    else:
        assert read == PartialDate(
            day.day if form in DAY_AND_MONTH else None,
            None if form in YEAR else day.month,
            None if form in DAY_AND_MONTH else day.year,
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26/12/2023", date(2023, 12, 26)),
        ("26–12–2023", date(2023, 12, 26)),
        ("29/02/2024", date(2024, 2, 29)),
        ("29/02", PartialDate(29, 2, None)),
        ("12/11", PartialDate(12, 11, None)),
        ("12/2023", PartialDate(None, 12, 2023)),
        ("2023", PartialDate(None, None, 2023)),
    ],
)
def test_dates_at_the_edge_are_read(text: str, expected: date | PartialDate) -> None:
    assert read_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm qua",
        "tháng 12",
        "ngày 26",
        "26",
        # more than a date
        "sáng 26/12/2023",
        "26/12/2023 08:00",
        "26/12/2023 và 27/12/2023",
        "26-27/12/2023",
        "quý 4/2023",
        # days that cannot be
        "31/02/2023",
        "29/02/2023",
        "31/04",
        "30/02",
        "0/12/2023",
        "26/0/2023",
        "00/12",
        "13/2023",
        "0/2023",
        "0000",
        "26/12/0000",
        "2023-13-01",
        "2023-02-30",
        # the month before the day
        "12/26/2023",
        "12/26",
        "tháng 12 ngày 26 năm 2023",
        # years of two digits
        "26/12/23",
        "26-12-23",
        "ngày 26 tháng 12 năm 23",
        "tháng 12/23",
        "năm 23",
        # signs that differ, or say something else as well
        "26/12-2023",
        "26-12",
        "26.12",
        "12-2023",
        "2023-12",
        "2023-1-5",
        "26/12/20233",
        "026/12/2023",
        "20231226",
        "26122023",
    ],
)
def test_anything_else_is_not_a_date(text: str) -> None:
    assert read_date(text) is None


@given(st.text() | st.text("0123456789/-. ", max_size=10))
def test_no_text_breaks_the_reader(text: str) -> None:
    assert read_date(text) is None or any(letter.isdigit() for letter in text)
