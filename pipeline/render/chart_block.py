"""What a template asks a chart of → a :class:`Chart`: every figure as the paper writes it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from pipeline.model.base import N_
from pipeline.model.blocks import Chart, ChartKind, Line, Run, RunKind, Series, plain
from pipeline.render.ledger import Ledger
from pipeline.render.markdown import read_lines

NOT_STATED = N_("chưa có số liệu")
NOT_KNOWN = N_("chưa rõ")


def chart_of(  # noqa: PLR0913 — what the names of a template give, as they are
    kind: str,
    caption: str,
    categories: Sequence[Any],
    series: Sequence[tuple[str, Sequence[Any]]],
    reference: tuple[int, str] | None,
    ledger: Ledger,
) -> Chart:
    """A chart of figures that stand in print already, each written by its filter.

    ``series`` are names and figures, one figure for each of the ``categories``; an empty text is a
    figure that was not stated. A strip has one series, of names instead of figures. ``reference``
    is the number of a line across all, and its words.

    Raises:
        ValueError: the kind is unknown, a text has no figure or several, figures and categories
            are not as many, or a strip has several series.
    """
    point = _name if kind == ChartKind.STRIP else _point
    if kind == ChartKind.STRIP and len(series) != 1:
        raise ValueError("a strip chart needs one series")
    if any(len(points) != len(categories) for _, points in series):
        raise ValueError("a chart needs a figure, or an empty text, for each category")
    return Chart(
        ChartKind(kind),
        _line(caption, ledger),
        tuple(_line(category, ledger) for category in categories),
        tuple(
            Series(_line(name, ledger), tuple(point(one, ledger) for one in points))
            for name, points in series
        ),
        reference and Run(plain(_line(reference[1], ledger)), number=Decimal(reference[0])),
    )


def _line(text: Any, ledger: Ledger) -> Line:
    return next(iter(read_lines(str(text), ledger)), ())


def _point(text: Any, ledger: Ledger) -> Run:
    """A figure with its word as one run: nearly 300, drawn at 300."""
    line = _line(text, ledger)
    if not line:
        return Run(ledger.say(NOT_STATED))
    figures = [run for run in line if run.number is not None]
    if len(figures) != 1:
        raise ValueError(f"a chart needs one figure, not “{plain(line)}”")
    (figure,) = figures
    return Run(plain(line), RunKind.VALUE, sources=figure.sources, number=figure.number)


def _name(text: Any, ledger: Ledger) -> Run:
    """A name as one run."""
    line = _line(text, ledger)
    if not line:
        return Run(ledger.say(NOT_KNOWN), RunKind.GAP)
    return Run(plain(line), RunKind.VALUE, sources=sum((run.sources for run in line), ()))
