"""Tombstones: what was taken down, the names and keys by which it is known again, and what is to be redacted."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables; nothing was taken down before them."""
    op.create_table(
        "tombstones",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("reference", sa.Text),
        sa.Column("uin", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_tombstones"),
    )
    _known_by("tombstone_names", "name")
    _known_by("tombstone_keys", "key")
    _known_by("redactions", "place", sa.Column("done", INSTANT))


def _known_by(table: str, column: str, *more: sa.Column[object]) -> None:
    op.create_table(
        table,
        sa.Column(column, sa.Text, nullable=False),
        sa.Column("tombstone", sa.Text, nullable=False),
        *more,
        sa.PrimaryKeyConstraint(column, "tombstone", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["tombstone"], ["tombstones.id"], name=f"fk_{table}_tombstone_tombstones"),
    )
