"""Statements while they are written: what is held of them is read at once, what is new is written at once.

Reading and writing cost a few queries a batch and not a few a statement; that is what makes intake fast.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Delete, Insert, Update, bindparam, delete, insert, select, update

from indexer.store import journal
from indexer.store.journal import Change
from indexer.store.rows import Stored, content_row, evidence_of, evidence_row, stored_of, version_row
from indexer.store.schema import aliases, evidence, identities, statements, tagged, tags, versions
from indexer.store.statements import chunks, resolved
from indexer.store.transaction import SERIAL, Transaction
from statements.statement import Evidence

Row = dict[str, Any]


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
    versions: list[Stored] = field(default_factory=list)
    evidence: dict[tuple[int, str], Seen] = field(default_factory=dict)
    held: int = 0  # versions that the record has
    held_evidence: frozenset[tuple[int, str]] = frozenset()
    new_keys: list[str] = field(default_factory=list)
    new_aliases: list[str] = field(default_factory=list)
    amended: set[int] = field(default_factory=set)
    reread: set[tuple[int, str]] = field(default_factory=set)
    changes: list[tuple[int, Change]] = field(default_factory=list)

    @property
    def current(self) -> Stored:
        """The version now in force."""
        return self.versions[-1]

    def append(self, stored: Stored, change: Change) -> int:
        """A new version, which is in force from now on; returns its number."""
        number = len(self.versions) + 1
        self.versions.append(stored.numbered(number))
        self.changes.append((number, change))
        return number

    def amend(self, number: int, stored: Stored) -> None:
        """Other details, or other typography, in a version that stands."""
        self.versions[number - 1] = stored.numbered(number)
        if number <= self.held:
            self.amended.add(number)
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
            self.reread.add(place)

    def _touch(self, number: int) -> None:
        if number <= self.held and (number, Change.AMENDED) not in self.changes:
            self.changes.append((number, Change.AMENDED))


class Drafts:
    """The statements that one batch concerns. `write` puts everything that was changed into the record."""

    def __init__(self, transaction: Transaction, keys: Iterable[str], names: Iterable[str]) -> None:
        """Reads what the record holds under those identity keys and under those ids or aliases."""
        self._transaction = transaction
        holders = _holders(transaction.connection, keys)
        named = resolved(transaction.connection, names)
        self._held = _read(transaction.connection, {*holders.values(), *named.values()})
        self._created: list[Draft] = []
        self._merged: list[Draft] = []
        self._holders = {key: self._held[serial] for key, serial in holders.items()}
        self._named = {name: self._held[serial] for name, serial in named.items()}

    def holder(self, key: str) -> Draft | None:
        """The statement known by that key."""
        return self._holders.get(key)

    def named(self, name: str) -> Draft | None:
        """The statement of that id or alias, one of those asked for at the start or given since."""
        return self._named.get(name)

    def free(self, name: str) -> str:
        """The id, with a number behind it where two statements would have the same."""
        candidate, count = name, 1
        while self.named(candidate) or (count > 1 and resolved(self._transaction.connection, [candidate])):
            count += 1
            candidate = f"{name}-{count}"
        return candidate

    def create(self, statement_id: str) -> Draft:
        """A statement that is new, under an id that nothing has. Its first version must follow."""
        draft = Draft(statement_id)
        self._created.append(draft)
        self._named[statement_id] = draft
        return draft

    def know_by(self, draft: Draft, key: str) -> None:
        """From now on the statement is known by that key, which nothing else is known by."""
        draft.keys.add(key)
        draft.new_keys.append(key)
        self._holders[key] = draft

    def call(self, draft: Draft, alias: str) -> None:
        """From now on the statement has that alias, which nothing else has."""
        draft.new_aliases.append(alias)
        self._named[alias] = draft

    def merge(self, draft: Draft, other: Draft) -> None:
        """The other statement is no more: its keys and names are the draft's, which must have absorbed its words."""
        for names in (self._holders, self._named):
            names.update({name: draft for name, of in names.items() if of is other})
        self._named[other.id] = draft
        draft.keys |= other.keys
        draft.new_keys += other.new_keys
        draft.new_aliases += [*other.new_aliases, other.id]
        if other.held:
            self._merged.append(other)
            del self._held[other.serial]
        else:
            self._created.remove(other)

    def write(self) -> None:
        """Writes what is new and journals it."""
        if self._created:
            first = self._transaction.reserve(SERIAL, len(self._created))
            for serial, draft in enumerate(self._created, first):
                draft.serial = serial
        drafts = [*self._held.values(), *self._created]
        for statement, rows in (*self._departures(), *self._arrivals(drafts)):
            if rows:
                self._transaction.connection.execute(statement, rows)
        changes = [(draft.id, number, change) for draft in drafts for number, change in draft.changes]
        changes += [(draft.id, draft.held, Change.MERGED) for draft in self._merged]
        journal.append(self._transaction, changes)

    def _departures(self) -> Iterator[tuple[Update | Delete, list[Row]]]:
        moved = [{"of": draft.serial, "to": self._named[draft.id].serial} for draft in self._merged]
        for table in (identities, aliases):
            yield update(table).where(table.c.statement == bindparam("of")).values(statement=bindparam("to")), moved
        gone = [{"of": draft.serial} for draft in self._merged]
        for table in (tags, tagged, evidence, versions):
            yield delete(table).where(table.c.statement == bindparam("of")), gone
        yield delete(statements).where(statements.c.serial == bindparam("of")), gone

    def _arrivals(self, drafts: list[Draft]) -> Iterator[tuple[Insert | Update | Delete, list[Row]]]:
        at = self._transaction.at
        changed = [draft for draft in drafts if draft.changes]
        grown = [draft for draft in changed if draft.held and len(draft.versions) > draft.held]
        yield insert(statements), [{"serial": d.serial, "id": d.id} | _head(d) for d in self._created]
        yield _HEAD, [{"of": d.serial} | _head(d, "new_") for d in changed if d.held]
        yield insert(identities), [{"key": key, "statement": d.serial} for d in drafts for key in d.new_keys]
        yield insert(aliases), [{"alias": name, "statement": d.serial} for d in drafts for name in d.new_aliases]
        yield _CLOSE, [{"of": d.serial, "which": d.held, "then": at} for d in grown]
        yield insert(versions), [row for d in drafts for row in _new_versions(d, at)]
        yield _AMEND, [_amended(d, number) for d in changed for number in sorted(d.amended)]
        yield _UNTAG, [{"of": d.serial} for d in changed if d.amended]
        yield insert(evidence), [row for d in drafts for row in _new_evidence(d)]
        yield _READ, [row for d in drafts for row in _readings(d)]


def _head(draft: Draft, prefix: str = "") -> Row:
    latest = draft.current.version
    house = latest.house.value if latest.house else None
    head = {"latest": latest.number, "date": latest.date, "kind": latest.kind.value, "house": house}
    return {prefix + name: value for name, value in head.items()}


_HEAD = (
    update(statements)
    .where(statements.c.serial == bindparam("of"))
    .values({name: bindparam(f"new_{name}") for name in ("latest", "date", "kind", "house")})
)
_CLOSE = (
    update(versions)
    .where(versions.c.statement == bindparam("of"), versions.c.number == bindparam("which"))
    .values(recorded_until=bindparam("then"))
)
_KEYS_OF_A_VERSION = ("statement", "number", "recorded_at", "recorded_until")
_AMEND = (
    update(versions)
    .where(versions.c.statement == bindparam("of"), versions.c.number == bindparam("which"))
    .values({c.name: bindparam(f"new_{c.name}") for c in versions.c if c.name not in _KEYS_OF_A_VERSION})
)
_UNTAG = delete(tagged).where(tagged.c.statement == bindparam("of"))
_READ = (
    update(evidence)
    .where(evidence.c.statement == bindparam("of"), evidence.c.version == bindparam("which"))
    .where(evidence.c.source == bindparam("by"))
    .values(reading=bindparam("words"))
)


def _new_versions(draft: Draft, at: Any) -> Iterator[Row]:
    for stored in draft.versions[draft.held :]:
        row = version_row(draft.serial, stored, at)
        if stored is not draft.current:
            row["recorded_until"] = at
        yield row


def _amended(draft: Draft, number: int) -> Row:
    content = content_row(draft.versions[number - 1])
    return {"of": draft.serial, "which": number} | {f"new_{name}": value for name, value in content.items()}


def _new_evidence(draft: Draft) -> Iterator[Row]:
    for (number, _), seen in draft.evidence.items():
        if (number, seen.evidence.source) not in draft.held_evidence:
            yield evidence_row(draft.serial, number, seen.evidence) | {"reading": seen.reading}


def _readings(draft: Draft) -> Iterator[Row]:
    for number, source in sorted(draft.reread & draft.held_evidence):
        words = draft.evidence[number, source].reading
        yield {"of": draft.serial, "which": number, "by": source, "words": words}


def _holders(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for chunk in chunks(keys):
        query = select(identities.c.key, identities.c.statement).where(identities.c.key.in_(chunk))
        found |= {row.key: row.statement for row in connection.execute(query)}
    return found


def _read(connection: Connection, serials: set[int]) -> dict[int, Draft]:
    drafts: dict[int, Draft] = {}
    for chunk in chunks(sorted(serials)):
        of = statements.c.serial.in_(chunk)
        for row in connection.execute(select(statements.c.serial, statements.c.id).where(of)):
            drafts[row.serial] = Draft(row.id, row.serial)
        for row in connection.execute(select(identities).where(identities.c.statement.in_(chunk))):
            drafts[row.statement].keys.add(row.key)
        texts = select(versions).where(versions.c.statement.in_(chunk)).order_by("statement", "number")
        for row in connection.execute(texts):
            drafts[row.statement].versions.append(stored_of(row))
        for row in connection.execute(select(evidence).where(evidence.c.statement.in_(chunk))):
            drafts[row.statement].evidence[row.version, row.source] = Seen(evidence_of(row), row.reading)
    for draft in drafts.values():
        draft.held = len(draft.versions)
        draft.held_evidence = frozenset(draft.evidence)
    return drafts
