"""The Word files: every word arrives, and what cannot be printed is told."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from word_papers import (
    ALL,
    FRAMES,
    FULL,
    OFFICIAL,
    for_frame,
    line,
    paper,
    paragraphs,
    texts,
    watermarks,
    word,
)

from pipeline.errors import RenderError, Source, TemplateError
from pipeline.model.blocks import Align, Column, Figure, Paragraph, Run, RunKind, Table, plain
from pipeline.model.document import Document, Frame, document_lines
from pipeline.render.word import to_word


def expected(document: Document, frame: str) -> Iterator[str]:
    """The lines of the model, with the ornaments of the Party frame."""
    after = {}
    if frame == "party":
        after = {plain(document.frame.issuer[-1]): "*", plain(document.frame.excerpt): "-----"}
    for text in filter(None, map(plain, document_lines(document))):
        yield text
        if text in after:
            yield after[text]


@pytest.mark.parametrize("frame", ALL)
def test_every_line_stands_in_the_order_of_the_model(frame: str) -> None:
    document = for_frame(frame)
    assert texts(word(document, frame)) == list(expected(document, frame))


@pytest.mark.parametrize("frame", OFFICIAL)
@pytest.mark.parametrize(
    "parts",
    [
        *((name,) for name in ("issuer", "nation", "number", "place_date", "bases", "signature")),
        ("type_name",),
        ("type_name", "excerpt"),
        ("subject",),
        ("number", "subject"),
        ("number", "subject", "place_date"),
        ("addressee_label", "addressees"),
        ("recipients_label", "recipients"),
    ],
)
def test_a_part_alone_brings_nothing_but_itself(frame: str, parts: tuple[str, ...]) -> None:
    document = paper(Frame(**{name: getattr(FULL, name) for name in parts}), ())
    found = [text for text in texts(word(document, frame)) if text not in {"*", "-----"}]
    assert found == [text for text in map(plain, document_lines(document)) if text]


@pytest.mark.parametrize("frame", ALL)
def test_absent_parts_leave_no_empty_paragraph_and_no_table(frame: str) -> None:
    file = word(paper(Frame(), (Paragraph(line("Một.")), Paragraph(line("Hai.")))), frame)
    assert [p.text for p in paragraphs(file)] == ["Một.", "Hai."]
    assert not file.tables


@pytest.mark.parametrize("frame", OFFICIAL)
def test_one_addressee_stands_on_the_line_of_its_label(frame: str) -> None:
    one = Frame(addressee_label=line("Kính gửi:"), addressees=(line("Hội đồng tỉnh."),))
    assert texts(word(paper(one, ()), frame)) == ["Kính gửi: Hội đồng tỉnh."]


AWKWARD = st.text(
    st.one_of(
        st.sampled_from("&<>\"'{}%#*_|\\/ -\t\n\u00a0ưकि\U0001f600"),
        st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")),
    ),
    min_size=1,
    max_size=30,
) | st.sampled_from(["{{ body }}", "{%p if x %}", "{_{ x }_}", "{#c#}", "&amp;", "<w:br/>", "]]>"])


@settings(max_examples=60, deadline=None)
@given(text=AWKWARD)
def test_every_character_arrives(text: str) -> None:
    marked = f"<{text}>"
    document = paper(
        Frame(
            issuer=(line(marked),),
            subject=line(marked),
            recipients_label=line("Nơi nhận:"),
            recipients=(line(marked),),
        ),
        (
            Paragraph(line(marked, RunKind.VALUE)),
            Table((Column(line(marked), Align.LEFT, 1.0),), ((line(marked),),)),
        ),
        notices=(marked,),
        title=marked,
    )
    file = word(document)
    assert [found for found in texts(file) if found != "Nơi nhận:"] == [marked] * 6
    for foot in (file.sections[0].footer, file.sections[0].first_page_footer):
        assert [p.text for p in foot.paragraphs] == [marked]
    assert file.core_properties.title == marked


@pytest.mark.parametrize("frame", ALL)
@pytest.mark.parametrize("text", ["DỰ THẢO", "मसौदा", 'A & "B"'])
def test_a_draft_says_so_on_every_page(frame: str, text: str) -> None:
    document = replace(for_frame(frame), watermark=text)
    assert watermarks(word(document, frame)) == [[text], [text]]


@pytest.mark.parametrize("frame", ALL)
def test_a_final_paper_has_no_mark_and_no_notice(frame: str) -> None:
    file = word(for_frame(frame), frame)
    assert watermarks(file) == [[], []]
    for foot in (file.sections[0].footer, file.sections[0].first_page_footer):
        assert [p.text for p in foot.paragraphs] == [""]


@pytest.mark.parametrize("frame", ALL)
def test_notices_stand_on_every_page(frame: str) -> None:
    notices = ("Số liệu minh họa", "अनौपचारिक अनुवाद")
    file = word(replace(for_frame(frame), notices=notices), frame)
    for foot in (file.sections[0].footer, file.sections[0].first_page_footer):
        assert [p.text for p in foot.paragraphs] == list(notices)


def test_a_missing_picture_leaves_its_caption() -> None:
    file = word(paper(Frame(), (Figure(None, line("Chưa có ảnh"), "x"),)))
    assert not file.inline_shapes
    assert [p.text for p in paragraphs(file)] == ["Chưa có ảnh"]


def test_the_same_paper_is_the_same_file_in_every_run() -> None:
    made = to_word(for_frame("state"), FRAMES / "state.docx")
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    program = (
        "import hashlib, sys; sys.path[:0] = ['tests', 'scripts']; import word_papers as t; "
        "print(hashlib.sha256(t.to_word(t.for_frame('state'), t.FRAMES / 'state.docx'))"
        ".hexdigest())"
    )
    again = subprocess.run(
        [sys.executable, "-c", program],
        cwd=FRAMES.parents[1],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout.strip() == hashlib.sha256(made).hexdigest()


def test_everything_unprintable_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    source = Source("inputs/year.yaml", 7, 3)
    body = (
        Paragraph((Run("a\x0bb", RunKind.VALUE, sources=(source,)),)),
        Figure(broken, line("Ảnh"), "x"),
        Figure(tmp_path / "none.png", line("Ảnh"), "x\x00"),
    )
    with pytest.raises(RenderError) as caught:
        word(paper(body=body))
    assert {(p.code, str(p.source)) for p in caught.value.problems} == {
        ("unprintable-character", str(source)),
        ("unprintable-character", "None"),
        ("unreadable-picture", str(broken)),
        ("unreadable-picture", str(tmp_path / "none.png")),
    }


def changed_frame(path: Path, old: str, new: str) -> Path:
    """The State frame after somebody typed ``new`` over the tag ``old``."""
    frame = docx.Document(str(FRAMES / "state.docx"))
    section = frame.sections[0]
    margins = (section.header, section.footer, section.first_page_footer)
    places = [frame.element.body, *(margin._element for margin in margins)]
    every = (WordParagraph(p, frame) for place in places for p in place.iter(qn("w:p")))
    found = [p for p in every if p.text.startswith(old)]
    for each in found:
        each.text = new
    assert found
    frame.save(str(path))
    return path


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        ("{{r number }}", "", "Số:       /BC-KTĐ"),
        ("{%p for line in notices %}", "{%p for line in [] %}", "Minh họa"),
        ("{{r watermark }}", "", "DỰ THẢO"),
    ],
)
def test_a_frame_that_lost_a_tag_is_found_out(
    tmp_path: Path, old: str, new: str, lost: str
) -> None:
    frame = changed_frame(tmp_path / "own.docx", old, new)
    with pytest.raises(RenderError) as caught:
        to_word(paper(notices=("Minh họa",), watermark="DỰ THẢO"), frame)
    (problem,) = caught.value.problems
    assert lost in str(problem.message)
    assert problem.source == Source(str(frame))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{{r number }}", "{{r numbre }}"),
        ("{%p if letterhead %}", "{%p iff letterhead %}"),
        ("{{r number }}", "{{r number.__class__.__mro__ }}"),
    ],
)
def test_a_broken_tag_is_an_error_of_the_frame(tmp_path: Path, old: str, new: str) -> None:
    frame = changed_frame(tmp_path / "own.docx", old, new)
    with pytest.raises(TemplateError) as caught:
        to_word(paper(), frame)
    assert caught.value.problems[0].source == Source(str(frame))


def test_a_frame_must_be_a_word_file_with_the_styles(tmp_path: Path) -> None:
    (tmp_path / "text.docx").write_text("no Word")
    docx.Document().save(str(tmp_path / "plain.docx"))
    for name, code in (
        ("text", "frame-unreadable"),
        ("none", "frame-unreadable"),
        ("plain", "frame-without-style"),
    ):
        with pytest.raises(TemplateError) as caught:
            to_word(paper(), tmp_path / f"{name}.docx")
        assert [problem.code for problem in caught.value.problems] == [code]
