"""The clerk's word on what the report says: her notes on single items, which always prevail."""

from __future__ import annotations

import hashlib
from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.base import LANGUAGES, N_, Fact, Whole, Words, Written
from pipeline.model.year import ITEM_FIGURES, Result


class EditorialNote(Fact):
    """What becomes of one item of the report.

    ``item`` is its code, as ``bloc explain summary`` tells it. A pinned item stands in every
    report, a dropped one in none. ``place`` is its place within its theme, counted from 1.
    ``text`` is printed instead of the source's words, which stand beside it in ``original``:
    where the source has changed since, or the figures differ, the rewording is refused.
    """

    item: Written = Field(title="mã nội dung")
    use: Literal["pin", "drop"] | None = Field(None, title=N_("ghim hoặc bỏ"))
    place: Annotated[Whole, Field(ge=1)] | None = Field(None, title=N_("thứ tự trong mục"))
    original: Words | None = Field(None, title=N_("câu gốc"))
    text: Words | None = Field(None, title=N_("câu sửa"))
    reason: Words | None = Field(None, title=N_("lý do biên tập"))


def code_of(result: Result) -> str:
    """How a note names a result: whose it is, and six signs of what it says.

    It does not depend on where the result stands, and changes when what it says does, so that a
    note cannot come to be about something else, and no two results that differ share one.
    """
    words = " ".join(result.text.in_language(one) or "" for one in LANGUAGES)
    figures = (getattr(result, figure) for figure in ITEM_FIGURES)
    stated = (figure.written() if figure else "" for figure in figures)
    measure = result.measure.said_in("vi") if result.measure else None
    marks = {
        "measure": measure,
        "date": result.date,
        "first_time": result.first_time,
        "overcomes": result.overcomes,
        "fewer_is_better": result.fewer_is_better,
    }
    more = (f"{name}: {mark}" for name, mark in marks.items() if mark)
    said = "\n".join((result.theme, " ".join(words.split()), *stated, *more))
    return f"{result.unit or 'khoi'}-{hashlib.sha256(said.encode()).hexdigest()[:6]}"
