"""Writes the golden texts anew: ``make golden``; read what changed before it is kept."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1] / "tests"
sys.path.insert(0, str(TESTS))

from goldens import (  # type: ignore[import-not-found]  # noqa: E402 — beside the tests
    GOLDEN,
    SAMPLES,
    goldens_of,
)

if __name__ == "__main__":
    shutil.rmtree(GOLDEN, ignore_errors=True)
    for sample in SAMPLES:
        for name, text in goldens_of(sample):
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
