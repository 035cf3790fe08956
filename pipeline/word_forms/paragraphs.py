"""The paragraphs of a form in the order of reading, and the tags that stand in them.

Word cuts a tag into pieces wherever spelling or formatting changed, and turns quotation marks. Here
a tag is one piece again: it keeps the look of its first word, and what is left of the others is
only what stood beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.errors import Source, Spot
from pipeline.word_forms.package import Element, Package, Story, W

P, R, T = f"{{{W}}}p", f"{{{W}}}r", f"{{{W}}}t"
TABLE, ROW, CELL = f"{{{W}}}tbl", f"{{{W}}}tr", f"{{{W}}}tc"
BOX = f"{{{W}}}txbxContent"
DELETED = (f"{{{W}}}del", f"{{{W}}}moveFrom")
"""What a reader does not see, because somebody struck it out or moved it away."""
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

TAG_OPEN, TAG_CLOSE = "\ue010", "\ue011"
"""Around the number of a tag in the text of a mended paragraph."""
RESERVED = re.compile("[\ue000-\ue01f]")

_BREAKS = {
    f"{{{W}}}tab": "\t",
    f"{{{W}}}br": "\n",
    f"{{{W}}}cr": "\n",
    f"{{{W}}}noBreakHyphen": "-",
}
_HIDDEN = "\u00ad\u200b-\u200f\u2060\ufeff"
_GAP = rf"[\s{_HIDDEN}]*"
_OPEN = rf"[{{｛]{_GAP}[{{｛%％#＃]"
_TAG = re.compile(
    rf"[{{｛]{_GAP}[{{｛](?P<print>.*?)[}}｝]{_GAP}[}}｝]"
    rf"|[{{｛]{_GAP}[%％](?P<control>.*?)[%％]{_GAP}[}}｝]"
    rf"|[{{｛]{_GAP}[#＃](?P<comment>.*?)[#＃]{_GAP}[}}｝]",
    re.DOTALL,
)
STRAY = re.compile(rf"{_OPEN}|[}}｝]{_GAP}[}}｝]|[%％]{_GAP}[}}｝]")
_TYPED = str.maketrans("“”„‟″‘’‚‛′（）［］，．｜：＝", "\"\"\"\"\"'''''()[],.|:=")
_PREFIX = re.compile(r"^(tr|tc|p|r)\s+(?=\S)")

TagKind = Literal["print", "control", "comment"]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as its writer meant it: without braces, mended. ``word`` is the first of a control tag.

    ``level`` is what docxtpl calls the thing it stands for: row, cell, paragraph, run.
    """

    kind: TagKind
    words: str
    level: str
    number: int

    @property
    def word(self) -> str:
        """``for``, ``endif`` …"""
        return self.words.split(maxsplit=1)[0] if self.words else ""

    def __str__(self) -> str:
        """As it is typed."""
        if self.kind == "print":
            return f"{{{{ {self.words} }}}}"
        sign = "%" if self.kind == "control" else "#"
        return f"{{{sign} {self.words} {sign}}}"


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph that holds tags or their remains, with its place."""

    element: Element
    source: Source
    tags: tuple[Tag, ...]
    text: str
    """What stands in it, each tag by its sign."""

    @property
    def only_tags(self) -> bool:
        """Whether it holds nothing but tags that print nothing, so that it leaves no trace."""
        prints = any(tag.kind == "print" for tag in self.tags)
        return bool(self.tags) and not prints and not self._without_tags.strip() and not self._holds

    @property
    def _without_tags(self) -> str:
        return re.sub(f"{TAG_OPEN}[0-9]+{TAG_CLOSE}", "", self.text)

    @property
    def _holds(self) -> bool:
        kept = ("drawing", "pict", "object", "sectPr", "footnoteReference", "fldChar")
        return any(True for name in kept for _ in self.element.iter(f"{{{W}}}{name}"))


def paragraphs_of(package: Package, story: Story, first_tag: int) -> Iterator[WordParagraph]:
    """The paragraphs of a story, their tags mended in place and numbered from ``first_tag``."""
    number = first_tag
    for line, (element, spot) in enumerate(_walk(story.root, story.kind), start=1):
        tags, text = _mend(element, number)
        number += len(tags)
        yield WordParagraph(element, Source(package.shown, line, spot=spot), tags, text)


def _walk(root: Element, kind: str) -> Iterator[tuple[Element, Spot]]:
    """Each paragraph with its place, tables counted in what holds them."""
    places: dict[Element, int] = {}
    counts: Counter[tuple[Element, str]] = Counter()
    for element in root.iter(P, TABLE, ROW, CELL):
        around = next((s for s in element.iterancestors() if s.tag in _HOLDERS[element.tag]), root)
        counts[around, str(element.tag)] += 1
        places[element] = counts[around, str(element.tag)]
        if element.tag == P:
            steps = list(element.iterancestors())
            cells = [
                (places[_next(TABLE, steps, n)], places[_next(ROW, steps, n)], places[step])
                for n, step in enumerate(steps)
                if step.tag == CELL
            ]
            in_box = any(step.tag == BOX for step in steps)
            yield element, Spot(kind, tuple(reversed(cells)), places[element], in_box)


_HOLDERS = {P: (CELL, BOX), TABLE: (CELL, BOX), ROW: (TABLE,), CELL: (ROW,)}
"""What each is counted in."""


def _next(tag: str, steps: Sequence[Element], after: int) -> Element:
    return next(step for step in steps[after:] if step.tag == tag)


def own_texts(paragraph: Element) -> Iterator[Element]:
    """The pieces of text, tabs and breaks of a paragraph, without those of text boxes in it."""
    for piece in paragraph.iter(T, *_BREAKS):
        holders = (P, *DELETED, f"{{{W}}}pPr")
        if next((s for s in piece.iterancestors() if s.tag in holders), None) is paragraph:
            yield piece


def _mend(paragraph: Element, first: int) -> tuple[tuple[Tag, ...], str]:
    """Make each tag of a paragraph one piece of text: its sign."""
    pieces = list(own_texts(paragraph))
    texts = [_BREAKS.get(str(piece.tag)) or piece.text or "" for piece in pieces]
    owners = [n for n, text in enumerate(texts) for _ in text]
    whole = "".join(texts)
    tags: list[Tag] = []
    fresh: list[list[str]] = [[] for _ in pieces]
    touched: set[int] = set()
    end = 0
    for found in _TAG.finditer(whole):
        for at in range(end, found.start()):
            fresh[owners[at]].append(whole[at])
        kind: TagKind = found.lastgroup  # type: ignore[assignment]
        tag = _tag(kind, found[kind], first + len(tags))
        tags.append(tag)
        inner = found.start(kind) + len(found[kind]) - len(found[kind].lstrip())
        home = next(
            n for n in (owners[min(inner, found.end() - 1)], *owners[found.start() :])
            if pieces[n].tag == T
        )  # fmt: skip
        fresh[home].append(f"{TAG_OPEN}{tag.number}{TAG_CLOSE}")
        touched |= set(owners[found.start() : found.end()])
        end = found.end()
    for at in range(end, len(whole)):
        fresh[owners[at]].append(whole[at])
    for n in touched:
        if pieces[n].tag == T:
            pieces[n].text = "".join(fresh[n])
            pieces[n].set(SPACE, "preserve")
        elif not fresh[n]:
            holder = pieces[n].getparent()
            assert holder is not None
            holder.remove(pieces[n])
    return tuple(tags), "".join("".join(part) for part in fresh)


def _tag(kind: TagKind, inner: str, number: int) -> Tag:
    words = re.sub(rf"[{_HIDDEN}]", "", inner).translate(_TYPED)
    words = " ".join(words.strip("-+ \t\n\xa0").split()) if kind != "comment" else ""
    level = ""
    if kind != "comment" and not inner[:1].isspace():
        prefix = _PREFIX.match(words)
        if prefix:
            level, words = prefix[1], words[prefix.end() :]
    return Tag(kind, words, level, number)


def around(paragraph: WordParagraph) -> str:
    """What stands in a paragraph, its tags as typed, for a reader to find it by."""
    tags = {str(tag.number): str(tag) for tag in paragraph.tags}
    text = re.sub(f"{TAG_OPEN}([0-9]+){TAG_CLOSE}", lambda found: tags[found[1]], paragraph.text)
    text = " ".join(text.split())
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"


_MOST_SHOWN = 80


def is_copy(element: Element) -> bool:
    """Whether a paragraph is the copy of a text box that older programs read."""
    return any(step.tag == _FALLBACK for step in element.iterancestors())
