"""The Excel annex of a paper: the tables of the Word file, cell by cell, figures as numbers."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from word_papers import BODY, paper

from pipeline.build import Edition, Order, build
from pipeline.errors import ENGLISH, RenderError
from pipeline.model.blocks import (
    Align,
    Column,
    Heading,
    Line,
    Paragraph,
    Role,
    Run,
    RunKind,
    Table,
    plain,
)
from pipeline.model.document import Annex
from pipeline.render.formats import number_in_words_of, one_place, rounded
from pipeline.render.xlsx import has_tables, to_xlsx

SIGNS = {"vi": (".", ","), "hi": (",", "."), "en": (",", ".")}
"""How the Excel of each language parts thousands and decimals."""


def as_shown(cell: Cell, language: str) -> str:
    """What Excel shows of a cell: the formats that papers use, and no others."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    number = Decimal(repr(value))
    if cell.number_format == "General":
        return str(value)
    sections = cell.number_format.split(";")
    positive, negative = sections[0], sections[1] if len(sections) > 1 else None
    form = sections[-1] if number == 0 else positive if number > 0 else negative or f"-{positive}"
    signs = r'(-|"[^"]"|)(.*?)(?:"([^"]*)")?'
    sign, digits, after = re.fullmatch(signs, form).groups()  # type: ignore[union-attr]
    whole, _, part = digits.partition(".")
    written = f"{rounded(abs(number), len(part)):f}"
    left, _, right = written.partition(".")
    thousands, decimals = SIGNS[language]
    if "\\," in whole:
        places = list(reversed(whole.replace("\\", "")))
        figures = list(reversed(left))
        left = "".join(reversed([p if p == "," else figures.pop(0) for p in places]))
        assert not figures
    elif whole == "#,##0":
        left = f"{int(left):,}".replace(",", thousands)
    else:
        assert whole == "0"
    return sign.strip('"') + left + (decimals + right if part else "") + (after or "")


def sheets(content: bytes | Path) -> list[Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)
    return book.worksheets


def rows_of(sheet: Worksheet, language: str) -> list[list[str]]:
    """The table of a sheet: from its frozen head to the last row with borders."""
    head = int(str(sheet.freeze_panes)[1:]) - 1
    boxed = [row for row in sheet.iter_rows(min_row=head) if row[0].border.left.style]
    return [[as_shown(cell, language) for cell in row] for row in boxed]  # type: ignore[arg-type]


def word_tables(path: Path) -> list[list[list[str]]]:
    file = docx.Document(str(path))
    found = [
        t
        for t in file.element.body.iter(qn("w:tbl"))
        if t.find(f".//{qn('w:tblHeader')}") is not None
    ]
    return [[[cell.text for cell in row.cells] for row in WordTable(t, file).rows] for t in found]


@pytest.mark.parametrize("sample", ["quang-tri-2023", "vi-du-2025"])
def test_every_table_of_the_word_file_is_a_sheet(editions: dict[str, Edition], sample: str) -> None:
    edition = editions[sample]
    figures = 0
    for document in edition.study.documents:
        stem = edition.folder / document.language / document.name
        tables = word_tables(stem.with_suffix(".docx"))
        assert stem.with_suffix(".xlsx").exists() == bool(tables) == has_tables(document)
        if not tables:
            continue
        made = sheets(stem.with_suffix(".xlsx"))
        assert [rows_of(sheet, document.language) for sheet in made] == tables
        figures += sum(
            isinstance(cell.value, int | float) for sheet in made for row in sheet for cell in row
        )
    assert figures > 100 or sample == "quang-tri-2023"


def test_every_notice_stands_on_every_sheet(editions: dict[str, Edition]) -> None:
    edition = editions["vi-du-2025"]
    for document in edition.study.documents:
        path = edition.folder / document.language / f"{document.name}.xlsx"
        for sheet in sheets(path) if path.exists() else ():
            top = [str(row[0].value) for row in sheet.iter_rows(max_row=6)]
            assert {document.watermark, *document.notices, document.title} <= set(top)


def test_the_index_leads_to_it(editions: dict[str, Edition]) -> None:
    page = (editions["vi-du-2025"].folder / "index.html").read_text(encoding="utf-8")
    assert '<a href="vi/summary-report.xlsx">Excel</a>' in page


def test_it_can_be_asked_for_alone(tmp_path: Path, seed_folder: Path) -> None:
    edition = build(seed_folder, tmp_path, Order(("vi",), ("summary-report",), ("xlsx",)), ENGLISH)
    assert [name for name in edition.files if "/" in name] == ["vi/summary-report.xlsx"]


def figure(text: str, number: Decimal | int | None) -> Run:
    return Run(text, RunKind.VALUE, number=None if number is None else Decimal(number))


def one_table(*cells: Line, total: bool = False) -> Table:
    columns = (Column((Run("Đơn vị"),), Align.LEFT, 0.5), Column((Run("Số"),), Align.RIGHT, 0.5))
    rows = tuple(((Run("Sở A"),), cell) for cell in cells)
    return Table(columns, rows, (Run("Bảng"),), total)


def cells_of(*cells: Line, language: str = "vi") -> list[Cell]:
    document = paper(body=(one_table(*cells),), language=language)
    (sheet,) = sheets(to_xlsx(document))
    head = int(str(sheet.freeze_panes)[1:])
    return [sheet.cell(head + n, 2) for n in range(len(cells))]  # type: ignore[misc]


NUMBERS = st.decimals(-(10**11), 10**11, places=4) | st.decimals(-200, 200, places=6)


@settings(max_examples=60, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=8), st.sampled_from(["vi", "hi", "en"]))
def test_figures_are_numbers_that_show_as_in_the_paper(
    numbers: list[Decimal], language: str
) -> None:
    texts = [number_in_words_of(number, language) for number in numbers]
    texts += [one_place(number, language) for number in numbers]
    lines = [(figure(text, n),) for text, n in zip(texts, numbers * 2, strict=True)]
    made = cells_of(*lines, language=language)
    assert [as_shown(cell, language) for cell in made] == texts
    for cell, number in zip(made, numbers * 2, strict=True):
        assert isinstance(cell.value, int | float)
        assert Decimal(repr(cell.value)) == number


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("+12,3", Decimal("12.345"), "+12,3"),
        ("−12,3", Decimal("-12.345"), "−12,3"),
        ("0,0", Decimal("-0.04"), "0,0"),
        ("2025", 2025, "2025"),
        ("1.240", 1240, "1.240"),
    ],
)
def test_signs_and_years_show_as_in_the_paper(text: str, number: Decimal, shown: str) -> None:
    (cell,) = cells_of((figure(text, number),))
    assert not isinstance(cell.value, str)
    assert as_shown(cell, "vi") == shown


@pytest.mark.parametrize(
    "line",
    [
        (Run("gần "), figure("300", 300)),
        (figure("9", 9), Run("/"), figure("9", 9)),
        (figure("0,7", Decimal("0.7")), Run(" điểm")),
        # More digits than a spreadsheet keeps.
        (figure("123.456.789.012,345678", Decimal("123456789012.345678")),),
        (Run("05", RunKind.VALUE),),
        (Run("[CẦN BỔ SUNG: điểm]", RunKind.GAP),),
    ],
)
def test_what_is_not_just_a_figure_stays_in_its_words(line: Line) -> None:
    (cell,) = cells_of(line)
    assert (cell.value, cell.data_type) == (plain(line), "s")
    assert (cell.fill.fill_type == "solid") == (line[0].kind is RunKind.GAP)


@pytest.mark.parametrize(
    "words", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "#N/A", "1", "2025-01-01"]
)
def test_words_of_the_facts_are_never_a_formula(words: str) -> None:
    (cell,) = cells_of((Run(words, RunKind.VALUE),))
    assert (cell.value, cell.data_type) == (words, "s")


def test_what_is_not_stated_is_an_empty_cell_and_not_nought() -> None:
    assert [cell.value for cell in cells_of((), (figure("0", 0),))] == [None, 0]


def test_total_head_and_page_are_set_for_print() -> None:
    table = one_table((figure("1", 1),), (figure("2", 2),), total=True)
    (sheet,) = sheets(to_xlsx(paper(body=(table,))))
    first = int(str(sheet.freeze_panes)[1:])
    assert sheet.cell(first - 1, 1).font.bold
    assert [sheet.cell(first + n, 2).font.bold for n in (0, 1)] == [False, True]
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", 9, 1)
    assert sheet.print_title_rows == f"${first - 1}:${first - 1}"


def test_a_sheet_says_where_its_table_stands_and_what_is_remarked_below() -> None:
    table = replace(one_table((figure("1", 1),)), caption=())
    remark = Paragraph((Run("Chỉ tính các đơn vị đã báo cáo."),), Role.NOTE)
    annex = Annex((Run("Phụ lục I"),), (Run("BẢNG ĐIỂM: A/B"),), (), (table, remark))
    body = (Heading(1, "I. ", (Run("KẾT QUẢ"),)), table)
    first, second = sheets(to_xlsx(paper(body=body, annexes=(annex,))))
    assert (first.title, second.title) == ("1. I. KẾT QUẢ", "2. BẢNG ĐIỂM- A-B")
    texts = [str(row[0].value) for row in second.iter_rows()]
    assert texts.index("Phụ lục I") < texts.index("Đơn vị") < texts.index(plain(remark.content))


def test_the_same_paper_gives_the_same_bytes() -> None:
    document = paper(body=BODY)
    assert to_xlsx(document) == to_xlsx(document)


def test_a_text_that_no_cell_can_hold_is_refused() -> None:
    for words, code in (("A\x0bB", "unprintable-character"), ("a" * 32_768, "text-too-long")):
        with pytest.raises(RenderError) as caught:
            to_xlsx(paper(body=(one_table((Run(words, RunKind.VALUE),)),)))
        assert [problem.code for problem in caught.value.problems] == [code]
