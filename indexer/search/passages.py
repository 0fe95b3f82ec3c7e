"""Where a query's words stand in a text, and the passage that shows them best.

Marks come from the tokeniser's offsets and never from an engine, so they are alike on every engine. Everything here is
plain text: what a text holds of `<` and `&` is for the page to escape.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.search.words import sought, tokens
from statements.query import And, Everything, Node, Not, Or, Phrase, Word
from statements.statement import Version
from statements.tag import Field

Marks = tuple[tuple[int, int], ...]

ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"(?:[.?!…][\"'”’)\]]*\s+|\n+)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a statement's answer, question or title, with (start, end) of each marked stretch within `text`.

    White space is collapsed and an ellipsis stands where something is left out; `field` says which part it is from.
    """

    text: str
    marks: Marks = ()
    field: Field = Field.TEXT


@dataclass(frozen=True, slots=True)
class _Match:
    """Characters `start` to `end` of a text are what one word or phrase of the query asks for."""

    start: int
    end: int
    wanted: Node


def passage(version: Version, node: Node, length: int) -> Passage:
    """The passage of about `length` characters that shows the most of what the query asks for.

    From the answer if anything of the query stands in it, else from the question; else the beginning of the answer (of
    the question, of the title, where there is none).
    """
    parts = ((Field.TEXT, version.text), (Field.QUESTION, version.question_text), (Field.TITLE, version.title))
    held = [(field, text) for field, text in parts if text]
    for field, text in held:
        matches = _matches(text, node)
        if matches and (field is not Field.TITLE or len(held) == 1):
            return _cut(text, _densest(matches, length), node, length, field)
    return _cut(held[0][1], None, node, length, held[0][0]) if held else Passage("", field=Field.TITLE)


def marks(text: str, node: Node) -> Marks:
    """The stretches of `text` that the query asks for, in order and apart; what it excludes is not marked."""
    stretches: list[tuple[int, int]] = []
    for match in _matches(text, node):
        if stretches and match.start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], match.end))
        else:
            stretches.append((match.start, match.end))
    return tuple(stretches)


def _matches(text: str, node: Node) -> list[_Match]:
    words = tokens(text)
    exact, stems = [word.exact for word in words], [word.stem for word in words]
    found: list[_Match] = []
    for wanted in dict.fromkeys(_wanted(node)):
        of, run = (exact, wanted.words) if isinstance(wanted, Phrase) else (stems, sought(wanted.text))
        found.extend(_Match(words[at].start, words[at + len(run) - 1].end, wanted) for at in _places(of, run))
    return sorted(found, key=lambda match: (match.start, match.end))


def _wanted(node: Node) -> Iterator[Word | Phrase]:
    match node:
        case Word() | Phrase():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)
        case Not() | Everything():
            return


def _places(words: Sequence[str], run: Sequence[str]) -> Iterator[int]:
    """Where the words of `run` stand next to one another."""
    at = -1
    while run:
        try:
            at = words.index(run[0], at + 1)
        except ValueError:
            return
        if tuple(words[at : at + len(run)]) == tuple(run):
            yield at


def _densest(matches: Sequence[_Match], length: int) -> _Match:
    """The match from which on most different words, then most matches, stand within three quarters of `length`."""
    inside: Counter[Node] = Counter()
    best, first, merit = matches[0], 0, (0, 0)
    for match in matches:
        inside[match.wanted] += 1
        while match.end - matches[first].start > length * 3 // 4 and matches[first] is not match:
            inside[matches[first].wanted] -= 1
            first += 1
        reached = (sum(count > 0 for count in inside.values()), inside.total())
        if reached > merit:
            best, merit = matches[first], reached
    return best


def _cut(text: str, match: _Match | None, node: Node, length: int, field: Field) -> Passage:
    begin = _begin(text, match.start, length // 4) if match else 0
    end = _end(text, begin, max(begin + length, match.end if match else 0))
    words = " ".join(text[begin:end].split())
    shown = f"{ELLIPSIS + ' ' if begin else ''}{words}{' ' + ELLIPSIS if end < len(text) else ''}"
    return Passage(shown, marks(shown, node), field)


def _begin(text: str, start: int, lead: int) -> int:
    """The start of the sentence that holds `start`, or of a word at most `lead` characters before it."""
    earliest = max(0, start - lead)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, earliest, start)]
    if ends or earliest == 0:
        return ends[0] if ends and earliest else 0
    space = text.find(" ", earliest, start)
    return start if space < 0 else space + 1


def _end(text: str, begin: int, latest: int) -> int:
    """The end of a sentence in the last third before `latest`, or of a word, or `latest` itself."""
    if latest >= len(text):
        return len(text)
    ends = [found.end() for found in _SENTENCE_END.finditer(text, latest - (latest - begin) // 3, latest)]
    if ends:
        return ends[-1]
    space = max(text.rfind(sign, begin + 1, latest + 1) for sign in " \n\t")
    return space if space > begin else latest
