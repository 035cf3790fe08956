"""A rule as a row of data and a small function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.errors import Message, Severity, msg
from pipeline.lint.findings import Finding, Mend, Rewrite
from pipeline.lint.parts import Case, Part
from pipeline.model.layout import Component

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What the function of a rule gives: where, what is, what should be.

    ``part`` is None for the paper as a whole; ``place`` then says where.
    """

    part: Part | None
    message: Message
    hint: Message
    mends: tuple[Mend, ...] = ()
    component: Component | None = None
    place: Message | None = None


Find = Callable[[Case], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table of rules.

    ``article`` is where the decree says so; where it is empty, the layout tells. ``vietnamese``:
    it is about Vietnamese words. ``official``: papers without a letterhead are not asked.
    """

    id: str
    find: Find
    article: str = ""
    severity: Severity = Severity.ERROR
    verified: bool = True
    vietnamese: bool = True
    official: bool = True

    def applies(self, case: Case) -> bool:
        """Whether papers of this language and layout are asked."""
        return (case.language == "vi" or not self.vietnamese) and (
            case.official or not self.official
        )

    def findings(self, case: Case) -> Iterator[Finding]:
        """What it finds in a paper. What nobody has verified is a warning at most."""
        if not self.applies(case):
            return
        verified = self.verified and case.layout.verified
        for found in self.find(case):
            part = found.part
            component = found.component or (part.component if part else None)
            yield Finding(
                rule=self.id,
                component=component,
                place=found.place or (part.place if part else msg("the whole paper")),
                text=part.text[:_SHOWN] if part else "",
                message=found.message,
                hint=found.hint,
                article=self._article(case, component),
                verified=verified,
                severity=self.severity if verified else Severity.WARNING,
                mends=found.mends,
            )

    def _article(self, case: Case, component: Component | None) -> str:
        """Where the rule stands. Articles are those of the decree, which binds State papers; other
        layouts take looks over from its rows, but not what it says of them.
        """
        whole = case.layout.reference
        if case.layout.system != "state":
            return whole
        look = case.layout.looks.get(component) if component else None
        if self.article or look is None or not look.reference:
            return self.article or whole
        # Both name the annex: it is said once.
        return f"{whole.rpartition(', ')[0]}, {look.reference}"


def rewritten(part: Part, start: int, stop: int, text: str) -> tuple[Mend, ...]:
    """A mend of letters of a part; places count those of the part as typed.

    Nothing where the part is one of several lines of a paragraph and the place is not sure.
    """
    typed = part.strip.typed
    whole = part.strip.para.raw
    if whole.count(typed) != 1:
        return ()
    offset = whole.index(typed)
    return (Rewrite(part.strip.para.index, offset + start, offset + stop, text),)


def replaced(part: Part, old: str, new: str) -> tuple[Mend, ...]:
    """A mend that puts ``new`` for the only ``old`` in a part."""
    typed = part.strip.typed
    if not old or typed.count(old) != 1:
        return ()
    start = typed.index(old)
    return rewritten(part, start, start + len(old), new)
