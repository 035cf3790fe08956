"""What units are to send in, by when, and what has come."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from pipeline.model.base import N_, Date, Fact, Path, UnitRef, Whole, Words, Written

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


NAMED_BY = ("id", "unit", "award", "year", "part")
"""The keys by which an entry of a list goes where facts are named in words."""


def names_of(entry: object) -> Iterator[str]:
    """What an entry of a list is called, the first of the keys it has first."""
    for key in NAMED_BY:
        value = getattr(entry, key, None)
        if isinstance(value, str | int):
            yield str(value)


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

    def is_about(self, facts: object, path: Path) -> bool:
        """Whether it is about the fact at ``path``, or about a record that the fact stands in."""
        here = facts
        steps = self.about.split(".")
        if len(steps) > len(path):
            return False
        for given, step in zip(steps, path, strict=False):
            if isinstance(step, int):
                entry = here[step] if isinstance(here, tuple) and step < len(here) else None
                if given not in (str(step + 1), *names_of(entry)):
                    return False
                here = entry
            else:
                if given != step:
                    return False
                here = getattr(here, step, None)
        return True
