"""Opens what a command works on, and closes it again."""

from collections.abc import Iterator
from contextlib import contextmanager

from indexer.archive import Archive
from indexer.calendar import load_calendar
from indexer.config import Settings, load_sources
from indexer.library import Library
from indexer.search.embedded import Embedded
from indexer.search.engine import Engine
from indexer.search.ranking import load_ranking
from indexer.search.service import Search
from indexer.store import Record
from indexer.tagging.pipeline import open_roster
from indexer.topics import load_topics


@contextmanager
def opened_record(settings: Settings) -> Iterator[Record]:
    """The record of these settings, made or migrated where needed. Raises RecordUnavailable."""
    record = Record.open(settings.record_url)
    try:
        yield record
    finally:
        record.close()


@contextmanager
def opened_engine(settings: Settings) -> Iterator[Engine]:
    """The search engine of these settings; whether its index can answer is seen when it is asked."""
    engine = Embedded(settings.index_dir, load_ranking().weights)
    try:
        yield engine
    finally:
        engine.close()


@contextmanager
def opened_library(settings: Settings) -> Iterator[Library]:
    """All that the site and the commands ask. Raises RecordUnavailable, ConfigError."""
    with opened_record(settings) as record, opened_engine(settings) as engine:
        yield library_of(settings, record, engine)


def library_of(settings: Settings, record: Record, engine: Engine) -> Library:
    """The library over a record and an engine that are open. Raises ConfigError, RecordUnavailable."""
    return Library(
        record=record,
        search=Search(record, engine, load_ranking()),
        archive=Archive(settings.archive_dir),
        topics=load_topics(),
        sources=load_sources(settings),
        roster=lambda: open_roster(record),
        calendar=load_calendar(),
    )
