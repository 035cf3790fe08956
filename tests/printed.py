"""Papers made into PDF and read back, for the tests of the PDF room."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pypdf
from sample_papers import stylesheet

from pipeline.model.document import Document
from pipeline.render.html import to_html
from pipeline.render.pdf import to_pdf

TESTS = Path(__file__).parent


def pdf_of(document: Document) -> bytes:
    return to_pdf(to_html(document, stylesheet(document)))


def reader(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf_of(document)))


def poppler_text(content: bytes, *options: str) -> str:
    command = ["pdftotext", *options, "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


class Piece(NamedTuple):
    """A stretch of printed text: font, size in points, distances from top left in millimetres."""

    text: str
    font: str
    size: float
    left: float
    top: float


def pieces(page: pypdf.PageObject) -> list[Piece]:
    found: list[Piece] = []

    def visit(text: str, outer: Any, inner: Any, font: Any, size: float) -> None:
        if text.strip():
            left = inner[4] * outer[0] + outer[4]
            top = 841.89 - (inner[5] * outer[3] + outer[5])
            name = str(font["/BaseFont"]).split("+")[1]
            points = round(size * 0.75, 1)
            found.append(Piece(text.strip(), name, points, left / 72 * 25.4, top / 72 * 25.4))

    page.extract_text(visitor_text=visit)
    return found


def words_of(text: str) -> list[str]:
    return text.split()


def letters_of(text: str) -> str:
    return "".join(text.split())


def run_python(code: str, *paths: Path, **environment: str) -> str:
    """What Python prints for ``code`` in a process of its own."""
    search = os.pathsep.join(map(str, (*paths, TESTS, TESTS.parent / "scripts", TESTS.parent)))
    made = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": search, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return made.stdout.strip()
