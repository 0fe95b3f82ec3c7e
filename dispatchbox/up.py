"""`up`, which `make run` runs: the site at once, and behind it a crawl whose statements appear as they come in."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dispatchbox.terminal import say
from indexer.config import Settings, load_settings, load_sources
from statements.errors import DispatchBoxError

if TYPE_CHECKING:
    from indexer.search.engine import Engine
    from indexer.store import Record

EVERY = 5.0  # seconds between two looks at what has come in
PATIENCE = 30.0  # seconds in which a crawl that is told to stop may finish what it is at

OFFLINE = """\
No source can be reached from this machine: {sources}.
Nothing was collected yet. What opens now is the demonstration collection: paraphrases that were written to show the
site, and not the record. Every page says so, and they are kept apart, in {folder}.
Connect the machine and run this again to collect the record itself."""

STALE = """\
No source can be reached from this machine: {sources}.
The site shows what was collected before; run this again when the machine is connected."""


def up() -> None:
    """Collect politely, tag, index and serve; without any network, show the demonstration collection."""
    from crawler.reach import reachable
    from dispatchbox.opening import opened_record
    from dispatchbox.serving import stop_when_told

    stop_when_told()
    settings = load_settings()
    sources = {name: source for name, source in load_sources(settings).items() if not source.off}
    with opened_record(settings) as record:
        held = record.statements.count().statements
    if reachable(settings, tuple(sources.values())):
        with _crawling() as crawl:
            _keep_up(settings, crawl)
    elif held:
        say(STALE.format(sources=", ".join(sources)))
        _keep_up(settings)
    else:
        _demonstrate(settings, ", ".join(sources))


def _demonstrate(settings: Settings, sources: str) -> None:
    from crawler.reparse import reparse
    from indexer.demonstration import prepare

    folder = settings.data_dir.with_name(f"{settings.data_dir.name}-demonstration")
    apart = settings.model_copy(update={"data_dir": folder, "database_url": ""})
    say(OFFLINE.format(sources=sources, folder=folder))
    reparse(apart, prepare(apart))
    _keep_up(apart, demonstration=True)


def _keep_up(
    settings: Settings, crawl: "subprocess.Popen[bytes] | None" = None, *, demonstration: bool = False
) -> None:
    """Serves, and tags and indexes what comes in, until the process is stopped."""
    from dispatchbox.opening import library_of, opened_engine, opened_record
    from dispatchbox.serving import serving

    with opened_record(settings) as record, opened_engine(settings) as engine:
        _catch_up(record, engine)
        library = library_of(settings, record, engine)
        with serving(library, settings, demonstration=demonstration):
            seen = record.journal.head()
            while True:
                ended = crawl is not None and crawl.poll() is not None
                if ended or record.journal.head() != seen:
                    _catch_up(record, engine)
                    seen = record.journal.head()
                if ended:
                    say("The crawl has ended.")
                    crawl = None
                time.sleep(EVERY)


def _catch_up(record: "Record", engine: "Engine") -> None:
    from indexer.upkeep import catch_up

    try:
        catch_up(record, engine, told=say)
    except DispatchBoxError as fault:  # the site goes on with what it has, and the next look may succeed
        say(f"error: {fault}\nwhat to do: {fault.remedy}")


@contextmanager
def _crawling() -> "Iterator[subprocess.Popen[bytes]]":
    """A crawl goes on in a process of its own while the block runs, and is stopped with it.

    It is in a group of its own, so that Ctrl-C reaches it once, from here, and not from the terminal too: a crawl that
    is told to stop twice drops what it is at.
    """
    command = [sys.executable, "-m", "dispatchbox", "crawl", "--no-tag", "--no-index"]
    child = subprocess.Popen(command, stdout=sys.stderr, process_group=0)  # noqa: S603  this very program
    try:
        yield child
    finally:
        _stop(child)


def _stop(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
