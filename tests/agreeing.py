"""What the parts of one record, and the records of one folder, must agree on to pass the checks.

Made-up values are bent until they agree; nothing is thrown away that could be kept.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pipeline.model.ballot import Ballot, Revote
from pipeline.model.conference import Conference, Host, Nomination
from pipeline.model.leadership import NextLeadership, Term
from pipeline.model.members import Change
from pipeline.model.quantity import Quantity
from pipeline.model.regulation import AwardCondition, AwardQuota
from pipeline.model.rules import PARAMETERS
from pipeline.model.sending import Deadline
from pipeline.model.year import FIGURES, PARTS, Indicator, Scores

Plain = dict[str, Any]

MEMBERS = 9
CRITERIA = ("null", "tieu-chi-2", "3")
"""Ids of the score table, among them some that YAML could take for something else."""


def _ballot(plain: Plain) -> Plain:
    stated = [
        name for name in ("entitled", "issued", "returned", "valid") if plain.get(name) is not None
    ]
    numbers = sorted((plain[name] for name in stated), reverse=True)
    plain = {**plain, **dict(zip(stated, numbers, strict=True))}
    if {"returned", "valid", "invalid"} <= {key for key in plain if plain[key] is not None}:
        plain["invalid"] = plain["returned"] - plain["valid"]
    most = numbers[-1] if numbers else MEMBERS
    if plain.get("written") is not None:
        plain["written"] = min(plain["written"], most)
    counts = [
        {**count, "yes": (yes := min(count["yes"], most))}
        | ({} if count.get("no") is None else {"no": min(count["no"], most - yes)})
        for count in plain.get("counts", ())
    ]
    plain = {**plain, "counts": tuple(counts)} if counts else plain
    first = {count["unit"] for count in counts}
    again = [
        {**one, "round": n, "counts": tuple(c for c in one.get("counts", ()) if c["unit"] in first)}
        for n, one in enumerate(plain.get("revotes", ()), 2)
    ]
    return {**plain, "revotes": tuple(again)} if again else plain


def _quota(plain: Plain) -> Plain:
    share = plain.get("share")
    return {**plain, "units": 1 if share is None else None}


def _condition(plain: Plain) -> Plain:
    wanted = None if plain.get("dropped") else PARAMETERS.get(plain["check"])
    rest = {key: None for key in ("rank", "points", "years") if key in plain and key != wanted}
    return {**plain, **rest} | ({wanted: plain.get(wanted) or 1} if wanted else {})


def _head(plain: Plain) -> Plain:
    head = plain.get("head")
    if not head or not plain.get("deputies"):
        return plain
    deputies = tuple(seat for seat in plain["deputies"] if seat["unit"] != head["unit"])
    return {**plain, "deputies": deputies}


def _change(plain: Plain) -> Plain:
    before, after = {"joined": (0, 1), "left": (1, 0)}.get(plain["change"], (0, 0))
    named = tuple(dict.fromkeys((*plain.get("units", ()), *plain.get("into", ()))))
    if not named:
        return {**plain, "change": "joined", "units": (), "into": ("so-a",)}
    if not before and not after:
        several = len(named) > 1
        plain = {**plain, "change": "renamed" if several else "left"}
        before, after = (1, 1) if several else (1, 0)
    return {**plain, "units": named[:before], "into": named[before : before + after]}


def _deadline(plain: Plain) -> Plain:
    extended = plain.get("extended")
    early = extended is not None and extended <= plain["date"]
    return {**plain, "extended": None} if early else plain


def _host(plain: Plain) -> Plain:
    return {**plain, "unit": None} if plain.get("name") else plain


def _conference(plain: Plain) -> Plain:
    return {**plain, "kind": "multi-year"} if plain.get("covers") else plain


def _nomination(plain: Plain) -> Plain:
    proposed = {nominee["unit"] for nominee in plain.get("units", ())}
    back = tuple(one for one in plain.get("withdrawn", ()) if one["unit"] not in proposed)
    plain = {**plain, "withdrawn": back}
    if proposed or plain.get("remaining"):
        return {**plain, "count": None}
    return plain if plain.get("count") else {**plain, "remaining": True}


def _scores(plain: Plain) -> Plain:
    criteria = tuple(
        {"id": each, "name": {"vi": "Tiêu chí"}, "points": Decimal(100)} for each in CRITERIA
    )
    return {**plain, "criteria": criteria} if plain.get("sheets") else plain


def _indicator(plain: Plain) -> Plain:
    """Answers are yes or no, which without the kind of the indicator cannot be told."""
    if plain.get("kind") != "yes-no":
        return plain
    readings = tuple(
        reading | {key: _answer(reading[key]) for key in FIGURES if reading.get(key) is not None}
        for reading in plain.get("readings", ())
    )
    return plain | {"readings": readings}


def _answer(figure: Quantity) -> Quantity:
    return Quantity(Decimal(int(figure.number > 0)))


def _sound_indicator(plain: Plain) -> Plain:
    plain = _indicator(plain)
    kind = plain.get("kind")
    measures = {"money": {"vi": "triệu đồng"}, "rate": {"vi": "%"}}
    plain = plain | ({"measure": measures[kind]} if kind in measures else {})
    readings = tuple(_sound_reading(one, kind) for one in plain.get("readings", ()))
    return plain | {"readings": readings} if readings else plain


def _sound_reading(plain: Plain, kind: object) -> Plain:
    part, whole = (plain.get(key) for key in PARTS)
    rest = {key: value for key, value in plain.items() if key not in PARTS}
    if kind != "rate" or part is None or whole is None:
        return rest
    less, more = sorted((abs(part.number), abs(whole.number)))
    return plain | {"part": Quantity(less), "whole": Quantity(more or Decimal(1))}


OF_KIND: dict[type, Callable[[Plain], Plain]] = {Indicator: _indicator}
"""What the vocabulary itself would refuse, not only the checks."""

AGREE: dict[type, Callable[[Plain], Plain]] = {
    AwardCondition: _condition,
    AwardQuota: _quota,
    Ballot: _ballot,
    Change: _change,
    Conference: _conference,
    Deadline: _deadline,
    Host: _host,
    Indicator: _sound_indicator,
    NextLeadership: _head,
    Nomination: _nomination,
    Revote: _ballot,
    Scores: _scores,
    Term: _head,
}
"""What makes one record agree with itself."""


_NAMED = (
    (("results", "welfare"), "activity", "activities"),
    (("results",), "overcomes", "weaknesses"),
)
"""Lists whose entries name, by a key, something that is listed elsewhere."""


def agreeing(plain: Plain) -> Plain:
    """The facts of a folder, whose records agree with each other."""
    bloc = {**plain["bloc"], "units_stated": MEMBERS}
    groups = dict.fromkeys(unit["group"] for unit in plain["units"] if unit.get("group"))
    if groups:
        bloc["groups"] = tuple({"id": each, "name": {"vi": each}} for each in groups)
    plain = {**plain, "bloc": bloc}
    for lists, key, known in _NAMED:
        ids = [one["id"] for one in plain.get(known, ())]
        for name in lists:
            plain[name] = tuple(
                one | ({key: ids[0] if ids else None} if one.get(key) else {})
                for one in plain.get(name, ())
            )
    staff = bloc.get("staff")
    if conflicts := plain.get("conflicts"):
        plain["conflicts"] = tuple(_about_staff(conflict, staff) for conflict in conflicts)
    return plain


def _about_staff(conflict: Plain, staff: Quantity | None) -> Plain:
    conflict = {**conflict, "about": "bloc.staff"}
    if staff is None:
        return {**conflict, "chosen": None}
    first, *others = conflict["claims"]
    return {**conflict, "chosen": 1, "claims": ({**first, "value": staff.written()}, *others)}
