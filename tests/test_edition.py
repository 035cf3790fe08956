"""Outputs are replaced as a whole or not at all, and a person's work in them is never lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest
from folders import (
    LETTERS,
    MINIMAL,
    SEED,
    Ran,
    copy_of,
    replace_in,
    run,
    run_process,
    tree,
    write_folder,
)

from pipeline import places

LETTER = "vi/nomination-letter-province-flag.docx"
WORD = ("--document", "nomination-letter", "--format", "docx")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "khoi", MINIMAL)


@pytest.fixture
def edition(folder: Path, tmp_path: Path) -> Path:
    """An edition of one letter in Vietnamese."""
    assert build(folder, tmp_path / "outputs").code == 0
    return tmp_path / "outputs" / "khoi"


def build(folder: Path, out: Path, *options: str) -> Ran:
    return run("build", folder, "--out", out, *(options or LETTERS))


def change_a_fact(folder: Path) -> None:
    replace_in(folder / "conference.yaml", "18/12/2025", "19/12/2025")


def assert_sound(edition: Path, by_hand: Mapping[str, bytes] | None = None) -> None:
    """The manifest names every file with its hash; nothing else stands there but ``by_hand``."""
    files = tree(edition)
    assert {name: files.pop(name) for name in by_hand or {}} == (by_hand or {})
    manifest = json.loads(files.pop("manifest.json"))
    assert manifest["outputs"] == {n: sha256(c).hexdigest() for n, c in files.items()}
    assert [path.name for path in edition.parent.iterdir()] == [edition.name]


def test_the_manifest_says_what_was_made_from_what(folder: Path, edition: Path) -> None:
    assert_sound(edition)
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"] == {n: sha256(c).hexdigest() for n, c in tree(folder).items()}
    book = places.RULEBOOKS / Path(manifest["rulebook"]["file"]).name
    assert manifest["rulebook"]["sha256"] == sha256(book.read_bytes()).hexdigest()
    assert manifest["final"] is False
    assert LETTER in manifest["outputs"]


def test_the_same_inputs_give_the_same_bytes_anywhere(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    copy_of(SEED, here / "inputs" / "seed")
    copy_of(SEED, there / "elsewhere" / "seed")
    order = ("--lang", "vi", "--document", "nomination-letter")
    first = run_process(*("build", "inputs/seed", *order), cwd=here, PYTHONHASHSEED="1", TZ="UTC")
    second = run_process(
        *("build", there / "elsewhere" / "seed", *order, "--out", there / "out"),
        cwd=tmp_path,
        PYTHONHASHSEED="2",
        TZ="Asia/Ho_Chi_Minh",
    )
    assert (first.code, second.code) == (0, 0), first.err + second.err
    one, other = tree(here / "outputs"), tree(there / "out")
    assert len(one) == 2 * 4 + 3
    assert [name for name in one if one[name] != other.get(name)] == []
    assert one.keys() == other.keys()


def test_building_again_changes_no_byte(folder: Path, edition: Path) -> None:
    before = tree(edition)
    assert build(folder, edition.parent).code == 0
    assert tree(edition) == before
    assert_sound(edition)


FOREIGN: dict[str, dict[str, str | bytes]] = {
    "somebody's files": {"luan-van.docx": "của tôi"},
    "a manifest of another program": {"manifest.json": '{"name": "app"}', "app.js": "1"},
    "a manifest that is no JSON": {"manifest.json": "{", LETTER: "x"},
    "a list as manifest": {"manifest.json": "[]"},
    "inputs": MINIMAL | {},
}


@pytest.mark.parametrize("files", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_folder_that_is_not_ours_is_left_alone(
    files: dict[str, str | bytes], folder: Path, tmp_path: Path
) -> None:
    place = write_folder(tmp_path / "outputs" / "khoi", files)
    before = tree(tmp_path)
    ran = build(folder, tmp_path / "outputs")
    assert (ran.code, ran.out) == (7, "")
    assert ran.err.startswith(f"{place.as_posix()}: error: this folder was not made by this")
    assert "    hint: choose another place with --out" in ran.err
    assert tree(tmp_path) == before


def test_inputs_are_never_written_over(folder: Path) -> None:
    before = tree(folder.parent)
    assert build(folder, folder.parent).code == 7
    assert tree(folder.parent) == before


@pytest.mark.parametrize("where", ["outputs", "outputs/khoi", "outputs/khoi/manifest.json/x"])
def test_a_file_in_the_way_is_told(where: str, folder: Path, tmp_path: Path) -> None:
    write_folder(tmp_path, {where: "trong đường"})
    before = tree(tmp_path)
    ran = build(folder, tmp_path / "outputs")
    assert (ran.code, ran.out) == (7, "")
    assert "error: " in ran.err
    assert "    hint: " in ran.err
    assert tree(tmp_path) == before


def test_an_empty_folder_is_taken(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outputs" / "khoi").mkdir(parents=True)
    assert build(folder, tmp_path / "outputs").code == 0
    assert_sound(tmp_path / "outputs" / "khoi")


def test_a_paper_changed_by_hand_is_kept_and_told(folder: Path, edition: Path) -> None:
    fresh = tree(edition)[LETTER]
    (edition / LETTER).write_bytes(b"changed by hand")
    ran = build(folder, edition.parent)
    assert ran.code == 0
    assert f"{edition.as_posix()}/kept/{LETTER}" in ran.err
    kept = {f"kept/{LETTER}": b"changed by hand"}
    assert tree(edition)[LETTER] == fresh
    assert_sound(edition, kept)

    (edition / LETTER).write_bytes(b"changed again")
    ran = build(folder, edition.parent, *LETTERS, "--json")
    again = f"kept/{LETTER}".replace(".docx", "-2.docx")
    assert ran.record["editions"][0]["kept"] == [again]
    assert_sound(edition, kept | {again: b"changed again"})

    assert "kept" not in build(folder, edition.parent).err, "told once"
    assert_sound(edition, kept | {again: b"changed again"})


def test_files_added_by_hand_stay(folder: Path, edition: Path) -> None:
    added = {"ghi-chu.txt": b"x", "vi/phu-luc.docx": b"y", "anh/1.jpg": b"z"}
    write_folder(edition, added)
    change_a_fact(folder)
    ran = build(folder, edition.parent)
    assert (ran.code, "kept" in ran.err) == (0, False)
    assert_sound(edition, added)


@pytest.mark.parametrize("facts_change", [False, True])
def test_a_changed_paper_of_another_language_stays(
    facts_change: bool, folder: Path, edition: Path
) -> None:
    (edition / LETTER).write_bytes(b"changed by hand")
    if facts_change:
        change_a_fact(folder)
    assert build(folder, edition.parent, "--lang", "en", *WORD).code == 0
    assert b"changed by hand" in tree(edition).values()
    assert any(name.startswith("en/") for name in tree(edition))


def test_papers_of_the_same_facts_stand_side_by_side(folder: Path, edition: Path) -> None:
    letter = tree(edition)[LETTER]
    ran = build(folder, edition.parent, "--lang", "en", *WORD, "--json")
    assert ran.record["editions"][0]["removed"] == []
    ran = build(folder, edition.parent, "--lang", "vi", "--document", "nomination-letter",
                "--format", "html")  # fmt: skip
    assert ran.code == 0
    files = tree(edition)
    html = LETTER.replace("docx", "html")
    assert {LETTER, html, LETTER.replace("vi/", "en/")} <= files.keys()
    assert files[LETTER] == letter
    for name in (LETTER, html, LETTER.replace("vi/", "en/")):
        assert f'href="{name}"'.encode() in files["index.html"]
    assert_sound(edition)


def test_papers_of_other_facts_are_removed_and_told(folder: Path, edition: Path) -> None:
    change_a_fact(folder)
    ran = build(folder, edition.parent, "--lang", "en", *WORD)
    assert ran.code == 0
    assert "1 files of the earlier edition were removed" in ran.err
    assert LETTER not in tree(edition)
    assert LETTER.replace("vi/", "en/") in tree(edition)
    assert_sound(edition)


def test_removed_papers_are_listed_in_json(folder: Path, edition: Path) -> None:
    change_a_fact(folder)
    ran = build(folder, edition.parent, "--lang", "en", *WORD, "--json")
    assert ran.record["editions"][0]["removed"] == [LETTER]


@pytest.mark.parametrize("kinds", [LETTERS, ("--lang", "vi", "--format", "docx")],
                         ids=["one paper", "several at once"])  # fmt: skip
def test_a_broken_frame_is_told_and_leaves_the_earlier_edition(
    kinds: tuple[str, ...],
    folder: Path,
    edition: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rubbish = dict.fromkeys(("state.docx", "party.docx", "press.docx"), "rubbish")
    monkeypatch.setattr(places, "WORD_FRAMES", write_folder(tmp_path / "frames", rubbish))
    before = tree(edition.parent)
    change_a_fact(folder)
    ran = build(folder, edition.parent, *kinds)
    assert ran.code == 5
    assert "state.docx" in ran.err
    assert tree(edition.parent) == before


def test_a_broken_stylesheet_is_told_and_leaves_the_earlier_edition(
    folder: Path, edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = copy_of(places.HTML_FRAMES, tmp_path / "frames")
    (frames / "document.html").write_text("{% if %}", encoding="utf-8")
    monkeypatch.setattr(places, "HTML_FRAMES", frames)
    before = tree(edition.parent)
    ran = build(folder, edition.parent, "--lang", "vi", "--format", "html")
    assert ran.code == 5
    assert "document.html" in ran.err
    assert tree(edition.parent) == before
