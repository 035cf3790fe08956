"""Where Pango or the fonts are missing, all but PDF is made all the same, and it is said."""

from __future__ import annotations

import json
from pathlib import Path

from printed import run_python

from pipeline import places

BUILD = """
import contextlib, io, json, sys
from pipeline.cli import main
told = io.StringIO()
with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
    code = main(["build", {folder!r}, "--out", {out!r}, "--lang", "vi", "--ui-lang", "en"])
print(json.dumps([code, told.getvalue()]))
"""


def test_all_else_is_made_without_pango(tmp_path: Path) -> None:
    engine = tmp_path / "engine"
    engine.mkdir()
    (engine / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
    out = tmp_path / "out"
    folder = places.SAMPLES / "quang-tri-2023"
    told = run_python(BUILD.format(folder=str(folder), out=str(out)), engine)
    code, messages = json.loads(told)
    assert code == 9
    assert messages.count("sudo apt-get install libpango-1.0-0") == 1
    edition = out / folder.name
    made = {path.suffix for path in (edition / "vi").iterdir()}
    assert made == {".docx", ".html", ".xlsx"}
    manifest = json.loads((edition / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["left_out"] == ["pdf"]
    assert "libpango" in (edition / "index.html").read_text(encoding="utf-8")
