"""Checks about indicators: a figure must be of the kind that its indicator is."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.collect.checks.found import Found
from pipeline.errors import msg
from pipeline.model.base import Path
from pipeline.model.facts import Facts
from pipeline.model.rates import parts_contradict_value, per_cent_times, rate_of
from pipeline.model.year import PARTS, Indicator, Reading
from pipeline.spelling.figures import money_power


def check_money(facts: Facts) -> Found:
    """Money is in a measure of money, or it could not be converted."""
    for n, indicator in enumerate(facts.indicators):
        measure = indicator.measure.said_in("vi")
        if indicator.kind == "money" and money_power(measure) is None:
            yield (
                "not-money",
                ("indicators", n, "measure"),
                msg("“{measure}” is not a measure of money", measure=measure),
                msg("write đồng, nghìn đồng, triệu đồng or tỷ đồng, or “kind: count”"),
            )


def check_rates(facts: Facts) -> Found:
    """Part and whole are of a rate, and can be."""
    for indicator, reading, path in _readings(facts):
        given = [part for part in PARTS if getattr(reading, part) is not None]
        if given and indicator.kind != "rate":
            yield (
                "not-a-rate",
                (*path, given[0]),
                msg("only a rate has a part and a whole; this is “{kind}”", kind=indicator.kind),
                msg("write “kind: rate” for the indicator, or delete “part” and “whole”"),
            )
        elif given and per_cent_times(indicator.measure) is None:
            yield (
                "not-per-cent",
                (*path, given[0]),
                msg(
                    "no rate in “{measure}” can be worked out of part and whole",
                    measure=indicator.measure.said_in("vi"),
                ),
                msg("the measure of a rate is % or ‰"),
            )
        else:
            yield from _impossible(reading, path)


def _impossible(reading: Reading, path: Path) -> Found:
    part, whole = reading.part, reading.whole
    if whole is not None and whole.number <= 0:
        yield (
            "no-whole",
            (*path, "whole"),
            msg("nothing is a share of {whole}", whole=whole.written()),
            msg("write of how many; where there were none, delete “part” and “whole”"),
        )
    elif part is not None and part.number < 0:
        yield (
            "part-below-nought",
            (*path, "part"),
            msg("a part cannot be {part}", part=part.written()),
            msg("write how many there were; 0 if there was none"),
        )
    elif part is not None and whole is not None and not part.may_be_within(whole):
        yield (
            "part-above-whole",
            (*path, "part"),
            msg("{part} cannot be a part of {whole}", part=part.written(), whole=whole.written()),
            msg("part and whole may be swapped: “part” is how many of “whole”"),
        )


def check_rate_parts(facts: Facts) -> Found:
    """A rate agrees with its part and whole; neither is told without the other."""
    for indicator, reading, path in _readings(facts):
        rate = rate_of(indicator, reading)
        if rate and reading.value and parts_contradict_value(indicator, reading):
            yield (
                "rate-parts",
                (*path, "value"),
                msg(
                    "“value” is {stated}, but part and whole give {rate}",
                    stated=reading.value.written(),
                    rate=f"{rate.number:.4f}".rstrip("0").rstrip(".").replace(".", ","),
                ),
                msg("the papers show “value”; correct the one that is wrong"),
            )
        given = [part for part in PARTS if getattr(reading, part) is not None]
        if len(given) == 1:
            other = next(part for part in PARTS if part not in given)
            yield (
                "rate-parts",
                (*path, given[0]),
                msg("“{given}” says nothing without “{other}”", given=given[0], other=other),
                msg("add “{other}”, or delete “{given}”", given=given[0], other=other),
            )


def _readings(facts: Facts) -> Iterator[tuple[Indicator, Reading, Path]]:
    for n, indicator in enumerate(facts.indicators):
        for m, reading in enumerate(indicator.readings):
            yield indicator, reading, ("indicators", n, "readings", m)
