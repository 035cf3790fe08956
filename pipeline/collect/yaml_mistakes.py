"""What a person who knows Word typically does wrong in YAML, found where it was done.

The YAML library tells a mistake in its own English, and often lines below the place where it was
made. When it cannot read a file, the lines are looked over for the mistakes of the table at the
end; only if none fits are the library's own words told. Of a file that parses only the keys are
looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.errors import Message, msg


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake of writing: what, where (line and column count from 0), and how to mend it."""

    code: str
    line: int
    column: int
    message: Message
    hint: Message


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    # The same with the letters of quoted values blotted out, so that no sign in them is taken
    # for one of YAML; columns stay the same.
    bare: str
    # Whether text before the library's mark may have run on from here. A line that could also be
    # the continuation of a long text is taken for a mistake only then.
    near: bool
    # The column of a quote that is opened here and closed nowhere.
    unclosed: int | None


class _Found(NamedTuple):
    column: int
    message: Message
    hint: Message


# As the library counts lines.
_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
# Where a value can begin; elsewhere a quote is a sign like others.
_VALUE_START = r"(?:^ *|: +|^ *- +|[\[{,] *)"
_QUOTED = re.compile(rf"({_VALUE_START})(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')")
_OPENED = re.compile(rf"{_VALUE_START}(?P<at>[\"'])(?!_*(?P=at))")
_GOES_ON = re.compile(rf"{_VALUE_START}([\"'])_*\1[ \t]*(?P<at>[^\s,}}\]:#])")
_QUOTE_ENDS = re.compile(r"[ \t,}\]]*(?:#.*)?$")
_COMMENT = re.compile(r"[ \t]*(?:#.*)?$")
_STRUCTURE = re.compile(r" *(?:- |[a-z_]+:(?: |$))")
_KEY = re.compile(r":(?:[ \t]|$)")
_BLOCK_TEXT = re.compile(r"(?:: +|- +)[|>][-+0-9]{0,2} *(?: #.*)?$")

_TAB = re.compile(r" *(?:- *(?=\t+[^:\s]+:))?(?P<at>\t)")
_WIDE_SPACES = "\u00a0\u202f\u2007\u3000"
_WIDE_SPACE = re.compile(rf" *(?:- *)?(?:[a-z_]+:)?(?P<at>[{_WIDE_SPACES}])")
_BULLET = re.compile(rf" *(?P<at>[–—−‒―•·])[ \t{_WIDE_SPACES}]*(?P<rest>\S.*)")
_NO_SPACE_DASH = re.compile(r" *(?P<at>-)(?P<rest>[^\s\-0-9].*)")
_BEGINS_ENTRY = re.compile(r"[a-z_]+:(?:[ \t]|$)")
_NO_SPACE_COLON = re.compile(r" *(?:- +)?(?P<key>[a-z_]+)(?P<at>:)(?P<rest>[^\s/].*)")
_VALUE = re.compile(
    r" *(?:- +)*(?P<key>[^\s\"'{\[#][^:#{\[]*): +(?P<value>[^\s\"'{\[|>#&*!](?:(?! #).)*)"
)
_VALUE_IN_BRACES = re.compile(
    r"[{,] *(?P<key>[a-z_]+): +(?P<value>(?:“[^”]*”|[^\s\"'{\[\],}])[^,{}\[\]]*)"
)
_CURLY = "“”„‟‘’"

# So much of a value is repeated in a hint; the clerk sees the rest in the file.
_SHOWN = 40


def find_mistake(text: str, marked_line: int) -> Mistake | None:
    """The first familiar mistake in ``text``, down to the line below the one the library marked."""
    for number, line in _lines(_LINE_END.split(text), marked_line):
        for code, detect in DETECTORS:
            if found := detect(line):
                return Mistake(code, number, *found)
    return None


def mistake_in_key(key: str) -> Mistake | None:
    """What is wrong with a key that parsed only because a sign before it became part of it.

    No key of the inputs begins with a no-break space, a dash or a bullet.
    """
    line = _Line(f"{key}:", f"{key}:", near=True, unclosed=None)
    for code, detect in DETECTORS:
        if detect in {_wide_space, _bullet, _no_space_after_dash} and (found := detect(line)):
            return Mistake(code, 0, *found)
    return None


def _lines(texts: list[str], marked: int) -> Iterator[tuple[int, _Line]]:
    """The lines that YAML reads as structure: no comments, no lines of a longer text."""
    before = range(min(marked, len(texts)) - 1, -1, -1)
    # A text runs on over the lines below it until the first that holds a key: there it fails.
    reach = next((n for n in before if _KEY.search(texts[n])), 0)
    deeper_than: int | None = None
    quoted_until = -1
    for number, text in enumerate(texts[: marked + 2]):
        indent = len(text) - len(text.lstrip(" "))
        if number <= quoted_until or _COMMENT.match(text):
            continue
        if deeper_than is not None and indent > deeper_than:
            continue
        bare = _QUOTED.sub(_blotted, text)
        opened = _OPENED.search(bare)
        unclosed = opened.start("at") if opened else None
        if opened:
            end = _end_of_quote(texts, number, opened["at"])
            if end is not None:
                quoted_until, unclosed = end, None
                bare = bare[: opened.end()]
        deeper_than = indent if _BLOCK_TEXT.search(bare) else None
        yield number, _Line(text, bare, number >= reach, unclosed)


def _blotted(found: re.Match[str]) -> str:
    quoted = found[2]
    return found[1] + quoted[0] + "_" * (len(quoted) - 2) + quoted[-1]


def _end_of_quote(texts: list[str], number: int, quote: str) -> int | None:
    """The line on which a quote opened on line ``number`` ends, if a text of several lines is
    meant: none of them looks like a key or an entry.
    """
    for n in range(number + 1, len(texts)):
        if _STRUCTURE.match(texts[n]):
            return None
        _, closed, rest = texts[n].partition(quote)
        if closed:
            return n if _QUOTE_ENDS.match(rest) else None
    return None


def _shown(value: str) -> str:
    value = value.strip()
    return value if len(value) <= _SHOWN else value[:_SHOWN].rstrip() + "…"


def _in_quotes(value: str) -> str:
    """The value as it should be written, between quotes that it does not hold itself."""
    shown = _shown(value)
    return f'"{shown}"' if not set('"\\') & set(value) else "'" + shown.replace("'", "''") + "'"


def _tab(line: _Line) -> _Found | None:
    if not (found := _TAB.match(line.text)):
        return None
    return _Found(
        found.start("at"),
        msg("the line is indented with a Tab"),
        msg("delete the Tab and type spaces, as many as on the lines beside it"),
    )


def _wide_space(line: _Line) -> _Found | None:
    if not (found := _WIDE_SPACE.match(line.text)):
        return None
    return _Found(
        found.start("at"),
        msg("here stands a no-break space, as Word and web pages have it, not a plain space"),
        msg("delete it and type a plain space with the space bar"),
    )


def _bullet(line: _Line) -> _Found | None:
    found = _BULLET.match(line.text)
    if not found or not (line.near or _BEGINS_ENTRY.match(found["rest"])):
        return None
    return _Found(
        found.start("at"),
        msg("the line begins with “{sign}”, as Word makes it, not with a hyphen", sign=found["at"]),
        msg("type a hyphen and a space: “- {rest}”", rest=_shown(found["rest"])),
    )


def _no_space_after_dash(line: _Line) -> _Found | None:
    found = _NO_SPACE_DASH.match(line.text)
    if not found or not (line.near or _BEGINS_ENTRY.match(found["rest"])):
        return None
    return _Found(
        found.start("at"),
        msg("there is no space after the hyphen"),
        msg("type a hyphen and a space: “- {rest}”", rest=_shown(found["rest"])),
    )


def _no_space_after_colon(line: _Line) -> _Found | None:
    found = _NO_SPACE_COLON.match(line.text)
    if not found or not line.near:
        return None
    return _Found(
        found.start("at"),
        msg("there is no space after the colon of “{key}”", key=found["key"]),
        msg(
            "type a space after the colon: “{key}: {rest}”",
            key=found["key"],
            rest=_shown(found["rest"]),
        ),
    )


def _unclosed_quote(line: _Line) -> _Found | None:
    if line.unclosed is None:
        return None
    quote = line.text[line.unclosed]
    return _Found(
        line.unclosed,
        msg("the quote {quote} that opens here is not closed", quote=quote),
        msg("type {quote} at the end of the value too, or delete this one", quote=quote),
    )


def _text_after_quote(line: _Line) -> _Found | None:
    if not (found := _GOES_ON.search(line.bare)):
        return None
    return _Found(
        found.start("at"),
        msg("the value ends with the quote {quote}, but text follows", quote=found[1]),
        msg("let the quotes enclose the whole value; for quotes inside it write “…”"),
    )


def _with_colon(line: _Line) -> tuple[str, str, int] | None:
    """A key, its unquoted value that holds a colon and a space, and the column of that colon."""
    # What is between quotes is no value of this kind: the patterns see it blotted out.
    whole = _VALUE.match(line.bare)
    for found in [whole] if whole else _VALUE_IN_BRACES.finditer(line.bare):
        if colon := _KEY.search(found["value"].rstrip()):
            start, end = found.span("value")
            return found["key"], line.text[start:end].rstrip(), start + colon.start()
    return None


def _curly_quotes(line: _Line) -> _Found | None:
    found = _with_colon(line)
    if not found or found[1][0] not in _CURLY:
        return None
    key, value, column = found
    return _Found(
        column,
        msg("a colon stands in the value of “{key}”, which is in curly quotes only", key=key),
        msg(
            "put the value in straight quotes: {key}: {quoted}",
            key=key,
            quoted=_in_quotes(value.strip(_CURLY)),
        ),
    )


def _colon_in_value(line: _Line) -> _Found | None:
    if not (found := _with_colon(line)):
        return None
    key, value, column = found
    return _Found(
        column,
        msg("a colon stands in the value of “{key}”, which is not in quotes", key=key),
        msg("put the value in quotes: {key}: {quoted}", key=key, quoted=_in_quotes(value)),
    )


DETECTORS: tuple[tuple[str, Callable[[_Line], _Found | None]], ...] = (
    ("yaml-tab", _tab),
    ("yaml-space", _wide_space),
    ("yaml-bullet", _bullet),
    ("yaml-dash", _no_space_after_dash),
    ("yaml-colon", _no_space_after_colon),
    ("yaml-unclosed-quote", _unclosed_quote),
    ("yaml-after-quote", _text_after_quote),
    ("yaml-curly-quotes", _curly_quotes),
    ("yaml-colon-in-value", _colon_in_value),
)
"""The familiar mistakes, by the code of their problem; on one line the first that fits is told."""

CODES = frozenset(code for code, _ in DETECTORS)
"""The codes of all familiar mistakes."""
