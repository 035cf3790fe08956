"""Several years: earlier folders beside this one, their figures followed, nothing invented."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from folders import SAMPLE, replace_in, run, tree
from hypothesis import given, settings
from hypothesis import strategies as st
from read_back import words_expected, words_in_html, words_in_pdf, words_in_word
from years import (
    IDEAS,
    MILLIONS,
    RESULTS,
    UNITS,
    bloc_file,
    figures,
    indicator,
    write_year,
    write_years,
)

from pipeline.build import Order, build, study
from pipeline.build.study import Study
from pipeline.collect import collect_years
from pipeline.errors import ENGLISH
from pipeline.model.base import Path as FactPath
from pipeline.model.dossier import Dossier, Trail
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.trends import GapReason, Point, Trend, Trends
from pipeline.summarize import summarize
from tests.any_facts import any_facts

REPORT = Order(("vi",), ("summary-report",), ("html",))
ANNEX = {"vi": "SỐ LIỆU QUA CÁC NĂM", "hi": "वर्षवार आँकड़े", "en": "FIGURES OVER THE YEARS"}


def trends_of(folder: Path, *history: Path) -> Trends:
    trends = summarize(collect_years(folder, history)).trends
    assert trends
    return trends


def told(trend: Trend) -> list[str]:
    """Each year in short: its value with its word, or the reason for its gap."""
    return [
        point.value.value.written() if point.value else str(gap_of(point)) for point in trend.points
    ]


def gap_of(point: Point) -> GapReason:
    assert point.gap
    return point.gap.reason.value


def of_bloc(trends: Trends, number: int = 0) -> list[str]:
    return told(trends.indicators[number].bloc)


def of_unit(trends: Trends, unit: str, number: int = 0) -> list[str]:
    (trend,) = (one.trend for one in trends.indicators[number].units if one.unit.value == unit)
    return told(trend)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """2021, 2022, 2024, 2025."""
    return write_years(tmp_path_factory.mktemp("khoi"), 2021, 2022, 2024, 2025)


@pytest.fixture(scope="module")
def trends(years: list[Path]) -> Trends:
    *history, this = years
    return trends_of(this, *history)


def test_a_year_without_a_folder_is_a_gap_between_its_neighbours(trends: Trends) -> None:
    assert [year.value for year in trends.years] == [2021, 2022, 2023, 2024, 2025]
    assert of_bloc(trends) == ["25", "28", "no-folder", "32", "35"]
    assert told(trends.members) == ["4", "4", "no-folder", "4", "3"]


def test_a_merged_unit_is_the_sum_of_its_parts(trends: Trends) -> None:
    assert of_unit(trends, "so-ab") == ["15", "17", "no-folder", "19", "20"]
    assert of_unit(trends, "so-ab", 1) == ["1700", "1800", "no-folder", "parts-missing", "2000"]
    assert of_unit(trends, "so-ab", 2) == ["not-asked", "not-asked", "no-folder", "merged", "96"]


def test_a_renamed_unit_is_followed_under_its_earlier_id(trends: Trends) -> None:
    assert of_unit(trends, "so-d") == ["8", "9", "no-folder", "9", "10"]
    assert of_unit(trends, "so-d", 2)[-2:] == ["90", "92"]


def test_money_is_brought_to_the_measure_of_this_year_exactly(trends: Trends) -> None:
    assert of_bloc(trends, 1) == ["2800", "3000", "no-folder", "2700", "3450"]
    point = trends.indicators[1].bloc.points[3]
    assert point.reported
    assert point.expected
    assert (point.reported.value, point.expected.value) == (3, 4), "so-b has not reported"


def test_figures_of_single_units_that_do_not_add_up_have_no_sum(trends: Trends) -> None:
    assert of_bloc(trends, 2) == ["not-asked", "not-asked", "no-folder", "not-added", "not-added"]


KEEPS_ITS_ID = "changes:\n  - {change: merged, %sunits: [so-a, so-b], into: [so-a]}\n"
SPLIT = "changes:\n  - {change: split, %sunits: [so-b], into: [so-c, so-e]}\n"
LINEAGES = {
    "a unit that took another in, by date": (KEEPS_ITS_ID % "date: 2025, ", "so-a", "19"),
    "a unit that took another in, by the members then": (KEEPS_ITS_ID % "", "so-a", "19"),
    "it had taken the other in before that year": (KEEPS_ITS_ID % "date: 2020, ", "so-a", "12"),
    "a unit renamed twice": (
        "changes:\n  - {change: renamed, units: [so-b], into: [so-c]}\n"
        "  - {change: renamed, units: [so-c], into: [so-a]}\n",
        "so-x",
        "not-listed",
    ),
    "a unit that was split off": (SPLIT % "date: 2025, ", "so-e", "split"),
    "the division was before that year": (SPLIT % "date: 2019, ", "so-e", "4"),
    "the division was before that year, for it was a member": (SPLIT % "", "so-e", "4"),
}


@pytest.mark.parametrize(("changes", "unit", "value"), LINEAGES.values(), ids=LINEAGES.keys())
def test_lineage_decides_what_a_unit_was(
    changes: str, unit: str, value: str, tmp_path: Path
) -> None:
    before = write_year(tmp_path, 2024, {"results.yaml": IN_2024})
    members = "".join(f"  - {{id: so-{one}, name: Sở {one}}}\n" for one in "acex")
    former = "former_units: [{id: so-b, name: Sở B}]\n"
    text = f"year: 2025\nbloc: {{name: Khối thi đua A}}\nunits:\n{members}{former}{changes}"
    replace_in(before / "bloc.yaml", "so-d", "so-c")
    this = write_year(tmp_path, 2025, {"bloc.yaml": text, "results.yaml": ASKED})
    assert of_unit(trends_of(this, before), unit)[0] == value


def test_a_merger_is_told_by_who_stands_beside_it_not_by_when_it_was_recorded(
    tmp_path: Path,
) -> None:
    of_b = UNITS["b"]
    changed = KEEPS_ITS_ID % ""
    text = f"year: 2025\nbloc: {{name: Khối thi đua A}}\nunits: [{UNITS['a']}]\n"
    text += f"former_units: [{of_b}]\n{changed}"
    this = write_year(tmp_path, 2025, {"bloc.yaml": text, "results.yaml": ASKED})
    beside = {"bloc.yaml": bloc_file(2024, changed)}
    before = write_year(tmp_path / "beside", 2024, beside)
    assert of_unit(trends_of(this, before), "so-a")[0] == "19", "recorded, but still to come"
    gone = bloc_file(2024, f"former_units: [{of_b}]\n{changed}").replace(f"  - {of_b}\n", "")
    before = write_year(tmp_path / "gone", 2024, {"bloc.yaml": gone, "results.yaml": ASKED})
    assert of_unit(trends_of(this, before), "so-a")[0] == "1", "so-b had become part of it"


IN_2024 = figures(indicator("ideas", IDEAS, "so-a 12", "so-b 7", "so-c 9", "so-e 4"))
ASKED = figures(indicator("ideas", IDEAS, "so-a 1"))
SCORED = "scores: {criteria: [{id: x, name: X, points: %s}], %s sheets: [%s]}\n"
SHEETS = ", ".join(f"{{unit: so-{one}, agreed: {{x: 9}}}}" for one in "abde")
NOW = RESULTS[2025] + SCORED % (10, "", "{unit: so-d, agreed: {x: 8}}")

REASONS: dict[GapReason, tuple[str, str, str]] = {
    GapReason.NOT_ONE_YEAR: ("ideas", RESULTS[2024] + "conference: {kind: half-year}\n", "so-d"),
    GapReason.NOT_ASKED: ("ideas", "slogans: [X]\n", "so-d"),
    GapReason.NOT_STATED: ("ideas", figures(indicator("ideas", IDEAS, "so-e 1")), "so-d"),
    GapReason.OTHER_KIND: (
        "rate", figures(indicator("rate", '"%"', "so-d 9", kind="score")), "so-d",
    ),
    GapReason.OTHER_MEASURE: ("ideas", figures(indicator("ideas", "lượt", "so-d 9")), "so-d"),
    GapReason.OTHER_BASE: (
        "rate",
        figures(indicator("rate", '"%", base: số hồ sơ', "so-d 9", kind="rate")),
        "so-d",
    ),
    GapReason.NOT_ADDED: (
        "rate", figures(indicator("rate", '"%"', "so-d 9", kind="rate")), "bloc",
    ),
    GapReason.NOT_LISTED: ("ideas", RESULTS[2024], "so-e"),
    GapReason.PARTS_MISSING: ("ideas", figures(indicator("ideas", IDEAS, "so-a 1")), "so-ab"),
    GapReason.MERGED: ("scores", SCORED % (10, "", SHEETS), "so-ab"),
    GapReason.SPLIT: ("ideas", RESULTS[2024], "so-d"),
    GapReason.OTHER_SCALE: ("scores", SCORED % (100, "", SHEETS), "so-d"),
    GapReason.NOT_PUBLISHED: ("scores", SCORED % (10, "published: false,", SHEETS), "so-d"),
    GapReason.IN_GROUPS: (
        "ranks",
        "standings: [{unit: so-a, rank: 1}, {unit: so-b, rank: 2}, {unit: so-d, rank: 1},"
        " {unit: so-e, rank: 2}]\n",
        "so-d",
    ),
    GapReason.IN_QUESTION: (
        "members",
        "conflicts: [{about: bloc.units_stated, claims: [{origin: A, value: '4'},"
        " {origin: B, value: '5'}]}]\nslogans: [X]\n",
        "bloc",
    ),
}  # fmt: skip
"""For each reason what is looked at, the results of 2024, and whose figure is a gap then."""


@pytest.mark.parametrize("reason", REASONS, ids=str)
def test_a_gap_says_why(reason: GapReason, tmp_path: Path) -> None:
    what, results, whose = REASONS[reason]
    before = write_year(tmp_path, 2024, {"results.yaml": results})
    earlier = write_year(tmp_path, 2022, {"results.yaml": RESULTS[2022] + SCORES_OF_2022})
    this = write_year(tmp_path, 2025, {"results.yaml": NOW})
    match reason:
        case GapReason.NOT_LISTED:
            replace_in(before / "bloc.yaml", "so-e", "so-khac")
            replace_in(before / "results.yaml", "so-e", "so-khac")
            replace_in(before / "results.yaml", "so-e", "so-khac")
            replace_in(before / "results.yaml", "so-e", "so-khac")
        case GapReason.SPLIT:
            replace_in(this / "bloc.yaml", "changes:\n", "changes:\n" + DIVIDED)
        case GapReason.OTHER_BASE:
            replace_in(this / "results.yaml", 'measure: "%"', 'measure: "%", base: số việc')
        case GapReason.IN_GROUPS:
            replace_in(before / "bloc.yaml", "Bloc A}", f"Bloc A}}, groups: [{GROUPS}]")
            for unit, group in {"so-a": "m", "so-b": "m", "so-d": "n", "so-e": "n"}.items():
                replace_in(before / "bloc.yaml", f"id: {unit},", f"id: {unit}, group: {group},")
    found = trends_of(this, before, earlier)
    if what == "members":
        line = found.members
    elif what in ("scores", "ranks"):
        units = found.scores if what == "scores" else found.ranks
        (line,) = (one.trend for one in units if one.unit.value == whose)
    else:
        number = [one["id"] for one in INDICATORS].index(what)
        lines = {one.unit.value: one.trend for one in found.indicators[number].units}
        line = {**lines, "bloc": found.indicators[number].bloc}[whose]
    point = line.point(2024)
    assert point
    assert point.value is None, "a gap is never nought"
    assert gap_of(point) == reason


INDICATORS = [{"id": "ideas"}, {"id": "saved"}, {"id": "rate"}]
DIVIDED = "  - {change: split, date: 2025, units: [so-c], into: [so-d, so-e]}\n"
GROUPS = "{id: m, name: M}, {id: n, name: N}"
SCORES_OF_2022 = (
    SCORED % (10, "", ", ".join(f"{{unit: so-{one}, agreed: {{x: {n}}}}}" for n, one in
                                enumerate("abce", start=5)))
)  # fmt: skip


def test_every_reason_was_met() -> None:
    assert set(REASONS) | {GapReason.NO_FOLDER} == set(GapReason)


def test_points_and_ranks_follow_a_renamed_unit(tmp_path: Path) -> None:
    sheets = ", ".join(f"{{unit: so-{one}, agreed: {{x: {n}}}}}" for n, one in
                       enumerate(("ab", "d", "e"), start=7))  # fmt: skip
    before = write_year(tmp_path, 2022, {"results.yaml": RESULTS[2022] + SCORES_OF_2022})
    this = write_year(tmp_path, 2025, {"results.yaml": RESULTS[2025] + SCORED % (10, "", sheets)})
    found = trends_of(this, before)
    scores = {one.unit.value: told(one.trend) for one in found.scores}
    ranks = {one.unit.value: told(one.trend) for one in found.ranks}
    assert scores["so-d"] == ["7", "no-folder", "no-folder", "8"]
    assert ranks["so-d"] == ["2", "no-folder", "no-folder", "2"]
    assert scores["so-ab"][0] == ranks["so-ab"][0] == "merged"


def test_awards_are_those_of_each_year_by_its_own_folder(tmp_path: Path) -> None:
    then = "rewards: [{award: X, level: province, unit: so-a}, {award: X, level: province,"
    then += " collectives: gần 3}, {award: X, level: province, year: 2020, collectives: 9}]\n"
    now = "rewards: [{award: X, level: province, year: 2024, collectives: 8}, {award: X,"
    now += " level: province, collectives: 5, individuals: 2}]\n"
    before = write_year(tmp_path, 2024, {"results.yaml": then})
    this = write_year(tmp_path, 2025, {"results.yaml": now})
    (awards,) = trends_of(this, before).awards
    assert told(awards.collectives) == ["gần 4", "5"]
    assert told(awards.individuals) == ["not-stated", "2"]


# Laws ----------------------------------------------------------------------------------------


def dossier_of(facts: Facts, *history: Facts) -> Dossier:
    earlier = tuple(Dossier(one, Trail({}), Path(str(one.year)), ()) for one in history)
    return Dossier(facts, Trail({}), Path("x"), (), history=earlier)


FEW = settings(max_examples=40, deadline=None)


@settings(max_examples=20, deadline=None)
@given(any_facts(), st.integers(1, 3))
def test_an_earlier_year_changes_nothing_of_this_one_and_all_leads_to_its_facts(
    facts: Facts, ago: int
) -> None:
    before = facts.model_copy(update={"year": facts.year - ago})
    together = summarize(dossier_of(facts, before))
    assert replace(together, trends=None) == summarize(dossier_of(facts))
    assert together.trends
    for point in every_point(together.trends):
        assert (point.value is None) != (point.gap is None)
        origins = point.value.origins if point.value else gap_origins(point)
        assert origins
        assert all(leads_somewhere(path, facts, {before.year: before}) for path in origins)


def every_point(found: Trends) -> Iterator[Point]:
    for one in found.indicators:
        yield from one.bloc.points
        for unit in one.units:
            yield from unit.trend.points
    for unit in (*found.scores, *found.ranks):
        yield from unit.trend.points
    yield from found.members.points
    for award in found.awards:
        yield from (*award.collectives.points, *award.individuals.points)


def gap_origins(point: Point) -> tuple[FactPath, ...]:
    assert point.gap
    return point.gap.reason.origins


def leads_somewhere(path: FactPath, facts: Facts, earlier: dict[int, Facts]) -> bool:
    here: Any = facts
    if path[0] == "history":
        here, path = earlier[int(path[1])], path[2:]
    for step in path:
        if isinstance(step, int):
            here = here[step]
        else:
            here = here[step] if isinstance(here, dict) else getattr(here, step)
    return True


AMOUNTS = st.decimals(0, 1000, places=2)


@FEW
@given(st.lists(AMOUNTS, min_size=1, max_size=4), st.integers(0, 4))
def test_a_merged_unit_has_the_sum_of_all_parts_or_nothing(
    amounts: list[Decimal], reporting: int
) -> None:
    """Whatever the parts reported; and with one that did not, no sum."""
    parts = [f"so-{n}" for n in range(len(amounts))]
    then = facts_of(2024, parts, dict(zip(parts[:reporting], amounts, strict=False)))
    now = facts_of(2025, ["so-moi"], {"so-moi": Decimal(1)}, former=parts)
    found = summarize(dossier_of(now, then)).trends
    assert found
    (unit,) = found.indicators[0].units
    point = unit.trend.points[0]
    if reporting < len(parts):
        assert point.value is None
    else:
        assert point.value
        assert point.value.value == Quantity(sum(amounts, Decimal(0)))


def facts_of(
    year: int, units: list[str], values: dict[str, Decimal], former: list[str] | None = None
) -> Facts:
    stated = {"unit": None}
    readings = tuple({**stated, "unit": unit, "value": value} for unit, value in values.items())
    change = {"change": "merged", "units": tuple(former or ()), "into": tuple(units)}
    return Facts.model_validate(
        {
            "year": year,
            "bloc": {"name": "Khối A"},
            "units": tuple({"id": unit, "name": unit} for unit in units),
            "former_units": tuple({"id": unit, "name": unit} for unit in former or ()),
            "changes": (change,) if former else (),
            "indicators": (
                {
                    "id": "x",
                    "theme": "movements",
                    "name": "X",
                    "measure": "lượt",
                    "readings": readings,
                },
            ),
        }
    )


# Trends in words -----------------------------------------------------------------------------


def streaks_of(values: list[str]) -> str | None:
    """The streak of figures of the bloc, the last of 2025: ``up 3``."""
    all_facts = []
    for year, value in enumerate(values, start=2026 - len(values)):
        facts = facts_of(year, ["so-a"], {})
        reading = {"value": value}
        indicators = [{**facts.indicators[0].model_dump(), "readings": (reading,)}]
        all_facts.append(
            Facts.model_validate({**facts.model_dump(), "indicators": tuple(indicators)})
            if value
            else facts
        )
    *before, now = all_facts
    found = summarize(dossier_of(now, *before)).trends
    assert found
    streak = found.indicators[0].bloc.streak
    return f"{'up' if streak.rising else 'down'} {streak.years.value}" if streak else None


STREAKS: dict[str, tuple[str, str | None]] = {
    "three rises": ("1 2 3 4", "up 3"),
    "two rises are none": ("1 2 3", None),
    "falls": ("9 7 5 3 1", "down 4"),
    "a fall before the rises": ("9 2 3 4 5", "up 3"),
    "it stood still": ("1 2 2 3 4", None),
    "the last year broke it": ("1 2 3 4 3", None),
    "not exact": ("1 2 gần-3 4 5", None),
    "a gap": ("1 2 - 4 5", None),
}


@pytest.mark.parametrize(("values", "streak"), STREAKS.values(), ids=STREAKS.keys())
def test_a_trend_is_told_where_it_is_exact_and_long_enough(values: str, streak: str | None) -> None:
    given = [value.replace("-", " ").strip() for value in values.split()]
    assert streaks_of(given) == streak


def test_totals_are_a_trend_only_while_all_the_same_units_report(tmp_path: Path) -> None:
    folders = write_years(tmp_path, 2021, 2022, 2023, 2024, 2025)
    *history, this = folders
    streak = trends_of(this, *history).indicators[0].bloc.streak
    assert streak
    assert (streak.rising, streak.years.value) == (True, 4)
    replace_in(folders[0] / "results.yaml", '      {unit: so-b, value: "5"},\n', "")
    streak = trends_of(this, *history).indicators[0].bloc.streak
    assert streak
    assert streak.years.value == 3, "of 2021 a unit is missing, and so of its total"


# Folders -------------------------------------------------------------------------------------


def test_the_order_of_the_folders_changes_nothing(years: list[Path]) -> None:
    *history, this = years
    expected = collect_years(this, history)
    for order in itertools.permutations(history):
        assert collect_years(this, order) == expected
    assert collect_years(this, [this.parent]) == expected, "this one among them is left aside"
    assert collect_years(this, [this.parent, history[0]]) == expected, "each once"


REFUSED: dict[str, tuple[int, dict[str, str], str, str]] = {
    "another bloc": (
        2024,
        {"bloc.yaml": bloc_file(2024, name="Khối thi đua B")},
        "bloc.yaml:2:",
        "khoi-2024 is of “Khối thi đua B”, and",
    ),
    "the same year": (
        2024,
        {"bloc.yaml": bloc_file(2024).replace("year: 2024", "year: 2025")},
        "bloc.yaml:1:7",
        "khoi-2024 is of the year 2025, and",
    ),
    "a later year": (
        2024,
        {"bloc.yaml": bloc_file(2024).replace("year: 2024", "year: 2026")},
        "bloc.yaml:1:7",
        "khoi-2024 is of the year 2026, and",
    ),
    "two of one year": (
        2021,
        {"bloc.yaml": bloc_file(2021).replace("year: 2021", "year: 2022")},
        "bloc.yaml:1:7",
        "are both of the year 2022",
    ),
    "made up beside real": (
        2024,
        {"bloc.yaml": bloc_file(2024) + "made_up: true\n"},
        "bloc.yaml:8:10",
        "are made up, and those of",
    ),
    "a mistake": (
        2024,
        {"results.yaml": RESULTS[2024].replace('"12"', '"nhiều"')},
        "results.yaml:4:",
        "nhiều",
    ),
}


@pytest.mark.parametrize(("year", "files", "place", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_a_wrong_folder_is_refused_by_its_file_and_line(
    year: int, files: dict[str, str], place: str, words: str, tmp_path: Path
) -> None:
    earlier = write_year(tmp_path, 2022)
    wrong = write_year(tmp_path, year, files)
    this = write_year(tmp_path, 2025)
    done = run("check", this, "--history", wrong, "--history", earlier)
    assert done.code == 3
    assert f"{wrong}/{place}" in done.err
    assert words in done.err
    assert len([line for line in done.err.splitlines() if ": error: " in line]) == 1


def test_mistakes_of_all_folders_are_told_at_once(tmp_path: Path) -> None:
    folders = write_years(tmp_path, 2022, 2024, 2025)
    for folder in folders:
        replace_in(folder / "bloc.yaml", "year: ", "nam: 1\nyear: ")
    done = run("check", folders[2], "--history", tmp_path)
    assert done.code == 3
    assert all(f"{folder}/bloc.yaml:1:1: error" in done.err for folder in folders)


def test_a_folder_that_holds_no_year_is_told(tmp_path: Path) -> None:
    this = write_year(tmp_path, 2025)
    (tmp_path / "trong" / "rong").mkdir(parents=True)
    done = run("check", this, "--history", tmp_path / "trong")
    assert done.code == 3
    assert f"“{tmp_path / 'trong'}” holds no folder of a year" in done.err
    assert "there is no folder" in run("check", this, "--history", tmp_path / "khong").err


def test_a_bloc_is_known_by_its_former_names(tmp_path: Path) -> None:
    old = write_year(tmp_path, 2021, {"bloc.yaml": bloc_file(2021, name="Khối số 1")})
    middle = {"bloc.yaml": bloc_file(2022, name="Khối số 2, formerly: [{name: khối  SỐ 1}]")}
    between = write_year(tmp_path, 2022, middle)
    this = write_year(tmp_path, 2025)
    replace_in(this / "bloc.yaml", "Bloc A}", "Bloc A}, formerly: [{name: Khối số 2}]")
    assert of_bloc(trends_of(this, old, between))[:2] == ["25", "28"]


def test_a_text_of_an_earlier_year_is_asked_for_by_its_own_file(tmp_path: Path) -> None:
    before = write_year(
        tmp_path, 2024, {"results.yaml": figures(indicator("ideas", "lượt", "- 1"))}
    )
    this = write_year(tmp_path, 2025)
    done = run("check", this, "--history", before, "--lang", "hi")
    assert f"{before}/results.yaml:2:" in done.err
    assert "this text is not given in “hi”" in done.err


# Last year's figures -------------------------------------------------------------------------


def warnings_of(done: Study) -> list[tuple[str, str]]:
    return [
        (str(problem.source), str(problem.message))
        for problem in done.warnings
        if problem.code == "last-year-figure"
    ]


def test_a_last_year_that_differs_is_told_with_both_places(tmp_path: Path) -> None:
    before = write_year(tmp_path, 2024)
    stated = figures(
        indicator(
            "ideas", IDEAS, "so-ab 20 last_year: 19", "so-d 10 last_year: gần 10",
            "so-e 5 last_year: 3", "- 35 last_year: 33",
        ),
        indicator("saved", MILLIONS, "- 3450 last_year: 3000", kind="money"),
    )  # fmt: skip
    this = write_year(tmp_path, 2025, {"results.yaml": stated})
    done = study(this, Order(("vi",), history=(before,)))
    places = ("../khoi-2024/results.yaml:4:", "../khoi-2024/results.yaml:7:")
    (of_e, of_e_told), (of_all, of_all_told) = warnings_of(done)
    assert of_e.startswith(f"{this}/results.yaml:6:")
    assert of_e_told.startswith(f"last year's figure is 3 here, but 4 in {places[1]}")
    assert of_all.startswith(f"{this}/results.yaml:7:")
    assert of_all_told.startswith(f"last year's figure is 33 here, but 32 in {places[0]}")


def test_half_a_year_is_not_compared_with_a_whole_one(tmp_path: Path) -> None:
    before = write_year(tmp_path, 2024)
    stated = figures(indicator("ideas", IDEAS, "so-e 5 last_year: 1"))
    half = {"results.yaml": stated, "conference.yaml": "conference: {kind: half-year}\n"}
    this = write_year(tmp_path, 2025, half)
    assert warnings_of(study(this, Order(("vi",), history=(before,)))) == []


# Papers --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Study]:
    place = tmp_path_factory.mktemp("in")
    folders = write_years(place, 2021, 2022, 2023, 2024, 2025)
    for folder in folders:
        text = (folder / "results.yaml").read_text(encoding="utf-8")
        # Gold is no money.
        (folder / "results.yaml").write_text(text.replace("kind: money", "kind: count"), "utf-8")
    replace_in(folders[1] / "results.yaml", "measure: {vi: tỷ đồng", "measure: {vi: cây vàng")
    order = Order(("vi", "hi", "en"), ("summary-report",), history=tuple(folders[:-1]))
    made = build(folders[-1], tmp_path_factory.mktemp("out"), order, ENGLISH)
    return made.folder, made.study


def test_word_pdf_and_html_show_the_years(edition: tuple[Path, Study]) -> None:
    folder, done = edition
    for document in done.documents:
        expected = words_expected(document)
        stem = folder / document.language / document.name
        assert ANNEX[document.language] in " ".join(expected)
        assert words_in_word(stem.with_suffix(".docx")) == expected
        assert words_in_html(stem.with_suffix(".html")) == expected
        assert words_in_pdf(stem.with_suffix(".pdf"), document) == expected


SENTENCES = {
    "vi": "Sáng kiến (sáng kiến): tăng 4 năm liền, từ 25 năm 2021 lên 35 năm 2025.",
    "hi": "नवाचार (नवाचार): लगातार 4 वर्ष वृद्धि, 2021 में 25 से 2025 में 35 तक।",
    "en": "Initiatives (initiatives): up 4 years running, from 25 in 2021 to 35 in 2025.",
}
CELLS = {
    "vi": "2.800 chưa có số liệu (1) chưa có số liệu (2) 2.700 (3/4) 3.450",
    "hi": "2,800 आँकड़ा उपलब्ध नहीं (1) आँकड़ा उपलब्ध नहीं (2) 2,700 (3/4) 3,450",
    "en": "2,800 no figure (1) no figure (2) 2,700 (3/4) 3,450",
}
NOTES = {
    "vi": "(1) Chỉ tiêu năm ấy tính bằng đơn vị khác (cây vàng).",
    "hi": "(1) उस वर्ष यह संकेतक दूसरी माप इकाई में था (अरब डोंग)।",
    "en": "(1) That year the indicator was measured otherwise (billion đồng).",
}


def test_each_language_tells_trends_figures_and_gaps(edition: tuple[Path, Study]) -> None:
    folder, _ = edition
    for language in ("vi", "hi", "en"):
        text = " ".join(words_in_html(folder / language / "summary-report.html"))
        for words in (SENTENCES, CELLS, NOTES):
            assert words[language] in text, (language, text[text.index(ANNEX[language]) :])


def test_every_figure_of_an_earlier_year_leads_to_its_file(edition: tuple[Path, Study]) -> None:
    folder, done = edition
    page = lxml.html.fromstring((folder / "vi" / "summary-report.html").read_bytes())
    row = page.xpath("//tr[td[contains(., 'Sáng kiến')]]")[-1]
    cells = row.xpath("td")[3:]
    expected = {2021: ("10", "5", "8", "2"), 2022: ("11", "6", "9", "2")}
    for cell, (year, values) in zip(cells, expected.items(), strict=False):
        sources = cell.xpath(".//@data-source")[0].split(", ")
        assert len(sources) == len(values)
        for source, value in zip(sources, values, strict=True):
            path, line, column = source.rsplit(":", 2)
            file = done.dossier.folder / path
            assert path == f"../khoi-{year}/results.yaml"
            told_there = file.read_text(encoding="utf-8").splitlines()[int(line) - 1]
            assert told_there[int(column) - 1 :].startswith(f'"{value}"')


def test_nothing_of_the_years_is_printed_without_its_source(edition: tuple[Path, Study]) -> None:
    folder, _ = edition
    page = lxml.html.fromstring((folder / "vi" / "summary-report.html").read_bytes())
    (heading,) = page.xpath("//*[contains(text(), 'SỐ LIỆU QUA CÁC NĂM')]")
    tables = heading.xpath("ancestor::section[1]//table") or heading.xpath("following::table[1]")
    assert tables
    for cell in tables[0].xpath(".//th[position() > 3] | .//td[position() > 3]"):
        assert cell.xpath(".//@data-source"), cell.text_content()


def test_without_history_nothing_is_told_of_it(years: list[Path]) -> None:
    (paper,) = study(years[-1], REPORT).documents
    assert ANNEX["vi"] not in " ".join(words_expected(paper))


def test_papers_of_other_years_do_not_stay(tmp_path: Path) -> None:
    *history, this = write_years(tmp_path, 2022, 2024, 2025)
    out = tmp_path / "outputs"
    order = replace(REPORT, history=tuple(history))
    build(this, out, order, ENGLISH)
    as_word = replace(order, formats=("docx",))
    assert "vi/summary-report.html" in build(this, out, as_word, ENGLISH).files
    manifest = json.loads((out / this.name / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["history"]) == {
        f"../{folder.name}/{file}" for folder in history for file in tree(folder)
    }
    replace_in(history[0] / "results.yaml", '"11"', '"12"')
    assert build(this, out, as_word, ENGLISH).dropped == ("vi/summary-report.html",)


def test_the_commands_take_history(years: list[Path], tmp_path: Path) -> None:
    *history, this = years
    given = [part for folder in history for part in ("--history", folder)]
    done = run("build", this, *given, "--out", tmp_path, "--lang", "vi", "--format", "html")
    assert done.code == 0, done.err
    report = tmp_path / this.name / "vi" / "summary-report.html"
    assert ANNEX["vi"] in report.read_text(encoding="utf-8")
    assert run("check", this, *given).code == 0
    assert run("explain", this, *given).code == 0
    assert run("explain", this, "--history", SAMPLE).code == 3
