"""What stands in a printed paper, read from the file and from nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import lxml.html
from docx.text.paragraph import Paragraph
from printed import poppler_text
from sample_papers import expected_lines
from test_html import LINES, text_of
from word_labels import labels

from pipeline.model.document import Document, Table, plain

# The page without head and foot, where numbers and notices stand: 20 mm each, in points.
TEXT_AREA = ("-x", "0", "-y", "57", "-W", "596", "-H", "728")


def words_expected(document: Document) -> list[str]:
    return "\n".join(expected_lines(document)).split()


def words_in_word(path: Path) -> list[str]:
    file = docx.Document(str(path))
    texts = [label + Paragraph(p, file).text for p, label in labels(file)]  # type: ignore[arg-type]
    return "\n".join(texts).split()


def words_in_html(path: Path) -> list[str]:
    page = lxml.html.fromstring(path.read_bytes())
    (article,) = page.xpath("//article")
    return "\n".join(text_of(part) for part in article.iter() if part.tag in LINES).split()


def pages_in_pdf(path: Path, watermark: str) -> list[list[str]]:
    """The words of each page of a PDF, without the watermark that every page begins with."""
    text = poppler_text(path.read_bytes(), "-raw", *TEXT_AREA)
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
    words: list[str] = []
    for page in pages_in_pdf(path, document.watermark):
        for head in heads:
            size = len(head)
            if page[:size] == head and expected[len(words) : len(words) + size] != head:
                del page[:size]
                break
        words += page
    return words
