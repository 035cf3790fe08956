"""The Word file of a form as an archive: opened with care, its texts parsed, packed again."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from pipeline.errors import Message, Problem, Source, TemplateError, cannot_read, msg

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Element = etree._Element

_LARGEST_FILE = 20_000_000
_MOST_UNPACKED = 100_000_000
_MOST_ENTRIES = 2_000
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_OLE2 = b"\xd0\xcf\x11\xe0"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MAIN = f"{_TYPE}document.main+xml"
_STORY_TYPES = {
    _MAIN: "",
    f"{_TYPE}header+xml": "header",
    f"{_TYPE}footer+xml": "footer",
    f"{_TYPE}footnotes+xml": "footnotes",
    f"{_TYPE}endnotes+xml": "endnotes",
}
"""The parts that hold texts, by their content type."""


@dataclass(frozen=True, slots=True)
class Story:
    """One part of the file that holds text: its name in the archive, its kind, its XML."""

    name: str
    kind: str
    root: Element


@dataclass(frozen=True, slots=True)
class Package:
    """A form as read. ``entries`` are the parts of the archive in their order."""

    shown: str
    entries: Mapping[str, bytes]
    stories: tuple[Story, ...]


def open_form(path: Path) -> Package:
    """The form at ``path``; see :func:`read_form`."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise TemplateError(_refused(path.as_posix(), msg("the file is too large for a form")))
        content = path.read_bytes()
    except OSError as error:
        raise TemplateError(cannot_read(path.as_posix(), error)) from error
    return read_form(content, path.as_posix())


def read_form(content: bytes, shown: str) -> Package:
    """A Word file as its parts, those that hold text parsed.

    Raises:
        TemplateError: it is no Word document, or one that is not safe to read.
    """
    if content.startswith(_OLE2):
        raise TemplateError(
            _refused(shown, msg("this is an old Word file (.doc), or one with a password"))
        )
    entries = _unpacked(content, shown)
    kinds = _content_types(entries.get(_TYPES, b""), shown)
    if _MAIN not in kinds.values():
        raise TemplateError(
            _refused(shown, msg("this is no Word document; it may carry macros or be a template"))
        )
    order = list(_STORY_TYPES)
    stories = [
        Story(name, _STORY_TYPES[kind], _parsed(entries[name], shown))
        for name, kind in sorted(kinds.items(), key=lambda pair: pair[0])
        if kind in _STORY_TYPES and name in entries
    ]
    stories.sort(key=lambda story: order.index(kinds[story.name]))
    return Package(shown, entries, tuple(stories))


def packed(entries: Mapping[str, bytes]) -> bytes:
    """The archive of these parts, without the time of packing."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in entries.items():
            archive.writestr(zipfile.ZipInfo(name, _ZIP_EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def as_xml(root: Element) -> bytes:
    """A part as it stands in the archive."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def parsed(text: bytes) -> Element:
    """XML read without its declarations of other files or entities being followed."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    return etree.fromstring(text, parser)


def _unpacked(content: bytes, shown: str) -> dict[str, bytes]:
    damaged = _refused(shown, msg("the file is damaged, or no Word document"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            names = [entry.filename for entry in listed]
            too_large = sum(entry.file_size for entry in listed) > _MOST_UNPACKED
            if too_large or len(listed) > _MOST_ENTRIES or len(set(names)) < len(names):
                raise TemplateError(damaged)
            entries = {}
            for entry in listed:
                with archive.open(entry) as part:
                    entries[entry.filename] = part.read(entry.file_size + 1)
                if len(entries[entry.filename]) != entry.file_size:
                    raise TemplateError(damaged)
            return entries
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise TemplateError(damaged) from error


def _content_types(xml: bytes, shown: str) -> dict[str, str]:
    """The content type of each part that states one of its own."""
    return {
        str(one.get("PartName", "")).lstrip("/"): str(one.get("ContentType"))
        for one in _parsed(xml, shown)
        if str(one.tag).endswith("}Override")
    }


def _parsed(xml: bytes, shown: str) -> Element:
    if b"<!DOCTYPE" in xml[:2000] or b"<!ENTITY" in xml:
        raise TemplateError(_refused(shown, msg("the file declares things of its own")))
    try:
        return parsed(xml)
    except etree.XMLSyntaxError as error:
        raise TemplateError(
            _refused(shown, msg("the file is damaged, or no Word document"))
        ) from error


def _refused(shown: str, what: Message) -> Problem:
    return Problem(
        "form-unreadable",
        what,
        Source(shown),
        msg("open it in Word and save it as “Word Document (*.docx)”, without a password"),
    )
