"""What is said otherwise of a value that stands in a workbook: its sheets and labels, not keys."""

from __future__ import annotations

from collections.abc import Callable

from pydantic_core import ErrorDetails

from pipeline.errors import Message, Source, msg
from pipeline.forms.sheets import place_in_workbook
from pipeline.model.base import Path

Said = tuple[Message, Message | None]
"""What is wrong, and how to mend it."""


def is_of_workbook(source: Source) -> bool:
    """Whether the place is in a workbook, or is one."""
    return bool(source.sheet) or source.path.lower().endswith((".xlsx", ".ods"))


def _say_missing_in_workbook(
    details: ErrorDetails, path: Path, source: Source, said: Said
) -> tuple[Source, Message, Message | None]:
    """Keys are not seen in a workbook: its sheets and labels are."""
    del details
    place = place_in_workbook(".".join(str(step) for step in path))
    if place is None:
        return source, *said
    sheet, label = place
    if not any(isinstance(step, int) for step in path):
        # A line of its own: that of the record it belongs to would be another.
        source = Source(source.path, sheet=sheet)
    return (
        source,
        msg("“{key}” is missing", key=label or sheet),
        msg("fill in “{label}” in the sheet “{sheet}”", label=label, sheet=sheet)
        if label
        else msg("fill in the sheet “{sheet}”", sheet=sheet),
    )


def _say_unit_in_workbook(
    details: ErrorDetails, path: Path, source: Source, said: Said
) -> tuple[Source, Message, Message | None]:
    del path
    sheet, label = place_in_workbook("units.1.aliases") or ("units", "aliases")
    return source, said[0], how_to_name(details, sheet, label)


def how_to_name(details: ErrorDetails, units: str, aliases: str) -> Message:
    """``units`` and ``aliases`` are what the clerk sees of them."""
    near = tuple(f"{name} ({unit})" for unit, name in details["ctx"]["near"])
    if near:
        return msg(
            "if one of these is meant, write it so: {near}; if it is another or an earlier name of"
            " a unit, write it under “{aliases}” of that unit",
            near=near,
            aliases=aliases,
        )
    return msg(
        "add the unit under “{units}”; if it is another or an earlier name of a unit, write it"
        " under “{aliases}” of that unit",
        units=units,
        aliases=aliases,
    )


SAID_OF_WORKBOOKS: dict[
    str,
    Callable[[ErrorDetails, Path, Source, Said], tuple[Source, Message, Message | None]],
] = {"missing": _say_missing_in_workbook, "unit_name": _say_unit_in_workbook}
"""What is said otherwise where the value stands in a workbook: where, what, how to mend it."""
