"""A finished paper as a value: the one content that Word, HTML, PDF and Excel print.

Nothing here knows a file format. A :class:`Document` holds every word of the paper in reading
order; a renderer adds fonts and places, never words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pipeline.errors import Source
from pipeline.model.layout import Layout


class RunKind(StrEnum):
    """What a run of text is, so that a reviewer can tell words from facts and from gaps."""

    WORDS = "words"
    """Words of the template."""
    VALUE = "value"
    """A fact of the inputs, or a figure derived from facts; carries its sources."""
    GAP = "gap"
    """A fact that is missing, shown by its name."""
    BLANK = "blank"
    """A place left for the pen (number, date), as offices do."""
    UNTRANSLATED = "untranslated"
    """A text that exists in another language only, shown in that language and marked."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one kind and one look. ``text`` may hold line breaks (``\\n``).

    ``number`` is the exact figure that ``text`` shows, perhaps rounded; None where it shows none.
    """

    text: str
    kind: RunKind = RunKind.WORDS
    bold: bool = False
    italic: bool = False
    sources: tuple[Source, ...] = ()
    number: Decimal | None = None
    footnote: tuple[Run, ...] = ()
    """What the foot of the page says of this place; the text before it bears the mark."""


Line = tuple[Run, ...]
"""A line or paragraph of text: its runs in order."""


def plain(line: Line) -> str:
    """The text of a line without its looks."""
    return "".join(run.text for run in line)


class Role(StrEnum):
    """What a paragraph is for; each role is one paragraph style."""

    BODY = "body"
    ITEM = "item"
    """A list item: ``marker`` stands before it."""
    NOTE = "note"
    """Small print: photo credit, remark under a table."""
    BYLINE = "byline"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. ``level`` counts from 1; ``number`` is printed before it ("I. ", "1.2. ")."""

    level: int
    number: str
    content: Line

    @property
    def is_chapter(self) -> bool:
        """Whether its number stands on a line of its own, above the title: "Chương I"."""
        return self.number.endswith("\n")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. A list item has its ``marker`` ("- ", "a) ") and a ``level`` from 1."""

    content: Line
    role: Role = Role.BODY
    marker: str = ""
    level: int = 0

    @property
    def leads(self) -> bool:
        """Whether it announces the list or table that follows, and must not part from it."""
        return plain(self.content).endswith(":")


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``width`` is its share of the table's width; shares add up to 1."""

    title: Line
    align: Align
    width: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row; ``has_total`` says that the last row is the total.

    A ``landscape`` one stands on a page that lies on its side and so holds fewer rows.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: Line = ()
    has_total: bool = False
    landscape: bool = False

    @property
    def is_short(self) -> bool:
        """Whether it fills no more than about a third of a page, and so is not cut in two."""
        longest = (max((len(plain(cell)) for cell in row), default=0) for row in self.rows)
        most = _SHORT_ROWS_LANDSCAPE if self.landscape else _SHORT_ROWS
        return len(self.rows) <= most and sum(longest) <= _SHORT_TEXT


_SHORT_ROWS, _SHORT_ROWS_LANDSCAPE, _SHORT_TEXT = 12, 5, 900


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its caption. ``image`` is None where only the caption is known."""

    image: Path | None
    caption: Line
    alternative: str


class ChartKind(StrEnum):
    """How a chart shows its figures."""

    BARS = "bars"
    """A bar for each category, to compare them; every bar begins at nought."""
    LINES = "lines"
    """A line over the categories, which follow each other in time; a gap breaks it."""
    STRIP = "strip"
    """Whose each category was, which follow each other in time: a row for each name, with a box
    where it was so. Its points are names and have no number."""


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one bar or line in each category.

    A point is drawn by its ``number`` and labelled with its ``text``; one that was not stated has
    no number, and its text says so.
    """

    name: Line
    points: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures as a picture, with every word and number that it shows.

    ``reference`` is a figure that all are measured by, drawn as a line with its text beside it.
    """

    kind: ChartKind
    caption: Line
    categories: tuple[Line, ...]
    series: tuple[Series, ...]
    reference: Run | None = None

    @property
    def alternative(self) -> str:
        """All that the picture shows as one text, for who cannot see it."""
        said = []
        for series in self.series:
            names = map(plain, self.categories)
            pairs = zip(names, series.points, strict=True)
            points = "; ".join(f"{name}: {point.text}" for name, point in pairs)
            said.append(f"{plain(series.name)} - {points}" if series.name else points)
        if self.reference:
            said.append(self.reference.text)
        return ". ".join(said)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: authority lines ("TM. KHỐI THI ĐUA", "KHỐI TRƯỞNG"), post and name."""

    authority: tuple[Line, ...]
    post: Line
    name: Line

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is printed of it, above and below the pen's room."""
        return (*self.authority, *(line for line in (self.post, self.name) if line))

    @property
    def height(self) -> int:
        """How many lines it is printed on, the pen's room not counted."""
        return sum(plain(line).count("\n") + 1 for line in self.lines)


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signatures side by side, row by row, ``across`` in a row: of minutes, of a pact.

    A row is never torn apart, and the first is never parted from the text before it.
    """

    signatures: tuple[Signature, ...]
    across: int

    @property
    def rows(self) -> tuple[tuple[tuple[Signature, int], ...], ...]:
        """Each row: the signatures, with how many lines each has less than the highest over the
        pen's room. So many are left free, that the names stand on one line.
        """
        rows = [
            self.signatures[start : start + self.across]
            for start in range(0, len(self.signatures), self.across)
        ]
        highest = [max(one.height for one in row) for row in rows]
        return tuple(
            tuple((one, high - one.height) for one in row)
            for row, high in zip(rows, highest, strict=True)
        )


Block = Heading | Paragraph | Table | Figure | Chart | Signatures


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


Paper = Document | FilledForm
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


def block_lines(block: Block) -> Iterator[Line]:
    """The lines of a block in reading order, numbers and markers included."""
    match block:
        case Heading():
            yield (Run(block.number), *block.content)
        case Paragraph():
            yield (Run(block.marker), *block.content)
        case Table():
            if block.caption:
                yield block.caption
            yield from (column.title for column in block.columns)
            for row in block.rows:
                yield from row
        case Figure() | Chart():
            yield block.caption
        case Signatures():
            for signature in block.signatures:
                yield from signature.lines


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
