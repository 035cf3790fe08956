"""A copy of a form with what is wrong as comments in Word, each at its paragraph."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.errors import Problem, Speech
from pipeline.word_forms.package import packed

_AUTHOR = "bloc"


def with_remarks(content: bytes, problems: Sequence[Problem], speech: Speech) -> bytes:
    """The Word file with a comment for each problem, in the language of ``speech``.

    What is wrong in heads, feet and notes stands at the first paragraph, for Word has no comments
    there.
    """
    word = docx.Document(io.BytesIO(content))
    paragraphs = [Paragraph(one, word) for one in word.element.body.iter(qn("w:p"))]
    if not paragraphs:
        paragraphs = [word.add_paragraph()]
    for problem in problems:
        word.add_comment(
            _runs_at(problem, paragraphs), _said(problem, speech), author=_AUTHOR, initials=_AUTHOR
        )
    _without_days(word)
    _without_looks(word)
    target = io.BytesIO()
    word.save(target)
    with zipfile.ZipFile(target) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def _runs_at(problem: Problem, paragraphs: Sequence[Paragraph]) -> list[Run]:
    """What a comment is about: the words of the paragraph."""
    source = problem.source
    in_text = source is not None and source.spot is not None and not source.spot.story
    paragraph = paragraphs[source.line - 1 if source is not None and in_text else 0]
    runs = paragraph.runs or [paragraph.add_run()]
    return [runs[0], runs[-1]]


def _said(problem: Problem, speech: Speech) -> str:
    place = problem.source.spot if problem.source else None
    where = f"{place.message.in_words(speech)}: " if place is not None and place.story else ""
    hint = f"\n{problem.hint.in_words(speech)}" if problem.hint else ""
    return f"{where}{problem.message.in_words(speech)}{hint}"


def _without_days(word: WordDocument) -> None:
    """The day of writing is nobody's business, and no two copies would be alike."""
    for comment in word.comments:
        if (stamp := qn("w:date")) in comment._comment_elm.attrib:
            del comment._comment_elm.attrib[stamp]


def _without_looks(word: WordDocument) -> None:
    """Comments look as Word has them look; the form need not have styles for them."""
    known = {style.style_id for style in word.styles}
    remarks = [comment._comment_elm for comment in word.comments]
    for root in (word.element.body, *remarks):
        for name in ("w:rStyle", "w:pStyle"):
            for used in list(root.iter(qn(name))):
                style, parent = used.get(qn("w:val")), used.getparent()
                if style in _STYLES and style not in known and parent is not None:
                    parent.remove(used)


_STYLES = ("CommentReference", "CommentText")
