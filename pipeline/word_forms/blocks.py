"""What the tags of a form enclose: loops and conditions, over words, paragraphs, cells or rows.

A paragraph, or a row of a table, that holds nothing but such tags leaves no trace. A loop that
begins in one cell of a row and ends in another repeats the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.errors import Message, Problem, Source, msg
from pipeline.spelling.names import likest
from pipeline.word_forms.package import Element
from pipeline.word_forms.paragraphs import (
    BOX,
    CELL,
    ROW,
    TABLE,
    P,
    Tag,
    WordParagraph,
    own_texts,
)

_CLOSED_BY = {"for": "endfor", "if": "endif"}
_INSIDE = {"elif": ("if",), "else": ("if", "for")}
CONTROL_WORDS = ("for", "endfor", "if", "elif", "else", "endif", "set")

Reach = Literal["words", "paragraphs", "cells", "rows", "one-row"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A tag and the paragraph it stands in."""

    tag: Tag
    paragraph: WordParagraph

    @property
    def element(self) -> Element:
        """The paragraph in the file."""
        return self.paragraph.element


@dataclass(slots=True)
class _Open:
    opener: Placed
    middle: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A loop or condition: its tags in order, and what they enclose."""

    tags: tuple[Placed, ...]
    reach: Reach


@dataclass(frozen=True, slots=True)
class Structure:
    """The loops and conditions of one story, and what is wrong with them."""

    blocks: tuple[Enclosed, ...]
    problems: tuple[Problem, ...]


def structure_of(paragraphs: Sequence[WordParagraph]) -> Structure:
    """What the tags of a story enclose. A text box is a text by itself."""
    stacks: dict[Element | None, list[_Open]] = {}
    done: list[Enclosed] = []
    problems: list[Problem] = []
    for paragraph in paragraphs:
        stack = stacks.setdefault(box_of(paragraph.element), [])
        for tag in paragraph.tags:
            if tag.kind == "control":
                placed = Placed(tag, paragraph)
                problem = _take(placed, stack, done)
                if problem is not None:
                    problems.append(problem)
    for stack in stacks.values():
        problems.extend(_never_closed(one.opener) for one in stack)
    return Structure(tuple(done), tuple(problems))


def box_of(element: Element) -> Element | None:
    """The text box that a paragraph stands in."""
    return next((step for step in element.iterancestors() if step.tag == BOX), None)


def _take(placed: Placed, stack: list[_Open], done: list[Enclosed]) -> Problem | None:
    word = placed.tag.word
    top = stack[-1] if stack else None
    if word in _CLOSED_BY:
        stack.append(_Open(placed))
    elif word in _INSIDE:
        if top is None or top.opener.tag.word not in _INSIDE[word]:
            return _problem("form-block", msg("{tag} stands in no {{% if %}}", tag=word), placed)
        top.middle.append(placed)
    elif word in _CLOSED_BY.values():
        if top is None or _CLOSED_BY[top.opener.tag.word] != word:
            return _wrongly_closed(placed, top)
        stack.pop()
        tags = (top.opener, *top.middle, placed)
        reach = _reach(tags)
        if reach is None:
            return _crossing(top.opener, placed)
        done.append(Enclosed(tags, reach))
    elif word != "set":
        return _unknown_word(placed)
    return None


def _wrongly_closed(placed: Placed, top: _Open | None) -> Problem:
    if top is None:
        return _problem(
            "form-block",
            msg("{tag} closes nothing: nothing is open here", tag=str(placed.tag)),
            placed,
        )
    return _problem(
        "form-block",
        msg(
            "{tag} does not close {open}, which is open since {place}",
            tag=str(placed.tag),
            open=str(top.opener.tag),
            place=_spot(top.opener.paragraph.source),
        ),
        placed,
        msg("close it first with {{% {word} %}}", word=_CLOSED_BY[top.opener.tag.word]),
    )


def _never_closed(opener: Placed) -> Problem:
    return _problem(
        "form-block",
        msg("{tag} is never closed", tag=str(opener.tag)),
        opener,
        msg("write {{% {word} %}} where it ends", word=_CLOSED_BY[opener.tag.word]),
    )


def _crossing(opener: Placed, closer: Placed) -> Problem:
    return _problem(
        "form-block",
        msg(
            "{tag} begins here and ends in {place}, and what is between cannot be repeated or left"
            " out as a whole",
            tag=str(opener.tag),
            place=_spot(closer.paragraph.source),
        ),
        opener,
        msg(
            "put both into one paragraph, or into one row of a table, or each alone into a"
            " paragraph or row of its own"
        ),
    )


def _unknown_word(placed: Placed) -> Problem:
    word = placed.tag.word
    near = likest(placed.tag.words.replace(" ", ""), CONTROL_WORDS) or likest(word, CONTROL_WORDS)
    hint = (
        msg("did you mean {{% {word} %}}?", word=near[0])
        if near
        else msg("a form knows: {words}", words=CONTROL_WORDS)
    )
    what = msg("{tag}: a form knows no “{word}”", tag=str(placed.tag), word=word)
    return _problem("form-tag", what, placed, hint)


def _problem(code: str, message: Message, placed: Placed, hint: Message | None = None) -> Problem:
    return Problem(code, message, placed.paragraph.source, hint)


def _spot(source: Source) -> Message:
    assert source.spot is not None
    return source.spot.message


def _reach(tags: Sequence[Placed]) -> Reach | None:
    """What the tags of one block enclose; None where that is no whole."""
    elements = [one.element for one in tags]
    if all(element is elements[0] for element in elements):
        return "words"
    if all(one.tag.level == "tc" for one in tags) and _cells_stand_alone(elements):
        return "cells"
    if all(one.paragraph.only_tags for one in tags):
        parents = [element.getparent() for element in elements]
        if all(parent is parents[0] for parent in parents):
            return "paragraphs"
    rows = _rows(elements)
    if rows is None:
        return None
    if all(row is rows[0] for row in rows):
        cells = {_step(element, CELL, rows[0]) for element in elements}
        return "one-row" if len(tags) == 2 and len(cells) == 2 else None
    return "rows" if all(_holds_only_tags(row, tags) for row in set(rows)) else None


def _cells_stand_alone(elements: Sequence[Element]) -> bool:
    cells = [next((s for s in e.iterancestors() if s.tag == CELL), None) for e in elements]
    return None not in cells and len({cell.getparent() for cell in cells if cell is not None}) == 1


def _rows(elements: Sequence[Element]) -> list[Element] | None:
    """The row of each paragraph, in the innermost table that holds them all."""
    tables = [step for step in elements[0].iterancestors() if step.tag == TABLE]
    for table in tables:
        if all(table in list(element.iterancestors()) for element in elements):
            return [_step(element, ROW, table) for element in elements]
    return None


def _step(element: Element, tag: str, inside: Element) -> Element:
    """The outermost part of a kind around a paragraph that is still ``inside`` another."""
    steps = []
    for step in element.iterancestors():
        if step is inside:
            break
        steps.append(step)
    return next(step for step in reversed(steps) if step.tag == tag)


def _holds_only_tags(row: Element, tags: Sequence[Placed]) -> bool:
    inside = [one.paragraph for one in tags if row in list(one.element.iterancestors())]
    bare = {paragraph.element for paragraph in inside if paragraph.only_tags}
    if len(bare) < len({paragraph.element for paragraph in inside}):
        return False
    return all(
        element in bare or not "".join(piece.text or "" for piece in own_texts(element)).strip()
        for element in row.iter(P)
    )


def rows_of(block: Enclosed) -> Iterator[tuple[Placed, Element]]:
    """Each tag of a block over rows, with its row."""
    rows = _rows([one.element for one in block.tags])
    assert rows is not None
    yield from zip(block.tags, rows, strict=True)


def cells_of(block: Enclosed) -> Iterator[tuple[Placed, Element]]:
    """Each tag of a block over cells, with its cell."""
    for one in block.tags:
        yield one, next(step for step in one.element.iterancestors() if step.tag == CELL)
