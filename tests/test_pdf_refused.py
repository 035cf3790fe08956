"""What cannot be printed as it should be is refused, with its cause and its remedy."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from printed import pdf_of, reader, run_python
from sample_papers import line, paper

from pipeline.errors import MissingDependencyError, RenderError
from pipeline.model.blocks import Figure, Paragraph
from pipeline.render import actual_text
from pipeline.render.pdf import to_pdf

DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="http://127.0.0.1:9/photo.png" alt="x">',
        '<img src="file:///etc/hostname" alt="x">',
        '<img src="photo.png" alt="x">',
        '<link rel="stylesheet" href="http://127.0.0.1:9/style.css">',
        '<style>p { background: url("http://127.0.0.1:9/a.png") }</style><p>x</p>',
        "<style>p { colour: red }</style><p>x</p>",
        '<img src="data:image/png;base64,AAAA" alt="x">',
    ],
)
def test_what_the_engine_complains_of_is_an_error(markup: str) -> None:
    with pytest.raises(RenderError) as caught:
        to_pdf(f"<html lang=vi style='font-family: Tinos'><title>x</title>{markup}")
    assert {problem.code for problem in caught.value.problems} == {"pdf-engine"}


@pytest.mark.parametrize(
    ("title", "markup", "code", "told"),
    [
        ("x", f'<img alt="x" src="{DOT}"><img alt=" " src="{DOT}">', "picture-untold", "picture 2"),
        ("x", f'<img src="{DOT}">', "picture-untold", "picture 1"),
        ("x", "<h1>A</h1><h2>B</h2><h1>C</h1><h3>I. <b>D</b></h3>", "heading-level", "“I. D”"),
        ("x", "<h2>A</h2><h3>B</h3>", "heading-level", "“A”"),
        (" ", "<h1>A</h1>", "title-missing", "no title"),
    ],
)
def test_what_cannot_be_read_aloud_is_refused(
    title: str, markup: str, code: str, told: str
) -> None:
    with pytest.raises(RenderError) as caught:
        to_pdf(f"<html lang=vi style='font-family: Tinos'><title>{title}</title>{markup}")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert told in str(problem.message)


def test_a_picture_without_a_caption_is_refused_whoever_asks_for_it(tmp_path: Path) -> None:
    Image.new("L", (9, 9)).save(tmp_path / "photo.png")
    figure = Figure(tmp_path / "photo.png", line(""), "")
    with pytest.raises(RenderError, match="picture 1"):
        pdf_of(replace(paper("vi", "press"), body=(figure,)))


def test_a_letter_that_no_font_has_is_named() -> None:
    document = replace(paper("vi", "press"), body=(Paragraph(line("Ban \U0010fff0 tỉnh")),))
    with pytest.raises(RenderError) as caught:
        pdf_of(document)
    (problem,) = caught.value.problems
    assert problem.code == "letter-missing"
    assert "\U0010fff0 (U+10FFF0)" in str(problem.message)


def test_signs_may_come_from_another_font() -> None:
    document = replace(paper("vi", "press"), body=(Paragraph(line("98,5 → 99 ✓")),))
    assert "98,5 → 99 ✓" in reader(document).pages[0].extract_text()


TRY = """
import sample_papers as s
from pipeline.errors import MissingDependencyError
from pipeline.render.html import to_html
from pipeline.render.pdf import to_pdf
d = s.paper({language!r}, "press")
try:
    to_pdf(to_html(d, s.TEMPLATES))
except MissingDependencyError as error:
    for problem in error.problems:
        print(problem.code, problem.message, problem.hint, sep=" | ")
"""


@pytest.mark.parametrize(
    ("language", "installed", "missing"),
    [
        ("vi", ("Noto Serif Devanagari",), "Tinos"),
        ("hi", ("Tinos",), "Noto Serif Devanagari"),
        ("hi", ("Tinos", "Noto Serif Devanagari"), ""),
    ],
)
def test_a_font_that_is_not_installed(
    tmp_path: Path, language: str, installed: tuple[str, ...], missing: str
) -> None:
    for family in installed:
        for style in ("Regular", "Bold"):
            command = ["fc-match", "-f", "%{file}", f"{family}:style={style}"]
            font = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            shutil.copy(font, tmp_path)
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}/c</cachedir></fontconfig>"
    )
    told = run_python(TRY.format(language=language), FONTCONFIG_FILE=str(settings))
    assert (f"The font {missing} is not installed" in told) == bool(missing)
    assert told.count("font-missing") == bool(missing)
    assert told.count("sudo apt-get install fonts-croscore fonts-noto-core") == bool(missing)


def test_a_missing_pango_is_told_with_the_remedy(tmp_path: Path) -> None:
    engine = tmp_path / "weasyprint.py"
    engine.write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    told = run_python(TRY.format(language="vi"), tmp_path)
    assert told.startswith("pango-missing | ")
    assert "libpango-1.0-0'" in told
    assert "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in told
    assert MissingDependencyError.exit_code == 8


def test_a_changed_engine_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.draw import text as drawing  # noqa: PLC0415 - loads Pango

    monkeypatch.setattr(drawing, "draw_first_line", lambda _stream, _box: None)
    actual_text.install.cache_clear()
    with pytest.raises(RenderError, match="WeasyPrint"):
        actual_text.install()
