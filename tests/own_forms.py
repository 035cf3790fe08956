"""Word forms as clerks make them, for the tests of filling them in."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from folders import SAMPLE, write_folder

from pipeline import places
from pipeline.build import Order, study
from pipeline.build.study import Study
from pipeline.collect import read_layouts, read_text_templates
from pipeline.errors import Problem
from pipeline.render.material import Material
from pipeline.render.texts import Texts
from pipeline.word_forms.checking import CheckedForm, check_form
from pipeline.word_forms.filling import fill
from pipeline.word_forms.names import ForEach
from pipeline.word_forms.package import read_form
from pipeline.word_forms.papers import names_of_a_form
from pipeline.words import catalog


def written(*paragraphs: str, change: Callable[[WordDocument], Any] = lambda _: None) -> bytes:
    """A form with these paragraphs, then changed."""
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    change(word)
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def with_table(*rows: Sequence[str]) -> Callable[[WordDocument], Any]:
    """A change that adds a table of these texts."""

    def add(word: WordDocument) -> None:
        table = word.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return add


def checked(content: bytes, for_each: ForEach | None = None) -> CheckedForm:
    return check_form(read_form(content, "mau.docx"), for_each)


def problems(*paragraphs: str, **more: Any) -> list[Problem]:
    return list(checked(written(*paragraphs, **more)).problems)


def material_of(done: Study) -> Material:
    texts = Texts(places.TEXTS, read_text_templates(places.TEXTS))
    layouts = read_layouts(places.LAYOUTS)
    return Material(done.dossier, done.summary, done.decisions, done.rules, texts, layouts)


@cache
def sample() -> Material:
    return material_of(study(SAMPLE, Order(("vi",), ("news-release",))))


def facts_of(place: Path, files: dict[str, str]) -> Material:
    """What a small folder gives to fill forms in with."""
    return material_of(study(write_folder(place, files), Order(("vi",), ("news-release",))))


def names(material: Material) -> dict[str, Any]:
    return names_of_a_form(material, catalog(places.LOCALES, "documents", "vi"), "mau", None)


def filled(content: bytes, material: Material | None = None) -> bytes:
    form = checked(content)
    assert form.problems == ()
    return fill(form, names(material or sample()))


def lines(content: bytes) -> list[str]:
    """The paragraphs of the text of a Word file, those of tables and text boxes too."""
    word = docx.Document(io.BytesIO(content))
    signs = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return [
        "".join(signs.get(str(one.tag)) or one.text or "" for one in p.iter(qn("w:t"), *signs))
        for p in word.element.body.iter(qn("w:p"))
    ]
