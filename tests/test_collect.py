"""What a folder states is read as it stands there, and each fact knows its place."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from folders import BLOC, SAMPLE, SEED, copy_of, without_mark, write_folder
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline import places
from pipeline.collect import collect, read_rulebooks
from pipeline.decide import choose_rules, decide
from pipeline.errors import InputError
from pipeline.model.dossier import Dossier
from pipeline.model.quantity import Quantity
from pipeline.summarize import summarize

MORE = "more.yaml"


def dossier_of(place: Path, more: str = "", bloc: str = BLOC) -> Dossier:
    return collect(write_folder(place / "khoi", {"bloc.yaml": bloc, MORE: more}))


def fact_at(dossier: Dossier, path: tuple[str | int, ...]) -> Any:
    fact: Any = dossier.facts
    for step in path:
        fact = fact[step] if isinstance(step, int) else getattr(fact, step)
    return fact


PLACES = {
    "top": (("plan",), "plan:\n  ▸year: 2026\n"),
    "nested": (("conference", "date"), "conference:\n  place: A\n  date: ▸18/12/2025\n"),
    "quoted": (("issuer", "archive"), "issuer:\n  archive: ▸'VT, TĐKT'\n"),
    "many lines": (("conference", "agreement"), "conference:\n  agreement: ▸|\n    Một\n    Hai\n"),
    "after accents": (("news", "byline"), "news: {photos: [{caption: Đại hội}], byline: ▸Lê Nụ}\n"),
    "short seat": (
        ("leadership", "terms", 0, "head"),
        "leadership: {terms: [{year: 2025, head: ▸don-vi-a}]}\n",
    ),
    "unit of a short seat": (
        ("leadership", "terms", 0, "head", "unit"),
        "leadership:\n  terms:\n    - year: 2025\n      head: ▸don-vi-a\n",
    ),
    "deputy in a list": (
        ("leadership", "terms", 0, "deputies", 1, "unit"),
        "leadership:\n  terms:\n    - year: 2025\n      deputies:\n"
        "        - don-vi-b\n        - ▸don-vi-c\n",
    ),
    "short nominee": (
        ("nominations", 0, "units", 1, "unit"),
        "nominations:\n  - {award: province-flag, units: [don-vi-b, ▸don-vi-c]}\n",
    ),
    "second result": (
        ("results", 1, "text"),
        "results:\n  - {theme: movements, text: A}\n  - theme: lessons\n    text: ▸B\n",
    ),
    "one language": (
        ("conference", "comments", 0, "text", "hi"),
        "conference:\n  comments:\n    - text:\n        vi: A\n        hi: ▸डो थी लि\n",
    ),
    "spelled once for all": (
        ("conference", "place", "en"),
        "conference:\n  date: 18/12/2025\n  place: ▸Quảng Trị\n",
    ),
    "points": (
        ("scores", "sheets", 0, "agreed", "a"),
        "scores:\n  criteria: [{id: a, name: A, points: 100}]\n"
        "  sheets: [{unit: don-vi-a, agreed: {a: ▸99.5}}]\n",
    ),
    "not stated, so the group": (("conference", "session"), "conference:\n  ▸date: 18/12/2025\n"),
    "stated as unknown": (("conference", "date"), "conference:\n  place: A\n  ▸date:\n"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "text"), PLACES.values(), ids=PLACES.keys())
def test_each_fact_knows_its_place(path: tuple[str | int, ...], text: str, tmp_path: Path) -> None:
    text, where = without_mark(text)
    dossier = dossier_of(tmp_path, text)
    assert str(dossier.place(path)) == f"{tmp_path.as_posix()}/khoi/{MORE}:{where}"
    assert str(dossier.trail.source(path)) == f"{MORE}:{where}", "no folder inside the papers"


def test_a_fact_of_each_file_knows_its_file(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, "plan: {year: 2026}\n")
    assert str(dossier.trail.source(("plan", "year"))) == "more.yaml:1:14"
    assert str(dossier.trail.source(("units", 2, "name", "vi"))) == "bloc.yaml:7:26"


@pytest.mark.parametrize(
    "written", ["18/12/2025", "18/12/2025 ", "2025-12-18", "'18/12/2025'", '"2025-12-18"']
)
def test_dates_are_read_in_both_notations(written: str, tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, f"conference: {{date: {written}}}\n")
    assert fact_at(dossier, ("conference", "date")) == date(2025, 12, 18)


def test_a_date_of_one_digit_each(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, "conference: {date: 5/3/2025}\n")
    assert fact_at(dossier, ("conference", "date")) == date(2025, 3, 5), "day first"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1240", Decimal(1240)),
        ("0.1", Decimal("0.1")),
        ("-0.30", Decimal("-0.30")),
        ("182.50", Decimal("182.50")),
        ("123456789012345.1", Decimal("123456789012345.1")),
    ],
)
def test_numbers_stay_exact(written: str, read: Decimal, tmp_path: Path) -> None:
    dossier = dossier_of(
        tmp_path,
        "indicators:\n  - {id: a, theme: movements, name: A, measure: lượt,"
        f" readings: [{{unit: don-vi-a, value: {written}}}]}}\n",
    )
    value = fact_at(dossier, ("indicators", 0, "readings", 0, "value"))
    assert isinstance(value, Quantity)
    assert str(value.number) == str(read)


@pytest.mark.parametrize(
    ("more", "message", "hint"),
    [
        ("conference: {units_present: hơn 3}", "“hơn 3” is not an exact number", "tell in words"),
        ("conference: {units_present: 3 đơn vị}", "is a number with words", "number: 3"),
        ("conference: {units_present: hơn 3 đơn vị}", "is not an exact number", "tell in words"),
        (
            "welfare: [{name: A, measure: triệu đồng, amount: gần 5 suất}]",
            "is a number with words",
            "write only the number: gần 5",
        ),
        ("rewards: [{award: A, level: unit, individuals: -2}]", "-2 is too small", "0"),
        ("rewards: [{award: A, level: unit, individuals: gần 2.5}]", "not a whole number", "1234"),
    ],
)
def test_no_word_of_a_figure_is_asked_to_be_dropped(
    more: str, message: str, hint: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as told:
        dossier_of(tmp_path, more + "\n")
    (problem,) = told.value.problems
    assert message in str(problem.message)
    assert hint in str(problem.hint)


WORDS = ("no", "yes", "on", "Off", "12:30", "1_000", "0x1F", "1e3", ".5", "5.", "010", "2025-12-18",
         "+.inf", "=", "08/2017", "1.240.000")  # fmt: skip


@pytest.mark.parametrize("written", WORDS)
def test_words_that_other_readers_change_stay_words(written: str, tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, f"issuer: {{archive: {written}}}\n")
    assert fact_at(dossier, ("issuer", "archive")) == written


@pytest.mark.parametrize("written", ["12", "true", "~", "null", "1.5"])
def test_a_quoted_value_is_always_text(written: str, tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, f"issuer: {{archive: '{written}'}}\n")
    assert fact_at(dossier, ("issuer", "archive")) == written


def test_plain_text_is_vietnamese_and_a_plain_name_is_for_all(tmp_path: Path) -> None:
    facts = dossier_of(
        tmp_path,
        "conference:\n  place: Quảng Trị\n  agreement: Thống nhất.\n"
        "  chairs: [{name: {hi: डो थी लि}, title: Bí thư}]\n",
    ).facts
    assert facts.conference
    (chair,) = facts.conference.chairs
    texts = (
        facts.conference.agreement,
        facts.conference.place,
        chair.name,
        chair.title,
    )
    assert [(text.vi, text.hi, text.en) for text in texts if text] == [
        ("Thống nhất.", None, None),
        ("Quảng Trị", "Quảng Trị", "Quảng Trị"),
        (None, "डो थी लि", None),
        ("Bí thư", None, None),
    ]


@pytest.mark.parametrize("written", ["", " ~", " null"])
def test_nothing_written_is_not_stated(written: str, tmp_path: Path) -> None:
    facts = dossier_of(tmp_path, f"plan:{written}\nissuer:\n  archive:{written}\n").facts
    assert (facts.plan, facts.issuer.archive) == (None, None)


def test_every_file_read_is_named_with_its_hash(tmp_path: Path) -> None:
    folder = copy_of(SAMPLE, tmp_path / "khoi")
    write_folder(folder, {"ghi-chu.txt": "not read", "them.yml": "# read, says nothing\n"})
    (folder / "thu-muc.yaml").mkdir()
    named = {file.path: file.sha256 for file in collect(folder).files}
    read = [*folder.glob("*.yaml"), folder / "them.yml", *folder.glob("photos/*")]
    assert named == {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in read
        if path.is_file()
    }


def test_in_which_file_a_key_stands_does_not_matter(tmp_path: Path) -> None:
    apart = {"a.yaml": "year: 2025\n", "b.yml": BLOC.removeprefix("year: 2025\n"), "c.yaml": ""}
    facts = collect(write_folder(tmp_path / "apart", apart)).facts
    assert facts == dossier_of(tmp_path).facts


def test_a_warning_stops_nothing(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path, "scores:\n  criteria:\n    - {id: a, name: A, points: 90}\n")
    (warning,) = dossier.warnings
    assert (warning.code, str(warning.severity)) == ("criteria-sum", "warning")
    assert str(warning.source) == f"{tmp_path.as_posix()}/khoi/{MORE}:3:5"


PRINTABLE = st.text(
    st.characters(codec="utf-8").filter(str.isprintable), min_size=1, max_size=40
).filter(str.strip)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("read")


@settings(max_examples=150, deadline=None)
@given(text=PRINTABLE)
@example(text="So\u031b\u0309 No\u0323\u0302i vu\u0323")
def test_any_printable_text_comes_back_unchanged(text: str, place: Path) -> None:
    single = text.replace("'", "''")
    double = text.replace("\\", "\\\\").replace('"', '\\"')
    more = f"issuer:\n  archive: '{single}'\n  symbol: \"{double}\"\n"
    composed = unicodedata.normalize("NFC", text)
    issuer = dossier_of(place, more).facts.issuer
    assert (issuer.archive, issuer.symbol) == (composed, composed)


@pytest.fixture(scope="module", params=[SEED, SAMPLE], ids=["seed", "sample"])
def copied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(request.param, tmp_path_factory.mktemp("mutated") / request.param.name)


PIECES = (b"", b" ", b"\t", b":", b": ", b"- ", b"'", b'"', b"[", b"}", b"#", b"&a", b"*a", b"!",
          b"|", b"\xff", b"\x00", b"\xcc\x81", b"0", b"-1", b"null", b"{}", b"---\n", b"\n",
          b"\r")  # fmt: skip


def mutated(content: bytes, draw: Any) -> bytes:
    """The content with a few lines or bytes deleted, doubled, moved or replaced."""
    for _ in range(draw(st.integers(1, 3))):
        by_line = draw(st.booleans())
        parts = content.splitlines(keepends=True) if by_line else [bytes([b]) for b in content]
        if not parts:
            break
        at = draw(st.integers(0, len(parts) - 1))
        other = draw(st.integers(0, len(parts) - 1))
        change = draw(st.sampled_from(("delete", "double", "swap", "replace", "indent")))
        match change:
            case "delete":
                del parts[at]
            case "double":
                parts.insert(other, parts[at])
            case "swap":
                parts[at], parts[other] = parts[other], parts[at]
            case "replace":
                parts[at] = draw(st.sampled_from(PIECES))
            case "indent":
                parts[at] = b" " + parts[at]
        content = b"".join(parts)
    return content


def problems_of(folder: Path) -> Iterator[Any]:
    try:
        dossier = collect(folder)
        summary = summarize(dossier)
        decide(dossier, summary, choose_rules(dossier, read_rulebooks(places.RULEBOOKS)))
    except InputError as error:
        yield from error.problems


@settings(
    max_examples=45, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_damaged_file_is_an_input_error_with_a_place(data: st.DataObject, copied: Path) -> None:
    file = data.draw(st.sampled_from(sorted(copied.glob("*.yaml"))))
    sound = file.read_bytes()
    try:
        file.write_bytes(mutated(sound, data.draw))
        problems = list(problems_of(copied))
    finally:
        file.write_bytes(sound)
    for problem in problems:
        assert problem.source, problem
        assert Path(problem.source.path).parent == copied
        assert Path(problem.source.path).is_file()
        assert str(problem.message)
