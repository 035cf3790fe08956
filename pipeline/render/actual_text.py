"""The text layer of a PDF for scripts whose glyphs do not stand one for one for letters.

WeasyPrint keeps one text for each glyph, the first it met. In Devanagari a glyph means different
letters in different words, and is drawn in another order than it is read: the page looks right,
but searching, copying and reading aloud give nonsense. Each piece of such text is therefore
written inside marked content that says its letters (``ActualText``, ISO 32000-1, 14.9.4).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from functools import cache
from typing import Any

from pipeline.errors import Problem, RenderError, msg

DRAW_SIGNATURE = ("stream", "textbox", "text_overflow", "block_ellipsis", "matrix")
"""The parameters of WeasyPrint's ``draw_first_line`` that the repair was written for."""

_COMPLEX = re.compile(r"[^\u0000-\u036f\u1e00-\u1eff\u2000-\u20cf]")
"""A letter outside Latin (with Vietnamese), combining marks, punctuation and currency signs."""

_NO_LETTER = b"<>"


@cache
def install() -> None:
    """Make WeasyPrint, in this process, write the letters of complex scripts with their glyphs."""
    from weasyprint.draw import text as drawing  # noqa: PLC0415 - loads Pango
    from weasyprint.pdf import pydyf  # noqa: PLC0415 - loads Pango

    draw_glyphs = drawing.draw_first_line
    known(draw_glyphs, DRAW_SIGNATURE)

    def draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        """Draw one line of text, with its letters where the glyphs cannot tell them."""
        if not _COMPLEX.search(textbox.text):
            return draw_glyphs(stream, textbox, *rest)
        letters = pydyf.Dictionary({"ActualText": pydyf.String(textbox.text)})
        stream.begin_marked_content("Span", letters)
        try:
            return draw_glyphs(stream, textbox, *rest)
        finally:
            stream.end_marked_content()

    drawing.draw_first_line = draw_first_line


def name_every_glyph(pdf: Any) -> None:
    """Give glyphs that tell no letter one without width, before the file is written.

    Where several glyphs draw one letter, WeasyPrint gives it to the first and leaves the others
    without any; a font must tell a letter for each (ISO 14289-1, 7.21.7).
    """
    for font in pdf.objects:
        if isinstance(font, dict) and "ToUnicode" in font:
            letters = pdf.objects[int(font["ToUnicode"].split()[0])].stream
            letters[:] = [
                line[: -len(_NO_LETTER)] + b"<200b>"
                if isinstance(line, bytes) and line.endswith(_NO_LETTER)
                else line
                for line in letters
            ]


def known(function: Callable[..., Any], parameters: tuple[str, ...]) -> None:
    """See that a function of WeasyPrint takes what the wrapper round it was written for.

    Raises:
        RenderError: it does not; another version of the library is installed.
    """
    if tuple(inspect.signature(function).parameters) != parameters:
        raise RenderError(
            Problem(
                "text-layer",
                msg("The installed WeasyPrint draws text in a way this program does not know."),
                hint=msg("Install the version of WeasyPrint that requirements.lock names."),
            )
        )
