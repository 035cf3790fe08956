"""A bloc's own rules (quy chế): votes, numbers of nominees, conditions, ranks of equal points.

They may stand in a file of their own, such as ``rules.yaml``. What they say of an award goes
before the rulebook.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from pipeline.model.base import N_, Fact, Id, Number, Text, Whole, Words
from pipeline.model.rules import Check, Share, TieBreak, Voters


class AwardQuota(Fact):
    """The most the bloc may propose for an award: ``units``, or a ``share`` of its members."""

    award: Id = Field(title="mã hình thức khen thưởng")
    units: Annotated[Whole, Field(ge=1)] | None = Field(None, title="số đơn vị nhiều nhất")
    share: Share | None = Field(None, title="tỷ lệ nhiều nhất trên số đơn vị thành viên")


class AwardThreshold(Fact):
    """The votes that nominees for one award need, where they are not those of all awards."""

    award: Id = Field(title="mã hình thức khen thưởng")
    share: Share = Field(title="tỷ lệ phiếu cần đạt")
    of: Voters = Field("members", title="tính trên")
    more_than: bool = Field(False, title="phải trên tỷ lệ ấy")


class AwardCondition(Fact):
    """A condition that the bloc adds to those of the rulebook, or drops from them (``dropped``).

    Of ``rank``, ``points`` and ``years`` it has the one that its check asks for, if any. One that
    the rulebook asks too goes before it.
    """

    award: Id = Field(title="mã hình thức khen thưởng")
    check: Check = Field(title="điều kiện")
    dropped: bool = Field(False, title="bỏ điều kiện này")
    rank: Annotated[Whole, Field(ge=1)] | None = Field(None, title="thứ hạng thấp nhất")
    points: Number | None = Field(None, title="số điểm ít nhất")
    years: Annotated[Whole, Field(ge=1)] | None = Field(None, title="số năm")
    reference: Words | None = Field(None, title="điều, khoản của quy chế")


class Clause(Fact):
    """A clause (khoản) of an article, with its points (điểm)."""

    text: Words = Field(title="khoản")
    points: tuple[Words, ...] = Field((), title="điểm")


def _plain_clause(given: object) -> object:
    return given if isinstance(given, dict) and "text" in given else {"text": given}


class Article(Fact):
    """An article (điều) of the bloc's rules, in the bloc's words."""

    title: Words = Field(title="tên điều")
    clauses: tuple[
        Annotated[
            Clause, BeforeValidator(_plain_clause, json_schema_input_type=str | Text | Clause)
        ],
        ...,
    ] = Field((), title="các khoản")


class Chapter(Fact):
    """A chapter (chương) of the bloc's rules."""

    title: Words = Field(title="tên chương")
    articles: tuple[Article, ...] = Field((), title="các điều")


class Regulation(Fact):
    """What the bloc's own rules (quy chế) say about voting, nominees and ranks.

    ``threshold`` is the exact share of votes a nominee needs, counted against ``of``; where
    ``more_than``, that share itself is not enough. ``tie_breaks`` are tried in their order on units
    of equal points; without them such units share a rank.
    """

    reference: Words = Field(title=N_("quy chế của khối"))
    threshold: Share | None = Field(None, title=N_("tỷ lệ phiếu cần đạt"))
    of: Voters = Field("members", title="tính trên")
    more_than: bool = Field(False, title="phải trên tỷ lệ ấy")
    thresholds: tuple[AwardThreshold, ...] = Field((), title="tỷ lệ phiếu của từng hình thức")
    quotas: tuple[AwardQuota, ...] = Field((), title="số lượng đề nghị nhiều nhất")
    conditions: tuple[AwardCondition, ...] = Field((), title="điều kiện của khối")
    chapters: tuple[Chapter, ...] = Field((), title="các chương của quy chế")
    tie_breaks: tuple[TieBreak, ...] = Field((), title="xếp hạng khi bằng điểm")
