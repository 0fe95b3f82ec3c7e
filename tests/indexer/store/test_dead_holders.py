"""The lease of a killed process of this machine is given up at once; every other one is respected."""

import subprocess
import sys

import pytest

from indexer.store import Record
from indexer.store.leases import this_process
from statements.errors import LeaseHeld

TAKES_AND_WAITS = """
import sys, time
from indexer.store import Record
from indexer.store.leases import this_process
with Record.open(sys.argv[1]).leases.hold("crawl", this_process()):
    print("held", flush=True)
    time.sleep(600)
"""


def test_the_lease_of_a_killed_process_can_be_taken(record: Record, record_url: str) -> None:
    holder = subprocess.Popen([sys.executable, "-c", TAKES_AND_WAITS, record_url], stdout=subprocess.PIPE, text=True)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(LeaseHeld), record.leases.hold("crawl", this_process()):
        pass
    holder.kill()
    holder.communicate()
    with record.leases.hold("crawl", this_process()):
        assert record.leases.holder("crawl") == this_process()


@pytest.mark.parametrize("holder", [this_process(), "process 999999999 on another machine", "an editor"])
def test_a_holder_that_may_still_be_there_is_respected(record: Record, holder: str) -> None:
    with (
        record.leases.hold("crawl", holder),
        pytest.raises(LeaseHeld, match="already being done"),
        record.leases.hold("crawl", "somebody else"),
    ):
        pass
