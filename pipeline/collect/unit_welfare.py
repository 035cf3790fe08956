"""The works of welfare in a unit's form, each with the rows of its parts below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.collect.unit_rows import Placed, RowReader, listed
from pipeline.collect.workbook.tables import ReadTable
from pipeline.errors import msg
from pipeline.forms import unit_tables as forms
from pipeline.spelling.figures import Figure, read_figure
from pipeline.spelling.names import key_of


def welfare_of(reader: RowReader, table: ReadTable) -> dict[str, Placed]:
    """The works of welfare that a sheet states."""
    form = forms.WELFARE
    works: list[dict[str, Placed]] = []
    parts: list[list[Placed]] = []
    latest: dict[str, int] = {}
    """The last work above that is called so."""
    for row in table.rows:
        names = reader.words(row, form, "name", "part")
        figures = reader.cells(row, form, "amount", "beneficiaries")
        more = reader.words(row, form, "measure", "beneficiary")
        more |= reader.cells(row, form, "activity")
        if "part" in names:
            # A part without the name of its work belongs to the nearest.
            called = _spellings(names["name"]) if "name" in names else None
            above = len(works) - 1
            if called is not None:
                above = max((latest.get(spelling, -1) for spelling in called), default=-1)
            if above < 0:
                reader.wrong(
                    "part-of-nothing",
                    names["part"].source,
                    msg("no row above names the work that this is a part of"),
                    msg("put the row below its work, and repeat the name of the work in it"),
                )
                continue
            _refuse_of_a_part(reader, works[above], more)
            part = {"name": names["part"]} | figures
            parts[above].append(Placed(part, row.source))
            continue
        if "measure" not in more and (measure := measure_in(figures.get("amount"))):
            more["measure"] = measure
        if not reader.is_whole(row, form, names):
            continue
        if "measure" not in more:
            reader.empty(row, form, "measure")
            continue
        latest |= dict.fromkeys(_spellings(names["name"]), len(works))
        works.append(reader.own(row) | names | figures | more)
        parts.append([])
    records = [work | listed("parts", of) for work, of in zip(works, parts, strict=True)]
    return listed("welfare", [Placed(record, record["unit"].source) for record in records])


def _refuse_of_a_part(
    reader: RowReader, work: Mapping[str, Placed], more: Mapping[str, Placed]
) -> None:
    """A part of a work has an amount and a number of people; the rest is the work's."""
    measure = more.get("measure")
    same = measure is None or bool(_spellings(measure) & _spellings(work["measure"]))
    for stranger in (more.get("beneficiary"), more.get("activity"), None if same else measure):
        if stranger:
            reader.wrong(
                "not-of-a-part",
                stranger.source,
                msg("this is told of a whole work, not of one part of it"),
                msg("move it to the row of the work"),
            )


def _spellings(words: Placed) -> set[str]:
    parts = words.value.values() if isinstance(words.value, dict) else (words,)
    return {key_of(str(part.value)) for part in parts}


def measure_in(amount: Placed | None) -> Placed | None:
    """The measure written behind an amount: “300 triệu đồng”."""
    figure = read_figure(str(amount.value)) if amount else None
    if amount and isinstance(figure, Figure) and figure.measure:
        return replace(amount, value=figure.measure)
    return None
