"""How the stores reach the database: reading in one snapshot, writing in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from indexer.store.engine import named_errors
from indexer.store.transaction import Transaction


class Access:
    """Owns the engine of one record and opens its transactions. Thread-safe."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Several reads of one call must see one state; SQLite's snapshots do that by themselves.
        level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reader = engine.execution_options(**level)
        self._writer = engine.execution_options(writing=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the record as it stood at its first query. Raises RecordUnavailable."""
        with named_errors(self._engine), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """A transaction that is committed at the end and rolled back on an error. Raises RecordUnavailable."""
        with named_errors(self._engine), self._writer.begin() as connection:
            yield Transaction.begin(connection)

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """A writing connection that does not wait for its turn at the journal: for what is not journalled."""
        with named_errors(self._engine), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def joined(self, transaction: Transaction | None) -> Iterator[Transaction]:
        """The transaction given, or a new one of its own."""
        if transaction is not None:
            yield transaction
            return
        with self.writing() as own:
            yield own

    def close(self) -> None:
        """Gives up every connection."""
        self._engine.dispose()
