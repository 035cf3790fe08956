"""The first sheet of a unit's form: who fills it in, by when, for whom, and how."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.model.facts import Facts
from pipeline.model.members import FormerUnit, Unit

_PARTS = {
    "registration": "đăng ký thi đua",
    "report": "kết quả, số liệu và khen thưởng",
    "scores": "tự chấm điểm",
    "photos": "ảnh",
}
_NAMES = {"bloc": ("Khối", "Khối trưởng"), "cluster": ("Cụm", "Cụm trưởng")}


def guide(facts: Facts, unit: Unit | FormerUnit, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The sentences of the guide. ``titles`` names the sheets by their keys."""
    return (
        f"Biểu này dành cho {unit.name.said_in('vi')}, là đơn vị thành viên của "
        f"{facts.bloc.name.said_in('vi')}, để báo cáo về năm thi đua {facts.year}.",
        *(("Dữ liệu điền sẵn là dữ liệu minh họa, không có thật.",) if facts.made_up else ()),
        _by_when(facts),
        _to_whom(facts),
        "Điền vào các ô màu vàng nhạt. Ô màu xám đã điền sẵn, không sửa. Cột có dấu * thì dòng nào "
        "đã ghi phải có.",
        "Ô để trống nghĩa là “chưa nêu”, không phải là “không có”. Không có thì ghi số 0.",
        f"Điều {_NAMES[facts.bloc.kind][0]} đã ghi nhận về đơn vị được điền sẵn ở ô vàng: sai thì "
        "sửa, thiếu thì bổ sung.",
        "Số ghi như thường lệ: 1234,5. Số không chính xác thì ghi cả chữ: gần 300, trên 95, khoảng "
        "80. Ghi số đã tính xong, không để công thức.",
        f"Trang “{titles['results']}”: bấm mũi tên ở ô để chọn mục của báo cáo; mỗi dòng một ý, "
        "viết thành câu. Các cột bên phải (ngày, số liệu, lần đầu, minh chứng, tiếng khác) không "
        "bắt buộc; số liệu và minh chứng giúp kết quả được chọn vào báo cáo.",
        f"Trang “{titles['photos']}”: gửi kèm các tệp ảnh đúng tên đã ghi, không dán ảnh vào đây.",
        "Hết dòng trống thì ghi tiếp xuống dưới. Xong thì lưu dạng Excel (.xlsx), giữ nguyên "
        "tên tệp, rồi gửi lại.",
    )


def _by_when(facts: Facts) -> str:
    if not facts.deadlines:
        return f"Hạn gửi: theo thông báo của {_NAMES[facts.bloc.kind][0]}."
    days = (f"{_PARTS[one.part]}: {one.last:%d/%m/%Y}" for one in facts.deadlines)
    return f"Hạn gửi: {'; '.join(days)}."


def _to_whom(facts: Facts) -> str:
    _, head = _NAMES[facts.bloc.kind]
    term = facts.term(facts.year)
    unit = facts.unit(term.head.unit) if term and term.head else None
    if unit is None:
        return f"Gửi về {head}."
    return f"Gửi về {head} năm {facts.year}: {unit.name.said_in('vi')}."
