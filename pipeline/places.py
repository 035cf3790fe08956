"""Where the program's own files stand, in a checkout and in an installed package alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
# The wheel carries the top-level folders of the checkout inside the package.
_SHARE = _PACKAGE / "_share" if (_PACKAGE / "_share").is_dir() else _PACKAGE.parent

TEXTS = _SHARE / "templates" / "text"
SKELETONS = _SHARE / "templates" / "folder"
LAYOUTS = _SHARE / "templates" / "layouts.yaml"
WORD_FRAMES = _SHARE / "templates" / "docx"
HTML_FRAMES = _SHARE / "templates" / "html"
LOCALES = _SHARE / "locales"
SAMPLES = _SHARE / "inputs"
RULEBOOKS = _PACKAGE / "decide" / "rulebooks"
