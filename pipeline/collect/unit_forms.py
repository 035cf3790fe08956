"""What a member unit wrote into its form, as partial facts with the cell of each.

Only what was filled in becomes a fact: names, measures and marks that the form itself brought, and
last year's figures it showed for comparison, say nothing. A form sent out with facts in it and
returned untouched gives those facts again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath

from pipeline.collect.tree import Tree
from pipeline.collect.unit_rows import (
    Placed,
    RowReader,
    in_language,
    listed,
    unpacked,
)
from pipeline.collect.unit_welfare import measure_in, welfare_of
from pipeline.collect.workbook.cell_values import as_text
from pipeline.collect.workbook.tables import ReadRow, ReadTable, Tables
from pipeline.errors import Problem, Severity, Source, msg
from pipeline.forms import unit_tables as forms
from pipeline.forms.form import Kind
from pipeline.forms.unit import photo_file
from pipeline.model.base import LANGUAGES, Path
from pipeline.model.quantity import Quantity, in_measure
from pipeline.model.year import FIGURES, ITEM_FIGURES, ITEM_MARKS, PARTS
from pipeline.spelling.names import NameIndex, key_of, likest

_SAME_NAME = 0.8
"""How like two names of a bloc are that differ by a slip."""
_COPY_OF_FILE = re.compile(r"\s*\([0-9]+\)$")
"""What browsers add to the name of a file that is there already: “so-noi-vu (1)”."""


def unit_of(
    tables: Tables, path: FilePath, year: int, units: NameIndex, bloc: Sequence[str] = ()
) -> str | Problem:
    """The unit whose form this is: as its stamp says, else as the file is named.

    A problem where it is no form of this year or of the bloc named ``bloc`` (all its names), or
    where stamp and file name differ: then somebody may have filled in the form of another unit.
    """
    here, stamp = Source(path.as_posix()), tables.stamp
    if fault := _wrong_form(tables, here, year) or _other_bloc(stamp, here, bloc):
        return fault
    stem = _COPY_OF_FILE.sub("", path.stem)
    named = units.find(stem) or units.find(re.sub("[-_]+", " ", stem))
    stamped = stamp.get("unit")
    if stamped is None:
        return named or Problem(
            "no-unit",
            msg("nothing in the workbook says which unit it is from"),
            here,
            msg(
                "name the file after the unit: {units}",
                units=tuple(unit for unit, _ in units.near(stem)) or ("so-noi-vu.xlsx",),
            ),
        )
    if stamped not in units.ids:
        return Problem(
            "form-of-stranger",
            msg("the form was made for “{unit}”, which is no unit of this bloc", unit=stamped),
            here,
            msg("make a form for the unit with bloc forms, and copy the answers into it"),
        )
    if named not in (None, stamped):
        return Problem(
            "two-units",
            msg(
                "the file is named after “{named}”, but is the form of “{unit}”",
                named=named,
                unit=stamped,
            ),
            here,
            msg(
                "ask the sender whose figures these are; then rename the file, or use its own form"
            ),
        )
    return stamped


def _wrong_form(tables: Tables, here: Source, year: int) -> Problem | None:
    stamp = tables.stamp
    if stamp.get("form", forms.FORM) != forms.FORM or not tables.tables:
        return Problem(
            "not-a-form",
            msg("this workbook is no form that units fill in"),
            here,
            msg("send the file made by bloc forms, filled in"),
        )
    if fault := wrong_version(tables, here, *forms.VERSIONS):
        return fault
    if (made_for := stamp.get("year", str(year))) != str(year):
        return Problem(
            "form-of-another-year",
            msg("form of {given} in the folder of {year}", given=made_for, year=year),
            here,
            msg(
                "use the form of {year}, or put this one into the folder of {given}",
                given=made_for,
                year=year,
            ),
        )
    return None


def _other_bloc(stamp: Mapping[str, str], here: Source, bloc: Sequence[str]) -> Problem | None:
    """A form of a bloc whose name is not nearly that of ours; a slip in it may be mended."""
    made_for = stamp.get("bloc", "")
    if not made_for or not bloc or likest(key_of(made_for), map(key_of, bloc), likeness=_SAME_NAME):
        return None
    return Problem(
        "form-of-another-bloc",
        msg("the form was made for another bloc: {bloc}", bloc=made_for),
        here,
        msg(
            "ask the sender for the form of this bloc; if the bloc was renamed since, write its"
            " earlier name under “bloc.formerly”"
        ),
    )


def wrong_version(tables: Tables, here: Source, *known: str) -> Problem | None:
    """A form made by another version of the program, whose columns may mean other things."""
    version = tables.stamp.get("version")
    if version is None or version in known:
        return None
    return Problem(
        "form-version",
        msg("the form is of version {version}, which this program does not know", version=version),
        here,
        msg("make a new form with this program, and copy the answers into it"),
    )


def unit_tree(tables: Tables, shown_path: str, unit: str) -> Tree:
    """The facts that the form of ``unit`` states, as a tree to be laid into the bloc's.

    Empty where nothing was filled in. Its problems are the errors found on the way, also those in
    ``tables``; the warnings of ``tables`` and the problems of the workbook's cells are not in it.
    """
    reader = RowReader(unit, shown_path)
    found: dict[str, Placed] = {}
    for table in tables.tables:
        if read := _READERS.get(table.key):
            found |= read(reader, table)
    sources: dict[Path, Source] = {}
    value = unpacked(Placed(found, Source(shown_path)), (), sources)
    errors = (p for p in tables.problems if p.severity is Severity.ERROR)
    return Tree(value, sources, {}, (*errors, *reader.problems))


def _registrations(reader: RowReader, table: ReadTable) -> dict[str, Placed]:
    awards: list[Placed] = []
    days: list[Placed] = []
    first: ReadRow | None = None
    for award, row in reader.marked_rows(table, forms.REGISTRATIONS, ("registered", "date")):
        cells = reader.cells(row, forms.REGISTRATIONS, "registered", "date")
        mark, day = cells.get("registered"), cells.get("date")
        if mark and mark.value is True:
            first = first or row
            if award not in {other.value for other in awards}:
                awards.append(Placed(award, mark.source))
        elif day:
            reader.wrong(
                "not-registered",
                day.source,
                msg("a day of registration, but the award is not marked as registered"),
                msg("write “có” beside it, or delete the day"),
            )
            continue
        if day:
            days.append(day)
    for day in days[1:]:
        if day.value != days[0].value:
            reader.wrong(
                "two-days",
                day.source,
                msg(
                    "another day than in {cell}: a unit registers once",
                    cell=days[0].source.cell,
                ),
                msg("write the same day in all rows, or in one row only"),
            )
    if first is None:
        return {}
    record = reader.own(first) | {"awards": Placed(tuple(awards), awards[0].source)}
    return listed(
        "registrations",
        [Placed(record | ({"date": days[0]} if days else {}), first.source)],
    )


def _results(reader: RowReader, table: ReadTable) -> dict[str, Placed]:
    form, records = forms.RESULTS, []
    for row in table.rows:
        record = reader.cells(row, form, "theme") | reader.own(row)
        record |= reader.words(row, form, "text", "measure", "evidence")
        record |= reader.cells(row, form, "date", *ITEM_FIGURES, "activity", "overcomes")
        if "measure" not in record and (measure := measure_in(record.get("value"))):
            record["measure"] = measure
        marks = reader.cells(row, form, *ITEM_MARKS)
        record |= {name: mark for name, mark in marks.items() if mark.value is True}
        if reader.is_whole(row, form, record):
            records.append(Placed(record, row.source))
    return listed("results", records)


_ANSWERS = replace(
    forms.INDICATORS,
    columns=tuple(replace(column, kind=Kind.TEXT) for column in forms.INDICATORS.columns),
)
"""The sheet of figures for rows that ask for yes or no."""


def _indicators(reader: RowReader, table: ReadTable) -> dict[str, Placed]:
    records: list[Placed] = []
    asked = (*FIGURES, *PARTS)
    for indicator, row in reader.marked_rows(table, forms.INDICATORS, asked):
        form = _ANSWERS if forms.ANSWERED in row.cells else forms.INDICATORS
        figures = reader.cells(row, form, *asked)
        if not figures:
            continue
        if measure := row.cells.get("measure"):
            words = as_text(measure)
            figures = {
                key: figure if key in PARTS else _without_measure(figure, words)
                for key, figure in figures.items()
            }
        reading = Placed(reader.own(row) | figures, row.source)
        record = {
            "id": Placed(indicator, row.source),
            "readings": Placed((reading,), row.source),
        }
        records.append(Placed(record, row.source))
    return listed("indicators", records)


def _without_measure(figure: Placed, measure: str) -> Placed:
    """“121,6 triệu” in a row of “triệu đồng”, or “99,6%” in one of “%”, as the number alone."""
    read = in_measure(figure.value, measure)
    if not isinstance(read, Quantity):
        return figure
    return replace(figure, value=read.written() if read.qualifier else read.number)


def _scores(reader: RowReader, table: ReadTable) -> dict[str, Placed]:
    record: dict[str, Placed] = {}
    points: dict[str, Placed] = {}
    first: ReadRow | None = None
    said = ("self_scored", *(in_language("reason", language) for language in LANGUAGES))
    for mark, row in reader.marked_rows(table, forms.SCORES, said):
        scored = reader.cells(row, forms.SCORES, "self_scored").get("self_scored")
        reason = reader.words(row, forms.SCORES, "reason").get("reason")
        first = first or row
        if key := {forms.BONUS: "bonus", forms.PENALTY: "penalty"}.get(mark):
            record |= {key: scored} if scored else {}
            record |= {f"{key}_reason": reason} if reason else {}
            continue
        if reason:
            reader.wrong(
                "reason-of-nothing",
                reason.source,
                msg("a reason is asked for bonus and penalty points only"),
                msg("move it to one of the last two rows, or tell it as a result"),
            )
        if scored and mark in points:
            reader.wrong(
                "given-twice",
                scored.source,
                msg("the same is given in {cell} already", cell=points[mark].source.cell),
                msg("keep one of the two"),
            )
        elif scored:
            points[mark] = scored
    if points:
        record["self_scored"] = Placed(points, next(iter(points.values())).source)
    if first is None or not record:
        return {}
    sheet = Placed(reader.own(first) | record, first.source)
    return {"scores": Placed({"sheets": Placed((sheet,), first.source)}, first.source)}


def _rewards(reader: RowReader, table: ReadTable) -> dict[str, Placed]:
    form, records = forms.REWARDS, []
    for row in table.rows:
        record = reader.own(row)
        record |= reader.words(row, form, "award", "grade", "authority", "document")
        record |= reader.cells(row, form, "level", "year", "collectives", "individuals")
        if reader.is_whole(row, form, record):
            records.append(Placed(record, row.source))
    return listed("rewards", records)


def _photos(reader: RowReader, table: ReadTable) -> dict[str, Placed]:
    form, records = forms.PHOTOS, []
    for row in table.rows:
        record = reader.own(row) | reader.words(row, form, "caption", "credit")
        if file := reader.cells(row, form, "file").get("file"):
            where = photo_file(str(file.value), reader.unit)
            record["file"] = replace(file, value=where)
        said = reader.words(row, form, "person", "title")
        if "person" in said:
            person = {
                key: said[of] for key, of in (("name", "person"), ("title", "title")) if of in said
            }
            record["person"] = Placed(person, said["person"].source)
        elif "title" in said:
            reader.empty(row, form, "person")
        if reader.is_whole(row, form, record):
            records.append(Placed(record, row.source))
    if not records:
        return {}
    photos = listed("photos", records)
    return {"news": Placed(photos, photos["photos"].source)}


_READERS = {
    "registrations": _registrations,
    "results": _results,
    "indicators": _indicators,
    "scores": _scores,
    "welfare": welfare_of,
    "rewards": _rewards,
    "photos": _photos,
}
