"""Workbooks built by hand, sound and hostile, as ``{part: XML}`` that a test changes."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Parts = dict[str, "str | bytes"]


def relation(number: int, kind: str, target: str, outside: bool = False) -> str:
    mode = ' TargetMode="External"' if outside else ""
    return f'<Relationship Id="r{number}" Type="{RELATIONS}/{kind}" Target="{target}"{mode}/>'


def relations(*entries: str) -> str:
    return (
        f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(entries)}</Relationships>'
    )


def types(main: str = f"{SHEET_TYPE}.sheet.main+xml", more: str = "") -> str:
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{more}</Types>'
    )


def worksheet(cells: str, after: str = "", namespace: str = MAIN) -> str:
    """A sheet of ``<row>`` elements."""
    return f'{HEAD}<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData>{after}</worksheet>'


def xlsx(
    cells: str = '<row r="1"><c r="A1" t="inlineStr"><is><t>Hà Tĩnh</t></is></c></row>',
    after: str = "",
    *,
    strings: str = "",
    formats: str = "",
    cell_formats: tuple[int, ...] = (),
    setting: str = "",
) -> Parts:
    """The parts of a workbook with one sheet, “Điểm”."""
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *cell_formats))
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": relations(relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr {setting}/>'
            '<sheets><sheet name="Điểm" sheetId="1" r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations(
            relation(1, "worksheet", "worksheets/sheet1.xml"),
            relation(2, "sharedStrings", "sharedStrings.xml"),
            relation(3, "styles", "styles.xml"),
        ),
        "xl/worksheets/sheet1.xml": worksheet(cells, after),
        "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{MAIN}">{strings}</sst>',
        "xl/styles.xml": (
            f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
            f"<cellXfs>{styles}</cellXfs></styleSheet>"
        ),
    }


_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODF_NAMES = "".join(
    f' xmlns:{short}="{_ODF}:{short}:1.0"'
    for short in ("office", "table", "text", "style", "meta", "manifest", "script")
) + (
    f' xmlns:draw="{_ODF}:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def ods(
    rows: str = "<table:table-row><table:table-cell><text:p>Hà Tĩnh</text:p></table:table-cell>"
    "</table:table-row>",
    before: str = "",
    styles: str = "",
) -> Parts:
    """The parts of a LibreOffice workbook with one sheet, “Điểm”."""
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": (
            f"{HEAD}<office:document-content{ODF_NAMES}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:spreadsheet>{before}"
            f'<table:table table:name="Điểm" table:style-name="ta1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>"
        ),
        "META-INF/manifest.xml": (
            f"{HEAD}<manifest:manifest{ODF_NAMES}>"
            '<manifest:file-entry manifest:full-path="Object 1/" '
            'manifest:media-type="application/vnd.oasis.opendocument.chart"/>'
            "</manifest:manifest>"
        ),
    }


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def written(folder: Path, content: Mapping[str, str | bytes] | bytes, name: str = "") -> Path:
    """The workbook as a file of ``folder``."""
    if not isinstance(content, bytes):
        name = name or ("khoi.ods" if "mimetype" in content else "khoi.xlsx")
        content = packed(content)
    path = folder / (name or "khoi.xlsx")
    path.write_bytes(content)
    return path


def with_directory(content: bytes, part: str, at: int, value: bytes) -> bytes:
    """The archive with bytes of the central directory's entry for ``part`` overwritten.

    ``at`` counts from the beginning of the entry.
    """
    name = part.encode()
    start = content.rindex(struct.pack("<4s", b"PK\x01\x02"), 0, content.rindex(name))
    return content[: start + at] + value + content[start + at + len(value) :]


def ods_cell(attributes: str = "", text: str = "") -> str:
    inner = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}>{inner}</table:table-cell>"
