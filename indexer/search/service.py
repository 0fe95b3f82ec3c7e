"""A query answered as a page shows it: hits from the engine, words and tags from the record, passages with marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexer.search.engine import Engine
from indexer.search.english import Names, in_english
from indexer.search.passages import Passage, passage
from indexer.search.ranking import Ranking
from indexer.store import Record
from statements.errors import EngineUnavailable
from statements.query import Facet, Hit, Query, Window
from statements.statement import Version
from statements.tag import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One statement found, in the version that matched; `tags` are without those an editor rejected.

    `relaxed` is True for a hit that the strict reading of the query does not have.
    """

    id: str
    version: Version
    number: int
    score: float
    passage: Passage
    tags: tuple[Tag, ...]
    relaxed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of results. Total, facets and histogram count all strict hits, see `statements.query.Results`.

    `understood` says in a sentence how the query was read, `behind` how many changes of the record the index lacks.
    """

    query: Query
    understood: str
    total: int
    results: tuple[Found, ...]
    facets: tuple[tuple[Facet, tuple[tuple[str, int], ...]], ...]
    histogram: tuple[tuple[date, int], ...]
    behind: int


class Search:
    """The record and the engine together. Thread-safe as they are."""

    def __init__(self, record: Record, engine: Engine, ranking: Ranking, names: Names | None = None) -> None:
        """`names` says what a filter's value is called in the sentence that says how a query was understood."""
        self._record, self._engine, self._ranking, self._names = record, engine, ranking, names

    def find(self, query: Query, window: Window) -> Page:
        """The results of that window. Raises EngineUnavailable."""
        mark, head = self._engine.mark(), self._record.journal.head()
        if mark > head:
            raise EngineUnavailable(f"the search index knows {mark} changes, the record only {head}: it is another's")
        results = self._engine.find(query, window)
        return Page(
            query=query,
            understood=in_english(query, self._names),
            total=results.total,
            results=self._found(query, results.hits),
            facets=results.facets,
            histogram=results.histogram,
            behind=head - mark,
        )

    def _found(self, query: Query, hits: Sequence[Hit]) -> tuple[Found, ...]:
        """The hits with their words; what was merged away since the index was written is left out."""
        ids = [hit.statement for hit in hits]
        statements, tags = self._record.statements.many(ids), self._record.tags.by_version(ids)
        found = []
        for hit in hits:
            statement = statements.get(hit.statement)
            version = statement.version(hit.version) if statement else None
            if version is None:
                continue
            claims = tags.get(hit.statement, {}).get(hit.version, ())
            found.append(self._one(query, hit, version, tuple(tag for tag in claims if not tag.rejected)))
        return tuple(found)

    def _one(self, query: Query, hit: Hit, version: Version, tags: tuple[Tag, ...]) -> Found:
        return Found(
            id=hit.statement,
            version=version,
            number=hit.version,
            score=hit.score,
            passage=passage(version, query.node, self._ranking.passage),
            tags=tags,
        )
