"""Small folders of inputs, and ``bloc`` run on them, for the tests of the whole program."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from pipeline.cli import main

PROJECT = Path(__file__).parents[1]
SAMPLES = PROJECT / "inputs"
SEED = SAMPLES / "quang-tri-2023"
SAMPLE = SAMPLES / "vi-du-2025"

BLOC = """\
year: 2025
bloc:
  name: Khối thi đua A
units:
  - {id: don-vi-a, name: Đơn vị A}
  - {id: don-vi-b, name: Đơn vị B}
  - {id: don-vi-c, name: Đơn vị C}
"""
"""The least a folder must state, and three units to speak of."""

MINIMAL = {
    "bloc.yaml": BLOC,
    "conference.yaml": """\
leadership:
  terms:
    - {year: 2025, head: don-vi-a, deputies: [don-vi-b]}
conference:
  date: 18/12/2025
nominations:
  - award: province-flag
    units: [don-vi-b]
""",
}
"""A folder from which a summary report, a nomination letter and a news release can be made."""

LETTERS = ("--lang", "vi", "--document", "nomination-letter", "--format", "docx")
"""The quickest papers to make."""

MARK = "▸"

ENTRY = "import sys; from pipeline.cli import main; sys.exit(main())"


class Ran(NamedTuple):
    """How a run of ``bloc`` ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def record(self) -> Any:
        return json.loads(self.out)


def write_folder(place: Path, files: Mapping[str, str | bytes]) -> Path:
    """A folder of inputs at ``place``: the content of each file by its name."""
    for name, content in files.items():
        target = place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return place


def copy_of(sample: Path, place: Path) -> Path:
    """A copy of a sample folder, to be changed by a test."""
    return Path(shutil.copytree(sample, place))


def replace_in(file: Path, old: str, new: str) -> None:
    """Change one passage of a file, which must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text, (old, file)
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def without_mark(text: str) -> tuple[str, str]:
    """The text without its mark ``▸``, and ``line:column`` of the place where it stood."""
    before, mark, after = text.partition(MARK)
    assert mark, f"no {MARK} in {text!r}"
    return before + after, f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def run(*arguments: object) -> Ran:
    """Run ``bloc`` in this process, as a user whose system speaks English."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, {"LC_ALL": "en_US.UTF-8"}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main([str(argument) for argument in arguments])
    return Ran(code, out.getvalue(), err.getvalue())


def environment(**more: str) -> dict[str, str]:
    """The environment of a ``bloc`` process."""
    return {**os.environ, "PYTHONPATH": str(PROJECT), "LC_ALL": "C.UTF-8", **more}


def run_process(*arguments: object, cwd: Path, code: str = ENTRY, **more: str) -> Ran:
    """Run ``bloc`` as a process of its own in the folder ``cwd``."""
    done = subprocess.run(
        [sys.executable, "-c", code, *(str(argument) for argument in arguments)],
        cwd=cwd,
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under ``folder``, by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
