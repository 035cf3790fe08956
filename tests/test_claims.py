"""Words that contradict the tables are found, and nothing that may be true is called wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from claims import CODES, MONEY, RATE, codes, found, indicators, result
from folders import SAMPLE, SEED, copy_of, replace_in, run
from test_shapes import SHAPES, folder_of

from pipeline.collect.folder import collect


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


NEW_MEMBERS = {"name": "Đảng viên mới", "measure": "đảng viên", "values": (7, 7, 7)}
INITIATIVES = {"name": "Sáng kiến", "values": (20, 7, 7)}


@pytest.mark.parametrize(
    ("text", "more", "wrong"),
    [
        ("Kết nạp 8 đảng viên mới.", NEW_MEMBERS, True),
        ("Đơn vị kết nạp được 8 đảng viên mới.", NEW_MEMBERS, True),
        ("Trong năm có 8 đảng viên mới được kết nạp.", NEW_MEMBERS, True),
        ("Kết nạp 8 đảng viên mới.", {**NEW_MEMBERS, "name": "Đảng viên mới kết nạp"}, True),
        ("Kết nạp 7 đảng viên mới.", NEW_MEMBERS, False),
        ("Quý I kết nạp 2 đảng viên mới.", NEW_MEMBERS, False),
        ("Chi bộ 1 kết nạp 2 đảng viên mới.", NEW_MEMBERS, False),
        ("Kết nạp 8 đảng viên mới, trong đó 4 nữ.", NEW_MEMBERS, True),
        ("Kết nạp 8 đảng viên.", {**NEW_MEMBERS, "name": "Đảng viên"}, False),
        ("Công nhận 12 sáng kiến.", INITIATIVES, True),
        ("Có 12 sáng kiến được công nhận.", INITIATIVES, True),
        ("Tiếp nhận 12 sáng kiến.", INITIATIVES, False),
        ("Công nhận 12 sáng kiến cấp cơ sở.", INITIATIVES, False),
        ("Đăng ký và công nhận 12 sáng kiến.", INITIATIVES, False),
    ],
)
def test_words_by_which_a_thing_comes_to_be_counted(
    text: str, more: dict[str, Any], wrong: bool, tmp_path: Path
) -> None:
    told = codes(tmp_path, results=[result(text)], indicators=indicators(**more))
    assert told == (["text-figure"] if wrong else [])


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


@pytest.mark.parametrize(
    ("text", "values", "wrong"),
    [
        ("Có 13 sáng kiến được công nhận, giảm so với năm 2024.", (13, 7, 9), True),
        ("Có 13 sáng kiến được công nhận, giảm mạnh so với năm trước.", (13, 7, 9), True),
        ("Có 9 sáng kiến được công nhận, tăng so với cùng kỳ.", (9, 7, 9), True),
        ("Có 13 sáng kiến được công nhận, tăng so với năm 2024.", (13, 7, 9), False),
        ("Có 13 sáng kiến được công nhận, giảm so với năm 2023.", (13, 7, 9), False),
        ("Có 13 sáng kiến được công nhận, số đơn thư giảm so với năm 2024.", (13, 7, 9), False),
        ("Có 13 sáng kiến được công nhận, giảm so với chỉ tiêu.", (13, 7, 9), False),
        ("Có gần 13 sáng kiến được công nhận, giảm so với năm 2024.", ("gần 13", 7, 9), False),
    ],
)
def test_a_change_told_without_a_number(
    text: str, values: tuple[float | str, ...], wrong: bool, tmp_path: Path
) -> None:
    told = codes(tmp_path, results=[result(text)], indicators=indicators(values))
    assert told == (["last-year-text"] if wrong else [])


def test_the_change_of_a_result_by_itself(tmp_path: Path) -> None:
    beside = {"value": 12, "last_year": 8, "measure": "lớp"}
    text = "Mở 12 lớp, tăng %s lớp so với năm 2024."
    assert codes(tmp_path / "1", results=[result(text % 5, **beside)]) == ["last-year-text"]
    assert not codes(tmp_path / "2", results=[result(text % 4, **beside)])


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"first_time": True, "value": 5, "last_year": 3, "measure": "lớp"}, 1),
        ({"first_time": True, "value": 5, "last_year": 0, "measure": "lớp"}, 0),
        ({"first_time": True, "theme": "limitations"}, 1),
        ({"overcomes": "cham", "theme": "causes"}, 1),
        ({"overcomes": "cham", "first_time": True, "theme": "difficulties"}, 2),
        ({"overcomes": "cham", "first_time": True}, 0),
    ],
)
def test_merits_that_cannot_be(more: dict[str, Any], wrong: int, tmp_path: Path) -> None:
    weaknesses = [{"id": "cham", "text": "Gửi báo cáo chậm."}]
    told = codes(tmp_path, weaknesses=weaknesses, results=[result("Mở lớp tin học.", **more)])
    assert told == ["merit-doubtful"] * wrong


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


CONTRADICTING = {"figures-of-kinds": ["activity-claims"]}
"""Shapes that show how the papers tell of a contradiction."""


def test_no_shape_of_a_real_conference_contradicts_itself(tmp_path: Path) -> None:
    for path in SHAPES:
        shape = yaml.safe_load(path.read_text(encoding="utf-8"))
        warnings = collect(folder_of(shape, tmp_path / path.stem)).warnings
        told = [p.code for p in warnings if p.code in CODES]
        assert told == CONTRADICTING.get(path.stem, []), path.stem
