"""What the long proofs share: the server that stands in for the sources, and an installation that crawls it."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from indexer.store import Record
from statements.statement import Statement

SIX = ("questions-statements", "hansard", "members", "theyworkforyou", "publications", "govuk")
ROOT = Path(__file__).parents[2]
Truth = dict[str, list[dict[str, object]]]


class Twin:
    """The server under way: the address of each source, and its clock."""

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses

    def truth(self) -> Truth:
        """The statements that a perfect crawl would hold on the day of its clock, by source."""
        with urllib.request.urlopen(f"{self.addresses['_twin']}/truth", timeout=60) as answer:  # noqa: S310  loopback
            told: Truth = json.load(answer)["sources"]
        return told

    def set_clock(self, day: str) -> None:
        """Make it that day."""
        address = f"{self.addresses['_twin']}/clock?date={day}"
        request = urllib.request.Request(address, method="POST")  # noqa: S310  loopback
        urllib.request.urlopen(request, timeout=60).close()  # noqa: S310  loopback


@contextmanager
def stand_in(*arguments: str) -> Iterator[Twin]:
    """The server, from DISPATCHBOX_SHARED, on a free port for the time of a block."""
    serve = Path(os.environ["DISPATCHBOX_SHARED"]) / "twin" / "serve"
    server = subprocess.Popen([sys.executable, serve, "--port", "0", *arguments], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout
        yield Twin(json.loads(server.stdout.readline())["addresses"])
    finally:
        server.terminate()
        server.communicate()


class Installation:
    """Dispatch Box in a folder of its own, with all six sources, crawling the server without delay."""

    def __init__(self, twin: Twin, folder: Path) -> None:
        self.data, self._mirror, self._twin = folder / "data", folder / "mirror", twin.addresses["_twin"]
        outside = {name: value for name, value in os.environ.items() if not name.startswith("DISPATCHBOX_")}
        self.environment: Mapping[str, str] = outside | {
            "DISPATCHBOX_DATA_DIR": str(self.data),
            "DISPATCHBOX_CRAWL_DELAY": "0",
            "DISPATCHBOX_CRAWL_CONCURRENCY": "8",
            "DISPATCHBOX_THEYWORKFORYOU_DIR": str(self._mirror),
            **{f"DISPATCHBOX_SOURCE_{name.replace('-', '_').upper()}_URL": twin.addresses[name] for name in SIX},
        }

    @property
    def record_file(self) -> Path:
        """The record."""
        return self.data / "record.sqlite"

    def mirror(self) -> None:
        """Copy TheyWorkForYou's files as they are on the server's day."""
        program = Path(os.environ["DISPATCHBOX_SHARED"]) / "twin" / "mirror"
        command = [sys.executable, str(program), str(self._mirror), self._twin]
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    def command(self, *arguments: str, **popen: object) -> "subprocess.CompletedProcess[str]":
        """A command of Dispatch Box, run to its end."""
        line = [sys.executable, "-m", "dispatchbox", *arguments]
        return subprocess.run(  # type: ignore[call-overload, no-any-return]  # options of one test or another
            line, env=self.environment, cwd=ROOT, capture_output=True, text=True, timeout=900, **popen
        )

    def crawl(self, *arguments: str) -> None:
        """A crawl of all six sources, in which nothing may fail."""
        done = self.command("crawl", *SIX, *arguments)
        assert done.returncode == 0, f"crawl: exit {done.returncode}: {done.stderr[-2000:]}"

    def started(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """The same crawl, under way."""
        line = [sys.executable, "-m", "dispatchbox", "crawl", *SIX, *arguments]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            line, env=self.environment, cwd=ROOT, start_new_session=True, stdout=quiet, stderr=quiet
        )

    def signal(self, process: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
        """Send a signal to a crawl and all that it started, and wait for its end."""
        os.killpg(process.pid, number)
        process.wait()

    def held(self) -> list[Statement]:
        """Every statement in the record."""
        return [statement for statement, _ in self._read()]

    def told(self) -> dict[str, str]:
        """All that is held of each statement but times of fetching and the makers of tags, by its names together."""
        return {" ".join(sorted({held.id, *held.aliases})): told for held, told in self._read()}

    def _read(self) -> list[tuple[Statement, str]]:
        record = Record.open(f"sqlite:///{self.record_file}")
        try:
            return [(held, _told(record, held)) for held in record.statements.walk()]
        finally:
            record.close()


def _told(record: Record, held: Statement) -> str:
    seen = sorted((number, evidence.source, evidence.url) for number, evidence in held.evidence)
    readings = sorted(record.statements.readings(held.id).items())
    tagged = [record.tags.of(held.id, version.number) for version in held.versions]
    tags = [sorted(str(replace(tag, logic="")) for tag in tags) for tags in tagged]  # tags that fit stay as they are
    return "\n".join(map(str, (*held.versions, seen, readings, tags)))


def differences(found: dict[str, str], expected: dict[str, str]) -> str:
    """In what two records differ, empty if in nothing."""
    missing, added = sorted(expected.keys() - found.keys()), sorted(found.keys() - expected.keys())
    other = sorted(key for key in found.keys() & expected.keys() if found[key] != expected[key])
    if not (missing or added or other):
        return ""
    told = f"{len(missing)} missing {missing[:3]}, {len(added)} added {added[:3]}, {len(other)} other {other[:3]}"
    return told + (f"\n{found[other[0]]}\n-- expected --\n{expected[other[0]]}" if other else "")
