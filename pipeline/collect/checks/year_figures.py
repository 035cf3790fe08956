"""Checks about points, standings and sums."""

from __future__ import annotations

import typing

from pipeline.collect.checks.found import Found
from pipeline.collect.validate import closest
from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.sums import WelfareFigure, parts_contradict, sum_of_parts


def check_scores(facts: Facts) -> Found:
    """Points stand within those of their criterion."""
    if facts.scores is None:
        return
    points = {criterion.id: criterion.points for criterion in facts.scores.criteria}
    for n, sheet in enumerate(facts.scores.sheets):
        for column in ("self_scored", "cross_scored", "agreed"):
            for criterion, given in getattr(sheet, column).items():
                path: Path = ("scores", "sheets", n, column, criterion)
                if criterion not in points:
                    yield (
                        "unknown-criterion",
                        path,
                        msg("the score table has no criterion “{criterion}”", criterion=criterion),
                        closest(criterion, list(points)),
                    )
                elif not 0 <= given <= points[criterion]:
                    yield (
                        "score-range",
                        path,
                        msg(
                            "{given} is not between 0 and {most}",
                            given=given,
                            most=points[criterion],
                        ),
                        msg("bonus and penalty points have a place of their own"),
                    )


def check_criteria_sum(facts: Facts) -> Found:
    """A table of other than 100 or 1000 points may miss a row."""
    if facts.scores is None or not facts.scores.criteria:
        return
    total = sum(criterion.points for criterion in facts.scores.criteria)
    if total not in (100, 1000):
        yield (
            "criteria-sum",
            ("scores", "criteria"),
            msg("the criteria add up to {total} points, not to 100 or 1000", total=total),
            None,
        )


def check_standings(facts: Facts) -> Found:
    """A rank cannot be lower than the last; several units may share one."""
    members = facts.members
    for n, standing in enumerate(facts.standings):
        if standing.rank is not None and members and standing.rank > members:
            yield (
                "rank-range",
                ("standings", n, "rank"),
                msg(
                    "rank {rank} in a bloc of {members} units", rank=standing.rank, members=members
                ),
                msg("correct the rank, or the number of units"),
            )


def check_welfare(facts: Facts) -> Found:
    """Parts of a work of welfare that add up to something else: shown both, and told."""
    for n, work in enumerate(facts.welfare):
        for figure in typing.get_args(WelfareFigure):
            stated, added = getattr(work, figure), sum_of_parts(work, figure)
            if added and parts_contradict(work, figure):
                yield (
                    "parts-sum",
                    ("welfare", n, figure),
                    msg(
                        "“{figure}” is {stated}, but the parts add up to {added}",
                        figure=figure,
                        stated=stated.written(),
                        added=added.written(),
                    ),
                    msg("the papers show both; correct one if you know which is wrong"),
                )
