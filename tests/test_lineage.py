"""Headship through mergers and renamings, how a head was chosen, and when none is due."""

from __future__ import annotations

import typing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from folders import run, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_decide import DEPUTY, LIST, WAITING, decisions_of, dossier_of, leadership, of_unit, words

from pipeline.model.leadership import Selection

FORMER = "former_units: [{id: x, name: Sở X}, {id: y, name: Sở Y}, {id: z, name: Sở Z}]\n"
MERGED = FORMER + "changes:\n  - {change: merged, units: [x, y], into: [a]}\n"
RENAMED = FORMER + "changes:\n  - {change: renamed, units: [x], into: [a]}\n"
TWICE = MERGED + "  - {change: renamed, units: [z], into: [x]}\n"
HEADED = "2021 e, 2022 d, 2023 c, 2024 b"

SERVED = {
    "merged": (MERGED, "x", "last headed the bloc in 2025: Sở X, which a merger made part of it"),
    "the other part": (MERGED, "y", "last headed the bloc in 2025: Sở Y, which a merger"),
    "renamed": (RENAMED, "x", "last headed the bloc in 2025, under the name Sở X"),
    "renamed, then merged": (TWICE, "z", "in 2025: Sở Z, which a merger made part of it"),
}


@pytest.mark.parametrize(("changes", "headed", "because"), SERVED.values(), ids=SERVED.keys())
def test_a_unit_served_when_those_it_was_made_of_served(
    changes: str, headed: str, because: str, tmp_path: Path
) -> None:
    text = changes + leadership(WAITING, f"{HEADED}, 2025 {headed}", "cooldown: 2")
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert head
    assert (head.proposed, head.mode) == ("e", WAITING), "a does not count as never having headed"
    unit = of_unit(head.candidates, "a")
    assert because in words(unit.reasons)
    assert "may head again from 2028" in words(unit.reasons)
    assert ("changes", 0) in unit.reasons[0].facts


UNRELATED = {
    "left": FORMER + "changes: [{change: left, units: [x]}]\n",
    "no change stated": FORMER,
}


@pytest.mark.parametrize("changes", UNRELATED.values(), ids=UNRELATED.keys())
def test_other_changes_hand_no_term_on(changes: str, tmp_path: Path) -> None:
    head = decisions_of(
        dossier_of(tmp_path, changes + leadership(WAITING, f"{HEADED}, 2025 x"))
    ).head
    assert head
    assert head.proposed == "a"
    assert "has not headed the bloc" in words(of_unit(head.candidates, "a").reasons)


def test_units_that_became_each_other_are_followed_once(tmp_path: Path) -> None:
    ring = FORMER + (
        "changes:\n  - {change: renamed, units: [x], into: [y]}\n"
        "  - {change: renamed, units: [y], into: [x]}\n"
        "  - {change: merged, units: [a, y], into: [a]}\n"
    )
    head = decisions_of(dossier_of(tmp_path, ring + leadership(WAITING, f"{HEADED}, 2025 x"))).head
    assert head
    assert "in 2025: Sở X" in words(of_unit(head.candidates, "a").reasons)


SUCCEEDS = {
    "the deputy's unit was renamed": (RENAMED + leadership(DEPUTY, "2025 b x"), "a", "Sở X, which"),
    "the deputy's unit is gone": (FORMER + leadership(DEPUTY, "2025 b x"), None, "no deputy of"),
    "the head's unit on the list was renamed": (
        RENAMED + leadership(LIST, "2025 x", "rotation: [b, a, c]"), "c", "next on the list"
    ),
    "the head's unit is gone": (
        FORMER + leadership(LIST, "2025 x", "rotation: [b, a, c]"), None, "is not stated"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "because"), SUCCEEDS.values(), ids=SUCCEEDS.keys())
def test_a_former_unit_as_head_or_deputy(
    text: str, unit: str | None, because: str, tmp_path: Path
) -> None:
    dossier = dossier_of(tmp_path, text)
    head = decisions_of(dossier).head
    assert head
    assert head.proposed == unit
    assert because in words(head.reasons)


def test_former_heads_are_explained(tmp_path: Path) -> None:
    dossier_of(tmp_path, MERGED + leadership(DEPUTY, "2024 y, 2025 x y"))
    told = run("explain", tmp_path / "khoi")
    assert "Sở X, which a merger made part of it" in told.out, told


CHOSEN = {
    "elected": (
        "mode: elected, ballot: {method: secret-ballot, valid: 5, counts: [{unit: b, yes: 4}]}",
        ["the conference elected the head", "Đơn vị b: 4 of 5 votes"],
        {("mode",), ("ballot", "counts", 0), ("ballot", "valid")},
    ),
    "assigned": (
        "mode: assigned, document: Thông báo số 124/TB-UBND",
        ["a higher body assigned the head", "recorded in: Thông báo số 124/TB-UBND"],
        {("mode",), ("document",)},
    ),
    "votes of nobody knows how many": (
        "ballot: {method: show-of-hands, counts: [{unit: b, yes: 4}]}",
        ["Đơn vị b: 4 votes"],
        {("ballot", "counts", 0)},
    ),
    "not stated": ("handover: {date: 12/2025}", [], set()),
}  # fmt: skip


@pytest.mark.parametrize(("how", "said", "facts"), CHOSEN.values(), ids=CHOSEN.keys())
def test_how_the_head_was_chosen_is_noted(
    how: str, said: list[str], facts: set[Any], tmp_path: Path
) -> None:
    text = leadership(DEPUTY, "2025 a b")
    text += f"next_leadership: {{year: 2026, head: b, selection: {{{how}}}}}\n"
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert head
    noted = [r for r in head.reasons if r.facts and r.facts[0][0] == "next_leadership"]
    assert [str(reason.message) for reason in noted] == said
    assert {reason.verdict for reason in noted} <= {"noted"}
    assert {path[2:] for reason in noted for path in reason.facts} == facts


MODES = typing.get_args(typing.get_args(Selection.model_fields["mode"].annotation)[0])


@pytest.mark.parametrize("mode", MODES)
def test_every_way_of_choosing_has_words(mode: str, tmp_path: Path) -> None:
    text = f"next_leadership: {{year: 2026, head: b, selection: {{mode: {mode}}}}}\n"
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert head
    assert head.reasons[0].facts == (("next_leadership", "selection", "mode"),)


@pytest.mark.parametrize("kind", ["half-year", "multi-year"])
def test_no_head_is_due_at_other_conferences(kind: str, tmp_path: Path) -> None:
    text = leadership(DEPUTY, "2025 a b") + f"conference: {{kind: {kind}}}\n"
    found = decisions_of(dossier_of(tmp_path / "1", text))
    assert (found.head, found.deputies) == (None, ())
    ran = run("explain", tmp_path / "1" / "khoi")
    assert ran.code == 0, ran
    assert "none is due here" in ran.out
    record = run("explain", tmp_path / "1" / "khoi", "--json").record
    assert (record["head"], record["deputies"]) == (None, [])
    chosen = decisions_of(
        dossier_of(tmp_path / "2", text + "next_leadership: {year: 2026, head: b}\n")
    )
    assert chosen.head
    assert (chosen.head.recorded, chosen.head.proposed) == (("b",), "b")


def test_a_bloc_of_no_units_is_explained(tmp_path: Path) -> None:
    write_folder(tmp_path / "khoi", {"bloc.yaml": "year: 2025\nbloc: {name: A}\n"})
    ran = run("explain", tmp_path / "khoi")
    assert ran.code == 0, ran


FORMERS = ["x", "y", "z"]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_order_of_units_and_changes_changes_no_head(
    data: st.DataObject, tmp_path_factory: Any
) -> None:
    everybody = st.sampled_from([*"abcde", *FORMERS])
    heads = data.draw(st.lists(everybody, min_size=1, max_size=6))
    terms = ", ".join(f"{2025 - n} {head} {data.draw(everybody)}" for n, head in enumerate(heads))
    terms = ", ".join(t if len(set(t.split())) == 3 else t[:6] for t in terms.split(", "))
    became = data.draw(st.permutations("abcde"))
    changes = "".join(
        f"  - {{change: renamed, units: [{old}], into: [{new}]}}\n"
        for old, new in zip(FORMERS, became, strict=False)
    )
    modes = data.draw(st.permutations([DEPUTY, LIST, WAITING]))
    text = FORMER + f"changes:\n{changes}"
    text += leadership(", ".join(modes), terms, "rotation: [c, a, e, b, d]")
    dossier = dossier_of(tmp_path_factory.mktemp("order"), text)

    def told(of: Any) -> Any:
        found = decisions_of(of)
        assert found.head
        return [(seat.proposed, seat.mode) for seat in (found.head, *found.deputies)], {
            (c.unit, c.verdict, words(c.reasons)) for c in found.head.candidates
        }

    facts = dossier.facts.model_copy(
        update={
            "units": tuple(data.draw(st.permutations(dossier.facts.units))),
            "changes": tuple(data.draw(st.permutations(dossier.facts.changes))),
        }
    )
    assert told(replace(dossier, facts=facts)) == told(dossier)
