"""The schema of the inputs: as strict and as generous as the program itself."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from folders import SAMPLE, SEED, run, write_folder
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from test_shapes import SHAPES, folder_of

from pipeline.collect.yaml_tree import read_tree
from pipeline.model.base import Fact
from pipeline.model.facts import Facts
from pipeline.model.schema import inputs_schema, schema_text
from pipeline.spelling.dates import ANY_DATE, WHOLE_DATE, read_date

SCHEMA = json.loads(schema_text())
FILES = [file for folder in (SEED, SAMPLE) for file in sorted(folder.glob("*.yaml"))]


def plain(value: Any) -> Any:
    """What an editor's YAML reader makes of the same text."""
    match value:
        case dict():
            return {key: plain(part) for key, part in value.items()}
        case tuple():
            return [plain(part) for part in value]
        case Decimal():
            return float(value)
    return value


def faults(text: str) -> list[str]:
    tree = read_tree(text, "inputs.yaml")
    assert not tree.problems
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(plain(tree.value))]


def parts(node: Any) -> list[dict[str, Any]]:
    """Every group of the schema and everything in it."""
    match node:
        case dict():
            return [node, *(found for part in node.values() for found in parts(part))]
        case list():
            return [found for part in node for found in parts(part)]
    return []


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_the_samples_fit_it(file: Path) -> None:
    assert faults(file.read_text(encoding="utf-8")) == []


RIGHT = {
    "a name alone": "bloc: {name: Khối thi đua A}",
    "a name in languages": "bloc: {name: {vi: Khối thi đua A, en: Bloc A}}",
    "a unit by its name": "leadership: {terms: [{year: 2025, head: Sở Nội vụ}]}",
    "a unit with its person": "next_leadership: {year: 2026, head: {unit: a, person: {name: B}}}",
    "no deputies": "leadership: {terms: [{year: 2025, deputies: []}]}",
    "a date in words": "conference: {date: ngày 26 tháng 12 năm 2023}",
    "a part of a date": "conference: {date: {month: 12, year: 2023}}",
    "a number with words": "welfare: [{name: Quà Tết, measure: đồng, amount: '1,2 tỷ đồng'}]",
    "a number with a point": "scores: {criteria: [{id: a, name: A, points: 14.5}]}",
    "a year in quotes": "year: '2025'",
    "a day and month": "conference: {date: 26/12}",
    "a month": "conference: {date: tháng 12 năm 2023}",
    "a year alone": "conference: {date: 2023}",
    "points in words": "scores: {criteria: [{id: a, name: A, points: '14,5'}]}",
    "a share": "regulation: {reference: Quy chế, threshold: 4/5}",
    "the whole": "regulation: {reference: Quy chế, threshold: 1}",
    "nothing at all": "{}",
}  # fmt: skip

WRONG = {
    "a year that is none": "year: abc",
    "a day that cannot be": "conference: {date: 32/13/2025}",
    "a month of no year": "issuer: {papers: [{document: report, date: 12/2025}]}",
    "points without a number": "scores: {criteria: [{id: a, name: A, points: nhiều}]}",
    "an id too long": f"units: [{{id: {'a' * 101}, name: A}}]",
    "a misspelt key of a file": "blocc: {name: A}",
    "a misspelt key inside": "bloc: {nmae: A}",
    "a misspelt key in a list": "units: [{id: a, name: A, sytem: state}]",
    "an unknown language": "bloc: {name: {fr: Bloc A}}",
    "an unknown word": "bloc: {name: A, kind: group}",
    "an id with accents": "units: [{id: Sở, name: A}]",
    "a criterion with accents": "scores: {sheets: [{unit: a, agreed: {Nhiệm vụ: 3}}]}",
    "a list where one thing is meant": "bloc: {name: [A]}",
    "a share above the whole": "regulation: {reference: Quy chế, threshold: 2}",
    "a year long past": "year: 1900",
    "points below nought": "scores: {sheets: [{unit: a, bonus: -1}]}",
    "a unit without a name": "units: [{id: a}]",
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_whatever_may_be_written_short_fits_it(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_the_program_refuses_does_not(text: str) -> None:
    assert faults(text)


@pytest.mark.parametrize("path", SHAPES, ids=lambda file: file.stem)
def test_the_shapes_of_conferences_fit_it(path: Path, tmp_path: Path) -> None:
    shape = yaml.safe_load(path.read_text(encoding="utf-8"))
    folder = folder_of(shape, tmp_path / "khoi")
    assert faults((folder / "bloc.yaml").read_text(encoding="utf-8")) == []


@given(
    st.tuples(st.integers(1, 31), st.integers(1, 12), st.integers(1000, 9999)),
    st.sampled_from(
        ["{}/{}/{}", "{:02}-{:02}-{}", " Ngày {} tháng {:02} năm {} ", "{}.{}.{}", "{} – {} – {}"]
    ),
)
def test_every_date_that_is_read_fits_it(parts: tuple[int, int, int], form: str) -> None:
    text = form.format(*parts)
    if read_date(text):
        assert re.search(WHOLE_DATE, text)
        assert re.search(ANY_DATE, text)


def models(model: type[Fact]) -> set[type[Fact]]:
    """A record and every record below it in the inputs."""
    return {model, *(found for part in model.__subclasses__() for found in models(part))}


def test_it_knows_every_key_of_the_model_and_no_other() -> None:
    assert SCHEMA["properties"].keys() == Facts.model_fields.keys()
    known = {model.__name__: model for model in models(Fact)}
    for name, group in SCHEMA["$defs"].items():
        assert group["properties"].keys() == known[name].model_fields.keys()
        assert group["additionalProperties"] is False
    assert "required" not in SCHEMA


def test_every_key_and_every_word_is_explained_in_vietnamese() -> None:
    for group in [SCHEMA, *SCHEMA["$defs"].values()]:
        for key, node in group["properties"].items():
            assert node["title"].strip()
            assert node["title"] != key.replace("_", " ").title(), key
    for node in parts(SCHEMA):
        if "enum" in node:
            assert len(node["enumDescriptions"]) == len(node["enum"]), node["enum"]


def test_the_same_model_gives_the_same_bytes() -> None:
    assert schema_text() == schema_text() == run("schema").out
    assert json.loads(schema_text()) == inputs_schema()


def test_it_is_written_where_the_user_says(tmp_path: Path) -> None:
    place = tmp_path / "editor" / "bloc.schema.json"
    ran = run("schema", "--out", place)
    assert (ran.code, ran.out) == (0, f"{place.as_posix()}\n")
    assert place.read_text(encoding="utf-8") == schema_text()
    assert run("schema", "--out", place).code == 0, "an older schema is renewed"


def test_it_is_not_written_over_something_else(tmp_path: Path) -> None:
    place = tmp_path / "bloc.yaml"
    place.write_text("year: 2025\n", encoding="utf-8")
    ran = run("schema", "--out", place)
    assert (ran.code, ran.out) == (7, "")
    assert "bloc.yaml: error: " in ran.err
    assert place.read_text(encoding="utf-8") == "year: 2025\n"


def test_a_yes_or_no_needs_no_measure(tmp_path: Path) -> None:
    indicator = (
        "indicators: [{id: a, theme: movements, name: Có quy chế%s, readings: [{value: %s}]}]"
    )
    yes = indicator % (", kind: yes-no", "có")
    assert not faults(yes)
    for n, (text, refused) in enumerate(((yes, []), (indicator % ("", "1"), ["missing"]))):
        bloc = "year: 2025\nbloc: {name: Khối A}\nlanguages: [vi]\nunits: [{id: a, name: Sở A}]\n"
        folder = write_folder(tmp_path / str(n), {"bloc.yaml": bloc + text})
        problems = run("check", folder, "--json").record["problems"]
        assert [p["code"] for p in problems if p["severity"] == "error"] == refused


def test_a_yes_or_no_without_a_measure_is_printed_whole(tmp_path: Path) -> None:
    text = """
year: 2025
bloc: {name: Khối A}
units: [{id: a, name: Sở A}, {id: b, name: Sở B}]
conference: {date: 18/12/2025}
indicators:
  - id: a
    theme: movements
    name: Có quy chế
    kind: yes-no
    readings: [{unit: a, value: có}, {unit: b, value: không, target: có}]
"""
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": text})
    ran = run(
        "build", folder, "--out", tmp_path / "o", "--format", "html", "--document", "summary-report"
    )
    assert ran.code == 0, ran.err
    for language, words in (("vi", "có/không"), ("hi", "हाँ/नहीं"), ("en", "yes/no")):
        paper = tmp_path / "o" / "khoi" / language / "summary-report.html"
        assert words in paper.read_text(encoding="utf-8")
