"""`up`, which `make run` runs: the site at once, and behind it a crawl whose statements appear as they come in."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dispatchbox.terminal import say
from indexer.config import Settings, load_settings, load_sources

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

ENDED = "The crawl has ended, and all it brought can be found."
FAILED = "The crawl has ended, not without failures: the table above and the site's coverage page tell which."


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
    from dispatchbox.deriving import redacted
    from indexer.demonstration import prepare

    folder = settings.data_dir.with_name(f"{settings.data_dir.name}-demonstration")
    apart = settings.model_copy(update={"data_dir": folder, "database_url": ""})
    say(OFFLINE.format(sources=sources, folder=folder))
    reparse(apart, prepare(apart))
    redacted(apart)
    _keep_up(apart, demonstration=True)


def _keep_up(
    settings: Settings, crawl: "subprocess.Popen[bytes] | None" = None, *, demonstration: bool = False
) -> None:
    """Serves, and tags and indexes what comes in, until the process is stopped."""
    from dispatchbox.deriving import redacted
    from dispatchbox.opening import library_of, opened_engine, opened_record
    from dispatchbox.serving import serving
    from indexer.search.engine import State
    from indexer.upkeep import Follower

    with (
        opened_record(settings) as record,
        opened_engine(settings) as engine,
        Follower(settings.record_url, record, engine, say) as follower,
    ):
        if engine.state() is not State.READY:
            follower.look()  # without an index the site could find nothing
        with serving(library_of(settings, record, engine), settings, demonstration=demonstration):
            while True:
                ended = crawl is not None and crawl.poll() is not None
                follower.look(anyhow=ended)
                if crawl and ended:
                    say(FAILED if crawl.returncode else ENDED)
                    redacted(settings)
                    crawl = None
                time.sleep(EVERY)


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
