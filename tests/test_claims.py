"""Contradictions in what units send are found, and nothing that may be true is called one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import yaml
from folders import SAMPLE, SEED, copy_of, replace_in, run, write_folder
from test_shapes import SHAPES, folder_of

from pipeline.collect.folder import collect

BLOC = {
    "year": 2025,
    "bloc": {"name": "Khối thi đua A"},
    "units": [
        {"id": "so-noi-vu", "name": "Sở Nội vụ tỉnh Ví Dụ"},
        {"id": "so-tu-phap", "name": "Sở Tư pháp tỉnh Ví Dụ"},
        {"id": "thanh-tra", "name": "Thanh tra tỉnh Ví Dụ"},
    ],
}
CODES = {
    "text-figure",
    "translation-figure",
    "bloc-total",
    "activity-claims",
    "maybe-joint",
    "said-twice",
    "date-outside-year",
    "last-year-text",
}


def found(place: Path, **facts: Any) -> list[tuple[str, str]]:
    """The code and message of every contradiction found."""
    text = yaml.safe_dump({**BLOC, **facts}, allow_unicode=True)
    dossier = collect(write_folder(place / "khoi", {"bloc.yaml": text}))
    return [(p.code, str(p.message)) for p in dossier.warnings if p.code in CODES]


def codes(place: Path, **facts: Any) -> list[str]:
    return [code for code, _ in found(place, **facts)]


def result(text: object, unit: str | None = "so-noi-vu", **more: Any) -> dict[str, Any]:
    return {"theme": "movements", "unit": unit, "text": text, **more}


def indicators(
    values: Iterable[float | str] = (13, 7, 9), own: object = None, **more: Any
) -> list[dict[str, Any]]:
    units = [str(unit["id"]) for unit in BLOC["units"]]  # type: ignore[index]
    readings = [
        {"unit": unit, "value": value, "target": 10, "last_year": 9}
        for unit, value in zip(units, values, strict=False)
    ]
    if own is not None:
        readings.append({"value": own})
    stated = {
        "id": "sang-kien",
        "theme": "movements",
        "name": "Số sáng kiến được công nhận",
        "measure": "sáng kiến",
    }
    return [{**stated, **more, "readings": readings}]


RATE = {"name": "Tỷ lệ hồ sơ giải quyết đúng hạn", "measure": "%", "kind": "rate"}
MONEY = {"name": "Kinh phí tiết kiệm", "measure": "triệu đồng", "kind": "money"}


@pytest.mark.parametrize(
    ("text", "unit", "more", "told"),
    [
        ("Sở Nội vụ có 12 sáng kiến được công nhận.", "so-noi-vu", {}, "“12 sáng kiến”"),
        ("Có 12 sáng kiến được công nhận, tăng 4 sáng kiến.", "so-noi-vu", {}, "“12 sáng kiến”"),
        ("Trong năm 2025, đơn vị có gần 8 sáng kiến được công nhận.", "so-noi-vu", {}, "“8 "),
        (
            "Sở Nội vụ tuyên truyền tốt và có 12 sáng kiến được công nhận trong năm.",
            "so-noi-vu",
            {},
            "is 13 in ",
        ),
        (
            "Sở Nội vụ mở 5 lớp tin học và công nhận 12 sáng kiến.",
            "so-noi-vu",
            {},
            "is 13 in ",
        ),
        ("Có 12 sáng kiến được công nhận, mở 5 lớp.", "so-noi-vu", {}, "is 13 in "),
        ("Toàn khối có 28 sáng kiến được công nhận.", None, {}, "is 29 in "),
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%.", "so-noi-vu", RATE, "“98,5%”"),
        ("Giải quyết đúng hạn 98,5 phần trăm hồ sơ.", "so-noi-vu", RATE, "“98,5 phần trăm”"),
        ("Tiết kiệm 1,5 tỷ đồng.", "so-noi-vu", MONEY, "“1,5 tỷ đồng”"),
    ],
)
def test_a_sentence_against_the_table(
    text: str, unit: str | None, more: dict[str, Any], told: str, tmp_path: Path
) -> None:
    ((code, message),) = found(
        tmp_path, results=[result(text, unit)], indicators=indicators(**more)
    )
    assert code == "text-figure"
    assert told in message
    assert "bloc.yaml:" in message


@pytest.mark.parametrize(
    ("text", "unit", "more"),
    [
        # The value, the target, last year's figure.
        ("Sở Nội vụ có 13 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Có 10 sáng kiến được công nhận theo chỉ tiêu.", "so-noi-vu", {}),
        ("Có trên 12 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Có 13 sáng kiến được công nhận, trong đó 5 sáng kiến được công nhận.", "so-noi-vu", {}),
        # Of less than the unit, or of more.
        ("Có 5 sáng kiến được công nhận cấp tỉnh.", "so-noi-vu", {}),
        ("Chi đoàn có 5 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Trong quý I, có 5 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Từ tháng 3 có 5 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Đến ngày 30/6/2025, có 5 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Năm 2024 có 5 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Giai đoạn 2021-2025 có 50 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Toàn tỉnh có 500 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Mỗi phòng có 2 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Sở Tư pháp có 5 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Có 15 sáng kiến được công nhận, áp dụng.", "so-noi-vu", {}),
        ("Có 15 sáng kiến được công nhận và nhân rộng.", "so-noi-vu", {}),
        ("Sở Nội vụ đăng ký và công nhận 15 sáng kiến.", "so-noi-vu", {}),
        # Changes, plans, other things.
        ("Số sáng kiến được công nhận tăng 4 sáng kiến.", "so-noi-vu", {}),
        ("Phấn đấu có 20 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Vượt 3 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Từ 5 đến 7 sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Tổ chức 5 lớp về sáng kiến được công nhận.", "so-noi-vu", {}),
        ("Có 5 sáng kiến.", "so-noi-vu", {}),
        # The bloc, when not every member has reported.
        ("Toàn khối có 28 sáng kiến được công nhận.", None, {"values": (13, 7)}),
        ("Ba đơn vị có 5 sáng kiến được công nhận, Sở Nội vụ dẫn đầu.", None, {}),
        # Rounded.
        ("Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98,5%.", "so-noi-vu", {**RATE, "values": (98.46,)}),
        ("Tiết kiệm 1,2 tỷ đồng.", "so-noi-vu", {**MONEY, "values": (1234,)}),
        ("Giảm 5% hồ sơ giải quyết đúng hạn.", "so-noi-vu", RATE),
    ],
)
def test_a_sentence_that_may_be_true(
    text: str, unit: str | None, more: dict[str, Any], tmp_path: Path
) -> None:
    assert not codes(tmp_path, results=[result(text, unit)], indicators=indicators(**more))


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        (["Có 5 sáng kiến được công nhận.", "Có 8 sáng kiến được công nhận."], 0),
        (["Có 5 sáng kiến được công nhận và 8 sáng kiến được công nhận."], 0),
        (["Có 13 sáng kiến được công nhận.", "Có 5 sáng kiến được công nhận."], 0),
        (["Có 13 sáng kiến được công nhận.", "Có 15 sáng kiến được công nhận."], 1),
        (["Có 5 sáng kiến được công nhận.", "Có 7 sáng kiến được công nhận."], 2),
    ],
)
def test_several_sentences_may_tell_parts(texts: list[str], wrong: int, tmp_path: Path) -> None:
    told = codes(tmp_path, results=[result(text) for text in texts], indicators=indicators())
    assert told == ["text-figure"] * wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Trồng 500 cây xanh.", True),
        ("Trồng 550 cây xanh, tăng 50 cây so với năm 2024.", False),
        ("Trồng hơn 500 cây xanh.", False),
        ("Trồng 300 cây ở xã Mẫu và 250 cây ở xã Ví.", False),
        ("Trồng cây, trong đó có 100 cây phượng.", False),
        ("Mỗi đoàn viên trồng 5 cây.", False),
        ("Trồng cây ngày 19/5, 20 người tham gia.", False),
        ("Trồng cây, 5 cây/người.", False),
        ("Trồng 5 cây cho mỗi trường.", False),
        ("Phấn đấu năm sau trồng 600 cây.", False),
    ],
)
def test_a_text_against_the_figure_beside_it(text: str, wrong: bool, tmp_path: Path) -> None:
    told = codes(tmp_path, results=[result(text, value=550, measure="cây")])
    assert told == (["text-figure"] if wrong else [])


REWARDS = [
    {"award": "Bằng khen", "level": "province", "unit": "so-noi-vu", "collectives": 2},
    {"award": "Bằng khen", "level": "province", "unit": "so-tu-phap", "collectives": 1},
    {"award": "Huân chương", "level": "state", "unit": "so-tu-phap", "collectives": 1},
]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Khen thưởng cấp tỉnh có 4 tập thể.", True),
        ("Khen thưởng cấp tỉnh có 3 tập thể; cấp Nhà nước có 2 tập thể.", True),
        ("Trong năm, 3 lượt tập thể được khen thưởng.", True),
        ("Tổng cộng 9 tập thể được khen thưởng.", True),
        ("Khen thưởng cấp tỉnh có 3 tập thể; cấp Nhà nước có 1 tập thể.", False),
        # The list may be of the higher levels only.
        ("Trong năm, 40 lượt tập thể được khen thưởng.", False),
        ("Đề nghị khen thưởng cấp tỉnh cho 5 tập thể.", False),
        ("Bằng khen cấp tỉnh: 2 tập thể được khen thưởng.", False),
        ("Khen thưởng cấp tỉnh có 9 cá nhân.", False),
    ],
)
def test_totals_of_rewards(text: str, wrong: bool, tmp_path: Path) -> None:
    told = codes(tmp_path, results=[result(text, None, theme="commendation")], rewards=REWARDS)
    assert told == (["text-figure"] if wrong else [])


def test_totals_of_welfare(tmp_path: Path) -> None:
    works = [
        {"name": "Quà Tết", "unit": "so-noi-vu", "amount": 40, "measure": "triệu đồng"},
        {"name": "Nhà tình nghĩa", "unit": "so-tu-phap", "amount": 0.16, "measure": "tỷ đồng"},
    ]
    text = "Tổng kinh phí an sinh xã hội là %s triệu đồng."
    for n, (amount, wrong) in enumerate((("200", []), ("250", ["text-figure"]))):
        results = [result(text % amount, None)]
        assert codes(tmp_path / str(n), results=results, welfare=works) == wrong


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"own": 30}, "add up to 29"),
        ({"own": 29}, None),
        ({"own": "gần 30"}, None),
        ({"own": 30, "values": (13, 7)}, None),
        ({"own": 30, "values": (13.4, 7.2, 9.1), **MONEY}, None),
        ({"own": 97, "values": (90, 92, 95), **RATE}, "between 90 and 95"),
        ({"own": 94, "values": (90, 92, 95), **RATE}, None),
        ({"own": 30, "kind": "score"}, None),
    ],
)
def test_the_blocs_own_figure_against_its_members(
    given: dict[str, Any], told: str | None, tmp_path: Path
) -> None:
    messages = found(tmp_path, indicators=indicators(**given))
    assert len(messages) == (told is not None)
    assert all(code == "bloc-total" and told in message for code, message in messages if told)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Có 13 sáng kiến được công nhận, tăng 5 sáng kiến so với năm 2024.", "a rise of 4"),
        ("Có 13 sáng kiến được công nhận, giảm 4 sáng kiến so với năm trước.", "a rise of 4"),
        ("Có 13 sáng kiến được công nhận, tăng 44,5% so với cùng kỳ năm 2024.", "44.4%"),
        ("Có 13 sáng kiến được công nhận, tăng 4 sáng kiến so với năm 2024.", None),
        ("Có 13 sáng kiến được công nhận, tăng 44,4% so với năm 2024.", None),
        ("Có 13 sáng kiến được công nhận, tăng 44% so với cùng kỳ.", None),
        ("Có 13 sáng kiến được công nhận, tăng hơn 3 sáng kiến so với năm 2024.", None),
        ("Có 13 sáng kiến được công nhận, tăng 30% so với chỉ tiêu.", None),
        ("Có 13 sáng kiến được công nhận, tăng 5 sáng kiến so với năm 2023.", None),
        ("Tăng 5 cán bộ so với năm 2024.", None),
    ],
)
def test_the_change_since_last_year(text: str, wrong: str | None, tmp_path: Path) -> None:
    messages = found(tmp_path, results=[result(text)], indicators=indicators())
    assert len(messages) == (wrong is not None)
    assert all(code == "last-year-text" and wrong in message for code, message in messages if wrong)


def test_the_change_of_a_result_by_itself(tmp_path: Path) -> None:
    beside = {"value": 12, "last_year": 8, "measure": "lớp"}
    text = "Mở 12 lớp, tăng %s lớp so với năm 2024."
    assert codes(tmp_path / "1", results=[result(text % 5, **beside)]) == ["last-year-text"]
    assert not codes(tmp_path / "2", results=[result(text % 4, **beside)])


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


SPORTS = {"id": "hoi-thao", "name": "Hội thao của khối"}


def joint(unit: str, text: str = "Tham gia hội thao.", **more: Any) -> dict[str, Any]:
    return result(text, unit, activity="hoi-thao", **more)


@pytest.mark.parametrize(
    ("one", "other", "activity", "told"),
    [
        ({"date": "17/5/2025"}, {"date": "18/5/2025"}, {}, "18/05/2025"),
        (
            {"text": "Ngày 17/5/2025, tham gia hội thao."},
            {"text": "Ngày 18/5/2025, tham gia hội thao."},
            {},
            "17/05/2025",
        ),
        ({}, {"date": "18/5/2025"}, {"date": "17/5/2025"}, "17/05/2025"),
        ({"value": 186, "measure": "người"}, {"value": 168, "measure": "Người"}, {}, "186 người"),
        ({"date": "17/5/2025"}, {"date": "5/2025"}, {}, None),
        ({"value": 186, "measure": "người"}, {"value": "gần 200", "measure": "người"}, {}, None),
        ({"value": 186, "measure": "người"}, {"value": 5, "measure": "môn"}, {}, None),
        (
            {"value": 20, "measure": "người"},
            {"value": 30, "measure": "người"},
            {"own_shares": True},
            None,
        ),
    ],
)
def test_units_that_state_one_activity_otherwise(
    one: dict[str, Any],
    other: dict[str, Any],
    activity: dict[str, Any],
    told: str | None,
    tmp_path: Path,
) -> None:
    messages = found(
        tmp_path,
        activities=[{**SPORTS, **activity}],
        results=[joint("so-noi-vu", **one), joint("so-tu-phap", **other)],
    )
    assert len(messages) == (told is not None)
    assert all(code == "activity-claims" and told in text for code, text in messages if told)


def test_what_is_told_of_the_bloc_is_held_against_the_activity(tmp_path: Path) -> None:
    activities = [{**SPORTS, "date": "17/5/2025"}]
    results = [{**joint("so-noi-vu", date="18/5/2025"), "unit": None}]
    assert codes(tmp_path, activities=activities, results=results) == ["activity-claims"]


def test_a_participant_that_the_activity_does_not_list(tmp_path: Path) -> None:
    said = "Phối hợp với Sở Tư pháp tỉnh Ví Dụ tổ chức hội thao."
    for n, (units, told) in enumerate(
        ((["so-noi-vu"], ["activity-claims"]), (["so-noi-vu", "so-tu-phap"], []), ([], []))
    ):
        activity = {**SPORTS, "units": units}
        results = [joint("so-noi-vu", said)]
        assert codes(tmp_path / str(n), activities=[activity], results=results) == told


def test_welfare_of_one_activity(tmp_path: Path) -> None:
    work = {"name": "Tặng quà", "activity": "hoi-thao", "beneficiary": "hộ"}
    first = {**work, "unit": "so-noi-vu", "amount": 40, "measure": "triệu đồng"}
    second = {**work, "unit": "so-tu-phap", "amount": 0.05, "measure": "tỷ đồng"}
    welfare = [first, second]
    assert codes(tmp_path / "1", activities=[SPORTS], welfare=welfare) == ["activity-claims"]
    second["amount"] = 0.04
    assert not codes(tmp_path / "2", activities=[SPORTS], welfare=welfare)


ONE_EVENT = [
    (
        "Ngày 17/5/2025, Sở Nội vụ tham gia hội thao của khối với 5 môn thi đấu.",
        "Tham gia hội thao của khối ngày 17 tháng 5 năm 2025, đạt 2 giải nhất.",
    ),
    (
        "Tổ chức chương trình “Xuân yêu thương” tại xã Mẫu Sơn, tặng 50 suất quà.",
        "Cùng các đơn vị tổ chức “Xuân yêu thương” ở xã Mẫu Sơn cho hộ nghèo.",
    ),
    (
        "Phối hợp trao 2 nhà tình nghĩa cho hộ nghèo tại xã Mẫu Sơn.",
        "Phối hợp trao 2 nhà tình nghĩa cho hộ nghèo xã Mẫu Sơn.",
    ),
]
SEVERAL_EVENTS = [
    (
        "Ngày 17/5/2025, chi bộ tổ chức sinh hoạt chuyên đề về học tập và làm theo Bác.",
        "Ngày 17/5/2025, chi bộ tổ chức sinh hoạt chuyên đề về học tập và làm theo Bác.",
    ),
    (
        "Ngày 17/5/2025, tham gia hội thao của khối.",
        "Ngày 17/5/2025, tập huấn chuyển đổi số cho công chức.",
    ),
    (
        "Ngày 17/5/2025, dọn vệ sinh bãi biển Mẫu.",
        "Ngày 24/5/2025, dọn vệ sinh bãi biển Mẫu.",
    ),
    (
        "Kết nạp 3 đảng viên mới, tổ chức học tập Nghị quyết của Đảng.",
        "Kết nạp 3 đảng viên mới, tổ chức học tập Nghị quyết của Đảng.",
    ),
    (
        "Tổ chức khám sức khỏe cho 45 người tại Bệnh viện Mẫu.",
        "Tổ chức khám sức khỏe cho 60 người tại Bệnh viện Mẫu.",
    ),
    (
        "Nhận phụng dưỡng 01 Bà mẹ Việt Nam anh hùng tại xã Mẫu Sơn.",
        "Nhận phụng dưỡng 01 Bà mẹ Việt Nam anh hùng tại xã Mẫu Sơn.",
    ),
    (
        "Hưởng ứng phong trào “Cả nước chung tay vì người nghèo”.",
        "Hưởng ứng phong trào “Cả nước chung tay vì người nghèo”.",
    ),
    (
        "Ngày 27/7/2025, thăm và tặng quà gia đình chính sách.",
        "Ngày 27/7/2025, thăm và tặng quà gia đình chính sách.",
    ),
]


@pytest.mark.parametrize("texts", ONE_EVENT)
def test_one_event_told_by_two_units(texts: tuple[str, str], tmp_path: Path) -> None:
    one, other = result(texts[0], "so-noi-vu"), result(texts[1], "so-tu-phap")
    ((code, message),) = found(tmp_path / "1", results=[one, other])
    assert code == "maybe-joint"
    assert "Sở Tư pháp" in message
    assert "Sở Nội vụ" in message
    settled = [{**one, "activity": "a"}, {**other, "activity": "b"}]
    both = [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]
    assert not codes(tmp_path / "2", results=settled, activities=both)
    of_one = [result(text, "so-noi-vu") for text in texts]
    assert "maybe-joint" not in codes(tmp_path / "3", results=of_one)


@pytest.mark.parametrize("texts", SEVERAL_EVENTS)
def test_what_every_unit_does_by_itself(texts: tuple[str, str], tmp_path: Path) -> None:
    told = [
        result(text, unit) for text, unit in zip(texts, ("so-noi-vu", "thanh-tra"), strict=True)
    ]
    assert not codes(tmp_path, results=told)


def test_works_of_welfare_told_by_two_units(tmp_path: Path) -> None:
    work = {"name": "Trao nhà tình nghĩa tại xã Mẫu Sơn", "measure": "triệu đồng", "amount": 80}
    welfare = [{**work, "unit": "so-noi-vu"}, {**work, "unit": "so-tu-phap"}]
    assert codes(tmp_path / "1", welfare=welfare) == ["maybe-joint"]
    welfare[1]["amount"] = 60
    assert not codes(tmp_path / "2", welfare=welfare)


@pytest.mark.parametrize(
    ("one", "other", "twice"),
    [
        ("Tặng 45 suất quà cho hộ nghèo.", "Tặng 45 suất quà cho các hộ nghèo.", True),
        ("Tặng 45 suất quà cho hộ nghèo.", "Tặng 50 suất quà cho hộ nghèo.", False),
        ("Tặng 45 suất quà cho hộ nghèo.", "Tặng 45 suất quà cho người già.", False),
        ("Mở 2 lớp tin học cho 60 người.", "Mở 2 lớp tiếng Anh cho 60 người.", False),
        ("Tổ chức học tập nghị quyết.", "Tổ chức học tập nghị quyết.", False),
        ("Ngày 3/5/2025 mở 1 lớp.", "Ngày 4/5/2025 mở 1 lớp.", False),
    ],
)
def test_one_thing_told_twice(one: str, other: str, twice: bool, tmp_path: Path) -> None:
    told = codes(tmp_path, results=[result(one), result(other, theme="examples")])
    assert told == (["said-twice"] if twice else [])


def test_one_work_of_welfare_told_twice(tmp_path: Path) -> None:
    work = {"name": "Tặng quà Tết hộ nghèo", "unit": "so-noi-vu", "measure": "triệu đồng"}
    welfare = [{**work, "amount": 40}, {**work, "amount": 40, "activity": "hoi-thao"}]
    assert codes(tmp_path / "1", welfare=welfare, activities=[SPORTS]) == ["said-twice"]
    welfare[0]["amount"] = 30
    assert not codes(tmp_path / "2", welfare=welfare, activities=[SPORTS])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ngày 17 tháng 5 năm 2024, khối tổ chức hội thao.", "17/05/2024"),
        ("Sở mở lớp tập huấn vào ngày 17/5/2026 cho công chức.", "17/05/2026"),
        ("Thực hiện Kế hoạch của tỉnh, ngày 17/5/2024 Sở mở lớp.", "17/05/2024"),
        ("Ngày 17 tháng 5 năm 2025, khối tổ chức hội thao.", None),
        ("Thực hiện Quyết định số 5/QĐ-UBND ngày 17/5/2024 của tỉnh.", None),
        ("Theo Quy định số 12-QĐ/TU, ngày 17/5/2024 của Tỉnh ủy.", None),
        ("Ngày 17/5/2024, tỉnh ban hành Kế hoạch số 3/KH-UBND.", None),
        ("Kỷ niệm 95 năm ngày 03/02/1930.", None),
        ("Ngày 03/02/1930 là ngày thành lập Đảng.", None),
        ("Tính từ ngày 01/12/2024 đến ngày 30/11/2025, Sở giải quyết 5 hồ sơ.", None),
        ("Tăng 5 lớp so với ngày 17/5/2024.", None),
        ("So với năm 2024, số lớp tăng.", None),
        ("Ngày 17/5, khối tổ chức hội thao.", None),
        ("Ngày 28/12/2024, khối ký giao ước thi đua năm 2025.", None),
        ("Ngày 20/12/2024, Sở được tặng Bằng khen của Bộ trưởng.", None),
        ("Ngày 17/5/2024 mở lớp. Ngày 20/5/2025 mở lớp nữa.", "17/05/2024"),
    ],
)
def test_days_outside_the_year_in_words(text: str, told: str | None, tmp_path: Path) -> None:
    messages = found(tmp_path, results=[result(text)])
    assert len(messages) == (told is not None)
    assert all(code == "date-outside-year" and told in said for code, said in messages if told)


@pytest.mark.parametrize(
    ("date", "more", "wrong"),
    [
        ("17/5/2024", {}, True),
        ("5/2024", {}, True),
        ("2026", {}, True),
        ("17/5", {}, False),
        ("2025", {}, False),
        ("17/5/2024", {"theme": "proposals"}, False),
        ("5/1/2026", {"conference": {"date": "10/1/2026"}}, False),
        ("17/9/2024", {"period": {"begins": "1/9/2024", "ends": "31/8/2025"}}, False),
        ("17/9/2025", {"period": {"begins": "1/9/2024", "ends": "31/8/2025"}}, True),
        (
            "17/5/2023",
            {"conference": {"kind": "multi-year", "covers": {"first": 2021, "last": 2025}}},
            False,
        ),
    ],
)
def test_days_outside_the_year_beside_the_words(
    date: str, more: dict[str, Any], wrong: bool, tmp_path: Path
) -> None:
    facts = dict(more)
    theme = facts.pop("theme", "movements")
    told = codes(tmp_path, results=[result("Mở lớp.", theme=theme, date=date)], **facts)
    assert told == (["date-outside-year"] if wrong else [])
    activity = {**SPORTS, "date": date}
    if theme == "movements":
        told = codes(tmp_path / "2", activities=[activity], **facts)
        assert told == (["date-outside-year"] if wrong else [])


def test_both_places_are_told_to_the_clerk(tmp_path: Path) -> None:
    folder = copy_of(SAMPLE, tmp_path / "khoi")
    replace_in(folder / "results.yaml", "số hóa 28 quy trình", "số hóa 27 quy trình")
    ran = run("check", folder)
    assert ran.code == 0
    (line,) = [line for line in ran.err.splitlines() if "quy trình" in line]
    assert line.split("khoi/")[1].startswith("results.yaml:")
    assert "warning: the text says “27 quy trình”" in line
    assert line.count("results.yaml:") == 2


@pytest.mark.parametrize("sample", [SAMPLE, SEED], ids=["sample", "seed"])
def test_the_samples_contradict_nothing(sample: Path) -> None:
    assert not [p for p in collect(sample).warnings if p.code in CODES]


def test_no_shape_of_a_real_conference_contradicts_itself(tmp_path: Path) -> None:
    for path in SHAPES:
        shape = yaml.safe_load(path.read_text(encoding="utf-8"))
        warnings = collect(folder_of(shape, tmp_path / path.stem)).warnings
        assert not [str(p.message) for p in warnings if p.code in CODES], path.stem
