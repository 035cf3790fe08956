"""The conference and what it settled: nominations, standings, withdrawn candidacies."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pipeline.model.ballot import Ballot
from pipeline.model.base import (
    N_,
    AnyDate,
    Clock,
    Count,
    Fact,
    Id,
    ProperName,
    UnitRef,
    Whole,
    Words,
)
from pipeline.model.members import Person


class Comment(Fact):
    """One thing that delegates spoke of at the conference."""

    text: Words = Field(title="ý kiến")


class Host(Fact):
    """Who organised the conference where that was not the head: a ``unit``, or another body."""

    unit: UnitRef | None = Field(None, title=N_("đơn vị thành viên đăng cai"))
    name: Words | None = Field(None, title=N_("cơ quan đăng cai"))


class Attendance(Fact):
    """How one unit attended. ``delegated``: its leader sent somebody; ``person`` is who came."""

    unit: UnitRef = Field(title="đơn vị")
    status: Literal["present", "delegated", "absent"] = Field(title="dự họp")
    person: Person | None = Field(None, title=N_("người dự họp"))
    note: Words | None = Field(None, title=N_("ghi chú về việc dự họp"))


class Years(Fact):
    """A span of years, both ends included."""

    first: Annotated[Whole, Field(ge=1948, le=2100)] = Field(title="từ năm")
    last: Annotated[Whole, Field(ge=1948, le=2100)] = Field(title="đến năm")


class Occasion(Fact):
    """What the conference was joined with; ``date`` and ``place`` where they were others."""

    what: Literal["pact-signing", "election", "handover", "launch"] = Field(title="nội dung")
    date: AnyDate | None = Field(None, title=N_("ngày của nội dung kết hợp"))
    place: ProperName | None = Field(None, title=N_("nơi của nội dung kết hợp"))


def _plain_occasion(given: object) -> object:
    return {"what": given} if isinstance(given, str) else given


class AgendaItem(Fact):
    """One point of the agenda of the conference."""

    what: Words = Field(title="nội dung")
    time: Clock | None = Field(None, title=N_("giờ bắt đầu nội dung"))
    by: Words | None = Field(None, title=N_("người thực hiện"))


class Conference(Fact):
    """The conference: at the year's end, at half-year or over several years (``covers``)."""

    kind: Literal["year-end", "half-year", "multi-year"] = Field("year-end", title="loại hội nghị")
    covers: Years | None = Field(None, title=N_("giai đoạn tổng kết"))
    together_with: tuple[
        Annotated[
            Occasion, BeforeValidator(_plain_occasion, json_schema_input_type=str | Occasion)
        ],
        ...,
    ] = Field((), title="kết hợp với")
    date: AnyDate | None = Field(None, title=N_("ngày hội nghị"))
    begins: Clock | None = Field(None, title=N_("giờ khai mạc"))
    ends: Clock | None = Field(None, title=N_("giờ bế mạc"))
    session: Literal["morning", "afternoon", "all-day"] | None = Field(None, title=N_("buổi họp"))
    place: ProperName | None = Field(None, title=N_("địa điểm hội nghị"))
    form: Literal["in-person", "online", "hybrid"] | None = Field(
        None, title=N_("hình thức hội nghị")
    )
    points: tuple[ProperName, ...] = Field((), title="các điểm cầu")
    points_stated: Count | None = Field(None, title=N_("số điểm cầu"))
    host: Host | None = Field(None, title=N_("đơn vị đăng cai hội nghị"))
    chairs: tuple[Person, ...] = Field((), title="người chủ trì")
    secretary: Person | None = Field(None, title=N_("thư ký hội nghị"))
    tellers: tuple[Person, ...] = Field(
        (), title="tổ kiểm phiếu", description="who counts the votes; the first leads them"
    )
    agenda: tuple[AgendaItem, ...] = Field((), title="chương trình hội nghị")
    units_present: Count | None = Field(None, title=N_("số đơn vị dự hội nghị"))
    attendance: tuple[Attendance, ...] = Field((), title="các đơn vị dự họp")
    guests: tuple[Words, ...] = Field((), title="khách dự họp")
    comments: tuple[Comment, ...] = Field((), title="ý kiến tại hội nghị")
    agreement: Words | None = Field(None, title=N_("ý kiến thống nhất của hội nghị"))

    @property
    def day(self) -> datetime.date | None:
        """The day it was held, where the whole date is stated."""
        return self.date if isinstance(self.date, datetime.date) else None


class Nominee(Fact):
    """Whom the conference agreed to propose, with what the paper says of it.

    A unit; or a ``part`` of it (a sub-unit), or a ``person`` of it.
    """

    unit: UnitRef = Field(title="đơn vị")
    part: Words | None = Field(None, title=N_("tập thể thuộc đơn vị"))
    person: Person | None = Field(None, title=N_("cá nhân thuộc đơn vị"))
    achievement: Words | None = Field(None, title=N_("tóm tắt thành tích"))

    @property
    def is_unit(self) -> bool:
        """Whether the unit itself is proposed, not a part or a person of it."""
        return self.part is None and self.person is None


def _plain_nominee(given: object) -> object:
    return {"unit": given} if isinstance(given, str) else given


class Withdrawal(Fact):
    """A unit that stood back, with the reason it gave."""

    unit: UnitRef = Field(title="đơn vị")
    reason: Words | None = Field(None, title=N_("lý do rút"))


class Nomination(Fact):
    """One award and those proposed for it. ``award`` is an id of the rulebook or of ``awards``.

    Whom it proposes is named (``units``), only counted (``count``), or said to be all units that
    no other nomination names (``remaining``); of those counted some may be named. ``counted`` says
    what the number counts; default: what is named, else units. ``id`` is needed where one award is
    proposed twice, in two classes. One that proposes nobody tells who stood back.
    """

    award: Id = Field(title="mã hình thức khen thưởng")
    id: Id | None = Field(None, title="mã đề nghị")
    grade: Words | None = Field(None, title=N_("hạng"))
    units: tuple[
        Annotated[Nominee, BeforeValidator(_plain_nominee, json_schema_input_type=str | Nominee)],
        ...,
    ] = Field((), title="đơn vị được đề nghị")
    count: Annotated[Whole, Field(ge=1)] | None = Field(None, title=N_("số lượng được đề nghị"))
    counted: Literal["units", "collectives", "individuals"] | None = Field(
        None, title=N_("đếm đơn vị, tập thể hay cá nhân")
    )
    remaining: bool = Field(False, title="tất cả các đơn vị còn lại")
    ballot: Ballot | None = Field(None, title=N_("kết quả bỏ phiếu"))
    withdrawn: tuple[Withdrawal, ...] = Field((), title="đơn vị xin rút")
    addressees: tuple[Words, ...] = Field(
        (),
        title="nơi gửi tờ trình",
        description="to whom the letter goes; default: as the rulebook says for the award",
    )
    enclosures: tuple[Words, ...] = Field(
        (), title="hồ sơ kèm theo", description="papers sent with the letter"
    )

    @property
    def key(self) -> str:
        """What other facts call it: its id, else the award."""
        return self.id or self.award

    @property
    def proposes(self) -> bool:
        """Whether anybody is left to propose."""
        return bool(self.units or self.count or self.remaining)


class OwnAward(Fact):
    """An award that the rulebook does not know, or the same award from another authority."""

    id: Id = Field(title="mã")
    name: Words = Field(title="tên hình thức khen thưởng")
    authority: Words = Field(title="cấp quyết định")
    level: Literal["state", "ministry", "province", "unit"] = Field(title="cấp khen thưởng")
    addressees: tuple[Words, ...] = Field((), title="nơi gửi tờ trình")


class Standing(Fact):
    """Where the conference placed one unit: rank, grade, and whether it leads the bloc.

    The unit that leads the bloc is not thereby proposed for a flag.
    """

    unit: UnitRef = Field(title="đơn vị")
    rank: Annotated[Whole, Field(ge=1)] | None = Field(None, title=N_("thứ hạng"))
    grade: Words | None = Field(None, title=N_("xếp loại"))
    leading: bool = Field(False, title="đơn vị dẫn đầu")
