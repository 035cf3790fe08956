"""Whom a nomination means: units, parts and persons of them, a number, all the others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from folders import run, write_folder
from hypothesis import given, settings
from hypothesis import strategies as st
from test_decide import BOOKS, decisions_of, dossier_of, of_unit, words
from test_nominations import units

from pipeline.decide import choose_rules
from pipeline.errors import InputError
from pipeline.model.decisions import NominationDecision

FLAG = "nominations:\n  - {award: government-flag, units: [a]}\n"


def last(place: Path, more: str, stated: str = "") -> NominationDecision:
    return decisions_of(dossier_of(place, more, stated)).nominations[-1]


def remaining(decision: NominationDecision) -> list[str] | None:
    return None if decision.remaining is None else [one.value for one in decision.remaining]


def test_all_the_others_are_those_no_other_nomination_names(tmp_path: Path) -> None:
    found = last(
        tmp_path, FLAG + "  - {award: province-merit, remaining: true, withdrawn: [{unit: d}]}\n"
    )
    assert remaining(found) == ["b", "c", "e"]
    assert units(found) == (["b", "c", "e"], ["a", "d"])
    assert found.count
    assert found.count.value == 3
    assert found.remaining
    assert found.remaining[0].origins == (("nominations", 1, "remaining"), ("units", 1, "id"))


def test_a_part_of_a_unit_leaves_the_unit_among_the_others(tmp_path: Path) -> None:
    text = "nominations:\n  - {award: province-flag, units: [{unit: a, part: Phòng 1}]}\n"
    found = last(tmp_path, text + "  - {award: province-merit, remaining: true}\n")
    assert remaining(found) == ["a", "b", "c", "d", "e"]


def test_who_stood_back_elsewhere_is_not_taken_for_one_of_the_others(tmp_path: Path) -> None:
    text = "nominations:\n  - {award: province-flag, units: [a], withdrawn: [{unit: b}]}\n"
    found = last(tmp_path, text + "  - {award: province-merit, remaining: true}\n")
    assert (found.remaining, found.count) == (None, None)
    assert "whether these are meant" in words(found.reasons)
    assert "Đơn vị b" in words(found.reasons)


def test_of_those_counted_some_may_be_named(tmp_path: Path) -> None:
    found = last(tmp_path, "nominations: [{award: province-flag, count: 3, units: [a]}]\n")
    assert found.count
    assert (found.count.value, units(found)) == (3, (["a"], ["b", "c", "d", "e"]))


def test_what_sources_differ_on_is_not_counted_instead(tmp_path: Path) -> None:
    text = "regulation: {reference: Quy chế, quotas: [{award: province-flag, units: 2}]}\n"
    text += "nominations: [{award: province-flag, units: [a, b]}]\nconflicts:\n"
    claims = "claims: [{origin: A, value: '2'}, {origin: B, value: '3'}]"
    for about in ("nominations.province-flag.count", "nominations.1.count"):
        found = last(tmp_path / about, f"{text}  - {{about: {about}, {claims}}}\n")
        assert found.count is None
        assert words(found.reasons) == "unknown: how many are proposed is not stated"


def test_a_nomination_that_proposes_nobody_tells_who_stood_back(tmp_path: Path) -> None:
    text = "nominations: [{award: government-flag, withdrawn: [{unit: b, reason: nhường}]}]\n"
    found = last(tmp_path, text)
    assert units(found) == ([], ["a", "b", "c", "d", "e"])
    ran = run("explain", tmp_path / "khoi")
    assert "not named" not in ran.out
    assert "stood back: nhường" in ran.out


OPEN = {
    "how many members there are is in question": (
        "conflicts:\n  - about: bloc.units_stated\n"
        "    claims: [{origin: A, value: '5'}, {origin: B, value: '6'}]\n" + FLAG, ""
    ),
    "one of them is not considered": ("# c suspended: đang xem xét\n" + FLAG, ""),
    "members not named": (FLAG, "units_stated: 9"),
    "another nomination only counts": (
        "nominations:\n  - {award: government-flag, count: 1}\n", ""
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "stated"), OPEN.values(), ids=OPEN.keys())
def test_all_the_others_stay_open_where_they_cannot_be_told(
    text: str, stated: str, tmp_path: Path
) -> None:
    found = last(tmp_path, text + "  - {award: province-merit, remaining: true}\n", stated)
    assert (found.remaining, found.count, found.candidates) == (None, None, ())
    assert "unknown: the remaining units cannot be told" in words(found.reasons)


def test_a_number_alone_counts_against_the_quota(tmp_path: Path) -> None:
    text = "regulation: {reference: Quy chế, quotas: [{award: province-flag, units: 2}]}\n"
    found = last(tmp_path, text + "nominations: [{award: province-flag, count: 3}]\n")
    assert found.count
    assert (found.count.value, found.candidates) == (3, ())
    assert words(found.reasons) == "not-met: 3 proposed; the bloc's rules allow 2"


def test_two_classes_of_one_award_share_its_quota(tmp_path: Path) -> None:
    text = "regulation: {reference: Quy chế, quotas: [{award: province-merit, units: 2}]}\n"
    text += "nominations:\n  - {award: province-merit, id: nhat, grade: Nhất, units: [a, b]}\n"
    text += "  - {award: province-merit, id: nhi, grade: Nhì, units: [c]}\n"
    found = decisions_of(dossier_of(tmp_path, text)).nominations
    assert [(one.name, one.award) for one in found] == [
        ("nhat", "province-merit"),
        ("nhi", "province-merit"),
    ]
    assert words(found[1].reasons) == "not-met: 3 proposed; the bloc's rules allow 2"


def test_a_part_or_person_is_not_judged_as_a_unit(tmp_path: Path) -> None:
    text = (
        "nominations:\n  - award: government-flag\n    units:\n      - {unit: a, part: Phòng 1}\n"
        "      - {unit: a, person: {name: Nguyễn Văn A}}\n      - a\n"
    )
    part, person, unit = last(tmp_path, text).candidates
    assert words(part.reasons) == (
        "noted: a part of the unit: the conditions for units are not applied"
    )
    assert words(person.reasons) == (
        "noted: a person of the unit: the conditions for units are not applied"
    )
    assert (part.verdict, person.verdict, unit.verdict) == ("noted", "noted", "unknown")
    assert len(unit.reasons) == 4


def test_who_stood_back_is_told_with_its_reason(tmp_path: Path) -> None:
    text = "    withdrawn: [{unit: b, reason: nhường đơn vị khác}, {unit: c}]\n"
    found = last(tmp_path, "nominations:\n  - award: government-flag\n    units: [a]\n" + text)
    assert units(found) == (["a"], ["b", "c", "d", "e"])
    back = {one.unit for one in found.others if one.verdict == "withdrawn"}
    assert back == {"b", "c"}
    assert words(of_unit(found.others, "b").reasons).startswith(
        "withdrawn: stood back: nhường đơn vị khác"
    )
    assert "stood back; its reason is not stated" in words(of_unit(found.others, "c").reasons)


OWN = "awards: [{id: co-bo, name: Cờ thi đua của Bộ, authority: Bộ trưởng, level: ministry}]\n"


def test_an_award_of_the_folder_stands_beside_those_of_the_rulebook(tmp_path: Path) -> None:
    text = OWN + "nominations: [{award: co-bo, units: [a]}]\n"
    text += "registrations: [{unit: b, awards: [co-bo]}]\n"
    found = last(tmp_path, text)
    assert units(found) == (["a"], ["b", "c", "d", "e"])
    assert found.candidates[0].reasons == ()
    ran = run("explain", tmp_path / "khoi")
    assert "Cờ thi đua của Bộ, decided by Bộ trưởng" in ran.out, ran
    assert "Đơn vị a: proposed · no condition was checked" in ran.out


def test_the_rulebook_knows_an_award_or_the_folder_but_not_both(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, OWN.replace("co-bo", "province-flag"))
    with pytest.raises(InputError) as caught:
        choose_rules(dossier, BOOKS)
    (problem,) = caught.value.problems
    assert problem.code == "award-in-rulebook"
    assert str(problem.source).endswith("more.yaml:1:15")


PLACES: dict[str, tuple[str, str]] = {
    "leading": ("[{unit: a, rank: 1, leading: true}]", "met: leads the bloc"),
    "first": ("[{unit: b, rank: 1}, {unit: a, rank: 1}]", "met: ranks 1 together with another"),
    "second": ("[{unit: b, rank: 1}, {unit: a, rank: 2}]", "not-met: ranks 2, as the conference"),
    "another leads": ("[{unit: b, leading: true}]", "not-met: the conference states that another"),
    "only a grade": ("[{unit: a, grade: Khá}]", "unknown: the unit's rank is not stated"),
}


@pytest.mark.parametrize(("standings", "because"), PLACES.values(), ids=PLACES.keys())
def test_who_leads_is_what_the_conference_says(
    standings: str, because: str, tmp_path: Path
) -> None:
    (candidate,) = last(tmp_path, f"{FLAG}standings: {standings}\n").candidates
    assert words((candidate.reasons[3],)).startswith(because)


def test_points_that_are_not_published_are_not_told(tmp_path: Path) -> None:
    sheets = ", ".join(f"{{unit: {u}, agreed: {{k: 9{n}}}}}" for n, u in enumerate("edcba"))
    text = f"criteria: [{{id: k, name: K, points: 100}}], sheets: [{sheets}]"
    found = last(tmp_path, f"{FLAG}scores: {{published: false, {text}}}\n")
    assert "unknown: the points are not published" in words(found.candidates[0].reasons)
    assert "94" not in words(found.candidates[0].reasons)


def test_votes_against_those_who_came_as_the_list_tells(tmp_path: Path) -> None:
    came = ", ".join(f"{{unit: {u}, status: present}}" for u in "abcd")
    text = f"conference: {{attendance: [{came}, {{unit: e, status: absent}}]}}\n"
    text += "regulation: {reference: Quy chế, threshold: 4/5, of: present}\n"
    text += "nominations:\n  - award: province-merit\n    units: [a]\n"
    text += "    ballot: {method: secret-ballot, counts: [{unit: a, yes: 3}]}\n"
    (candidate,) = last(tmp_path, text).candidates
    assert "3 of 4 votes = 75 %; 4/5 needs 4" in words(candidate.reasons)


def test_explain_names_parts_persons_numbers_and_the_rest(tmp_path: Path) -> None:
    bloc = "year: 2025\nbloc: {name: A}\nunits: [{id: a, name: Sở A}, {id: b, name: Sở B}]\n"
    text = (
        "nominations:\n"
        "  - {award: government-flag, units: [{unit: a, part: Phòng 1}]}\n"
        "  - {award: province-flag, grade: hạng Nhất, count: 1}\n"
        "  - {award: province-merit, remaining: true}\n"
    )
    write_folder(tmp_path / "khoi", {"bloc.yaml": bloc, "more.yaml": text})
    told = run("explain", tmp_path / "khoi").out
    assert "Proposed by the conference: Phòng 1 (Sở A)" in told
    assert "Class: hạng Nhất" in told
    assert "Proposed by the conference: 1, not named" in told
    assert "Proposed by the conference: all the remaining units" in told


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_order_of_units_changes_no_nomination(
    data: st.DataObject, tmp_path_factory: Any
) -> None:
    dossier = dossier_of(
        tmp_path_factory.mktemp("order"),
        FLAG + "  - {award: province-flag, units: [c, b], withdrawn: [{unit: d}]}\n"
        "  - {award: province-merit, remaining: true}\n"
        "registrations: [{unit: e, awards: [province-flag]}]\n# e suspended: đang xem xét\n",
    )

    def told(of: Any) -> Any:
        return [
            (
                one.name,
                {(c.unit, c.verdict, words(c.reasons)) for c in one.candidates},
                {(c.unit, c.verdict, words(c.reasons)) for c in one.others},
                sorted(remaining(one) or ()),
                words(one.reasons),
            )
            for one in decisions_of(of).nominations
        ]

    shuffled = tuple(data.draw(st.permutations(dossier.facts.units)))
    other = replace(dossier, facts=dossier.facts.model_copy(update={"units": shuffled}))
    assert told(other) == told(dossier)
