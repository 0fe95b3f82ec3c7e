"""Reading one reference, and finding all of them in running text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from statements.days import DAY, SHORT_DAY, read_day, read_short_day
from statements.errors import MalformedReference
from statements.reference import forms
from statements.reference.values import Columns, Paper, Reference

_LOOK_BACK = 240  # characters in which the day of a column is looked for
_SHOWN = 120  # characters of a text that an error message repeats
_ANY_DAY = re.compile(rf"(?<![\w/])(?:(?P<whole>{DAY})|(?P<short>{SHORT_DAY}))", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<!\bhon)(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)[.!?]['\"’”)]?\s+(?=[A-Z])|\n\s*\n")
_FIGURES = re.compile(r"\d+")
_ANSWERED = re.compile(
    rf"({DAY})\s{{0,3}}(?:[,(\[]|,?\s{{1,3}}to\s{{1,3}}(?:\w{{1,20}}\s{{1,3}}){{0,3}})?\s{{0,3}}\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Found:
    """A reference found in a text: characters `start` up to but not including `end`."""

    start: int
    end: int
    reference: Reference


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    read: Callable[[], Reference]


def find_references(text: str, day_of_statement: date | None = None) -> list[Found]:
    """All references in running text, in order, none overlapping; what has the form but cannot be is passed over.

    `day_of_statement` completes days without a year, which are read only where it is given.
    """
    found = []
    for candidate in _apart(_candidates(text, day_of_statement)):
        try:
            found.append(Found(candidate.start, candidate.end, candidate.read()))
        except ValueError:
            continue  # the form of a reference to something that cannot be: no reference
    return found


def read_reference(text: str) -> Reference:
    """The one reference that `text` is or holds. Raises MalformedReference naming the fault."""
    stripped = text.strip().strip("“”\"'").rstrip(".,;").strip()
    if not stripped:
        raise MalformedReference(_shortened(text), "there is nothing to read")
    faults: list[str] = []
    found: dict[Reference, None] = {}
    candidates = _alone(stripped) or list(_apart(_candidates(stripped, None)))
    for candidate in candidates:
        try:
            found[candidate.read()] = None
        except ValueError as error:
            faults.append(str(error))
    if candidates and (more := _FIGURES.search(stripped, candidates[-1].end)):
        faults.append(f"“{more[0]}” stands after it and is no part of it; give one reference at a time")
    if len(found) == 1 and not faults:
        return next(iter(found))
    raise MalformedReference(_shortened(text), _fault(stripped, list(found), faults))


def _fault(text: str, found: list[Reference], faults: list[str]) -> str:
    if faults:
        return "; ".join(faults)
    if found:
        return "it names several references: " + " · ".join(map(str, found))
    if text.isdigit():
        return f"figures alone may be a column or a UIN; write “c{text}” with House and day, or “UIN {text}”"
    if _ANY_DAY.search(text):
        return "it names a day but no column and no number"
    return "it has no form of reference known here"


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _alone(text: str) -> list[_Candidate]:
    """The reading of a text that is nothing else: a number where it has a cue, letters or five figures, or a column."""
    if paper := forms.PAPER_ALONE.fullmatch(text):
        return [_Candidate(0, len(text), partial(forms.paper, paper))]
    columns = forms.COLUMNS_ALONE.fullmatch(text)
    if columns and not text.isdigit():
        return [_Candidate(0, len(text), partial(forms.columns, columns))]
    return []


def _candidates(text: str, spoken_on: date | None) -> Iterator[_Candidate]:
    """Whatever has the form of a reference; of most texts one look at what every form must have tells that none is."""
    if forms.SITE in text.casefold():
        for pattern, read in forms.ADDRESSES:
            yield from (_candidate(match, partial(read, match)) for match in pattern.finditer(text))
    if forms.MAYBE_COLUMNS.search(text):
        for match in filter(forms.stands, forms.COLUMNS.finditer(text)):
            yield _candidate(match, partial(_dated_columns, text, match, spoken_on))
    for pattern in (forms.CUED, forms.LETTERED, forms.BRACKETED):
        yield from (_candidate(match, partial(_dated_paper, text, match)) for match in pattern.finditer(text))
    yield from _further_numbers(text)


def _candidate(match: re.Match[str], read: Callable[[], Reference]) -> _Candidate:
    return _Candidate(match.start(), match.end(), read)


def _further_numbers(text: str) -> Iterator[_Candidate]:
    """The second and later numbers after one cue."""
    for first in forms.CUED.finditer(text):
        match = forms.NEXT.match(text, first.end())
        while match:
            yield _Candidate(match.start("number"), match.end(), partial(forms.paper, match))
            match = forms.NEXT.match(text, match.end())


def _apart(candidates: Iterator[_Candidate]) -> Iterator[_Candidate]:
    """The candidates in order without those that overlap an earlier one; of two that start together, the longer."""
    end = 0
    for candidate in sorted(candidates, key=lambda one: (one.start, -one.end)):
        if candidate.start >= end:
            yield candidate
            end = candidate.end


def _dated_columns(text: str, match: re.Match[str], spoken_on: date | None) -> Columns:
    found = forms.columns(match)
    return found if found.day else replace(found, day=_day_before(text, match.start(), spoken_on))


def _day_before(text: str, place: int, spoken_on: date | None) -> date | None:
    """The last day named before `place` in the same sentence; None where none is, or none within reach."""
    sentence = _SENTENCE_END.split(text[max(0, place - _LOOK_BACK) : place])[-1]
    days = (_day_named(named, spoken_on) for named in reversed(list(_ANY_DAY.finditer(sentence))))
    return next(filter(None, days), None)


def _day_named(named: re.Match[str], spoken_on: date | None) -> date | None:
    try:
        return read_day(named["whole"]) if named["whole"] else spoken_on and read_short_day(named["short"], spoken_on)
    except ValueError:
        return None  # no day of the calendar, so no day of the reference


def _dated_paper(text: str, match: re.Match[str]) -> Paper:
    """The paper matched, with the day of its answer where that stands before it: the Answer of … to Question …."""
    found = forms.paper(match)
    if found.day:
        return found
    answered = _ANSWERED.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    return replace(found, day=read_day(answered[1])) if answered else found
