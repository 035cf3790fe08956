"""Workbooks from other people's machines: what is read, and what is refused with which words."""

from __future__ import annotations

import random
import struct
import time
import unicodedata
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.collect.workbook import Workbook, read_workbook
from pipeline.errors import InputError, Problem
from tests.workbooks import (
    HEAD,
    ODF_NAMES,
    ods,
    packed,
    relation,
    relations,
    types,
    with_directory,
    worksheet,
    written,
    xlsx,
)

DATA = Path(__file__).parent / "data"


def refusal(path: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        read_workbook(path)
    (problem,) = caught.value.problems
    assert problem.hint is not None, "a clerk must learn what to do"
    assert problem.source is not None
    assert problem.source.path == path.as_posix()
    assert "{" not in str(problem.message) + str(problem.hint)
    return problem


def values(workbook: Workbook, sheet: int = 0) -> dict[str, object]:
    return {cell.source.cell: cell.value for cell in workbook.sheets[sheet].cells.values()}


def faults(workbook: Workbook) -> dict[str, str]:
    return {str(p.source).rpartition(":")[2]: p.code for p in workbook.problems}


# --- what is read -------------------------------------------------------------------------------


def test_a_cell_knows_its_value_and_place(tmp_path: Path) -> None:
    path = written(tmp_path, xlsx())
    workbook = read_workbook(path)
    cell = workbook.sheets[0].cells[1, 1]
    assert cell.value == "Hà Tĩnh"
    assert str(cell.source) == f"{path}:Điểm!A1"
    assert workbook.path == path.as_posix()
    assert len(workbook.sha256) == 64


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("62.5", Decimal("62.5")),
        ("62.100000000000001", Decimal("62.1")),
        ("0.30000000000000004", Decimal("0.3")),
        ("62.0", 62),
        ("1E3", 1000),
        ("-0.0", 0),
        ("123456789012345", 123456789012345),
    ],
)
def test_a_number_is_what_the_spreadsheet_shows(
    tmp_path: Path, stored: str, value: Decimal | int
) -> None:
    cells = f'<row r="1"><c r="A1"><v>{stored}</v></c></row>'
    read = values(read_workbook(written(tmp_path, xlsx(cells))))["A1"]
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("code", "stored", "value", "percent"),
    [
        ("dd/mm/yyyy;@", "45286", date(2023, 12, 26), False),
        ("[$-42A]d mmmm yyyy", "45286.75", date(2023, 12, 26), False),
        ('"ngày" dd "tháng" mm', "45286", date(2023, 12, 26), False),
        ("dd/mm/yyyy", "59", date(1900, 2, 28), False),
        ("0.0%", "0.125", Decimal("0.125"), True),
        ('0.00" % điểm"', "7", 7, False),
        ("#,##0 \\đ;[Red]-0", "1500000", 1500000, False),
        ("General", "5", 5, False),
        ("0.00E+00", "5", 5, False),
    ],
)
def test_a_number_format_tells_days_and_per_cent(
    tmp_path: Path, code: str, stored: str, value: object, percent: bool
) -> None:
    formats = f'<numFmt numFmtId="170" formatCode="{code.replace(chr(34), "&quot;")}"/>'
    cells = f'<row r="1"><c r="A1" s="1"><v>{stored}</v></c></row>'
    path = written(tmp_path, xlsx(cells, formats=formats, cell_formats=(170,)))
    cell = read_workbook(path).sheets[0].cells[1, 1]
    assert (cell.value, cell.percent) == (value, percent)


def test_days_of_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1" s="1"><v>43824</v></c></row>'
    parts = xlsx(cells, cell_formats=(14,), setting='date1904="1"')
    assert values(read_workbook(written(tmp_path, parts))) == {"A1": date(2023, 12, 26)}


def test_texts_in_all_their_forms(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Đồng Tháp")
    strings = (
        "<si><r><rPr><b/></rPr><t>đậm </t></r><r><t>nhạt</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si>"
        f"<si><t xml:space='preserve'>  {decomposed} </t></si>"
        "<si><t>một_x000D_\nhai</t></si><si><t>=1+1</t></si>"
    )
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(5))
    cells += (
        '<c t="str"><v>cũ</v></c><c t="inlineStr"><is><t> \u200b</t></is></c><c t="b"><v>1</v></c>'
    )
    read = values(read_workbook(written(tmp_path, xlsx(f"<row>{cells}</row>", strings=strings))))
    assert read == {
        "A1": "đậm nhạt",
        "B1": "東京",
        "C1": "  Đồng Tháp ",
        "D1": "một\nhai",
        "E1": "=1+1",
        "F1": "cũ",
        "H1": True,
    }


def test_merged_cells_stand_at_their_corner(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
        '<row r="2"><c r="B2"><f>1/0</f><v>4</v></c></row>'
    )
    after = '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
    workbook = read_workbook(written(tmp_path, xlsx(cells, after)))
    assert values(workbook) == {"A1": 1, "C1": 3}
    assert workbook.problems == (), "nobody can see or mend what a merged cell covers"


def test_formulas_and_errors_are_told_with_their_cell(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>3</v></c><c r="B1"><v>7</v></c>'
        '<c r="C1" t="e"><v>#REF!</v></c><c r="D1" t="inlineStr"><is><t>#N/A</t></is></c>'
        '<c r="E1"><f t="shared" ref="E1:E2" si="0">B1</f><v>1</v></c>'
        '<c r="F1"><f t="array" ref="F1:F2">B1*{1;2}</f><v>1</v></c>'
        '<c r="G1"><f t="dataTable" ref="G1:H2" r1="A1"/><v>1</v></c><c r="H1"><v>1</v></c>'
        '<c r="I1" t="b"><f aca="false">TRUE()</f><v>1</v></c><c r="J1" t="e"><f>#N/A</f></c></row>'
        '<row r="2"><c r="E2"><f t="shared" si="0"/><v>1</v></c><c r="F2"><v>2</v></c></row>'
    )
    workbook = read_workbook(written(tmp_path, xlsx(cells)))
    assert values(workbook) == {"B1": 7, "I1": True}
    formulas = ("A1", "E1", "F1", "G1", "H1", "E2", "F2")
    assert faults(workbook) == {
        **{f"Điểm!{cell}": "formula" for cell in formulas},
        **{f"Điểm!{cell}": "error-value" for cell in ("C1", "D1", "J1")},
    }
    first = workbook.problems[0]
    assert str(first.message) == "the cell holds a formula, not a value"
    assert "Paste Special > Values" in str(first.hint)


@pytest.mark.parametrize(
    ("cell", "code", "words"),
    [
        ("<c><v>NaN</v></c>", "cell-number", "NaN"),
        ("<c><v>INF</v></c>", "cell-number", "INF"),
        ("<c><v>1e308</v></c>", "cell-number", "1e308"),
        ("<c><v>1e-300</v></c>", "cell-number", "1e-300"),
        ("<c><v>1e9999</v></c>", "cell-number", "1e9999"),
        (f"<c><v>{'9' * 5000}</v></c>", "cell-number", "999"),
        ("<c><v>٦٢</v></c>", "cell-number", "٦٢"),
        ('<c s="1"><v>0.354</v></c>', "cell-date", "0.354"),
        ('<c s="1"><v>60</v></c>', "cell-date", "60"),
        ('<c s="1"><v>-5</v></c>', "cell-date", "-5"),
        ('<c s="1"><v>2999999</v></c>', "cell-date", "2999999"),
        ('<c s="1"><v>1e400</v></c>', "cell-date", "1e400"),
        ('<c s="2"><v>1.25</v></c>', "cell-date", "1.25"),
        ('<c t="d"><v>2023-13-01</v></c>', "cell-date", "2023-13-01"),
        ('<c t="inlineStr"><is><t>a_x0007_b</t></is></c>', "cell-character", "code 7"),
    ],
)
def test_a_doubtful_cell_is_told_and_absent(
    tmp_path: Path, cell: str, code: str, words: str
) -> None:
    parts = xlsx(f"<row>{cell}</row><row><c><v>1</v></c></row>", cell_formats=(14, 46))
    workbook = read_workbook(written(tmp_path, parts))
    (problem,) = workbook.problems
    assert (problem.code, str(problem.source)) == (code, f"{workbook.path}:Điểm!A1")
    assert words in str(problem.message)
    assert problem.hint is not None
    assert values(workbook) == {"A2": 1}


def test_hidden_sheets_custom_properties_and_ordinary_links(tmp_path: Path) -> None:
    parts = xlsx()
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        'sheetId="1"', 'sheetId="1" state="veryHidden"'
    )
    parts["_rels/.rels"] = relations(
        relation(1, "officeDocument", "/xl/workbook.xml"),
        relation(2, "custom-properties", "docProps/custom.xml"),
    )
    parts["docProps/custom.xml"] = (
        f'{HEAD}<Properties xmlns="a" xmlns:vt="b"><property name="bloc-form" pid="2">'
        "<vt:lpwstr>2025.1</vt:lpwstr></property></Properties>"
    )
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = relations(
        relation(1, "hyperlink", "mailto:a@b.vn", outside=True),
        relation(2, "drawing", "../drawings/drawing1.xml"),
    )
    parts["xl/media/image1.png"] = b"\x89PNG not really"
    workbook = read_workbook(written(tmp_path, parts))
    assert workbook.sheets[0].hidden
    assert workbook.names == {"bloc-form": "2025.1"}


def test_a_workbook_saved_as_strict_open_xml(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml"
    parts = {
        name: str(content)
        .replace("http://schemas.openxmlformats.org/spreadsheetml/2006/main", f"{strict}/main")
        .replace("http://schemas.openxmlformats.org/officeDocument/2006", f"{strict}/office")
        for name, content in xlsx().items()
    }
    assert values(read_workbook(written(tmp_path, parts))) == {"A1": "Hà Tĩnh"}


def test_utf16_parts_are_read(tmp_path: Path) -> None:
    parts = xlsx()
    sheet = str(parts["xl/worksheets/sheet1.xml"]).replace("UTF-8", "UTF-16")
    parts["xl/worksheets/sheet1.xml"] = sheet.encode("utf-16")
    assert values(read_workbook(written(tmp_path, parts))) == {"A1": "Hà Tĩnh"}


def test_what_openpyxl_writes_is_read_and_nothing_reaches_stderr(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Điểm"
    sheet.append(["Đơn vị", 62.5, datetime(2023, 12, 26, 10), date(2023, 12, 26), True, 0.125])
    sheet["F1"].number_format = "0.0%"
    sheet["A2"] = "=SUM(B1:B1)"
    sheet["A3"].comment = openpyxl.comments.Comment("bình luận", "x")
    check = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1='"a,b"')
    check.add("A4:A50")
    sheet.add_data_validation(check)
    rule = openpyxl.formatting.rule.CellIsRule(operator="lessThan", formula=["5"])
    sheet.conditional_formatting.add("B1:B9", rule)
    sheet.row_dimensions[1].hidden = True
    book.save(tmp_path / "mau.xlsx")
    workbook = read_workbook(tmp_path / "mau.xlsx")
    assert values(workbook) == {
        "A1": "Đơn vị",
        "B1": Decimal("62.5"),
        "C1": date(2023, 12, 26),
        "D1": date(2023, 12, 26),
        "E1": True,
        "F1": Decimal("0.125"),
    }
    assert workbook.sheets[0].cells[1, 6].percent
    assert faults(workbook) == {"Điểm!A2": "formula"}
    assert capfd.readouterr() == ("", "")


def test_a_year_of_fifteen_sheets_is_read_at_once(tmp_path: Path) -> None:
    row = "".join('<c t="inlineStr"><is><t>Chữ</t></is></c><c><v>62.5</v></c>' for _ in range(5))
    parts = xlsx()
    names = range(1, 16)
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace(
        '<sheet name="Điểm" sheetId="1" r:id="r1"/>',
        "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in names),
    )
    parts["xl/_rels/workbook.xml.rels"] = relations(
        *(relation(n, "worksheet", f"worksheets/sheet{n}.xml") for n in names)
    )
    for n in names:
        parts[f"xl/worksheets/sheet{n}.xml"] = worksheet(f"<row>{row}</row>" * 60)
    path = written(tmp_path, parts)
    before = time.process_time()
    workbook = read_workbook(path)
    assert time.process_time() - before < 1, "five times what a slow machine needs"
    assert sum(len(sheet.cells) for sheet in workbook.sheets) == 15 * 60 * 10


# --- LibreOffice --------------------------------------------------------------------------------


def ods_cell(attributes: str = "", text: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"


def test_what_libreoffice_wrote_is_read() -> None:
    workbook = read_workbook(DATA / "small.ods")
    assert [(sheet.name, sheet.hidden) for sheet in workbook.sheets] == [
        ("Điểm", False),
        ("Ẩn", True),
    ]
    read = values(workbook)
    assert read["B1"] == Decimal("62.5")
    assert read["A2"] == read["B2"] == date(2023, 12, 26)
    assert read["C2"] is True
    assert workbook.sheets[0].cells[2, 4].percent
    assert read["A9"] == "ghi chú", "the comment is not part of the text"
    assert workbook.names["bloc-form"] == "2025.1"
    assert faults(workbook) == {
        "Điểm!A3": "formula",
        "Điểm!B3": "error-value",
        "Điểm!D3": "cell-date",
        "Ẩn!D1": "formula",
        "Ẩn!D2": "formula",
        "Ẩn!D3": "formula",
    }


def test_the_values_of_an_ods(tmp_path: Path) -> None:
    rows = (
        "<table:table-header-rows><table:table-row>"
        + ods_cell("", "Tên<text:s text:c='2'/>\n  đơn vị<text:line-break/>hai")
        + ods_cell('office:value-type="float" office:value="62.5"', "62,5")
        + ods_cell('office:value-type="percentage" office:value="0.125"', "12,5%")
        + ods_cell('office:value-type="date" office:date-value="2023-12-26T10:00:00"', "x")
        + ods_cell('office:value-type="boolean" office:boolean-value="false"', "SAI")
        + "</table:table-row></table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="3">'
        + ods_cell('table:number-columns-repeated="2"')
        + ods_cell('office:value-type="float" office:value="1" table:number-columns-repeated="2"')
        + "<table:covered-table-cell><text:p>che</text:p></table:covered-table-cell>"
        + ods_cell('table:number-columns-repeated="16379"')
        + "</table:table-row><table:table-row>"
        + ods_cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', "2")
        + ods_cell('office:value-type="string" calcext:value-type="error"', "Err:502")
        + ods_cell('office:value-type="time" office:time-value="PT8H"', "08:00")
        + ods_cell('office:value-type="float" office:value="1e308"', "nhiều")
        + ods_cell("", "#REF!")
        + '</table:table-row><table:table-row table:number-rows-repeated="1048570">'
        + ods_cell('table:number-columns-repeated="16384"')
        + "</table:table-row>"
    )
    workbook = read_workbook(written(tmp_path, ods(rows)))
    ones = {f"{column}{row}": 1 for column in "CD" for row in (2, 3, 4)}
    assert values(workbook) == {
        "A1": "Tên   đơn vị\nhai",
        "B1": Decimal("62.5"),
        "C1": Decimal("0.125"),
        "D1": date(2023, 12, 26),
        "E1": False,
        **ones,
    }
    assert workbook.sheets[0].cells[1, 3].percent
    assert faults(workbook) == {
        "Điểm!A5": "formula",
        "Điểm!B5": "error-value",
        "Điểm!C5": "cell-date",
        "Điểm!D5": "cell-number",
        "Điểm!E5": "error-value",
    }


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    assert values(read_workbook(written(tmp_path, ods(), "a.xlsx"))) == {"A1": "Hà Tĩnh"}
    assert values(read_workbook(written(tmp_path, xlsx(), "a.ods"))) == {"A1": "Hà Tĩnh"}


def test_a_chart_in_an_ods_is_passed_over(tmp_path: Path) -> None:
    parts = ods(before='<table:shapes><draw:object xlink:href="./Object 1"/></table:shapes>')
    parts["Object 1/content.xml"] = f"<office:document-content{ODF_NAMES}/>"
    assert values(read_workbook(written(tmp_path, parts))) == {"A1": "Hà Tĩnh"}


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"", "empty-file", "empty"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "workbook-old", "before 2007"),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "workbook-password",
            "password",
        ),
        ("Tên,Điểm\nHà Tĩnh,9\n".encode(), "not-a-workbook", "plain text (such as CSV)"),
        ("Tên\tĐiểm\n".encode("utf-16"), "not-a-workbook", "plain text"),
        (b"<html><table><tr><td>1</td></tr></table>", "not-a-workbook", "a web page"),
        (b"<?xml version='1.0'?><Workbook/>", "not-a-workbook", "an XML file"),
        (b"%PDF-1.7\n\x00\x01", "not-a-workbook", "a PDF"),
        (b"\x01\x02\x03\x04" * 50, "not-a-workbook", "unknown kind"),
        (packed(xlsx())[:-200], "workbook-damaged", "cut off"),
        (packed({"a.txt": "b"}), "not-a-workbook", "a packed archive"),
        (packed({"mimetype": "application/x-y"}), "not-a-workbook", "a packed archive"),
        (packed({**xlsx(), **ods()}), "not-a-workbook", "unknown kind"),
        (
            packed(ods() | {"mimetype": "application/vnd.oasis.opendocument.text"}),
            "not-a-workbook",
            "(text)",
        ),
        (
            packed(
                {"[Content_Types].xml": types("x.document.main+xml"), "word/document.xml": "<a/>"}
            ),
            "not-a-workbook",
            "a Word document",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_workbook_is_told_by_what_it_is(
    tmp_path: Path, content: bytes, code: str, words: str
) -> None:
    problem = refusal(written(tmp_path, content))
    assert problem.code == code
    assert words in str(problem.message)


def test_old_and_locked_workbooks_hear_how_to_save_them(tmp_path: Path) -> None:
    old = refusal(written(tmp_path, b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "khoi.xls"))
    assert "Save As, type “Excel Workbook (*.xlsx)”, without a password" in str(old.hint)


def test_a_folder_or_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "unreadable"
    assert "No such file" in str(refusal(tmp_path / "nowhere.xlsx").message)


def test_a_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "khoi.xlsx"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    assert refusal(path).code == "file-too-large"


def test_passwords_of_zip_and_ods(tmp_path: Path) -> None:
    marked = with_directory(packed(xlsx()), "xl/workbook.xml", 8, b"\x01\x00")
    assert refusal(written(tmp_path, marked)).code == "workbook-password"
    parts = ods()
    parts["META-INF/manifest.xml"] = str(parts["META-INF/manifest.xml"]).replace(
        "</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>"
    )
    parts["content.xml"] = b"\x8a\x01 not XML at all"
    assert refusal(written(tmp_path, parts)).code == "workbook-password"


MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@pytest.mark.parametrize(
    ("parts", "name", "words"),
    [
        (xlsx(), "khoi.xlsm", "its name ends in .xlsm"),
        (xlsx(), "khoi.XLSB", ".XLSB"),
        (xlsx() | {"xl/vbaProject.bin": b"x"}, "a.xlsx", "xl/vbaproject.bin"),
        (xlsx() | {"xl/macrosheets/sheet1.xml": "<a/>"}, "a.xlsx", "xl/macrosheets/sheet1.xml"),
        (xlsx() | {"[Content_Types].xml": types(MACRO_BOOK)}, "a.xlsx", "macroEnabled"),
        (ods() | {"Basic/Standard/Module1.xml": "<!DOCTYPE a><a/>"}, "a.ods", "basic/standard"),
        (ods() | {"Scripts/python/a.py": "pass"}, "a.ods", "scripts/python"),
        (ods(before="<script:event-listener/>"), "a.ods", "event-listener"),
    ],
)
def test_macros_are_refused(tmp_path: Path, parts: dict[str, str], name: str, words: str) -> None:
    problem = refusal(written(tmp_path, parts, name))
    assert problem.code == "workbook-macros"
    assert words in str(problem.message)


@pytest.mark.parametrize(
    ("parts", "code", "words"),
    [
        ({"xl/externalLinks/externalLink1.xml": "<a/>"}, "workbook-links", "other workbooks"),
        ({"xl/connections.xml": "<a/>"}, "workbook-links", "data connection"),
        ({"xl/queryTables/queryTable1.xml": "<a/>"}, "workbook-links", "query"),
        ({"xl/embeddings/oleObject1.bin": b"a"}, "workbook-embedded", "OLE"),
        ({"xl/activeX/activeX1.xml": "<a/>"}, "workbook-embedded", "ActiveX"),
        (
            {"xl/_rels/a.xml.rels": relations(relation(1, "externalLink", "x/y.xml"))},
            "workbook-links",
            "other workbooks",
        ),
        (
            {"xl/_rels/a.xml.rels": relations(relation(1, "image", "http://evil/a.png", True))},
            "workbook-links",
            "http://evil/a.png",
        ),
    ],
)
def test_data_from_elsewhere_is_refused(
    tmp_path: Path, parts: dict[str, str], code: str, words: str
) -> None:
    problem = refusal(written(tmp_path, xlsx() | parts))
    assert problem.code == code
    assert words in str(problem.message)


@pytest.mark.parametrize(
    ("before", "code", "words"),
    [
        ("<table:dde-links><table:dde-link/></table:dde-links>", "workbook-links", "DDE"),
        ("<table:table-source xlink:href='../a.ods'/>", "workbook-links", "another workbook"),
        ("<table:database-source-sql/>", "workbook-links", "query"),
        ("<draw:image xlink:href='http://evil/a.png'/>", "workbook-links", "http://evil/a.png"),
        ("<draw:object xlink:href='./Object 2'/>", "workbook-embedded", "OLE"),
        ("<draw:object-ole xlink:href='./Object 1'/>", "workbook-embedded", "OLE"),
    ],
)
def test_data_from_elsewhere_in_an_ods_is_refused(
    tmp_path: Path, before: str, code: str, words: str
) -> None:
    problem = refusal(written(tmp_path, ods(before=before)))
    assert problem.code == code
    assert words in str(problem.message)


LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declaration", [LAUGHS, OUTSIDE, "<!doctype a>"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "docProps/app.xml"])
def test_declarations_never_reach_a_parser(
    tmp_path: Path, declaration: str, encoding: str, part: str
) -> None:
    name = "UTF-8" if encoding == "utf-8" else "UTF-16"
    text = f'<?xml version="1.0" encoding="{name}"?>{declaration}<a>&b;</a>'
    problem = refusal(written(tmp_path, xlsx() | {part: text.encode(encoding)}))
    assert problem.code == "workbook-entities"
    assert part.lower() in str(problem.message)


@pytest.mark.parametrize(
    "content",
    [
        b"<a><b></a>",
        b"<a>",
        b"",
        b"<a>\xff\xfe</a>",
        b"<a>&unknown;</a>",
        b"<a>" * 1000 + b"</a>" * 1000,
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>',
        b'<?xml version="1.0" encoding="windows-1258"?><a/>',
    ],
)
def test_malformed_parts_name_the_part(tmp_path: Path, content: bytes) -> None:
    problem = refusal(written(tmp_path, xlsx() | {"xl/styles.xml": content}))
    assert problem.code == "workbook-damaged"
    assert "xl/styles.xml" in str(problem.message)
    assert "repair" in str(problem.hint)


@pytest.mark.parametrize(
    "name", ["../x.xml", "/etc/x.xml", "xl/../../x.xml", "C:x.xml", "a\\b.xml"]
)
def test_names_that_point_outside(tmp_path: Path, name: str) -> None:
    problem = refusal(written(tmp_path, xlsx() | {name: "<a/>"}))
    assert problem.code == "workbook-names"
    assert name in str(problem.message)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_a_part_given_twice(tmp_path: Path, name: str) -> None:
    target = BytesIO(packed(xlsx()))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(name, "<a/>")
    problem = refusal(written(tmp_path, target.getvalue()))
    assert problem.code == "workbook-duplicates"
    assert name in str(problem.message)


def test_zip_bombs(tmp_path: Path) -> None:
    many = xlsx() | {f"x/{n}.xml": "<a/>" for n in range(2001)}
    assert "2000 files" in str(refusal(written(tmp_path, many)).message)
    flat = xlsx() | {"xl/media/a.bin": b"\x00" * 5_000_000}
    assert "250th" in str(refusal(written(tmp_path, flat)).message)
    lines = b"".join(b"%d\n" % n for n in range(400_000))
    big = xlsx() | {f"xl/media/{n}.bin": lines for n in range(19)}
    assert "50000000 bytes" in str(refusal(written(tmp_path, big)).message)
    tags = xlsx(f"<row>{'<c/>' * 4_100_000}</row>")
    assert refusal(written(tmp_path, tags)).code == "workbook-bomb"
    for parts in (many, flat, big):
        assert refusal(written(tmp_path, parts)).code == "workbook-bomb"


def test_a_directory_that_lies_about_sizes(tmp_path: Path) -> None:
    sheet = worksheet("<row/>" * 100_000)
    content = packed(xlsx() | {"xl/worksheets/sheet1.xml": sheet})
    small = with_directory(content, "xl/worksheets/sheet1.xml", 24, struct.pack("<I", 500))
    problem = refusal(written(tmp_path, small))
    assert problem.code == "workbook-bomb"
    assert "larger than it says" in str(problem.message)
    large = with_directory(
        content, "xl/worksheets/sheet1.xml", 24, struct.pack("<I", len(sheet) + 9)
    )
    assert refusal(written(tmp_path, large)).code == "workbook-damaged"


MANY_CELLS = ["".join(f"<c><v>{n * 900 + c}</v></c>" for c in range(900)) for n in range(223)]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (xlsx('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "A1048576"),
        (xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "XFD1"),
        (
            xlsx("<row>" + "</row><row>".join(MANY_CELLS) + "</row>"),
            "200000 filled cells",
        ),
        (
            xlsx(f'<row><c t="inlineStr"><is><t>{"chữ " * 9000}</t></is></c></row>'),
            "32767 characters",
        ),
        (
            xlsx(after="<mergeCells>" + "<mergeCell ref='A1:A1048576'/>" * 60 + "</mergeCells>"),
            "merged cells",
        ),
        (
            ods(
                '<table:table-row table:number-rows-repeated="1048576">'
                + ods_cell("", "x")
                + "</table:table-row>"
            ),
            "A20001",
        ),
        (
            ods("<table:table-row>" + ods_cell('table:number-columns-repeated="16384"', "x")
                + "</table:table-row>"),
            "ALM1",
        ),
        (ods(before="<table:table table:name='S'/>" * 2), "two sheets named"),
        (
            ods(before="".join(f"<table:table table:name='S{n}'/>" for n in range(200))),
            "200 sheets",
        ),
    ],
)  # fmt: skip
def test_sheets_beyond_any_form(tmp_path: Path, parts: dict[str, str], words: str) -> None:
    problem = refusal(written(tmp_path, parts))
    assert problem.code == ("workbook-damaged" if "named" in words else "workbook-too-large")
    assert words in str(problem.message)


def test_empty_cells_at_the_end_of_a_sheet_cost_nothing(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )
    assert values(read_workbook(written(tmp_path, xlsx(cells)))) == {"A1": 1}


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="B9"><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="1"><c t="s"><v>7</v></c></row>',
        '<row r="1"><c t="zz"><v>7</v></c></row>',
    ],
)
def test_sheets_that_contradict_themselves(tmp_path: Path, cells: str) -> None:
    assert refusal(written(tmp_path, xlsx(cells))).code == "workbook-damaged"


# --- chance -------------------------------------------------------------------------------------


def mutated(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 3, 20))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    if chance.random() < 0.2:
        del changed[chance.randrange(len(changed)) :]
    return bytes(changed)


@pytest.mark.parametrize("kind", ["archive", "parts"])
@pytest.mark.parametrize("parts", [xlsx(), ods()], ids=["xlsx", "ods"])
def test_whatever_is_damaged_only_an_input_error_leaves(
    tmp_path: Path, parts: dict[str, str], kind: str
) -> None:
    chance = random.Random(2023)
    for _ in range(50):
        if kind == "archive":
            content = mutated(packed(parts), chance)
        else:
            name = chance.choice(sorted(parts))
            content = packed(parts | {name: mutated(parts[name].encode(), chance)})
        path = written(tmp_path, content)
        try:
            read_workbook(path)
        except InputError:
            continue
