"""A crawl killed at any moment, and run again, comes to the same record as one that was let be.

Two sources are read at once, and a statement that both have gets its id from whichever came first; the other's becomes
an alias. So statements are compared by all their names together, with versions, evidence and tags.

Needs the folder that DISPATCHBOX_SHARED names, for the server that stands in for the sources.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.store import Record
from statements.statement import Statement

NEEDS = ("shared",)
KILLS = 40  # at scale 1.0
KILLS_EACH = 2  # of one crawl, before it is let be
SPAN = 6.0  # seconds from a crawl's start within which it is killed: about as long as one takes
SOURCES = ("questions-statements", "hansard", "members")
CRAWL = ("crawl", *SOURCES, "--everything", "--since", "2014-09-01", "--until", "2015-03-31")


def run(seed: int, scale: float) -> None:
    """Kills crawls, and compares what they come to. Raises AssertionError where it differs."""
    moments = random.Random(seed)  # noqa: S311  chooses moments, not secrets
    with tempfile.TemporaryDirectory() as folder, _twin() as addresses:
        expected = _crawled(Path(folder) / "let be", addresses, ())
        assert expected, "the crawl that was let be found nothing"
        for trial in range(max(1, round(KILLS * scale / KILLS_EACH))):
            kills = tuple(moments.uniform(0.2, SPAN) for _ in range(KILLS_EACH))
            found = _crawled(Path(folder) / str(trial), addresses, kills)
            told = f"killed after {', '.join(f'{kill:.2f}' for kill in kills)} s (seed {seed}, trial {trial})"
            assert found == expected, f"{told}: {_difference(found, expected)}"


@contextmanager
def _twin() -> Iterator[dict[str, str]]:
    serve = Path(os.environ["DISPATCHBOX_SHARED"]) / "twin" / "serve"
    server = subprocess.Popen([sys.executable, serve, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        yield json.loads(server.stdout.readline())["addresses"]
    finally:
        server.terminate()
        server.communicate()


def _crawled(folder: Path, addresses: dict[str, str], kills: tuple[float, ...]) -> dict[str, str]:
    """What the record in that folder holds after a crawl that was killed so often, by the names of each statement."""
    environment = os.environ | {"DISPATCHBOX_DATA_DIR": str(folder), "DISPATCHBOX_CRAWL_DELAY": "0"}
    for source in SOURCES:
        environment[f"DISPATCHBOX_SOURCE_{source.replace('-', '_').upper()}_URL"] = addresses[source]
    for kill in kills:
        _killed(environment, kill)
    _done(environment, CRAWL)
    record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
    try:
        return {" ".join(sorted({held.id, *held.aliases})): _told(record, held) for held in record.statements.walk()}
    finally:
        record.close()


def _told(record: Record, held: Statement) -> str:
    """All that is held of a statement but its names and the times of fetching."""
    seen = sorted((number, evidence.source, evidence.url) for number, evidence in held.evidence)
    tags = [sorted(map(str, record.tags.of(held.id, version.number))) for version in held.versions]
    return f"{held.versions}\n{seen}\n{tags}"


def _killed(environment: dict[str, str], after: float) -> None:
    """Starts the crawl and kills it and all that it started, unless it ended before."""
    command = [sys.executable, "-m", "dispatchbox", *CRAWL]
    crawl = subprocess.Popen(
        command, env=environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        crawl.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(crawl.pid, signal.SIGKILL)
        crawl.wait()


def _done(environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", "dispatchbox", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr[-2000:]}"


def _difference(found: dict[str, str], expected: dict[str, str]) -> str:
    missing, added = sorted(expected.keys() - found.keys()), sorted(found.keys() - expected.keys())
    other = sorted(key for key in found.keys() & expected.keys() if found[key] != expected[key])
    told = f"{len(missing)} missing {missing[:3]}, {len(added)} added {added[:3]}, {len(other)} other {other[:3]}"
    return told + (f"\n{found[other[0]]}\n{expected[other[0]]}" if other else "")
