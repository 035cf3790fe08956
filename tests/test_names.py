"""A name finds its unit however it is spelled, and no other unit."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.spelling.names import NameIndex, id_from, key_of

BODIES = [
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Tư pháp",
    "Sở Công Thương",
    "Sở Xây dựng",
    "Sở Y tế",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Giáo dục và Đào tạo",
    "Sở Khoa học và Công nghệ",
    "Sở Nông nghiệp và Môi trường",
    "Sở Dân tộc và Tôn giáo",
    "Ủy ban nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Đảng ủy Khối các cơ quan",
    "Đảng ủy Khối doanh nghiệp",
    "Ban Tuyên giáo Tỉnh ủy",
    "Ban Dân vận Tỉnh ủy",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Hội Chữ thập đỏ",
    "Bộ Chỉ huy Quân sự",
    "Trường Chính trị Lê Duẩn",
    "Trung tâm Kiểm soát bệnh tật",
    "Ngân hàng Chính sách xã hội chi nhánh",
    "Thanh tra",
]
PLACES = [
    "tỉnh Quảng Trị",
    "tỉnh Quảng Bình",
    "tỉnh Khánh Hòa",
    "tỉnh Thanh Hóa",
    "tỉnh Hòa Bình",
    "thành phố Huế",
    "tỉnh Đắk Lắk",
    "huyện Tuy Hòa",
]
AGENCIES = [f"{body} {place}" for body in BODIES for place in PLACES]

names = st.sampled_from(AGENCIES)
forms = st.sampled_from(["NFC", "NFD"])


def with_tone_moved(name: str) -> str:
    """The name with the tone of oa, oe and uy on the second letter, as the other school writes."""
    for first, second in ("oa", "oe", "uy", "Uy"):
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            one = unicodedata.normalize("NFC", first + tone) + second
            name = name.replace(one, first + unicodedata.normalize("NFC", second + tone))
    return name


def test_there_are_enough_agencies() -> None:
    assert len(set(AGENCIES)) == 200
    assert sum(with_tone_moved(name) != name for name in AGENCIES) > 100


def test_different_names_do_not_collide() -> None:
    assert len({key_of(name) for name in AGENCIES}) == len(AGENCIES)


@given(names, forms, st.booleans(), st.sampled_from([str.upper, str.lower, str.title, str]))
def test_spellings_of_one_name_match(
    name: str, form: str, moved: bool, case: Callable[[str], str]
) -> None:
    spelled = case(with_tone_moved(name) if moved else name)
    assert key_of(unicodedata.normalize(form, spelled)) == key_of(name)


@given(st.text(), forms)
def test_normal_forms_of_any_text_match(text: str, form: str) -> None:
    assert key_of(unicodedata.normalize(form, text)) == key_of(text)


@given(names, st.permutations(["\u0302", "\u0301"]), st.permutations(["\u0302", "\u0323"]))
def test_marks_match_in_any_order(name: str, acute: list[str], dot: list[str]) -> None:
    typed = unicodedata.normalize("NFD", name)
    typed = typed.replace("\u0302\u0301", "".join(acute)).replace("\u0323\u0302", "".join(dot))
    assert key_of(typed) == key_of(name)


@pytest.mark.parametrize("letter", "ấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự")
def test_every_vietnamese_letter_matches_in_any_order_of_marks(letter: str) -> None:
    base, *marks = unicodedata.normalize("NFD", letter)
    for order in permutations(marks):
        assert key_of(base + "".join(order)) == letter


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Thanh Hoà", "Thanh Hòa"),
        ("hoà", "hòa"),
        ("uỷ", "ủy"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("hoàn", "hòan"),
        ("luỹ", "lũy"),
        ("Đảng ủy Khối", "Đảng uỷ khối"),
        ("ĐẢNG ỦY KHỐI", "Đảng uỷ khối"),
        ("quý", "qúy"),
        ("Đảng", "Ðảng"),
        ("đảng", "ðảng"),
        ("Đảng", "Ɖảng"),
        ("Sở  Nội\u00a0vụ ", "Sở Nội vụ"),
        ("Sở\nNội vụ", "Sở Nội vụ"),
        ("\ufeffSở Nội\u200b vụ", "Sở Nội vụ"),
        ("Lao động – Thương binh", "Lao động - Thương binh"),
        ("Lao động-Thương binh", "Lao động — Thương binh"),
        ("Cụm “Một”", 'Cụm "Một"'),
        ("Ea H’leo", "Ea H'leo"),
    ],
)
def test_ways_to_write_one_name_match(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Tài chính", "Sở Tài chánh"),
        ("Hà", "Ha"),
        ("Hà", "Há"),
        ("quý", "quy"),
        ("quà", "qua"),
        ("già", "gia"),
        ("chìa", "chià"),
        ("mùa", "muá"),
        ("họa", "hoặc"),
        ("lý", "lí"),
        ("Vy", "Vi"),
        ("Đa", "Da"),
        ("Khối 1", "Khối 11"),
        ("Sở Nội vụ", "Sở Ngoại vụ"),
        ("HoaBình", "Hoa Bình"),
    ],
)
def test_different_names_differ(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "name", ["quý", "quà", "quả", "quỳ", "già", "giữ", "hoàn", "khuỷu", "toàn"]
)
def test_names_spelled_alike_in_both_schools_stay(name: str) -> None:
    assert key_of(name) == name


INDEX = NameIndex.of(
    [
        ("so-noi-vu", ("Sở Nội vụ", "SNV")),
        ("so-ngoai-vu", ("Sở Ngoại vụ", "SNV")),
        ("so-tai-chinh", ("Sở Tài chính", "Tài chính", "SỞ TÀI CHÍNH")),
        ("dang-uy", ("Đảng ủy Khối", "")),
        ("van-phong", ("Văn phòng",)),
        ("khac", ("van-phong",)),
        ("khong-ten", ()),
    ]
)


@pytest.mark.parametrize(
    ("given", "unit"),
    [
        ("so-noi-vu", "so-noi-vu"),
        (" so-noi-vu ", "so-noi-vu"),
        ("khong-ten", "khong-ten"),
        ("SỞ NỘI VỤ", "so-noi-vu"),
        ("đảng uỷ  khối", "dang-uy"),
        ("Sở Tài chính", "so-tai-chinh"),
        ("tài chính", "so-tai-chinh"),
        # An id says one unit, whatever names others bear.
        ("van-phong", "van-phong"),
        ("SNV", None),
        ("Sở Nội vu", None),
        ("so noi vu", None),
        ("Sở", None),
        ("", None),
        (" \u200b", None),
    ],
)
def test_a_unit_is_found_only_by_its_id_or_its_own_name(given: str, unit: str | None) -> None:
    assert INDEX.find(given) == unit


def test_all_owners_of_a_name_are_told() -> None:
    assert INDEX.owners("snv") == ("so-noi-vu", "so-ngoai-vu")
    assert INDEX.owners("Sở Tài chính") == ("so-tai-chinh",)
    assert INDEX.owners("") == ()


@pytest.mark.parametrize(
    ("given", "unit", "name"),
    [
        ("so noi vu", "so-noi-vu", "Sở Nội vụ"),
        ("so-noi-vụ", "so-noi-vu", "Sở Nội vụ"),
        ("Sở Ngoai vụ", "so-ngoai-vu", "Sở Ngoại vụ"),
        ("Sở Tài chánh", "so-tai-chinh", "Sở Tài chính"),
        ("dang uy khoi", "dang-uy", "Đảng ủy Khối"),
        ("Văn phòg", "van-phong", "Văn phòng"),
    ],
)
def test_what_was_meant_is_suggested_first(given: str, unit: str, name: str) -> None:
    assert INDEX.near(given)[0] == (unit, name)


def test_suggestions_are_few_and_like() -> None:
    assert INDEX.near("Kho bạc Nhà nước") == ()
    many = NameIndex.of((f"khoi-{n}", (f"Khối {n}", f"Khối số {n}")) for n in range(9))
    assert many.near("Khoi 5") == (
        ("khoi-5", "Khối 5"),
        ("khoi-0", "Khối 0"),
        ("khoi-1", "Khối 1"),
    )


def test_marks_decide_between_names_with_the_same_letters() -> None:
    index = NameIndex.of([("a", ("Hội Hoa",)), ("b", ("Hội Hóa",)), ("c", ("Hội Họa",))])
    assert index.near("Hôi Họa")[0] == ("c", "Hội Họa")


@given(names)
def test_a_name_typed_without_marks_is_suggested_but_not_found(name: str) -> None:
    index = NameIndex.of((id_from(agency), (agency,)) for agency in AGENCIES)
    typed = id_from(name).replace("-", " ")
    assert index.find(typed) is None
    assert index.near(typed)[0] == (id_from(name), name)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Sở Nội vụ tỉnh Ví Dụ", "so-noi-vu-tinh-vi-du"),
        ("ĐẢNG UỶ KHỐI", "dang-uy-khoi"),
        ("Ðảng", "dang"),
        ("Lao động – Thương binh & Xã hội", "lao-dong-thuong-binh-xa-hoi"),
        ("  (Cụm 1) ", "cum-1"),
        ("Ea H’leo", "ea-h-leo"),
        ("गृह विभाग", ""),
        ("Sở Нет", ""),
        ("—", ""),
        ("", ""),
    ],
)
def test_an_id_is_made_of_a_name(name: str, unit: str) -> None:
    assert id_from(name) == unit


@given(st.text() | names)
def test_an_id_is_valid_or_none(name: str) -> None:
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", id_from(name))
