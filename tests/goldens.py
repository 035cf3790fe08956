"""The golden texts: every paper of both samples in every language and layout, as it reads.

``tests/golden/<sample>/<language>/<paper>.txt`` holds a paper in the layout of its issuer;
``<paper>.<layout>.diff`` beside it what another layout changes. ``make golden`` writes them anew:
read what git shows as changed before it is kept.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from pipeline import places
from pipeline.build import Order, study
from pipeline.build.looking_ahead import Ahead, look_ahead
from pipeline.collect import read_layouts, read_rulebooks, read_text_templates
from pipeline.model.base import LANGUAGES
from pipeline.model.blocks import Block, Heading, Line, Paragraph, Table, block_lines, plain
from pipeline.model.document import Document, document_lines, parts_of
from pipeline.model.layout import Layout
from pipeline.render.compose import compose
from pipeline.render.material import Material
from pipeline.render.texts import Texts
from pipeline.words import catalog

GOLDEN = Path(__file__).parent / "golden"
SAMPLES = ("quang-tri-2023", "vi-du-2025")
OFFICIAL = ("state-2020", "party-2018", "party-2026")


def goldens_of(sample: str) -> Iterator[tuple[str, str]]:
    """The golden files of a sample: path under ``golden``, and text."""
    for language in LANGUAGES:
        own = dict(_papers(sample, language, None))
        for name, text in own.items():
            yield f"{sample}/{language}/{name}.txt", text
        for layout in OFFICIAL:
            for name, text in _papers(sample, language, layout):
                changed = difflib.unified_diff(
                    own[name].splitlines(), text.splitlines(), lineterm="", n=0
                )
                lines = [line for line in changed if not line.startswith(("---", "+++", "@@"))]
                if lines:
                    yield f"{sample}/{language}/{name}.{layout}.diff", "\n".join(lines) + "\n"


def _papers(sample: str, language: str, official: str | None) -> Iterator[tuple[str, str]]:
    """The papers of a sample by name; all that are official in one layout, where it is named."""
    material = replace(_material(sample), layouts=tuple(_layouts(official)))
    templates = read_text_templates(places.TEXTS)
    words = catalog(places.LOCALES, "documents", language)
    for template in templates.values():
        for document in compose(material, template, words):
            yield document.name, "\n".join(reading(document)) + "\n"


@cache
def _material(sample: str) -> Material:
    done = study(places.SAMPLES / sample, Order(("vi",), ("news-release",)))
    return Material(
        done.dossier,
        done.summary,
        done.decisions,
        done.rules,
        Texts(places.TEXTS, read_text_templates(places.TEXTS)),
        read_layouts(places.LAYOUTS),
        read_rulebooks(places.RULEBOOKS),
        outlook=look_ahead(done.dossier, done.summary, done.rules, Ahead()),
    )


def _layouts(official: str | None) -> Iterator[Layout]:
    for layout in read_layouts(places.LAYOUTS):
        if layout.id == official:
            for system in ("state", "party"):
                yield layout.model_copy(update={"system": system})
        elif official is None or layout.id not in OFFICIAL:
            yield layout


def reading(document: Document) -> Iterator[str]:
    """A paper as it is read: line by line, a heading set off, the row of a table on one line."""
    frame_only = Document(**{**_fields(document), "body": (), "annexes": ()})
    lines = [_said(line) for line in document_lines(frame_only)]
    foot = len(list(_foot(document)))
    yield from lines[: len(lines) - foot]
    yield ""
    for heads, blocks in parts_of(document):
        for head in heads:
            yield f"= {_said(head)}"
        for block in blocks:
            yield from _block(block)
        if not heads:
            yield ""
            yield from lines[len(lines) - foot :]
    yield from (f"~ {notice}" for notice in document.notices)


def _fields(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in document.__dataclass_fields__}


def _foot(document: Document) -> Iterator[Line]:
    frame = document.frame
    if frame.recipients:
        yield frame.recipients_label
        yield from frame.recipients
    if frame.signature:
        yield from frame.signature.lines


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level):
            yield f"\n{'#' * level} {_line(block)}"
        case Paragraph(level=level):
            yield f"{'  ' * level}{_line(block)}"
        case Table():
            if block.caption:
                yield f": {_said(block.caption)}"
            yield "| " + " | ".join(_said(column.title) for column in block.columns)
            yield from ("| " + " | ".join(map(_said, row)) for row in block.rows)
        case _:
            yield from (f"[{_said(line)}]" for line in block_lines(block))


def _line(block: Block) -> str:
    return " ".join(_said(line) for line in block_lines(block))


def _said(line: Line) -> str:
    notes = "".join(f" [{plain(run.footnote)}]" for run in line if run.footnote)
    return plain(line).replace("\n", " / ") + notes
