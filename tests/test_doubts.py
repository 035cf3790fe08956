"""What does not fit together but may be so: told at its place; the papers follow the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import run, write_folder

BLOC = """\
year: 2025
bloc: {name: Khối A}
units:
  - {id: a, name: Sở A}
  - {id: b, name: Sở B}
  - {id: c, name: Sở C, suspended: đang xem xét}
  - {id: d, name: Sở D}
former_units: [{id: e, name: Sở E}]
leadership: {terms: [{year: 2025, head: a, deputies: [c]}]}
"""
NEXT = "next_leadership:\n  year: 2026\n  head: b\n  selection: {mode: %s}\n"
PLACED = "standings: [{unit: c, rank: 1}, {unit: d, rank: 2}]\n"
SCORED = (
    "scores:\n  criteria: [{id: k, name: K, points: 100}]\n  sheets:\n"
    "    - {unit: a, agreed: {k: 90}}\n    - {unit: b, agreed: {k: %s}}\n"
    "    - {unit: c, agreed: {k: 70}}\n    - {unit: d, agreed: {k: 60}}\n"
)
LEFT = "nominations:\n  - {award: province-flag, units: [%s]}\n"
REST = "  - {award: province-merit, remaining: true}\n"
BECAME = "changes: [{change: renamed, units: [e], into: [b]}]\n"
OF_E = ("deputies: [c]", "deputies: [e]")

DOUBTFUL: dict[str, tuple[str, str]] = {
    "no unit remains": (LEFT % "a, b, c, d" + REST, "3:40: warning: no unit remains"),
    "a unit that is not considered remains": (
        LEFT % "a" + REST,
        "3:40: warning: the remaining units cannot be told: the source does not say whether these",
    ),
    "so many came, and yet some did not": (
        "conference:\n  units_present: 4\n  attendance: [{unit: d, status: absent}]\n",
        "2:18: warning: present as stated: 4 of 4 units; listed as absent: 1",
    ),
    "second by its source, not by the standings": (
        NEXT % "second-ranked" + PLACED,
        "3:9: warning: another unit is ranked second: Sở D",
    ),
    "second by its source, first in the standings": (
        NEXT % "second-ranked" + PLACED.replace("c, rank: 1", "b, rank: 1"),
        "3:9: warning: the unit said to be ranked second ranks 1",
    ),
    "second by its source, first by its points": (
        NEXT % "second-ranked" + SCORED % 95,
        "3:9: warning: the unit said to be ranked second ranks 1",
    ),
    "succeeds as deputy, but was not": (
        NEXT % "deputy-succeeds",
        "3:9: warning: the unit said to succeed as deputy was not deputy in 2025",
    ),
}


def checked(place: Path, more: str, bloc: str = BLOC) -> str:
    ran = run("check", write_folder(place / "khoi", {"bloc.yaml": bloc, "more.yaml": more}))
    assert ran.code == 0, ran
    return str(ran.err)


@pytest.mark.parametrize(("more", "told"), DOUBTFUL.values(), ids=DOUBTFUL.keys())
def test_a_doubt_is_told_at_its_place(more: str, told: str, tmp_path: Path) -> None:
    assert f"more.yaml:{told}" in checked(tmp_path, more)


FITTING: dict[str, tuple[str, str]] = {
    "those left": (LEFT % "c" + REST, "remain"),
    "some came and the others did not": (
        "conference: {units_present: 3, attendance: [{unit: d, status: absent}]}\n",
        "listed as absent",
    ),
    "second": (NEXT % "second-ranked" + PLACED.replace("d, rank", "b, rank"), "ranked second"),
    "second by its points": (NEXT % "second-ranked" + SCORED % 80, "ranked second"),
    "nobody was ranked": (NEXT % "second-ranked", "ranked second"),
    "was deputy": (NEXT.replace("head: b", "head: c") % "deputy-succeeds", "succeed as deputy"),
}


@pytest.mark.parametrize(("more", "unsaid"), FITTING.values(), ids=FITTING.keys())
def test_what_fits_raises_no_doubt(more: str, unsaid: str, tmp_path: Path) -> None:
    assert unsaid not in checked(tmp_path, more)


def test_a_deputy_that_has_become_another_unit_succeeds(tmp_path: Path) -> None:
    more = NEXT % "deputy-succeeds" + BECAME
    assert "succeed as deputy" not in checked(tmp_path / "1", more, BLOC.replace(*OF_E))
    assert "succeed as deputy" in checked(tmp_path / "2", more)


def test_who_was_deputy_may_be_unknown(tmp_path: Path) -> None:
    bloc = BLOC.replace(", deputies: [c]", "")
    assert "succeed as deputy" not in checked(tmp_path, NEXT % "deputy-succeeds", bloc)


def test_no_votes_are_counted_against_a_number_in_question(tmp_path: Path) -> None:
    claims = "claims: [{origin: A, value: '4'}, {origin: B, value: '5'}]"
    more = f"conflicts: [{{about: bloc.units_stated, {claims}}}]\n"
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC, "more.yaml": more})
    explained = run("explain", folder)
    assert explained.code == 0
    assert "Votes a threshold needs" not in explained.out
    built = run("build", folder, "--out", tmp_path / "out", "--format", "html", "--lang", "vi")
    assert built.code == 0, built
    page = (tmp_path / "out" / "khoi" / "index.html").read_text(encoding="utf-8")
    assert "None" not in page
    assert "Votes a threshold needs" not in page


def test_one_may_be_merged_into_a_body_that_is_not_named(tmp_path: Path) -> None:
    checked(tmp_path, "changes: [{change: merged, units: [e]}]\n")
