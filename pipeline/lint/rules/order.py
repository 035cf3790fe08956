"""Which parts a paper must have, and in which order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.errors import Message, Severity, msg
from pipeline.lint.parts import NAMES, Case
from pipeline.lint.rule import Found, Rule
from pipeline.model.layout import Component

_ALWAYS: tuple[Component, ...] = ("nation",)
_WHOLE: tuple[Component, ...] = (
    *("issuer", "number", "place-date", "recipients-label", "authority", "signature"),
)
_ORDER: tuple[Component, ...] = (
    *("nation", "motto", "number", "place-date"),
    *("type-name", "excerpt", "addressee", "basis", "recipients-label", "annex-label"),
)
"""As they follow each other; number and date stand side by side, as do issuer and nation."""
_SIDE_BY_SIDE = {("number", "place-date"), ("motto", "number"), ("nation", "number")}


def _missing(case: Case) -> Iterator[Found]:
    wanted: list[Component] = list(_ALWAYS)
    if case.layout.system == "state":
        wanted.append("motto")
    is_letter = case.first("subject") is not None
    if is_letter or not case.is_record:
        wanted += _WHOLE
    if not is_letter:
        wanted.append("type-name")
    for component in wanted:
        if case.first(component) is None and not _unnamed(case, component):
            name: Message = NAMES[component]
            yield Found(
                None,
                msg("there is no {part}", part=name),
                msg("every paper of this kind has one"),
                component=component,
            )


def _unnamed(case: Case, component: Component) -> bool:
    """A draft whose signer is not known yet, or a paper without an office before the name."""
    if component not in {"signature", "authority"}:
        return False
    foot = [part for part in case.parts if part.area == "foot"]
    if component == "authority" and case.first("signature") is not None:
        return True
    return case.paper.draft and any("[" in part.text for part in foot)


def _order(case: Case) -> Iterator[Found]:
    at = {
        component: next(n for n, part in enumerate(case.parts) if part.component == component)
        for component in _ORDER
        if case.first(component)
    }
    for one, other in pairwise(at):
        if at[one] > at[other] and (one, other) not in _SIDE_BY_SIDE:
            yield Found(
                case.parts[at[other]],
                msg("{part} stands before {other}", part=NAMES[other], other=NAMES[one]),
                msg("{other} first, then {part}", part=NAMES[other], other=NAMES[one]),
            )


RULES = (
    Rule("missing-part", _missing, "Nghị định 30/2020/NĐ-CP, Điều 8"),
    Rule("order", _order, "Nghị định 30/2020/NĐ-CP, Điều 8", Severity.ERROR),
)
