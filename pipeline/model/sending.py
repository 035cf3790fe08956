"""What units are to send in, by when, and what has come."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from pipeline.model.base import N_, Date, Fact, UnitRef, Whole, Words, Written

Part = Literal["registration", "report", "scores", "photos"]


class Deadline(Fact):
    """The last day for one part of what units send, and the day to which it was put off."""

    part: Part = Field(title="phần")
    date: Date = Field(title="hạn gửi")
    extended: Date | None = Field(None, title=N_("gia hạn đến"))

    @property
    def last(self) -> datetime.date:
        """The last day as it stands now."""
        return self.extended or self.date


class Submission(Fact):
    """What a unit sent on one day. ``parts`` empty: the whole form."""

    unit: UnitRef = Field(title="đơn vị")
    received: Date | None = Field(None, title=N_("ngày nhận"))
    parts: tuple[Part, ...] = Field((), title="gồm các phần")
    note: Words | None = Field(None, title=N_("ghi chú về việc gửi"))


class Claim(Fact):
    """What one source says of a fact, in its own writing."""

    origin: Words = Field(title="nguồn")
    value: Written = Field(title="nguồn ghi")


class Conflict(Fact):
    """Sources that contradict each other about one fact; both are kept.

    ``about`` names the fact as keys joined by points: ``bloc.staff``; an entry of a list goes by
    its id, unit, award or year: ``indicators.sang-kien.readings.so-noi-vu.value``. ``chosen``
    counts the claims from 1; the fact itself says what that claim says. None: still open, and the
    fact is left out.
    """

    about: Written = Field(title="về điều gì")
    claims: tuple[Claim, ...] = Field(title="các nguồn", min_length=2)
    chosen: Whole | None = Field(None, title=N_("nguồn được chọn"))
    reason: Words | None = Field(None, title=N_("lý do chọn nguồn"))
