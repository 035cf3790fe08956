"""What a bloc's folder can state: the root of the inputs, the issuer and the news.

Every field may be left out unless the bloc cannot be spoken of without it. A field's ``title``
is its Vietnamese name: it heads the column of a form, and it is printed where the fact is missing.
"""

from __future__ import annotations

import calendar
import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from pipeline.model.base import (
    LANGUAGES,
    N_,
    Date,
    Fact,
    Id,
    Language,
    Path,
    ProperName,
    Text,
    UnitRef,
    Whole,
    Words,
    Written,
)
from pipeline.model.conference import Conference, Nomination, OwnAward, Standing
from pipeline.model.editorial import EditorialNote
from pipeline.model.leadership import Leadership, NextLeadership, Term
from pipeline.model.members import Bloc, Change, FormerUnit, Person, Unit
from pipeline.model.programme import Pact, Programme
from pipeline.model.regulation import Regulation
from pipeline.model.sending import Conflict, Deadline, Submission
from pipeline.model.year import (
    Indicator,
    Inspection,
    JointActivity,
    Registration,
    Result,
    Reward,
    Scores,
    Weakness,
    Welfare,
)


class Plan(Fact):
    """Directions and tasks of the coming year."""

    year: Whole = Field(title="năm")
    directions: tuple[Words, ...] = Field((), title="phương hướng")
    tasks: tuple[Words, ...] = Field((), title="nhiệm vụ trọng tâm")
    solutions: tuple[Words, ...] = Field((), title="giải pháp")


Capacity = Literal["head", "deputy", "acting", "by-order", "by-authority"]
"""As what somebody signs: the head for the body (TM.), a deputy for the head (KT.), as acting head
(Q.), by order (TL.), or by the authority given to him (TUQ.): Decree 30/2020/NĐ-CP, Article 13."""


class Signer(Fact):
    """Who signs the papers for the bloc."""

    capacity: Capacity | None = Field(
        None, title=N_("tư cách ký"), description="not stated: the head signs"
    )
    post: Words | None = Field(None, title=N_("chức vụ người ký"))
    name: ProperName | None = Field(None, title=N_("họ và tên người ký"))


class Paper(Fact):
    """Number and date that the records clerk gave one paper.

    ``award`` or ``unit`` tell which, where there are several of a kind.
    """

    document: Written = Field(title="loại văn bản")
    award: Id | None = Field(None, title="mã đề nghị khen thưởng")
    unit: UnitRef | None = Field(None, title="đơn vị nhận")
    number: Annotated[Whole, Field(ge=1)] | None = Field(None, title=N_("số văn bản"))
    date: Date | None = Field(None, title=N_("ngày ký văn bản"))
    received: Date | None = Field(
        None,
        title="ngày hồ sơ được tiếp nhận",
        description="when the authority received the dossier; some laws go by that day",
    )


class Issuer(Fact):
    """What the letterhead and the foot of the official papers need. The issuer is the bloc."""

    parent: Words | None = Field(None, title=N_("cơ quan chủ quản trên đầu văn bản"))
    place: ProperName | None = Field(None, title=N_("địa danh"))
    symbol: Written | None = Field(None, title=N_("ký hiệu văn bản của khối"))
    signer: Signer | None = Field(None, title=N_("người ký"))
    addressees: tuple[Words, ...] = Field((), title="kính gửi")
    recipients: tuple[Words, ...] = Field((), title="nơi nhận")
    archive: Written | None = Field(None, title=N_("nơi lưu"))
    bases: tuple[Words, ...] = Field(
        (), title="căn cứ riêng của khối", description="legal bases of the bloc's own, in order"
    )
    papers: tuple[Paper, ...] = Field((), title="số và ngày văn bản")


class Photo(Fact):
    """A photo with its caption. ``file`` None: only the caption is known.

    With a ``person`` the caption goes on after title and name: "Secretary … N. speaks".
    """

    file: Written | None = Field(None, title=N_("ảnh"))
    unit: UnitRef | None = Field(None, title=N_("đơn vị gửi ảnh"))
    person: Person | None = Field(None, title=N_("người trong ảnh"))
    caption: Words = Field(title="chú thích")
    credit: ProperName | None = Field(None, title=N_("tác giả ảnh"))


class News(Fact):
    """What the news release needs beyond the facts of the conference."""

    byline: ProperName | None = Field(None, title=N_("tác giả bài"))
    photos: tuple[Photo, ...] = Field((), title="ảnh")


class Period(Fact):
    """The emulation year where it is not the calendar year: it may end in September."""

    begins: Date = Field(title="bắt đầu")
    ends: Date = Field(title="kết thúc")


class Facts(Fact):
    """Everything a bloc's folder states about one emulation year."""

    year: Annotated[Whole, Field(ge=1948, le=2100)] = Field(title=N_("năm thi đua"))
    period: Period | None = Field(None, title=N_("kỳ thi đua"))
    made_up: bool = Field(
        False,
        title="dữ liệu minh họa",
        description="sample data: every page says that it is made up",
    )
    rulebook: Id | None = Field(
        None, title="quy định áp dụng", description="rulebook to use; default: by the date"
    )
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = Field(
        LANGUAGES, title="thứ tiếng của văn bản", description="languages the papers are made in"
    )
    bloc: Bloc = Field(title="khối thi đua")
    units: tuple[Unit, ...] = Field((), title="các đơn vị thành viên")
    former_units: tuple[FormerUnit, ...] = Field((), title="các đơn vị trước đây")
    changes: tuple[Change, ...] = Field((), title="thay đổi về đơn vị")
    leadership: Leadership = Field(Leadership(), title="Khối trưởng, Khối phó")
    regulation: Regulation | None = Field(None, title=N_("quy chế của khối"))
    programme: Programme | None = Field(None, title=N_("kế hoạch hoạt động năm"))
    pact: Pact | None = Field(None, title=N_("giao ước thi đua"))
    issuer: Issuer = Field(Issuer(), title="đầu và cuối văn bản")
    awards: tuple[OwnAward, ...] = Field((), title="hình thức khen thưởng khác")
    deadlines: tuple[Deadline, ...] = Field((), title="hạn gửi báo cáo")
    submissions: tuple[Submission, ...] = Field((), title="đơn vị đã gửi")
    registrations: tuple[Registration, ...] = Field((), title="đăng ký thi đua")
    tasks_of_year: tuple[Words, ...] = Field(
        (), title="nhiệm vụ đề ra cho năm nay", description="as last year's conference set them"
    )
    slogans: tuple[Words, ...] = Field((), title="khẩu hiệu thi đua")
    weaknesses: tuple[Weakness, ...] = Field(
        (), title="hạn chế năm trước", description="limitations that last year's report named"
    )
    activities: tuple[JointActivity, ...] = Field((), title="hoạt động chung")
    results: tuple[Result, ...] = Field((), title="kết quả")
    editorial: tuple[EditorialNote, ...] = Field((), title="biên tập báo cáo")
    indicators: tuple[Indicator, ...] = Field((), title="chỉ tiêu")
    welfare: tuple[Welfare, ...] = Field((), title="an sinh xã hội")
    scores: Scores | None = Field(None, title=N_("bảng điểm"))
    standings: tuple[Standing, ...] = Field((), title="xếp hạng, xếp loại")
    inspections: tuple[Inspection, ...] = Field((), title="khảo sát, kiểm tra")
    rewards: tuple[Reward, ...] = Field((), title="khen thưởng đã nhận")
    conference: Conference | None = Field(None, title=N_("hội nghị tổng kết"))
    nominations: tuple[Nomination, ...] = Field((), title="đề nghị khen thưởng")
    next_leadership: NextLeadership | None = Field(None, title=N_("đơn vị Khối trưởng năm sau"))
    plan: Plan | None = Field(None, title=N_("phương hướng, nhiệm vụ năm sau"))
    news: News = Field(News(), title="tin và ảnh")
    conflicts: tuple[Conflict, ...] = Field((), title="nguồn khác nhau")

    @property
    def day(self) -> datetime.date:
        """The day of the conference; the last of its month, where no more is stated; else the last
        of the emulation year.
        """
        held = self.conference.date if self.conference else None
        if isinstance(held, datetime.date):
            return held
        if held and held.month and held.year:
            last = calendar.monthrange(held.year, held.month)[1]
            return datetime.date(held.year, held.month, last)
        return self.period.ends if self.period else datetime.date(self.year, 12, 31)

    @property
    def first_day(self) -> datetime.date:
        """The day on which the emulation year begins."""
        return self.period.begins if self.period else datetime.date(self.year, 1, 1)

    def in_question(self, *path: str | int) -> bool:
        """Whether sources differ on the fact at ``path`` and none is chosen yet.

        What is in question is not worked out of other facts either.
        """
        open_still = (conflict for conflict in self.conflicts if conflict.chosen is None)
        return any(conflict.is_about(self, path) for conflict in open_still)

    @property
    def members(self) -> int | None:
        """How many units the bloc has: as stated, else as listed; None where it is in question."""
        if self.in_question("bloc", "units_stated"):
            return None
        return self.bloc.units_stated or len(self.units)

    def at(self, path: Path) -> Any:
        """The fact that ``path`` leads to."""
        found: Any = self
        for step in path:
            found = found[step] if isinstance(step, int) else getattr(found, step)
        return found

    def name_of(self, unit_id: str) -> Text | str:
        """The name of a unit, member or former; its id where no unit has it."""
        unit = self.unit(unit_id)
        return unit.name if unit else unit_id

    def unit(self, unit_id: str) -> Unit | FormerUnit | None:
        """The unit with this id, member or former, or None."""
        known: tuple[Unit | FormerUnit, ...] = (*self.units, *self.former_units)
        return next((unit for unit in known if unit.id == unit_id), None)

    @property
    def first_year(self) -> int:
        """The first year of the time reviewed: of the span of years, else this one."""
        covers = self.conference.covers if self.conference else None
        return covers.first if covers else self.year

    def term(self, year: int) -> Term | None:
        """The leadership of ``year``, or None where it is not stated."""
        return next((term for term in self.leadership.terms if term.year == year), None)

    @property
    def head(self) -> str | None:
        """The unit that heads the bloc this year, or None where it is not stated."""
        term = self.term(self.year)
        return term.head.unit if term and term.head else None
