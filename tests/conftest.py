"""Editions of the sample blocs, built once for all tests that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import places
from pipeline.build import Edition, Order, build
from pipeline.errors import ENGLISH

SAMPLES = ("quang-tri-2023", "vi-du-2025")


@pytest.fixture(scope="session")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edition]:
    """Both samples in every language and format, as drafts."""
    out = tmp_path_factory.mktemp("outputs")
    return {name: build(places.SAMPLES / name, out, Order(), ENGLISH) for name in SAMPLES}


@pytest.fixture(scope="session")
def seed_folder() -> Path:
    return places.SAMPLES / "quang-tri-2023"
