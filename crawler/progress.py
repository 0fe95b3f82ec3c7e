"""Shows how a crawl is getting on, on standard error: a live table on a terminal, plain lines elsewhere."""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TextIO

from rich.console import Console
from rich.live import Live
from rich.table import Table

from crawler.tally import Tally

EVERY = 10.0  # seconds between two lines
COLUMNS = ("fetched", "statements", "new", "changed", "errors")

Watch = Callable[[Sequence[Tally]], AbstractContextManager[None]]
"""Shows the tallies for the time of a block."""


def shown(tallies: Sequence[Tally]) -> AbstractContextManager[None]:
    """A live table if standard error is a terminal, otherwise a line for each source now and then and at the end."""
    return live(tallies) if sys.stderr.isatty() else lines(tallies, sys.stderr)


@contextmanager
def silent(tallies: Sequence[Tally]) -> Iterator[None]:
    """Shows nothing."""
    yield


@contextmanager
def live(tallies: Sequence[Tally], console: Console | None = None) -> Iterator[None]:
    """A table that is drawn anew four times a second."""
    console = console or Console(stderr=True)
    with Live(get_renderable=lambda: table(tallies), console=console, refresh_per_second=4):
        yield


@contextmanager
def lines(tallies: Sequence[Tally], stream: TextIO, every: float = EVERY) -> Iterator[None]:
    """A line for each source that is still at work, every so many seconds, and for each source at the end."""
    ended = threading.Event()

    def write() -> None:
        while not ended.wait(every):
            _write([tally for tally in tallies if tally.stopped is None], stream)

    writer = threading.Thread(target=write, name="progress", daemon=True)
    writer.start()
    try:
        yield
    finally:
        ended.set()
        writer.join()
        _write(tallies, stream)


def table(tallies: Sequence[Tally]) -> Table:
    """The tallies as a table."""
    drawn = Table(box=None, pad_edge=False)
    drawn.add_column("source")
    for name in (*COLUMNS, "left"):
        drawn.add_column(name, justify="right")
    for tally in tallies:
        drawn.add_row(tally.source, *(f"{getattr(tally, name):,}" for name in COLUMNS), left(tally))
    return drawn


def line(tally: Tally) -> str:
    """One source's tally as a line of a log."""
    counts = ", ".join(f"{getattr(tally, name):,} {name}" for name in COLUMNS)
    return f"{tally.source}: {counts}, {left(tally)}"


def left(tally: Tally) -> str:
    """How long it will take, or how it ended."""
    if tally.failed:
        return "failed"
    if tally.stopped is not None:
        return "done" if tally.ended else "stopped"
    if tally.left is None:
        return "under way"
    minutes, seconds = divmod(round(tally.left), 60)
    return f"{minutes} min left" if minutes else f"{seconds} s left"


def _write(tallies: Sequence[Tally], stream: TextIO) -> None:
    for tally in tallies:
        stream.write(line(tally) + "\n")
    stream.flush()
