"""Papers as a clerk makes them in Word, made up, and how to spoil one thing in a Word file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from pipeline.lint import Package

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
CENTRE, BOTH = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY

BASES = (
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Căn cứ Quy chế số 05/QC-KTĐ ngày 20 tháng 3 năm 2025 của Khối thi đua Ví Dụ.",
)
BODY = (
    ("h1", "I. KẾT QUẢ ĐẠT ĐƯỢC"),
    ("h2", "1. Công tác lãnh đạo, chỉ đạo"),
    ("body", "Trong năm, khối có 9 đơn vị, 98,5% nhiệm vụ hoàn thành đúng hạn; xem mục 2.1."),
    ("body", "Khối phát động 3 đợt thi đua, được các đơn vị hưởng ứng."),
    ("h2", "2. Hoạt động chung"),
    ("body", "Các hoạt động chung của khối gồm:"),
    *(
        ("item", f"{letter}) Hoạt động {name};")
        for letter, name in zip(
            "abcdđe",
            ("văn nghệ", "thể thao", "thăm hỏi", "tập huấn", "kiểm tra", "sơ kết"),
            strict=True,
        )
    ),
    ("h1", "II. PHƯƠNG HƯỚNG, NHIỆM VỤ"),
    ("body", "Khối tiếp tục thực hiện quy chế và bảng điểm đã thống nhất."),
    ("body", "Khối thi đua Ví Dụ báo cáo Hội đồng Thi đua - Khen thưởng tỉnh./."),
)


def paper(title: str = "BÁO CÁO", kind: str = "BC") -> bytes:
    """A report by hand: tables for letterhead and foot, direct looks, no styles, drawn lines."""
    word = _new()
    head = word.add_table(2, 2)
    left, right = head.cell(0, 0), head.cell(0, 1)
    _cell(left, ("ỦY BAN NHÂN DÂN TỈNH VÍ DỤ", 12, ""), ("KHỐI THI ĐUA VÍ DỤ", 12, "b"))
    _line(left.paragraphs[-1], 60)
    _cell(right, (NATION, 12, "b"), (MOTTO, 13, "b"))
    _line(right.paragraphs[-1], 165)
    _cell(head.cell(1, 0), (f"Số: 05/{kind}-KTĐ", 13, ""))
    _cell(head.cell(1, 1), ("Ví Dụ, ngày 05 tháng 12 năm 2025", 13, "i"))
    _put(word.add_paragraph(), title, 14, "b", CENTRE)
    excerpt = word.add_paragraph()
    _put(excerpt, "Kết quả thi đua, khen thưởng năm 2025", 14, "b", CENTRE)
    _line(excerpt, 110)
    _opening(word)
    _body(word)
    _foot(word)
    for number, name in (("I", "DANH SÁCH ĐƠN VỊ"), ("II", "BẢNG ĐIỂM")):
        label = word.add_paragraph()
        label.paragraph_format.page_break_before = True
        _put(label, f"Phụ lục {number}", 14, "b", CENTRE)
        _put(word.add_paragraph(), name, 14, "b", CENTRE)
        _put(word.add_paragraph(), "(Kèm theo Báo cáo số 05/BC-KTĐ)", 13, "i", CENTRE)
        _put(word.add_paragraph(), "Nội dung của phụ lục được lập thành bảng.", 14, "", BOTH, 12.7)
    return saved(word)


def tabbed_paper() -> bytes:
    """A letter whose letterhead stands in plain paragraphs with tabs, its foot too."""
    word = _new()
    for pieces in (
        (("UBND TỈNH VÍ DỤ", 12, ""), (NATION, 12, "b")),
        (("KHỐI THI ĐUA VÍ DỤ", 12, "b"), (MOTTO, 13, "b")),
        (("Số: 07/KTĐ", 13, ""), ("Ví Dụ, ngày 15 tháng 01 năm 2026", 13, "i")),
    ):
        line = word.add_paragraph()
        for text, size, marks in pieces:
            line.add_run("\t")
            _run(line, text, size, marks)
        for at in (35, 115):
            line.paragraph_format.tab_stops.add_tab_stop(Mm(at), WD_TAB_ALIGNMENT.CENTER)
    _line(word.paragraphs[1], 60)
    _line(word.paragraphs[1], 165)
    _put(word.add_paragraph(), "V/v gửi báo cáo năm 2025", 12, "")
    _put(word.add_paragraph(), "Kính gửi: Các đơn vị thành viên", 14, "", CENTRE)
    for text in (
        "Khối thi đua Ví Dụ đề nghị các đơn vị gửi báo cáo trước ngày 20 tháng 01 năm 2026.",
        "Đề nghị các đơn vị quan tâm thực hiện./.",
    ):
        _put(word.add_paragraph(), text, 14, "", BOTH, 12.7)
    for left, right in (
        (("Nơi nhận:", 12, "bi"), ("TM. KHỐI THI ĐUA", 14, "b")),
        (("- Như trên;", 11, ""), ("KHỐI TRƯỞNG", 14, "b")),
        (("- Lưu: VT.", 11, ""), None),
        (None, None),
        (None, ("Nguyễn Văn Ví", 14, "b")),
    ):
        line = word.add_paragraph()
        line.paragraph_format.keep_with_next = True
        line.paragraph_format.tab_stops.add_tab_stop(Mm(120), WD_TAB_ALIGNMENT.CENTER)
        if left:
            _run(line, *left)
        if right:
            line.add_run("\t")
            _run(line, *right)
    return saved(word)


def party_paper() -> bytes:
    """A Party submission of 2025, by hand."""
    word = _new()
    head = word.add_table(2, 2)
    left, right = head.cell(0, 0), head.cell(0, 1)
    _cell(left, ("TỈNH ỦY VÍ DỤ", 14, ""), ("KHỐI THI ĐUA VÍ DỤ", 14, "b"), ("*", 14, "b"))
    _cell(right, ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, "b"))
    _line(right.paragraphs[-1], 190)
    _cell(head.cell(1, 0), ("Số 05-TTr/KTĐ", 14, ""))
    _cell(head.cell(1, 1), ("Ví Dụ, ngày 05 tháng 02 năm 2025", 14, "i"))
    _put(word.add_paragraph(), "TỜ TRÌNH", 16, "b", CENTRE)
    _put(word.add_paragraph(), "về việc đề nghị khen thưởng năm 2024", 14, "b", CENTRE)
    _put(word.add_paragraph(), "-----", 14, "", CENTRE)
    _put(word.add_paragraph(), "Kính gửi: Ban Thường vụ Tỉnh ủy", 14, "", CENTRE)
    for text in BASES:
        _put(word.add_paragraph(), f"- {text}", 14, "", BOTH, 10)
    _put(word.add_paragraph(), "Đơn vị A được đề nghị tặng Bằng khen.", 14, "", BOTH, 10)
    _put(word.add_paragraph(), "Kính đề nghị Ban Thường vụ xem xét.", 14, "", BOTH, 10)
    _foot_table(
        word,
        (("Nơi nhận:", 14, "u"), ("- Như trên;", 12, ""), ("- Lưu Văn phòng.", 12, "")),
        (("T/M KHỐI THI ĐUA", 14, "b"), ("KHỐI TRƯỞNG", 14, ""), ("Trần Thị Dụ", 14, "b")),
    )
    return saved(word)


def saved(word: WordDocument) -> bytes:
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def package_of(word: WordDocument) -> Package:
    """The package that saving would make, without packing it."""
    package = word.part.package
    parts = {str(part.partname).lstrip("/"): part.blob for part in package.iter_parts()}
    parts["_rels/.rels"] = package.rels.xml
    parts["word/_rels/document.xml.rels"] = word.part.rels.xml
    return Package("paper.docx", parts, "word/document.xml")


def _new() -> WordDocument:
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    run = OxmlElement("w:r")
    run.append(parse_xml(f'<w:rPr {nsdecls("w")}><w:sz w:val="26"/></w:rPr>'))
    field.append(run)
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    fonts = normal.element.rPr.rFonts
    for name in [n for n in fonts.attrib if "heme" in n]:
        del fonts.attrib[name]
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    return word


def _opening(word: WordDocument) -> None:
    _put(word.add_paragraph(), "Kính gửi:", 14, "")
    for name in ("- Hội đồng Thi đua - Khen thưởng tỉnh;", "- Sở Nội vụ."):
        _put(word.add_paragraph(), name, 14, "")
        word.paragraphs[-1].paragraph_format.left_indent = Mm(45)
    for text in BASES:
        _put(word.add_paragraph(), text, 14, "i", BOTH, 12.7)


def _body(word: WordDocument) -> None:
    for kind, text in BODY:
        marks = "b" if kind.startswith("h") else ""
        _put(word.add_paragraph(), text, 14, marks, BOTH, 12.7)


def _foot(word: WordDocument) -> None:
    _foot_table(
        word,
        (
            ("Nơi nhận:", 12, "bi"),
            ("- Như trên;", 11, ""),
            ("- Các đơn vị thành viên;", 11, ""),
            ("- Lưu: VT, TĐKT.", 11, ""),
        ),
        (("TM. KHỐI THI ĐUA", 14, "b"), ("KHỐI TRƯỞNG", 14, "b"), ("Nguyễn Văn Ví", 14, "b")),
    )


Said = tuple[str, float, str]


def _foot_table(word: WordDocument, left: tuple[Said, ...], right: tuple[Said, ...]) -> None:
    foot = word.add_table(1, 2)
    foot.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    _cell(foot.cell(0, 0), *left, align=None)
    _cell(foot.cell(0, 1), *right[:-1], ("", 14, ""), ("", 14, ""), right[-1])


def _cell(cell: _Cell, *lines: Said, align: WD_ALIGN_PARAGRAPH | None = CENTRE) -> None:
    for at, (text, size, marks) in enumerate(lines):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        _put(paragraph, text, size, marks, align)


def _put(
    paragraph: Paragraph,
    text: str,
    size: float,
    marks: str,
    align: WD_ALIGN_PARAGRAPH | None = None,
    first: float = 0,
) -> None:
    _run(paragraph, text, size, marks)
    if align is not None:
        paragraph.alignment = align
    if first:
        paragraph.paragraph_format.first_line_indent = Mm(first)


def _run(paragraph: Paragraph, text: str, size: float, marks: str) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.bold, run.italic = "b" in marks or None, "i" in marks or None
    run.underline = "u" in marks or None


def _line(paragraph: Paragraph, points: float) -> None:
    paragraph.add_run()._r.append(
        parse_xml(
            f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">'
            f'<v:line from="0,0" to="{points}pt,0"/></w:pict>'
        )
    )


Spoil = Callable[[WordDocument], None]


def every(word: WordDocument) -> Iterator[Paragraph]:
    """All paragraphs in the order of the file, those of tables too."""
    return (Paragraph(p, word) for p in word.element.body.iter(qn("w:p")))


def at(word: WordDocument, words: str) -> Paragraph:
    """The first paragraph that begins so."""
    return next(p for p in every(word) if p.text.startswith(words))


def say(old: str, new: str) -> Spoil:
    """Put other words into the first paragraph that holds ``old``; they look the same."""

    def spoil(word: WordDocument) -> None:
        paragraph = next(p for p in every(word) if old in p.text)
        run = next(r for r in paragraph.runs if old in r.text)
        run.text = run.text.replace(old, new)

    return spoil


def look(words: str, **marks: object) -> Spoil:
    """Give the runs of a paragraph a mark: bold=True, size=Pt(12), name="Arial"."""

    def spoil(word: WordDocument) -> None:
        for run in at(word, words).runs:
            for mark, value in marks.items():
                setattr(run.font, mark, value)

    return spoil


def place(words: str, **settings: object) -> Spoil:
    """Set a paragraph: alignment, first_line_indent, space_after …"""

    def spoil(word: WordDocument) -> None:
        for name, value in settings.items():
            setattr(at(word, words).paragraph_format, name, value)

    return spoil


def drop(*words: str) -> Spoil:
    """Take paragraphs away; a cell keeps an empty one."""

    def spoil(word: WordDocument) -> None:
        for one in words:
            paragraph = at(word, one)._p
            holder = paragraph.getparent()
            if holder.tag == qn("w:tc") and len(holder.findall(qn("w:p"))) == 1:
                for run in paragraph.findall(qn("w:r")):
                    paragraph.remove(run)
            else:
                holder.remove(paragraph)

    return spoil


def page(**settings: object) -> Spoil:
    """Set the pages of the first section."""

    def spoil(word: WordDocument) -> None:
        for name, value in settings.items():
            setattr(word.sections[0], name, value)

    return spoil
