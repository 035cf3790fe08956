"""A bloc of nine units with 360 results: every fault planted in it is told, and nothing else.

The folder is made up. ``answers/planted.yaml`` lists its faults, ``answers/decoys.yaml`` what looks
like a fault and is none; each entry quotes the inputs word for word.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest
import yaml
from folders import PROJECT, run

from pipeline.model.year import Theme

FOLDER = PROJECT / "tests" / "data" / "khoi-360"

PLANTED = {
    "text-figure": 6,
    "bloc-total": 2,
    "activity-claims": 3,
    "maybe-joint": 5,
    "said-twice": 3,
    "date-outside-year": 4,
    "last-year-text": 3,
    "rate-parts": 2,
    "parts-sum": 2,
}
"""How many faults of each kind there are."""

AT_ANY_PLACE = ("activity-claims", "maybe-joint", "said-twice")
"""What several places say of one thing may be told at any of them."""


class Quote(NamedTuple):
    """Words that stand in one of the input files."""

    file: str
    at: str


class Entry(NamedTuple):
    """The entry of a list in an input file: its first line, and the line after its last."""

    file: str
    begins: int
    ends: int

    def holds(self, warning: Warned) -> bool:
        return warning.file == self.file and self.begins <= warning.line < self.ends


class Fault(NamedTuple):
    """A fault that was planted: where it must be told, and the places that say otherwise."""

    code: str
    place: Quote
    others: tuple[Quote, ...]

    def entries(self) -> list[Entry]:
        """Where a warning of it may stand."""
        others = self.others if self.code in AT_ANY_PLACE else ()
        return [entry_of(quote) for quote in (self.place, *others)]


class Decoy(NamedTuple):
    """What looks like a fault of a kind and is none."""

    code: str
    place: Quote


class Warned(NamedTuple):
    """A warning of one of the planted kinds."""

    code: str
    file: str
    line: int
    message: str


def answers(name: str) -> Any:
    text = (FOLDER / "answers" / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)[name]


FAULTS = [
    Fault(
        one["code"],
        Quote(one["file"], one["at"]),
        tuple(Quote(other["file"], other["at"]) for other in one["other"]),
    )
    for one in answers("planted")
]
DECOYS = [Decoy(one["code"], Quote(one["file"], one["at"])) for one in answers("decoys")]


def lines_of(file: str) -> list[str]:
    return (FOLDER / file).read_text(encoding="utf-8").splitlines()


def indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def entry_of(quote: Quote) -> Entry:
    """The innermost entry of a list in which a quote stands."""
    lines = lines_of(quote.file)
    at = next(n for n, line in enumerate(lines) if quote.at in line)
    outside = indent(lines[at]) + 1
    first = next(
        n
        for n in range(at, -1, -1)
        if lines[n].lstrip().startswith("- ") and indent(lines[n]) < outside
    )
    last = next(
        (
            n
            for n in range(first + 1, len(lines))
            if lines[n].strip() and indent(lines[n]) <= indent(lines[first])
        ),
        len(lines),
    )
    return Entry(quote.file, first + 1, last + 1)


@pytest.fixture(scope="module")
def warned() -> list[Warned]:
    """What ``bloc check`` tells of the kinds that were planted."""
    ran = run("check", FOLDER, "--json")
    assert ran.code == 0, ran.err
    return [
        Warned(one["code"], Path(one["path"]).name, one["line"], one["message"])
        for one in ran.record["problems"]
        if one["code"] in PLANTED
    ]


def test_the_year_is_as_large_as_it_says() -> None:
    bloc = yaml.safe_load((FOLDER / "bloc.yaml").read_text(encoding="utf-8"))
    results = yaml.safe_load((FOLDER / "results.yaml").read_text(encoding="utf-8"))["results"]
    units = {unit["id"] for unit in bloc["units"]}
    assert len(results) == 360
    assert len(units) == 9
    assert {one["unit"] for one in results if "unit" in one} == units
    assert {one["theme"] for one in results} == set(get_args(Theme))


def test_every_quote_stands_in_the_inputs_once() -> None:
    quotes = [quote for fault in FAULTS for quote in (fault.place, *fault.others)]
    quotes += [decoy.place for decoy in DECOYS]
    for quote in quotes:
        stands = sum(line.count(quote.at) for line in lines_of(quote.file))
        assert stands == 1, quote


def test_the_answers_are_counted() -> None:
    assert Counter(fault.code for fault in FAULTS) == PLANTED
    assert len(DECOYS) >= 30
    assert {decoy.code for decoy in DECOYS} == set(PLANTED)


def test_every_planted_fault_is_told_at_its_place(warned: list[Warned]) -> None:
    missed = [
        fault
        for fault in FAULTS
        if not any(
            one.code == fault.code and entry.holds(one)
            for entry in fault.entries()
            for one in warned
        )
    ]
    assert missed == []


def test_nothing_else_is_told(warned: list[Warned]) -> None:
    told = [(fault.code, entry) for fault in FAULTS for entry in fault.entries()]
    false_alarms = [
        one
        for one in warned
        if not any(one.code == code and entry.holds(one) for code, entry in told)
    ]
    assert false_alarms == []


def test_no_decoy_is_taken_for_its_fault(warned: list[Warned]) -> None:
    taken = [
        (decoy, one)
        for decoy in DECOYS
        for one in warned
        if one.code == decoy.code and entry_of(decoy.place).holds(one)
    ]
    assert taken == []
