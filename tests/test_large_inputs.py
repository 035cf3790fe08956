"""Inputs far larger than a clerk's: read whole, and told in few words.

They are so large that work growing with the square of their size would be felt in every run.
"""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipeline.collect import collect
from pipeline.collect.merge import merge_files, merge_submissions
from pipeline.collect.tree import Tree
from pipeline.collect.yaml_tree import read_tree
from pipeline.errors import Source
from pipeline.spelling.names import NameIndex, key_of, likest
from tests.folders import SAMPLE, copy_of, run
from tests.unit_forms import Filled

UNIT = "so-tu-phap"


@pytest.fixture
def form(tmp_path: Path) -> Filled:
    folder = copy_of(SAMPLE, tmp_path / "khoi")
    assert run("forms", folder, "--out", tmp_path / "mail", "--unit", UNIT).code == 0
    return Filled(tmp_path / "mail" / f"{UNIT}.xlsx")


def test_many_keys_of_one_file_are_merged_in_one_go() -> None:
    text = "year: 2025\n" + "".join(f"k{n}: 1\n" for n in range(10_000))
    tree = read_tree(text, "more.yaml")
    merged = merge_files([tree, read_tree("year: 2026\nbloc: {name: A}\n", "bloc.yaml")])
    assert len(merged.value) == 10_002
    assert merged.value["year"] == 2025
    assert merged.sources[("bloc", "name")] == Source("bloc.yaml", 2, 14)
    # What was given a second time leaves no place behind.
    assert merged.sources[("year",)].path == merged.keys[("year",)].path == "more.yaml"
    assert [p.code for p in merged.problems] == ["duplicate-key"]


def test_many_rows_of_a_unit_are_laid_beside_the_blocs_in_one_go() -> None:
    works = tuple(
        {"unit": "a", "name": f"Việc {n}", "measure": "triệu đồng", "amount": n}
        for n in range(1_500)
    )
    sources = {(): Source("a.xlsx")} | {
        ("welfare", n, key): Source("a.xlsx", n + 4, 2, "An sinh xã hội")
        for n, work in enumerate(works)
        for key in work
    }
    sent = Tree({"welfare": works}, sources, {}, ())
    bloc = Tree({"welfare": works[:700]}, {}, {}, ())
    merged = merge_submissions(bloc, [sent], NameIndex.of([("a", ("A",))]))
    # What the bloc states already is not there twice, and the rest has its places.
    assert merged.value["welfare"] == works
    assert merged.sources[("welfare", 1_499, "amount")].line == 1_503
    assert ("welfare", 0, "amount") not in merged.sources
    assert not merged.problems


def test_many_parts_of_many_works_find_theirs(form: Filled) -> None:
    many = 800
    for n in range(many):
        form.put("An sinh xã hội", 4 + n, name=f"Việc {n}", amount=n + 1, measure="triệu đồng")
    for n in range(many):
        form.put("An sinh xã hội", 4 + many + n, name=f"VIỆC {n}", part=f"Khoản {n}", amount=1)
    form.put("An sinh xã hội", 4 + 2 * many, part="Khoản cuối", amount=2)
    form.save()
    folder = form.path.parents[1] / "khoi"
    done = run("collect", folder, form.path, "--received", "12/12/2025")
    assert done.code == 0, done.err
    sent = [work for work in collect(folder).facts.welfare if work.unit == UNIT][-many:]
    parts = [[part.name.vi for part in work.parts] for work in sent]
    assert parts[:-1] == [[f"Khoản {n}"] for n in range(many - 1)]
    assert parts[-1] == [f"Khoản {many - 1}", "Khoản cuối"]


def test_a_letter_with_thousands_of_marks_is_gone_through_once() -> None:
    assert key_of("a" + "\u0301" * 32_000).startswith("á")
    assert key_of("a\u0301\u0302") == key_of("a\u0302\u0301")


def test_a_page_of_text_is_like_no_name() -> None:
    names = ["Thuận lợi", "Khó khăn"]
    assert likest("Thuan loi", names) == ["Thuận lợi"]
    assert likest("Thuận lợi " * 4, names) == []
    assert NameIndex.of([("a", names)]).near("Thuận lợi " * 3_000) == ()


def test_of_thousands_of_mistakes_alike_the_first_are_told(form: Filled) -> None:
    for n in range(300):
        form.put("Kết quả", 6 + n, theme="x" * 900, text=f"Ý thứ {n}.")
    form.save()
    folder = form.path.parents[1] / "khoi"
    day, marked = ("--received", "12/12/2025"), form.path.parent / "marked"
    done = run("collect", folder, form.path, *day, "--annotate", marked)
    assert done.code == 3
    told = [line for line in done.err.splitlines() if "error: " in line]
    assert len(told) == 13
    assert "288 more of this kind in this sheet" in told[-1]
    assert max(map(len, told)) < 300
    # The copy that goes back shows more of them, but not all.
    comments = [
        cell.comment
        for row in openpyxl.load_workbook(marked / form.path.name)["Kết quả"]
        for cell in row
        if cell.comment
    ]
    assert 200 <= len(comments) <= 202
