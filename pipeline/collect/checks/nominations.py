"""Checks about whom the conference proposes, and the letters that say so."""

from __future__ import annotations

from pipeline.collect.checks.found import Found
from pipeline.collect.validate import closest
from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.nominees import remaining_units, why_not_told


def check_nominations(facts: Facts) -> Found:
    """Each nomination proposes somebody, and its number fits those it names."""
    for n, nomination in enumerate(facts.nominations):
        path: Path = ("nominations", n)
        if not (nomination.proposes or nomination.withdrawn):
            yield (
                "nobody-nominated",
                path,
                msg("nominates nobody"),
                msg(
                    "name those proposed under “units”; where only their number is known write"
                    " “count: …”, for all the others “remaining: true”; or delete the nomination"
                ),
            )
        remaining = remaining_units(facts, n)
        named = len(nomination.units) + len(remaining or ())
        # Some may be named and all counted; but "all the remaining" are all.
        fits = nomination.count == named if remaining else (nomination.count or named) >= named
        if nomination.count is not None and not fits:
            yield (
                "nominee-count",
                (*path, "count"),
                msg(
                    "{count} are counted, but {named} are named",
                    count=nomination.count,
                    named=named,
                ),
                msg("correct the number, or the units that are named"),
            )
        proposed = {nominee.unit for nominee in nomination.units if nominee.is_unit}
        for m, withdrawal in enumerate(nomination.withdrawn):
            if withdrawal.unit in proposed:
                yield (
                    "proposed-and-withdrawn",
                    (*path, "withdrawn", m, "unit"),
                    msg("the unit “{unit}” is proposed and stood back", unit=withdrawal.unit),
                    msg("correct one of the two"),
                )


def check_remaining(facts: Facts) -> Found:
    """ "All the remaining units" of which none remain, or which nobody can name."""
    for n, nomination in enumerate(facts.nominations):
        path: Path = ("nominations", n, "remaining")
        why = why_not_told(facts, n) if nomination.remaining else None
        if why:
            hint = msg("the papers name them as the remaining units only; name them under “units”")
            yield "remaining", path, why, hint
        elif remaining_units(facts, n) == ():
            yield (
                "remaining",
                path,
                msg("no unit remains: the others are all proposed or stood back"),
                msg("correct the units that are named, or delete “remaining”"),
            )


def check_letters(facts: Facts) -> Found:
    """Which of several nomination letters a number or date belongs to must be said."""
    count = sum(nomination.proposes for nomination in facts.nominations)
    for n, paper in enumerate(facts.issuer.papers):
        if paper.award is None and paper.document == "nomination-letter" and count > 1:
            yield (
                "paper-award",
                ("issuer", "papers", n),
                msg("which nomination letter? There are {count}", count=count),
                msg("add “award: …”, one entry for each letter"),
            )


def check_letters_of_no_nomination(facts: Facts) -> Found:
    """Numbers for letters that nobody will write."""
    nominated = [one.key for one in facts.nominations if one.proposes]
    for n, paper in enumerate(facts.issuer.papers):
        if paper.award and paper.award not in nominated:
            yield (
                "paper-award",
                ("issuer", "papers", n, "award"),
                msg("nobody is nominated for “{award}”", award=paper.award),
                closest(paper.award, nominated),
            )
