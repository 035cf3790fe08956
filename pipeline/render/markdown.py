"""Markdown → blocks: the one door to the Markdown library.

The Markdown of the text templates is CommonMark with tables, and three habits:

- a paragraph that begins with ``: `` right before a table is its caption;
- a table whose last row begins with bold words ends in a total;
- a quotation (``> ``) is small print.
"""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.model.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Line,
    Paragraph,
    Role,
    Run,
    Table,
    plain,
)
from pipeline.render.formats import inflected, with_one_article
from pipeline.render.ledger import BLOCK_PLACEHOLDER, PLACEHOLDER, Ledger
from pipeline.spelling.ordinals import letter

# Letters of table text that fit on one line between the margins of an A4 page, and of one that
# lies on its side: 165 and 252 mm.
_LETTERS_ACROSS = 88.0
_LETTERS_ACROSS_LANDSCAPE = 134.0


@cache
def _parser() -> MarkdownIt:
    return (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["html_block", "html_inline"])
    )


def read_blocks(
    text: str, ledger: Ledger, *, landscape: bool = False, clauses: bool = False
) -> tuple[Block, ...]:
    """The blocks of ``text``, placeholders turned back into the values of ``ledger``.

    ``landscape``: whether they stand on a page that lies on its side. ``clauses``: whether numbered
    lists are the clauses of articles: 1. 2., and a) b) within them.
    """
    across = _LETTERS_ACROSS_LANDSCAPE if landscape else _LETTERS_ACROSS
    return tuple(_Reader(ledger, across, clauses=clauses).blocks(_parser().parse(text)))


def read_lines(text: str, ledger: Ledger) -> tuple[Line, ...]:
    """``text`` as lines: every line that is not empty, by itself."""
    lines = []
    for row in text.splitlines():
        if row.strip():
            tokens = _parser().parseInline(row.strip())
            lines.append(_Reader(ledger).line(tokens[0]))
    return tuple(lines)


class _Reader:
    def __init__(
        self, ledger: Ledger, letters_across: float = _LETTERS_ACROSS, *, clauses: bool = False
    ) -> None:
        self.ledger = ledger
        self.clauses = clauses
        self.letters_across = letters_across

    def blocks(self, tokens: Sequence[Token]) -> list[Block]:
        blocks: list[Block] = []
        lists: list[int | None] = []
        quoted = False
        pending_marker = ""
        n = 0
        while n < len(tokens):
            token = tokens[n]
            match token.type:
                case "heading_open":
                    level = int(token.tag[1:])
                    blocks.append(Heading(level, "", self.line(tokens[n + 1])))
                    n += 2
                case "bullet_list_open":
                    lists.append(None)
                case "ordered_list_open":
                    lists.append(0)
                case "bullet_list_close" | "ordered_list_close":
                    lists.pop()
                case "list_item_open":
                    pending_marker = _marker(lists, clauses=self.clauses)
                case "blockquote_open":
                    quoted = True
                case "blockquote_close":
                    quoted = False
                case "paragraph_open":
                    inline = tokens[n + 1]
                    # In rules the points stand in line with their clauses, as offices set them.
                    level = max(len(lists) - 1, 1) if self.clauses and lists else len(lists)
                    blocks.append(self.paragraph(inline, pending_marker, level, quoted))
                    pending_marker = ""
                    n += 2
                case "table_open":
                    end = next(m for m in range(n, len(tokens)) if tokens[m].type == "table_close")
                    blocks.append(self.table(tokens[n:end], _take_caption(blocks)))
                    n = end
            n += 1
        return blocks

    def paragraph(self, inline: Token, marker: str, level: int, quoted: bool) -> Block:
        made = BLOCK_PLACEHOLDER.fullmatch(inline.content.strip())
        if made:
            return self.ledger.block(made.group(1))
        role = Role.NOTE if quoted else Role.ITEM if level else Role.BODY
        return Paragraph(self.line(inline), role, marker, level)

    def table(self, tokens: Sequence[Token], caption: Line) -> Table:
        titles: list[Line] = []
        aligns: list[Align] = []
        rows: list[tuple[Line, ...]] = []
        row: list[Line] = []
        for n, token in enumerate(tokens):
            match token.type:
                case "th_open":
                    titles.append(self.line(tokens[n + 1]))
                    style = str(token.attrs.get("style", "text-align:left"))
                    aligns.append(Align(style.partition(":")[2]))
                case "td_open":
                    row.append(self.line(tokens[n + 1]))
                case "tr_close" if row:
                    rows.append(tuple(row))
                    row = []
        first_words = next((cell for cell in rows[-1] if cell), ()) if rows else ()
        has_total = bool(first_words) and all(run.bold for run in first_words)
        if has_total:
            rows[-1] = tuple(
                tuple(dataclasses.replace(run, bold=True) for run in cell) for cell in rows[-1]
            )
        widths = column_widths(titles, rows, self.letters_across)
        columns = tuple(
            Column(title, align, width)
            for title, align, width in zip(titles, aligns, widths, strict=True)
        )
        landscape = self.letters_across > _LETTERS_ACROSS
        return Table(columns, tuple(rows), caption, has_total, landscape)

    def line(self, inline: Token) -> Line:
        runs: list[Run] = []
        bold = italic = 0
        for token in inline.children or []:
            match token.type:
                case "strong_open":
                    bold += 1
                case "strong_close":
                    bold -= 1
                case "em_open":
                    italic += 1
                case "em_close":
                    italic -= 1
                case "softbreak":
                    runs.append(Run(" "))
                case "hardbreak":
                    runs.append(Run("\n"))
                case _:
                    runs.extend(self.runs(token.content, bool(bold), bool(italic)))
        return _joined(runs)

    def runs(self, text: str, bold: bool, italic: bool) -> list[Run]:
        runs: list[Run] = []
        end = 0
        for found in PLACEHOLDER.finditer(text):
            run = self.ledger.print(found.group(1))
            name = inflected(run.text, text[found.end() :], self.ledger.language)
            before, name = with_one_article(text[end : found.start()], name, self.ledger.language)
            runs.append(Run(before, bold=bold, italic=italic))
            run = dataclasses.replace(run, text=name)
            runs.append(
                dataclasses.replace(run, bold=bold or run.bold, italic=italic or run.italic)
            )
            end = found.end()
        runs.append(Run(text[end:], bold=bold, italic=italic))
        return runs


def _joined(runs: list[Run]) -> Line:
    """Neighbours that differ only in their text as one run; empty runs left out.

    A figure stays a run of its own.
    """
    joined: list[Run] = []
    for run in runs:
        if not run.text and not run.footnote:
            continue
        alike = joined and dataclasses.replace(joined[-1], text=run.text) == run
        if alike and not run.sources and run.number is None and not run.footnote:
            joined[-1] = dataclasses.replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _marker(counts: list[int | None], *, clauses: bool) -> str:
    """The marker of the next item of the innermost list; a bulleted list does not count."""
    count = counts[-1]
    if count is None:
        return "- "
    counts[-1] = count + 1
    if clauses and all(outer is None for outer in counts[:-1]):
        return f"{count + 1}. "
    return f"{letter(count + 1)}) "


def _take_caption(blocks: list[Block]) -> Line:
    """The paragraph before a table, when it is written as its caption."""
    match blocks[-1:]:
        case [Paragraph(content=(first, *rest), role=Role.BODY)] if first.text.startswith(": "):
            blocks.pop()
            return (dataclasses.replace(first, text=first.text[2:]), *rest)
    return ()


# The white to the left and right in a cell, and what bold letters need more.
_CELL_MARGINS = 3.2


def _breadth(text: str) -> float:
    """How much room a text takes in a line, in Latin letters.

    Devanagari letters are broader; its signs stand beside (Mc) or above and below them (Mn).
    """
    kinds = (unicodedata.category(letter) for letter in text)
    return sum(_BREADTHS.get(kind, 1.0) for kind in kinds)


_BREADTHS = {"Mn": 0.0, "Mc": 0.6, "Lo": 1.4}


def column_widths(
    titles: Sequence[Line], rows: Sequence[Sequence[Line]], letters_across: float = _LETTERS_ACROSS
) -> list[float]:
    """The share of each column, from the texts it holds; shares add up to 1.

    A column is at least as wide as its longest word and its folded title; what room
    is left goes to the columns whose texts would fold, in proportion to what they lack. Titles fold
    in more lines where texts would else have hardly any room.
    """
    for lines in _TITLE_LINES:
        least, lacking = _needs(titles, rows, letters_across, lines)
        room = max(letters_across - sum(least), 0)
        if room >= sum(min(lack, _A_SHORT_LINE) for lack in lacking) / 2:
            break
    # Where nothing folds, the room left over widens all columns alike.
    wanted = min(1.0, room / sum(lacking)) if sum(lacking) else 0.0
    widths = [need + lack * wanted for need, lack in zip(least, lacking, strict=True)]
    return [width / sum(widths) for width in widths]


_TITLE_LINES = (2.3, 3.5, 5.0)
"""In how many lines a title may fold, as it seems from its length."""
_A_SHORT_LINE = 30.0
"""Letters in a line of a cell that nobody minds to read."""


def _needs(
    titles: Sequence[Line], rows: Sequence[Sequence[Line]], letters_across: float, lines: float
) -> tuple[list[float], list[float]]:
    """What each column needs at least, and what it lacks for its longest text to fit in a line."""
    least: list[float] = []
    lacking: list[float] = []
    for n, title in enumerate(titles):
        texts = [plain(title), *(plain(row[n]) for row in rows)]
        word = max((_breadth(w) for text in texts for w in text.split()), default=1.0)
        need = max(word, _breadth(plain(title)) / lines, 2) + _CELL_MARGINS
        cells = max((_breadth(text) for text in texts[1:]), default=0.0)
        least.append(need)
        lacking.append(max(min(cells, 2 * letters_across) + _CELL_MARGINS - need, 0))
    return least, lacking
