"""The shorter reports: one page, ten minutes, and no figure that the full report does not have."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path

import docx
import pypdf
import pytest
from docx.shared import Pt
from docx.styles.style import ParagraphStyle

from pipeline.build import Edition, Order, study
from pipeline.model.blocks import Table, plain
from pipeline.model.document import Document, document_lines
from tests.folders import SAMPLE, SEED

LARGE = Path(__file__).parent / "data" / "khoi-360"
LANGUAGES = ("vi", "hi", "en")
LENGTHS = ("summary-report", "summary-short", "summary-brief")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@cache
def papers(folder: Path) -> dict[tuple[str, str], Document]:
    languages = ("vi",) if folder == LARGE else LANGUAGES
    documents = study(folder, Order(languages, LENGTHS)).documents
    return {(document.language, document.kind): document for document in documents}


def text_of(document: Document) -> str:
    return "\n".join(plain(line) for line in document_lines(document))


def numbers_in(document: Document) -> set[str]:
    """The numbers of a paper; 120,0 in a table is the 120 of a sentence."""
    return {re.sub(r"[.,]0$", "", number) for number in NUMBER.findall(text_of(document))}


@pytest.mark.parametrize("sample", ["quang-tri-2023", "vi-du-2025"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_report_is_one_page(
    editions: dict[str, Edition], sample: str, language: str
) -> None:
    pdf = editions[sample].folder / language / "summary-brief.pdf"
    assert len(pypdf.PdfReader(pdf).pages) == 1


@pytest.mark.parametrize(
    ("sample", "kind", "points"),
    [
        ("vi-du-2025", "summary-brief", 13),
        ("vi-du-2025", "summary-short", 14),
        # The text of a Party paper may not be smaller.
        ("quang-tri-2023", "summary-brief", 14),
    ],
)
def test_the_brief_report_is_set_closely_in_word(
    editions: dict[str, Edition], sample: str, kind: str, points: int
) -> None:
    paper = docx.Document(str(editions[sample].folder / "hi" / f"{kind}.docx"))
    body = paper.styles["Bloc Body"]
    assert isinstance(body, ParagraphStyle)
    assert body.font.size == Pt(points)
    assert body.element.xpath("w:rPr/w:szCs/@w:val") == [str(points * 2)]
    assert (body.paragraph_format.line_spacing == 1) == (points == 13)
    assert body.paragraph_format.space_after == Pt(6), "the decree asks for no less"


def test_the_short_report_of_a_large_bloc_takes_ten_minutes() -> None:
    """About 150 words are read in a minute; the letterhead and the foot are not read."""
    short = papers(LARGE)["vi", "summary-short"]
    assert 1400 <= len(text_of(short).split()) <= 1600


@pytest.mark.parametrize("folder", [SEED, SAMPLE, LARGE], ids=lambda folder: folder.name)
def test_every_figure_of_the_shorter_reports_stands_in_the_full_one(folder: Path) -> None:
    made = papers(folder)
    compared = 0
    for language in LANGUAGES:
        if (language, "summary-report") not in made:
            continue
        full = numbers_in(made[language, "summary-report"])
        for kind in ("summary-short", "summary-brief"):
            told = numbers_in(made[language, kind])
            assert told <= full, (language, kind, told - full)
            compared += len(told)
    assert compared > 10


def test_a_report_to_be_read_aloud_has_neither_tables_nor_annexes() -> None:
    for language in LANGUAGES:
        short = papers(SAMPLE)[language, "summary-short"]
        assert not short.annexes
        assert not any(isinstance(block, Table) for block in short.body)


def test_the_chief_figures_of_the_brief_report_are_not_in_its_words_too() -> None:
    (table,) = [b for b in papers(SAMPLE)["vi", "summary-brief"].body if isinstance(b, Table)]
    words = [plain(line) for line in document_lines(papers(SAMPLE)["vi", "summary-brief"])]
    for row in table.rows:
        figure = plain(row[1])
        assert sum(figure in line for line in words) == 1, figure


def test_no_two_figures_in_a_row_sound_alike() -> None:
    """Indicators take turns in how they are told, also from one part to the next."""
    text = text_of(papers(LARGE)["vi", "summary-short"])
    ways = {
        "plain": ": toàn khối ",
        "quoted": "Nội dung “",
        "joint": ", tính chung toàn khối, là ",
    }
    told = sorted(
        (found.start(), way) for way, words in ways.items() for found in re.finditer(words, text)
    )
    assert len(told) > 3
    assert all(one[1] != after[1] for one, after in itertools.pairwise(told))
