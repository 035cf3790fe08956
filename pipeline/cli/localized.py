"""click in the language of its user: help pages and usage errors through our catalogs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import click
from click.shell_completion import CompletionItem

from pipeline import places
from pipeline.cli.columns import GAP, columns_of, padded, wrapped
from pipeline.errors import Message, Speech, msg
from pipeline.spelling.names import likest
from pipeline.words import INTERFACE_LANGUAGES, catalog


def choose_speech(arguments: Sequence[str], environment: Mapping[str, str]) -> Speech:
    """The language to speak: ``--ui-lang``, else the locale, else English."""
    for n, argument in enumerate(arguments):
        word = argument.partition("=")[2] if argument.startswith("--ui-lang=") else ""
        if argument == "--ui-lang" and n + 1 < len(arguments):
            word = arguments[n + 1]
        if word in INTERFACE_LANGUAGES:
            return catalog(places.LOCALES, "interface", word)
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if locale := environment.get(variable):
            of_system = re.split("[_.@]", locale.lower())[0]
            spoken = of_system if of_system in INTERFACE_LANGUAGES else "en"
            return catalog(places.LOCALES, "interface", spoken)
    return catalog(places.LOCALES, "interface", "en")


class LocalizedCommand(click.Command):
    """A command that speaks the user's language."""

    def __init__(self, *args: Any, speech: Speech, **kwargs: Any) -> None:
        kwargs["add_help_option"] = False
        kwargs["options_metavar"] = "[" + speech("OPTIONS") + "]"
        super().__init__(*args, **kwargs)
        self.speech = speech

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """``Usage: bloc build …`` with the word in the user's language."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, self.speech("Usage:") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and for a group its commands."""
        options = [p for p in self.get_params(ctx) if isinstance(p, click.Option)]
        records = [option.get_help_record(ctx) for option in options]
        with formatter.section(self.speech("Options")):
            _write_pairs(formatter, [record for record in records if record])
        if isinstance(self, click.Group):
            rows = [
                (name, command.get_short_help_str(90)) for name, command in self.commands.items()
            ]
            with formatter.section(self.speech("Commands")):
                _write_pairs(formatter, rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, line by line as they are typed."""
        del ctx
        if self.epilog:
            with formatter.section(self.speech("Examples")):
                for line in self.epilog.splitlines():
                    formatter.write(" " * formatter.current_indent + line + "\n")


def _write_pairs(formatter: click.HelpFormatter, rows: Sequence[tuple[str, str]]) -> None:
    """Names and what they mean side by side, as click writes them, but by columns of a terminal.

    click counts letters; of Devanagari some take no column.
    """
    names = min(max(columns_of(name) for name, _ in rows), _WIDEST_NAME)
    indent = " " * formatter.current_indent
    for name, text in rows:
        first = name if columns_of(name) <= names else ""
        if not first:
            for line in _broken_at_bars(name, formatter.width - len(indent)):
                formatter.write(f"{indent}{line}\n")
        room = formatter.width - len(indent) - names - len(GAP)
        for n, line in enumerate(wrapped(text, room)):
            formatter.write(indent + padded("" if n else first, names) + GAP + line + "\n")


_WIDEST_NAME = 30
"""Columns; a longer name has a line of its own."""


def _broken_at_bars(name: str, width: int) -> list[str]:
    """A name with many words to choose from in lines of ``width`` columns."""
    lines = [""]
    for word in re.split(r"(?<=\|)", name):
        if columns_of(lines[-1] + word) > width:
            lines.append("    ")
        lines[-1] += word
    return lines


class LocalizedGroup(LocalizedCommand, click.Group):
    """The program itself: its commands are listed in the order they are added."""

    def __init__(self, *args: Any, speech: Speech, **kwargs: Any) -> None:
        kwargs["subcommand_metavar"] = speech("COMMAND") + " [" + speech("ARGS") + "]..."
        super().__init__(*args, speech=speech, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of a year's work, not of the alphabet."""
        del ctx
        return list(self.commands)


class Called(click.Argument):
    """An argument that help and errors call by a word of the user's language."""

    def __init__(self, name: str, word: str, **kwargs: Any) -> None:
        super().__init__([name], **kwargs)
        self.word = word

    @property
    def human_readable_name(self) -> str:
        """The word by itself."""
        return self.word

    def make_metavar(self, ctx: click.Context) -> str:
        """The word in a usage line: ``[WORD]`` may be left out, ``WORD...`` given again."""
        del ctx
        return (self.word if self.required else f"[{self.word}]") + (
            "..." if self.nargs < 0 else ""
        )


class OneOf(click.ParamType[str]):
    """One word of a list; a wrong word is answered with the nearest or with the list."""

    name = "word"

    def __init__(self, words: Sequence[str], speech: Speech) -> None:
        self.words = tuple(words)
        self.speech = speech

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The words themselves, as long as they fit on a line."""
        del param, ctx
        return "[" + "|".join(self.words) + "]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``value`` if it is one of the words."""
        if value in self.words:
            return value
        near = likest(value, self.words)
        message = (
            msg("“{value}” is unknown here: did you mean “{near}”?", value=value, near=near[0])
            if near
            else msg("“{value}” is unknown here; known: {words}", value=value, words=self.words)
        )
        return self.fail(message.in_words(self.speech), param, ctx)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """The words that begin as typed."""
        del ctx, param
        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class Offered(OneOf):
    """Words to choose from; what else is right is known when all of the command line is."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """``value``, whatever it is."""
        del param, ctx
        return value


def usage_message(error: click.UsageError) -> Message:
    """What was wrong with the command line."""
    match error:
        case click.NoSuchOption():
            return msg("there is no option {name}", name=error.option_name)
        case click.exceptions.NoSuchCommand():
            return msg("there is no command “{name}”", name=error.command_name)
        case click.MissingParameter(param=click.Parameter() as param):
            return msg("“{name}” is missing", name=param.human_readable_name)
        case click.BadOptionUsage():
            return msg("the option {name} needs a value", name=error.option_name)
    return msg("{detail}", detail=error.message)


def usage_hint(error: click.UsageError) -> Message:
    """How to mend it: the nearest word, or where to read on."""
    near = getattr(error, "possibilities", None)
    if near:
        return msg("did you mean “{word}”?", word=tuple(near))
    name = error.ctx.command_path if error.ctx else "bloc"
    return msg("see {name} --help", name=name)
