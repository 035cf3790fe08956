"""Figures and dates are found inside sentences; numbers that count nothing are told apart."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.spelling.dates import PartialDate
from pipeline.spelling.figures import Qualifier, write_figure
from pipeline.spelling.in_text import (
    DateInText,
    FigureInText,
    OtherNumber,
    PairInText,
    dates_in,
    figures_in,
    read_text,
    sentences_of,
)

FIGURES: dict[str, list[tuple[str, str]]] = {
    "Đạt 1.234,5 tấn, gần 300 lượt người.": [("1234.5", "tấn, gần"), ("300", "lượt người")],
    "Thu 1.234 tấn và 12,5% kế hoạch": [("1234", "tấn và"), ("12.5", "% kế hoạch")],
    "có 05 đảng viên (2 nữ)": [("5", "đảng viên"), ("2", "nữ")],
    "12 tỷ đồng; 12 tỷ; 3 nghìn tỷ đồng": [
        ("12E9", "đồng"),
        ("12E9", ""),
        ("3E12", "đồng"),
    ],
    "1 tỷ 200 triệu đồng và 2 tỷ rưỡi": [("12E8", "đồng và"), ("25E8", "")],
    "12tỷ, 5 km2, 1.200.000đ": [("12E9", ","), ("5", "km2"), ("1200000", "đ")],
    "3 tỷ lệ; 2 triệu chứng": [("3", "tỷ lệ"), ("2", "triệu chứng")],
    "trong tổng số 128 lượt, trong số 9 đơn vị": [("128", "lượt, trong số"), ("9", "đơn vị")],
    "tăng từ 95% lên 98%.": [("98", "%")],
    "1 234 567 đồng, 12\u00a0500 cây": [("1234567", "đồng"), ("12500", "cây")],
    "On 9 May 2025 the 2 units gave 1,234.5 kg in 2024.": [
        ("2", "units gave"),
        ("1234.5", "kg in"),
    ],
    "80 million đồng, 3 billion": [("80E6", "đồng"), ("3E9", "")],
    "१८६ खिलाड़ियों ने 1,23,456 रुपये और 5 लाख दिए": [
        ("186", "खिलाड़ियों ने"),
        ("123456", "रुपये और"),
        ("500000", "दिए"),
    ],
    "80 मिलियन डोंग, 2 करोड़, 3 हज़ार": [("80E6", "डोंग"), ("2E7", ""), ("3000", "")],
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", FIGURES)
def test_figures_are_found_with_their_measure(text: str, form: str) -> None:
    found = [
        (one.values[0], one.measure.strip(" ,"))
        for one in figures_in(unicodedata.normalize(form, text))
    ]
    assert found == [(Decimal(value), words.strip(" ,")) for value, words in FIGURES[text]]


NO_FIGURES = [
    "Ngày 26/12/2023 và ngày 26 tháng 12 năm 2023, ngày 20/11, tháng 3/2025, năm 2025.",
    "On 26 December 2023, in May 2025; December 26, 2023",
    "26 दिसंबर 2023 को, वर्ष 2025 में",
    "Giai đoạn 2021-2025, năm học 2024 - 2025",
    "Quy chế 05/QC-KTĐ; Quyết định số 123/QĐ-UBND; Nghị quyết 18-NQ/TW; Chỉ thị 05",
    "Nghị định số 98/2023/NĐ-CP, Điều 5, khoản 2, quý 2, lần thứ 3, thứ 2",
    "Regulation No. 05/QC-KTĐ, Article 5",
    "विनियम संख्या 05/QC-KTĐ, अनुच्छेद 5",
    "Quốc lộ 9, Trường THCS số 2, khu phố 5, km 12, mức độ 4",
    "điện thoại 0912 345 678, lúc 8 giờ 30, 14h30, 7:30",
    "COVID-19, 5G, A4, dịch vụ mức 3",
    "7/9 đơn vị, 5-7 người, từ 5 đến 7 người, 10 – 12%",
    "1. Công tác tuyên truyền\n2) Kết quả (3) Hạn chế",
    "31/02/2025",
    "dịp Quốc khánh 2/9",
]


@pytest.mark.parametrize("text", NO_FIGURES)
def test_numbers_that_count_nothing_are_no_figures(text: str) -> None:
    assert figures_in(text) == ()
    assert read_text(text)


QUALIFIED: dict[str, Qualifier | None] = {
    "có gần 300 người": "nearly",
    "có hơn 300 người": "over",
    "cao hơn 5 điểm": None,
    "xấp xỉ 300 người": "about",
    "từ 98% nhiệm vụ trở lên": "at-least",
    "phấn đấu từ 110 sáng kiến": "at-least",
    "không quá 5 người": "at-most",
    "có 300 người": None,
}


@pytest.mark.parametrize("text", QUALIFIED)
def test_a_figure_keeps_its_word(text: str) -> None:
    (figure,) = figures_in(text)
    assert figure.qualifier == QUALIFIED[text]


DATES: dict[str, list[date | PartialDate]] = {
    "Ngày 18 và 19 tháng 11 năm 2025, khối họp": [date(2025, 11, 18), date(2025, 11, 19)],
    "18-19/11/2025": [date(2025, 11, 18), date(2025, 11, 19)],
    "vào ngày 26/12/2023; 2025-10-20; 20.10.2025": [
        date(2023, 12, 26),
        date(2025, 10, 20),
        date(2025, 10, 20),
    ],
    "ngày 27/7, nhân dịp 2/9": [PartialDate(27, 7, None), PartialDate(2, 9, None)],
    "ngày 5 tháng 3; tháng 02 năm 2026": [PartialDate(5, 3, None), PartialDate(None, 2, 2026)],
    "năm 2025, so với 2024.": [PartialDate(None, None, 2025), PartialDate(None, None, 2024)],
    "On 18 and 19 November 2025; December 26, 2023": [
        date(2025, 11, 18),
        date(2025, 11, 19),
        date(2023, 12, 26),
    ],
    "20 मार्च 2025 को और १५ फ़रवरी २०२६ से": [date(2025, 3, 20), date(2026, 2, 15)],
}


@pytest.mark.parametrize("text", DATES)
def test_dates_are_found(text: str) -> None:
    assert [one.day for one in dates_in(text)] == DATES[text]


def test_so_many_of_so_many_are_a_pair() -> None:
    (pair,) = read_text("Có 7/9 đơn vị đạt")
    assert isinstance(pair, PairInText)
    assert (pair.part, pair.whole, pair.measure) == (7, 9, "đơn vị đạt")


def test_what_stands_before_is_told() -> None:
    (day,) = dates_in("Sở họp. Theo Quyết định số 5/QĐ-UBND ngày 05/3/2024, Sở làm.")
    assert day.before == "Theo Quyết định số 5/QĐ-UBND"
    (figure,) = figures_in("Sở họp; trong đó có 5 người.")
    assert figure.before == "trong đó có"


def test_sentences_end_at_stops_that_are_no_part_of_a_number() -> None:
    assert sentences_of("Thu 1.234 tấn. Chi 5; nợ 2!\nHết") == (
        "Thu 1.234 tấn",
        "Chi 5",
        "nợ 2",
        "Hết",
    )


SIGNS = st.sampled_from(
    [
        *"0123456789०५.,/-–%() \n;:“”",
        " tháng ",
        "ngày ",
        " tỷ",
        " मई ",
        "số ",
        "từ ",
        "năm ",
        "đ",
        "QĐ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(SIGNS, max_size=30).map("".join) | st.text(max_size=60))
def test_whatever_is_written_places_lie_in_the_text_and_apart(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    found = read_text(text)
    last = 0
    for place, end in dict.fromkeys((one.start, one.end) for one in found):
        assert last <= place < end <= len(composed)
        last = end
    for one in found:
        assert any(sign.isdigit() for sign in composed[one.start : one.end])


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_the_digits_of_dates_are_no_figures(day: date) -> None:
    for written in (
        f"ngày {day:%d/%m/%Y}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day:%Y-%m-%d}",
        f"on {day.day} {day:%B %Y}",
    ):
        (found,) = read_text(f"Sở họp {written} tại xã A")
        assert isinstance(found, DateInText)
        assert found.day == day


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 10**12),
    st.integers(0, 3),
    st.none() | st.sampled_from(get_args(Qualifier)),
)
def test_a_written_figure_is_read_back(
    digits: int, places: int, qualifier: Qualifier | None
) -> None:
    number = Decimal(digits).scaleb(-places)
    written = write_figure(number, qualifier)
    (found,) = read_text(f"Sở trồng được {written} cây xanh.")
    assert isinstance(found, FigureInText)
    assert (number, qualifier) == (found.values[0], found.qualifier)
    assert found.measure == "cây xanh"


def test_document_numbers_keep_their_numbers() -> None:
    (found,) = read_text("Nghị định 98/2023/NĐ-CP")
    assert isinstance(found, OtherNumber)
    assert set(found.values) == {98, 2023}


def test_a_long_run_of_amounts_is_read_to_its_end() -> None:
    assert len(read_text("12 tỷ " * 2000)) == 2000
    assert len(read_text("1 tỷ 2 triệu " * 1000)) == 1000
