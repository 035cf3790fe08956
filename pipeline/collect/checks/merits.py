"""Checks of what is claimed as done for the first time, or as overcoming last year's weakness."""

from __future__ import annotations

from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model.base import Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.year import NO_MERITS


def check_merits(facts: Facts) -> Found:
    """Merits that cannot be: a first time after a year that had some, or of a weakness."""
    for n, result in enumerate(facts.results):
        path: Path = ("results", n)
        before = result.last_year
        if result.first_time and before is not None and before.number > 0:
            yield (
                "merit-doubtful",
                (*path, "first_time"),
                msg(
                    "this is said to be done for the first time, but {place} states {value} for"
                    " last year",
                    place=Ref((*path, "last_year")),
                    value=before.written(),
                ),
                msg("take “first_time” away, or correct last year's figure"),
            )
        for field in ("first_time", "overcomes"):
            if result.theme in NO_MERITS and getattr(result, field):
                yield (
                    "merit-doubtful",
                    (*path, field),
                    msg(
                        "“{field}” praises a result, but this one stands under “{theme}”",
                        field=field,
                        theme=result.theme,
                    ),
                    msg("take it away, or put the result under the theme of what was done"),
                )
