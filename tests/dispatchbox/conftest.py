"""The command line, run as its users run it, in a folder of its own."""

import json
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

STATEMENTS = Path(__file__).parent / "statements.ndjson"


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The environment of a command whose data is in that folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DISPATCHBOX_")}
    return (
        kept | {"DISPATCHBOX_DATA_DIR": str(folder)} | {f"DISPATCHBOX_{name}": text for name, text in settings.items()}
    )


def runner(folder: Path) -> Run:
    """Runs commands over one folder."""

    def run(*arguments: str, piped: str | None = None, **settings: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "dispatchbox", *arguments],
            env=environment(folder, **settings),
            input=piped,
            capture_output=True,
            text=True,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Ran(done.returncode, done.stdout, done.stderr)

    return run


@dataclass(frozen=True, slots=True)
class Site:
    """A web server at work: its process, its address, and what it said before it gave that."""

    process: "subprocess.Popen[str]"
    address: str
    told: str

    def get(self, path: str) -> str:
        """The body of a page."""
        with urllib.request.urlopen(self.address + path) as answer:  # noqa: S310  our own server
            return str(answer.read().decode())

    def stopped(self, told: signal.Signals) -> int:
        """Its exit code after that signal."""
        self.process.send_signal(told)
        return self.process.wait(60)


@contextmanager
def at_work(folder: Path, *arguments: str, **settings: str) -> "Iterator[subprocess.Popen[str]]":
    """A command at work, its messages piped; killed at the end if it is still there."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dispatchbox", *arguments],
        env=environment(folder, **settings),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def site(folder: Path, command: str, **settings: str) -> Iterator[Site]:
    """`dispatchbox serve` or `dispatchbox up` on a free port, from when it says its address on."""
    with at_work(folder, command, PORT="0", **settings) as process:
        yield _listening(process)


def _listening(process: "subprocess.Popen[str]") -> Site:
    assert process.stderr
    told = ""
    for line in process.stderr:
        if line.startswith("The site is at "):
            return Site(process, line.split()[-1], told)
        told += line
    raise AssertionError(f"it ended before it listened: {told}")


@pytest.fixture
def empty(tmp_path: Path) -> Run:
    """Commands over a folder with nothing in it."""
    return runner(tmp_path)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Commands over the statements of this folder's file, tagged and indexed."""
    run = runner(tmp_path_factory.mktemp("held"))
    assert run("import", str(STATEMENTS)).code == 0
    return run


@pytest.fixture
def twin(shared: Path) -> Iterator[dict[str, str]]:
    """The settings by which the server that stands in for Parliament's sources is read in their place."""
    command = [sys.executable, str(shared / "twin" / "serve"), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        addresses = json.loads(process.stdout.readline())["addresses"]
        crawled = ("questions-statements", "hansard", "members", "publications", "govuk")
        names = {source: source.replace("-", "_").upper() for source in crawled}
        yield {f"SOURCE_{name}_URL": addresses[source] for source, name in names.items()} | {
            "SOURCE_MINISTERS_URL": "http://127.0.0.1:9"
        }
        process.terminate()
