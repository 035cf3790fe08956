"""Which targets were reached: exceeded, met, not met, or not to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.quantity import Quantity

Judgement = Literal["exceeded", "met", "not-met", "open"]
"""“met” is reached, and not known to be exceeded; “open” cannot be told from what was stated."""


@dataclass(frozen=True, slots=True)
class TargetJudged:
    """One indicator's target and what became of it. ``stated_at``: the figures it rests on."""

    indicator: Ref
    stated_at: Path
    target: Derived[Quantity]
    value: Derived[Quantity] | None
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class TargetsReached:
    """How many stated targets became what. ``unit`` None: those of the bloc as a whole."""

    unit: Derived[str] | None
    stated: Derived[int]
    exceeded: Derived[int]
    met: Derived[int]
    not_met: Derived[int]
    open: Derived[int]
    judged: Derived[int]
    """Those of which it can be told whether they were reached."""
    reached: Derived[int]
    """Met or exceeded."""
    missed: tuple[Ref, ...]
    """The indicators whose target was not met."""
    unjudged: tuple[Ref, ...]
    """Those of which it cannot be told."""


@dataclass(frozen=True, slots=True)
class Targets:
    """Targets of each unit that stated one, in the order of the units, and those of the bloc."""

    units: tuple[TargetsReached, ...]
    bloc: TargetsReached | None
