"""What a sentence asserts that a rewording must keep: its figures with what they count, and its no.

Figures are told in digits or in words. Small words that are also others (năm is five and year) are
taken for a number only where nothing says otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.spelling.in_text import DateInText, FigureInText, InText, PairInText, read_text
from pipeline.spelling.likeness import words_of
from pipeline.spelling.names import key_of


@dataclass(frozen=True, slots=True)
class Asserted:
    """One figure or date: what it is worth, and where and how it stands in its text."""

    worth: object
    start: int = field(compare=False)
    said: str = field(compare=False)


def figures_of(text: str) -> Mapping[str, tuple[Asserted, ...]]:
    """The figures by the word that they count, each kind in the order of the text.

    So 3 lớp and 120 người may change places; 3 classes in one village and 5 in another may not.
    """
    text = unicodedata.normalize("NFC", text)
    found: dict[str, list[Asserted]] = defaultdict(list)
    rest = text
    for one in read_text(text):
        said = Asserted(_worth(one), one.start, text[one.start : one.end])
        found[_counted(one)].append(said)
        rest = rest[: one.start] + "0" * (one.end - one.start) + rest[one.end :]
    for measure, spelled in _spelled(rest):
        found[measure].append(spelled)
    return {
        measure: tuple(sorted(several, key=lambda one: one.start))
        for measure, several in found.items()
    }


def negations_in(text: str) -> int:
    """How many words of a text say no."""
    words = ("", *words_of(text), "")
    return sum(
        word in _NO and words[n - 1] not in _NO_AFTER and words[n + 1] not in _NO_BEFORE
        for n, word in enumerate(words)
    )


def _worth(one: InText) -> object:
    match one:
        case FigureInText():
            return _number(one.values) if one.qualifier is None else (one.values, one.qualifier)
        case PairInText():
            return one.part, one.whole
        case DateInText():
            return one.day
    return one.values


def _number(values: tuple[Decimal, ...]) -> object:
    return values[0] if len(values) == 1 else values


def _counted(one: InText) -> str:
    """The word that tells what a number counts; dates and other numbers are kinds of their own."""
    match one:
        case FigureInText() | PairInText():
            measure = key_of(one.measure).replace("phần trăm", "%")
            return next(iter(words_of(measure)), "")
        case DateInText():
            return "@"
    return "§"


_SMALL = {
    2: "hai two दो",
    3: "ba three तीन",
    4: "bốn four चार",
    5: "năm five पाँच पांच",
    6: "sáu six छह छः",
    7: "bảy bẩy seven सात",
    8: "tám eight आठ",
    9: "chín nine नौ",
    10: "mười ten दस",
    11: "eleven ग्यारह",
    12: "twelve बारह",
    20: "twenty बीस",
}
_VALUES = {word: number for number, words in _SMALL.items() for word in words_of(words)}
_LARGE = frozenset(
    words_of(
        "mươi lăm chục trăm nghìn ngàn triệu tỷ tỉ rưỡi nửa thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen thirty forty fifty sixty seventy eighty ninety hundred"
        " thousand million billion dozen half सौ हज़ार हजार लाख करोड़ अरब मिलियन आधा आधे तीस चालीस"
        " पचास साठ सत्तर अस्सी नब्बे"
    )
)
_NO_NUMBER_BEFORE = {
    "năm": frozenset(words_of("nay qua trước sau học ngoái tới đó này 0")) | {""},
    "tỷ": frozenset(words_of("lệ trọng suất số")),
    "tỉ": frozenset(words_of("lệ trọng suất số mỉ")),
    "triệu": frozenset(words_of("tập chứng hồi")),
    "chín": frozenset(words_of("chắn muồi")),
    "ba": frozenset(words_of("mẹ lô")),
}
"""Words after which a word is no number: năm nay, tỷ lệ, triệu tập."""
_YEAR_AFTER = frozenset(
    words_of("trong cả hằng hàng cuối đầu giữa mỗi một các nhiều những của từng quanh suốt")
)
"""Words after which năm is the year."""
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0963])+")


def _spelled(text: str) -> Iterator[tuple[str, Asserted]]:
    """Each run of number words, with the word after it, which it counts."""
    found = list(_WORD.finditer(text))
    words = [key_of(match[0]) for match in found]
    n = 0
    while n < len(words):
        end = n
        while end < len(words) and _is_number(words, end):
            end += 1
        if end > n:
            run = words[n:end]
            worth = Decimal(_VALUES[run[0]]) if len(run) == 1 and run[0] in _VALUES else tuple(run)
            place = found[n].start()
            said = Asserted(worth, place, text[place : found[end - 1].end()])
            yield words[end] if end < len(words) else "", said
        n = max(end, n + 1)


def _is_number(words: list[str], n: int) -> bool:
    word, after = words[n], words[n + 1] if n + 1 < len(words) else ""
    if word not in _VALUES and word not in _LARGE:
        return False
    is_year = word == "năm" and (after.startswith("0") or (n > 0 and words[n - 1] in _YEAR_AFTER))
    return not is_year and after not in _NO_NUMBER_BEFORE.get(word, ())


_NO = frozenset(
    words_of("không chưa chẳng no not never none nor neither cannot without t नहीं न ना बिना मत")
)
"""Words that say no; the t is that of didn't."""
_NO_AFTER = frozenset(words_of("hàng phòng ấm"))
_NO_BEFORE = frozenset(words_of("gian khí quân ngừng những chỉ"))
"""Words beside which one of them says another thing: hàng không, không gian, không ngừng."""
