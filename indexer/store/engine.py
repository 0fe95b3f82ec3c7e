"""Reaching the database: which SQLite library, which journal mode, and what an error of either means.

Dialect differences end here: everything else in the store is one SQL for SQLite and PostgreSQL.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from statements.errors import RecordUnavailable

BUSY_SECONDS = 30


def sqlite_library() -> ModuleType:
    """pysqlite3, which bundles a current SQLite, where it is installed; else Python's own."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    return dbapi2  # type: ignore[no-any-return]  # pysqlite3 has no types


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """True for an SQLite without the WAL-reset bug, which can corrupt a database several processes write.

    3.7.0 to 3.51.2 have it, but for the backports 3.50.7 and 3.44.6 (SQLite release notes, 3.51.3).
    """
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def connected(url: str) -> Engine:
    """An engine for the record at that address. Raises RecordUnavailable where the address makes no sense."""
    try:
        address = make_url(url)
        if address.get_backend_name() == "sqlite":
            return _sqlite(address)
        if address.get_backend_name() in ("postgresql", "postgres"):
            return _postgresql(address)
    except (ArgumentError, NoSuchModuleError) as error:
        raise _senseless(url) from error
    raise _senseless(url)


def _senseless(url: str) -> RecordUnavailable:
    scheme = url.partition(":")[0]
    return RecordUnavailable(
        f"DATABASE_URL: “{scheme}:…” is not the address of a record",
        remedy="Leave DATABASE_URL empty for SQLite, or give postgresql://user@host/name.",
    )


def _postgresql(address: URL) -> Engine:
    """As SQLite does, it waits for whoever holds the record, but not for ever: then it says so."""
    patient = f"-c lock_timeout={BUSY_SECONDS * 1000}"
    options = " ".join(filter(None, (str(address.query.get("options", "")), patient)))
    driver = address.set(drivername="postgresql+psycopg")
    return create_engine(driver, pool_pre_ping=True, connect_args={"options": options})


def _sqlite(address: URL) -> Engine:
    if not address.database or address.database == ":memory:":
        raise RecordUnavailable(
            "a record in memory would be lost", remedy="Name a file: sqlite:///path/to/record.sqlite."
        )
    try:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordUnavailable(
            f"{address.database}: its folder cannot be made: {error.strerror}",
            remedy="Set DATA_DIR to a folder that this user can write to.",
        ) from error
    library = sqlite_library()
    engine = create_engine(address, module=library, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite(library))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(library: ModuleType) -> Callable[[Any, object], None]:
    wal = wal_is_safe(library.sqlite_version_info)
    mode, synchronous = ("WAL", "NORMAL") if wal else ("TRUNCATE", "FULL")

    def prepare(connection: Any, _: object) -> None:
        # The driver must not begin transactions by itself: `_begin_sqlite` says which kind is wanted.
        connection.isolation_level = None
        _set_journal_mode(connection, mode, library.OperationalError)
        for pragma in (f"synchronous={synchronous}", "foreign_keys=ON", "cache_size=-16384"):
            connection.execute(f"PRAGMA {pragma}")

    return prepare


def _set_journal_mode(connection: Any, mode: str, locked: type[Exception]) -> None:
    """SQLite does not wait for others when it changes the mode, as it does everywhere else; so this does."""
    given_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(f"PRAGMA journal_mode={mode}")
        except locked as error:
            if "locked" not in str(error) or time.monotonic() > given_up:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that first reads and then writes fails at once if another wrote in between.
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def named_errors(engine: Engine) -> Iterator[None]:
    """Turns what the driver raises when the database cannot be used into RecordUnavailable."""
    try:
        yield
    except DBAPIError as error:
        unavailable = _unavailable(engine.url, error)
        if unavailable is None:
            raise
        raise unavailable from error


BUSY = "Another process is writing to it; wait for it to end and run the command again."
_REMEDIES = (
    ("locked", BUSY),
    ("lock timeout", BUSY),
    ("is full", "Free some space on its disk; nothing that was committed is lost."),
    ("readonly", "Make the file and its folder writable for this user."),
    ("unable to open", "Check that its folder exists and that this user can write to it."),
    ("disk i/o error", "Check its disk; then restore a backup if `dispatchbox doctor` finds damage."),
    ("not a database", "Move the file away, or restore a backup with `dispatchbox restore`."),
    ("malformed", "Restore a backup with `dispatchbox restore`."),
)


def _unavailable(url: URL, error: DBAPIError) -> RecordUnavailable | None:
    place = url.database if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    fault = str(error.orig).strip()
    for words, remedy in _REMEDIES:
        if words in fault.lower():
            return RecordUnavailable(f"{place}: {fault}", remedy=remedy)
    if error.connection_invalidated or type(error.orig).__name__ in ("OperationalError", "InterfaceError"):
        return RecordUnavailable(f"{place}: {fault}", remedy="Check that the database runs and can be reached.")
    return None
