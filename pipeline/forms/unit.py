"""The workbook that a member unit fills in and sends back: which sheets with which rows.

What the bloc's facts already state of the unit is filled in, so that the same form serves to
correct it. :mod:`pipeline.collect.unit_forms` reads it back by the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.forms.form import Content, Form, Table, as_content
from pipeline.forms.unit_guide import guide
from pipeline.forms.unit_tables import (
    ANSWERED,
    BONUS,
    FORM,
    INDICATORS,
    KNOWN_LAST_YEAR,
    OTHERS,
    PENALTY,
    PHOTOS,
    REGISTRATIONS,
    RESULTS,
    REWARDS,
    SCORES,
    UNKNOWN,
    VERSION,
    WELFARE,
)
from pipeline.forms.yaml_text import date_text
from pipeline.model.base import Fact, Name, PartialDate, Text
from pipeline.model.facts import Facts
from pipeline.model.year import (
    FIGURES,
    ITEM_FIGURES,
    ITEM_MARKS,
    PARTS,
    Indicator,
    Reading,
    Result,
    Welfare,
)
from pipeline.spelling.names import key_of

Row = dict[str, Content]


def unit_form(
    facts: Facts,
    unit_id: str,
    awards: Sequence[tuple[str, str]],
    last_year: Facts | None = None,
) -> Form:
    """The form of one member unit, with what the facts state of it filled in.

    ``awards`` are those that may be registered for, by id and name. From the facts of the year
    before it takes the unit's figures to compare with; they stand in a column of their own, for
    they are not the unit's statement of this year.
    """
    unit = facts.unit(unit_id)
    if unit is None:
        raise LookupError(unit_id)
    rows = {
        REGISTRATIONS: _registration_rows(facts, unit_id, awards),
        RESULTS: (_result(result) for result in facts.results if result.unit == unit_id),
        INDICATORS: _indicator_rows(facts, unit_id, last_year),
        SCORES: _score_rows(facts, unit_id),
        WELFARE: (row for work in facts.welfare if work.unit == unit_id for row in _welfare(work)),
        REWARDS: _reward_rows(facts, unit_id),
        PHOTOS: _photo_rows(facts, unit_id),
    }
    filled = (_filled(table, tuple(given), facts) for table, given in rows.items())
    # A sheet whose rows are ours has nothing to ask without them.
    tables = tuple(table for table in filled if table.rows or table.spare)
    return Form(
        {
            "form": FORM,
            "version": VERSION,
            "year": str(facts.year),
            "unit": unit_id,
            "bloc": facts.bloc.name.said_in("vi"),
            "tables": " ".join(table.key for table in tables),
        },
        f"Biểu báo cáo thi đua, khen thưởng năm {facts.year} – {unit.name.said_in('vi')}",
        guide(facts, unit, {table.key: table.title for table in tables}),
        tables,
    )


def shown_photo(file: str, unit_id: str) -> str:
    """A photo's file as the form shows it: one of the unit's own by its name alone."""
    name = file.removeprefix(f"photos/{unit_id}/")
    return name if name != file and "/" not in name else file if "/" in file else f"./{file}"


def photo_file(shown: str, unit_id: str) -> str:
    """Where in the bloc's folder the photo stands that the form calls so."""
    return shown.removeprefix("./") if "/" in shown else f"photos/{unit_id}/{shown}"


def asked_of_units(indicator: Indicator) -> bool:
    """Whether units report it; a figure stated only of the bloc as a whole is the bloc's own."""
    readings = indicator.readings
    return not readings or any(reading.unit is not None for reading in readings)


def _filled(table: Table, rows: tuple[Row, ...], facts: Facts) -> Table:
    """The table with its rows; hidden columns are shown where a row has something in them, those of
    parts and wholes where a rate is asked for.
    """
    used = {key for row in rows for key in row}
    asked = [indicator for indicator in facts.indicators if asked_of_units(indicator)]
    if table is INDICATORS and any(indicator.kind == "rate" for indicator in asked):
        used |= set(PARTS)
    columns = tuple(
        replace(column, hidden=column.hidden and column.key not in used - {"id", ANSWERED})
        for column in table.columns
    )
    return replace(table, columns=columns, rows=rows)


def _registration_rows(
    facts: Facts, unit_id: str, awards: Iterable[tuple[str, str]]
) -> Iterator[Row]:
    stated = next((one for one in facts.registrations if one.unit == unit_id), None)
    registered = stated.awards if stated else ()
    names = dict(awards)
    names |= {award: award for award in registered if award not in names}
    # The unit's own order of its awards stays, in the places that they have among all.
    in_order = iter(registered)
    for award in [next(in_order) if award in registered else award for award in names]:
        row: Row = {"id": award, "name": names[award]}
        if stated and award in registered:
            row |= {"registered": True} | ({"date": stated.date} if stated.date else {})
        yield row


def _indicator_rows(facts: Facts, unit_id: str, last_year: Facts | None) -> Iterator[Row]:
    before = {one.id: one for one in last_year.indicators} if last_year else {}
    for indicator in facts.indicators:
        if not asked_of_units(indicator):
            continue
        measure = indicator.measure.said_in("vi")
        row: Row = {
            "id": indicator.id,
            "name": indicator.name.said_in("vi"),
            "measure": measure,
        }
        if indicator.kind == "yes-no":
            row[ANSWERED] = indicator.kind
        if reading := _reading(indicator, unit_id):
            row |= _figures(reading, *FIGURES, *PARTS)
            if indicator.kind == "yes-no":
                row |= _answers(reading)
        then = before.get(indicator.id)
        if then and key_of(then.measure.said_in("vi")) == key_of(measure):
            known = _reading(then, unit_id)
            if known and known.value is not None:
                row[KNOWN_LAST_YEAR] = as_content(known.value)
        yield row


def _result(result: Result) -> Row:
    row: Row = {"theme": result.theme, **_said("text", result.text)}
    if result.date is not None:
        row["date"] = (
            result.date.written()
            if isinstance(result.date, PartialDate)
            else date_text(result.date)
        )
    row |= _figures(result, *ITEM_FIGURES)
    row |= {mark: True for mark in ITEM_MARKS if getattr(result, mark)}
    row |= _said("measure", result.measure) | _said("evidence", result.evidence)
    return row | _names(result, "activity", "overcomes")


def _names(record: Fact, *keys: str) -> Row:
    return {key: name for key in keys if (name := getattr(record, key)) is not None}


def _answers(reading: Reading) -> Row:
    stated = ((key, getattr(reading, key)) for key in FIGURES)
    return {key: "có" if answer.number else "không" for key, answer in stated if answer is not None}


def _reading(indicator: Indicator, unit_id: str) -> Reading | None:
    return next((one for one in indicator.readings if one.unit == unit_id), None)


def _score_rows(facts: Facts, unit_id: str) -> Iterator[Row]:
    if facts.scores is None:
        return
    sheet = next((one for one in facts.scores.sheets if one.unit == unit_id), None)
    for criterion in facts.scores.criteria:
        row: Row = {"id": criterion.id, "name": criterion.name.said_in("vi")}
        row["points"] = criterion.points
        if sheet and criterion.id in sheet.self_scored:
            row["self_scored"] = sheet.self_scored[criterion.id]
        yield row
    for mark, name, key in (
        (BONUS, "Điểm thưởng (nếu có)", "bonus"),
        (PENALTY, "Điểm trừ (nếu có)", "penalty"),
    ):
        row = {"id": mark, "name": name}
        if sheet and (points := getattr(sheet, key)) is not None:
            row["self_scored"] = points
        yield row | _said("reason", getattr(sheet, f"{key}_reason", None))


def _welfare(work: Welfare) -> Iterator[Row]:
    """The row of a work, and below it one for each of its parts, which names the work again."""
    row = _said("name", work.name)
    first = dict([*row.items()][:1])
    row |= _figures(work, "amount", "beneficiaries")
    row |= _said("measure", work.measure) | _said("beneficiary", work.beneficiary)
    yield row | _names(work, "activity")
    for part in work.parts:
        yield first | _said("part", part.name) | _figures(part, "amount", "beneficiaries")


def _reward_rows(facts: Facts, unit_id: str) -> Iterator[Row]:
    for reward in facts.rewards:
        if reward.unit == unit_id:
            row: Row = {"level": reward.level}
            for key in ("award", "grade", "authority", "document"):
                row |= _said(key, getattr(reward, key))
            if reward.year is not None:
                row["year"] = reward.year
            yield row | _figures(reward, "collectives", "individuals")


def _photo_rows(facts: Facts, unit_id: str) -> Iterator[Row]:
    for photo in facts.news.photos:
        if photo.unit == unit_id:
            row: Row = {"file": shown_photo(photo.file, unit_id)} if photo.file else {}
            row |= _said("caption", photo.caption) | _named("credit", photo.credit)
            if photo.person:
                row |= _named("person", photo.person.name) | _said("title", photo.person.title)
            yield row


def _figures(record: Fact, *keys: str) -> Row:
    """The cells of figures, as far as they are stated."""
    stated = ((key, getattr(record, key)) for key in keys)
    return {key: as_content(figure) for key, figure in stated if figure is not None}


def _said(key: str, text: Text | None) -> Row:
    """The cells of words in up to three languages."""
    if text is None:
        return {}
    said: Mapping[str, str | None] = {
        key: text.vi,
        **{f"{key}.{language}": text.in_language(language) for language in ("hi", "en")},
    }
    return {place: words for place, words in said.items() if words is not None}


def _named(key: str, name: Name | None) -> Row:
    """The cells of a name in one of the columns ``NAMES``."""
    cells = _said(key, name)
    if name and name.vi and name.vi == name.hi == name.en:
        return {key: name.vi}
    if cells.keys() == {key}:
        return cells | {f"{key}.{language}": UNKNOWN for language, _ in OTHERS}
    return cells
