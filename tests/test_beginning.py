"""A new folder: it states what was said and nothing else, and can be checked at once."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from folders import (
    ENTRY,
    MINIMAL,
    SAMPLE,
    Ran,
    environment,
    run,
    tree,
    write_folder,
)
from test_schema import faults

from pipeline.collect import collect
from pipeline.model.facts import Facts

NAMES = ("Sở Nội vụ", "Sở Tài chính", "Đảng ủy: các cơ quan tỉnh")
FLAGS = ("--year", 2025, "--name", "Khối thi đua A", *(w for n in NAMES for w in ("--unit", n)))


def begun(place: Path, *more: object) -> Facts:
    """The facts of a new folder made with the flags above."""
    ran = run("init", place, *FLAGS, *more)
    assert (ran.code, ran.out) == (0, f"{place.as_posix()}\n"), ran.err
    return collect(place).facts


def errors(ran: Ran) -> list[str]:
    return [line for line in ran.err.splitlines() if "error:" in line]


def test_a_new_folder_can_be_checked_at_once(tmp_path: Path) -> None:
    begun(tmp_path / "khoi")
    ran = run("check", tmp_path / "khoi")
    assert ran.code == 0
    assert ": missing: " in ran.err
    assert errors(ran) == []


def test_it_states_what_was_said_and_nothing_else(tmp_path: Path) -> None:
    facts = begun(tmp_path / "khoi")
    assert facts == Facts.model_validate(
        {
            "year": 2025,
            "bloc": {"name": "Khối thi đua A"},
            "units": (
                {"id": "so-noi-vu", "name": "Sở Nội vụ"},
                {"id": "so-tai-chinh", "name": "Sở Tài chính"},
                {"id": "dang-uy-cac-co-quan-tinh", "name": "Đảng ủy: các cơ quan tỉnh"},
            ),
            "conference": {},
        }
    )


def test_all_that_can_be_said_is_said(tmp_path: Path) -> None:
    facts = begun(
        tmp_path / "cum",
        *("--kind", "cluster", "--head", "sở TÀI CHÍNH"),
        *("--place", "Đông Hà", "--parent", "UBND tỉnh A"),
    )
    term = facts.term(2025)
    assert term
    assert term.head
    assert (term.head.unit, term.deputies) == ("so-tai-chinh", None)
    assert facts.bloc.kind == "cluster"
    assert facts.issuer.place
    assert facts.issuer.place.vi == "Đông Hà"
    assert facts.issuer.parent
    assert facts.issuer.parent.vi == "UBND tỉnh A"


def test_names_that_differ_only_in_marks_get_ids_of_their_own(tmp_path: Path) -> None:
    more = ("--unit", "Sở Nội Vũ", "--unit", "गृह विभाग", "--unit", "विधि विभाग")
    facts = begun(tmp_path / "khoi", *more)
    assert [unit.id for unit in facts.units[3:]] == ["so-noi-vu-2", "don-vi", "don-vi-2"]


def test_units_may_come_from_a_text_file(tmp_path: Path) -> None:
    names = tmp_path / "don-vi.txt"
    names.write_bytes("﻿Sở Nội vụ\r\n\r\n  Sở   Tài chính \r\n".encode())
    ran = run("init", tmp_path / "k", "--year", 2025, "--name", "Khối A", "--units", names)
    assert ran.code == 0, ran.err
    units = collect(tmp_path / "k").facts.units
    assert [unit.name.vi for unit in units] == ["Sở Nội vụ", "Sở Tài chính"]


@pytest.mark.parametrize("head", [(), ("--head", "Sở Nội vụ")], ids=["no head", "head"])
def test_every_example_in_the_comments_is_right(tmp_path: Path, head: tuple[str, ...]) -> None:
    """A clerk who deletes the signs before all examples has a folder without errors."""
    folder = tmp_path / "khoi"
    begun(folder, *head, "--parent", "UBND tỉnh A")
    uncomment(folder)
    (folder / "photos" / "hoi-nghi.jpg").write_bytes((SAMPLE / "photos/hoi-nghi.png").read_bytes())
    ran = run("check", folder, "--lang", "vi")
    assert (ran.code, errors(ran)) == (0, [])
    stated = collect(folder).facts.model_fields_set
    assert {"conference", "nominations", "plan", "news", "indicators", "scores", "deadlines"} <= (
        stated
    )


def uncomment(folder: Path) -> None:
    """Delete the sign before every comment that is a line of YAML."""
    for file in folder.glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        example = re.compile(r"^( *)# ((?:- )?[{\[]|(?:- )?[a-z_]+:(?: |$)|- )", re.MULTILINE)
        file.write_text(example.sub(r"\1\2", text), encoding="utf-8")


def test_the_files_name_their_schema_and_fit_it(tmp_path: Path) -> None:
    begun(tmp_path / "khoi")
    files = tree(tmp_path / "khoi")
    assert files.keys() >= {"bloc.yaml", "results.yaml", "conference.yaml", "photos/README.txt"}
    for name, content in files.items():
        if name.endswith(".yaml"):
            text = content.decode()
            assert text.startswith("# yaml-language-server: $schema=./bloc.schema.json\n")
            assert not states_something(text) or faults(text) == []
    assert files["bloc.schema.json"].decode() == run("schema").out


def states_something(text: str) -> bool:
    return any(line and not line.lstrip().startswith("#") for line in text.splitlines())


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "khoi", MINIMAL)
    before = tree(folder)
    ran = run("init", folder, *FLAGS)
    assert (ran.code, ran.out) == (7, "")
    assert "khoi: error: there is already something here" in ran.err
    assert tree(folder) == before


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "khoi").mkdir()
    inside = (tmp_path / "khoi").stat().st_ino
    begun(tmp_path / "khoi")
    assert (tmp_path / "khoi").stat().st_ino == inside, "somebody may be standing in it"
    assert [p.name for p in tmp_path.iterdir()] == ["khoi"]


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = run("init", tmp_path / "file" / "khoi", *FLAGS)
    assert (ran.code, ran.out) == (7, "")
    assert "cannot write here" in ran.err


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ((), "missing: --year, --name, --unit"),
        (("--year", 2025, "--unit", "A"), "missing: --name"),
        (("--year", "25", "--name", "A", "--unit", "B"), "--year: “25” is not a year"),
        (("--year", 2025, "--name", " ", "--unit", "B"), "--name: write the name"),
        ((*FLAGS, "--unit", "SỞ NỘI VỤ"), "--unit: the unit “SỞ NỘI VỤ” is named twice"),
        ((*FLAGS, "--head", "Sở Nội"), "--head: no unit is called “Sở Nội”; named are: Sở Nội vụ"),
        ((*FLAGS, "--kind", "group"), "“group” is unknown here; known: bloc, khối, ब्लॉक"),
    ],
)
def test_what_the_flags_lack_is_told(tmp_path: Path, flags: tuple[object, ...], told: str) -> None:
    ran = run("init", tmp_path / "khoi", *flags)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: ")
    assert told in ran.err
    assert not (tmp_path / "khoi").exists()


def at_a_terminal(arguments: list[str], answers: list[str], cwd: Path, **more: str) -> Ran:
    """Run ``bloc`` where it meets a person, who answers each question in turn."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", ENTRY, *arguments],
        cwd=cwd,
        env=environment(**more),
        stdin=theirs,
        stderr=theirs,
        stdout=subprocess.PIPE,
    )
    os.close(theirs)
    said = ""
    left = [f"{answer}\n" for answer in answers]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([ours], [], [], 0.2)
        if ready:
            try:
                said += os.read(ours, 4096).decode(errors="replace")
            except OSError:
                break
        elif process.poll() is not None:
            break
        if left and said.endswith(": "):
            os.write(ours, left[0].encode())
            said += f"«{left.pop(0).strip()}»"
    out = process.communicate(timeout=10)[0].decode()
    os.close(ours)
    return Ran(process.returncode, out, said)


def test_a_person_is_asked_what_is_not_said(tmp_path: Path) -> None:
    answers = ["25", "2025", "Khối thi đua A", "khối"]
    answers += ["Sở Nội vụ", "sở nội vụ", "Sở Tài chính", ""]
    answers += ["Sở Y", "2", "Đông Hà", ""]
    ran = at_a_terminal(["init", "khoi"], answers, tmp_path, LC_ALL="C.UTF-8")
    assert (ran.code, ran.out) == (0, "khoi\n"), ran.err
    assert "“25” is not a year" in ran.err
    assert "the unit “sở nội vụ” is named twice" in ran.err
    assert "no unit is called “Sở Y”" in ran.err
    facts = collect(tmp_path / "khoi").facts
    assert [unit.id for unit in facts.units] == ["so-noi-vu", "so-tai-chinh"]
    term = facts.term(2025)
    assert term
    assert term.head
    assert term.head.unit == "so-tai-chinh"
    assert facts.issuer.place
    assert facts.issuer.parent is None


def test_who_leaves_while_being_asked_hears_that_nothing_is_made(tmp_path: Path) -> None:
    ran = at_a_terminal(["init", "khoi"], ["2025", "\x04"], tmp_path, LC_ALL="C.UTF-8")
    assert (ran.code, ran.out) == (130, "")
    assert "interrupted; nothing was made" in ran.err
    assert "outputs" not in ran.err
    assert not (tmp_path / "khoi").exists()


@pytest.mark.parametrize(
    ("word", "kind"), [("cụm", "cluster"), ("Khối", "bloc"), ("क्लस्टर", "cluster")]
)
def test_the_kind_may_be_said_in_vietnamese_and_hindi(tmp_path: Path, word: str, kind: str) -> None:
    assert begun(tmp_path / "khoi", "--kind", word).bloc.kind == kind


def test_a_list_of_names_may_have_numbers_bullets_and_remarks(tmp_path: Path) -> None:
    names = "# Danh sách 2025\n1. Sở C\n2) Sở D\n- Sở E\n• Sở G\n\n30.4 Công ty\n3.Sở H\n"
    (tmp_path / "don-vi.txt").write_text(names, encoding="utf-8")
    ran = run(
        *("init", tmp_path / "khoi", "--year", 2025, "--name", "Khối A"),
        *("--units", tmp_path / "don-vi.txt"),
    )
    assert ran.code == 0, ran.err
    assert "don-vi.txt: passed over as a remark: # Danh sách 2025" in ran.err
    listed = [unit.name.vi for unit in collect(tmp_path / "khoi").facts.units]
    assert listed == ["Sở C", "Sở D", "Sở E", "Sở G", "30.4 Công ty", "Sở H"]


def test_a_list_of_names_that_is_not_there_is_told(tmp_path: Path) -> None:
    ran = run(*("init", tmp_path / "khoi", "--units", tmp_path / "don-vi.txt"), "--json")
    assert ran.code == 3
    assert [problem["message"] for problem in ran.record["problems"]] == ["there is no such file"]


def test_a_long_name_makes_a_short_id(tmp_path: Path) -> None:
    name = "Trung tâm " + "Dịch vụ việc làm " * 25
    facts = begun(tmp_path / "khoi", "--unit", name, "--unit", f"{name} B")
    ids = [unit.id for unit in facts.units[-2:]]
    assert ids == [
        "trung-tam-dich-vu-viec-lam-dich-vu-viec-lam-dich-vu-viec-lam",
        "trung-tam-dich-vu-viec-lam-dich-vu-viec-lam-dich-vu-viec-lam-2",
    ]
    assert run("forms", tmp_path / "khoi").code == 0


def test_only_what_is_not_said_is_asked(tmp_path: Path) -> None:
    flags = [str(flag) for flag in (*FLAGS, "--head", "Sở Nội vụ", "--kind", "bloc")]
    ran = at_a_terminal(["init", "khoi", *flags], ["", ""], tmp_path)
    assert (ran.code, ran.out) == (0, "khoi\n"), ran.err
    assert ran.err.count("«") == 2
