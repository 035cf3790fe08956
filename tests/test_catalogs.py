"""The catalogs hold every sentence of the papers and of the program, with the same values."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from pipeline.words import catalog

ROOT = Path(__file__).parent.parent
KEYWORDS = {
    "documents": ("N_", "gap", "gettext", "ngettext:1,2", "NN_:1,1"),
    "interface": ("msg", "speech", "_"),
}
TRANSLATIONS = [
    ("documents", "hi"), ("documents", "en"), ("interface", "vi"), ("interface", "hi"),
]  # fmt: skip


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=None if path.suffix == ".pot" else path.parent.name)


def sentence(message: Message) -> str:
    """What is to be translated; of a counted sentence Vietnamese has one form alone."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def forms(message: Message) -> tuple[str, ...]:
    """The translation, in every plural form of the language."""
    said = message.string
    return (said,) if isinstance(said, str) else tuple(said)


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
        found[domain] = {sentence(message) for message in read(target) if message.id}
    return found


@pytest.mark.parametrize(("domain", "language"), TRANSLATIONS)
def test_every_sentence_is_translated_and_none_is_left_over(
    sentences: dict[str, set[str]], domain: str, language: str
) -> None:
    said = read(ROOT / "locales" / language / f"{domain}.po")
    translated = {sentence(m) for m in said if m.id and all(forms(m)) and not m.fuzzy}
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
            for said in forms(message):
                assert names_in(said, domain) == names_in(sentence(message), domain)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ["Vắng %(count)s đơn vị: %(units)s."] * 4),
        ("hi", ["अनुपस्थित इकाइयाँ", "अनुपस्थित इकाई", "अनुपस्थित इकाइयाँ", "अनुपस्थित इकाइयाँ"]),
    ],
)
def test_a_number_of_things_takes_its_plural_form(language: str, said: list[str]) -> None:
    words = catalog(ROOT / "locales", "documents", language)
    absent = [words.of_many("Vắng %(count)s đơn vị: %(units)s.", n) for n in (0, 1, 2, 11)]
    assert [one[: len(start)] for one, start in zip(absent, said, strict=True)] == said
    assert words.of_many("Vắng %(count)s đơn vị: %(units)s.", None) == absent[0], "not known"


TYPED = "|".join(
    (
        *(r"“[^”]*”", r"--\w+(?: [a-z]+)?", r"\w*[./_-][\w./-]*", r"\w\w: …", r"U\+", r"Ctrl\S*"),
        *(r"sudo .*-\w+", r"pip \S+", r"bloc (?:templates )?\w+(?: FOLDER)?"),
        r"\{\{.*?\}\}+",
    )
)
"""What is typed or chosen in these very letters: words in quotes, options, files, commands."""
NAMES_OF_PROGRAMS = {
    "documents": {"PDF", "Word", "s"},
    "interface": {
        *("ActiveX", "CSV", "DDE", "Debian", "Excel", "HTML", "JPEG", "JSON", "LibreOffice", "OLE"),
        *(
            "OpenDocument",
            "PDF",
            "PNG",
            "Pango",
            "PowerPoint",
            "RTF",
            "Tab",
            "Ubuntu",
            "WeasyPrint",
        ),
        *("Windows", "Word", "XML", "YAML", "bloc", "id", "macOS", "matplotlib"),
    },
}


@pytest.mark.parametrize("domain", ["documents", "interface"])
def test_hindi_words_are_written_in_devanagari(domain: str) -> None:
    """A forgotten Vietnamese or English word would show by its letters."""
    for message in read(ROOT / "locales" / "hi" / f"{domain}.po"):
        if message.id:
            said = re.sub(r"%\(\w+\)s|\{\w*\}", "", " ".join(forms(message)))
            words = re.findall(r"[A-Za-zÀ-ɏḀ-ỹ]+", re.sub(TYPED, "", said))
            assert set(words) <= NAMES_OF_PROGRAMS[domain], message.id
