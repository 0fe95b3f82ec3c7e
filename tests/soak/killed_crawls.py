"""A crawl killed at any moment, and run again, comes to the same record as one that was let be.

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

NEEDS = ("shared",)
KILLS = 40  # at scale 1.0
KILLS_EACH = 2  # of one crawl, before it is let be
SPAN = 6.0  # seconds from a crawl's start within which it is killed: about as long as one takes
SOURCES = ("questions-statements", "hansard", "members")
CRAWL = ("crawl", *SOURCES, "--everything", "--since", "2014-09-01", "--until", "2015-03-31")
FETCH = ("fetched_at", "sha256")  # of an answer that may be another one, as with section trees that came back empty


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
    """What the record in that folder holds after a crawl that was killed so often, by statement and version."""
    environment = os.environ | {"DISPATCHBOX_DATA_DIR": str(folder), "DISPATCHBOX_CRAWL_DELAY": "0"}
    for source in SOURCES:
        environment[f"DISPATCHBOX_SOURCE_{source.replace('-', '_').upper()}_URL"] = addresses[source]
    for kill in kills:
        _killed(environment, kill)
    _done(environment, CRAWL)
    lines = (json.loads(line) for line in _done(environment, ("export", "--versions", "--with-tags")).splitlines())
    return {f"{line['id']} {line['version']}": _words(line) for line in lines}


def _words(line: dict[str, object]) -> str:
    return json.dumps({key: value for key, value in line.items() if key not in FETCH}, sort_keys=True)


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


def _done(environment: dict[str, str], arguments: tuple[str, ...]) -> str:
    command = [sys.executable, "-m", "dispatchbox", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{' '.join(arguments)}: exit {done.returncode}: {done.stderr[-2000:]}"
    return done.stdout


def _difference(found: dict[str, str], expected: dict[str, str]) -> str:
    missing, added = sorted(expected.keys() - found.keys()), sorted(found.keys() - expected.keys())
    other = sorted(key for key in found.keys() & expected.keys() if found[key] != expected[key])
    told = f"{len(missing)} missing {missing[:3]}, {len(added)} added {added[:3]}, {len(other)} other {other[:3]}"
    return told + (f"\n{found[other[0]]}\n{expected[other[0]]}" if other else "")
