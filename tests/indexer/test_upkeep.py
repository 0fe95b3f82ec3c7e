"""What follows from the record is kept up with it, tagging in a process of its own."""

import os
import signal
import sys
from pathlib import Path

import pytest

from indexer.intake import Intake
from indexer.search.embedded import Embedded
from indexer.search.ranking import load_ranking
from indexer.store import Record
from indexer.upkeep import Follower
from statements.statement import Evidence
from tests.builders import FETCHED, collection

SEEN = Evidence(source="hansard", url=None, fetched_at=FETCHED, sha256="0" * 64)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The address of a record with a small collection in it."""
    address = f"sqlite:///{tmp_path / 'record.sqlite'}"
    record = Record.open(address)
    Intake(record).take([(sighting, SEEN) for sighting in collection()])
    record.close()
    return address


def test_a_look_tags_and_indexes_without_the_model_in_this_process(url: str, tmp_path: Path) -> None:
    loaded = set(sys.modules)
    record, engine = Record.open(url), Embedded(tmp_path / "index", load_ranking().weights)
    told: list[str] = []
    with Follower(url, record, engine, told.append) as follower:
        follower.look()
        assert engine.count().statements == record.statements.count().statements
        assert engine.mark() == record.journal.head()
        assert any(record.tags.of(statement.id) for statement in record.statements.walk())
    assert not any(name.startswith("spacy.pipeline") for name in set(sys.modules) - loaded)
    assert told == []
    record.close()


def test_a_tagger_that_is_killed_is_replaced(url: str, tmp_path: Path) -> None:
    record, engine = Record.open(url), Embedded(tmp_path / "index", load_ranking().weights)
    told: list[str] = []
    with Follower(url, record, engine, told.append) as follower:
        os.kill(follower.tagger, signal.SIGKILL)
        follower.look()
        assert "ended unexpectedly" in told[0]
        follower.look()
        assert engine.mark() == record.journal.head()
    record.close()
