"""Going through all facts with the path of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from pipeline.model.base import Path


def walk(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every part of the facts with its path, parents before children."""
    yield path, value
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield from walk(getattr(value, name), (*path, name))
        case tuple():
            for n, part in enumerate(value):
                yield from walk(part, (*path, n))
