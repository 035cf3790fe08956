"""The numbers of headings, points and annexes: Roman numerals and Vietnamese letters."""

from __future__ import annotations

VIETNAMESE_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters that number points: a) b) c) d) đ) … (Decree 30/2020/NĐ-CP, Annex I)."""

_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def letter(number: int) -> str:
    """The letter of the ``number``-th point; after the alphabet it doubles: aa, bb."""
    rounds, place = divmod(number - 1, len(VIETNAMESE_LETTERS))
    return VIETNAMESE_LETTERS[place] * (rounds + 1)


def roman(number: int) -> str:
    """``number`` in Roman numerals, for numbers from 1."""
    text = ""
    for value, numeral in _ROMAN:
        while number >= value:
            text += numeral
            number -= value
    return text
