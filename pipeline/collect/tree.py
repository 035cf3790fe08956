"""Plain values read from a file, with the place of each: what YAML and workbooks both become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from pipeline.errors import Problem, Source
from pipeline.model.base import Path

UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"
    r"\u202a-\u202e\u2066-\u2069]"
)
"""Characters no paper can print, and those that make the letters after them stand in another order
than they are written: a reader would see other words than the file holds."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The value of a file, the places of its values and keys, and what was wrong with it.

    ``value`` holds dicts, tuples, texts, numbers, dates, true/false and None. ``()`` is the root.
    """

    value: Any
    sources: dict[Path, Source]
    keys: dict[Path, Source]
    problems: tuple[Problem, ...]
