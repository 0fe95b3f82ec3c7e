"""Brings what is derived from the record up to date with it: tags, then the search index.

Each is done by one process at a time, under a lease in the record; whoever comes second waits for the first. Doing it
again is harmless: what is up to date is left alone.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Self, TypeVar

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
    """Keeps tags and index up with a record that others write to, one look at a time. To be used as a context.

    Tagging goes on in a process of its own, so that the language model is never loaded in the one that serves pages.
    """

    def __init__(self, record_url: str, record: Record, engine: Engine, told: Told) -> None:
        self._url, self._record, self._engine, self._told = record_url, record, engine, told
        self._seen: int | None = None
        self._tagger = _process_apart()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._tagger.shutdown(cancel_futures=True)

    @property
    def tagger(self) -> int:
        """The number of the process that tags."""
        return self._tagger.submit(os.getpid).result()

    def look(self, *, anyhow: bool = False) -> None:
        """Catches up if the record has changed since the last look, or `anyhow`: people are not in the journal.

        What goes wrong is told and not raised, since the next look may succeed.
        """
        try:
            if anyhow or self._record.journal.head() != self._seen:
                self._tagger.submit(_tag_apart, self._url).result()
                index_statements(self._record, self._engine, told=self._told)
                self._seen = self._record.journal.head()
        except BrokenProcessPool:
            self._tagger.shutdown()
            self._tagger = _process_apart()
            self._told("error: the process that tags ended unexpectedly\nwhat to do: nothing; another was started")
        except (RecordUnavailable, EngineUnavailable) as fault:
            self._told(f"error: {fault}\nwhat to do: {fault.remedy}")


def _process_apart() -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # a fork would share the record's connections
    return ProcessPoolExecutor(1, mp_context=context, initializer=_leave_signals_to_the_parent)


def _tag_apart(record_url: str) -> int:
    """Tags what is stale, in the process made for it. Whoever else is tagging is waited for in silence."""
    record = Record.open(record_url)
    try:
        return tag_statements(record, told=lambda message: None)
    finally:
        record.close()


def _leave_signals_to_the_parent() -> None:
    """Ctrl-C reaches every process of the terminal; this one ends when the parent says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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
