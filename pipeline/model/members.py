"""The bloc, its member units, and what became of units over the years."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.base import (
    N_,
    AnyDate,
    Fact,
    Id,
    OneLine,
    ProperName,
    UnitRef,
    Whole,
    Words,
    Written,
)
from pipeline.model.quantity import AnyCount


class FormerName(Fact):
    """A name or number the bloc bore in earlier years."""

    name: Words = Field(title="tên trước đây")
    until: Whole | None = Field(None, title=N_("mang tên ấy đến hết năm"))


class Group(Fact):
    """A part of a large bloc that works by itself (nhóm, tiểu khối)."""

    id: Id = Field(title="mã")
    name: Words = Field(title="tên nhóm trong khối")


class Bloc(Fact):
    """The emulation bloc (khối thi đua) or cluster (cụm thi đua) itself."""

    name: Words = Field(title=N_("tên khối thi đua"))
    kind: Literal["bloc", "cluster"] = Field("bloc", title="khối hay cụm")
    units_stated: Annotated[Whole, Field(ge=1)] | None = Field(
        None, title=N_("số đơn vị thành viên")
    )
    staff: AnyCount | None = Field(
        None, title=N_("số cán bộ, công chức, viên chức, người lao động")
    )
    formerly: tuple[FormerName, ...] = Field((), title="tên trước đây của khối")
    groups: tuple[Group, ...] = Field((), title="các nhóm trong khối")


class Person(Fact):
    """A person as the inputs name them; a spelling that is not known stays unknown.

    ``title`` holds all the titles the source gives, in its words and order.
    """

    name: ProperName = Field(title=N_("họ và tên"))
    title: Words | None = Field(None, title=N_("chức vụ"))


class Unit(Fact):
    """A member unit of the bloc. ``aliases`` are other spellings of its name, never printed."""

    id: Id = Field(title="mã đơn vị")
    name: Words = Field(title=N_("tên đơn vị"))
    aliases: tuple[OneLine, ...] = Field((), title="cách viết tên khác")
    system: Literal["state", "party"] | None = Field(
        None, title=N_("đơn vị thuộc hệ thống Nhà nước hay Đảng")
    )
    group: Id | None = Field(None, title=N_("nhóm trong khối"))
    member_since: Whole | None = Field(None, title=N_("năm vào khối"))
    suspended: Words | None = Field(
        None, title=N_("lý do chưa xét"), description="why the unit is not considered this year"
    )
    leader: Person | None = Field(None, title=N_("người đứng đầu đơn vị"))
    parent: Words | None = Field(None, title=N_("cơ quan cấp trên của đơn vị"))
    symbol: Written | None = Field(None, title=N_("ký hiệu văn bản của đơn vị"))
    features: Words | None = Field(None, title=N_("đặc điểm của đơn vị"))
    duties: Words | None = Field(None, title=N_("chức năng, nhiệm vụ của đơn vị"))


class FormerUnit(Fact):
    """A unit that is no member any more but is spoken of: it led the bloc, or was merged."""

    id: Id = Field(title="mã đơn vị")
    name: Words = Field(title="tên đơn vị")
    aliases: tuple[OneLine, ...] = Field((), title="cách viết tên khác")
    system: Literal["state", "party"] | None = Field(
        None, title=N_("đơn vị thuộc hệ thống Nhà nước hay Đảng")
    )


class Change(Fact):
    """What happened to units: ``units`` are those before it, ``into`` those after it.

    A unit that joined stands in ``into`` alone, one that left in ``units`` alone.
    """

    change: Literal["joined", "left", "merged", "renamed", "split"] = Field(title="thay đổi")
    date: AnyDate | None = Field(None, title=N_("ngày thay đổi"))
    units: tuple[UnitRef, ...] = Field((), title="đơn vị trước thay đổi")
    into: tuple[UnitRef, ...] = Field((), title="đơn vị sau thay đổi")
    document: Words | None = Field(None, title=N_("văn bản về việc thay đổi"))
