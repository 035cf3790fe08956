"""Ways of finding the next head, who may stand, ties, deputies: each with its own reason."""

from __future__ import annotations

from pathlib import Path

import pytest
from folders import SAMPLE, run
from test_decide import (
    BOOKS,
    DEPUTY,
    LIST,
    WAITING,
    decisions_of,
    dossier_of,
    leadership,
    of_unit,
    words,
)

from pipeline.collect import collect
from pipeline.decide.modes import MODES, NAMES
from pipeline.decide.rotation import decide_seats, policy_of
from pipeline.model.leadership import NextLeadership

FORMER = "former_units: [{id: x, name: Sở X}, {id: y, name: Sở Y}]\n"
BY_TWO_RULES = "ties: [longest-membership, list]\nrotation: [e, c, b]"
ROUND_COMPLETE = "2020 c, 2021 d, 2022 e, 2023 a, 2024 b, 2025 a c"
RANKS = "standings: [{unit: a, rank: 1}, {unit: b, rank: 2}, {unit: c, rank: 3}]\n"
ELECTED, FIRST, SECOND, ASSIGNED = "elected", "first-ranked", "second-ranked", "assigned"


def vote(*counts: str, more: str = "") -> str:
    """What is recorded of a vote on the head: ``a 3`` is three votes for a."""
    cast = ", ".join(f"{{unit: {one[0]}, yes: {one[2:]}}}" for one in counts)
    ballot = f"{{method: secret-ballot, {more}counts: [{cast}]}}"
    return f"next_leadership: {{year: 2026, selection: {{ballot: {ballot}}}}}\n"


def again(*counts: str, more: str = "") -> str:
    """A second round of a vote, in the notation of :func:`vote`."""
    cast = ", ".join(f"{{unit: {one[0]}, yes: {one[2:]}}}" for one in counts)
    return f"revotes: [{{round: 2, {more}counts: [{cast}]}}], "


CAME = {"a": "present", "b": "present", "c": "delegated", "d": "absent", "e": "absent"}
HEADS: dict[str, tuple[str, str | None, str]] = {
    "most votes": (leadership(ELECTED, "2025 a") + vote("a 1", "b 3", "c 2"), "b", "counted, 3"),
    "no votes": (leadership(ELECTED, "2025 a"), None, "elected: no votes are recorded"),
    "equally many votes": (
        leadership(ELECTED, "2025 a") + vote("c 2", "b 2"), None, "Đơn vị b, Đơn vị c have equally"
    ),
    "equally many votes, which the usual practice does not tell apart": (
        leadership(ELECTED, "2025 a") + vote("c 2", "b 2")
        + "# b member_since: 2010\n# c member_since: 2011\n",
        None, "have equally many votes; the conference votes again",
    ),
    "equally many votes, told apart by the list": (
        leadership(ELECTED, "2025 a", "ties: [list]\nrotation: [c, b, a]") + vote("b 2", "c 2"),
        "c", "tie: first on the bloc's list",
    ),
    "exactly the share": (
        leadership(ELECTED, "2025 a", "threshold: 4/5") + vote("b 4", "c 1"), "b", "counted, 4"
    ),
    "short of the share": (
        leadership(ELECTED, "2025 a", "threshold: 4/5") + vote("b 3", "c 2"),
        None, "4/5 of 5 needs 4 votes; the most are 3",
    ),
    "a share of the valid ballots": (
        leadership(ELECTED, "2025 a", "threshold: 2/3\nthreshold_of: valid-ballots")
        + vote("b 2", more="valid: 3, "),
        "b", "counted, 2",
    ),
    "a share of nobody knows how many": (
        leadership(ELECTED, "2025 a", "threshold: 2/3\nthreshold_of: present") + vote("b 4"),
        None, "the number the votes are counted against is not stated",
    ),
    "the last round of a vote held again": (
        leadership(ELECTED, "2025 a") + vote("a 0", "b 2", "c 1", more=again("b 0", "c 3")),
        "c", "counted in the last round, 3",
    ),
    "a share of the last round": (
        leadership(ELECTED, "2025 a", "threshold: 2/3\nthreshold_of: valid-ballots")
        + vote("b 3", "c 2", more="valid: 5, " + again("b 1", "c 3", more="valid: 4, ")),
        "c", "2/3 of 4 needs 3 votes; the most are 3, counted against the valid ballots",
    ),
    "a share of the units present and of those that wrote": (
        leadership(ELECTED, "2025 a", "threshold: 4/5\nthreshold_of: present")
        + "conference: {units_present: 2}\n"
        + vote("b 2", "c 1", more="returned: 3, written: 1, "),
        None, "4/5 of 3 needs 3 votes; the most are 2",
    ),
    "a share of the units present, by the list of who came": (
        leadership(ELECTED, "2025 a", "threshold: 2/3\nthreshold_of: present")
        + "conference:\n  attendance:\n"
        + "".join(f"    - {{unit: {u}, status: {s}}}\n" for u, s in CAME.items())
        + vote("b 2", "c 1"),
        "b", "2/3 of 3 needs 2 votes",
    ),
    "not one valid ballot": (
        leadership(ELECTED, "2025 a", "threshold: 2/3\nthreshold_of: valid-ballots")
        + vote("b 0", more="valid: 0, "),
        None, "2/3 of 0 needs 1 votes; the most are 0",
    ),
    "the most votes for one who may not stand": (
        leadership(ELECTED, "2025 b a", "cooldown: 2") + vote("b 4", "c 1"),
        None, "elected: Đơn vị b may not stand",
    ),
    "the first of the ranking": (leadership(FIRST, "2025 c") + RANKS, "a", "ranks 1 in 2025"),
    "the second of the ranking": (leadership(SECOND, "2025 c") + RANKS, "b", "ranks 2 in 2025"),
    "nobody ever headed, as far as is recorded": (
        f"leadership: {{modes: [{WAITING}], ties: [list], rotation: [c, a, b, d, e]}}\n",
        None, "no year is recorded in which a unit headed the bloc",
    ),
    "the longest waiting may have headed since": (
        leadership(WAITING, "2019 a, 2020 b, 2021 c, 2022 d, 2024 e"),
        None, "whether Đơn vị a headed the bloc later is not known",
    ),
    "a gap before all others headed": (
        leadership(WAITING, "2019 a, 2021 b, 2022 c, 2023 d, 2024 e, 2025 e"),
        "a", "as far back as 2019",
    ),
    "no ranking": (leadership(SECOND, "2025 c"), None, "no unit is known to rank 2"),
    "ranks of a part of the bloc": (
        leadership(SECOND, "2025 d") + RANKS.replace("3", "2").replace("b, rank: 2", "b, rank: 1")
        + "# a group: g\n# c group: g\n# b group: h\n",
        None, "no unit is known to rank 2",
    ),
    "the second may not stand": (
        leadership(f"{SECOND}, {DEPUTY}", "2025 c d") + RANKS + "# b suspended: đang xem xét\n",
        "d", "by rank: Đơn vị b may not stand",
    ),
    "two share the rank, the longer member": (
        leadership(SECOND, "2025 d") + RANKS.replace("3", "2")
        + "# b member_since: 2019\n# c member_since: 2015\n",
        "c", "tie: a member since 2015",
    ),
    "two share the rank, fewer terms": (
        leadership(SECOND, "2023 c, 2024 b, 2025 b", "ties: [fewest-terms]")
        + RANKS.replace("3", "2"),
        "c", "in fewer years of those recorded (1)",
    ),
    "equally long, the higher rank": (
        leadership(WAITING, "2023 d, 2024 e, 2025 a", "ties: [higher-rank]") + RANKS,
        "b", "tie: ranks higher in 2025",
    ),
    "the rules for ties in their order": (
        leadership(WAITING, "2024 d, 2025 a", BY_TWO_RULES)
        + "# b member_since: 2015\n# c member_since: 2015\n# e member_since: 2016\n",
        "c", "tie: first on the bloc's list",
    ),
    "assigned": (
        leadership(f"{ASSIGNED}, {DEPUTY}", "2025 a b")
        + "next_leadership: {year: 2026, head: c, selection: {document: Thông báo 12}}\n",
        "c", "assigned: Thông báo 12",
    ),
    "assigned without a document": (
        leadership(f"{ASSIGNED}, {DEPUTY}", "2025 a b")
        + "next_leadership: {year: 2026, head: c}\n",
        "b", "no document that names the unit",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "unit", "because"), HEADS.values(), ids=HEADS.keys())
def test_who_is_proposed(text: str, unit: str | None, because: str, tmp_path: Path) -> None:
    more = "groups: [{id: g, name: Nhóm 1}, {id: h, name: Nhóm 2}]" if "group:" in text else ""
    head = decisions_of(dossier_of(tmp_path, text, more)).head
    assert head
    assert head.proposed == unit, words(head.reasons)
    assert because in words(head.reasons)


BARRED: dict[str, tuple[str, str, str]] = {
    "everyone first": (
        leadership(DEPUTY, "2024 b, 2025 a b", "everyone_first: true") + "# c member_since: 2024\n",
        "not-met", "before Đơn vị c, who have not yet",
    ),
    "everyone first, what was before the records nobody knows": (
        leadership(DEPUTY, "2024 b, 2025 a b", "everyone_first: true"), "unknown",
        "years not recorded is not stated: Đơn vị c, Đơn vị d, Đơn vị e",
    ),
    "everyone first, a year of the round is not recorded": (
        leadership(
            DEPUTY, "2017 c, 2018 d, 2019 e, 2020 b, 2021 a, 2022 c, 2023 d, 2025 a b",
            "everyone_first: true",
        ),
        "unknown", "whether it has headed the bloc before Đơn vị e did, in years not",
    ),
    "everyone first, whether the other may stand is not known": (
        FORMER + "changes: [{change: merged, units: [x, y], into: [e]}]\n"
        + leadership(
            DEPUTY, "2019 c, 2020 d, 2021 e, 2022 a, 2023 b, 2024 b, 2025 a b",
            "everyone_first: true\nchanged_waits: true",
        )
        + "# c suspended: đang xem xét\n# d suspended: đang xem xét\n",
        "unknown", "and whether they may stand cannot be judged: Đơn vị e",
    ),
    "a year of the cooldown is not recorded": (
        leadership(DEPUTY, "2022 b, 2025 a b", "cooldown: 3"),
        "unknown", "who headed the bloc is not stated for 2023, 2024",
    ),
    "a year of the cooldown is not recorded, before it was a member": (
        leadership(DEPUTY, "2022 c, 2025 a b", "cooldown: 3") + "# b member_since: 2025\n",
        "met", "",
    ),
    "the unit it was a part of must wait": (
        "former_units: [{id: x, name: Sở X}]\n"
        "changes: [{change: split, units: [x], into: [b, c], date: 07/2025}]\n"
        + leadership(DEPUTY, "2023 x, 2024 a, 2025 a b", "cooldown: 3"),
        "unknown", "Sở X, from whose division it came, headed the bloc in 2023",
    ),
    "everyone first, all have": (
        leadership(DEPUTY, "2021 c, 2022 d, 2023 e, 2024 b, 2025 a b", "everyone_first: true"),
        "met", "last headed the bloc in 2024",
    ),
    "everyone first, a second round has begun": (
        leadership(DEPUTY, ROUND_COMPLETE, "everyone_first: true"),
        "met", "last headed",
    ),
    "everyone first, the others are barred": (
        leadership(DEPUTY, "2022 a, 2023 d, 2024 b, 2025 a b", "everyone_first: true")
        + "# c suspended: đang xem xét\n# e suspended: đang xem xét\n",
        "met", "last headed the bloc in 2024",
    ),
    "too short a member": (
        leadership(DEPUTY, "2025 a b", "membership: 3") + "# b member_since: 2024\n",
        "not-met", "may head the bloc from 2027",
    ),
    "long enough a member": (
        leadership(DEPUTY, "2025 a b", "membership: 3") + "# b member_since: 2023\n", "met", ""
    ),
    "a member since nobody knows": (
        leadership(DEPUTY, "2025 a b", "membership: 3"), "unknown", "member is not stated"
    ),
    "not considered last year": (
        leadership(DEPUTY, "2025 a b", "not_considered: [{unit: b, year: 2025}]"),
        "not-met", "was not considered in 2025",
    ),
    "not considered the year before that": (
        leadership(DEPUTY, "2025 a b", "not_considered: [{unit: b, year: 2024}]"), "met", ""
    ),
    "declined": (
        leadership(DEPUTY, "2025 a b", "declined: [{unit: b, year: 2026, reason: Ít người}]"),
        "withdrawn", "has declined for 2026: Ít người",
    ),
    "declined for another year": (
        leadership(DEPUTY, "2025 a b", "declined: [{unit: b, year: 2027}]"), "met", ""
    ),
    "merged this year": (
        FORMER + "changes: [{change: merged, units: [x, y], into: [b], date: 07/2025}]\n"
        + leadership(DEPUTY, "2025 a b", "changed_waits: true"),
        "not-met", "a merger of 2025 concerns it",
    ),
    "merged this year, which bars nobody by itself": (
        FORMER + "changes: [{change: merged, units: [x, y], into: [b], date: 07/2025}]\n"
        + leadership(DEPUTY, "2025 a b"),
        "met", "",
    ),
    "merged long ago": (
        FORMER + "changes: [{change: merged, units: [x, y], into: [b], date: 07/2021}]\n"
        + leadership(DEPUTY, "2025 a b", "changed_waits: true"),
        "met", "",
    ),
    "renamed this year": (
        FORMER + "changes: [{change: renamed, units: [x], into: [b], date: 07/2025}]\n"
        + leadership(DEPUTY, "2025 a b", "changed_waits: true"),
        "met", "",
    ),
    "merged on a day nobody knows": (
        FORMER + "changes: [{change: merged, units: [x, y], into: [b]}]\n"
        + leadership(DEPUTY, "2025 a b", "changed_waits: true"),
        "unknown", "when it merged, divided or left is not stated",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "verdict", "because"), BARRED.values(), ids=BARRED.keys())
def test_who_may_stand(text: str, verdict: str, because: str, tmp_path: Path) -> None:
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert head
    unit = of_unit(head.candidates, "b")
    assert unit.verdict == verdict, words(unit.reasons)
    assert because in words(unit.reasons)
    assert head.proposed != "b" or verdict == "met"


def test_a_deputy_who_cannot_be_judged_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    text = leadership(DEPUTY, "2025 a b c", "membership: 3") + "# c member_since: 2012\n"
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert head
    assert head.proposed is None
    assert "whether Đơn vị b may stand cannot be judged" in words(head.reasons)


def test_no_later_mode_passes_over_a_unit_that_cannot_be_judged(tmp_path: Path) -> None:
    own = "membership: 3\nrotation: [a, b, c, d]"
    text = leadership(f"{DEPUTY}, {LIST}", "2025 a c", own) + "# b member_since: 2010\n"
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert head
    assert head.proposed is None
    assert "rotation by list" not in words(head.reasons)


def test_a_tie_broken_by_the_rulebook_says_by_which_rule(tmp_path: Path) -> None:
    text = leadership(WAITING, "2023 a, 2024 b, 2025 c")
    text += "# d member_since: 2011\n# e member_since: 2010\n"
    head = decisions_of(dossier_of(tmp_path, text)).head
    assert head
    (tie,) = (one for one in head.reasons if one.message.text.startswith("tie:"))
    assert tie.rule
    assert not tie.rule.verified
    own = decisions_of(
        dossier_of(tmp_path / "own", text.replace("modes", "ties: [longest-membership]\n  modes"))
    )
    assert own.head
    assert not any(one.rule for one in own.head.reasons)


def test_units_that_cannot_be_judged_are_on_the_paper_of_the_vote(tmp_path: Path) -> None:
    text = leadership(ELECTED, "2024 b, 2025 a", "membership: 3") + "# b member_since: 2024\n"
    (vote_on_head,) = decisions_of(dossier_of(tmp_path, text)).votes
    assert [one.value for one in vote_on_head.units] == ["a", "c", "d", "e"]


@pytest.mark.parametrize(
    ("how", "warned"), [("", True), (", selection: {mode: assigned, document: TB 1}", False)]
)
def test_a_head_who_may_not_stand_is_told(how: str, warned: bool, tmp_path: Path) -> None:
    text = leadership(WAITING, "2024 b, 2025 a", "cooldown: 2")
    dossier_of(tmp_path, text + f"next_leadership: {{year: 2026, head: a{how}}}\n")
    told = run("check", tmp_path / "khoi").err
    assert ("Đơn vị a: waits 2 years after a term: may head again from 2028" in told) == warned


def test_whether_all_have_headed_is_not_known_of_units_without_a_name(tmp_path: Path) -> None:
    rules = "everyone_first: true\nrotation: [a, b, c, d, e]"
    text = leadership(LIST, "2021 c, 2022 d, 2023 e, 2024 b, 2025 a", rules)
    assert decisions_of(dossier_of(tmp_path / "1", text)).head.proposed == "b"  # type: ignore[union-attr]
    text = leadership(LIST, "2022 d, 2023 e, 2024 b, 2025 a", rules) + "# c member_since: 2022\n"
    assert decisions_of(dossier_of(tmp_path / "2", text)).head.proposed == "c"  # type: ignore[union-attr]
    text = (
        leadership(LIST, "2022 c, 2023 d, 2024 b, 2025 a", rules) + "# e suspended: đang xem xét\n"
    )
    unknown = decisions_of(dossier_of(tmp_path / "3", text, "units_stated: 6")).head
    assert unknown
    assert unknown.proposed is None, "a unit without a name may not have headed the bloc yet"
    assert "whether all the other units have headed" in words(
        of_unit(unknown.candidates, "b").reasons
    )


DEPUTIES: dict[str, tuple[str, str, list[str | None]]] = {
    "as is common": ("", "", ["b"]),
    "two by the rules": ("deputy_count: 2", "", ["b", "c"]),
    "none by the rules": ("deputy_count: 0", "", []),
    "as many as chosen": ("", "deputies: [c, d]", ["b", "c"]),
    "two by the rules, one chosen": ("deputy_count: 2", "deputies: [c]", ["b", "c"]),
    "none by the rules, one chosen": ("deputy_count: 0", "deputies: [c]", [None]),
}


@pytest.mark.parametrize(("rules", "chosen", "proposed"), DEPUTIES.values(), ids=DEPUTIES.keys())
def test_how_many_deputies_are_proposed(
    rules: str, chosen: str, proposed: list[str | None], tmp_path: Path
) -> None:
    """By waiting: after the head a come b, then c."""
    text = leadership(WAITING, "2020 a, 2021 b, 2022 c, 2023 d, 2024 e, 2025 e", rules)
    if chosen:
        text += f"next_leadership: {{year: 2026, {chosen}}}\n"
    found = decisions_of(dossier_of(tmp_path, text))
    assert [seat.proposed for seat in found.deputies] == proposed
    taken = [of_unit(seat.candidates, "a") for seat in found.deputies]
    assert {unit.verdict for unit in taken} <= {"not-met"}, "the head is no deputy"
    if proposed == ["b", "c"]:
        assert "is deputy already in 2026" in words(
            of_unit(found.deputies[1].candidates, "b").reasons
        )
    if proposed == [None]:
        assert "deputies by the bloc's rules: 0; chosen: 1" in words(found.deputies[0].reasons)


PATTERNS: dict[str, tuple[str, str, str, list[str]]] = {
    "the deputy becomes head": (
        leadership(DEPUTY, "2025 a b")
        + "next_leadership: {year: 2026, head: b, selection: {mode: deputy-succeeds}}\n",
        DEPUTY, "agrees", [],
    ),
    "the second of the ranking becomes head, the first its deputy": (
        leadership(f"{SECOND}, {FIRST}", "2025 c") + RANKS
        + "next_leadership: {year: 2026, head: b, deputies: [a],"
        " selection: {mode: second-ranked}}\n",
        SECOND, "agrees", ["a"],
    ),
    "the first of the ranking is acclaimed": (
        leadership(f"{FIRST}, {WAITING}", "2025 c") + RANKS
        + "next_leadership: {year: 2026, head: a, selection: {mode: acclaimed}}\n",
        FIRST, "agrees", [],
    ),
    "assigned by a notice": (
        leadership(f"{ASSIGNED}, {DEPUTY}", "2025 a b")
        + "next_leadership: {year: 2026, head: d, deputies: [e],"
        " selection: {mode: assigned, document: Thông báo số 9}}\n",
        ASSIGNED, "agrees", ["e"],
    ),
    "the deputy was not considered, another unit is elected": (
        leadership(f"{DEPUTY}, {ELECTED}", "2025 a b", "not_considered: [{unit: b, year: 2025}]")
        + vote("c 4", "d 1").replace("2026,", "2026, head: c,"),
        ELECTED, "agrees", [],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "mode", "agreement", "deputies"), PATTERNS.values(), ids=PATTERNS.keys()
)
def test_patterns_of_real_conferences(
    text: str, mode: str, agreement: str, deputies: list[str], tmp_path: Path
) -> None:
    found = decisions_of(dossier_of(tmp_path, text))
    assert found.head
    assert (found.head.mode, found.head.agreement) == (mode, agreement), words(found.head.reasons)
    if deputies:
        assert [seat.proposed for seat in found.deputies] == deputies
        assert {seat.agreement for seat in found.deputies} == {"agrees"}


def test_a_departure_says_from_which_rule_and_what_the_conference_notes(tmp_path: Path) -> None:
    text = leadership(DEPUTY, "2025 a b")
    text += "next_leadership: {year: 2026, head: c, note: Đơn vị b đang sắp xếp tổ chức.}\n"
    dossier_of(tmp_path, text)
    told = run("explain", tmp_path / "khoi").out
    assert "departs from the rule “deputy succeeds”; it prevails" in told
    assert "the conference notes: Đơn vị b đang sắp xếp tổ chức." in told


def test_the_sample_shows_a_departure() -> None:
    """Of the heads of the sample most had been deputy; that of 2019 had not."""
    facts = collect(SAMPLE).facts
    book = next(rules.book for rules in BOOKS if rules.book.id == "law-2022")

    def succession(year: int) -> tuple[str | None, str]:
        """Who was to succeed, and how the head of ``year`` stands to it."""
        terms = tuple(term for term in facts.leadership.terms if term.year < year)
        own = {"terms": terms, "cooldown": 0, "modes": (DEPUTY,)}
        leading = facts.leadership.model_copy(update=own)
        settled = NextLeadership(year=year, head=facts.term(year).head)  # type: ignore[union-attr]
        before = {"year": year - 1, "leadership": leading, "next_leadership": settled}
        then = facts.model_copy(update=before)
        head = decide_seats(then, policy_of(leading, book.rotation), {}).head
        return head.proposed, head.agreement

    assert succession(2018) == ("thanh-tra-tinh", "agrees")
    assert succession(2019) == ("van-phong-hdnd", "departs")
    assert succession(2025) == ("so-tai-chinh", "agrees")


def test_every_mode_has_a_name() -> None:
    assert NAMES.keys() == MODES.keys()
