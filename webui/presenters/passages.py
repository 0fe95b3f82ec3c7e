"""The words of a statement as HTML: escaped piece by piece, marked where offsets say so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

Layer = tuple[int, int, str]
"""Characters from a first up to but not including a last, and the class of the mark around them; "" for a plain one."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one table where `rows` is not empty (a row is a tuple of cells)."""

    words: Markup
    rows: tuple[tuple[Markup, ...], ...] = ()


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """`text` escaped, with `<mark>` around each stretch of characters in `marks`; overlaps are joined."""
    return _within(text, [(start, end, "") for start, end in marks], 0, len(text))


def blocks(text: str | None, layers: Iterable[Layer] = ()) -> tuple[Block, ...]:
    """The paragraphs and tables of `text` (see `Version.text` for its form), marked by offsets into the whole.

    Where layers overlap, the words they share bear the classes of each.
    """
    ordered = sorted(layers)
    return tuple(_block(text, start, end, ordered) for start, end in _pieces(text, "\n\n", 0)) if text else ()


def _block(text: str, start: int, end: int, layers: Sequence[Layer]) -> Block:
    if "\t" not in text[start:end]:
        return Block(_within(text, layers, start, end))
    rows = (_pieces(text[first:last], "\t", first) for first, last in _pieces(text[start:end], "\n", start))
    return Block(Markup(""), tuple(tuple(_within(text, layers, left, right) for left, right in row) for row in rows))


def _pieces(text: str, separator: str, offset: int) -> Iterator[tuple[int, int]]:
    place = offset
    for piece in text.split(separator):
        yield place, place + len(piece)
        place += len(piece) + len(separator)


def _within(text: str, layers: Sequence[Layer], start: int, end: int) -> Markup:
    touching = [
        (max(left, start), min(right, end), name) for left, right, name in layers if left < end and right > start
    ]
    cuts = sorted({start, end, *(cut for left, right, _ in touching for cut in (left, right))})
    parts: list[tuple[frozenset[str] | None, str]] = []
    for left, right in pairwise(cuts):
        names = frozenset(name for first, last, name in touching if first <= left and right <= last) or None
        if parts and parts[-1][0] == names:
            parts[-1] = (names, parts[-1][1] + text[left:right])
        else:
            parts.append((names, text[left:right]))
    return Markup("").join(_marked(names, words) for names, words in parts)


def _marked(names: frozenset[str] | None, words: str) -> Markup:
    if names is None:
        return escape(words)
    classes = " ".join(sorted(names - {""}))
    opening = Markup('<mark class="{}">').format(classes) if classes else Markup("<mark>")
    return Markup("{}{}</mark>").format(opening, words)
