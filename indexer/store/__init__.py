"""The record: statements, versions, evidence, journal, tags, people, coverage. The only home of SQL."""

from collections.abc import Iterator
from contextlib import contextmanager

from indexer.store.access import Access
from indexer.store.coverage import Begun, CoverageStore, DayCount
from indexer.store.engine import connected
from indexer.store.journal import Change, Entry, Journal
from indexer.store.leases import Lease, Leases
from indexer.store.meta import MetaStore
from indexer.store.migrations import migrate
from indexer.store.people import PeopleStore
from indexer.store.readings import ReadingStore
from indexer.store.responses import Kept, Listed, ListedFile, ResponseStore, Validators
from indexer.store.statements import Counts, Recorded, StatementStore, sort_key
from indexer.store.tags import EDITOR, Tagged, TagStore
from indexer.store.tombstones import Redaction, Tombstone, TombstoneStore
from indexer.store.transaction import Transaction

__all__ = [
    "EDITOR",
    "Begun",
    "Change",
    "Counts",
    "DayCount",
    "Entry",
    "Kept",
    "Lease",
    "Listed",
    "ListedFile",
    "Record",
    "Recorded",
    "Redaction",
    "Tagged",
    "Tombstone",
    "Transaction",
    "Validators",
    "sort_key",
]


class Record:
    """One record, on SQLite or PostgreSQL. One object a process; thread-safe.

    Each method of its stores is one short transaction, unless it is given the one that `writing` opens.
    """

    def __init__(self, access: Access) -> None:
        self._access = access
        self.statements = StatementStore(access)
        self.journal = Journal(access)
        self.tags = TagStore(access)
        self.readings = ReadingStore(access)
        self.tombstones = TombstoneStore(access)
        self.people = PeopleStore(access)
        self.coverage = CoverageStore(access)
        self.responses = ResponseStore(access)
        self.leases = Leases(access)
        self.meta = MetaStore(access)

    @classmethod
    def open(cls, url: str) -> "Record":
        """The record at that address, made or migrated where needed. Raises RecordUnavailable."""
        access = Access(connected(url))
        try:
            migrate(access)
        except BaseException:
            access.close()
            raise
        return cls(access)

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """One transaction over several stores: committed at the end, rolled back on an error.

        Other writers wait meanwhile, so keep it short. Raises RecordUnavailable.
        """
        with self._access.writing() as transaction:
            yield transaction

    def close(self) -> None:
        """Gives up every connection."""
        self._access.close()
