"""What slips from the keyboard: spaces, marks, figures, letters of old fonts, gaps left open."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from pipeline.errors import Message, Severity, msg
from pipeline.lint.parts import Case
from pipeline.lint.rule import Found, Rule, rewritten

_DOUBLE = re.compile(r"(?<=\S) {2,}(?=\S)")
_BEFORE = re.compile(r"(?<=\w) +(?=[,;:!?](?:\s|$)|\.(?:\s|$))")
_AFTER = re.compile(
    r"(?<=[a-zà-ỹđ])([,;])(?=[^\W\d_])|(?<=[a-zà-ỹđ]{2})([.:])(?=[A-ZÀ-ỸĐ][a-zà-ỹđ])"
)
_DECIMAL_POINT = re.compile(
    r"(?<![\w.,/\-:])(?<!mục )(?<!điểm )(?<!khoản )(?<!Điều )(?<!số )(?<!ngày )(?<!phần )"
    r"\d+\.\d{1,2}(?![\w.,/\-])(?=\s*(?:%|\w|$|[;,)]))"
)
_SPELT_WITH_DOTS = re.compile(r"\b(?:[A-ZĐƯ]\.){2,}[A-ZĐƯ]\b|\b(?:[A-ZĐƯ]\.){3,}")
_GAP = re.compile(r"\[(?:CẦN BỔ SUNG|CẦN KIỂM TRA)")
_DOTS = re.compile(r"(?:\.{4,}|…{2,}|_{4,})")
# Letters that TCVN3 and VNI fonts borrow, beside letters they never stand beside in Unicode text.
_TCVN3_SURE = re.compile(r"[a-zA-Z][µ¸¶¹]")
_TCVN3 = re.compile(r"[a-zA-Z][®¬©ª«¦§¨¡¢£¤¥]|[®§][a-zA-Zµ¸¶·¹]|[µ¸¶·¹¼½¾Æ×ÜÞ][a-zA-Z]")
_VNI = re.compile(r"[aeiouyAEIOUYöôÖÔ][ùøûõïäáàåãâéèúüëêÙØÛÕÏÄÅ](?=[a-z\s,.;]|$)", re.UNICODE)
_VNI_SURE = re.compile(r"[øûåäïöëñ]")
_AWARDED = re.compile(r"(?<!đã )(?<!đề nghị )\bđược tặng\b")
_EARLIER = re.compile(r"\bđã\b|\btừng\b|năm trước|các năm")


def _everywhere(
    pattern: re.Pattern[str], what: Message, hint: Message, new: str | Callable[[str], str]
) -> Callable[[Case], Iterator[Found]]:
    """A rule that finds a pattern in any line and puts other letters there."""

    def find(case: Case) -> Iterator[Found]:
        for part in case.parts:
            typed = part.strip.typed
            found = list(pattern.finditer(typed))
            if found:
                mends = tuple(
                    mend
                    for one in found
                    for mend in rewritten(
                        part, one.start(), one.end(), new if isinstance(new, str) else new(one[0])
                    )
                )
                yield Found(
                    part,
                    msg("{what}: “{near}”", what=what, near=_near(typed, found[0])),
                    hint,
                    mends,
                )

    return find


def _near(text: str, found: re.Match[str]) -> str:
    return text[max(found.start() - 12, 0) : found.end() + 12].strip()


def _old_letters(case: Case) -> Iterator[Found]:
    """Words typed for fonts of before Unicode show as other letters today."""
    for part in case.parts:
        text = part.strip.typed
        fonts = {piece.letters.font for piece in part.strip.pieces}
        old_font = next((font for font in fonts if font.startswith((".Vn", "VNI"))), None)
        tcvn = _TCVN3_SURE.search(text)
        if tcvn is None and len(_TCVN3.findall(text)) >= 2:
            # One alone may be a trade mark or a paragraph sign.
            tcvn = _TCVN3.search(text)
        vni = _VNI.search(text) if len(_VNI_SURE.findall(text)) >= 2 else None
        if old_font or tcvn or vni:
            near = _near(text, found) if (found := tcvn or vni) else text[:30]
            yield Found(
                part,
                msg("letters of an old font (TCVN3 or VNI): “{near}”", near=near),
                msg("turn the paper into Unicode with a converter such as UniKey's"),
            )


def _decomposed(case: Case) -> Iterator[Found]:
    for part in case.parts:
        text = part.strip.typed
        if any("\u0300" <= letter <= "\u036f" for letter in text):
            yield Found(
                part,
                msg("letters and their marks are stored apart (decomposed Unicode)"),
                msg("composed Unicode (NFC): searching and fonts rely on it"),
                rewritten(part, 0, len(text), unicodedata.normalize("NFC", text)),
            )


def _gap(case: Case) -> Iterator[Found]:
    """A paper that says on every page that it is a draft may have gaps."""
    if case.paper.draft:
        return
    for part in case.parts:
        if _GAP.search(part.text):
            yield Found(
                part, msg("a gap is left: “{text}”", text=part.text[:60]), msg("fill it in")
            )


def _dots(case: Case) -> Iterator[Found]:
    """Number and date wait for the pen, and records of a conference are filled in by hand."""
    if case.paper.draft or (case.is_record and case.first("subject") is None):
        return
    for part in case.parts:
        pen = part.component in {"number", "place-date", "annex-reference"}
        if not pen and part.component and _DOTS.search(part.text):
            yield Found(
                part, msg("dots are left: “{text}”", text=part.text[:60]), msg("fill it in")
            )


def _awarded(case: Case) -> Iterator[Found]:
    """A submission asks; what it asks for has been awarded to nobody yet."""
    if case.kind is None or case.kind.abbreviation != "TTr":
        return
    for part in case.parts:
        if part.area == "body" and _AWARDED.search(part.text) and not _EARLIER.search(part.text):
            yield Found(
                part,
                msg("“được tặng” in a submission"),
                msg("“được đề nghị tặng”: the bloc proposes, others award"),
            )


def _empty_lines(case: Case) -> Iterator[Found]:
    """Space made by empty paragraphs moves when a word is added."""
    empty = 0
    for part in case.parts:
        plain_body = part.area == "body" and part.strip.cell is None
        if plain_body and not part.text and not part.strip.para.has_picture:
            empty += 1
            continue
        if plain_body and empty >= 2 and part.text:
            yield Found(
                part,
                msg("{count} empty paragraphs before it", count=empty),
                msg("spacing before and after paragraphs"),
            )
        empty = 0


_SPELLING = "Nghị định 30/2020/NĐ-CP, Phụ lục I"

RULES = (
    Rule("old-letters", _old_letters, _SPELLING, vietnamese=False, official=False),
    Rule("decomposed", _decomposed, _SPELLING, vietnamese=False, official=False),
    Rule(
        "double-space",
        _everywhere(_DOUBLE, msg("several spaces"), msg("one space"), " "),
        severity=Severity.WARNING,
        official=False,
    ),
    Rule(
        "space-before-mark",
        _everywhere(_BEFORE, msg("a space before a mark"), msg("no space before the mark"), ""),
        severity=Severity.WARNING,
        official=False,
    ),
    Rule(
        "space-after-mark",
        _everywhere(
            _AFTER, msg("no space after a mark"), msg("a space after it"), lambda m: m + " "
        ),
        severity=Severity.WARNING,
        official=False,
    ),
    Rule(
        "decimal-comma",
        _everywhere(
            _DECIMAL_POINT,
            msg("a decimal point"),
            msg("a decimal comma"),
            lambda figure: figure.replace(".", ","),
        ),
        severity=Severity.WARNING,
        official=False,
    ),
    Rule(
        "abbreviation-dots",
        _everywhere(
            _SPELT_WITH_DOTS,
            msg("dots in an abbreviation"),
            msg("without dots: UBND, HĐND"),
            lambda letters: letters.replace(".", ""),
        ),
        severity=Severity.WARNING,
    ),
    Rule("gap-left", _gap, official=False),
    Rule("dots-left", _dots, severity=Severity.WARNING),
    Rule("awarded", _awarded, "Luật Thi đua, khen thưởng năm 2022", Severity.WARNING),
    Rule("empty-lines", _empty_lines, severity=Severity.WARNING),
)
