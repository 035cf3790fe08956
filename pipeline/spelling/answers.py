"""Yes and no as people type them."""

from __future__ import annotations

from pipeline.spelling.names import key_of

_YES = frozenset(map(key_of, ("có", "co", "đạt", "x", "✓", "✔", "đúng", "true", "1", "yes")))
_NO = frozenset(
    map(
        key_of,
        ("không", "khong", "chưa", "không có", "không đạt", "chưa có", "chưa đạt", "sai"),
    )
) | {"false", "0", "no"}


def read_answer(text: str) -> bool | None:
    """Whether a text says yes; None where it is neither yes nor no."""
    said = key_of(text)
    return True if said in _YES else False if said in _NO else None
