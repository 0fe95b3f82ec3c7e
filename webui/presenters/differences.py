"""Where the words of two prints differ: word by word, as HTML that can be read without colour and by ear."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from statements.text import folded

CONTEXT = 8  # words that are shown before and after a difference
MOST_WORDS = 20_000  # of a print, between the first and the last difference, that are compared

_DELETED = Markup('<del><span class="govuk-visually-hidden">Not there: </span>{}</del>')
_INSERTED = Markup('<ins><span class="govuk-visually-hidden">There instead: </span>{}</ins>')
_ADDED = Markup('<ins><span class="govuk-visually-hidden">There in addition: </span>{}</ins>')

Change = tuple[int, int, int, int]  # words [a, b) of the one print stand as words [c, d) in the other


def differences(text: str, other: str) -> tuple[Markup, ...] | None:
    """Each place where `other` has different words than `text`, with some words around it; None if there are too many.

    What is merely set differently (quotes, dashes, white space) is no difference.
    """
    ours, theirs = text.split(), other.split()
    changes = _changes([folded(word) for word in ours], [folded(word) for word in theirs])
    return None if changes is None else tuple(_shown(ours, theirs, group) for group in _grouped(changes))


def _changes(ours: Sequence[str], theirs: Sequence[str]) -> list[Change] | None:
    shorter = min(len(ours), len(theirs))
    start = next((place for place in range(shorter) if ours[place] != theirs[place]), shorter)
    left = shorter - start
    end = next((place for place in range(left) if ours[-1 - place] != theirs[-1 - place]), left)
    one, other = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    if max(len(one), len(other)) > MOST_WORDS:
        return None
    codes = SequenceMatcher(None, one, other).get_opcodes()
    return [(a + start, b + start, c + start, d + start) for tag, a, b, c, d in codes if tag != "equal"]


def _grouped(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes that stand so near one another that the words around them meet."""
    group: list[Change] = []
    for change in changes:
        if group and change[0] - group[-1][1] > 2 * CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _shown(ours: Sequence[str], theirs: Sequence[str], group: Sequence[Change]) -> Markup:
    begin, end = max(0, group[0][0] - CONTEXT), min(len(ours), group[-1][1] + CONTEXT)
    parts = [escape("…")] if begin else []
    place = begin
    for a, b, c, d in group:
        parts += [escape(" ".join(ours[place:a])), *_change(" ".join(ours[a:b]), " ".join(theirs[c:d]))]
        place = b
    parts += [escape(" ".join(ours[place:end])), *([escape("…")] if end < len(ours) else [])]
    return Markup(" ").join(part for part in parts if part)


def _change(ours: str, theirs: str) -> list[Markup]:
    gone = [_DELETED.format(ours)] if ours else []
    return [*gone, (_INSERTED if ours else _ADDED).format(theirs)] if theirs else gone
