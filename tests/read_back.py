"""What stands in a printed paper, read from the file and from nothing else."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import docx
import lxml.html
import pypdf
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from printed import poppler_text
from sample_papers import expected_lines
from test_html import LINES, text_of
from word_labels import labels

from pipeline.model.blocks import Table, plain
from pipeline.model.document import Document, notes_of, page_lines

FOOTNOTES = RELATIONSHIP_TYPE.FOOTNOTES


def text_area(width: int, height: int) -> tuple[str, ...]:
    """The page without head and foot, where numbers and notices stand: 20 mm each, in points."""
    return ("-x", "0", "-y", "57", "-W", str(width + 1), "-H", str(height - 113))


def words_expected(document: Document) -> list[str]:
    return "\n".join(expected_lines(document)).split()


def words_in_word(path: Path) -> list[str]:
    file = docx.Document(str(path))
    texts = [label + Paragraph(p, file).text for p, label in labels(file)]  # type: ignore[arg-type]
    return "\n".join([*texts, *notes_in_word(file)]).split()


def notes_in_word(file: WordDocument) -> list[str]:
    """The footnotes of a Word file in the order of their marks."""
    parts = [r.target_part for r in file.part.rels.values() if r.reltype == FOOTNOTES]
    notes = {
        note.get(qn("w:id")): "".join(t.text or "" for t in note.iter(qn("w:t"))).strip()
        for part in parts
        for note in parse_xml(part.blob)
    }
    marks = file.element.body.iter(qn("w:footnoteReference"))
    return [notes[mark.get(qn("w:id"))] for mark in marks]


def words_in_html(path: Path) -> list[str]:
    page = lxml.html.fromstring(path.read_bytes())
    (article,) = page.xpath("//article")
    notes = [text_of(note) for note in article.xpath(".//*[@class='footnote']")]
    for note in article.xpath(".//*[@class='footnote']"):
        note.drop_tree()
    texts = [text_of(part) for part in article.iter() if part.tag in LINES]
    return "\n".join([*texts, *notes]).split()


def pages_in_pdf(path: Path, watermark: str) -> list[list[str]]:
    """The words of each page of a PDF, without the watermark that every page begins with."""
    content = path.read_bytes()
    sizes = [page.mediabox for page in pypdf.PdfReader(path).pages]
    text = "".join(
        poppler_text(
            content,
            "-raw",
            "-f",
            str(n),
            "-l",
            str(n),
            *text_area(int(size.width), int(size.height)),
        )
        for n, size in enumerate(sizes, start=1)
    )
    # A line may end after a hyphen or a slash inside a word, which goes on in the next line.
    text = re.sub(r"(?<=[^\s-][-/])\n(?=\w)", "", text)
    pages = []
    for page in text.removesuffix("\f").split("\f"):
        words = page.split()
        # Rotated letters are read one by one: put together, they are the word.
        mark = ""
        while words and len(mark) < len("".join(watermark.split())):
            mark += words.pop(0)
        assert mark == "".join(watermark.split())
        pages.append(words)
    return pages


def words_in_pdf(path: Path, document: Document) -> list[str]:
    """The words of a PDF as one text: table heads that a new page repeats count once."""
    expected = words_expected(document)
    blocks = [*document.body, *(block for annex in document.annexes for block in annex.blocks)]
    heads = [
        " ".join(plain(column.title) for column in block.columns).split()
        for block in blocks
        if isinstance(block, Table)
    ]
    notes = [
        [str(number), *plain(note).split()] for number, note in enumerate(notes_of(document), 1)
    ]
    words: list[str] = []
    at_foot: list[list[str]] = []
    for page in pages_in_pdf(path, document.watermark):
        on_page = []
        for note in reversed(notes):
            if page[-len(note) :] == note:
                del page[-len(note) :]
                on_page.insert(0, note[1:])
        at_foot += on_page
        for head in heads:
            size = len(head)
            if page[:size] == head and expected[len(words) : len(words) + size] != head:
                del page[:size]
                break
        words += page
    if notes and "".join(words) == "".join(_with_marks(document).split()):
        # A mark is a word of its own to the reader of the PDF, or parts one.
        words = "\n".join(map(plain, page_lines(document))).split()
    return [*words, *(word for note in at_foot for word in note)]


def _with_marks(document: Document) -> str:
    """The text of the pages with the marks of footnotes."""
    marks = itertools.count(1)
    return "\n".join(
        "".join(run.text + (str(next(marks)) if run.footnote else "") for run in line)
        for line in page_lines(document)
    )
