"""Reading a workbook (.xlsx, .ods) that comes from another person's machine: the one door to it.

``safety`` refuses what is no workbook or not safe, ``xlsx`` and ``ods`` find the cells,
``grid`` says what a cell may hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path as FilePath

from pipeline.collect.workbook.contents import has_pictures
from pipeline.collect.workbook.grid import (
    Cell,
    Scalar,
    Sheet,
    Workbook,
    WorkbookBuilder,
    damaged,
)
from pipeline.collect.workbook.ods import read_ods
from pipeline.collect.workbook.safety import Package, open_package
from pipeline.collect.workbook.xlsx import read_xlsx
from pipeline.errors import InputError, Problem, Severity, Source, msg

__all__ = ["Cell", "Scalar", "Sheet", "Workbook", "read_workbook"]


def read_workbook(path: FilePath) -> Workbook:
    """Read the filled cells of a workbook, each with its place.

    What is wrong with single cells is in :attr:`Workbook.problems`.

    Raises:
        InputError: when the file as a whole is refused.
    """
    try:
        package = open_package(path)
        workbook = WorkbookBuilder(package.path)
        (read_ods if package.is_ods else read_xlsx)(package, workbook)
        done = workbook.done(package.sha256)
        pictures = tuple(_pictures(package))
        return replace(
            done,
            problems=(*done.problems, *pictures),
            suffix=".ods" if package.is_ods else ".xlsx",
        )
    except InputError:
        raise
    except Exception as error:
        # A damaged file can be wrong in any place and any way: whatever it trips, the clerk
        # needs to hear which file it is, and the others of her batch must still be read.
        detail = f"{type(error).__name__}: {error}"[:200]
        reason = msg("something in it is not as it should be ({detail})", detail=detail)
        raise damaged(path.as_posix(), reason) from error


def _pictures(package: Package) -> Iterator[Problem]:
    if has_pictures(package.parts):
        yield Problem(
            "pictures-not-read",
            msg("pictures were pasted into the workbook, and they are not read"),
            Source(package.path),
            msg("send photos as files beside the workbook, and write their names into it"),
            Severity.WARNING,
        )
