"""Before the printing: what Word could not hold. After it: whether every word arrived."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart

from pipeline.errors import Problem, Source, msg
from pipeline.model.blocks import Figure, Run, plain
from pipeline.model.document import Document, charts_of, document_lines, parts_of, without_numbers
from pipeline.render.photo import NOT_A_PICTURE, photo
from pipeline.render.word_body import Element, W

# What XML 1.0 cannot hold, not even as a reference.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def unprintable(document: Document) -> Iterator[Problem]:
    """Every text with a character that neither a Word nor an Excel file can hold."""
    apart = (document.title, document.watermark, *document.notices)
    alternatives = (
        *(figure.alternative for figure in _figures(document)),
        *(chart.alternative for chart in charts_of(document)),
    )
    runs = (run for line in document_lines(document) for run in line)
    for run in (*runs, *(Run(text) for text in (*apart, *alternatives))):
        if (problem := unprintable_in(run)) is not None:
            yield problem


def unprintable_in(run: Run) -> Problem | None:
    """That a text holds a character that neither a Word nor an Excel file can hold."""
    found = _UNPRINTABLE.search(run.text)
    if found is None:
        return None
    return Problem(
        "unprintable-character",
        msg(
            "“{text}” holds the character U+{code}, which no Word or Excel file can hold",
            text=run.text[max(0, found.start() - 20) : found.end() + 20],
            code=f"{ord(found[0]):04X}",
        ),
        run.sources[0] if run.sources else None,
        msg("Type the text again; such characters come from copying out of other files."),
    )


def _figures(document: Document) -> Iterator[Figure]:
    for _, blocks in parts_of(document):
        yield from (block for block in blocks if isinstance(block, Figure))


def bad_pictures(document: Document) -> Iterator[Problem]:
    """Every picture that cannot be read or holds no picture."""
    for figure in _figures(document):
        if figure.image is None:
            continue
        try:
            photo(figure.image)
        except (OSError, *NOT_A_PICTURE) as error:
            yield Problem(
                "unreadable-picture",
                msg(
                    "the picture cannot be read: {reason}",
                    reason=getattr(error, "strerror", None) or "unknown kind",
                ),
                Source(str(figure.image)),
                msg("Save it as JPEG or PNG."),
            )


def unprinted(word: WordDocument, document: Document, frame: Path) -> Iterator[Problem]:
    """Every line of the paper that a finished Word file lacks, or holds out of order.

    A frame that somebody changed may have lost a tag, and nobody would notice one missing line.
    """
    notes = _margins(word, RELATIONSHIP_TYPE.FOOTNOTES)
    # A name at the top may be broken in its place for a space.
    printed = " ".join(" ".join(map(_text, (word.element.body, *notes))).split())
    at = 0
    for line in document_lines(without_numbers(document)):
        wanted = " ".join(plain(line).split())
        found = printed.find(wanted, at)
        if found < 0:
            yield _lost(plain(line), frame)
        else:
            at = found + len(wanted)
    feet = [_text(foot) for foot in _margins(word, RELATIONSHIP_TYPE.FOOTER)]
    heads = [
        [path.get("string") for path in head.iter("{urn:schemas-microsoft-com:vml}textpath")]
        for head in _margins(word, RELATIONSHIP_TYPE.HEADER)
    ]
    for notice in document.notices:
        if not feet or any(notice not in foot for foot in feet):
            yield _lost(notice, frame)
    if document.watermark and (not heads or any(document.watermark not in head for head in heads)):
        yield _lost(document.watermark, frame)


def _lost(text: str, frame: Path) -> Problem:
    return Problem(
        "line-not-printed",
        msg("the frame does not print “{line}” in its place", line=text),
        Source(str(frame)),
        msg("Put the tag back: compare with the frame in templates/docx."),
    )


def _margins(word: WordDocument, kind: str) -> Iterator[Element]:
    """The heads, the feet or the footnotes of the pages."""
    for relation in word.part.rels.values():
        if relation.reltype == kind and isinstance(relation.target_part, XmlPart):
            yield relation.target_part.element


def _text(part: Element) -> str:
    """The words of a part, one paragraph a line."""
    signs = {f"{{{W}}}br": "\n", f"{{{W}}}tab": "\t"}
    return "\n".join(
        "".join(
            signs.get(str(piece.tag)) or piece.text or ""
            for piece in paragraph.iter(f"{{{W}}}t", *signs)
        )
        for paragraph in part.iter(f"{{{W}}}p")
    )
