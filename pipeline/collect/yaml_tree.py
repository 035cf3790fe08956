"""YAML read as plain values with the place of each: the one door to the YAML library.

A narrow YAML is read: mappings, lists and scalars. Anchors, aliases and tags are refused, for they
let a small file grow without bound or mean something other than what it shows. Numbers stay exact
(``Decimal``), and words such as ``no`` or ``12:30`` stay words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import yaml

from pipeline.collect.tree import UNPRINTABLE, Tree
from pipeline.collect.yaml_mistakes import CODES, find_mistake, mistake_in_key
from pipeline.errors import Problem, Source, msg
from pipeline.model.base import Path

UNREADABLE = CODES | {
    "yaml-syntax",
    "yaml-character",
    "yaml-depth",
    "yaml-documents",
    "yaml-anchor",
    "yaml-tag",
    "not-keys",
}
"""Codes of problems after which the rest of a file, or all of it, is not known."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_PLAIN_SCALARS: tuple[tuple[re.Pattern[str], Any], ...] = (
    (re.compile(r"~|null|Null|NULL|"), lambda _: None),
    (re.compile(r"true|True|TRUE"), lambda _: True),
    (re.compile(r"false|False|FALSE"), lambda _: False),
    (re.compile(r"[-+]?(0|[1-9][0-9]{0,29})"), int),
    (re.compile(r"[-+]?(0|[1-9][0-9]{0,29})\.[0-9]{1,30}"), Decimal),
)
"""How an unquoted scalar reads; whatever fits none is text. No figure has more digits."""

_AMBIGUOUS = re.compile(r"[-+]?[1-9][0-9]{0,2}\.[0-9]{3}")
"""A number with a point where Vietnamese sets off thousands; none of these begins with nought."""

_QUOTING = frozenset("'\"|>")

# Nothing a bloc writes comes near this; a file deeper than this is an attack or an accident.
_DEEPEST = 40


def read_tree(text: str, shown_path: str, first_line: int = 1) -> Tree:
    """Read the YAML ``text`` of the file the user knows as ``shown_path``.

    ``first_line`` is the line of the file on which ``text`` begins.
    """
    reader = _Reader(shown_path, first_line)
    try:
        reader.refuse_unsafe(text)
        node = None if reader.problems else yaml.compose(text, Loader=_Loader)
    except yaml.reader.ReaderError as error:
        # libyaml counts bytes, not letters.
        before = text.encode()[: int(error.position)].decode(errors="ignore")
        line, column = before.count("\n"), len(before) - before.rfind("\n")
        source = Source(shown_path, first_line + line, column)
        reader.report(
            "yaml-character",
            source,
            msg("a character that cannot stand in a text file (code {code})", code=error.character),
            msg("delete the character, or save the file again as UTF-8"),
        )
        node = None
    except yaml.MarkedYAMLError as error:
        reader.report_syntax(error, text)
        node = None
    reader.sources[()] = Source(shown_path)
    value = reader.value(node, ()) if node is not None else None
    return Tree(value, reader.sources, reader.keys, tuple(reader.problems))


class _Reader:
    """Walks the nodes of one file, keeping places and problems as it goes."""

    def __init__(self, shown_path: str, first_line: int) -> None:
        self.path = shown_path
        self.first_line = first_line
        self.sources: dict[Path, Source] = {}
        self.keys: dict[Path, Source] = {}
        self.problems: list[Problem] = []

    def place(self, mark: Any) -> Source:
        if mark is None:
            return Source(self.path)
        return Source(self.path, mark.line + self.first_line, mark.column + 1)

    def report(self, code: str, source: Source, message: Any, hint: Any) -> None:
        self.problems.append(Problem(code, message, source, hint))

    def report_syntax(self, error: yaml.MarkedYAMLError, text: str) -> None:
        """Tell the mistake the writer made, or in the library's words what it cannot read."""
        mark = error.problem_mark or error.context_mark
        if mark and (mistake := find_mistake(text, mark.line)):
            source = Source(self.path, mistake.line + self.first_line, mistake.column + 1)
            self.report(mistake.code, source, mistake.message, mistake.hint)
            return
        # A quote that is never closed fails at the end of the file; the mistake is where it opens.
        if "quoted scalar" in str(error.context):
            mark = error.context_mark
        self.report(
            "yaml-syntax",
            self.place(mark),
            msg("the file is not well-formed YAML: {detail}", detail=error.problem or ""),
            msg("check indentation, quotes and colons on this line and the one before"),
        )

    def refuse_unsafe(self, text: str) -> None:
        """Refuse anchors, aliases, tags and great depth before any value is built."""
        depth = 0
        documents = 0
        for event in yaml.parse(text, Loader=_Loader):
            source = self.place(event.start_mark)
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                self.report(
                    "yaml-documents",
                    source,
                    msg("a second document begins here (---)"),
                    msg("keep one document in a file: delete the line ---"),
                )
                return
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                self.report(
                    "yaml-anchor",
                    source,
                    msg("anchors and aliases (& and *) are not read"),
                    msg("write the value out, or put it in quotes if it begins with & or *"),
                )
            if getattr(event, "tag", None):
                self.report(
                    "yaml-tag",
                    source,
                    msg("tags (!) are not read"),
                    msg("delete the tag, or put the value in quotes if it begins with !"),
                )
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                self.report(
                    "yaml-depth",
                    source,
                    msg("the file nests deeper than {limit} levels", limit=_DEEPEST),
                    msg("check the brackets and the indentation"),
                )
                return

    def value(self, node: yaml.Node, path: Path) -> Any:
        self.sources[path] = self.place(node.start_mark)
        match node:
            case yaml.MappingNode():
                return dict(self.entries(node, path))
            case yaml.SequenceNode():
                return tuple(self.value(part, (*path, n)) for n, part in enumerate(node.value))
            case yaml.ScalarNode():
                return self.scalar(node)
        raise AssertionError(node)

    def entries(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        seen: dict[str, Source] = {}
        before: yaml.Node | None = None
        for key_node, value_node in node.value:
            source = self.place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.report(
                    "yaml-key",
                    source,
                    msg("a key must be a word"),
                    msg("write “key: value”"),
                )
                continue
            key = str(key_node.value)
            whole, before = before, value_node
            if node.flow_style and _cut_by_comma(whole, key_node, value_node):
                self.report(
                    "decimal-comma",
                    source,
                    msg("in braces a comma ends the value: “{key}” stands alone", key=key),
                    msg(
                        "decimals are written with a point: {figure}",
                        figure=f"{whole.value if whole else ''}.{key}",
                    ),
                )
                continue
            if key_node.style not in _QUOTING and (mistake := mistake_in_key(key)):
                self.report(mistake.code, source, mistake.message, mistake.hint)
                continue
            if key in seen:
                self.report(
                    "duplicate-key",
                    source,
                    msg(
                        "“{key}” is given twice (first on line {line})",
                        key=key,
                        line=seen[key].line,
                    ),
                    msg("keep one of the two"),
                )
                continue
            seen[key] = self.keys[(*path, key)] = source
            yield key, self.value(value_node, (*path, key))
            if isinstance(value_node, yaml.ScalarNode) and value_node.value == "":
                self.sources[(*path, key)] = source

    def scalar(self, node: yaml.ScalarNode) -> Any:
        text = str(node.value)
        # An escape such as "\a" can still bring them in.
        if found := UNPRINTABLE.search(text):
            self.report(
                "yaml-character",
                self.place(node.start_mark),
                msg(
                    "a character that cannot stand in a text file (code {code})", code=ord(found[0])
                ),
                msg("delete the character, or save the file again as UTF-8"),
            )
        if node.style in _QUOTING:
            return text
        if _AMBIGUOUS.fullmatch(text):
            whole, decimal = text.replace(".", ""), text.rstrip("0").rstrip(".")
            self.report(
                "ambiguous-number",
                self.place(node.start_mark),
                msg(
                    "{text} may mean {whole} or {decimal}", text=text, whole=whole, decimal=decimal
                ),
                msg(
                    "write {whole} or {decimal}",
                    whole=whole,
                    # With three decimals left it would be as ambiguous as before.
                    decimal=decimal + "0" if decimal == text else decimal,
                ),
            )
        for pattern, convert in _PLAIN_SCALARS:
            if pattern.fullmatch(text):
                return convert(text)
        return text


def _cut_by_comma(whole: yaml.Node | None, key: yaml.ScalarNode, value: yaml.Node) -> bool:
    """Whether ``{value: 62,5}`` was written: 5 is then read as a key that says nothing."""
    return (
        isinstance(whole, yaml.ScalarNode)
        and isinstance(value, yaml.ScalarNode)
        and not {whole.style, key.style, value.style} & _QUOTING
        and value.value == ""
        and re.fullmatch(r"[-+]?[0-9]+", whole.value) is not None
        and re.fullmatch(r"[0-9]+", key.value) is not None
    )
