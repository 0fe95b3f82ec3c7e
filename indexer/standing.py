"""How each day of a source stands: read whole, read with fewer statements than expected, failed, or never read.

It is judged by the newest word on each window that holds the day, by what the record holds, and by the calendar.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from indexer.config import Source
from indexer.expectation import Expected, by_weekday
from indexer.store import Record
from statements.calendar import Calendar, DayKind, days_between
from statements.coverage import LEFT_UNREAD, Coverage, Outcome, Window
from statements.policy import Topic
from statements.statement import House

RUNS = 200  # the last ones looked at for a source's scope


class Reading(StrEnum):
    """How far a source has been read of one day."""

    WHOLE = "whole"
    FEW = "few"  # read whole, but on a sitting day fewer statements than its weekday has given
    FAILED = "failed"  # the newest attempt at a window that holds the day was not complete
    HELD = "held"  # no crawl has asked for the day, yet statements of it are held: imported, or replayed
    UNREAD = "unread"  # no crawl has asked for the day


@dataclass(frozen=True, slots=True)
class SourceDay:
    """One day of one source; `expected` is set where enough days of its weekday are known, `note` where one failed."""

    day: date
    reading: Reading
    statements: int
    expected: Expected | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SourceDays:
    """Each day of the stretch that is followed, in order, as one source stands on it; `scope` is its last crawl's."""

    source: str
    parliament: bool
    crawled: bool
    scope: str
    days: tuple[SourceDay, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """All sources whose facts have days, and the days on which a House is known to have sat, by what it said."""

    calendar: Calendar
    sat: frozenset[tuple[House, date]]
    sources: tuple[SourceDays, ...]

    def kind(self, house: House, day: date) -> DayKind:
        """What the day was for that House: words spoken on it are better evidence than the calendar."""
        return DayKind.SITTING if (house, day) in self.sat else self.calendar.kind_of_day(house, day)

    def kind_of_both(self, day: date) -> DayKind:
        """The same of the two Houses together."""
        sat = any((house, day) in self.sat for house in House)
        return DayKind.SITTING if sat else self.calendar.kind_of_both(day)

    def conflicts(self) -> list[tuple[House, date, DayKind]]:
        """The days on which a House spoke although the calendar has it closed, in order."""
        kinds = ((house, day, self.calendar.kind_of_day(house, day)) for house, day in self.sat)
        return sorted((one for one in kinds if one[2].closed), key=lambda one: (one[1], one[0]))


def survey(
    record: Record, calendar: Calendar, sources: Mapping[str, Source], topics: Sequence[Topic], today: date
) -> Survey:
    """Every source with dated facts, over the days that the topics follow, none later than today.

    Without topics nothing is followed, and no source has days. Raises RecordUnavailable.
    """
    counted = record.coverage.by_day()
    sat = frozenset((one.house, one.day) for one in counted if one.house and one.kind.spoken)
    found = Survey(calendar, sat, ())
    scopes = {run.plan.source: run.plan.scope for run in reversed(record.coverage.runs(RUNS))}
    windows: dict[str, list[Coverage]] = {}
    for window in record.coverage.of():
        windows.setdefault(window.window.source, []).append(window)
    days: dict[str, dict[date, int]] = {}
    for one in counted:
        held = days.setdefault(one.source, {})
        held[one.day] = held.get(one.day, 0) + one.statements
    standing = tuple(
        _source(found, source, followed, windows.get(name, ()), days.get(name, {}), scopes.get(name, ""))
        for name, source in sources.items()
        if name not in calendar.undated and (followed := _followed(topics, source, today))
    )
    return replace(found, sources=standing)


def _followed(topics: Sequence[Topic], source: Source, today: date) -> tuple[date, ...]:
    """The days that the topics follow and the source can have."""
    if not topics:
        return ()
    since = max(source.first_day, min(topic.since for topic in topics))
    until = max(topic.until or today for topic in topics)
    return tuple(days_between(since, min(until, today)))


def _source(
    known: Survey,
    source: Source,
    followed: tuple[date, ...],
    coverage: Sequence[Coverage],
    counts: Mapping[date, int],
    scope: str,
) -> SourceDays:
    parliament = source.id in known.calendar.parliament
    attempts = _attempts(coverage, followed)
    days = [_read(day, attempts.get(day), counts.get(day, 0)) for day in followed]
    giving = {
        one.day
        for one in days
        if one.reading is Reading.WHOLE and (not parliament or known.kind_of_both(one.day) is DayKind.SITTING)
    }
    ranges = by_weekday(counts, giving)
    judged = (_judged(one, ranges.get(one.day.weekday())) if one.day in giving else one for one in days)
    return SourceDays(source.id, parliament, bool(coverage), scope, tuple(judged))


def _read(day: date, attempt: Coverage | None, statements: int) -> SourceDay:
    if attempt is None:
        return SourceDay(day, Reading.HELD if statements else Reading.UNREAD, statements)
    if attempt.outcome is Outcome.COMPLETE:
        return SourceDay(day, Reading.WHOLE, statements)
    note = attempt.note or attempt.outcome.value
    return SourceDay(day, Reading.FAILED, statements, note=f"{attempt.window.query}: {note}")


def _judged(one: SourceDay, range_: Expected | None) -> SourceDay:
    few = range_ is not None and one.statements < range_.least
    return replace(one, reading=Reading.FEW if few else one.reading, expected=range_)


def _attempts(coverage: Iterable[Coverage], followed: Sequence[date]) -> dict[date, Coverage]:
    """For each day that any window holds the word that counts: a failure that no newer attempt has mended, else any.

    `coverage` is newest first. What a crawl left unread is mended by whatever was read whole since.
    """
    if not followed:
        return {}
    told: dict[date, Coverage] = {}
    asked: set[tuple[str, date]] = set()
    for one in _newest(coverage):
        for day in days_between(max(one.window.since, followed[0]), min(one.window.until, followed[-1])):
            mended = one.window.query == LEFT_UNREAD and day in told
            if mended or (one.window.query, day) in asked:
                continue
            asked.add((one.window.query, day))
            if day not in told or (one.outcome is not Outcome.COMPLETE and told[day].outcome is Outcome.COMPLETE):
                told[day] = one
    return told


def _newest(coverage: Iterable[Coverage]) -> Iterator[Coverage]:
    """The newest word on each window."""
    seen: set[Window] = set()
    for one in coverage:
        if one.window not in seen:
            seen.add(one.window)
            yield one
