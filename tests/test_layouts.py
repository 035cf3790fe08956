"""Each layout profile is what Word, screen and PDF print, and the words and numbers follow it."""

from __future__ import annotations

import importlib.util
import re
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.styles.style import ParagraphStyle
from folders import run, write_folder
from printed import pieces, reader
from sample_papers import PROFILES, body, line, paper
from word_papers import FRAMES, for_frame, paragraph, word

from pipeline.build import Order, study
from pipeline.model.blocks import Run, plain
from pipeline.model.document import Document
from pipeline.model.layout import Layout, Look, Page
from pipeline.model.word_styles import WORD_STYLES
from pipeline.render.letterhead import balanced

MADE = FRAMES / "make_frames.py"


def stated(style: Any, part: str, name: str) -> Any:
    """What a style says itself, or the nearest of those it stands on."""
    while isinstance(style, ParagraphStyle):
        value = getattr(getattr(style, part), name)
        if value is not None:
            return value
        style = style.base_style
    return None


def seen(style: ParagraphStyle) -> dict[str, Any]:
    """The look of a style as a clerk reads it in Word."""
    line_height = stated(style, "paragraph_format", "line_spacing")
    at_least = hasattr(line_height, "pt")
    align = stated(style, "paragraph_format", "alignment")
    return {
        "size": stated(style, "font", "size").pt,
        "bold": bool(stated(style, "font", "bold")),
        "italic": bool(stated(style, "font", "italic")),
        "underline": bool(stated(style, "font", "underline")),
        "align": {"JUSTIFY": "both"}.get(align.name, align.name.lower()),
        "before": stated(style, "paragraph_format", "space_before").pt,
        "after": stated(style, "paragraph_format", "space_after").pt,
        "first": round(stated(style, "paragraph_format", "first_line_indent").mm, 1),
        "line": line_height.pt if at_least else pytest.approx(line_height, abs=0.01),
    }


def prescribed(look: Look) -> dict[str, Any]:
    names = ("size", "bold", "italic", "underline", "align", "before", "after", "first")
    values = {name: getattr(look, name) for name in names}
    numbers = {k: float(v) if isinstance(v, Decimal) else v for k, v in values.items()}
    return {**numbers, "line": float(look.at_least or look.line)}


@pytest.mark.parametrize("layout", PROFILES.values(), ids=PROFILES)
def test_the_frame_of_a_profile_has_its_figures(layout: Layout) -> None:
    """Profiles that share a frame agree in every figure that is used."""
    frame = docx.Document(str(FRAMES / layout.word_frame))
    found = {c: seen(frame.styles[name]) for c, name in WORD_STYLES.items()}
    assert found == {c: prescribed(look) for c, look in layout.looks.items()}
    section = frame.sections[0]
    sides = {side: round(getattr(section, f"{side}_margin").mm) for side in Page.model_fields}
    assert sides == {side: getattr(layout.page, side).used for side in sides}


@pytest.mark.parametrize("layout", PROFILES.values(), ids=PROFILES)
def test_every_figure_used_is_one_that_the_rule_allows(layout: Layout) -> None:
    for look in layout.looks.values():
        least, most = look.sizes or (look.size, look.size)
        assert least <= look.size <= most
    for side in Page.model_fields:
        margin = getattr(layout.page, side)
        assert margin.least <= margin.used <= margin.most


def test_the_frames_are_those_that_the_script_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(MADE.parent))
    spec = importlib.util.spec_from_file_location("make_frames", MADE)
    assert spec
    assert spec.loader
    script = importlib.util.module_from_spec(spec)
    sys.modules.pop("frame_styles", None)
    spec.loader.exec_module(script)
    script.make_frames(tuple(PROFILES.values()), tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in FRAMES.glob("*.docx")}


def test_screen_and_pdf_take_their_figures_from_the_profile() -> None:
    usual = PROFILES["state-2020"]
    looks = {**usual.looks, "body": usual.looks["body"].model_copy(update={"size": Decimal(13)})}
    left = usual.page.left.model_copy(update={"used": Decimal(35)})
    page = usual.page.model_copy(update={"left": left})
    changed = usual.model_copy(update={"looks": looks, "page": page})
    document = replace(paper("vi", "state-2020"), layout=changed, body=body("vi")[:1], annexes=())
    printed = [piece for page in reader(document).pages for piece in pieces(page)]
    (text,) = [piece for piece in printed if piece.text.startswith("Năm 2023, Khối")]
    assert (text.size, round(text.left - 12.7, 1)) == (13, 35.0)


def test_one_restyling_changes_text_and_headings_alike() -> None:
    frame = docx.Document(str(FRAMES / "party.docx"))
    frame.styles["Bloc Body"].font.size = docx.shared.Pt(15)
    names = ("Bloc Body", "Bloc Item 2", "Bloc Basis", "Bloc Heading 1", "Bloc Heading 3")
    assert {stated(frame.styles[name], "font", "size").pt for name in names} == {15}


# Names at the head


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("KHỐI THI ĐUA CÁC CƠ QUAN ĐẢNG", "KHỐI THI ĐUA\nCÁC CƠ QUAN ĐẢNG"),
        ("KHỐI THI ĐUA A", "KHỐI THI ĐUA A"),
        (
            "Kế hoạch công tác năm 2023 và phương hướng",
            "Kế hoạch công tác\nnăm 2023 và phương hướng",
        ),
        ("PARTY COMMITTEE OF THE PROVINCE", "PARTY COMMITTEE\nOF THE PROVINCE"),
        ("KHỐI\nTHI ĐUA CÁC CƠ QUAN ĐẢNG TỈNH", "KHỐI\nTHI ĐUA CÁC CƠ QUAN ĐẢNG TỈNH"),
    ],
)
def test_a_long_name_is_broken_into_even_lines(name: str, broken: str) -> None:
    halves = (Run(name[:9], bold=True), Run(name[9:]))
    assert plain(balanced(halves, 16)) == broken
    assert balanced(halves, 16)[0].bold


def test_the_rule_under_a_broken_name_follows_its_longest_line() -> None:
    document = for_frame("state")
    long = line("KHỐI THI ĐUA CÁC SỞ, NGÀNH TỔNG HỢP TỈNH VÍ DỤ")
    file = word(replace(document, frame=replace(document.frame, issuer=(long,))))
    name = paragraph(file, "KHỐI THI ĐUA CÁC SỞ,\nNGÀNH TỔNG HỢP TỈNH VÍ DỤ")
    indent = docx.text.paragraph.Paragraph(name._p.getnext(), file).paragraph_format
    length = 76 - indent.left_indent.mm - indent.right_indent.mm
    # The second line is 73 mm long in Times New Roman Bold 12.
    assert 73 / 3 < length < 73 / 2


# Words and numbers

FOLDER = """\
year: {year}
bloc: {{name: Khối thi đua A}}
units:
  - {{id: don-vi-a, name: Đơn vị A, system: party}}
  - {{id: don-vi-b, name: Trường Chính trị B, system: state}}
leadership:
  terms: [{{year: {year}, head: {head}}}]
conference: {{date: 18/12/{year}}}
awards: []
nominations: [{{award: province-flag, units: [don-vi-a]}}]
issuer:
  parent: Đơn vị chủ trì
  place: Quảng Trị
  symbol: KTĐ
  archive: Văn phòng
  recipients: [Các đơn vị]
  signer: {{post: Bí thư, name: Nguyễn Văn Ví, capacity: {capacity}}}
  papers:
    - {{document: summary-report, number: 5, date: 20/12/{year}}}
    - {{document: nomination-letter, award: province-flag, number: {number}, date: 21/12/{year}}}
"""
LINES = ("document: nomination-letter", "document: summary-report")
"""Where the numbers stand."""


def documents(
    place: Path, head: str, *, capacity: str = "head", year: int = 2025, number: int = 6
) -> dict[str, Document]:
    """The Vietnamese papers of a small bloc by kind."""
    text = FOLDER.format(head=head, capacity=capacity, year=year, number=number)
    folder = write_folder(place / head, {"bloc.yaml": text})
    kinds = ("summary-report", "nomination-letter")
    return {one.kind: one for one in study(folder, Order(("vi",), kinds)).documents}


def test_the_same_paper_in_the_layout_of_the_next_head(tmp_path: Path) -> None:
    """When a Party body hands over to a school, all but the words of the paper changes."""
    party, state = (
        documents(tmp_path, head)["summary-report"] for head in ("don-vi-a", "don-vi-b")
    )
    assert (party.layout.id, state.layout.id) == ("party-2018", "state-2020")
    assert [plain(one) for one in party.frame.nation] == ["ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert [plain(one) for one in state.frame.nation] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert plain(party.frame.number) == "Số 05-BC/KTĐ"
    assert plain(state.frame.number) == "Số: 05/BC-KTĐ"
    assert plain(party.frame.excerpt).lower() == plain(state.frame.excerpt).lower()
    assert party.frame.signature
    assert state.frame.signature
    assert [plain(one) for one in party.frame.signature.lines] == [
        *("T/M KHỐI THI ĐUA", "KHỐI TRƯỞNG", "BÍ THƯ", "Nguyễn Văn Ví"),
    ]
    assert plain(state.frame.signature.authority[0]) == "TM. KHỐI THI ĐUA"
    assert [plain(one) for one in party.frame.recipients][-1] == "- Lưu Văn phòng."
    assert [plain(one) for one in state.frame.recipients][-1] == "- Lưu: Văn phòng."
    assert plain(party.body[-1].content).endswith(".")  # type: ignore[union-attr]
    assert plain(state.body[-1].content).endswith("./.")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("head", "capacity", "above", "below"),
    [
        ("don-vi-b", "deputy", ["KT. KHỐI TRƯỞNG", "KHỐI PHÓ"], "BÍ THƯ"),
        ("don-vi-a", "deputy", ["T/M KHỐI THI ĐUA", "KHỐI PHÓ"], "BÍ THƯ"),
        ("don-vi-b", "acting", ["Q. KHỐI TRƯỞNG"], "BÍ THƯ"),
        ("don-vi-b", "by-order", ["TL. KHỐI TRƯỞNG", "BÍ THƯ"], ""),
        ("don-vi-a", "by-order", ["T/L KHỐI TRƯỞNG", "BÍ THƯ"], ""),
        ("don-vi-b", "by-authority", ["TUQ. KHỐI TRƯỞNG", "BÍ THƯ"], ""),
    ],
)
def test_as_what_somebody_signs(
    tmp_path: Path, head: str, capacity: str, above: list[str], below: str
) -> None:
    signature = documents(tmp_path, head, capacity=capacity)["summary-report"].frame.signature
    assert signature
    assert [plain(one) for one in signature.authority] == above
    assert (plain(signature.post), plain(signature.name)) == (below, "Nguyễn Văn Ví")


@pytest.mark.parametrize(("year", "label"), [(2025, "Kính gửi:"), (2026, "Kính trình:")])
def test_a_submission_of_a_party_body_is_submitted(tmp_path: Path, year: int, label: str) -> None:
    made = documents(tmp_path, "don-vi-a", year=year)
    assert plain(made["nomination-letter"].frame.addressee_label) == label


@pytest.mark.parametrize(("head", "told"), [("don-vi-a", 0), ("don-vi-b", 1)])
def test_a_number_used_twice_is_told_where_the_papers_share_a_series(
    tmp_path: Path, head: str, told: int
) -> None:
    text = FOLDER.format(head=head, capacity="head", year=2025, number=5)
    ran = run("check", write_folder(tmp_path / "khoi", {"bloc.yaml": text}), "--lang", "vi")
    found = [one for one in ran.err.splitlines() if "the number 5" in one]
    assert len(found) == told
    for one in found:
        places = re.findall(r"bloc\.yaml:(\d+):", one)
        assert places == [str(text[: text.index(what)].count("\n") + 1) for what in LINES]


def test_papers_of_one_kind_of_a_party_body_share_a_series(tmp_path: Path) -> None:
    text = FOLDER.format(head="don-vi-a", capacity="head", year=2025, number=7)
    text += "    - {document: summary-short, number: 5, date: 22/12/2025}\n"
    ran = run("check", write_folder(tmp_path / "khoi", {"bloc.yaml": text}), "--lang", "vi")
    assert [one for one in ran.err.splitlines() if "the number 5 is also that of" in one]
