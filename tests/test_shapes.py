"""Shapes of real conferences: each comes out in the papers in the words of its field.

A file of ``tests/shapes`` overlays the small bloc below with the facts of one shape and names,
for each paper and language, words that must stand there (``says``, ``once``) and must not
(``never``).
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from read_back import words_expected, words_in_html, words_in_pdf, words_in_word

from pipeline.build import Order, build, kinds_of_documents
from pipeline.errors import ENGLISH

SHAPES = sorted((Path(__file__).parent / "shapes").glob("*.yaml"))
LANGUAGES = ("vi", "hi", "en")
PAPERS = {
    "report": "*-report",
    "short": "summary-short",
    "brief": "summary-brief",
    "letter": "nomination-letter",
    "news": "news-release",
    "notice": "notice-of-results",
    "minutes": "minutes",
    "handover": "handover-record",
}
"""The kinds of papers made without being asked for; the report is that of its conference."""

ALWAYS = {"report", "letter", "news"}
"""Those looked at of every shape; of the others, those that the shape speaks of."""

AWARDED = {
    "vi": ("được tặng", "được nhận", "đã tặng"),
    "hi": ("प्रदान किया गया", "प्रदान किए गए", "प्रदान की गई", "से सम्मानित"),
    "en": ("was awarded", "were awarded", "has been awarded", "have been awarded", "received the"),
}
"""Words that would tell of an award as decided."""

BLOC = """\
year: 2025
bloc:
  name: {vi: Khối thi đua A, hi: अनुकरण ब्लॉक अ, en: Emulation Bloc A}
units:
  - {id: so-a, name: {vi: Sở A, hi: विभाग अ, en: Department A}, system: state}
  - {id: so-b, name: {vi: Sở B, hi: विभाग ब, en: Department B}, system: state}
  - {id: so-c, name: {vi: Sở C, hi: विभाग स, en: Department C}, system: state}
  - {id: so-d, name: {vi: Sở D, hi: विभाग द, en: Department D}, system: state}
leadership:
  terms:
    - {year: 2025, head: so-a, deputies: [so-b]}
conference: {date: 18/12/2025}
nominations:
  - {award: province-flag, units: [so-b]}
"""


def overlaid(base: Any, over: Any) -> Any:
    """``base`` with the keys of ``over``; lists are replaced, and null takes a key away."""
    if not isinstance(base, dict) or not isinstance(over, Mapping):
        return over
    merged = {**base, **{key: overlaid(base.get(key), value) for key, value in over.items()}}
    return {key: value for key, value in merged.items() if value is not None}


def folder_of(shape: Mapping[str, Any], place: Path) -> Path:
    facts = overlaid(yaml.safe_load(BLOC), shape["facts"])
    place.mkdir()
    text = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False)
    (place / "bloc.yaml").write_text(text, encoding="utf-8")
    return place


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_the_papers_say_it(path: Path, tmp_path: Path) -> None:
    shape = yaml.safe_load(path.read_text(encoding="utf-8"))
    folder = folder_of(shape, tmp_path / "khoi")
    spoken_of = {paper for part in ("says", "once", "never") for paper in shape.get(part, {})}
    papers = {p: kind for p, kind in PAPERS.items() if p in spoken_of | ALWAYS}
    kinds = [kind for kind in kinds_of_documents() for one in papers.values() if fnmatch(kind, one)]
    kinds = [kind for kind in kinds if kind not in {"unit-report", "achievement-report"}]
    order = Order(LANGUAGES, tuple(kinds), ("html",))
    edition = build(folder, tmp_path / "out", order, ENGLISH)
    checked = 0
    for paper, kind in papers.items():
        for language in LANGUAGES:
            files = sorted((edition.folder / language).glob(f"{kind}*.html"))
            text = " ".join(word for file in files for word in words_in_html(file))
            for words in shape.get("says", {}).get(paper, {}).get(language, []):
                checked += 1
                assert one_line(words) in text, (paper, language, words, text)
            for words in shape.get("once", {}).get(paper, {}).get(language, []):
                checked += 1
                assert text.count(one_line(words)) == 1, (paper, language, words, text)
            never = [*shape.get("never", {}).get(paper, {}).get(language, [])]
            never += [*shape.get("never", {}).get("all", {}).get(language, [])]
            for words in never:
                checked += 1
                assert one_line(words) not in text, (paper, language, words)
            # Whatever the shape: a bloc proposes, and nobody was awarded what it proposes.
            for verb in AWARDED[language]:
                assert verb not in text, (paper, language, verb)
            # Nothing empty between signs, no mark of a program.
            for slip in (" ,", " ;", ": .", "None", "()", "{", "।।", ";;", ", ,", "<br", "—"):
                assert slip not in text.replace("……", "0"), (paper, language, slip, text)
    assert checked >= 3


@pytest.mark.parametrize("name", ["online-delegated", "welfare-and-figures", "cluster"])
def test_all_forms_say_the_same(name: str, tmp_path: Path) -> None:
    (path,) = (path for path in SHAPES if path.stem == name)
    shape = yaml.safe_load(path.read_text(encoding="utf-8"))
    folder = folder_of(shape, tmp_path / "khoi")
    edition = build(folder, tmp_path / "out", Order(("vi", "hi")), ENGLISH)
    for document in edition.study.documents:
        expected = words_expected(document)
        stem = edition.folder / document.language / document.name
        assert words_in_word(stem.with_suffix(".docx")) == expected
        assert words_in_html(stem.with_suffix(".html")) == expected
        assert words_in_pdf(stem.with_suffix(".pdf"), document) == expected
