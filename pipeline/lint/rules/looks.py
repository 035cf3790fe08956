"""The looks of components, measured against the rows of the layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.errors import Severity, msg
from pipeline.lint.findings import SetLetters, SetParagraph
from pipeline.lint.parts import NAMES, Case, Part
from pipeline.lint.rule import Found, Rule
from pipeline.lint.rules.lines_under import RULES as LINE_RULES
from pipeline.model.layout import Component, Look

FONT = "Times New Roman"

_TEXT: frozenset[Component] = frozenset({"body", "item", "basis", "addressee"})
"""Text in which single words may stand out."""
_UNRULED: frozenset[Component] = frozenset(
    {"note", "footnote", "table-caption", "table-head", "table-text", "figure-caption"}
)
"""What the rules do not speak of beyond a size."""
_SOFT: frozenset[Component] = frozenset({"heading-3"})
"""Levels that the rules do not know; only size and font are held against them."""
_FIRST_LINE: frozenset[Component] = frozenset({"body", "basis"})
_LEAST_FIRST, _MOST_FIRST, _NEAR_FIRST = 10.0, 12.7, 0.6
_LEAST_SPACE = 6.0
_SINGLE = 1.15
"""The single line of Times New Roman, as a multiple of the size of its letters."""

_ON_ITS_LINE = re.compile(r":\s*\S")
"""An addressee on the line of the label."""

Judge = Callable[[Part, Look], Iterator[Found]]


def _each(judge: Judge, *without: frozenset[Component]) -> Callable[[Case], Iterator[Found]]:
    """A rule that judges every part that has a look in the layout."""
    left_out = frozenset().union(*without)

    def find(case: Case) -> Iterator[Found]:
        for part in case.parts:
            look = case.layout.looks.get(part.component) if part.component else None
            if look is None or part.component in left_out or not part.strip.letters:
                continue
            yield from judge(part, look)

    return find


def _size(part: Part, look: Look) -> Iterator[Found]:
    if part.component in _UNRULED and look.sizes is None:
        return
    least, most = look.sizes or (look.size, look.size)
    wrong = {x.size for x in part.strip.letters if not float(least) <= x.size <= float(most)}
    if wrong:
        yield Found(
            part,
            msg("{part} has size {size}", part=_name(part), size=_figures(wrong)),
            msg("size {least}", least=least)
            if least == most
            else msg("size {least} to {most}", least=least, most=most),
            _letters(part, size=float(look.size)),
        )


def _bold(part: Part, look: Look) -> Iterator[Found]:
    said = [letters.bold for letters in part.strip.letters]
    if look.bold and not all(said):
        yield Found(
            part,
            msg("{part} is not bold", part=_name(part)),
            msg("bold"),
            _letters(part, bold=True),
        )
    elif not look.bold and any(said):
        yield Found(
            part,
            msg("{part} is bold", part=_name(part)),
            msg("not bold"),
            _letters(part, bold=False),
        )


def _italic(part: Part, look: Look) -> Iterator[Found]:
    said = [letters.italic for letters in part.strip.letters]
    if look.italic and not all(said):
        yield Found(
            part,
            msg("{part} is not italic", part=_name(part)),
            msg("italic"),
            _letters(part, italic=True),
        )
    elif not look.italic and any(said) and (part.component != "body" or all(said)):
        yield Found(
            part,
            msg("{part} is italic", part=_name(part)),
            msg("upright"),
            _letters(part, italic=False),
        )


def _underline(part: Part, look: Look) -> Iterator[Found]:
    said = [letters.underline for letters in part.strip.letters]
    if look.underline and not all(said):
        yield Found(
            part,
            msg("{part} is not underlined", part=_name(part)),
            msg("underlined"),
            _letters(part, underline=True),
        )
    elif not look.underline and any(said):
        yield Found(
            part,
            msg("{part} is underlined", part=_name(part)),
            msg("no underlining; a line under it is drawn"),
            _letters(part, underline=False),
        )


_NEVER_CAPITALS: frozenset[Component] = frozenset(
    {"motto", "place-date", "excerpt", "addressee", "subject", "signature", "recipients"}
)


def _capitals(part: Part, look: Look) -> Iterator[Found]:
    text = part.text
    if text.startswith("["):
        return
    shown = all(x.capitals for x in part.strip.letters) or text.isupper()
    if look.capitals and not shown and text != text.upper():
        yield Found(
            part,
            msg("{part} is not in capitals", part=_name(part)),
            msg("capitals: {text}", text=text.upper()[:80]),
        )
    elif not look.capitals and shown and part.component in _NEVER_CAPITALS and len(text) > 3:
        yield Found(part, msg("{part} is in capitals", part=_name(part)), msg("small letters"))


def _align(part: Part, look: Look) -> Iterator[Found]:
    setting = part.strip.para.setting
    if look.align not in {"center", "both"} or not part.strip.whole or setting.align == look.align:
        return
    heads: tuple[Component, ...] = ("heading-1", "heading-2", "heading-3", "item")
    if part.component in heads and setting.align in {"left", "center"}:
        return
    pushed = part.strip.para.raw.startswith("\t")
    if pushed or (part.component in {"number", "subject"} and part.strip.cell is None):
        return
    if part.component == "addressee" and not _ON_ITS_LINE.search(part.text):
        # One addressee stands in the middle; several stand under each other, by the label's colon.
        return
    wanted = msg("in the middle") if look.align == "center" else msg("justified on both sides")
    yield Found(
        part,
        msg("{part} is aligned wrongly", part=_name(part)),
        wanted,
        (SetParagraph(part.strip.para.index, align=look.align),),
    )


def _first_line(case: Case) -> Iterator[Found]:
    """Only where the layout indents the first line at all; news does not."""
    for part in case.parts:
        look = case.layout.looks.get(part.component) if part.component else None
        if look is None or part.component not in _FIRST_LINE or not look.first:
            continue
        para = part.strip.para
        typed = para.raw[: len(para.raw) - len(para.raw.lstrip())]
        if para.cell or not part.strip.whole:
            continue
        if "\t" in typed or len(typed) > 2:
            yield Found(
                part,
                msg("the first line is indented by tabs or spaces"),
                msg("indent of the first line: 10 to 12.7 mm"),
            )
        elif not _LEAST_FIRST - _NEAR_FIRST <= para.setting.first <= _MOST_FIRST + _NEAR_FIRST:
            yield Found(
                part,
                msg("the first line is indented by {found} mm", found=f"{para.setting.first:.1f}"),
                msg("10 to 12.7 mm"),
                (SetParagraph(para.index, first=float(look.first)),),
            )


def _paragraph_space(case: Case) -> Iterator[Found]:
    """The space between paragraphs of text that follow each other."""
    before: Part | None = None
    for part in case.parts:
        if part.component not in {"body", "basis", "item"} or part.strip.cell:
            before = None
            continue
        if before is not None:
            above, below = before.strip.para.setting, part.strip.para.setting
            space = max(above.after, below.before)
            if space < _LEAST_SPACE - 0.01 and before.component == part.component == "body":
                yield Found(
                    part,
                    msg("the space above the paragraph is {found} pt", found=_figure(space)),
                    msg("6 pt at least"),
                    (SetParagraph(before.strip.para.index, after=_LEAST_SPACE),),
                )
        before = part


def _line_space(case: Case) -> Iterator[Found]:
    for part in case.of("body", "basis", "item"):
        setting = part.strip.para.setting
        sizes = [letters.size for letters in part.strip.letters]
        if not sizes or part.strip.cell:
            continue
        if setting.line_rule == "auto":
            lines = setting.line
        else:
            lines = setting.line / (max(sizes) * _SINGLE)
        tight = lines < 0.95 and setting.line_rule != "atLeast"
        if tight or lines > 1.55:
            yield Found(
                part,
                msg("the lines stand {found} times as wide as single lines", found=f"{lines:.2f}"),
                msg("single lines to one and a half"),
            )


def _font(case: Case) -> Iterator[Found]:
    for part in case.parts:
        if not part.strip.letters:
            continue
        used = {p.letters.font for p in part.strip.pieces if p.text.strip() and not p.devanagari}
        wrong = sorted(used - {FONT})
        if not wrong or (part.component is None and part.text.startswith("[")):
            continue
        mixed = FONT in used or len(used) > 1
        if mixed:
            continue
        yield Found(
            part,
            msg("the font is {font}", font=wrong[0]),
            msg("Times New Roman"),
            (SetLetters(part.strip.para.index, font=FONT),) if part.strip.whole else (),
        )


def _mixed_fonts(case: Case) -> Iterator[Found]:
    for part in case.parts:
        used = [
            p.letters.font
            for p in part.strip.pieces
            if any(x.isalnum() for x in p.text) and not p.devanagari
        ]
        if len(set(used)) > 1:
            yield Found(
                part,
                msg("one paragraph mixes the fonts {fonts}", fonts=", ".join(sorted(set(used)))),
                msg("Times New Roman"),
                (SetLetters(part.strip.para.index, font=FONT),) if part.strip.whole else (),
            )


def _mixed_sizes(case: Case) -> Iterator[Found]:
    for part in case.of("body", "basis", "item", "excerpt", "type-name"):
        sizes = {
            p.letters.size
            for p in part.strip.pieces
            if any(x.isalnum() for x in p.text) and not p.devanagari
        }
        if len(sizes) > 1:
            yield Found(
                part,
                msg("one paragraph mixes the sizes {sizes}", sizes=_figures(sizes)),
                msg("one size"),
            )


def _letters(part: Part, **marks: float | bool) -> tuple[SetLetters, ...]:
    """A mend of the letters, where the part is a whole paragraph."""
    if not part.strip.whole:
        return ()
    return (SetLetters(part.strip.para.index, **marks),)  # type: ignore[arg-type]


def _name(part: Part) -> object:
    return NAMES[part.component] if part.component else part.place


def _figure(size: float) -> str:
    return f"{size:.1f}".removesuffix(".0")


def _figures(sizes: set[float]) -> str:
    return ", ".join(_figure(size) for size in sorted(sizes))


_BODY = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6"
_LETTERS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I"

RULES = (
    Rule("font", _font, _LETTERS, vietnamese=False, official=False),
    Rule("mixed-fonts", _mixed_fonts, _LETTERS, vietnamese=False, official=False),
    Rule("size", _each(_size), vietnamese=False),
    Rule("mixed-sizes", _mixed_sizes, _LETTERS, Severity.WARNING, vietnamese=False),
    Rule("bold", _each(_bold, _TEXT - {"addressee"}, _UNRULED, _SOFT), vietnamese=False),
    Rule("italic", _each(_italic, frozenset({"item"}), _UNRULED, _SOFT), vietnamese=False),
    Rule("underline", _each(_underline, _UNRULED), vietnamese=False),
    Rule("capitals", _each(_capitals, _UNRULED, _SOFT)),
    Rule("alignment", _each(_align, _UNRULED), vietnamese=False),
    *LINE_RULES,
    Rule("first-line", _first_line, _BODY, vietnamese=False),
    Rule("paragraph-space", _paragraph_space, _BODY, vietnamese=False),
    Rule("line-space", _line_space, _BODY, vietnamese=False),
)
