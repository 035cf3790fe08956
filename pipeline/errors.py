"""What can go wrong, said so that the person who must mend it can.

Everything wrong with inputs, templates or outputs is one kind of value, :class:`Problem`.
Exceptions carry problems to the edge of the program, and each family knows its exit code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Protocol, runtime_checkable


class ExitCode(IntEnum):
    """How ``bloc`` ends. The numbers are documented and stay as they are."""

    OK = 0
    BUG = 1
    USAGE = 2
    INPUTS = 3
    INCOMPLETE = 4
    TEMPLATE = 5
    RENDER = 6
    OUTPUT = 7
    MISSING_DEPENDENCY = 8
    PARTLY = 9
    INTERRUPTED = 130


class Severity(StrEnum):
    """How much a problem weighs: an error stops the work, what is missing keeps a paper a draft,
    a warning does neither. A notice is to be known, but no change of the inputs would mend it.
    """

    ERROR = "error"
    MISSING = "missing"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Spot:
    """A paragraph of a Word file, as its reader finds it; everything counts from 1.

    ``story`` is what it belongs to beside the text itself: head or foot of the page, notes. Each
    of ``cells`` is a table, row and cell around it, the outermost first; ``paragraph`` counts in
    the innermost, or in the story, where tables are not counted in.
    """

    story: str = ""
    cells: tuple[tuple[int, int, int], ...] = ()
    paragraph: int = 0
    in_text_box: bool = False

    @property
    def message(self) -> Message:
        """The place in words."""
        said = [_STORIES[self.story]] if self.story else []
        for table, row, cell in self.cells:
            said.append(
                msg("table {table}, row {row}, cell {cell}", table=table, row=row, cell=cell)
            )
        if self.paragraph and not self.cells:
            said.append(msg("paragraph {number}", number=self.paragraph))
        if self.in_text_box:
            said.append(msg("text box"))
        return Message("{places}", {"places": tuple(said)})


@dataclass(frozen=True, slots=True)
class Source:
    """A place in an input: a file as the user would type it; line and column count from 1.

    In a workbook ``sheet`` names the sheet, and line and column are the cell's row and column. In
    a Word file ``spot`` says where, and line is the paragraph in the order of reading.
    """

    path: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    spot: Spot | None = None

    def in_words(self, speech: Speech) -> str:
        """The place for a reader: as its text, but words in the language of ``speech``."""
        return f"{self.path}: {self.spot.message.in_words(speech)}" if self.spot else str(self)

    def __str__(self) -> str:
        """``path:line:column`` or ``path:Sheet!C7``, without the parts that are not known."""
        if self.spot:
            return self.in_words(ENGLISH)
        if self.sheet:
            return f"{self.path}:{self.sheet}" + (f"!{self.cell}" if self.cell else "")
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])

    @property
    def cell(self) -> str:
        """The place in a sheet as spreadsheets write it: ``C7``, or ``7`` for a row."""
        if not self.sheet or not self.line:
            return ""
        letters, left = "", self.column
        while left:
            left, digit = divmod(left - 1, 26)
            letters = chr(ord("A") + digit) + letters
        return f"{letters}{self.line}"

    def order(self) -> tuple[str, str, int, int]:
        """Sorts places as a reader meets them."""
        return self.path, self.sheet, self.line, self.column


class Speech(Protocol):
    """A language the program speaks to its user: translates the sentences of the code."""

    @property
    def language(self) -> str:
        """``vi``, ``hi`` or ``en``."""

    def __call__(self, text: str, /) -> str:
        """``text``, an English sentence of the code, in this language."""


@runtime_checkable
class Multilingual(Protocol):
    """A value with words of its own in several languages, such as the name of a unit."""

    def said_in(self, language: str) -> str:
        """Its words in ``language``, or in another where it has none."""


class _English:
    language = "en"

    def __call__(self, text: str, /) -> str:
        return text


ENGLISH: Speech = _English()
"""The language of the code."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for the user, kept apart from its values until its language is known."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def in_words(self, speech: Speech) -> str:
        """The sentence in the language of ``speech``, values filled in."""
        return speech(self.text).format(
            **{name: _said(value, speech) for name, value in self.values.items()}
        )

    def __str__(self) -> str:
        """The sentence in English."""
        return self.in_words(ENGLISH)


def _said(value: object, speech: Speech) -> object:
    match value:
        case str() | int():
            return value
        case Message():
            return value.in_words(speech)
        case Multilingual():
            return value.said_in(speech.language)
        case Decimal():
            figure = f"{value.normalize():f}"
            return figure.replace(".", ",") if speech.language == "vi" else figure
        case tuple():
            return ", ".join(str(_said(part, speech)) for part in value)
    return value


def msg(text: str, /, **values: object) -> Message:
    """A message with named values; the catalogs are made from the calls of this function."""
    return Message(text, values)


_STORIES = {
    "header": msg("head of the page"),
    "footer": msg("foot of the page"),
    "footnotes": msg("footnotes"),
    "endnotes": msg("endnotes"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: what, how grave, where, and how to mend it."""

    code: str
    message: Message
    source: Source | None = None
    hint: Message | None = None
    severity: Severity = Severity.ERROR

    def as_record(self, speech: Speech) -> dict[str, object]:
        """The same in plain values, for ``--json``."""
        return {
            "code": self.code,
            "severity": str(self.severity),
            "path": self.source.path if self.source else None,
            "line": (self.source.line or None) if self.source else None,
            "column": (self.source.column or None) if self.source else None,
            "sheet": (self.source.sheet or None) if self.source else None,
            "cell": (self.source.cell or None) if self.source else None,
            "place": (
                self.source.spot.message.in_words(speech)
                if self.source and self.source.spot
                else None
            ),
            "message": self.message.in_words(speech),
            "hint": self.hint.in_words(speech) if self.hint else None,
        }


def by_place(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repeats, in the order a reader meets their places."""
    return tuple(
        sorted(
            {str((p.code, str(p.message), p.source)): p for p in problems}.values(),
            key=lambda p: ((p.source or Source("")).order(), p.code, str(p.message)),
        )
    )


def cannot_read(path: str, error: OSError) -> Problem:
    """That a file cannot be read, and what may be done about it."""
    if isinstance(error, FileNotFoundError):
        hint = msg("is its name written right, and is it in this folder?")
        return Problem("unreadable", msg("there is no such file"), Source(path), hint)
    return Problem(
        "unreadable",
        msg("the file cannot be read: {reason}", reason=error.strerror or error),
        Source(path),
        msg("close it in other programs and check that you may read it"),
    )


class BlocError(Exception):
    """Work that cannot go on, for reasons the user can mend."""

    exit_code = ExitCode.BUG

    def __init__(self, *problems: Problem, about: str = "bloc") -> None:
        super().__init__("; ".join(str(p.message) for p in problems))
        self.problems = by_place(problems)
        self.about = about
        """Whether the problems are those of a bloc or of a cluster, where that is known."""

    def __reduce__(self) -> tuple[type[BlocError], tuple[Problem, ...]]:
        """How it travels from a worker process: by its problems."""
        return type(self), self.problems


class InputError(BlocError):
    """The inputs say something that cannot be."""

    exit_code = ExitCode.INPUTS


class IncompleteError(BlocError):
    """Facts that a final paper needs are missing."""

    exit_code = ExitCode.INCOMPLETE


class TemplateError(BlocError):
    """A text template, a frame or a catalog is broken."""

    exit_code = ExitCode.TEMPLATE


class RenderError(BlocError):
    """A document could not be made, or came out with something missing."""

    exit_code = ExitCode.RENDER


class OutputError(BlocError):
    """The outputs cannot be written."""

    exit_code = ExitCode.OUTPUT


class MissingDependencyError(BlocError):
    """A system library or font that a renderer needs is not installed."""

    exit_code = ExitCode.MISSING_DEPENDENCY
