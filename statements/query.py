"""A query as a tree, never as a string: every search engine compiles this, and nothing a user types reaches one raw."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Word:
    """One unquoted word: found by its stem in title, question or answer.

    A word with hyphens is written with them ("search-and-rescue"): its words stand next to one another.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Quoted words: found exactly as written, next to each other, within one of title, question and answer."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class And:
    """All of its parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Any of its parts."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """All statements but those of its part."""

    part: "Node"


@dataclass(frozen=True, slots=True)
class Everything:
    """All statements: what an empty search box asks for."""


Node = Word | Phrase | And | Or | Not | Everything


class Facet(StrEnum):
    """The filters by which statements are chosen and counted."""

    MINISTER = "minister"
    OFFICE = "office"
    DEPARTMENT = "department"
    HOUSE = "house"
    KIND = "kind"
    POLICY = "policy"
    ENTITY = "entity"
    SOURCE = "source"


class Sort(StrEnum):
    """The order of results."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked: words, filters (any value of one facet, all facets), days, and the record as of a moment.

    `since` and `until` are days, both included. `as_of` None asks for the versions now in force, otherwise for those
    that the record held at that (aware UTC) moment. `typed` is what the user wrote, kept for showing only.
    """

    node: Node = field(default_factory=Everything)
    filters: tuple[tuple[Facet, tuple[str, ...]], ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: datetime | None = None
    typed: str = ""

    def chosen(self, facet: Facet) -> tuple[str, ...]:
        """The values chosen of one facet."""
        return dict(self.filters).get(facet, ())

    def without(self, facet: Facet) -> "Query":
        """The same query without that facet's own filter: what its counts are taken from."""
        kept = tuple((name, values) for name, values in self.filters if name is not facet)
        return replace(self, filters=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which results are shown: the order, how many, and after which place (an offset in issue order)."""

    sort: Sort = Sort.RELEVANCE
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One statement found: its id, the version that matched and the engine's score."""

    statement: str
    version: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search engine answers. `total` is exact; `facets` and `histogram` count all hits, not the page's.

    Each facet's counts exclude its own filter, so that a count equals the total after choosing it. `histogram` is
    (first day of the month, count), oldest first, months without hits left out.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: tuple[tuple[Facet, tuple[tuple[str, int], ...]], ...] = ()
    histogram: tuple[tuple[date, int], ...] = ()
