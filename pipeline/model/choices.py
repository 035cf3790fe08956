"""What the words mean among which a fact must choose: for editors, and whoever shows a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

CHOICES: tuple[Mapping[str, str], ...] = (
    {"vi": "tiếng Việt", "hi": "tiếng Hindi", "en": "tiếng Anh"},
    {"bloc": "khối thi đua", "cluster": "cụm thi đua"},
    {"state": "hệ thống Nhà nước", "party": "hệ thống Đảng"},
    {
        "state": "cấp Nhà nước",
        "ministry": "bộ, ngành, đoàn thể Trung ương",
        "province": "cấp tỉnh",
        "unit": "đơn vị tự khen",
    },
    {
        "joined": "vào khối",
        "left": "ra khỏi khối",
        "merged": "sáp nhập, hợp nhất",
        "renamed": "đổi tên",
        "split": "chia, tách",
    },
    {
        "elected": "bầu",
        "agreed": "thống nhất cử",
        "acclaimed": "suy tôn",
        "chosen": "chọn, không rõ cách",
        "rotation": "luân phiên",
        "deputy-succeeds": "Khối phó kế nhiệm",
        "second-ranked": "đơn vị xếp thứ hai",
        "assigned": "cấp trên giao",
    },
    {
        "deputy-succeeds": "Khối phó kế nhiệm",
        "rotation-list": "theo danh sách luân phiên",
        "longest-waiting": "đơn vị chờ lâu nhất",
        "elected": "đơn vị nhiều phiếu bầu nhất",
        "first-ranked": "đơn vị xếp thứ nhất",
        "second-ranked": "đơn vị xếp thứ hai",
        "assigned": "cấp trên giao",
    },
    {
        "list": "thứ tự trong danh sách luân phiên",
        "longest-membership": "đơn vị vào khối sớm hơn",
        "higher-rank": "đơn vị xếp hạng cao hơn",
        "fewest-terms": "đơn vị ít lần làm Khối trưởng hơn",
    },
    {"units": "đơn vị", "collectives": "tập thể", "individuals": "cá nhân"},
    {
        "secret-ballot": "bỏ phiếu kín",
        "show-of-hands": "giơ tay",
        "agreement": "thống nhất, không bỏ phiếu",
    },
    {
        "members": "tổng số đơn vị thành viên",
        "present": "số đơn vị dự họp",
        "valid-ballots": "số phiếu hợp lệ",
    },
    {
        "registered": "đã đăng ký",
        "inspected": "đã được kiểm tra, đạt",
        "not-suspended": "không thuộc diện chưa xét",
        "leading": "dẫn đầu khối",
        "rank-at-most": "xếp hạng không thấp hơn",
        "points-at-least": "đạt ít nhất số điểm",
        "not-awarded-within": "không được tặng cùng hình thức trong số năm trước",
        "report-sent": "đã gửi báo cáo",
        "scores-sent": "đã gửi bảng tự chấm điểm",
    },
    {
        "core-points": "điểm nhiệm vụ trọng tâm cao hơn",
        "votes": "nhiều phiếu hơn",
        "fewer-penalties": "ít điểm trừ hơn",
    },
    {
        "year-end": "tổng kết năm",
        "half-year": "sơ kết sáu tháng",
        "multi-year": "tổng kết nhiều năm",
    },
    {
        "pact-signing": "ký kết giao ước thi đua",
        "election": "bầu Khối trưởng",
        "handover": "bàn giao Khối trưởng",
        "launch": "phát động thi đua",
    },
    {"morning": "buổi sáng", "afternoon": "buổi chiều", "all-day": "cả ngày"},
    {"in-person": "trực tiếp", "online": "trực tuyến", "hybrid": "trực tiếp và trực tuyến"},
    {"present": "có mặt", "delegated": "cử người dự thay", "absent": "vắng mặt"},
    {
        "registration": "đăng ký thi đua",
        "report": "báo cáo",
        "scores": "phiếu điểm",
        "photos": "ảnh",
    },
    {
        "advantages": "thuận lợi",
        "difficulties": "khó khăn",
        "direction": "lãnh đạo, chỉ đạo, hoạt động của khối",
        "communication": "tuyên truyền",
        "political-tasks": "nhiệm vụ chính trị",
        "party-building": "xây dựng Đảng",
        "movements": "phong trào thi đua",
        "joint-activities": "hoạt động chung",
        "examples": "điển hình tiên tiến",
        "commendation": "khen thưởng",
        "strengths": "ưu điểm",
        "limitations": "hạn chế",
        "causes": "nguyên nhân",
        "lessons": "bài học",
        "proposals": "đề xuất, kiến nghị",
    },
    {
        "count": "số lượng",
        "money": "số tiền",
        "rate": "tỷ lệ",
        "score": "điểm số",
        "yes-no": "có hoặc không",
    },
    {
        "head": "Khối trưởng ký thay mặt khối",
        "deputy": "Khối phó ký thay Khối trưởng",
        "acting": "quyền Khối trưởng ký",
        "by-order": "ký thừa lệnh Khối trưởng",
        "by-authority": "ký thừa ủy quyền Khối trưởng",
    },
    {"pin": "luôn đưa vào báo cáo", "drop": "bỏ khỏi báo cáo"},
)
"""Each group holds the words of one question, in Vietnamese; a word may stand in two groups."""


def meanings(words: Iterable[str]) -> Mapping[str, str] | None:
    """What each of ``words`` means, or None where no group holds them all."""
    asked = tuple(words)
    group = next((group for group in CHOICES if set(asked) <= group.keys()), None)
    return {word: group[word] for word in asked} if group else None
