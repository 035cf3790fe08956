"""Makes the Word frames beside this file: ``python templates/docx/make_frames.py``.

The frames are ordinary Word documents: a clerk may open them in Word and change fonts, sizes,
spacing and places. This script is where they came from; run it again after a change of
``templates/layouts.yaml``, or to start over, for it overwrites them. Same profiles, same bytes.

Every figure of a look comes from the layout profile; profiles whose figures agree share a frame.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from itertools import chain
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer
from docx.shared import Mm
from docx.table import Table, _Cell
from frame_styles import (
    HEADING_STYLE,
    TEXT_STYLE,
    Style,
    look_of,
    paragraph_properties,
    run_properties,
    styles_of,
    twips,
)

from pipeline import places
from pipeline.collect import read_layouts
from pipeline.model.layout import Component, Layout, Look

LATIN_FONT = "Times New Roman"
DEVANAGARI_FONT = "Noto Serif Devanagari"

Lines = Sequence[tuple[str, str]]
"""Paragraphs of a frame: text and style."""

KEPT_STYLES = {
    *("Normal", "Default Paragraph Font", "Normal Table", "No List"),
    *("header", "footer", "heading 1", "heading 2", "heading 3"),
}
KEPT_PARTS = ("/styles", "/settings", "/fontTable", "/theme")


def element(xml: str) -> BaseOxmlElement:
    """One WordprocessingML element; ``xml`` names its tag first, as ``w:p …``."""
    tag, _, rest = xml.partition(" ")
    return parse_xml(f"<{tag} {nsdecls('w', 'r')} {rest}")


def add_style(frame: Document, name: str, style: Style, layout: Layout, on: Look | None) -> None:
    """A named paragraph style, in the style list of Word; ``on`` is the look it stands on."""
    made = frame.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = frame.styles[style.base or "Normal"]
    made.quick_style = True
    for tag in ("w:pPr", "w:rPr"):
        for old in made.element.findall(qn(tag)):
            made.element.remove(old)
    look = look_of(style, layout)
    for xml in (paragraph_properties(style, look, on), run_properties(look, on)):
        made.element.append(element(xml.removeprefix("<").replace(">", " >", 1)))


def add_styles(frame: Document, layout: Layout) -> None:
    """Every style of the frame. Word's own headings stand between the bloc's: they give levels."""
    styles = styles_of(layout)
    for name, style in styles.items():
        on = HEADING_STYLE if style.base.startswith("Heading ") else style.base
        add_style(frame, name, style, layout, look_of(styles[on], layout) if on in styles else None)
        if name == HEADING_STYLE:
            for level in (1, 2, 3):
                frame.styles[f"Heading {level}"].base_style = frame.styles[HEADING_STYLE]


def add_note_styles(frame: Document) -> None:
    """Footnotes and their marks by the names that Word itself gives them."""
    for xml in (
        'w:style w:type="paragraph" w:styleId="FootnoteText"><w:name w:val="footnote text"/>'
        '<w:basedOn w:val="BlocFootnote"/></w:style>',
        'w:style w:type="character" w:styleId="FootnoteReference">'
        '<w:name w:val="footnote reference"/><w:basedOn w:val="DefaultParagraphFont"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    ):
        frame.styles.element.append(element(xml))


def add_table_style(frame: Document) -> None:
    """The look of every table in a paper: thin black lines, text clear of them."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    frame.styles.element.append(
        element(
            'w:style w:type="table" w:customStyle="1" w:styleId="BlocTable">'
            '<w:name w:val="Bloc Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
            f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders><w:tblCellMar>"
            '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
            "</w:tblCellMar></w:tblPr></w:style>"
        )
    )


def new_frame(layout: Layout) -> Document:
    """An empty A4 document with the styles of ``layout`` and nothing else of a template."""
    frame = docx.Document()
    styles = frame.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in KEPT_STYLES:
            styles.remove(style)
            continue
        for tag in ("w:pPr", "w:rPr", "w:link"):
            for old in style.findall(qn(tag)):
                style.remove(old)
    letters = round(layout.looks["body"].size * 2)
    styles.replace(
        styles.find(qn("w:docDefaults")),
        element(
            "w:docDefaults ><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{LATIN_FONT}" w:hAnsi="{LATIN_FONT}" w:eastAsia="{LATIN_FONT}"'
            f' w:cs="{DEVANAGARI_FONT}"/><w:sz w:val="{letters}"/><w:szCs w:val="{letters}"/>'
            '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="hi-IN"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
        ),
    )
    for level in (1, 2, 3):
        heading = frame.styles[f"Heading {level}"].element
        heading.append(element(f'w:pPr ><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'))
    add_styles(frame, layout)
    add_note_styles(frame)
    add_table_style(frame)
    tidy(frame)
    section = frame.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    page = layout.page
    section.top_margin, section.bottom_margin = Mm(page.top.used), Mm(page.bottom.used)
    section.left_margin, section.right_margin = Mm(page.left.used), Mm(page.right.used)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True
    section._sectPr.find(qn("w:pgMar")).addnext(element('w:pgNumType w:start="1"/>'))
    add_margins(section)
    return frame


def tidy(frame: Document) -> None:
    """Keep only the parts a frame needs; settings of this Word, no history, no author."""
    for rels, kept in (
        (frame.part.rels, KEPT_PARTS),
        (frame.part.package.rels, ("/officeDocument", "/core-properties")),
    ):
        for name, relation in list(rels.items()):
            if not relation.reltype.endswith(kept):
                del rels[name]
    settings = frame.settings.element
    for child in list(settings):
        settings.remove(child)
    word = "http://schemas.microsoft.com/office/word"
    for xml in (
        'w:zoom w:percent="100"/>',
        'w:defaultTabStop w:val="720"/>',
        'w:characterSpacingControl w:val="doNotCompress"/>',
        "w:compat >"
        + "".join(
            f'<w:compatSetting w:name="{name}" w:uri="{word}" w:val="{value}"/>'
            for name, value in (
                ("compatibilityMode", 15),
                ("overrideTableStyleFontSizeAndJustification", 1),
                ("enableOpenTypeFeatures", 1),
                ("doNotFlipMirrorIndents", 1),
            )
        )
        + "</w:compat>",
        'w:themeFontLang w:val="vi-VN" w:bidi="hi-IN"/>',
        'w:decimalSymbol w:val=","/>',
        'w:listSeparator w:val=";"/>',
    ):
        settings.append(element(xml))
    properties = frame.part.package.core_properties._element
    for child in list(properties):
        properties.remove(child)


def add_margins(section: Section) -> None:
    """Head and foot of the pages: number from page 2 on, draft word and notices on all."""
    first = section.first_page_header.paragraphs[0]
    first.style = "Bloc Page Number"
    first.add_run("{{r watermark }}")
    other = section.header.paragraphs[0]
    other.style = "Bloc Page Number"
    other.add_run("{{r watermark }}")
    field = other.add_run()._r
    for xml in (
        'w:fldChar w:fldCharType="begin"/>',
        'w:instrText xml:space="preserve"> PAGE </w:instrText>',
        'w:fldChar w:fldCharType="separate"/>',
        "w:t >2</w:t>",
        'w:fldChar w:fldCharType="end"/>',
    ):
        field.append(element(xml))
    for footer in (section.first_page_footer, section.footer):
        lines(footer, each("notices", "Bloc Notice", or_else=[("", "Bloc Notice")]))
        footer._element.remove(footer.paragraphs[0]._p)


def tag(text: str) -> Lines:
    """A tag that decides about the paragraphs after it, and goes away itself."""
    return [(f"{{%p {text} %}}", "Bloc Tag")]


def each(names: str, style: str, *, then: Lines = (), or_else: Lines = ()) -> Lines:
    """One paragraph for each line of ``names``; ``or_else`` where there is none."""
    start = [*tag(f"for line in {names}"), ("{{r line }}", style), *then]
    return [*start, *(tag("else") if or_else else ()), *or_else, *tag("endfor")]


def where(condition: str, *texts: tuple[str, str]) -> Lines:
    """Paragraphs that a paper prints only where ``condition`` holds."""
    return [*tag(f"if {condition}"), *texts, *tag("endif")]


def lines(place: Document | _Cell | _Footer, *texts: Lines) -> None:
    """Add paragraphs: text and style."""
    for text, style in chain.from_iterable(texts):
        place.add_paragraph(text, style)


def cell(place: _Cell, *texts: Lines) -> None:
    """Fill an empty cell with paragraphs: text and style."""
    lines(place, *texts)
    place._tc.remove(place.paragraphs[0]._p)


def two_columns(frame: Document, rows: int, left: float) -> Table:
    """A table without lines: ``left`` millimetres, and the rest of the text width."""
    section = frame.sections[0]
    text_width = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    table = frame.add_table(rows, 2)
    table.autofit = False
    widths = (left, text_width - left)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for place in column.cells:
            place.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("w:cantSplit />"))
    properties = table._tbl.tblPr
    properties.find(qn("w:tblW")).set(qn("w:type"), "dxa")
    properties.find(qn("w:tblW")).set(qn("w:w"), str(twips(text_width)))
    properties.find(qn("w:tblLayout")).addnext(
        element(
            'w:tblCellMar ><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
            "</w:tblCellMar>"
        )
    )
    return table


def under(layout: Layout, component: Component) -> Lines:
    """What stands under a component: a rule, the characters of an ornament, or nothing."""
    look = layout.looks[component]
    if look.ornament:
        return [(look.ornament, "Bloc Ornament")]
    return [("", f"Bloc {look.rule.capitalize()} Rule")] if look.rule else []


def add_letterhead(frame: Document, layout: Layout) -> None:
    """Issuer and nation, number and date; under the number, the subject of a letter."""
    lines(frame, tag("if letterhead"))
    table = two_columns(frame, 4, float(layout.letterhead_column))
    cell(
        table.cell(0, 0),
        each("issuer[:-1]", "Bloc Parent"),
        each(
            "issuer[-1:]",
            "Bloc Issuer",
            then=under(layout, "issuer"),
            or_else=[("", "Bloc Issuer")],
        ),
    )
    cell(
        table.cell(0, 1),
        each("nation[:1]", "Bloc Nation", then=under(layout, "nation")),
        each("nation[1:]", "Bloc Motto", then=under(layout, "motto")),
        tag("if not nation"),
        [("", "Bloc Motto")],
        tag("endif"),
    )
    cell(table.cell(1, 0), [("{%tr if number or subject or place_date %}", "Bloc Tag")])
    cell(
        table.cell(2, 0),
        [("{{r number }}", "Bloc Number")],
        where("subject", ("{{r subject }}", "Bloc Subject")),
    )
    cell(table.cell(2, 1), [("{{r place_date }}", "Bloc Place and Date")])
    cell(table.cell(3, 0), [("{%tr endif %}", "Bloc Tag")])
    lines(frame, [("", "Bloc Spacer")], tag("endif"))


def add_opening(frame: Document, layout: Layout) -> None:
    """Type name and excerpt, addressees, legal bases."""
    excerpt = ("{{r excerpt }}", "Bloc Excerpt")
    lines(
        frame,
        tag("if type_name"),
        [("{{r type_name }}", "Bloc Type")],
        where("excerpt", excerpt, *under(layout, "excerpt"), ("", "Bloc Spacer")),
        tag("endif"),
        tag("if addressees|length == 1"),
        [("{{r addressee_label }} {{r addressees[0] }}", "Bloc Addressee")],
        tag("elif addressees"),
        [("{{r addressee_label }}", "Bloc Addressees Label")],
        each("addressees", "Bloc Addressees"),
        [("", "Bloc Spacer")],
        tag("endif"),
        each("bases", "Bloc Basis"),
    )


def add_foot(frame: Document, layout: Layout) -> None:
    """Recipients and signature, never torn apart by the end of a page."""
    lines(frame, tag("if foot"))
    table = two_columns(frame, 1, float(layout.foot_column))
    cell(
        table.cell(0, 0),
        [("{{r recipients_label }}", "Bloc Recipients Label")],
        each("recipients", "Bloc Recipients"),
    )
    cell(
        table.cell(0, 1),
        each("authority[:1]", "Bloc Authority"),
        each("authority[1:]", "Bloc Position"),
        where("authority", ("", "Bloc Signature Space")),
        where("post", ("{{r post }}", "Bloc Post")),
        [("{{r name }}", "Bloc Signature")],
    )
    lines(frame, [("", "Bloc End")], tag("endif"))


def add_annexes(frame: Document, layout: Layout) -> None:
    """The annexes, each on a page of its own.

    Where each counts its pages from 1 (Decree 30/2020, Annex I) it is a section of its own, else
    the page numbers run on and the style of the label begins the page.
    """
    lines(frame, tag("for annex in annexes"))
    if layout.annex_pages == "own":
        end = frame.add_paragraph(style="Bloc End")
        end._p.get_or_add_pPr().append(deepcopy(frame.sections[0]._sectPr))
    lines(
        frame,
        [("{{r annex.label }}", "Bloc Annex Label")],
        where("annex.title", ("{{r annex.title }}", "Bloc Annex Title")),
        where("annex.reference", ("{{r annex.reference }}", "Bloc Annex Reference")),
        [("{{p annex.body }}", TEXT_STYLE)],
        tag("endfor"),
    )


def official_frame(layout: Layout) -> Document:
    """A frame of an office: letterhead, opening, body, foot, annexes."""
    frame = new_frame(layout)
    add_letterhead(frame, layout)
    add_opening(frame, layout)
    lines(frame, [("{{p body }}", TEXT_STYLE)])
    add_foot(frame, layout)
    add_annexes(frame, layout)
    return frame


def plain_frame(layout: Layout) -> Document:
    """A news item or a speech: what it is, its headline and the text."""
    frame = new_frame(layout)
    lines(
        frame,
        where("type_name", ("{{r type_name }}", "Bloc Type")),
        where("excerpt", ("{{r excerpt }}", "Bloc Excerpt")),
        [("{{p body }}", TEXT_STYLE)],
    )
    add_annexes(frame, layout)
    return frame


def write(frame: Document, path: Path) -> None:
    """Write a frame without the time of writing."""
    saved = io.BytesIO()
    frame.save(saved)
    with zipfile.ZipFile(saved) as written, zipfile.ZipFile(path, "w") as fixed:
        for name in written.namelist():
            fixed.writestr(zipfile.ZipInfo(name), written.read(name), zipfile.ZIP_DEFLATED)


def make_frames(layouts: Sequence[Layout], folder: Path) -> None:
    """Every frame that the profiles name, from the first profile that names it."""
    first = {layout.word_frame: layout for layout in reversed(layouts)}
    for name, layout in first.items():
        make = official_frame if layout.is_official else plain_frame
        write(make(layout), folder / name)


if __name__ == "__main__":
    make_frames(read_layouts(places.LAYOUTS), Path(__file__).parent)
