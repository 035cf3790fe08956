"""Every tag of a form checked before anything is filled in; everything wrong is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import jinja2
from jinja2 import nodes

from pipeline.errors import Message, Problem, Severity, Source, by_place, msg
from pipeline.word_forms.blocks import Enclosed, Placed, box_of, structure_of
from pipeline.word_forms.expressions import (
    LONGEST,
    Reading,
    path_of,
    read_expression,
    read_statement,
)
from pipeline.word_forms.kinds import ANYTHING, Kind, Loop, Together
from pipeline.word_forms.names import EACH, KEY_FACTS, WHAT_NAMES_MAY_BE, ForEach
from pipeline.word_forms.package import Element, Package, Story, W
from pipeline.word_forms.paragraphs import (
    RESERVED,
    STRAY,
    Tag,
    WordParagraph,
    around,
    is_copy,
    paragraphs_of,
)

MOST_LOOPS = 3
"""Loops within loops."""

_WARNINGS = {"form-prints-id", "form-changes", "form-elsewhere", "form-no-tag"}


@dataclass(frozen=True, slots=True)
class CheckedStory:
    """A story of a form with its tags mended, and what they enclose."""

    story: Story
    paragraphs: tuple[WordParagraph, ...]
    blocks: tuple[Enclosed, ...]


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form with its tags mended and held against the model.

    ``places`` says in which paragraph each tag stands, ``prints`` what the printing tags say.
    """

    package: Package
    stories: tuple[CheckedStory, ...]
    problems: tuple[Problem, ...]
    places: Mapping[int, Placed]
    unused: tuple[str, ...]
    """Key facts of the year that it never names."""

    @property
    def prints(self) -> tuple[Placed, ...]:
        """The tags that print something, in the order of reading."""
        return tuple(p for _, p in sorted(self.places.items()) if p.tag.kind == "print")


def check_form(package: Package, for_each: ForEach | None) -> CheckedForm:
    """A form, every tag of it mended and checked."""
    stories: list[CheckedStory] = []
    problems: list[Problem] = []
    places: dict[int, Placed] = {}
    touched: set[str] = set()
    for story in package.stories:
        paragraphs = tuple(paragraphs_of(package, story, len(places)))
        for paragraph in paragraphs:
            places.update({tag.number: Placed(tag, paragraph) for tag in paragraph.tags})
        structure = structure_of(paragraphs)
        stories.append(CheckedStory(story, paragraphs, structure.blocks))
        told = [
            *structure.problems,
            *_Scopes(for_each, touched).check(paragraphs),
            *(one for paragraph in paragraphs for one in _remains(paragraph)),
            *_changes_tracked(package, story),
            *_tags_elsewhere(package, story),
        ]
        copies = {p.source for p in paragraphs if is_copy(p.element)}
        problems.extend(one for one in told if one.source not in copies)
    if not places:
        problems.append(
            Problem(
                "form-no-tag",
                msg("the form has no tag, so nothing would be filled in"),
                Source(package.shown),
                msg("write {{{{ facts.bloc.name }}}} where the name of the bloc belongs"),
            )
        )
    if for_each is not None and "each" not in {name.split(".")[0] for name in touched}:
        what = msg("every copy of this form would be the same: it never names “each”")
        problems.append(Problem("form-no-tag", what, Source(package.shown), None))
    unused = tuple(fact for fact, names in KEY_FACTS.items() if not _touches(touched, names))
    graded = (
        replace(one, severity=Severity.WARNING) if one.code in _WARNINGS else one
        for one in problems
    )
    return CheckedForm(package, tuple(stories), by_place(graded), places, unused)


def _touches(touched: set[str], names: Sequence[str]) -> bool:
    return any(used == name or used.startswith(f"{name}.") for used in touched for name in names)


@dataclass(slots=True)
class _Scope:
    names: dict[str, Kind]
    aliases: dict[str, str]
    loops: int = 0

    def inside(self, loops: int) -> _Scope:
        """The same names, to which others may be added."""
        return _Scope(type(self.names)(self.names), dict(self.aliases), loops)


class _Scopes:
    """Goes through the tags in order of reading with the names in force at each."""

    def __init__(self, for_each: ForEach | None, touched: set[str]) -> None:
        names = dict(WHAT_NAMES_MAY_BE)
        if for_each is not None:
            names["each"] = EACH[for_each]
        self._touched = touched
        self._stack = [_Scope(names, {})]
        self._box_depth: dict[Element | None, int] = {}
        self._problems: list[Problem] = []

    def check(self, paragraphs: Sequence[WordParagraph]) -> list[Problem]:
        """Everything wrong with the words of the tags."""
        box: Element | None = None
        for paragraph in paragraphs:
            now = box_of(paragraph.element)
            if now is not box and box is not None:
                # What a text box left open is told elsewhere, and ends with it.
                del self._stack[self._box_depth[box] :]
            if now is not box and now is not None:
                self._box_depth[now] = len(self._stack)
            box = now
            for tag in paragraph.tags:
                self._check(tag, paragraph)
        return self._problems

    def _check(self, tag: Tag, paragraph: WordParagraph) -> None:
        def tell(code: str, message: Message, hint: Message | None) -> None:
            said = msg("{tag}: {what}", tag=str(tag), what=message)
            self._problems.append(Problem(code, said, paragraph.source, hint))

        top = self._stack[-1]
        reading = Reading(top.names, tell, self._touched, top.aliases)
        if len(tag.words) > LONGEST:
            tell("form-tag", msg("the tag is too long"), None)
            return
        try:
            if tag.kind == "print":
                expression = read_expression(tag.words)
                reading.printable(reading.kind_of(expression), tag.words)
            elif tag.kind == "control":
                self._control(tag, reading)
        except jinja2.TemplateSyntaxError as error:
            what = msg("the tag is not written right: {reason}", reason=error.message or "")
            tell("form-tag", what, msg("in: {text}", text=around(paragraph)))
        except RecursionError:
            tell("form-tag", msg("the tag is nested too deeply"), None)

    def _control(self, tag: Tag, reading: Reading) -> None:
        top = self._stack[-1]
        match tag.word:
            case "for":
                self._stack.append(self._looped(tag, reading))
            case "if":
                reading.kind_of(read_statement(tag.words, "{% endif %}").test)  # type: ignore[attr-defined]
                self._stack.append(top.inside(top.loops))
            case "elif":
                reading.kind_of(read_expression(tag.words.removeprefix("elif")))
            case "endfor" | "endif" if len(self._stack) > 1:
                self._stack.pop()
            case "set":
                self._set(tag, reading)

    def _looped(self, tag: Tag, reading: Reading) -> _Scope:
        top = self._stack[-1]
        inside = top.inside(top.loops + 1)
        if inside.loops > MOST_LOOPS:
            what = msg("more than {count} loops within each other", count=MOST_LOOPS)
            reading.tell("form-language", what, None)
        try:
            statement = read_statement(tag.words, "{% endfor %}")
        except (jinja2.TemplateSyntaxError, RecursionError):
            # Its names are not known; to miss them too would hide the one mistake.
            inside.names = _Forgiving(inside.names)
            reading.tell(
                "form-tag",
                msg("the tag is not written right"),
                msg("write it as: {{% for one in facts.units %}}"),
            )
            return inside
        assert isinstance(statement, nodes.For)
        words = tag.words.split(" in ", 1)[-1]
        if statement.recursive:
            reading.tell("form-language", msg("a form has no recursive loops"), None)
        each = reading.looped(reading.kind_of(statement.iter), words)
        match statement.target, each:
            case nodes.Name(name=name), _:
                inside.names[name] = each
                path = path_of(statement.iter)
                first, dot, rest = path.partition(".")
                inside.aliases[name] = f"{top.aliases.get(first, first)}{dot}{rest}"
            case nodes.Tuple(items=items), Together(parts) if len(items) == len(parts):
                for item, kind in zip(items, parts, strict=True):
                    inside.names[str(getattr(item, "name", ""))] = kind
            case nodes.Tuple(items=items), _:
                for item in items:
                    inside.names[str(getattr(item, "name", ""))] = ANYTHING
        inside.names["loop"] = Loop()
        if statement.test is not None:
            within = Reading(inside.names, reading.tell, self._touched, inside.aliases)
            within.kind_of(statement.test)
        return inside

    def _set(self, tag: Tag, reading: Reading) -> None:
        found = re.fullmatch(r"set\s+(\w+)\s*=\s*(.+)", tag.words)
        if found is None:
            reading.tell(
                "form-tag",
                msg("the tag is not written right"),
                msg("write it as: {{% set name = facts.bloc.name %}}"),
            )
            return
        if found[1] in WHAT_NAMES_MAY_BE or found[1] in ("each", "loop"):
            reading.tell("form-name", msg("the name “{name}” is taken", name=found[1]), None)
            return
        top = self._stack[-1]
        expression = read_expression(found[2])
        top.names[found[1]] = reading.kind_of(expression)
        if path := path_of(expression):
            first, dot, rest = path.partition(".")
            top.aliases[found[1]] = f"{top.aliases.get(first, first)}{dot}{rest}"


class _Forgiving(dict[str, Kind]):
    """Names of which some are not known, because the tag that gives them cannot be read."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> Kind:
        return ANYTHING


def _remains(paragraph: WordParagraph) -> Iterator[Problem]:
    """Braces that are no whole tag, and signs that the program uses itself."""
    text = re.sub("\ue010[0-9]+\ue011", "", paragraph.text)
    if STRAY.search(text):
        what = msg("a tag is not whole here: {text}", text=around(paragraph))
        hint = msg("a tag begins with {{{{ or {{% and ends with }}}} or %}} in the same paragraph")
        yield Problem("form-tag", what, paragraph.source, hint)
    if RESERVED.search(text):
        what = msg("a sign here cannot be told from those of the program: {text}", text=_told(text))
        yield Problem("form-sign", what, paragraph.source, msg("type it again in another font"))


def _told(text: str) -> str:
    return RESERVED.sub("□", text)[:60]


def _changes_tracked(package: Package, story: Story) -> Iterator[Problem]:
    if any(True for name in ("ins", "del", "moveFrom") for _ in story.root.iter(f"{{{W}}}{name}")):
        what = msg("the form holds tracked changes; what is deleted in them is not filled in")
        hint = msg("accept all changes in Word: “Review > Accept > Accept All”")
        yield Problem("form-changes", what, Source(package.shown), hint)


def _tags_elsewhere(package: Package, story: Story) -> Iterator[Problem]:
    """Tags in drawn letters and formulas, which are no text of the paper."""
    for name in ("drawingml/2006/main", "officeDocument/2006/math"):
        space = f"http://schemas.openxmlformats.org/{name}"
        for piece in story.root.iter(f"{{{space}}}t"):
            if STRAY.search(piece.text or ""):
                what = msg(
                    "a tag in a drawing or formula is not filled in: {text}", text=piece.text
                )
                yield Problem("form-elsewhere", what, Source(package.shown), None)
