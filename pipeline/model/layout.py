"""Layout profiles: how the papers of an issuer look at a date, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from pipeline.model.base import Date, Fact, Number
from pipeline.model.facts import Capacity
from pipeline.model.report import Length

Component = Literal[
    "nation",
    "motto",
    "parent",
    "issuer",
    "number",
    "subject",
    "place-date",
    "type-name",
    "excerpt",
    "addressee",
    "basis",
    "chapter",
    "heading-1",
    "heading-2",
    "heading-3",
    "body",
    "item",
    "note",
    "byline",
    "footnote",
    "table-caption",
    "table-head",
    "table-text",
    "figure-caption",
    "authority",
    "position",
    "post",
    "signature",
    "recipients-label",
    "recipients",
    "annex-label",
    "annex-title",
    "annex-reference",
    "page-number",
]
"""A part of a paper that a layout gives its look."""


class Look(Fact):
    """How one component is set, and what the rule allows. Sizes and spaces are points, indents mm.

    ``sizes`` are the least and the greatest size of the rule; where it is absent, only ``size``.
    ``rule``: a line under it, as long as its words (``full``) or a third to a half (``short``).
    ``line`` is a multiple of the single line; ``at_least`` a least height of it in points.
    """

    size: Number
    sizes: tuple[Number, Number] | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    capitals: bool = False
    align: Literal["left", "center", "right", "both"] = "left"
    rule: Literal["full", "short"] | None = None
    ornament: str = Field("", description="characters on a line of their own under it: * or -----")
    left: Number = Decimal(0)
    first: Number = Field(Decimal(0), description="indent of the first line")
    before: Number = Decimal(0)
    after: Number = Decimal(0)
    line: Number = Decimal(1)
    at_least: Number = Decimal(0)
    reference: str = Field("", description="where the rule says so")


class Margin(Fact):
    """A margin of the page in millimetres: the one used, and those that the rule allows."""

    used: Number
    least: Number
    most: Number


class Page(Fact):
    """The sheet and its margins; all papers are A4, 210 x 297 mm."""

    top: Margin
    bottom: Margin
    left: Margin
    right: Margin


class Layout(Fact):
    """One layout profile: a row of ``templates/layouts.yaml``.

    One ``based_on`` another states only what differs; of ``looks``, only the components that do.
    """

    id: str = Field(description="name of the profile, e.g. party-2018")
    based_on: str | None = None
    system: str = Field(description="kind of issuer it is for: state, party, press or speech")
    valid_from: Date
    valid_to: Date | None = None
    verified: bool = Field(description="compared with the printed rule by a records clerk?")
    reference: str = Field(description="the rule it follows")
    text: str = Field(description="text template with the parts of the frame")
    word_frame: str = Field(description="file in templates/docx")
    page: Page
    looks: dict[Component, Look]
    letterhead_column: Number = Field(
        description="mm of issuer and number, left of nation and date"
    )
    foot_column: Number = Field(description="mm of the recipients, left of the signature")
    item_step: Number = Field(description="mm that each level of a list stands further in")
    pen_room: Number = Field(description="mm left for the signature and the seal")
    number: str = Field(
        description="how a number is written: {number} two digits at least, {type} abbreviation of "
        "the kind of paper, {issuer} symbol of the issuer"
    )
    letter_number: str = Field(description="the same of a letter, which has no type name")
    number_label: str = Field(description="what stands before a number: Số:")
    series: Literal["year", "type-and-term"] = Field(
        "year", description="numbers begin anew each year, or for each type in each term"
    )
    heading_numbers: tuple[str, ...] = Field(
        description="pattern per heading level; {I} Roman, {1} Arabic, {a} letter, {1.1} nested, "
        "{n} Arabic, counted through the whole paper"
    )
    annex_number: str = Field(description="pattern of an annex number: {I} or {1}")
    annex_pages: Literal["own", "running"] = Field(
        "own", description="whether the pages of each annex are counted from 1"
    )
    basis_marker: str = Field("", description="what each legal basis begins with")
    last_basis_mark: str = Field(description="mark after the last legal basis in Vietnamese")
    end_mark: str = Field(description="mark that ends a Vietnamese body instead of the full stop")
    lower_excerpt: bool = Field(description="does a Vietnamese excerpt begin with a small letter?")
    addressee_labels: dict[str, str] = Field(
        default_factory=dict,
        description="what stands before the addressees, by kind of paper (default: key “default”)",
    )
    authority: dict[Capacity, str] = Field(
        default_factory=dict, description="what stands before the office that a signer signs for"
    )
    deputy_signs_for: Literal["head", "body"] = Field(
        "head", description="for whom a deputy signs: for the head, or like the head for the body"
    )
    archive_label: str = Field("", description="what the last line of the recipients begins with")

    @property
    def is_official(self) -> bool:
        """Whether it is of an office, with letterhead and signature."""
        return self.system not in {"press", "speech"}

    @property
    def words(self) -> tuple[str, ...]:
        """The Vietnamese words of the profile, to be translated like those of the texts."""
        said = (self.number_label, self.archive_label)
        found = (*said, *self.addressee_labels.values(), *self.authority.values())
        return tuple(word for word in dict.fromkeys(found) if word)

    def holds_on(self, day: date) -> bool:
        """Whether the profile was in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class DocumentKind(Fact):
    """The head of a text template: what kind of paper it writes, and when.

    A kind that is not ``signed`` when the year is closed cites the law of its own day.
    A kind ``on_request`` is made only when it is asked for by name, never with all the others.
    One that is a ``projection`` says on every page that it tells what may come, not what is so.
    ``when`` and ``for_each`` are Jinja expressions over the same names as the text itself. A kind
    with ``for_each`` makes one paper for each entry, known in the text as ``each``; its file name
    ends in the text of ``name_ending``. Of a kind ``issued_by`` a unit that ending is the unit's
    id: the unit's own name, system, leader and symbol stand on the paper.
    """

    order: int = Field(description="place in lists; the first is where a reader begins")
    frame: Literal["official", "press", "speech"]
    issued_by: Literal["bloc", "unit"] = "bloc"
    landscape: bool = False
    numbering: Literal["sections", "articles"] = Field(
        "sections", description="headings as the layout says, or chapters, articles and clauses"
    )
    abbreviation: str | None = Field(None, description="abbreviation in the document number")
    length: Length = Field("full", description="which of the reports it tells from")
    signed: Literal["opening", "during", "closing"] = Field(
        "closing",
        description="at the beginning of the emulation year, on any day, or when it is closed",
    )
    on_request: bool = False
    projection: bool = False
    when: str
    for_each: str | None = None
    name_ending: str | None = None


class OwnFormHead(Fact):
    """What a clerk declares of an own Word form, in the file of the same name beside it."""

    title: str | None = Field(None, description="what lists call it; default: its file name")
    for_each: Literal["nominations", "units"] | None = Field(
        None, description="filled in for each of them, known as each; default: once for the year"
    )


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """A text template as read: its name, its head, its words and the line they begin on."""

    name: str
    kind: DocumentKind
    words: str
    first_line: int
