"""A record and an engine, both on disk and both real."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.search.embedded import Embedded
from indexer.search.ranking import load_ranking
from indexer.search.service import Search
from indexer.store import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """An empty record."""
    opened = Record.open(f"sqlite:///{tmp_path / 'record.sqlite'}")
    yield opened
    opened.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Embedded]:
    """The embedded engine, without an index yet."""
    opened = Embedded(tmp_path / "index", load_ranking().weights)
    yield opened
    opened.close()


@pytest.fixture
def search(record: Record, engine: Embedded) -> Search:
    """Both together."""
    return Search(record, engine, load_ranking())
