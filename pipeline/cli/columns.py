"""Tables on a terminal: columns that stand straight whatever the letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = "  "
_NARROWEST = 14


def in_columns(head: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """The lines of a table for a terminal of ``width`` columns; long cells go on below."""
    widths = _widths([head, *rows], width)
    lines = [*_row(head, widths), GAP.join("─" * one for one in widths)]
    for row in rows:
        lines.extend(_row(row, widths))
    return lines


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """As wide as the words, but together no wider than the terminal: the widest give way."""
    widths = [max(columns_of(cell) for cell in column) for column in zip(*rows, strict=True)]
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _row(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    columns = [wrapped(cell, width) for cell, width in zip(cells, widths, strict=True)]
    return [
        GAP.join(
            padded(lines[n] if n < len(lines) else "", width)
            for lines, width in zip(columns, widths, strict=True)
        ).rstrip()
        for n in range(max(map(len, columns)))
    ]


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of ``width`` columns; a word that is wider has a line of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and columns_of(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def padded(text: str, width: int) -> str:
    """The text with spaces after it, ``width`` columns together."""
    return text + " " * (width - columns_of(text))


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes: marks take none, wide letters two."""
    return sum(
        0
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(letter) in {"W", "F"}
        else 1
        for letter in text
    )
