"""The journal has no gaps and follows the order of commits, whoever writes at once and whatever is rolled back."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from indexer.intake import Intake
from indexer.store import Change, Record, Tagged
from statements.tag import Tag, TagKind
from tests.sightings import answer, seen, sighting

WRITERS = 6
BATCHES = 12


class Thrown(Exception):
    """What a writer that changes its mind raises."""


def write(record: Record, writer: int) -> None:
    """Takes in statements; every third time a transaction of several stores is begun and thrown away."""
    intake = Intake(record)
    for batch in range(BATCHES):
        uin = f"{writer}{batch:03}"
        intake.take([(sighting(answer(uin=f"{uin}{i}", text=f"Answer {uin}{i}.")), seen()) for i in range(3)])
        if batch % 3 == 0:
            with pytest.raises(Thrown):
                tag_and_throw_away(record, f"commons-2013-05-06-{uin}0")
        else:
            record.tags.replace([tagged(f"commons-2013-05-06-{uin}0")])


def tag_and_throw_away(record: Record, statement: str) -> None:
    with record.writing() as transaction:
        record.tags.replace([tagged(statement)], transaction)
        record.journal.set_mark("index", 7, transaction)
        raise Thrown


def tagged(statement: str) -> Tagged:
    claim = Tag(kind=TagKind.POLICY, value="lamps", rule="words", logic="1")
    return Tagged(statement=statement, version=1, tags=(claim,), logic="1")


def test_numbers_have_no_gaps_while_many_write_and_some_roll_back(record: Record) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        for written in [pool.submit(write, record, writer) for writer in range(WRITERS)]:
            written.result()
    entries = record.journal.after(0, limit=10_000)
    kept = sum(1 for batch in range(BATCHES) if batch % 3)
    assert [entry.number for entry in entries] == list(range(1, WRITERS * (BATCHES * 3 + kept) + 1))
    assert record.journal.head() == entries[-1].number
    assert sum(entry.change is Change.TAGS_CHANGED for entry in entries) == WRITERS * kept


def test_a_reader_never_sees_a_number_before_all_lower_ones(record: Record) -> None:
    """What a reader that keeps a mark relies on: after its mark nothing lower can appear."""
    done = threading.Event()

    def read() -> list[int]:
        read: list[int] = []
        while not done.is_set() or record.journal.after(read[-1] if read else 0):
            read += [entry.number for entry in record.journal.after(read[-1] if read else 0, limit=7)]
        return read

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(read)
        try:
            for written in [pool.submit(write, record, writer) for writer in range(WRITERS)]:
                written.result()
        finally:
            done.set()
        assert reader.result() == list(range(1, record.journal.head() + 1))


def test_entries_of_one_transaction_stand_together_with_their_rows(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer(uin=uin, text=uin)), seen()) for uin in ("1", "2")])
    first, second = record.journal.after(0)
    assert first.at == second.at == record.statements.recorded([first.statement])[first.statement][0].since


def test_each_reader_has_a_mark_of_its_own(record: Record) -> None:
    assert record.journal.mark("index") == 0
    record.journal.set_mark("index", 7)
    record.journal.set_mark("alerts", 3)
    record.journal.set_mark("index", 9)
    assert (record.journal.mark("index"), record.journal.mark("alerts")) == (9, 3)


def test_a_mark_is_set_with_the_rest_of_a_transaction_or_not_at_all(record: Record, intake: Intake) -> None:
    intake.take([(sighting(answer()), seen())])
    (held,) = record.statements.walk()
    with pytest.raises(Thrown):
        tag_and_throw_away(record, held.id)
    assert record.journal.mark("index") == 0
    assert record.tags.of(held.id) == ()
