"""What a workbook from another machine must be before a parser sees it: the one door to its parts.

Macros, links, embedded programs, entities, zip bombs and files that are no workbook are refused
here, by what the file holds and not by its name. What passes is a :class:`Package` of XML parts.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path as FilePath

from lxml import etree

from pipeline.collect.workbook import contents
from pipeline.collect.workbook.grid import damaged
from pipeline.errors import InputError, Message, Problem, Source, cannot_read, msg

_LARGEST_FILE = 20_000_000
_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 50_000_000
# Forms unpack to about ten times their size, a column of equal cells to a hundred times.
_HIGHEST_RATIO = 250
_NO_RATIO_BELOW = 1_000_000
# Tags and attributes; a filled cell has some seven. Each takes memory out of proportion to its
# bytes in the file.
_MOST_MARKS = 4_000_000

_DECLARED = re.compile(r"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([^\"']*)")
_OLE2 = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK\x03\x04"

_COPY_OVER = msg(
    "open it in Excel, copy the cells into a new workbook (Paste Special > Values), "
    "and use that one"
)
_SAVE_AS = msg(
    "open it in Excel and choose File > Save As, type “Excel Workbook (*.xlsx)”, without a password"
)


_ASK_FOR_WORKBOOK = msg(
    "ask the sender for the form itself, filled in as an Excel workbook (.xlsx); if it is packed in"
    " an archive, unpack it first"
)


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts of a workbook that was found safe, by their names in small letters."""

    path: str
    sha256: str
    is_ods: bool
    parts: Mapping[str, etree._Element]

    def root(self, name: str) -> etree._Element:
        """The XML of a part that must be there."""
        part = self.parts.get(name.lower())
        if part is None:
            raise damaged(self.path, msg("the part {name} is missing", name=name[:80]))
        return part


def open_package(path: FilePath) -> Package:
    """Open the workbook, if it is one and safe to read.

    Raises:
        InputError: with the reason why it is refused.
    """
    shown = path.as_posix()
    content = _content(path, shown)
    _refuse_other_kinds(content, shown)
    opened = _Zip(content, shown)
    mimetype = opened.raw("mimetype").decode("ascii", "replace").strip()
    types = opened.xml("[content_types].xml")
    kind = contents.kind_of(opened.names, mimetype, types)
    if isinstance(kind, Message):
        raise _other_kind(kind, shown, _ASK_FOR_WORKBOOK)
    if kind == "ods":
        manifest = opened.xml("meta-inf/manifest.xml")
        if manifest is not None and contents.is_encrypted(manifest):
            raise _password(shown)
    else:
        manifest = None
    _refuse_macros(contents.macros(path.suffix, opened.names, types), shown)
    _refuse_embedded(contents.links_by_name(opened.names), shown)
    parts = {name: root for name in opened.names if (root := opened.xml(name)) is not None}
    for name, root in parts.items():
        if kind == "ods":
            _refuse_macros(contents.macros_in_ods(root), shown)
            _refuse_embedded(contents.links_in_ods(root, opened.names, manifest), shown)
        elif name.endswith(".rels"):
            _refuse_embedded(contents.links_in_relations(root), shown)
    return Package(shown, hashlib.sha256(content).hexdigest(), kind == "ods", parts)


def _content(path: FilePath, shown: str) -> bytes:
    """The bytes of the file, never more than the limit."""
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise InputError(
                Problem(
                    "unreadable",
                    msg("this is a folder or a device, not a file"),
                    Source(shown),
                    msg("give the workbook itself"),
                )
            )
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(cannot_read(shown, error)) from error
    if len(content) > _LARGEST_FILE:
        raise _refused(
            "file-too-large",
            msg("the file is larger than {limit} bytes", limit=_LARGEST_FILE),
            shown,
            msg("is it the right file? Delete pictures from it, or copy the cells into a new one"),
        )
    return content


def _refuse_other_kinds(content: bytes, shown: str) -> None:
    """Refuse what is not even a zip archive, saying what it is."""
    if not content:
        raise _refused(
            "empty-file",
            msg("the file is empty (0 bytes)"),
            shown,
            msg("ask the sender for it again; it was probably cut off when it was copied"),
        )
    if content.startswith(_OLE2):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _password(shown)
        raise _refused(
            "workbook-old",
            msg("the file is of the kind Excel wrote before 2007 (.xls), or has a password"),
            shown,
            _SAVE_AS,
        )
    if not content.startswith(_ZIP):
        kind, is_table = contents.kind_of_bytes(content)
        raise _other_kind(kind, shown, _SAVE_AS if is_table else _ASK_FOR_WORKBOOK)


def _other_kind(kind: Message, shown: str, hint: Message) -> InputError:
    what = msg("this is {kind}, not a workbook", kind=kind)
    return _refused("not-a-workbook", what, shown, hint)


class _Zip:
    """A zip archive whose directory is plausible; unpacks with a hard limit."""

    def __init__(self, content: bytes, shown: str) -> None:
        self.content = content
        self.shown = shown
        self.unpacked = 0
        self.marks = 0
        self._roots: dict[str, etree._Element] = {}
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                entries = archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise damaged(shown, msg("it is cut off or its directory is unreadable")) from error
        self._refuse_directory(entries)
        files = [entry for entry in entries if not entry.orig_filename.endswith("/")]
        self.names = {entry.orig_filename.lower(): entry for entry in files}

    def _refuse_directory(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > _MOST_ENTRIES:
            raise self._bomb(msg("it holds more than {limit} files", limit=_MOST_ENTRIES))
        seen: set[str] = set()
        for entry in entries:
            name = entry.orig_filename
            if re.search(r"^[/~]|\\|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)|[\x00-\x1f]", name):
                raise _refused(
                    "workbook-names",
                    msg("the file holds a part that points outside of it: {name}", name=name[:80]),
                    self.shown,
                    _COPY_OVER,
                )
            if name.lower() in seen:
                raise _refused(
                    "workbook-duplicates",
                    msg("the file holds the part {name} twice", name=name[:80]),
                    self.shown,
                    _COPY_OVER,
                )
            seen.add(name.lower())
            if entry.flag_bits & 0x1:
                raise _password(self.shown)
            size, packed = entry.file_size, entry.compress_size
            if size > _NO_RATIO_BELOW and size > packed * _HIGHEST_RATIO:
                what = msg(
                    "{name} is packed to less than a {ratio}th of its size",
                    name=name[:80],
                    ratio=_HIGHEST_RATIO,
                )
                raise self._bomb(what, is_sheet=_is_sheet(name))
        if sum(entry.file_size for entry in entries) > _MOST_UNPACKED:
            what = msg("it unpacks to more than {limit} bytes", limit=_MOST_UNPACKED)
            largest = max(entries, key=lambda entry: entry.file_size)
            raise self._bomb(what, is_sheet=_is_sheet(largest.orig_filename))

    def _bomb(self, what: Message, is_sheet: bool = False) -> InputError:
        if is_sheet:
            # More often a slip than an attack: a format was given to all rows of a sheet.
            return _refused(
                "workbook-too-large",
                msg("a sheet of the workbook is far larger than a form: {what}", what=what),
                self.shown,
                msg(
                    "its empty rows may have formats, down to the last row of the sheet: in Excel"
                    " select the rows below the table (Ctrl+Shift+↓), delete them (Ctrl+-) and save"
                    " the workbook again"
                ),
            )
        return _refused(
            "workbook-bomb",
            msg("the file is packed in a way that can overwhelm a computer: {what}", what=what),
            self.shown,
            msg("do not use it; ask the sender to copy the cells into a new workbook"),
        )

    def raw(self, name: str) -> bytes:
        """The bytes of an entry, or none if there is no such entry.

        Unpacked here and not by ``zipfile``, which believes the size the directory states.
        """
        if name not in self.names:
            return b""
        entry = self.names[name]
        start = entry.header_offset + 30
        header = self.content[entry.header_offset : start]
        if len(header) < 30 or header[:4] != _ZIP:
            raise damaged(self.shown, msg("the part {name} is unreadable", name=name[:80]))
        name_length, extra_length = struct.unpack("<HH", header[26:])
        if self.content[start : start + name_length] != _written_name(entry):
            raise damaged(self.shown, msg("the part {name} goes by two names", name=name[:80]))
        start += name_length + extra_length
        packed = self.content[start : start + entry.compress_size]
        try:
            data = self._inflate(packed, entry)
        except zlib.error as error:
            reason = msg("the part {name} is unreadable", name=name[:80])
            raise damaged(self.shown, reason) from error
        if len(data) > entry.file_size:
            raise self._bomb(msg("{name} is larger than it says", name=name[:80]))
        self.unpacked += len(data)
        if self.unpacked > _MOST_UNPACKED:
            raise self._bomb(msg("it unpacks to more than {limit} bytes", limit=_MOST_UNPACKED))
        if len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
            raise damaged(self.shown, msg("the part {name} is unreadable", name=name[:80]))
        return data

    def _inflate(self, packed: bytes, entry: zipfile.ZipInfo) -> bytes:
        """One byte more than the directory states, at most."""
        if entry.compress_type == zipfile.ZIP_STORED:
            return packed[: entry.file_size + 1]
        if entry.compress_type == zipfile.ZIP_DEFLATED:
            return zlib.decompressobj(-15).decompress(packed, entry.file_size + 1)
        raise damaged(self.shown, msg("it is packed in a way spreadsheets do not use"))

    def xml(self, name: str) -> etree._Element | None:
        """The root of an XML part, or None if the entry is none."""
        if name not in self.names or not name.endswith((".xml", ".rels", ".rdf")):
            return None
        if name not in self._roots:
            self._roots[name] = self._parsed(name)
        return self._roots[name]

    def _parsed(self, name: str) -> etree._Element:
        unreadable = msg("the part {name} is not well-formed", name=name[:80])
        try:
            text = _decoded(self.raw(name))
        except UnicodeError as error:
            raise damaged(self.shown, unreadable) from error
        if found := re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
            raise _refused(
                "workbook-entities",
                msg(
                    "the part {name} holds a declaration ({found}) that workbooks do not have "
                    "and attacks use",
                    name=name[:80],
                    found=found[0],
                ),
                self.shown,
                _COPY_OVER,
            )
        self.marks += text.count("<") + text.count("=")
        if self.marks > _MOST_MARKS:
            what = msg("it holds more than {limit} cells and marks", limit=_MOST_MARKS)
            raise self._bomb(what, is_sheet=_is_sheet(name))
        # The parser reads the very text that was searched, in the encoding given here.
        parser = etree.XMLParser(
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            recover=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(text.encode(), parser)
        except (etree.XMLSyntaxError, UnicodeError) as error:
            raise damaged(self.shown, unreadable) from error


def _is_sheet(name: str) -> bool:
    return name.lower().startswith("xl/worksheets/") or name.lower() == "content.xml"


def _written_name(entry: zipfile.ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & 0x800 else "cp437")


def _decoded(content: bytes) -> str:
    """The text of an XML part, in one of the encodings spreadsheets write."""
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif content[:2] == b"<\x00":
        encoding = "utf-16-le"
    elif content[:2] == b"\x00<":
        encoding = "utf-16-be"
    text = content.decode(encoding)
    declared = _DECLARED.match(text)
    if declared and declared[1].lower() not in {"utf-8", "utf8", "us-ascii", "ascii", "utf-16"}:
        raise UnicodeError(declared[1])
    return text


def _refuse_macros(what: Message | None, shown: str) -> None:
    if what is not None:
        raise _refused(
            "workbook-macros",
            msg("the workbook can carry macros, that is, programs: {what}", what=what),
            shown,
            _SAVE_AS,
        )


def _refuse_embedded(what: contents.Finding | None, shown: str) -> None:
    if what is None:
        return
    if what.embedded:
        raise _refused(
            "workbook-embedded",
            msg("the workbook has another file or program inside: {what}", what=what.message),
            shown,
            msg("click on that object in the sheet, press Delete, and save the workbook again"),
        )
    raise _refused(
        "workbook-links",
        msg("the workbook takes data from elsewhere: {what}", what=what.message),
        shown,
        msg(
            "in Excel choose Data > Edit Links > Break Link, or delete the connection under "
            "Data > Queries & Connections (in LibreOffice: Edit > Links), and save again"
        ),
    )


def _password(shown: str) -> InputError:
    return _refused(
        "workbook-password",
        msg("the workbook is locked with a password"),
        shown,
        msg(
            "open it in Excel, choose File > Info > Protect Workbook > Encrypt with Password, "
            "empty the box, and save it again"
        ),
    )


def _refused(code: str, message: Message, shown: str, hint: Message = _SAVE_AS) -> InputError:
    return InputError(Problem(code, message, Source(shown), hint))
