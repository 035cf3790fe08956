"""Nominations checked condition by condition; what is not stated is unknown, never no."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import SAMPLE, run
from test_decide import decisions_of, dossier_of, of_unit, words

from pipeline.collect import collect
from pipeline.model.decisions import NominationDecision

FLAG = "nominations: [{award: government-flag, units: [a]}]\n"
REGISTERED = "registrations: [{unit: a, awards: [government-flag]}]\n"
INSPECTED = "inspections: [{unit: a, passed: true}]\n"


def scores(**points: str) -> str:
    sheets = ", ".join(f"{{unit: {u}, agreed: {{k: {p}}}}}" for u, p in points.items())
    return f"scores: {{criteria: [{{id: k, name: K, points: 100}}], sheets: [{sheets}]}}\n"


OTHERS = {"c": "90", "d": "89", "e": "88"}
LEADING = scores(a="99", b="98", **OTHERS)

CONDITIONS = {
    "every condition met": (REGISTERED + INSPECTED + LEADING, "met", "met met met met"),
    "nothing stated": ("", "unknown", "met unknown unknown unknown"),
    "suspended": (
        REGISTERED + INSPECTED + LEADING + "# a suspended: đang xem xét\n",
        "suspended", "suspended met met met",
    ),
    "registered for another award": (
        "registrations: [{unit: a, awards: [province-flag]}]\n" + INSPECTED + LEADING,
        "not-met", "met not-met met met",
    ),
    "registration of others only": (
        "registrations: [{unit: b, awards: [government-flag]}]\n" + INSPECTED + LEADING,
        "unknown", "met unknown met met",
    ),
    "inspected, unfavourably": (
        REGISTERED + "inspections: [{unit: a, passed: false}]\n" + LEADING,
        "not-met", "met met not-met met",
    ),
    "inspected, no conclusion": (
        REGISTERED + "inspections: [{unit: a, findings: Đầy đủ.}]\n" + LEADING,
        "unknown", "met met unknown met",
    ),
    "second in rank": (
        REGISTERED + INSPECTED + scores(a="98", b="99", **OTHERS),
        "not-met", "met met met not-met",
    ),
    "first together with another": (
        REGISTERED + INSPECTED + scores(a="99", b="99", **OTHERS), "met", "met met met met"
    ),
    "no score of its own": (
        REGISTERED + INSPECTED + scores(b="99"), "unknown", "met met met unknown"
    ),
    "the best of those scored so far": (
        REGISTERED + INSPECTED + scores(a="99", b="98"), "unknown", "met met met unknown"
    ),
    "what is not met weighs more than what is unknown": (
        "registrations: [{unit: a, awards: []}]\n", "not-met", "met not-met unknown unknown"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict", "each"), CONDITIONS.values(), ids=CONDITIONS.keys())
def test_each_condition_of_the_flag(text: str, verdict: str, each: str, tmp_path: Path) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, FLAG + text)).nominations
    candidate = of_unit(decision.candidates, "a")
    assert " ".join(reason.verdict for reason in candidate.reasons) == each
    assert candidate.verdict == verdict
    assert all(reason.rule for reason in candidate.reasons), "each condition names its rule"


RANKS = {
    "every total is there": (
        LEADING, "", "met: ranks 1 with 99 points", {0, 1, 2, 3, 4}
    ),
    "some units have none": (
        scores(b="98", a="99"), "", "unknown: only 2 of 5 units have a total score", {0, 1}
    ),
    "unnamed units have none": (
        LEADING, "units_stated: 9", "unknown: only 5 of 9 units have a total score", {0, 1, 2, 3, 4}
    ),
    "the unit itself has none": (
        scores(b="98"), "", "unknown: only 1 of 5 units have a total score", {0}
    ),
    "none at all": ("", "", "unknown: the unit's rank is not stated", set()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "stated", "because", "sheets"), RANKS.values(), ids=RANKS.keys())
def test_a_rank_is_known_once_every_unit_is_scored(
    text: str, stated: str, because: str, sheets: set[int], tmp_path: Path
) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, FLAG + text, stated)).nominations
    leading = of_unit(decision.candidates, "a").reasons[3]
    assert words((leading,)) == because
    assert {path[2] for path in leading.facts} == sheets


def vote(threshold: str, of: str, counts: str, more: str = "") -> str:
    return (
        f"regulation: {{reference: Quy chế, threshold: {threshold}, of: {of}}}\n"
        "nominations:\n  - award: province-merit\n    units: [a]\n"
        f"    ballot: {{method: secret-ballot, {more}counts: [{counts}]}}\n"
    )


VOTES = {
    "7 of 9 miss 4/5": ("4/5", "members", 7, "not-met", "7 of 9 votes = 77.77 %; 4/5 needs 8"),
    "8 of 9 reach 4/5": ("4/5", "members", 8, "met", "8 of 9 votes = 88.88 %; 4/5 needs 8"),
    "8 of 9 miss 9/10": ("9/10", "members", 8, "not-met", "9/10 needs 9"),
    "9 of 9 reach 9/10": ("9/10", "members", 9, "met", "100 %"),
    "6 of 9 are 2/3": ("2/3", "members", 6, "met", "66.66 %; 2/3 needs 6"),
    "5 of 9 miss 2/3": ("2/3", "members", 5, "not-met", "2/3 needs 6"),
    "all": ("1", "members", 9, "met", "1 needs 9"),
    "6 of 8 present": ("4/5", "present", 6, "not-met", "6 of 8 votes = 75 %; 4/5 needs 7"),
    "7 of 8 present": ("4/5", "present", 7, "met", "7 of 8 votes"),
    "5 of 7 valid": ("4/5", "valid-ballots", 5, "not-met", "5 of 7 votes = 71.42 %; 4/5 needs 6"),
    "6 of 7 valid": ("4/5", "valid-ballots", 6, "met", "6 of 7 votes"),
}


@pytest.mark.parametrize(
    ("share", "of", "yes", "verdict", "because"), VOTES.values(), ids=VOTES.keys()
)
def test_votes_against_the_threshold(
    share: str, of: str, yes: int, verdict: str, because: str, tmp_path: Path
) -> None:
    text = vote(share, of, f"{{unit: a, yes: {yes}}}", "valid: 7, " if "valid" in of else "")
    text += "conference: {date: 18/12/2025, units_present: 8}\n"
    (decision,) = decisions_of(dossier_of(tmp_path, text, "units_stated: 9")).nominations
    (candidate,) = decision.candidates
    assert because in words(candidate.reasons)
    assert (candidate.reasons[-1].verdict, candidate.verdict) == (verdict, verdict)


def test_members_are_those_named_where_no_number_is_stated(tmp_path: Path) -> None:
    text = vote("4/5", "members", "{unit: a, yes: 4}")
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert "4 of 5 votes = 80 %; 4/5 needs 4" in words(decision.candidates[0].reasons)


UNJUDGED = {
    "no number present": vote("4/5", "present", "{unit: a, yes: 8}"),
    "no number of valid ballots": vote("4/5", "valid-ballots", "{unit: a, yes: 8}"),
    "no votes for the unit": vote("4/5", "members", "{unit: b, yes: 8}"),
    "no ballot": "regulation: {reference: Quy chế, threshold: 4/5}\n"
    "nominations: [{award: province-merit, units: [a]}]\n",
}


@pytest.mark.parametrize("text", UNJUDGED.values(), ids=UNJUDGED.keys())
def test_a_vote_that_cannot_be_judged_is_unknown(text: str, tmp_path: Path) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, text, "units_stated: 9")).nominations
    candidate = of_unit(decision.candidates, "a")
    assert candidate.verdict == "unknown"
    assert "not stated" in words(candidate.reasons)


def test_without_a_threshold_votes_are_not_judged(tmp_path: Path) -> None:
    text = vote("4/5", "members", "{unit: a, yes: 0}").replace(", threshold: 4/5", "")
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert decision.candidates[0].verdict == "met"
    assert "votes" not in words(decision.candidates[0].reasons)


QUOTAS = {
    "within": ("province-merit, units: 2", "met: 2 proposed; the bloc's rules allow 2"),
    "one too many": ("province-merit, units: 1", "not-met: 2 proposed; the bloc's rules allow 1"),
    "of another award": ("province-flag, units: 1", ""),
}


@pytest.mark.parametrize(("quota", "because"), QUOTAS.values(), ids=QUOTAS.keys())
def test_the_number_of_nominees_against_the_quota(quota: str, because: str, tmp_path: Path) -> None:
    text = f"regulation: {{reference: Quy chế, quotas: [{{award: {quota}}}]}}\n"
    text += "nominations: [{award: province-merit, units: [a, b]}]\n"
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert words(decision.reasons) == because


def units(decision: NominationDecision) -> tuple[list[str], list[str]]:
    return [c.unit for c in decision.candidates], [c.unit for c in decision.others]


def test_every_unit_that_is_not_proposed_is_judged_too(tmp_path: Path) -> None:
    text = vote("4/5", "members", "{unit: d, yes: 1}, {unit: a, yes: 5}")
    text += "registrations:\n  - {unit: c, awards: [province-merit]}\n"
    text += "  - {unit: b, awards: [province-flag]}\n"
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert units(decision) == (["a"], ["b", "c", "d", "e"])
    assert of_unit(decision.others, "d").verdict == "not-met"
    assert of_unit(decision.others, "c").verdict == "unknown", "its votes are not stated"


def test_a_unit_on_two_lists_is_judged_on_each(tmp_path: Path) -> None:
    text = (
        "nominations:\n  - {award: government-flag, units: [a]}\n"
        "  - {award: province-flag, units: [b, a]}\n"
        "registrations: [{unit: a, awards: [province-flag]}]\n"
    )
    flag, province = decisions_of(dossier_of(tmp_path, text)).nominations
    assert of_unit(flag.candidates, "a").verdict == "not-met"
    assert of_unit(province.candidates, "a").verdict == "met"
    assert units(province)[0] == ["b", "a"], "in the order of the conference"


def test_the_nominations_of_the_sample() -> None:
    flag, province, merit = decisions_of(collect(SAMPLE)).nominations
    for decision in (flag, province, merit):
        assert {candidate.verdict for candidate in decision.candidates} == {"met"}
        assert "met" in {reason.verdict for reason in decision.reasons}
        assert "not-met" not in {reason.verdict for reason in decision.reasons}
    assert of_unit(flag.others, "ban-quan-ly-kkt").verdict == "not-met"
    assert "ranks 2 with 97.5 points" in words(of_unit(flag.others, "ban-quan-ly-kkt").reasons)
    missed = of_unit(merit.others, "van-phong-hdnd")
    assert missed.verdict == "not-met"
    assert "7 of 9 votes = 77.77 %; 4/5 needs 8" in words(missed.reasons)


PLACES = {
    "first of a part": ("a 1, b 1, c 2", "unknown: ranks 1 in Nhóm G, as the conference states"),
    "second of a part": ("a 2, b 1, c 1", "not-met: ranks 2 in Nhóm G, as the conference states"),
    "first of the bloc": ("a 1, b 2, c 3", "met: ranks 1, as the conference states"),
    "not placed, though others are": ("b 1, c 1", "unknown: the unit's rank is not stated"),
}


@pytest.mark.parametrize(("placed", "because"), PLACES.values(), ids=PLACES.keys())
def test_the_first_of_a_part_may_lead_the_bloc(placed: str, because: str, tmp_path: Path) -> None:
    standings = ", ".join(
        f"{{unit: {unit}, rank: {rank}}}" for unit, rank in (p.split() for p in placed.split(", "))
    )
    parts = "".join(f"# {u} group: {g}\n" for u, g in zip("abcde", "ghghg", strict=True))
    text = FLAG + LEADING + f"standings: [{standings}]\n" + parts
    groups = "groups: [{id: g, name: Nhóm G}, {id: h, name: Nhóm H}]"
    (decision,) = decisions_of(dossier_of(tmp_path, text, groups)).nominations
    assert words((of_unit(decision.candidates, "a").reasons[3],)) == because


def outcomes(decision: NominationDecision) -> dict[str, str]:
    everybody = (*decision.candidates, *decision.others)
    return {one.unit: str(decision.outcome(one)) for one in everybody}


CASES = {
    "votes enough, too few, and not stated": (
        vote("4/5", "members", "{unit: a, yes: 5}, {unit: b, yes: 3}"),
        {"a": "proposed", "b": "excluded", "c": "cannot-be-judged"},
    ),
    "room is left for another": (
        "nominations: [{award: province-merit, units: [a]}]\n"
        "regulation: {reference: Quy chế, quotas: [{award: province-merit, units: 2}]}\n",
        {"a": "proposed", "b": "may-be-proposed"},
    ),
    "no room is left": (
        "nominations: [{award: province-merit, units: [a]}]\n"
        "regulation: {reference: Quy chế, quotas: [{award: province-merit, units: 1}]}\n",
        {"a": "proposed", "b": "list-full"},
    ),
    "too many are proposed: nobody can say which": (
        "nominations: [{award: province-merit, units: [a, b]}]\n"
        "regulation: {reference: Quy chế, quotas: [{award: province-merit, units: 1}]}\n"
        "# b suspended: đang xem xét\n",
        {"a": "cannot-be-judged", "b": "excluded", "c": "list-full"},
    ),
    "two units stood back since they won last year": (
        "nominations:\n  - award: province-merit\n    units: [a]\n    withdrawn:\n"
        "      - {unit: b, reason: Năm trước đã được tặng}\n"
        "      - {unit: c, reason: Năm trước đã được tặng}\n",
        {"a": "proposed", "b": "excluded", "c": "excluded", "d": "may-be-proposed"},
    ),
    "not considered at present": (
        "nominations: [{award: province-merit, units: [a]}]\n# d suspended: đang xem xét\n",
        {"a": "proposed", "d": "excluded"},
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_what_the_reasons_come_to(text: str, expected: dict[str, str], tmp_path: Path) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert outcomes(decision) | expected == outcomes(decision)


def prior(years: int, rewards: str) -> str:
    return (
        "nominations: [{award: province-flag, units: [a]}]\n"
        "registrations: [{unit: a, awards: [province-flag]}]\n"
        "regulation:\n  reference: Quy chế\n  conditions:\n"
        f"    - {{award: province-flag, check: not-awarded-within, years: {years}}}\n"
        f"rewards:\n{rewards}"
    )


def reward(year: int, unit: str, award: str = "Cờ thi đua của Ủy ban nhân dân tỉnh") -> str:
    return f"  - {{award: {award}, level: province, year: {year}, unit: {unit}}}\n"


NAMELESS = reward(2024, "x").replace("unit: x", "collectives: 2")
OF_PERSONS = reward(2024, "b").replace("unit: b", "unit: b, individuals: 3")


def became(change: str) -> str:
    """Sở X became unit a, alone or together with another."""
    return (
        "former_units: [{id: x, name: Sở X}, {id: y, name: Sở Y}]\n"
        f"changes: [{{change: {change}, date: 1/3/2025}}]\n"
    )


PRIOR = {
    "it had the award before it was renamed": (
        prior(1, reward(2024, "x") + reward(2024, "b")) + became("renamed, units: [x], into: [a]"),
        "not-met", "Sở X, which became this unit, had the same award in 2024",
    ),
    "one of those it was merged from had it": (
        prior(1, reward(2024, "y") + reward(2024, "b"))
        + became("merged, units: [x, y], into: [a]"),
        "not-met", "Sở Y, which became this unit, had the same award in 2024",
    ),
    "it came of the division of one that had it": (
        prior(1, reward(2024, "x")) + became("split, units: [x], into: [a, b]"),
        "unknown", "came of a division of Sở X, which had the same award in 2024",
    ),
    "units without names had it": (
        prior(1, reward(2024, "b") + NAMELESS), "unknown", "had the award is not stated for: 2024"
    ),
    "persons had it": (prior(1, OF_PERSONS), "unknown", "who had the award is not stated"),
    "it had the award last year": (prior(1, reward(2024, "a")), "not-met", "in 2024"),
    "it had it before that time": (
        prior(1, reward(2023, "a") + reward(2024, "b")), "met", "from 2024 to 2024"
    ),
    "others had it in each of the years": (
        prior(2, reward(2023, "c") + reward(2024, "b")), "met", "from 2023 to 2024"
    ),
    "of one of the years nothing is stated": (
        prior(2, reward(2024, "b")), "unknown", "not stated for: 2023"
    ),
    "it had something that may be the same": (
        prior(1, reward(2024, "b") + reward(2024, "a", "Cờ UBND tỉnh")), "unknown", "not sure"
    ),
    "it had another award that is known": (
        prior(
            1,
            reward(2024, "b")
            + reward(2024, "a", "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh"),
        ),
        "met", "this unit not",
    ),
    "the rules ask for nothing of the kind": (
        "nominations: [{award: province-flag, units: [a]}]\n"
        "registrations: [{unit: a, awards: [province-flag]}]\nrewards:\n" + reward(2024, "a"),
        "met", "registered",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict", "because"), PRIOR.values(), ids=PRIOR)
def test_the_same_award_again_only_where_the_rules_speak_of_it(
    text: str, verdict: str, because: str, tmp_path: Path
) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert decision.candidates[0].verdict == verdict
    assert because in words(decision.candidates[0].reasons)


def own_check(check: str, more: str) -> str:
    return (
        "nominations: [{award: province-merit, units: [a]}]\nregulation:\n  reference: Quy chế\n"
        f"  conditions:\n    - {{award: province-merit, {check}}}\n{more}"
    )


OTHER_CHECKS = {
    "points enough": (own_check("check: points-at-least, points: 99", LEADING), "met"),
    "points too few": (own_check("check: points-at-least, points: 99.5", LEADING), "not-met"),
    "points not stated": (own_check("check: points-at-least, points: 9", ""), "unknown"),
    "rank within": (own_check("check: rank-at-most, rank: 1", LEADING), "met"),
    "report sent": (
        own_check("check: report-sent", "submissions: [{unit: a, parts: [report]}]\n"), "met"
    ),
    "of a report nothing is stated": (own_check("check: report-sent", ""), "unknown"),
    "a report of others": (
        own_check("check: report-sent", "submissions: [{unit: b, parts: [report]}]\n"), "unknown"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict"), OTHER_CHECKS.values(), ids=OTHER_CHECKS)
def test_conditions_that_a_bloc_may_add(text: str, verdict: str, tmp_path: Path) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert decision.candidates[0].verdict == verdict


def test_points_that_are_not_published_are_judged_but_not_told(tmp_path: Path) -> None:
    text = own_check(
        "check: points-at-least, points: 90",
        LEADING.replace("{criteria", "{published: false, criteria"),
    )
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert decision.candidates[0].verdict == "met"
    assert "99" not in words(decision.candidates[0].reasons)


def test_whoever_heads_the_bloc_and_stands_is_named(tmp_path: Path) -> None:
    head = "leadership: {terms: [{year: 2025, head: a}]}\n"
    (standing,) = decisions_of(dossier_of(tmp_path, FLAG + head)).nominations
    assert "heads the bloc and is a candidate itself" in words(standing.candidates[0].reasons)
    text = FLAG.replace("[a]", "[b]") + head
    (aside,) = decisions_of(dossier_of(tmp_path / "b", text)).nominations
    assert "heads the bloc" not in words(of_unit(aside.others, "a").reasons)


def test_a_quota_of_the_province_is_only_told(tmp_path: Path) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, FLAG)).nominations
    assert "noted: for information: in the whole province at most 1/5 of" in words(decision.reasons)


def test_equal_votes_at_the_end_of_the_quota_are_told(tmp_path: Path) -> None:
    text = vote("1/2", "members", "{unit: a, yes: 4}, {unit: b, yes: 3}, {unit: c, yes: 3}")
    text = text.replace(", threshold", ", quotas: [{award: province-merit, units: 2}], threshold")
    (decision,) = decisions_of(dossier_of(tmp_path, text)).nominations
    assert "equal votes (3) for the last places of the quota: Đơn vị b, Đơn vị c" in words(
        decision.doubts
    )
    clear = text.replace("{unit: c, yes: 3}", "{unit: c, yes: 2}")
    (decision,) = decisions_of(dossier_of(tmp_path / "b", clear)).nominations
    assert "equal votes" not in words(decision.reasons)


def limited(most: str, nominations: str, stated: str = "threshold: 1/2, of: valid-ballots") -> str:
    quota = f"quotas: [{{award: province-merit, {most}}}]"
    return f"regulation: {{reference: Quy chế, {stated}, {quota}}}\nnominations:\n{nominations}"


RUN_OFF = (
    "  - award: province-merit\n    units: [a, c]\n    ballot: {method: secret-ballot, valid: 5,"
    " counts: [{unit: a, yes: 5}, {unit: b, yes: 4}, {unit: c, yes: 4}, {unit: d, yes: 3}],"
    " revotes: [{round: 2, valid: 5, counts: [{unit: b, yes: 2}, {unit: c, yes: 3}]}]}\n"
)


def test_votes_of_different_rounds_are_not_compared(tmp_path: Path) -> None:
    (decision,) = decisions_of(dossier_of(tmp_path, limited("units: 2", RUN_OFF))).nominations
    assert of_unit(decision.others, "d").verdict == "no-room"
    assert decision.doubts == (), "three votes of the first round are not those of the second"


def test_more_votes_beside_a_full_list_are_told_as_a_doubt(tmp_path: Path) -> None:
    listed = (
        "  - award: province-merit\n    units: [b]\n    ballot: {method: secret-ballot, valid: 5,"
        " counts: [{unit: a, yes: 3}, {unit: b, yes: 3}, {unit: c, yes: 5}]}\n"
    )
    dossier = dossier_of(tmp_path, limited("units: 1", listed))
    (decision,) = decisions_of(dossier).nominations
    said = words(decision.doubts)
    assert "Đơn vị c has 5 votes and is not on the list; fewer have: Đơn vị b" in said
    assert "Đơn vị a has 3 votes and is not on the list; as many have: Đơn vị b" in said
    assert outcomes(decision)["c"] == "list-full", "that is no condition it does not meet"
    done = run("check", dossier.folder)
    found = done.out + done.err
    assert "fewer have: Đơn vị b" in found
    assert "as many have: Đơn vị b" in found


QUOTAS = {
    "persons are not units": (
        limited(
            "units: 1",
            "  - award: province-merit\n    units: [{unit: b, person: {name: Ông A}},"
            " {unit: c, person: {name: Bà B}}]\n",
        ),
        "noted: 2 persons or parts of units: the quota of units does not count them;"
        " met: 0 proposed; the bloc's rules allow 1",
    ),
    "a unit in two classes counts once": (
        limited(
            "units: 2",
            "  - {award: province-merit, id: m, units: [a, b]}\n"
            "  - {award: province-merit, id: n, units: [b]}\n",
        ),
        "met: 2 proposed; the bloc's rules allow 2",
    ),
    "units only counted may be those named, or not": (
        limited(
            "units: 2",
            "  - {award: province-merit, id: m, units: [a, b]}\n"
            "  - {award: province-merit, id: n, units: [b], count: 2}\n",
        ),
        "unknown: 2 to 3 units are proposed, for some are only counted; 2 are allowed",
    ),
    "a share of so many": (
        limited("share: 2/5", "  - {award: province-merit, units: [a]}\n"),
        "met: 1 proposed; 2/5 of 5 units, that is 2, are allowed",
    ),
}


@pytest.mark.parametrize(("text", "expected"), QUOTAS.values(), ids=QUOTAS)
def test_a_quota_counts_units_each_once(text: str, expected: str, tmp_path: Path) -> None:
    decision = decisions_of(dossier_of(tmp_path, text)).nominations[0]
    assert words(decision.reasons) == expected


def test_a_share_of_the_units_rests_on_their_stated_number(tmp_path: Path) -> None:
    text = limited("share: 1/3", "  - {award: province-merit, units: [a]}\n")
    (decision,) = decisions_of(dossier_of(tmp_path, text, "units_stated: 9")).nominations
    assert "1/3 of 9 units, that is 3" in words(decision.reasons)
    assert ("bloc", "units_stated") in decision.reasons[0].facts
