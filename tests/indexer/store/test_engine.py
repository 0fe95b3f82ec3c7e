"""Which SQLite may use WAL, and that a database which cannot be used is an error that says what to do."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.intake import Intake
from indexer.store import Record
from indexer.store.engine import sqlite_library, wal_is_safe
from statements.errors import RecordUnavailable
from tests.postgresql import Server
from tests.sightings import answer, seen, sighting


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "record.sqlite"


def opened(file: Path) -> Record:
    return Record.open(f"sqlite:///{file}")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_for_libraries_without_the_reset_bug(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe


def test_the_journal_mode_is_the_one_the_library_is_fit_for(file: Path) -> None:
    opened(file).close()
    library = sqlite_library()
    connection = library.connect(file)
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    assert mode == ("wal" if wal_is_safe(library.sqlite_version_info) else "delete")


def test_a_folder_is_made_for_a_new_record(tmp_path: Path) -> None:
    opened(tmp_path / "new" / "folder" / "record.sqlite").close()
    assert (tmp_path / "new" / "folder" / "record.sqlite").exists()


def test_a_file_that_is_no_database_is_named_and_kept(file: Path) -> None:
    file.write_text("Dear diary, today the lighthouse was painted. " * 100)
    with pytest.raises(RecordUnavailable, match=r"record\.sqlite") as caught:
        opened(file)
    assert "Move the file away" in caught.value.remedy
    assert file.read_text().startswith("Dear diary")


def test_a_locked_record_says_that_another_process_writes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indexer.store.engine.BUSY_SECONDS", 0)
    record = opened(file)
    other = sqlite_library().connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(RecordUnavailable, match="locked") as caught:
        Intake(record).take([(sighting(answer()), seen())])
    assert "Another process" in caught.value.remedy
    other.close()
    assert Intake(record).take([(sighting(answer()), seen())]).new == 1
    record.close()


@pytest.mark.postgresql
def test_a_record_locked_in_postgresql_is_not_waited_for_without_end(
    postgresql_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.store.engine.BUSY_SECONDS", 1)
    record = Record.open(postgresql_server.new_database())
    with record.writing(), pytest.raises(RecordUnavailable, match="lock timeout") as caught:
        Intake(record).take([(sighting(answer()), seen())])
    assert "Another process" in caught.value.remedy
    assert Intake(record).take([(sighting(answer()), seen())]).new == 1
    record.close()


def test_a_full_disk_loses_nothing_that_was_committed(file: Path) -> None:
    record = opened(file)
    Intake(record).take([(sighting(answer()), seen())])
    long = answer(uin="2", text="Paint. " * 600_000)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(RecordUnavailable, match=r"record\.sqlite"):
            Intake(record).take([(sighting(long), seen())])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert record.statements.count().statements == 1
    assert Intake(record).take([(sighting(answer(uin="3")), seen())]).new == 1
    record.close()


@contextmanager
def without_roots_power() -> Iterator[None]:
    """Root may write everywhere; for the time of a block it is another user."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


@pytest.mark.parametrize("place", ["record.sqlite", "inner/record.sqlite"])
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, place: str) -> None:
    folder = tmp_path / "read-only"
    folder.mkdir()
    folder.chmod(0o555)
    with without_roots_power(), pytest.raises(RecordUnavailable, match="read-only") as caught:
        opened(folder / place)
    assert "can write to" in caught.value.remedy


@pytest.mark.parametrize("url", ["nonsense", "mysql://host/name", "sqlite://", "sqlite:///:memory:"])
def test_an_address_that_is_no_records_is_refused(url: str) -> None:
    with pytest.raises(RecordUnavailable):
        Record.open(url)


def test_a_server_that_does_not_run_is_named_without_its_password(tmp_path: Path) -> None:
    with pytest.raises(RecordUnavailable) as caught:
        Record.open(f"postgresql://quill:s3cret@/nothing?host={tmp_path}")
    assert "s3cret" not in str(caught.value)
    assert "Check that the database runs" in caught.value.remedy
