"""Works of social welfare: as stated, with the sums of their parts, and added up by measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.summary import WelfareRow, WelfareSummary, WelfareTotal
from pipeline.model.sums import WelfareFigure, parts_contradict, sum_of_parts
from pipeline.summarize.figures import add_up
from pipeline.summarize.words import key_of_words

Numbered = tuple[int, WelfareRow]


def summarize_welfare(facts: Facts) -> WelfareSummary:
    """Every work in the order of the inputs, and a sum for each measure that several share."""
    rows = tuple(_row(facts, n) for n in range(len(facts.welfare)))
    groups: dict[tuple[str, bool], list[Numbered]] = {}
    for n, row in enumerate(rows):
        measure = key_of_words(facts.welfare[n].measure)
        groups.setdefault((measure, row.unit is not None), []).append((n, row))
    return WelfareSummary(
        rows,
        tuple(
            _total(facts, group, of_units)
            for (_, of_units), group in groups.items()
            if len(group) > 1
        ),
    )


def _row(facts: Facts, number: int) -> WelfareRow:
    work = facts.welfare[number]
    base: Path = ("welfare", number)

    def parts(figure: WelfareFigure) -> Derived[Quantity] | None:
        added = sum_of_parts(work, figure)
        if added is None or facts.in_question(*base, figure):
            return None
        return Derived(added, tuple((*base, "parts", m, figure) for m in range(len(work.parts))))

    def whole(figure: WelfareFigure) -> Derived[Quantity] | None:
        stated = getattr(work, figure)
        return parts(figure) if stated is None else Derived(stated, ((*base, figure),))

    return WelfareRow(
        welfare=Ref(base),
        unit=Derived(work.unit, ((*base, "unit"),)) if work.unit else None,
        amount=whole("amount"),
        beneficiaries=whole("beneficiaries"),
        parts_amount=parts("amount") if parts_contradict(work, "amount") else None,
        parts_beneficiaries=(
            parts("beneficiaries") if parts_contradict(work, "beneficiaries") else None
        ),
    )


def _total(facts: Facts, group: Sequence[Numbered], of_units: bool) -> WelfareTotal:
    first = group[0][0]
    with_amount = [row for _, row in group if row.amount]
    reached = [n for n, row in group if row.beneficiaries]
    kinds = {key_of_words(facts.welfare[n].beneficiary) for n in reached}
    one_kind = len(kinds) == 1 and kinds != {""}

    def add(part: Callable[[WelfareRow], Derived[Quantity] | None]) -> Derived[Quantity] | None:
        amounts = [amount for _, row in group if (amount := part(row))]
        return add_up(amounts) if amounts else None

    return WelfareTotal(
        measure=Ref(("welfare", first, "measure")),
        of_units=of_units,
        works=Derived(len(group), tuple(("welfare", n) for n, _ in group)),
        counted=Derived(len(with_amount), tuple(row.welfare.path for row in with_amount)),
        amount=add(lambda row: row.amount),
        beneficiaries=add(lambda row: row.beneficiaries) if one_kind else None,
        beneficiary=Ref(("welfare", reached[0], "beneficiary")) if one_kind else None,
    )
