"""Forecasts: laws of rotation over many years, beside a second simulation; suppositions; papers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from folders import SAMPLE, SEED, run
from hypothesis import given, settings
from hypothesis import strategies as st
from test_decide import BOOKS, DEPUTY, LIST, WAITING, dossier_of, leadership

from pipeline.build import Order, study
from pipeline.collect import collect
from pipeline.decide import choose_rules, look_ahead
from pipeline.decide.forecast import forecast
from pipeline.decide.rotation import policy_of
from pipeline.model.blocks import Chart, ChartKind, Table, plain
from pipeline.model.document import charts_of, document_lines
from pipeline.model.dossier import Dossier
from pipeline.model.facts import Facts
from pipeline.model.forecast import Ahead, Forecast, Outlook
from pipeline.summarize import summarize

YEAR = 2025
BOOK = BOOKS[-1].book
Told = list[tuple[str | None, tuple[str, ...]]]


def facts_of(units: Sequence[str], heads: Mapping[int, str], own: Mapping[str, Any]) -> Facts:
    """A bloc whose ``heads`` are recorded since it began, with its ``own`` rules."""
    terms = tuple({"year": year, "head": {"unit": unit}} for year, unit in heads.items())
    since = min(heads, default=YEAR)
    rules = {key: tuple(one) if isinstance(one, list) else one for key, one in own.items()}
    return Facts.model_validate(
        {
            "year": YEAR,
            "bloc": {"name": {"vi": "Khối A"}},
            "units": tuple(
                {"id": unit, "name": {"vi": f"Đơn vị {unit}"}, "member_since": since}
                for unit in units
            ),
            "leadership": {**rules, "terms": terms},
        }
    )


def forecast_of(facts: Facts, years: int) -> Forecast:
    return forecast(facts, policy_of(facts.leadership, BOOK.rotation), years)


def told(of: Forecast) -> Told:
    """Head and deputies of each year."""
    return [
        (row.head.unit.value if row.head else None, tuple(s.unit.value for s in row.deputies))
        for row in of.years
    ]


@st.composite
def blocs(draw: st.DrawFn) -> tuple[list[str], dict[int, str], dict[str, Any]]:
    """Units, who headed the bloc when, and its rules; the list tells apart who waited equally."""
    units = list("abcdef"[: draw(st.integers(2, 6))])
    recorded = draw(st.lists(st.sampled_from(units), min_size=1, max_size=8))
    heads = {YEAR - n: unit for n, unit in enumerate(recorded)}
    own = {
        "modes": draw(st.sampled_from([[WAITING], [LIST], [DEPUTY, WAITING], [LIST, WAITING]])),
        "ties": ["list"],
        "rotation": draw(st.permutations(units)),
        "deputy_count": draw(st.integers(0, 2)),
        "cooldown": draw(st.integers(0, 3)),
        "everyone_first": draw(st.booleans()),
    }
    return units, heads, own


def waits(heads: Mapping[int, str], year: int, cooldown: int) -> set[str]:
    """The units that headed the bloc within the cooldown before ``year``."""
    return {heads[y] for y in range(year - cooldown, year) if y in heads}


def round_of(units: Sequence[str], heads: Mapping[int, str]) -> set[str]:
    """Who has headed the bloc since everybody last had."""
    served: set[str] = set()
    for year in sorted(heads):
        served.add(heads[year])
        if len(served) == len(units):
            served = set()
    return served


@settings(max_examples=60, deadline=None)
@given(bloc=blocs())
def test_the_rules_hold_in_every_year_of_a_long_forecast(
    bloc: tuple[list[str], dict[int, str], dict[str, Any]],
) -> None:
    units, recorded, own = bloc
    heads = dict(recorded)
    for n, (head, deputies) in enumerate(told(forecast_of(facts_of(units, heads, own), 20)), 1):
        if head is None:
            break
        year = YEAR + n
        waiting = waits(heads, year, own["cooldown"])
        assert head not in waiting
        assert head not in deputies
        assert len(set(deputies)) == len(deputies) <= own["deputy_count"]
        served = round_of(units, heads)
        if own["everyone_first"] and head in served:
            assert set(units) - served <= waiting, "one that had not served yet was passed over"
        heads[year] = head


@settings(max_examples=30, deadline=None)
@given(units=st.integers(2, 7), data=st.data())
def test_everybody_serves_once_before_anybody_serves_twice(units: int, data: st.DataObject) -> None:
    ids = "abcdefg"[:units]
    own = {
        "modes": [data.draw(st.sampled_from([LIST, WAITING]))],
        "ties": ["list"],
        "rotation": data.draw(st.permutations(list(ids))),
        "deputy_count": 0,
        "everyone_first": True,
    }
    first = data.draw(st.sampled_from(ids))
    heads = [first, *(head for head, _ in told(forecast_of(facts_of(ids, {YEAR: first}, own), 27)))]
    for start in range(0, len(heads) - units + 1, units):
        assert sorted(str(head) for head in heads[start : start + units]) == list(ids)


def simulated(
    units: Sequence[str], recorded: Mapping[int, str], own: Mapping[str, Any], years: int
) -> Told:
    """The same forecast, found by trying units one by one; stops where nobody may stand."""
    heads, deputies = dict(recorded), ()
    order = own["rotation"]
    found: Told = []
    for year in range(YEAR + 1, YEAR + 1 + years):
        waiting = waits(heads, year, own["cooldown"])

        def may(taken: Sequence[str], waiting: set[str] = waiting) -> list[str]:
            left = [u for u in order if u not in waiting and u not in taken]
            fresh = [u for u in left if u not in round_of(units, heads)]
            return fresh if own["everyone_first"] and fresh else left

        def pick(taken: Sequence[str], year: int = year, before: Any = deputies) -> str | None:
            standing = may(taken)
            for mode in own["modes"]:
                if (
                    mode == DEPUTY
                    and not taken
                    and (next_up := [u for u in before if u in standing])
                ):
                    return str(next_up[0])
                if mode == LIST and standing:
                    at = order.index(heads[year - 1])
                    return next(u for u in [*order[at + 1 :], *order[: at + 1]] if u in standing)
                if mode == WAITING and standing:
                    return min(
                        standing, key=lambda u: max((y for y in heads if heads[y] == u), default=0)
                    )
            return None

        head = pick(())
        if head is None:
            break
        chosen: list[str] = []
        for _ in range(own["deputy_count"]):
            if deputy := pick((head, *chosen)):
                chosen.append(deputy)
        found.append((head, tuple(chosen)))
        if len(chosen) < own["deputy_count"] and DEPUTY in own["modes"]:
            break
        heads[year], deputies = head, tuple(chosen)
    return found


@settings(max_examples=60, deadline=None)
@given(bloc=blocs())
def test_a_simulation_by_hand_agrees(
    bloc: tuple[list[str], dict[int, str], dict[str, Any]],
) -> None:
    units, heads, own = bloc
    expected = simulated(units, heads, own, 9)
    found = told(forecast_of(facts_of(units, heads, own), 9))
    assert found[: len(expected)] == expected
    assert all(head is None for head, _ in found[len(expected) :])


@settings(max_examples=30, deadline=None)
@given(bloc=blocs(), data=st.data())
def test_neither_order_nor_names_change_a_forecast(
    bloc: tuple[list[str], dict[int, str], dict[str, Any]], data: st.DataObject
) -> None:
    units, heads, own = bloc
    names = dict(zip(units, data.draw(st.permutations([f"z{u}" for u in units])), strict=True))
    other = facts_of(
        [names[unit] for unit in data.draw(st.permutations(units))],
        {year: names[heads[year]] for year in data.draw(st.permutations(sorted(heads)))},
        {**own, "rotation": [names[unit] for unit in own["rotation"]]},
    )
    expected = [
        (head and names[head], tuple(names[unit] for unit in deputies))
        for head, deputies in told(forecast_of(facts_of(units, heads, own), 9))
    ]
    assert told(forecast_of(other, 9)) == expected


def outlook_of(dossier: Dossier, ahead: Ahead) -> Outlook:
    return look_ahead(dossier, summarize(dossier), choose_rules(dossier, BOOKS), ahead)


def test_the_seed_tells_its_next_head_and_leaves_the_rest_open() -> None:
    """Five of nine units are not named, so nobody can tell who has waited longest."""
    first, *others = outlook_of(collect(SEED), Ahead(4)).plain.years
    assert first.head
    assert (first.head.unit.value, first.head.mode) == ("bao-quang-tri", None)
    assert first.open_deputies == 1
    assert [(row.head, row.waits_on and row.waits_on.value) for row in others] == [(None, 2024)] * 3


def test_a_tie_leaves_the_years_after_it_open(tmp_path: Path) -> None:
    text = leadership(WAITING, "2023 a, 2024 b, 2025 c", "deputy_count: 0")
    plain_forecast = outlook_of(dossier_of(tmp_path, text), Ahead(3)).plain
    assert told(plain_forecast) == [(None, ())] * 3
    assert "Đơn vị d, Đơn vị e have waited equally long" in " ".join(
        str(reason.message) for reason in plain_forecast.years[0].open_reasons
    )
    assert [row.waits_on and row.waits_on.value for row in plain_forecast.years] == [
        None,
        2026,
        2026,
    ]


def test_what_rests_on_votes_or_ranks_is_left_out_of_years_to_come(tmp_path: Path) -> None:
    text = leadership(
        f"second-ranked, {LIST}", "2025 a", "rotation: [a, b, c, d, e]\ndeputy_count: 0"
    )
    text += "standings: [{unit: e, rank: 2}]\n"
    found = outlook_of(dossier_of(tmp_path, text), Ahead(3)).plain
    assert [head for head, _ in told(found)] == ["e", "a", "b"]
    assert found.set_aside == ("second-ranked",)


def test_a_suspended_unit_is_taken_up_again_and_that_is_said(tmp_path: Path) -> None:
    text = leadership(LIST, "2025 a", "rotation: [a, b, c, d, e]\ndeputy_count: 0")
    found = outlook_of(dossier_of(tmp_path, text + "# b suspended: đang xem xét\n"), Ahead(5)).plain
    assert [head for head, _ in told(found)] == ["c", "d", "e", "a", "b"]
    assert [str(name.value.vi) for name in found.taken_up_again] == ["Đơn vị b"]


def test_how_the_headship_was_shared_out(tmp_path: Path) -> None:
    text = (
        "former_units: [{id: x, name: Sở X}]\nchanges: [{change: renamed, units: [x], into: [b]}]\n"
    )
    text += leadership(LIST, "2018 a, 2019 x, 2021 b, 2024 a, 2025 c", "rotation: [a, b, c, d, e]")
    text += "# d member_since: 2023\n"
    found = outlook_of(dossier_of(tmp_path, text), Ahead(2)).plain
    figures = {
        one.unit.value: (
            one.terms.value,
            one.last and one.last.value,
            one.waiting and one.waiting.value,
            one.waiting_at_least,
            one.waiting_at_most,
            one.longest_gap and one.longest_gap.value,
            one.coming.value,
        )
        for one in found.tenures
    }
    assert figures == {
        "a": (2, 2024, 1, False, False, 5, 0),
        "b": (2, 2021, 4, False, True, 1, 0),
        "c": (1, 2025, 0, False, False, None, 0),
        "d": (0, None, 3, False, True, None, 1),
        "e": (0, None, None, False, False, None, 1),
    }
    assert [year.value for year in found.unrecorded] == [2020, 2022, 2023]


def test_what_a_merger_and_a_leaving_would_change() -> None:
    dossier = collect(SAMPLE)
    ahead = Ahead(8, ("so-noi-vu",), (("so-tu-phap", "thanh-tra-tinh"),))
    outlook = outlook_of(dossier, ahead)
    assert outlook.supposed
    merged = "so-tu-phap-thanh-tra-tinh"
    heads = [head for head, _ in told(outlook.supposed)]
    assert heads[0] == merged, "the unit settled as head is part of the merged one"
    assert "so-noi-vu" not in heads
    (one,) = (one for one in outlook.supposed.tenures if one.unit.value == merged)
    assert (one.terms.value, one.last and one.last.value) == (3, 2024)
    assert one.name.value.vi == "Sở Tư pháp tỉnh Ví Dụ + Thanh tra tỉnh Ví Dụ"
    assert [name.value.vi for name in outlook.merged] == [one.name.value.vi]
    assert outlook.plain == outlook_of(dossier, Ahead(8)).plain, "the forecast itself stays"
    before, after = told(outlook.plain), told(outlook.supposed)
    assert [year.value for year in outlook.differing] == [
        2026 + n for n in range(8) if before[n] != after[n]
    ]


def test_a_supposed_merger_is_of_this_year(tmp_path: Path) -> None:
    """So that the merged unit waits for a year where the bloc says so, and then stands."""
    own = "changed_waits: true\ndeputy_count: 0"
    text = leadership(WAITING, "2021 a, 2022 b, 2023 c, 2024 d, 2025 e", own)
    outlook = outlook_of(dossier_of(tmp_path, text), Ahead(4, (), (("a", "b"),)))
    assert outlook.supposed
    assert [head for head, _ in told(outlook.supposed)] == ["c", "a-b", "d", "e"]


@pytest.mark.parametrize("ahead", [Ahead(2, ("a",)), Ahead(2, (), (("a", "b"),))])
def test_a_ranking_holds_only_of_the_units_that_were_ranked(ahead: Ahead, tmp_path: Path) -> None:
    text = leadership("first-ranked", "2025 d", "deputy_count: 0")
    text += "standings: [{unit: a, rank: 1}, {unit: b, rank: 2}]\n"
    outlook = outlook_of(dossier_of(tmp_path, text), ahead)
    assert outlook.supposed
    assert told(outlook.plain)[0] == ("a", ())
    assert told(outlook.supposed)[0] == (None, ())
    assert "may not stand" not in " ".join(
        str(r.message) for r in outlook.supposed.years[0].open_reasons
    )
    assert not outlook.ranks_hold
    assert outlook_of(dossier_of(tmp_path / "2", text), Ahead(2, ("e",))).ranks_hold


def test_what_keeps_the_deputy_open_is_said_of_the_deputy(tmp_path: Path) -> None:
    dossier_of(tmp_path, leadership("first-ranked", "2025 d") + "standings: [{unit: a, rank: 1}]\n")
    ran = run("forecast", tmp_path / "khoi", "--years", "1")
    assert "by rank: ranks 1 in 2025; deputy head: by rank" in " ".join(ran.out.split())


def test_the_paper_says_only_what_its_tables_say(tmp_path: Path) -> None:
    text = leadership(WAITING, "2019 a, 2021 b, 2024 c, 2025 d", "deputy_count: 0")
    text += "# e member_since: 2025\n"
    dossier_of(tmp_path, text)
    done = study(tmp_path / "khoi", Order(("vi",), ("forecast",), ahead=Ahead(2)))
    (paper,) = done.documents
    lines = [plain(line) for line in document_lines(paper)]
    assert "Chưa làm Khối trưởng trong các năm đã ghi nhận" in lines
    assert "Đơn vị chờ lâu nhất trong số đơn vị có thể làm" not in lines
    assert "nhiều nhất 6" in lines, "a may have headed the bloc in 2020, 2022 or 2023"
    (missing,) = (line for line in lines if "chưa rõ đơn vị nào" in line)
    assert "2020, 2022, 2023;" in missing
    strip = next(one for one in charts_of(paper) if one.kind is ChartKind.STRIP)
    heads = [strip.series[0].points[n].text for n in range(7)]
    assert [heads[n] for n in (1, 3, 4)] == ["chưa rõ"] * 3
    table = next(b for b in paper.body if isinstance(b, Table) and len(b.rows) == len(heads))
    assert [plain(row[1]) for row in table.rows] == heads
    assert [plain(row[0]) for row in table.rows] == [str(year) for year in range(2019, 2026)]


def test_supposed_facts_point_to_the_places_of_real_ones() -> None:
    """Units that are taken out move the others up; what is told of them keeps its own line."""
    dossier = collect(SAMPLE)
    units = dossier.facts.units
    outlook = outlook_of(dossier, Ahead(8, ("so-noi-vu",), (("so-tu-phap", "thanh-tra-tinh"),)))
    assert outlook.supposed
    seats = [s for row in outlook.supposed.years for s in (row.head, *row.deputies) if s]
    for name in (s.name for s in (*seats, *outlook.supposed.tenures)):
        named = [units[int(path[1])].name.vi for path in name.origins if path[0] == "units"]
        assert " + ".join(str(one) for one in named) == name.value.vi


def test_a_projection_rests_on_what_the_conference_settled() -> None:
    dossier = collect(SAMPLE)
    _, second, third = outlook_of(dossier, Ahead(3)).plain.years
    assert second.head
    assert third.head
    assert second.head.unit.origins == (("next_leadership", "deputies", 0),)
    assert third.head.unit.origins == (("leadership", "terms"),), "its deputy is projected itself"


def test_the_command_tells_the_years() -> None:
    plain_record = run("forecast", SAMPLE, "--years", "3", "--json").record
    assert plain_record["projection"] is True
    assert [row["head"]["unit"] for row in plain_record["years"]] == [
        "thanh-tra-tinh", "ban-quan-ly-kkt", "so-khoa-hoc-cong-nghe"
    ]  # fmt: skip
    assert plain_record["supposed"] is None
    assert plain_record["units"][0]["terms"] == 2
    ran = run("forecast", SAMPLE, "--without", "ban-quan-ly-kkt")
    assert ran.code == 0
    assert "without Economic Zone" in ran.out or "without Ban Quản lý" in ran.out
    assert "a projection, not a fact" in ran.out
    assert "a projection: the conference decides every year anew" in ran.err


WRONG = {
    "no such unit": (("--without", "so-noi-vuu"), "so-noi-vu"),
    "one unit is no merger": (("--merge", "so-noi-vu"), "alone is no merger"),
    "twice": (("--without", "so-noi-vu", "--merge", "so-noi-vu+so-tu-phap"), "named twice"),
    "no years": (("--years", "0"), "no number of years from 1 to 50"),
}


@pytest.mark.parametrize(("options", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_supposed_is_told(options: tuple[str, ...], said: str) -> None:
    ran = run("forecast", SAMPLE, *options)
    assert ran.code == 2
    assert said in ran.err


SAYS = {
    "vi": ("DỰ KIẾN, KHÔNG PHẢI QUYẾT ĐỊNH", "Khối phó năm 2026 kế nhiệm"),
    "hi": ("पूर्वानुमान है, निर्णय नहीं", "वर्ष 2026 के उप प्रमुख का उत्तराधिकार"),
    "en": ("A PROJECTION, NOT A DECISION", "The deputy head of 2026 succeeds"),
}


@pytest.mark.parametrize("language", ["vi", "hi", "en"])
def test_the_paper_says_on_every_page_that_it_projects(language: Any) -> None:
    ahead = Ahead(4, ("so-noi-vu",))
    done = study(SAMPLE, Order((language,), ("forecast",), ahead=ahead))
    (paper,) = done.documents
    assert SAYS[language][0] in paper.notices
    lines = [plain(line) for line in document_lines(paper)]
    assert SAYS[language][1] in lines
    assert any(isinstance(block, Chart) for block in paper.body)
    assert not paper.gaps
    assert not paper.unsaid


def test_the_paper_is_made_on_request_only(tmp_path: Path) -> None:
    assert "forecast" not in {d.kind for d in study(SEED, Order(("vi",))).documents}
    options = ("--lang", "vi", "--format", "docx", "--out", tmp_path / "out")
    ran = run("forecast", SEED, *options)
    assert ran.code == 0, ran
    assert [p.name for p in (tmp_path / "out").rglob("*.docx")] == ["forecast.docx"]
