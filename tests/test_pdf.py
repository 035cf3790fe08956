"""The PDF prints every word where an office expects it, can be read aloud, or is refused."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from printed import Piece, letters_of, pdf_of, pieces, poppler_text, reader, run_python, words_of
from sample_papers import (
    LANGUAGES,
    LAYOUTS,
    WORDS,
    body,
    expected_lines,
    line,
    paper,
)

from pipeline.model.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Paragraph,
    Role,
    Run,
    RunKind,
    Table,
)

TEXT_AREA = ["-x", "0", "-y", "57", "-W", "596", "-H", "728"]
"""The page without head and foot: 20 mm each, in points."""


# Text


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_order(language: str, layout: str) -> None:
    document = paper(language, layout)
    printed = poppler_text(pdf_of(document), "-raw", *TEXT_AREA)
    assert words_of(printed) == words_of("\n".join(expected_lines(document)))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_letter_for_another_reader(language: str) -> None:
    document = paper(language, "state-2020")
    printed = [
        piece.text for page in reader(document).pages for piece in pieces(page) if piece.top > 20
    ]
    assert letters_of("".join(printed)) == letters_of("".join(expected_lines(document)))


def test_hindi_pieces_of_one_line_are_neither_joined_nor_doubled() -> None:
    runs = (Run("ब्लॉक"), Run(" में "), Run("9", RunKind.VALUE), Run(" इकाइयों", bold=True), Run("।"))
    document = replace(paper("hi", "press"), body=(Paragraph(runs),))
    assert "ब्लॉक में 9 इकाइयों।" in poppler_text(pdf_of(document), "-raw").splitlines()


def test_two_spaces_stay_two() -> None:
    document = replace(paper("vi", "press"), body=(Paragraph(line("một hai  ba")),))
    places = poppler_text(pdf_of(document), "-bbox")
    found = re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)".*>(một|hai|ba)<', places)
    first, second, third = [(float(left), float(right)) for left, right, _ in found]
    assert third[0] - second[1] == pytest.approx(2 * (second[0] - first[1]), rel=0.05)


# Drafts


@pytest.mark.parametrize("language", LANGUAGES)
def test_draft_word_and_notices_on_every_page(language: str) -> None:
    words = WORDS[language]
    content = pdf_of(paper(language, "state-2020", draft=True))
    *pages, rest = poppler_text(content, "-raw").split("\f")
    assert rest == ""
    assert len(pages) >= 3
    for page in pages:
        shown = page.splitlines()
        assert letters_of(page).count(letters_of(words["watermark"])) == 1
        assert shown[-2:] == words["notices"].split("|")


# Layout


def test_page_numbers_stand_in_the_top_margin_from_page_two() -> None:
    document = replace(paper("vi", "party-2018"), body=body("vi") * 4)
    numbers = []
    for page in reader(document).pages:
        above = [piece for piece in pieces(page) if piece.top < 20]
        assert all(piece.size == 13 and abs(piece.left - 112.5) < 3 for piece in above)
        numbers.append([piece.text for piece in above])
    assert numbers == [[], *([str(n)] for n in range(2, len(numbers) + 1))]
    assert len(numbers) >= 4


def test_state_annexes_number_their_own_pages() -> None:
    document = paper("vi", "state-2020")
    first, second = document.annexes
    annexes = (replace(first, blocks=body("vi") * 4), second)
    numbers = [
        "".join(piece.text for piece in pieces(page) if piece.top < 20) or "-"
        for page in reader(replace(document, annexes=annexes)).pages
    ]
    assert " ".join(numbers) == "- 2 - 2 3 4 -"


@pytest.mark.parametrize(
    ("layout", "text", "font", "size"),
    [
        ("state-2020", "TỈNH ỦY QUẢNG TRỊ", "Tinos", 12),
        ("state-2020", "KHỐI THI ĐUA CÁC CƠ QUAN", "Tinos-Bold", 12),
        ("state-2020", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Tinos-Bold", 12),
        ("state-2020", "Độc lập - Tự do - Hạnh phúc", "Tinos-Bold", 13),
        ("state-2020", "Số: 05/TTr", "Tinos", 13),
        ("state-2020", "Quảng Trị, ngày 28 tháng 12 năm 2023", "Tinos-Italic", 13),
        ("state-2020", "TỜ TRÌNH", "Tinos-Bold", 14),
        ("state-2020", "Về việc đề nghị", "Tinos-Bold", 14),
        ("state-2020", "Căn cứ Luật Thi đua, khen thưởng;", "Tinos-Italic", 14),
        ("state-2020", "Năm 2023, Khối thi đua", "Tinos", 14),
        ("state-2020", "I. KẾT QUẢ THI ĐUA NĂM 2023", "Tinos-Bold", 14),
        ("state-2020", "Nơi nhận:", "Tinos-Bold-Italic", 12),
        ("state-2020", "- Như trên;", "Tinos", 11),
        ("state-2020", "TM. KHỐI THI ĐUA", "Tinos-Bold", 14),
        ("state-2020", "KHỐI TRƯỞNG", "Tinos-Bold", 14),
        ("state-2020", "BÍ THƯ ĐẢNG ỦY KHỐI", "Tinos-Bold", 14),
        ("party-2018", "TỈNH ỦY QUẢNG TRỊ", "Tinos", 14),
        ("party-2018", "KHỐI THI ĐUA CÁC CƠ QUAN", "Tinos-Bold", 14),
        ("party-2018", "ĐẢNG CỘNG SẢN VIỆT NAM", "Tinos-Bold", 15),
        ("party-2018", "Số: 05/TTr", "Tinos", 14),
        ("party-2018", "Quảng Trị, ngày 28 tháng 12 năm 2023", "Tinos-Italic", 14),
        ("party-2018", "TỜ TRÌNH", "Tinos-Bold", 16),
        ("party-2018", "Về việc đề nghị", "Tinos-Bold", 14),
        ("party-2018", "Căn cứ Luật Thi đua, khen thưởng;", "Tinos", 14),
        ("party-2018", "Nơi nhận:", "Tinos", 14),
        ("party-2018", "- Như trên;", "Tinos", 12),
        ("party-2018", "TM. KHỐI THI ĐUA", "Tinos-Bold", 14),
        ("party-2018", "KHỐI TRƯỞNG", "Tinos", 14),
        ("party-2018", "BÍ THƯ ĐẢNG ỦY KHỐI", "Tinos", 14),
        ("press", "Về việc đề nghị", "Tinos-Bold", 18),
        ("press", "Nguyễn Thị Ví Dụ", "Tinos-Bold", 14),
    ],
)
def test_prescribed_letters(
    printed: Callable[[str], list[Piece]], layout: str, text: str, font: str, size: float
) -> None:
    found = [piece for piece in printed(layout) if piece.text.startswith(text)]
    assert found
    assert (found[0].font, found[0].size) == (font, size)


@pytest.fixture(scope="module")
def printed() -> Callable[[str], list[Piece]]:
    """The pieces of a Vietnamese paper by layout, each printed once."""
    known: dict[str, list[Piece]] = {}

    def pieces_of(layout: str) -> list[Piece]:
        if layout not in known:
            pages = reader(paper("vi", layout)).pages
            known[layout] = [piece for page in pages for piece in pieces(page)]
        return known[layout]

    return pieces_of


@pytest.mark.parametrize("layout", ["state-2020", "party-2018"])
def test_two_columns_of_an_office(printed: Callable[[str], list[Piece]], layout: str) -> None:
    place = {piece.text: piece for piece in reversed(printed(layout))}
    number, date = place["Số: 05/TTr"], place["Quảng Trị, ngày 28 tháng 12 năm 2023"]
    recipients, authority = place["Nơi nhận:"], place["TM. KHỐI THI ĐUA"]
    assert number.top == pytest.approx(date.top, abs=0.1)
    assert recipients.top == pytest.approx(authority.top, abs=0.1)
    assert recipients.left == pytest.approx(30, abs=0.1)
    assert number.left < 100 < date.left
    assert authority.left > 110


def test_margins() -> None:
    for page in reader(paper("vi", "state-2020")).pages:
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox] == [0, 0, 210, 297]
        inside = [piece for piece in pieces(page) if piece.top > 20]
        assert min(piece.left for piece in inside) >= 29.9
        assert max(piece.top for piece in inside) <= 277


def test_table_heads_return_and_the_total_is_not_alone() -> None:
    columns = (Column(line("STT"), Align.CENTER, 0.3), Column(line("Đơn vị"), Align.LEFT, 0.7))
    for count in range(30, 45):
        rows = tuple((line(str(n)), line(f"Hàng {n}")) for n in range(count))
        table = Table(columns, (*rows, ((), line("Tổng cộng"))), has_total=True)
        document = replace(paper("vi", "press"), body=(table,))
        pages = [page.extract_text() for page in reader(document).pages]
        assert all("STT" in page for page in pages)
        assert f"Hàng {count - 1}" in pages[-1]
        assert "Tổng cộng" in pages[-1]


@pytest.mark.parametrize("rows", [3, 12])
def test_a_short_table_is_not_cut_in_two(rows: int) -> None:
    columns = (Column(line("STT"), Align.CENTER, 0.3), Column(line("Đơn vị"), Align.LEFT, 0.7))
    table = Table(columns, tuple((line(str(n)), line(f"Hàng {n}")) for n in range(rows)))
    for count in range(20, 40):
        text = tuple(Paragraph(line(f"Dòng {n}")) for n in range(count))
        document = replace(paper("vi", "press"), body=(*text, table))
        pages = [page.extract_text() for page in reader(document).pages]
        (whole,) = [page for page in pages if "Hàng" in page]
        assert all(f"Hàng {n}" in whole for n in range(rows))


LAST_BLOCKS: dict[str, tuple[Block, ...]] = {
    "line": (Paragraph(line("Dòng cuối.")),),
    "long": (Paragraph(line("Đoạn cuối. " + WORDS["vi"]["text"] * 3)),),
    "item": (Paragraph(line("Ý cuối;"), Role.ITEM, "- ", 1),),
    "heading": (Heading(1, "I. ", line("MỤC CUỐI")), Paragraph(line("Dòng cuối."))),
    "table": (
        Table((Column(line("Cột"), Align.LEFT, 1.0),), tuple((line(f"Ô {n}"),) for n in range(5))),
    ),
}


@pytest.mark.parametrize("last", LAST_BLOCKS)
def test_the_signature_never_stands_alone(last: str) -> None:
    pages_seen = set()
    for count in range(6, 16):
        text = tuple(Paragraph(line(f"Dòng {n}")) for n in range(count))
        document = replace(paper("vi", "state-2020"), body=text + LAST_BLOCKS[last], annexes=())
        pages = [page.extract_text().splitlines() for page in reader(document).pages]
        pages_seen.add(len(pages))
        assert "Nơi nhận:" in pages[-1]
        assert "Nguyễn Thị Ví Dụ" in pages[-1]
        above = pages[-1][: pages[-1].index("Nơi nhận:")]
        lines = [text for text in above if text.strip() and not text.strip().isdigit()]
        assert len(lines) >= 2
    assert pages_seen == {1, 2}


def test_what_announces_a_table_stays_with_it() -> None:
    table = Table(
        (Column(line("Cột đầu"), Align.LEFT, 1.0),), tuple((line(f"Ô {n}"),) for n in range(9))
    )
    breaks = set()
    for count in range(14, 30):
        text = tuple(Paragraph(line(f"Dòng {n}")) for n in range(count))
        announced = (*text, Paragraph(line("Cho các đơn vị:")), table)
        document = replace(paper("vi", "press"), body=announced, annexes=())
        pages = [page.extract_text() for page in reader(document).pages]
        (page,) = (page for page in pages if "Cho các đơn vị:" in page)
        assert "Ô 0" in page
        breaks.add(pages.index(page))
    assert breaks == {0, 1}


# A file that readers, archives and screen readers can use


@pytest.mark.parametrize(
    ("language", "families"),
    [("vi", {"Tinos"}), ("hi", {"Tinos", "Noto-Serif-Devanagari"}), ("en", {"Tinos"})],
)
def test_fonts_are_embedded(language: str, families: set[str]) -> None:
    found = set()
    for page in reader(paper(language, "state-2020")).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            (letters,) = font.get_object()["/DescendantFonts"]
            descriptor = letters.get_object()["/FontDescriptor"]
            assert len(descriptor["/FontFile2"].get_data()) > 1000
            name = str(descriptor["/FontName"]).partition("+")[2]
            found.add(re.sub("(-(Bold|Italic|Oblique))+$", "", name))
    assert found == families


@pytest.mark.parametrize("language", LANGUAGES)
def test_title_language_tags_and_outline(language: str) -> None:
    words = WORDS[language]
    document = paper(language, "state-2020")
    made = reader(document)
    catalog: Any = made.trailer["/Root"]
    assert made.metadata is not None
    assert made.metadata.title == document.title
    assert catalog["/Lang"] == language
    assert catalog["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean
    assert catalog["/StructTreeRoot"]
    label, title, _ = words["annex"].split("|")
    headings = [f"I. {words['heading']}", [f"1. {words['subheading']}"]]
    # Headings of an annex bear no number.
    below = [words["heading"], [words["subheading"]]]
    annexes = [[f"{label} {number} - {title}", below] for number in ("I", "II")]
    outline = [words["type"], [*headings, *annexes[0], *annexes[1]]]
    assert titles(made.outline) == outline


def titles(outline: list[Any]) -> list[Any]:
    """The outline as titles and lists of titles below them."""
    return [titles(part) if isinstance(part, list) else part.title for part in outline]


def test_same_text_same_bytes() -> None:
    first = pdf_of(paper("hi", "party-2018", draft=True))
    pdf_of(paper("vi", "state-2020"))
    assert pdf_of(paper("hi", "party-2018", draft=True)) == first
    told = run_python(
        "import hashlib, sample_papers as s\n"
        "from pipeline.render.html import to_html; from pipeline.render.pdf import to_pdf\n"
        "d = s.paper('hi', 'party-2018', draft=True)\n"
        "print(hashlib.sha256(to_pdf(to_html(d, s.TEMPLATES))).hexdigest())",
        PYTHONHASHSEED="7",
    )
    assert told == hashlib.sha256(first).hexdigest()
