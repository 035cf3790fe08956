"""A layout set closely, for a paper meant for one page: narrow lines and spaces, smaller letters.

Word and HTML both take the figures from here. No letter becomes smaller than the rule allows, a
line that must have a least height keeps it, and so do paragraphs of text their space.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from pipeline.model.layout import Component, Layout, Look

_TEXT: tuple[Component, ...] = ("basis", "body", "item")
_SPACES: Mapping[Component, Mapping[str, Decimal]] = {
    "table-head": {"before": Decimal(1), "after": Decimal(1)},
    "table-text": {"before": Decimal(1), "after": Decimal(1)},
    "number": {"before": Decimal(2)},
    "place-date": {"before": Decimal(2)},
    "type-name": {"before": Decimal(3)},
    "recipients-label": {"before": Decimal(3)},
    "authority": {"before": Decimal(3)},
}
"""Points before and after a component."""
_SMALLER: tuple[Component, ...] = (
    *(*_TEXT, "addressee", "heading-1", "heading-2", "heading-3", "type-name", "excerpt"),
    *("authority", "position", "post", "signature"),
)
_PEN_ROOM = Decimal(15)


def closely(layout: Layout) -> Layout:
    """``layout`` with the spaces and sizes of a paper that is set closely."""
    looks = {name: _closer(name, look) for name, look in layout.looks.items()}
    return layout.model_copy(update={"looks": looks, "pen_room": _PEN_ROOM})


def _closer(name: Component, look: Look) -> Look:
    changes = dict(_SPACES.get(name, {}))
    if name in _SMALLER:
        changes["line"] = Decimal(1)
        changes["size"] = look.sizes[0] if look.sizes else look.size
    return look.model_copy(update=changes)
