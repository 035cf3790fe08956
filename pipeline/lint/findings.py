"""What a rule finds, and how it may be mended."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import Message, Severity
from pipeline.lint.paper import Alignment
from pipeline.model.layout import Component


@dataclass(frozen=True, slots=True)
class SetLetters:
    """Give all words of a paragraph one look; what is None stays as it is."""

    paragraph: int
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """Set a paragraph's alignment, first line (millimetres) or space after (points)."""

    paragraph: int
    align: Alignment | None = None
    first: float | None = None
    after: float | None = None
    keep_next: bool | None = None


@dataclass(frozen=True, slots=True)
class KeepRow:
    """Keep the table row in which a paragraph stands on one page."""

    paragraph: int


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Put other letters into a paragraph; places count its letters as typed, from 0."""

    paragraph: int
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class SetPage:
    """Set paper size or margins of a section, in millimetres."""

    section: int
    side: str
    millimetres: float


@dataclass(frozen=True, slots=True)
class HideFirstNumber:
    """Give a section a first page of its own, whose head and foot are empty."""

    section: int


Mend = SetLetters | SetParagraph | KeepRow | Rewrite | SetPage | HideFirstNumber


@dataclass(frozen=True, slots=True)
class Finding:
    """One deviation of a paper from its layout.

    ``rule`` is the rule's id, ``article`` where it stands, ``verified`` whether somebody has
    compared it with the print. ``mends`` are empty where only a person can mend it.
    """

    rule: str
    component: Component | None
    place: Message
    text: str
    message: Message
    hint: Message
    article: str
    verified: bool
    severity: Severity
    mends: tuple[Mend, ...] = ()
