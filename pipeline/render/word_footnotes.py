"""Footnotes: Word keeps them in a part of their own, with the lines that part them off."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from lxml import etree

from pipeline.render.word_body import Element, W, node
from pipeline.render.word_styles import footnote_styles

_SEPARATORS = (("-1", "separator"), ("0", "continuationSeparator"))


def move_footnotes(word: WordDocument) -> None:
    """Move the notes that stand beside their marks to the foot of the pages, in order."""
    marks = [mark for mark in word.element.body.iter(f"{{{W}}}footnoteReference") if len(mark)]
    if not marks:
        return
    text_style, mark_style = footnote_styles(word)
    notes = _notes(word)
    known = [int(one.get(f"{{{W}}}id", "0")) for one in notes]
    for key, mark in enumerate(marks, max(0, *known) + 1):
        mark.set(f"{{{W}}}id", str(key))
        run = mark.getparent()
        assert run is not None, "a mark stands in a run"
        run.insert(0, node("rPr", node("rStyle", val=mark_style)))
        own_mark = node("r", node("rPr", node("rStyle", val=mark_style)), node("footnoteRef"))
        space = node("t")
        space.text = " "
        space.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        content = [own_mark, node("r", space), *mark]
        said = node("p", node("pPr", node("pStyle", val=text_style)), *content)
        notes.append(node("footnote", said, id=str(key)))


def _notes(word: WordDocument) -> Element:
    """The notes of the file, with the separators that Word asks for."""
    found = next(
        (
            (key, relation.target_part)
            for key, relation in word.part.rels.items()
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES
        ),
        None,
    )
    if found is not None:
        key, old = found
        content = parse_xml(old.blob)
        del word.part.rels[key]
    else:
        content = parse_xml(f'<w:footnotes xmlns:w="{W}"/>')
        content.extend(_separator(key, kind) for key, kind in _SEPARATORS)
        _settle(word.settings.element)
    name = PackURI("/word/footnotes.xml")
    part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, content, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part.element  # type: ignore[no-any-return]


def _separator(key: str, kind: str) -> Element:
    line = node("spacing", after="0", line="240", lineRule="auto")
    return node("footnote", node("p", node("pPr", line), node("r", node(kind))), type=kind, id=key)


_AFTER = ("endnotePr", "compat", "docVars", "rsids", "themeFontLang", "decimalSymbol")


def _settle(settings: Element) -> None:
    """Name the separators in the settings, in the place that the file format prescribes."""
    named = node("footnotePr", *(node("footnote", id=key) for key, _ in _SEPARATORS))
    for child in settings:
        if etree.QName(child).localname in _AFTER:
            child.addprevious(named)
            return
    settings.append(named)
