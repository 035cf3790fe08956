"""A year begun from the year before: what holds is carried over, what does not is told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from folders import SAMPLE, SEED, copy_of, replace_in, run, tree, write_folder
from test_beginning import errors, states_something
from test_schema import faults

from pipeline.collect import collect
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.rates import value_of


def rolled(old: Path, new: Path) -> Facts:
    ran = run("rollover", old, new)
    assert (ran.code, ran.out) == (0, f"{new.as_posix()}\n"), ran.err
    return collect(new).facts


@pytest.mark.parametrize("old", [SEED, SAMPLE], ids=lambda folder: folder.name)
def test_the_next_year_can_be_checked_at_once(old: Path, tmp_path: Path) -> None:
    rolled(old, tmp_path / "new")
    ran = run("check", tmp_path / "new")
    assert (ran.code, errors(ran)) == (0, [])
    for file in (tmp_path / "new").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        assert "$schema=./bloc.schema.json" in text.splitlines()[0]
        assert not states_something(text) or faults(text) == []


def test_what_holds_is_carried_over(tmp_path: Path) -> None:
    old, new = collect(SAMPLE).facts, rolled(SAMPLE, tmp_path / "new")
    assert new.year == 2026
    assert new.made_up
    assert (new.units, new.changes, new.regulation) == (old.units, old.changes, old.regulation)
    assert new.bloc == old.bloc.model_copy(update={"staff": None})
    assert new.leadership.terms[:-1] == old.leadership.terms
    term, settled = new.leadership.terms[-1], old.next_leadership
    assert settled
    assert (term.year, term.head, term.deputies) == (2026, settled.head, settled.deputies)
    for part in ("modes", "ties", "deputy_count", "rotation", "cooldown"):
        assert getattr(new.leadership, part) == getattr(old.leadership, part)
    for part in ("parent", "place", "symbol", "recipients", "archive", "addressees"):
        assert getattr(new.issuer, part) == getattr(old.issuer, part)
    assert old.plan
    assert new.tasks_of_year == old.plan.directions + old.plan.tasks
    assert new.scores
    assert old.scores
    assert new.scores.criteria == old.scores.criteria
    assert [(r.award, r.unit, r.year) for r in new.rewards] == [
        (r.award, r.unit, r.year or 2025) for r in old.rewards if r.unit
    ]


def test_what_belongs_to_one_year_is_not(tmp_path: Path) -> None:
    facts = rolled(SAMPLE, tmp_path / "new")
    assert facts.issuer.signer is None, "another unit heads the bloc"
    assert facts.issuer.papers == ()
    assert facts.issuer.bases == ()
    for part in ("registrations", "results", "inspections", "nominations", "deadlines", "slogans"):
        assert getattr(facts, part) == ()
    assert (facts.activities, facts.editorial) == ((), ())
    assert facts.conference is None
    assert facts.next_leadership is None
    assert facts.plan is None
    assert facts.news.photos == ()
    assert facts.scores
    assert facts.scores.sheets == ()


def test_this_years_figures_become_last_years(tmp_path: Path) -> None:
    old, new = collect(SAMPLE).facts, rolled(SAMPLE, tmp_path / "new")
    assert [i.id for i in new.indicators] == [i.id for i in old.indicators]
    for before, after in zip(old.indicators, new.indicators, strict=True):
        assert after.model_copy(update={"readings": before.readings}) == before
        assert {r.unit: r.last_year for r in after.readings} == {
            r.unit: value_of(before, r) for r in before.readings
        }
        assert all(r.value is None and r.target is None for r in after.readings)


LIMITED = """\
year: 2025
bloc: {name: Khối thi đua A}
units:
  - {id: a, name: {vi: Sở A, en: Department A}}
  - {id: b, name: Sở B, aliases: [SB]}
weaknesses: [{id: cu, text: Đã khắc phục.}]
activities: [{id: hoi-thao, name: Hội thao}]
results:
  - {theme: strengths, text: Tốt.}
  - {theme: limitations, text: Chậm.}
  - {theme: limitations, unit: a, text: {vi: "Báo cáo chậm.", en: "Reports are late."}}
  - {theme: limitations, unit: b, text: SB chưa có sáng kiến.}
indicators:
  - id: dung-han
    theme: movements
    name: Đúng hạn
    measure: "%"
    kind: rate
    readings: [{unit: a, part: 2, whole: 3}, {unit: b, part: 1, whole: 8}]
"""


def test_limitations_become_the_weaknesses_of_the_next_year(tmp_path: Path) -> None:
    write_folder(tmp_path / "old", {"bloc.yaml": LIMITED})
    weaknesses = rolled(tmp_path / "old", tmp_path / "new").weaknesses
    assert [(one.id, one.text.vi, one.text.en) for one in weaknesses] == [
        ("han-che-1", "Chậm.", None),
        ("han-che-2", "Sở A: Báo cáo chậm.", "Department A: Reports are late."),
        ("han-che-3", "SB chưa có sáng kiến.", None),
    ]
    text = (tmp_path / "new" / "results.yaml").read_text(encoding="utf-8")
    assert "thì ghi mã (id) của hạn chế ở overcomes" in text


def test_limitations_of_half_a_year_are_not_those_of_last_year(tmp_path: Path) -> None:
    half = f"{LIMITED}conference: {{date: 10/7/2025, kind: half-year}}\n"
    write_folder(tmp_path / "old", {"bloc.yaml": half})
    assert rolled(tmp_path / "old", tmp_path / "new").weaknesses == ()


def test_a_rate_that_was_worked_out_is_carried_over_as_far_as_it_can_be_stated(
    tmp_path: Path,
) -> None:
    write_folder(tmp_path / "old", {"bloc.yaml": LIMITED})
    (indicator,) = rolled(tmp_path / "old", tmp_path / "new").indicators
    figures = {r.unit: r.last_year.written() for r in indicator.readings if r.last_year}
    assert figures == {"a": "khoảng 66,67", "b": "12,5"}


CHANGED = """\
year: 2025
period: {begins: 1/10/2024, ends: 30/9/2025}
bloc: {name: "Khối thi đua\\nA", staff: 40}
units:
  - {id: a, name: Đơn vị A, suspended: đang được xem xét}
  - {id: b, name: Đơn vị B, aliases: [ĐVB]}
former_units:
  - {id: c, name: Đơn vị C}
changes:
  - {change: left, date: 5/2024, units: [c]}
leadership:
  terms:
    - {year: 2024, head: c}
    - {year: 2025, head: a, deputies: []}
issuer:
  signer: {name: Nguyễn Văn A}
  bases: [Căn cứ Quyết định số 9]
indicators:
  - id: sang-kien
    theme: movements
    name: Sáng kiến
    measure: sáng kiến
    readings:
      - {unit: a, value: gần 300}
      - {unit: b, value: 12.345000}
rewards:
  - {award: Bằng khen, level: province, unit: a, collectives: 1}
  - {award: Giấy khen, level: unit, collectives: 9}
  - {award: Cờ thi đua, level: province, unit: c, year: 2020}
plan:
  year: 2026
  solutions: [Phân công người theo dõi.]
"""


def changed(place: Path, more: str = "") -> Path:
    return write_folder(place, {"all.yaml": CHANGED + more})


def test_what_may_be_of_use_stands_in_comments(tmp_path: Path) -> None:
    facts = rolled(changed(tmp_path / "old"), tmp_path / "new")
    text = "".join(f.decode() for n, f in tree(tmp_path / "new").items() if n.endswith(".yaml"))
    for words in (
        "# period:\n#   begins: 01/10/2024",
        "# staff: 40",
        "#   a: đang được xem xét",
        "# signer:\n  #   name: Nguyễn Văn A",
        "#   - Căn cứ Quyết định số 9",
        "Giấy khen",
        "Phân công người theo dõi.",
    ):
        assert words in text, words
    assert facts.period is None
    assert facts.bloc.staff is None
    assert facts.units[0].suspended is None
    readings = [(r.unit, r.last_year) for r in facts.indicators[0].readings]
    nearly = Quantity(Decimal(300), "nearly")
    assert readings == [("a", nearly), ("b", Quantity(Decimal("12.345")))]
    assert [(r.unit, r.year) for r in facts.rewards] == [("a", 2025), ("c", 2020)]
    assert run("check", tmp_path / "new").code == 0


def test_contradicting_sources_go_with_the_facts_they_are_about(tmp_path: Path) -> None:
    conflict = "  - about: {}\n    claims: [{{origin: A, value: '1'}}, {{origin: B, value: '2'}}]\n"
    open_still = ("bloc.units_stated", "leadership.terms.2024.deputies", "conference.units_present")
    more = "conference: {}\nconflicts:\n" + "".join(map(conflict.format, open_still))
    facts = rolled(changed(tmp_path / "old", more), tmp_path / "new")
    assert [conflict.about for conflict in facts.conflicts] == list(open_still[:2])
    assert run("check", tmp_path / "new").code == 0


def test_a_head_that_is_not_stated_is_named_as_missing(tmp_path: Path) -> None:
    ran = run("rollover", changed(tmp_path / "old"), tmp_path / "new")
    assert ran.code == 0
    assert "does not say who heads the bloc in 2026" in ran.err
    text = (tmp_path / "new" / "bloc.yaml").read_text(encoding="utf-8")
    assert "# CÒN THIẾU: thư mục old không nêu Khối trưởng, Khối phó năm 2026" in text
    assert [t.year for t in collect(tmp_path / "new").facts.leadership.terms] == [2024, 2025]


def test_deputies_that_are_not_stated_are_named_as_missing(tmp_path: Path) -> None:
    rolled(SEED, tmp_path / "new")
    text = (tmp_path / "new" / "bloc.yaml").read_text(encoding="utf-8")
    assert "# CÒN THIẾU: thư mục quang-tri-2023 không nêu Khối phó (deputies) năm 2024." in text


def test_the_signer_stays_with_the_head(tmp_path: Path) -> None:
    settled = "next_leadership: {year: 2026, head: Đơn vị A, note: Giữ nguyên.}\n"
    facts = rolled(changed(tmp_path / "old", settled), tmp_path / "new")
    assert facts.issuer.signer
    assert "Giữ nguyên." in (tmp_path / "new" / "bloc.yaml").read_text(encoding="utf-8")


def test_two_years_make_a_history_of_two_more(tmp_path: Path) -> None:
    first = rolled(SAMPLE, tmp_path / "2026")
    replace_in(
        tmp_path / "2026" / "bloc.yaml",
        "leadership:\n",
        "next_leadership:\n  year: 2027\n  head: so-noi-vu\n  selection: {mode: elected}\n"
        "leadership:\n",
    )
    second = rolled(tmp_path / "2026", tmp_path / "2027")
    assert [t.year for t in second.leadership.terms[-2:]] == [2026, 2027]
    assert second.leadership.terms[:-1] == first.leadership.terms
    chosen = second.leadership.terms[-1].selection
    assert chosen
    assert chosen.mode == "elected"
    assert second.rewards == first.rewards, "awards keep the year they were given in"
    assert second.indicators[0].readings == (), "a year without figures leaves none behind"
    assert run("check", tmp_path / "2027").code == 0


def test_the_new_folder_must_not_be_there(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    ran = run("rollover", SAMPLE, tmp_path / "new")
    assert (ran.code, ran.out) == (7, "")
    assert "new: error: there is already something here" in ran.err


def test_a_folder_with_errors_is_not_rolled_over(tmp_path: Path) -> None:
    old = copy_of(SAMPLE, tmp_path / "old")
    replace_in(old / "bloc.yaml", "year: 2025", "year: 2205")
    ran = run("rollover", old, tmp_path / "new")
    assert (ran.code, ran.out) == (3, "")
    assert "old/bloc.yaml:" in ran.err
    assert not (tmp_path / "new").exists()


def test_the_folder_of_before_is_called_a_folder(tmp_path: Path) -> None:
    old = copy_of(SAMPLE, tmp_path / "2026")
    ran = run("rollover", old, tmp_path / "2027", "--json")
    assert (ran.code, ran.record) == (0, {"folder": (tmp_path / "2027").as_posix()})
    for name in ("bloc.yaml", "results.yaml"):
        text = (tmp_path / "2027" / name).read_text(encoding="utf-8")
        assert "như thư mục 2026" in text
        assert "như 2026" not in text
        assert "theo 2026" not in text


def test_a_unit_that_is_no_more_is_told_at_every_place(tmp_path: Path) -> None:
    assert run("rollover", SAMPLE, tmp_path / "moi").code == 0
    bloc = tmp_path / "moi" / "bloc.yaml"
    text = bloc.read_text(encoding="utf-8")
    begins = text.index("  - id: so-tu-phap")
    bloc.write_text(text[:begins] + text[text.index("  - id:", begins + 9) :], encoding="utf-8")
    ran = run("check", tmp_path / "moi")
    assert ran.code == 3
    told = [line for line in ran.err.splitlines() if "no unit has the id “so-tu-phap”" in line]
    named = sum(
        line.partition("#")[0].count("so-tu-phap")
        for file in (tmp_path / "moi").glob("*.yaml")
        for line in file.read_text(encoding="utf-8").splitlines()
    )
    assert len(told) == named > 1


def test_the_same_folder_gives_the_same_files(tmp_path: Path) -> None:
    rolled(SAMPLE, tmp_path / "a")
    rolled(SAMPLE, tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


HALF, SEVERAL = "half-year", "multi-year\n  covers: {first: 2021, last: 2025}"


@pytest.mark.parametrize("kind", [HALF, SEVERAL], ids=["half", "several"])
def test_figures_of_another_time_than_a_year_are_not_last_years(kind: str, tmp_path: Path) -> None:
    old = copy_of(SAMPLE, tmp_path / "old")
    replace_in(old / "conference.yaml", "\nconference:\n", f"\nconference:\n  kind: {kind}\n")
    if kind == HALF:
        # What half a year's conference plans is for the rest of the year.
        replace_in(old / "plan.yaml", "year: 2026", "year: 2025")
    facts = rolled(old, tmp_path / "new")
    assert facts.indicators
    assert not any(indicator.readings for indicator in facts.indicators)
    assert bool(facts.tasks_of_year) is (kind == SEVERAL)
    said = (tmp_path / "new" / "results.yaml").read_text(encoding="utf-8")
    assert "KHÔNG chuyển thành số năm trước" in said
