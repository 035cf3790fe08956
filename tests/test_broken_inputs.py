"""Whatever is wrong with a folder is told with its place and remedy, and nothing is touched."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from broken_folders import FACTS, SHAPES, UNITS, YAML, Broken, also
from broken_years import AWARDS, CONFERENCES, CONFLICTS, MEMBERS, VOTES
from folders import BLOC, LETTERS, MARK, MINIMAL, Ran, run, tree, without_mark, write_folder

ROWS = [
    *(
        pytest.param(Broken(*row), id=name)
        for table in (YAML, SHAPES, FACTS, MEMBERS, CONFERENCES, VOTES, AWARDS, CONFLICTS)
        for name, row in table.items()
    ),
    *(
        pytest.param(
            Broken(files, "unknown-unit", "no unit has the id “", hint), id=f"unit: {name}"
        )
        for name, (files, hint) in UNITS.items()
    ),
]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An outputs folder that holds an earlier edition of the folder ``khoi``."""
    place = tmp_path_factory.mktemp("earlier")
    folder = write_folder(place / "khoi", MINIMAL)
    assert run("build", folder, "--out", place / "outputs", *LETTERS).code == 0
    return place / "outputs"


def refused(folder: Path, outputs: Path, *options: object) -> Ran:
    """A build that must fail for its inputs and leave the earlier edition as it was."""
    before = tree(outputs)
    ran = run("build", folder, "--out", outputs, *LETTERS, *options)
    assert ran.code == 3, ran
    assert "Traceback" not in ran.err
    assert tree(outputs) == before
    return ran


def errors(ran: Ran) -> list[str]:
    """The lines that say what is wrong, without the hints."""
    return [line for line in ran.err.splitlines() if not line.startswith(" ")]


def written(place: Path, files: Mapping[str, str | bytes]) -> tuple[Path, str]:
    """The folder ``khoi`` with these files, and the place that is marked in one of them."""
    where = ""
    for name, content in files.items():
        if isinstance(content, str) and MARK in content:
            content, at = without_mark(content)  # noqa: PLW2901 — the same text, unmarked
            where = f"{(place / 'khoi' / name).as_posix()}:{at}"
        write_folder(place / "khoi", {name: content})
    return place / "khoi", where


@pytest.mark.parametrize("broken", ROWS)
def test_an_error_names_its_place_and_its_remedy(
    broken: Broken, tmp_path: Path, outputs: Path
) -> None:
    folder, where = written(tmp_path, broken.files)
    ran = refused(folder, outputs)
    assert ran.out == ""
    (told,) = errors(ran)
    hint = ran.err.splitlines()[1]
    assert told.startswith(f"{where}: error: ")
    assert broken.message in told
    assert hint.startswith("    hint: ")
    assert broken.hint in hint

    (record,) = refused(folder, outputs, "--json").record["problems"]
    assert record["code"] == broken.code
    assert record["severity"] == "error"
    assert f"{record['path']}:{record['line']}:{record['column']}" == where
    assert told == f"{where}: error: {record['message']}"
    assert hint == f"    hint: {record['hint']}"


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258", "latin-1"])
def test_another_encoding_is_told_with_its_line(
    encoding: str, tmp_path: Path, outputs: Path
) -> None:
    text = "# Ghi chú\nplan:\n  year: 2026\n" if encoding != "latin-1" else "a: 1\n# é\n"
    content = text.encode(encoding, errors="replace")
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC, "plan.yaml": content})
    line = 2 if encoding == "latin-1" else 1
    (told,) = errors(refused(folder, outputs))
    assert told == f"{folder.as_posix()}/plan.yaml:{line}: error: the file is not UTF-8 text"


def test_a_file_far_too_large_is_not_read(tmp_path: Path, outputs: Path) -> None:
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC, "big.yaml": b"#" * 5_000_001})
    (told,) = errors(refused(folder, outputs))
    assert told.startswith(f"{folder.as_posix()}/big.yaml: error: the file is larger than 5000000")


@pytest.mark.parametrize("start", ["\ufeff", ""], ids=["byte order mark", "plain"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n"], ids=["Windows", "Unix"])
def test_files_of_windows_are_read_and_keep_their_lines(
    start: str, line_end: str, tmp_path: Path, outputs: Path
) -> None:
    sound = {name: start + text.replace("\n", line_end) for name, text in MINIMAL.items()}
    folder = write_folder(tmp_path / "khoi", sound)
    assert run("check", folder, "--lang", "vi").code == 0
    for text, place in (("plan: {year: 2025}\n", "1:14"), ("# Năm\nplan:\n  year: 2025\n", "3:9")):
        write_folder(folder, {"plan.yaml": start + text.replace("\n", line_end)})
        (told,) = errors(refused(folder, outputs))
        assert told.startswith(f"{folder.as_posix()}/plan.yaml:{place}: error: 2025 is not the")


@pytest.mark.parametrize(
    ("files", "message", "hint"),
    [
        pytest.param({}, "holds no .yaml file", "bloc init", id="an empty folder"),
        pytest.param({"bloc.txt": BLOC}, "holds no .yaml file", "bloc init", id="no yaml in it"),
        pytest.param(None, "there is no folder", "folder that holds", id="no folder"),
    ],
)
def test_a_folder_that_is_none(
    files: dict[str, str] | None, message: str, hint: str, tmp_path: Path, outputs: Path
) -> None:
    if files is not None:
        (tmp_path / "khoi").mkdir()
        write_folder(tmp_path / "khoi", files)
    ran = refused(tmp_path / "khoi", outputs)
    assert ran.out == ""
    (told,) = errors(ran)
    assert message in told
    assert f"“{tmp_path / 'khoi'}”" in told
    assert hint in ran.err


def test_a_file_is_not_a_folder(tmp_path: Path, outputs: Path) -> None:
    (tmp_path / "khoi").write_text(BLOC, encoding="utf-8")
    (told,) = errors(refused(tmp_path / "khoi", outputs))
    assert told == f"error: there is no folder “{tmp_path / 'khoi'}”"


def test_nothing_but_comments_tells_where_to_begin(tmp_path: Path, outputs: Path) -> None:
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": "# Chưa ghi gì.\n"})
    told = errors(refused(folder, outputs))
    assert any("“year” is missing" in line for line in told)
    assert any("“bloc” is missing" in line for line in told)
    assert all(line.startswith(f"{folder.as_posix()}/bloc.yaml") for line in told)


SEVERAL = {
    "bloc.yaml": BLOC.replace("don-vi-c", "don-vi-a"),
    "conference.yaml": "conference:\n  date: 31/12/2024\nplan:\n  year: 2024\n",
    "awards.yaml": "nominations:\n  - award: province-flag\n    units: [x, don-vi-b, y]\n",
}


def test_all_errors_are_told_at_once_in_the_order_of_their_places(
    tmp_path: Path, outputs: Path
) -> None:
    folder = write_folder(tmp_path / "khoi", SEVERAL)
    ran = refused(folder, outputs)
    places = [
        line.split(": error: ")[0].removeprefix(f"{folder.as_posix()}/") for line in errors(ran)
    ]
    assert places == [
        "awards.yaml:3:13",
        "awards.yaml:3:26",
        "bloc.yaml:7:10",
        "conference.yaml:2:9",
        "conference.yaml:4:9",
    ]
    records = refused(folder, outputs, "--json").record["problems"]
    assert [f"{r['path']}:{r['line']}:{r['column']}" for r in records] == [
        f"{folder.as_posix()}/{place}" for place in places
    ]


def test_a_unit_that_is_not_listed_is_told_at_each_place(tmp_path: Path, outputs: Path) -> None:
    text = """\
results:
  - {theme: movements, unit: don-vi-x, text: Có.}
inspections: [{unit: don-vi-x}, {unit: don-vi-y}]
leadership: {terms: [{year: 2025, head: don-vi-x}]}
"""
    folder = write_folder(tmp_path / "khoi", also(text))
    ran = refused(folder, outputs)
    assert [line.split(": error: ")[1] for line in errors(ran)] == [
        f"no unit has the id “don-vi-{unit}”" for unit in "xxyx"
    ]
    assert ran.err.count("did you mean “don-vi-") == 4


def test_a_former_unit_may_be_named_only_of_the_past(tmp_path: Path, outputs: Path) -> None:
    former = "former_units: [{id: so-cu, name: Sở cũ}]\n"
    past = """\
leadership: {terms: [{year: 2024, head: so-cu, selection: {ballot: {
  method: secret-ballot, counts: [{unit: so-cu, yes: 40}]}}}]}
changes: [{change: left, units: [so-cu]}]
rewards: [{award: Bằng khen, level: province, year: 2023, unit: so-cu}]
"""
    assert run("check", write_folder(tmp_path / "past", also(former + past)), "--json").code != 3
    present = "nominations: [{award: province-flag, units: [so-cu]}]\n"
    ran = refused(write_folder(tmp_path / "khoi", also(former + present)), outputs)
    assert "no unit has the id “so-cu”" in ran.err
    assert "listed under “former_units”; here a member of this year is meant" in ran.err


def test_shapes_that_are_wrong_are_told_at_once(tmp_path: Path, outputs: Path) -> None:
    text = "plan:\n  year: năm sau\n  task: []\nconference:\n  date: hôm qua\nnews: có\n"
    folder = write_folder(tmp_path / "khoi", also(text))
    places = [
        line.split(": error: ")[0].rpartition("/")[2] for line in errors(refused(folder, outputs))
    ]
    assert [place.split(":")[1] for place in places] == ["2", "3", "5", "6"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(b"\xff", b"\xff", id="neither is UTF-8"),
        pytest.param(b"\xff", b"a: 'b", id="one not UTF-8, one no YAML"),
        pytest.param(b"a: 'b", b"- a\n", id="one no YAML, one no keys"),
    ],
)
def test_every_file_that_cannot_be_read_is_told_at_once(
    first: bytes, second: bytes, tmp_path: Path, outputs: Path
) -> None:
    files = {"bloc.yaml": BLOC, "a.yaml": first, "b.yaml": second}
    folder = write_folder(tmp_path / "khoi", files)
    told = errors(refused(folder, outputs))
    assert [line.removeprefix(f"{folder.as_posix()}/")[:7] for line in told] == [
        "a.yaml:",
        "b.yaml:",
    ]


def test_a_file_that_cannot_be_read_is_not_blamed_for_what_it_may_hold(
    tmp_path: Path, outputs: Path
) -> None:
    """To say “year is missing” when the year stands in the broken file misleads."""
    folder = write_folder(
        tmp_path / "khoi", {**MINIMAL, "bloc.yaml": BLOC.replace("Khối", "[Khối")}
    )
    ran = refused(folder, outputs)
    assert f"{folder.as_posix()}/bloc.yaml:" in ran.err
    assert "is missing" not in ran.err


def test_messages_in_vietnamese(tmp_path: Path, outputs: Path) -> None:
    folder = write_folder(tmp_path / "khoi", also("plan:\n  year: 2025\n"))
    ran = refused(folder, outputs, "--ui-lang", "vi")
    assert f"{folder.as_posix()}/more.yaml:2:9: lỗi: " in ran.err
    assert "    gợi ý: " in ran.err
    assert "error" not in ran.err


@pytest.mark.parametrize("command", ["check", "explain"])
def test_other_commands_refuse_the_same(command: str, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "khoi", also("plan:\n  year: 2025\n"))
    ran = run(command, folder)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith(f"{folder.as_posix()}/more.yaml:2:9: error: ")
    assert run(command, folder, "--json").record["problems"][0]["code"] == "wrong-year"
