"""The papers of the year beside its reports: rules, plan, pact, registrations, invitation, reports
of the units, records of inspections, as somebody reads them in Word.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.text.paragraph import Paragraph
from folders import BLOC, MINIMAL, SAMPLE, SEED, copy_of, replace_in, run, write_folder
from word_labels import labels

from pipeline.build import Order, study
from pipeline.errors import Severity
from pipeline.model.base import LANGUAGES
from pipeline.model.blocks import plain
from pipeline.model.document import Document, document_lines

KINDS = (
    "operating-rules",
    "year-plan",
    "emulation-pact",
    "registration-table",
    "invitation",
    "unit-report",
    "inspection-record",
)
MADE_WITHOUT_ASKING = {"year-plan", "emulation-pact"}


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word files of the sample in Vietnamese."""
    out = tmp_path_factory.mktemp("year")
    asked = [word for kind in KINDS for word in ("--document", kind)]
    assert run("build", SAMPLE, *asked, "--lang", "vi", "--format", "docx", "--out", out).code == 0
    return out / SAMPLE.name / "vi"


def lines_in(path: Path) -> list[str]:
    """The lines of a Word file with the numbers that Word counts, cells included."""
    file = docx.Document(str(path))
    return [label + Paragraph(p, file).text for p, label in labels(file)]  # type: ignore[arg-type]


def tables_in(path: Path) -> list[list[list[str]]]:
    file = docx.Document(str(path))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]


def composed(folder: Path, *kinds: str, language: str = "vi") -> dict[str, str]:
    """The text of the papers of a folder, by name."""
    made = study(folder, Order((language,), kinds)).documents  # type: ignore[arg-type]
    return {one.name: text_of(one) for one in made}


def text_of(document: Document) -> str:
    return "\n".join(plain(line) for line in document_lines(document))


def test_rules_are_numbered_in_chapters_articles_clauses_and_points(word: Path) -> None:
    lines = lines_in(word / "operating-rules.docx")
    at = lines.index("Điều 3. Khối trưởng, Khối phó")
    assert "".join(lines[at - 1].split()).startswith("ChươngII")
    assert lines[at + 1].startswith("1. Khối có một đơn vị Khối trưởng")
    assert lines[at + 2] == "2. Khối trưởng có các nhiệm vụ sau:"
    assert lines[at + 3].startswith("a) Xây dựng kế hoạch")
    assert lines[at + 3].endswith(";")
    assert lines[at + 5].startswith("c) Trình Hội đồng")
    assert lines[at + 5].endswith(".")
    # Articles are counted through the whole paper; one clause alone bears no number.
    assert "Điều 4. Đơn vị thành viên" in lines
    assert any(line.startswith("Khối hoạt động theo nguyên tắc") for line in lines)
    units, scores = tables_in(word / "operating-rules.docx")[-2:]
    assert len(units) == 10
    assert units[1] == ["1", "Sở Nội vụ tỉnh Ví Dụ"]
    assert scores[-1] == ["", "Tổng cộng", "100"]


def test_a_paper_cites_the_law_of_its_own_day_and_not_itself(word: Path) -> None:
    for kind in ("operating-rules", "year-plan", "emulation-pact"):
        text = "\n".join(lines_in(word / f"{kind}.docx"))
        assert "Nghị định số 98/2023/NĐ-CP" in text
        assert "152/2025" not in text
        assert ("Căn cứ Quy chế số 05/QC-KTĐ" in text) == (kind != "operating-rules")
    (report,) = composed(SAMPLE, "summary-brief").values()
    assert "98/2023" not in report


def test_an_undated_plan_cites_the_law_of_the_year_s_beginning(tmp_path: Path) -> None:
    folder = copy_of(SAMPLE, tmp_path / "a")
    replace_in(
        folder / "bloc.yaml", "{document: year-plan, number: 6, date: 20/03/2025}",
        "{document: year-plan, number: 6}",
    )  # fmt: skip
    text = composed(folder, "year-plan")["year-plan"]
    assert "98/2023" in text
    assert "01/2024/TT-BNV" in text


def test_the_plan_says_who_leads_and_its_timetable_lies_on_its_side(word: Path) -> None:
    path = word / "year-plan.docx"
    assert (
        "- Sở Tài chính tỉnh Ví Dụ: chủ trì nội dung số 1, 2, 5 và 9;"
        " phối hợp thực hiện nội dung số 6." in "\n".join(lines_in(path)).replace("-\t", "- ")
    )
    row = tables_in(path)[-1][3]
    assert row == [
        "3",
        "Hội thao của khối",
        "Tháng 5",
        "Ban Quản lý khu kinh tế tỉnh Ví Dụ",
        "Sở Ngoại vụ tỉnh Ví Dụ và Sở Khoa học và Công nghệ tỉnh Ví Dụ",
    ]
    turned = [one.orientation for one in docx.Document(str(path)).sections]
    assert turned[0] == WD_ORIENT.PORTRAIT
    assert WD_ORIENT.LANDSCAPE in turned


def test_all_units_sign_the_pact_and_an_unknown_leader_has_room(word: Path) -> None:
    path = word / "emulation-pact.docx"
    text = "\n".join(lines_in(path))
    assert "ngày 20 tháng 3 năm 2025, tại Hội trường Sở Tài chính" in text
    assert "Số:" not in text
    cells = [cell for row in tables_in(path)[-1] for cell in row]
    signed = [cell for cell in cells if cell.strip()]
    assert len(signed) == 9
    assert " ".join(signed[0].split()).startswith("SỞ NỘI VỤ TỈNH VÍ DỤ GIÁM ĐỐC")
    assert signed[0].rstrip().endswith("Đỗ Văn Giả Định")
    assert signed[8].split() == ["SỞ", "KHOA", "HỌC", "VÀ", "CÔNG", "NGHỆ", "TỈNH", "VÍ", "DỤ"]


def test_who_registered_for_what_and_who_has_not(word: Path, tmp_path: Path) -> None:
    path = word / "registration-table.docx"
    tables = tables_in(path)
    awards = next(table for table in tables if "Ngày đăng ký" in table[0])
    assert awards[6] == ["6", "Sở Tư pháp tỉnh Ví Dụ", "x", "", "x", "ngày 17 tháng 02 năm 2025"]
    assert awards[-1] == ["", "Số đơn vị đăng ký", "5", "6", "2", ""]
    targets = [table for table in tables if len(table[0]) == 7]
    assert [row[2] for row in targets[0][1:3]] == ["98", "98"]
    assert docx.Document(str(path)).sections[0].orientation == WD_ORIENT.LANDSCAPE
    assert "Cả 9 đơn vị thành viên đã đăng ký thi đua." in lines_in(path)
    folder = copy_of(SAMPLE, tmp_path / "b")
    replace_in(
        folder / "registrations.yaml",
        "  - unit: so-ngoai-vu\n    awards: [province-merit]\n    date: 12/03/2025\n",
        "",
    )
    told = composed(folder, "registration-table")["registration-table"]
    assert "Có 1 đơn vị chưa đăng ký: Sở Ngoại vụ tỉnh Ví Dụ." in told


CONFERENCE = """\
conference:
  date: 18/12/2025
  begins: 8h
  place: Hội trường A
  guests: [đại diện Sở Nội vụ]
  agenda:
    - {what: Khai mạc, time: 8h, by: Khối trưởng}
    - {what: Báo cáo tổng kết, time: 8h15}
"""


def test_an_invitation_says_to_whom_when_where_and_what(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, {"bloc.yaml": BLOC, "conference.yaml": CONFERENCE})
    text = composed(folder, "invitation")["invitation"]
    assert "- Đại diện Sở Nội vụ;" in text
    assert "- Lãnh đạo Đơn vị C." in text
    assert "Thời gian: 8 giờ 00, ngày 18 tháng 12 năm 2025." in text
    assert "Địa điểm: Hội trường A." in text
    assert "8 giờ 15\nBáo cáo tổng kết" in text
    assert text.index("Trân trọng kính mời./.") < text.index("CHƯƠNG TRÌNH HỘI NGHỊ")
    assert (
        "Time: 18 December 2025, 08:00."
        in composed(folder, "invitation", language="en")["invitation"]
    )


def test_the_report_of_a_unit_is_filled_in_as_far_as_it_reported(word: Path) -> None:
    path = word / "unit-report-so-tu-phap.docx"
    lines = lines_in(path)
    text = "\n".join(lines)
    assert "SỞ TƯ PHÁP TỈNH VÍ DỤ" in text
    assert "/BC-STP" in text
    assert "Sở Tư pháp hoàn thành đúng hạn 99,6% nhiệm vụ được giao" in text
    assert "Sở Nội vụ" not in text
    assert "Phạm Thị Mẫu" in lines
    figures = next(table for table in tables_in(path) if table[0][-1] == "Tăng, giảm (%)")
    assert [
        "4",
        "Quy trình nội bộ được số hóa",
        "quy trình",
        "28",
        "24",
        "116,7",
        "16",
        "+75,0",
    ] in figures


def test_where_a_unit_reported_nothing_its_report_is_a_form_for_the_pen(tmp_path: Path) -> None:
    more = (
        "scores:\n  criteria:\n    - {id: nhiem-vu, name: Nhiệm vụ, points: 100}\n"
        "indicators:\n  - {id: a, theme: movements, name: Sáng kiến, measure: sáng kiến,"
        " readings: [{unit: don-vi-a, value: 3}]}\n"
    )
    folder = write_folder(tmp_path, {**MINIMAL, "results.yaml": more})
    made = study(folder, Order(("vi",), ("unit-report",)))
    form = next(one for one in made.documents if one.name == "unit-report-don-vi-b")
    assert not [gap for gap in form.gaps if not gap.by_hand and gap.key != "issuer.place"]
    assert "\n……\n……\n" in text_of(form)
    assert "………………………………" in text_of(form)


def test_the_record_of_an_inspection_leaves_to_the_pen_what_is_signed_on_the_day(
    word: Path, tmp_path: Path
) -> None:
    text = "\n".join(lines_in(word / "inspection-record-so-tu-phap.docx"))
    assert "Hôm nay, ngày 18 tháng 11 năm 2025, tại trụ sở Sở Tư pháp tỉnh Ví Dụ" in text
    assert "Trần Thị Dụ, Chánh Thanh tra tỉnh Ví Dụ, trưởng đoàn;" in text
    assert "18 sáng kiến khớp với quyết định công nhận." in text
    grid = tables_in(word / "inspection-record-so-tu-phap.docx")[-1]
    left, right = (cell.split("\n") for cell in grid[0])
    assert (left[0], left[-1], right[-1]) == ("ĐẠI DIỆN", "Phạm Thị Mẫu", "Trần Thị Dụ")
    other = "\n".join(lines_in(word / "inspection-record-ban-quan-ly-kkt.docx"))
    assert "tại ……" in other
    assert "…………" in other
    folder = write_folder(
        tmp_path, {**MINIMAL, "i.yaml": "inspections:\n  - {unit: don-vi-a, date: 18/11/2025}\n"}
    )
    (record,) = study(folder, Order(("vi",), ("inspection-record",))).documents
    gaps = {gap.key for gap in record.gaps if not gap.by_hand}
    assert {"inspections.1.findings", "inspections.1.passed"} <= gaps
    assert "inspections.1.place" not in gaps


def test_papers_nobody_asked_for_are_not_made_nor_missed() -> None:
    for folder in (SEED, SAMPLE):
        done = study(folder, Order(("vi",)))
        made = {one.kind for one in done.documents} & set(KINDS)
        assert made == (MADE_WITHOUT_ASKING if folder == SAMPLE else set())
    assert not [one for one in done.missing if "conference.begins" in str(one.hint)]


def test_every_paper_is_whole_in_every_language() -> None:
    made = study(SAMPLE, Order(LANGUAGES, KINDS)).documents
    assert {(one.language, one.kind) for one in made} == set(product(LANGUAGES, KINDS))
    assert not [one.name for one in made if one.unsaid or one.untranslated]


def test_a_cluster_is_called_so_in_all_of_them(tmp_path: Path) -> None:
    bloc = BLOC.replace("name: Khối thi đua A", "name: Cụm thi đua A\n  kind: cluster")
    more = """\
programme: {timetable: [{what: Hội thao, led_by: [don-vi-a]}]}
pact: {date: 20/03/2025}
regulation:
  reference: Quy chế A
  chapters: [{title: Quy định, articles: [{title: Phạm vi, clauses: [Quy chế này.]}]}]
registrations: [{unit: don-vi-a, awards: [province-flag]}]
inspections: [{unit: don-vi-a}]
"""
    folder = write_folder(tmp_path, {"bloc.yaml": bloc, "c.yaml": CONFERENCE + more})
    for language, word in (("vi", "khối"), ("hi", "ब्लॉक"), ("en", "bloc")):
        papers = composed(folder, *KINDS, language=language)
        assert len(papers) == 9
        agenda = "Khối trưởng" if language == "vi" else ""
        for name, text in papers.items():
            said = text.replace(agenda, "") if name == "invitation" else text
            assert word not in said.lower(), name


FAULTS = {
    "pact-late": "pact: {date: 20/12/2025, contents: [A], targets: [B], commitments: [C]}\n",
    "signed-late": "issuer: {papers: [{document: year-plan, date: 19/12/2025}]}\n",
    "leads-and-helps": (
        "programme: {timetable: [{what: A, led_by: [don-vi-a], helped_by: [don-vi-a]}]}\n"
    ),
}


@pytest.mark.parametrize("code", FAULTS)
def test_what_contradicts_the_conference_is_told(tmp_path: Path, code: str) -> None:
    folder = write_folder(tmp_path, {**MINIMAL, "year.yaml": FAULTS[code]})
    (told,) = [one for one in study(folder, Order(("vi",))).warnings if one.code == code]
    assert told.severity == Severity.WARNING
    assert told.source
    assert told.source.path.endswith("year.yaml")


HOURS = {
    "begins: 8h\n  ends: 7h30": ("ends-early", 3),
    "begins: 8h\n  agenda: [{what: A, time: 7h45}]": ("agenda-order", 3),
    "agenda: [{what: A, time: 9h}, {what: B}, {what: C, time: 8h}]": ("agenda-order", 2),
    "begins: 8h\n  ends: 11h\n  agenda: [{what: A, time: 11h30}]": ("agenda-order", 4),
}


@pytest.mark.parametrize("hours", HOURS)
def test_hours_follow_the_clock(tmp_path: Path, hours: str) -> None:
    code, line = HOURS[hours]
    conference = f"conference:\n  {hours}\n  date: 18/12/2025\n"
    folder = write_folder(tmp_path, {"bloc.yaml": BLOC, "c.yaml": conference})
    (told,) = [
        one
        for one in study(folder, Order(("vi",), ("invitation",))).warnings
        if one.code in {"ends-early", "agenda-order"}
    ]
    assert told.code == code
    assert told.source
    assert told.source.line == line


def test_an_activity_led_by_nobody_known_is_an_error(tmp_path: Path) -> None:
    plan = "programme: {timetable: [{what: A, led_by: [don-vi-x]}]}\n"
    folder = write_folder(tmp_path, {**MINIMAL, "plan.yaml": plan})
    ran = run("check", folder)
    assert ran.code == 3
    assert "no unit has the id “don-vi-x”" in ran.err
