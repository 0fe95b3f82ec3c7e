"""How a record of an older Dispatch Box becomes one of this: Alembic's scripts, and when they are run."""

import logging
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from indexer.store.access import Access
from indexer.store.schema import HEAD
from statements.errors import RecordUnavailable

_LOCK = 0x44425F52  # an arbitrary number that names "a record is migrating" to PostgreSQL


def migrate(access: Access) -> None:
    """Brings the record to this program's schema. Raises RecordUnavailable if a newer program made it."""
    with access.reading() as connection:
        if revision(connection) == HEAD:
            return
    with access.aside() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if revision(connection) != HEAD:  # another process may have been quicker
            _upgrade(connection)


def revision(connection: Connection) -> str | None:
    """The migration that the record stands at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # Alembic is slow to import and seldom needed: most starts find the record as it should be.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise RecordUnavailable(
            f"the record was made by another Dispatch Box (schema {revision(connection)}, this one knows up to {HEAD})",
            remedy="Install the newer Dispatch Box, or restore a backup made by this one.",
        ) from error
