"""Every number in every paper of both samples leads back to the inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from folders import SAMPLE, SEED

from pipeline.build import Order, study
from pipeline.errors import Source
from pipeline.model.blocks import Paragraph, Run, RunKind, Table
from pipeline.model.document import Document, document_lines

ANNEX = re.compile(r"(Phụ lục|Annex|परिशिष्ट) ([0-9]+|[IVX]+)")
LEGEND = re.compile(r"\([0-9]+\)")
"""What columns headed by a number are about."""
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
MONTHS = {
    name: str(n)
    for n, names in enumerate(
        (
            ("January", "जनवरी"),
            ("February", "फ़रवरी"),
            ("March", "मार्च"),
            ("April", "अप्रैल"),
            ("May", "मई"),
            ("June", "जून"),
            ("July", "जुलाई"),
            ("August", "अगस्त"),
            ("September", "सितंबर"),
            ("October", "अक्टूबर"),
            ("November", "नवंबर"),
            ("December", "दिसंबर"),
        ),
        start=1,
    )
    for name in names
}


@cache
def papers(folder: Path) -> tuple[Document, ...]:
    return study(folder, Order()).documents


def runs(document: Document) -> Iterator[Run]:
    for line in document_lines(document):
        yield from line


def row_numbers(document: Document) -> Iterator[Run]:
    """What counts the rows of a table in its first column, or heads columns by a number."""
    blocks = [*document.body, *(block for annex in document.annexes for block in annex.blocks)]
    for block in blocks:
        if isinstance(block, Table):
            counting = [first[0] for first, *_ in block.rows if first and first[0].text.isdigit()]
            assert [run.text for run in counting] == [str(n + 1) for n in range(len(counting))]
            yield from counting
            yield from (run for column in block.columns for run in column.title)


@pytest.mark.parametrize("folder", [SEED, SAMPLE], ids=["seed", "sample"])
def test_words_of_the_templates_hold_no_number(folder: Path) -> None:
    for document in papers(folder):
        counting = {id(run) for run in row_numbers(document)}
        headings = {
            block.number if not isinstance(block, Paragraph) else block.marker
            for block in document.body
            if not isinstance(block, Table)
            and (hasattr(block, "number") or hasattr(block, "marker"))
        }
        for run in runs(document):
            if run.kind != RunKind.WORDS or id(run) in counting or run.text in headings:
                continue
            assert not re.search("[0-9]", LEGEND.sub("", ANNEX.sub("", run.text))), (
                document.name,
                run.text,
            )


@pytest.mark.parametrize("folder", [SEED, SAMPLE], ids=["seed", "sample"])
def test_every_number_of_a_value_stands_where_it_says(folder: Path) -> None:
    """A value of one source has its digits there; one of several was worked out from them."""
    seen = 0
    for document in papers(folder):
        for run in runs(document):
            if run.kind == RunKind.WORDS or not re.search("[0-9]", run.text):
                continue
            assert run.sources, (document.language, document.name, run.text)
            if len(run.sources) == 1:
                stated = text_at(folder, run.sources[0])
                for number in numbers_of(run.text):
                    known = numbers_of(stated)
                    # One thing is counted by its place; the years before and after this one are
                    # worked out from it.
                    years = {int(year) for year in known if re.fullmatch("20..", year)}
                    known |= {"1"} | {str(year + by) for year in years for by in (-1, 1)}
                    assert counts(stated) or number in known, (run.text, stated, run.sources)
            seen += 1
    assert seen > 50


def counts(stated: str) -> bool:
    """Whether a list stands here, whose length is the number."""
    first = stated.split("\n", maxsplit=1)[0].rstrip()
    return first.startswith("- ") or first.endswith(":")


@cache
def text_at(folder: Path, source: Source) -> str:
    """The line a source names, from its column on, with the lines it may go on over."""
    path = Path(source.path)
    known = [p for p in (path, folder / path, folder.parent.parent / path) if p.is_file()]
    if not known:  # a rule or another of the program's own files
        (known,) = [list(folder.parents[1].rglob(path.name))]
    lines = known[0].read_text(encoding="utf-8").split("\n")[source.line - 1 :]
    return "\n".join((lines[0][max(source.column - 1, 0) :], *lines[1:4]))


def numbers_of(text: str) -> set[str]:
    """The numbers in a text, however they are grouped, months in words among them."""
    for name, number in MONTHS.items():
        text = text.replace(name, number)
    found = set()
    for number in NUMBER.findall(text):
        plain = number if re.fullmatch(r"[0-9]+[.,][0-9]{1,2}", number) else ""
        found.add((plain or re.sub("[.,]", "", number)).replace(",", ".").lstrip("0") or "0")
    return found
