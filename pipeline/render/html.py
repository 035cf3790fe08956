"""A document as one HTML file: what a reviewer reads on screen, and what the PDF is printed from.

The words come from the :class:`~pipeline.model.document.Document` alone, in the order of
``document_lines``; the look comes from the style sheet and the layout profile. Values are text,
never markup.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from pipeline.errors import Problem, RenderError, Source, TemplateError, msg
from pipeline.model.blocks import Chart, Figure, Line, Run, RunKind, plain
from pipeline.model.document import Document, charts_of, document_lines
from pipeline.render.charts import to_png
from pipeline.render.close import closely
from pipeline.render.keeping import ending
from pipeline.render.letterhead import balanced_document
from pipeline.render.look_css import look_css
from pipeline.render.photo import NOT_A_PICTURE, photo

_LINE_BREAK = re.compile(r"(\r\n|\r|\n)")

_NOT_IN_HTML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Control characters: HTML has no way to write them, and readers drop them in silence."""

_SPACES_HTML_DROPS = re.compile(r"(?<![^\r\n])[ \t]+|[ \t]{2,}|\t")
"""Spaces at the start of a line, and more than one together: HTML would drop or join them."""


def to_html(document: Document, frames: Path) -> str:
    """The document as one self-contained HTML5 text: styles inside, pictures as data.

    ``document.html`` and ``document.css`` stand in the folder ``frames``; the figures of the look
    come from the layout of the document.

    Raises:
        MissingDependencyError: what draws its charts is not installed.
        RenderError: a picture cannot be printed, or a text holds control characters.
    """
    if problems := tuple(_control_characters(document)):
        raise RenderError(*problems)
    layout = closely(document.layout) if document.close else document.layout
    balanced = balanced_document(document, layout)
    values = {
        "document": balanced,
        "frame": balanced.frame,
        "layout": layout,
        "style": Markup(_style(frames / "document.css") + look_css(layout, document.language)),
    }
    return fill_page(frames / "document.html", values)


def fill_page(page: Path, values: Mapping[str, object]) -> str:
    """The HTML template ``page`` with its values.

    Raises:
        TemplateError: the template is absent, broken, or prints what it was not given.
    """
    try:
        return _templates(page.parent).get_template(page.name).render(values)
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None) or 0
        raise TemplateError(
            Problem(
                "html-template",
                msg("the HTML template fails: {detail}", detail=error),
                Source(f"html/{page.name}", line),
            )
        ) from error


def _style(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise TemplateError(
            Problem(
                "html-template",
                msg("the file cannot be read: {reason}", reason=error.strerror or error),
                Source(f"html/{path.name}"),
            )
        ) from error


def _control_characters(document: Document) -> Iterator[Problem]:
    """The control characters in the lines of a document and in what its charts show."""
    charted = ((Run(chart.alternative),) for chart in charts_of(document))
    for line in (*document_lines(document), *charted):
        for run in line:
            if found := _NOT_IN_HTML.search(run.text):
                yield Problem(
                    "control-character",
                    msg(
                        "The text “{text}” holds a control character (U+{code}).",
                        text=_NOT_IN_HTML.sub("�", run.text),
                        code=f"{ord(found[0]):04X}",
                    ),
                    run.sources[0] if run.sources else None,
                    msg("Delete it in the inputs and type the text anew."),
                )


@lru_cache(maxsize=8)
def _templates(folder: Path) -> jinja2.Environment:
    """The templates of a folder, each compiled once, and again when its file has changed."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        as_run=Run,
        block_name=_block_name,
        css_string=_css_string,
        drawn=_drawn,
        ending=ending,
        picture=_picture,
        plain=plain,
        stretches=_stretches,
    )
    return environment


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A run as HTML writes it: its class, and its text in parts that each print one way."""

    run: Run
    css_class: str
    parts: tuple[tuple[str, bool], ...]
    """Texts; True with those whose spaces must be kept. A line break is a part of its own."""


def _stretches(line: Line) -> Iterator[_Stretch]:
    """The runs of a line, cut so that no space and no line break is lost in HTML.

    Spaces are judged over the whole line, because two runs may meet with a space each.
    """
    text = plain(line)
    kept = [match.span() for match in _SPACES_HTML_DROPS.finditer(text)]
    start = 0
    for run in line:
        end = start + len(run.text)
        if run.text or run.footnote:
            yield _Stretch(run, _css_class(run), tuple(_parts(text, start, end, kept)))
        start = end


def _parts(
    text: str, start: int, end: int, kept: list[tuple[int, int]]
) -> Iterator[tuple[str, bool]]:
    """``text[start:end]`` cut at line breaks and at the spaces to keep."""
    position = start
    for first, last in kept:
        first, last = max(first, start), min(last, end)  # noqa: PLW2901 - the part inside the run
        if first < last:
            yield from _lines(text[position:first])
            yield text[first:last], True
            position = last
    yield from _lines(text[position:end])


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """A text and its line breaks as parts."""
    for part in _LINE_BREAK.split(text):
        if part:
            yield "\n" if _LINE_BREAK.fullmatch(part) else part, False


def _css_class(run: Run) -> str:
    """The class a reviewer sees the run by; words of the template have none."""
    if run.kind is RunKind.WORDS:
        return "value" if run.sources else ""
    return str(run.kind)


def _css_string(lines: tuple[str, ...]) -> Markup:
    """Lines as one CSS string; every character but plain letters is written as its number."""
    text = "\n".join(lines)
    letters = (c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)
    return Markup(f'"{"".join(letters)}"')


def _block_name(block: object) -> str:
    """The name of the template's macro for a block: its class in lower case."""
    return type(block).__name__.lower()


def _drawn(chart: Chart) -> str:
    """The picture of a chart as a ``data:`` address."""
    return _data("image/png", to_png(chart))


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _picture(figure: Figure) -> str:
    """The picture of a figure as a ``data:`` address; as it is printed."""
    path = figure.image
    assert path is not None, "a figure without a picture prints its caption only"
    try:
        taken = photo(path)
    except NOT_A_PICTURE as error:
        raise RenderError(
            Problem(
                "picture-format",
                msg("This file is not a picture that can be printed."),
                Source(path.as_posix()),
                msg("Save the picture as JPEG or PNG."),
            )
        ) from error
    except OSError as error:
        raise RenderError(
            Problem(
                "picture-unreadable",
                msg("The picture cannot be read: {reason}.", reason=error.strerror or error),
                Source(path.as_posix()),
                msg("Put the picture there, or take it out of the inputs."),
            )
        ) from error
    return _data(taken.kind, taken.content)
