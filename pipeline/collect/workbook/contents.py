"""What the parts of an archive tell: its kind, its macros, and what it takes from elsewhere.

Everything here looks and names; :mod:`pipeline.collect.workbook.safety` refuses.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from pipeline.errors import Message, msg

_ODF = "application/vnd.oasis.opendocument."
_ODS = (_ODF + "spreadsheet", _ODF + "spreadsheet-template")
_XLSX = re.compile(r"spreadsheetml\.(?:sheet|template)\.main\+xml$")
_MACRO_NAMES = {".xlsm", ".xltm", ".xlsb", ".xlam"}
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vba[a-z]*\.(?:bin|xml)$|macrosheets/|intlmacrosheets/)")
_MACRO_TYPES = re.compile(r"macroenabled|vbaproject|macrosheet|sheet\.binary", re.IGNORECASE)

# Words in names of parts and kinds of relation, what they are, and whether they are inside.
_LINKS: tuple[tuple[str, Message, bool], ...] = (
    (r"externallink", msg("links to other workbooks or programs"), False),
    (r"connections?(?:\.xml)?$", msg("a data connection"), False),
    (r"querytable", msg("a query for data"), False),
    (r"volatiledependencies", msg("live data from a server"), False),
    (r"attachedtemplate", msg("a template kept elsewhere"), False),
    (r"activex|/control$", msg("an ActiveX control"), True),
    (r"embeddings?/|oleobject|relationships/package$", msg("an embedded object (OLE)"), True),
)
_CHARTS = (_ODF + "chart", _ODF + "formula")
_ODS_LINKS: dict[str, tuple[Message, bool]] = {
    "dde-source": (msg("a live link to a program (DDE)"), False),
    "dde-link": (msg("a live link to a program (DDE)"), False),
    "dde-connection-decl": (msg("a live link to a program (DDE)"), False),
    "table-source": (msg("a sheet linked to another workbook"), False),
    "cell-range-source": (msg("cells linked to another workbook"), False),
    "database-source-sql": (msg("a query for data"), False),
    "database-source-query": (msg("a query for data"), False),
    "database-source-table": (msg("a query for data"), False),
    "object-ole": (msg("an embedded object (OLE)"), True),
    "plugin": (msg("an embedded program"), True),
    "applet": (msg("an embedded program"), True),
    "floating-frame": (msg("an embedded program"), True),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a workbook takes from elsewhere or has inside."""

    message: Message
    embedded: bool = False


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """The value of an attribute, of whatever namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def kind_of_bytes(content: bytes) -> tuple[Message, bool]:
    """What a file that is no archive is, in words; and whether Excel may read a table from it."""
    start = content[:2000]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start.decode("utf-16", "replace").encode()
    start = start.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    kinds = (
        (rb"<!doctype html|<html|<table|<meta", msg("a web page"), True),
        (rb"<\?xml|<", msg("an XML file"), True),
        (rb"%pdf", msg("a PDF"), False),
        (rb"\{\\rtf", msg("a text document (RTF)"), False),
        (rb"rar!|7z\xbc\xaf|\x1f\x8b", msg("a packed archive"), False),
        (rb"\x89png|\xff\xd8|gif8", msg("a picture"), False),
    )
    for pattern, words, is_table in kinds:
        if re.match(pattern, start) or (b"html" in pattern and re.search(rb"<html|<table", start)):
            return words, is_table
    if not re.search(rb"[\x00-\x08\x0e-\x1f]", start):
        return msg("plain text (such as CSV)"), True
    return msg("a file of an unknown kind"), True


def kind_of(
    names: Collection[str], mimetype: str, types: etree._Element | None
) -> Literal["xlsx", "ods"] | Message:
    """What an archive is: a workbook of one of two kinds, or in words something else."""
    if types is None:
        if mimetype in _ODS:
            return "ods"
        if mimetype.startswith(_ODF):
            return msg("an OpenDocument file of another kind ({kind})", kind=mimetype[len(_ODF) :])
        return msg("a packed archive")
    # A file that claims to be both kinds shows one thing here and another there.
    folders = {name.partition("/")[0] for name in names} if not mimetype else set()
    stated = _stated_types(types)
    if folders and any(_XLSX.search(k) or ("ms-excel" in k and "main" in k) for k in stated):
        return "xlsx"
    known = {"word": msg("a Word document"), "ppt": msg("a PowerPoint presentation")}
    return next(
        (words for folder, words in known.items() if folder in folders),
        msg("a file of an unknown kind"),
    )


def _stated_types(types: etree._Element) -> list[str]:
    return [str(entry.get("ContentType", "")) for entry in types]


def is_encrypted(manifest: etree._Element) -> bool:
    """Whether an OpenDocument file has a password."""
    return any(local_name(e) in {"encryption-data", "encrypted-key"} for e in manifest.iter("*"))


def macros(suffix: str, names: Collection[str], types: etree._Element | None) -> Message | None:
    """Where programs are, or may be, in a workbook."""
    if suffix.lower() in _MACRO_NAMES:
        return msg("its name ends in {suffix}", suffix=suffix)
    for name in names:
        basic = types is None and name.startswith(("basic/", "scripts/"))
        if basic or _MACRO_PARTS.search(name):
            return msg("the part {name}", name=name[:80])
    for kind in _stated_types(types) if types is not None else ():
        if _MACRO_TYPES.search(kind):
            return msg("a part of the kind {kind}", kind=kind[:120])
    return None


def macros_in_ods(root: etree._Element) -> Message | None:
    """Programs in the parts of an OpenDocument file itself."""
    for element in root.iter("{*}script", "{*}event-listener"):
        return msg("the part {name}", name=local_name(element))
    return None


def links_by_name(names: Collection[str]) -> Finding | None:
    """Parts that bring data or programs from elsewhere."""
    return next((found for name in names if (found := _link(name))), None)


def _link(name: str) -> Finding | None:
    for pattern, words, embedded in _LINKS:
        if re.search(pattern, name, re.IGNORECASE):
            return Finding(words, embedded)
    return None


def links_in_relations(root: etree._Element) -> Finding | None:
    """The same in the relations among parts; links one clicks on are no harm."""
    for relation in root.iter("{*}Relationship"):
        kind = str(relation.get("Type", ""))
        if kind.endswith("/hyperlink"):
            continue
        if found := _link(kind):
            return found
        if relation.get("TargetMode") == "External":
            return Finding(msg("a link to “{target}”", target=str(relation.get("Target"))[:80]))
    return None


def links_in_ods(
    root: etree._Element, names: Collection[str], manifest: etree._Element | None
) -> Finding | None:
    """The same in a part of an OpenDocument file; charts are objects too, and no harm."""
    if local_name(root) not in {"document-content", "document-styles", "document"}:
        return None
    for element in root.iter("*"):
        name = local_name(element)
        if found := _ODS_LINKS.get(name):
            return Finding(*found)
        if name not in {"object", "image"} or not (target := attribute(element, "href")):
            continue
        inside = target.removeprefix("./").rstrip("/")
        if name == "image" and inside.lower() not in names:
            return Finding(msg("a link to “{target}”", target=target[:80]))
        if name == "object" and _media_type(manifest, inside) not in _CHARTS:
            return Finding(msg("an embedded object (OLE)"), True)
    return None


def _media_type(manifest: etree._Element | None, path: str) -> str:
    for entry in manifest.iter("{*}file-entry") if manifest is not None else ():
        if (attribute(entry, "full-path") or "").rstrip("/") == path:
            return attribute(entry, "media-type") or ""
    return ""


def has_pictures(parts: Mapping[str, etree._Element]) -> bool:
    """Whether a picture was pasted into a sheet."""
    return any(
        local_name(element) in {"pic", "image"}
        for name, root in parts.items()
        if name.startswith("xl/drawings/") or name == "content.xml"
        for element in root.iter()
        if isinstance(element.tag, str)
    )
