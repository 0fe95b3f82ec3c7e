"""What a search engine does for us, in our own terms: any engine behind this gives the same set of statements.

A word asks for its stems next to one another in the stems of title, question or answer (`words.sought`); a phrase for
its words next to one another in the exact forms of one of them. Scores may differ from engine to engine; hits, totals,
facets, histogram and the order by date may not. `tests/indexer/search/engine_contract.py` holds every engine to it.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from indexer.search.words import Forms
from statements.query import And, Everything, Facet, Node, Not, Or, Query, Results, Sort, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One version of one statement, as engines index it.

    The record held the version as the latest from `recorded_from` until `recorded_until` (None: it still does), aware
    UTC times. `sort_key` is (days from 1800-01-01 to `day`) << 32 | order of intake. `facets` has the values of each
    facet by which the version can be filtered and counted; a facet without a value is left out.
    """

    statement: str
    version: int
    recorded_from: datetime
    recorded_until: datetime | None
    sort_key: int
    day: date
    title: Forms
    question: Forms
    answer: Forms
    facets: tuple[tuple[Facet, tuple[str, ...]], ...]

    @property
    def current(self) -> bool:
        """True for the version now in force: what is searched where no moment is asked for."""
        return self.recorded_until is None


class State(StrEnum):
    """Whether an engine has an index that it can use."""

    READY = "ready"
    MISSING = "missing"
    OUTDATED = "outdated"  # made by another version of the program: its words or fields differ


@dataclass(frozen=True, slots=True)
class Held:
    """How much an index holds: statements (their current versions) and documents (all versions)."""

    statements: int
    documents: int


class Reader(Protocol):
    """Answers from an index. Every method raises EngineUnavailable if it cannot."""

    def find(self, query: Query, window: Window) -> Results:
        """The hits of that window, with exact total, facets and histogram of all hits."""

    def mark(self) -> int:
        """The number of the last journal entry that the index has taken in; 0 for none."""

    def count(self) -> Held:
        """How much the index holds."""

    def versions(self, statement: str) -> tuple[int, ...]:
        """The numbers of the versions it holds of one statement, ascending."""


class Writer(Protocol):
    """Changes an index. Nothing is seen by readers before `commit`; all of it is afterwards, with the mark."""

    def put(self, documents: Iterable[Document]) -> None:
        """Adds documents; those of the same statement must have been removed before."""

    def remove(self, statements: Iterable[str]) -> None:
        """Takes out every document of those statements."""

    def commit(self, mark: int) -> None:
        """Makes the changes durable and visible, and notes how far the journal was read, at one stroke."""


class Building(Protocol):
    """An index that is built aside, while readers go on with the current one."""

    @property
    def reader(self) -> Reader:
        """Answers from what was committed to the index being built."""

    @property
    def writer(self) -> Writer:
        """Changes the index being built."""

    def publish(self) -> None:
        """Puts this index in the place of the current one, at one stroke; the one before it is kept for roll-back."""


class Engine(Reader, Protocol):
    """A search engine with its current index. Safe to use from several threads."""

    def state(self) -> State:
        """Whether there is an index fit for use. Raises EngineUnavailable only if that cannot be found out."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Write to the current index; only one may at a time. What was not committed at the end is dropped."""

    def building(self) -> AbstractContextManager[Building]:
        """Build another index aside. What was not published at the end is thrown away."""

    def roll_back(self) -> None:
        """Puts the index before the current one back in its place; the next update brings it up to date."""

    def close(self) -> None:
        """Gives up what the engine holds; it is not used afterwards."""


def effective_sort(query: Query, window: Window) -> Sort:
    """The order of results: without a wanted word nothing is more relevant than another, so the newest come first."""
    if window.sort is Sort.RELEVANCE and not _wants_words(query.node):
        return Sort.NEWEST
    return window.sort


def _wants_words(node: Node) -> bool:
    match node:
        case Everything() | Not():
            return False
        case And(parts) | Or(parts):
            return any(_wants_words(part) for part in parts)
        case _:
            return True


def ordered_counts(counts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """A facet's values, the most frequent first, equal ones by value."""
    return tuple(sorted(counts, key=lambda pair: (-pair[1], pair[0])))


def chosen_facets(query: Query) -> Sequence[Facet]:
    """The facets by which the query filters: their counts are taken without their own filter."""
    return [facet for facet, values in query.filters if values]
