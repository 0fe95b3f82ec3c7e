"""A record is made, recognised, and refused when a newer program made it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from indexer.store import Record, migrations
from indexer.store.access import Access
from indexer.store.engine import connected
from indexer.store.schema import HEAD, metadata
from statements.errors import RecordUnavailable


def test_the_migrations_make_what_the_schema_says(record_url: str) -> None:
    Record.open(record_url).close()
    access = Access(connected(record_url))
    with access.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    access.close()


def test_the_newest_script_is_the_one_the_schema_names() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_many_that_open_a_new_record_at_once_make_it_once(record_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        records = list(pool.map(Record.open, [record_url] * 4))
    for record in records:
        assert record.journal.head() == 0
        record.close()


def test_a_record_of_a_newer_program_is_left_alone(record_url: str) -> None:
    Record.open(record_url).close()
    access = Access(connected(record_url))
    with access.aside() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    access.close()
    with pytest.raises(RecordUnavailable, match="9999") as caught:
        Record.open(record_url)
    assert "newer" in caught.value.remedy
