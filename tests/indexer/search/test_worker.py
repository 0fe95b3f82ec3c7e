"""The index worker: by the journal or anew, it comes to the same index, also when it is killed on the way."""

import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from indexer.intake import Intake
from indexer.search import worker
from indexer.search.documents import documents_of
from indexer.search.embedded import Embedded
from indexer.search.engine import Document, Held
from indexer.search.ranking import load_ranking
from indexer.search.syntax import parse
from indexer.search.worker import rebuild, update
from indexer.store import Record, Tagged
from statements.errors import EngineUnavailable, LeaseHeld
from statements.query import Facet, Query, Results, Sort, Window
from statements.statement import Sighting, Statement
from statements.tag import Tag, TagKind
from tests.sightings import answer, question, seen, sighting, speech

ALL = Window(sort=Sort.NEWEST, limit=1000)


def take(record: Record, *sightings: Sighting, hour: int = 0) -> None:
    taken = Intake(record).take([(one, seen(hour=hour)) for one in sightings])
    assert not taken.refused


def tag(record: Record, statement: str, version: int, policy: str) -> None:
    claim = Tag(kind=TagKind.POLICY, value=policy, rule="r", logic="1")
    record.tags.replace([Tagged(statement=statement, version=version, tags=(claim,), logic="1")])


def answers(first: int, last: int, text: str = "The lamps were lit.") -> list[Sighting]:
    day = date(2013, 5, 12)
    return [
        sighting(answer(uin=str(uin), date=day + timedelta(days=uin % 90), text=f"{text} Lamp {uin}."))
        for uin in range(first, last)
    ]


def whole(engine: Embedded, record: Record) -> list[Results]:
    """All that an index says, now and at every moment at which the record changed."""
    moments = {entry.at for entry in record.journal.after(0, 100_000)}
    asked = [Query(), Query(node=parse("lamps -paint"))]
    asked += [Query(as_of=moment) for moment in sorted(moments)[:: max(1, len(moments) // 20)]]
    return [engine.find(query, ALL) for query in asked]


def assert_equal_to_a_new_index(engine: Embedded, record: Record, tmp_path: Path) -> None:
    other = Embedded(tmp_path / "other", load_ranking().weights)
    rebuild(record, other)
    assert whole(engine, record) == whole(other, record)
    assert engine.count() == other.count()
    assert engine.mark() == record.journal.head()


def test_the_first_update_builds_the_index_and_the_next_does_nothing(record: Record, engine: Embedded) -> None:
    take(record, *answers(1, 40))
    told: list[tuple[int, int]] = []
    assert update(record, engine, lambda done, total: told.append((done, total))) == 39
    assert told[-1] == (39, 39)
    assert engine.count() == Held(statements=39, documents=39)
    assert engine.mark() == record.journal.head()
    assert update(record, engine) == 0


def test_an_empty_record_has_an_empty_index(record: Record, engine: Embedded) -> None:
    assert update(record, engine) == 0
    assert engine.find(Query(), ALL).total == 0


def test_what_changes_in_the_record_changes_in_the_index(record: Record, engine: Embedded, tmp_path: Path) -> None:
    update(record, engine)
    take(record, sighting(question(uin="7")), sighting(speech()), *answers(10, 20))
    update(record, engine)
    asked = Query(node=parse("lighthouses"))
    before = engine.find(asked, ALL)
    take(record, sighting(answer(uin="7", text="All of them are painted.")), hour=1)
    tag(record, record.statements.by_uin("7")[0][0], 2, "paint")
    update(record, engine)
    assert engine.find(Query(node=parse('"all of them"')), ALL).total == 1
    assert dict(engine.find(Query(), ALL).facets)[Facet.POLICY] == (("paint", 1),)
    moment = record.journal.after(0)[0].at
    assert engine.find(replace(asked, as_of=moment), ALL).total == before.total
    assert engine.find(Query(node=parse('"all of them"'), as_of=moment), ALL).total == 0
    assert_equal_to_a_new_index(engine, record, tmp_path)


def test_any_course_of_changes_leads_to_the_index_of_the_record(
    record: Record, engine: Embedded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "BATCH", 7)
    chance = random.Random(5)  # noqa: S311  # invented statements, not secrets
    for hour in range(12):
        first = chance.randrange(1, 60)
        text = chance.choice(("The lamps were lit.", "No lamps were lit.", "Paint is dear."))
        take(record, *answers(first, first + chance.randrange(1, 25), text), hour=hour)
        for entry in chance.sample(record.journal.after(0, 1000), 3):
            tag(record, entry.statement, entry.version, chance.choice(("paint", "lamps")))
        if chance.random() < 0.7:
            update(record, engine)
    update(record, engine)
    assert record.statements.count().versions > record.statements.count().statements
    assert_equal_to_a_new_index(engine, record, tmp_path)


def test_what_comes_in_during_a_rebuild_is_in_the_new_index(record: Record, engine: Embedded, tmp_path: Path) -> None:
    take(record, *answers(1, 30))
    late = iter([answers(1, 5, "Other words."), answers(50, 55)])

    def come_in(_done: int, _total: int) -> None:
        if (more := next(late, None)) is not None:
            take(record, *more, hour=1)

    rebuild(record, engine, come_in)
    assert engine.count() == Held(statements=34, documents=38)
    assert_equal_to_a_new_index(engine, record, tmp_path)


def test_readers_never_fail_nor_see_half_of_anything_while_the_index_changes(record: Record, engine: Embedded) -> None:
    take(record, *answers(1, 60))
    update(record, engine)
    done = threading.Event()

    def read() -> set[int]:
        totals = set()
        while not done.is_set():
            results = engine.find(Query(node=parse("lamps")), ALL)
            assert results.total == len(results.hits) == sum(count for _, count in results.histogram)
            totals.add(results.total)
        return totals

    with ThreadPoolExecutor(4) as readers:
        reading = [readers.submit(read) for _ in range(4)]
        try:
            for hour in range(1, 5):
                take(record, *answers(60, 60 + 20 * hour), hour=hour)
                (rebuild if hour % 2 else update)(record, engine)
        finally:
            done.set()
        seen_totals = set().union(*(each.result() for each in reading))
    assert seen_totals <= {59, 79, 99, 119, 139}


def test_one_worker_at_a_time(record: Record, engine: Embedded) -> None:
    with record.leases.hold(worker.LEASE, "somebody"), pytest.raises(LeaseHeld, match="somebody"):
        update(record, engine)


def test_an_index_that_lacks_a_statement_is_not_put_in_place(
    record: Record, engine: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(record, *answers(1, 10))
    update(record, engine)

    def forgetful(of: Record, statements: Sequence[Statement]) -> Iterator[Document]:
        return documents_of(of, statements[1:])

    take(record, *answers(10, 20))
    with monkeypatch.context() as patched:
        patched.setattr(worker, "documents_of", forgetful)
        with pytest.raises(EngineUnavailable, match="old index stays in use"):
            rebuild(record, engine)
    assert engine.count().statements == 9
    assert update(record, engine) == 10


def test_an_index_that_has_the_wrong_versions_is_not_put_in_place(
    record: Record, engine: Embedded, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(record, *answers(1, 10))

    def muddled(of: Record, statements: Sequence[Statement]) -> Iterator[Document]:
        return (replace(each, version=each.version + 1) for each in documents_of(of, statements))

    monkeypatch.setattr(worker, "documents_of", muddled)
    with pytest.raises(EngineUnavailable, match="old index stays in use"):
        rebuild(record, engine)


def test_the_index_of_another_record_is_built_anew(record: Record, engine: Embedded, tmp_path: Path) -> None:
    other = Record.open(f"sqlite:///{tmp_path / 'other.sqlite'}")
    take(other, *answers(1, 10))
    update(other, engine)
    other.close()
    take(record, *answers(1, 3))
    assert update(record, engine) == 2
    assert engine.count().statements == 2


KILLED = """
import sys
import threading
from pathlib import Path
from indexer.search import worker
from indexer.search.embedded import Embedded
from indexer.search.ranking import load_ranking
from indexer.store import Record
worker.BATCH = 20
folder = Path(sys.argv[1])
record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
engine = Embedded(folder / "index", load_ranking().weights)
def tell(done, total):
    print(done, flush=True)
getattr(worker, sys.argv[2])(record, engine, tell)
"""


def killed_after(lines: int, folder: Path, work: str) -> None:
    """Runs the worker in a process of its own and kills it once it has told of that many steps."""
    with subprocess.Popen([sys.executable, "-c", KILLED, str(folder), work], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        process.kill()
    assert process.returncode in (0, -signal.SIGKILL)


def lapse(record: Record) -> None:
    """What two minutes would do: the killed worker's lease is nobody's."""
    with record._access.aside() as connection:  # noqa: SLF001  # no test waits two minutes
        connection.exec_driver_sql("DELETE FROM leases")


def test_a_worker_killed_at_any_moment_leaves_nothing_that_the_next_does_not_mend(
    record: Record, engine: Embedded, tmp_path: Path
) -> None:
    take(record, *answers(1, 200))
    for lines in (1, 9):
        killed_after(lines, tmp_path, "rebuild")
        lapse(record)
    update(record, engine)
    for lines in (2, 7):
        take(record, *answers(1, 150, f"Said again, {lines}."), hour=lines)
        killed_after(lines, tmp_path, "update")
        lapse(record)
    killed_after(4, tmp_path, "rebuild")
    lapse(record)
    assert engine.find(Query(), ALL).total == 199
    update(record, engine)
    assert_equal_to_a_new_index(engine, record, tmp_path)
    rebuild(record, engine)
    assert len([path for path in (tmp_path / "index").iterdir() if path.is_dir()]) == 2
