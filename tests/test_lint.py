"""``bloc lint``: our own papers are clean, and of a paper with one fault it finds that fault."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lint_papers import (
    BASES,
    MOTTO,
    NATION,
    Spoil,
    at,
    drop,
    look,
    package_of,
    page,
    paper,
    party_paper,
    place,
    say,
    tabbed_paper,
)

from pipeline import places
from pipeline.build import Edition, Order, study
from pipeline.collect import read_layouts, read_text_templates
from pipeline.lint import Linted, Package, lint, mend, open_package
from pipeline.lint.rules import RULES
from pipeline.model.base import Language
from pipeline.render.word import to_word

LAYOUTS = read_layouts(places.LAYOUTS)
LEFT = WD_ALIGN_PARAGRAPH.LEFT

HAND_MADE = {"report": paper, "letter": tabbed_paper, "party": party_paper}


@cache
def by_hand(name: str) -> bytes:
    return HAND_MADE[name]()


def linted(file: bytes | Package, layout: str | None = None) -> Linted:
    package = file if isinstance(file, Package) else open_package(file, "paper.docx")
    return lint(package, LAYOUTS, layout)


def kinds(file: bytes | Package) -> list[tuple[str, str | None]]:
    return [(found.rule, found.component) for found in linted(file).findings]


def spoilt(content: bytes, *spoils: Spoil) -> Package:
    """The paper with its faults, as a package in memory: packing takes longer than linting."""
    word = docx.Document(io.BytesIO(content))
    for spoil in spoils:
        spoil(word)
    return package_of(word)


def test_our_own_papers_are_clean(editions: dict[str, Edition]) -> None:
    for edition in editions.values():
        papers = sorted(edition.folder.glob("*/*.docx"))
        assert len(papers) > 10
        for path in papers:
            found = linted(path.read_bytes()).findings
            assert found == (), path


@pytest.mark.parametrize(
    ("system", "language", "later", "layouts"),
    [
        ("state", "hi", 0, {"state-2020"}),
        ("party", "vi", 0, {"party-2018"}),
        ("party", "en", 1, {"party-2018", "party-2026"}),
    ],
)
def test_every_kind_of_paper_is_clean_in_every_layout(
    tmp_path: Path, system: str, language: Language, later: int, layouts: set[str]
) -> None:
    """The made-up bloc, its units State or Party bodies, in its year or a later one."""
    folder = tmp_path / "khoi"
    shutil.copytree(places.SAMPLES / "vi-du-2025", folder)
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("system: state", f"system: {system}")
        shifted = re.sub(r"\b20[0-4]\d\b", lambda year: str(int(year[0]) + later), text)
        path.write_text(shifted, encoding="utf-8")
    every = tuple(read_text_templates(places.TEXTS))
    papers = study(folder, Order((language,), every, ("docx",))).documents
    one_of_each = {paper.kind: paper for paper in papers}
    assert len(one_of_each) > 20
    found = {
        kind: linted(to_word(paper, places.WORD_FRAMES / paper.layout.word_frame))
        for kind, paper in one_of_each.items()
    }
    assert {kind: done.findings for kind, done in found.items() if done.findings} == {}
    official = {done.layout.id for done in found.values()} - {"press", "speech"}
    assert official <= layouts
    assert max(layouts) in official


@pytest.mark.parametrize("name", HAND_MADE)
def test_papers_made_by_hand_are_clean(name: str) -> None:
    assert kinds(by_hand(name)) == []


def test_a_long_name_broken_into_lines_is_one_name() -> None:
    report = spoilt(
        by_hand("report"),
        say("KHỐI THI ĐUA VÍ DỤ", "KHỐI THI ĐUA\nVÍ DỤ"),
        say("Kết quả thi đua, khen thưởng", "Kết quả thi đua,\nkhen thưởng"),
        say("TM. KHỐI THI ĐUA", "TM. KHỐI\nTHI ĐUA"),
        # The lines are measured by the longest line of the name.
        line_of("KHỐI THI ĐUA", 40),
        line_of("Kết quả thi đua", 50),
    )
    assert kinds(report) == []
    party = spoilt(by_hand("party"), say("KHỐI THI ĐUA VÍ DỤ", "KHỐI THI ĐUA\nVÍ DỤ"))
    assert kinds(party) == []


def test_a_line_of_its_own_stays_one_after_a_line_break() -> None:
    """Typed into the paragraph above it, with a fault of its own."""

    def motto_below(word: WordDocument) -> None:
        drop(MOTTO)(word)
        run = at(word, NATION).add_run("\nĐộc lập – Tự do – Hạnh phúc")
        run.font.size, run.bold = Pt(13), True

    assert ("motto-words", "motto") in kinds(spoilt(by_hand("report"), motto_below))


def test_a_deputy_in_a_party_paper_is_told_and_not_mended() -> None:
    """He signs for the body; the name of the body is not in the line that names his head."""
    package = spoilt(by_hand("party"), say("T/M KHỐI THI ĐUA", "K/T KHỐI TRƯỞNG"))
    (found,) = linted(package).findings
    assert (found.rule, found.mends) == ("authority-prefix", ())


def test_the_layout_is_that_of_the_letterhead(editions: dict[str, Edition]) -> None:
    seed, sample = (editions[name].folder / "vi" for name in ("quang-tri-2023", "vi-du-2025"))
    assert linted((sample / "summary-report.docx").read_bytes()).layout.id == "state-2020"
    assert linted((sample / "news-release.docx").read_bytes()).layout.id == "press"
    assert linted((seed / "summary-report.docx").read_bytes()).layout.id == "party-2018"
    newer = spoilt(by_hand("party"), say("năm 2025", "năm 2027"))
    assert linted(newer).layout.id == "party-2026"
    assert linted(by_hand("report"), "party-2018").layout.id == "party-2018"


def old_font(word: WordDocument) -> None:
    say("Khối phát động 3 đợt", "Khèi ph¸t ®éng 3 ®ît")(word)


def footer_number(word: WordDocument) -> None:
    section = word.sections[0]
    number = section.header.paragraphs[0]._p
    section.footer.paragraphs[0]._p.getparent().append(number)


def no_numbers(word: WordDocument) -> None:
    number = word.sections[0].header.paragraphs[0]._p
    number.getparent().remove(number)
    at(word, "Khối phát động").add_run(" Các đơn vị hưởng ứng tích cực." * 120)


def number_format(word: WordDocument) -> None:
    kind = OxmlElement("w:pgNumType")
    kind.set(qn("w:fmt"), "lowerRoman")
    word.sections[0]._sectPr.find(qn("w:pgMar")).addnext(kind)


def number_size(word: WordDocument) -> None:
    field = word.sections[0].header.paragraphs[0]._p
    for size in field.iter(qn("w:sz")):
        size.set(qn("w:val"), "20")


def number_left(word: WordDocument) -> None:
    word.sections[0].header.paragraphs[0].alignment = LEFT


def no_line(words: str) -> Spoil:
    def spoil(word: WordDocument) -> None:
        for drawn in list(at(word, words)._p.iter(qn("w:pict"))):
            drawn.getparent().remove(drawn)

    return spoil


def line_of(words: str, points: float) -> Spoil:
    def spoil(word: WordDocument) -> None:
        for drawn in at(word, words)._p.iter("{urn:schemas-microsoft-com:vml}line"):
            drawn.set("to", f"{points}pt,0")

    return spoil


def whole_row(word: WordDocument) -> None:
    for mark in list(word.element.body.iter(qn("w:cantSplit"))):
        mark.getparent().remove(mark)


def second_font(word: WordDocument) -> None:
    run = at(word, "Khối phát động").add_run(" Các đơn vị hưởng ứng.")
    run.font.name = "Arial"


def second_size(word: WordDocument) -> None:
    at(word, "Khối phát động").add_run(" Các đơn vị hưởng ứng.").font.size = Pt(13)


def empty_lines(word: WordDocument) -> None:
    for _ in range(3):
        at(word, "Khối phát động").insert_paragraph_before()


def date_first(word: WordDocument) -> None:
    """Place and date under the title."""
    date = at(word, "Ví Dụ, ngày")
    title = at(word, "BÁO CÁO")
    text = date.text
    drop("Ví Dụ, ngày")(word)
    moved = title.insert_paragraph_before()
    title._p.addnext(moved._p)
    moved.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = moved.add_run(text)
    run.italic, run.font.size = True, Pt(13)


def decomposed(word: WordDocument) -> None:
    run = at(word, "Khối phát động").runs[0]
    run.text = unicodedata.normalize("NFD", run.text)


def tabbed_line(word: WordDocument) -> None:
    paragraph = at(word, "Khối phát động")
    paragraph.paragraph_format.first_line_indent = None
    paragraph.runs[0].text = "\t" + paragraph.runs[0].text


PROPOSED = "Đơn vị A được đề nghị tặng Bằng khen."

FAULTS: list[tuple[str, str, Spoil, str, str | None]] = [
    # A name of the fault, the paper, what is done to it, and the kind of finding it must be.
    ("letter size", "report", page(page_width=Mm(216), page_height=Mm(279)), "paper-size", None),
    ("on its side", "report", page(page_width=Mm(297), page_height=Mm(210)), "orientation", None),
    ("narrow left margin", "report", page(left_margin=Mm(20)), "margins", None),
    ("wide top margin", "report", page(top_margin=Mm(40)), "margins", None),
    ("number on page 1", "report", page(different_first_page_header_footer=False),
     "page-number-first", "page-number"),
    ("number at the bottom", "report", footer_number, "page-number-place", "page-number"),
    ("number at the left", "report", number_left, "page-number-place", "page-number"),
    ("no numbers", "report", no_numbers, "page-number-missing", "page-number"),
    ("Roman page numbers", "report", number_format, "page-number-kind", "page-number"),
    ("small page number", "report", number_size, "page-number-look", "page-number"),
    ("no nation", "report", drop(NATION), "missing-part", "nation"),
    ("no motto", "report", drop(MOTTO), "missing-part", "motto"),
    ("no number", "report", drop("Số: 05"), "missing-part", "number"),
    ("no date", "report", drop("Ví Dụ, ngày"), "missing-part", "place-date"),
    ("no type name", "report", drop("BÁO CÁO"), "missing-part", "type-name"),
    ("no signer", "report", drop("Nguyễn Văn Ví"), "missing-part", "signature"),
    ("date under title", "report", date_first, "order", "type-name"),
    ("Arial", "report", look("Khối phát động", name="Arial"), "font", "body"),
    ("two fonts", "report", second_font, "mixed-fonts", "body"),
    ("two sizes", "report", second_size, "mixed-sizes", "body"),
    ("small body", "report", look("Khối phát động", size=Pt(12)), "size", "body"),
    ("large title", "report", look("BÁO CÁO", size=Pt(18)), "size", "type-name"),
    ("large nation", "report", look(NATION, size=Pt(14)), "size", "nation"),
    ("large recipients", "report", look("- Các đơn vị", size=Pt(13)), "size", "recipients"),
    ("large number", "letter", look("\tSố", size=Pt(14)), "size", "number"),
    ("thin issuer", "report", look("KHỐI THI ĐUA VÍ", bold=False), "bold", "issuer"),
    ("thin heading", "report", look("1. Công tác", bold=False), "bold", "heading-2"),
    ("bold number", "report", look("Số: 05", bold=True), "bold", "number"),
    ("bold addressee", "report", look("Kính gửi", bold=True), "bold", "addressee"),
    ("bold Party office", "party", look("KHỐI TRƯỞNG", bold=True), "bold", "position"),
    ("upright date", "report", look("Ví Dụ, ngày", italic=False), "italic", "place-date"),
    ("upright basis", "report", look("Căn cứ Luật", italic=False), "italic", "basis"),
    ("italic Party basis", "party", look("- Căn cứ Luật", italic=True), "italic", "basis"),
    ("upright label", "report", look("Nơi nhận", italic=False), "italic", "recipients-label"),
    ("motto underlined", "report", look(MOTTO, underline=True), "underline", "motto"),
    ("Party label without line", "party", look("Nơi nhận", underline=False),
     "underline", "recipients-label"),
    ("small letters in title", "report", say("BÁO CÁO", "Báo cáo"), "capitals", "type-name"),
    ("heading not in capitals", "report", say("I. KẾT QUẢ ĐẠT ĐƯỢC", "I. Kết quả đạt được"),
     "capitals", "heading-1"),
    ("excerpt in capitals", "report", look("Kết quả thi", all_caps=True),
     "capitals", "excerpt"),
    ("body at the left", "report", place("Khối phát động", alignment=LEFT), "alignment", "body"),
    ("title at the left", "report", place("BÁO CÁO", alignment=LEFT), "alignment", "type-name"),
    ("no line under motto", "report", no_line(MOTTO), "line-under", "motto"),
    ("no line under excerpt", "report", no_line("Kết quả thi"), "line-under", "excerpt"),
    ("short line under motto", "report", line_of(MOTTO, 50), "line-length", "motto"),
    ("long line under issuer", "report", line_of("KHỐI THI", 140), "line-length", "issuer"),
    ("no star", "party", drop("*"), "ornament", "issuer"),
    ("no dashes", "party", drop("-----"), "ornament", "excerpt"),
    ("no indent", "report", place("Khối phát động", first_line_indent=Mm(0)), "first-line", "body"),
    ("indent by tab", "report", tabbed_line, "first-line", "body"),
    ("no space", "report", place("Trong năm", space_after=Pt(0)), "paragraph-space", "body"),
    ("double lines", "report", place("Khối phát động", line_spacing=2.0), "line-space", "body"),
    ("nation misspelt", "report", say("CHỦ NGHĨA", "CHỦ NGHIÃ"), "nation-words", "nation"),
    ("motto without spaces", "report", say(MOTTO, "Độc lập-Tự do-Hạnh phúc"),
     "motto-words", "motto"),
    ("motto with long dashes", "report", say(MOTTO, MOTTO.replace("-", "–")),
     "motto-words", "motto"),
    ("motto with capitals", "report", say("Tự do", "Tự Do"), "motto-words", "motto"),
    ("number without colon", "report", say("Số: ", "Số "), "number-label", "number"),
    ("Party number with colon", "party", say("Số 05", "Số: 05"), "number-label", "number"),
    ("number without nought", "report", say("05/BC", "5/BC"), "number-padding", "number"),
    ("marks of the number changed", "report", say("05/BC-KTĐ", "05-BC/KTĐ"),
     "number-form", "number"),
    ("spaces in the number", "report", say("05/BC-KTĐ", "05 / BC - KTĐ"), "number-form", "number"),
    ("another kind in the number", "report", say("05/BC", "05/TTr"), "number-type", "number"),
    ("no comma before the date", "report", say("Ví Dụ, ngày", "Ví Dụ ngày"),
     "date-form", "place-date"),
    ("date in figures", "report", say("ngày 05 tháng 12 năm 2025", "ngày 05/12/2025"),
     "date-form", "place-date"),
    ("day without nought", "report", say("ngày 05 tháng 12", "ngày 5 tháng 12"),
     "date-padding", "place-date"),
    ("month with a nought too many", "report", say("05 tháng 12", "05 tháng 09"),
     "date-padding", "place-date"),
    ("month without nought", "letter", say("tháng 01 năm 2026", "tháng 1 năm 2026"),
     "date-padding", "place-date"),
    ("no such day", "report", say("ngày 20 tháng 3", "ngày 31 tháng 4"), "date-real", "basis"),
    ("excerpt with a stop", "report", say("khen thưởng năm 2025", "khen thưởng năm 2025."),
     "excerpt-form", "excerpt"),
    ("small letter in excerpt", "report", say("Kết quả thi", "kết quả thi"),
     "excerpt-form", "excerpt"),
    ("capital in Party excerpt", "party", say("về việc", "Về việc"), "excerpt-form", "excerpt"),
    ("subject spelt out", "letter", say("V/v gửi", "Về việc gửi"), "subject-form", "subject"),
    ("addressee without colon", "letter", say("Kính gửi: ", "Kính gửi "),
     "addressee-label", "addressee"),
    ("addressee without dash", "report", say("- Sở Nội vụ", "Sở Nội vụ"),
     "addressee-list", "addressee"),
    ("addressee without mark", "report", say("Khen thưởng tỉnh;", "Khen thưởng tỉnh"),
     "addressee-list", "addressee"),
    ("basis without mark", "report", say(BASES[0], BASES[0][:-1]), "basis-marks", "basis"),
    ("last basis with a comma", "report", say(BASES[1], BASES[1][:-1] + ","),
     "basis-marks", "basis"),
    ("Party basis without dash", "party", say("- Căn cứ Luật", "Căn cứ Luật"),
     "basis-dash", "basis"),
    ("State basis with dash", "report", say("Căn cứ Luật", "- Căn cứ Luật"),
     "basis-dash", "basis"),
    ("heading left out", "report", say("II. PHƯƠNG", "III. PHƯƠNG"),
     "heading-sequence", "heading-1"),
    ("heading twice", "report", say("2. Hoạt động chung", "1. Hoạt động chung"),
     "heading-sequence", "heading-2"),
    ("Party mark in heading", "report", say("II. PHƯƠNG", "II- PHƯƠNG"),
     "heading-mark", "heading-1"),
    ("points by the English alphabet", "report", say("đ) Hoạt động kiểm", "e) Hoạt động kiểm"),
     "point-order", "item"),
    ("no end mark", "report", say("thưởng tỉnh./.", "thưởng tỉnh."), "end-mark", "body"),
    ("State end mark in Party paper", "party", say("xem xét.", "xem xét./."), "end-mark", "body"),
    ("label of recipients", "report", say("Nơi nhận:", "Nơi gửi nhận:"),
     "missing-part", "recipients-label"),
    ("label of recipients without colon", "report", say("Nơi nhận:", "Nơi nhận"),
     "recipients-label", "recipients-label"),
    ("recipients without dash", "report", say("- Các đơn vị thành", "Các đơn vị thành"),
     "recipients-list", "recipients"),
    ("recipients without mark", "report", say("- Như trên;", "- Như trên"),
     "recipients-list", "recipients"),
    ("nowhere kept", "report", say("- Lưu: VT, TĐKT.", "- Sở Nội vụ."),
     "recipients-archive", "recipients"),
    ("State archive line in Party paper", "party", say("- Lưu Văn", "- Lưu: Văn"),
     "recipients-archive", "recipients"),
    ("Party prefix", "report", say("TM. KHỐI", "T/M KHỐI"), "authority-prefix", "authority"),
    ("prefix without point", "report", say("TM. KHỐI", "TM KHỐI"),
     "authority-prefix", "authority"),
    ("State prefix in Party paper", "party", say("T/M KHỐI", "TM. KHỐI"),
     "authority-prefix", "authority"),
    ("degree before the name", "report", say("Nguyễn Văn Ví", "ThS. Nguyễn Văn Ví"),
     "signer-degree", "signature"),
    ("signature of a letter can be cut", "letter",
     place("Nơi nhận", keep_with_next=False), "signature-split", "authority"),
    ("signature can be cut", "report", whole_row, "signature-split", "authority"),
    ("annex twice", "report", say("Phụ lục II", "Phụ lục I"), "annex-number", "annex-label"),
    ("Arabic annex", "report", say("Phụ lục II", "Phụ lục 2"), "annex-number", "annex-label"),
    ("annex of nothing", "report", drop("(Kèm theo"), "annex-reference", "annex-label"),
    ("old font", "report", old_font, "old-letters", "body"),
    ("decomposed letters", "report", decomposed, "decomposed", "body"),
    ("two spaces", "report", say("đợt thi đua", "đợt  thi đua"), "double-space", "body"),
    ("space before comma", "report", say("thi đua, được", "thi đua , được"),
     "space-before-mark", "body"),
    ("no space after comma", "report", say("thi đua, được", "thi đua,được"),
     "space-after-mark", "body"),
    ("decimal point", "report", say("98,5%", "98.5%"), "decimal-comma", "body"),
    ("dots in abbreviation", "report", say("các đơn vị hưởng", "U.B.N.D hưởng"),
     "abbreviation-dots", "body"),
    ("gap", "report", say("3 đợt", "[CẦN BỔ SUNG: số đợt]"), "gap-left", "body"),
    ("dots", "report", say("3 đợt", "…… đợt"), "dots-left", "body"),
    ("awarded", "party", say(PROPOSED, "Đơn vị A được tặng Bằng khen."), "awarded", "body"),
    ("space by empty paragraphs", "report", empty_lines, "empty-lines", "body"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "spoil", "expected"),
    [pytest.param(p, s, (r, c), id=i.replace(" ", "-")) for i, p, s, r, c in FAULTS],
)
def test_one_fault_is_found_and_nothing_else(
    name: str, spoil: Spoil, expected: tuple[str, str | None]
) -> None:
    assert set(kinds(spoilt(by_hand(name), spoil))) == {expected}


def test_every_rule_has_a_fault() -> None:
    assert {rule.id for rule in RULES} - {"article-sequence"} == {rule for *_, rule, _ in FAULTS}
    assert max(Counter(rule.id for rule in RULES).values()) == 1


def mended(package: Package) -> bytes:
    done = mend(package, linted(package).findings)
    assert done is not None
    return done.content


def letters(package: Package) -> list[str]:
    """The words of each paragraph, without their marks, spaces and figures."""
    texts = ["".join(p.itertext(qn("w:t"))) for p in package.document.iter(qn("w:p"))]
    composed = [unicodedata.normalize("NFC", text).lower() for text in texts]
    return ["".join(filter(str.isalpha, text)) for text in composed]


MENDED = [
    (name, spoil, rule, component)
    for what, name, spoil, rule, component in FAULTS
    if rule
    in {
        *("paper-size", "margins", "page-number-first", "font", "mixed-fonts", "size", "bold"),
        *("italic", "underline", "alignment", "paragraph-space", "number-label", "number-padding"),
        *("date-padding", "motto-words", "basis-marks", "end-mark", "recipients-list"),
        *("signature-split", "first-line"),
        *("authority-prefix", "decomposed", "double-space", "space-before-mark", "decimal-comma"),
    }
    and what not in {"recipients without dash", "large number", "indent by tab"}
]


@pytest.mark.parametrize(("name", "spoil", "rule", "component"), MENDED)
def test_what_is_safe_is_mended_and_the_words_stay(
    name: str, spoil: Spoil, rule: str, component: str | None
) -> None:
    package = spoilt(by_hand(name), spoil)
    again = open_package(mended(package), "mended.docx")
    assert kinds(again) == [], (rule, component)
    assert letters(again) == letters(package)
