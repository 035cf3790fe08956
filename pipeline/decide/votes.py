"""Exact arithmetic of thresholds: fractions, never floats."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from pipeline.errors import Message, msg
from pipeline.model.rules import Voters

NAMES_OF_VOTERS: Mapping[Voters, Message] = {
    "members": msg("all members"),
    "present": msg("the units present and those that voted in writing"),
    "valid-ballots": msg("the valid ballots"),
}
"""What votes are counted against, in words."""


def votes_needed(share: Fraction, of: int, strictly_more: bool = False) -> int:
    """The least number of votes that reaches ``share`` of ``of``: 8 for 4/5 of 9.

    Nobody is chosen by no vote: of nought it is one.
    """
    exact = share * of
    return max(1, math.floor(exact) + 1 if strictly_more else math.ceil(exact))
