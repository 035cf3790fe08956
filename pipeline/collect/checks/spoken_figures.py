"""Which numbers of a sentence surely tell of one reported figure.

A sentence may restrict what it speaks of in many ways, and a clerk who gets false alarms stops
reading. So a number is taken for the figure only where the name of the figure stands close around
it, nothing before or after narrows it, and the sentence is about the unit itself and its year.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.model.quantity import Quantity
from pipeline.spelling.dates import PartialDate
from pipeline.spelling.figures import Figure, convert
from pipeline.spelling.in_text import DateInText, FigureInText, read_text
from pipeline.spelling.likeness import words_of
from pipeline.spelling.names import key_of

_TOKEN = re.compile(r"phần\s+trăm|\w+|[,%(]")
_FIGURE, _DAY, _OTHER = "#", "@", "§"

_UNSAID = re.compile(r"số tiền|kinh phí|giá trị|được giao|từ cấp cơ sở trở lên")
"""Words of a name that a sentence leaves out without meaning another thing."""
_LINKS = frozenset(
    words_of("số tổng lượng tỷ tỉ lệ được các của và về có trong năm là với cho ở đã theo những")
)
"""Words of a name that need not stand in a sentence."""
_PLAIN = _LINKS | {
    *words_of("đạt toàn khối đơn vị cơ quan cả hiện thực kết quả hoàn thành bằng cộng"),
    *words_of("gần hơn trên khoảng"),
    *words_of("tổ chức mở đăng tải ban hành"),
    ",",
    _DAY,
}
"""Words that narrow nothing."""
_JOINS = frozenset(("và", ","))
"""Words after which a sentence tells something more, or names what else is counted."""
_GOES_ON = frozenset(
    (*words_of("đạt bằng vượt tăng giảm so chiếm gấp trong cao thấp"), _FIGURE, _DAY)
)
"""Words after those of a figure that begin something more."""
_BEGIN_CLAUSE = frozenset(words_of("nhiều nhờ đều dẫn đứng góp giúp qua tạo nâng phục là do để"))
"""Words that begin what is said of the figure, and name nothing else that is counted."""
_NEW_BY = {
    ("kết", "nạp"): frozenset(words_of("mới")),
    ("công", "nhận"): frozenset(words_of("sáng kiến")),
}
"""Words by which a thing comes to be counted, with those its name must have: who takes in 8 has 8
new members, and not 8 members."""
_SURELY_A_DEED = 5
"""So many words are a deed of their own; fewer may count together: thanh tra và kiểm tra."""
_NOT_THE_VALUE = frozenset(
    words_of(
        "tăng giảm vượt thêm cao thấp nhiều ít kém thiếu dưới mỗi từng tiêu hoạch đến từ còn đó"
        " gồm riêng ngoài chưa"
    )
)
"""Words before a number that make it another: a change, a target, a part."""
_NARROWED = re.compile(
    r"(?<!\w)(?:quý|tháng|bình quân|trung bình|lũy kế|luỹ kế|nhiệm kỳ|giai đoạn|đến nay|mỗi|từng|"
    r"phấn đấu|dự kiến|mục tiêu|đăng ký|sẽ|toàn tỉnh|cả tỉnh|trong tỉnh|địa bàn|toàn ngành|cả nước|"
    r"toàn quốc|địa phương|năm trước|năm qua|thời gian qua|một số|nhiều đơn vị|đơn vị (?:cao|thấp))"
    r"(?!\w)"
)
_SO_FAR_AGO = re.compile(r"(?<!\w)so (?:với|cùng)(?!\w).*")
_DONG = frozenset(words_of("đồng đ vnđ vnd"))
_MONEY = _DONG | {""}


@dataclass(frozen=True, slots=True)
class Subject:
    """A reported figure: the words of its name that must be said, and its measure in Vietnamese."""

    name: frozenset[str]
    measure: str
    may_be_said: frozenset[str]
    """All words of name and measure."""

    @classmethod
    def of(cls, name: str, measure: str) -> Subject:
        """The figure of this name and measure."""
        words = words_of(_UNSAID.sub(" ", key_of(name)))
        return cls(
            frozenset(words) - _LINKS,
            measure,
            frozenset((*words_of(name), *words_of(measure), "%")),
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as words, with signs for its numbers and dates."""

    text: str
    words: tuple[str, ...]
    said: frozenset[str]
    figures: Mapping[int, FigureInText]
    """The figures by their place among the words."""
    narrowed: bool
    """Whether it speaks of less, or of more, than the unit in its year."""


@lru_cache(maxsize=4096)
def sentence_of(text: str, year: int) -> Sentence:
    """A sentence made ready to be asked, in a report about ``year``."""
    text = unicodedata.normalize("NFC", text)
    found = read_text(text)
    marks: dict[int, tuple[str, FigureInText | None]] = {}
    rest = text
    for one in found:
        figure = one if isinstance(one, FigureInText) else None
        sign = _FIGURE if figure else _DAY if isinstance(one, DateInText) else _OTHER
        marks[one.start] = (sign, figure)
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    words = {match.start(): _word(match[0]) for match in _TOKEN.finditer(rest)}
    places = sorted({**words, **marks})
    figures = {
        n: figure
        for n, place in enumerate(places)
        if place in marks and (figure := marks[place][1])
    }
    in_order = tuple(marks[place][0] if place in marks else words[place] for place in places)
    now = _SO_FAR_AGO.sub("", key_of(rest))
    dated = any(
        one.day != PartialDate(None, None, year) and not _compares(one)
        for one in found
        if isinstance(one, DateInText)
    )
    narrowed = dated or bool(_NARROWED.search(now))
    return Sentence(text, in_order, frozenset(in_order), figures, narrowed)


def _word(token: str) -> str:
    return "%" if token.startswith("phần") and len(token) > len("phần") else key_of(token)


def _compares(day: DateInText) -> bool:
    return bool(re.search(r"so (?:với|cùng)(?: cùng)?(?: kỳ)?$", key_of(day.before)))


def tells_of(sentence: Sentence, subject: Subject, own: Iterable[str]) -> Iterator[int]:
    """The places of the numbers in ``sentence`` that surely tell of ``subject``.

    ``own`` are the names of the unit whose sentence it is.
    """
    if sentence.narrowed or not subject.name or not subject.name <= sentence.said:
        return
    names = [key_of(name).split() for name in own]
    for place, figure in sentence.figures.items():
        if (
            in_measure(figure, subject.measure)
            and not _NOT_THE_VALUE & set(sentence.words[max(0, place - 3) : place])
            and _close_around(sentence, subject, place, names)
        ):
            yield place


_HOW_MUCH = ("thêm", "hơn", "gần", "khoảng", "trên")
_RISES = {"tăng": True, "giảm": False}


def changes_of(sentence: Sentence) -> Iterator[tuple[bool, FigureInText]]:
    """The numbers that tell a change: whether it is a rise, and by how much."""
    for place, figure in sentence.figures.items():
        before = [word for word in sentence.words[:place][-3:] if word not in _HOW_MUCH]
        if before and before[-1] in _RISES:
            yield _RISES[before[-1]], figure


def _close_around(sentence: Sentence, subject: Subject, place: int, names: list[list[str]]) -> bool:
    """Whether the words of the name stand around a number, and nothing narrows them."""
    words = _without_deeds(sentence.words, subject)
    may_stand = subject.may_be_said | _PLAIN
    after_measure = place + _length_of_measure(sentence, place, subject)
    window = _window(words, subject.name, place, after_measure)
    if window is None:
        return False
    first, last = window
    if any(word not in may_stand for word in (*words[first:place], *words[place + 1 : last])):
        return False
    while last < len(words) and words[last] in (subject.may_be_said | {"được"}) - {
        ",",
        "và",
        "năm",
    }:
        last += 1
    return _ends(words[last:]) and _of_the_unit(words[:first], names, subject)


def _without_deeds(words: tuple[str, ...], subject: Subject) -> tuple[str, ...]:
    """The words, with a plain one for each of what only says that the thing came to be."""
    plain = list(words)
    for n, deed in enumerate(pairwise(words)):
        if deed in _NEW_BY and _NEW_BY[deed] <= subject.name and not {*deed} <= subject.name:
            plain[n : n + 2] = ("được", "được")
    return tuple(plain)


def _ends(words: tuple[str, ...]) -> bool:
    """Whether what follows a figure does not go on saying what it counts.

    “12 cuộc kiểm tra, giám sát” counts both; “…, giám sát 5 đơn vị” tells another number.
    """
    if words[:1] == ("trong",):
        return words[1:2] in (("năm",), (_DAY,))
    if not words or words[0] in _GOES_ON or words[0] == "năm":
        return True
    if words[0] not in _JOINS:
        return False
    more = words[1 : 1 + words[1:].index(",")] if "," in words[1:] else words[1:]
    return not more or more[0] in _GOES_ON or more[0] in _BEGIN_CLAUSE or _FIGURE in more


def _length_of_measure(sentence: Sentence, place: int, subject: Subject) -> int:
    """How many words from the number on are it and its measure."""
    measure = words_of(subject.measure)
    if sentence.words[place + 1 : place + 1 + len(measure)] == measure:
        return 1 + len(measure)
    follows = sentence.words[place + 1 : place + 2]
    return 2 if follows and follows[0] in _MONEY else 1


_CLOSE = 30
"""So many words on either side of a number may belong to it."""


def _window(
    words: tuple[str, ...], needed: Set[str], place: int, least: int
) -> tuple[int, int] | None:
    """The shortest run of words around a place that has all that are needed."""
    best: tuple[int, int] | None = None
    for first in range(place, max(-1, place - _CLOSE), -1):
        missing = set(needed) - set(words[first:least])
        last = least
        while missing and last < min(len(words), least + _CLOSE):
            missing.discard(words[last])
            last += 1
        if not missing and (best is None or last - first < best[1] - best[0]):
            best = first, last
    return best


def _of_the_unit(before: tuple[str, ...], names: list[list[str]], subject: Subject) -> bool:
    """Whether what stands before names the unit itself, or says what else it did."""
    own = {word for name in names for word in name} | subject.may_be_said | _PLAIN | {_FIGURE}
    if all(word in own for word in before):
        return True
    begins = any(len(name) > 1 and list(before[:3]) == name[:3][: len(before)] for name in names)
    joins = [n for n, word in enumerate(before) if word in _JOINS]
    if not begins or not joins:
        return False
    deed, last = before[: joins[-1]], before[joins[-1] + 1 :]
    told = [word for word in deed if word not in own - {_FIGURE}]
    surely_two = len(told) >= _SURELY_A_DEED or _FIGURE in told or "có" in last or "đạt" in last
    return surely_two and all(word in _PLAIN for word in last)


def in_measure(figure: FigureInText, measure: str) -> tuple[Decimal, ...]:
    """What a figure may be in ``measure``; none where the words after it say another thing."""
    wanted = words_of(measure)
    if wanted and words_of(figure.measure.replace("phần trăm", "%"))[: len(wanted)] == wanted:
        return figure.values
    if not _is_money(figure):
        return ()
    told = (convert(Figure(value, None, "đồng"), measure) for value in figure.values)
    return tuple(value for value in told if value is not None)


def _is_money(figure: FigureInText) -> bool:
    """Whether it is so many đồng; a scale without a measure (12 tỷ) counts đồng too."""
    given = words_of(figure.measure)
    return given[1:2] != ("chí",) and (given[:1] or ("",))[0] in (
        _MONEY if figure.scaled else _DONG
    )


def step_in(figure: FigureInText, measure: str) -> Decimal:
    """What the last digit of a figure counts in ``measure``."""
    told = convert(Figure(figure.step, None, "đồng"), measure) if _is_money(figure) else None
    return figure.step if told is None else told


def may_tell(figure: FigureInText, measure: str, stated: Quantity) -> bool:
    """Whether a figure in a text can be the stated one: 12,5 is 12.48 rounded."""
    half = step_in(figure, measure) / 2
    values = in_measure(figure, measure)
    # Over 1.300 may be any number if it is read as over 1.3: with a word the likelier is meant.
    return any(
        Quantity(value, figure.qualifier).may_be(stated) or abs(value - stated.number) <= half
        for value in (values[:1] if figure.qualifier else values)
    )
