"""Names as Parliament prints them, reduced to what tells one person from another.

Parliament prints a member's name in full where two sit who share a surname, so "Mr Hague" and "Baroness Anelay" mean
one person, but only one: `Called.short` finds them and the roster refuses where two fit.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.search.words import forms

_COURTESIES = frozenset(
    forms(
        "the rt right hon honourable mr mrs ms miss mx dr sir dame professor prof colonel col major captain capt"
        " general gen brigadier admiral reverend rev"
    ).exact
)
_HONOURS = frozenset(
    forms(
        "mp kc qc pc bt kg kt gbe kbe dbe cbe obe mbe ch kcmg gcmg cmg dcmg kcb gcb cb kcvo cvo mc td dl frs jp"
    ).exact
)
_STYLES = {
    "lord": "lord",
    "baron": "lord",
    "lady": "lady",
    "baroness": "lady",
    **{style: style for style in ("viscount", "viscountess", "earl", "countess", "marquess", "duke", "duchess")},
}


class Called(NamedTuple):
    """A name without courtesies: a peer's `style` (empty for others), the names, and a peer's place ("of Richmond")."""

    style: str
    names: tuple[str, ...]
    place: tuple[str, ...]

    @property
    def short(self) -> "Called":
        """What is left where print shortens: the surname alone, or a peer without the place."""
        if self.style:
            return Called(self.style, self.names or self.place, ())
        return Called("", self.names[-1:], ())

    @property
    def surname(self) -> str:
        """The last of the names, or the place of an earl who has no other."""
        return (self.names or self.place or ("",))[-1]


@lru_cache(maxsize=1 << 14)
def called(printed: str) -> Called | None:
    """The name in a printed form such as "The Rt Hon James Brokenshire MP" or "Lord Howell of Guildford (Con)".

    What stands in brackets, and courtesies and honours around the name, count for nothing. None if no name is left.
    """
    words = _bare(printed)
    if words and words[0] in _STYLES and len(words) > 1:
        return _peer(_STYLES[words[0]], words[1:])
    return Called("", tuple(words), ()) if words else None


def _peer(style: str, words: list[str]) -> Called:
    names, place = words, []
    if "of" in words:
        at = words.index("of")
        names, place = words[:at], words[at + 1 :]
    return Called(style, tuple(names), tuple(place))


def slug(printed: str) -> str:
    """An id for somebody of whom nothing but the printed name is known: "Lord Marl (Con)" gives "lord-marl"."""
    return "-".join(_bare(printed))


def _bare(printed: str) -> list[str]:
    words = list(forms(re.sub(r"\(.*?\)|\[.*?\]", " ", printed)).exact)
    while words and words[0] in _COURTESIES:
        words.pop(0)
    while words and words[-1] in _HONOURS:
        words.pop()
    return words
