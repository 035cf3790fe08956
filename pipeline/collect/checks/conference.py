"""Checks about the conference: who was there, where, and the papers signed after it."""

from __future__ import annotations

from pipeline.collect.checks.ballots import more_than_members
from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model.facts import Facts


def check_present(facts: Facts) -> Found:
    """As many units were present as the bloc can have and the list of those present says."""
    conference = facts.conference
    if conference is None or conference.units_present is None:
        return
    stated = conference.units_present
    yield from more_than_members(facts, ("conference", "units_present"), stated)
    came = sum(one.status != "absent" for one in conference.attendance)
    listed = len({one.unit for one in conference.attendance})
    complete = facts.members is not None and listed >= facts.members
    if stated < came or (conference.attendance and complete and stated != came):
        yield (
            "units-present",
            ("conference", "units_present"),
            msg(
                "{stated} units are stated to be present, but “attendance” lists {came}",
                stated=stated,
                came=came,
            ),
            msg("present and delegated units count as present; correct the number or the list"),
        )


def check_absent(facts: Facts) -> Found:
    """Those who came and those listed as absent are not more than the bloc has."""
    conference = facts.conference
    if conference is None or conference.units_present is None or facts.members is None:
        return
    stated = conference.units_present
    listed = {one.unit for one in conference.attendance}
    absent = len({one.unit for one in conference.attendance if one.status == "absent"})
    # More than the members, or another number than a list of them all has, are errors.
    if stated <= facts.members < stated + absent and len(listed) < facts.members:
        yield (
            "units-absent",
            ("conference", "units_present"),
            msg(
                "present as stated: {stated} of {members} units; listed as absent: {absent}",
                stated=stated,
                members=facts.members,
                absent=absent,
            ),
            msg("the papers show both; correct the number or the list"),
        )


def check_points(facts: Facts) -> Found:
    """No more places can be listed than took part."""
    conference = facts.conference
    if conference is None or conference.points_stated is None:
        return
    if conference.points_stated < len(conference.points):
        yield (
            "points-stated",
            ("conference", "points_stated"),
            msg(
                "{stated} places are stated, but {listed} are listed",
                stated=conference.points_stated,
                listed=len(conference.points),
            ),
            msg("correct the number or the list of places"),
        )


def check_host(facts: Facts) -> Found:
    """A host is a unit of the bloc or another body, not both."""
    host = facts.conference.host if facts.conference else None
    if host and host.unit and host.name:
        yield (
            "host",
            ("conference", "host"),
            msg("the host is both a unit and another body"),
            msg("keep “unit” for a unit of the bloc, or “name” for another body"),
        )


def check_hours(facts: Facts) -> Found:
    """The conference ends after it begins, and its agenda follows the clock between the two."""
    conference = facts.conference
    if conference is None:
        return
    # Hours are written with two digits, so that the order of the words is that of the clock.
    if conference.begins and conference.ends and conference.ends <= conference.begins:
        yield (
            "ends-early",
            ("conference", "ends"),
            msg(
                "the conference ends at {ends}, but begins at {begins}",
                ends=conference.ends,
                begins=conference.begins,
            ),
            msg("correct one of the two hours"),
        )
        return
    before = conference.begins
    for n, item in enumerate(conference.agenda):
        late = item.time and conference.ends and item.time > conference.ends
        if item.time and ((before and item.time < before) or late):
            yield (
                "agenda-order",
                ("conference", "agenda", n, "time"),
                msg(
                    "{time} lies after the end of the conference, {ends}",
                    time=item.time,
                    ends=conference.ends,
                )
                if late
                else msg(
                    "{time} lies before {before}, when what stands before it begins",
                    time=item.time,
                    before=before,
                ),
                msg("correct the hour, or put the agenda in order"),
            )
        before = item.time or before
