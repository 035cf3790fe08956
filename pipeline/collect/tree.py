"""Plain values read from a file, with the place of each: what YAML and workbooks both become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.errors import Problem, Source
from pipeline.model.base import Path


@dataclass(frozen=True, slots=True)
class Tree:
    """The value of a file, the places of its values and keys, and what was wrong with it.

    ``value`` holds dicts, tuples, texts, numbers, dates, true/false and None. ``()`` is the root.
    """

    value: Any
    sources: dict[Path, Source]
    keys: dict[Path, Source]
    problems: tuple[Problem, ...]
