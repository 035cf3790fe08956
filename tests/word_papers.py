"""Papers for the tests of the Word room, and how to read a Word file back."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from sample_papers import PROFILES
from word_labels import labels

from pipeline.model.blocks import (
    Align,
    Block,
    Column,
    Figure,
    Heading,
    Line,
    Paragraph,
    Role,
    Run,
    RunKind,
    Signature,
    Table,
)
from pipeline.model.document import Annex, Document, Frame
from pipeline.render.word import to_word

FRAMES = Path(__file__).parents[1] / "templates" / "docx"
HEADING_NUMBERS = ("{I}. ", "{1}. ", "{1.1}. ")
OFFICIAL = ("state", "party")
ALL = (*OFFICIAL, "press")
TWIPS_PER_MM = 1440 / 25.4
TEXT_WIDTH = 165 * TWIPS_PER_MM


def line(text: str, kind: RunKind = RunKind.WORDS) -> Line:
    return (Run(text, kind),)


def table(rows: int, *, total: bool = False) -> Table:
    return Table(
        columns=(
            Column(line("STT"), Align.CENTER, 0.1),
            Column(line("Tên đơn vị"), Align.LEFT, 0.6),
            Column(line("Điểm"), Align.RIGHT, 0.3),
        ),
        rows=tuple((line(f"{n}."), line(f"Đơn vị {n}"), line(f"{n},5")) for n in range(rows)),
        caption=line("Bảng điểm"),
        has_total=total,
    )


BODY: tuple[Block, ...] = (
    Heading(1, "I. ", line("KẾT QUẢ")),
    Heading(2, "1. ", line("Công tác lãnh đạo")),
    Heading(3, "1.1. ", line("Phong trào")),
    Paragraph(
        (
            Run("Khối có "),
            Run("9", RunKind.VALUE),
            Run(" đơn vị, "),
            Run("[CẦN BỔ SUNG: số sáng kiến]", RunKind.GAP),
            Run(" sáng kiến."),
        )
    ),
    Paragraph(line("ký giao ước;"), Role.ITEM, "- ", 1),
    Paragraph(line("đăng ký;"), Role.ITEM, "+ ", 2),
    table(9, total=True),
    Paragraph(line("Ghi chú."), Role.NOTE),
    Figure(None, line("Hội nghị (chưa có ảnh)"), ""),
    Paragraph(line("L.N"), Role.BYLINE),
    Paragraph(line("Trên đây là báo cáo./.")),
)
FULL = Frame(
    issuer=(line("TỈNH ỦY QUẢNG TRỊ"), line("KHỐI THI ĐUA")),
    nation=(line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), line("Độc lập - Tự do - Hạnh phúc")),
    number=(Run("Số: "), Run("      ", RunKind.BLANK), Run("/BC-KTĐ")),
    subject=line("V/v gửi báo cáo tổng kết"),
    place_date=line("Quảng Trị, ngày 26 tháng 12 năm 2023"),
    type_name=line("BÁO CÁO"),
    excerpt=line("Tổng kết công tác thi đua"),
    addressee_label=line("Kính gửi:"),
    addressees=(line("- Chủ tịch Ủy ban nhân dân tỉnh;"), line("- Hội đồng.")),
    bases=(line("Căn cứ Luật;"), line("Căn cứ Nghị định.")),
    recipients_label=line("Nơi nhận:"),
    recipients=(line("- Như trên;"), line("- Lưu: VT.")),
    signature=Signature(
        (line("TM. KHỐI THI ĐUA"), line("KHỐI TRƯỞNG")), line("BÍ THƯ"), line("Đỗ Thị Lý")
    ),
)
ANNEXES = (
    Annex(line("Phụ lục I"), line("ĐIỂM"), line("(Kèm theo báo cáo)"), (table(2), table(0))),
    Annex(line("Phụ lục II"), line("VIỆC"), (), (Paragraph(line("Một việc.")),)),
)


def paper(frame: Frame = FULL, body: tuple[Block, ...] = BODY, **more: object) -> Document:
    layout = PROFILES["state-2020"]
    whole = Document("report", "report", "vi", layout, "Báo cáo", frame, body)
    whole = replace(whole, heading_numbers=HEADING_NUMBERS)
    return replace(whole, **more)  # type: ignore[arg-type]


def for_frame(name: str) -> Document:
    """A paper with every part that the frame knows."""
    frame = FULL if name in OFFICIAL else Frame(excerpt=FULL.excerpt)
    return paper(frame, annexes=ANNEXES)


def word(document: Document, frame: str = "state") -> WordDocument:
    return docx.Document(io.BytesIO(to_word(document, FRAMES / f"{frame}.docx")))


def paragraphs(file: WordDocument) -> list[WordParagraph]:
    """All paragraphs in the order of reading, those of tables too."""
    return [WordParagraph(p, file) for p in file.element.body.iter(qn("w:p"))]


def read(file: WordDocument) -> list[tuple[WordParagraph, str]]:
    """All paragraphs, each with its text as a reader sees it: Word's number before its own."""
    found = ((WordParagraph(p, file), label) for p, label in labels(file))
    return [(p, label + p.text) for p, label in found]


def texts(file: WordDocument) -> list[str]:
    return [text for _, text in read(file) if text]


def paragraph(file: WordDocument, text: str) -> WordParagraph:
    return next(p for p, said in read(file) if said == text)


def watermarks(file: WordDocument) -> list[list[str]]:
    section = file.sections[0]
    tag = "{urn:schemas-microsoft-com:vml}textpath"
    return [
        [path.get("string") for path in head._element.iter(tag) if path.get("string")]
        for head in (section.first_page_header, section.header)
    ]
