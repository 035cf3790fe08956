"""What every check yields."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import Message
from pipeline.model.base import Path

Found = Iterator[tuple[str, Path, Message, Message | None]]
"""What a check finds: code, the fact it is about, what is wrong, how to mend it.

A message may name another fact by a ``Ref``: its place is told.
"""
