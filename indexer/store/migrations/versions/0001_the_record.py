"""The record as it first was."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

INSTANT = sa.DateTime(timezone=True)


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("serial", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("house", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.Column("latest", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("serial", name="pk_statements"),
        sa.UniqueConstraint("id", name="uq_statements_id"),
    )


def _identities() -> None:
    op.create_table(
        "identities",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("statement", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_identities"),
        sa.ForeignKeyConstraint(["statement"], ["statements.serial"], name="fk_identities_statement_statements"),
    )
    op.create_index("ix_identities_statement", "identities", ["statement"])


def _aliases() -> None:
    op.create_table(
        "aliases",
        sa.Column("alias", sa.Text, nullable=False),
        sa.Column("statement", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("alias", name="pk_aliases"),
        sa.ForeignKeyConstraint(["statement"], ["statements.serial"], name="fk_aliases_statement_statements"),
    )
    op.create_index("ix_aliases_statement", "aliases", ["statement"])


def _versions() -> None:
    op.create_table(
        "versions",
        *_VERSION_COLUMNS,
        sa.PrimaryKeyConstraint("statement", "number", name="pk_versions"),
        sa.ForeignKeyConstraint(["statement"], ["statements.serial"], name="fk_versions_statement_statements"),
    )
    _of_latest("ix_versions_column", ["date", "house", "column_first"], "column_first IS NOT NULL")
    _of_latest("ix_versions_member", ["member_id"], "member_id IS NOT NULL")
    _of_latest("ix_versions_section", ["section", "order"], "section IS NOT NULL")
    _of_latest("ix_versions_uin", ["uin"], "uin IS NOT NULL")
    _of_latest("ix_versions_unanswered", ["tabled"], "state IN ('tabled', 'holding')")


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("statement", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("fetched_at", INSTANT),
        sa.Column("sha256", sa.Text),
        sa.Column("archived", sa.Text),
        sa.Column("reading", sa.Text),
        sa.PrimaryKeyConstraint("statement", "version", "source", name="pk_evidence"),
        sa.ForeignKeyConstraint(
            ["statement", "version"],
            ["versions.statement", "versions.number"],
            name="fk_evidence_statement_version_versions",
        ),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("change", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_journal"),
    )


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("reader", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("reader", name="pk_marks"),
    )


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counters"),
    )


def _tags() -> None:
    op.create_table(
        "tags",
        sa.Column("statement", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("logic", sa.Text, nullable=False),
        sa.Column("spans", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("rejected", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("statement", "version", "position", name="pk_tags"),
        sa.ForeignKeyConstraint(
            ["statement", "version"],
            ["versions.statement", "versions.number"],
            name="fk_tags_statement_version_versions",
        ),
    )
    op.create_index("ix_tags_kind_value", "tags", ["kind", "value"])


def _tagged() -> None:
    op.create_table(
        "tagged",
        sa.Column("statement", sa.Integer, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("logic", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("statement", name="pk_tagged"),
        sa.ForeignKeyConstraint(["statement"], ["statements.serial"], name="fk_tagged_statement_statements"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("member_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", "source", name="pk_people"),
    )
    op.create_index("ix_people_member_id", "people", ["member_id"])


def _person_names() -> None:
    op.create_table(
        "person_names",
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.PrimaryKeyConstraint("person", "source", "position", name="pk_person_names"),
        sa.ForeignKeyConstraint(
            ["person", "source"],
            ["people.id", "people.source"],
            name="fk_person_names_person_source_people",
            ondelete="CASCADE",
        ),
    )


def _tenures() -> None:
    op.create_table(
        "tenures",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("department", sa.Text),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date),
        sa.Column("cites", sa.Text),
        sa.PrimaryKeyConstraint("source", "person", "position", name="pk_tenures"),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("started", INSTANT, nullable=False),
        sa.Column("ended", INSTANT),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("fetched", sa.Integer, nullable=False),
        sa.Column("statements", sa.Integer, nullable=False),
        sa.Column("new", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("errors", sa.Integer, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_runs"),
    )
    op.create_index("ix_runs_source", "runs", ["source"])


def _responses() -> None:
    op.create_table(
        "responses",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("fetched_at", INSTANT, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("place", sa.Text),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_responses"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_responses_run_runs"),
    )
    op.create_index("ix_responses_run", "responses", ["run"])
    op.create_index("ix_responses_source", "responses", ["source"])
    op.create_index("ix_responses_url", "responses", ["url"], postgresql_using="hash")


def _coverage() -> None:
    op.create_table(
        "coverage",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("run", sa.Integer, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("promised", sa.Integer),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("statements", sa.Integer, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_coverage"),
        sa.ForeignKeyConstraint(["run"], ["runs.id"], name="fk_coverage_run_runs"),
    )
    op.create_index("ix_coverage_run", "coverage", ["run"])
    op.create_index("ix_coverage_source", "coverage", ["source"])


def _cursors() -> None:
    op.create_table(
        "cursors",
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("source", "scope", name="pk_cursors"),
    )


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("expires", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_leases"),
    )


def _meta() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )


_VERSION_COLUMNS = (
    sa.Column("statement", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, autoincrement=False, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("date", sa.Date, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("dated", sa.Date),
    sa.Column("house", sa.Text),
    sa.Column("uin", sa.Text),
    sa.Column("tabled", sa.Date),
    sa.Column("column", sa.Text),
    sa.Column("column_last", sa.Integer),
    sa.Column("speaker_as_printed", sa.Text),
    sa.Column("speaker", sa.Text),
    sa.Column("role_as_printed", sa.Text),
    sa.Column("party", sa.Text),
    sa.Column("member_id", sa.Integer),
    sa.Column("department", sa.Text),
    sa.Column("question_text", sa.Text),
    sa.Column("asker", sa.Text),
    sa.Column("asker_member_id", sa.Integer),
    sa.Column("section", sa.Text),
    sa.Column("section_title", sa.Text),
    sa.Column("order", sa.Integer),
    sa.Column("url", sa.Text),
    sa.Column("source", sa.Text),
    sa.Column("ours", sa.Boolean, nullable=False),
    sa.Column("column_first", sa.Integer),
    sa.Column("column_end", sa.Integer),
    sa.Column("series", sa.Text),
    sa.Column("recorded_at", INSTANT, nullable=False),
    sa.Column("recorded_until", INSTANT),
)


def _of_latest(name: str, columns: list[str], where: str) -> None:
    condition = sa.text(f"recorded_until IS NULL AND {where}")
    op.create_index(name, "versions", columns, sqlite_where=condition, postgresql_where=condition)


def upgrade() -> None:
    """Makes every table and starts both counters."""
    tables = (
        _statements,
        _identities,
        _aliases,
        _versions,
        _evidence,
        _journal,
        _marks,
        _counters,
        _tags,
        _tagged,
        _people,
        _person_names,
        _tenures,
        _runs,
        _responses,
        _coverage,
        _cursors,
        _leases,
        _meta,
    )
    for make in tables:
        make()
    op.execute("INSERT INTO counters (name, value) VALUES ('journal', 0), ('serial', 0)")
