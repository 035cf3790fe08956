"""Every PDF is one that archives keep and that can be read aloud: PDF/A-3b and PDF/UA-1 at once.

An independent validator says so, by the clauses of ISO 19005-3 and ISO 14289-1. What no machine
can tell (are the texts read in their order, is a picture told well) other tests ask.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page
import pypdf
import pytest
from printed import pdf_of, reader
from sample_papers import LANGUAGES, LAYOUTS, paper

from pipeline.build import Edition
from pipeline.model.blocks import plain
from pipeline.model.document import document_lines
from pipeline.render.pdf import to_pdf

PROFILES = (page.ValidationProfile.PDF_A_3B, page.ValidationProfile.PDF_UA_1)
ENDS_IN_CR = "PDFA3B-STREAM-LENGTH-001"
"""The validator takes a last byte 13 of packed data for a part of the line end that follows, and
then finds the stated length too great by one. Here lengths are counted instead."""
STREAM = re.compile(rb"/Length (\d+)>>\nstream\n")


def failures(content: bytes) -> list[str]:
    """What speaks against a file, by both standards."""
    found = [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(content, profile=profile).failures
        if failure.rule_id != ENDS_IN_CR
    ]
    lengths = [(one.end() + int(one[1])) for one in STREAM.finditer(content)]
    assert lengths
    return [
        *found,
        *("stream length" for end in lengths if content[end : end + 10] != b"\nendstream"),
    ]


def pdfs(edition: Edition) -> Iterator[Path]:
    return (edition.folder / name for name in edition.files if name.endswith(".pdf"))


@pytest.mark.parametrize("sample", ["quang-tri-2023", "vi-du-2025"])
def test_every_paper_of_the_samples_conforms(editions: dict[str, Edition], sample: str) -> None:
    found = {file.name: failures(file.read_bytes()) for file in pdfs(editions[sample])}
    assert found
    assert {name: why for name, why in found.items() if why} == {}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_layout_conforms_as_a_draft(language: str, layout: str) -> None:
    assert failures(pdf_of(paper(language, layout, draft=True))) == []


def test_the_validator_sees_what_is_wrong() -> None:
    content = pdf_of(paper("vi", "state-2020"))
    assert failures(content.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"))
    assert failures(content.replace(b'pdfaid:part="3"', b'pdfaid:part="2"'))


# The tags


def structure(file: pypdf.PdfReader) -> Iterator[tuple[str, int, Any]]:
    """The elements in reading order: kind, depth and the element."""

    def walk(element: Any, depth: int) -> Iterator[tuple[str, int, Any]]:
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for child in element:
                yield from walk(child, depth)
        elif isinstance(element, dict) and "/S" in element:
            yield str(element["/S"]).removeprefix("/"), depth, element
            yield from walk(element.get("/K", []), depth + 1)

    yield from walk(root_of(file)["/StructTreeRoot"]["/K"], 0)


def root_of(file: pypdf.PdfReader) -> Any:
    return file.trailer["/Root"]


def test_items_are_lists_one_in_the_other() -> None:
    tree = [(kind, depth) for kind, depth, _ in structure(reader(paper("vi", "press")))]
    lists = [depth for kind, depth in tree if kind == "L"]
    assert len(lists) == 2
    assert lists[1] == lists[0] + 3  # in the body of an item of the first
    assert sum(kind == "LI" for kind, _ in tree) == sum(kind == "LBody" for kind, _ in tree) == 2


def test_heads_of_columns_say_so_and_cells_name_them() -> None:
    file = reader(paper("vi", "state-2020"))
    elements = list(structure(file))
    heads = [element for kind, _, element in elements if kind == "TH"]
    assert heads
    assert {element["/A"]["/Scope"] for element in heads} == {"/Column"}
    named = root_of(file)["/StructTreeRoot"]["/IDTree"]["/Names"]
    ids = {str(name) for name in named[::2]}
    assert ids == {str(element["/ID"]) for element in heads}
    cells = [element for kind, _, element in elements if kind == "TD"]
    assert all(str(name) in ids for cell in cells for name in cell["/A"]["/Headers"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_returns_on_every_page_is_read_aloud_on_none(language: str) -> None:
    """The numbers of pages, the notices and the word across a draft are artifacts."""
    file = reader(paper(language, "state-2020", draft=True))
    parents = root_of(file)["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for sheet, of_page in zip(file.pages, parents[1::2], strict=True):
        content = sheet.get_contents()
        assert content is not None
        written = content.get_data()
        told = {int(number) for number in re.findall(rb"/MCID (\d+)", written)}
        assert told == {
            n for n, parent in enumerate(of_page) if parent != pypdf.generic.NullObject()
        }
        pagination = re.findall(rb"/Artifact\s*<</Type /Pagination>>\s*BDC", written)
        assert len(pagination) >= 3  # the word, and two lines of notices


def test_a_footnote_is_a_note_that_can_be_found() -> None:
    style = "<style>.footnote { float: footnote }</style>"
    note = "<span class='footnote'>{}</span>"
    text = f"<p>Khối{note.format('Lập năm 2015.')} họp{note.format('Lần hai.')}</p>"
    content = to_pdf(
        f"<html lang=vi style='font-family: Tinos'><title>x</title>{style}<h1>A</h1>{text}"
    )
    notes = [e for kind, _, e in structure(pypdf.PdfReader(io.BytesIO(content))) if kind == "Note"]
    assert len({str(note["/ID"]) for note in notes}) == 2
    assert failures(content) == []


# The files inside


def carried(file: Path) -> dict[str, Any]:
    """The files in a PDF by name, with what is said of each."""
    root = root_of(pypdf.PdfReader(io.BytesIO(file.read_bytes())))
    associated = [one.get_object() for one in root["/AF"]]
    listed = [one.get_object() for one in root["/Names"]["/EmbeddedFiles"]["/Names"][1::2]]
    assert associated == listed
    return {str(one["/UF"]): one for one in associated}


def test_a_paper_carries_its_word_file_and_its_facts(editions: dict[str, Edition]) -> None:
    edition = editions["vi-du-2025"]
    names = sorted({document.name for document in edition.study.documents})
    # Every paper once, the languages in turn: reading all of them back takes long.
    chosen = {(name, LANGUAGES[n % len(LANGUAGES)]) for n, name in enumerate(names)}
    documents = [d for d in edition.study.documents if (d.name, d.language) in chosen]
    assert len(documents) == len(names)
    for document in documents:
        file = edition.folder / document.language / f"{document.name}.pdf"
        inside = carried(file)
        word, facts = inside[f"{document.name}.docx"], inside[f"{document.name}.facts.json"]
        assert len(inside) == 2
        assert (word["/AFRelationship"], facts["/AFRelationship"]) == ("/Alternative", "/Source")
        assert word["/EF"]["/F"].get_data() == file.with_suffix(".docx").read_bytes()
        assert word["/EF"]["/F"]["/Subtype"].endswith("wordprocessingml.document")
        assert facts["/EF"]["/F"]["/Subtype"] == "/application/json"
        for one in (word, facts):
            assert one["/EF"]["/F"]["/Params"]["/ModDate"] == "D:19800101000000Z"
        shown = "\n".join(plain(line) for line in document_lines(document))
        record = json.loads(facts["/EF"]["/F"].get_data())
        assert record["title"] == document.title
        assert record["facts"]
        for fact in record["facts"]:
            assert fact["text"] in shown
            assert all(":" in place for place in fact["sources"])


def test_what_is_said_of_a_carried_file_is_in_the_language_of_the_paper(
    editions: dict[str, Edition],
) -> None:
    edition = editions["vi-du-2025"]
    said = {
        language: carried(edition.folder / language / "summary-short.pdf")["summary-short.docx"][
            "/Desc"
        ]
        for language in LANGUAGES
    }
    assert said["vi"] == "Văn bản này ở dạng Word"
    assert said["en"] == "This paper in Word"
    assert any("ऀ" <= letter <= "ॿ" for letter in said["hi"])


def test_a_paper_without_facts_and_without_a_word_file_carries_nothing() -> None:
    root = root_of(reader(paper("vi", "press")))
    assert "/AF" not in root
    assert "/EmbeddedFiles" not in root.get("/Names", {})
