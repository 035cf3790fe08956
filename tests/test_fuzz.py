"""Damaged inputs: whatever is done to a sample's files, the answer names a place in them."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline import places
from pipeline.collect import collect
from pipeline.collect.checks import check_facts
from pipeline.collect.folder import unit_names
from pipeline.collect.validate import build_model
from pipeline.collect.workbook import Scalar, Workbook, read_workbook
from pipeline.collect.workbook.tables import read_tables
from pipeline.collect.year_workbook import year_tree
from pipeline.errors import ENGLISH, InputError
from pipeline.forms.xlsx import write_form
from pipeline.forms.year import year_form, year_tables
from pipeline.model.dossier import Trail
from pipeline.model.facts import Facts
from pipeline.words import catalog
from tests.folders import SAMPLE, SEED

VIETNAMESE = catalog(places.LOCALES, "interface", "vi")

ROUNDS = 50
BATCHES = {SEED: 10, SAMPLE: 3}
"""How many times a hundred damaged copies of each sample are read."""

SCRAPS = (
    *"-:#{}[]|>&*!%@`'\",?\t\n ",
    "\u00a0",
    "\ufeff",
    "\u2028",
    "\x07",
    "ॐ",
    "😀",
    "--- ",
    "- - ",
    ": : ",
    "<<: ",
    "null",
    "~",
    "true",
    "1.234",
    "1e999",
    "0x1F",
    "31/02/2025",
    "26/12",
    "gần 300",
    "-1",
    "9" * 40,
    "!!python/object:os.system ",
    "&a [*a, *a]",
    "{vi: , hi: x}",
    "../../../etc/passwd",
    "Sở Nội vụ",
    "\\",
    '"',
)


def _damaged(text: str, chance: random.Random) -> str:
    """The text after one to three mishaps."""
    for _ in range(chance.randint(1, 3)):
        lines = text.split("\n")
        n = chance.randrange(len(lines))
        line = lines[n]
        at = chance.randint(0, len(line))
        scrap = chance.choice(SCRAPS)
        match chance.randrange(10):
            case 0:
                del lines[n]
            case 1:
                lines.insert(n, line)
            case 2:
                m = chance.randrange(len(lines))
                lines[n], lines[m] = lines[m], lines[n]
            case 3:
                lines[n] = " " * chance.randint(1, 3) + line
            case 4:
                lines[n] = line[1:] if line.startswith(" ") else line + scrap
            case 5:
                lines[n] = line[:at] + scrap + line[at:]
            case 6:
                lines[n] = line[:at] + line[at + 1 :]
            case 7:
                key, colon, _ = line.partition(":")
                lines[n] = key + colon + " " + scrap
            case 8:
                lines[n] = line.replace(chance.choice("aeio"), chance.choice("xyz"), 1)
            case _:
                lines = lines[: n + 1]
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize(
    ("sample", "batch"), [(s, n) for s, count in BATCHES.items() for n in range(count)]
)
def test_a_damaged_sample_is_read_or_refused_at_a_place(
    sample: Path, batch: int, tmp_path: Path
) -> None:
    chance = random.Random(f"{sample.name}-{batch}")
    texts = {path.name: path.read_text(encoding="utf-8") for path in sample.glob("*.yaml")}
    photos = sample / "photos"
    if photos.is_dir():
        shutil.copytree(photos, tmp_path / "photos")
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    collect(tmp_path)  # the sample itself is sound
    for _ in range(ROUNDS):
        name = chance.choice(sorted(texts))
        damaged = _damaged(texts[name], chance)
        file = tmp_path / name
        file.write_text(damaged, encoding="utf-8", newline="")
        try:
            dossier = collect(tmp_path)
            problems = dossier.warnings
        except InputError as error:
            problems = error.problems
            assert problems, damaged
        for problem in problems:
            assert problem.source, (problem, damaged)
            assert problem.source.path.startswith(tmp_path.as_posix()), (problem, damaged)
            for speech in (ENGLISH, VIETNAMESE):
                assert problem.message.in_words(speech)
                assert problem.hint is None or problem.hint.in_words(speech)
        file.write_text(texts[name], encoding="utf-8")


CELLS: tuple[Scalar, ...] = (
    "",
    " ",
    "không",
    "=1+1",
    "Sở Không Có",
    "gần 300",
    "1.234",
    "1.234,5",
    "12 tỷ đồng",
    "31/02/2025",
    "26/12",
    "-",
    "\n",
    "x" * 3000,
    "ॐ",
    0,
    -1,
    10**14,
    True,
    False,
    Decimal("0.125"),
    date(1900, 3, 1),
    date(2025, 12, 18),
)


def _with_damaged_cells(workbook: Workbook, chance: random.Random) -> Workbook:
    """The workbook after one to three slips in cells: typed over, cleared, moved, rows gone."""
    sheets = list(workbook.sheets)
    for _ in range(chance.randint(1, 3)):
        n = chance.choice([n for n, sheet in enumerate(sheets) if sheet.cells])
        cells = dict(sheets[n].cells)
        at = chance.choice(sorted(cells))
        cell = cells[at]
        match chance.randrange(6):
            case 0:
                del cells[at]
            case 1:
                cells = {place: one for place, one in cells.items() if place[0] != at[0]}
            case 2:
                cells = {place: one for place, one in cells.items() if place[1] != at[1]}
            case 3:
                other = chance.choice(sorted(cells))
                cells[other] = replace(cell, source=cells[other].source)
            case 4:
                del sheets[n]
                continue
            case _:
                cells[at] = replace(cell, value=chance.choice(CELLS))
        sheets[n] = replace(sheets[n], cells=cells)
    return replace(workbook, sheets=tuple(sheets))


@pytest.mark.parametrize("batch", range(6))
@pytest.mark.parametrize("sample", [SEED, SAMPLE], ids=lambda path: path.name)
def test_slips_in_a_workbook_are_told_at_their_cell(
    sample: Path, batch: int, tmp_path: Path
) -> None:
    chance = random.Random(f"cells-{sample.name}-{batch}")
    path = tmp_path / "nam.xlsx"
    path.write_bytes(write_form(year_form(collect(sample).facts)))
    workbook = read_workbook(path)
    for _ in range(ROUNDS // 4):
        tables = read_tables(_with_damaged_cells(workbook, chance), year_tables())
        tree = year_tree(tables, path.as_posix())
        facts, problems = build_model(Facts, tree, unit_names(tree.value))
        if facts and not tree.problems:
            problems = tuple(check_facts(facts, Trail(tree.sources), sample))
        for problem in (*tables.problems, *tree.problems, *problems):
            assert problem.source, problem
            assert problem.source.path == path.as_posix()
            for speech in (ENGLISH, VIETNAMESE):
                assert problem.message.in_words(speech)
                assert problem.hint is None or problem.hint.in_words(speech)
