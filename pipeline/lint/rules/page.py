"""Paper, margins and page numbers."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import Message, Severity, msg
from pipeline.lint.findings import HideFirstNumber, SetPage
from pipeline.lint.paper import PageNumber, Sheet
from pipeline.lint.parts import Case
from pipeline.lint.rule import Found, Rule

_SHORT, _LONG = 210.0, 297.0
_NEAR = 0.6
"""Word keeps twentieths of a point, and clerks type centimetres."""
_LETTERS_ON_A_PAGE = 3000
_WIDE_TABLE = 5
"""Columns from which a table may need the breadth of the sheet."""

_SIDES: dict[str, Message] = {
    "top": msg("top margin"),
    "bottom": msg("bottom margin"),
    "left": msg("left margin"),
    "right": msg("right margin"),
}
_PLACE = msg("page")


def _size(case: Case) -> Iterator[Found]:
    for at, sheet in enumerate(case.paper.sheets):
        short, long = sorted((sheet.width, sheet.height))
        if abs(short - _SHORT) > _NEAR or abs(long - _LONG) > _NEAR:
            upright = sheet.height >= sheet.width
            width, height = (_SHORT, _LONG) if upright else (_LONG, _SHORT)
            yield Found(
                None,
                msg(
                    "the paper is {width} x {height} mm",
                    width=round(sheet.width),
                    height=round(sheet.height),
                ),
                msg("A4, 210 x 297 mm"),
                (SetPage(at, "width", width), SetPage(at, "height", height)),
                place=_PLACE,
            )


def _orientation(case: Case) -> Iterator[Found]:
    """A page may lie for the sake of a table that is too wide for it."""
    for at, sheet in enumerate(case.paper.sheets):
        columns = [p.cell.columns for p in case.paper.paragraphs if p.section == at and p.cell]
        if sheet.width > sheet.height and max(columns, default=0) < _WIDE_TABLE:
            yield Found(
                None,
                msg("the page lies on its side"),
                msg("upright; a page may lie where it has a wide table"),
                place=_PLACE,
            )


def _margins(case: Case) -> Iterator[Found]:
    page = case.layout.page
    allowed = {"top": page.top, "bottom": page.bottom, "left": page.left, "right": page.right}
    for at, sheet in enumerate(case.paper.sheets):
        if sheet.width > sheet.height:
            # A page on its side: which edge is the top, the rules do not say.
            continue
        for side, margin in allowed.items():
            found = getattr(sheet, side)
            if not float(margin.least) - _NEAR <= found <= float(margin.most) + _NEAR:
                yield Found(
                    None,
                    msg("the {side} is {found} mm", side=_SIDES[side], found=_tenth(found)),
                    msg("{least} to {most} mm", least=margin.least, most=margin.most),
                    (SetPage(at, side, float(margin.used)),),
                    place=msg("page, section {number}", number=at + 1),
                )


def _number_missing(case: Case) -> Iterator[Found]:
    letters = sum(len(part.text) for part in case.parts)
    numbered = any(sheet.numbers for sheet in case.paper.sheets)
    if not numbered and letters > _LETTERS_ON_A_PAGE:
        yield Found(
            None,
            msg("the pages have no numbers"),
            msg("a number at the top from the second page on"),
            component="page-number",
            place=_PLACE,
        )


def _number_on_first(case: Case) -> Iterator[Found]:
    for at, sheet in enumerate(case.paper.sheets):
        begins = sheet.begins_page and (at == 0 or sheet.starts_at == 1)
        if begins and sheet.numbers_on("first"):
            yield Found(
                None,
                msg("the first page shows its number"),
                msg("numbers from the second page on; tick “Different First Page”"),
                (HideFirstNumber(at),) if not sheet.own_first_page else (),
                component="page-number",
                place=_PLACE,
            )


def _number_place(case: Case) -> Iterator[Found]:
    found = _numbers(case)
    if found and not any(one.place == "header" for one in found):
        yield Found(
            None,
            msg("the page number stands at the bottom"),
            msg("at the top, in the middle"),
            component="page-number",
            place=_PLACE,
        )
    elif any(one.align != "center" for one in found):
        yield Found(
            None,
            msg("the page number does not stand in the middle"),
            msg("at the top, in the middle"),
            component="page-number",
            place=_PLACE,
        )


def _number_look(case: Case) -> Iterator[Found]:
    look = case.layout.looks["page-number"]
    least, most = look.sizes or (look.size, look.size)
    for one in dict.fromkeys(_numbers(case)):
        if not float(least) <= one.letters.size <= float(most):
            yield Found(
                None,
                msg("the page number has size {size}", size=_tenth(one.letters.size)),
                msg("size {least} to {most}", least=least, most=most),
                component="page-number",
                place=_PLACE,
            )


def _number_kind(case: Case) -> Iterator[Found]:
    if any(one.roman for one in _numbers(case)):
        yield Found(
            None,
            msg("the pages are counted in Roman numerals"),
            msg("Arabic numerals"),
            component="page-number",
            place=_PLACE,
        )


def _numbers(case: Case) -> list[PageNumber]:
    sheets: tuple[Sheet, ...] = case.paper.sheets
    return list(dict.fromkeys(n for sheet in sheets for n in sheet.numbers_on("default")))


def _tenth(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")


_PAPER = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I"

RULES = (
    Rule("paper-size", _size, _PAPER, vietnamese=False, official=False),
    Rule("orientation", _orientation, _PAPER, vietnamese=False),
    Rule("margins", _margins, vietnamese=False),
    Rule("page-number-missing", _number_missing, _PAPER, vietnamese=False),
    Rule("page-number-first", _number_on_first, _PAPER, vietnamese=False),
    Rule("page-number-place", _number_place, _PAPER, vietnamese=False),
    Rule("page-number-look", _number_look, _PAPER, Severity.WARNING, vietnamese=False),
    Rule("page-number-kind", _number_kind, _PAPER, vietnamese=False),
)
