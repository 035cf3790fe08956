"""How like two texts are: by the words they share in the same order, as an exact fraction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pipeline.spelling.names import key_of

_WORD = re.compile(r"[0-9]+(?:[.,/-][0-9]+)*|(?:[^\W_]|[\u0900-\u0963])+|%")
"""A number with its signs, or a word; the vowel signs of Devanagari are letters of theirs."""
_OTHER_DIGITS = re.compile("[०-९]")
_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")

_NUMBER_WEIGHS = 3
"""A pair of words with a number in it counts three times: who states another figure says another
thing in the same words."""


def words_of(text: str) -> tuple[str, ...]:
    """The words and numbers of a text as all spellings share them, without punctuation."""
    key = key_of(text)
    # Looking first is quicker: few texts have them.
    return tuple(_WORD.findall(key.translate(_DIGITS) if _OTHER_DIGITS.search(key) else key))


@dataclass(frozen=True, slots=True)
class Shingles:
    """A text made ready to be compared with many: each two neighbouring words, counted.

    Beginning and end of the text are neighbours too, so that a single word has a pair.
    """

    words: tuple[str, ...]
    pairs: Mapping[tuple[str, str], int]
    """The pairs with their weights; a pair that stands twice weighs twice."""
    weight: int
    """Of all pairs together."""

    @classmethod
    def of(cls, text: str) -> Shingles:
        """The pairs of a text."""
        words = words_of(text)
        pairs = Counter(pairwise(("", *words, ""))) if words else Counter[tuple[str, str]]()
        weighed = {pair: count * _weight(pair) for pair, count in pairs.items()}
        return cls(words, weighed, sum(weighed.values()))

    def likeness(self, other: Shingles) -> Fraction:
        """The share of the pairs that both have in all they have, from 0 to 1."""
        if self.words == other.words:
            return Fraction(1)
        fewer, more = sorted((self.pairs, other.pairs), key=len)
        shared = sum(min(weight, more.get(pair, 0)) for pair, weight in fewer.items())
        return Fraction(2 * shared, self.weight + other.weight)


def _weight(pair: tuple[str, str]) -> int:
    return _NUMBER_WEIGHS if any(word[:1].isdigit() for word in pair) else 1


def likeness(a: str, b: str) -> Fraction:
    """How like two texts are, from 0 to 1; 1 for equal words, the same either way round."""
    return Shingles.of(a).likeness(Shingles.of(b))


def like_pairs(texts: Sequence[Shingles], least: Fraction) -> Iterator[tuple[int, int, Fraction]]:
    """Every two texts that are at least so like, ``least`` above 0: their numbers, the earlier
    first, and how like they are.

    Only texts that share words are compared: each asks who before it had its pairs.
    """
    had: dict[tuple[str, str], list[int]] = {}
    for number, text in enumerate(texts):
        shared: Counter[int] = Counter()
        for pair, weight in text.pairs.items():
            for earlier in had.setdefault(pair, []):
                shared[earlier] += min(weight, texts[earlier].pairs[pair])
            had[pair].append(number)
        for earlier in sorted(shared):
            # Only what can reach the mark is worth a fraction.
            both = text.weight + texts[earlier].weight
            if 2 * shared[earlier] * least.denominator >= least.numerator * both:
                yield earlier, number, texts[earlier].likeness(text)
