"""Workbooks from other people's machines: what is read of them."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.collect.workbook import Workbook, read_workbook
from tests.workbooks import (
    HEAD,
    ODF_NAMES,
    ods,
    ods_cell,
    relation,
    relations,
    written,
    xlsx,
)

DATA = Path(__file__).parent / "data"


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


# --- LibreOffice --------------------------------------------------------------------------------


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
