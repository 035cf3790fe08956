"""Checks of the bloc's own rules: each says what it must, and nothing it cannot mean."""

from __future__ import annotations

from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.rules import PARAMETERS


def check_quotas(facts: Facts) -> Found:
    """A quota is a number of units or a share of them."""
    for n, quota in enumerate(facts.regulation.quotas if facts.regulation else ()):
        if (quota.units is None) == (quota.share is None):
            yield (
                "quota",
                ("regulation", "quotas", n),
                msg("a quota says either “units” or “share”"),
                msg("write units: 3, or share: 1/3"),
            )


def check_conditions(facts: Facts) -> Found:
    """A condition has the number that its check asks for, and no other."""
    for n, one in enumerate(facts.regulation.conditions if facts.regulation else ()):
        path: Path = ("regulation", "conditions", n)
        wanted = None if one.dropped else PARAMETERS.get(one.check)
        for name in ("rank", "points", "years"):
            given = getattr(one, name)
            if name == wanted and given is None:
                yield (
                    "condition",
                    path,
                    msg("“{check}” lacks its “{name}”", check=one.check, name=name),
                    msg("add “{name}: …” to this condition", name=name),
                )
            elif name != wanted and given is not None:
                yield (
                    "condition",
                    (*path, name),
                    msg("“{check}” has no “{name}”", check=one.check, name=name),
                    msg("delete it, or correct the check"),
                )


def check_tie_breaks(facts: Facts) -> Found:
    """Core points can only rank where it is said which criteria are core."""
    rules, scores = facts.regulation, facts.scores
    if rules is None or "core-points" not in rules.tie_breaks or scores is None:
        return
    if scores.criteria and not any(criterion.core for criterion in scores.criteria):
        yield (
            "core-points",
            ("regulation", "tie_breaks"),
            msg("no criterion of the score table is marked as core"),
            msg("write “core: true” at those under “scores.criteria” that are"),
        )


def check_received(facts: Facts) -> Found:
    """A dossier is received after its letter is signed."""
    for n, paper in enumerate(facts.issuer.papers):
        if paper.date and paper.received and paper.received < paper.date:
            yield (
                "received-before-signed",
                ("issuer", "papers", n, "received"),
                msg("the paper is said to be received before it was signed"),
                msg("correct one of the two dates"),
            )
