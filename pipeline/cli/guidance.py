"""The commands that help to begin: a new folder, the next year's folder, a schema for editors."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import click

from pipeline.build.beginning import Beginning, begin, index_of, twice_named, units_of
from pipeline.build.new_folder import refuse_if_taken, write_schema
from pipeline.build.rollover import roll_over
from pipeline.cli.report import show, show_record, tell
from pipeline.collect.text_file import read_text_file
from pipeline.collect.tree import UNPRINTABLE
from pipeline.errors import ExitCode, Message, Speech, msg
from pipeline.model.schema import schema_text
from pipeline.spelling.names import key_of
from pipeline.words import speech_about

G = TypeVar("G")
T = TypeVar("T")
Kind = Literal["bloc", "cluster"]
Units = tuple[tuple[str, str], ...]

KINDS: tuple[Kind, ...] = ("bloc", "cluster")
_KINDS_IN_WORDS: dict[str, Kind] = {
    "bloc": "bloc",
    "khối": "bloc",
    "ब्लॉक": "bloc",
    "cluster": "cluster",
    "cụm": "cluster",
    "क्लस्टर": "cluster",
}


_LIST_MARK = re.compile(r"(?:[0-9]{1,3}[.)/]|[-–—+*•●▪])(?![0-9])\s*")
"""What stands before a name in a list: “1. ”, “- ”."""


class NotAnsweredError(click.Abort):
    """Somebody left while being asked: nothing is made yet."""


def init(  # noqa: PLR0913 — the options of the command, as they are
    speech: Speech,
    folder: Path,
    year: str | None,
    name: str | None,
    kind: str | None,
    unit: tuple[str, ...],
    units: Path | None,
    head: str | None,
    place: str | None,
    parent: str | None,
    as_json: bool,
) -> int:
    """Make a new folder from what the options say; ask for the rest where somebody can answer."""
    refuse_if_taken(folder, empty_will_do=True)
    desk = _Desk(speech, asks=sys.stdin.isatty() and sys.stderr.isatty())
    names = (*(_names_in(units, speech) if units else ()), *unit)
    desk.refuse_gaps({"--year": year, "--name": name, "--unit": names or None})
    said_year = desk.take("--year", year, msg("Emulation year"), _read_year)
    said_name = desk.take("--name", name, msg("Full name of the bloc or cluster"), _read_name)
    said_kind = desk.take(
        "--kind", kind, msg("Bloc (khối) or cluster (cụm)"), _read_kind, default="bloc"
    )
    members = units_of(desk.take_units(names))
    said_head = desk.take_head(head, members, said_year)
    said_place = desk.take("--place", place, _if_known(msg("Place before the date")), _read_text)
    said_parent = desk.take(
        "--parent",
        parent,
        _if_known(msg("Superior body, printed above the name of the bloc")),
        _read_text,
    )
    begin(
        folder,
        Beginning(said_year, said_name, members, said_kind, said_head, said_place, said_parent),
    )
    tell(
        msg(
            "made; fill in its .yaml files as the comments in them say, then: bloc check {folder}",
            folder=folder.as_posix(),
        ),
        speech,
    )
    _show_folder(folder, as_json)
    return ExitCode.OK


def rollover(speech: Speech, old: Path, new: Path, as_json: bool) -> int:
    """Begin the next year's folder with what still holds of the old one."""
    done = roll_over(old, new)
    speech = speech_about(done.facts.bloc.kind, speech)
    if done.term is None:
        tell(
            msg(
                "{old} does not say who heads the bloc in {year}; add it to {file}",
                old=old.as_posix(),
                year=done.facts.year,
                file=(new / "bloc.yaml").as_posix(),
            ),
            speech,
        )
    tell(
        msg(
            "begun from {old}; read in its .yaml files what was carried over and what was not,"
            " then: bloc check {new}",
            old=old.as_posix(),
            new=new.as_posix(),
        ),
        speech,
    )
    _show_folder(new, as_json)
    return ExitCode.OK


def _show_folder(folder: Path, as_json: bool) -> None:
    if as_json:
        show_record({"folder": folder.as_posix()})
    else:
        show(folder.as_posix())


def schema(_: Speech, out: Path | None) -> int:
    """Print the schema of the inputs, or write it to a file."""
    if out is None:
        click.echo(schema_text(), nl=False)
        return ExitCode.OK
    write_schema(out)
    show(out.as_posix())
    return ExitCode.OK


class _Unfit(Exception):  # noqa: N818 — an answer that will not do, not a failure
    def __init__(self, why: Message) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where answers come from: the options, else the person at the terminal, if there is one."""

    speech: Speech
    asks: bool

    def refuse_gaps(self, given: dict[str, object]) -> None:
        """Name all that is missing at once, where nobody can be asked."""
        missing = tuple(flag for flag, value in given.items() if value is None)
        if missing and not self.asks:
            why = msg("missing: {flags}; on a terminal you would be asked", flags=missing)
            raise click.UsageError(why.in_words(self.speech), click.get_current_context())

    def take(
        self,
        flag: str,
        given: str | None,
        question: Message,
        read: Callable[[str], T],
        default: str = "",
    ) -> T:
        """What ``flag`` says, or what the person answers; asked again until it will do."""
        if given is not None or not self.asks:
            return self.read_flag(flag, default if given is None else given, read)
        while True:
            try:
                return read(self.ask(question, default))
            except _Unfit as unfit:
                tell(unfit.why, self.speech)

    def read_flag(self, flag: str, given: G, read: Callable[[G], T]) -> T:
        """``given`` as ``flag`` said it; what will not do is a mistake of the command line."""
        try:
            return read(given)
        except _Unfit as unfit:
            why = msg("{flag}: {why}", flag=flag, why=unfit.why).in_words(self.speech)
            raise click.UsageError(why, click.get_current_context()) from unfit

    def ask(self, question: Message, default: str = "") -> str:
        """One answer; Enter alone gives ``default``."""
        words = question.in_words(self.speech)
        try:
            answer: str = click.prompt(words, default=default, show_default=bool(default), err=True)
        except click.Abort as left:
            raise NotAnsweredError from left
        return answer

    def take_units(self, given: tuple[str, ...]) -> tuple[str, ...]:
        """The names of the units; asked one by one, until Enter alone."""
        if given:
            return self.read_flag("--unit", given, _read_units)
        names: tuple[str, ...] = ()
        while True:
            question = msg("Member unit {n}", n=len(names) + 1)
            answer = self.ask(_done(question) if names else question)
            if not answer.strip() and names:
                return names
            try:
                names = _read_units((*names, answer))
            except _Unfit as unfit:
                tell(unfit.why, self.speech)

    def take_head(self, given: str | None, units: Units, year: int) -> str | None:
        """The id of the unit that heads the bloc, or None where that is not said."""
        if given is None and self.asks:
            for n, (_, name) in enumerate(units, start=1):
                show(f"  {n}. {name}", err=True)
        question = _if_known(msg("Unit that heads it in {year}, number or name", year=year))
        return self.take("--head", given, question, lambda answer: _read_head(answer, units))


def _if_known(question: Message) -> Message:
    return msg("{question} (Enter alone if not known yet)", question=question)


def _done(question: Message) -> Message:
    return msg("{question} (Enter alone when all are named)", question=question)


def _names_in(path: Path, speech: Speech) -> tuple[str, ...]:
    """The names in a text file, one a line, without the bullets and numbers of a list."""
    text, _ = read_text_file(path)
    lines = [stripped for line in text.splitlines() if (stripped := line.strip())]
    for line in lines:
        if line.startswith("#"):
            tell(msg("{file}: passed over as a remark: {line}", file=path, line=line), speech)
    names = (_LIST_MARK.sub("", line) for line in lines if not line.startswith("#"))
    return tuple(name for name in names if name)


def _read_text(answer: str) -> str:
    """The answer in one line and composed letters, as the inputs are read."""
    text = " ".join(unicodedata.normalize("NFC", answer).split())
    if UNPRINTABLE.search(text):
        raise _Unfit(msg("it holds a character that no paper can print; type it anew"))
    return text


def _read_name(answer: str) -> str:
    if text := _read_text(answer):
        return text
    raise _Unfit(msg("write the name"))


def _read_year(answer: str) -> int:
    year = answer.strip()
    if year.isdecimal() and 1948 <= int(year) <= 2100:
        return int(year)
    raise _Unfit(msg("“{given}” is not a year; write four digits, such as 2025", given=year))


def _read_kind(answer: str) -> Kind:
    if kind := _KINDS_IN_WORDS.get(key_of(answer)):
        return kind
    words = tuple(_KINDS_IN_WORDS)
    raise _Unfit(msg("“{given}” is unknown here; known: {words}", given=answer, words=words))


def _read_units(names: tuple[str, ...]) -> tuple[str, ...]:
    read = tuple(_read_name(name) for name in names)
    if again := twice_named(read):
        raise _Unfit(msg("the unit “{name}” is named twice", name=again))
    return read


def _read_head(answer: str, units: Units) -> str | None:
    text = _read_text(answer)
    if not text:
        return None
    index = index_of(units)
    if found := index.find(text):
        return found
    if text.isdecimal() and 1 <= int(text) <= len(units):
        return units[int(text) - 1][0]
    near = tuple(name for _, name in index.near(text)) or tuple(name for _, name in units)
    raise _Unfit(msg("no unit is called “{given}”; named are: {units}", given=text, units=near))
