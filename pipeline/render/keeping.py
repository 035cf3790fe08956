"""What must not stand alone on a page: a signature with one line above it looks like a mistake."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.blocks import Block, Heading, Paragraph, plain

_TWO_LINES = 200
"""Letters that make at least two lines of a page."""


def ending(blocks: Sequence[Block]) -> int:
    """How many of the last blocks stay with the signature after them.

    Paragraphs until there are two lines of text; of a table, its last rows are enough, and so is
    a picture.
    """
    letters = 0
    for count, block in enumerate(reversed(blocks), 1):
        match block:
            case Paragraph():
                letters += len(plain(block.content))
            case Heading():
                pass
            case _:
                return count
        if letters >= _TWO_LINES:
            return count
    return len(blocks)
