"""Editions of the sample blocs, built once for all tests that read them."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

import pytest

from pipeline import places
from pipeline.build import Edition, Order, build, study
from pipeline.build.edition import MANIFEST
from pipeline.errors import ENGLISH

SAMPLES = ("quang-tri-2023", "vi-du-2025")


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """Both samples in every language and format, as drafts; one process makes them for all."""
    here = tmp_path_factory.getbasetemp()
    out = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "editions"
    out.mkdir(exist_ok=True)
    with (out / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return {name: _edition(places.SAMPLES / name, out) for name in SAMPLES}


def _edition(sample: Path, out: Path) -> Edition:
    folder = out / sample.name
    if not folder.is_dir():
        return build(sample, out, Order(), ENGLISH)
    outputs = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["outputs"]
    return Edition(study(sample, Order()), folder, tuple(sorted([*outputs, MANIFEST])))


@pytest.fixture(scope="session")
def seed_folder() -> Path:
    return places.SAMPLES / "quang-tri-2023"
