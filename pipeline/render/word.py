"""Word: a paper printed into its frame, an ordinary Word document with docxtpl tags.

The frame says how a paper looks; this room brings the words. Values never meet the template
language: they arrive as finished WordprocessingML, in which every character is itself.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx.opc.exceptions
from docx.document import Document as WordDocument
from docx.image.image import Image
from docx.oxml.ns import qn
from docx.shared import Emu, Mm
from docx.styles.style import BaseStyle, ParagraphStyle
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template
from jinja2 import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from pipeline.errors import Problem, RenderError, Source, TemplateError, msg
from pipeline.model.blocks import Block, Chart, Figure, Line, Run, plain
from pipeline.model.document import Document
from pipeline.render.charts import to_png
from pipeline.render.letterhead import balanced_document
from pipeline.render.photo import TALLEST_MM, photo
from pipeline.render.word_body import (
    CHAPTER_STYLE,
    STYLES,
    Element,
    Room,
    W,
    block_nodes,
    line_nodes,
)
from pipeline.render.word_checks import bad_pictures, unprintable, unprinted
from pipeline.render.word_close import set_closely
from pipeline.render.word_footnotes import move_footnotes
from pipeline.render.word_numbering import Lists
from pipeline.render.word_sections import (
    annex_mark,
    lay_on_side,
    set_annexes_on_side,
    text_width,
)
from pipeline.render.word_shapes import FULL_RULE, SHORT_RULE, fit_rules, watermark_run
from pipeline.render.word_styles import chapter_style

_LANGUAGES = {"vi": "vi-VN", "hi": "hi-IN", "en": "en-GB"}
_TALLEST = Mm(TALLEST_MM)
_EMU_PER_TWIP = 635
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)

_TAG_LANGUAGE = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
"""The language of the tags in a frame: a missing name is an error, a value is never markup.
Frames are files that people exchange, so their tags may reach nothing but the paper."""


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    return _TAG_LANGUAGE.from_string(source)


class _CompiledOnce(ImmutableSandboxedEnvironment):
    """Hands docxtpl each part of a frame compiled: compiling takes half the time of a letter."""

    def from_string(self, source: Any, *_: Any, **__: Any) -> Template:
        """The part of a frame as a template."""
        return _compiled(source)


def to_word(document: Document, frame: Path) -> bytes:
    """A paper as a Word file, printed into ``frame``. Same paper and frame, same bytes.

    Raises:
        MissingDependencyError: what draws its charts is not installed.
        TemplateError: the frame is no Word document, lacks a style, or has a broken tag.
        RenderError: the paper holds what Word cannot print, or the frame leaves words out.
    """
    _refuse(*unprintable(document), *bad_pictures(document))
    template = _open(frame)
    if document.close:
        set_closely(template.docx, document.layout)
    if document.landscape:
        lay_on_side(template.docx.element.body)
    styles = _style_ids(template.docx, frame)
    styles = {**styles, CHAPTER_STYLE: chapter_style(template.docx)}
    context = _context(document, template.docx, styles)
    try:
        template.render(context, _CompiledOnce())
    except (JinjaError, etree.XMLSyntaxError) as error:
        raise TemplateError(_broken_tag(frame, error)) from error
    word = template.docx
    move_footnotes(word)
    _fit_rules(word, styles)
    if not document.landscape:
        set_annexes_on_side(word.element.body, [annex.landscape for annex in document.annexes])
    _name(word, document)
    _refuse(*unprinted(word, document, frame))
    return _packed(word)


def _refuse(*problems: Problem) -> None:
    if problems:
        raise RenderError(*problems)


def _open(frame: Path) -> DocxTemplate:
    template = DocxTemplate(str(frame))
    try:
        template.init_docx()
    except (OSError, KeyError, ValueError, docx.opc.exceptions.PackageNotFoundError) as error:
        raise TemplateError(
            Problem(
                "frame-unreadable",
                msg("the frame is not a Word document"),
                Source(str(frame)),
                msg("Save it in Word as .docx, or take it again from templates/docx."),
            )
        ) from error
    return template


def _style_ids(word: WordDocument, frame: Path) -> Mapping[str, str]:
    """The style ids of a frame by name; it must have those that the body asks for."""
    styles = {str(style.name): style.style_id for style in word.styles}
    missing = [name for name in STYLES if name not in styles]
    if missing:
        raise TemplateError(
            Problem(
                "frame-without-style",
                msg("the frame lacks the styles {names}", names=", ".join(missing)),
                Source(str(frame)),
                msg("Copy them from a frame in templates/docx: Word, Manage Styles, Import."),
            )
        )
    return styles


def _broken_tag(frame: Path, error: Exception) -> Problem:
    """What is wrong with a tag of the frame, and the words near it."""
    near = " … ".join(text for text in map(str.strip, getattr(error, "docx_context", ())) if text)
    return Problem(
        "frame-tag",
        msg("a tag of the frame is broken: {reason} {near}", reason=str(error), near=near),
        Source(str(frame)),
        msg("Compare the tags in curly brackets with those of the frames in templates/docx."),
    )


def _context(
    document: Document, word: WordDocument, styles: Mapping[str, str]
) -> dict[str, object]:
    """What the tags of a frame may name. Every text is finished WordprocessingML."""
    document = balanced_document(document, document.layout)
    frame, signature = document.frame, document.frame.signature
    has_foot = bool(frame.recipients or signature)

    lists = Lists(word, f"{document.name} {document.language}")
    lists.link_headings(document.heading_numbers, styles, word.styles.element)

    def blocks(
        content: Sequence[Block], *, sideways: bool = False, signed: bool = False
    ) -> list[Element]:
        width = text_width(word.sections[0]._sectPr, sideways=sideways)

        def picture(figure: Figure | Chart) -> Element:
            return _picture(word, figure, width)

        room = Room(styles, width, picture)
        return block_nodes(content, lists.places(content), room, signed=signed)

    return {
        "letterhead": bool(
            frame.issuer or frame.nation or frame.number or frame.subject or frame.place_date
        ),
        "issuer": _lines(frame.issuer),
        "nation": _lines(frame.nation),
        "number": _line(frame.number),
        "subject": _line(frame.subject),
        "place_date": _line(frame.place_date),
        "type_name": _line(frame.type_name),
        "excerpt": _line(frame.excerpt),
        "addressee_label": _line(frame.addressee_label),
        "addressees": _lines(frame.addressees),
        "bases": _lines(frame.bases),
        "body": _markup(blocks(document.body, signed=has_foot)),
        "foot": has_foot,
        "recipients_label": _line(frame.recipients_label if frame.recipients else ()),
        "recipients": _lines(frame.recipients),
        "authority": _lines(signature.authority if signature else ()),
        "post": _line(signature.post if signature else ()),
        "name": _line(signature.name if signature else ()),
        "annexes": [
            {
                "label": _markup([start, *line_nodes(annex.label), end]),
                "title": _line(annex.title),
                "reference": _line(annex.reference),
                "body": _markup(
                    blocks(annex.blocks, sideways=annex.landscape and not document.landscape)
                ),
            }
            for number, annex in enumerate(document.annexes, 1)
            for start, end in [annex_mark(number)]
        ],
        "notices": [_line((Run(notice),)) for notice in document.notices],
        "watermark": _markup([watermark_run(document.watermark)] if document.watermark else []),
    }


def _lines(lines: Sequence[Line]) -> list[Markup]:
    return [_line(line) for line in lines]


def _line(line: Line) -> Markup:
    return _markup(line_nodes(line))


def _markup(nodes: Sequence[Element]) -> Markup:
    """Finished XML for a tag. docxtpl reads ``{_{`` as its own sign, so braces are written
    as references, and a value is never taken for a tag.
    """
    holder = etree.Element("holder", nsmap={"w": W})
    holder.extend(nodes)
    xml = etree.tostring(holder, encoding="unicode")
    inside = xml[xml.index(">") + 1 : xml.rindex("<")] if nodes else ""
    return Markup(inside.replace("{", "&#123;").replace("}", "&#125;"))


def _picture(word: WordDocument, figure: Figure | Chart, width: int) -> Element:
    """The drawing of a figure, as wide as the text at most, with its text alternative.

    ``width`` is that of the text in twips.

    A chart has the size in which its letters are readable; only photos are kept low.
    """
    if isinstance(figure, Chart):
        content = to_png(figure)
        image = Image.from_file(io.BytesIO(content))
        wide, high = image.width, image.height
        tallest = high
    else:
        assert figure.image is not None, "a figure without a picture prints its caption only"
        taken = photo(figure.image)
        content, wide, high, tallest = taken.content, Mm(taken.width), Mm(taken.height), _TALLEST
    scale = min(1.0, width * _EMU_PER_TWIP / wide, tallest / high)
    inline = word.part.new_pic_inline(
        io.BytesIO(content), Emu(round(wide * scale)), Emu(round(high * scale))
    )
    inline.docPr.set("descr", figure.alternative)
    return inline


def _fit_rules(word: WordDocument, styles: Mapping[str, str]) -> None:
    rules = {name: styles[name] for name in (FULL_RULE, SHORT_RULE) if name in styles}
    by_id = {style.style_id: style for style in word.styles}
    fit_rules(
        word.element.body,
        rules,
        lambda name: _size(word, by_id.get(name)),
        text_width(word.sections[0]._sectPr),
    )


def _size(word: WordDocument, style: BaseStyle | None) -> float:
    """The size of letters of a style, its own or that of the styles it stands on."""
    while isinstance(style, ParagraphStyle):
        if style.font.size is not None:
            return float(style.font.size.pt)
        style = style.base_style
    usual = word.styles.element.find(
        "/".join(qn(tag) for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr", "w:sz"))
    )
    return 10.0 if usual is None else int(usual.get(qn("w:val"))) / 2


def _name(word: WordDocument, document: Document) -> None:
    """File properties and language of the paper: no author, no dates, nothing of the frame."""
    properties = word.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    # Longer titles are refused by the file format's library; the paper prints the whole one.
    properties.title = document.title[:255]
    properties.subject = plain(document.frame.excerpt or document.frame.subject)[:255]
    properties.language = _LANGUAGES[document.language]
    named = (
        *word.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"),
        *word.settings.element.iterfind(qn("w:themeFontLang")),
    )
    for language in named:
        language.set(qn("w:val"), _LANGUAGES[document.language])


def _packed(word: WordDocument) -> bytes:
    """The file without the time of packing."""
    saved, fixed = io.BytesIO(), io.BytesIO()
    word.save(saved)
    with zipfile.ZipFile(saved) as written, zipfile.ZipFile(fixed, "w") as packed:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            packed.writestr(entry, written.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()
