"""Files → Dossier: the only room that reads inputs, and it says where each fact stood."""

from pipeline.collect.folder import collect
from pipeline.collect.history import collect_years
from pipeline.collect.house import (
    read_form_head,
    read_layouts,
    read_rulebooks,
    read_text_templates,
)

__all__ = [
    "collect",
    "collect_years",
    "read_form_head",
    "read_layouts",
    "read_rulebooks",
    "read_text_templates",
]
