"""The command line, run as its users run it, in a folder of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
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
