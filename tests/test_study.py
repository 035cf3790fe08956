"""What is known of a folder before anything is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import MINIMAL, run, write_folder

from pipeline.build import Order, study

ONE_OF_TWO = """
bloc: {name: Khối A}
year: 2025
units:
  - {id: don-vi-a, name: Đơn vị A}
  - {id: don-vi-b, name: Đơn vị B}
indicators:
  - id: sang-kien
    theme: movements
    name: Sáng kiến
    measure: sáng kiến
    readings:
      - {unit: don-vi-a, value: 3}
"""


def test_what_one_unit_has_not_sent_is_told(tmp_path: Path) -> None:
    ran = run("check", write_folder(tmp_path / "khoi", {"bloc.yaml": ONE_OF_TWO}), "--lang", "vi")
    assert ran.code == 0
    (told,) = [line for line in ran.err.splitlines() if "not stated" in line]
    assert told.startswith(f"{tmp_path / 'khoi' / 'bloc.yaml'}:13:7: warning: Đơn vị B: ")
    assert told.endswith("figure achieved")


def test_a_text_in_one_language_is_told_once(tmp_path: Path) -> None:
    text = "year: 2025\nbloc: {name: {vi: A, hi: अ, en: A}}\n"
    text += "conference: {date: 18/12/2025, agreement: Các đơn vị thống nhất.}\n"
    ran = run("check", write_folder(tmp_path / "khoi", {"bloc.yaml": text}))
    (told,) = [line for line in ran.err.splitlines() if "this text is not given" in line]
    assert told.endswith("bloc.yaml:3:43: missing: this text is not given in “hi”, “en”")


@pytest.mark.parametrize(
    ("conference", "signed", "rulebook"),
    [
        ("28/12/2023", None, "law-2003"),
        ("28/12/2023", "29/12/2023", "law-2003"),
        ("28/12/2023", "05/01/2024", "law-2022"),
        (None, None, "law-2003"),
    ],
)
def test_the_law_is_that_of_the_signing(
    tmp_path: Path, conference: str | None, signed: str | None, rulebook: str
) -> None:
    text = "year: 2023\nbloc: {name: Khối A}\n"
    if conference:
        text += f"conference: {{date: {conference}}}\n"
    if signed:
        text += f"issuer: {{papers: [{{document: summary-report, date: {signed}}}]}}\n"
    done = study(write_folder(tmp_path / "khoi", {"bloc.yaml": text}), Order(("vi",)))
    assert done.rules.book.id == rulebook


def test_a_minimal_folder_is_a_folder(tmp_path: Path) -> None:
    done = study(write_folder(tmp_path / "khoi", MINIMAL), Order(("vi",)))
    assert [d.kind for d in done.documents] == [
        "summary-report",
        "summary-short",
        "summary-brief",
        "nomination-letter",
        "news-release",
        "notice-of-results",
    ]
