"""Reading statements: by id, by place in Hansard, by UIN, one after another."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from indexer.store.access import Access
from indexer.store.bulk import among
from indexer.store.rows import evidence_of, series_of, version_of
from indexer.store.schema import aliases, evidence, identities, statements, versions
from statements.errors import NotHeld
from statements.identity import words_on
from statements.statement import Evidence, House, State, Statement, Version

FIRST_DAY = date(1800, 1, 1)
AFTER_WORDS = "zzzzzz"  # behind the names of all speakers, however a database orders text


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the record holds."""

    statements: int
    versions: int


@dataclass(frozen=True, slots=True)
class Recorded:
    """When the record held a version as the latest: from `since` until `until` (None: still), aware UTC times."""

    number: int
    since: datetime
    until: datetime | None


class StatementStore:
    """What the record holds of statements. Nothing here writes: the one door in is `indexer.intake`."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def get(self, name: str) -> Statement | None:
        """The statement of that id or alias with all its versions, or None."""
        with self._access.reading() as connection:
            serial = resolved(connection, [name]).get(name)
            return None if serial is None else next(loaded(connection, statements.c.serial == serial))

    def resolve(self, name: str) -> str | None:
        """The id of the statement that has that id or alias, or None."""
        with self._access.reading() as connection:
            serial = resolved(connection, [name]).get(name)
            query = select(statements.c.id).where(statements.c.serial == serial)
            return None if serial is None else connection.execute(query).scalar_one()

    def many(self, ids: Sequence[str]) -> dict[str, Statement]:
        """The statements of those ids, by id; those not held are left out."""
        with self._access.reading() as connection:
            return {statement.id: statement for statement in loaded(connection, among(statements.c.id, ids))}

    def latest(self, ids: Sequence[str]) -> dict[str, Version]:
        """The version now in force of each of those ids; those not held are left out."""
        with self._access.reading() as connection:
            return {row.id: version_of(row) for row in connection.execute(_current(among(statements.c.id, ids)))}

    def recorded(self, ids: Sequence[str]) -> dict[str, tuple[Recorded, ...]]:
        """When each version of those statements was the one in force, oldest first."""
        columns = (statements.c.id, versions.c.number, versions.c.recorded_at, versions.c.recorded_until)
        found: dict[str, tuple[Recorded, ...]] = {}
        with self._access.reading() as connection:
            query = select(*columns).join_from(statements, versions).where(among(statements.c.id, ids))
            for row in connection.execute(query.order_by(versions.c.statement, versions.c.number)):
                held = Recorded(row.number, row.recorded_at, row.recorded_until)
                found[row.id] = (*found.get(row.id, ()), held)
        return found

    def serials(self, ids: Sequence[str]) -> dict[str, int]:
        """The place in order of intake, from 1, of each of those statements that is held."""
        with self._access.reading() as connection:
            return serials_of(connection, ids)

    def readings(self, name: str) -> dict[tuple[int, str], str]:
        """The words of other sources where they differ from a version's, by version and source, of that id or alias."""
        with self._access.reading() as connection:
            serial = resolved(connection, [name]).get(name)
            query = select(evidence).where(evidence.c.statement == serial, evidence.c.reading.is_not(None))
            return {(row.version, row.source): row.reading for row in connection.execute(query)}

    def walk(self, batch: int = 500) -> Iterator[Statement]:
        """Every statement in order of intake; `batch` at a time are in memory."""
        last = 0
        while True:
            with self._access.reading() as connection:
                serials = connection.scalars(
                    select(statements.c.serial).where(statements.c.serial > last).order_by("serial").limit(batch)
                ).all()
                if not serials:
                    return
                found = list(loaded(connection, statements.c.serial.between(serials[0], serials[-1])))
            yield from found
            last = serials[-1]

    def count(self) -> Counts:
        """How many statements and versions are held."""
        with self._access.reading() as connection:
            held = connection.execute(select(func.count()).select_from(statements)).scalar_one()
            texts = connection.execute(select(func.count()).select_from(versions)).scalar_one()
        return Counts(held, texts)

    def in_column(
        self, house: House | None, day: date | None, column: int, series: str, last: int | None = None
    ) -> list[tuple[str, Version]]:
        """The statements of that sitting day whose columns meet `column` to `last` (None: that one), by day and column.

        `series` is the column's suffix: "", W (or WA), WS, WH, GC, MC or P. `house` or `day` None: of either, of any.
        """
        begins, ends = versions.c.column_first, versions.c.column_end
        query = _current((begins <= (last or column)) & (ends >= column) & (versions.c.series == series_of(series)))
        if house is not None:
            query = query.where(versions.c.house == house.value)
        if day is not None:
            query = query.where(versions.c.date == day)
        return self._found(query.order_by(versions.c.date, begins, statements.c.serial))

    def by_uin(self, uin: str, house: House | None = None, day: date | None = None) -> list[tuple[str, Version]]:
        """The statements of that UIN; `day` is the day of tabling, of the answer or of the statement."""
        query = _current(versions.c.uin.in_({uin, uin.upper()}))
        if house is not None:
            query = query.where(versions.c.house == house.value)
        if day is not None:
            query = query.where(or_(versions.c.date == day, versions.c.tabled == day))
        return self._found(query.order_by(versions.c.date, statements.c.serial))

    def in_section(self, section: str) -> list[tuple[str, Version]]:
        """The contributions of one section of Hansard, in the order spoken."""
        condition = versions.c.section == section
        return self._found(_current(condition).order_by(versions.c.order, statements.c.serial))

    def on_day(self, house: House, day: date) -> list[tuple[str, str]]:
        """(Id, heading) of whatever somebody said or wrote in that House on that day, in order of intake."""
        begins = words_on(house, day)
        known = identities.c.key.between(begins, begins + AFTER_WORDS)
        headings = select(statements.c.serial, statements.c.id, versions.c.title, versions.c.section_title)
        query = headings.join_from(identities, statements).join(versions)
        query = query.where(known & versions.c.recorded_until.is_(None)).add_columns(identities.c.key)
        with self._access.reading() as connection:
            rows = sorted(row for row in connection.execute(query) if row.key.startswith(begins))
        return list(dict.fromkeys((row.id, row.title or row.section_title or "") for row in rows))

    def standing_in(self, sections: Collection[str], source: str) -> dict[str, str]:
        """The id, with its section, of what stands in those sections in the words of that source, not withdrawn."""
        there = among(versions.c.section, sections) & (versions.c.source == source)
        query = _current(there & (versions.c.state != State.WITHDRAWN.value))
        with self._access.reading() as connection:
            rows = connection.execute(query.with_only_columns(statements.c.id, versions.c.section))
            return {row.id: row.section for row in rows}

    def known_by(self, keys: Collection[str]) -> dict[str, str]:
        """The id of the statement that is known by each of those keys; those that nothing is known by are left out."""
        query = select(identities.c.key, statements.c.id).join_from(identities, statements)
        with self._access.reading() as connection:
            return {row.key: row.id for row in connection.execute(query.where(among(identities.c.key, keys)))}

    def keys_of(self, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The keys by which each of those statements is known."""
        found: dict[str, tuple[str, ...]] = {}
        query = select(statements.c.id, identities.c.key).join_from(identities, statements)
        with self._access.reading() as connection:
            for row in connection.execute(query.where(among(statements.c.id, ids)).order_by(identities.c.key)):
                found[row.id] = (*found.get(row.id, ()), row.key)
        return found

    def sort_key(self, statement_id: str) -> int:
        """(Days from 1800-01-01 to the latest version's day) << 32 | serial of intake. Raises NotHeld."""
        query = select(statements.c.date, statements.c.serial).where(statements.c.id == statement_id)
        with self._access.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise NotHeld(f"statement {statement_id} is not held")
        return sort_key(row.date, row.serial)

    def open_questions(self, before: date, since: date) -> list[tuple[House, date, str]]:
        """(House, day tabled, UIN) of questions tabled in [since, before) that have no substantive answer."""
        waiting = versions.c.state.in_([State.TABLED.value, State.HOLDING.value])
        days = (versions.c.tabled >= since) & (versions.c.tabled < before)
        columns = select(versions.c.house, versions.c.tabled, versions.c.uin)
        current = versions.c.recorded_until.is_(None) & versions.c.uin.is_not(None) & versions.c.house.is_not(None)
        query = columns.where(current & waiting & days).order_by(versions.c.tabled, versions.c.uin)
        with self._access.reading() as connection:
            return [(House(row.house), row.tabled, row.uin) for row in connection.execute(query)]

    def _found(self, query: Select[Any]) -> list[tuple[str, Version]]:
        with self._access.reading() as connection:
            return [(row.id, version_of(row)) for row in connection.execute(query)]


def sort_key(day: date, serial: int) -> int:
    """One integer by which results are ordered newest or oldest first, ties by intake."""
    return (day - FIRST_DAY).days << 32 | serial


def _current(condition: ColumnElement[bool]) -> Select[Any]:
    latest = versions.c.recorded_until.is_(None)
    return select(statements.c.id, versions).join_from(versions, statements).where(latest & condition)


def resolved(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """The serial of the statement that has each of those ids or aliases."""
    asked = [name for name in names if name.isprintable()]  # nothing else is an id, nor a value for PostgreSQL
    held = select(aliases.c.alias, aliases.c.statement).where(among(aliases.c.alias, asked))
    return {row.alias: row.statement for row in connection.execute(held)} | serials_of(connection, asked)


def serials_of(connection: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The serial of each of those statements that is held, by id."""
    query = select(statements.c.id, statements.c.serial).where(among(statements.c.id, ids))
    return {row.id: row.serial for row in connection.execute(query)}


def loaded(connection: Connection, condition: ColumnElement[bool]) -> Iterator[Statement]:
    """The statements that meet a condition on the table `statements`, with versions, evidence and aliases."""
    serials = select(statements.c.serial).where(condition)
    texts = _grouped(connection, select(versions).where(versions.c.statement.in_(serials)).order_by("number"))
    seen = _grouped(
        connection,
        select(evidence).where(evidence.c.statement.in_(serials)).order_by("version", "fetched_at", "source"),
    )
    names = _grouped(connection, select(aliases).where(aliases.c.statement.in_(serials)).order_by("alias"))
    heads = select(statements.c.serial, statements.c.id).where(condition).order_by(statements.c.serial)
    for serial, name in connection.execute(heads):
        yield Statement(
            id=name,
            versions=tuple(version_of(row) for row in texts[serial]),
            evidence=tuple(_seen(row) for row in seen.get(serial, ())),
            aliases=tuple(row.alias for row in names.get(serial, ())),
        )


def _seen(row: Any) -> tuple[int, Evidence]:
    return row.version, evidence_of(row)


def _grouped(connection: Connection, query: Select[Any]) -> dict[int, list[Any]]:
    rows = sorted(connection.execute(query), key=attrgetter("statement"))
    return {serial: list(group) for serial, group in groupby(rows, key=attrgetter("statement"))}
