"""A Word paper as it appears: paragraphs with their effective looks, sheets, page numbers.

Sizes and spaces are points, lengths millimetres. Nothing here knows what a paragraph is for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Alignment = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look, after every style has had its say."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of letters that look the same. ``devanagari`` letters have a font of their own."""

    text: str
    letters: Letters
    devanagari: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph stands on the page.

    ``line`` is a multiple of the single line where ``line_rule`` is auto, else points.
    """

    align: Alignment = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    line_rule: Literal["auto", "exact", "atLeast"] = "auto"
    keep_next: bool = False
    new_page: bool = False
    line_above: bool = False
    line_below: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a paragraph stands; ``width`` is that of its cell, 0 where not stated."""

    table: int
    row: int
    column: int
    columns: int
    width: float
    kept_whole: bool
    """The row may not be torn apart by the end of a page."""
    ruled: bool
    """The table has lines around its cells."""


@dataclass(frozen=True)
class Para:
    """A paragraph. ``index`` counts every paragraph of the file, as they stand in its XML."""

    index: int
    pieces: tuple[Piece, ...]
    setting: Setting
    label: str = ""
    """The number that Word itself writes before it."""
    cell: Cell | None = None
    section: int = 0
    drawn_lines: tuple[float, ...] = ()
    """Lengths of the lines drawn at it; 0 where a length is not known."""
    in_box: bool = False
    has_picture: bool = False

    @cached_property
    def raw(self) -> str:
        """Its letters as they are typed, without the number that Word writes."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def text(self) -> str:
        """Its words as a reader sees them: composed letters, plain spaces, its number before."""
        return (self.label + plain(self.raw)).strip()


def plain(text: str) -> str:
    """Composed letters, every space an ordinary one, nothing invisible."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


_SPACE = re.compile(r"\s")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\ufeff]")


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A page number in the head or foot of the pages."""

    place: Literal["header", "footer"]
    pages: Literal["first", "default", "even"]
    align: Alignment
    letters: Letters
    roman: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The pages of a section."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    own_first_page: bool
    begins_page: bool
    numbers: tuple[PageNumber, ...]
    starts_at: int | None

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    def numbers_on(self, pages: Literal["first", "default"]) -> tuple[PageNumber, ...]:
        """The page numbers that the first page shows, or the others."""
        wanted = "first" if pages == "first" and self.own_first_page else "default"
        return tuple(number for number in self.numbers if number.pages == wanted)


@dataclass(frozen=True, slots=True)
class Paper:
    """A Word file as read."""

    paragraphs: tuple[Para, ...]
    sheets: tuple[Sheet, ...]
    draft: bool
    """Every page says that it is a draft."""
