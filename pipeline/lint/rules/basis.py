"""Legal bases: a mark after each, another after the last; with a dash in Party papers."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import msg
from pipeline.lint.parts import Case
from pipeline.lint.rule import Found, Rule, rewritten


def _marks(case: Case) -> Iterator[Found]:
    parts = case.of("basis")
    for at, part in enumerate(parts, 1):
        last = at == len(parts)
        wanted = case.layout.last_basis_mark if last else ";"
        typed = part.strip.typed.rstrip()
        if typed.endswith(wanted):
            continue
        end = typed[-1] if typed[-1:] in {".", ",", ";", ":"} else ""
        yield Found(
            part,
            msg("the basis ends with “{mark}”", mark=end)
            if end
            else msg("there is no mark after the basis"),
            msg("“;” after each, “{mark}” after the last", mark=case.layout.last_basis_mark),
            rewritten(part, len(typed) - len(end), len(typed), wanted),
        )


def _marker(case: Case) -> Iterator[Found]:
    wanted = case.layout.basis_marker
    for part in case.of("basis"):
        has = part.text.startswith(("-", "–", "+"))
        if bool(wanted) != has:
            yield Found(
                part,
                msg("the basis begins with a dash")
                if has
                else msg("the basis begins without a dash"),
                msg("“{wanted}Căn cứ …”", wanted=wanted),
            )


_BASES = "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6"

RULES = (
    Rule("basis-marks", _marks, _BASES),
    Rule("basis-dash", _marker, _BASES),
)
