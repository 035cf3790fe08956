"""Names matched to units, never by silent guess: same spelling, or a question to the clerk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"

_TONE_ON_SECOND = {
    unicodedata.normalize("NFC", first + tone + second): unicodedata.normalize(
        "NFC", first + second + tone
    )
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
"""hòa → hoà, khỏe → khoẻ, thúy → thuý. In these pairs the first letter is a glide wherever they
stand, so both places say one word. The second letter is chosen because it bears the tone in either
school after q (quý) and before a consonant (hoàn). Pairs with ``i`` are left alone: chìa and già
bear it on different letters and no school moves it.
"""
_TONE_ON_FIRST = re.compile("|".join(_TONE_ON_SECOND))

_TONE_BEFORE_SHAPE = re.compile(
    "(?<![\u0300\u0301\u0303\u0309])([\u0300\u0301\u0303\u0309]++)([\u0302\u0306])"
)
"""A tone typed before the circumflex or breve. Unicode calls the two orders different letters,
so normalising does not mend it; dot below and horn it does set in order. A run of tones is gone
through once: somebody may have sent thousands.
"""

_ONE_SIGN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        # Letters of other languages that look like đ and come with old fonts and converters.
        **dict.fromkeys("ðɖ", "đ"),
    }
)

_LONGEST_ID = 60
"""Ids are names of files too, which may not be long, and are typed."""

_SUGGESTIONS = 3
_LIKENESS = 0.6
"""The likeness from which difflib itself calls two words close."""


@lru_cache(maxsize=4096)
def key_of(name: str) -> str:
    """What all spellings of one name share; two names are the same if and only if their keys are.

    Forgiven: composed or combining letters, in any order of marks; capitals; spaces of any kind and
    number; invisible characters; typographic quotes and dashes, and spaces beside dashes; the old
    and the new place of the tone (hòa, hoà); letters that look like đ.

    Not forgiven: ``i`` for ``y``. Lí may be Lý, but Vi and Vy, Thi and Thy are names of different
    people, and nothing in a name says which case it is. :meth:`NameIndex.near` will suggest it.
    """
    visible = "".join(letter for letter in name if unicodedata.category(letter) != "Cf")
    # Once before folding too: the small letters of a composed letter may be another sequence.
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFD", visible).casefold())
    letters = unicodedata.normalize("NFC", _TONE_BEFORE_SHAPE.sub(r"\2\1", apart))
    signs = re.sub(r"\s*-\s*", "-", letters.translate(_ONE_SIGN))
    return _TONE_ON_FIRST.sub(lambda pair: _TONE_ON_SECOND[pair[0]], " ".join(signs.split()))


def id_from(name: str) -> str:
    """An id made of a Vietnamese name: “Sở Nội vụ” gives ``so-noi-vu``.

    Of a long name only its beginning, to the end of a word.
    Empty when the name has no letters, or letters that are not Latin: an id of the rest of them
    would say something else.
    """
    plain = _without_marks(key_of(name))
    if any(letter.isalnum() and not letter.isascii() for letter in plain):
        return ""
    words = re.findall("[a-z0-9]+", plain)
    while len(words) > 1 and len("-".join(words)) > _LONGEST_ID:
        words.pop()
    return "-".join(words)[:_LONGEST_ID]


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of all units, to be asked whom a name means."""

    ids: tuple[str, ...]
    """In the order given."""
    listed: tuple[tuple[str, str], ...]
    """Every id with each of its names, in the order given."""
    by_key: Mapping[str, tuple[str, ...]]
    """The ids of the units that have a name with this key."""

    @classmethod
    def of(cls, units: Iterable[tuple[str, Iterable[str]]]) -> NameIndex:
        """The index of ``units``, each an id with its names and aliases."""
        units = tuple(units)
        listed = tuple((unit, name) for unit, names in units for name in names)
        by_key: dict[str, tuple[str, ...]] = {}
        for unit, name in listed:
            owners = by_key.get(key := key_of(name), ())
            if key and unit not in owners:
                by_key[key] = (*owners, unit)
        return cls(tuple(dict.fromkeys(unit for unit, _ in units)), listed, by_key)

    def find(self, given: str) -> str | None:
        """The unit with this very id, or the only one with this name; None when none or several."""
        if (unit := given.strip()) in self.ids:
            return unit
        owners = self.owners(given)
        return owners[0] if len(owners) == 1 else None

    def owners(self, given: str) -> tuple[str, ...]:
        """The ids of all units with this name; of several the clerk must choose."""
        return self.by_key.get(key_of(given), ())

    def near(self, given: str) -> tuple[tuple[str, str], ...]:
        """Up to three units with a name like this, best first: the id, and the name as listed.

        Only to be shown to the clerk. Letters weigh first and marks second, since names are often
        typed without any; of the names of one unit the likest is told.
        """
        key = key_of(given)
        likest: dict[str, tuple[tuple[float, float], str]] = {}
        for unit, name in self.listed:
            other = key_of(name)
            likeness = (_likeness(_bare(key), _bare(other)), _likeness(key, other))
            if likeness[0] >= _LIKENESS and likeness > likest.get(unit, ((0.0, 0.0), ""))[0]:
                likest[unit] = likeness, name
        # Sorting is stable: equally like units stay in the order given.
        best = sorted(likest.items(), key=lambda item: item[1][0], reverse=True)
        return tuple((unit, name) for unit, (_, name) in best[:_SUGGESTIONS])


def likest(
    given: str, known: Iterable[str], most: int = 1, likeness: float = _LIKENESS
) -> list[str]:
    """Up to ``most`` of the known words that are at least so like ``given``, best first."""
    near = [word for word in known if _can_be_like(given, word, likeness)]
    return [*get_close_matches(given, near, most, likeness)]


def _can_be_like(one: str, other: str, likeness: float = _LIKENESS) -> bool:
    """Whether lengths are near enough; a whole page is not worth comparing with a name."""
    shorter, longer = sorted((len(one), len(other)))
    return 2 * shorter >= likeness * (shorter + longer)


def _likeness(one: str, other: str) -> float:
    if not _can_be_like(one, other):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _bare(key: str) -> str:
    """Without marks and hyphens, so that a mistyped id is like its name too."""
    return _without_marks(key).replace("-", " ")


def _without_marks(key: str) -> str:
    return re.sub("[\u0300-\u036f]", "", unicodedata.normalize("NFD", key)).replace("đ", "d")
