"""A writing transaction, in which numbers are given out without gaps and in commit order."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, select, update

from indexer.store.schema import counters

JOURNAL = "journal"
SERIAL = "serial"

_TURN = select(counters.c.value).where(counters.c.name == JOURNAL).with_for_update()
_ADVANCE = (
    update(counters).where(counters.c.name == bindparam("which")).values(value=counters.c.value + bindparam("count"))
)
_LAST = select(counters.c.value).where(counters.c.name == bindparam("which"))


@dataclass(frozen=True, slots=True)
class Transaction:
    """One writer at a time: others wait from `begin` to the commit, so numbers follow the order of commits.

    `at` is the time of every row it writes. What is rolled back gives its numbers back too.
    """

    connection: Connection
    at: datetime

    @classmethod
    def begin(cls, connection: Connection) -> "Transaction":
        """Waits for this writer's turn: PostgreSQL locks the counter's row, SQLite has locked the file by now."""
        connection.execute(_TURN)
        return cls(connection, datetime.now(UTC))

    def reserve(self, counter: str, count: int) -> int:
        """Takes `count` numbers of a counter and returns the first."""
        self.connection.execute(_ADVANCE, {"which": counter, "count": count})
        last: int = self.connection.execute(_LAST, {"which": counter}).scalar_one()
        return last - count + 1
