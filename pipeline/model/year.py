"""What the units did in the year: registrations, results, figures, scores, inspections, rewards."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.base import N_, Count, Date, Fact, Id, Number, Words

Theme = Literal[
    "advantages",
    "difficulties",
    "direction",
    "communication",
    "political-tasks",
    "party-building",
    "movements",
    "joint-activities",
    "examples",
    "commendation",
    "strengths",
    "limitations",
    "causes",
    "lessons",
    "proposals",
]
"""Where a result belongs in the summary report (the sections of domain practice)."""


class Registration(Fact):
    """Awards a unit registered for at the start of the year."""

    unit: Id
    awards: tuple[Id, ...]
    date: Date | None = Field(None, title=N_("ngày đăng ký"))


class Result(Fact):
    """One thing done or found, told in words; ``unit`` None: told of the bloc as a whole."""

    theme: Theme
    unit: Id | None = None
    text: Words


class Reading(Fact):
    """One figure of one unit (``unit`` None: of the whole bloc) with what it is compared with."""

    unit: Id | None = None
    value: Number | None = Field(None, title=N_("số thực hiện"))
    target: Number | None = Field(None, title=N_("chỉ tiêu"))
    last_year: Number | None = Field(None, title=N_("số năm trước"))


class Indicator(Fact):
    """A figure that is reported by units or by the bloc.

    ``total``: whether the units' figures may be added up (a rate may not).
    """

    id: Id
    theme: Theme
    name: Words
    measure: Words = Field(title=N_("đơn vị tính"))
    total: bool = True
    readings: tuple[Reading, ...]


class Criterion(Fact):
    """One row of the score table."""

    id: Id
    name: Words
    points: Number = Field(title=N_("điểm chuẩn"))


class ScoreSheet(Fact):
    """A unit's points per criterion, scored by itself, by the others, and as agreed."""

    unit: Id
    self_scored: dict[Id, Number] = Field(default_factory=dict, title=N_("tự chấm"))
    cross_scored: dict[Id, Number] = Field(default_factory=dict, title=N_("khối chấm"))
    agreed: dict[Id, Number] = Field(default_factory=dict, title=N_("điểm thống nhất"))
    bonus: Annotated[Number, Field(ge=0)] | None = Field(None, title=N_("điểm thưởng"))
    penalty: Annotated[Number, Field(ge=0)] | None = Field(None, title=N_("điểm trừ"))


class Scores(Fact):
    """The score table of the bloc."""

    criteria: tuple[Criterion, ...]
    sheets: tuple[ScoreSheet, ...] = ()


class Inspection(Fact):
    """A survey or inspection of a unit that registered for the Government flag."""

    unit: Id
    date: Date | None = Field(None, title=N_("ngày kiểm tra"))
    findings: Words | None = Field(None, title=N_("kết quả kiểm tra"))
    passed: bool | None = Field(None, title=N_("kết luận kiểm tra"))


class Reward(Fact):
    """Awards that members of a unit received in the year, already decided by their authority."""

    award: Words
    level: Literal["state", "ministry", "province", "unit"]
    unit: Id | None = None
    collectives: Count | None = Field(None, title=N_("số tập thể"))
    individuals: Count | None = Field(None, title=N_("số cá nhân"))
