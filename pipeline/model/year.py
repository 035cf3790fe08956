"""What the units did in the year: registrations, results, figures, scores, inspections, rewards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from pipeline.model.base import (
    N_,
    AnyDate,
    Date,
    Fact,
    Id,
    Number,
    UnitRef,
    Whole,
    Words,
)
from pipeline.model.members import Person
from pipeline.model.quantity import AnyCount, AnyNumber, YesNoOrNumber, in_measure, yes_or_no

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


NO_MERITS: tuple[Theme, ...] = ("difficulties", "limitations", "causes")
"""Themes whose results are nothing to be praised for: no first time, no weakness overcome."""


class Registration(Fact):
    """Awards a unit registered for at the start of the year."""

    unit: UnitRef = Field(title="đơn vị")
    awards: tuple[Id, ...] = Field(title="hình thức đăng ký")
    date: Date | None = Field(None, title=N_("ngày đăng ký"))


class Weakness(Fact):
    """A limitation that last year's report named; a result of this year may have overcome it."""

    id: Id = Field(title="mã hạn chế")
    text: Words = Field(title="hạn chế năm trước")


class JointActivity(Fact):
    """Something that several units did together; what each reports of it is told once.

    ``units`` are the participants; those whose results or works name the activity are too.
    ``own_shares``: each unit states its own share of the figures, and shares are added up. Else
    all speak of the same figure, which counts once.
    """

    id: Id = Field(title="mã hoạt động chung")
    name: Words = Field(title="tên hoạt động chung")
    date: AnyDate | None = Field(None, title=N_("ngày tổ chức"))
    place: Words | None = Field(None, title=N_("nơi tổ chức"))
    units: tuple[UnitRef, ...] = Field((), title="các đơn vị tham gia")
    own_shares: bool = Field(False, title="mỗi đơn vị ghi phần của mình")


class Result(Fact):
    """One thing done or found, told in words; ``unit`` None: told of the bloc as a whole.

    The figure of a thing (``value`` in ``measure``, with what it is compared with) stands beside
    its words. ``fewer_is_better``: its target is a limit. ``activity`` is the joint activity it is
    part of, ``overcomes`` last year's weakness that it put right.
    """

    theme: Theme = Field(title="mục")
    unit: UnitRef | None = Field(None, title="đơn vị")
    text: Words = Field(title="nội dung")
    date: AnyDate | None = Field(None, title=N_("ngày thực hiện"))
    activity: Id | None = Field(None, title=N_("mã hoạt động chung"))
    value: AnyNumber | None = Field(None, title=N_("số thực hiện"))
    measure: Words | None = Field(None, title=N_("đơn vị tính"))
    target: AnyNumber | None = Field(None, title=N_("chỉ tiêu"))
    last_year: AnyNumber | None = Field(None, title=N_("số năm trước"))
    fewer_is_better: bool = Field(False, title="càng thấp càng tốt")
    first_time: bool = Field(False, title="lần đầu thực hiện")
    evidence: Words | None = Field(None, title=N_("minh chứng"))
    overcomes: Id | None = Field(None, title=N_("mã hạn chế năm trước đã khắc phục"))

    @model_validator(mode="before")
    @classmethod
    def _figures_in_words(cls, given: Any) -> Any:
        """Take the words off figures that agree with the measure; the rest is told as wrong."""
        if not isinstance(given, dict):
            return given
        return _measured(given, dict.fromkeys(ITEM_FIGURES, given.get("measure")))


IndicatorKind = Literal["count", "money", "rate", "score", "yes-no"]
"""What a figure is: only counts and money may be added up."""


class Reading(Fact):
    """One figure of one unit (``unit`` None: of the whole bloc) with what it is compared with.

    A rate may be given by its ``part`` and ``whole`` (numerator and denominator): only then can
    the rates of several units be combined. Of an indicator that is a yes or a no, 1 is yes.
    """

    unit: UnitRef | None = Field(None, title="đơn vị")
    value: YesNoOrNumber | None = Field(None, title=N_("số thực hiện"))
    part: AnyNumber | None = Field(None, title=N_("số đạt được"))
    whole: AnyNumber | None = Field(None, title=N_("trên tổng số"))
    target: YesNoOrNumber | None = Field(None, title=N_("chỉ tiêu"))
    province_plan: YesNoOrNumber | None = Field(None, title=N_("kế hoạch tỉnh giao"))
    central_plan: YesNoOrNumber | None = Field(None, title=N_("kế hoạch Trung ương giao"))
    last_year: YesNoOrNumber | None = Field(None, title=N_("số năm trước"))


FIGURES = ("value", "target", "province_plan", "central_plan", "last_year")
"""The figures of a reading, all in the measure of their indicator."""

PARTS = ("part", "whole")
"""What a rate may be given by, each a number of what the rate is a share of."""

ITEM_FIGURES = ("value", "target", "last_year")
"""The figures that stand beside the words of a result, in its own measure."""

ITEM_MARKS = ("fewer_is_better", "first_time")
"""What is said of a result by yes alone."""


def _measured(given: Any, measures: Mapping[str, object]) -> Any:
    """A record as given, its figures without their words of measure where these agree."""
    if not isinstance(given, dict):
        return given
    figures = {key: in_measure(given[key], of) for key, of in measures.items() if key in given}
    return given | figures


def _answered(given: Any) -> Any:
    """A reading as given, its answers as 1 for yes and 0 for no."""
    if not isinstance(given, dict):
        return given
    return given | {key: yes_or_no(given[key]) for key in FIGURES if key in given}


_YES_OR_NO = {"vi": "có/không", "hi": "हाँ/नहीं", "en": "yes/no"}
"""What stands for a measure where the answer is a yes or a no, and none is given."""


def _measure_may_be_absent(schema: dict[str, Any]) -> None:
    """An editor does not ask for the measure of an indicator: the program does, by its kind."""
    schema["required"].remove("measure")


class Indicator(Fact):
    """A figure that is reported by units or by the bloc.

    ``base`` tells what a rate is a share of. Figures may be written with words: "gần 1,2 tỷ đồng"
    becomes nearly 1200 where the measure is "triệu đồng". ``fewer_is_better``: a target is a limit,
    as of violations. Only a yes or no needs no measure.
    """

    model_config = ConfigDict(json_schema_extra=_measure_may_be_absent)

    id: Id = Field(title="mã chỉ tiêu")
    theme: Theme = Field(title="mục")
    name: Words = Field(title="tên chỉ tiêu")
    measure: Words = Field(title=N_("đơn vị tính"))
    kind: IndicatorKind = Field("count", title="loại số liệu")
    base: Words | None = Field(None, title=N_("tính trên"))
    fewer_is_better: bool = Field(False, title="càng thấp càng tốt")
    readings: tuple[Reading, ...] = Field((), title="số liệu")

    @property
    def adds_up(self) -> bool:
        """Whether the units' figures may be added to each other."""
        return self.kind in ("count", "money")

    @model_validator(mode="before")
    @classmethod
    def _figures_in_words(cls, given: Any) -> Any:
        """Take the words off figures that agree with the measure; the rest is told as wrong."""
        if not isinstance(given, dict) or not isinstance(given.get("readings"), tuple):
            return given
        if given.get("kind") == "yes-no":
            given = {"measure": _YES_OR_NO} | given
            readings = tuple(_answered(reading) for reading in given["readings"])
        else:
            measures = dict.fromkeys(FIGURES, given.get("measure"))
            measures |= dict.fromkeys(PARTS, given.get("base"))
            readings = tuple(_measured(reading, measures) for reading in given["readings"])
        return {**given, "readings": readings}


class WelfarePart(Fact):
    """One part of a work of social welfare."""

    name: Words = Field(title="khoản mục")
    amount: AnyNumber | None = Field(None, title=N_("số tiền"))
    beneficiaries: AnyNumber | None = Field(None, title=N_("số đối tượng"))


class Welfare(Fact):
    """Money and gifts given for others, with those who received them.

    ``amount`` is in ``measure`` (đồng, triệu đồng …). Parts need not add up to the amount; where
    they do not, the papers show both.
    """

    name: Words = Field(title="nội dung")
    unit: UnitRef | None = Field(None, title="đơn vị")
    amount: AnyNumber | None = Field(None, title=N_("số tiền"))
    measure: Words = Field(title="đơn vị tiền")
    beneficiaries: AnyNumber | None = Field(None, title=N_("số đối tượng"))
    beneficiary: Words | None = Field(None, title=N_("đối tượng được hỗ trợ"))
    activity: Id | None = Field(None, title=N_("mã hoạt động chung"))
    parts: tuple[WelfarePart, ...] = Field((), title="chi tiết")

    @model_validator(mode="before")
    @classmethod
    def _figures_in_words(cls, given: Any) -> Any:
        """Take the words off money in its measure, and off a number of those who received it."""
        if not isinstance(given, dict):
            return given
        measures = {"amount": given.get("measure"), "beneficiaries": given.get("beneficiary")}
        plain = _measured(given, measures)
        if isinstance(given.get("parts"), tuple):
            plain["parts"] = tuple(_measured(part, measures) for part in given["parts"])
        return plain


class Criterion(Fact):
    """One row of the score table."""

    id: Id = Field(title="mã tiêu chí")
    name: Words = Field(title="nội dung tiêu chí")
    points: Number = Field(title=N_("điểm chuẩn"))
    core: bool = Field(False, title="nhiệm vụ trọng tâm")


class ScoreSheet(Fact):
    """A unit's points per criterion, scored by itself, by the others, and as agreed.

    Where the agreed points are not its own: who changed them (``adjusted_by``), and why.
    """

    unit: UnitRef = Field(title="đơn vị")
    self_scored: dict[Id, Number] = Field(default_factory=dict, title=N_("tự chấm"))
    cross_scored: dict[Id, Number] = Field(default_factory=dict, title=N_("khối chấm"))
    agreed: dict[Id, Number] = Field(default_factory=dict, title=N_("điểm thống nhất"))
    bonus: Annotated[Number, Field(ge=0)] | None = Field(None, title=N_("điểm thưởng"))
    bonus_reason: Words | None = Field(None, title=N_("lý do điểm thưởng"))
    penalty: Annotated[Number, Field(ge=0)] | None = Field(None, title=N_("điểm trừ"))
    penalty_reason: Words | None = Field(None, title=N_("lý do điểm trừ"))
    adjusted_by: Words | None = Field(None, title=N_("ai điều chỉnh điểm tự chấm"))
    adjusted_reason: Words | None = Field(None, title=N_("lý do điều chỉnh điểm tự chấm"))


class Scores(Fact):
    """The score table of the bloc. ``published`` false: scored, but no paper shows the points."""

    published: bool = Field(True, title="công bố trong báo cáo")
    criteria: tuple[Criterion, ...] = Field((), title="tiêu chí")
    sheets: tuple[ScoreSheet, ...] = Field((), title="điểm của các đơn vị")


class InspectionPoint(Fact):
    """What an inspection found of one thing it looked into."""

    what: Words = Field(title="nội dung kiểm tra")
    finding: Words | None = Field(None, title=N_("kết quả kiểm tra nội dung"))


class Inspection(Fact):
    """A survey or inspection of a unit that registered for the Government flag.

    ``team`` are those who inspect, the first leads; ``received_by`` those of the unit.
    """

    unit: UnitRef = Field(title="đơn vị")
    date: Date | None = Field(None, title=N_("ngày kiểm tra"))
    place: Words | None = Field(None, title=N_("nơi kiểm tra"))
    team: tuple[Person, ...] = Field((), title="đoàn kiểm tra")
    received_by: tuple[Person, ...] = Field((), title="đại diện đơn vị được kiểm tra")
    points: tuple[InspectionPoint, ...] = Field((), title="nội dung kiểm tra")
    findings: Words | None = Field(None, title=N_("kết quả kiểm tra"))
    passed: bool | None = Field(None, title=N_("kết luận kiểm tra"))


class Reward(Fact):
    """Awards received, already decided by their authority: never those only proposed.

    ``year`` None: of the time reviewed; an award of a year before that is listed apart.
    """

    award: Words = Field(title="hình thức khen thưởng")
    level: Literal["state", "ministry", "province", "unit"] = Field(title="cấp khen thưởng")
    year: Whole | None = Field(None, title=N_("năm được tặng"))
    grade: Words | None = Field(None, title=N_("hạng"))
    authority: Words | None = Field(None, title=N_("cấp quyết định"))
    document: Words | None = Field(None, title=N_("quyết định khen thưởng"))
    unit: UnitRef | None = Field(None, title="đơn vị")
    collectives: AnyCount | None = Field(None, title=N_("số tập thể"))
    individuals: AnyCount | None = Field(None, title=N_("số cá nhân"))
