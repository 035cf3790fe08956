"""Workbooks from other people's machines: what is refused, and with which words."""

from __future__ import annotations

import random
import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.collect.workbook import Workbook, read_workbook
from pipeline.errors import InputError, Problem
from tests.workbooks import (
    ods,
    ods_cell,
    packed,
    relation,
    relations,
    types,
    with_directory,
    worksheet,
    written,
    xlsx,
)


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
    missing = refusal(tmp_path / "nowhere.xlsx")
    assert str(missing.message) == "there is no such file"
    assert "is its name written right" in str(missing.hint)


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
    assert refusal(written(tmp_path, tags)).code == "workbook-too-large"
    for parts in (many, flat, big):
        assert refusal(written(tmp_path, parts)).code == "workbook-bomb"


def test_empty_rows_with_formats_are_a_slip_and_no_attack(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}" ht="20" customHeight="1"/>' for n in range(2, 1_048_577))
    problem = refusal(written(tmp_path, xlsx(rows)))
    assert problem.code == "workbook-too-large"
    assert "overwhelm" not in str(problem.message)
    assert "select the rows below the table" in str(problem.hint)


def test_a_cell_far_out_is_to_be_deleted(tmp_path: Path) -> None:
    cell = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    problem = refusal(written(tmp_path, xlsx(cell)))
    assert problem.source
    assert problem.source.cell == "XFD1048576"
    assert "delete what stands in it" in str(problem.hint)
    assert "new workbook" not in str(problem.hint)


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        (b"%PDF-1.7\n\x00\x01", "ask the sender for the form itself"),
        (b"\xff\xd8\xff\xe0\x00", "ask the sender for the form itself"),
        (packed({"a.txt": "b"}), "unpack it first"),
        (b"<html><table><tr><td>1</td></tr></table>", "Save As"),
        ("Tên,Điểm\nHà Tĩnh,9\n".encode(), "Save As"),
    ],
    ids=["pdf", "picture", "archive", "web page", "csv"],
)
def test_only_what_excel_opens_is_to_be_saved_from_excel(
    tmp_path: Path, content: bytes, hint: str
) -> None:
    assert hint in str(refusal(written(tmp_path, content)).hint)


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
