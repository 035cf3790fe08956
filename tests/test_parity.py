"""The three forms of a paper say the same, and say all that the content model holds."""

from __future__ import annotations

import docx
import lxml.html
import pypdf
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator
from read_back import words_expected, words_in_html, words_in_pdf, words_in_word

from pipeline.build import Edition
from pipeline.model.blocks import Chart, Figure
from pipeline.model.document import parts_of

SIGNED_IN_SPRING = ("year-plan", "emulation-pact")
"""Papers of vi-du-2025 that open the year: of March 2025, when another decree was in force."""
PAPERS = [
    (sample, language, name)
    for sample, awards, more in (
        ("quang-tri-2023", ("government-flag", "province-flag"), ()),
        (
            "vi-du-2025",
            ("government-flag", "province-flag", "province-merit"),
            ("year-plan", "emulation-pact", "minutes", "handover-record"),
        ),
    )
    for language in ("vi", "hi", "en")
    for name in (
        "summary-report",
        "summary-short",
        "summary-brief",
        *(f"nomination-letter-{award}" for award in awards),
        "news-release",
        "notice-of-results",
        *more,
    )
]


@pytest.mark.parametrize(("sample", "language", "name"), PAPERS)
def test_word_html_and_pdf_say_the_same(
    editions: dict[str, Edition], sample: str, language: str, name: str
) -> None:
    edition = editions[sample]
    (document,) = (d for d in edition.study.documents if (d.language, d.name) == (language, name))
    expected = words_expected(document)
    stem = edition.folder / language / name
    assert words_in_word(stem.with_suffix(".docx")) == expected
    assert words_in_html(stem.with_suffix(".html")) == expected
    assert words_in_pdf(stem.with_suffix(".pdf"), document) == expected


@pytest.mark.parametrize(("sample", "language", "name"), PAPERS)
def test_word_html_and_pdf_show_the_same_pictures(
    editions: dict[str, Edition], sample: str, language: str, name: str
) -> None:
    edition = editions[sample]
    (document,) = (d for d in edition.study.documents if (d.language, d.name) == (language, name))
    blocks = [block for _, blocks in parts_of(document) for block in blocks]
    expected = [
        block.alternative
        for block in blocks
        if isinstance(block, Chart) or (isinstance(block, Figure) and block.image)
    ]
    stem = edition.folder / language / name
    body = docx.Document(str(stem.with_suffix(".docx"))).element.body
    in_word = [one.get("descr") for one in body.iter(qn("wp:docPr"))]
    page = lxml.html.fromstring(stem.with_suffix(".html").read_bytes())
    assert in_word == page.xpath("//figure/img/@alt") == expected
    pages = pypdf.PdfReader(stem.with_suffix(".pdf")).pages
    # Their names only: to unpack them takes seconds.
    shown = {str(key) for one in pages for key in one.images.keys()}  # noqa: SIM118 - no mapping
    assert len(shown) == len(set(expected))


def test_these_are_all_the_papers(editions: dict[str, Edition]) -> None:
    made = {
        (sample, d.language, d.name) for sample, e in editions.items() for d in e.study.documents
    }
    assert made == set(PAPERS)


@pytest.mark.parametrize(("sample", "language", "name"), PAPERS)
def test_the_word_file_is_valid(
    editions: dict[str, Edition], sample: str, language: str, name: str
) -> None:
    path = editions[sample].folder / language / f"{name}.docx"
    assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


@pytest.mark.parametrize(("sample", "language", "name"), PAPERS)
def test_the_pdf_can_be_archived_and_read_aloud(
    editions: dict[str, Edition], sample: str, language: str, name: str
) -> None:
    edition = editions[sample]
    file = pypdf.PdfReader(edition.folder / language / f"{name}.pdf")
    (document,) = (d for d in edition.study.documents if (d.language, d.name) == (language, name))
    assert file.metadata is not None
    assert file.metadata.title == document.title
    assert file.trailer["/Root"]["/Lang"] == language
    assert len(file.outline) >= 1
    for page in file.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & set(descendant["/FontDescriptor"])


@pytest.mark.parametrize(("sample", "language", "name"), PAPERS)
def test_every_value_can_be_traced_in_the_preview(
    editions: dict[str, Edition], sample: str, language: str, name: str
) -> None:
    """Whatever is not a word of the template names the file and line it comes from."""
    edition = editions[sample]
    # A paper signed before the conference cites the law of its own day, and that law only.
    rulebook = edition.study.rules.file.path
    if name in SIGNED_IN_SPRING:
        rulebook = "rulebooks/law-2022.yaml"
    files = {f.path for f in edition.study.dossier.files} | {rulebook}
    page = (edition.folder / language / f"{name}.html").read_text(encoding="utf-8")
    named = {
        place.rsplit(":", 2)[0]
        for part in page.split('data-source="')[1:]
        for place in part.split('"')[0].split(", ")
    }
    assert named
    assert named <= files
