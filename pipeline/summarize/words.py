"""Words compared as a reader compares them: by what they say, not how they were typed."""

from __future__ import annotations

from pipeline.model.base import Text
from pipeline.spelling.names import key_of


def key_of_words(text: Text | None) -> str:
    """What all spellings of the same words share; nothing for words not stated."""
    words = text.any_language() if text else None
    return key_of(words[1]) if words else ""
