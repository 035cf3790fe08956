"""Sources that contradict each other: told with both, and the facts follow the one chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_years import conflict
from folders import run, write_folder

UNIT = "unit: don-vi-a"
FIGURE = (
    "indicators:\n  - {id: tiet-kiem, theme: movements, name: A, measure: triệu đồng,\n"
    f"     readings: [{{{UNIT}, value: %s}}]}}\n"
)
READING = "indicators.tiet-kiem.readings.don-vi-a.value"
HEAD = "leadership:\n  terms: [{year: 2024, head: don-vi-b}]\n"
ALIAS = "former_units: [{id: so-cu, name: Sở Nội vụ, aliases: [SNV]}]\n"

AGREE = {
    "a number": (READING, "1240", FIGURE % "1240"),
    "a number that may be read twice": (READING, "1.240", FIGURE % "1240"),
    "a number in another measure": (READING, "1,24 tỷ đồng", FIGURE % "1240"),
    "a qualified number": (READING, "gần 1.200 triệu đồng", FIGURE % "gần 1200"),
    "by number from 1": ("indicators.1.readings.1.value", "7", FIGURE % "7"),
    "a whole number": ("bloc.staff", "98", ""),
    "words": ("conference.place", "ĐÔNG  HÀ", "conference: {place: Đông Hà}\n"),
    "words in one language": ("conference.place.vi", "Đông Hà", "conference: {place: Đông Hà}\n"),
    "a date": ("conference.date", "ngày 18 tháng 12 năm 2025", "conference: {date: 18/12/2025}\n"),
    "a part of a date": ("conference.date", "tháng 12/2025", "conference: {date: 12/2025}\n"),
    "a word of a list": ("conference.session", "morning", "conference: {session: morning}\n"),
    "a word that may be left out": ("conference.kind", "year-end", "conference: {place: A}\n"),
    "yes": ("inspections.don-vi-a.passed", "true", f"inspections: [{{{UNIT}, passed: true}}]\n"),
    "a share": (
        "regulation.threshold", "4/5", "regulation: {reference: Quy chế, threshold: 4/5}\n"
    ),
    "a unit by name": ("leadership.terms.2024.head", "Đơn vị B", HEAD),
    "a unit by id": ("leadership.terms.2024.head.unit", "don-vi-b", HEAD),
    "a former unit by alias": (
        "leadership.terms.2024.head", "snv", ALIAS + HEAD.replace("don-vi-b", "so-cu")
    ),
    "points": (
        "scores.sheets.don-vi-a.agreed.k", "99.5",
        "scores:\n  criteria: [{id: k, name: K, points: 100}]\n"
        f"  sheets: [{{{UNIT}, agreed: {{k: 99.5}}}}]\n",
    ),
}  # fmt: skip


def folder_of(place: Path, files: dict[str, str | bytes]) -> Path:
    bloc = str(files["bloc.yaml"]).replace("bloc:\n", "bloc:\n  staff: 98\n")
    return write_folder(place / "khoi", {**files, "bloc.yaml": bloc})


@pytest.mark.parametrize(("about", "written", "facts"), AGREE.values(), ids=AGREE.keys())
def test_the_fact_is_what_the_chosen_source_wrote(
    about: str, written: str, facts: str, tmp_path: Path
) -> None:
    files = conflict(about, written, "điều khác 5", "    chosen: 1\n", facts)
    ran = run("explain", folder_of(tmp_path / "1", files))
    assert ran.code == 0, ran
    other = conflict(about, written, "điều khác 5", "    chosen: 2\n", facts)
    ran = run("explain", folder_of(tmp_path / "2", other))
    assert ran.code == 3, ran
    assert f"“{about}” does not say “điều khác 5”" in ran.err


OPEN = {
    "a fact of the bloc": ("bloc.units_stated", ""),
    "in a part that is not there": ("conference.place", ""),
    "of a unit that reported nothing": (
        "indicators.tiet-kiem.readings.don-vi-b.value", FIGURE % "1240"
    ),
    "of a year that is not there": ("leadership.terms.2019.head", ""),
    "a default": ("conference.kind", ""),
}  # fmt: skip


@pytest.mark.parametrize(("about", "facts"), OPEN.values(), ids=OPEN.keys())
def test_an_open_contradiction_leaves_its_fact_out(about: str, facts: str, tmp_path: Path) -> None:
    ran = run("explain", folder_of(tmp_path, conflict(about, "8", "9", "", facts)))
    assert ran.code == 0, ran


def test_a_figure_keeps_how_exact_its_source_is(tmp_path: Path) -> None:
    files = conflict(READING, "gần 1.200", "1.300", "    chosen: 1\n", FIGURE % "1200")
    ran = run("explain", folder_of(tmp_path, files))
    assert ran.code == 3
    assert "does not say “gần 1.200”" in ran.err


def test_both_sources_are_told(tmp_path: Path) -> None:
    facts = "conference: {date: 18/12/2025, place: Đông Hà}\n"
    files = conflict("conference.place", "Đông Hà", "Đồng Hới", "    chosen: 1\n", facts)
    text = str(files["more.yaml"]) + (
        "  - about: bloc.units_stated\n    claims:\n"
        "      - {origin: Báo A, value: '8'}\n      - {origin: Báo B, value: '9'}\n"
    )
    folder = folder_of(tmp_path, {**files, "more.yaml": text})
    ran = run("check", folder, "--lang", "vi")
    first = "Báo A says “Đông Hà”, Báo B says “Đồng Hới”; taken: “Đông Hà”"
    assert f"more.yaml:3:5: warning: sources differ on “conference.place”: {first}" in ran.err
    second = "sources differ on “bloc.units_stated”: Báo A says “8”, Báo B says “9”; none is taken"
    assert second in ran.err


def test_the_reason_for_the_choice_is_told(tmp_path: Path) -> None:
    facts = "conference: {date: 18/12/2025, place: Đông Hà}\n"
    why = "    reason: theo giấy mời\n"
    chosen = conflict("conference.place", "Đông Hà", "Huế", "    chosen: 1\n" + why, facts)
    folder = folder_of(tmp_path / "1", chosen)
    assert "reason: theo giấy mời" in run("check", folder, "--lang", "vi").err
    run("build", folder, "--lang", "vi", "--format", "html", "--out", tmp_path / "out")
    page = next((tmp_path / "out").glob("*/index.html")).read_text(encoding="utf-8")
    assert "reason: theo giấy mời" in page
    still_open = conflict("bloc.units_stated", "8", "9", why)
    told = run("check", folder_of(tmp_path / "2", still_open), "--lang", "vi").err
    assert "“chosen: …”; reason noted: theo giấy mời" in told
