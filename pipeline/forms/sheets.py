"""The sheets of a bloc-year's workbook: which fields stand where, under which titles.

Single records share sheets of lines (a label, then the value); each list is a table. An entry that
has lists of its own is numbered, and the rows of those lists say to which number they belong:
numbers that are typed, not positions, so that rows may be inserted and sorted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.forms.fields import Choices, Field, Listing, Record, Sort, Way, capital, record_of
from pipeline.forms.form import Column, Kind
from pipeline.model.base import LANGUAGES
from pipeline.model.facts import Facts

NUMBER, PARENT, PARENT_NAME = "#", "#parent", "#parent_name"
"""Keys of the columns that join tables; no field is called so."""
POINTS_ID = "criterion"
KEY, LABEL, VALUE, NOTE = "key", "label", "value", "note"
"""Keys of the columns of a sheet of lines."""


@dataclass(frozen=True, slots=True)
class Lines:
    """A sheet of single values, one below the other."""

    key: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A table of the entries of a list, or of their points by id.

    ``way`` leads to the list from the entry of ``parent``, or from the root of the facts.
    """

    key: str
    title: str
    way: Way
    entry: Record
    parent: ListSheet | None = None
    points: bool = False

    @property
    def heading(self) -> str:
        """What stands above the table."""
        return f"{self.title} (chi tiết của “{self.parent.title}”)" if self.parent else self.title

    @property
    def numbered(self) -> bool:
        """Whether other tables refer to its rows."""
        return not self.points and bool(self.entry.listings or self.entry.points)


_LINES = {
    "issuer": "Đầu và cuối văn bản",
    "conference": "Hội nghị tổng kết",
    "next_leadership": "Khối trưởng năm sau",
}
"""Records with a sheet of their own; all the others share the first sheet."""
_FIRST = ("general", "Thông tin chung")

TITLES = {
    "bloc.formerly": "Tên trước đây của khối",
    "bloc.groups": "Nhóm trong khối",
    "units": "Đơn vị thành viên",
    "former_units": "Đơn vị trước đây",
    "changes": "Thay đổi đơn vị",
    "leadership.terms": "Khối trưởng các năm",
    "leadership.terms.deputies": "Khối phó các năm",
    "leadership.terms.selection.ballot.counts": "Phiếu bầu Khối trưởng các năm",
    "leadership.terms.selection.handover.files": "Hồ sơ bàn giao các năm",
    "leadership.terms.selection.handover.unfinished": "Việc chuyển tiếp các năm",
    "leadership.declined": "Không nhận làm Khối trưởng",
    "leadership.not_considered": "Không được xét các năm",
    "leadership.terms.selection.ballot.revotes": "Bầu lại Khối trưởng các năm",
    "leadership.terms.selection.ballot.revotes.counts": "Phiếu bầu lại các năm",
    "regulation.thresholds": "Tỷ lệ phiếu từng hình thức",
    "regulation.quotas": "Số lượng đề nghị nhiều nhất",
    "regulation.conditions": "Điều kiện của khối",
    "regulation.chapters": "Chương của quy chế",
    "regulation.chapters.articles": "Điều của quy chế",
    "regulation.chapters.articles.clauses": "Khoản của quy chế",
    "regulation.chapters.articles.clauses.points": "Điểm của quy chế",
    "programme.purposes": "Mục đích của kế hoạch",
    "programme.requirements": "Yêu cầu của kế hoạch",
    "programme.contents": "Nội dung kế hoạch",
    "programme.timetable": "Tiến độ thực hiện",
    "pact.contents": "Nội dung giao ước",
    "pact.targets": "Chỉ tiêu giao ước",
    "pact.commitments": "Cam kết",
    "issuer.addressees": "Kính gửi",
    "issuer.recipients": "Nơi nhận",
    "issuer.bases": "Căn cứ riêng của khối",
    "issuer.papers": "Số và ngày văn bản",
    "awards": "Hình thức khen thưởng khác",
    "awards.addressees": "Nơi gửi của hình thức khác",
    "deadlines": "Hạn gửi",
    "submissions": "Đơn vị đã gửi",
    "registrations": "Đăng ký thi đua",
    "tasks_of_year": "Nhiệm vụ năm nay",
    "slogans": "Khẩu hiệu thi đua",
    "results": "Kết quả",
    "indicators": "Chỉ tiêu",
    "indicators.readings": "Số liệu của chỉ tiêu",
    "welfare": "An sinh xã hội",
    "welfare.parts": "Chi tiết an sinh xã hội",
    "scores.criteria": "Tiêu chí chấm điểm",
    "scores.sheets": "Điểm của đơn vị",
    "scores.sheets.points": "Điểm từng tiêu chí",
    "standings": "Xếp hạng, xếp loại",
    "inspections": "Khảo sát, kiểm tra",
    "inspections.team": "Đoàn kiểm tra",
    "inspections.received_by": "Đại diện đơn vị được kiểm tra",
    "inspections.points": "Nội dung kiểm tra",
    "rewards": "Khen thưởng đã nhận",
    "conference.together_with": "Kết hợp với hội nghị",
    "conference.points": "Điểm cầu",
    "conference.chairs": "Chủ trì hội nghị",
    "conference.tellers": "Tổ kiểm phiếu",
    "conference.agenda": "Chương trình hội nghị",
    "conference.attendance": "Dự hội nghị",
    "conference.guests": "Khách dự hội nghị",
    "conference.comments": "Ý kiến tại hội nghị",
    "nominations": "Đề nghị khen thưởng",
    "nominations.units": "Đơn vị được đề nghị",
    "nominations.ballot.counts": "Phiếu đề nghị khen thưởng",
    "nominations.ballot.revotes": "Bỏ phiếu lại về khen thưởng",
    "nominations.ballot.revotes.counts": "Phiếu lần sau về khen thưởng",
    "nominations.withdrawn": "Đơn vị xin rút",
    "nominations.addressees": "Nơi gửi tờ trình",
    "nominations.enclosures": "Hồ sơ kèm tờ trình",
    "next_leadership.deputies": "Khối phó năm sau",
    "next_leadership.selection.ballot.counts": "Phiếu bầu Khối trưởng năm sau",
    "next_leadership.selection.ballot.revotes": "Bầu lại Khối trưởng năm sau",
    "next_leadership.selection.ballot.revotes.counts": "Phiếu bầu lại năm sau",
    "next_leadership.selection.handover.files": "Hồ sơ bàn giao",
    "next_leadership.selection.handover.unfinished": "Việc chuyển tiếp",
    "plan.directions": "Phương hướng năm sau",
    "plan.tasks": "Nhiệm vụ năm sau",
    "plan.solutions": "Giải pháp năm sau",
    "news.photos": "Ảnh",
    "conflicts": "Nguồn khác nhau",
    "conflicts.claims": "Các nguồn ghi",
}
"""The sheet of each list."""


@cache
def line_sheets() -> tuple[Lines, ...]:
    """The sheets of single values."""
    fields = record_of(Facts).fields
    shared = tuple(field for field in fields if field.way[0] not in _LINES)
    return (
        Lines(*_FIRST, shared),
        *(
            Lines(key, title, tuple(_unprefixed(field) for field in fields if field.way[0] == key))
            for key, title in _LINES.items()
        ),
    )


def _unprefixed(field: Field) -> Field:
    """The field in the sheet of its record, whose title says what the record is."""
    return replace(field, label=capital(field.label.partition(": ")[2] or field.label))


@cache
def list_sheets() -> tuple[ListSheet, ...]:
    """The tables, each before those whose rows belong to its rows."""
    return tuple(_list_sheets(record_of(Facts).listings, None))


def _list_sheets(listings: tuple[Listing, ...], parent: ListSheet | None) -> Iterator[ListSheet]:
    for listing in listings:
        way = ".".join(listing.way)
        key = f"{parent.key}.{way}" if parent else way
        sheet = ListSheet(key, TITLES.get(key, listing.label), listing.way, listing.entry, parent)
        yield sheet
        if listing.entry.points:
            key = f"{sheet.key}.points"
            yield ListSheet(key, TITLES[key], (), listing.entry, sheet, points=True)
        yield from _list_sheets(listing.entry.listings, sheet)


@cache
def place_in_workbook(key: str) -> tuple[str, str] | None:
    """The sheet and the label under which a fact is written: ``leadership.terms.1.head.unit``.

    The entries of lists go by anything. The label is empty where the fact is a table; None where
    the key is no fact.
    """
    for lines in line_sheets():
        if field := _field_called(key, lines.fields):
            return lines.title, field.label
    for sheet in list_sheets():
        start = _pattern(sheet)
        if re.fullmatch(rf"{start.removesuffix(_ENTRY)}(\.[^.]+)?", key):
            return sheet.title, ""
        found = re.match(start, key)
        fields = () if sheet.points else sheet.entry.fields
        if found and (field := _field_called(key[found.end() :], fields)):
            return sheet.title, field.label
    return None


_ENTRY = r"\.[^.]+\."


def _pattern(sheet: ListSheet) -> str:
    """How the keys of what stands in an entry of this list begin."""
    above = _pattern(sheet.parent) if sheet.parent else ""
    return above + re.escape(".".join(sheet.way)) + _ENTRY


def _field_called(key: str, fields: Sequence[Field]) -> Field | None:
    """The field of a fact, of its text in one language, or the first one of a record."""
    called = {key, *(key.removesuffix(f".{language}") for language in LANGUAGES)}
    fields = [field for field in fields if not field.only_empty]
    exact = (field for field in fields if field.key in called)
    inside = (field for field in fields if field.key.startswith(f"{key}."))
    return next(exact, next(inside, None))


def caption_field(sheet: ListSheet) -> Field:
    """The field that tells an entry of a list from the others, for the reader's eye."""
    named = (field for field in sheet.entry.fields if field.way == ("name",))
    needed = (field for field in sheet.entry.fields if field.required)
    return next(named, next(needed, sheet.entry.fields[0]))


def field_columns(field: Field, units: Choices = ()) -> tuple[Column, ...]:
    """The cells of a field: one, or one for each language.

    ``units`` are offered where a unit is asked.
    """
    if field.sort is Sort.WORDS:
        return tuple(
            Column(f"{field.key}{suffix}", f"{field.label}{said}", width=width, note=field.note)
            for suffix, said, width in (
                ("", "", 40),
                (".hi", " (tiếng Hindi)", 30),
                (".en", " (tiếng Anh)", 30),
            )
        )
    kind = Kind.TEXT if field.many else _KINDS.get(field.sort, Kind.TEXT)
    choices = () if field.many else units if field.sort is Sort.UNIT else field.choices
    return (
        Column(
            field.key,
            field.label,
            kind,
            choices,
            width=30 if field.many or field.sort is Sort.UNIT else 18,
            note=" ".join(part for part in (field.note, how_to_write(field)) if part),
            required=field.required,
        ),
    )


_KINDS = {
    Sort.NUMBER: Kind.NUMBER,
    Sort.QUANTITY: Kind.NUMBER,
    Sort.WHOLE: Kind.WHOLE,
    Sort.DATE: Kind.DATE,
    Sort.YES: Kind.YES,
    Sort.YES_OR_NO: Kind.CHOICE,
    Sort.CHOICE: Kind.CHOICE,
}

_HOW = {
    Sort.ID: "Chữ thường không dấu, chữ số và gạch ngang.",
    Sort.UNIT: "Tên hoặc mã đơn vị.",
    Sort.PART_OF_DATE: "26/12/2025, hoặc phần đã biết: 26/12, 12/2025, 2025.",
    Sort.SHARE: "Phân số, ví dụ 4/5.",
    Sort.QUANTITY: "Số không chính xác thì ghi cả chữ, ví dụ gần 300.",
}
_HOW_IN_LINES = {
    Sort.WHOLE: "Số nguyên.",
    Sort.DATE: "Ngày/tháng/năm, ví dụ 26/12/2025.",
    Sort.YES: "“có”, hoặc để trống.",
}


def how_to_write(field: Field, in_lines: bool = False) -> str:
    """What a clerk must know to fill in the cell; ``in_lines`` it offers no list to choose from."""
    said = [_HOW.get(field.sort, "")]
    if in_lines:
        said.append(_HOW_IN_LINES.get(field.sort, ""))
    if field.choices and (in_lines or field.many):
        said.append(f"Một trong: {'; '.join(label for _, label in field.choices)}.")
    if field.many:
        said.append("Mỗi mục một dòng trong ô (xuống dòng: Alt+Enter).")
    if field.many and field.can_be_empty:
        said.append("Biết chắc là không có thì ghi “không có”.")
    return " ".join(part for part in said if part)


def entry_columns(sheet: ListSheet, units: Choices = ()) -> tuple[Column, ...]:
    """The columns of a table."""
    columns: list[Column] = []
    if sheet.parent:
        columns += (
            Column(
                PARENT,
                "Thuộc STT",
                Kind.WHOLE,
                width=9,
                required=True,
                note=f"STT của dòng ở trang “{sheet.parent.title}”.",
            ),
            Column(PARENT_NAME, f"Ở trang “{sheet.parent.title}”", locked=True, width=28),
        )
    if sheet.numbered:
        note = "Số tùy chọn, mỗi dòng một số khác; các trang khác nhắc tới dòng này bằng số ấy."
        columns.append(Column(NUMBER, "STT", Kind.WHOLE, width=7, note=note))
    if sheet.points:
        columns.append(Column(POINTS_ID, "Mã tiêu chí", width=18, required=True))
    fields = sheet.entry.points if sheet.points else sheet.entry.fields
    return (*columns, *(column for field in fields for column in field_columns(field, units)))


LINE_COLUMNS = (
    Column(KEY, "Mã", locked=True, hidden=True),
    Column(LABEL, "Mục", locked=True, width=44),
    Column(VALUE, "Nội dung", width=50),
    Column(f"{VALUE}.hi", "Tiếng Hindi", width=32, note="Chỉ với tên và câu chữ."),
    Column(f"{VALUE}.en", "Tiếng Anh", width=32, note="Chỉ với tên và câu chữ."),
    Column(NOTE, "Cách ghi", locked=True, width=50),
)
"""The columns of every sheet of lines."""
