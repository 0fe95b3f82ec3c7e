"""Runs, what they covered, and how far each source has been read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update

from indexer.store.access import Access
from indexer.store.schema import coverage, cursors, evidence, runs, versions
from statements.coverage import Coverage, Outcome, Plan, Run, RunOutcome, Window
from statements.statement import House, Kind

RESUMABLE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that has begun, and the killed runs with an equal plan whose answers it need not fetch again."""

    run: int
    resumes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many statements of one kind, made in one House (None: outside Parliament) on one day, a source has shown."""

    source: str
    day: date
    house: House | None
    kind: Kind
    statements: int


class CoverageStore:
    """Reads and writes runs, coverage and cursors."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def begin(self, plan: Plan, now: datetime) -> Begun:
        """A new run. Unfinished runs of its source are marked killed: whoever begins holds the source's lease.

        Resumed are the killed runs of an equal plan, begun less than a day ago, that no complete one followed.
        """
        with self._access.aside() as connection:
            unfinished = and_(runs.c.source == plan.source, runs.c.outcome == RunOutcome.RUNNING.value)
            connection.execute(update(runs).where(unfinished).values(outcome=RunOutcome.KILLED.value, ended=now))
            resumes = _resumable(connection, plan, now)
            columns = _counts(0, 0, 0, 0, 0, "") | {"started": now, "outcome": RunOutcome.RUNNING.value}
            inserted = connection.execute(insert(runs).values(**_plan_row(plan), **columns))
            return Begun(_key(inserted), resumes)

    def finish(
        self,
        run: int,
        outcome: RunOutcome,
        now: datetime,
        *,
        fetched: int,
        statements: int,
        new: int,
        changed: int,
        errors: int,
        note: str,
    ) -> None:
        """Notes how a run ended, with its counts."""
        counts = _counts(fetched, statements, new, changed, errors, note)
        with self._access.aside() as connection:
            query = update(runs).where(runs.c.id == run).values(outcome=outcome.value, ended=now, **counts)
            connection.execute(query)

    def cover(self, run: int, covered: Coverage, now: datetime) -> None:
        """Notes what came of one window; its time is now unless it says otherwise."""
        window = covered.window
        with self._access.aside() as connection:
            connection.execute(
                insert(coverage).values(
                    run=run,
                    source=window.source,
                    query=window.query,
                    since=window.since,
                    until=window.until,
                    outcome=covered.outcome.value,
                    promised=covered.promised,
                    received=covered.received,
                    statements=covered.statements,
                    note=covered.note,
                    at=covered.at or now,
                )
            )

    def of(self, source: str | None = None) -> list[Coverage]:
        """What was covered, the newest first; of one source or of all."""
        query = select(coverage).order_by(coverage.c.at.desc(), coverage.c.id.desc())
        if source is not None:
            query = query.where(coverage.c.source == source)
        with self._access.reading() as connection:
            return [_coverage(row) for row in connection.execute(query)]

    def runs(self, limit: int = 20) -> list[Run]:
        """The newest runs, newest first."""
        with self._access.reading() as connection:
            return [_run(row) for row in connection.execute(select(runs).order_by(runs.c.id.desc()).limit(limit))]

    def by_day(self) -> list[DayCount]:
        """How many statements each source has shown, by day, House and kind; one in several sources counts in each."""
        seen = evidence.join(versions)
        columns = (evidence.c.source, versions.c.date, versions.c.house, versions.c.kind)
        number = func.count(evidence.c.statement.distinct()).label("number")
        query = select(*columns, number).select_from(seen).group_by(*columns).order_by(*columns)
        with self._access.reading() as connection:
            return [
                DayCount(row.source, row.date, row.house and House(row.house), Kind(row.kind), row.number)
                for row in connection.execute(query)
            ]

    def cursor(self, source: str, scope: str) -> date | None:
        """The last day up to which that source was wholly read for that scope; None before the first time."""
        query = select(cursors.c.day).where(cursors.c.source == source, cursors.c.scope == scope)
        with self._access.reading() as connection:
            return connection.execute(query).scalar()

    def set_cursor(self, source: str, scope: str, day: date) -> None:
        """Notes the day up to which that source has been read for that scope."""
        of = and_(cursors.c.source == source, cursors.c.scope == scope)
        with self._access.aside() as connection:
            if not connection.execute(update(cursors).where(of).values(day=day)).rowcount:
                connection.execute(insert(cursors).values(source=source, scope=scope, day=day))


def _resumable(connection: Connection, plan: Plan, now: datetime) -> tuple[int, ...]:
    recent = runs.c.started > now - RESUMABLE
    found: list[int] = []
    for row in connection.execute(select(runs).where(_equal(plan), recent).order_by(runs.c.id.desc())):
        if row.outcome == RunOutcome.COMPLETE.value:
            break
        if row.outcome == RunOutcome.KILLED.value:
            found.append(row.id)
    return tuple(reversed(found))


def _equal(plan: Plan) -> ColumnElement[bool]:
    since = runs.c.since.is_(None) if plan.since is None else runs.c.since == plan.since
    return and_(runs.c.source == plan.source, runs.c.scope == plan.scope, since, runs.c.until == plan.until)


def _plan_row(plan: Plan) -> dict[str, Any]:
    return {"source": plan.source, "scope": plan.scope, "since": plan.since, "until": plan.until}


def _counts(fetched: int, statements: int, new: int, changed: int, errors: int, note: str) -> dict[str, Any]:
    counts = {"fetched": fetched, "statements": statements, "new": new, "changed": changed, "errors": errors}
    return counts | {"note": note}


def _key(inserted: Any) -> int:
    return int(inserted.inserted_primary_key[0])


def _coverage(row: Any) -> Coverage:
    return Coverage(
        window=Window(source=row.source, query=row.query, since=row.since, until=row.until),
        outcome=Outcome(row.outcome),
        promised=row.promised,
        received=row.received,
        statements=row.statements,
        note=row.note,
        at=row.at,
    )


def _run(row: Any) -> Run:
    return Run(
        id=row.id,
        plan=Plan(source=row.source, scope=row.scope, since=row.since, until=row.until),
        started=row.started,
        ended=row.ended,
        outcome=RunOutcome(row.outcome),
        fetched=row.fetched,
        statements=row.statements,
        new=row.new,
        changed=row.changed,
        errors=row.errors,
        note=row.note,
    )
