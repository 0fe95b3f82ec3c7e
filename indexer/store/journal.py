"""The journal: every change of the record, numbered in commit order; readers keep a mark each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert, select, update

from indexer.store.access import Access
from indexer.store.bulk import insert_rows
from indexer.store.schema import counters, journal, marks
from indexer.store.transaction import JOURNAL, Transaction


class Change(StrEnum):
    """What happened to a statement."""

    CREATED = "created"
    TEXT_CHANGED = "text_changed"  # a new version
    AMENDED = "amended"  # the same version: details filled in, or a preferred source's typography taken over
    TAGS_CHANGED = "tags_changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    TAKEN_DOWN = "taken_down"  # its words are gone, and a tombstone stands in its place
    MERGED = "merged"  # found to be another statement, whose alias its id is from now on


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change of one statement; `version` is the version it made or touched."""

    number: int
    statement: str
    version: int
    change: Change
    at: datetime


class Journal:
    """Reads the journal and keeps the readers' marks."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def after(self, mark: int, limit: int = 1000) -> list[Entry]:
        """The entries that follow `mark`, in order, at most `limit`."""
        query = select(journal).where(journal.c.number > mark).order_by(journal.c.number).limit(limit)
        with self._access.reading() as connection:
            rows = connection.execute(query).all()
        return [
            Entry(number=row.number, statement=row.statement, version=row.version, change=Change(row.change), at=row.at)
            for row in rows
        ]

    def head(self) -> int:
        """The number of the newest entry, 0 in an empty journal."""
        with self._access.reading() as connection:
            head: int = connection.execute(select(counters.c.value).where(counters.c.name == JOURNAL)).scalar_one()
        return head

    def mark(self, reader: str) -> int:
        """How far that reader has come; 0 for one never seen."""
        with self._access.reading() as connection:
            return connection.execute(select(marks.c.number).where(marks.c.reader == reader)).scalar() or 0

    def set_mark(self, reader: str, number: int, transaction: Transaction | None = None) -> None:
        """Notes how far a reader has come."""
        with self._access.joined(transaction) as joined:
            changed = joined.connection.execute(update(marks).where(marks.c.reader == reader).values(number=number))
            if not changed.rowcount:
                joined.connection.execute(insert(marks).values(reader=reader, number=number))


def append(transaction: Transaction, changes: Sequence[tuple[str, int, Change]]) -> None:
    """Writes (statement id, version, change) entries at the journal's end."""
    if not changes:
        return
    first = transaction.reserve(JOURNAL, len(changes))
    rows = [
        (number, statement, version, str(change), transaction.at)
        for number, (statement, version, change) in enumerate(changes, first)
    ]
    insert_rows(transaction.connection, journal, ("number", "statement", "version", "change", "at"), rows)
