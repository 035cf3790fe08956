"""Folders whose facts contradict each other: where, and what must be said of it."""

from __future__ import annotations

from broken_folders import TWICE, Row, also

FORMER = "former_units: [{id: so-cu, name: Sở cũ}, {id: so-xua, name: Sở xưa}]\n"


def change(kind: str, units: str, into: str) -> Row:
    """A change that does not fit its kind, with the remedy."""
    said = {
        "joined": "leave “units” out",
        "left": "leave “into” out",
        "merged": "two or more units under “units” and the one",
        "renamed": "the old unit under “units” and the new one",
        "split": "the two or more it became",
    }
    text = f"changes:\n  - ▸change: {kind}\n    units: [{units}]\n    into: [{into}]\n"
    return also(FORMER + text), "change", f"“{kind}” does not fit", said[kind]


MEMBERS: dict[str, Row] = {
    "a unit both member and former": (
        also("former_units: [{id: ▸don-vi-a, name: Tên cũ}]\n"),
        "duplicate-unit", "“don-vi-a” is listed twice", "an id of its own",
    ),
    "a group the bloc does not have": (
        {
            "bloc.yaml": "year: 2025\nbloc: {name: A, groups: [{id: nhom-1, name: Nhóm 1}]}\n"
            "units: [{id: a, name: A, group: ▸nhom-i}]\n"
        },
        "unknown-group", "no group “nhom-i”", "did you mean “nhom-1”?",
    ),
    "a group where the bloc has none": (
        {"bloc.yaml": "year: 2025\nbloc: {name: A}\nunits: [{id: a, name: A, group: ▸nhom-1}]\n"},
        "unknown-group", "no group “nhom-1”", "under “groups” of “bloc”",
    ),
    "a group twice": (
        {
            "bloc.yaml": "year: 2025\nbloc:\n  name: A\n"
            "  groups: [{id: g, name: Một}, {id: ▸g, name: Hai}]\n"
        },
        "given-twice", f"“g” {TWICE}", "keep one",
    ),
    "joined from somewhere": change("joined", "so-cu", "don-vi-a"),
    "left for somewhere": change("left", "so-cu", "don-vi-a"),
    "a merger of one": change("merged", "so-cu", "don-vi-a"),
    "a merger into two": change("merged", "so-cu, so-xua", "don-vi-a, don-vi-b"),
    "one name for two units": change("renamed", "so-cu, so-xua", "don-vi-a"),
    "a renaming into nothing": change("renamed", "so-cu", ""),
    "a split into one": change("split", "so-cu", "don-vi-a"),
    "renamed into itself": (
        also("changes:\n  - ▸{change: renamed, units: [don-vi-a], into: [don-vi-a]}\n"),
        "change", "before and after", "under “former_units”",
    ),
    "three deputies": (
        also("leadership: {terms: [{year: 2025, deputies: ▸[don-vi-a, don-vi-b, don-vi-c]}]}\n"),
        "deputies", "at most two deputies; 3 are listed", "the conference decided",
    ),
    "a deputy twice": (
        also("next_leadership: {year: 2026, deputies: [don-vi-a, ▸don-vi-a]}\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
}  # fmt: skip

THREE_CAME = (
    "{unit: don-vi-a, status: present}, {unit: don-vi-b, status: delegated}, "
    "{unit: don-vi-c, status: absent}"
)
CONFERENCES: dict[str, Row] = {
    "a unit attending twice": (
        also(
            "conference:\n  attendance:\n    - {unit: don-vi-a, status: present}\n"
            "    - {unit: ▸don-vi-a, status: absent}\n"
        ),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "more present than the full list": (
        also(f"conference:\n  units_present: ▸3\n  attendance: [{THREE_CAME}]\n"),
        "units-present", "3 units are stated to be present, but “attendance” lists 2", "delegated",
    ),
    "fewer present than a list of some": (
        also(f"conference:\n  units_present: ▸0\n  attendance: [{THREE_CAME[:34]}]\n"),
        "units-present", "0 units are stated to be present, but “attendance” lists 1", "the list",
    ),
    "fewer places than listed": (
        also("conference:\n  form: hybrid\n  points_stated: ▸1\n  points: [Đông Hà, Đồng Hới]\n"),
        "points-stated", "1 places are stated, but 2 are listed", "the list of places",
    ),
    "two hosts": (
        also("conference:\n  host:\n    ▸unit: don-vi-a\n    name: Sở Y tế\n"),
        "host", "both a unit and another body", "keep “unit”",
    ),
    "a span of years of one year's conference": (
        also("conference:\n  covers: ▸{first: 2021, last: 2025}\n"),
        "covers", "only a conference over several years", "kind: multi-year",
    ),
    "a span that ends before it begins": (
        also("conference:\n  kind: multi-year\n  covers: ▸{first: 2025, last: 2021}\n"),
        "covers", "2025 is not before 2021", "first and the last",
    ),
    "a span that does not end with the year": (
        also("conference:\n  kind: multi-year\n  covers: {first: 2020, last: ▸2024}\n"),
        "covers", "the span ends in 2024, but this folder is about 2025", "last: 2025",
    ),
    "an occasion long after the year": (
        also("conference:\n  together_with: [{what: launch, date: ▸10/01/2027}]\n"),
        "date-outside-year", "10/01/2027 is not between 01/01/2025 and 31/12/2026", "the year",
    ),
    "an occasion twice": (
        also("conference:\n  together_with: [launch, {what: ▸launch, place: Huế}]\n"),
        "given-twice", f"“launch” {TWICE}", "keep one",
    ),
    "a deadline twice": (
        also(
            "deadlines:\n  - {part: report, date: 20/11/2025}\n"
            "  - {part: ▸report, date: 25/11/2025}\n"
        ),
        "given-twice", f"“report” {TWICE}", "keep one",
    ),
}  # fmt: skip

ELECTED = "next_leadership:\n  year: 2026\n  selection:\n    ballot:\n      method: secret-ballot\n"
VOTES: dict[str, Row] = {
    "more voters for the head than members": (
        also(ELECTED + "      entitled: ▸4\n"),
        "more-than-members", "4 is more than the 3 units", "one vote",
    ),
    "votes for the head that do not add up": (
        also(ELECTED + "      returned: ▸3\n      valid: 1\n      invalid: 1\n"),
        "ballot-sums", "returned (3) is not valid (1) + invalid (1)", "counting record",
    ),
    "a unit counted twice for the head": (
        also(ELECTED + "      counts: [{unit: don-vi-a, yes: 1}, {unit: ▸don-vi-a, yes: 2}]\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "an earlier head's votes that do not add up": (
        also(
            "leadership:\n  terms:\n    - year: 2024\n      selection:\n        ballot:\n"
            "          method: secret-ballot\n          issued: 40\n          returned: ▸41\n"
        ),
        "ballot-sums", "“returned” (41) is more than “issued” (40)", "counting record",
    ),
}  # fmt: skip

FLAG = "nominations:\n  - award: province-flag\n"
AWARDS: dict[str, Row] = {
    "a nomination without anybody": (
        also("nominations:\n  - ▸award: province-flag\n"),
        "nobody-nominated", "nominates nobody", "“count: …”",
    ),
    "a number that is not that of the names": (
        also(FLAG + "    count: ▸1\n    units: [don-vi-a, don-vi-b]\n"),
        "nominee-count", "1 are counted, but 2 are named", "or the units that are named",
    ),
    "a number that is not that of the others": (
        also(
            "nominations:\n  - {award: government-flag, units: [don-vi-a]}\n"
            "  - {award: province-flag, remaining: true, count: ▸3}\n"
        ),
        "nominee-count", "3 are counted, but 2 are named", "correct the number",
    ),
    "proposed although it stood back": (
        also(FLAG + "    units: [don-vi-a]\n    withdrawn: [{unit: ▸don-vi-a}]\n"),
        "proposed-and-withdrawn", "“don-vi-a” is proposed and stood back", "one of the two",
    ),
    "stood back twice": (
        also(FLAG + "    count: 1\n    withdrawn: [{unit: don-vi-a}, {unit: ▸don-vi-a}]\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "an award twice without ids": (
        also(
            "nominations:\n  - {award: province-merit, grade: Nhất, units: [don-vi-a]}\n"
            "  - {award: ▸province-merit, grade: Nhì, units: [don-vi-b]}\n"
        ),
        "given-twice", f"“province-merit” {TWICE}", "give each an “id”",
    ),
    "two nominations of one id": (
        also(
            "nominations:\n  - {award: province-merit, id: a, units: [don-vi-a]}\n"
            "  - {award: province-merit, id: ▸a, units: [don-vi-b]}\n"
        ),
        "given-twice", f"“a” {TWICE}", "give each an “id”",
    ),
    "an award of the rulebook described again": (
        also(
            "awards:\n  - {id: ▸province-flag, name: Cờ, authority: Bộ, level: ministry}\n"
        ),
        "award-in-rulebook", "already has an award “province-flag”", "give it another id",
    ),
    "an award described twice": (
        also(
            "awards:\n  - {id: co-bo, name: Cờ, authority: Bộ, level: ministry}\n"
            "  - {id: ▸co-bo, name: Cờ khác, authority: Bộ, level: ministry}\n"
        ),
        "given-twice", f"“co-bo” {TWICE}", "keep one",
    ),
    "an award after the year": (
        also("rewards: [{award: Bằng khen, level: province, year: ▸2026}]\n"),
        "wrong-year", "the award of 2026 lies after 2025", "needs no “year”",
    ),
    "a unit placed twice": (
        also("standings: [{unit: don-vi-a, rank: 1}, {unit: ▸don-vi-a, rank: 2}]\n"),
        "given-twice", f"“don-vi-a” {TWICE}", "keep one",
    ),
    "a rank below the last": (
        also("standings: [{unit: don-vi-a, rank: ▸4}]\n"),
        "rank-range", "rank 4 in a bloc of 3 units", "the number of units",
    ),
}  # fmt: skip


def conflict(
    about: str, first: str, second: str, more: str = "", facts: str = ""
) -> dict[str, str | bytes]:
    """Two sources that contradict each other, and the facts as stated."""
    return also(
        f"{facts}conflicts:\n  - about: {about}\n    claims:\n"
        f"      - {{origin: Báo A, value: '{first}'}}\n"
        f"      - {{origin: Báo B, value: '{second}'}}\n{more}"
    )


PLACE = "conference:\n  place: Đông Hà\n"
CONFLICTS: dict[str, Row] = {
    "about nothing known": (
        conflict("▸conference.plaec", "A", "B"),
        "conflict-about", "“conference.plaec” names no fact: “plaec”", "did you mean “place”?",
    ),
    "about an indicator that is not there": (
        conflict("▸indicators.sang-kien.measure", "A", "B"),
        "conflict-about", "names no fact: “sang-kien”", "by its id, unit, award or year",
    ),
    "about more than there is": (
        conflict("▸conference.place.vi.x", "A", "B"),
        "conflict-about", "names no fact: “x”", "leave “x” out",
    ),
    "about several facts": (
        conflict("▸conference", "A", "B", "    chosen: 1\n", PLACE),
        "conflict-about", "names several facts at once", "conference.…",
    ),
    "a source that is not listed": (
        conflict("conference.place", "A", "B", "    chosen: ▸3\n", PLACE),
        "conflict-chosen", "there is no source 3; 2 are listed", "counted from 1",
    ),
    "open but stated": (
        conflict("▸conference.place", "Đông Hà", "Đồng Hới", "", PLACE),
        "conflict-open", "is stated, but no source is chosen", "chosen: …",
    ),
    "chosen but not stated": (
        conflict("conference.place", "Đông Hà", "Đồng Hới", "    chosen: ▸1\n"),
        "conflict-not-stated", "is not stated, although a source is chosen", "Đông Hà",
    ),
    "stated otherwise than chosen": (
        conflict("conference.place", "Đông Hà", "Đồng Hới", "    chosen: ▸2\n", PLACE),
        "conflict-differs", "does not say “Đồng Hới”", "choose the source",
    ),
    "another number than chosen": (
        conflict("scores.criteria.a.points", "99", "100", "    chosen: ▸1\n",
                 "scores:\n  criteria: [{id: a, name: A, points: 100}]\n"),
        "conflict-differs", "does not say “99”", "correct the fact",
    ),
}  # fmt: skip
