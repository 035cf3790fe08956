"""How many words a report of each length has for each part of it.

A page of body text holds about 450 Vietnamese words, and about 150 are read aloud in a minute. What
is always told (heads, scores, proposals, next year's tasks) takes the rest of the length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.model.report import Length
from pipeline.model.year import Theme


@dataclass(frozen=True, slots=True)
class Pool:
    """Themes that share so many words."""

    words: int
    themes: tuple[Theme, ...]


POOLS: Mapping[Length, tuple[Pool, ...]] = {
    "full": (
        Pool(200, ("advantages",)),
        Pool(200, ("difficulties",)),
        Pool(500, ("direction",)),
        Pool(400, ("communication",)),
        Pool(1300, ("political-tasks",)),
        Pool(800, ("party-building",)),
        Pool(800, ("movements",)),
        Pool(500, ("joint-activities",)),
        Pool(500, ("examples",)),
        Pool(250, ("commendation",)),
        Pool(300, ("strengths",)),
        Pool(450, ("limitations",)),
        Pool(250, ("causes",)),
        Pool(250, ("lessons",)),
        Pool(300, ("proposals",)),
    ),
    "short": (
        Pool(90, ("direction", "communication")),
        Pool(220, ("political-tasks",)),
        Pool(200, ("party-building", "movements")),
        Pool(120, ("joint-activities",)),
        Pool(100, ("examples", "commendation")),
        Pool(120, ("limitations",)),
        Pool(60, ("causes",)),
        Pool(60, ("proposals",)),
    ),
    "brief": (
        Pool(
            95,
            ("political-tasks", "party-building", "movements", "joint-activities", "examples"),
        ),
        Pool(50, ("limitations",)),
    ),
}
"""A theme in no pool is not told at that length."""
