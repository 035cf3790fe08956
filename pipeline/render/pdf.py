"""PDF from the very HTML that the reviewer read.

The page must be right or there is no page: whatever the engine complains about, a font that was
replaced in silence, a letter that no font has, is an error here.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, NamedTuple

from pipeline.errors import MissingDependencyError, Problem, RenderError, msg
from pipeline.render import actual_text, pdf_tags
from pipeline.render.pdf_archive import Carried, carry, claim_both
from pipeline.render.read_aloud import unreadable

_PICTURE_DATA = re.compile(r"data:[^\s'\"]{40,}")
"""A picture in the address of a complaint: megabytes that say nothing."""

PDF_VARIANT = "pdf/a-3b"
"""For archives; that it is also tagged for screen readers, and says so, is added to it."""


class Script(NamedTuple):
    """A script the papers are written in, and the fonts that may draw it."""

    name: str
    ranges: tuple[tuple[str, str], ...]
    families: tuple[str, ...]

    def has(self, letter: str) -> bool:
        """Whether ``letter`` belongs to the script."""
        return any(first <= letter <= last for first, last in self.ranges)


SCRIPTS = (
    Script(
        "Latin",
        (("A", "Z"), ("a", "z"), ("À", "Ö"), ("Ø", "ö"), ("ø", "ɏ"), ("Ḁ", "ỿ")),
        ("Tinos", "Times New Roman"),
    ),
    # Danda and double danda (U+0964, U+0965) are shared by the scripts of India.
    Script("Devanagari", (("ऀ", "ॣ"), ("०", "ॿ")), ("Noto Serif Devanagari",)),
)
"""The prescribed face is Times New Roman (Decree 30/2020/ND-CP, Annex I); Tinos has its measures.
Each first family covers its script wholly, so another family means that it is not installed."""


def to_pdf(html: str, carried: tuple[Carried, ...] = ()) -> bytes:
    """The printed pages of a self-contained HTML text; the same text gives the same bytes.

    The file is PDF/A-3b and PDF/UA-1, and has ``carried`` inside.

    Raises:
        MissingDependencyError: Pango or a font that the papers need is not installed.
        RenderError: the engine complained, a letter cannot be printed, or the page cannot be
            read aloud.
    """
    weasyprint = _engine()
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - loads Pango

    def finish(_pages: Any, pdf: Any) -> None:
        actual_text.name_every_glyph(pdf)
        pdf_tags.complete(pdf)
        carry(pdf, carried)
        claim_both(pdf)

    variant = {"pdf_variant": PDF_VARIANT, "pdf_tags": True}
    with _complaints() as records:
        page = weasyprint.HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",)))
        if untold := tuple(unreadable(page.etree_element)):
            raise RenderError(*untold)
        pages = page.render(font_config=_fonts(), **variant)
        content: bytes = pages.write_pdf(finisher=finish, **variant)
    fonts = tuple(pages.fonts.values())
    wrong_fonts = tuple(_wrong_fonts(fonts))
    if problems := (*wrong_fonts, *_missing_letters(fonts), *_logged(records)):
        raise (MissingDependencyError if wrong_fonts else RenderError)(*problems)
    return content


@cache
def _engine() -> Any:
    """WeasyPrint, loaded when first needed, with the text layer repaired."""
    try:
        import weasyprint  # noqa: PLC0415 - loads native libraries
    except OSError as error:
        raise MissingDependencyError(
            Problem(
                "pango-missing",
                msg("PDF needs the Pango library, which cannot be loaded: {reason}", reason=error),
                hint=msg(
                    "Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
                    "libharfbuzz-subset0. Windows, macOS: see the installation page of WeasyPrint."
                ),
            )
        ) from error
    actual_text.install()
    pdf_tags.install()
    return weasyprint


@cache
def _fonts() -> Any:
    """The fonts of the system, gathered once for all papers of the process."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - loads Pango

    return FontConfiguration()


class _Complaints(logging.Handler):
    """Keeps what the engine says in this thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = threading.get_ident()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.records.append(record)


@contextmanager
def _complaints() -> Iterator[list[logging.LogRecord]]:
    """The warnings and errors that the engine logs meanwhile."""
    logger = logging.getLogger("weasyprint")
    handler = _Complaints()
    logger.addHandler(handler)
    try:
        yield handler.records
    finally:
        logger.removeHandler(handler)


def _wrong_fonts(fonts: Iterable[Any]) -> Iterator[Problem]:
    """Scripts that were drawn by another font than theirs, or by none."""
    for font in fonts:
        missing = {chr(codepoint) for codepoint in font.missing}
        drawn = {letter for text in font.to_unicode.values() for letter in text}
        for script in SCRIPTS:
            wrong = missing if font.family in script.families else missing | drawn
            if any(script.has(letter) for letter in wrong):
                yield Problem(
                    "font-missing",
                    msg(
                        "The font {family} is not installed; {script} letters cannot be printed.",
                        family=script.families[0],
                        script=script.name,
                    ),
                    hint=msg("Debian, Ubuntu: sudo apt-get install fonts-croscore fonts-noto-core"),
                )


def _missing_letters(fonts: Iterable[Any]) -> Iterator[Problem]:
    """Characters that no installed font has."""
    for font in fonts:
        for codepoint in font.missing:
            yield Problem(
                "letter-missing",
                msg(
                    "No installed font has the character {character} (U+{code}).",
                    character=chr(codepoint),
                    code=f"{codepoint:04X}",
                ),
                hint=msg("Write it otherwise in the inputs, or install a font that has it."),
            )


def _logged(records: Iterable[logging.LogRecord]) -> Iterator[Problem]:
    """What else the engine complained about."""
    for record in records:
        # Missing glyphs are told by their characters above.
        if record.funcName != "draw_first_line":
            yield Problem(
                "pdf-engine",
                msg(
                    "The PDF engine complained: {complaint}",
                    complaint=_PICTURE_DATA.sub("data:…", record.getMessage()),
                ),
            )
