"""Charts as pictures: the one door to the drawing library, which is loaded with the first chart.

Offices print in black and white, so bars and lines are told apart by grey, hatching and marks.
Every word and number in a picture stands in its :class:`~pipeline.model.document.Chart` already.
"""

from __future__ import annotations

import re
import textwrap
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from pipeline.errors import MissingDependencyError, Problem, RenderError, msg
from pipeline.model.blocks import Chart, ChartKind, Line, Run, RunKind, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DPI = 220
WIDTH = 160
"""Millimetres: a little less than the text of an upright page."""
_TALLEST = 200
_MM = 1 / 25.4
"""In inches, the measure of the drawing library."""

_FONT_FILES = (
    ("Tinos", "Latin", ("Tinos-Regular.ttf", "times.ttf", "Times New Roman.ttf")),
    ("Noto Serif Devanagari", "Devanagari", ("NotoSerifDevanagari-Regular.ttf",)),
)
"""For each script the font of the papers and the files it may be in, the best first."""
_NO_GLYPH = re.compile(r"Glyph (\d+) ")
_FILLS = (("0.78", ""), ("1", "////"), ("0.45", ""), ("1", "...."))
_STEP = 17
"""Sixteen shades from black to white: more are not seen in print and cost a third more room."""
_DASHES = (0, (4, 3))
_ON_WHITE = {"facecolor": "white", "edgecolor": "none", "pad": 0.5}
_LINES = (("-", "o"), ("--", "s"), (":", "^"), ("-.", "D"))


@lru_cache(maxsize=64)
def to_png(chart: Chart) -> bytes:
    """The picture of a chart, grey; the same chart gives the same bytes.

    Raises:
        MissingDependencyError: the drawing library or a font is not installed.
        RenderError: the fonts lack a letter, or the library complained.
    """
    library = _library()
    with warnings.catch_warnings(record=True) as complaints, library.rc_context(_settings()):
        # What will be otherwise in a later version of the library concerns no paper.
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", UserWarning)
        drawn = _DRAWN[chart.kind](chart)
        coloured = BytesIO()
        drawn.savefig(coloured, format="png", dpi=DPI, metadata={"Software": None})
    if complaints:
        raise RenderError(*_problems(str(one.message) for one in complaints))
    grey = BytesIO()
    with Image.open(coloured) as picture:
        shades = [round(shade / _STEP) * _STEP for shade in range(256)]
        picture.convert("L").point(shades).save(grey, "PNG", optimize=True, dpi=(DPI, DPI))
    return grey.getvalue()


def _problems(complaints: Iterable[str]) -> Iterator[Problem]:
    for complaint in dict.fromkeys(complaints):
        if found := _NO_GLYPH.search(complaint):
            yield Problem(
                "letter-missing",
                msg(
                    "Charts cannot show the character {character} (U+{code}).",
                    character=chr(int(found[1])),
                    code=f"{int(found[1]):04X}",
                ),
                hint=msg("Write it otherwise in the inputs. The paper has no charts now."),
            )
        else:
            yield Problem("chart", msg("A chart cannot be drawn: {reason}", reason=complaint))


@cache
def _library() -> Any:
    """matplotlib, loaded when first needed, knowing the fonts of the papers and no others."""
    try:
        import matplotlib  # noqa: PLC0415 - takes half a second
        from matplotlib.font_manager import findSystemFonts, fontManager  # noqa: PLC0415
    except ImportError as error:
        raise _no_library(str(error)) from error
    if matplotlib.__version_info__ < (3, 11):
        # Earlier ones draw the letters of Devanagari side by side, as nobody reads them.
        raise _no_library(f"matplotlib {matplotlib.__version__}")
    found = {Path(file).name: file for file in sorted(findSystemFonts())}
    files = [_font_file(family, script, names, found) for family, script, names in _FONT_FILES]
    fontManager.ttflist = []
    fontManager.afmlist = []
    for file in files:
        fontManager.addfont(file)
    return matplotlib


def _no_library(reason: str) -> MissingDependencyError:
    return MissingDependencyError(
        Problem(
            "charts-missing",
            msg("Charts need matplotlib: {reason}", reason=reason),
            hint=msg('Install it: pip install "matplotlib>=3.11". The papers have no charts now.'),
        )
    )


def _font_file(family: str, script: str, names: Sequence[str], found: Mapping[str, str]) -> str:
    for name in names:
        if name in found:
            return found[name]
    raise MissingDependencyError(
        Problem(
            "font-missing",
            msg(
                "The font {family} is not installed; {script} letters cannot be printed.",
                family=family,
                script=script,
            ),
            hint=msg("Debian, Ubuntu: sudo apt-get install fonts-croscore fonts-noto-core"),
        )
    )


def _settings() -> dict[Any, Any]:
    """All settings of the library, whatever a file of the user's says."""
    from matplotlib import rcParamsDefault  # noqa: PLC0415
    from matplotlib.font_manager import fontManager  # noqa: PLC0415

    usual = {key: value for key, value in rcParamsDefault.items() if key != "backend"}
    return usual | {
        "font.family": [font.name for font in fontManager.ttflist],
        "font.size": 10,
        "text.parse_math": False,
        "hatch.linewidth": 0.5,
    }


def _bars(chart: Chart) -> Any:
    """Bars from left to right, so that long names stand beside them; the first on top."""
    size, names_width, names = 10.0, 62.0, _folded(chart.categories, 38)
    thick = 4.4 if len(chart.series) == 1 else 3.8
    heights = [max(4.2 * _lines_in(name), thick * len(chart.series)) + 2.6 for name in names]
    if sum(heights) > _TALLEST:
        heights = [_TALLEST / len(names)] * len(names)
        size, names_width = 8.5, 80.0
        names = _folded(chart.categories, 60, int(heights[0] / 3.6))
        thick = min(thick, 0.7 * heights[0] / len(chart.series))
    labels = [p.text for one in chart.series for p in one.points if p.number is not None]
    beside = 4 + 1.9 * max(map(len, labels), default=0)
    above = 7.0 if chart.reference else 2.0
    below = 9.0 if _has_legend(chart) else 2.0
    axes = _axes(sum(heights) + above + below, (names_width, beside, above, below), size)
    low, high = _range(chart)
    axes.set_xlim(low, high)
    # Downwards in millimetres.
    axes.set_ylim(sum(heights), 0)
    middles = [sum(heights[:n]) + height / 2 for n, height in enumerate(heights)]
    axes.set_yticks(middles, names, fontsize=size)
    for place, series in enumerate(chart.series):
        grey, hatch = _FILLS[place % len(_FILLS)]
        aside = (place - (len(chart.series) - 1) / 2) * thick
        at = [middle + aside for middle in middles]
        stated = [n for n, point in enumerate(series.points) if point.number is not None]
        axes.barh(
            [at[n] for n in stated], [_drawn_at(series.points[n]) for n in stated], thick,
            color=grey, hatch=hatch, edgecolor="black", linewidth=0.7, clip_on=False,
            label=plain(series.name),
        )  # fmt: skip
        for height, point in zip(at, series.points, strict=True):
            axes.annotate(
                point.text, (max(_drawn_at(point), 0), height), (3, 0),
                textcoords="offset points", va="center", fontsize=size, annotation_clip=False,
                bbox=_ON_WHITE,
            )  # fmt: skip
    if chart.reference:
        axes.axvline(_drawn_at(chart.reference), color="black", linewidth=1, linestyle=_DASHES)
        axes.annotate(
            chart.reference.text, (_drawn_at(chart.reference), 1), (0, 3), ha="center",
            xycoords=("data", "axes fraction"), textcoords="offset points", fontsize=size,
        )  # fmt: skip
    axes.axvline(0, color="black", linewidth=1)
    return _finished(axes, chart, size)


def _lines(chart: Chart) -> Any:
    """Lines from left to right over the categories; where nothing was stated they break."""
    size, names = 10.0, _folded(chart.categories, max(8, 80 // len(chart.categories)))
    below = 4.5 * max(map(_lines_in, names)) + 4 + (9 if _has_legend(chart) else 0)
    beside = 4 + 1.9 * (len(chart.reference.text) if chart.reference else 0)
    axes = _axes(62 + below, (6, beside, 7, below), size)
    low, high = _range(chart)
    axes.set_xlim(-0.5, len(names) - 0.5)
    axes.set_ylim(low - 0.02 * (high - low), high + 0.08 * (high - low))
    axes.set_xticks(range(len(names)), names, fontsize=size)
    tops = [max(_drawn_at(one.points[n]) for one in chart.series) for n in range(len(names))]
    for place, series in enumerate(chart.series):
        style, mark = _LINES[place % len(_LINES)]
        heights = [float("nan") if p.number is None else _drawn_at(p) for p in series.points]
        axes.plot(
            range(len(names)), heights, color="black", linestyle=style, marker=mark,
            markerfacecolor="white", linewidth=1.2, label=plain(series.name), clip_on=False,
        )  # fmt: skip
        for n, point in enumerate(series.points):
            if point.number is None:
                text = f"{plain(series.name)}: {point.text}" if series.name else point.text
                axes.annotate(
                    textwrap.fill(text, 20), (n, low), (0, 4 + 12 * place),
                    textcoords="offset points", ha="center", fontsize=size,
                )  # fmt: skip
            else:
                is_top = heights[n] >= tops[n]
                axes.annotate(
                    point.text, (n, heights[n]), (0, 6 if is_top else -6), ha="center",
                    textcoords="offset points", va="bottom" if is_top else "top", fontsize=size,
                )  # fmt: skip
    if chart.reference:
        axes.axhline(_drawn_at(chart.reference), color="black", linewidth=1, linestyle=_DASHES)
        axes.annotate(
            chart.reference.text, (1, _drawn_at(chart.reference)), (3, 0), va="center",
            xycoords=("axes fraction", "data"), textcoords="offset points", fontsize=size,
        )  # fmt: skip
    axes.axhline(0, color="black", linewidth=1)
    return _finished(axes, chart, size)


def _strip(chart: Chart) -> Any:
    """A row for each name, those of the earliest on top; a category that is nobody's is open."""
    size, names_width = 10.0, 62.0
    points = chart.series[0].points
    rows = list(dict.fromkeys((point.text, point.kind) for point in points))
    names = _folded([(Run(text),) for text, _ in rows], 38)
    heights = [4.2 * _lines_in(name) + 2.6 for name in names]
    tops = [sum(heights[:n]) for n in range(len(rows))]
    axes = _axes(sum(heights) + 8, (names_width, 4, 1, 7), size)
    axes.set_xlim(-0.5, len(points) - 0.5)
    # Downwards in millimetres.
    axes.set_ylim(sum(heights), 0)
    axes.set_yticks([t + h / 2 for t, h in zip(tops, heights, strict=True)], names, fontsize=size)
    # A label takes about ten millimetres; the table has every one.
    step = 1 + len(points) * 10 // (WIDTH - int(names_width))
    shown = range(0, len(points), step)
    axes.set_xticks(shown, [plain(chart.categories[n]) for n in shown], fontsize=size)
    for top in (*tops, sum(heights)):
        axes.axhline(top, color="0.78", linewidth=0.5, clip_on=False)
    for n, point in enumerate(points):
        row = rows.index((point.text, point.kind))
        known = point.kind is not RunKind.GAP
        axes.barh(
            tops[row] + heights[row] / 2, 0.9, heights[row] - 2.6, left=n - 0.45,
            color="0.45" if known else "white", edgecolor="black", linewidth=0.7,
            linestyle="-" if known else _DASHES,
        )  # fmt: skip
    return _finished(axes, chart, size)


def _drawn_at(point: Run) -> float:
    """Where a figure is drawn. What a float loses of it is less than a hair's breadth."""
    return float(point.number or 0)


def _range(chart: Chart) -> tuple[float, float]:
    """From the lowest to the highest that is drawn, nought included: else lengths would mislead."""
    points = [point for one in chart.series for point in one.points]
    drawn = [_drawn_at(point) for point in (*points, *filter(None, [chart.reference]))]
    low, high = min(0.0, *drawn), max(0.0, *drawn)
    return (low, high) if low < high else (0.0, 1.0)


def _axes(height: float, margins: tuple[float, float, float, float], size: float) -> Axes:
    """Empty axes in a picture of this height; ``margins`` are left, right, above, below."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(WIDTH * _MM, height * _MM))
    FigureCanvasAgg(figure)
    left, right, above, below = margins
    place = (
        left / WIDTH,
        below / height,
        (WIDTH - left - right) / WIDTH,
        (height - above - below) / height,
    )
    axes: Axes = figure.add_axes(place)
    for spine in axes.spines.values():
        spine.set_visible(False)
    # The numbers stand at bars and points; a scale would only repeat them.
    axes.tick_params(length=0, labelsize=size)
    axes.set_xticks([])
    axes.set_yticks([])
    return axes


def _has_legend(chart: Chart) -> bool:
    return len(chart.series) > 1


def _finished(axes: Axes, chart: Chart, size: float) -> Any:
    if _has_legend(chart):
        axes.figure.legend(
            *axes.get_legend_handles_labels(),
            loc="lower center", ncols=len(chart.series), frameon=False, fontsize=size,
            borderpad=0, handlelength=3,
        )  # fmt: skip
    return axes.figure


def _folded(names: Iterable[Line], letters: int, lines: int = 3) -> list[str]:
    """Names in a few lines each; the text of the paper has them whole."""
    return [
        textwrap.fill(plain(name), letters, max_lines=max(lines, 1), placeholder=" …")
        for name in names
    ]


def _lines_in(text: str) -> int:
    return text.count("\n") + 1


_DRAWN = {ChartKind.BARS: _bars, ChartKind.LINES: _lines, ChartKind.STRIP: _strip}
