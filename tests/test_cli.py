"""The commands as a user meets them: what they say, where, and how they end."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from folders import (
    BLOC,
    LETTERS,
    MINIMAL,
    PROJECT,
    SAMPLE,
    SEED,
    run,
    run_process,
    tree,
    write_folder,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.columns import columns_of
from pipeline.collect.yaml_tree import read_tree

COMMANDS = (
    *("build", "ballot", "check", "status", "remind", "forms", "collect", "workbook"),
    *("explain", "forecast", "lint"),
    *("sample", "init", "rollover", "schema", "completion", "templates"),
)


def examples(help_page: str) -> list[list[str]]:
    """The example lines of a help page, as words."""
    last = help_page.rstrip().split("\n\n")[-1].splitlines()[1:]
    return [re.sub(r'eval "\$\((.*)\)"', r"\1", line).split() for line in last]


@pytest.mark.parametrize("language", ["en", "vi", "hi"])
@pytest.mark.parametrize(
    "command", ["", *COMMANDS, "templates add", "templates check", "templates fields"]
)
def test_every_help_page_ends_in_examples_that_are_right(command: str, language: str) -> None:
    ran = run(*command.split(), "--ui-lang", language, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert examples(ran.out)
    for program, name, *rest in examples(ran.out):
        assert program == "bloc"
        assert name in COMMANDS
        assert command in {"", name} or command.split() == [name, rest[0]]
        assert run(name, *rest, "--help").code == 0, "the example's options are there"


@pytest.mark.parametrize(
    ("language", "usage", "options"),
    [("vi", "Cách dùng: bloc", "[TÙY-CHỌN]"), ("hi", "प्रयोग: bloc", "[विकल्प]")],
)
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_said_in_the_language(
    command: str, language: str, usage: str, options: str
) -> None:
    english = run(*command.split(), "--help").out
    said = run(*command.split(), "--help", f"--ui-lang={language}").out
    assert said.startswith(usage)
    assert options in said
    assert not set(re.findall(r"\b[A-Z]{2,}\b", said)) - {"PDF", "HTML", "JSON", "THAM"}
    for heading in ("Usage:", "Options", "Examples", "Commands", "Show this help"):
        assert heading not in said
        assert heading in english or (heading == "Commands" and command)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_help_page_in_hindi_fits_and_stands_straight(command: str) -> None:
    page = run(*command.split(), "--help", "--ui-lang", "hi").out.splitlines()
    examples_begin = page.index("उदाहरण:")
    assert all(columns_of(line) <= 80 for line in page[:examples_begin])
    assert not [line for line in page if line.endswith("...") and line.startswith("  ")]
    options = page[page.index("विकल्प:") + 1 : page.index("", page.index("विकल्प:"))]
    told = [line for line in options if re.search("[ऀ-ॿ]", line)]
    begins = {columns_of(line) - columns_of(re.split(r"\s{2,}", line)[-1]) for line in told}
    assert len(begins) == 1, "all that is told begins in one column"


def test_a_missing_folder_is_named_in_vietnamese() -> None:
    assert "chưa ghi “THƯ-MỤC”" in run("build", "--ui-lang", "vi").err


CLUSTER = """\
year: 2025
bloc: {kind: cluster, name: Cụm thi đua số 1}
units: [{id: don-vi-a, name: Đảng ủy Khối A}, {id: don-vi-b, name: Đơn vị B}]
leadership: {terms: [{year: 2025, head: don-vi-a, deputies: [don-vi-b]}]}
conference: {date: 18/12/2025}
next_leadership: {year: 2026, head: don-vi-b, selection: {mode: acclaimed}}
nominations: [{award: province-flag, units: [don-vi-b]}]
"""
"""A cluster, of which messages must not speak as of a bloc."""


def test_messages_about_a_cluster_say_so(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "cum", {"bloc.yaml": CLUSTER})
    told = run("explain", folder, "--ui-lang", "vi")
    assert "Cụm trưởng năm 2026" in told.out
    assert "hội nghị suy tôn Cụm trưởng" in told.out
    assert "Khối trưởng" not in told.out.replace("Đảng ủy Khối A", "")
    assert "Đảng ủy Khối A" in told.out, "a name stays as it is"
    english = run("explain", folder)
    assert "Head of the cluster in 2026" in english.out
    missing = run("check", folder, "--ui-lang", "vi").err
    assert "đơn vị Cụm phó năm sau" in missing
    assert "Khối phó" not in missing


def test_mistakes_of_a_cluster_are_told_of_a_cluster(tmp_path: Path) -> None:
    wrong = CLUSTER.replace("deputies: [don-vi-b]", "deputies: [don-vi-a]")
    told = run("check", write_folder(tmp_path / "cum", {"bloc.yaml": wrong}), "--ui-lang", "vi").err
    assert "vừa là Cụm trưởng vừa là Cụm phó" in told


@pytest.mark.parametrize(
    ("variable", "word"),
    [("vi_VN.UTF-8", "Cách dùng"), ("hi_IN", "प्रयोग"), ("hil_PH", "Usage"), ("C", "Usage")],
)
def test_the_language_is_that_of_the_system(variable: str, word: str, tmp_path: Path) -> None:
    assert run_process("--help", cwd=tmp_path, LC_ALL=variable).out.startswith(word)


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ran = run("--version")
    assert (ran.code, ran.out) == (0, f"bloc {project['version']}\n")


def test_without_arguments_the_help_is_shown_as_a_usage_error() -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("Usage: bloc")
    assert "Examples" in ran.err


USAGE = {
    "unknown command": (("biuld", "x"), "“biuld”", "did you mean “build”?", "bloc"),
    "nothing like it": (("zzz",), "no command “zzz”", "", "bloc"),
    "unknown option": (("build", "x", "--frmat", "a"), "--frmat", "“--format", "build"),
    "unknown format": (("build", "x", "--format", "dox"), "“dox”", "did you mean “docx”?", "build"),
    "unknown document": (
        ("build", "x", "--document", "nomination"), "“nomination”", "“nomination-letter”?", "build"
    ),
    "unknown language": (("build", "x", "--lang", "fr"), "“fr”", "known: vi, hi, en", "build"),
    "option without a value": (("build", "x", "--out"), "--out", "", ""),
    "no folder": (("check",), "“FOLDER” is missing", "", "check"),
    "two folders": (("check", "a", "b"), "b", "", "check"),
    "no shell": (("completion",), "“SHELL” is missing", "", "completion"),
    "unknown shell": (("completion", "fsh"), "“fsh”", "did you mean “fish”?", "completion"),
    "unknown sample": (("sample", "vi-du-2024"), "“vi-du-2024”", "did you mean “vi-du-2025”?", ""),
    "unknown interface language": (
        ("check", "x", "--ui-lang", "fr"), "“fr”", "known: vi, hi, en", "check"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("words", "wrong", "near", "page"), USAGE.values(), ids=USAGE.keys())
def test_a_usage_error_names_what_is_meant(
    words: tuple[str, ...], wrong: str, near: str, page: str
) -> None:
    ran = run(*words)
    assert (ran.code, ran.out) == (2, "")
    first, hint = ran.err.splitlines()
    assert first.startswith("error: ")
    assert wrong in first
    assert near in ran.err
    assert hint.startswith(
        "    hint: did you mean" if "did you mean" in hint else "    hint: see bloc"
    )
    assert "did you mean" in hint or hint.endswith(f"{page} --help")


def test_check_finds_gaps_and_warnings_but_stops_for_neither() -> None:
    ran = run("check", SEED)
    assert (ran.code, ran.out) == (0, "")
    assert f"{SEED.as_posix()}/bloc.yaml:63:17: missing: " in ran.err
    assert ": notice: the rulebook law-2003" in ran.err, "what no clerk can mend is no warning"
    missing = ran.err.count(": missing: ")
    assert ran.err.splitlines()[-1] == f"0 warnings, {missing} missing facts"


@pytest.mark.parametrize(("folder", "code"), [(SEED, 4), (SAMPLE, 3)], ids=["gaps", "warnings"])
def test_strict_check_fails_on_gaps_and_warnings(folder: Path, code: int) -> None:
    assert run("check", folder, "--lang", "vi", "--strict").code == code


def test_check_in_json_says_the_same() -> None:
    ran = run("check", SEED, "--lang", "vi", "--json")
    assert ran.code == 0
    assert set(ran.record) == {"problems", "missing"}
    for record in ran.record["missing"]:
        place = [str(record[k]) for k in ("path", "line", "column") if record[k]]
        assert f"{':'.join(place)}: missing: {record['message']}" in ran.err
        lines = Path(record["path"]).read_text(encoding="utf-8").splitlines()
        assert lines[(record["line"] or 1) - 1].strip(), "a place where something stands"


def test_explain_tells_decisions_with_their_reasons() -> None:
    ran = run("explain", SAMPLE)
    assert (ran.code, ran.err) == (0, "")
    for words in (
        "Head of the bloc in 2026",
        "Proposed by the program: Inspectorate of Ví Dụ Province",
        "The conference's decision agrees with the proposal.",
        "7 of 9 votes = 77.77 %; 4/5 needs 8",
        "ranks 2 with 97.5 points",
        "[conference.yaml:",
        "≥ 4/5: 8",
    ):
        assert words in ran.out


def test_explain_speaks_vietnamese() -> None:
    ran = run("explain", SEED, "--ui-lang", "vi")
    assert "Báo Quảng Trị" in ran.out
    assert "Cờ thi đua của Chính phủ" in ran.out
    for english in ("Newspaper", "Proposed", "unknown", "conference"):
        assert english not in re.sub(r"\[.*\]", "", ran.out)


ENGLISH_LEFT = re.compile(r"(?<![\w./“-])[a-z]{3,}(?![\w./:”-])")
"""Words of the code that were not translated; names of files, ids and keys have other signs."""


def test_explain_speaks_hindi() -> None:
    ran = run("explain", SEED, "--ui-lang", "hi")
    assert ran.out.startswith("वर्ष 2024 में ब्लॉक के प्रमुख\n")
    for words in (
        "  सम्मेलन का निर्णय: क्वांग ट्राई समाचार पत्र",
        "सम्मेलन का निर्णय प्रोग्राम के प्रस्ताव के अनुरूप है।",
        "उप प्रमुख का उत्तराधिकार: वर्ष 2023 में यह इकाई उप प्रमुख थी (",
        "9 में से 4 इकाइयों के नाम दिए गए हैं",
        "सभी 9 सदस्यों पर गणना के अनुसार आवश्यक मत:",
    ):
        assert words in ran.out
    assert not ENGLISH_LEFT.findall(re.sub(r"\[.*\]", "", ran.out))


def test_check_speaks_hindi() -> None:
    ran = run("check", SEED, "--ui-lang", "hi")
    assert ran.code == 0
    assert f"{SEED.as_posix()}/bloc.yaml:63:17: अनुपलब्ध: पूरा नाम (“डो थी लि”)" in ran.err
    assert "\n    सुझाव: इनपुट में “leadership.terms.1.head.person.name.vi” जोड़ें" in ran.err
    missing = ran.err.count(": अनुपलब्ध: ")
    assert ran.err.splitlines()[-1] == f"चेतावनियाँ: 0, अनुपलब्ध तथ्य: {missing}"


def test_messages_about_a_cluster_say_so_in_hindi(tmp_path: Path) -> None:
    told = run("explain", write_folder(tmp_path / "cum", {"bloc.yaml": CLUSTER}), "--ui-lang", "hi")
    assert told.out.startswith("वर्ष 2026 में क्लस्टर के प्रमुख")
    assert "क्लस्टर की प्रमुख" in told.out
    assert "ब्लॉक" not in re.sub(r"\(.*\)", "", told.out), "but in the name of a rule"


def test_the_index_page_speaks_hindi(tmp_path: Path) -> None:
    letters = ("--lang", "hi", *LETTERS[2:])
    ran = run("build", SEED, "--out", tmp_path, *letters, "--ui-lang", "hi")
    page = lxml.html.parse(ran.out.strip()).getroot()
    assert page.get("lang") == "hi"
    heads = [head.text_content() for head in page.iter("h2")]
    assert heads == ["दस्तावेज़", "अनुपलब्ध तथ्य", "निर्णय और उनके कारण", "चेतावनियाँ"]
    sentences = page.xpath("//main//text()[not(ancestor::*[@class='place'])]")
    assert not [s for s in sentences if set(ENGLISH_LEFT.findall(s)) - {"bloc"}]


def test_explain_in_json_is_the_record_of_the_build(tmp_path: Path) -> None:
    record = run("explain", SEED, "--json").record
    assert run("build", SEED, "--out", tmp_path, *LETTERS).code == 0
    written = (tmp_path / SEED.name / "decisions.json").read_text(encoding="utf-8")
    assert record == json.loads(written)
    assert record["head"]["agreement"] == "agrees"
    for language, deputy in (("vi", "Khối phó"), ("hi", "उप प्रमुख"), ("en", "deputy")):
        said = [reason["message"][language] for reason in record["head"]["reasons"]]
        assert any(words.startswith(deputy) for words in said), said


def test_sample_lists_the_samples() -> None:
    ran = run("sample")
    assert (ran.code, ran.out, ran.err) == (0, "quang-tri-2023\nvi-du-2025\n", "")


def test_sample_copies_and_never_overwrites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "cua" / "toi"
    ran = run("sample", "quang-tri-2023", target)
    assert (ran.code, ran.out) == (0, f"{target.as_posix()}\n")
    assert tree(target) == tree(SEED)

    (target / "bloc.yaml").write_text("của tôi", encoding="utf-8")
    before = tree(tmp_path)
    again = run("sample", "quang-tri-2023", target)
    assert (again.code, again.out) == (7, "")
    assert again.err.startswith(f"{target.as_posix()}: error: there is already something here")
    assert tree(tmp_path) == before

    monkeypatch.chdir(tmp_path)
    assert run("sample", "vi-du-2025").out == "vi-du-2025\n"
    assert tree(tmp_path / "vi-du-2025") == tree(SAMPLE)


def test_sample_into_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    ran = run("sample", "quang-tri-2023", tmp_path / "file" / "toi")
    assert (ran.code, ran.out) == (7, "")
    assert "error: cannot write here" in ran.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "khoi", MINIMAL)


def test_build_prints_the_page_to_look_at_and_nothing_else(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "outputs"
    ran = run("build", folder, "--out", out, *LETTERS)
    assert (ran.code, ran.out) == (0, f"{out.as_posix()}/khoi/index.html\n")
    assert Path(ran.out.strip()).is_file()
    assert f"{len(tree(out))} files in {out.as_posix()}/khoi" in ran.err


def test_a_paper_asked_for_whose_facts_are_not_stated_is_named(
    folder: Path, tmp_path: Path
) -> None:
    asked = ("build", folder, "--out", tmp_path / "o", "--lang", "vi", "--format", "docx")
    ran = run(*asked, "--document", "minutes", "--document", "nomination-letter")
    assert ran.code == 9
    assert "there is no minutes: the facts that it tells are not stated" in ran.err
    assert "no nomination-letter" not in ran.err
    assert run(*asked, "--document", "minutes").code == 4


def test_build_in_json_lists_what_is_there(folder: Path, tmp_path: Path) -> None:
    ran = run("build", folder, "--out", tmp_path / "outputs", *LETTERS, "--json")
    assert ran.code == 0
    (edition,) = ran.record["editions"]
    assert ran.record["problems"] == []
    assert edition["folder"] == (tmp_path / "outputs" / "khoi").as_posix()
    assert edition["files"] == sorted(tree(Path(edition["folder"])))
    assert (edition["kept"], edition["removed"], edition["left_out"]) == ([], [], [])
    assert edition["missing"]


@pytest.mark.parametrize("broken_first", [True, False])
def test_of_two_folders_the_sound_one_is_built(
    broken_first: bool, folder: Path, tmp_path: Path
) -> None:
    broken = write_folder(tmp_path / "hong", {"bloc.yaml": "year: 2025\n"})
    both = (broken, folder) if broken_first else (folder, broken)
    ran = run("build", *both, "--out", tmp_path / "outputs", *LETTERS, "--json")
    assert ran.code == 9
    assert [Path(edition["folder"]).name for edition in ran.record["editions"]] == ["khoi"]
    assert [problem["code"] for problem in ran.record["problems"]] == ["missing"]
    assert [path.name for path in (tmp_path / "outputs").iterdir()] == ["khoi"]
    assert run("build", broken, broken, "--out", tmp_path / "outputs").code == 3


def test_two_folders_of_one_name_never_replace_each_other(folder: Path, tmp_path: Path) -> None:
    other = write_folder(tmp_path / "khac" / "khoi", MINIMAL | {"bloc.yaml": BLOC + "# khác\n"})
    ran = run("build", folder, other, "--out", tmp_path / "outputs", *LETTERS)
    assert ran.code != 0
    assert "khoi" in ran.err


def test_final_papers_are_refused_while_facts_are_missing(tmp_path: Path) -> None:
    assert run("build", SEED, "--out", tmp_path, *LETTERS).code == 0
    before = tree(tmp_path)
    ran = run("build", SEED, "--out", tmp_path, "--lang", "vi", "--final", "--json")
    assert ran.code == 4
    assert tree(tmp_path) == before
    missing = run("check", SEED, "--lang", "vi", "--json").record["missing"]
    assert ran.record["problems"] == missing
    assert len(missing) > 10
    for record in missing:
        assert f"{record['path']}:" in ran.err
        assert record["message"] in ran.err


def words_of(file: Path) -> str:
    if file.suffix != ".docx":
        return file.read_text(encoding="utf-8")
    with zipfile.ZipFile(file) as parts:
        return "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml"))


@pytest.mark.parametrize("state", ["--draft", "--final"])
def test_only_drafts_have_a_watermark(state: str, tmp_path: Path) -> None:
    formats = ("--format", "docx", "--format", "html")
    ran = run("build", SAMPLE, "--out", tmp_path, "--lang", "vi", *formats, state)
    assert ran.code == 0
    papers = [
        p for kind in ("docx", "html") for p in (tmp_path / SAMPLE.name / "vi").glob(f"*.{kind}")
    ]
    assert len(papers) == 24
    for paper in papers:
        assert ("DỰ THẢO" in words_of(paper)) == (state == "--draft"), paper


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script(shell: str) -> None:
    ran = run("completion", shell)
    assert (ran.code, ran.err) == (0, "")
    assert f"_BLOC_COMPLETE={shell}_complete" in ran.out
    if found := shutil.which(shell):
        subprocess.run([found, "-n"], input=ran.out, text=True, check=True)


COMPLETED = {
    "commands": ("bloc ", {*COMMANDS}),
    "languages": ("bloc build --lang ", {"vi", "hi", "en"}),
    "formats begun": ("bloc build x --format d", {"docx"}),
    "documents": (
        "bloc build --document n",
        {"nomination-letter", "news-release", "nominee-list", "notice-of-results"},
    ),
    "options begun": ("bloc check --st", {"--strict"}),
}


@pytest.mark.parametrize(("typed", "words"), COMPLETED.values(), ids=COMPLETED.keys())
def test_the_shell_completes_words(typed: str, words: set[str], tmp_path: Path) -> None:
    ran = run_process(
        cwd=tmp_path,
        _BLOC_COMPLETE="bash_complete",
        COMP_WORDS=typed,
        COMP_CWORD=str(len(typed.split(" ")) - 1),
    )
    assert ran.err == ""
    assert {line.partition(",")[2] for line in ran.out.splitlines()} == words


def loaded(folder: Path) -> dict[str, Any]:
    return {
        key: part
        for file in folder.glob("*.yaml")
        for key, part in read_tree(file.read_text(encoding="utf-8"), file.name).value.items()
    }


def ways(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every fact and group of facts."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    inner = [(part, (*path, step)) for step, part in steps]
    deeper = [
        way for part, way in inner if isinstance(part, dict | list) for way in ways(part, way)
    ]
    return [way for _, way in inner] + deeper


STATED = {folder.name: loaded(folder) for folder in (SEED, SAMPLE)}


def as_file(facts: dict[str, Any]) -> dict[str, str | bytes]:
    """The facts as one YAML file in the notation of JSON, whose numbers stay as written."""
    return {"all.yaml": json.dumps(facts, ensure_ascii=False, default=float)}


@pytest.mark.parametrize("part", sorted(STATED[SAMPLE.name].keys() - {"year", "bloc", "units"}))
@pytest.mark.parametrize("alone", [True, False], ids=["alone", "left out"])
def test_each_part_may_stand_alone_or_be_left_out(part: str, alone: bool, tmp_path: Path) -> None:
    # Results name the weaknesses of last year that they overcame.
    left_out = {part} | ({"results"} if part == "weaknesses" else set())
    named = {part} | ({"weaknesses"} if part == "results" else set())
    kept = {"year", "bloc", "units"} | (named if alone else STATED[SAMPLE.name].keys() - left_out)
    facts = {key: STATED[SAMPLE.name][key] for key in kept} | {"news": {}}
    if "weaknesses" not in facts and "results" in facts:
        # What overcomes a weakness names one that must be there.
        facts["results"] = [
            {key: value for key, value in result.items() if key != "overcomes"}
            for result in facts["results"]
        ]
    folder = write_folder(tmp_path, as_file(facts))
    ran = run("check", folder, "--lang", "vi")
    assert ran.code == 0, ran.err


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_facts_may_be_left_out(data: st.DataObject, tmp_path_factory: Any) -> None:
    """What is not stated is a gap in a draft, or an error that names it, and never a crash."""
    name = data.draw(st.sampled_from(sorted(STATED)))
    facts = json.loads(json.dumps(STATED[name], default=float))
    facts["news"].pop("photos")
    for way in data.draw(st.lists(st.sampled_from(ways(facts)), min_size=1, max_size=4)):
        group = facts
        try:
            for step in way[:-1]:
                group = group[step]
            del group[way[-1]]
        except (KeyError, IndexError):
            continue
    place = tmp_path_factory.getbasetemp() / "left-out"
    folder = write_folder(place, as_file(facts))
    ran = run("check", folder, "--lang", "vi")
    assert ran.code in {0, 3}, ran.err
