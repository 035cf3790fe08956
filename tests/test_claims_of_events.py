"""One event told in several ways is found out; what every unit does by itself is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from claims import BLOC, SPORTS, codes, found, joint, result
from folders import run, write_folder


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Không tham gia hội thao.", ["activity-claims"]),
        ("Sở Nội vụ chưa tham dự hội thao của khối.", ["activity-claims"]),
        ("Đơn vị không cử vận động viên.", ["activity-claims"]),
        ("Tham gia hội thao.", []),
        ("Tham gia hội thao, không tham gia bóng đá.", []),
        ("Không tham gia môn bóng đá của hội thao.", []),
        ("Không có đơn vị nào vi phạm.", []),
    ],
)
def test_a_unit_that_says_it_did_not_take_part(text: str, told: list[str], tmp_path: Path) -> None:
    results = [joint("so-noi-vu", text), joint("so-tu-phap")]
    assert codes(tmp_path, activities=[SPORTS], results=results) == told


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("Tham gia hội thao của khối ngày 18/5/2025.", "so-noi-vu", ["activity-claims"]),
        ("Tham gia hội thao của khối ngày 17/5/2025.", "so-noi-vu", []),
        ("Tham gia hội thao của khối ngày 20/6/2025.", "so-noi-vu", []),
        ("Tổ chức hội thao ngày 18/5/2025.", "so-noi-vu", []),
        ("Tham gia hội thao của khối ngày 18/5/2025.", "thanh-tra", []),
    ],
)
def test_a_joint_activity_told_without_its_id(
    text: str, unit: str, told: list[str], tmp_path: Path
) -> None:
    of_the_bloc = {"id": "x", "name": "Hội thao của khối"}
    activities = [
        {**SPORTS, "name": "Hội thao", "date": "17/5/2025", "units": ["so-noi-vu", "so-tu-phap"]},
        {**of_the_bloc, "date": "20/6/2025"},
    ]
    assert codes(tmp_path, activities=activities, results=[result(text, unit)]) == told


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


@pytest.mark.parametrize(("other", "twice"), [("tại xã B", False), ("ở xã A", True)])
def test_places_of_one_letter_tell_apart(other: str, twice: bool, tmp_path: Path) -> None:
    texts = ["Mở 2 lớp cho 60 người tại xã A.", f"Mở 2 lớp cho 60 người {other}."]
    units = [{"id": "so-b", "name": "Sở B"}]
    told = codes(tmp_path, units=units, results=[result(text, "so-b") for text in texts])
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ngày 31 tháng 2 năm 2025 họp khối.", ["impossible-date"]),
        ("Họp khối ngày 31/4/2025.", ["impossible-date"]),
        ("Ngày 30/2, họp khối.", ["impossible-date"]),
        ("Ngày 29 tháng 2 họp khối.", []),
        ("Ngày 28 tháng 2 năm 2025 họp khối.", []),
        ("Đạt 31/42 chỉ tiêu; Quyết định số 31/2-QĐ.", []),
    ],
)
def test_days_that_no_calendar_has(text: str, told: list[str], tmp_path: Path) -> None:
    assert codes(tmp_path, results=[result(text)]) == told


CLOSING = "Ngày 19/12/2025 tổ chức hội nghị tổng kết"


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        (f"{CLOSING}.", None, ["conference-date"]),
        (f"{CLOSING} công tác thi đua, khen thưởng năm 2025.", None, ["conference-date"]),
        ("Ngày 18/12/2025 tổ chức hội nghị tổng kết.", None, []),
        (f"{CLOSING} phong trào thi đua yêu nước.", None, []),
        (f"{CLOSING}.", "so-noi-vu", []),
        ("Ngày 10/1/2025 tổ chức hội nghị tổng kết năm 2024.", None, []),
        ("Khối có 5 đơn vị thành viên với 350 người.", None, ["text-figure"] * 2),
        ("Khối thi đua A gồm 5 cơ quan, đơn vị thành viên.", None, ["text-figure"]),
        ("Khối có 3 đơn vị thành viên với 300 người.", None, []),
        ("Khối có 3 đơn vị thành viên với hơn 290 người.", None, []),
        ("Khối có 2 đơn vị thành viên mới.", None, []),
        ("Khối có 2 đơn vị đạt chỉ tiêu với 20 người.", None, []),
        ("Sở có 5 đơn vị thành viên với 350 người.", None, []),
    ],
)
def test_what_is_told_of_the_bloc(
    text: str, unit: str | None, told: list[str], tmp_path: Path
) -> None:
    bloc = {"name": "Khối thi đua A", "staff": 300}
    conference = {"date": "18/12/2025"}
    results = [result(text, unit, theme="direction")]
    assert codes(tmp_path, bloc=bloc, conference=conference, results=results) == told


FLAG = "Cờ thi đua của Ủy ban nhân dân tỉnh"


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        (f"Sở Tư pháp tỉnh Ví Dụ được tặng {FLAG} năm 2025.", None, True),
        (f"Đơn vị vinh dự đón nhận {FLAG} năm 2025.", "so-tu-phap", True),
        ("Được tặng Cờ thi đua của UBND tỉnh năm 2025.", "so-tu-phap", True),
        (f"Được tặng {FLAG} năm 2024.", "so-tu-phap", False),
        (f"Được tặng {FLAG}.", "so-tu-phap", False),
        (f"Được đề nghị tặng {FLAG} năm 2025.", "so-tu-phap", False),
        (f"Được tặng {FLAG} năm 2025.", "so-noi-vu", False),
    ],
)
def test_what_is_only_proposed_is_not_told_as_received(
    text: str, unit: str | None, told: bool, tmp_path: Path
) -> None:
    nominations = [{"award": "province-flag", "units": ["so-tu-phap"]}]
    conference = {"date": "18/12/2025"}
    results = [result(text, unit, theme="commendation")]
    facts = {**BLOC, "nominations": nominations, "conference": conference, "results": results}
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": yaml.safe_dump(facts)})
    problems = run("check", folder, "--json").record["problems"]
    named = [p for p in problems if p["code"] == "proposal-as-award"]
    assert len(named) == told
    assert all(p["line"] and "bloc.yaml:" in p["message"] for p in named)
