"""What every test may rely on: no network but loopback, and a plain word where a program that a test needs is absent.

With CI=true nothing may be skipped: what is absent there is a failure.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgresql

settings.register_profile("dispatchbox", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("dispatchbox")

NEEDS = {
    "postgresql": "PostgreSQL's programs are not installed (Debian: apt-get install postgresql)",
    "browser": "Chromium is not installed (Debian: apt-get install chromium)",
    "shared": "DISPATCHBOX_SHARED does not name the folder of shared material",
}


def _has_postgresql() -> bool:
    return postgresql.program("initdb") is not None


def _has_browser() -> bool:
    return bool(shutil.which("chromium"))


def _has_shared() -> bool:
    return Path(os.environ.get("DISPATCHBOX_SHARED", "/nonexistent")).is_dir()


PRESENT = {"postgresql": _has_postgresql, "browser": _has_browser, "shared": _has_shared}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is absent, or fail it in CI."""
    for marker, present in PRESENT.items():
        if item.get_closest_marker(marker) and not present():
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NEEDS[marker])


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder that DISPATCHBOX_SHARED names; for tests marked `shared`."""
    return Path(os.environ["DISPATCHBOX_SHARED"])


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[postgresql.Server]:
    """A PostgreSQL server of this test session; for tests marked `postgresql`."""
    with postgresql.running() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def record_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a record that does not exist yet: a test that asks for it runs once on each database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'record.sqlite'}"
    server: postgresql.Server = request.getfixturevalue("postgresql_server")
    return server.new_database()


def _only_loopback(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every connection and every look-up of a name that leaves this machine."""
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if host is not None and not _is_loopback(host.decode() if isinstance(host, bytes) else str(host)):
        raise ConnectionRefusedError(f"tests reach no address but loopback, and this one tried {host}")


def _is_loopback(host: str) -> bool:
    if host in ("", "localhost", "0.0.0.0", "::"):  # noqa: S104  a name to compare with, nothing listens on it
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


sys.addaudithook(_only_loopback)
