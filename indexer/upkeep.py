"""Brings what is derived from the record up to date with it: tags, then the search index.

Each is done by one process at a time, under a lease in the record; whoever comes second waits for the first. Doing it
again is harmless: what is up to date is left alone.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from indexer.search import worker
from indexer.search.engine import Engine
from indexer.store import Record
from indexer.store.leases import this_process
from indexer.tagging.pipeline import open_tagger, tag_stale
from statements.errors import EngineUnavailable, LeaseHeld, RecordUnavailable

Told = Callable[[str], None]
"""Takes a message for the operator."""

TAGGING = "tagging"
AGAIN = 1.0  # seconds until a lease that another holds is asked for again

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """How many statements got other tags, and how many were indexed."""

    tagged: int
    indexed: int


def catch_up(record: Record, engine: Engine, *, tag: bool = True, index: bool = True, told: Told) -> CaughtUp:
    """Tags, then indexes, what has come in. Raises ConfigError, RecordUnavailable, EngineUnavailable."""
    tagged = tag_statements(record, told=told) if tag else 0
    indexed = index_statements(record, engine, told=told) if index else 0
    return CaughtUp(tagged, indexed)


def tag_statements(record: Record, *, everything: bool = False, processes: int = 1, told: Told) -> int:
    """Tags the statements whose rules have changed, or all; gives the number of those whose tags changed.

    Raises ConfigError, RecordUnavailable.
    """

    def work() -> int:
        with record.leases.hold(TAGGING, this_process()):
            return tag_stale(record, open_tagger(record), everything, processes=processes)

    return _in_turn(work, told)


def index_statements(record: Record, engine: Engine, *, rebuild: bool = False, told: Told) -> int:
    """Brings the index up to date, or builds another aside and swaps it in; gives the number of statements indexed.

    Raises RecordUnavailable, EngineUnavailable.
    """
    return _in_turn(lambda: (worker.rebuild if rebuild else worker.update)(record, engine), told)


class Follower:
    """Keeps tags and index up with a record that others write to, one look at a time."""

    def __init__(self, record: Record, engine: Engine, told: Told) -> None:
        self._record, self._engine, self._told = record, engine, told
        self._seen: int | None = None

    def look(self, *, anyhow: bool = False) -> None:
        """Catches up if the record has changed since the last look, or `anyhow`: people are not in the journal.

        What goes wrong is told and not raised, since the next look may succeed.
        """
        try:
            if anyhow or self._record.journal.head() != self._seen:
                catch_up(self._record, self._engine, told=self._told)
                self._seen = self._record.journal.head()
        except (RecordUnavailable, EngineUnavailable) as fault:
            self._told(f"error: {fault}\nwhat to do: {fault.remedy}")


def _in_turn(work: Callable[[], Done], told: Told) -> Done:
    """Does the work as soon as nobody else is at it; a lease left by a killed process lapses by itself."""
    waiting = False
    while True:
        try:
            return work()
        except LeaseHeld as held:
            if not waiting:
                told(f"{held}; waiting for it to end")
                waiting = True
            time.sleep(AGAIN)
