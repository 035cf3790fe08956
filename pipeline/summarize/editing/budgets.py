"""How many words a report of each length has for each part of it.

A page of body text holds about 340 Vietnamese words, and about 150 are read aloud in a minute. What
is always told (heads, scores, welfare, proposals, next year's tasks) takes the rest of the length.
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
        Pool(130, ("advantages",)),
        Pool(130, ("difficulties",)),
        Pool(320, ("direction",)),
        Pool(260, ("communication",)),
        Pool(750, ("political-tasks",)),
        Pool(420, ("party-building",)),
        Pool(450, ("movements",)),
        Pool(330, ("joint-activities",)),
        Pool(300, ("examples",)),
        Pool(160, ("commendation",)),
        Pool(200, ("strengths",)),
        Pool(300, ("limitations",)),
        Pool(160, ("causes",)),
        Pool(160, ("lessons",)),
        Pool(200, ("proposals",)),
    ),
    "short": (
        Pool(80, ("direction", "communication")),
        Pool(175, ("political-tasks",)),
        Pool(160, ("party-building", "movements")),
        Pool(100, ("joint-activities",)),
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
