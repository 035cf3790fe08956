"""The catalogs hold every sentence of the papers and of the program, with the same values."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
KEYWORDS = {
    "documents": ("N_", "gap", "gettext", "ngettext:1,2"),
    "interface": ("msg", "speech", "_"),
}
TRANSLATIONS = [("documents", "hi"), ("documents", "en"), ("interface", "vi")]


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def sentences(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """All sentences in use, by domain, as extraction finds them."""
    found = {}
    for domain, keywords in KEYWORDS.items():
        target = tmp_path_factory.mktemp("catalogs") / f"{domain}.pot"
        command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract"]
        command += ["-F", f"locales/{domain}.cfg", "-o", str(target), "--no-default-keywords"]
        command += [part for keyword in ("", *keywords) for part in ("-k", keyword)]
        subprocess.run([*command, "."], cwd=ROOT, check=True)
        found[domain] = {str(message.id) for message in read(target) if message.id}
    return found


def said(translation: str | tuple[str, ...]) -> bool:
    """Whether it says something, of one and of several where it speaks of a number."""
    return all(translation) if isinstance(translation, tuple) else bool(translation)


@pytest.mark.parametrize(("domain", "language"), TRANSLATIONS)
def test_every_sentence_is_translated_and_none_is_left_over(
    sentences: dict[str, set[str]], domain: str, language: str
) -> None:
    catalog = read(ROOT / "locales" / language / f"{domain}.po")
    translated = {str(m.id) for m in catalog if m.id and said(m.string) and not m.fuzzy}
    assert len(sentences[domain]) > 100
    assert sentences[domain] - translated == set()
    assert translated - sentences[domain] == set()


def names_in(text: str, domain: str) -> set[str]:
    if domain == "documents":
        return set(re.findall(r"%\((\w+)\)s", text))
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(("domain", "language"), TRANSLATIONS)
def test_a_translation_holds_the_same_values(domain: str, language: str) -> None:
    for message in read(ROOT / "locales" / language / f"{domain}.po"):
        if message.id:
            assert names_in(str(message.string), domain) == names_in(str(message.id), domain)


def test_hindi_words_are_written_in_devanagari() -> None:
    """A forgotten Vietnamese or English word would show by its letters."""
    allowed = {"PDF", "Word", "s"}
    for message in read(ROOT / "locales" / "hi" / "documents.po"):
        if message.id:
            words = re.findall(r"[A-Za-zÀ-ɏḀ-ỹ]+", re.sub(r"%\(\w+\)s", "", str(message.string)))
            assert set(words) <= allowed, message.id
