"""Statements while a batch is taken in: what is held of them is read at once, what is new is collected.

`writing` puts it into the record. Both cost a few queries a batch and not a few a statement.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from indexer.store.bulk import among
from indexer.store.journal import Change
from indexer.store.rows import evidence_of, version_of
from indexer.store.schema import evidence, identities, statements, versions
from indexer.store.statements import resolved
from indexer.store.tombstones import Buried
from indexer.store.transaction import Transaction
from statements.statement import Evidence, Version


@dataclass(frozen=True, slots=True)
class Seen:
    """Evidence for a version, with the source's own words where they differ beyond the cosmetic."""

    evidence: Evidence
    reading: str | None = None


@dataclass(slots=True, eq=False)  # each is itself, whatever it holds
class Draft:
    """One statement as it stands within the transaction, and what of that the record does not hold yet.

    Everybody reads it; its own methods alone change it.
    """

    id: str
    serial: int = 0  # 0 until it is written for the first time
    keys: set[str] = field(default_factory=set)
    versions: list[Version] = field(default_factory=list)
    evidence: dict[tuple[int, str], Seen] = field(default_factory=dict)
    held: int = 0  # versions that the record has
    held_evidence: frozenset[tuple[int, str]] = frozenset()
    amended: frozenset[int] = frozenset()
    reread: frozenset[tuple[int, str]] = frozenset()
    changes: list[tuple[int, Change]] = field(default_factory=list)

    @property
    def current(self) -> Version:
        """The version now in force."""
        return self.versions[-1]

    def append(self, version: Version, change: Change) -> int:
        """A new version, which is in force from now on; returns its number."""
        number = len(self.versions) + 1
        self.versions.append(version)
        self.changes.append((number, change))
        return number

    def amend(self, number: int, version: Version) -> None:
        """Other details, or other typography, in a version that stands."""
        self.versions[number - 1] = version
        if number <= self.held:
            self.amended |= {number}
            self._touch(number)

    def witness(self, number: int, seen: Seen) -> None:
        """Evidence for a version. The first from each source stays; a reading it lacks is added to it."""
        place = (number, seen.evidence.source)
        known = self.evidence.get(place)
        if known is None:
            self.evidence[place] = seen
            self._touch(number)
        elif seen.reading is not None and known.reading is None:
            self.evidence[place] = replace(known, reading=seen.reading)
            self.reread |= {place}

    def _touch(self, number: int) -> None:
        if number <= self.held and (number, Change.AMENDED) not in self.changes:
            self.changes.append((number, Change.AMENDED))


class Drafts:
    """The statements that one batch concerns."""

    def __init__(self, transaction: Transaction, keys: Iterable[str], names: Iterable[str]) -> None:
        """Reads what the record holds under those identity keys and under those ids or aliases."""
        keys, names = tuple(keys), tuple(names)
        self._transaction = transaction
        holders = _holders(transaction.connection, keys)
        named = resolved(transaction.connection, names)
        self._held = _read(transaction.connection, {*holders.values(), *named.values()})
        self.buried = Buried(transaction, keys, names)
        self.created: list[Draft] = []
        self.merged: list[Draft] = []
        self.new_keys: list[str] = []
        self.new_aliases: list[str] = []
        self._holders = {key: self._held[serial] for key, serial in holders.items()}
        self._named = {name: self._held[serial] for name, serial in named.items()}

    def holder(self, key: str) -> Draft | None:
        """The statement known by that key, one of those asked for at the start or given since."""
        return self._holders.get(key)

    def named(self, name: str) -> Draft | None:
        """The statement of that id or alias, one of those asked for at the start or given since."""
        return self._named.get(name)

    def free(self, name: str) -> str:
        """The id, with a number behind it where two statements would have the same."""
        candidate, count = name, 1
        while self.named(candidate) or self.buried.named(candidate) or (count > 1 and self._has(candidate)):
            count += 1
            candidate = f"{name}-{count}"
        return candidate

    def _has(self, name: str) -> bool:
        return bool(resolved(self._transaction.connection, [name])) or self.buried.has(name)

    def create(self, statement_id: str) -> Draft:
        """A statement that is new, under an id that nothing has. Its first version must follow."""
        draft = Draft(statement_id)
        self.created.append(draft)
        self._named[statement_id] = draft
        return draft

    def know_by(self, draft: Draft, key: str) -> None:
        """From now on the statement is known by that key, which nothing else is known by."""
        draft.keys.add(key)
        self.new_keys.append(key)
        self._holders[key] = draft

    def call(self, draft: Draft, alias: str) -> None:
        """From now on the statement has that alias, which nothing else has."""
        self.new_aliases.append(alias)
        self._named[alias] = draft

    def merge(self, draft: Draft, other: Draft) -> None:
        """The other statement is no more: its keys and names are the draft's, which must have absorbed its words."""
        for names in (self._holders, self._named):
            names.update({name: draft for name, of in names.items() if of is other})
        self._named[other.id] = draft
        draft.keys |= other.keys
        self.new_aliases.append(other.id)
        if other.held:
            self.merged.append(other)
            del self._held[other.serial]
        else:
            self.created.remove(other)

    def serial_of_key(self, key: str) -> int:
        """The serial of the statement that is known by a key in the end."""
        return self._holders[key].serial

    def serial_of_name(self, name: str) -> int:
        """The serial of the statement that has an id or alias in the end."""
        return self._named[name].serial

    def all(self) -> list[Draft]:
        """Every statement that there is in the end."""
        return [*self.held, *self.created]

    @property
    def held(self) -> list[Draft]:
        """The statements that the record has, but for those merged into others."""
        return list(self._held.values())


def _holders(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    query = select(identities.c.key, identities.c.statement).where(among(identities.c.key, keys))
    return {row.key: row.statement for row in connection.execute(query)}


def _read(connection: Connection, serials: set[int]) -> dict[int, Draft]:
    if not serials:
        return {}
    heads = select(statements.c.serial, statements.c.id).where(among(statements.c.serial, serials))
    drafts = {row.serial: Draft(row.id, row.serial) for row in connection.execute(heads)}
    for row in connection.execute(select(identities).where(among(identities.c.statement, serials))):
        drafts[row.statement].keys.add(row.key)
    texts = select(versions).where(among(versions.c.statement, serials)).order_by("statement", "number")
    for row in connection.execute(texts):
        drafts[row.statement].versions.append(version_of(row))
    for row in connection.execute(select(evidence).where(among(evidence.c.statement, serials))):
        drafts[row.statement].evidence[row.version, row.source] = Seen(evidence_of(row), row.reading)
    for draft in drafts.values():
        draft.held = len(draft.versions)
        draft.held_evidence = frozenset(draft.evidence)
    return drafts
