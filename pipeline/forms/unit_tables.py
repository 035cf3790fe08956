"""The sheets of a unit's form: what a member unit is asked, and how each answer is written."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from pipeline.forms.choices import labels_of
from pipeline.forms.form import Column, Kind, Table
from pipeline.model.year import Reward, Theme

FORM, VERSION = "unit", "3"
"""What the stamp of the form says it is."""
VERSIONS = ("2", VERSION)
"""Forms that are read. The first of them asked less; what is absent there states nothing."""

THEMES = labels_of(get_args(Theme))
LEVELS = labels_of(get_args(Reward.model_fields["level"].annotation))
BONUS, PENALTY = "+", "-"
"""Stand where a criterion has its id; no id looks so."""
NAMES = frozenset({"person", "credit"})
"""Columns with names of people. Given in the first alone, it is spelled so in every language."""
UNKNOWN = "?"
"""In a name's column for another language: the spelling is not known."""

OTHERS = (("hi", "tiếng Hindi"), ("en", "tiếng Anh"))
"""The languages that words may be given in besides Vietnamese."""
_TYPED = "Ghi số, ví dụ 12,5. Chưa rõ thì để trống."
_OF_RESULT = "Con số chính của việc này, nếu có, ví dụ 12,5 hoặc gần 300."
_OF_RATE = "Chỉ ghi ở chỉ tiêu là tỷ lệ. Ghi đủ hai số này thì có thể để trống ô “Thực hiện”."
_QUALIFIED = "Ghi số, ví dụ 12,5; không chính xác thì ghi cả chữ: gần 300. Chưa rõ thì để trống."


def _in_words(*columns: Column, words: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns and, at their right, what ``words`` among them say in other languages.

    These are hidden until something stands there.
    """
    others = (
        Column(
            f"{column.key}.{language}",
            f"{column.label} ({named})",
            hidden=True,
            width=column.width,
            added=column.added,
        )
        for column in columns
        if column.key in words
        for language, named in OTHERS
    )
    return (*columns, *others)


def _row_of(name: str, width: int = 44) -> tuple[Column, Column]:
    """What a row that we write is about: its id, which nobody sees, and its name."""
    return Column("id", "mã", locked=True, hidden=True), Column(
        "name", name, locked=True, width=width
    )


def _number(key: str, label: str, width: int = 13, note: str = _TYPED) -> Column:
    return Column(key, label, Kind.NUMBER, width=width, note=note)


def _quantity(key: str, label: str, note: str = _QUALIFIED, hidden: bool = False) -> Column:
    return replace(_number(key, label, note=note), hidden=hidden)


def _added(*columns: Column) -> tuple[Column, ...]:
    return tuple(replace(column, added=True) for column in columns)


def _named(key: str, label: str) -> Column:
    """What the bloc's own files name by an id; shown only where they do."""
    return Column(key, label, hidden=True, width=16)


KNOWN_LAST_YEAR = "known_last_year"
"""The column of what the year before tells of last year: no statement of this year."""

ANSWERED = "kind"
"""The column that marks an indicator as asking for yes or no; as with ids, nobody sees it."""

REGISTRATIONS = Table(
    "registrations",
    "Đăng ký thi đua",
    (
        *_row_of("Hình thức khen thưởng"),
        Column("registered", "Đăng ký", Kind.YES, width=12),
        Column("date", "Ngày đăng ký", Kind.DATE, width=16),
    ),
    heading="Đăng ký hình thức nào thì ghi “có” và ngày đăng ký; không đăng ký thì để trống.",
)
RESULTS = Table(
    "results",
    "Kết quả",
    (
        Column("theme", "Mục của báo cáo", Kind.CHOICE, THEMES, width=38, required=True),
        Column(
            "text",
            "Nội dung",
            width=75,
            required=True,
            note="Viết thành câu đầy đủ, có chủ ngữ và dấu chấm câu.",
        ),
        *_added(
            *_in_words(
                Column(
                    "date",
                    "Ngày thực hiện",
                    width=14,
                    note="Ghi ngày, hoặc phần đã biết: 26/12/2025, 12/2025.",
                ),
                _quantity("value", "Số liệu", _OF_RESULT),
                Column("measure", "Đơn vị tính", width=14, note="Ví dụ: mô hình, triệu đồng, %."),
                _quantity("target", "Chỉ tiêu", "Số phải đạt, theo cùng đơn vị tính."),
                _quantity("last_year", "Năm trước", "Số năm trước, theo cùng đơn vị tính."),
                Column(
                    "fewer_is_better",
                    "Càng thấp càng tốt",
                    Kind.YES,
                    width=10,
                    note="Ghi “có” nếu số này càng thấp càng tốt, như số vụ vi phạm.",
                ),
                Column(
                    "first_time",
                    "Lần đầu",
                    Kind.YES,
                    width=9,
                    note="Ghi “có” nếu việc này làm lần đầu.",
                ),
                Column(
                    "evidence",
                    "Minh chứng",
                    width=34,
                    note="Văn bản, hồ sơ, đường dẫn chứng minh kết quả.",
                ),
                _named("activity", "Mã hoạt động chung"),
                _named("overcomes", "Mã hạn chế đã khắc phục"),
                words=("measure", "evidence"),
            )
        ),
        Column("text.hi", "Tiếng Hindi (nếu có)", width=40),
        Column("text.en", "Tiếng Anh (nếu có)", width=40),
    ),
    spare=30,
    heading="Mỗi dòng một ý; số nêu trong câu phải khớp với các trang sau. Các cột bên phải nội "
    "dung không bắt buộc.",
)
INDICATORS = Table(
    "indicators",
    "Chỉ tiêu",
    (
        *_row_of("Chỉ tiêu"),
        Column("measure", "Đơn vị tính", locked=True, width=13),
        _quantity("value", "Thực hiện"),
        *_added(
            _quantity("part", "Tỷ lệ: số đạt được", _OF_RATE, hidden=True),
            _quantity("whole", "Tỷ lệ: trên tổng số", _OF_RATE, hidden=True),
        ),
        _quantity("target", "Chỉ tiêu đăng ký"),
        _quantity("province_plan", "Kế hoạch tỉnh giao"),
        _quantity("central_plan", "Kế hoạch Trung ương giao"),
        _quantity("last_year", "Năm trước"),
        replace(
            _number(KNOWN_LAST_YEAR, "Năm trước, đã báo cáo", note=""), locked=True, hidden=True
        ),
        *_added(Column(ANSWERED, "loại", locked=True, hidden=True)),
    ),
    heading="Số theo đơn vị tính ở từng dòng. Chưa có số liệu thì để trống; không có thì ghi 0. "
    "Chỉ tiêu trả lời có hoặc không thì ghi “có”, “không”.",
)
SCORES = Table(
    "scores",
    "Tự chấm điểm",
    _in_words(
        *_row_of("Nội dung tiêu chí", 56),
        Column("points", "Điểm chuẩn", Kind.NUMBER, locked=True, width=12),
        _number("self_scored", "Tự chấm", note="Từ 0 đến điểm chuẩn của dòng, ví dụ 14,5."),
        Column("reason", "Lý do (điểm thưởng, điểm trừ)", width=50),
        words=("reason",),
    ),
    heading="Điểm tự chấm không quá điểm chuẩn. Hai dòng cuối: điểm thưởng, trừ, ghi số dương.",
)
WELFARE = Table(
    "welfare",
    "An sinh xã hội",
    _in_words(
        Column("name", "Nội dung", width=44, required=True),
        Column("part", "Trong đó, khoản mục", width=28),
        _quantity("amount", "Số tiền"),
        Column("measure", "Đơn vị tiền", width=14),
        _quantity("beneficiaries", "Số đối tượng"),
        Column("beneficiary", "Đối tượng được hỗ trợ", width=28),
        *_added(_named("activity", "Mã hoạt động chung")),
        words=("name", "part", "measure", "beneficiary"),
    ),
    spare=15,
    heading="Mỗi việc một dòng. Việc có nhiều khoản thì thêm mỗi khoản một dòng ngay bên dưới, "
    "ghi tên khoản ở cột “Trong đó, khoản mục”.",
)
REWARDS = Table(
    "rewards",
    "Khen thưởng",
    _in_words(
        Column("award", "Hình thức khen thưởng", width=44, required=True),
        Column("level", "Cấp khen thưởng", Kind.CHOICE, LEVELS, width=24, required=True),
        Column("grade", "Hạng", width=10),
        Column(
            "year",
            "Năm được tặng",
            Kind.WHOLE,
            width=12,
            note="Để trống nếu được tặng trong năm thi đua này.",
        ),
        Column("authority", "Cấp quyết định", width=28),
        Column("document", "Quyết định (số, ngày)", width=28),
        _number("collectives", "Số tập thể", width=11, note=_QUALIFIED),
        _number("individuals", "Số cá nhân", width=11, note=_QUALIFIED),
        words=("award", "grade", "authority", "document"),
    ),
    spare=20,
    heading="Chỉ ghi khen thưởng đã có quyết định. Của các năm trước thì ghi thêm năm được tặng.",
)
PHOTOS = Table(
    "photos",
    "Ảnh",
    _in_words(
        Column("file", "Tên tệp ảnh", width=24, note="Ví dụ: hoi-thao.jpg. Gửi kèm tệp ảnh này."),
        Column("caption", "Chú thích", width=50, required=True),
        Column("person", "Người trong ảnh", width=24),
        Column("title", "Chức vụ của người ấy", width=28),
        Column("credit", "Tác giả ảnh", width=22),
        words=("caption", "person", "title", "credit"),
    ),
    spare=10,
    heading="Gửi kèm các tệp ảnh (JPEG, PNG) đúng tên đã ghi; không dán ảnh vào bảng tính.",
)
TABLES = (REGISTRATIONS, RESULTS, INDICATORS, SCORES, WELFARE, REWARDS, PHOTOS)
"""All sheets of the form, with every column one of them may have."""
