"""The table of rules: each a row of data and a small function, in the order of a paper.

To add one: a function that yields :class:`~pipeline.lint.rule.Found`, a row in the table of its
file, and a seeded fault in the tests.
"""

from pipeline.lint.rule import Rule
from pipeline.lint.rules import (
    basis,
    foot,
    headings,
    letterhead,
    looks,
    opening,
    order,
    page,
    typing,
)

RULES: tuple[Rule, ...] = (
    *page.RULES,
    *order.RULES,
    *looks.RULES,
    *letterhead.RULES,
    *opening.RULES,
    *basis.RULES,
    *headings.RULES,
    *foot.RULES,
    *typing.RULES,
)

__all__ = ["RULES"]
