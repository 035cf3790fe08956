"""What one cell of a form says, as a value of its column, or what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache

from pipeline.collect.validate import shown
from pipeline.collect.workbook.grid import Cell
from pipeline.errors import Message, Problem, msg
from pipeline.forms.form import Column, Content, Kind, fits_in_cell
from pipeline.spelling.answers import read_answer
from pipeline.spelling.names import key_of, likest

_MOST_CHOICES = 10
_LONG_NUMBER = re.compile(r"-?[0-9]{1,30}(?:,[0-9]{1,30})?")


def value_of(cell: Cell, column: Column) -> Content | Problem:
    """What a cell says as a value of its column, or what is wrong with it.

    A number or a day typed as text stays text, to be read by those who know the spellings of
    figures and days. So does a cell that shows per cent: 0.125 shown as 12,5% is “12,5%”.
    """
    match column.kind:
        case Kind.TEXT:
            return as_text(cell)
        case Kind.NUMBER | Kind.WHOLE:
            return _number(cell, column)
        case Kind.DATE:
            if isinstance(cell.value, (date, str)):
                return cell.value
            return _wrong(
                cell,
                column,
                msg(
                    "“{label}” takes a day, not {value}",
                    label=column.label,
                    value=as_text(cell),
                ),
                msg("write day/month/year, such as 26/12/2025"),
            )
        case Kind.YES:
            return _yes(cell, column)
        case Kind.CHOICE:
            return _choice(cell, column)


def _number(cell: Cell, column: Column) -> Content | Problem:
    match cell.value:
        case bool() | date():
            return _wrong(
                cell,
                column,
                msg(
                    "“{label}” takes a number, not {value}",
                    label=column.label,
                    value=as_text(cell),
                ),
                msg("set the format of the cell to General and type the number anew"),
            )
        case str() as text:
            # So we write numbers with more digits than a spreadsheet keeps; all others typed as
            # text may have more than one meaning.
            if _LONG_NUMBER.fullmatch(text):
                number = Decimal(text.replace(",", "."))
                if not fits_in_cell(number):
                    return _plain(number)
            return text
        case int() | Decimal() as number:
            if cell.percent:
                # Whether per cent is meant here is for those to say who know the measure.
                return as_text(cell)
            if column.kind is Kind.WHOLE and number != int(number):
                return _wrong(
                    cell,
                    column,
                    msg(
                        "“{label}” takes a whole number, not {value}",
                        label=column.label,
                        value=as_text(cell),
                    ),
                    msg("write the number without decimals"),
                )
            return number


def _plain(number: int | Decimal) -> int | Decimal:
    """The same number, as an int where it is whole."""
    if number == int(number):
        return int(number)
    return Decimal(f"{number:f}".rstrip("0"))


def _yes(cell: Cell, column: Column) -> bool | Problem:
    answer = read_answer(as_text(cell))
    if answer is not None:
        return answer
    return _wrong(
        cell,
        column,
        msg(
            "“{label}” takes “có” or nothing, not {value}", label=column.label, value=as_text(cell)
        ),
        msg("write “có”, or leave the cell empty"),
    )


def _choice(cell: Cell, column: Column) -> str | Problem:
    text = as_text(cell)
    said = key_of(text)
    if (value := _meant(column.choices).get(said)) is not None:
        return value
    return _wrong(
        cell,
        column,
        msg(
            "“{value}” is not one of the choices of “{label}”",
            value=shown(text),
            label=column.label,
        ),
        msg("choose from the list: {choices}", choices=_offered(column.choices, said)),
    )


# A sheet may have thousands of rows with the same choices, and with the same mistake.
@lru_cache(maxsize=256)
def _meant(choices: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """What is chosen by writing a choice, or its word in YAML; of two that are alike the first."""
    spelled = [(key_of(as_said), value) for value, label in choices for as_said in (label, value)]
    return dict(reversed(spelled))


@lru_cache(maxsize=256)
def _offered(choices: tuple[tuple[str, str], ...], said: str) -> tuple[str, ...]:
    """Those choices that may have been meant; else the first of them."""
    labels = {key_of(label): label for _, label in choices}
    near = (
        likest(said, labels, 3)
        or [key for key in labels if said in key]
        or list(labels)[:_MOST_CHOICES]
    )
    return tuple(f"“{labels[key]}”" for key in near)


def _wrong(cell: Cell, column: Column, message: Message, hint: Message) -> Problem:
    return Problem(str(column.kind), message, cell.source, hint)


def as_text(cell: Cell) -> str:
    """What the cell shows, as it would be typed in Vietnamese."""
    match cell.value:
        case bool() as truth:
            return "TRUE" if truth else "FALSE"
        case int() | Decimal() as number:
            shown = _plain(number * 100) if cell.percent else number
            return f"{Decimal(shown):f}".replace(".", ",") + ("%" if cell.percent else "")
        case date() as day:
            return f"{day:%d/%m/}{day.year:04}"
        case text:
            return text
