"""The HTML says every word of the document, in order, and nothing in it is taken for markup."""

from __future__ import annotations

import base64
import io
import itertools
import re
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement
from PIL import Image
from sample_papers import (
    LANGUAGES,
    LAYOUTS,
    ODD,
    TEMPLATES,
    WORDS,
    as_letter,
    expected_lines,
    line,
    paper,
    value,
)

from pipeline.errors import RenderError, Source
from pipeline.model.blocks import Figure, Heading, Paragraph, Run, plain
from pipeline.model.document import Document, Frame
from pipeline.render.html import to_html

LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "caption", "figcaption"}


def page_of(document: Document) -> HtmlElement:
    return lxml.html.document_fromstring(to_html(document, TEMPLATES))


def one(page: HtmlElement, path: str) -> HtmlElement:
    (found,) = page.xpath(path)
    return found


def text_of(element: HtmlElement) -> str:
    """The text as a reader sees it: a break is a new line."""
    parts = [element.text or ""]
    for child in element:
        parts += ["\n" if child.tag == "br" else text_of(child), child.tail or ""]
    return "".join(parts)


def lines_of(page: HtmlElement) -> list[str]:
    return [text_of(part) for part in one(page, "//article").iter() if part.tag in LINES]


def with_text(*runs: Run) -> Document:
    return replace(paper("vi", "press"), frame=Frame(), body=(Paragraph(runs),))


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_in_order(language: str, layout: str) -> None:
    document = paper(language, layout, draft=True)
    assert in_one_line(lines_of(page_of(document))) == in_one_line(expected_lines(document))


def in_one_line(lines: list[str]) -> list[str]:
    """Lines without the breaks that long names get for their looks."""
    return [" ".join(text.split()) for text in lines]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from(" \n\t<&")))
def test_any_value_arrives_as_it_is(text: str) -> None:
    page = page_of(with_text(Run("("), value(text), Run(")")))
    assert lines_of(page) == [f"({text})"]


def test_a_value_is_never_markup() -> None:
    page = page_of(with_text(value(ODD)))
    assert text_of(one(page, "//span[@class='value']")) == ODD
    assert not page.xpath("//span[@class='value']//*")


@pytest.mark.parametrize(
    ("runs", "kept"),
    [
        ((Run("a  b"),), ["  "]),
        ((Run("a "), Run(" b")), [" ", " "]),
        ((Run("  a b"),), ["  "]),
        ((Run("a\n b"),), [" "]),
        ((Run("a\tb"),), ["\t"]),
        ((Run("a "), Run("b c")), []),
    ],
)
def test_spaces_that_a_browser_would_join_are_kept(runs: tuple[Run, ...], kept: list[str]) -> None:
    page = page_of(with_text(*runs))
    assert [text_of(part) for part in page.xpath("//*[@class='spaces']")] == kept


def test_a_control_character_is_refused_with_its_place() -> None:
    with pytest.raises(RenderError) as caught:
        page_of(with_text(Run("Ban "), value("Tuyên\x00giáo")))
    (problem,) = caught.value.problems
    assert problem.source == Source("conference.yaml", 14, 7)
    assert "U+0000" in str(problem.message)


def test_a_value_shows_where_it_comes_from() -> None:
    shown = one(page_of(with_text(value("98,5"))), "//span[@class='value']")
    assert shown.get("data-source") == "conference.yaml:14:7, units.xlsx#Điểm!C3"
    assert shown.get("title") == shown.get("data-source")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("//mark[@class='gap']", "[số phiếu]"),
        ("//span[@class='blank']", "……"),
        ("//span[@class='untranslated']", "chữ Việt"),
        ("//article//b", "bold"),
        ("//article//i", "italic"),
    ],
)
def test_kinds_of_runs_can_be_told_apart(path: str, text: str) -> None:
    page = page_of(paper("vi", "press"))
    assert [text_of(part) for part in page.xpath(path)] == [text]


def test_one_addressee_stands_beside_its_label() -> None:
    document = paper("vi", "state-2020")
    frame = replace(document.frame, addressees=(line("Ủy ban nhân dân tỉnh"),))
    assert "Kính gửi: Ủy ban nhân dân tỉnh" in lines_of(page_of(replace(document, frame=frame)))


@pytest.mark.parametrize("layout", ["state-2020", "party-2018"])
def test_a_letter_carries_its_subject_under_its_number(layout: str) -> None:
    document = as_letter(paper("vi", layout))
    page = page_of(document)
    assert in_one_line(lines_of(page)) == in_one_line(expected_lines(document))
    subject = text_of(one(page, "//div[@class='number']/h1"))
    assert in_one_line([subject]) == [plain(document.frame.subject)]
    assert len(page.xpath("//h1")) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
def test_one_title_and_headings_below_it(layout: str) -> None:
    page = page_of(paper("vi", layout))
    levels = [int(part.tag[1]) for part in page.iter() if re.fullmatch("h[1-6]", str(part.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_deep_headings_stay_headings() -> None:
    document = replace(with_text(Run("")), body=(Heading(9, "1.1. ", line("Mục")),))
    assert text_of(one(page_of(document), "//h6")) == "1.1. Mục"


def test_language_title_and_notices() -> None:
    page = page_of(paper("hi", "state-2020", draft=True))
    assert page.get("lang") == "hi"
    assert one(page, "//title").text == paper("hi", "state-2020").title
    notices = [text_of(part) for part in page.xpath("//aside[@class='notices']/p")]
    assert notices == WORDS["hi"]["notices"].split("|")
    assert text_of(one(page, "//*[@class='watermark']")) == WORDS["hi"]["watermark"]
    assert one(page, "//*[@class='watermark']").get("aria-hidden") == "true"


def test_a_final_paper_has_neither_watermark_nor_notices() -> None:
    page = page_of(paper("vi", "state-2020"))
    assert not page.xpath("//*[@class='watermark' or @class='notices']")


def test_a_notice_cannot_leave_the_style_sheet() -> None:
    document = replace(paper("vi", "state-2020"), notices=('"; } </style><b>x</b>',))
    page = page_of(document)
    assert text_of(one(page, "//aside/p")) == document.notices[0]
    assert len(page.xpath("//style")) == 1
    assert "</style>" not in one(page, "//style").text


def test_the_file_needs_no_other_file(tmp_path: Path) -> None:
    image = tmp_path / "ảnh.bin"
    Image.new("RGB", (4, 3), "red").save(image, "PNG")
    page = page_of(paper("vi", "press", image=image))
    picture = one(page, "//img")
    assert picture.get("alt") == WORDS["vi"]["note"]
    kind, _, content = picture.get("src").partition(",")
    assert kind == "data:image/png;base64"
    with Image.open(io.BytesIO(base64.b64decode(content))) as shown:
        assert (shown.size, shown.getpixel((0, 0))) == ((4, 3), (255, 0, 0))
    assert page.xpath("//@src") == [picture.get("src")]
    assert not page.xpath("//@href | //link | //script")
    assert not re.search(r"url\(|@import", one(page, "//style").text)


def test_a_missing_picture_leaves_its_caption() -> None:
    document = replace(with_text(), body=(Figure(None, line("Ảnh: thiếu"), "Ảnh"),))
    page = page_of(document)
    assert lines_of(page) == ["Ảnh: thiếu"]
    assert not page.xpath("//img")


@pytest.mark.parametrize(
    ("content", "code"), [(b"not a picture", "picture-format"), (None, "picture-unreadable")]
)
def test_a_bad_picture_is_named(tmp_path: Path, content: bytes | None, code: str) -> None:
    image = tmp_path / "photo.jpg"
    if content is not None:
        image.write_bytes(content)
    with pytest.raises(RenderError) as caught:
        page_of(paper("vi", "press", image=image))
    (problem,) = caught.value.problems
    assert (problem.code, problem.source) == (code, Source(image.as_posix()))


def test_same_document_same_text() -> None:
    document = paper("vi", "party-2018", draft=True)
    assert to_html(document, TEMPLATES) == to_html(document, TEMPLATES)
