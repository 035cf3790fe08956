"""Every paper reads as it did when a person last read it."""

from __future__ import annotations

import difflib

import pytest
from goldens import GOLDEN, SAMPLES, goldens_of


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_paper_reads_as_it_was_approved(sample: str) -> None:
    made = dict(goldens_of(sample))
    kept = {
        path.relative_to(GOLDEN).as_posix(): path.read_text(encoding="utf-8")
        for path in (GOLDEN / sample).rglob("*.*")
    }
    told = [
        line
        for name in sorted(made.keys() | kept.keys())
        for line in difflib.unified_diff(
            kept.get(name, "").splitlines(),
            made.get(name, "").splitlines(),
            f"approved/{name}",
            f"now/{name}",
            lineterm="",
            n=1,
        )
    ]
    assert not told, "\n".join([*told, "Right as it is? Then: make golden"])
