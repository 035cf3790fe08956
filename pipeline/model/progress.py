"""What has come of what the units were asked to send: a table of units and parts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.model.base import Derived, Ref
from pipeline.model.sending import Part


class State(StrEnum):
    """How far one part of one unit has come."""

    NOT_ASKED = "not-asked"
    """The bloc does not ask for this part."""
    MISSING = "missing"
    PARTLY = "partly"
    RECEIVED = "received"
    """It is recorded as received, but the folder holds nothing of it yet."""
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class PartProgress:
    """One part of one unit.

    ``asked`` counts the indicators (of the report) or criteria (of the scores) that are asked for;
    ``lacking`` names those that are not there. ``words_lacking``: the report tells no result.
    """

    part: Part
    state: State
    deadline: Derived[datetime.date] | None
    """The last day as it stands now."""
    put_off_from: Derived[datetime.date] | None
    """The last day as it stood before it was put off."""
    received: tuple[Derived[datetime.date], ...]
    """The days on which something of it came, the first first; empty where none is recorded."""
    asked: int
    lacking: tuple[Ref, ...]
    words_lacking: bool

    @property
    def lacks(self) -> bool:
        """Whether the unit still has to send something of it."""
        return self.state in {State.MISSING, State.PARTLY}

    def late_on(self, day: datetime.date | None) -> bool:
        """Whether it came after its last day; or nothing came, and on ``day`` that day is over.

        Without a ``day`` only what did come can be late.
        """
        if self.deadline is None:
            return False
        last = self.deadline.value
        if self.received:
            return self.received[0].value > last
        return self.state is State.MISSING and day is not None and day > last


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """One member unit: its parts in the order of the year, and what was noted of its sendings."""

    unit: Derived[str]
    parts: tuple[PartProgress, ...]
    notes: tuple[Ref, ...]

    @property
    def lacks(self) -> bool:
        """Whether the unit still has to send something."""
        return any(part.lacks for part in self.parts)


def units_to_remind(
    sending: Sequence[UnitProgress], head: str | None, wanted: Sequence[str] = ()
) -> tuple[UnitProgress, ...]:
    """The units that lack something: those of ``wanted``, else all but the ``head`` of the bloc.

    The head writes the letters, and writes none to itself unless it is asked to.
    """
    return tuple(
        one
        for one in sending
        if one.lacks and (one.unit.value in wanted if wanted else one.unit.value != head)
    )
