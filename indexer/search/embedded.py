"""The embedded engine: tantivy, in this process, an index a folder. The only module that knows tantivy.

Every field is analysed by white space alone: words are folded and stemmed by `words` before they get here, and nothing
a reader types reaches tantivy's own query parser. The journal's mark is a document of its own, so that it is committed
at one stroke with what it speaks of.
"""

import hashlib
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import Stemmer
import tantivy
from tantivy import Occur, SchemaBuilder
from tantivy import Query as Matching

from indexer.search import documents, words
from indexer.search.engine import Document, Held, State, chosen_facets, effective_sort, ordered_counts
from indexer.search.folders import Folders
from indexer.search.ranking import Weights
from statements.errors import EngineUnavailable
from statements.query import And, Everything, Facet, Hit, Node, Not, Or, Phrase, Query, Results, Sort, Window, Word

WRITER_MEMORY = 64_000_000  # bytes that wait to be written, at most
MOST_VALUES = 60_000  # of one facet; tantivy counts 65,000 in one answer at most
PARTS = ("title", "question", "answer")
FIRST_DAY = date(1800, 1, 1)  # day 0 of a sort key
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FOREVER = 1 << 62


def _schema() -> tantivy.Schema:
    builder = SchemaBuilder()
    builder.add_text_field("statement", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("version", stored=True)
    builder.add_boolean_field("superseded", indexed=True)
    for part in PARTS:
        for form in words.Forms._fields:
            builder.add_text_field(f"{part}_{form}", tokenizer_name="whitespace", index_option="position")
    for facet in Facet:
        builder.add_text_field(facet.value, fast=True, tokenizer_name="raw", index_option="basic")
    for number in ("sort_key", "month", "recorded_from", "recorded_until", "mark"):
        builder.add_integer_field(number, fast=True)
    return builder.build()


FIELDS = _schema()
_SHAPE = FIELDS.__reduce__()[1]  # every field with its options, as tantivy would pickle them
_MADE_BY = (words.LOGIC, documents.LOGIC, Stemmer.version(), unicodedata.unidata_version, version("tantivy"))
SCHEMA = hashlib.sha256(repr((_SHAPE, _MADE_BY)).encode()).hexdigest()[:12]
"""Names what shapes a document: an index of another schema is never searched, it is rebuilt."""

_ALL = Matching.const_score_query(Matching.all_query(), 0.0)
_SUPERSEDED = Matching.term_query(FIELDS, "superseded", True)
_MARK = Matching.exists_query("mark")


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
            matching = self._matching(query)
            total, hits = _hits(searcher, matching, effective_sort(query, window), window)
            counts = searcher.aggregate(matching, _COUNTED)
            own = {facet: self._own_counts(searcher, query, facet) for facet in chosen_facets(query)}
        facets = tuple((facet, own.get(facet) or _values(counts, facet)) for facet in Facet)
        return Results(total=total, hits=hits, facets=facets, histogram=_histogram(counts))

    def mark(self) -> int:
        """See `engine.Reader`."""
        with _named(self.folder):
            searcher = self._searcher()
            found = searcher.search(_MARK, 1, count=False).hits
            return int(searcher.fast_field_values("mark", [found[0][1]])[0]) if found else 0

    def count(self) -> Held:
        """See `engine.Reader`."""
        with _named(self.folder):
            searcher = self._searcher()
            documents = _count(searcher, _without(_ALL, _MARK))
            return Held(_count(searcher, _without(_ALL, _SUPERSEDED)), documents)

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

    def _own_counts(self, searcher: Any, query: Query, facet: Facet) -> tuple[tuple[str, int], ...]:
        without = self._matching(query.without(facet))
        return _values(searcher.aggregate(without, {facet.value: _COUNTED[facet.value]}), facet)

    def _matching(self, query: Query) -> Matching:
        """The whole query. Filters weigh nothing."""
        wanted = [_any_value(facet, query.chosen(facet)) for facet in chosen_facets(query)]
        wanted += _between(
            "sort_key",
            _first_key(query.since) if query.since else None,
            _first_key(query.until) + (1 << 32) - 1 if query.until else None,
        )
        unwanted = []
        if query.as_of is None:
            unwanted.append(_SUPERSEDED)
        else:
            moment = _instant(query.as_of)
            wanted += _between("recorded_from", None, moment) + _between("recorded_until", moment + 1, None)
        filters = [(Occur.Must, Matching.const_score_query(each, 0.0)) for each in wanted]
        words_wanted = (Occur.Must, self._node(query.node))
        return Matching.boolean_query([words_wanted, *filters, *((Occur.MustNot, each) for each in unwanted)])

    def _node(self, node: Node) -> Matching:
        match node:
            case Word(text):
                return self._anywhere("stem", words.sought(text))
            case Phrase(exact):
                return self._anywhere("exact", exact)
            case And(parts):
                return self._all_of(parts)
            case Or(parts):
                return Matching.boolean_query([(Occur.Should, self._node(part)) for part in parts])
            case Not(part):
                return _without(_ALL, self._node(part))
            case Everything():
                return _ALL

    def _all_of(self, parts: Sequence[Node]) -> Matching:
        wanted = [(Occur.Must, self._node(part)) for part in parts if not isinstance(part, Not)]
        unwanted = [(Occur.MustNot, self._node(part.part)) for part in parts if isinstance(part, Not)]
        return Matching.boolean_query([*(wanted or [(Occur.Must, _ALL)]), *unwanted])

    def _anywhere(self, form: str, sought: Sequence[str]) -> Matching:
        """Those words next to one another in any of the three parts."""
        if not sought:
            return Matching.empty_query()
        parts = []
        for part in PARTS:
            found = _next_to_one_another(f"{part}_{form}", sought)
            parts.append((Occur.Should, Matching.boost_query(found, getattr(self._weights, part))))
        return Matching.boolean_query(parts)


class FolderWriter:
    """The one writer of an index; see `engine.Writer`."""

    def __init__(self, writer: Any, folder: Path) -> None:
        self._writer, self._folder = writer, folder

    def put(self, documents: Iterable[Document]) -> None:
        """See `engine.Writer`."""
        for document in documents:
            with _named(self._folder, _WRITABLE):
                self._writer.add_document(_fields(document))

    def remove(self, statements: Iterable[str]) -> None:
        """See `engine.Writer`."""
        with _named(self._folder, _WRITABLE):
            for statement in statements:
                self._writer.delete_documents_by_term("statement", statement)

    def commit(self, mark: int) -> None:
        """See `engine.Writer`."""
        with _named(self._folder, _WRITABLE):
            self._writer.delete_documents_by_query(_MARK)
            self._writer.add_document(tantivy.Document(mark=mark, superseded=True))
            self._writer.commit()

    def close(self) -> None:
        """Drops what was not committed, lets merges end and the next writer in."""
        self._writer.wait_merging_threads()


class FolderBuilding:
    """An index that is built while another is in use; see `engine.Building`."""

    def __init__(self, reader: FolderIndex, writer: FolderWriter, folders: Folders) -> None:
        self.reader, self.writer = reader, writer
        self.published = False
        self._folders = folders

    def publish(self) -> None:
        """See `engine.Building`."""
        self._folders.publish(self.reader.folder)
        self.published = True


class Embedded:
    """The embedded engine: the index in use, wherever the pointer leads now; see `engine.Engine`."""

    def __init__(self, root: Path, weights: Weights) -> None:
        """`root` is the folder of the indexes; nothing is opened before it is asked for."""
        self._folders = Folders(root)
        self._weights = weights
        self._lock = threading.Lock()
        self._open: FolderIndex | None = None

    def find(self, query: Query, window: Window) -> Results:
        """See `engine.Reader`."""
        return self._current().find(query, window)

    def mark(self) -> int:
        """See `engine.Reader`."""
        return self._current().mark()

    def count(self) -> Held:
        """See `engine.Reader`."""
        return self._current().count()

    def versions(self, statement: str) -> tuple[int, ...]:
        """See `engine.Reader`."""
        return self._current().versions(statement)

    def state(self) -> State:
        """See `engine.Engine`."""
        folder = self._folders.current()
        if folder is None:
            return State.MISSING
        return State.READY if folder.name.startswith(f"{SCHEMA}-") else State.OUTDATED

    @contextmanager
    def writing(self) -> Iterator[FolderWriter]:
        """See `engine.Engine`."""
        with self._current().writing() as writer:
            yield writer

    @contextmanager
    def building(self) -> Iterator[FolderBuilding]:
        """See `engine.Engine`."""
        index = FolderIndex.create(self._folders.fresh(SCHEMA), self._weights)
        published = False
        try:
            with index.writing() as writer:
                building = FolderBuilding(index, writer, self._folders)
                yield building
            published = building.published
        finally:
            if not published:
                self._folders.discard(index.folder)

    def close(self) -> None:
        """See `engine.Engine`."""
        with self._lock:
            self._open = None

    def _current(self) -> FolderIndex:
        folder = self._folders.current()
        if folder is None:
            raise EngineUnavailable(f"there is no search index in {self._folders.root} yet")
        if not folder.name.startswith(f"{SCHEMA}-"):
            raise EngineUnavailable(f"the search index {folder} was made by another version of the program")
        with self._lock:
            if self._open is None or self._open.folder != folder:
                self._open = FolderIndex(folder, self._weights)
            return self._open


def _fields(document: Document) -> tantivy.Document:
    fields = tantivy.Document()
    fields.add_text("statement", document.statement)
    fields.add_unsigned("version", document.version)
    if not document.current:
        fields.add_boolean("superseded", True)
    for part in PARTS:
        for form, found in zip(words.Forms._fields, getattr(document, part), strict=True):
            if found:
                fields.add_text(f"{part}_{form}", " ".join(found))
    for facet, values in document.facets:
        for value in values:
            fields.add_text(facet.value, value)
    fields.add_integer("sort_key", document.sort_key)
    fields.add_integer("month", document.day.year * 12 + document.day.month - 1)
    fields.add_integer("recorded_from", _instant(document.recorded_from))
    fields.add_integer("recorded_until", _instant(document.recorded_until) if document.recorded_until else FOREVER)
    return fields


def _hits(searcher: tantivy.Searcher, matching: Matching, sort: Sort, window: Window) -> tuple[int, tuple[Hit, ...]]:
    order = tantivy.Order.Asc if sort is Sort.OLDEST else tantivy.Order.Desc
    found = searcher.search(
        matching,
        max(1, window.limit),  # tantivy panics at 0
        count=True,
        order_by_field=None if sort is Sort.RELEVANCE else "sort_key",
        offset=min(window.offset, searcher.num_docs),
        order=order,
    )
    hits = []
    for rank, place in found.hits[: window.limit]:
        stored = searcher.doc(place)
        score = float(rank) if sort is Sort.RELEVANCE else 0.0
        hits.append(Hit(statement=stored["statement"][0], version=stored["version"][0], score=score))
    return _total(found), tuple(hits)


def _count(searcher: tantivy.Searcher, matching: Matching) -> int:
    return _total(searcher.search(matching, 1, count=True))


def _total(found: tantivy.SearchResult) -> int:
    return int(found.count)  # type: ignore[attr-defined]  # the binding has it, its types leave it out


_COUNTED = {facet.value: {"terms": {"field": facet.value, "size": MOST_VALUES}} for facet in Facet}
_COUNTED["month"] = {"terms": {"field": "month", "size": MOST_VALUES}}


def _values(counts: dict[str, Any], facet: Facet) -> tuple[tuple[str, int], ...]:
    return ordered_counts((bucket["key"], bucket["doc_count"]) for bucket in counts[facet.value]["buckets"])


def _histogram(counts: dict[str, Any]) -> tuple[tuple[date, int], ...]:
    months = ((divmod(int(bucket["key"]), 12), bucket["doc_count"]) for bucket in counts["month"]["buckets"])
    return tuple(sorted((date(year, month + 1, 1), count) for (year, month), count in months))


def _without(wanted: Matching, unwanted: Matching) -> Matching:
    return Matching.boolean_query([(Occur.Must, wanted), (Occur.MustNot, unwanted)])


def _next_to_one_another(field: str, sought: Sequence[str]) -> Matching:
    if len(sought) == 1:
        return Matching.term_query(FIELDS, field, sought[0])
    return Matching.phrase_query(FIELDS, field, list(sought))


def _any_value(facet: Facet, values: Sequence[str]) -> Matching:
    sayable = [value.encode("utf-8", "replace").decode() for value in values]
    return Matching.term_set_query(FIELDS, facet.value, sayable)


def _between(field: str, least: int | None, most: int | None) -> list[Matching]:
    if least is None and most is None:
        return []
    return [Matching.range_query(FIELDS, field, tantivy.FieldType.Integer, least, most)]


def _first_key(day: date) -> int:
    """The least sort key of that day."""
    return (day - FIRST_DAY).days << 32


def _instant(moment: datetime) -> int:
    return (moment - EPOCH) // MICROSECOND


_WRITABLE = "Make room on the disk and the folder writable, then run `dispatchbox index`."
