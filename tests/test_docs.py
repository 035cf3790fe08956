"""What the documentation says is so."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from folders import MINIMAL, run, write_folder

from pipeline import places
from pipeline.build import Order, study
from pipeline.cli.program import make_program
from pipeline.collect import collect, read_layouts, read_text_templates
from pipeline.errors import ENGLISH, ExitCode
from pipeline.model.blocks import block_lines, plain
from pipeline.model.document import document_lines
from pipeline.render.compose import compose
from pipeline.render.context import names_for
from pipeline.render.filters import FILTERS
from pipeline.render.ledger import Ledger
from pipeline.render.material import Material
from pipeline.render.texts import Texts
from pipeline.words import catalog

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TEMPLATES = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
EVERYTHING = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def test_every_command_is_documented() -> None:
    for name in make_program(ENGLISH).commands:
        assert f"bloc {name}" in README


def test_commands_in_the_docs_exist() -> None:
    commands = set(make_program(ENGLISH).commands)
    named = set(re.findall(r"^(?:\$ )?bloc ([a-z]+)", EVERYTHING, re.MULTILINE))
    named |= set(re.findall(r"`bloc ([a-z]+)", EVERYTHING))
    assert named <= commands


def test_exit_codes_in_the_readme_are_those_of_the_program() -> None:
    documented = {int(n) for n in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert documented == {int(code) for code in ExitCode}


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)


@pytest.fixture(scope="module")
def material() -> Material:
    done = study(places.SAMPLES / "quang-tri-2023", Order(("vi",), ("news-release",)))
    texts = Texts(places.TEXTS, read_text_templates(places.TEXTS))
    layouts = read_layouts(places.LAYOUTS)
    return Material(done.dossier, done.summary, done.decisions, done.rules, texts, layouts)


def test_every_name_a_template_may_use_is_documented(material: Material) -> None:
    words = catalog(places.LOCALES, "documents", "vi")
    kind = read_text_templates(places.TEXTS)["news-release"].kind
    day = material.dossier.facts.conference.date  # type: ignore[union-attr]
    assert day is not None
    names = names_for(material, kind, None, (material.rules, day), None, Ledger("vi", words))
    internal = {"ledger", "abbreviation"}
    for name in {*names, *FILTERS} - internal:
        assert re.search(rf"`{name}[`(]", TEMPLATES) or f"{{{{ {name}(" in TEMPLATES, name


def test_the_example_in_the_docs_makes_a_paper(tmp_path: Path, material: Material) -> None:
    """A new kind of paper is one text file and no Python."""
    example = re.search(r"```\n(---\norder: 4.*?)```", TEMPLATES, re.DOTALL)
    assert example
    folder = tmp_path / "text"
    shutil.copytree(places.TEXTS, folder)
    (folder / "notice.md").write_text(example[1], encoding="utf-8")
    templates = read_text_templates(folder)
    ours = replace(material, texts=Texts(folder, templates))
    (paper,) = compose(ours, templates["notice"], catalog(places.LOCALES, "documents", "vi"))
    lines = [plain(line) for line in document_lines(paper)]
    assert "THÔNG BÁO" in lines
    assert "khối trưởng năm 2024" in lines
    assert "Khối trưởng là Báo Quảng Trị." in lines


def test_the_example_of_rules_makes_chapters_articles_clauses_and_points(
    tmp_path: Path, material: Material
) -> None:
    example = re.search(r"```\n(# \{% trans %\}QUY ĐỊNH CHUNG.*?)```", TEMPLATES, re.DOTALL)
    assert example
    words = (
        "---\norder: 90\nframe: official\nnumbering: articles\nwhen: 'true'\n---\n"
        "{% extends layout %}\n{% block type_name %}QUY CHẾ{% endblock %}\n"
        f"{{% block body %}}\n{example[1]}\n{{% endblock %}}\n"
    )
    folder = tmp_path / "text"
    shutil.copytree(places.TEXTS, folder)
    (folder / "rules.md").write_text(words, encoding="utf-8")
    templates = read_text_templates(folder)
    ours = replace(material, texts=Texts(folder, templates))
    (paper,) = compose(ours, templates["rules"], catalog(places.LOCALES, "documents", "vi"))
    lines = [plain(line) for block in paper.body for line in block_lines(block)]
    assert lines == [
        "Chương I\nQUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi điều chỉnh",
        "1. Khoản thứ nhất:",
        "a) điểm a;",
        "b) điểm b.",
        "2. Khoản thứ hai.",
    ]


def test_made_up_data_says_so() -> None:
    for folder in sorted(places.SAMPLES.iterdir()):
        facts = collect(folder).facts
        texts = [p.read_text(encoding="utf-8").lower() for p in folder.glob("*.yaml")]
        if facts.made_up:
            assert all("không có thật" in text for text in texts)


RULES = re.findall(
    r"```yaml\n(.*?)```", (ROOT / "docs" / "rules.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.mark.parametrize("rules", RULES)
def test_every_example_of_a_blocs_rules_can_be_copied(rules: str, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "khoi", {**MINIMAL, "rules.yaml": rules})
    ran = run("check", folder, "--lang", "vi")
    assert ran.code == 0, ran.err
