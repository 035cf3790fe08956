"""What a page must have to be read aloud and no printer can add: refused, not passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.errors import Problem, msg

_HEADING = re.compile(r"h([1-6])")


def unreadable(page: Element) -> Iterator[Problem]:
    """What keeps an HTML page from being one that is read aloud (ISO 14289-1, 7.1, 7.3, 7.4.2).

    A title, words for each picture, and headings of which none skips a level.
    """
    if not (page.findtext(".//title") or "").strip():
        yield Problem(
            "title-missing",
            msg("The paper has no title."),
            hint=msg("Give its template a kind or a subject."),
        )
    depth = pictures = 0
    for element in page.iter():
        if element.tag == "img":
            pictures += 1
            if not element.get("alt", "").strip():
                yield Problem(
                    "picture-untold",
                    msg("No words tell what picture {number} of the paper shows.", number=pictures),
                    hint=msg("State its caption in the inputs."),
                )
        if found := _HEADING.fullmatch(str(element.tag)):
            level = int(found[1])
            if level > depth + 1:
                yield Problem(
                    "heading-level",
                    msg(
                        "The heading “{heading}” skips a level.",
                        heading=" ".join("".join(element.itertext()).split()),
                    ),
                    hint=msg("Give it one # less in the template, or the heading above it."),
                )
            depth = level
