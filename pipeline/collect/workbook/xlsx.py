"""The cells of an Excel workbook (.xlsx), from XML that ``safety`` found safe.

Read here and not by openpyxl: its import alone takes longer than reading a form, it knows formulas
only from the first cell of an array, gives up on a whole file for one odd number, and does not
read workbooks saved as “Strict Open XML”.
"""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from lxml import etree

from pipeline.collect.workbook.contents import attribute, local_name
from pipeline.collect.workbook.grid import Range, SheetBuilder, WorkbookBuilder, damaged
from pipeline.collect.workbook.safety import Package
from pipeline.errors import msg

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_FORMAT = re.compile(r"\"[^\"]*\"|\\.|[_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]")
"""Parts of a number format that are printed as they are, or name a colour or a language."""

# Number formats with a fixed meaning; 27-36 and 50-58 are days in East Asian editions.
_BUILTIN_DAYS = {14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 59)}
_BUILTIN_TIMES = {18, 19, 20, 21, *range(32, 36), 45, 46, 47}
_BUILTIN_PERCENT = {9, 10}


class _Shows(Enum):
    """What a number format makes of a number."""

    NUMBER = auto()
    PERCENT = auto()
    DAY = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the cells of all sheets refer to."""

    strings: tuple[str, ...]
    formats: tuple[_Shows, ...]
    from_1904: bool


def read_xlsx(package: Package, workbook: WorkbookBuilder) -> None:
    """Fill the workbook with what the package holds."""
    start = _relations(package, "")
    main = next((t for kind, t in start.values() if kind == "officeDocument"), "xl/workbook.xml")
    for kind, target in start.values():
        if kind == "custom-properties" and target.lower() in package.parts:
            for entry in package.root(target):
                workbook.names[entry.get("name", "")] = "".join(map(str, entry.itertext()))
    root = package.root(main)
    relations = _relations(package, main)
    shared = _shared(package, root, dict(relations.values()))
    read: set[str] = set()
    for entry in root.iterfind("{*}sheets/{*}sheet"):
        name = entry.get("name", "")
        kind, target = relations.get(attribute(entry, "id") or "", ("", ""))
        if kind == "chartsheet":
            continue
        if kind != "worksheet" or target in read:
            raise damaged(package.path, msg("the sheet “{name}” is missing", name=name))
        read.add(target)
        sheet = workbook.sheet(name, entry.get("state", "visible") != "visible")
        _read_sheet(package.root(target), sheet, shared)
    if not read:
        raise damaged(package.path, msg("it holds no sheet"))


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """The last word of each relation's kind, and the part it leads to, by its id."""
    folder, name = posixpath.split(part)
    root = package.parts.get(posixpath.join(folder, "_rels", f"{name}.rels").lower())
    found: dict[str, tuple[str, str]] = {}
    for relation in root if root is not None else ():
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (_same_in_strict(kind), target.lstrip("/"))
    return found


def _same_in_strict(kind: str) -> str:
    return {"customProperties": "custom-properties"}.get(kind, kind)


def _shared(package: Package, root: etree._Element, parts: dict[str, str]) -> _Shared:
    strings: tuple[str, ...] = ()
    formats: tuple[_Shows, ...] = ()
    if "sharedStrings" in parts:
        texts = package.root(parts["sharedStrings"])
        strings = tuple(_text(entry) for entry in texts.iterfind("{*}si"))
    if "styles" in parts:
        formats = _formats(package.root(parts["styles"]))
    setting = root.find("{*}workbookPr")
    return _Shared(strings, formats, setting is not None and _is_true(setting.get("date1904")))


def _is_true(value: str | None) -> bool:
    return value in {"1", "true", "on"}


def _formats(styles: etree._Element) -> tuple[_Shows, ...]:
    """What each cell style shows."""
    own = {
        entry.get("numFmtId", ""): _shows(entry.get("formatCode", ""))
        for entry in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    return tuple(
        own.get(number) or _builtin(int(number))
        for number in (e.get("numFmtId", "0") for e in styles.iterfind("{*}cellXfs/{*}xf"))
    )


def _builtin(number: int) -> _Shows:
    if number in _BUILTIN_DAYS:
        return _Shows.DAY
    if number in _BUILTIN_TIMES:
        return _Shows.TIME
    return _Shows.PERCENT if number in _BUILTIN_PERCENT else _Shows.NUMBER


def _shows(code: str) -> _Shows:
    """What a number format such as ``dd/mm/yyyy;@`` or ``0.0%`` shows of a positive number."""
    if code.lower() in {"general", "standard", ""}:
        return _Shows.NUMBER
    signs = _NOT_FORMAT.sub("", code.lower()).split(";")[0]
    if re.search(r"[dy]", signs):
        return _Shows.DAY
    if re.search(r"[hs]|\[m", signs):
        return _Shows.TIME
    if "m" in signs:
        return _Shows.DAY
    return _Shows.PERCENT if "%" in signs else _Shows.NUMBER


def _read_sheet(root: etree._Element, sheet: SheetBuilder, shared: _Shared) -> None:
    for entry in root.iterfind("{*}mergeCells/{*}mergeCell"):
        sheet.merged.append(_range(entry.get("ref", "")))
    for row, column, cell in _cells(root):
        formula = cell.find("{*}f")
        if formula is None:
            _read_cell(cell, row, column, sheet, shared)
            continue
        sheet.formula(row, column, formula.text or "")
        if formula.get("ref") and formula.get("t") in {"array", "dataTable"}:
            sheet.computed.append(_range(formula.get("ref", "")))


def _cells(root: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells with their places; a row or cell that states none follows the one before."""
    row = 0
    for entry in root.iterfind("{*}sheetData/{*}row"):
        row = int(entry.get("r") or row + 1)
        column = 0
        for cell in entry.iterfind("{*}c"):
            stated = cell.get("r")
            place = _reference(stated) if stated else (row, column + 1)
            if place[0] != row:
                raise ValueError(f"{stated} in row {row}")
            column = place[1]
            if len(cell):
                yield row, column, cell


def _reference(text: str) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(text)
    if not found:
        raise ValueError(f"{text[:20]} is no cell")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


def _range(text: str) -> Range:
    first, _, last = text.partition(":")
    return (*_reference(first), *_reference(last or first))


def _read_cell(
    cell: etree._Element, row: int, column: int, sheet: SheetBuilder, shared: _Shared
) -> None:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        if (inline := cell.find("{*}is")) is not None:
            sheet.text(row, column, _text(inline))
        return
    value = cell.findtext("{*}v")
    if not value:
        return
    match kind:
        case "s":
            if not 0 <= (index := int(value)) < len(shared.strings):
                raise ValueError(f"text {index} of {len(shared.strings)}")
            sheet.text(row, column, shared.strings[index])
        case "str":
            sheet.text(row, column, _unescaped(value))
        case "b":
            sheet.truth(row, column, _is_true(value))
        case "e":
            sheet.error(row, column, value)
        case "d":
            sheet.day(row, column, iso_day(value), value)
        case "n":
            style = int(cell.get("s") or 0)
            known = 0 <= style < len(shared.formats)
            shows = shared.formats[style] if known else _Shows.NUMBER
            _read_number(value.strip(), row, column, sheet, (shows, shared.from_1904))
        case _:
            raise ValueError(f"cell of type {kind[:20]}")


def _read_number(
    value: str, row: int, column: int, sheet: SheetBuilder, meaning: tuple[_Shows, bool]
) -> None:
    shows, from_1904 = meaning
    match shows:
        case _Shows.DAY:
            sheet.day(row, column, _day(value, from_1904), value)
        case _Shows.TIME:
            sheet.day(row, column, None, value)
        case _:
            sheet.number(row, column, value, shows is _Shows.PERCENT)


def _day(value: str, from_1904: bool) -> date | None:
    """The day of a serial number.

    The count from 1900 has a 29 February 1900, number 60, which never was; day 0 is a time alone.
    """
    number = float(value)
    if not math.isfinite(number) or not 0 <= number < 3_000_000:
        return None
    days = int(number)
    if from_1904:
        start = date(1904, 1, 1)
    elif days in {0, 60}:
        return None
    else:
        start = date(1899, 12, 30) if days > 60 else date(1899, 12, 31)
    try:
        return start + timedelta(days)
    except OverflowError:
        return None


def iso_day(value: str) -> date | None:
    """The day of ``2023-12-26`` or ``2023-12-26T10:00:00``."""
    try:
        return date.fromisoformat(value.partition("T")[0])
    except ValueError:
        return None


def _text(entry: etree._Element) -> str:
    """The text of a shared or inline string without its formatting and its phonetic readings."""
    parts: list[str] = []
    for child in entry:
        if local_name(child) == "t":
            parts.append(child.text or "")
        elif local_name(child) == "r":
            parts += [run.text or "" for run in child.iterfind("{*}t")]
    return _unescaped("".join(parts))


def _unescaped(text: str) -> str:
    """The text with ``_x000D_`` and the like as the characters they stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
