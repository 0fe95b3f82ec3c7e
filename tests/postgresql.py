"""A PostgreSQL server of the tests' own, started from Debian's programs and thrown away afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

ROLE = "tester"
PATIENCE = 60  # seconds until a server that does not answer is given up


def program(name: str) -> Path | None:
    """The newest installed PostgreSQL program of that name; Debian keeps them off the path."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    if found:
        return found[-1]
    named = shutil.which(name)
    return Path(named) if named else None


class Server:
    """A running server, reached by a socket in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = (f"test_{number}" for number in count(1))

    def new_database(self) -> str:
        """The address of an empty database."""
        name = next(self._names)
        with psycopg.connect(f"host={self._folder} user={ROLE} dbname=postgres", autocommit=True) as connection:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return f"postgresql://{ROLE}@/{name}?host={self._folder}"

    def answers(self) -> bool:
        """True once it takes connections."""
        try:
            psycopg.connect(f"host={self._folder} user={ROLE} dbname=postgres").close()
        except psycopg.OperationalError:
            return False
        return True


@contextmanager
def running() -> Iterator[Server]:
    """A server for the time of a block. Root may not run one, so that root's runs as another user."""
    user = _user()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has a hundred characters at most
    if user is not None:
        shutil.chown(folder, user)
    try:
        _run(user, "initdb", "-D", folder / "db", "-U", ROLE, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        yield from _served(user, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _served(user: str | None, folder: Path) -> Iterator[Server]:
    settings = ("fsync=off", "listen_addresses=", f"unix_socket_directories={folder}")
    options = [word for setting in settings for word in ("-c", setting)]
    with (folder / "log").open("w") as log:
        command = [str(program("postgres")), "-D", str(folder / "db"), *options]
        process = subprocess.Popen(command, user=user, stdout=log, stderr=log, cwd="/", **_groups(user))
    try:
        server = Server(folder)
        _wait_for(server, process, folder / "log")
        yield server
    finally:
        process.terminate()
        process.wait()


def _wait_for(server: Server, process: "subprocess.Popen[bytes]", log: Path) -> None:
    given_up = time.monotonic() + PATIENCE
    while not server.answers():
        if process.poll() is not None or time.monotonic() > given_up:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.05)


def _run(user: str | None, name: str, *arguments: object) -> None:
    command = [str(program(name)), *map(str, arguments)]
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False, **_groups(user))
    if done.returncode:
        raise RuntimeError(f"{name} failed:\n{done.stderr}")


def _user() -> str | None:
    """The user to run the server as: None for ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _groups(user: str | None) -> dict[str, list[str]]:
    return {} if user is None else {"extra_groups": []}
