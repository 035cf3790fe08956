"""Words that go with numbers in Vietnamese, Hindi and English: scales, months, small numbers."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from pipeline.spelling.names import key_of

LETTER = r"\w\u0900-\u0963"
"""Letters, digits and the vowel signs of Devanagari, which ``\\w`` does not know."""


def _any_of(words: str) -> str:
    """The words, parted by strokes, as a pattern: longest first, so that none hides a longer."""
    spelled = sorted(words.split("/"), key=lambda word: (-len(word), word))
    spaced = (re.escape(word).replace(r"\ ", r"\s+") for word in spelled)
    return unicodedata.normalize("NFC", "|".join(spaced))


def _keys(words: str) -> frozenset[str]:
    return frozenset(key_of(word) for word in words.split("/"))


def _word_among(words: str) -> re.Pattern[str]:
    """Finds any of the words as a word of its own."""
    return re.compile(rf"(?<![{LETTER}])(?:{_any_of(words)})(?![{LETTER}])", re.IGNORECASE)


_POWERS = {
    2: "trăm/hundred/सौ",
    3: "nghìn/ngàn/thousand/हज़ार/हजार",
    5: "लाख/lakh",
    6: "triệu/tr/million/millions/mn/मिलियन",
    7: "करोड़/crore",
    9: "tỷ/tỉ/billion/billions/bn/अरब/बिलियन",
    11: "खरब",
    12: "trillion/ट्रिलियन",
}
_SCALE_OF = {
    key_of(word): Decimal(10) ** power
    for power, words in _POWERS.items()
    for word in words.split("/")
}

SCALES = (
    rf"(?:{_any_of('/'.join(_POWERS.values()))})"
    r"(?!\s+(?:lệ|trọng|suất|số|giá|chứng|tập|hồi)\b)"
)
"""A word of scale after a number, as a pattern; not the beginning of tỷ lệ, triệu chứng."""


def scale_of(word: str) -> Decimal:
    """What a word of scale multiplies a number with: a million for “triệu”."""
    return _SCALE_OF[key_of(word)]


_MONTHS = {
    1: "January/Jan/जनवरी",
    2: "February/Feb/फ़रवरी/फरवरी",
    3: "March/Mar/मार्च",
    4: "April/Apr/अप्रैल",
    5: "May/मई",
    6: "June/Jun/जून",
    7: "July/Jul/जुलाई",
    8: "August/Aug/अगस्त",
    9: "September/Sept/Sep/सितंबर/सितम्बर",
    10: "October/Oct/अक्टूबर/अक्तूबर",
    11: "November/Nov/नवंबर/नवम्बर",
    12: "December/Dec/दिसंबर/दिसम्बर",
}
_MONTH_OF = {key_of(word): month for month, words in _MONTHS.items() for word in words.split("/")}

MONTH_NAMES = _any_of("/".join(_MONTHS.values()))
"""The names of the months in English and Hindi, as a pattern."""


def month_of(name: str) -> int:
    """The number of a month."""
    return _MONTH_OF[key_of(name)]


_WORDS_FOR = {
    0: "không/zero/no/none/शून्य",
    1: "một/nhất/đầu tiên/one/a/an/first/single/once/एक/पहला/पहली/पहले/प्रथम",
    2: "hai/cả hai/đôi/cặp/nhì/two/both/second/twice/pair/दो/दोनों/दूसरा/दूसरी/दूसरे/द्वितीय",
    3: "ba/three/third/तीन/तीनों/तीसरा/तीसरी/तीसरे/तृतीय",
    4: "bốn/tư/four/fourth/चार/चारों/चौथा/चौथी/चौथे/चतुर्थ",
    5: "năm/lăm/five/fifth/पाँच/पांच/पाँचों/पाँचवाँ/पाँचवीं/पाँचवें/पंचम",
    6: "sáu/six/sixth/छह/छः/छठा/छठी/छठे/nửa đầu/nửa cuối/half/mid-year/छमाही/अर्धवार्षिक",
    7: "bảy/seven/seventh/सात/सातवाँ/सातवीं/सातवें",
    8: "tám/eight/eighth/आठ/आठवाँ/आठवीं/आठवें",
    9: "chín/nine/ninth/नौ/नौवाँ/नौवीं/नौवें",
    10: "mười/chục/ten/tenth/दस/दसवाँ/दसवीं/दसवें",
    11: "mười một/eleven/eleventh/ग्यारह",
    12: "mười hai/tá/twelve/twelfth/dozen/बारह/दर्जन",
    13: "mười ba/thirteen/thirteenth/तेरह",
    14: "mười bốn/fourteen/fourteenth/चौदह",
    15: "mười lăm/fifteen/fifteenth/पंद्रह/पन्द्रह",
    16: "mười sáu/sixteen/sixteenth/सोलह",
    17: "mười bảy/seventeen/seventeenth/सत्रह",
    18: "mười tám/eighteen/eighteenth/अठारह",
    19: "mười chín/nineteen/nineteenth/उन्नीस",
    20: "hai mươi/twenty/twentieth/बीस",
    100: "trăm/tất cả/toàn bộ/toàn thể/mọi/hundred/all/every/whole/entire/full/fully/each/"
    "completely/सौ/शत/सभी/संपूर्ण/सम्पूर्ण/पूरे/पूरी/पूर्ण/प्रत्येक/हर",
}
_SPELLED = {
    number: _word_among(f"{words}/{_MONTHS[number]}" if number in _MONTHS else words)
    for number, words in _WORDS_FOR.items()
}
_LARGE = _word_among(
    "mươi/trăm/nghìn/ngàn/triệu/tỷ/tỉ/rưỡi/nửa/hundred/hundreds/thousand/million/billion/dozens/"
    "half/thirty/forty/fifty/sixty/seventy/eighty/ninety/सौ/हज़ार/हजार/लाख/करोड़/अरब/मिलियन/आधा/"
    "आधे/तीस/चालीस/पचास/साठ/सत्तर/अस्सी/नब्बे"
)


def may_spell(text: str, number: Decimal) -> bool:
    """Whether ``text`` may tell ``number`` in words, or as the name of its month.

    Above twenty any word for a large number may be it, and a hundred per cent is all.
    """
    composed = unicodedata.normalize("NFC", text)
    spelled = _SPELLED.get(int(number)) if number == number.to_integral_value() else None
    return bool((spelled or _LARGE).search(composed))


_NAMED = _keys(
    "thứ/lần/điều/khoản/điểm/chương/mục/phụ lục/mẫu/biểu/bảng/hình/trang/quý/kỳ/khóa/lớp/cấp/"
    "cấp độ/mức/mức độ/hạng/loại/đợt/vòng/giai đoạn/quốc lộ/tỉnh lộ/phố/thôn/ấp/xóm/tổ/tiểu khu/"
    "km/quận/phường/trung ương/chỉ thị/nghị quyết/quyết định/kế hoạch/kết luận/thông tư/nghị định/"
    "công văn/luật/hướng dẫn/quy định/quy chế/đề án/dự án/chương trình/điện thoại/fax/no/nos/"
    "number/article/clause/chapter/section/annex/form/grade/class/level/highway/road/ward/phase/"
    "round/quarter/decision/decree/directive/resolution/circular/regulation/project/programme/"
    "program/plan/conclusion/संख्या/क्रमांक/अनुच्छेद/धारा/खंड/निर्णय/निर्देश/संकल्प/आदेश/विनियम/स्तर/कक्षा/"
    "वार्ड/परियोजना/कार्यक्रम/चरण"
)
_NUMBER_OF_THINGS = _keys("tổng số/trong số/trên số/thiểu số/đa số/một số")


def is_named_by_number(before: str) -> bool:
    """Whether the words before a number say that it names something instead of counting.

    “Điều 5” and “số 05” do; tổng số, trong số, thiểu số are of a number of things.
    """
    words = [key_of(word) for word in before.rstrip(" :.\t\u00a0").split()[-2:]]
    if words[-1:] == ["số"]:
        return " ".join(words) not in _NUMBER_OF_THINGS
    return not _NAMED.isdisjoint((*words[-1:], " ".join(words)))
