"""What the bloc sets out to do at the start of the year: its plan of activities and its pact."""

from __future__ import annotations

from pydantic import Field

from pipeline.model.base import N_, AnyDate, Fact, ProperName, UnitRef, Words


class PlannedActivity(Fact):
    """One line of the year's timetable; ``time`` in words, as offices do: “Tháng 3”, “Quý II”."""

    what: Words = Field(title="nội dung công việc")
    time: Words | None = Field(None, title=N_("thời gian thực hiện"))
    led_by: tuple[UnitRef, ...] = Field((), title="đơn vị chủ trì")
    helped_by: tuple[UnitRef, ...] = Field((), title="đơn vị phối hợp")


class Programme(Fact):
    """The bloc's plan (kế hoạch) for the year: what for, what, when and by whom."""

    purposes: tuple[Words, ...] = Field((), title="mục đích")
    requirements: tuple[Words, ...] = Field((), title="yêu cầu")
    contents: tuple[Words, ...] = Field((), title="nội dung hoạt động")
    timetable: tuple[PlannedActivity, ...] = Field((), title="tiến độ thực hiện")


class Pact(Fact):
    """The emulation pact (giao ước thi đua) that the leaders of all units sign."""

    date: AnyDate | None = Field(None, title=N_("ngày ký giao ước"))
    place: ProperName | None = Field(None, title=N_("nơi ký giao ước"))
    contents: tuple[Words, ...] = Field((), title="nội dung thi đua")
    targets: tuple[Words, ...] = Field((), title="chỉ tiêu thi đua")
    commitments: tuple[Words, ...] = Field((), title="cam kết")
