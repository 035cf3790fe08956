"""Votes as counted."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.model.base import N_, Count, Fact, UnitRef


class BallotCount(Fact):
    """Votes for and against one unit."""

    unit: UnitRef = Field(title="đơn vị")
    yes: Count = Field(title="số phiếu đồng ý")
    no: Count | None = Field(None, title="số phiếu không đồng ý")


class Ballot(Fact):
    """A vote. Sheets: issued >= returned = valid + invalid."""

    method: Literal["secret-ballot", "show-of-hands"] = Field(title="hình thức bỏ phiếu")
    entitled: Count | None = Field(None, title=N_("số đơn vị có quyền biểu quyết"))
    issued: Count | None = Field(None, title=N_("số phiếu phát ra"))
    returned: Count | None = Field(None, title=N_("số phiếu thu về"))
    valid: Count | None = Field(None, title=N_("số phiếu hợp lệ"))
    invalid: Count | None = Field(None, title=N_("số phiếu không hợp lệ"))
    counts: tuple[BallotCount, ...] = Field((), title="phiếu của từng đơn vị")
