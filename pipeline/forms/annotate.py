"""A copy of a filled-in workbook with its mistakes marked, to be sent back to the clerk."""

from __future__ import annotations

import io
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path as FilePath

import openpyxl
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import Problem, Severity, Speech, by_place
from pipeline.forms import looks
from pipeline.forms.form import MISTAKES

_AUTHOR = "bloc"
_OURS = "— bloc —"
"""The line in a comment below which everything is ours."""
_LONGEST_COMMENT = 8_000
_WIDTHS = (6, 24, 10, 60, 60)


def annotate(
    original: bytes | FilePath, problems: Sequence[Problem], speech: Speech
) -> bytes | None:
    """The workbook with every faulty cell coloured and commented, and a first sheet that lists all.

    None for a workbook that cannot be annotated: an .ods, or an .xlsx of a kind openpyxl does not
    read. The workbook is one that ``read_workbook`` accepted, for its bytes are parsed here without
    any further guard. Marks of an earlier round are taken away first.
    """
    content = original if isinstance(original, bytes) else original.read_bytes()
    workbook = _opened(content)
    if workbook is None:
        return None
    for sheet in list(workbook.worksheets):
        if _is_list_of_mistakes(sheet):
            workbook.remove(sheet)
        else:
            _clear(sheet)
    sheets = {_composed(sheet.title): sheet for sheet in workbook.worksheets}
    marked: dict[tuple[str, str], tuple[Cell, list[Problem]]] = {}
    listed: list[tuple[Problem, Cell | None]] = []
    for problem in by_place(problems):
        cell = None
        source = problem.source
        if source and source.line and (found := sheets.get(_composed(source.sheet))):
            cell = _cell_to_mark(found, source.line, source.column)
            marked.setdefault((found.title, cell.coordinate), (cell, []))[1].append(problem)
        listed.append((problem, cell))
    for cell, faults in marked.values():
        _mark(cell, faults, speech)
    _list_mistakes(workbook, listed, speech)
    return looks.as_bytes(workbook)


def _opened(content: bytes) -> openpyxl.Workbook | None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if "mimetype" in archive.namelist():
            return None
    try:
        with warnings.catch_warnings():
            # It tells of parts it does not know and will not write, such as pictures of a new kind.
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except Exception:
        # It gives up in many ways on files other programs write; the list of problems has to do.
        return None
    return workbook if workbook.worksheets else None


def _composed(name: str) -> str:
    """The name as ``read_workbook`` tells it."""
    return unicodedata.normalize("NFC", name)


def _is_list_of_mistakes(sheet: Worksheet) -> bool:
    return any(c.value == MISTAKES for row in sheet.iter_rows(max_row=3, max_col=3) for c in row)


def _clear(sheet: Worksheet) -> None:
    """Take away the marks of an earlier round."""
    marks = {looks.WRONG.fgColor.rgb, looks.DOUBTFUL.fgColor.rgb}
    # Not iter_rows: that makes every cell there could be, up to the last that is formatted.
    for cell in list(sheet._cells.values()):
        if not isinstance(cell, Cell) or cell.comment is None:
            continue
        theirs, ours, _ = cell.comment.text.partition(_OURS)
        if not ours:
            continue
        author = cell.comment.author
        cell.comment = Comment(theirs.rstrip(), author) if theirs.strip() else None
        if cell.fill.fgColor.rgb in marks:
            cell.fill = looks.LOCKED if cell.protection.locked else looks.TO_FILL_IN


def _cell_to_mark(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell itself, or the one that shows in its place: none can see a hidden or covered one."""
    hidden = {
        place
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for place in range(dimension.min or 0, (dimension.max or 0) + 1)
    }
    column = max(column, 1)
    if column in hidden:
        column = next((n for n in range(1, sheet.max_column + 1) if n not in hidden), column)
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            row, column = area.min_row, area.min_col
    return looks.cell(sheet, row, column)


def _mark(cell: Cell, problems: Iterable[Problem], speech: Speech) -> None:
    problems = tuple(problems)
    wrong = any(problem.severity is Severity.ERROR for problem in problems)
    cell.fill = looks.WRONG if wrong else looks.DOUBTFUL
    said = "\n\n".join("\n".join(_words(problem, speech)).strip() for problem in problems)
    text = looks.cut(looks.printable(f"{_OURS}\n{said}"), _LONGEST_COMMENT)
    author = _AUTHOR
    if cell.comment is not None:
        author = cell.comment.author or _AUTHOR
        text = f"{cell.comment.text.rstrip()}\n\n{text}"
    # In pixels: a line takes some 18, and holds some 45 letters.
    cell.comment = Comment(text, author, height=18 * looks.lines_of(text, 45) + 20, width=330)


def _words(problem: Problem, speech: Speech) -> tuple[str, str]:
    """What is wrong, and how to mend it."""
    hint = problem.hint.in_words(speech) if problem.hint else ""
    return _sentence(problem.message.in_words(speech)), _sentence(hint)


def _sentence(text: str) -> str:
    return looks.printable(text[:1].upper() + text[1:])


def _list_mistakes(
    workbook: openpyxl.Workbook, listed: Sequence[tuple[Problem, Cell | None]], speech: Speech
) -> None:
    """The first sheet: where, what, and how to mend it."""
    titles = {_composed(sheet.title).casefold() for sheet in workbook.worksheets}
    title = looks.cut(speech("Mistakes to mend"), 31)
    if title.casefold() in titles:
        title = looks.cut(f"{title} (bloc)", 31)
    sheet = workbook.create_sheet(title, 0)
    looks.write_text(looks.cell(sheet, 1, 1), MISTAKES)
    sheet.row_dimensions[1].hidden = True
    labels = (
        speech("No."),
        speech("Sheet"),
        speech("Cell"),
        speech("What is wrong"),
        speech("How to mend it"),
    )
    for place, (label, width) in enumerate(zip(labels, _WIDTHS, strict=True), 1):
        cell = looks.cell(sheet, 2, place)
        looks.style(cell, looks.BOLD, looks.LABEL, looks.MIDDLE, box=True)
        looks.write_text(cell, label)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (problem, marked) in enumerate(listed, 3):
        source = problem.source
        where = (source.sheet or source.path) if source else ""
        spot = (source.cell if source.sheet else str(source.line or "")) if source else ""
        if marked is not None and source and not source.column:
            spot = marked.coordinate
        texts = (str(row - 2), where, spot, *_words(problem, speech))
        for column, text in enumerate(texts, 1):
            cell = looks.style(looks.cell(sheet, row, column), box=True)
            looks.write_text(cell, looks.cut(text, looks.LONGEST_TEXT))
        lines = max(looks.lines_of(t, w) for t, w in zip(texts, _WIDTHS, strict=True))
        sheet.row_dimensions[row].height = looks.height_of(lines)
        wrong = problem.severity is Severity.ERROR
        looks.cell(sheet, row, 1).fill = looks.WRONG if wrong else looks.DOUBTFUL
        if marked is not None:
            link = looks.cell(sheet, row, 3)
            target = f"{quote_sheetname(marked.parent.title)}!{marked.coordinate}"
            link.hyperlink = Hyperlink(link.coordinate, location=target)
            link.font = looks.LINK
    sheet.freeze_panes = "A3"
    looks.set_paper(sheet, landscape=True)
    sheet.print_title_rows = "2:2"
    # Sheets selected together would all take what is typed into one.
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    workbook.active = 0
