"""How a clerk sees the words among which a fact chooses."""

from __future__ import annotations

from pipeline.model.choices import meanings

YES_OR_NO = (("true", "có"), ("false", "không"))
EMPTY = (("none", "không có"),)
"""Says that a list is known to be empty."""

_THEMES = {
    "advantages": "Thuận lợi",
    "difficulties": "Khó khăn",
    "direction": "Công tác lãnh đạo, chỉ đạo; hoạt động của Khối",
    "communication": "Công tác tuyên truyền, phổ biến",
    "political-tasks": "Thực hiện nhiệm vụ chính trị",
    "party-building": "Xây dựng Đảng, xây dựng cơ quan, đoàn thể vững mạnh",
    "movements": "Các phong trào thi đua yêu nước",
    "joint-activities": "Hoạt động chung của Khối",
    "examples": "Phát hiện, nhân rộng điển hình tiên tiến, người tốt, việc tốt",
    "commendation": "Công tác khen thưởng",
    "strengths": "Ưu điểm",
    "limitations": "Tồn tại, hạn chế",
    "causes": "Nguyên nhân",
    "lessons": "Bài học kinh nghiệm",
    "proposals": "Đề xuất, kiến nghị",
}
"""The sections of the summary report, as its template heads them."""


def labels_of(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each of the ``values`` of the vocabulary with the words a clerk sees."""
    labels = _THEMES if set(values) == _THEMES.keys() else meanings(values)
    if labels is None:
        raise LookupError(f"no Vietnamese labels for {values}")
    return tuple((value, labels[value]) for value in values)
