"""Texts are alike by the words they share in order; figures weigh more than words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.spelling.likeness import Shingles, like_pairs, likeness, words_of

WORDS = {
    "Hội thao, của Khối!": ("hội", "thao", "của", "khối"),
    "“Hoà” – 1.200 người (năm 2025); 12,5%": ("hoà", "1.200", "người", "năm", "2025", "12,5", "%"),
    "१८६ खिलाड़ियों ने भाग लिया।": ("186", "खिलाड़ियों", "ने", "भाग", "लिया"),
    "ngày 17/5/2025": ("ngày", "17/5/2025"),
    " …": (),
}


@pytest.mark.parametrize("text", WORDS)
def test_words_are_told_without_their_signs(text: str) -> None:
    assert words_of(text) == WORDS[text]


SAID = "Chi đoàn Sở A tổ chức dọn vệ sinh bãi biển Mẫu ngày 17 tháng 5, có 120 đoàn viên tham gia."

ALIKE = [
    SAID.upper(),
    SAID.replace("Chi đoàn", "Đoàn thanh niên"),
    SAID.replace("tổ chức", "phối hợp tổ chức"),
]
UNLIKE = [
    SAID.replace("17", "24").replace("120", "80"),
    "Chi đoàn Sở A tổ chức hội thao có 120 đoàn viên.",
    "Sở B kết nạp 5 đảng viên.",
]


def test_the_same_thing_in_near_words_is_more_alike_than_another_thing() -> None:
    least_alike = min(likeness(SAID, text) for text in ALIKE)
    most_unlike = max(likeness(SAID, text) for text in UNLIKE)
    assert least_alike > Fraction(4, 5) > Fraction(2, 3) > most_unlike


texts = st.lists(st.sampled_from(["Hội", "thao", "12", "12,5", "của", "खेल", "và", "."])).map(
    " ".join
)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_likeness_is_a_share_the_same_either_way(a: str, b: str) -> None:
    assert 0 <= likeness(a, b) == likeness(b, a) <= 1
    assert likeness(a, a) == 1
    if words_of(a) == words_of(b):
        assert likeness(a, b) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, max_size=12), st.fractions(Fraction(1, 10), Fraction(1)))
def test_the_search_finds_what_comparing_all_finds(given: list[str], least: Fraction) -> None:
    made = [Shingles.of(text) for text in given]
    found = {
        (m, n, share)
        for n, later in enumerate(made)
        for m, earlier in enumerate(made[:n])
        if (earlier.words or later.words) and (share := earlier.likeness(later)) >= least
    }
    assert set(like_pairs(made, least)) == found
