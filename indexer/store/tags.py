"""Tags: the claims made about each version, and by which logic."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select, true

from indexer.store import journal
from indexer.store.access import Access
from indexer.store.bulk import among
from indexer.store.journal import Change
from indexer.store.schema import statements, tagged, tags
from indexer.store.statements import loaded, serials_of
from indexer.store.transaction import Transaction
from statements.errors import NotHeld
from statements.statement import Statement
from statements.tag import LOCATED, Field, Span, Tag, TagKind

EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """What one logic claims about one version of one statement."""

    statement: str
    version: int
    tags: tuple[Tag, ...]
    logic: str


class TagStore:
    """Reads and replaces tags."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def of(self, statement_id: str, version: int | None = None) -> tuple[Tag, ...]:
        """The tags of a version, the latest where none is named; rejected ones too. Empty if not held."""
        query = select(tags).join_from(tags, statements, tags.c.statement == statements.c.serial)
        number = statements.c.latest if version is None else version
        query = query.where(statements.c.id == statement_id, tags.c.version == number).order_by(tags.c.position)
        with self._access.reading() as connection:
            return tuple(_tag(row) for row in connection.execute(query))

    def many(self, ids: Sequence[str]) -> dict[str, tuple[Tag, ...]]:
        """The tags of the latest version of each of those statements, by id; those without any are left out."""
        latest = self._by_version(ids, tags.c.version == statements.c.latest)
        return {name: claims for name, found in latest.items() for claims in found.values()}

    def by_version(self, ids: Sequence[str]) -> dict[str, dict[int, tuple[Tag, ...]]]:
        """The tags of every version of each of those statements, by id and number; those without any are left out."""
        return self._by_version(ids, true())

    def claiming(self, kind: TagKind, values: Sequence[str]) -> tuple[str, ...]:
        """The ids of the statements of whose latest version one of those values is claimed and not rejected."""
        query = select(statements.c.id).join_from(tags, statements, tags.c.statement == statements.c.serial).distinct()
        query = query.where(
            tags.c.version == statements.c.latest, tags.c.kind == kind.value, tags.c.rejected.is_(False)
        )
        with self._access.reading() as connection:
            return tuple(sorted(connection.scalars(query.where(among(tags.c.value, values)))))

    def example(self, kind: TagKind, value: str) -> Tag | None:
        """Any claim of that kind and value that stands; None if there is none."""
        query = (
            select(tags).where(tags.c.kind == kind.value, tags.c.value == value, tags.c.rejected.is_(False)).limit(1)
        )
        with self._access.reading() as connection:
            row = connection.execute(query).first()
        return _tag(row) if row else None

    def _by_version(self, ids: Sequence[str], condition: ColumnElement[bool]) -> dict[str, dict[int, tuple[Tag, ...]]]:
        found: dict[str, dict[int, tuple[Tag, ...]]] = {}
        query = select(statements.c.id, tags).join_from(tags, statements, tags.c.statement == statements.c.serial)
        query = query.where(condition).order_by(tags.c.statement, tags.c.version, tags.c.position)
        with self._access.reading() as connection:
            for row in connection.execute(query.where(among(statements.c.id, ids))):
                of = found.setdefault(row.id, {})
                of[row.version] = (*of.get(row.version, ()), _tag(row))
        return found

    def replace(self, entries: Sequence[Tagged], transaction: Transaction | None = None) -> int:
        """Puts those claims in the place of what rules claimed before; returns how many statements differ now.

        An editor's claims stay, and what an editor rejected stays rejected, in later versions too. Statements whose
        tags differ are journalled. Raises NotHeld for a statement or version that is not held.
        """
        with self._access.joined(transaction) as joined:
            serials = serials_of(joined.connection, [entry.statement for entry in entries])
            held = _held(joined.connection, set(serials.values()))
            changed = []
            for entry in entries:
                if entry.statement not in serials:
                    raise NotHeld(f"statement {entry.statement} is not held")
                place = (serials[entry.statement], entry.version)
                before = held.get(place, ())
                after = _settled(_decided(held, *place), entry.tags)
                if _claims(before) != _claims(after):
                    changed.append((entry, place, after))
            _write(joined.connection, [(place, after) for _, place, after in changed])
            _note(joined.connection, [(serials[entry.statement], entry) for entry in entries])
            journal.append(joined, [(entry.statement, entry.version, Change.TAGS_CHANGED) for entry, _, _ in changed])
        return len(changed)

    def decide(self, statement_id: str, version: int, after: Sequence[Tag]) -> None:
        """Puts an editor's decisions about a version in the place of all its tags, and journals it."""
        with self._access.writing() as transaction:
            serial = serials_of(transaction.connection, [statement_id])[statement_id]
            _write(transaction.connection, [((serial, version), tuple(after))])
            journal.append(transaction, [(statement_id, version, Change.TAGS_CHANGED)])

    def behind(self, logic: str) -> int:
        """How many statements' latest version was never tagged by that logic."""
        query = (
            select(func.count()).select_from(statements).outerjoin(tagged, tagged.c.statement == statements.c.serial)
        )
        with self._access.reading() as connection:
            return connection.execute(query.where(_made_otherwise(logic))).scalar_one()

    def stale(self, logic: str, batch: int = 500) -> Iterator[Statement]:
        """The statements whose latest version was never tagged by that logic, in order of intake.

        Tags may be replaced while this goes on: each batch is read anew.
        """
        last = 0
        old = _made_otherwise(logic)
        while True:
            query = select(statements.c.serial).outerjoin(tagged, tagged.c.statement == statements.c.serial)
            query = query.where(statements.c.serial > last, old).order_by(statements.c.serial).limit(batch)
            with self._access.reading() as connection:
                serials = connection.scalars(query).all()
                if not serials:
                    return
                found = list(loaded(connection, among(statements.c.serial, serials)))
            yield from found
            last = serials[-1]


def _made_otherwise(logic: str) -> ColumnElement[bool]:
    return or_(tagged.c.logic.is_(None), tagged.c.logic != logic, tagged.c.version != statements.c.latest)


def _decided(held: dict[tuple[int, int], tuple[Tag, ...]], serial: int, version: int) -> list[Tag]:
    """What an editor decided about a version, or else about the newest one before it, whose places are not its own."""
    before = [number for of, number in held if of == serial and number <= version]
    newest = max(before, default=version)
    decided = [tag for tag in held.get((serial, newest), ()) if tag.rule == EDITOR or tag.rejected]
    return decided if newest == version else [replace(tag, spans=()) for tag in decided if tag.kind not in LOCATED]


def _settled(decided: Sequence[Tag], claimed: Sequence[Tag]) -> tuple[Tag, ...]:
    settled = {tag.claim for tag in decided}
    minister = any(tag.rule == EDITOR and tag.kind is TagKind.MINISTER for tag in decided)
    return (
        *decided,
        *(
            replace(tag, rejected=True) if minister and tag.kind is TagKind.MINISTER else tag
            for tag in claimed
            if tag.claim not in settled
        ),
    )


def _claims(of: Sequence[Tag]) -> set[tuple[Any, ...]]:
    return {(tag.kind, tag.value, tag.rule, tag.spans, tag.detail, tag.rejected) for tag in of}


def _held(connection: Connection, serials: set[int]) -> dict[tuple[int, int], tuple[Tag, ...]]:
    found: dict[tuple[int, int], tuple[Tag, ...]] = {}
    for row in connection.execute(select(tags).where(among(tags.c.statement, serials)).order_by(tags.c.position)):
        place = (row.statement, row.version)
        found[place] = (*found.get(place, ()), _tag(row))
    return found


def _write(connection: Connection, changed: Sequence[tuple[tuple[int, int], tuple[Tag, ...]]]) -> None:
    for (serial, version), _ in changed:
        connection.execute(delete(tags).where(tags.c.statement == serial, tags.c.version == version))
    rows = [
        {"statement": serial, "version": version, "position": position} | _row(tag)
        for (serial, version), after in changed
        for position, tag in enumerate(after)
    ]
    if rows:
        connection.execute(insert(tags), rows)


def _note(connection: Connection, entries: Sequence[tuple[int, Tagged]]) -> None:
    connection.execute(delete(tagged).where(among(tagged.c.statement, (serial for serial, _ in entries))))
    latest = dict(sorted(entries, key=lambda pair: pair[1].version))
    rows = [{"statement": s, "version": entry.version, "logic": entry.logic} for s, entry in latest.items()]
    if rows:
        connection.execute(insert(tagged), rows)


def _row(tag: Tag) -> dict[str, Any]:
    spans = json.dumps([[span.start, span.end, span.field.value] for span in tag.spans])
    return {
        "kind": tag.kind.value,
        "value": tag.value,
        "rule": tag.rule,
        "logic": tag.logic,
        "spans": spans,
        "detail": json.dumps(tag.detail, ensure_ascii=False),
        "rejected": tag.rejected,
    }


def _tag(row: Any) -> Tag:
    return Tag(
        kind=TagKind(row.kind),
        value=row.value,
        rule=row.rule,
        logic=row.logic,
        spans=tuple(Span(start, end, Field(part)) for start, end, part in json.loads(row.spans)),
        detail=tuple((name, value) for name, value in json.loads(row.detail)),
        rejected=row.rejected,
    )
