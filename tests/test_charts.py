"""Charts: what is drawn is what was stated, in every form of the paper; a gap is never nought."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import lxml.html
import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from printed import run_python
from sample_papers import TEMPLATES, paper
from test_values import bloc, make
from word_papers import FRAMES

from pipeline import places
from pipeline.build import Edition
from pipeline.build.printing import Job, print_job
from pipeline.errors import RenderError
from pipeline.model.blocks import Chart, ChartKind, Run, RunKind, Series, plain
from pipeline.model.document import charts_of
from pipeline.render.chart_block import chart_of
from pipeline.render.charts import DPI, WIDTH, to_png
from pipeline.render.html import to_html
from pipeline.render.ledger import Ledger
from pipeline.render.pdf import to_pdf
from pipeline.render.word import to_word
from pipeline.words import catalog

GREY, BLACK = range(190, 210), range(60)
"""How dark the bars are, and their edges, lines and letters."""
GAP = Run("chưa có số liệu")


def point(number: Decimal | int, text: str = "") -> Run:
    return Run(text or str(number).replace(".", ","), number=Decimal(number))


def bars(*points: Run, **more: object) -> Chart:
    names = tuple((Run(f"Đơn vị {n}"),) for n in range(1, len(points) + 1))
    chart = Chart(ChartKind.BARS, (Run("Tổng điểm"),), names, (Series((), points),))
    return replace(chart, **more)  # type: ignore[arg-type]


def lines(*series: Series) -> Chart:
    years = tuple((Run(str(2020 + n)),) for n in range(len(series[0].points)))
    return Chart(ChartKind.LINES, (Run("Sáng kiến qua các năm"),), years, series)


def pixels(chart: Chart) -> Image.Image:
    return Image.open(io.BytesIO(to_png(chart)))


def longest(row: bytes, shades: range) -> int:
    """The longest unbroken stretch of these shades in a row."""
    best = run = 0
    for shade in row:
        run = run + 1 if shade in shades else 0
        best = max(best, run)
    return best


def rows(chart: Chart) -> list[bytes]:
    picture = pixels(chart)
    content = picture.tobytes()
    return [content[n : n + picture.width] for n in range(0, len(content), picture.width)]


def bar_lengths(chart: Chart) -> list[int]:
    """How long each bar is, from the top, in pixels; bars of no length are not seen."""
    found: list[int] = []
    stretch: list[int] = []
    for row in (*rows(chart), b""):
        length = longest(row, GREY)
        if length > 3:
            stretch.append(length)
            continue
        # An edge that falls between two rows of pixels is as grey as a bar.
        if len(stretch) > 4:
            found.append(stretch[len(stretch) // 2])
        stretch = []
    return found


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(2, 100), min_size=1, max_size=7))
def test_bars_are_as_long_as_their_figures(numbers: list[int]) -> None:
    lengths = bar_lengths(bars(*map(point, numbers)))
    for length, number in zip(lengths, numbers, strict=True):
        # Edges take a few pixels of each bar.
        assert length == pytest.approx(max(lengths) * number / max(numbers), abs=8)


def test_a_gap_has_no_bar_but_says_so() -> None:
    chart = bars(point(50), GAP, point(100))
    assert len(bar_lengths(chart)) == 2
    # A label longer than the gap's, so that both pictures leave as much room for them.
    longest_label = point(100, "100 điểm, hơn năm trước")
    nought = bars(point(50), point(0, GAP.text), longest_label)
    assert to_png(bars(point(50), GAP, longest_label)) != to_png(nought)
    assert chart.alternative == "Đơn vị 1: 50; Đơn vị 2: chưa có số liệu; Đơn vị 3: 100"


def test_a_gap_breaks_the_line() -> None:
    def darkest_in_the_middle(third: Run) -> int:
        """Between the second point and the fourth, above what is written at the foot."""
        points = (point(100), point(100), third, point(100), point(100))
        picture = pixels(lines(Series((), points)))
        wide, high = picture.size
        middle = picture.crop((wide * 35 // 100, high // 10, wide * 65 // 100, high * 6 // 10))
        return int(min(middle.tobytes()))

    assert darkest_in_the_middle(GAP) == 255
    assert darkest_in_the_middle(point(100)) in BLACK
    assert darkest_in_the_middle(point(0)) in BLACK


def test_nought_is_where_bars_begin_also_below_it() -> None:
    chart = bars(point(-50), point(50))
    assert bar_lengths(chart) == pytest.approx([max(bar_lengths(chart))] * 2, abs=4)


def test_series_are_told_apart_without_colours() -> None:
    two = (Series((Run("Năm 2024"),), (point(3),)), Series((Run("Năm 2025"),), (point(5),)))
    both = bars(point(3), series=two)
    assert pixels(both).mode == "L"
    swapped = replace(both, series=(replace(two[0], points=two[1].points), two[1]))
    assert to_png(both) != to_png(swapped)
    assert both.alternative == "Năm 2024 - Đơn vị 1: 3. Năm 2025 - Đơn vị 1: 5"


def strip(*names: str) -> Chart:
    points = tuple(
        Run(name, RunKind.VALUE) if name else Run("chưa rõ", RunKind.GAP) for name in names
    )
    years = tuple((Run(str(2020 + n)),) for n in range(len(names)))
    return Chart(ChartKind.STRIP, (Run("Khối trưởng qua các năm"),), years, (Series((), points),))


def boxes(chart: Chart) -> list[tuple[bool, ...]]:
    """Which years are filled: a tuple for each row of boxes, from the top."""
    # Names take 62 mm on the left, four are free on the right.
    left, right = (mm / WIDTH * pixels(chart).width for mm in (62, WIDTH - 4))
    wide = (right - left) / len(chart.categories)
    middles = [int(left + (n + 0.5) * wide) for n in range(len(chart.categories))]
    seen = Counter(tuple(row[at] in range(100, 130) for at in middles) for row in rows(chart))
    # An edge that falls between two rows of pixels is as grey as a box.
    return [filled for filled, high in seen.items() if any(filled) and high > 9]


def test_a_strip_has_a_box_where_a_unit_headed_the_bloc_and_none_where_it_is_not_known() -> None:
    assert boxes(strip("Sở A", "Sở B", "", "Sở A")) == [
        (True, False, False, True),
        (False, True, False, False),
    ]
    said = "2020: Sở A; 2021: Sở B; 2022: chưa rõ; 2023: Sở A"
    assert strip("Sở A", "Sở B", "", "Sở A").alternative == said
    assert to_png(strip("Sở A", "Sở B", "")) != to_png(strip("Sở A", "Sở B", "chưa rõ"))


def test_a_strip_of_many_years_fits_the_page() -> None:
    picture = pixels(strip(*[f"Đơn vị số {n % 12}" for n in range(40)]))
    assert picture.height / DPI * 25.4 < 215


@pytest.mark.parametrize("count", [1, 9, 40])
def test_a_picture_fits_the_page_and_is_sharp(count: int) -> None:
    picture = pixels(bars(*[point(n) for n in range(count)], reference=point(100, "Chỉ tiêu")))
    assert DPI >= 200
    assert picture.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)
    assert picture.width / DPI * 25.4 == pytest.approx(WIDTH, abs=0.5)
    assert picture.height / DPI * 25.4 < 215


SAME = """
import hashlib
from test_charts import GAP, bars, point
from pipeline.render.charts import to_png
print(hashlib.sha256(to_png(bars(point(3), GAP))).hexdigest())
"""


def test_the_same_chart_gives_the_same_bytes_in_any_process() -> None:
    here = hashlib.sha256(to_png(bars(point(3), GAP))).hexdigest()
    assert run_python(SAME, PYTHONHASHSEED="7", LANG="C") == here


def test_a_letter_that_the_fonts_lack_is_told() -> None:
    chart = bars(point(1), categories=((Run("Đơn vị \N{HAMMER AND WRENCH}"),),))
    with pytest.raises(RenderError) as caught:
        to_png(chart)
    (problem,) = caught.value.problems
    assert "U+1F6E0" in str(problem.message)


def test_words_of_the_facts_are_not_read_as_formulas() -> None:
    """The drawing library would take what stands between dollars for mathematics."""
    plain_words = bars(point(1), categories=((Run("Chi 5 triệu"),),))
    dollars = bars(point(1), categories=((Run("Chi $5 triệu$ {x} \\alpha"),),))
    assert to_png(dollars) != to_png(plain_words)


# In papers.


CHARTS = (
    bars(point(98), GAP, point(Decimal("97.5"))),
    lines(Series((), (point(1), GAP, point(3)))),
)


@pytest.mark.parametrize("language", ["vi", "hi", "en"])
def test_every_form_shows_the_charts_with_their_text(language: str) -> None:
    document = replace(paper(language, "state-2020"), body=CHARTS)
    page = to_html(document, TEMPLATES)
    images = lxml.html.fromstring(page).xpath("//figure[@class='chart']/img")
    assert [image.get("alt") for image in images] == [chart.alternative for chart in CHARTS]
    word = docx.Document(io.BytesIO(to_word(document, FRAMES / "state.docx")))
    shown = [one for one in word.element.body.iter(qn("wp:docPr")) if one.get("descr")]
    assert [one.get("descr") for one in shown] == [chart.alternative for chart in CHARTS]
    widths = [round(shape.width.mm) for shape in word.inline_shapes]
    assert widths == [WIDTH, WIDTH]
    captions = [
        p.text for p in word.paragraphs if p.style and p.style.name == "Bloc Figure Caption"
    ]
    assert captions[:2] == [plain(chart.caption) for chart in CHARTS]
    pictures = [p for p in word.paragraphs if p._p.findall(f".//{qn('w:drawing')}")]
    assert all(p.paragraph_format.keep_with_next for p in pictures)
    file = pypdf.PdfReader(io.BytesIO(to_pdf(page)))
    assert len(file.pages[0].images) == len(CHARTS)


def test_charts_of_the_report_show_the_figures_of_its_tables(editions: dict[str, Edition]) -> None:
    study = editions["vi-du-2025"].study
    for document in study.documents:
        if document.kind != "summary-report":
            assert not tuple(charts_of(document))
            continue
        completion, totals = charts_of(document)
        points = completion.series[0].points
        shares = {
            comparison.completion.value.number
            for theme in study.summary.themes
            for one in theme.indicators
            for comparison in (one.total, *(row.comparison for row in one.rows if not row.unit))
            if comparison and comparison.completion
        }
        assert {one.number for one in points} == shares
        assert all(one.sources for one in points)
        assert completion.reference is not None
        assert completion.reference.number == 100
        assert [one.number for one in totals.series[0].points] == [
            row.total.value for row in study.summary.scores if row.total
        ]
        if document.language != "en":
            assert ("97,5" in totals.alternative) == (document.language == "vi")


def test_a_unit_without_a_total_is_a_gap_in_the_chart(tmp_path: Path) -> None:
    sheets = [{"unit": "don-vi-1", "agreed": {"a": 50}}, {"unit": "don-vi-2", "agreed": {"a": 40}}]
    sheets.append({"unit": "don-vi-3", "agreed": {}})
    criteria = [{"id": "a", "name": "Tiêu chí", "points": 100}]
    edition = make(tmp_path, bloc(3, scores={"criteria": criteria, "sheets": sheets}), "docx")
    (chart,) = (chart for one in edition.study.documents for chart in charts_of(one))
    assert chart.alternative == "Đơn vị 1: 50; Đơn vị 2: 40; Đơn vị 3: chưa có số liệu"
    assert chart.series[0].points[2].number is None


def test_a_template_that_asks_for_a_chart_wrongly_is_told() -> None:
    ledger = Ledger("vi", catalog(places.LOCALES, "documents", "vi"))
    for kind, names, points in (
        ("pie", ["a"], [""]),
        ("strip", ["a", "b"], ["x"]),
        ("bars", ["a"], []),
        ("bars", ["a"], ["nhiều"]),
    ):
        with pytest.raises(ValueError, match=r"pie|chart needs"):
            chart_of(kind, "Biểu đồ", names, [("", points)], None, ledger)


def test_a_paper_whose_chart_cannot_be_drawn_is_made_without_it() -> None:
    odd = bars(point(1), categories=((Run("\N{HAMMER AND WRENCH}"),),))
    document = replace(paper("vi", "state-2020"), body=(*CHARTS, odd))
    printed = print_job(Job(document, ("docx",)))
    assert [problem.code for problem in printed.left_out["charts"]] == ["letter-missing"]
    word = docx.Document(io.BytesIO(printed.files[0][1]))
    assert len(word.inline_shapes) == 0
    assert plain(CHARTS[0].caption) not in [one.text for one in word.paragraphs]
    # A workbook shows no charts and needs none.
    assert print_job(Job(document, ("xlsx",))).left_out == {}


BUILD = """
import contextlib, io, json
from pipeline.cli import main
told = io.StringIO()
command = ["build", {folder!r}, "--out", {out!r}, "--lang", "vi", "--ui-lang", "en"]
command += ["--format", "docx", "--format", "html", "--document", "summary-report"]
with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
    code = main(command)
print(json.dumps([code, told.getvalue()]))
"""


def test_papers_are_made_without_charts_where_the_library_is_absent(tmp_path: Path) -> None:
    absent = tmp_path / "absent"
    absent.mkdir()
    (absent / "matplotlib.py").write_text("raise ImportError('no module named matplotlib')")
    folder, out = places.SAMPLES / "vi-du-2025", tmp_path / "out"
    code, messages = json.loads(run_python(BUILD.format(folder=str(folder), out=str(out)), absent))
    assert code == 9
    assert messages.count('pip install "matplotlib>=3.11"') == 1
    edition = out / folder.name
    page = lxml.html.fromstring((edition / "vi" / "summary-report.html").read_bytes())
    assert page.xpath("//table")
    assert not page.xpath("//figure[@class='chart']")
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["left_out"] == ["charts"]
    assert "matplotlib" in (edition / "index.html").read_text(encoding="utf-8")
