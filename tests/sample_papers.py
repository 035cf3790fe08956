"""Whole papers in three languages and three layouts, for the tests of the HTML and PDF rooms."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline import places
from pipeline.collect import read_layouts
from pipeline.errors import Source
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
    plain,
)
from pipeline.model.document import Annex, Document, Frame, document_lines

TEMPLATES = Path(__file__).parents[1] / "templates" / "html"

LANGUAGES = ("vi", "hi", "en")
PROFILES = {layout.id: layout for layout in read_layouts(places.LAYOUTS)}
LAYOUTS = ("state-2020", "party-2018", "press")

ODD = "A & B <b>x</b> \"q\" 'p' {y} {{ z }} *s* _u_ | c &amp; d"
"""What a name might hold, and what HTML, Jinja and Markdown would take for themselves."""

WORDS = {
    "vi": {
        "issuer": "TỈNH ỦY QUẢNG TRỊ|KHỐI THI ĐUA CÁC CƠ QUAN",
        "nation": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM|Độc lập - Tự do - Hạnh phúc",
        "party": "ĐẢNG CỘNG SẢN VIỆT NAM",
        "number": "Số: 05/TTr",
        "date": "Quảng Trị, ngày 28 tháng 12 năm 2023",
        "type": "TỜ TRÌNH",
        "excerpt": "Về việc đề nghị tặng Cờ thi đua của Ủy ban nhân dân tỉnh Quảng Trị năm 2023",
        "to": "Kính gửi:",
        "addressees": "- Chủ tịch Ủy ban nhân dân tỉnh;|- Hội đồng Thi đua tỉnh.",
        "bases": "Căn cứ Luật Thi đua, khen thưởng;|Căn cứ Biên bản hội nghị tổng kết.",
        "heading": "KẾT QUẢ THI ĐUA NĂM 2023",
        "subheading": "Công tác lãnh đạo",
        "text": "Năm 2023, Khối thi đua có chín đơn vị đã bám sát công tác thi đua, khen thưởng "
        "để phát động các phong trào thi đua yêu nước gắn với nhiệm vụ chính trị, công tác xây "
        "dựng Đảng, xây dựng cơ quan vững mạnh và chăm lo đời sống cán bộ.",
        "cells": "STT|Đơn vị|Điểm|1|Ban Tuyên giáo|98,5||Tổng|98,5",
        "caption": "Bảng 1. Danh sách đề nghị",
        "note": "Ảnh: Báo Quảng Trị",
        "recipients_label": "Nơi nhận:",
        "recipients": "- Như trên;|- Các đơn vị thành viên;|- Lưu: VT.",
        "authority": "TM. KHỐI THI ĐUA|KHỐI TRƯỞNG",
        "post": "BÍ THƯ ĐẢNG ỦY KHỐI",
        "annex": "Phụ lục|BẢNG ĐIỂM THI ĐUA|(Kèm theo Tờ trình số 05)",
        "watermark": "DỰ THẢO",
        "notices": "Số liệu minh họa.|Không dùng làm căn cứ.",
    },
    "hi": {
        "issuer": "क्वांग ट्राई प्रांतीय पार्टी समिति|पार्टी एजेंसियों का अनुकरण ब्लॉक",
        "nation": "वियतनाम समाजवादी गणराज्य|स्वतंत्रता - आज़ादी - खुशी",
        "party": "वियतनाम कम्युनिस्ट पार्टी",
        "number": "संख्या: 05/TTr",
        "date": "क्वांग ट्राई, 28 दिसंबर 2023",
        "type": "प्रस्ताव",
        "excerpt": "2023 में प्रांतीय जन समिति का अनुकरण ध्वज प्रदान करने के प्रस्ताव के संबंध में",
        "to": "सेवा में:",
        "addressees": "- प्रांतीय जन समिति के अध्यक्ष;|- प्रांतीय अनुकरण और पुरस्कार परिषद।",
        "bases": "अनुकरण और पुरस्कार कानून के आधार पर;|सम्मेलन के कार्यवृत्त के आधार पर।",
        "heading": "2023 में अनुकरण कार्य के परिणाम",
        "subheading": "नेतृत्व और निर्देशन",
        "text": "2023 में, पार्टी एजेंसियों के अनुकरण ब्लॉक में 9 इकाइयों ने राजनीतिक कार्यों और "
        "पार्टी निर्माण कार्य से जुड़े देशभक्ति अनुकरण आंदोलनों को शुरू करने के लिए 2023 में अनुकरण "
        "और पुरस्कार कार्यों का बारीकी से पालन किया; ज़िम्मेदारी, एकजुटता और सर्वोच्च प्रयास।",
        "cells": "क्र.|इकाई|अंक|1|प्रचार विभाग|98.5||कुल|98.5",
        "caption": "तालिका 1. प्रस्तावित सूची",
        "note": "फोटो: एलएन",
        "recipients_label": "प्रतिलिपि:",
        "recipients": "- उपर्युक्त;|- सदस्य इकाइयाँ;|- संग्रह।",
        "authority": "अनुकरण ब्लॉक की ओर से|ब्लॉक के प्रमुख",
        "post": "पार्टी समिति के सचिव",
        "annex": "परिशिष्ट|अनुकरण अंकों की सारणी|(प्रस्ताव के साथ संलग्न)",
        "watermark": "प्रारूप",
        "notices": "अनौपचारिक अनुवाद।|उदाहरण के आँकड़े।",
    },
    "en": {
        "issuer": "PROVINCIAL PARTY COMMITTEE|PARTY AGENCIES BLOC",
        "nation": "SOCIALIST REPUBLIC OF VIET NAM|Independence - Freedom - Happiness",
        "party": "COMMUNIST PARTY OF VIET NAM",
        "number": "No: 05/TTr",
        "date": "Quảng Trị, 28 December 2023",
        "type": "PROPOSAL",
        "excerpt": "On awarding the Emulation Flag of the Provincial People's Committee for 2023",
        "to": "To:",
        "addressees": "- The Chairperson of the People's Committee;|- The Emulation Council.",
        "bases": "Pursuant to the Law on Emulation;|Pursuant to the minutes.",
        "heading": "RESULTS OF EMULATION IN 2023",
        "subheading": "Leadership and guidance",
        "text": "In 2023 the nine units of the bloc followed the work of emulation and "
        "commendation closely and launched patriotic emulation movements tied to political "
        "tasks, Party building and care for the life of officials.",
        "cells": "No.|Unit|Points|1|Propaganda Department|98.5||Total|98.5",
        "caption": "Table 1. Proposed units",
        "note": "Photo: Quảng Trị Newspaper",
        "recipients_label": "Recipients:",
        "recipients": "- As above;|- Member units;|- Archive.",
        "authority": "ON BEHALF OF THE BLOC|BLOC HEAD",
        "post": "SECRETARY OF THE COMMITTEE",
        "annex": "Annex|TABLE OF POINTS|(With Proposal 05)",
        "watermark": "DRAFT",
        "notices": "Unofficial translation.|Made-up figures.",
    },
}


def line(text: str) -> Line:
    """A line of template words."""
    return (Run(text),) if text else ()


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text that parts them with bars."""
    return tuple(line(part) for part in text.split("|"))


def value(text: str) -> Run:
    """A fact from two places of the inputs."""
    sources = (Source("conference.yaml", 14, 7), Source("units.xlsx#Điểm!C3"))
    return Run(text, RunKind.VALUE, sources=sources)


def body(language: str, image: Path | None = None) -> tuple[Block, ...]:
    """One block of every sort, and text over several lines."""
    words = WORDS[language]
    cells = [line(cell) for cell in words["cells"].split("|")]
    shapes = ((Align.CENTER, 0.1), (Align.LEFT, 0.6), (Align.RIGHT, 0.3))
    columns = tuple(
        Column(title, align, width) for title, (align, width) in zip(cells[:3], shapes, strict=True)
    )
    mixed = (
        Run(words["text"] + " "),
        value(ODD + "  two spaces\nnew line"),
        Run(", "),
        Run("bold", bold=True),
        Run(" "),
        Run("italic", italic=True),
        Run(" "),
        Run("[số phiếu]", RunKind.GAP),
        Run(" "),
        Run("……", RunKind.BLANK),
        Run(" "),
        Run("chữ Việt", RunKind.UNTRANSLATED),
        Run("."),
    )
    return (
        Paragraph(line(words["text"])),
        Heading(1, "I. ", line(words["heading"])),
        Heading(2, "1. ", line(words["subheading"])),
        Paragraph(mixed),
        Paragraph(line(words["subheading"]), Role.ITEM, "- ", 1),
        Paragraph(line(words["heading"]), Role.ITEM, "+ ", 2),
        Table(columns, (tuple(cells[3:6]), tuple(cells[6:])), line(words["caption"]), True),
        Paragraph(line(words["note"]), Role.NOTE),
        Figure(image, line(words["note"]), words["note"]),
        Paragraph(line(words["text"])),
        Paragraph(line("Nguyễn Thị Ví Dụ"), Role.BYLINE),
    )


def annex_body(language: str) -> tuple[Block, ...]:
    """The same in an annex, where headings bear no number."""
    blocks = body(language)
    return tuple(replace(b, number="") if isinstance(b, Heading) else b for b in blocks)


def paper(
    language: str, layout: str, *, draft: bool = False, image: Path | None = None
) -> Document:
    """A paper with everything its layout knows."""
    words = WORDS[language]
    label, title, reference = lines(words["annex"])
    annexes = tuple(
        Annex((*label, Run(f" {number}")), title, reference, annex_body(language))
        for number in ("I", "II")
    )
    press = layout.startswith("press")
    return Document(
        kind="nomination-letter",
        name="nomination-letter",
        language=language,
        layout=PROFILES[layout],
        title=f"{words['type']} & {words['excerpt']}",
        frame=Frame(excerpt=line(words["excerpt"])) if press else official(language, layout),
        body=body(language, image),
        annexes=() if press else annexes,
        notices=tuple(words["notices"].split("|")) if draft else (),
        watermark=words["watermark"] if draft else "",
        heading_numbers=("{I}. ", "{1}. ", "{1.1}. "),
    )


def official(language: str, layout: str) -> Frame:
    """The frame of an office."""
    words = WORDS[language]
    return Frame(
        issuer=lines(words["issuer"]),
        nation=lines(words["party" if layout.startswith("party") else "nation"]),
        number=line(words["number"]),
        place_date=line(words["date"]),
        type_name=line(words["type"]),
        excerpt=line(words["excerpt"]),
        addressee_label=line(words["to"]),
        addressees=lines(words["addressees"]),
        bases=lines(words["bases"]),
        recipients_label=line(words["recipients_label"]),
        recipients=lines(words["recipients"]),
        signature=Signature(
            lines(words["authority"]), line(words["post"]), line("Nguyễn Thị Ví Dụ")
        ),
    )


def as_letter(document: Document) -> Document:
    """The paper as a letter: no type name, and what it is about under its number."""
    frame = document.frame
    letter = replace(frame, subject=frame.excerpt, type_name=(), excerpt=())
    return replace(document, frame=letter)


def expected_lines(document: Document) -> list[str]:
    """Every line the paper must print: those of the document, and a Party paper's characters."""
    frame = document.frame
    texts = [plain(content) for content in document_lines(document)]
    if document.layout.system == "party":
        if frame.excerpt:
            texts.insert(texts.index(plain(frame.excerpt)) + 1, "-----")
        texts.insert(len(frame.issuer), "*")
    return texts
