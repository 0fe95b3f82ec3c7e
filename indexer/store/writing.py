"""Writing a batch of drafts: one statement of SQL a table for all of them, then the journal."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Delete, Update, bindparam, delete, update

from indexer.store import journal
from indexer.store.bulk import insert_rows
from indexer.store.drafts import Draft, Drafts
from indexer.store.journal import Change
from indexer.store.rows import CONTENT, EVIDENCE, VERSION, content_row, evidence_row
from indexer.store.schema import aliases, evidence, identities, statements, tagged, tags, versions
from indexer.store.transaction import SERIAL, Transaction

_Rows = list[dict[str, Any]]

_MOVED = tuple(
    update(table).where(table.c.statement == bindparam("of")).values(statement=bindparam("to"))
    for table in (identities, aliases)
)
_GONE = (
    *(delete(table).where(table.c.statement == bindparam("of")) for table in (tags, tagged, evidence, versions)),
    delete(statements).where(statements.c.serial == bindparam("of")),
)
_LATEST = (
    update(statements)
    .where(statements.c.serial == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in ("house", "kind", "date", "latest")})
)
_OF_VERSION = (versions.c.statement == bindparam("of"), versions.c.number == bindparam("which"))
_SUPERSEDED = update(versions).where(*_OF_VERSION).values(recorded_until=bindparam("then"))
_AMENDED = update(versions).where(*_OF_VERSION).values({name: bindparam(f"new_{name}") for name in CONTENT})
_UNTAGGED = delete(tagged).where(tagged.c.statement == bindparam("of"))
_READ = (
    update(evidence)
    .where(evidence.c.statement == bindparam("of"), evidence.c.version == bindparam("which"))
    .where(evidence.c.source == bindparam("by"))
    .values(reading=bindparam("words"))
)


def write(transaction: Transaction, drafts: Drafts) -> None:
    """Writes what is new in the drafts and journals it; where nothing is new, nothing is written."""
    if drafts.created:
        first = transaction.reserve(SERIAL, len(drafts.created))
        for serial, draft in enumerate(drafts.created, first):
            draft.serial = serial
    for statement, rows in (*_merged(drafts), *_changed(drafts.held, transaction)):
        if rows:
            transaction.connection.execute(statement, rows)
    _insert(transaction, drafts)
    changes = [(draft.id, number, change) for draft in drafts.all() for number, change in draft.changes]
    changes += [(draft.id, draft.held, Change.MERGED) for draft in drafts.merged]
    journal.append(transaction, changes)


def _merged(drafts: Drafts) -> Iterator[tuple[Update | Delete, _Rows]]:
    """Statements that turned out to be others: their keys and names move, they themselves go."""
    moved = [{"of": draft.serial, "to": drafts.serial_of_name(draft.id)} for draft in drafts.merged]
    yield from ((statement, moved) for statement in _MOVED)
    yield from ((statement, [{"of": draft.serial} for draft in drafts.merged]) for statement in _GONE)


def _changed(held: Sequence[Draft], transaction: Transaction) -> Iterator[tuple[Update | Delete, _Rows]]:
    """What changes in rows that are there."""
    changed = [draft for draft in held if draft.changes]
    grown = [draft for draft in changed if len(draft.versions) > draft.held]
    yield _LATEST, [{"of": d.serial} | _new(("house", "kind", "date", "latest"), _latest(d)) for d in changed]
    yield _SUPERSEDED, [{"of": d.serial, "which": d.held, "then": transaction.at} for d in grown]
    amended = [(d, number) for d in changed for number in sorted(d.amended)]
    yield (
        _AMENDED,
        [{"of": d.serial, "which": n} | _new(CONTENT, content_row(d.versions[n - 1])) for d, n in amended],
    )
    yield _UNTAGGED, [{"of": draft.serial} for draft, _ in amended]
    read = [(d, *place) for d in held for place in sorted(d.reread & d.held_evidence)]
    yield (
        _READ,
        [{"of": d.serial, "which": n, "by": s, "words": d.evidence[n, s].reading} for d, n, s in read],
    )


def _new(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {f"new_{name}": value for name, value in zip(names, values, strict=True)}


def _insert(transaction: Transaction, drafts: Drafts) -> None:
    """The rows that are new, each table's at once."""

    def rows(table: Any, columns: Sequence[str], found: Iterator[Sequence[Any]]) -> None:
        insert_rows(transaction.connection, table, columns, list(found))

    rows(
        statements,
        ("serial", "id", "house", "kind", "date", "latest"),
        ((d.serial, d.id, *_latest(d)) for d in drafts.created),
    )
    rows(identities, ("key", "statement"), ((key, drafts.serial_of_key(key)) for key in drafts.new_keys))
    rows(aliases, ("alias", "statement"), ((name, drafts.serial_of_name(name)) for name in drafts.new_aliases))
    rows(versions, VERSION, (row for d in drafts.all() for row in _new_versions(d, transaction)))
    rows(evidence, EVIDENCE, (row for d in drafts.all() for row in _new_evidence(d)))


def _latest(draft: Draft) -> tuple[Any, ...]:
    version = draft.current
    return str(version.house) if version.house else None, str(version.kind), version.date, len(draft.versions)


def _new_versions(draft: Draft, transaction: Transaction) -> Iterator[tuple[Any, ...]]:
    last = len(draft.versions)
    for number in range(draft.held + 1, last + 1):
        until = None if number == last else transaction.at
        yield draft.serial, number, transaction.at, until, *content_row(draft.versions[number - 1])


def _new_evidence(draft: Draft) -> Iterator[tuple[Any, ...]]:
    for place, seen in draft.evidence.items():
        if place not in draft.held_evidence:
            yield evidence_row(draft.serial, place[0], seen.evidence, seen.reading)
