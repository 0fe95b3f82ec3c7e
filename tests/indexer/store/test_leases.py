"""One holder of a lease at a time; it lapses when its holder is killed, and is renewed while it is held."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from indexer.store import Record
from statements.errors import LeaseHeld, RecordUnavailable

FOREVER = 3600
HOLD_ON = """
import sys, time
from indexer.store import Record
with Record.open(sys.argv[1]).leases.hold("index", "a machine that dies", seconds=1):
    print("held", flush=True)
    time.sleep(3600)
"""


def test_only_one_holds_a_lease(record: Record) -> None:
    with record.leases.hold("index", "one", FOREVER):
        assert record.leases.holder("index") == "one"
        with pytest.raises(LeaseHeld, match="one") as caught, record.leases.hold("index", "two", FOREVER):
            pass
        assert (caught.value.name, caught.value.holder) == ("index", "one")
        with record.leases.hold("crawl", "two", FOREVER):
            pass
    assert record.leases.holder("index") is None


def test_a_lease_is_given_back_when_the_work_fails(record: Record) -> None:
    with pytest.raises(ZeroDivisionError), record.leases.hold("index", "one", FOREVER):
        1 / 0  # noqa: B018 - any error
    with record.leases.hold("index", "two", FOREVER) as lease:
        assert not lease.lost


def test_of_many_that_ask_at_once_one_gets_it(record: Record) -> None:
    def attempt(holder: int) -> bool:
        try:
            lease = record.leases.hold("index", f"number {holder}", FOREVER)
            lease.__enter__()
        except (LeaseHeld, RecordUnavailable):
            return False
        held.append(lease)
        return True

    held: list[object] = []
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1
    for lease in held:
        lease.__exit__(None, None, None)  # type: ignore[attr-defined]  # a context manager, entered above


def expiry(record: Record) -> object:
    with record.writing() as transaction:
        return transaction.connection.exec_driver_sql("SELECT expires FROM leases").scalar()


def test_the_end_of_a_lease_is_put_off_while_it_is_held(record: Record) -> None:
    with record.leases.hold("index", "one", seconds=9) as lease:
        first, until = expiry(record), time.monotonic() + 60
        while expiry(record) == first and time.monotonic() < until:
            time.sleep(0.1)
        assert str(expiry(record)) > str(first)
        assert not lease.lost


def test_a_killed_holders_lease_lapses(record: Record, record_url: str) -> None:
    process = subprocess.Popen([sys.executable, "-c", HOLD_ON, record_url], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    with pytest.raises(LeaseHeld), record.leases.hold("index", "heir"):
        pass
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    until = time.monotonic() + 60
    while record.leases.holder("index") and time.monotonic() < until:
        time.sleep(0.1)
    with record.leases.hold("index", "heir"):
        assert record.leases.holder("index") == "heir"


def test_a_holder_that_slept_too_long_is_told(record: Record) -> None:
    with record.leases.hold("index", "sleeper", FOREVER) as lease:
        with record.writing() as transaction:
            transaction.connection.exec_driver_sql("DELETE FROM leases")  # as if it had lapsed and been taken
        assert lease.renew() is False
        with record.leases.hold("index", "other", FOREVER):
            assert lease.lost
            lease.release()
            assert record.leases.holder("index") == "other"


def test_facts_about_a_record_are_kept_by_name(record: Record) -> None:
    assert record.meta.get("demonstration") is None
    record.meta.set("demonstration", "yes")
    record.meta.set("demonstration", "no")
    assert record.meta.get("demonstration") == "no"
