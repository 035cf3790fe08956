"""How a bloc finds its next head: the words of a policy, which the inputs and rulebooks state."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.base import N_, Fact, UnitRef, Whole, Words

Mode = Literal[
    "deputy-succeeds",
    "rotation-list",
    "longest-waiting",
    "elected",
    "first-ranked",
    "second-ranked",
    "assigned",
]
"""A way of finding the next head. A policy has several, tried in its order."""

TieRule = Literal["list", "longest-membership", "higher-rank", "fewest-terms"]
"""What tells apart units that a mode finds equal. Where no rule does, the conference decides."""

MOST_DEPUTIES = 2
DeputyCount = Annotated[Whole, Field(ge=0, le=MOST_DEPUTIES)]


class Declined(Fact):
    """A unit that does not want to head the bloc, or to be its deputy, in one year."""

    unit: UnitRef = Field(title="đơn vị")
    year: Whole = Field(title="năm không nhận")
    reason: Words | None = Field(None, title=N_("lý do không nhận"))


class NotConsidered(Fact):
    """A unit that was not considered in an emulation year: it does not head the bloc in the next.

    Of the year of the folder itself the unit's own ``suspended`` tells.
    """

    unit: UnitRef = Field(title="đơn vị")
    year: Whole = Field(title="năm không được xét")
