"""Recognising the parts of a paper, by their place, words and looks; also in papers made by hand.

Nothing rests on names of styles: a clerk's paper has none. What is not recognised is not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.lint.body import ARABIC_HEADING, ROMAN_HEADING, body_components
from pipeline.lint.foot import foot_components, foot_range, prefix_of
from pipeline.lint.paper import Paper, Para, Piece
from pipeline.lint.parts import Area, Part, Strip
from pipeline.lint.symbols import read_number, read_place_date
from pipeline.lint.vocabulary import (
    ADDRESSEE_LABELS,
    ANNEX_LABELS,
    MOTTOES,
    NATIONS,
    NUMBER_LABELS,
    PARTIES,
    begins_with,
    fold,
    is_like,
    is_title,
    kind_called,
)
from pipeline.model.base import Language
from pipeline.model.layout import Component

_HEAD_LINES = 30
_LONGEST_TITLE = 70
_LONGEST_EXCERPT = 8
_LONGEST_SUBJECT = 80
_LONGEST_PLACE = 45
_LONGEST_CUT = 250
_SPACED_APART = re.compile(r"\t+| {5,}|\n")
_BASIS = re.compile(r"(?:[-–+]\s*)?(?:căn cứ|xét|theo đề nghị|pursuant)\b", re.IGNORECASE)
_ORNAMENT = re.compile(r"[*\-–—_=.\s]+")
_ANNEX = re.compile(r"(?:so )?(?:[ivxlc]+|\d+)?\W*")
_VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯ\u00c0-\u00c3\u00e0-\u00e3\u1ea0-\u1ef9]")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")

Marks = dict[int, tuple[Component | None, Area]]
"""What strips are for, by their place."""


def language_of(paper: Paper) -> Language:
    """The language that most of a paper is in; a Hindi name in it does not make it Hindi."""
    text = "".join(p.text for p in paper.paragraphs)
    letters = sum(letter.isalpha() for letter in text) or 1
    if len(_DEVANAGARI.findall(text)) / letters > 0.3:
        return "hi"
    return "vi" if len(_VIETNAMESE.findall(text)) / letters > 0.08 else "en"


def is_party(strips: Sequence[Strip]) -> bool:
    """Whether the letterhead is that of a Party body."""
    return any(is_like(strip.text, *PARTIES) for strip in strips[:_HEAD_LINES])


def strips_of(paper: Paper) -> tuple[Strip, ...]:
    """The lines of a paper in order, those without words too: a line may be drawn at them."""
    return tuple(strip for para in paper.paragraphs for strip in _cut(para))


def recognise(paper: Paper, strips: Sequence[Strip]) -> tuple[Part, ...]:
    """What every line of a paper is for."""
    marks: Marks = {}
    head_end = _letterhead(strips, marks)
    body = _opening(strips, head_end, marks) if marks else _headline(strips, marks)
    annexes = _annex_starts(strips, body)
    end = annexes[0] if annexes else len(strips)
    foot = foot_range(strips, body, end)
    if foot:
        for at, component in foot_components(strips, foot).items():
            marks[at] = (component, "foot")
        for at in range(*foot):
            marks.setdefault(at, (None, "foot"))
    for start, stop in pairwise([*annexes, len(strips)]):
        _annex(strips, start, stop, marks)
    _rest(paper, strips, marks, (body, end))
    return tuple(_numbered(strips, marks))


def _cut(para: Para) -> Iterator[Strip]:
    """A paragraph as lines; only short ones are cut at tabs, where a letterhead has columns."""
    base = para.cell.column if para.cell else 0
    lines: list[Strip] = []
    if len(para.raw) <= _LONGEST_CUT and _SPACED_APART.search(para.raw.strip()):
        lines = _joined(list(_lines(para, base)))
    if len(lines) > 1:
        yield from lines
        return
    pushed = bool(_SPACED_APART.match(para.raw)) and not para.cell
    yield Strip(para, para.pieces, True, base + pushed)


def _lines(para: Para, base: int) -> Iterator[Strip]:
    """The lines of a paragraph, cut at tabs and line breaks; empty ones too."""
    column = base
    held: list[Piece] = []
    for piece in para.pieces:
        last = 0
        for gap in _SPACED_APART.finditer(piece.text):
            held.append(replace(piece, text=piece.text[last : gap.start()]))
            last = gap.end()
            yield Strip(para, tuple(held), False, column)
            column = base if gap[0] == "\n" else column + 1
            held = []
        held.append(replace(piece, text=piece.text[last:]))
    yield Strip(para, tuple(held), False, column)


def _joined(lines: Sequence[Strip]) -> list[Strip]:
    """A long name runs over several lines that are broken by hand: it is one all the same."""
    made: list[Strip] = []
    before: Strip | None = None
    for line in lines:
        if before is not None and _goes_on(before, line):
            pieces = (*before.pieces, *(replace(x, text=f"\n{x.text}") for x in line.pieces[:1]))
            made[-1] = before = replace(made[-1], pieces=(*pieces, *line.pieces[1:]))
            continue
        before = line
        if line.text:
            made.append(line)
    return made


def _goes_on(above: Strip, below: Strip) -> bool:
    """Whether a line goes on with the words of the one above it, which look the same."""
    first, second = above.text, below.text
    if not first or not second or above.column != below.column:
        return False
    if (above.letters, first.isupper()) != (below.letters, second.isupper()):
        return False
    kind = kind_called(first)
    return not (
        is_like(first, *NATIONS, *PARTIES, *MOTTOES)
        or (kind is not None and fold(kind.name) == fold(first))
        or _begins_anew(second)
    )


def _begins_anew(text: str) -> bool:
    return (
        text.startswith(("-", "–", "+", "("))
        or (begins_with(text, NUMBER_LABELS) and _is_number(text))
        or begins_with(text, (*ADDRESSEE_LABELS, *ANNEX_LABELS))
        or prefix_of(text) is not None
        or read_place_date(text) is not None
        or bool(_ORNAMENT.fullmatch(text))
    )


def _letterhead(strips: Sequence[Strip], marks: Marks) -> int:
    """Mark the letterhead; where it ends."""
    found: dict[Component, int] = {}
    filled = [at for at, strip in enumerate(strips) if strip.text][:_HEAD_LINES]
    for at in filled:
        component = _head_component(strips, at, found)
        if component and component not in found:
            found[component] = at
    if not found or ("nation" not in found and "number" not in found):
        return 0
    tables = {s.cell.table for at in found.values() if (s := strips[at]).cell}
    last = max(found.values())
    while last + 1 < len(strips) and (cell := strips[last + 1].cell) and cell.table in tables:
        last += 1
    names = {at: component for component, at in found.items()}
    subject = _subject(strips, found, last)
    last = max([last, *subject])
    left = [
        at
        for at in filled
        if at <= last
        and at not in names
        and at not in subject
        and not _ORNAMENT.fullmatch(strips[at].text)
        and at < found.get("number", last + 1)
        and not is_title(strips[at].text)
    ]
    for at in subject:
        marks[at] = ("subject", "letterhead")
    for at, component in {**names, **_issuers(strips, left)}.items():
        marks[at] = (component, "letterhead")
    for at in range(last + 1):
        marks.setdefault(at, (None, "letterhead"))
    return last + 1


def _head_component(
    strips: Sequence[Strip], at: int, found: dict[Component, int]
) -> Component | None:
    strip, text = strips[at], strips[at].text
    if strip.cell and strip.cell.ruled:
        return None
    if is_like(text, *NATIONS, *PARTIES):
        return "nation"
    if is_like(text, *MOTTOES):
        return "motto"
    if begins_with(text, NUMBER_LABELS) and len(text) < 60 and _is_number(text):
        return "number"
    dated = _is_place_date(strip) or _is_translated_date(strips, at, found)
    return "place-date" if dated and found else None


def _is_number(text: str) -> bool:
    return read_number(text) is not None or bool(re.match(r"\S+:?\s*[\d….]", text))


def _is_place_date(strip: Strip) -> bool:
    """A short place and a date; excerpts and bases name dates too, after more words."""
    read = read_place_date(strip.text)
    if read is None or len(read.place) > _LONGEST_PLACE or _BASIS.match(strip.text):
        return False
    return read.comma or strip.cell is not None or all(one.italic for one in strip.letters)


def _is_translated_date(strips: Sequence[Strip], at: int, found: dict[Component, int]) -> bool:
    """In a translation: the short line with a comma, under the nation or beside the number."""
    strip = strips[at]
    if len(strip.text) > 90 or not re.search(r"\d{4}$|……$", strip.text) or "," not in strip.text:
        return False
    beside = [
        (strips[found[one]].column == strip.column) is same
        for one, same in (("nation", True), ("number", False))
        if one in found
    ]
    return beside != [] and all(beside) and all(one.italic for one in strip.letters)


def _subject(strips: Sequence[Strip], found: dict[Component, int], last: int) -> list[int]:
    """The lines of the subject of a letter, under its number."""
    number = found.get("number")
    if number is None:
        return []
    column, cell = strips[number].column, strips[number].cell
    taken = set(found.values())
    made: list[int] = []
    for at in range(number + 1, min(last + 4, len(strips))):
        strip = strips[at]
        if not strip.text or at in taken or _ORNAMENT.fullmatch(strip.text):
            continue
        if begins_with(strip.text, ADDRESSEE_LABELS):
            break
        beside = strip.cell and cell and strip.cell.table == cell.table and strip.column == column
        begins = begins_with(strip.text, ("v/v", "ve viec")) and not is_title(strip.text)
        if (
            beside
            or (not cell and begins)
            or (made and not strip.cell and len(strip.text) < _LONGEST_SUBJECT)
        ):
            made.append(at)
        elif made:
            break
    return made


def _issuers(strips: Sequence[Strip], left: list[int]) -> dict[int, Component]:
    """Superior body and issuer: the last is the issuer, with the bold lines right above it."""
    made: dict[int, Component] = {}
    for place, at in enumerate(reversed(left)):
        above = place > 0 and len(left) > 2 and strips[at].bold and place < len(left) - 1
        is_issuer = place == 0 or (above and made[left[-place]] == "issuer")
        made[at] = "issuer" if is_issuer else "parent"
    return made


def _headline(strips: Sequence[Strip], marks: Marks) -> int:
    """A paper without a letterhead begins with its headline."""
    for at, strip in enumerate(strips):
        if strip.text:
            if len(strip.text) < 250 and (strip.bold or strip.centred):
                marks[at] = ("excerpt", "opening")
                return at + 1
            return at
    return 0


def _opening(strips: Sequence[Strip], start: int, marks: Marks) -> int:
    """Mark type name, excerpt, addressees and bases; where the body begins."""
    at = start
    has_subject = any(mark[0] == "subject" for mark in marks.values())
    while at < len(strips) and not strips[at].text:
        marks[at] = (None, "opening")
        at += 1
    early = next((n for n in range(start) if marks[n][0] is None and _names(strips[n])), None)
    if early is not None:
        marks[early] = ("type-name", "letterhead")
    elif at < len(strips) and not has_subject and _is_type_name(strips[at]):
        marks[at] = ("type-name", "opening")
        at += 1
    if not has_subject and at < len(strips):
        at = _excerpt(strips, at, marks)
    at = _addressees(strips, at, marks)
    at = _bases(strips, at, marks)
    return _addressees(strips, at, marks)


def _names(strip: Strip) -> bool:
    return bool(strip.text) and is_title(strip.text) and len(strip.text) <= _LONGEST_TITLE


def _is_type_name(strip: Strip) -> bool:
    if begins_with(strip.text, ADDRESSEE_LABELS) or len(strip.text) > _LONGEST_TITLE:
        return False
    # Devanagari has no capitals.
    capitals = strip.text.isupper() or bool(_DEVANAGARI.search(strip.text))
    return _names(strip) or (strip.centred and strip.bold and capitals)


def _excerpt(strips: Sequence[Strip], start: int, marks: Marks) -> int:
    at, made = start, 0
    while at < len(strips) and made < _LONGEST_EXCERPT:
        strip = strips[at]
        ornament = bool(strip.text) and bool(_ORNAMENT.fullmatch(strip.text))
        ends = begins_with(strip.text, ADDRESSEE_LABELS) or bool(_BASIS.match(strip.text))
        titled = strip.centred or strip.bold or begins_with(strip.text, ("ve viec", "v/v"))
        ends = ends or bool(ROMAN_HEADING.match(strip.text) or ARABIC_HEADING.match(strip.text))
        if strip.text and (ends or not titled or strip.cell or strip.text.startswith("(")):
            break
        marks[at] = ("excerpt" if strip.text and not ornament else None, "opening")
        made += bool(strip.text) and not ornament
        at += 1
        if made and (ornament or _draws_a_line(strip)):
            # It ends with the line under it; a caption may follow.
            break
    return at


def _draws_a_line(strip: Strip) -> bool:
    """Whether it is empty but for a line."""
    setting = strip.para.setting
    drawn = setting.line_above or setting.line_below or bool(strip.para.drawn_lines)
    return drawn and not strip.text


def _addressees(strips: Sequence[Strip], start: int, marks: Marks) -> int:
    at = _skip_empty(strips, start, marks)
    if at >= len(strips) or not begins_with(strips[at].text, ADDRESSEE_LABELS):
        return start if at >= len(strips) else at
    marks[at] = ("addressee", "opening")
    at += 1
    while at < len(strips):
        text = strips[at].text
        indented = strips[at].para.setting.left > 20 and len(text) < 150
        listed = text.startswith(("-", "–", "+")) and not _BASIS.match(text)
        if text and not listed and not indented:
            break
        marks[at] = ("addressee" if text else None, "opening")
        at += 1
    return at


def _bases(strips: Sequence[Strip], start: int, marks: Marks) -> int:
    at = _skip_empty(strips, start, marks)
    made: list[int] = []
    while at < len(strips):
        strip = strips[at]
        text = strip.text
        meant = bool(_BASIS.match(text)) and (made or not begins_with(text, ("xet", "theo")))
        translated = not _BASIS.match(text) and _looks_like_basis(strip)
        if text and (not (meant or translated) or text.endswith(":")):
            break
        marks[at] = ("basis" if text else None, "bases")
        made += [at] if text else []
        at += 1
    return at


def _looks_like_basis(strip: Strip) -> bool:
    """In a translation: an italic paragraph before the body, indented as text is."""
    italic = all(one.italic for one in strip.letters)
    return italic and bool(_DEVANAGARI.search(strip.text)) and strip.para.setting.first > 0


def _skip_empty(strips: Sequence[Strip], start: int, marks: Marks) -> int:
    at = start
    while at < len(strips) and not strips[at].text and not strips[at].para.has_picture:
        marks.setdefault(at, (None, "opening"))
        at += 1
    return at


def _annex_starts(strips: Sequence[Strip], body: int) -> list[int]:
    """Where annexes begin: a line of its own that says so, in the middle or on a new page."""
    found = []
    for at in range(body, len(strips)):
        strip = strips[at]
        folded = fold(strip.text)
        label = next((label for label in ANNEX_LABELS if folded.startswith(label)), None)
        if label is None or strip.cell or len(strip.text) > 30:
            continue
        rest = folded.removeprefix(label).strip()
        if _ANNEX.fullmatch(rest) and (strip.centred or strip.bold or strip.para.setting.new_page):
            found.append(at)
    return found


def _annex(strips: Sequence[Strip], start: int, stop: int, marks: Marks) -> None:
    marks[start] = ("annex-label", "annex")
    for at in range(start + 1, stop):
        strip = strips[at]
        if not strip.text:
            marks[at] = (None, "annex")
        elif begins_with(strip.text, ("(kem theo", "(attached", "(enclosed")):
            marks[at] = ("annex-reference", "annex")
            return
        elif strip.cell or not (strip.centred or strip.bold):
            return
        elif strip.text.startswith("("):
            marks[at] = ("annex-reference", "annex")
            return
        else:
            marks[at] = ("annex-title", "annex")


def _rest(paper: Paper, strips: Sequence[Strip], marks: Marks, body: tuple[int, int]) -> None:
    """Mark what stands in the body and after it in annexes."""
    components = body_components(paper)
    for at in range(len(strips)):
        if at in marks:
            continue
        area: Area = "opening" if at < body[0] else "body" if at < body[1] else "annex"
        component = components.get(strips[at].para.index) if area != "opening" else None
        marks[at] = (component if strips[at].whole else None, area)


def _numbered(strips: Sequence[Strip], marks: Marks) -> Iterator[Part]:
    """The parts, each with the number of its paragraph in its area; empty ones are not counted."""
    counts: dict[Area, int] = {}
    last: dict[Area, int] = {}
    for at, strip in enumerate(strips):
        component, area = marks[at]
        if strip.text and last.get(area) != strip.para.index:
            counts[area] = counts.get(area, 0) + 1
            last[area] = strip.para.index
        yield Part(component, area, strip, counts.get(area, 1))
