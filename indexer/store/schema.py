"""The tables of the record: what is stored. `migrations` says how a record came to look so."""

from datetime import UTC, datetime

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)

HEAD = "0004"  # the newest migration; a test compares it with the scripts

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(TypeDecorator[datetime]):
    """An aware UTC time: `timestamptz` in PostgreSQL, ISO text in SQLite, which knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time in UTC; SQLite's text leaves the zone out."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


statements = Table(
    "statements",
    metadata,
    Column("serial", Integer, primary_key=True, autoincrement=False),  # order of intake, from 1
    Column("id", Text, nullable=False, unique=True),
    Column("house", Text),
    Column("kind", Text, nullable=False),
    Column("date", Date, nullable=False),  # of the latest version: half of the sort key
    Column("latest", Integer, nullable=False),  # number of the latest version
)

identities = Table(
    "identities",
    metadata,
    Column("key", Text, primary_key=True),
    Column("statement", ForeignKey(statements.c.serial), nullable=False, index=True),
)

aliases = Table(
    "aliases",
    metadata,
    Column("alias", Text, primary_key=True),
    Column("statement", ForeignKey(statements.c.serial), nullable=False, index=True),
)

versions = Table(
    "versions",
    metadata,
    Column("statement", ForeignKey(statements.c.serial), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text),
    Column("state", Text, nullable=False),
    Column("dated", Date),
    Column("house", Text),
    Column("uin", Text),
    Column("tabled", Date),
    Column("column", Text),
    Column("column_last", Integer),
    Column("speaker_as_printed", Text),
    Column("speaker", Text),
    Column("role_as_printed", Text),
    Column("party", Text),
    Column("member_id", Integer),
    Column("department", Text),
    Column("question_text", Text),
    Column("asker", Text),
    Column("asker_member_id", Integer),
    Column("section", Text),
    Column("section_title", Text),
    Column("order", Integer),
    Column("url", Text),
    Column("source", Text),
    Column("note", Text),
    Column("ours", Boolean, nullable=False),
    # Derived: the columns as numbers, by which a reference is resolved.
    Column("column_first", Integer),
    Column("column_end", Integer),
    Column("series", Text),
    Column("recorded_at", Instant, nullable=False),
    Column("recorded_until", Instant),  # null while this is the latest version
)


def _of_latest(name: str, *columns: str, where: str) -> Index:
    """An index over latest versions only: small, and what readers ask for."""
    condition = text(f"recorded_until IS NULL AND {where}")
    return Index(name, *(versions.c[column] for column in columns), sqlite_where=condition, postgresql_where=condition)


_of_latest("ix_versions_column", "date", "house", "column_first", where="column_first IS NOT NULL")
_of_latest("ix_versions_uin", "uin", where="uin IS NOT NULL")
_of_latest("ix_versions_section", "section", "order", where="section IS NOT NULL")
_of_latest("ix_versions_member", "member_id", where="member_id IS NOT NULL")
_of_latest("ix_versions_unanswered", "tabled", where="state IN ('tabled', 'holding')")

evidence = Table(
    "evidence",
    metadata,
    Column("statement", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("url", Text),
    Column("fetched_at", Instant),
    Column("sha256", Text),
    Column("archived", Text),
    Column("reading", Text),  # this source's words where they differ from the version's beyond the cosmetic
    ForeignKeyConstraint(["statement", "version"], ["versions.statement", "versions.number"]),
)

journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),  # gap-free, in commit order
    Column("statement", Text, nullable=False),  # the id, so that an entry outlives a merged statement
    Column("version", Integer, nullable=False),
    Column("change", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

marks = Table(
    "marks",
    metadata,
    Column("reader", Text, primary_key=True),
    Column("number", Integer, nullable=False),
)

counters = Table(
    "counters",
    metadata,
    Column("name", Text, primary_key=True),  # "journal" or "serial"
    Column("value", Integer, nullable=False),  # the last number given out
)

tags = Table(
    "tags",
    metadata,
    Column("statement", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("logic", Text, nullable=False),
    Column("spans", Text, nullable=False),  # JSON: [[start, end, field], …]
    Column("detail", Text, nullable=False),  # JSON: [[name, value], …]
    Column("rejected", Boolean, nullable=False),
    ForeignKeyConstraint(["statement", "version"], ["versions.statement", "versions.number"]),
    Index("ix_tags_kind_value", "kind", "value"),
)

tagged = Table(
    "tagged",
    metadata,
    Column("statement", ForeignKey(statements.c.serial), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("logic", Text, nullable=False),  # the logic that last tagged this statement
)

readings = Table(
    "readings",
    metadata,
    Column("text_sha256", Text, primary_key=True),
    Column("model", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

tombstones = Table(
    "tombstones",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("reference", Text),  # as the latest version was cited
    Column("uin", Text),
)

tombstone_names = Table(
    "tombstone_names",
    metadata,
    Column("name", Text, primary_key=True),  # the id or an alias
    Column("tombstone", ForeignKey(tombstones.c.id), primary_key=True),
)

tombstone_keys = Table(
    "tombstone_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("tombstone", ForeignKey(tombstones.c.id), primary_key=True),
)

redactions = Table(
    "redactions",
    metadata,
    Column("place", Text, primary_key=True),  # of an archived answer that has the words
    Column("tombstone", ForeignKey(tombstones.c.id), primary_key=True),
    Column("done", Instant),  # None while the bytes may still stand in the archive
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("member_id", Integer, index=True),
)

person_names = Table(
    "person_names",
    metadata,
    Column("person", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("since", Date),
    Column("until", Date),
    ForeignKeyConstraint(["person", "source"], ["people.id", "people.source"], ondelete="CASCADE"),
)

tenures = Table(
    "tenures",
    metadata,
    Column("source", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("office", Text, nullable=False),
    Column("department", Text),
    Column("since", Date, nullable=False),
    Column("until", Date),
    Column("cites", Text),
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("scope", Text, nullable=False),
    Column("since", Date),
    Column("until", Date, nullable=False),
    Column("started", Instant, nullable=False),
    Column("ended", Instant),
    Column("outcome", Text, nullable=False),
    Column("fetched", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("errors", Integer, nullable=False),
    Column("note", Text, nullable=False),
)

responses = Table(
    "responses",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", ForeignKey(runs.c.id), nullable=False, index=True),
    Column("source", Text, nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("place", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Index("ix_responses_url", "url", postgresql_using="hash"),  # an address may be too long for a B-tree
)

coverage = Table(
    "coverage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", ForeignKey(runs.c.id), nullable=False, index=True),
    Column("source", Text, nullable=False, index=True),
    Column("query", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("promised", Integer),
    Column("received", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

cursors = Table(
    "cursors",
    metadata,
    Column("source", Text, primary_key=True),
    Column("scope", Text, primary_key=True),
    Column("day", Date, nullable=False),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("expires", Instant, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
