"""The rows of a unit's form read cell by cell, and the values with their places built of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.collect.workbook.cell_values import value_of
from pipeline.collect.workbook.tables import ReadRow, ReadTable
from pipeline.errors import Message, Problem, Source, msg
from pipeline.forms import unit_tables as forms
from pipeline.forms.form import Column, Content, Kind, Table
from pipeline.model.base import LANGUAGES, Path
from pipeline.spelling.figures import read_figure


@dataclass(frozen=True, slots=True)
class Placed:
    """A value with its place: plain, a record, or a list."""

    value: Content | dict[str, Placed] | tuple[Placed, ...]
    source: Source


def unpacked(placed: Placed, path: Path, sources: dict[Path, Source]) -> Any:
    """The plain value; the place of each of its parts goes into ``sources``."""
    sources[path] = placed.source
    match placed.value:
        case dict() as record:
            return {key: unpacked(part, (*path, key), sources) for key, part in record.items()}
        case tuple() as parts:
            return tuple(unpacked(part, (*path, n), sources) for n, part in enumerate(parts))
    return placed.value


class RowReader:
    """Reads the rows of one form and keeps what is wrong with them."""

    def __init__(self, unit: str, path: str) -> None:
        self.unit = unit
        self.path = path
        self.problems: list[Problem] = []

    def wrong(self, code: str, place: Source, message: Message, hint: Message) -> None:
        """Keep what is wrong at a place."""
        self.problems.append(Problem(code, message, place, hint))

    def empty(self, row: ReadRow, table: Table, key: str) -> None:
        """A cell that must be filled in is not, and nothing in its row that cannot be read."""
        if row.unread:
            return
        label = next(column.label for column in table.columns if column.key == key)
        self.wrong(
            "cell-empty",
            row.source,
            msg("“{label}” is empty in this row", label=label),
            msg("fill it in, or empty the whole row"),
        )

    def cell(self, row: ReadRow, column: Column) -> Placed | None:
        """A filled cell as a value of its column; None where it is empty or was reported."""
        cell = row.cells.get(column.key)
        if cell is None:
            return None
        value = value_of(cell, column)
        if isinstance(value, Problem):
            self.problems.append(value)
            return None
        if isinstance(value, str):
            value = value.strip()
            if column.kind in {Kind.NUMBER, Kind.WHOLE} and read_figure(value) is None:
                self.wrong(
                    "not-a-number",
                    cell.source,
                    msg("“{given}” is not one number", given=value[:60]),
                    msg(
                        "type one number such as 12,5; type 0 if there is none, and leave the cell"
                        " empty if it is not known"
                    ),
                )
                return None
        return Placed(value, cell.source)

    def cells(self, row: ReadRow, table: Table, *keys: str) -> dict[str, Placed]:
        """The filled cells of these columns."""
        columns = {column.key: column for column in table.columns}
        found = ((key, self.cell(row, columns[key])) for key in keys)
        return {key: placed for key, placed in found if placed is not None}

    def words(self, row: ReadRow, table: Table, *keys: str) -> dict[str, Placed]:
        """Words in up to three languages; Vietnamese alone is plain text."""
        found: dict[str, Placed] = {}
        for key in keys:
            spoken: dict[str, Placed] = {
                language: placed
                for language in LANGUAGES
                for placed in self.cells(row, table, in_language(key, language)).values()
            }
            if spoken:
                known = {
                    language: placed
                    for language, placed in spoken.items()
                    if key not in forms.NAMES or placed.value != forms.UNKNOWN
                }
                found[key] = (
                    spoken["vi"]
                    if spoken.keys() == {"vi"}
                    else Placed(known, next(iter(spoken.values())).source)
                )
        return found

    def is_whole(self, row: ReadRow, table: Table, record: Mapping[str, Placed]) -> bool:
        """Whether ``record`` has what must be filled in; a cell that is empty is told as wrong."""
        required = [column.key for column in table.columns if column.required]
        for key in required:
            if not any(in_language(key, language) in row.cells for language in LANGUAGES):
                self.empty(row, table, key)
        return all(key in record for key in required)

    def marked_rows(
        self, table: ReadTable, form: Table, filled: Sequence[str]
    ) -> Iterator[tuple[str, ReadRow]]:
        """The rows of ours that say something in the columns ``filled``, with their ids."""
        rows = [row for row in table.rows if any(key in row.cells for key in filled)]
        if rows and not any("id" in row.cells for row in table.rows):
            place = Source(self.path, sheet=table.sheet)
            self.wrong(
                "no-keys",
                place,
                msg("the sheet has lost its hidden column, which says what each row is about"),
                msg("copy the answers into the form as it was sent"),
            )
            return
        for row in rows:
            mark = self.cells(row, form, "id").get("id")
            if mark is None:
                self.wrong(
                    "row-of-nothing",
                    row.source,
                    msg("this row was not in the form, and it is not known what it is about"),
                    msg("fill in the rows of the form; if one is lacking, tell the bloc"),
                )
                continue
            yield str(mark.value), row

    def own(self, row: ReadRow) -> dict[str, Placed]:
        """That the record of this row is the unit's."""
        return {"unit": Placed(self.unit, row.source)}


def in_language(key: str, language: str) -> str:
    """The key of the column that holds ``key`` in a language."""
    return key if language == "vi" else f"{key}.{language}"


def listed(key: str, records: Sequence[Placed]) -> dict[str, Placed]:
    """A list of facts at the place of its first record; nothing where there is none."""
    return {key: Placed(tuple(records), records[0].source)} if records else {}
