"""Statements taken in per second, against bare `executemany` of the same rows; and whether memory stays flat."""

import gc
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import Figure, at_least, at_most
from indexer.intake import Intake
from indexer.interchange import export
from indexer.store import Record
from indexer.store.engine import sqlite_library, wal_is_safe
from statements.identity import written_keys
from statements.statement import Evidence, House, Kind, Sighting, Version

ROUNDS = 5
BATCH = 500
STATEMENTS = 10_000  # at full scale, in one round
FEW, MANY = 10_000, 100_000  # statements between which memory must stay flat
WORDS = 250
TABLES = ("statements", "identities", "versions", "evidence", "journal")  # as intake fills them
Batch = list[tuple[Sighting, Evidence]]
Rows = dict[str, list[tuple[Any, ...]]]


def measure(scale: float) -> list[Figure]:
    """The figures of intake at that share of the full size."""
    batches = list(sightings(max(BATCH, int(STATEMENTS * scale))))
    gc.collect()
    gc.freeze()  # what was made so far is no part of what is timed, so it is not to be searched for garbage meanwhile
    rounds = [against_bare(batches) for _ in range(ROUNDS)]
    count = sum(len(batch) for batch in batches)
    few, many = (peak(max(BATCH, int(size * scale))) for size in (FEW, MANY))
    return [
        Figure("intake: new statements", count / median(ours for ours, _ in rounds), "a second"),
        Figure("intake: bare executemany of the same rows", count / median(bare for _, bare in rounds), "a second"),
        at_least("intake: ratio to bare executemany", median(bare / ours for ours, bare in rounds), "", 0.5),
        Figure(f"intake: peak memory, walk and export of {int(FEW * scale):,}", few, "MB"),
        at_most(f"intake: growth of that at {int(MANY * scale):,}", many / few, "times", 1.1),
    ]


def sightings(count: int) -> Iterator[Batch]:
    """Invented answers of about 250 words, in batches; the same each time."""
    chance = random.Random(1)  # noqa: S311 - a corpus, not a secret
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 11))) for _ in range(20_000)]
    fetched_at = datetime(2020, 1, 1, tzinfo=UTC)
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        evidence = Evidence(
            source="questions-statements",
            url=f"https://source.example/{batch[0]}",
            fetched_at=fetched_at,
            sha256="0" * 64,
        )
        yield [(_sighting(number, " ".join(chance.choices(words, k=WORDS))), evidence) for number in batch]


def _sighting(number: int, text: str) -> Sighting:
    tabled = date(2010, 1, 1) + timedelta(days=number % 3000)
    version = Version(
        kind=Kind.WRITTEN_ANSWER,
        date=tabled + timedelta(days=5),
        title=text[:40],
        text=text,
        house=House.COMMONS,
        uin=str(100_000 + number),
        tabled=tabled,
        speaker=f"Speaker {number % 300}",
        member_id=number % 300,
        department="Department of Lighthouses",
        question_text=text[:200],
        asker=f"Asker {number % 600}",
        source="questions-statements",
    )
    return Sighting(identities=written_keys(version), versions=(version,))


def against_bare(batches: Sequence[Batch]) -> tuple[float, float]:
    """Seconds that `Intake.take` needs for those batches, and bare `executemany` for the rows that came of them.

    The two take turns batch by batch, so that whatever else the machine does falls on both.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record, bare = Record.open(f"sqlite:///{folder / 'ours.sqlite'}"), _bare(folder / "bare.sqlite")
        intake, reader = Intake(record), sqlite_library().connect(folder / "ours.sqlite")
        ours = theirs = 0.0
        held = dict.fromkeys(TABLES, 0)
        for batch in batches:
            ours += _timed(lambda batch=batch: intake.take(batch))  # type: ignore[misc]  # mypy cannot infer the default
            rows = _rows_after(reader, held)
            theirs += _timed(lambda rows=rows: _insert(bare, rows))  # type: ignore[misc]  # as above
        for connection in (record, reader, bare):
            connection.close()
        return ours, theirs


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _bare(file: Path) -> Any:
    """A connection to a new record, with the settings that ours have."""
    Record.open(f"sqlite:///{file}").close()
    library = sqlite_library()
    connection = library.connect(file, isolation_level=None)
    wal = wal_is_safe(library.sqlite_version_info)
    for pragma in ("synchronous=NORMAL" if wal else "synchronous=FULL", "foreign_keys=ON", "cache_size=-16384"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _rows_after(reader: Any, held: dict[str, int]) -> Rows:
    """The rows added to each table since it had `held` of them."""
    found: Rows = {}
    for table, count in held.items():
        found[table] = reader.execute(f"SELECT * FROM {table} WHERE rowid > ?", (count,)).fetchall()  # noqa: S608 - a name of ours
        held[table] = count + len(found[table])
    return found


def _insert(bare: Any, rows: Rows) -> None:
    bare.execute("BEGIN IMMEDIATE")
    for table, new in rows.items():
        marks = ", ".join("?" * len(new[0]))
        bare.executemany(f"INSERT INTO {table} VALUES ({marks})", new)  # noqa: S608 - names of ours
    bare.execute("COMMIT")


def peak(count: int) -> float:
    """Megabytes that a process needs at most to take in, walk through and export that many statements."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "benchmarks.intake", folder, str(count)]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _take_walk_and_export(folder: Path, count: int) -> None:
    record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
    intake = Intake(record)
    for batch in sightings(count):
        intake.take(batch)
    assert sum(1 for _ in record.statements.walk()) == count
    assert sum(1 for _ in export(record, with_tags=True)) == count
    record.close()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _take_walk_and_export(Path(sys.argv[1]), int(sys.argv[2]))
