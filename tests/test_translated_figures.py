"""The languages of one text must state the same numbers and dates, in whatever spelling."""

from __future__ import annotations

from pathlib import Path

import pytest
from claims import codes, found, result


@pytest.mark.parametrize(
    ("vi", "other", "told"),
    [
        (
            "Trồng 120 cây.",
            {"en": "Planted 210 trees."},
            "120 (",
        ),
        ("Trồng 120 cây.", {"hi": "पेड़ लगाए।"}, "Hindi lacks 120"),
        ("Trồng cây.", {"en": "Planted 120 trees."}, "English has 120"),
        ("Ủng hộ 80 triệu đồng.", {"en": "Gave 80 billion đồng."}, "80000000"),
        ("Họp ngày 5/6/2025.", {"en": "Met on 6 May 2025."}, "06/05/2025"),
        ("Mở 5 lớp.", {"en": "Opened 6 classes."}, "6"),
        ("Đạt 98,5%.", {"hi": "98.6 प्रतिशत।"}, "98,6"),
    ],
)
def test_languages_that_state_other_numbers(
    vi: str, other: dict[str, str], told: str, tmp_path: Path
) -> None:
    ((code, message),) = found(tmp_path, results=[result({"vi": vi, **other})])
    assert code == "translation-figure"
    assert told in message


@pytest.mark.parametrize(
    ("vi", "en", "hi"),
    [
        ("Ủng hộ 80 triệu đồng.", "Gave 80 million đồng.", "80 मिलियन डोंग दिए।"),
        ("Ủng hộ 1,2 tỷ đồng.", "Gave 1,200 million đồng.", "1.2 अरब डोंग दिए।"),
        ("Thu 300 nghìn đồng", "Took 300,000 đồng", "3 लाख डोंग"),
        ("Mở 5 lớp cho 2 đơn vị.", "Opened five classes for both units.", "दोनों के लिए पाँच कक्षाएँ।"),
        ("Ngày 05/3/2025, họp.", "On 5 March 2025 it met.", "5 मार्च 2025 को बैठक।"),
        ("Tháng 02 có 3 lớp.", "In February three classes.", "फ़रवरी में तीन कक्षाएँ।"),
        ("Theo Quyết định số 123/QĐ-UBND.", "By decision.", "निर्णय के अनुसार।"),
        ("Đạt 1.234 lượt.", "1,234 visits.", "1,234 बार।"),
        ("Đạt 98,5%, 7/9 đơn vị.", "98.5%, in 7 of 9 units.", "९८.५ प्रतिशत, 9 में से 7 इकाइयाँ।"),
        ("Ngày 18 và 19/11/2025.", "On 18-19 November 2025.", "18 और 19 नवंबर 2025 को।"),
        ("Một nửa số hộ.", "50% of households.", "आधे परिवार।"),
        ("Lần thứ 3, Quốc lộ 9.", "The third time, on the highway.", "तीसरी बार।"),
        ("6 tháng đầu năm mở 2 lớp.", "Two courses in the first half.", "पहली छमाही में दो।"),
        ("Quý I/2025 đạt 25%.", "25% in the first quarter of 2025.", "2025 की पहली तिमाही में 25%।"),
        ("Giai đoạn 2021 - 2025.", "In 2021–25.", "2021-25 में।"),
        ("100% đảng viên.", "All Party members.", "सभी पार्टी सदस्य।"),
        ("Trực 24/24 giờ.", "Round the clock.", "चौबीसों घंटे।"),
        ("Lúc 14 giờ ngày 5/5/2025.", "At 2 pm on 5 May 2025.", "5 मई 2025 को 2 बजे।"),
        ("Hơn 1 nghìn lượt.", "More than a thousand visits.", "एक हज़ार से अधिक बार।"),
        ("Mỗi suất 2 triệu đồng.", "VND 2 million each.", "प्रत्येक 20 लाख डोंग।"),
        ("12.345.678 đồng", "12,345,678 đồng", "1,23,45,678 डोंग"),
    ],
)
def test_languages_that_state_the_same(vi: str, en: str, hi: str, tmp_path: Path) -> None:
    assert not codes(tmp_path, results=[result({"vi": vi, "en": en, "hi": hi})])
