"""One tantivy index in one folder: reading, writing, and tantivy's errors in our terms."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Query as Matching

from indexer.search.embedded.fields import FIELDS, fields_of, mark_of
from indexer.search.embedded.matching import ALL, MARK, SUPERSEDED, matching, without
from indexer.search.engine import Document, Held, chosen_facets, effective_sort, ordered_counts
from indexer.search.ranking import Weights
from statements.errors import EngineUnavailable
from statements.query import Facet, Hit, Query, Results, Sort, Window

WRITER_MEMORY = 64_000_000  # bytes that wait to be written, at most
MOST_VALUES = 60_000  # of one facet; tantivy counts 65,000 in one answer at most
_WRITABLE = "Make room on the disk and the folder writable, then run `dispatchbox index`."
_COUNTED = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in (*map(str, Facet), "month")}


@contextmanager
def _named(folder: Path, remedy: str | None = None) -> Iterator[None]:
    """Whatever tantivy raises, in our terms."""
    try:
        yield
    except (ValueError, OSError, RuntimeError) as error:
        raise _unavailable(folder, error, remedy) from error
    except BaseException as error:
        if type(error).__module__ != "pyo3_runtime":  # what Rust panics with is no Exception, and has no public name
            raise
        raise _unavailable(folder, error, remedy) from error


def _unavailable(folder: Path, error: BaseException, remedy: str | None) -> EngineUnavailable:
    if "LockBusy" in str(error):
        return EngineUnavailable(f"another process writes to the search index {folder}", remedy="Wait for it to end.")
    return EngineUnavailable(f"the search index {folder} cannot be used: {error}", remedy=remedy)


class FolderIndex:
    """One index in one folder. Reading is safe from several threads; writing goes through `writing`."""

    def __init__(self, folder: Path, weights: Weights) -> None:
        """Opens the index in `folder`. Raises EngineUnavailable."""
        self.folder = folder
        self._weights = weights
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        with _named(folder):
            self._index = tantivy.Index.open(str(folder))
            self._index.config_reader("manual", 0)

    @classmethod
    def create(cls, folder: Path, weights: Weights) -> "FolderIndex":
        """Makes an empty index in an empty folder. Raises EngineUnavailable."""
        with _named(folder):
            tantivy.Index(FIELDS, path=str(folder))
        return cls(folder, weights)

    def find(self, query: Query, window: Window) -> Results:
        """See `engine.Reader`."""
        with _named(self.folder):
            searcher = self._searcher()
            wanted = matching(query, self._weights)
            total, hits = _hits(searcher, wanted, effective_sort(query, window), window)
            counts = searcher.aggregate(wanted, _COUNTED)
            for facet in chosen_facets(query):
                counts |= searcher.aggregate(matching(query.without(facet), self._weights), _only(facet))
        facets = tuple((facet, _values(counts, facet)) for facet in Facet)
        return Results(total=total, hits=hits, facets=facets, histogram=_histogram(counts))

    def mark(self) -> int:
        """See `engine.Reader`."""
        with _named(self.folder):
            searcher = self._searcher()
            found = searcher.search(MARK, 1, count=False).hits
            return int(searcher.fast_field_values("mark", [found[0][1]])[0]) if found else 0

    def count(self) -> Held:
        """See `engine.Reader`."""
        with _named(self.folder):
            searcher = self._searcher()
            documents = _count(searcher, without(ALL, MARK))
            return Held(_count(searcher, without(ALL, SUPERSEDED)), documents)

    def versions(self, statement: str) -> tuple[int, ...]:
        """See `engine.Reader`."""
        with _named(self.folder):
            searcher = self._searcher()
            own = Matching.term_query(FIELDS, "statement", statement)
            most = searcher.doc_freq("statement", statement)  # counts what was removed since, too
            places = searcher.search(own, max(1, most), count=False).hits
            return tuple(sorted(searcher.doc(place)["version"][0] for _, place in places))

    @contextmanager
    def writing(self) -> Iterator["FolderWriter"]:
        """See `engine.Engine`."""
        with _named(self.folder, _WRITABLE):
            writer = FolderWriter(self._index.writer(WRITER_MEMORY, 1), self.folder)
        try:
            yield writer
        finally:
            with _named(self.folder, _WRITABLE):
                writer.close()

    def _searcher(self) -> Any:
        """A searcher that sees the last commit, whichever process made it."""
        stat = (self.folder / "meta.json").stat()
        with self._lock:
            if (stat.st_mtime_ns, stat.st_ino) != self._seen:
                self._index.reload()
                self._seen = (stat.st_mtime_ns, stat.st_ino)
            return self._index.searcher()


class FolderWriter:
    """The one writer of an index; see `engine.Writer`."""

    def __init__(self, writer: Any, folder: Path) -> None:
        self._writer, self._folder = writer, folder

    def put(self, documents: Iterable[Document]) -> None:
        """See `engine.Writer`."""
        for document in documents:
            with _named(self._folder, _WRITABLE):
                self._writer.add_document(fields_of(document))

    def remove(self, statements: Iterable[str]) -> None:
        """See `engine.Writer`."""
        with _named(self._folder, _WRITABLE):
            for statement in statements:
                self._writer.delete_documents_by_term("statement", statement)

    def commit(self, mark: int) -> None:
        """See `engine.Writer`."""
        with _named(self._folder, _WRITABLE):
            self._writer.delete_documents_by_query(MARK)
            self._writer.add_document(mark_of(mark))
            self._writer.commit()

    def close(self) -> None:
        """Drops what was not committed, lets merges end and the next writer in."""
        self._writer.wait_merging_threads()


def _hits(searcher: tantivy.Searcher, wanted: Matching, sort: Sort, window: Window) -> tuple[int, tuple[Hit, ...]]:
    order = tantivy.Order.Asc if sort is Sort.OLDEST else tantivy.Order.Desc
    found = searcher.search(
        wanted,
        max(1, window.limit),  # tantivy panics at 0
        count=True,
        order_by_field=None if sort is Sort.RELEVANCE else "sort_key",
        offset=min(max(0, window.offset), searcher.num_docs),
        order=order,
    )
    hits = []
    for rank, place in found.hits[: window.limit]:
        stored = searcher.doc(place)
        score = float(rank) if sort is Sort.RELEVANCE else 0.0
        hits.append(Hit(statement=stored["statement"][0], version=stored["version"][0], score=score))
    return _total(found), tuple(hits)


def _count(searcher: tantivy.Searcher, wanted: Matching) -> int:
    return _total(searcher.search(wanted, 1, count=True))


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # the binding has it, its types leave it out


def _only(facet: Facet) -> dict[str, Any]:
    return {facet.value: _COUNTED[facet.value]}


def _values(counts: dict[str, Any], facet: Facet) -> tuple[tuple[str, int], ...]:
    return ordered_counts((bucket["key"], bucket["doc_count"]) for bucket in counts[facet.value]["buckets"])


def _histogram(counts: dict[str, Any]) -> tuple[tuple[date, int], ...]:
    months = ((divmod(int(bucket["key"]), 12), bucket["doc_count"]) for bucket in counts["month"]["buckets"])
    return tuple(sorted((date(year, month + 1, 1), count) for (year, month), count in months))
