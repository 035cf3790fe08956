"""The workbook that a member unit fills in and sends back: which sheets, which columns, which rows.

What the bloc's facts already state of the unit is filled in, so that the same form serves to
correct it. :mod:`pipeline.collect.unit_forms` reads it back by the tables named here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from pipeline.forms.choices import labels_of
from pipeline.forms.form import Column, Content, Form, Kind, Table, as_content
from pipeline.forms.unit_guide import guide
from pipeline.model.base import Fact, Name, Text
from pipeline.model.facts import Facts
from pipeline.model.year import FIGURES, Indicator, Reading, Reward, Theme, Welfare
from pipeline.spelling.names import key_of

FORM, VERSION = "unit", "2"
"""What the stamp of the form says it is."""

THEMES = labels_of(get_args(Theme))
LEVELS = labels_of(get_args(Reward.model_fields["level"].annotation))
BONUS, PENALTY = "+", "-"
"""Stand where a criterion has its id; no id looks so."""
NAMES = frozenset({"person", "credit"})
"""Columns with names of people. Given in the first alone, it is spelled so in every language."""
UNKNOWN = "?"
"""In a name's column for another language: the spelling is not known."""

_OTHERS = (("hi", "tiếng Hindi"), ("en", "tiếng Anh"))
_TYPED = "Ghi số, ví dụ 12,5. Chưa rõ thì để trống."
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
        )
        for column in columns
        if column.key in words
        for language, named in _OTHERS
    )
    return (*columns, *others)


def _row_of(name: str, width: int = 44) -> tuple[Column, Column]:
    """What a row that we write is about: its id, which nobody sees, and its name."""
    return Column("id", "mã", locked=True, hidden=True), Column(
        "name", name, locked=True, width=width
    )


def _number(key: str, label: str, width: int = 13, note: str = _TYPED) -> Column:
    return Column(key, label, Kind.NUMBER, width=width, note=note)


def _quantity(key: str, label: str) -> Column:
    return _number(key, label, note=_QUALIFIED)


_KNOWN_LAST_YEAR = "known_last_year"

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
        Column("text.hi", "Tiếng Hindi (nếu có)", width=40),
        Column("text.en", "Tiếng Anh (nếu có)", width=40),
    ),
    spare=30,
    heading="Mỗi dòng một ý; số nêu trong câu phải khớp với các trang sau.",
)
INDICATORS = Table(
    "indicators",
    "Chỉ tiêu",
    (
        *_row_of("Chỉ tiêu"),
        Column("measure", "Đơn vị tính", locked=True, width=13),
        _quantity("value", "Thực hiện"),
        _quantity("target", "Chỉ tiêu đăng ký"),
        _quantity("province_plan", "Kế hoạch tỉnh giao"),
        _quantity("central_plan", "Kế hoạch Trung ương giao"),
        _quantity("last_year", "Năm trước"),
        replace(
            _number(_KNOWN_LAST_YEAR, "Năm trước, đã báo cáo", note=""), locked=True, hidden=True
        ),
    ),
    heading="Số theo đơn vị tính ở từng dòng. Chưa có số liệu thì để trống; không có thì ghi 0.",
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

Row = dict[str, Content]


def unit_form(
    facts: Facts,
    unit_id: str,
    awards: Sequence[tuple[str, str]],
    last_year: Facts | None = None,
) -> Form:
    """The form of one member unit, with what the facts state of it filled in.

    ``awards`` are those that may be registered for, by id and name. From the facts of the year
    before it takes the unit's figures to compare with; they stand in a column of their own, for
    they are not the unit's statement of this year.
    """
    unit = facts.unit(unit_id)
    if unit is None:
        raise LookupError(unit_id)
    rows = {
        REGISTRATIONS: _registration_rows(facts, unit_id, awards),
        RESULTS: (
            {"theme": result.theme, **_said("text", result.text)}
            for result in facts.results
            if result.unit == unit_id
        ),
        INDICATORS: _indicator_rows(facts, unit_id, last_year),
        SCORES: _score_rows(facts, unit_id),
        WELFARE: (row for work in facts.welfare if work.unit == unit_id for row in _welfare(work)),
        REWARDS: _reward_rows(facts, unit_id),
        PHOTOS: _photo_rows(facts, unit_id),
    }
    filled = (_filled(table, tuple(given)) for table, given in rows.items())
    # A sheet whose rows are ours has nothing to ask without them.
    tables = tuple(table for table in filled if table.rows or table.spare)
    return Form(
        {
            "form": FORM,
            "version": VERSION,
            "year": str(facts.year),
            "unit": unit_id,
            "bloc": facts.bloc.name.said_in("vi"),
            "tables": " ".join(table.key for table in tables),
        },
        f"Biểu báo cáo thi đua, khen thưởng năm {facts.year} – {unit.name.said_in('vi')}",
        guide(facts, unit, {table.key: table.title for table in tables}),
        tables,
    )


def shown_photo(file: str, unit_id: str) -> str:
    """A photo's file as the form shows it: one of the unit's own by its name alone."""
    name = file.removeprefix(f"photos/{unit_id}/")
    return name if name != file and "/" not in name else file if "/" in file else f"./{file}"


def photo_file(shown: str, unit_id: str) -> str:
    """Where in the bloc's folder the photo stands that the form calls so."""
    return shown.removeprefix("./") if "/" in shown else f"photos/{unit_id}/{shown}"


def asked_of_units(indicator: Indicator) -> bool:
    """Whether units report it; a figure stated only of the bloc as a whole is the bloc's own."""
    readings = indicator.readings
    return not readings or any(reading.unit is not None for reading in readings)


def _filled(table: Table, rows: tuple[Row, ...]) -> Table:
    """The table with its rows; hidden columns are shown where a row has something in them."""
    used = {key for row in rows for key in row}
    columns = tuple(
        replace(column, hidden=column.hidden and (column.key == "id" or column.key not in used))
        for column in table.columns
    )
    return replace(table, columns=columns, rows=rows)


def _registration_rows(
    facts: Facts, unit_id: str, awards: Iterable[tuple[str, str]]
) -> Iterator[Row]:
    stated = next((one for one in facts.registrations if one.unit == unit_id), None)
    registered = stated.awards if stated else ()
    names = dict(awards)
    names |= {award: award for award in registered if award not in names}
    # The unit's own order of its awards stays, in the places that they have among all.
    in_order = iter(registered)
    for award in [next(in_order) if award in registered else award for award in names]:
        row: Row = {"id": award, "name": names[award]}
        if stated and award in registered:
            row |= {"registered": True} | ({"date": stated.date} if stated.date else {})
        yield row


def _indicator_rows(facts: Facts, unit_id: str, last_year: Facts | None) -> Iterator[Row]:
    before = {one.id: one for one in last_year.indicators} if last_year else {}
    for indicator in facts.indicators:
        if not asked_of_units(indicator):
            continue
        measure = indicator.measure.said_in("vi")
        row: Row = {
            "id": indicator.id,
            "name": indicator.name.said_in("vi"),
            "measure": measure,
        }
        if reading := _reading(indicator, unit_id):
            row |= _figures(reading, *FIGURES)
        then = before.get(indicator.id)
        if then and key_of(then.measure.said_in("vi")) == key_of(measure):
            known = _reading(then, unit_id)
            if known and known.value is not None:
                row[_KNOWN_LAST_YEAR] = as_content(known.value)
        yield row


def _reading(indicator: Indicator, unit_id: str) -> Reading | None:
    return next((one for one in indicator.readings if one.unit == unit_id), None)


def _score_rows(facts: Facts, unit_id: str) -> Iterator[Row]:
    if facts.scores is None:
        return
    sheet = next((one for one in facts.scores.sheets if one.unit == unit_id), None)
    for criterion in facts.scores.criteria:
        row: Row = {"id": criterion.id, "name": criterion.name.said_in("vi")}
        row["points"] = criterion.points
        if sheet and criterion.id in sheet.self_scored:
            row["self_scored"] = sheet.self_scored[criterion.id]
        yield row
    for mark, name, key in (
        (BONUS, "Điểm thưởng (nếu có)", "bonus"),
        (PENALTY, "Điểm trừ (nếu có)", "penalty"),
    ):
        row = {"id": mark, "name": name}
        if sheet and (points := getattr(sheet, key)) is not None:
            row["self_scored"] = points
        yield row | _said("reason", getattr(sheet, f"{key}_reason", None))


def _welfare(work: Welfare) -> Iterator[Row]:
    """The row of a work, and below it one for each of its parts, which names the work again."""
    row = _said("name", work.name)
    first = dict([*row.items()][:1])
    row |= _figures(work, "amount", "beneficiaries")
    yield row | _said("measure", work.measure) | _said("beneficiary", work.beneficiary)
    for part in work.parts:
        yield first | _said("part", part.name) | _figures(part, "amount", "beneficiaries")


def _reward_rows(facts: Facts, unit_id: str) -> Iterator[Row]:
    for reward in facts.rewards:
        if reward.unit == unit_id:
            row: Row = {"level": reward.level}
            for key in ("award", "grade", "authority", "document"):
                row |= _said(key, getattr(reward, key))
            if reward.year is not None:
                row["year"] = reward.year
            yield row | _figures(reward, "collectives", "individuals")


def _photo_rows(facts: Facts, unit_id: str) -> Iterator[Row]:
    for photo in facts.news.photos:
        if photo.unit == unit_id:
            row: Row = {"file": shown_photo(photo.file, unit_id)} if photo.file else {}
            row |= _said("caption", photo.caption) | _named("credit", photo.credit)
            if photo.person:
                row |= _named("person", photo.person.name) | _said("title", photo.person.title)
            yield row


def _figures(record: Fact, *keys: str) -> Row:
    """The cells of figures, as far as they are stated."""
    stated = ((key, getattr(record, key)) for key in keys)
    return {key: as_content(figure) for key, figure in stated if figure is not None}


def _said(key: str, text: Text | None) -> Row:
    """The cells of words in up to three languages."""
    if text is None:
        return {}
    said: Mapping[str, str | None] = {
        key: text.vi,
        **{f"{key}.{language}": text.in_language(language) for language in ("hi", "en")},
    }
    return {place: words for place, words in said.items() if words is not None}


def _named(key: str, name: Name | None) -> Row:
    """The cells of a name in one of the columns ``NAMES``."""
    cells = _said(key, name)
    if name and name.vi and name.vi == name.hi == name.en:
        return {key: name.vi}
    if cells.keys() == {key}:
        return cells | {f"{key}.{language}": UNKNOWN for language, _ in _OTHERS}
    return cells
