"""What a paper is made of: runs of text, headings, paragraphs, tables, pictures, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from pipeline.errors import Source


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
