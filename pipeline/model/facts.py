"""What a bloc's folder can state: the root of the inputs and the parts that are about the bloc.

Every field may be left out unless the bloc cannot be spoken of without it. A field's ``title``
is its Vietnamese name: it is printed where the fact is missing.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from pipeline.model.base import N_, Count, Date, Fact, Id, ProperName, Words
from pipeline.model.rules import Share
from pipeline.model.year import Indicator, Inspection, Registration, Result, Reward, Scores


class Bloc(Fact):
    """The emulation bloc (khối thi đua) or cluster (cụm thi đua) itself."""

    name: Words = Field(title=N_("tên khối thi đua"))
    kind: Literal["bloc", "cluster"] = "bloc"
    units_stated: Annotated[int, Field(ge=1)] | None = Field(None, title=N_("số đơn vị thành viên"))
    staff: Count | None = Field(None, title=N_("số cán bộ, công chức, viên chức, người lao động"))


class Unit(Fact):
    """A member unit of the bloc."""

    id: Id
    name: Words = Field(title=N_("tên đơn vị"))
    system: Literal["state", "party"] | None = Field(
        None, title=N_("đơn vị thuộc hệ thống Nhà nước hay Đảng")
    )
    member_since: int | None = Field(None, title=N_("năm vào khối"))
    suspended: Words | None = Field(
        None, title=N_("lý do chưa xét"), description="why the unit is not considered this year"
    )


class Person(Fact):
    """A person as the inputs name them; a spelling that is not known stays unknown."""

    name: ProperName = Field(title=N_("họ và tên"))
    title: Words | None = Field(None, title=N_("chức vụ"))


class Seat(Fact):
    """A unit that heads the bloc or is its deputy, with the person who acts for it."""

    unit: Id
    person: Person | None = Field(None, title=N_("người đại diện"))


def _plain_seat(given: object) -> object:
    return {"unit": given} if isinstance(given, str) else given


SeatOf = Annotated[Seat, BeforeValidator(_plain_seat)]


class Term(Fact):
    """Who headed the bloc in one year. ``deputies`` None means: not stated."""

    year: int
    head: SeatOf | None = Field(None, title=N_("đơn vị Khối trưởng"))
    deputies: tuple[SeatOf, ...] | None = Field(None, title=N_("đơn vị Khối phó"))


class Leadership(Fact):
    """Headship over the years and how the next head is found."""

    terms: tuple[Term, ...] = ()
    modes: tuple[Literal["deputy-succeeds", "rotation-list", "longest-waiting"], ...] = Field(
        (), description="how the program proposes the next head: tried in this order"
    )
    rotation: tuple[Id, ...] = Field((), description="order of the units for rotation-list")
    cooldown: Annotated[int, Field(ge=0)] = Field(
        0, description="years a unit waits after its term before it may head the bloc again"
    )


class NextLeadership(Fact):
    """What the conference settled about the head of next year: it wins over any proposal."""

    year: int
    head: SeatOf | None = Field(None, title=N_("đơn vị Khối trưởng năm sau"))
    deputies: tuple[SeatOf, ...] | None = Field(None, title=N_("đơn vị Khối phó năm sau"))
    note: Words | None = Field(None, title=N_("ghi chú về việc chọn Khối trưởng"))


class Comment(Fact):
    """One thing that delegates spoke of at the conference."""

    text: Words


class Conference(Fact):
    """The year-end conference."""

    date: Date | None = Field(None, title=N_("ngày hội nghị"))
    session: Literal["morning", "afternoon", "all-day"] | None = Field(None, title=N_("buổi họp"))
    place: ProperName | None = Field(None, title=N_("địa điểm hội nghị"))
    chair: Person | None = Field(None, title=N_("chủ trì hội nghị"))
    units_present: Count | None = Field(None, title=N_("số đơn vị dự hội nghị"))
    comments: tuple[Comment, ...] = ()
    agreement: Words | None = Field(None, title=N_("ý kiến thống nhất của hội nghị"))


class BallotCount(Fact):
    """Votes for and against one unit."""

    unit: Id
    yes: Count
    no: Count | None = None


class Ballot(Fact):
    """A vote on one award. Sheets: issued >= returned = valid + invalid."""

    method: Literal["secret-ballot", "show-of-hands"]
    entitled: Count | None = Field(None, title=N_("số đơn vị có quyền biểu quyết"))
    issued: Count | None = Field(None, title=N_("số phiếu phát ra"))
    returned: Count | None = Field(None, title=N_("số phiếu thu về"))
    valid: Count | None = Field(None, title=N_("số phiếu hợp lệ"))
    invalid: Count | None = Field(None, title=N_("số phiếu không hợp lệ"))
    counts: tuple[BallotCount, ...] = ()


class Nominee(Fact):
    """A unit that the conference agreed to propose, with what the paper says of it."""

    unit: Id
    achievement: Words | None = Field(None, title=N_("tóm tắt thành tích"))


def _plain_nominee(given: object) -> object:
    return {"unit": given} if isinstance(given, str) else given


class Nomination(Fact):
    """One award and the units proposed for it. ``award`` is an id of the rulebook's awards."""

    award: Id
    units: Annotated[
        tuple[Annotated[Nominee, BeforeValidator(_plain_nominee)], ...], Field(min_length=1)
    ]
    ballot: Ballot | None = Field(None, title=N_("kết quả bỏ phiếu"))
    addressees: tuple[Words, ...] = Field(
        (), description="to whom the letter goes; default: as the rulebook says for the award"
    )
    enclosures: tuple[Words, ...] = Field((), description="papers sent with the letter")


class AwardQuota(Fact):
    """The most units the bloc may propose for an award."""

    award: Id
    units: Annotated[int, Field(ge=1)]


class Regulation(Fact):
    """What the bloc's own rules (quy chế) say about voting and numbers of nominees.

    ``threshold`` is the exact share of votes a nominee needs, counted against ``of``.
    """

    reference: Words = Field(title=N_("quy chế của khối"))
    threshold: Share | None = Field(None, title=N_("tỷ lệ phiếu cần đạt"))
    of: Literal["members", "present", "valid-ballots"] = "members"
    quotas: tuple[AwardQuota, ...] = ()


class Plan(Fact):
    """Directions and tasks of the coming year."""

    year: int
    directions: tuple[Words, ...] = ()
    tasks: tuple[Words, ...] = ()
    solutions: tuple[Words, ...] = ()


class Signer(Fact):
    """Who signs the papers for the bloc."""

    post: Words | None = Field(None, title=N_("chức vụ người ký"))
    name: ProperName | None = Field(None, title=N_("họ và tên người ký"))


class Paper(Fact):
    """Number and date that the records clerk gave one paper."""

    document: str
    award: Id | None = None
    number: Annotated[int, Field(ge=1)] | None = Field(None, title=N_("số văn bản"))
    date: Date | None = Field(None, title=N_("ngày ký văn bản"))


class Issuer(Fact):
    """What the letterhead and the foot of the official papers need. The issuer is the bloc."""

    parent: Words | None = Field(None, title=N_("cơ quan chủ quản trên đầu văn bản"))
    place: ProperName | None = Field(None, title=N_("địa danh"))
    symbol: str | None = Field(None, title=N_("ký hiệu văn bản của khối"))
    signer: Signer | None = Field(None, title=N_("người ký"))
    addressees: tuple[Words, ...] = ()
    recipients: tuple[Words, ...] = ()
    archive: str | None = Field(None, title=N_("nơi lưu"))
    bases: tuple[Words, ...] = Field((), description="legal bases of the bloc's own, in order")
    papers: tuple[Paper, ...] = ()


class Photo(Fact):
    """A photo with its caption. ``file`` None: only the caption is known.

    With a ``person`` the caption goes on after title and name: "Secretary … N. speaks".
    """

    file: str | None = Field(None, title=N_("ảnh"))
    person: Person | None = None
    caption: Words
    credit: ProperName | None = Field(None, title=N_("tác giả ảnh"))


class News(Fact):
    """What the news release needs beyond the facts of the conference."""

    byline: ProperName | None = Field(None, title=N_("tác giả bài"))
    photos: tuple[Photo, ...] = ()


class Facts(Fact):
    """Everything a bloc's folder states about one emulation year."""

    year: Annotated[int, Field(ge=1948, le=2100)] = Field(title=N_("năm thi đua"))
    made_up: bool = Field(False, description="sample data: every page says that it is made up")
    rulebook: Id | None = Field(None, description="rulebook to use; default: by the date")
    bloc: Bloc
    units: tuple[Unit, ...] = ()
    leadership: Leadership = Leadership()
    regulation: Regulation | None = Field(None, title=N_("quy chế của khối"))
    issuer: Issuer = Issuer()
    registrations: tuple[Registration, ...] = ()
    results: tuple[Result, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    scores: Scores | None = Field(None, title=N_("bảng điểm"))
    inspections: tuple[Inspection, ...] = ()
    rewards: tuple[Reward, ...] = ()
    conference: Conference | None = Field(None, title=N_("hội nghị tổng kết"))
    nominations: tuple[Nomination, ...] = ()
    next_leadership: NextLeadership | None = Field(None, title=N_("đơn vị Khối trưởng năm sau"))
    plan: Plan | None = Field(None, title=N_("phương hướng, nhiệm vụ năm sau"))
    news: News = News()

    @property
    def day(self) -> datetime.date:
        """The day of the conference, else the last of the year."""
        held = self.conference.date if self.conference else None
        return held or datetime.date(self.year, 12, 31)

    @property
    def members(self) -> int:
        """How many units the bloc has: as stated, else as listed."""
        return self.bloc.units_stated or len(self.units)

    def unit(self, unit_id: str) -> Unit | None:
        """The unit with this id, or None."""
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def term(self, year: int) -> Term | None:
        """The leadership of ``year``, or None where it is not stated."""
        return next((term for term in self.leadership.terms if term.year == year), None)
