"""What a PDF says of itself to archives and to screen readers, and the files it carries.

PDF/A-3 (ISO 19005-3) is the form that archives keep and that may carry other files; PDF/UA-1
(ISO 14289-1) the one that can be read aloud. WeasyPrint claims one of the two in a file; every
paper meets both and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import md5
from typing import Any

_DATE = "D:19800101000000Z"
"""The date of carried files: the day from which archives count, as in the Word files. No clock."""

_UA_CLAIM = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""The claim of PDF/UA-1, and its description: PDF/A allows no property that it does not know and
that the file does not describe (ISO 19005-3, 6.6.2.3)."""
_END = b"</rdf:RDF>"


class Relation(StrEnum):
    """What a carried file is to the paper (ISO 19005-3, annex E)."""

    SOURCE = "Source"
    """What the paper was made from."""
    ALTERNATIVE = "Alternative"
    """The same paper in another form."""


@dataclass(frozen=True, slots=True)
class Carried:
    """A file inside a PDF. ``kind`` is its media type; ``description`` is for the reader."""

    name: str
    kind: str
    relation: Relation
    description: str
    content: bytes


def claim_both(pdf: Any) -> None:
    """Make a file that claims PDF/A-3b keep the claim, and add that of PDF/UA-1.

    Pictures are shown as they are, not smoothed (ISO 19005-3, 6.2.8.1); the claims can be read
    without unpacking.
    """
    for one in pdf.objects:
        if getattr(one, "extra", {}).get("Subtype") == "/Image":
            one.extra["Interpolate"] = "false"
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    (stated,) = metadata.stream
    head, end, rest = stated.rpartition(_END)
    metadata.stream = [head + _UA_CLAIM + end + rest]
    metadata.compress = False


def carry(pdf: Any, files: tuple[Carried, ...]) -> None:
    """Put files into the PDF, each said to belong to the paper as a whole."""
    from weasyprint.pdf import pydyf  # noqa: PLC0415 - loads Pango

    if not files:
        return
    names, associated = pydyf.Array(), pydyf.Array()
    for file in sorted(files, key=lambda one: one.name):
        stream = pydyf.Stream(
            [file.content],
            {
                "Type": "/EmbeddedFile",
                "Subtype": "/" + file.kind.replace("/", "#2f"),
                "Params": pydyf.Dictionary(
                    {
                        "CheckSum": f"<{md5(file.content, usedforsecurity=False).hexdigest()}>",
                        "Size": len(file.content),
                        "CreationDate": pydyf.String(_DATE),
                        "ModDate": pydyf.String(_DATE),
                    }
                ),
            },
            compress=True,
        )
        pdf.add_object(stream)
        specification = pydyf.Dictionary(
            {
                "Type": "/Filespec",
                "F": pydyf.String(file.name),
                "UF": pydyf.String(file.name),
                "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
                "Desc": pydyf.String(file.description),
                "AFRelationship": f"/{file.relation}",
            }
        )
        pdf.add_object(specification)
        names.extend((pydyf.String(file.name), specification.reference))
        associated.append(specification.reference)
    of_files = pydyf.Dictionary({"EmbeddedFiles": pydyf.Dictionary({"Names": names})})
    # Where the paper has anchors, its names stand there already.
    pdf.catalog["Names"] = pydyf.Dictionary({**pdf.catalog.get("Names", {}), **of_files})
    pdf.catalog["AF"] = associated
