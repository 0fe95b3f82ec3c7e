"""What a source says of a version: the note of a change, why a page was withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; versions held have no note."""
    op.add_column("versions", sa.Column("note", sa.Text))
