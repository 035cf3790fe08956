"""Checks for ids that name something stated elsewhere."""

from __future__ import annotations

from pipeline.collect.checks.found import Found
from pipeline.collect.validate import closest
from pipeline.errors import msg
from pipeline.model.facts import Facts


def check_activities_named(facts: Facts) -> Found:
    """What is part of a joint activity names one that is listed."""
    known = [activity.id for activity in facts.activities]
    for name in ("results", "welfare"):
        for n, entry in enumerate(getattr(facts, name)):
            if entry.activity is not None and entry.activity not in known:
                yield (
                    "unknown-activity",
                    (name, n, "activity"),
                    msg("no joint activity has the id “{id}”", id=entry.activity),
                    closest(entry.activity, known) or msg("list it under “activities”"),
                )


def check_weaknesses_named(facts: Facts) -> Found:
    """What puts a weakness right names one that is listed."""
    known = [weakness.id for weakness in facts.weaknesses]
    for n, result in enumerate(facts.results):
        if result.overcomes is not None and result.overcomes not in known:
            yield (
                "unknown-weakness",
                ("results", n, "overcomes"),
                msg("no weakness of last year has the id “{id}”", id=result.overcomes),
                closest(result.overcomes, known) or msg("list it under “weaknesses”"),
            )
