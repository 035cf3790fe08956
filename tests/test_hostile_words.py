"""Words and names of other people's files: none is obeyed by the terminal, none leads elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli.report import visible
from tests.broken_folders import picture_of
from tests.folders import BLOC, MINIMAL, SAMPLE, Ran, copy_of, run, write_folder

HOSTILE = "\x1b[31m\x07\u202e\x9b"


def obeyed(ran: Ran) -> set[str]:
    """The signs in what was said that a terminal acts on."""
    return set(ran.out + ran.err) & set("\x1b\x07\u202e\x9b")


def test_what_a_terminal_would_obey_is_written_out() -> None:
    assert visible("a\x1b[2Jb\x07\nc\u202ed") == r"a\x1b[2Jb\x07\nc\u202ed"
    # What joins the letters of Hindi stays, and so does every other letter.
    assert visible("Sở क्\u200dष ह\u200c") == "Sở क्\u200dष ह\u200c"


def test_keys_and_words_of_a_file_are_shown_not_obeyed(tmp_path: Path) -> None:
    text = f'"khoa{HOSTILE.encode("unicode_escape").decode()}": 1\n'.replace("\\\\x", "\\x")
    ran = run("check", write_folder(tmp_path / "khoi", {**MINIMAL, "more.yaml": text}))
    assert ran.code == 3
    assert r"unknown key “khoa\x1b[31m\x07\u202e\x9b”" in ran.err
    assert not obeyed(ran)


def test_names_of_files_are_shown_not_obeyed(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "k\x1b[31m\nhoi", {"a\x07.yaml": BLOC + "x: 1\n"})
    ran = run("check", folder)
    assert ran.code == 3
    assert r"k\x1b[31m\nhoi/a\x07.yaml:" in ran.err
    assert len(ran.err.splitlines()) == 2
    ran = run("check", folder, "--json")
    [problem] = ran.record["problems"]
    assert problem["path"] == (folder / "a\x07.yaml").as_posix()
    assert not obeyed(ran)


def test_records_say_the_same_without_what_is_obeyed(tmp_path: Path) -> None:
    ran = run("check", tmp_path / f"khong-co{HOSTILE}", "--json")
    assert ran.code == 3
    assert HOSTILE in json.loads(ran.out)["problems"][0]["message"]
    assert not obeyed(ran)


def test_new_folders_with_odd_names_are_shown_not_obeyed(tmp_path: Path) -> None:
    target = tmp_path / "khoi\x1b[31m"
    ran = run("init", target, "--year", 2025, "--name", "A", "--unit", "B")
    assert ran.code == 0
    assert ran.out == f"{tmp_path.as_posix()}/khoi\\x1b[31m\n"
    assert not obeyed(ran)
    ran = run("init", tmp_path / "k", "--year", 2025, "--name", "A\u202eB", "--unit", "B")
    assert (ran.code, ran.out) == (2, "")
    assert "no paper can print" in ran.err


@pytest.mark.parametrize("name", ["more.yaml", "nam.xlsx", "units"])
def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_folder(tmp_path / "khoi", MINIMAL)
    outside = tmp_path / "ngoai" / name
    write_folder(tmp_path / "ngoai", {f"{name}/a.txt" if name == "units" else name: "a: 1\n"})
    (folder / name).symlink_to(outside)
    ran = run("check", folder)
    assert ran.code == 3
    assert f"{folder.as_posix()}/{name}: error: this is a link to something outside" in ran.err
    assert ran.err.count("error:") == 1
    assert "put the file itself here" in ran.err


def test_links_that_stay_in_the_folder_are_read(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "khoi", {**MINIMAL, "kho/more.txt": "slogans: [Tốt]\n"})
    (folder / "more.yaml").symlink_to(folder / "kho" / "more.txt")
    assert run("check", folder).code == 0


def test_no_warning_of_a_library_reaches_the_terminal(
    tmp_path: Path, recwarn: pytest.WarningsRecorder
) -> None:
    folder = copy_of(SAMPLE, tmp_path / "khoi")
    (folder / "photos" / "to.png").write_bytes(picture_of(9_500, 9_500))
    news = "news:\n  photos:\n    - {file: photos/to.png, caption: Hội nghị}\n"
    for file in folder.glob("*.yaml"):
        if "\nnews:" in file.read_text(encoding="utf-8"):
            file.write_text(
                file.read_text(encoding="utf-8").partition("\nnews:")[0] + "\n" + news,
                encoding="utf-8",
            )
    ran = run("check", folder)
    assert "has more than 60000000 pixels" in ran.err
    assert not recwarn.list


@pytest.mark.parametrize("line", ["year: !!int '2025'", "year: &a 2025"])
def test_a_file_that_is_not_read_is_not_also_said_to_lack_facts(tmp_path: Path, line: str) -> None:
    folder = write_folder(tmp_path / "khoi", {"bloc.yaml": BLOC.replace("year: 2025", line)})
    ran = run("check", folder)
    assert ran.code == 3
    assert "is missing" not in ran.err
    folder = write_folder(tmp_path / "list", {"bloc.yaml": "- Khối A\n"})
    assert "is missing" not in run("check", folder).err


def test_a_name_too_long_for_a_file_is_told(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "khoi", MINIMAL)
    ran = run("schema", "--out", tmp_path / f"{'a' * 250}.json")
    assert ran.code == 7
    ran = run("forms", folder, "--out", tmp_path / ("b" * 300))
    assert (ran.code, ran.out) == (7, "")
    assert "cannot write here: File name too long" in ran.err
