"""Values arrive as they are, whatever they hold; blocs of any size make papers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from read_back import words_expected, words_in_html, words_in_pdf, words_in_word

from pipeline.build import Edition, Order, build
from pipeline.errors import ENGLISH
from pipeline.model.blocks import plain
from pipeline.model.document import Document, document_lines

AWKWARD = [
    "A & B <b>x</b> > \"y\" 'z'",
    "{{ facts.year }} {% if %} {# #} {_{",
    "*sao* _gạch_ | cột | `mã` # không phải đề mục",
    "- không phải gạch đầu dòng",
    "1. không phải số thứ tự",
    "\\begin{x} $1 %(bloc)s %s {name}",
    "&amp; &lt; &#65;",
    "![ảnh](http://x.example/a.png) [liên kết](http://x.example)",
    "dòng một\ndòng hai",
    "Ủy ban “ngoặc” – gạch — dài … №",
    "Tên rất dài " + "và dài nữa " * 40,
    "Từrấtdàikhôngcódấucách" * 8,
    "e\u0301 dấu rời",
]


def write(folder: Path, facts: dict[str, object]) -> Path:
    folder.mkdir()
    text = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)
    (folder / "bloc.yaml").write_text(text, encoding="utf-8")
    return folder


def bloc(units: int, words: str | None = None, **more: object) -> dict[str, object]:
    """A bloc of so many units; with ``words``, every free text of it is these words."""
    given = words or "Khối thi đua thử"
    return {
        "year": 2024,
        "made_up": True,
        "bloc": {"name": given},
        "units": [
            {"id": f"don-vi-{n}", "name": f"Đơn vị {n} {words or ''}".strip(), "system": "state"}
            for n in range(1, units + 1)
        ],
        "conference": {"date": "12/12/2024", "comments": [{"text": given}]},
        **more,
    }


def make(tmp_path: Path, facts: dict[str, object], *formats: str) -> Edition:
    folder = write(tmp_path / "khoi", facts)
    return build(folder, tmp_path / "out", Order(("vi",), formats=formats), ENGLISH)


def check_all_forms(edition: Edition) -> Document:
    for document in edition.study.documents:
        expected = words_expected(document)
        stem = edition.folder / "vi" / document.name
        assert words_in_word(stem.with_suffix(".docx")) == expected
        assert words_in_html(stem.with_suffix(".html")) == expected
        assert words_in_pdf(stem.with_suffix(".pdf"), document) == expected
    return edition.study.documents[0]


def text_of(document: Document) -> str:
    return "\n".join(plain(line) for line in document_lines(document))


@pytest.mark.parametrize("words", AWKWARD, ids=range(len(AWKWARD)))
def test_any_words_arrive_in_word_and_html(tmp_path: Path, words: str) -> None:
    facts = bloc(
        3,
        words,
        results=[
            {"theme": "direction", "text": words},
            {"theme": "examples", "unit": "don-vi-1", "text": words},
        ],
        nominations=[
            {"award": "province-flag", "units": [{"unit": "don-vi-2", "achievement": words}]}
        ],
        issuer={"place": words, "symbol": words, "recipients": [words], "bases": [words]},
    )
    edition = make(tmp_path, facts, "docx", "html")
    report = next(d for d in edition.study.documents if d.kind == "summary-report")
    composed = words.replace("e\u0301", "é").rstrip()
    # Bloc, three units twice, two results, a comment, place, symbol, recipient at the least.
    assert text_of(report).count(composed) >= 10
    for document in edition.study.documents:
        stem = edition.folder / "vi" / document.name
        assert words_in_word(stem.with_suffix(".docx")) == words_expected(document)
        assert words_in_html(stem.with_suffix(".html")) == words_expected(document)


def test_all_awkward_words_arrive_in_pdf(tmp_path: Path) -> None:
    # Words too long for a line are broken over lines, so that they are compared by letters.
    facts = bloc(1, results=[{"theme": "direction", "text": words} for words in AWKWARD])
    edition = make(tmp_path, facts, "pdf")
    for document in edition.study.documents:
        printed = words_in_pdf(edition.folder / "vi" / f"{document.name}.pdf", document)
        assert "".join(printed) == "".join(words_expected(document))


@pytest.mark.parametrize("units", [0, 1, 40])
def test_a_bloc_of_any_size(tmp_path: Path, units: int) -> None:
    everyone = [f"don-vi-{n}" for n in range(1, units + 1)]
    more: dict[str, object] = {}
    if units:
        more["nominations"] = [{"award": "province-flag", "units": everyone}]
        more["scores"] = {
            "criteria": [{"id": "a", "name": "Tiêu chí", "points": 100}],
            "sheets": [{"unit": u, "agreed": {"a": 50 + n}} for n, u in enumerate(everyone)],
        }
    edition = make(tmp_path, bloc(units, **more), "docx", "html", "pdf")
    report = check_all_forms(edition)
    for n in range(1, units + 1):
        assert f"Đơn vị {n}" in text_of(report)


def test_a_bloc_of_which_nearly_nothing_is_known(tmp_path: Path) -> None:
    """No section without content, no figure, and what a paper must have is named as missing."""
    facts = {"year": 2024, "bloc": {"name": "Khối thi đua thử"}, "conference": {}}
    edition = make(tmp_path, facts, "docx", "html", "pdf")
    report = text_of(check_all_forms(edition))
    kinds = [d.kind for d in edition.study.documents]
    assert kinds == ["summary-report", "summary-short", "summary-brief", "news-release"]
    assert "[CẦN BỔ SUNG: ngày hội nghị]" in report or "ĐẶC ĐIỂM TÌNH HÌNH" in report
    for heading in ("Khó khăn", "Công tác khen thưởng", "ĐÁNH GIÁ CHUNG", "Phụ lục"):
        assert heading not in report
    assert "[CẦN BỔ SUNG: đơn vị Khối trưởng]" in report


def test_no_papers_where_nothing_was_stated(tmp_path: Path) -> None:
    edition = make(tmp_path, {"year": 2024, "bloc": {"name": "Khối thi đua thử"}}, "docx")
    assert edition.study.documents == ()
    assert set(edition.files) == {"index.html", "decisions.json", "manifest.json"}
