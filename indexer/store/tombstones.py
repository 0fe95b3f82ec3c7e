"""Tombstones: what stays of a statement that was taken down, and the places of the archive that are to be redacted.

A statement taken down has no row among the statements any more, so that nothing which reads those can show it. Its id,
its names and its keys stand here instead: by them it is known again when a source shows it once more.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from indexer.store import journal
from indexer.store.access import Access
from indexer.store.bulk import among, insert_rows
from indexer.store.journal import Change
from indexer.store.schema import (
    aliases,
    evidence,
    identities,
    readings,
    redactions,
    responses,
    statements,
    tagged,
    tags,
    tombstone_keys,
    tombstone_names,
    tombstones,
    versions,
)
from indexer.store.statements import loaded, resolved
from indexer.store.transaction import Transaction
from statements import reference
from statements.errors import NotHeld, TakenDown
from statements.statement import Statement

Hashed = Callable[[str], str]
"""From a text to the hash by which the language model's reading of it is kept."""

_FIRST = (tags, tagged, evidence, versions, identities, aliases)  # they refer to the statement, which goes last


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What stays: the id, when it was taken down (aware UTC) and why, and how the latest version was cited."""

    id: str
    at: datetime
    reason: str
    reference: str | None = None
    uin: str | None = None

    @property
    def error(self) -> TakenDown:
        """What whoever asks for the statement, or offers it again, is told."""
        return TakenDown(f"“{self.id}”", self.at.date(), self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """A place of the archive whose answer has the words of a statement taken down."""

    place: str
    tombstone: Tombstone

    @property
    def error(self) -> TakenDown:
        """What whoever asks for the bytes is told."""
        thing = f"the archived answer at {self.place}, which held “{self.tombstone.id}”,"
        return TakenDown(thing, self.tombstone.at.date(), self.tombstone.reason)


class TombstoneStore:
    """Takes statements down, and tells what was."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def get(self, name: str) -> Tombstone | None:
        """The tombstone of what had that id or alias."""
        query = _of(tombstone_names).where(tombstone_names.c.name == name)
        with self._access.reading() as connection:
            row = connection.execute(query).first() if name.isprintable() else None
            return _tombstone(row) if row else None

    def all(self) -> list[Tombstone]:
        """Every tombstone, the oldest first."""
        with self._access.reading() as connection:
            rows = connection.execute(select(tombstones).order_by(tombstones.c.at, tombstones.c.id))
            return [_tombstone(row) for row in rows]

    def bury(self, name: str, reason: str, hashed: Hashed) -> Tombstone:
        """Takes the statement of that id or alias down, in one transaction. Raises NotHeld.

        Every word of it goes, with its tags and what the language model made of it; the tombstone, an entry in the
        journal and the list of places to be redacted are written.
        """
        with self._access.writing() as transaction:
            connection = transaction.connection
            serial = resolved(connection, [name]).get(name)
            if serial is None:
                raise NotHeld(f"no statement “{name}” is held")
            (held,) = loaded(connection, statements.c.serial == serial)
            tombstone = _told(held, transaction.at, reason)
            _raise(connection, tombstone, held, serial)
            _list(connection, tombstone, _places(connection, held))
            _forget_readings(connection, held, hashed)
            for table in _FIRST:
                connection.execute(delete(table).where(table.c.statement == serial))
            connection.execute(delete(statements).where(statements.c.serial == serial))
            journal.append(transaction, [(held.id, len(held.versions), Change.TAKEN_DOWN)])
        return tombstone

    def unredacted(self) -> list[Redaction]:
        """The places whose bytes may still stand in the archive."""
        query = _of(redactions, redactions.c.place).where(redactions.c.done.is_(None)).order_by(redactions.c.place)
        with self._access.reading() as connection:
            return [Redaction(place=row.place, tombstone=_tombstone(row)) for row in connection.execute(query)]

    def redaction(self, place: str) -> Redaction | None:
        """What the answer at that place was, or is to be, redacted for."""
        query = _of(redactions, redactions.c.place).where(redactions.c.place == place).order_by(tombstones.c.at)
        with self._access.reading() as connection:
            row = connection.execute(query).first()
        return Redaction(place=row.place, tombstone=_tombstone(row)) if row else None

    def redact_again(self, tombstone: Tombstone) -> None:
        """Lists every place of a tombstone anew, those that were redacted too."""
        with self._access.writing() as transaction:
            query = update(redactions).where(redactions.c.tombstone == tombstone.id).values(done=None)
            transaction.connection.execute(query)

    def redacted(self, places: Sequence[str]) -> None:
        """Notes that nothing of those answers is in the archive any more."""
        with self._access.writing() as transaction:
            query = update(redactions).where(among(redactions.c.place, places)).values(done=transaction.at)
            transaction.connection.execute(query)


class Buried:
    """The tombstones that a batch of intake may meet."""

    def __init__(self, transaction: Transaction, keys: Sequence[str], names: Sequence[str]) -> None:
        """Reads the tombstones that have those keys, and those that have those names."""
        self._connection = transaction.connection
        self._holders = _by(self._connection, tombstone_keys, tombstone_keys.c.key, keys)
        self._named = _by(self._connection, tombstone_names, tombstone_names.c.name, _printable(names))
        self._keys: dict[str, set[str]] = {}
        ids = [tombstone.id for tombstone in self._holders.values()]
        query = select(tombstone_keys).where(among(tombstone_keys.c.tombstone, ids))
        for row in self._connection.execute(query) if ids else ():
            self._keys.setdefault(row.tombstone, set()).add(row.key)

    def holder(self, key: str) -> Tombstone | None:
        """The tombstone known by that key."""
        return self._holders.get(key)

    def keys_of(self, tombstone: Tombstone) -> set[str]:
        """Every key of a tombstone that `holder` gave."""
        return self._keys[tombstone.id]

    def named(self, name: str) -> Tombstone | None:
        """The tombstone of that name, one of those asked for."""
        return self._named.get(name)

    def has(self, name: str) -> bool:
        """True if a tombstone has that name, whether it was asked for or not."""
        return bool(_by(self._connection, tombstone_names, tombstone_names.c.name, [name]))


def offered_again(transaction: Transaction, offered: Iterable[tuple[Tombstone, str | None]]) -> None:
    """Lists the answers in which a statement taken down was shown again: they are archived, and have its words."""
    places: dict[str, tuple[Tombstone, list[str]]] = {}
    for tombstone, place in offered:
        if place is not None:
            places.setdefault(tombstone.id, (tombstone, []))[1].append(place)
    for tombstone, found in places.values():
        _list(transaction.connection, tombstone, found)


def _told(held: Statement, at: datetime, reason: str) -> Tombstone:
    cited = reference.of(held.latest)
    return Tombstone(id=held.id, at=at, reason=reason, reference=str(cited) if cited else None, uin=held.latest.uin)


def _raise(connection: Connection, tombstone: Tombstone, held: Statement, serial: int) -> None:
    columns = ("id", "at", "reason", "reference", "uin")
    insert_rows(connection, tombstones, columns, [tuple(getattr(tombstone, name) for name in columns)])
    keys = connection.scalars(select(identities.c.key).where(identities.c.statement == serial)).all()
    insert_rows(connection, tombstone_keys, ("key", "tombstone"), [(key, held.id) for key in keys])
    names = [(name, held.id) for name in (held.id, *held.aliases)]
    insert_rows(connection, tombstone_names, ("name", "tombstone"), names)


def _places(connection: Connection, held: Statement) -> set[str]:
    """Where the answers lie that the statement rests on, and all others from the same addresses."""
    found = {seen.archived for _, seen in held.evidence if seen.archived}
    urls = [seen.url for _, seen in held.evidence if seen.url and seen.archived]
    query = select(responses.c.place).where(among(responses.c.url, urls), responses.c.place.is_not(None))
    return found | set(connection.scalars(query))


def _list(connection: Connection, tombstone: Tombstone, places: Iterable[str]) -> None:
    known = select(redactions.c.place).where(redactions.c.tombstone == tombstone.id)
    new = sorted(set(places) - set(connection.scalars(known)))
    if new:
        connection.execute(insert(redactions), [{"place": place, "tombstone": tombstone.id} for place in new])


def _forget_readings(connection: Connection, held: Statement, hashed: Hashed) -> None:
    """What the model made of the words; where another statement has the same, it is made again from those."""
    texts = {text for one in held.versions for text in (one.text, one.question_text, one.title) if text}
    connection.execute(delete(readings).where(among(readings.c.text_sha256, map(hashed, texts))))


def _of(table: Table, *columns: Any) -> Any:
    return select(tombstones, *columns).join_from(tombstones, table, table.c.tombstone == tombstones.c.id)


def _by(connection: Connection, table: Table, column: Any, values: Sequence[str]) -> dict[str, Tombstone]:
    rows = connection.execute(_of(table, column.label("known_by")).where(among(column, values)))
    return {row.known_by: _tombstone(row) for row in rows}


def _printable(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.isprintable()]


def _tombstone(row: Any) -> Tombstone:
    return Tombstone(id=row.id, at=row.at, reason=row.reason, reference=row.reference, uin=row.uin)
