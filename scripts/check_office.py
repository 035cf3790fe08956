"""Opens every Word paper of the samples in LibreOffice and compares what arrives with ours.

A paper must survive the program a clerk opens it with: every letter in our order, every picture,
and nothing added but page numbers, notices and repeated table heads. How the pages look is for a
person to judge, on the contact sheets in ``build/office``.
"""

from __future__ import annotations

import math
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from PIL import Image, ImageDraw, ImageFont
from word_labels import labels

from pipeline.model.base import LANGUAGES

ROOT = Path(__file__).parents[1]
SAMPLES = ("quang-tri-2023", "vi-du-2025")
OFFICE = ROOT / "build" / "office"

_SHOWN = 40
"""How many letters are shown where a page departs, half of them before the place."""
_IS_HEAD = f".//{qn('w:tblHeader')}"
_SHEET_DPI = 50
_SHEET_COLUMNS = 8
_LABEL_HEIGHT = 18


def main() -> int:
    """Check all papers, say how each fared, and return 1 when one differs."""
    shutil.rmtree(OFFICE, ignore_errors=True)
    papers = _write_papers()
    _convert(papers, OFFICE / "pdf")
    differing = 0
    for paper in papers:
        differences = tuple(_differences(paper, _pdf_of(paper)))
        differing += bool(differences)
        print(f"{paper.stem}: {'; '.join(differences) or 'ok'}")
    for language in LANGUAGES:
        ours = [_pdf_of(paper) for paper in papers if f".{language}." in paper.name]
        sheet = OFFICE / f"contact-sheet-{language}.png"
        _contact_sheet([pdf for pdf in ours if pdf.is_file()], sheet)
        print(f"pages: {sheet.relative_to(ROOT).as_posix()}")
    print(f"{len(papers)} papers, {differing} with differences")
    return 1 if differing else 0


def _write_papers() -> list[Path]:
    """The Word papers of the samples, side by side under names of their own."""
    folders = [str(ROOT / "inputs" / sample) for sample in SAMPLES]
    editions = OFFICE / "editions"
    bloc = str(Path(sys.executable).with_name("bloc"))
    _output(bloc, "build", *folders, "--format", "docx", "--out", str(editions))
    together = OFFICE / "word"
    together.mkdir()
    papers = []
    for source in sorted(editions.rglob("*.docx")):
        name = ".".join(source.relative_to(editions).parts)
        papers.append(Path(shutil.copyfile(source, together / name)))
    return papers


def _convert(papers: Sequence[Path], target: Path) -> None:
    """Print the papers with LibreOffice, all in one start of it, under a profile of our own."""
    profile = (OFFICE / "profile").as_uri()
    options = (f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf")
    _output("soffice", *options, "--outdir", str(target), *map(str, papers))


def _pdf_of(paper: Path) -> Path:
    return OFFICE / "pdf" / f"{paper.stem}.pdf"


def _differences(paper: Path, pdf: Path) -> Iterator[str]:
    if not pdf.is_file():
        yield "LibreOffice could not open it"
        return
    word = docx.Document(str(paper))
    # In the order of the content stream, which LibreOffice writes in the order of the document.
    text = _output("pdftotext", "-raw", str(pdf), "-")
    yield from _text_differences(word, text.removesuffix("\f").split("\f"))
    drawn = len(list(word.element.body.iter(qn("a:blip"))))
    listed = _output("pdfimages", "-list", str(pdf)).splitlines()
    arrived = sum(row.split()[2] == "image" for row in listed[2:])
    if arrived != drawn:
        yield f"{drawn} pictures written, {arrived} arrived"


def _text_differences(word: WordDocument, pages: Iterable[str]) -> Iterator[str]:
    """Where the pages depart from the document, once what pages add has been taken off them."""
    expected = _letters_and_labels(word)
    notices = {
        _letters([footer._element])
        for section in word.sections
        for footer in (section.footer, section.first_page_footer)
    }
    heads = {_table_head(table) for table in word.element.body.iter(qn("w:tbl"))}
    for number, page in enumerate(pages, 1):
        candidates = list(_bare(_squeezed(page), notices, heads))
        fitting = [letters for letters in candidates if expected.startswith(letters)]
        if not fitting:
            came = max(candidates, key=lambda letters: _agreeing(expected, letters))
            start = max(0, _agreeing(expected, came) - _SHOWN // 2)
            yield (
                f"page {number}: “…{expected[start : start + _SHOWN]}…” expected,"
                f" “…{came[start : start + _SHOWN]}…” came"
            )
            return
        expected = expected.removeprefix(max(fitting, key=len))
    if expected:
        yield f"at the end “{expected[:_SHOWN]}…” is missing"


def _agreeing(first: str, second: str) -> int:
    """How many letters from the beginning are the same."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(first), len(second)))


def _bare(page: str, notices: set[str], heads: set[str]) -> Iterator[str]:
    """The letters of a page without page number, repeated table head and notice.

    Which of the first signs are the page's and which are the text's cannot be seen, so each
    reading is given; only one continues the document.
    """
    for notice in notices:
        if not page.endswith(notice):
            continue
        body = page.removesuffix(notice)
        digits = re.match(r"\d{0,3}", body)
        for length in range(digits.end() + 1 if digits else 1):
            for head in {"", *heads}:
                if body.startswith(head, length):
                    yield body[length + len(head) :]


def _table_head(table: Any) -> str:
    """The letters of the rows that are repeated on each page of a table."""
    return _letters(row for row in table.iter(qn("w:tr")) if row.find(_IS_HEAD) is not None)


def _letters(elements: Iterable[Any]) -> str:
    texts = (text.text or "" for element in elements for text in element.iter(qn("w:t")))
    return _squeezed("".join(texts))


def _letters_and_labels(word: WordDocument) -> str:
    """The letters of the body with the numbers that Word counts itself."""
    return "".join(_squeezed(label) + _letters([paragraph]) for paragraph, label in labels(word))


def _squeezed(text: str) -> str:
    """Letters alone: where lines break and how wide spaces are is the printer's affair."""
    return unicodedata.normalize("NFC", "".join(text.split()))


def _contact_sheet(pdfs: Sequence[Path], target: Path) -> None:
    """All pages, small, on one picture."""
    folder = OFFICE / "pages"
    folder.mkdir(exist_ok=True)
    pages = []
    for pdf in pdfs:
        _output("pdftoppm", "-png", "-r", str(_SHEET_DPI), str(pdf), str(folder / pdf.stem))
        pages += sorted(folder.glob(f"{pdf.stem}-*.png"))
    pictures = [Image.open(page) for page in pages]
    width = max(picture.width for picture in pictures) + 4
    height = max(picture.height for picture in pictures) + _LABEL_HEIGHT
    rows = math.ceil(len(pictures) / _SHEET_COLUMNS)
    sheet = Image.new("RGB", (width * _SHEET_COLUMNS, height * rows), "gray")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(11)
    for number, (page, picture) in enumerate(zip(pages, pictures, strict=True)):
        row, column = divmod(number, _SHEET_COLUMNS)
        sheet.paste(picture, (column * width, row * height + _LABEL_HEIGHT))
        pen.text((column * width + 4, row * height + 2), page.stem, "white", font)
    sheet.save(target)


def _output(*command: str) -> str:
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
    if done.returncode:
        sys.exit(f"{command[0]} failed: {done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
