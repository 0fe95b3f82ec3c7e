"""The list of archived answers: which run fetched what, and where its bytes lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, extract, func, insert, select

from indexer.store.access import Access
from indexer.store.schema import redactions, responses, runs
from statements.coverage import Plan
from statements.snapshot import Snapshot

OK, GONE = 200, 410

_REDACTED = exists().where(redactions.c.place == responses.c.place)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request for an address sends, and the place of the answer held."""

    etag: str | None
    last_modified: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """An archived answer that says something: its place, and the scope of the run that asked for it."""

    place: str
    scope: str


@dataclass(frozen=True, slots=True)
class Listed:
    """An answer that the record says is archived: its place, the hash of its body, and the plan that asked for it.

    `redacted` says that a statement in it was taken down, and its bytes with it.
    """

    place: str
    url: str
    sha256: str
    plan: Plan
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file that archived answers are listed in, and the numbers of the first and last row that name it."""

    name: str
    first: int
    last: int


class ResponseStore:
    """Reads and writes the list of archived answers. Redacted ones are never given to be used again."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def add(self, run: int, snapshots: Sequence[Snapshot]) -> None:
        """Lists answers that a run archived."""
        if snapshots:
            with self._access.aside() as connection:
                connection.execute(insert(responses), [_row(run, snapshot) for snapshot in snapshots])

    def fetched_by(self, runs: Sequence[int], url: str) -> str | None:
        """The place of the newest good (200) answer from that address that those runs archived."""
        row = self._newest(_good(url).where(responses.c.run.in_(runs)))
        return None if row is None else row.place

    def validators(self, url: str) -> Validators | None:
        """The validators of the newest good answer from that address."""
        row = self._newest(_good(url))
        return None if row is None else Validators(row.etag, row.last_modified, row.place)

    def addresses(self, source: str) -> list[str]:
        """The addresses from which good answers of a source are held, the one first asked first."""
        query = select(responses.c.url).where(responses.c.source == source, responses.c.status == OK)
        with self._access.reading() as connection:
            return list(connection.scalars(query.group_by(responses.c.url).order_by(func.min(responses.c.id))))

    def kept(self, source: str, batch: int = 1000) -> Iterator[Kept]:
        """A source's answers that say something, oldest first; `batch` at a time are in memory.

        They are the good ones, and those that say that a page is gone for good (410).
        """
        wanted = (
            select(responses.c.id, responses.c.place, runs.c.scope)
            .join_from(responses, runs)
            .where(responses.c.source == source, responses.c.status.in_((OK, GONE)))
            .where(responses.c.place.is_not(None), ~_REDACTED)
        )
        yield from (Kept(row.place, row.scope) for row in self._paged(wanted, batch))

    def files(self, source: str, batch: int = 10_000) -> list[ListedFile]:
        """The files in which a source's answers are listed, in the order in which they were begun."""
        found: dict[str, ListedFile] = {}
        wanted = select(responses.c.id, responses.c.place).where(_placed(source))
        for row in self._paged(wanted, batch):
            name = _file_of(row.place)
            first = found[name].first if name in found else row.id
            found[name] = ListedFile(name, first, row.id)
        return list(found.values())

    def listed(self, source: str, file: ListedFile, batch: int = 1000) -> Iterator[Listed]:
        """The answers listed in a file, in the order listed; `batch` at a time are in memory."""
        columns = (responses.c.id, responses.c.place, responses.c.url, responses.c.sha256, _REDACTED.label("redacted"))
        of_file = (responses.c.id.between(file.first, file.last), _placed(source))
        wanted = select(*columns, runs.c.scope, runs.c.since, runs.c.until).join_from(responses, runs).where(*of_file)
        for row in self._paged(wanted, batch):
            if _file_of(row.place) == file.name:
                yield Listed(row.place, row.url, row.sha256, _plan(source, row), row.redacted)

    def by_year(self) -> dict[tuple[str, int], int]:
        """How many answers are listed of each source and year fetched."""
        columns = (responses.c.source, extract("year", responses.c.fetched_at).label("year"))
        query = select(*columns, func.count().label("number")).where(responses.c.place.is_not(None)).group_by(*columns)
        with self._access.reading() as connection:
            return {(row.source, int(row.year)): row.number for row in connection.execute(query)}

    def _paged(self, wanted: Select[Any], batch: int) -> Iterator[Row[Any]]:
        """The rows of a query in their order, each page a transaction of its own."""
        last = 0
        while True:
            page = wanted.where(responses.c.id > last).order_by(responses.c.id).limit(batch)
            with self._access.reading() as connection:
                rows = connection.execute(page).all()
            if not rows:
                return
            yield from rows
            last = rows[-1].id

    def _newest(self, query: Select[Any]) -> Any:
        with self._access.reading() as connection:
            return connection.execute(query.order_by(responses.c.id.desc()).limit(1)).first()


def _good(url: str) -> Select[Any]:
    return select(responses).where(responses.c.url == url, responses.c.status == OK, ~_REDACTED)


def _placed(source: str) -> ColumnElement[bool]:
    return and_(responses.c.source == source, responses.c.place.is_not(None))


def _plan(source: str, row: Row[Any]) -> Plan:
    return Plan(source=source, scope=row.scope, since=row.since, until=row.until)


def _file_of(place: str) -> str:
    return place.partition("#")[0]


def _row(run: int, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "run": run,
        "source": snapshot.source,
        "url": snapshot.url,
        "status": snapshot.status,
        "fetched_at": snapshot.fetched_at,
        "sha256": snapshot.sha256,
        "place": snapshot.place,
        "etag": snapshot.header("etag"),
        "last_modified": snapshot.header("last-modified"),
    }
