"""Headings and lists are counted by Word itself, in the order of Vietnamese offices."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_papers import line
from word_papers import paper, paragraphs, read, texts, word

from pipeline.model.blocks import Block, Heading, Paragraph, Role, Run
from pipeline.model.document import Document, Frame
from pipeline.render.compose import _numbered
from pipeline.render.ledger import Ledger
from pipeline.render.markdown import letter, read_blocks
from pipeline.words import Catalog

RULES = """
# QUY ĐỊNH CHUNG

## Phạm vi

1. Khoản một:
   1. điểm a;
   1. điểm b.
1. Khoản hai:
   1. điểm a.

## Đối tượng

1. Khoản một.

# TỔ CHỨC

## Khối trưởng

Một đoạn.
"""
ARTICLES = ("Chương {I}\n", "Điều {n}. ", "")


def rules() -> tuple[Block, ...]:
    ledger = Ledger("vi", Catalog("documents", "vi", {}))
    return _numbered(read_blocks(RULES, ledger, clauses=True), ARTICLES)


def items(markers: Sequence[str]) -> tuple[Block, ...]:
    return tuple(Paragraph(line("việc;"), Role.ITEM, marker, 1) for marker in markers)


def only(blocks: tuple[Block, ...], patterns: tuple[str, ...] = ()) -> Document:
    return paper(Frame(), blocks, heading_numbers=patterns)


def test_chapters_articles_clauses_and_points() -> None:
    assert texts(word(only(rules(), ARTICLES))) == [
        "Chương I\nQUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi",
        "1. Khoản một:",
        "a) điểm a;",
        "b) điểm b.",
        "2. Khoản hai:",
        "a) điểm a.",
        "Điều 2. Đối tượng",
        "1. Khoản một.",
        "Chương II\nTỔ CHỨC",
        "Điều 3. Khối trưởng",
        "Một đoạn.",
    ]


def test_points_stand_in_line_with_their_clauses() -> None:
    styles = {p.style.name for p, text in read(word(only(rules(), ARTICLES))) if ") " in text}
    assert styles == {"Bloc Item"}


def test_no_number_is_typed() -> None:
    file = word(only(rules(), ARTICLES))
    for p in paragraphs(file):
        assert not re.match(r"\s*(Chương|Điều|\d+\.|[a-zđ]\))", p.text)


def test_a_heading_taken_out_renumbers_those_after_it() -> None:
    file = word(only(rules(), ARTICLES))
    first = next(p for p, text in read(file) if text.startswith("Điều 1."))
    first._p.getparent().remove(first._p)
    assert [t for t in texts(file) if t.startswith("Điều")] == [
        "Điều 1. Đối tượng",
        "Điều 2. Khối trưởng",
    ]


@pytest.mark.parametrize("count", [1, 4, 8, 29])
def test_points_follow_the_vietnamese_alphabet(count: int) -> None:
    markers = [f"{letter(n)}) " for n in range(1, count + 1)]
    assert texts(word(only(items(markers)))) == [f"{marker}việc;" for marker in markers]


def test_each_list_begins_anew_and_bullets_are_bullets() -> None:
    blocks = (
        *items(["a) ", "b) "]),
        Paragraph(line("Ngoài ra:")),
        *items(["a) ", "- ", "b) ", "1. ", "2. ", "1. "]),
    )
    file = word(only(blocks))
    marks = [text.removesuffix("việc;") for text in texts(file) if text.endswith("việc;")]
    assert marks == ["a) ", "b) ", "a) ", "- ", "b) ", "1. ", "2. ", "1. "]
    formats = {f.get(qn("w:val")) for f in file.part.numbering_part.element.iter(qn("w:numFmt"))}
    assert formats == {"lowerLetter", "bullet", "decimal"}


LEVELS = st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=14)


@settings(max_examples=25, deadline=None)
@given(LEVELS, st.sampled_from([("{I}. ", "{1}. ", "{1.1}. "), ("{I}- ", "{1}. ", ""), ARTICLES]))
def test_word_counts_headings_as_the_paper_does(
    levels: list[int], patterns: tuple[str, ...]
) -> None:
    """Also where a heading bears no number, since it stands alone under another."""
    reached = 0
    blocks: list[Block] = []
    for level in levels:
        reached = min(level, reached + 1)
        blocks += [Heading(reached, "", line("Mục")), Paragraph(line("Một đoạn."))]
    document = only(_numbered(tuple(blocks), patterns), patterns)
    expected = [b.number + "Mục" for b in document.body if isinstance(b, Heading)]
    assert [t for t in texts(word(document)) if t.endswith("Mục")] == expected


def test_the_letters_after_a_second_paragraph_go_on() -> None:
    first, second = items(["a) ", "b) "])
    between = Paragraph((Run("tiếp theo;"),), Role.ITEM, "", 1)
    found = texts(word(only((first, between, second))))
    assert found == ["a) việc;", "tiếp theo;", "b) việc;"]


def test_heading_styles_are_linked_with_their_levels() -> None:
    file = word(replace(paper(), body=(Heading(1, "I. ", line("MỤC")),)))
    levels = {
        level.find(qn("w:pStyle")).get(qn("w:val")): level.find(qn("w:lvlText")).get(qn("w:val"))
        for level in file.part.numbering_part.element.iter(qn("w:lvl"))
    }
    assert levels == {"BlocHeading1": "%1.", "BlocHeading2": "%2.", "BlocHeading3": "%2.%3."}
