"""Votes as counted."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.base import N_, Count, Fact, Path, UnitRef, Whole


class BallotCount(Fact):
    """Votes for and against one unit."""

    unit: UnitRef = Field(title="đơn vị")
    yes: Count = Field(title="số phiếu đồng ý")
    no: Count | None = Field(None, title="số phiếu không đồng ý")


class Sheets(Fact):
    """One round of voting. Sheets: issued >= returned = valid + invalid.

    ``written`` of those returned are written votes of units that did not attend: they count as all
    others do, and are told apart.
    """

    entitled: Count | None = Field(None, title=N_("số đơn vị có quyền biểu quyết"))
    issued: Count | None = Field(None, title=N_("số phiếu phát ra"))
    returned: Count | None = Field(None, title=N_("số phiếu thu về"))
    written: Count | None = Field(None, title=N_("số phiếu bằng văn bản của đơn vị vắng mặt"))
    valid: Count | None = Field(None, title=N_("số phiếu hợp lệ"))
    invalid: Count | None = Field(None, title=N_("số phiếu không hợp lệ"))
    counts: tuple[BallotCount, ...] = Field((), title="phiếu của từng đơn vị")

    def count(self, unit: str) -> BallotCount | None:
        """The votes on one unit, or None where it was not voted on."""
        return next((count for count in self.counts if count.unit == unit), None)


class Revote(Sheets):
    """A vote held again on some of the units: the second ``round``, or a later one."""

    round: Annotated[Whole, Field(ge=2)] = Field(title="lần bỏ phiếu")


class Ballot(Sheets):
    """A vote, and the votes that were held again on some of the units, in their order.

    ``agreement``: no sheets; ``yes`` counts the units that agreed.
    """

    method: Literal["secret-ballot", "show-of-hands", "agreement"] = Field(
        title="hình thức bỏ phiếu"
    )
    revotes: tuple[Revote, ...] = Field((), title="bỏ phiếu lại")

    def last_round(self, unit: str) -> tuple[Path, Sheets] | None:
        """The last round that voted on a unit, and the way to it; None where none did."""
        return next(((way, one) for way, one in reversed(self.rounds) if one.count(unit)), None)

    @property
    def rounds(self) -> tuple[tuple[Path, Sheets], ...]:
        """Every round in its order, with the way to it from the ballot: none for the first."""
        again: list[tuple[Path, Sheets]] = [
            (("revotes", n), sheets) for n, sheets in enumerate(self.revotes)
        ]
        return (((), self), *again)

    @property
    def units(self) -> tuple[str, ...]:
        """Every unit voted on, in the order of the first round that names it."""
        return tuple(dict.fromkeys(c.unit for one in (self, *self.revotes) for c in one.counts))
