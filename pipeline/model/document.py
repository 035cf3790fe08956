"""A finished paper as a value: the one content that Word, HTML, PDF and Excel print.

Nothing here knows a file format. A :class:`Document` holds every word of the paper in reading
order; a renderer adds fonts and places, never words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pipeline.errors import Source
from pipeline.model.blocks import Block, Chart, Heading, Line, Paragraph, Signature, block_lines
from pipeline.model.layout import Layout


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex: begins on a page of its own, numbered by the layout.

    A ``landscape`` one lies on its side, for a wide table.
    """

    label: Line
    title: Line
    reference: Line
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the body of an official paper, in reading order.

    Any part may be empty: a paper prints only the parts it has. ``issuer`` holds the lines at
    the top left (parent body, then issuing body), ``nation`` those at the top right. A letter
    has no ``type_name`` and no ``excerpt``; what it is about stands under its number: ``subject``.
    """

    issuer: tuple[Line, ...] = ()
    nation: tuple[Line, ...] = ()
    number: Line = ()
    subject: Line = ()
    place_date: Line = ()
    type_name: Line = ()
    excerpt: Line = ()
    addressee_label: Line = ()
    addressees: tuple[Line, ...] = ()
    bases: tuple[Line, ...] = ()
    recipients_label: Line = ()
    recipients: tuple[Line, ...] = ()
    signature: Signature | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact a paper needs and the inputs do not state.

    ``by_hand``: left blank for the pen, as offices do with number and date; it does not keep a
    paper from being final. ``known``: how a name is spelled in a language that the paper is not in.
    ``key``: the key of the inputs that states the fact, ``issuer.place``; empty where many do.
    """

    label: str
    source: Source | None
    by_hand: bool = False
    known: str | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A paper, complete.

    Attributes:
        kind: name of its text template, e.g. ``summary-report``.
        name: file name without ending, e.g. ``nomination-letter-government-flag``.
        language: ``vi``, ``hi`` or ``en``.
        layout: the layout profile that it is set by.
        title: plain title for file properties and lists.
        frame: what stands around the body.
        body: headings, paragraphs, tables and figures in order.
        annexes: each on its own page.
        notices: lines every page shows (made-up data, unofficial translation); may be empty.
        watermark: the word across every page of a draft; empty for a final paper.
        gaps: what is missing in it.
        untranslated: places of the texts that exist in another language only.
        unsaid: words of the template without a translation.
        close: whether it is set closely, for it is meant for one page.
        landscape: whether its pages lie on their side.
        heading_numbers: the patterns that the numbers of its headings follow, from level 1, as in
            ``Layout``; a number that ends its line stands above its heading.
    """

    kind: str
    name: str
    language: str
    layout: Layout
    title: str
    frame: Frame
    body: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    notices: tuple[str, ...] = ()
    watermark: str = ""
    gaps: tuple[Gap, ...] = ()
    untranslated: tuple[Source, ...] = ()
    unsaid: tuple[str, ...] = ()
    close: bool = False
    landscape: bool = False
    heading_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A clerk's own Word form, filled in. It is a Word file, and its words are not ours.

    ``kind`` is the name of the form; the rest is as in :class:`Document`.
    """

    kind: str
    name: str
    language: str
    title: str
    content: bytes
    gaps: tuple[Gap, ...] = ()
    untranslated: tuple[Source, ...] = ()
    unsaid: tuple[str, ...] = ()


Printable = Document | FilledForm
"""A paper of the year, whoever wrote its words."""


def parts_of(document: Document) -> Iterator[tuple[tuple[Line, ...], tuple[Block, ...]]]:
    """The body, then each annex: the lines that head it, and its blocks."""
    yield (), document.body
    for annex in document.annexes:
        yield (annex.label, annex.title), annex.blocks


def charts_of(document: Document) -> Iterator[Chart]:
    """The charts of a document in reading order."""
    for _, blocks in parts_of(document):
        yield from (block for block in blocks if isinstance(block, Chart))


def without_charts(document: Document) -> Document:
    """The document as it is where charts cannot be drawn."""
    return _with_blocks(
        document, lambda blocks: tuple(one for one in blocks if not isinstance(one, Chart))
    )


def without_numbers(document: Document) -> Document:
    """The document as it is where whoever opens it counts headings and items, as Word does."""

    def bare(block: Block) -> Block:
        match block:
            case Heading():
                return replace(block, number="")
            case Paragraph():
                return replace(block, marker="")
        return block

    return _with_blocks(document, lambda blocks: tuple(map(bare, blocks)))


def _with_blocks(
    document: Document, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> Document:
    annexes = tuple(replace(annex, blocks=change(annex.blocks)) for annex in document.annexes)
    return replace(document, body=change(document.body), annexes=annexes)


def document_lines(document: Document) -> Iterator[Line]:
    """Every line of a document in reading order, as all three formats must print them.

    The two halves of the letterhead and of the foot stand side by side and are read
    left before right, row by row. Footnotes come last, in the order of their marks.
    """
    yield from page_lines(document)
    yield from notes_of(document)


def notes_of(document: Document) -> Iterator[Line]:
    """The footnotes of a document in the order of their marks."""
    for line in page_lines(document):
        yield from (run.footnote for run in line if run.footnote)


def page_lines(document: Document) -> Iterator[Line]:
    """The lines of a document without its footnotes."""
    frame = document.frame
    yield from frame.issuer
    yield from frame.nation
    yield from (line for line in (frame.number, frame.subject, frame.place_date) if line)
    yield from (line for line in (frame.type_name, frame.excerpt) if line)
    if frame.addressees:
        yield frame.addressee_label
        yield from frame.addressees
    yield from frame.bases
    for block in document.body:
        yield from block_lines(block)
    if frame.recipients:
        yield frame.recipients_label
        yield from frame.recipients
    if frame.signature:
        yield from frame.signature.lines
    for annex in document.annexes:
        yield from (line for line in (annex.label, annex.title, annex.reference) if line)
        for block in annex.blocks:
            yield from block_lines(block)
