"""What the paragraphs of a paper are for: the values that recognition gives to the rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.errors import Message, msg
from pipeline.lint.paper import Cell, Letters, Paper, Para, Piece, plain
from pipeline.lint.vocabulary import Kind
from pipeline.model.base import Language
from pipeline.model.layout import Component, Layout

Area = Literal["letterhead", "opening", "bases", "body", "foot", "annex"]

AREAS: dict[Area, Message] = {
    "letterhead": msg("letterhead"),
    "opening": msg("title and addressees"),
    "bases": msg("legal bases"),
    "body": msg("body"),
    "foot": msg("recipients and signature"),
    "annex": msg("annex"),
}

NAMES: dict[Component, Message] = {
    "nation": msg("name of the nation or of the Party"),
    "motto": msg("motto"),
    "parent": msg("superior body"),
    "issuer": msg("issuing body"),
    "number": msg("number of the paper"),
    "subject": msg("subject of the letter"),
    "place-date": msg("place and date"),
    "type-name": msg("name of the kind of paper"),
    "excerpt": msg("excerpt"),
    "addressee": msg("addressees"),
    "basis": msg("legal basis"),
    "chapter": msg("chapter"),
    "heading-1": msg("heading of the first level"),
    "heading-2": msg("heading of the second level"),
    "heading-3": msg("heading of the third level"),
    "body": msg("body text"),
    "item": msg("point of a list"),
    "table-head": msg("head of a table"),
    "table-text": msg("text of a table"),
    "table-caption": msg("caption of a table"),
    "figure-caption": msg("caption of a picture"),
    "note": msg("note"),
    "authority": msg("authority of the signer"),
    "position": msg("office of the signer"),
    "post": msg("office of the signer"),
    "signature": msg("name of the signer"),
    "recipients-label": msg("“Nơi nhận:”"),
    "recipients": msg("recipients"),
    "annex-label": msg("label of an annex"),
    "annex-title": msg("title of an annex"),
    "annex-reference": msg("reference under the title of an annex"),
    "page-number": msg("page number"),
}


@dataclass(frozen=True)
class Strip:
    """A line of a paragraph: the whole of it, or what a tab or a line break cuts off.

    ``column`` counts the parts of one line, and the cells of a table.
    """

    para: Para
    pieces: tuple[Piece, ...]
    whole: bool
    column: int

    @cached_property
    def text(self) -> str:
        """Its words, with the number that Word writes where it is the whole paragraph."""
        own = plain(self.typed)
        return ((self.para.label if self.whole else "") + own).strip()

    @property
    def cell(self) -> Cell | None:
        """Its place in a table."""
        return self.para.cell

    @cached_property
    def typed(self) -> str:
        """Its letters as they are typed."""
        return "".join(piece.text for piece in self.pieces)

    @cached_property
    def letters(self) -> tuple[Letters, ...]:
        """How its words look, each look once, in their order."""
        return tuple(dict.fromkeys(p.letters for p in self.pieces if _has_letters(p.text)))

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return bool(self.letters) and all(one.bold for one in self.letters)

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle."""
        return self.para.setting.align == "center"


def _has_letters(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


@dataclass(frozen=True, slots=True)
class Part:
    """A line with what it is for; ``number`` counts the paragraphs of its area from 1."""

    component: Component | None
    area: Area
    strip: Strip
    number: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.strip.text

    @property
    def place(self) -> Message:
        """Where it stands, for the user."""
        return msg("{area}, paragraph {number}", area=AREAS[self.area], number=self.number)


@dataclass(frozen=True)
class Case:
    """All that a rule may look at."""

    paper: Paper
    parts: tuple[Part, ...]
    layout: Layout
    language: Language
    kind: Kind | None

    def of(self, *components: Component) -> tuple[Part, ...]:
        """The parts that are for one of these."""
        return tuple(part for part in self.parts if part.component in components)

    def first(self, component: Component) -> Part | None:
        """The first of a component."""
        return next(iter(self.of(component)), None)

    @property
    def official(self) -> bool:
        """Whether it is a paper of an office, with a letterhead; news and speeches have none."""
        return self.layout.system not in {"press", "speech"}

    @property
    def is_record(self) -> bool:
        """Whether it is filled in by hand at the conference: minutes, ballots, sheets."""
        return self.kind is None or not self.kind.whole
