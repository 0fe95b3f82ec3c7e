"""Statements that are repeated in the other House: each is a statement of its own, and the two name one another.

A repeat is never known by its words alone. All of this must hold, and docs/decisions/0013 says why:

- it was made in the other House, on the same day or the day after, in the same manner (spoken, or in writing);
- the headings are alike: the same words, or for what was spoken all words of the shorter, of which there are several;
- it opens by saying that it is a repeat, and the other does not;
- of what stands under that heading, it is the one of which most is given again, half of it at least.

The last two are not asked for where a source names the other's speaker as author of what somebody else read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter

from indexer.store.statements import StatementStore
from statements.statement import House, Kind, Version
from statements.text import folded

Placed = tuple[str, Version]  # a statement's id and its version now in force

DAY = timedelta(days=1)
OPENING = 600  # characters in which a repeat says that it is one
SHINGLE = 4  # words in a row
FEWEST = 20  # such rows of words: shorter words recur by chance
HALF = 0.5

_SPOKEN = frozenset({Kind.ORAL_STATEMENT, Kind.URGENT_QUESTION, Kind.ORAL_CONTRIBUTION})
_SAYS_SO = re.compile(
    r"\brepeat(?:s|ed|ing)?\b.{0,120}\b(?:statement|answer|reply)\b"
    r"|\b(?:statement|answer)\b.{0,120}\b(?:made|given|asked)\b.{0,80}\b(?:another place|the other place)\b"
    r"|\bhas (?:today )?made the following\b.{0,60}\bstatement\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_SMALL = frozenset({"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Repeats:
    """The statement that is repeated, None if none is, and the repeats of this one."""

    of: Placed | None = None
    by: tuple[Placed, ...] = ()


def repeats(store: StatementStore, statement_id: str, version: Version) -> Repeats:
    """What the statement, of which `version` is in force, repeats, and what repeats it."""
    if version.house is None or not _may_recur(version):
        return Repeats()
    later = (one for one in _alike(store, version, (version.date, version.date + DAY)) if _may_repeat(one[1], version))
    by = (one for one in later if (original := _original(store, one[1])) is not None and original[0] == statement_id)
    return Repeats(of=_original(store, version), by=tuple(by))


def _original(store: StatementStore, version: Version) -> Placed | None:
    """The statement that the version repeats, or None."""
    before = [one for one in _alike(store, version, (version.date - DAY, version.date)) if _may_repeat(version, one[1])]
    by_author = [one for one in before if _read_for(version, one[1])]
    if by_author:
        return min(by_author, key=_prominence)
    shares = [(_given_again(one[1], version), one) for one in before]
    share, original = max(shares, key=itemgetter(0), default=(0.0, None))
    return original if share >= HALF else None


def _may_repeat(version: Version, other: Version) -> bool:
    """True if the version says that it is a repeat and the other does not, or is read for the other's speaker."""
    return (_says_so(version) and not _says_so(other)) or _read_for(version, other)


def _says_so(version: Version) -> bool:
    return _SAYS_SO.search((version.text or "")[:OPENING]) is not None


def _read_for(version: Version, other: Version) -> bool:
    """True if a source names the other's speaker as the author of words that are printed under another name."""
    author, printed = version.speaker or "", version.speaker_as_printed or ""
    return bool(author and printed) and author == other.speaker and author.split()[-1] not in printed


def _prominence(placed: Placed) -> tuple[bool, int]:
    """Statements and answers to urgent questions come before contributions, then the first of the section."""
    return placed[1].kind is Kind.ORAL_CONTRIBUTION, placed[1].order or 0


def _given_again(original: Version, repeat: Version) -> float:
    """How much of the original, from 0 to 1, stands in the repeat; 0 where it is too short to tell."""
    rows = _shingles(original)
    return len(rows & _shingles(repeat)) / len(rows) if len(rows) >= FEWEST else 0.0


def _shingles(version: Version) -> set[tuple[str, ...]]:
    words = _WORD.findall(folded(version.text).casefold())
    return set(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _alike(store: StatementStore, version: Version, days: Iterable[date]) -> list[Placed]:
    """What was said in the other House on those days, in the same manner, under a heading that is alike."""
    other = House.LORDS if version.house is House.COMMONS else House.COMMONS
    heading = _words(version.title or version.section_title)
    rows = [row for day in days for row in store.on_day(other, day)]
    ids = [name for name, title in rows if _headed_alike(heading, _words(title), spoken=version.kind.spoken)]
    held = store.latest(ids)
    return [(name, held[name]) for name in ids if name in held and _same_manner(held[name], version)]


def _same_manner(one: Version, other: Version) -> bool:
    return _may_recur(one) and one.kind.spoken == other.kind.spoken


def _may_recur(version: Version) -> bool:
    return version.kind is Kind.WRITTEN_STATEMENT or version.kind in _SPOKEN


def _headed_alike(one: frozenset[str], other: frozenset[str], *, spoken: bool) -> bool:
    if one == other:
        return bool(one)
    return spoken and min(len(one), len(other)) > 1 and (one <= other or other <= one)


def _words(heading: str | None) -> frozenset[str]:
    return frozenset(_WORD.findall(folded(heading).casefold())) - _SMALL
