"""The record under test, on each database."""

from collections.abc import Iterator

import pytest

from indexer.intake import Intake
from indexer.store import Record


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """An empty record; the test runs once on SQLite and once on PostgreSQL."""
    opened = Record.open(record_url)
    yield opened
    opened.close()


@pytest.fixture
def intake(record: Record) -> Intake:
    """The door into that record."""
    return Intake(record)
