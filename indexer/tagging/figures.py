"""Figures of a text: each number with the words before and behind it that say how exact it is, and what it counts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from indexer.tagging.counted import counted
from indexer.tagging.numbers import COINS, Number, numbers
from statements.figure import Bound, Figure
from statements.tag import Span, Tag, TagKind

LOGIC = 1
"""Raised whenever the same text would give other figures than before."""

Spans = Sequence[tuple[int, int]]

_LOOK_BACK = 40  # characters before a number in which its hedge stands
_UP_TO = "up to|as many as|as much as|at most|no more than|not more than|(?:a )?maximum of|capped at"
_OVER = (
    "(?:well |just )?over|more than|in excess of|upwards of|(?:well |just )?above|exceed(?:s|ed|ing)?|greater than"
    "|at least|not? (?:fewer|less) than|(?:a )?minimum of|beyond"
)
_UNDER = "(?:just |well )?under|fewer than|less than|nearly|almost|(?:just )?below|close to|approaching"
_ABOUT = (
    r"about|around|some|approximately|approx\.?|roughly|circa|in the region of|in the order of"
    "|(?:an )?estimated(?: at)?|estimated to be|perhaps"
)
_HEDGES = {Bound.UP_TO: _UP_TO, Bound.OVER: _OVER, Bound.UNDER: _UNDER, Bound.ABOUT: _ABOUT}
_HEDGE = re.compile("|".join(rf"(?P<{bound.name}>{words})" for bound, words in _HEDGES.items()), re.IGNORECASE)
_HEDGED = re.compile(
    rf"\b(?P<hedge>{'|'.join(_HEDGES.values())})['’”]?[\s\u00a0]{{1,4}}"
    r"(?:the |a total of |another |a further |an additional )?$",
    re.IGNORECASE,
)
_OR_SO = re.compile(r"(?: [a-z]+){0,2} or so\b|[ -]odd\b", re.IGNORECASE)
_STEP = re.compile(r"\bby\s+$", re.IGNORECASE)  # "rose by 3 to 9"
_BETWEEN = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_JOINED = {
    "between": re.compile(r"\s+and\s+$"),
    "from": re.compile(r"\s+to\s+$"),
    "": re.compile(r"\s?[-–—]\s?|\s+to\s+"),
}
_TIMES = re.compile(r"\s(?:times|fold)\b(?! (?:a|per|in|this|last|when|of)\b)", re.IGNORECASE)
_COIN = re.compile(rf"\s(?:{'|'.join(COINS)})\b", re.IGNORECASE)
_LENGTH = re.compile(r"[\s-](?P<unit>second|minute|hour|day|night|week|month|year|decade)s?\b", re.IGNORECASE)


def figures(text: str, barred: Spans = ()) -> tuple[Figure, ...]:
    """The figures of a text in order. In the spans of `barred` (dates, references, names) no number counts."""
    found = list(numbers(text, barred))
    ranged = dict(_ranges(text, found))
    told = []
    for at, number in enumerate(found):
        before = text[max(found[at - 1].end if at else 0, number.start - _LOOK_BACK) : number.start]
        told.append(_figure(text, number, before, ranged.get(at)))
    return tuple(told)


def _figure(text: str, number: Number, before: str, ends: "_Ends | None") -> Figure:
    unit, end, value = _unit(text, number)
    length = _LENGTH.match(text, end)
    what = counted(text, number.start, end)
    figure = Figure(
        start=number.start,
        end=end,
        value=value,
        unit=unit or (length["unit"].lower() if length else what.head),
        bound=_bound(text, before, number, during=bool(length)),
        about=what.words,
        subset=what.subset,
    )
    if ends is None:
        return figure
    own = ends.low if ends.first else ends.high
    unit = ends.unit or figure.unit or ends.head
    return replace(figure, value=own, unit=unit, bound=Bound.BETWEEN, low=ends.low, high=ends.high)


def _unit(text: str, number: Number) -> tuple[str, int, Decimal]:
    """Unit, end and value, with a coin or "times" behind the number taken in."""
    if number.unit:
        return number.unit, number.end, number.value
    if coin := _COIN.match(text, number.end):
        return COINS[coin[0].strip().lower()], coin.end(), number.value
    if times := _TIMES.match(text, number.end):
        return "times", times.end(), number.value
    return "", number.end, number.value


def _bound(text: str, before: str, number: Number, *, during: bool) -> Bound:
    if number.odd or number.plus:
        return Bound.ABOUT if number.odd else Bound.OVER
    hedged = _HEDGED.search(before)
    if hedged is None:
        return Bound.ABOUT if _OR_SO.match(text, number.end) else Bound.EXACTLY
    hedge = hedged["hedge"]
    kind = _HEDGE.fullmatch(hedge)
    if kind is None or (during and hedge.lower() == "over"):
        return Bound.EXACTLY  # "over 12 years" says when, not how many
    return Bound[kind.lastgroup or ""]


class _Ends(NamedTuple):
    """Both ends of a range, as its first or its second number has them; what the one leaves out the other says."""

    low: Decimal
    high: Decimal
    unit: str
    head: str
    first: bool


def _ranges(text: str, found: Sequence[Number]) -> Iterator[tuple[int, _Ends]]:
    """The numbers, by their place in `found`, that are the two ends of a range."""
    for at, (first, second) in enumerate(pairwise(found)):
        before = text[max(0, first.start - 10) : first.start]
        opening = _BETWEEN.search(before)
        joint = text[first.end : second.start]
        word = opening[0].strip().lower() if opening else ""
        if _STEP.search(before) or not _JOINED[word].fullmatch(joint):
            continue
        (one, _, low), (other, end, high) = _unit(text, first), _unit(text, second)
        if low * 1000 <= high and high >= 1000:
            low *= _scale(high)  # "£5 to £10 million"
        if (low < high and one in ("", other)) or other == "":
            head = counted(text, second.start, end).head
            yield at, _Ends(low, high, one or other, head, first=True)
            yield at + 1, _Ends(low, high, one or other, head, first=False)


def _scale(value: Decimal) -> int:
    return next(scale for scale in (10**9, 10**6, 1000) if value >= scale)


def cardinals(text: str, found: Sequence[Figure]) -> tuple[tuple[int, int, str], ...]:
    """The spans of figures that are named things, each with its label: sums are MONEY, other numbers CARDINAL.

    A number word counts from "two" to "ten", and with its scale ("a quarter of a million"); multiples do not.
    """
    return tuple(
        (figure.start, _bare_end(text, figure), "MONEY" if figure.unit in ("GBP", "USD", "EUR") else "CARDINAL")
        for figure in found
        if figure.unit != "times" and _is_named(text[figure.start : figure.end])
    )


def _bare_end(text: str, figure: Figure) -> int:
    words = text[figure.start : figure.end]
    return figure.start + len(words.removesuffix("-odd").removesuffix("-plus").removesuffix("+"))


_SMALL = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])


def _is_named(words: str) -> bool:
    plain = words.lower()
    return (
        any(sign.isdigit() for sign in plain) or plain in _SMALL or plain.endswith(("million", "billion", "per cent"))
    )


def tags(found: Sequence[Figure], logic: str) -> tuple[Tag, ...]:
    """The claims of the figures in order."""
    return tuple(_tag(figure, logic) for figure in found)


def _tag(figure: Figure, logic: str) -> Tag:
    ends = f"{figure.low:f}/{figure.high:f}" if figure.low is not None and figure.high is not None else ""
    detail = {"unit": figure.unit, "qualifier": figure.bound.value, "about": figure.about, "range": ends}
    if figure.subset:
        detail["part"] = "of another figure"
    return Tag(
        kind=TagKind.FIGURE,
        value=f"{figure.value.normalize():f}",
        rule=f"figure.{figure.bound.name.lower()}",
        logic=logic,
        spans=(Span(figure.start, figure.end),),
        detail=tuple(sorted((name, told) for name, told in detail.items() if told)),
    )
