"""What the PDF of a paper carries inside: the paper in Word, and its facts with their places.

Not the folder's own files: they hold what no paper says (points not made known, reasons, names
of those who were not proposed), and a paper goes to people who are not to read them. Everything
in the list of facts stands on the paper's own pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.model.base import N_
from pipeline.model.blocks import RunKind
from pipeline.model.document import Document, document_lines
from pipeline.render.pdf_archive import Carried, Relation
from pipeline.words import Catalog

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORD_SAYS = N_("Văn bản này ở dạng Word")
_FACTS_SAY = N_("Các dữ kiện in trong văn bản này và nơi ghi từng dữ kiện trong hồ sơ")


def carried_by(document: Document, word: bytes | None, say: Catalog) -> tuple[Carried, ...]:
    """The files inside the PDF of ``document``; ``word`` is the same paper, if it was made."""
    return tuple(_carried(document, word, say))


def _carried(document: Document, word: bytes | None, say: Catalog) -> Iterator[Carried]:
    if word is not None:
        name = f"{document.name}.docx"
        yield Carried(name, _WORD, Relation.ALTERNATIVE, say(_WORD_SAYS), word)
    if facts := _facts(document):
        record = {
            "title": document.title,
            "language": document.language,
            "layout": document.layout.id,
            "facts": facts,
        }
        content = json.dumps(record, ensure_ascii=False, indent=1).encode()
        name = f"{document.name}.facts.json"
        yield Carried(name, "application/json", Relation.SOURCE, say(_FACTS_SAY), content)


def _facts(document: Document) -> list[dict[str, Any]]:
    """Each fact as printed, with its places in the inputs, in reading order and once."""
    seen: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {}
    for line in document_lines(document):
        for run in line:
            if run.sources and run.kind is not RunKind.GAP:
                places = tuple(dict.fromkeys(map(str, run.sources)))
                fact: dict[str, Any] = {"text": run.text, "sources": list(places)}
                if run.number is not None:
                    fact["number"] = str(run.number)
                seen.setdefault((run.text, places), fact)
    return list(seen.values())
