"""The words of a statement as HTML: escaped piece by piece, marked where offsets say so."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

Marks = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, or one table where `rows` is not empty (a row is a tuple of cells)."""

    words: Markup
    rows: tuple[tuple[Markup, ...], ...] = ()


def marked(text: str, marks: Iterable[tuple[int, int]]) -> Markup:
    """`text` escaped, with `<mark>` around each stretch of characters in `marks`; overlaps are joined."""
    return _within(text, _joined(marks), 0, len(text))


def blocks(text: str | None, marks: Iterable[tuple[int, int]] = ()) -> tuple[Block, ...]:
    """The paragraphs and tables of `text` (see `Version.text` for its form), marked by offsets into the whole."""
    joined = _joined(marks)
    return tuple(_block(text, start, end, joined) for start, end in _pieces(text, "\n\n", 0)) if text else ()


def _block(text: str, start: int, end: int, marks: Marks) -> Block:
    if "\t" not in text[start:end]:
        return Block(_within(text, marks, start, end))
    rows = (_pieces(text[first:last], "\t", first) for first, last in _pieces(text[start:end], "\n", start))
    return Block(Markup(""), tuple(tuple(_within(text, marks, left, right) for left, right in row) for row in rows))


def _pieces(text: str, separator: str, offset: int) -> Iterator[tuple[int, int]]:
    place = offset
    for piece in text.split(separator):
        yield place, place + len(piece)
        place += len(piece) + len(separator)


def _joined(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(mark for mark in marks if mark[0] < mark[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _within(text: str, marks: Marks, start: int, end: int) -> Markup:
    parts = []
    place = start
    for left, right in marks:
        left, right = max(left, place), min(right, end)
        if left >= right:
            continue
        parts += [escape(text[place:left]), Markup("<mark>"), escape(text[left:right]), Markup("</mark>")]
        place = right
    return Markup("").join([*parts, escape(text[place:end])])
