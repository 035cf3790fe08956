"""Works of social welfare: each told once, with the sums of their parts, and added up by measure.

What several units state of one joint activity is one work: their shares of it, where each has its
own, or else the same figure, which counts once. All money is added in one measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from pipeline.model.base import Derived, Path, Ref
from pipeline.model.facts import Facts
from pipeline.model.quantity import Quantity
from pipeline.model.summary import WelfareRow, WelfareSummary, WelfareTotal, WelfareWork
from pipeline.model.sums import WelfareFigure, parts_contradict, sum_of_parts
from pipeline.spelling.figures import Figure, convert, money_power
from pipeline.summarize.figures import add_up
from pipeline.summarize.words import key_of_words

Key = tuple[str | None, bool]
"""What is added up: a measure, or None for all those of money; and whether of units."""


def summarize_welfare(facts: Facts) -> WelfareSummary:
    """Every work once in the order of the inputs, and a sum for each measure that several share."""
    works = tuple(_work(facts, n) for n in range(len(facts.welfare)))
    rows = tuple(_row(facts, together) for together in _of_one_row(facts, works))
    groups: dict[Key, list[WelfareRow]] = {}
    for row in rows:
        groups.setdefault(_key(facts, row.works[0]), []).append(row)
    return WelfareSummary(
        rows,
        tuple(
            _total(facts, group, of_units)
            for (_, of_units), group in groups.items()
            if len(group) > 1
        ),
    )


def _of_one_row(facts: Facts, works: Iterable[WelfareWork]) -> tuple[tuple[WelfareWork, ...], ...]:
    """The works told in one row: those of several units in one joint activity, else each."""
    together: dict[object, list[WelfareWork]] = {}
    for work in works:
        at = _activity(facts, work)
        mark = _number(work) if at is None else (at, _key(facts, work))
        together.setdefault(mark, []).append(work)
    rows: list[tuple[WelfareWork, ...]] = []
    for several in together.values():
        joint = len({work.unit and work.unit.value for work in several}) > 1
        rows += [tuple(several)] if joint else [(work,) for work in several]
    return tuple(sorted(rows, key=lambda row: _number(row[0])))


def _number(work: WelfareWork) -> int:
    return int(work.welfare.path[1])


def _measure_of(facts: Facts, number: int) -> str:
    return facts.welfare[number].measure.said_in("vi")


def _key(facts: Facts, work: WelfareWork) -> Key:
    measure = _measure_of(facts, _number(work))
    words = key_of_words(facts.welfare[_number(work)].measure)
    return words if money_power(measure) is None else None, work.unit is not None


def _activity(facts: Facts, work: WelfareWork) -> int | None:
    """Which of the joint activities a work is part of, or None."""
    named = facts.welfare[_number(work)].activity
    return next((n for n, one in enumerate(facts.activities) if one.id == named), None)


def _work(facts: Facts, number: int) -> WelfareWork:
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

    return WelfareWork(
        welfare=Ref(base),
        unit=Derived(work.unit, ((*base, "unit"),)) if work.unit else None,
        amount=whole("amount"),
        beneficiaries=whole("beneficiaries"),
        parts_amount=parts("amount") if parts_contradict(work, "amount") else None,
        parts_beneficiaries=(
            parts("beneficiaries") if parts_contradict(work, "beneficiaries") else None
        ),
    )


def _row(facts: Facts, works: Sequence[WelfareWork]) -> WelfareRow:
    at = _activity(facts, works[0])
    own_shares = at is not None and facts.activities[at].own_shares and len(works) > 1
    measure = _smallest(facts, map(_number, [work for work in works if work.amount] or works))
    amounts = _said_by_each(works, lambda work: _in_measure(facts, work, measure))
    reached = _said_by_each(works, lambda work: work.beneficiaries)
    kinds, unnamed = _kinds(facts, works)
    one_kind = len(kinds) <= 1 and not (own_shares and unnamed)
    differ = not own_shares and (_differ(amounts) or _differ(reached) or len(kinds) > 1)
    name: Path = (*works[0].welfare.path, "name")
    if at is not None and len({key_of_words(facts.welfare[_number(w)].name) for w in works}) > 1:
        name = ("activities", at, "name")
    return WelfareRow(
        name=Ref(name),
        measure=Ref(("welfare", measure, "measure")),
        units=_participants(facts, works, at),
        works=tuple(works),
        apart=own_shares or differ,
        detailed=tuple(works if own_shares or differ else _distinct_parts(facts, works)),
        amount=_together(amounts, own_shares),
        beneficiaries=_together(reached, own_shares) if one_kind else None,
        beneficiary=next(iter(kinds.values()), None),
        differ=differ,
    )


def _kinds(facts: Facts, works: Iterable[WelfareWork]) -> tuple[dict[str, Ref], bool]:
    """The kinds of people reached, each with the first place that names it; and whether there are
    some whose kind is not named.
    """
    kinds: dict[str, Ref] = {}
    unnamed = False
    for work in works:
        beneficiary = facts.welfare[_number(work)].beneficiary
        if work.beneficiaries and beneficiary:
            kinds.setdefault(key_of_words(beneficiary), Ref((*work.welfare.path, "beneficiary")))
        unnamed = unnamed or bool(work.beneficiaries and not beneficiary)
    return kinds, unnamed


def _smallest(facts: Facts, numbers: Iterable[int]) -> int:
    """The work in the smallest measure of money; the first of those in any other."""
    return min(numbers, key=lambda n: money_power(_measure_of(facts, n)) or 0)


def _in_measure(facts: Facts, work: WelfareWork, of: int) -> Derived[Quantity] | None:
    return _converted(facts, work.amount, _number(work), of)


def _converted(
    facts: Facts, amount: Derived[Quantity] | None, given: int, wanted: int
) -> Derived[Quantity] | None:
    """An amount in the measure of one work brought to that of another, exactly."""
    if amount is None:
        return None
    figure = Figure(amount.value.number, amount.value.qualifier, _measure_of(facts, given))
    number = convert(figure, _measure_of(facts, wanted))
    assert number is not None, "works of one row or sum are in measures that can be converted"
    return Derived(Quantity(number, figure.qualifier), amount.origins)


def _said_by_each(
    works: Iterable[WelfareWork], part: Callable[[WelfareWork], Derived[Quantity] | None]
) -> list[Derived[Quantity] | None]:
    """A figure as each unit states it, in one work or in several; None where it states none."""
    of: dict[str, list[Derived[Quantity]]] = {}
    for work in works:
        stated = of.setdefault(work.unit.value if work.unit else "", [])
        stated += [figure] if (figure := part(work)) else []
    return [add_up(stated) if stated else None for stated in of.values()]


def _differ(given: Iterable[Derived[Quantity] | None]) -> bool:
    return len({one.value for one in given if one}) > 1


def _together(
    given: Sequence[Derived[Quantity] | None], own_shares: bool
) -> Derived[Quantity] | None:
    """What the statements of units come to: shares are added; of the same figure there is one."""
    stated = [one for one in given if one]
    if own_shares:
        return add_up(stated) if stated and len(stated) == len(given) else None
    distinct = {one.value for one in stated}
    if len(distinct) != 1:
        return None
    return Derived(distinct.pop(), tuple(path for one in stated for path in one.origins))


def _distinct_parts(facts: Facts, works: Iterable[WelfareWork]) -> Iterator[WelfareWork]:
    """Works whose parts differ; several units may have told of the same."""
    seen: set[object] = set()
    for work in works:
        stated = facts.welfare[_number(work)]
        parts = tuple((key_of_words(p.name), p.amount, p.beneficiaries) for p in stated.parts)
        if parts not in seen:
            yield work
        seen.add(parts)


def _participants(
    facts: Facts, works: Sequence[WelfareWork], at: int | None
) -> tuple[Derived[str], ...]:
    """All that took part, in the order of the units; where each has its share, those with one."""
    found: dict[str, list[Path]] = {}
    for work in works:
        if work.unit:
            found.setdefault(work.unit.value, []).extend(work.unit.origins)
    if at is not None and not (found and facts.activities[at].own_shares):
        activity = facts.activities[at]
        for n, unit in enumerate(activity.units):
            found.setdefault(unit, []).append(("activities", at, "units", n))
        for n, result in enumerate(facts.results):
            if result.unit and result.activity == activity.id:
                found.setdefault(result.unit, []).append(("results", n, "unit"))
    in_order = [*(unit.id for unit in facts.units), *(unit.id for unit in facts.former_units)]
    return tuple(Derived(unit, tuple(found[unit])) for unit in in_order if unit in found)


def _total(facts: Facts, group: Sequence[WelfareRow], of_units: bool) -> WelfareTotal:
    counted = [row for row in group if row.amount]
    smallest = _smallest(facts, (int(row.measure.path[1]) for row in counted or group))
    amounts = [
        amount
        for row in counted
        if (amount := _converted(facts, row.amount, int(row.measure.path[1]), smallest))
    ]
    reached = [row for row in group if row.beneficiaries]
    kinds = {_kind_of(facts, row) for row in reached}
    unsummed = any(row.differ or _reaches_more(row) for row in group)
    one_kind = len(kinds) == 1 and kinds != {""} and not unsummed
    return WelfareTotal(
        measure=Ref(("welfare", smallest, "measure")),
        of_units=of_units,
        works=Derived(len(group), tuple(w.welfare.path for row in group for w in row.works)),
        counted=Derived(len(counted), tuple(w.welfare.path for row in counted for w in row.works)),
        amount=add_up(amounts) if amounts else None,
        beneficiaries=add_up([row.beneficiaries for row in reached if row.beneficiaries])
        if one_kind
        else None,
        beneficiary=reached[0].beneficiary if one_kind else None,
    )


def _reaches_more(row: WelfareRow) -> bool:
    """Whether works of a row reached people who could not be added up."""
    return row.beneficiaries is None and any(work.beneficiaries for work in row.works)


def _kind_of(facts: Facts, row: WelfareRow) -> str:
    if row.beneficiary is None:
        return ""
    return key_of_words(facts.welfare[int(row.beneficiary.path[1])].beneficiary)
