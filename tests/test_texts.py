"""From a text template to blocks: lines, sections, numbers, tables, dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import places
from pipeline.collect import read_layouts, read_text_templates
from pipeline.errors import TemplateError
from pipeline.model.base import Language, PartialDate
from pipeline.model.blocks import Heading, Paragraph, Role, Run, Table, plain
from pipeline.model.dossier import Trail
from pipeline.model.quantity import Quantity, difference
from pipeline.render.compose import _numbered, _without_empty_sections
from pipeline.render.filters import signed_percent
from pipeline.render.formats import (
    date_in_words,
    inflected,
    known_date,
    number_in_words_of,
    one_place,
    with_one_article,
)
from pipeline.render.ledger import Ledger
from pipeline.render.markdown import column_widths, read_blocks
from pipeline.render.texts import keep_lines
from pipeline.render.values import Shelf, Value
from pipeline.render.wording import listing, opens_with, stands_in
from pipeline.spelling.figures import Qualifier
from pipeline.spelling.ordinals import letter, roman
from pipeline.words import catalog, of_a_cluster


def blocks(text: str):
    ledger = Ledger("vi", catalog(places.LOCALES, "documents", "vi"))
    return read_blocks(text, ledger)


# Words


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("{% if a %}", "{% if a %}"),
        ("  {% endif %}{# lời #}", "  {% endif %}{# lời #}"),
        ("{% trans %}Chữ{% endtrans %}", "{% trans %}Chữ{% endtrans +%}"),
        ("| a |{% if b %} c |{% endif %}", "| a |{% if b %} c |{% endif +%}"),
        ("chữ", "chữ"),
    ],
)
def test_a_line_of_tags_alone_leaves_no_trace(line: str, kept: str) -> None:
    assert keep_lines(line) == kept


def test_paragraphs_lists_notes_and_looks() -> None:
    found = blocks("Một **đậm** *nghiêng*.\n\n- a\n- b\n\n1. x\n2. y\n\n> ghi chú\n")
    assert [(plain(b.content), b.marker, b.role) for b in found if isinstance(b, Paragraph)] == [
        ("Một đậm nghiêng.", "", Role.BODY),
        ("a", "- ", Role.ITEM),
        ("b", "- ", Role.ITEM),
        ("x", "a) ", Role.ITEM),
        ("y", "b) ", Role.ITEM),
        ("ghi chú", "", Role.NOTE),
    ]
    first = found[0]
    assert isinstance(first, Paragraph)
    assert [(r.text, r.bold, r.italic) for r in first.content if r.text.strip(". ")] == [
        ("Một ", False, False),
        ("đậm", True, False),
        ("nghiêng", False, True),
    ]


def test_a_table_takes_its_caption_and_knows_its_total() -> None:
    (table,) = blocks(": Bảng thử\n\n| TT | Số |\n|:-:|--:|\n| 1 | 2 |\n| | **Tổng** |\n")
    assert isinstance(table, Table)
    assert plain(table.caption) == "Bảng thử"
    assert [str(c.align) for c in table.columns] == ["center", "right"]
    assert table.has_total
    (other,) = blocks("| a |\n|---|\n| b |\n")
    assert isinstance(other, Table)
    assert not other.has_total


@given(
    st.lists(
        st.lists(st.text("abc đ", max_size=90), min_size=1, max_size=6), min_size=1, max_size=8
    )
)
def test_columns_fill_the_table(rows: list[list[str]]) -> None:
    width = len(rows[0])
    cells = [[(Run(text),) for text in (row * width)[:width]] for row in rows]
    widths = column_widths([(Run("Tên"),)] * width, cells)
    assert abs(sum(widths) - 1) < 1e-9
    assert all(share > 0 for share in widths)


# Sections


def headings(text: str, layout_id: str) -> list[str]:
    (layout,) = (one for one in read_layouts(places.LAYOUTS) if one.id == layout_id)
    found = _numbered(_without_empty_sections(blocks(text)), layout.heading_numbers)
    return [b.number + plain(b.content) for b in found if isinstance(b, Heading)]


SECTIONS = (
    "# A\n\n## Rỗng\n\n## B\n\nx\n\n### C\n\ny\n\n### D\n\nz\n\n# Rỗng\n\n## Rỗng\n\n# E\n\nx\n"
)


@pytest.mark.parametrize(
    ("layout", "numbered"),
    [
        ("state-2020", ["I. A", "B", "1.1. C", "1.2. D", "II. E"]),
        ("party-2018", ["I- A", "B", "1.1. C", "1.2. D", "II- E"]),
        ("press", ["A", "B", "C", "D", "E"]),
    ],
)
def test_empty_sections_fall_away_and_the_rest_is_numbered(
    layout: str, numbered: list[str]
) -> None:
    assert headings(SECTIONS, layout) == numbered


def test_points_take_the_letters_of_the_vietnamese_alphabet() -> None:
    assert [letter(n) for n in range(1, 10)] == ["a", "b", "c", "d", "đ", "e", "g", "h", "i"]


@pytest.mark.parametrize(("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV")])
def test_roman_numerals(number: int, numeral: str) -> None:
    assert roman(number) == numeral


# Numbers, dates, names


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2024, 1, 5), "vi", "ngày 05 tháng 01 năm 2024"),
        (date(2024, 2, 29), "vi", "ngày 29 tháng 02 năm 2024"),
        (date(2024, 3, 10), "vi", "ngày 10 tháng 3 năm 2024"),
        (date(2023, 12, 26), "hi", "26 दिसंबर 2023"),
        (date(2023, 12, 26), "en", "26 December 2023"),
    ],
)
def test_dates(day: date, language: str, words: str) -> None:
    assert date_in_words(day, language) == words


@pytest.mark.parametrize(
    ("value", "language", "words"),
    [
        ("1234.5", "vi", "1.234,5"),
        ("1234.5", "en", "1,234.5"),
        ("1234567.25", "hi", "12,34,567.25"),
        ("0.123456789", "vi", "0,123456789"),
        ("98.50", "vi", "98,5"),
        ("-3", "vi", "−3"),
    ],
)
def test_numbers_keep_all_their_places(value: str, language: str, words: str) -> None:
    assert number_in_words_of(Decimal(value), language) == words


@pytest.mark.parametrize(("value", "words"), [("10", "10,0"), ("0.05", "0,1"), ("99.949", "99,9")])
def test_rounding_is_that_of_school(value: str, words: str) -> None:
    assert one_place(Decimal(value), "vi") == words


@pytest.mark.parametrize(
    ("following", "name"),
    [
        (" ने आयोजित किया", "एजेंसियों के अनुकरण ब्लॉक"),
        (" को", "एजेंसियों के अनुकरण ब्लॉक"),
        (" कार्य करता है", "एजेंसियों का अनुकरण ब्लॉक"),
        ("।", "एजेंसियों का अनुकरण ब्लॉक"),
        ("", "एजेंसियों का अनुकरण ब्लॉक"),
    ],
)
def test_a_hindi_name_is_inflected_before_a_postposition(following: str, name: str) -> None:
    assert inflected("एजेंसियों का अनुकरण ब्लॉक", following, "hi") == name


@pytest.mark.parametrize(
    ("name", "in_a_sentence"),
    [
        ("Cluster 1", "held by Cluster 1"),
        ("Emulation Cluster No. 2 (uplands)", "held by Emulation Cluster No. 2 (uplands)"),
        ("Bloc IV", "held by Bloc IV"),
        ("Provincial Inspectorate", "held by the Provincial Inspectorate"),
        ("the Inspectorate", "held by the Inspectorate"),
        ("Party Committee of Bloc A", "held by the Party Committee of Bloc A"),
        ("2021", "held by the 2021"),
    ],
)
def test_an_english_name_has_one_article_or_none(name: str, in_a_sentence: str) -> None:
    assert "".join(with_one_article("held by the ", name, "en")) == in_a_sentence
    assert with_one_article("held by the ", name, "vi") == ("held by the ", name)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 venues"),
        (1, "1 venue"),
        (Decimal(1), "1 venue"),
        (Decimal("1.5"), "1.5 venues"),
        (2, "2 venues"),
        (None, "None venues"),
    ],
)
def test_a_sentence_takes_the_form_of_its_number(count: object, said: str) -> None:
    ledger = Ledger("en", catalog(places.LOCALES, "documents", "en"))
    assert ledger.say("%(count)s điểm cầu", count) % {"count": count} == said


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (PartialDate(day=5, month=1), "vi", "ngày 05 tháng 01"),
        (PartialDate(month=3, year=2025), "vi", "tháng 3 năm 2025"),
        (PartialDate(year=2025), "vi", "năm 2025"),
        (PartialDate(month=3, year=2025), "hi", "मार्च 2025"),
        (PartialDate(day=5, month=1), "en", "5 January"),
    ],
)
def test_a_date_as_far_as_it_is_known(day: PartialDate, language: str, words: str) -> None:
    assert known_date(day, language) == words


@pytest.mark.parametrize(
    ("words", "language", "of_cluster"),
    [
        ("KHỐI TRƯỞNG; Khối phó; toàn khối", "vi", "CỤM TRƯỞNG; Cụm phó; toàn cụm"),
        ("khối lượng công việc của Khối", "vi", "khối lượng công việc của Cụm"),
        ("ब्लॉक के प्रमुख", "hi", "क्लस्टर के प्रमुख"),
        ("Bloc head of the %(bloc)s", "en", "Cluster head of the %(bloc)s"),
        ("Khối trưởng {bloc}", "vi", "Cụm trưởng {bloc}"),
        ("heads the bloc; bloc explain says why", "en", "heads the cluster; bloc explain says why"),
    ],
)
def test_words_about_a_bloc_are_said_of_a_cluster(
    words: str, language: str, of_cluster: str
) -> None:
    assert of_a_cluster(words, language) == of_cluster


@pytest.mark.parametrize(
    ("parts", "row"),
    [
        ([], ""),
        (["Sở A"], "Sở A"),
        (["Sở A", "Sở B"], "Sở A và Sở B"),
        (["Sở A", "Sở B", "Sở C"], "Sở A, Sở B và Sở C"),
        (["Ban X, Y", "Sở B"], "Ban X, Y; Sở B"),
    ],
)
def test_names_in_a_row(parts: list[str], row: str) -> None:
    assert listing(parts, Ledger("vi", catalog(places.LOCALES, "documents", "vi"))) == row


# Template makers' mistakes


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("không có đầu\n", 1, "head"),
        (
            "---\norder: 1\nframe: official\nwhen: 'true'\nabreviation: BC\n---\n",
            6 - 1,
            "abreviation",
        ),
        ("---\norder: 1\nframe: offical\nwhen: 'true'\n---\n", 3, "offical"),
    ],
)
def test_a_broken_head_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    (tmp_path / "x.md").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        read_text_templates(tmp_path)
    (problem,) = caught.value.problems
    assert problem.source is not None
    assert (problem.source.path, problem.source.line) == ("text/x.md", line)
    assert says in str(problem.message)


# Names in words, numbers of things, changes


@pytest.mark.parametrize(
    ("words", "name", "stands"),
    [
        ("Sở Hoà Bình phát động.", "Sở Hòa  Bình", True),
        ("SỞ A, SỞ B", "Sở B", True),
        ("Ban An ninh", "Ban A", False),
        ("Đảng bộ Sở A2", "Sở A", False),
        ("बोर्ड अं ने", "बोर्ड अ", False),
        ("ब्लॉक के कार्यालय ने", "ब्लॉक का कार्यालय", True),
        ("Nộp chậm.", "Sở D", False),
    ],
)
def test_a_name_stands_in_words_whole(words: str, name: str, stands: bool) -> None:
    assert stands_in(words, name) == stands


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        ("Sở Nội vụ hướng dẫn.", True),
        ("sở nội  vụ tỉnh đã làm", True),
        ("Sở Nội vụ", True),
        ("Sở Nội vụ Hà Nội đã làm", False),
        ("Sở Nội chính", False),
        ("Ngày 05, Sở Nội vụ họp", False),
        ("Hoàn thành kế hoạch.", False),
        ("", False),
    ],
)
def test_a_sentence_opens_with_a_short_name(words: str, opens: bool) -> None:
    assert opens_with(words, "Sở Nội vụ tỉnh A", ["Sở Nội chính tỉnh A"]) == opens
    assert not opens_with(words, "Sở Nội vụ tỉnh A", ["Sở Nội vụ tỉnh B"])


@pytest.mark.parametrize(("language", "one", "several"), [
    ("vi", "Khối phó năm 1: A.", "Khối phó năm 1: A."),
    ("en", "Deputy bloc head in 1: A.", "Deputy bloc heads in 1: A."),
])  # fmt: skip
def test_a_sentence_about_several_is_another(language: Language, one: str, several: str) -> None:
    ledger = Ledger(language, catalog(places.LOCALES, "documents", language))
    words = "Khối phó năm %(year)s: %(unit)s."
    said = [ledger.say(words, count) for count in (1, 2)]
    assert [text % {"year": 1, "unit": "A"} for text in said] == [one, several]
    assert ledger.unsaid == []
    assert "Một lời mới." in ledger.say("Một lời mới.", 2)


@pytest.mark.parametrize(
    ("growth", "qualifier", "printed"),
    [
        ("5", "over", "trên +5,0"),
        ("5", "nearly", "gần +5,0"),
        ("5", "at-least", "ít nhất +5,0"),
        ("5", "about", "khoảng +5,0"),
        ("5", None, "+5,0"),
        ("-5", "about", "khoảng −5,0"),
        ("23.46", "over", "khoảng +23,5"),
        ("23.46", "nearly", "gần +23,5"),
        ("23.44", "over", "trên +23,4"),
        ("23.44", "nearly", "khoảng +23,4"),
    ],
)
def test_a_change_keeps_what_is_still_true_of_it(
    growth: str, qualifier: Qualifier | None, printed: str
) -> None:
    ledger = Ledger("vi", catalog(places.LOCALES, "documents", "vi"))
    shelf = Shelf(PartialDate(year=1), Trail({}), ledger)
    context = jinja2.Environment().from_string("").new_context({"ledger": ledger})
    text = signed_percent(context, Value(shelf, Quantity(Decimal(growth), qualifier), (), ""))
    assert ledger.read(text) == printed


@pytest.mark.parametrize(
    ("value", "base", "told"),
    [
        (("95", "over"), ("90", None), "over"),
        (("95", "nearly"), ("90", None), "nearly"),
        (("95", "over"), ("90", "over"), "about"),
        (("95", "over"), ("100", None), "about"),
        (("95", "nearly"), ("95", None), "about"),
        (("95", "over"), ("95", None), "over"),
        (("95", None), ("90", None), None),
    ],
)
def test_a_change_is_over_or_nearly_only_where_that_is_so(
    value: tuple[str, Qualifier | None],
    base: tuple[str, Qualifier | None],
    told: Qualifier | None,
) -> None:
    new, old = (Quantity(Decimal(number), word) for number, word in (value, base))
    assert difference(new, old).qualifier == told
