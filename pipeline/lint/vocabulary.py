"""The words by which the parts of a paper are known, and the kinds of papers there are."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
NATION_TOO = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"
"""The same with the mark on the other letter; both are written, in the decree itself too."""
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"

NATIONS = (NATION, "SOCIALIST REPUBLIC OF VIET NAM", "वियतनाम समाजवादी गणराज्य")
PARTIES = (PARTY, "COMMUNIST PARTY OF VIET NAM", "वियतनाम की कम्युनिस्ट पार्टी")
MOTTOES = (MOTTO, "Independence - Freedom - Happiness", "स्वतंत्रता - स्वाधीनता - सुख")
"""As they stand in Vietnamese papers and in translations of them."""

NUMBER_LABELS = ("so", "no.", "संख्या")
ADDRESSEE_LABELS = ("kinh gui", "kinh trinh", "to:", "submitted to:", "सेवा में")
RECIPIENTS_LABELS = ("noi nhan", "recipients:", "प्राप्तकर्ता:")
ANNEX_LABELS = ("phu luc", "annex", "appendix", "परिशिष्ट")
"""Folded (see :func:`fold`); what a line begins with."""

_CLOSE = 0.82


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper by its type name, and its abbreviation in the number.

    ``whole``: it has number, recipients and signature; records and ballots may go without.
    """

    name: str
    abbreviation: str
    whole: bool = True


KINDS_REFERENCE = "Nghị định 30/2020/NĐ-CP, Phụ lục III"
KINDS_VERIFIED = False
"""Nobody has compared the list with the print."""

KINDS = (
    Kind("Nghị quyết", "NQ"),
    Kind("Quyết định", "QĐ"),
    Kind("Chỉ thị", "CT"),
    Kind("Quy chế", "QC", whole=False),
    Kind("Quy định", "QyĐ", whole=False),
    Kind("Thông cáo", "TC"),
    Kind("Thông báo", "TB"),
    Kind("Hướng dẫn", "HD"),
    Kind("Chương trình", "CTr", whole=False),
    Kind("Kế hoạch", "KH"),
    Kind("Phương án", "PA"),
    Kind("Đề án", "ĐA"),
    Kind("Dự án", "DA"),
    Kind("Báo cáo", "BC"),
    # By a form of its own: whoever confirms it signs too, and it names no recipients.
    Kind("Báo cáo thành tích", "BC", whole=False),
    Kind("Biên bản", "BB", whole=False),
    Kind("Tờ trình", "TTr"),
    Kind("Hợp đồng", "HĐ", whole=False),
    Kind("Công điện", "CĐ"),
    Kind("Bản ghi nhớ", "BGN", whole=False),
    Kind("Bản thỏa thuận", "BTT", whole=False),
    Kind("Giấy ủy quyền", "GUQ", whole=False),
    Kind("Giấy mời", "GM"),
    Kind("Giấy giới thiệu", "GGT", whole=False),
    Kind("Giấy nghỉ phép", "GNP", whole=False),
    Kind("Phiếu gửi", "PG", whole=False),
    Kind("Phiếu chuyển", "PC", whole=False),
    Kind("Phiếu báo", "PB", whole=False),
)

OTHER_TITLES = (
    *("phieu", "danh sach", "ban giao uoc", "giao uoc", "ban dang ky", "dang ky", "bang"),
    *("bai phat bieu", "loi khai mac", "kich ban", "noi dung"),
)
"""What the names of papers begin with that the list does not know; folded."""

PREFIXES = {
    "TM": "head",
    "KT": "deputy",
    "Q": "acting",
    "TL": "by-order",
    "TUQ": "by-authority",
    "TU": "by-authority",
}
"""Letters before an office and what they say of the signer."""

DEGREES = re.compile(
    r"(?:PGS|GS|TSKH|TS|Ths|ThS|THS|BS|CN|KS|LS|Tiến sĩ|Thạc sĩ|Cử nhân|Kỹ sư|Giáo sư|Ông|Bà"
    r"|Đồng chí|Đ/c)(?:[.\s])"
)
"""What stands before a name that should stand alone."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Small letters without marks, single spaces; spelling mistakes in marks are forgiven."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    bare = "".join(x for x in letters if not "\u0300" <= x <= "\u036f")
    return " ".join(bare.split())


def is_like(text: str, *wanted: str) -> bool:
    """Whether words are meant to be some of ``wanted``, mistakes forgiven."""
    folded = re.sub(r"[\W_]+", " ", fold(text)) if text.isascii() or _has_latin(text) else text
    for one in wanted:
        other = re.sub(r"[\W_]+", " ", fold(one)) if _has_latin(one) else one
        if abs(len(folded) - len(other)) <= 8 and (
            SequenceMatcher(None, folded.strip(), other).ratio() >= _CLOSE
        ):
            return True
    return False


def _has_latin(text: str) -> bool:
    return any("a" <= letter <= "z" for letter in fold(text))


def begins_with(text: str, beginnings: tuple[str, ...]) -> bool:
    """Whether words begin so, in any capitals and marks."""
    return fold(text).startswith(beginnings)


def kind_called(title: str) -> Kind | None:
    """The kind of paper that a type name means; “báo cáo tóm lược” is a report too."""
    folded = fold(title)
    found = [kind for kind in KINDS if folded.startswith(fold(kind.name))]
    return max(found, key=lambda kind: len(kind.name), default=None)


def is_title(text: str) -> bool:
    """Whether words name a kind of paper."""
    return kind_called(text) is not None or begins_with(text, OTHER_TITLES)
