"""The words that a layout profile prescribes, as names of the text templates.

The profile states them in Vietnamese; the catalogs say them in the other languages.
"""

from __future__ import annotations

from typing import Any

from pipeline.model.facts import Capacity
from pipeline.model.layout import DocumentKind, Layout
from pipeline.render.ledger import Ledger


def profile_names(layout: Layout, kind: DocumentKind, ledger: Ledger) -> dict[str, Any]:
    """The names for one paper of a kind, set by a layout."""
    labels = layout.addressee_labels
    label = labels.get(kind.abbreviation or "") or labels.get("default", "")

    def symbol_of(number: Any, issuer: Any, *, letter: bool) -> str:
        pattern = layout.letter_number if letter else layout.number
        return pattern.format(number=number, type=kind.abbreviation or "", issuer=issuer)

    def signs(capacity: Any) -> str:
        known: Capacity = getattr(capacity, "raw", capacity)
        return ledger.say(layout.authority[known])

    return {
        "number_label": ledger.say(layout.number_label),
        "symbol_of": symbol_of,
        "addressee_label": ledger.say(label),
        "archive_label": ledger.say(layout.archive_label),
        "signs": signs,
        "deputy_signs_for": layout.deputy_signs_for,
    }
