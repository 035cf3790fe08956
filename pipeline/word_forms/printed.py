"""The values of a form as text in its runs: a gap is marked, a line break is one."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import Problem, RenderError
from pipeline.model.blocks import Run, RunKind
from pipeline.render.ledger import PLACEHOLDER, Ledger
from pipeline.render.word_checks import unprintable_in
from pipeline.word_forms.package import Element, W
from pipeline.word_forms.paragraphs import CELL, ROW, SPACE, TABLE, P, R, T

_LOOKS, _BREAK, _TAB = f"{{{W}}}rPr", f"{{{W}}}br", f"{{{W}}}tab"
_AFTER_HIGHLIGHT = tuple(
    f"{{{W}}}{name}"
    for name in (
        "u", "effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
        "eastAsianLayout", "specVanish", "oMath", "rPrChange",
    )
)  # fmt: skip
_LINES = re.compile(r"(\r\n|\r|\n|\t)")


def print_values(root: Element, ledger: Ledger) -> None:
    """Put each value in the place of its placeholder, with the look of the words around it.

    Raises:
        RenderError: a value holds a sign that no Word file can hold.
    """
    problems: list[Problem] = []
    for run in list(root.iter(R)):
        if any(PLACEHOLDER.search(piece.text or "") for piece in run.iterchildren(T)):
            fresh = list(_runs(run, ledger, problems))
            for one in fresh:
                run.addprevious(one)
            parent = run.getparent()
            assert parent is not None
            parent.remove(run)
    if problems:
        raise RenderError(*problems)


def _runs(run: Element, ledger: Ledger, problems: list[Problem]) -> Iterator[Element]:
    """The run as it is, but each gap, which is marked, by itself."""
    current = _like(run)
    for child in run:
        if child.tag == _LOOKS:
            continue
        if child.tag != T or not PLACEHOLDER.search(child.text or ""):
            current.append(copy.deepcopy(child))
            continue
        for n, piece in enumerate(PLACEHOLDER.split(child.text or "")):
            if n % 2 == 0:
                current.extend(_pieces(piece))
                continue
            value = ledger.print(piece)
            problem = unprintable_in(value)
            if problem is not None:
                problems.append(problem)
            elif value.kind in (RunKind.GAP, RunKind.UNTRANSLATED):
                yield current
                yield _marked(run, value)
                current = _like(run)
            else:
                current.extend(_pieces(value.text))
    yield current


def _like(run: Element) -> Element:
    fresh = etree.Element(R)
    for name, value in run.attrib.items():
        fresh.set(name, value)
    looks = run.find(_LOOKS)
    if looks is not None:
        fresh.append(copy.deepcopy(looks))
    return fresh


def _marked(run: Element, value: Run) -> Element:
    fresh = _like(run)
    looks = fresh.find(_LOOKS)
    if looks is None:
        looks = etree.SubElement(fresh, _LOOKS)
    for old in looks.findall(f"{{{W}}}highlight"):
        looks.remove(old)
    mark = etree.Element(f"{{{W}}}highlight")
    mark.set(f"{{{W}}}val", "yellow")
    place = next((n for n, one in enumerate(looks) if one.tag in _AFTER_HIGHLIGHT), len(looks))
    looks.insert(place, mark)
    fresh.extend(_pieces(value.text))
    return fresh


def _pieces(text: str) -> Iterator[Element]:
    for piece in _LINES.split(text):
        if piece == "\t":
            yield etree.Element(_TAB)
        elif piece in {"\n", "\r", "\r\n"}:
            yield etree.Element(_BREAK)
        elif piece:
            words = etree.Element(T)
            words.text = piece
            words.set(SPACE, "preserve")
            yield words


def complete(root: Element) -> None:
    """Give back what the file format asks for where a condition has left nothing.

    A table without rows is taken out; a cell ends in a paragraph, and so does a story.
    """
    for table in list(root.iter(TABLE)):
        if next(table.iter(ROW), None) is None:
            parent = table.getparent()
            assert parent is not None
            parent.remove(table)
    for row in list(root.iter(ROW)):
        if next(row.iter(CELL), None) is None:
            parent = row.getparent()
            assert parent is not None
            parent.remove(row)
    for cell in root.iter(CELL, f"{{{W}}}txbxContent", f"{{{W}}}footnote", f"{{{W}}}endnote"):
        if len(cell) == 0 or cell[-1].tag != P:
            etree.SubElement(cell, P)
    if root.tag in (f"{{{W}}}hdr", f"{{{W}}}ftr") and root.find(P) is None:
        etree.SubElement(root, P)


def text_of(root: Element) -> str:
    """Everything that can be read in a story, in the order in which it stands in the file."""
    signs = {_BREAK: "\n", _TAB: "\t"}
    return "".join(signs.get(str(piece.tag)) or piece.text or "" for piece in root.iter(T, *signs))
