"""A Word file as a package of parts: opened safely, read whole, packed again with changed parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from pipeline.errors import InputError, Message, Problem, Source, cannot_read, msg

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"

_OLE2 = b"\xd0\xcf\x11\xe0"
_LARGEST_FILE = 50_000_000
_LARGEST_PART = 60_000_000
_MOST_PARTS = 5_000

Element = etree._Element

_SAVE_AGAIN = msg("open it in Word and save it as a Word document (.docx), without a password")
_ASK_AGAIN = msg("open it in Word, which may repair it, and save it again as .docx")


def q(name: str) -> str:
    """The full name of a WordprocessingML tag or attribute."""
    return f"{{{W}}}{name}"


def value_of(node: Element | None, attribute: str = "val") -> str | None:
    """An attribute of a node that may be missing."""
    return None if node is None else node.get(q(attribute))


@dataclass(frozen=True)
class Package:
    """The parts of a Word file by name, as bytes; ``path`` is how the user calls the file."""

    path: str
    parts: Mapping[str, bytes]
    main: str
    """Name of the part with the text."""

    def xml(self, name: str) -> Element | None:
        """The XML of a part, or none where there is no such part.

        Raises:
            InputError: the part is damaged, or declares entities.
        """
        content = self.parts.get(name)
        return None if content is None else _parsed(content, self.path)

    @cached_property
    def document(self) -> Element:
        """The XML of the text."""
        return _parsed(self.parts[self.main], self.path)

    def related(self, kind: str) -> Element | None:
        """The part of one kind that the text refers to: ``styles``, ``numbering`` …"""
        return next((self.xml(name) for end, name in self._relations() if end == kind), None)

    def related_as(self, identity: str) -> Element | None:
        """The part that the text refers to by a relation's id: a header, a footer."""
        name = {
            rel.get("Id"): self._target(rel)
            for rel in self._relation_nodes()
            if rel.get("TargetMode") != "External"
        }.get(identity)
        return self.xml(name) if name else None

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The file with some of its parts replaced; the others as they were."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in self.parts.items():
                entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                archive.writestr(entry, changed.get(name, content), zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    def _relations(self) -> list[tuple[str, str]]:
        return [
            ((rel.get("Type") or "").rpartition("/")[2], self._target(rel))
            for rel in self._relation_nodes()
            if rel.get("TargetMode") != "External"
        ]

    def _relation_nodes(self) -> list[Element]:
        folder, name = posixpath.split(self.main)
        relations = self.xml(f"{folder}/_rels/{name}.rels".lstrip("/"))
        return [] if relations is None else relations.findall(_RELATION)

    def _target(self, relation: Element) -> str:
        target = relation.get("Target") or ""
        folder = posixpath.dirname(self.main)
        return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def read_package(path: Path) -> Package:
    """Read a Word file from the disk.

    Raises:
        InputError: it cannot be read, or is no Word file (see :func:`open_package`).
    """
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(cannot_read(path.as_posix(), error)) from error
    return open_package(content, path.as_posix())


def open_package(content: bytes, path: str) -> Package:
    """A Word file from its bytes; ``path`` is how messages call it.

    Raises:
        InputError: it is empty, too large, encrypted, of the old kind, damaged, or no Word file.
    """
    _refuse_other_kinds(content, path)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise _refused("encrypted", msg("the file has a password"), path, _SAVE_AGAIN)
            if len(entries) > _MOST_PARTS or sum(e.file_size for e in entries) > _LARGEST_PART:
                raise _too_large(path)
            parts = {e.filename: archive.read(e) for e in entries if not e.is_dir()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
        raise _damaged(path) from error
    main = _main_part(parts, path)
    if main is None or main not in parts:
        raise _not_word(path)
    if _STRICT in parts[main][:4000]:
        raise _refused(
            "strict-docx",
            msg("the file is of the kind “Strict Open XML Document”, which is not measured"),
            path,
            _SAVE_AGAIN,
        )
    package = Package(path, parts, main)
    if package.document.find(q("body")) is None:
        raise _not_word(path)
    return package


def _main_part(parts: Mapping[str, bytes], path: str) -> str | None:
    """The part that the package calls its document."""
    relations = parts.get("_rels/.rels")
    if relations is None:
        return None
    for relation in _parsed(relations, path).findall(_RELATION):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            name = (relation.get("Target") or "").lstrip("/")
            return name if name.startswith("word/") else None
    return None


def _refuse_other_kinds(content: bytes, path: str) -> None:
    if not content:
        raise _refused("empty-file", msg("the file is empty (0 bytes)"), path, _ASK_AGAIN)
    if len(content) > _LARGEST_FILE:
        raise _too_large(path)
    if content.startswith(_OLE2):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        what = (
            msg("the file has a password")
            if locked
            else msg("the file is of the kind Word wrote before 2007 (.doc)")
        )
        raise _refused("encrypted" if locked else "word-old", what, path, _SAVE_AGAIN)
    if not content.startswith(b"PK"):
        raise _not_word(path)


def _parsed(content: bytes, path: str) -> Element:
    """XML without entities: a file from another machine may not make the parser grow."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged(path) from error
    if b"<!DOCTYPE" in content[:4000]:
        raise _damaged(path)
    return root


def _refused(code: str, what: Message, path: str, hint: Message) -> InputError:
    return InputError(Problem(code, what, Source(path), hint))


def _damaged(path: str) -> InputError:
    return _refused("damaged-docx", msg("the file is damaged"), path, _ASK_AGAIN)


def _not_word(path: str) -> InputError:
    return _refused("not-docx", msg("the file is not a Word document"), path, _SAVE_AGAIN)


def _too_large(path: str) -> InputError:
    what = msg("the file is larger than {limit} bytes", limit=_LARGEST_FILE)
    return _refused("file-too-large", what, path, msg("is it the right file?"))
