"""Checks about the plan and the pact of the year: what cannot be so beside the conference."""

from __future__ import annotations

from datetime import date

from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model.facts import Facts


def check_leading(facts: Facts) -> Found:
    """Who leads an activity does not help with it too, and nobody is named twice."""
    for n, activity in enumerate(facts.programme.timetable if facts.programme else ()):
        named = (*activity.led_by, *activity.helped_by)
        for place, unit in enumerate(named):
            if unit in named[:place]:
                helps = place - len(activity.led_by)
                path = ("helped_by", helps) if helps >= 0 else ("led_by", place)
                yield (
                    "leads-and-helps",
                    ("programme", "timetable", n, *path),
                    msg("this unit is named twice for one activity"),
                    msg("keep it under “led_by” or under “helped_by”"),
                )


def check_pact(facts: Facts) -> Found:
    """A pact is for the year to come: it is signed before the year is reviewed."""
    held = facts.conference.day if facts.conference else None
    signed = facts.pact.date if facts.pact else None
    if facts.conference is None or held is None or not isinstance(signed, date):
        return
    if facts.conference.kind == "year-end" and signed > held:
        yield (
            "pact-late",
            ("pact", "date"),
            msg(
                "the pact is signed on {date}, after the conference of {held}",
                date=signed.strftime("%d/%m/%Y"),
                held=held.strftime("%d/%m/%Y"),
            ),
            msg("check both dates; the pact of next year belongs in next year's folder"),
        )
