"""Keeps the search index up with the record: by the journal, or anew from every statement. One worker at a time.

Killed at any moment and run again, it comes to the same index: the mark is committed with what it speaks of, doing an
entry twice is harmless, and an index built aside is published at one stroke or not at all.
"""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from indexer.search.documents import documents_of
from indexer.search.engine import Engine, Reader, State, Writer
from indexer.store import Lease, Record
from statements.errors import EngineUnavailable, LeaseHeld
from statements.statement import Statement

LEASE = "index"
BATCH = 500  # statements or journal entries in memory at a time

Progress = Callable[[int, int], None]
"""Told how many (statements or journal entries) are done, and of how many."""


def update(record: Record, engine: Engine, progress: Progress | None = None) -> int:
    """Brings the index up to the journal's end; returns how many statements were indexed.

    Where there is no index, or one that another version of the program or another record made, it is built anew.
    Raises LeaseHeld, EngineUnavailable, RecordUnavailable.
    """
    with record.leases.hold(LEASE, _holder()) as lease:
        if engine.state() is not State.READY or engine.mark() > record.journal.head():
            return _Work(record, lease, progress).build(engine)
        if engine.mark() == record.journal.head():
            return 0
        with engine.writing() as writer:
            work = _Work(record, lease, progress)
            work.catch_up(writer, engine.mark())
            return work.indexed


def rebuild(record: Record, engine: Engine, progress: Progress | None = None) -> int:
    """Builds an index aside from every statement, checks it and puts it in place; returns how many were indexed.

    Readers go on with the old index meanwhile. Raises LeaseHeld, EngineUnavailable, RecordUnavailable.
    """
    with record.leases.hold(LEASE, _holder()) as lease:
        return _Work(record, lease, progress).build(engine)


class _Work:
    """One run of the worker under its lease; `indexed` counts the statements written."""

    def __init__(self, record: Record, lease: Lease, progress: Progress | None) -> None:
        self._record, self._lease, self._progress = record, lease, progress
        self.indexed = 0

    def build(self, engine: Engine) -> int:
        """Builds aside, catches up with what changed meanwhile, checks and publishes."""
        start, total = self._record.journal.head(), self._record.statements.count().statements
        sample: list[str] = []
        with engine.building() as building:
            for batch in _batches(self._record.statements.walk(BATCH)):
                self._put(building.writer, batch)
                sample.append(batch[0].id)
                self._tell(self.indexed, max(total, self.indexed))
            building.writer.commit(start)
            self._catch_up_and_check(building.writer, building.reader, sample)
            self._stop_if_lost()
            building.publish()
        return self.indexed

    def catch_up(self, writer: Writer, mark: int) -> int:
        """Takes in the journal past `mark`, committing batch by batch; returns the new mark."""
        first, last = mark, self._record.journal.head()
        while entries := self._record.journal.after(mark, BATCH):
            changed = list(dict.fromkeys(entry.statement for entry in entries))
            writer.remove(changed)
            self._put(writer, list(self._record.statements.many(changed).values()))
            mark = entries[-1].number
            writer.commit(mark)
            self._tell(mark - first, max(last, mark) - first)
        return mark

    def _catch_up_and_check(self, writer: Writer, reader: Reader, sample: Sequence[str]) -> None:
        """The record may grow while it is counted: what is compared must be of one moment."""
        mark = reader.mark()
        while True:
            mark = self.catch_up(writer, mark)
            held, wanted = reader.count(), self._record.statements.count()
            if self._record.journal.head() == mark:
                break
        if (held.statements, held.documents) != (wanted.statements, wanted.versions):
            raise _wrong(f"{held.statements} statements in {held.documents} versions", f"{wanted}")
        self._check_sample(reader, sample)

    def _check_sample(self, reader: Reader, sample: Sequence[str]) -> None:
        recorded = self._record.statements.recorded(sample)
        for statement in sample:
            held, wanted = reader.versions(statement), tuple(each.number for each in recorded.get(statement, ()))
            if held != wanted and self._record.journal.head() == reader.mark():
                raise _wrong(f"versions {held} of {statement}", f"{wanted}")

    def _put(self, writer: Writer, statements: Sequence[Statement]) -> None:
        self._stop_if_lost()
        writer.put(documents_of(self._record, statements))
        self.indexed += len(statements)

    def _stop_if_lost(self) -> None:
        if self._lease.lost:
            raise LeaseHeld(LEASE, "another process, since this one slept too long")

    def _tell(self, done: int, total: int) -> None:
        if self._progress is not None:
            self._progress(done, total)


def _batches(statements: Iterator[Statement]) -> Iterator[list[Statement]]:
    while batch := list(islice(statements, BATCH)):
        yield batch


def _holder() -> str:
    return f"process {os.getpid()} on {socket.gethostname()}"


def _wrong(held: str, wanted: str) -> EngineUnavailable:
    return EngineUnavailable(f"the search index just built has {held}, the record {wanted}; the old index stays in use")
