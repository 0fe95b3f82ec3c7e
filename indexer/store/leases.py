"""Leases: one holder of a name at a time, over processes and machines.

A killed holder's lease lapses; if it was a process of this machine, it is given up as soon as somebody asks for it.
"""

import os
import re
import secrets
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from indexer.store.access import Access
from indexer.store.schema import Instant, leases
from statements.errors import LeaseHeld, RecordUnavailable

_PROCESS = re.compile(r"process (\d+) on (.+)")


def this_process() -> str:
    """What a holder is called, so that its end can be noticed."""
    return f"process {os.getpid()} on {socket.gethostname()}"


def is_gone(holder: str) -> bool:
    """True if the holder was a process of this machine that is no more."""
    named = _PROCESS.fullmatch(holder)
    if named is None or named[2] != socket.gethostname():
        return False
    try:
        os.kill(int(named[1]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # it is there, and is another user's
        return False
    return False


class Lease:
    """A lease while it is held. `lost` turns true if it lapsed, say because the machine slept."""

    def __init__(self, access: Access, name: str, holder: str, seconds: int) -> None:
        self.name, self.holder = name, holder
        self._access, self._seconds = access, seconds
        self._token = secrets.token_hex(16)
        self._released, self._lost = threading.Event(), threading.Event()

    @property
    def lost(self) -> bool:
        """True once somebody else may hold it: the work under it must stop."""
        return self._lost.is_set()

    def take(self) -> None:
        """Takes the lease if it is free or lapsed. Raises LeaseHeld."""
        try:
            self._take()
        except IntegrityError as error:  # another took it between our look and our entry
            raise LeaseHeld(self.name, "another process") from error

    def _take(self) -> None:
        with self._access.aside() as connection:
            now = _now(connection)
            mine = {"holder": self.holder, "token": self._token, "expires": now + timedelta(seconds=self._seconds)}
            connection.execute(delete(leases).where(leases.c.name == self.name, leases.c.expires <= now))
            held = connection.execute(select(leases).where(leases.c.name == self.name)).first()
            if held is not None and is_gone(held.holder):
                connection.execute(delete(leases).where(leases.c.name == self.name, leases.c.token == held.token))
            elif held is not None:
                raise LeaseHeld(self.name, held.holder)
            connection.execute(insert(leases).values(name=self.name, **mine))

    def renew_until_released(self) -> None:
        """Renews the lease three times in its span, until it is released or lost."""
        while not self._released.wait(self._seconds / 3):
            with suppress(RecordUnavailable):  # a busy record: there are two more tries before the lease lapses
                if not self.renew():
                    return

    def renew(self) -> bool:
        """Puts off the end of the lease; False, and `lost` from then on, if it is no longer ours."""
        with self._access.aside() as connection:
            now = _now(connection)
            mine = (leases.c.name == self.name, leases.c.token == self._token, leases.c.expires > now)
            query = update(leases).where(*mine).values(expires=now + timedelta(seconds=self._seconds))
            renewed = connection.execute(query).rowcount == 1
        if not renewed:
            self._lost.set()
        return renewed

    def release(self) -> None:
        """Gives the lease back, if it is still ours. One that cannot be given back lapses."""
        self._released.set()
        with suppress(RecordUnavailable), self._access.aside() as connection:
            connection.execute(delete(leases).where(leases.c.name == self.name, leases.c.token == self._token))


class Leases:
    """The leases of one record."""

    def __init__(self, access: Access) -> None:
        self._access = access

    @contextmanager
    def hold(self, name: str, holder: str, seconds: int = 120) -> Iterator[Lease]:
        """Holds the lease of that name, renewing it while the block runs. Raises LeaseHeld at once if it is taken."""
        lease = Lease(self._access, name, holder, seconds)
        lease.take()
        renewal = threading.Thread(target=lease.renew_until_released, name=f"lease {name}", daemon=True)
        renewal.start()
        try:
            yield lease
        finally:
            lease.release()
            renewal.join()

    def holder(self, name: str) -> str | None:
        """Who holds the lease of that name at the moment."""
        with self._access.reading() as connection:
            query = select(leases.c.holder).where(leases.c.name == name, leases.c.expires > _now(connection))
            return connection.execute(query).scalar()


def _now(connection: Connection) -> datetime:
    """One clock for all holders: the database server's where there is one."""
    if connection.dialect.name == "postgresql":
        return connection.execute(select(func.clock_timestamp(type_=Instant))).scalar_one()
    return datetime.now(UTC)
