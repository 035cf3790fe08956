"""A form goes out as a workbook and comes back, and nothing the clerk did to it loses a fact."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from pipeline.collect.workbook import read_workbook
from pipeline.collect.workbook.cell_values import value_of
from pipeline.collect.workbook.grid import Cell
from pipeline.collect.workbook.tables import ReadTable, Tables, read_tables
from pipeline.errors import ENGLISH, Problem, Severity, Source, msg
from pipeline.forms.annotate import annotate
from pipeline.forms.form import Column, Content, Form, Kind, Table, fits_in_cell
from pipeline.forms.xlsx import write_form

MEMBERS = Table(
    "members",
    "Danh sách thành viên",
    (
        Column("id", "Mã", locked=True, hidden=True),
        Column("name", "Tên đơn vị", locked=True, width=38),
        Column("head", "Thủ trưởng", required=True, note="Họ và tên, không ghi chức vụ."),
        Column(
            "kind",
            "Loại hình",
            Kind.CHOICE,
            (("agency", "Cơ quan, hành chính"), ("unit", "Đơn vị sự nghiệp")),
        ),
        Column("score", "Điểm tự chấm", Kind.NUMBER),
        Column("people", "Số người", Kind.WHOLE),
        Column("founded", "Ngày thành lập", Kind.DATE),
        Column("leads", "Khối trưởng", Kind.YES),
    ),
    (
        {
            "id": "so-noi-vu",
            "name": "Sở Nội vụ",
            "head": "Nguyễn Văn An",
            "kind": "agency",
            "score": Decimal("97.25"),
            "people": 1234,
            "founded": date(1989, 7, 1),
            "leads": True,
        },
        {"id": "so-y-te", "name": "Sở Y tế", "kind": "unit", "score": Decimal("0.1")},
    ),
    spare=5,
    heading="Kiểm tra tên đơn vị và điền các cột còn lại.",
)
FIGURES = Table(
    "figures",
    "Số liệu: thu/chi [cả năm] của các đơn vị",
    (
        Column("key", "k", locked=True, hidden=True),
        Column("label", "Nội dung", locked=True, width=60),
        Column("value", "Số liệu", Kind.NUMBER),
    ),
    ({"key": "income", "label": "Thu ngân sách", "value": 4531},),
)
FORM = Form(
    {"form": "members", "version": "1", "unit": "so-noi-vu"},
    "Phiếu số liệu năm 2025",
    ("Điền vào các ô màu vàng.", "Gửi lại trước ngày 05/12/2025."),
    (MEMBERS, FIGURES),
)
FIRST, LABELS, KEYS = 4, 3, 2
NAME, HEAD, KIND, SCORE, PEOPLE, FOUNDED, LEADS = range(3, 10)

Change = Callable[[openpyxl.Workbook], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "phieu.xlsx"


def come_back(path: Path, form: Form = FORM, change: Change | None = None) -> Tables:
    """What is read of the form after a clerk made a change to it."""
    path.write_bytes(write_form(form))
    if change:
        workbook = openpyxl.load_workbook(path)
        change(workbook)
        workbook.save(path)
    workbook_read = read_workbook(path)
    assert workbook_read.problems == ()
    return read_tables(workbook_read, form.tables)


def values(read: ReadTable, table: Table) -> list[Mapping[str, Content]]:
    columns = {column.key: column for column in table.columns}
    found = []
    for row in read.rows:
        said = {key: value_of(cell, columns[key]) for key, cell in row.cells.items()}
        found.append({k: v for k, v in said.items() if not isinstance(v, Problem)})
        assert len(found[-1]) == len(said), said
    return found


def members(tables: Tables) -> list[Mapping[str, Content]]:
    return values(next(t for t in tables.tables if t.key == "members"), MEMBERS)


def faults(path: Path) -> list[str]:
    """What Excel would object to; it takes the parts of a font in any order, as openpyxl does."""
    found = [e for e in OpenXmlValidator().validate(str(path)).errors if e.severity.name == "ERROR"]
    return [str(error) for error in found if "/fonts[1]/font[" not in str(error)]


def sheet_of(workbook: openpyxl.Workbook, number: int = 1) -> Worksheet:
    sheet = workbook.worksheets[number]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_a_form_comes_back_as_it_went_out(path: Path) -> None:
    tables = come_back(path)
    assert tables.problems == ()
    assert tables.stamp == FORM.stamp
    assert [table.key for table in tables.tables] == ["members", "figures"]
    assert members(tables) == list(MEMBERS.rows)
    assert values(tables.tables[1], FIGURES) == list(FIGURES.rows)
    assert tables.tables[0].rows[1].cells["score"].source.cell == "F5"
    assert str(tables.tables[0].rows[1].source) == f"{path}:Danh sách thành viên!5"


def test_the_same_form_gives_the_same_bytes_at_any_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = write_form(FORM)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert write_form(FORM) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_office_programs_find_no_fault_in_the_file(path: Path) -> None:
    path.write_bytes(write_form(FORM))
    assert faults(path) == []


# -- what the clerk sees ------------------------------------------------------------------------


def test_only_what_is_to_be_filled_in_can_be_written(path: Path) -> None:
    path.write_bytes(write_form(FORM))
    sheet = sheet_of(openpyxl.load_workbook(path))
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert sheet.cell(FIRST, NAME).protection.locked
    assert not sheet.cell(FIRST, HEAD).protection.locked
    assert sheet.cell(LABELS, HEAD).protection.locked
    # A new unit has a name too.
    assert not sheet.cell(FIRST + 2, NAME).protection.locked
    assert not sheet.protection.insertRows
    assert not sheet.column_dimensions["D"].protection.locked


def test_keys_are_out_of_sight_and_labels_stay_in_it(path: Path) -> None:
    path.write_bytes(write_form(FORM))
    workbook = openpyxl.load_workbook(path)
    sheet = sheet_of(workbook)
    assert [row for row, seen in sheet.row_dimensions.items() if seen.hidden] == [KEYS]
    hidden = [name for name, seen in sheet.column_dimensions.items() if seen.hidden]
    assert hidden == ["A", "B"]
    assert sheet.cell(LABELS, HEAD).value == "Thủ trưởng *"
    assert sheet.freeze_panes == "D4"
    assert sheet.print_title_rows == "$3:$3"
    assert workbook.sheetnames == [
        "Hướng dẫn",
        "Danh sách thành viên",
        "Số liệu- thu-chi -cả năm- của…",
        "_bloc",
    ]
    guide = " ".join(str(c.value) for row in workbook.worksheets[0].iter_rows() for c in row)
    assert "Phiếu số liệu năm 2025" in guide
    assert "Gửi lại trước ngày 05/12/2025." in guide
    assert "Cột phải điền" in guide


def test_help_shows_when_a_cell_is_entered(path: Path) -> None:
    path.write_bytes(write_form(FORM))
    workbook = openpyxl.load_workbook(path)
    checks = {
        str(check.sqref).partition(":")[0]: check
        for check in sheet_of(workbook).data_validations.dataValidation
    }
    assert checks["D4"].prompt == "Họ và tên, không ghi chức vụ."
    assert checks["H4"].prompt == "Ghi ngày/tháng/năm, ví dụ 26/12/2025."
    # “gần 300” may stand where a number is asked; the clerk is only asked back.
    assert checks["F4"].errorStyle == "warning"
    assert checks["E4"].errorStyle == "stop"
    name = workbook.defined_names[checks["E4"].formula1]
    sheet, cells = next(iter(name.destinations))
    listed = [row[0].value for row in workbook[sheet][cells]]
    assert listed == ["Cơ quan, hành chính", "Đơn vị sự nghiệp"]


def test_long_labels_and_notes_fit_what_excel_allows(path: Path) -> None:
    """Excel calls a file damaged whose notes are longer."""
    columns = (Column("a", "Nhãn " * 40, Kind.NUMBER, note="ghi chú " * 60),)
    tables = tuple(Table(f"t{n}", "Bảng " * 20, columns, spare=1) for n in range(3))
    path.write_bytes(write_form(Form({}, "x", (), tables)))
    workbook = openpyxl.load_workbook(path)
    assert len({name.casefold() for name in workbook.sheetnames}) == 5
    assert max(map(len, workbook.sheetnames)) <= 31
    check = sheet_of(workbook).data_validations.dataValidation[0]
    assert len(check.prompt) <= 255
    assert len(check.promptTitle) <= 32


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 233", "-5", "@SUM(A1)", "\t=1", "#N/A thật", "=#REF!"]
)
def test_a_text_never_becomes_a_formula(path: Path, text: str) -> None:
    table = Table("t", "T", (Column("a", "A"),), ({"a": text},))
    tables = come_back(path, Form({"k": text}, text, (text,), (table,)))
    assert values(tables.tables[0], table) == [{"a": text}]
    assert tables.stamp == {"k": text}
    with zipfile.ZipFile(path) as archive:
        styles = etree.fromstring(archive.read("xl/styles.xml"))
        formats = styles.findall("{*}cellXfs/{*}xf")
        for part in (name for name in archive.namelist() if "/worksheets/" in name):
            root = etree.fromstring(archive.read(part))
            assert root.findall(".//{*}sheetData//{*}f") == []
            for cell in root.iterfind(".//{*}c"):
                if cell.findtext("{*}is/{*}t") == text and not text.startswith("#"):
                    assert formats[int(cell.get("s", "0"))].get("quotePrefix") == "1"


def test_a_text_that_does_not_fit_is_refused() -> None:
    table = Table("t", "T", (Column("a", "A"),), ({"a": "x" * 32_768},))
    with pytest.raises(ValueError, match="32768"):
        write_form(Form({}, "t", (), (table,)))


def test_a_key_that_could_not_be_read_back_is_refused() -> None:
    with pytest.raises(ValueError, match="read back"):
        write_form(Form({}, "t", (), (Table("t", "T", (Column("a b", "A"),)),)))


# -- there and back, whatever stands in the cells -----------------------------------------------

texts = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Cn", "Co")),
        min_size=1,
        max_size=40,
    )
    | st.sampled_from(
        ["_x000D_", "_x0041_ _", "hai\ndòng", " đầu và cuối ", "TRUE", "100", "1.234"]
    )
).filter(lambda text: bool(text.strip()) and not text.startswith("bloc:"))
numbers = st.decimals(-(10**15), 10**15, allow_nan=False, places=6) | st.integers(-(10**20), 10**20)
CHOICES = (("one", "Một, hai"), ("three", "Ba"), ("other", "Khác"))
CONTENTS: dict[Kind, st.SearchStrategy[Content]] = {
    Kind.TEXT: texts,
    Kind.NUMBER: numbers,
    Kind.WHOLE: st.integers(-(10**20), 10**20),
    Kind.DATE: st.dates(date(1900, 3, 1), date(9999, 12, 31)),
    Kind.YES: st.just(True),
    Kind.CHOICE: st.sampled_from([value for value, _ in CHOICES]),
}


@st.composite
def any_table(draw: st.DrawFn) -> Table:
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=7))
    columns = tuple(
        Column(
            f"c{n}",
            f"Cột {n}",
            kind,
            CHOICES if kind is Kind.CHOICE else (),
            locked=draw(st.booleans()),
            hidden=draw(st.booleans()),
        )
        for n, kind in enumerate(kinds)
    )
    filled = st.fixed_dictionaries({}, optional={c.key: CONTENTS[c.kind] for c in columns})
    rows = draw(st.lists(filled.filter(bool), max_size=6))
    return Table("t", "Bảng", columns, tuple(rows), draw(st.integers(0, 3)), "Đề nghị điền.")


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(any_table())
def test_whatever_stands_in_a_table_comes_back(path: Path, table: Table) -> None:
    path.write_bytes(write_form(Form({}, "t", (), (table,))))
    read = read_workbook(path)
    tables = read_tables(read)
    assert (read.problems, tables.problems) == ((), ())
    composed = [
        {k: unicodedata.normalize("NFC", v) if isinstance(v, str) else v for k, v in row.items()}
        for row in table.rows
    ]
    assert values(tables.tables[0], table) == composed
    assert tables.tables[0].ignored == ()


def test_a_number_no_spreadsheet_keeps_is_written_out(path: Path) -> None:
    long = Decimal("123456789012345.678901")
    assert not fits_in_cell(long)
    table = Table("t", "T", (Column("a", "A", Kind.NUMBER),), ({"a": long}, {"a": 10**17}))
    tables = come_back(path, Form({}, "t", (), (table,)))
    shown = [row.cells["a"].value for row in tables.tables[0].rows]
    assert shown == ["123456789012345,678901", "100000000000000000"]
    assert values(tables.tables[0], table) == [{"a": long}, {"a": 10**17}]


# -- what clerks do -----------------------------------------------------------------------------


def insert_rows(workbook: openpyxl.Workbook) -> None:
    sheet = sheet_of(workbook)
    sheet.merged_cells.ranges.clear()
    sheet.insert_rows(FIRST + 1, 3)
    sheet.insert_rows(LABELS)
    sheet.insert_rows(1, 2)


def insert_columns(workbook: openpyxl.Workbook) -> None:
    sheet = sheet_of(workbook)
    sheet.insert_cols(HEAD)
    sheet.insert_cols(1)


def move_a_column(workbook: openpyxl.Workbook) -> None:
    sheet = sheet_of(workbook)
    sheet.move_range(f"D1:D{FIRST + 6}", cols=12)


def rename_and_reorder(workbook: openpyxl.Workbook) -> None:
    sheet_of(workbook).title = "Bản cuối (đã sửa)"
    workbook.move_sheet(sheet_of(workbook), 2)


def relabel(workbook: openpyxl.Workbook) -> None:
    for column in range(NAME, LEADS + 1):
        sheet_of(workbook).cell(LABELS, column).value = f"Nhãn mới {column}"


def delete_keys(workbook: openpyxl.Workbook) -> None:
    sheet_of(workbook).delete_rows(KEYS)


def delete_mark_column(workbook: openpyxl.Workbook) -> None:
    sheet_of(workbook).delete_cols(1)


def delete_labels(workbook: openpyxl.Workbook) -> None:
    sheet_of(workbook).delete_rows(LABELS)


def delete_heading(workbook: openpyxl.Workbook) -> None:
    sheet = sheet_of(workbook)
    sheet.merged_cells.ranges.clear()
    sheet.delete_rows(1)


@pytest.mark.parametrize(
    "change",
    [
        insert_rows,
        insert_columns,
        move_a_column,
        rename_and_reorder,
        relabel,
        delete_mark_column,
        delete_labels,
        delete_heading,
    ],
)
def test_a_form_made_over_says_the_same(path: Path, change: Change) -> None:
    tables = come_back(path, change=change)
    assert tables.problems == ()
    assert members(tables) == list(MEMBERS.rows)


def without(key: str, rows: tuple[Mapping[str, Content], ...]) -> list[Mapping[str, Content]]:
    return [{k: v for k, v in row.items() if k != key} for row in rows]


def delete_keys_and_marks(workbook: openpyxl.Workbook) -> None:
    sheet = sheet_of(workbook)
    sheet.merged_cells.ranges.clear()
    sheet.delete_rows(KEYS)
    sheet.delete_cols(1)
    sheet.cell(2, NAME - 1).value = "TÊN  ĐƠN VỊ"
    sheet.title = "Sheet1"


@pytest.mark.parametrize("change", [delete_keys, delete_keys_and_marks])
def test_without_keys_the_labels_tell_the_columns(path: Path, change: Change) -> None:
    tables = come_back(path, change=change)
    assert tables.problems == ()
    assert members(tables) == list(MEMBERS.rows)


def test_a_column_made_anew_is_known_by_its_label(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = sheet_of(workbook)
        sheet.merged_cells.ranges.clear()
        sheet.delete_cols(HEAD)
        sheet.cell(LABELS, 20).value = "thủ trưởng"
        sheet.cell(FIRST + 1, 20).value = "Lê Thị Bình"

    tables = come_back(path, change=change)
    assert tables.problems == ()
    assert members(tables)[1]["head"] == "Lê Thị Bình"


def test_rows_below_the_table_are_read_and_empty_ones_are_not(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet_of(workbook).cell(300, NAME).value = "Sở Xây dựng"
        sheet_of(workbook).cell(301, HEAD).value = "  "

    tables = come_back(path, change=change)
    assert members(tables) == [*MEMBERS.rows, {"name": "Sở Xây dựng"}]
    assert tables.tables[0].rows[-1].source.cell == "300"


def test_a_table_pasted_below_itself_gives_no_row_of_labels(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = sheet_of(workbook)
        for row in range(1, 6):
            for column in range(1, LEADS + 1):
                sheet.cell(row + 20, column).value = sheet.cell(row, column).value

    tables = come_back(path, change=change)
    assert members(tables) == [*MEMBERS.rows, *MEMBERS.rows]


def test_merged_cells_say_what_they_show(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = sheet_of(workbook)
        sheet.merge_cells(start_row=FIRST, end_row=FIRST + 1, start_column=HEAD, end_column=HEAD)

    tables = come_back(path, change=change)
    assert members(tables) == list(MEMBERS.rows)


# -- nothing is passed over in silence ----------------------------------------------------------


def test_cells_beside_the_table_are_told_by_name(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = sheet_of(workbook)
        sheet.cell(LABELS, 11).value = "Điện thoại"
        sheet.cell(FIRST, 11).value = "0912"
        sheet.cell(40, 11).value = "0913"

    tables = come_back(path, change=change)
    (problem,) = tables.problems
    assert problem.severity is Severity.WARNING
    assert problem.source == Source(str(path), FIRST, 11, "Danh sách thành viên")
    assert str(problem.message) == (
        "the column “Điện thoại” is not one of the form, and is not read: K4, K40"
    )
    assert [cell.value for cell in tables.tables[0].ignored] == ["0912", "0913"]


def test_a_line_above_the_table_is_told(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = sheet_of(workbook)
        sheet.insert_rows(LABELS)
        sheet.cell(LABELS, HEAD).value = "Số liệu đến 30/11"

    tables = come_back(path, change=change)
    assert [str(p.message) for p in tables.problems] == [
        "what stands outside the table is not read: D3"
    ]
    assert members(tables) == list(MEMBERS.rows)


def test_a_word_beside_our_heading_is_told(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet_of(workbook).cell(1, 14).value = "xem lại"
        sheet_of(workbook).cell(FIRST + 2, NAME).value = "bloc: xem/lại"

    tables = come_back(path, change=change)
    assert [str(p.message) for p in tables.problems] == [
        "what stands outside the table is not read: N1"
    ]
    assert members(tables)[-1] == {"name": "bloc: xem/lại"}


def test_a_column_that_occurs_twice_is_an_error(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet = sheet_of(workbook)
        for row in range(1, 6):
            sheet.cell(row, 12).value = sheet.cell(row, HEAD).value

    (problem,) = come_back(path, change=change).problems
    assert (problem.code, problem.severity) == ("column-twice", Severity.ERROR)
    assert str(problem.message) == "the columns D and L are the same column of the form"


def test_a_sheet_that_occurs_twice_is_an_error(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook.copy_worksheet(sheet_of(workbook)).title = "Bản sao"

    (problem,) = come_back(path, change=change).problems
    assert (problem.code, problem.source) == ("table-twice", Source(str(path), sheet="Bản sao"))


def test_a_missing_column_is_told(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet_of(workbook).delete_cols(SCORE)

    tables = come_back(path, change=change)
    assert [str(p.message) for p in tables.problems] == ["the column “Điểm tự chấm” is missing"]
    assert members(tables) == without("score", MEMBERS.rows)


def test_sheets_of_the_clerk_are_told_if_they_hold_something(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        workbook.create_sheet("Trống")
        workbook.create_sheet("Nháp")["B2"] = "tính thử"

    tables = come_back(path, change=change)
    assert [(p.code, p.severity, p.source) for p in tables.problems] == [
        ("sheet-not-read", Severity.WARNING, Source(str(path), sheet="Nháp"))
    ]


def test_a_sheet_of_ours_without_keys_and_labels_is_an_error(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        sheet_of(workbook).delete_rows(1, 3)

    (problem,) = come_back(path, change=change).problems
    assert (problem.code, problem.severity) == ("no-labels", Severity.ERROR)


def test_of_tables_with_the_same_labels_the_name_tells_and_no_guess(path: Path) -> None:
    columns = (Column("a", "Nội dung"), Column("b", "Số liệu", Kind.NUMBER))
    tables = tuple(
        Table(key, title, columns, ({"a": key, "b": 1},))
        for key, title in (("one", "Kinh tế"), ("two", "Xã hội"))
    )
    form = Form({}, "t", (), tables)

    def lose_keys(workbook: openpyxl.Workbook) -> None:
        for number in (1, 2):
            sheet_of(workbook, number).delete_rows(KEYS)

    def lose_names(workbook: openpyxl.Workbook) -> None:
        lose_keys(workbook)
        sheet_of(workbook, 1).title = "Sheet1"

    found = come_back(path, form, lose_keys)
    assert found.problems == ()
    assert [(t.key, values(t, tables[0])[0]["a"]) for t in found.tables] == [
        ("one", "one"),
        ("two", "two"),
    ]
    found = come_back(path, form, lose_names)
    assert [t.key for t in found.tables] == ["two"]
    assert [(p.code, p.severity) for p in found.problems] == [("no-labels", Severity.ERROR)]


def test_the_stamp_survives_the_loss_of_its_sheet(path: Path) -> None:
    def change(workbook: openpyxl.Workbook) -> None:
        del workbook["_bloc"]

    assert come_back(path, change=change).stamp == FORM.stamp


# -- what a cell says ---------------------------------------------------------------------------

PLACE = Source("phieu.xlsx", 5, 3, "Bảng")


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        (Kind.TEXT, 100, "100"),
        (Kind.TEXT, Decimal("12.5"), "12,5"),
        (Kind.TEXT, date(2023, 2, 1), "01/02/2023"),
        (Kind.NUMBER, "1.234,5", "1.234,5"),
        (Kind.NUMBER, "gần 300", "gần 300"),
        (Kind.NUMBER, "5", "5"),
        (Kind.WHOLE, 5, 5),
        (Kind.DATE, date(2023, 2, 1), date(2023, 2, 1)),
        (Kind.DATE, "ngày 1/2/2023", "ngày 1/2/2023"),
        (Kind.YES, "X", True),
        (Kind.YES, "Có ", True),
        (Kind.YES, True, True),
        (Kind.YES, 1, True),
        (Kind.YES, "đúng", True),
        (Kind.YES, "không", False),
        (Kind.YES, 0, False),
        (Kind.CHOICE, " KHÁC", "other"),
        (Kind.CHOICE, "three", "three"),
        (Kind.CHOICE, "một,  hai", "one"),
    ],
)
def test_a_cell_is_read_as_it_is_meant(kind: Kind, typed: Content, meant: Content) -> None:
    value = value_of(Cell(typed, PLACE), Column("a", "A", kind, CHOICES))
    assert value == meant
    assert type(value) is type(meant)


@pytest.mark.parametrize(
    ("kind", "share", "meant"),
    [
        (Kind.NUMBER, Decimal("0.125"), "12,5%"),
        (Kind.NUMBER, 1, "100%"),
        (Kind.WHOLE, Decimal("0.5"), "50%"),
        (Kind.TEXT, Decimal("0.125"), "12,5%"),
    ],
)
def test_a_cell_of_per_cent_gives_what_it_shows(
    kind: Kind, share: int | Decimal, meant: Content
) -> None:
    assert value_of(Cell(share, PLACE, percent=True), Column("a", "A", kind)) == meant


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        (Kind.CHOICE, "Kháck", "“Kháck” is not one of the choices of “A”"),
        (Kind.YES, "hai", "“A” takes “có” or nothing, not hai"),
        (Kind.WHOLE, Decimal("12.5"), "“A” takes a whole number, not 12,5"),
        (Kind.NUMBER, date(2023, 2, 1), "“A” takes a number, not 01/02/2023"),
        (Kind.NUMBER, True, "“A” takes a number, not TRUE"),
        (Kind.DATE, 2023, "“A” takes a day, not 2023"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_place(
    kind: Kind, typed: Content, says: str
) -> None:
    problem = value_of(Cell(typed, PLACE), Column("a", "A", kind, CHOICES))
    assert isinstance(problem, Problem)
    assert (problem.source, str(problem.message)) == (PLACE, says)
    assert problem.hint
    if kind is Kind.CHOICE:
        assert str(problem.hint) == "choose from the list: “Khác”"


# -- the copy that goes back with its mistakes marked -------------------------------------------

SHEET = "Danh sách thành viên"


def problems_at(path: str, *places: tuple[int, int]) -> list[Problem]:
    return [
        Problem(
            f"p{n}",
            msg("mistake number {n}", n=n),
            Source(path, row, column, SHEET),
            msg("mend number {n}", n=n),
        )
        for n, (row, column) in enumerate(places)
    ]


def annotated(content: bytes, problems: list[Problem]) -> openpyxl.Workbook:
    result = annotate(content, problems, ENGLISH)
    assert result
    return openpyxl.load_workbook(io.BytesIO(result))


def test_mistakes_are_shown_where_they_are_and_listed_first(path: Path) -> None:
    path.write_bytes(write_form(FORM))
    before = openpyxl.load_workbook(path)
    sheet_of(before).cell(FIRST, HEAD).comment = Comment("hỏi lại chị Lan", "An")
    before.save(path)
    problems = problems_at(str(path), (FIRST, HEAD), (FIRST, HEAD), (FIRST + 1, SCORE))
    problems.append(Problem("row", msg("=the row lacks a head"), Source(str(path), 5, 0, SHEET)))
    problems.append(Problem("all", msg("the form is of another year"), Source(str(path))))
    workbook = annotated(path.read_bytes(), problems)

    sheet = workbook[SHEET]
    assert sheet.cell(FIRST, HEAD).comment.text == (
        "hỏi lại chị Lan\n\n— bloc —\nMistake number 0\nMend number 0\n\n"
        "Mistake number 1\nMend number 1"
    )
    assert sheet.cell(FIRST + 1, SCORE).comment.author == "bloc"
    assert sheet.cell(FIRST + 1, SCORE).fill.fgColor.rgb == "FFFFB3AD"
    assert sheet.cell(FIRST + 1, SCORE).value == 0.1
    # A row is marked at its first cell that can be seen.
    assert "lacks a head" in sheet.cell(FIRST + 1, NAME).comment.text

    mistakes = workbook.worksheets[0]
    rows = [[cell.value for cell in row] for row in mistakes.iter_rows(min_row=3)]
    assert [row[1:4] for row in rows] == [
        [str(path), None, "The form is of another year"],
        [SHEET, "D4", "Mistake number 0"],
        [SHEET, "D4", "Mistake number 1"],
        [SHEET, "C5", "=the row lacks a head"],
        [SHEET, "F5", "Mistake number 2"],
    ]
    assert mistakes["C4"].hyperlink.location == f"'{SHEET}'!D4"
    assert workbook.active is mistakes
    assert [s.title for s in workbook.worksheets if s.sheet_view.tabSelected] == [mistakes.title]


def test_the_form_stays_a_form_when_it_is_annotated(path: Path) -> None:
    original = write_form(FORM)
    result = annotate(original, problems_at("x", (FIRST, HEAD)), ENGLISH)
    assert result
    path.write_bytes(result)
    tables = read_tables(read_workbook(path), FORM.tables)
    assert tables.problems == ()
    assert tables.stamp == FORM.stamp
    assert members(tables) == list(MEMBERS.rows)
    before = sheet_of(openpyxl.load_workbook(io.BytesIO(original)))
    after = openpyxl.load_workbook(path)[SHEET]
    assert after.protection.sheet
    assert after.row_dimensions[KEYS].hidden
    assert after.column_dimensions["A"].hidden
    assert after.freeze_panes == before.freeze_panes
    assert after.print_title_rows == before.print_title_rows
    assert {str(v.sqref): v.formula1 for v in after.data_validations.dataValidation} == {
        str(v.sqref): v.formula1 for v in before.data_validations.dataValidation
    }
    assert not after.cell(FIRST, HEAD).protection.locked
    assert faults(path) == []


def test_a_second_round_starts_clean() -> None:
    once = annotate(write_form(FORM), problems_at("x", (FIRST, HEAD), (FIRST, NAME)), ENGLISH)
    assert once
    workbook = annotated(once, problems_at("x", (FIRST, SCORE)))
    assert len(workbook.worksheets) == 5
    sheet = workbook[SHEET]
    original = sheet_of(openpyxl.load_workbook(io.BytesIO(write_form(FORM))))
    for column in (NAME, HEAD):
        assert sheet.cell(FIRST, column).comment is None
        fill = original.cell(FIRST, column).fill.fgColor.rgb
        assert sheet.cell(FIRST, column).fill.fgColor.rgb == fill
    assert sheet.cell(FIRST, SCORE).comment


def test_a_mistake_under_a_merged_cell_is_marked_where_it_shows(path: Path) -> None:
    path.write_bytes(write_form(FORM))
    before = openpyxl.load_workbook(path)
    sheet_of(before).merge_cells("D4:D6")
    before.save(path)
    workbook = annotated(path.read_bytes(), problems_at("x", (6, HEAD)))
    assert workbook[SHEET]["D4"].comment


def test_a_sheet_formatted_to_its_last_cell_is_annotated_at_once(path: Path) -> None:
    path.write_bytes(write_form(FORM))
    before = openpyxl.load_workbook(path)
    sheet_of(before).cell(1_048_576, 16_384).number_format = "0.00"
    before.save(path)
    workbook = annotated(path.read_bytes(), problems_at("x", (FIRST, HEAD), (FIRST, 0)))
    assert workbook[SHEET].cell(FIRST, HEAD).comment


def test_texts_like_formulas_stay_texts_in_the_copy(path: Path) -> None:
    table = Table("t", SHEET, (Column("a", "A"),), ({"a": "=1+1"},))
    result = annotate(
        write_form(Form({}, "t", (), (table,))), problems_at("x", (FIRST, 2)), ENGLISH
    )
    assert result
    path.write_bytes(result)
    assert values(read_tables(read_workbook(path)).tables[0], table) == [{"a": "=1+1"}]


def test_an_ods_is_not_annotated() -> None:
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert annotate(ods.getvalue(), [], ENGLISH) is None
