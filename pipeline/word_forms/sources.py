"""A mended story as the source of a template: its XML, with the tags as the language reads them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from pipeline.word_forms.blocks import cells_of, rows_of
from pipeline.word_forms.checking import CheckedStory
from pipeline.word_forms.package import Element
from pipeline.word_forms.paragraphs import TAG_CLOSE, TAG_OPEN, Tag, own_texts

TOLD = "told"
"""The filter by which every value is printed; it takes the number of the tag."""
_MARK = "bloc"
Beside = dict[int, tuple[Element, bool]]
"""The row that a tag stands beside, by its number, and whether before it."""
_SIGN = re.compile(rf"{TAG_OPEN}([0-9]+){TAG_CLOSE}|<\?{_MARK} ([0-9]+)\?>")


@dataclass(frozen=True, slots=True)
class StorySource:
    """The source of one story. Each line but the first begins in the tag of its number."""

    name: str
    text: str
    tags: tuple[int, ...]

    def tag_at(self, line: int) -> int | None:
        """The number of the tag on a line of the source."""
        return self.tags[line - 2] if 2 <= line <= len(self.tags) + 1 else None


def source_of(checked: CheckedStory) -> StorySource:
    """The story as a template. What the file itself holds can be no tag in it."""
    root = copy.deepcopy(checked.story.root)
    twins = dict(zip(checked.story.root.iter(), root.iter(), strict=True))
    _set_out(checked, twins)
    # Every brace of the file, in whatever attribute, is a letter; line breaks count tags.
    xml = etree.tostring(root, encoding="unicode").replace("{", "&#123;").replace("\n", "&#10;")
    by_number = {tag.number: tag for one in checked.paragraphs for tag in one.tags}
    written: list[int] = []

    def tag(found: re.Match[str]) -> str:
        number = int(found[1] or found[2])
        text = _written(by_number[number])
        if text:
            written.append(number)
        return text

    return StorySource(checked.story.name, _SIGN.sub(tag, xml), tuple(written))


def _written(tag: Tag) -> str:
    match tag.kind:
        case "print":
            return f"{{{{\n({tag.words})|{TOLD}({tag.number}) }}}}"
        case "control":
            return f"{{%\n{tag.words} %}}"
    return ""


def _set_out(checked: CheckedStory, twins: dict[Element, Element]) -> None:
    """Put each tag that encloses paragraphs, cells or rows in the place of what it stood in."""
    replaced, around = _places(checked)
    inside_replaced = {
        tag.number: whole
        for one in checked.paragraphs
        if (whole := _outermost(one.element, replaced)) is not None
        for tag in one.tags
    }
    tags_of: dict[Element, list[int]] = {}
    for number, whole in sorted(inside_replaced.items()):
        if number not in around:
            tags_of.setdefault(whole, []).append(number)
    for number, (row, before) in sorted(around.items(), key=lambda one: (one[1][1], one[0])):
        _put_beside(twins[row], number, before)
    for one in checked.paragraphs:
        _take_out(twins[one.element], around)
    for whole in replaced:
        twin = twins[whole]
        parent = twin.getparent()
        if parent is not None and _outermost(whole, replaced) is whole:
            for number in tags_of.get(whole, []):
                twin.addprevious(etree.ProcessingInstruction(_MARK, str(number)))
            parent.remove(twin)


def _places(checked: CheckedStory) -> tuple[dict[Element, None], Beside]:
    """What makes room for the tags in it, and the tags that stand beside a row."""
    replaced: dict[Element, None] = {}
    around: Beside = {}
    for block in checked.blocks:
        match block.reach:
            case "paragraphs":
                replaced.update(dict.fromkeys(one.element for one in block.tags))
            case "cells":
                replaced.update(dict.fromkeys(cell for _, cell in cells_of(block)))
            case "rows":
                replaced.update(dict.fromkeys(row for _, row in rows_of(block)))
            case "one-row":
                for n, (placed, row) in enumerate(rows_of(block)):
                    around[placed.tag.number] = (row, n == 0)
    replaced.update(dict.fromkeys(p.element for p in checked.paragraphs if p.only_tags))
    return replaced, around


def _outermost(element: Element, among: dict[Element, None]) -> Element | None:
    steps = [step for step in (element, *element.iterancestors()) if step in among]
    return steps[-1] if steps else None


def _put_beside(row: Element, number: int, before: bool) -> None:
    """A tag right before a row, or after it: the outer ones farther away."""
    mark = etree.ProcessingInstruction(_MARK, str(number))
    if before:
        row.addprevious(mark)
        return
    last = row
    while isinstance(following := last.getnext(), etree._ProcessingInstruction):
        last = following
    last.addnext(mark)


def _take_out(paragraph: Element, around: Beside) -> None:
    """Leave the tags that stand beside the row out of the words of the cell."""
    for piece in own_texts(paragraph):
        if piece.text and TAG_OPEN in piece.text:
            piece.text = "".join(_kept(piece.text, around))


def _kept(text: str, around: Beside) -> Iterator[str]:
    end = 0
    for found in re.finditer(f"{TAG_OPEN}([0-9]+){TAG_CLOSE}", text):
        yield text[end : found.start()]
        if int(found[1]) not in around:
            yield found[0]
        end = found.end()
    yield text[end:]
