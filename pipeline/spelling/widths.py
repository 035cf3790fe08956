"""How long words are when they are printed, near enough to draw or to judge a line under them."""

from __future__ import annotations

import unicodedata

# Advance widths of Times New Roman Bold in thousandths of an em, by letter without its
# accents. Ruled lines are bold, and a rule need not be exact to the tenth of a millimetre.
_WIDTHS = {
    letter: width
    for width, letters in (
        (250, " ,."),
        (278, "'/\\il"),
        (333, "!()-:;[]`fjt‘’"),
        (389, "Is"),
        (444, "cerz"),
        (500, "#$*0123456789?J_agovxy–“”"),
        (556, "Sbdhknpquđ"),
        (611, "FP"),
        (667, "BELTZ"),
        (722, "ACDNRUVXYwĐ"),
        (778, "GHKOQ"),
        (833, "&m"),
        (944, "M"),
        (1000, "%W—…"),
    )
    for letter in letters
}
_USUAL_WIDTH = 556
_DEVANAGARI_LETTER = 600
_DEVANAGARI_SIGN = 267
# The virama joins two letters into one that is narrower than both.
_VIRAMA = {"\u094d": -300}


def text_ems(text: str) -> float:
    """How long the longest line of ``text`` is, in bold letters of size 1."""
    return max(sum(map(_letter_width, line)) for line in text.split("\n")) / 1000


def _letter_width(letter: str) -> int:
    category = unicodedata.category(letter)
    if category in {"Mn", "Cf"}:
        return _VIRAMA.get(letter, 0)
    if "\u0900" <= letter <= "\u097f":
        return _DEVANAGARI_SIGN if category == "Mc" else _DEVANAGARI_LETTER
    return _WIDTHS.get(unicodedata.normalize("NFD", letter)[0], _USUAL_WIDTH)
