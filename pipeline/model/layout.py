"""Layout profiles: how the papers of an issuer look at a date, as data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from pipeline.model.base import Date, Fact
from pipeline.model.report import Length


class Layout(Fact):
    """One layout profile: a row of ``templates/layouts.yaml``."""

    id: str = Field(description="name of the profile, e.g. party-2018")
    system: str = Field(description="kind of issuer it is for: state, party or press")
    valid_from: Date
    valid_to: Date | None = None
    verified: bool = Field(description="compared with the printed rule by a records clerk?")
    reference: str = Field(description="the rule it follows")
    text: str = Field(description="text template with the parts of the frame")
    word_frame: str = Field(description="file in templates/docx")
    stylesheet: str = Field(description="file in templates/html")
    heading_numbers: tuple[str, ...] = Field(
        description="pattern per heading level; {I} Roman, {1} Arabic, {a} letter, {1.1} nested"
    )
    annex_number: str = Field(description="pattern of an annex number: {I} or {1}")
    basis_marker: str = Field("", description="what each legal basis begins with")
    last_basis_mark: str = Field(description="mark after the last legal basis in Vietnamese")
    end_mark: str = Field(description="mark that ends a Vietnamese body instead of the full stop")
    lower_excerpt: bool = Field(description="does a Vietnamese excerpt begin with a small letter?")

    def holds_on(self, day: date) -> bool:
        """Whether the profile was in force on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class DocumentKind(Fact):
    """The head of a text template: what kind of paper it writes, and when.

    A kind ``on_request`` is made only when it is asked for by name, never with all the others.
    One that is a ``projection`` says on every page that it tells what may come, not what is so.
    ``when`` and ``for_each`` are Jinja expressions over the same names as the text itself. A kind
    with ``for_each`` makes one paper for each entry, known in the text as ``each``; its file name
    ends in the text of ``name_ending``.
    """

    order: int = Field(description="place in lists; the first is where a reader begins")
    frame: Literal["official", "press"]
    abbreviation: str | None = Field(None, description="abbreviation in the document number")
    length: Length = Field("full", description="which of the reports it tells from")
    on_request: bool = False
    projection: bool = False
    when: str
    for_each: str | None = None
    name_ending: str | None = None


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """A text template as read: its name, its head, its words and the line they begin on."""

    name: str
    kind: DocumentKind
    words: str
    first_line: int
