"""The papers around a conference: minutes, notice, handover, lists, reports of units, speeches."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from folders import BLOC, MINIMAL, SAMPLE, SEED, write_folder
from read_back import words_in_html, words_in_word

from pipeline.build import Edition, Order, build, study
from pipeline.errors import ENGLISH

ASKED_FOR = ("nominee-list", "achievement-report", "counting-record")
SPEECHES = ("opening-remarks", "closing-remarks")

HEAD = "leadership: {terms: [{year: 2025, head: don-vi-a, deputies: [don-vi-b]}]}\n"
HELD = """\
conference:
  date: 18/12/2025
  begins: 8h30
  secretary: {name: Nguyễn Thị Thư}
  chairs: [{name: Trần Văn Chủ}, {name: Lê Thị Tọa}]
  attendance:
    - {unit: don-vi-c, status: absent, note: họp đột xuất ở tỉnh}
"""
PROPOSED = "nominations: [{award: province-flag, units: [don-vi-b]}]\n"


@pytest.fixture(scope="module")
def asked_for(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The papers of the sample that are made on request, in Vietnamese."""
    order = Order(("vi",), ASKED_FOR, ("docx",))
    return build(SAMPLE, tmp_path_factory.mktemp("asked"), order, ENGLISH).folder / "vi"


def said(path: Path) -> str:
    return " ".join(words_in_word(path))


def made(place: Path, facts: str, *kinds: str) -> dict[str, str]:
    """What the papers of a small folder say in Word, by name."""
    folder = write_folder(place / "khoi", {"bloc.yaml": BLOC + facts})
    edition = build(folder, place / "out", Order(("vi",), kinds, ("docx",)), ENGLISH)
    return {path.stem: said(path) for path in (edition.folder / "vi").glob("*.docx")}


def signed(paper: WordDocument) -> list[list[str]]:
    """The signatures side by side at the foot of a paper: the words of each, row by row."""
    return [[" ".join(cell.text.split()) for cell in row.cells] for row in paper.tables[-1].rows]


def test_the_minutes_tell_who_met_what_was_voted_and_who_signs(
    editions: dict[str, Edition],
) -> None:
    path = editions["vi-du-2025"].folder / "vi" / "minutes.docx"
    text = said(path)
    for words in (
        "Số: 16/BB-KTĐ",
        "bắt đầu lúc 8 giờ 00, ngày 18 tháng 12 năm 2025",
        "Địa điểm: Hội trường Sở Tài chính tỉnh Ví Dụ.",
        "Thư ký: Đỗ Văn Giả, chuyên viên Văn phòng Sở Tài chính tỉnh Ví Dụ.",
        "Đơn vị thành viên có mặt: 9/9 đơn vị.",
        "9 giờ 45: Bỏ phiếu đề nghị khen thưởng",
        "2 Ban Quản lý khu kinh tế tỉnh Ví Dụ 5 4 9 55,55",
        "Hội nghị kết thúc lúc 11 giờ 15 cùng ngày.",
    ):
        assert words in text, words
    (names,) = signed(docx.Document(str(path)))[:1]
    assert names[0].startswith("THƯ KÝ")
    assert names[1].startswith("CHỦ TRÌ")


def test_minutes_of_a_conference_without_a_ballot_tell_no_votes(tmp_path: Path) -> None:
    text = made(tmp_path, HEAD + HELD + PROPOSED, "minutes")["minutes"]
    assert "phiếu" not in text
    assert "Hội nghị thống nhất đề nghị tặng Cờ thi đua của Ủy ban nhân dân tỉnh cho:" in text
    assert "Vắng mặt: Đơn vị C; lý do: họp đột xuất ở tỉnh." in text
    assert "Chủ trì: Trần Văn Chủ và Lê Thị Tọa." in text
    assert "kết thúc lúc [CẦN BỔ SUNG: giờ bế mạc]" in text
    assert text.count("CHỦ TRÌ") == 2, "both who chair sign"


def test_no_minutes_where_nothing_of_the_sitting_is_stated(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "khoi", MINIMAL)
    kinds = {document.kind for document in study(folder, Order(("vi",))).documents}
    assert "minutes" not in kinds
    assert "handover-record" not in kinds


def test_the_notice_proposes_and_names_the_next_head(editions: dict[str, Edition]) -> None:
    text = said(editions["vi-du-2025"].folder / "vi" / "notice-of-results.docx")
    assert "Kết quả hội nghị tổng kết năm 2025; Khối trưởng, Khối phó năm 2026" in text
    assert "1 Sở Tư pháp tỉnh Ví Dụ 99 1" in text
    assert "việc khen thưởng do cấp có thẩm quyền quyết định" in text
    assert "Thanh tra tỉnh Ví Dụ, Khối phó năm 2025, kế nhiệm làm Khối trưởng" in text
    real = said(editions["quang-tri-2023"].folder / "vi" / "notice-of-results.docx")
    assert "Báo Quảng Trị được chọn làm Khối trưởng" in real
    assert "Khối phó năm 2024: [CẦN BỔ SUNG: đơn vị Khối phó năm sau]." in real
    assert "phiếu" not in real


def test_the_handover_record_lists_what_is_handed_over(editions: dict[str, Edition]) -> None:
    path = editions["vi-du-2025"].folder / "vi" / "handover-record.docx"
    text = said(path)
    assert "ngày 05 tháng 01 năm 2026, tại trụ sở Thanh tra tỉnh Ví Dụ, hai bên" in text
    assert "3 Báo cáo, bảng tự chấm điểm năm 2025 của các đơn vị 9 kèm bản điện tử" in text
    assert "Theo dõi việc xét hồ sơ đề nghị khen thưởng năm 2025 ở cấp tỉnh." in text
    (names,) = signed(docx.Document(str(path)))[:1]
    assert names == [
        "ĐẠI DIỆN BÊN GIAO Nguyễn Văn Ví",
        "ĐẠI DIỆN BÊN NHẬN Trần Thị Dụ",
    ]


def test_what_is_not_known_of_a_handover_is_left_to_the_pen(tmp_path: Path) -> None:
    facts = """\
next_leadership:
  year: 2026
  head: don-vi-b
  selection: {handover: {rotating_flag: Cờ luân lưu số 9, files: [{name: Quy chế}]}}
"""
    text = made(tmp_path, HEAD + facts, "handover-record")["handover-record"]
    assert "Đại diện: ……." in text
    assert "1 Quy chế ……" in text
    assert "Bên giao trao Cờ luân lưu số 9 cho bên nhận." in text
    assert "CẦN BỔ SUNG" not in text.partition("BÊN GIAO")[2]


def test_the_list_of_nominees_lies_on_its_side(asked_for: Path) -> None:
    path = asked_for / "nominee-list.docx"
    assert docx.Document(str(path)).sections[0].orientation == WD_ORIENT.LANDSCAPE
    text = said(path)
    assert "Đề nghị tặng Cờ thi đua của Ủy ban nhân dân tỉnh (3 đơn vị)" in text
    assert "97 3 8/9 88,88 Cờ thi đua của Ủy ban nhân dân tỉnh" in text


def test_a_vote_of_which_nothing_is_counted_tells_no_counts(tmp_path: Path) -> None:
    facts = HELD + PROPOSED.replace("[don-vi-b]}", "[don-vi-b], ballot: {method: secret-ballot}}")
    text = made(tmp_path, HEAD + facts, "minutes")["minutes"]
    assert "Hội nghị đã bỏ phiếu kín." in text
    assert "Không đồng ý" not in text


def test_a_list_of_nominees_says_who_leads_and_who_is_not_named(tmp_path: Path) -> None:
    facts = """\
standings: [{unit: don-vi-b, rank: 1, leading: true}]
nominations: [{award: province-flag, units: [don-vi-b], count: 2}]
"""
    text = made(tmp_path, HEAD + facts, "nominee-list")["nominee-list"]
    assert "Cờ thi đua của Ủy ban nhân dân tỉnh Đơn vị dẫn đầu" in text
    assert "còn có: [CẦN BỔ SUNG: các đơn vị còn lại được đề nghị]" in text


def test_a_unit_reports_its_achievements_and_the_head_confirms(asked_for: Path) -> None:
    assert len(list(asked_for.glob("achievement-report-*.docx"))) == 6, "once for each unit"
    path = asked_for / "achievement-report-so-tu-phap.docx"
    text = said(path)
    for words in (
        "SỞ TƯ PHÁP TỈNH VÍ DỤ",
        "Đề nghị tặng Cờ thi đua của Chính phủ và Cờ thi đua của Ủy ban nhân dân tỉnh năm 2025",
        "Sở có 6 phòng chuyên môn, 2 đơn vị sự nghiệp",
        "Quy trình nội bộ được số hóa quy trình 28 24 116,7 16 +75,0",
        "9/9 phiếu đồng ý",
        "1 2025 Bằng khen của Bộ trưởng Bộ Tư pháp 1 3",
    ):
        assert words in text, words
    (names,) = signed(docx.Document(str(path)))[:1]
    assert names[0] == "XÁC NHẬN CỦA KHỐI TRƯỞNG GIÁM ĐỐC SỞ TÀI CHÍNH Nguyễn Văn Ví"
    other = said(asked_for / "achievement-report-so-tai-chinh.docx")
    assert "4 2024 Cờ thi đua của Ủy ban nhân dân tỉnh Quyết định số 888/QĐ-UBND" in other
    with zipfile.ZipFile(asked_for / "achievement-report-so-tai-chinh.docx") as archive:
        foot = archive.read("word/footnotes.xml").decode()
    assert "Minh chứng: " in foot
    assert "Báo cáo quyết toán chi thường xuyên năm 2025" in foot


def test_the_form_of_an_achievement_report_is_told_where_it_is_known(tmp_path: Path) -> None:
    order = Order(("vi",), ("achievement-report",), ("docx",))
    folder = build(SEED, tmp_path, order, ENGLISH).folder / "vi"
    party = said(folder / "achievement-report-ban-tuyen-giao.docx")
    assert "Mẫu số 01 (Nghị định 91/2017/NĐ-CP, Phụ lục)" in party
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party
    # Of this unit the folder does not say that it belongs to the Party.
    assert "Độc lập - Tự do - Hạnh phúc" in said(
        folder / "achievement-report-truong-chinh-tri.docx"
    )


def test_the_counting_record_names_the_tellers_who_sign(asked_for: Path) -> None:
    path = asked_for / "counting-record-government-flag.docx"
    assert "Tổ trưởng: Hoàng Thị Giả, Chánh Văn phòng Sở Nội vụ tỉnh Ví Dụ" in said(path)
    signatures = [name for row in signed(docx.Document(str(path))) for name in row if name]
    assert signatures == [
        "TỔ TRƯỞNG Hoàng Thị Giả",
        "THÀNH VIÊN Bùi Văn Mẫu",
        "THÀNH VIÊN Lý Thị Thử",
        "CHỦ TRÌ HỘI NGHỊ Nguyễn Văn Ví",
    ]


def test_the_chair_opens_and_closes_with_what_is_known(tmp_path: Path) -> None:
    order = Order(("vi",), SPEECHES, ("docx",))
    folder = build(SAMPLE, tmp_path, order, ENGLISH).folder / "vi"
    opening = " ".join(words_in_word(folder / "opening-remarks.docx"))
    assert "Kính thưa lãnh đạo Ban Thi đua - Khen thưởng tỉnh Ví Dụ!" in opening
    assert "Dự hội nghị hôm nay có 9/9 đơn vị thành viên." in opening
    assert "- Công bố kết quả chấm điểm, thảo luận;" in opening
    assert opening.endswith("Nguyễn Văn Ví Giám đốc Sở Tài chính tỉnh Ví Dụ")
    closing = " ".join(words_in_word(folder / "closing-remarks.docx"))
    assert "Hội nghị thống nhất thông qua báo cáo tổng kết" in closing
    assert "việc khen thưởng do cấp có thẩm quyền quyết định" in closing
    assert "làm Khối trưởng của Khối năm 2026." in closing


def test_a_half_year_has_a_report_of_its_own(tmp_path: Path) -> None:
    facts = """\
conference: {kind: half-year, date: 10/07/2025}
results: [{theme: movements, text: Khối phát động phong trào thi đua.}]
programme:
  timetable: [{what: Tổ chức hội thao., time: Tháng 9, led_by: [don-vi-b]}]
issuer: {papers: [{document: half-year-report, number: 5}]}
"""
    papers = made(tmp_path, HEAD + facts)
    assert "summary-report" not in papers
    report = papers["half-year-report"]
    assert "05/BC" in report
    assert "Sơ kết công tác thi đua, khen thưởng 6 tháng đầu năm 2025" in report
    assert "Khối phát động phong trào thi đua." in report
    assert "1 Tổ chức hội thao Tháng 9 Đơn vị B" in report
    assert "half-year-report" not in made(tmp_path / "year", MINIMAL["conference.yaml"])


def test_papers_do_not_tell_what_is_not_public(tmp_path: Path) -> None:
    facts = """\
scores:
  published: false
  criteria: [{id: chung, name: Chung, points: 100}]
  sheets: [{unit: don-vi-b, agreed: {chung: 97.25}}]
"""
    suspended = BLOC.replace("name: Đơn vị C}", "name: Đơn vị C, suspended: đang bị thanh tra}")
    folder = write_folder(
        tmp_path / "khoi", {"bloc.yaml": suspended + HEAD + HELD + PROPOSED + facts}
    )
    kinds = ("minutes", "notice-of-results", "nominee-list", "achievement-report", *SPEECHES)
    edition = build(folder, tmp_path / "out", Order(("vi",), kinds, ("html",)), ENGLISH)
    papers = sorted((edition.folder / "vi").glob("*.html"))
    assert len(papers) == len(kinds)
    for path in papers:
        text = " ".join(words_in_html(path))
        assert "97,25" not in text, path.stem
        assert "thanh tra" not in text, path.stem


OF_A_CLUSTER = {
    "vi": ("khối", "Khối", "KHỐI"),
    "hi": ("ब्लॉक",),
    "en": ("bloc", "Bloc", "BLOC"),
}


def test_papers_of_a_cluster_speak_of_a_cluster(tmp_path: Path) -> None:
    facts = BLOC.replace(
        "  name: Khối thi đua A",
        "  kind: cluster\n  name: {vi: Cụm thi đua A, hi: अनुकरण क्लस्टर अ, en: Emulation Cluster A}",
    )
    later = """\
next_leadership:
  year: 2026
  head: don-vi-b
  deputies: [don-vi-c]
  selection: {mode: agreed, handover: {files: [{name: Quy chế}]}}
"""
    text = facts + HEAD + HELD + PROPOSED + later
    folder = write_folder(tmp_path / "cum", {"bloc.yaml": text})
    kinds = ("minutes", "notice-of-results", "handover-record", *ASKED_FOR, *SPEECHES)
    order = Order(("vi", "hi", "en"), kinds, ("html",))
    edition = build(folder, tmp_path / "out", order, ENGLISH)
    for language, words in OF_A_CLUSTER.items():
        papers = sorted((edition.folder / language).glob("*.html"))
        assert len(papers) >= len(kinds)
        for path in papers:
            read = " ".join(words_in_html(path))
            assert not any(word in read for word in words), (path, read)
