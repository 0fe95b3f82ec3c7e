"""What the language model made of a text, kept so that a change of rules need not run the model again."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the table; texts held are read when they are next tagged."""
    op.create_table(
        "readings",
        sa.Column("text_sha256", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("text_sha256", "model", name="pk_readings"),
    )
