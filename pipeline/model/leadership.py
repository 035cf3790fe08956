"""Who heads the bloc over the years, how that was settled, and what the conference settled."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pipeline.model.ballot import Ballot
from pipeline.model.base import N_, AnyDate, Count, Fact, ProperName, UnitRef, Whole, Words
from pipeline.model.members import Person
from pipeline.model.policy import Declined, DeputyCount, Mode, NotConsidered, TieRule
from pipeline.model.rules import Share


class Seat(Fact):
    """A unit that heads the bloc or is its deputy, with the person who acts for it."""

    unit: UnitRef = Field(title="đơn vị")
    person: Person | None = Field(None, title=N_("người đại diện"))


def _plain_seat(given: object) -> object:
    return {"unit": given} if isinstance(given, str) else given


SeatOf = Annotated[Seat, BeforeValidator(_plain_seat, json_schema_input_type=str | Seat)]


class Meeting(Fact):
    """A meeting of its own at which the head was chosen."""

    date: AnyDate | None = Field(None, title=N_("ngày họp bầu Khối trưởng"))
    place: ProperName | None = Field(None, title=N_("nơi họp bầu Khối trưởng"))


class FileHanded(Fact):
    """A file or thing in the list that is handed over to the next head."""

    name: Words = Field(title="tên hồ sơ, tài liệu")
    count: Count | None = Field(None, title=N_("số lượng bàn giao"))
    note: Words | None = Field(None, title=N_("ghi chú về hồ sơ"))


class Handover(Fact):
    """The handing over of the headship, and of the bloc's rotating flag where it has one."""

    date: AnyDate | None = Field(None, title=N_("ngày bàn giao"))
    place: ProperName | None = Field(None, title=N_("nơi bàn giao"))
    rotating_flag: Words | None = Field(None, title=N_("cờ luân lưu được trao"))
    files: tuple[FileHanded, ...] = Field((), title="hồ sơ, tài liệu bàn giao")
    unfinished: tuple[Words, ...] = Field((), title="việc đang làm chuyển tiếp")


class Selection(Fact):
    """How a head came to head the bloc. ``mode`` None: the source does not say.

    ``chosen``: the source says that it was chosen, but not in which way.
    ``document`` is the notice or decision of the higher body that assigned it.
    """

    mode: (
        Literal[
            "elected",
            "agreed",
            "acclaimed",
            "chosen",
            "rotation",
            "deputy-succeeds",
            "second-ranked",
            "assigned",
        ]
        | None
    ) = Field(None, title=N_("cách chọn Khối trưởng"))
    ballot: Ballot | None = Field(None, title=N_("kết quả bầu Khối trưởng"))
    document: Words | None = Field(None, title=N_("văn bản giao làm Khối trưởng"))
    meeting: Meeting | None = Field(None, title=N_("cuộc họp bầu Khối trưởng"))
    handover: Handover | None = Field(None, title=N_("việc bàn giao"))


class Term(Fact):
    """Who headed the bloc in one year. ``deputies`` None means: not stated."""

    year: Whole = Field(title="năm")
    head: SeatOf | None = Field(None, title=N_("đơn vị Khối trưởng"))
    deputies: tuple[SeatOf, ...] | None = Field(None, title=N_("đơn vị Khối phó"))
    selection: Selection | None = Field(None, title=N_("cách chọn Khối trưởng"))


class Leadership(Fact):
    """Headship over the years and how the next head is found.

    ``modes``, ``ties`` and ``deputy_count`` not stated are those of the rulebook. Every condition
    on who may stand is off until it is stated.
    """

    terms: tuple[Term, ...] = Field((), title="Khối trưởng, Khối phó qua các năm")
    modes: tuple[Mode, ...] = Field(
        (),
        title="cách gợi ý Khối trưởng năm sau",
        description="how the program proposes the next head: tried in this order",
    )
    ties: tuple[TieRule, ...] = Field(
        (),
        title="khi các đơn vị ngang nhau",
        description="what tells units apart that a mode finds equal: tried in this order",
    )
    rotation: tuple[UnitRef, ...] = Field(
        (), title="danh sách luân phiên", description="order of the units for rotation-list"
    )
    deputy_count: DeputyCount | None = Field(None, title=N_("số Khối phó"))
    cooldown: Annotated[Whole, Field(ge=0)] = Field(
        0,
        title="số năm nghỉ sau khi làm Khối trưởng",
        description="years a unit waits after its term before it may head the bloc again",
    )
    everyone_first: bool = Field(
        False,
        title="mọi đơn vị đều làm Khối trưởng rồi mới đến lượt hai",
        description="no unit heads the bloc again before all the others have",
    )
    membership: Annotated[Whole, Field(ge=0)] = Field(
        0,
        title="số năm trong khối trước khi làm Khối trưởng",
        description="years a unit must have been a member before it may head the bloc",
    )
    changed_waits: bool = Field(
        False,
        title="đơn vị sáp nhập, chia tách, rời khối thì chưa làm Khối trưởng",
        description="a unit that merges, divides or leaves this year or next does not head it",
    )
    threshold: Share | None = Field(
        None,
        title=N_("tỷ lệ phiếu để trúng Khối trưởng"),
        description="exact share of votes that the mode “elected” asks for",
    )
    threshold_of: Literal["members", "present", "valid-ballots"] = Field(
        "members", title="tỷ lệ phiếu Khối trưởng tính trên"
    )
    declined: tuple[Declined, ...] = Field((), title="đơn vị không nhận làm Khối trưởng")
    not_considered: tuple[NotConsidered, ...] = Field((), title="đơn vị không được xét năm trước")


class NextLeadership(Fact):
    """What the conference settled about the head of next year: it wins over any proposal."""

    year: Whole = Field(title="năm")
    head: SeatOf | None = Field(None, title=N_("đơn vị Khối trưởng năm sau"))
    deputies: tuple[SeatOf, ...] | None = Field(None, title=N_("đơn vị Khối phó năm sau"))
    selection: Selection | None = Field(None, title=N_("cách chọn Khối trưởng"))
    note: Words | None = Field(None, title=N_("ghi chú về việc chọn Khối trưởng"))
