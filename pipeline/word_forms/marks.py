"""What every page of a draft or of made-up data says, put into the heads and feet of a form."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.section import _Footer, _Header

from pipeline.render.word_shapes import watermark_run
from pipeline.word_forms.package import packed

Margin = _Header | _Footer


def marked(content: bytes, watermark: str, notices: Sequence[str]) -> bytes:
    """A filled form with the watermark across each page and the notices at its foot."""
    if not watermark and not notices:
        return content
    word = docx.Document(io.BytesIO(content))
    if watermark:
        for header in _margins(word, "header"):
            _first_paragraph(header)._p.append(watermark_run(watermark))
    for notice in notices:
        for footer in _margins(word, "footer"):
            footer.add_paragraph(notice)
    target = io.BytesIO()
    word.save(target)
    with zipfile.ZipFile(target) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def _margins(word: WordDocument, which: str) -> Iterator[Margin]:
    """Each head or foot that pages of the form show; made where there is none yet."""
    both_sides = word.settings.odd_and_even_pages_header_footer
    kinds: tuple[tuple[str, Callable[[Any], bool]], ...] = (
        (which, lambda _: True),
        (f"first_page_{which}", lambda section: section.different_first_page_header_footer),
        (f"even_page_{which}", lambda _: both_sides),
    )
    for name, shown in kinds:
        begun = False
        for section in word.sections:
            margin: Margin = getattr(section, name)
            if not shown(section) and margin.is_linked_to_previous:
                continue
            if margin.is_linked_to_previous and begun:
                continue
            margin.is_linked_to_previous = False
            begun = True
            yield margin


def _first_paragraph(margin: Margin) -> Any:
    return margin.paragraphs[0] if margin.paragraphs else margin.add_paragraph()
