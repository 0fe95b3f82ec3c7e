"""People and their tenures, each kept under the source that claims it: conflicts are for the reader to see."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from indexer.store.access import Access
from indexer.store.bulk import among
from indexer.store.schema import people, person_names, tenures, versions
from indexer.store.transaction import Transaction
from statements.people import Name, Office, Person, Tenure

MEMBERS = "members"
_TRUST = (MEMBERS, "ministers", "config")


class PeopleStore:
    """Reads and writes people and tenures."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def put(
        self,
        given: Sequence[Person],
        held: Sequence[Tenure],
        source: str,
        transaction: Transaction | None = None,
    ) -> None:
        """Replaces what that source says of the persons given, and of those whose tenures are given.

        What other sources say stays; nothing is written where nothing changed.
        """
        ids = {person.id for person in given} | {tenure.person for tenure in held}
        with self._access.joined(transaction) as joined:
            if _as_held(joined.connection, source, ids) == (_by_id(given), _by_place(held)):
                return
            _clear(joined.connection, source, ids)
            _insert(joined.connection, source, given, held)

    def people(self) -> tuple[Person, ...]:
        """Every person, by id; of several sources the Members API is believed first, then the Ministers Database."""
        with self._access.reading() as connection:
            claims = _people(connection)
        claims.sort(key=lambda claim: (claim[1].id, _trust(claim[0]), claim[0]))
        merged: dict[str, Person] = {}
        for _, person in claims:
            merged[person.id] = _merge(merged[person.id], person) if person.id in merged else person
        return tuple(merged.values())

    def tenures(self) -> tuple[Tenure, ...]:
        """Every tenure that any source claims, by person and first day."""
        with self._access.reading() as connection:
            found = _tenures(connection)
        return tuple(sorted(found, key=lambda t: (t.person, t.since, t.source, t.office.name)))

    def wanted(self) -> list[int]:
        """Member ids of speakers held whom the Members API has not been asked about."""
        known = select(people.c.member_id).where(people.c.source == MEMBERS, people.c.member_id.is_not(None))
        speakers = select(versions.c.member_id).where(
            versions.c.recorded_until.is_(None), versions.c.member_id.is_not(None)
        )
        query = speakers.where(versions.c.member_id.not_in(known)).distinct().order_by(versions.c.member_id)
        with self._access.reading() as connection:
            return list(connection.scalars(query))


def _trust(source: str) -> int:
    return _TRUST.index(source) if source in _TRUST else len(_TRUST)


def _merge(first: Person, second: Person) -> Person:
    return Person(
        id=first.id,
        name=first.name,
        names=first.names or second.names,
        member_id=first.member_id if first.member_id is not None else second.member_id,
    )


def _by_id(given: Iterable[Person]) -> dict[str, Person]:
    return {person.id: person for person in given}


def _by_place(held: Iterable[Tenure]) -> set[Tenure]:
    return set(held)


def _as_held(connection: Connection, source: str, ids: set[str]) -> tuple[dict[str, Person], set[Tenure]]:
    persons = [person for said_by, person in _people(connection, source, ids) if said_by == source]
    return _by_id(persons), _by_place(_tenures(connection, source, ids))


def _clear(connection: Connection, source: str, ids: set[str]) -> None:
    for table, column in ((person_names, "person"), (people, "id"), (tenures, "person")):
        connection.execute(delete(table).where(table.c.source == source, among(table.c[column], ids)))


def _insert(connection: Connection, source: str, given: Sequence[Person], held: Sequence[Tenure]) -> None:
    unique = _by_id(given).values()
    persons = [{"id": p.id, "source": source, "name": p.name, "member_id": p.member_id} for p in unique]
    names = [
        {"person": p.id, "source": source, "position": i, "name": n.name, "since": n.since, "until": n.until}
        for p in unique
        for i, n in enumerate(p.names)
    ]
    posts = [
        {
            "source": source,
            "person": tenure.person,
            "position": position,
            "office": tenure.office.name,
            "department": tenure.office.department,
            "since": tenure.since,
            "until": tenure.until,
            "cites": tenure.cites,
        }
        for position, tenure in enumerate(dict.fromkeys(held))
    ]
    for table, rows in ((people, persons), (person_names, names), (tenures, posts)):
        if rows:
            connection.execute(insert(table), rows)


def _people(connection: Connection, source: str | None = None, ids: set[str] | None = None) -> list[tuple[str, Person]]:
    names: dict[tuple[str, str], tuple[Name, ...]] = {}
    for row in _rows(connection, person_names, "person", source, ids):
        place = (row.person, row.source)
        names[place] = (*names.get(place, ()), Name(name=row.name, since=row.since, until=row.until))
    return [
        (
            row.source,
            Person(id=row.id, name=row.name, names=names.get((row.id, row.source), ()), member_id=row.member_id),
        )
        for row in _rows(connection, people, "id", source, ids)
    ]


def _tenures(connection: Connection, source: str | None = None, ids: set[str] | None = None) -> list[Tenure]:
    return [
        Tenure(
            person=row.person,
            office=Office(name=row.office, department=row.department),
            since=row.since,
            until=row.until,
            source=row.source,
            cites=row.cites,
        )
        for row in _rows(connection, tenures, "person", source, ids)
    ]


def _rows(connection: Connection, table: Any, column: str, source: str | None, ids: set[str] | None) -> list[Any]:
    query = select(table).order_by(*table.primary_key.columns)
    if source is None or ids is None:
        return list(connection.execute(query))
    return list(connection.execute(query.where(table.c.source == source, among(table.c[column], ids))))
