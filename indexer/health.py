"""Examines an installation: what works, what does not, and what to do about it."""

import os
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from indexer.archive import Archive
from indexer.cadence import late
from indexer.calendar import load_calendar
from indexer.config import Settings, Source, load_sources
from indexer.disk import disk_use
from indexer.gaps import told_of
from indexer.search import worker
from indexer.search.engine import Engine, State
from indexer.standing import survey
from indexer.store import Record
from indexer.store.engine import sqlite_library, wal_is_safe
from indexer.tagging.pipeline import open_tagger
from indexer.topics import load_topics
from indexer.upkeep import TAGGING
from statements.calendar import Calendar
from statements.coverage import Run, RunOutcome
from statements.errors import ConfigError, DispatchBoxError, EngineUnavailable
from statements.policy import Topic

MIB = 1024**2
GIB = 1024**3
LITTLE = 2 * GIB  # bytes free on the disk below which it is time to make room
TOO_LITTLE = GIB // 10  # bytes free below which whatever is written next may fail
RUNS = 200  # the last ones looked at


class Grade(StrEnum):
    """How it stands with one thing."""

    GOOD = "good"
    NOTICE = "notice"  # worth knowing; nothing fails by it
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined, how it is, and what to do about it ("" where nothing is to be done)."""

    subject: str
    grade: Grade
    told: str
    remedy: str = ""


def examine(settings: Settings, engine: Engine) -> Iterator[Finding]:
    """Everything that can be examined, the foundations first. Raises nothing: what cannot be read is a finding."""
    yield _disk(settings)
    try:
        sources, topics, calendar = load_sources(settings), load_topics(), load_calendar()
    except DispatchBoxError as fault:
        yield _broken("configuration", fault)
        sources, topics, calendar = {}, (), Calendar()
    else:
        followed = ", ".join(topic.id for topic in topics) or "none"
        yield Finding("configuration", Grade.GOOD, f"{len(sources)} sources; topics: {followed}")
    try:
        record = Record.open(settings.record_url)
    except DispatchBoxError as fault:
        yield _broken("record", fault)
        return
    try:
        yield from _held(settings, record, engine, sources)
        yield from _missing(record, sources, topics, calendar)
    except DispatchBoxError as fault:
        yield _broken("record", fault)
    finally:
        record.close()


def _held(settings: Settings, record: Record, engine: Engine, sources: Mapping[str, Source]) -> Iterator[Finding]:
    counts = record.statements.count()
    told = f"{counts.statements:,} statements in {counts.versions:,} versions, {record.journal.head():,} changes noted"
    yield Finding("record", Grade.GOOD, told)
    if settings.record_url.startswith("sqlite"):
        yield _sqlite()
    yield _tags(record)
    yield _index(record, engine)
    yield _archive(settings, record)
    yield from _taken_down(record)
    for source in sources:
        yield _archived(settings, record, source)
    yield from _runs(record, sources)
    yield from (_late(source, told) for source, told in late(sources, record.coverage.runs(RUNS), datetime.now(UTC)))
    yield from _work(record, sources)


def _disk(settings: Settings) -> Finding:
    folder = _existing(settings.data_dir.absolute())
    free = shutil.disk_usage(folder).free
    told = f"{settings.data_dir}: {free / GIB:,.1f} GiB free"
    if not os.access(folder, os.W_OK):
        remedy = "Make the folder writable for this user, or set DISPATCHBOX_DATA_DIR to another."
        return Finding("disk", Grade.BROKEN, f"{folder} cannot be written to", remedy)
    if free < TOO_LITTLE:
        return Finding("disk", Grade.BROKEN, told, "Make room on the disk before anything else is run.")
    if free < LITTLE:
        return Finding("disk", Grade.NOTICE, told, "Make room on the disk soon.")
    return Finding("disk", Grade.GOOD, told)


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    return next(one for one in (folder, *folder.parents) if one.exists())


def _sqlite() -> Finding:
    library = sqlite_library()
    told = f"SQLite {library.sqlite_version} ({library.__name__.partition('.')[0]})"
    if wal_is_safe(library.sqlite_version_info):
        return Finding("sqlite", Grade.GOOD, f"{told}, with a write-ahead log")
    remedy = "Readers wait for writers; with SQLite 3.51.3 or later they do not."
    return Finding("sqlite", Grade.NOTICE, f"{told}, without a write-ahead log, which is not safe on it", remedy)


def _index(record: Record, engine: Engine) -> Finding:
    try:
        state = engine.state()
        behind = record.journal.head() - engine.mark() if state is State.READY else record.journal.head()
        held = engine.count() if state is State.READY else None
    except EngineUnavailable as fault:
        return _broken("index", fault)
    if held is None and behind:
        return Finding("index", Grade.BROKEN, f"the search index is {state}", "Run `dispatchbox index`.")
    if behind:
        return Finding("index", Grade.NOTICE, f"{behind:,} changes behind the record", "Run `dispatchbox index`.")
    return Finding("index", Grade.GOOD, f"{held.statements if held else 0:,} statements, up to date")


def _tags(record: Record) -> Finding:
    """Whether any statement still bears the tags of other rules."""
    try:
        behind = record.tags.behind(open_tagger(record).logic)
    except ConfigError as fault:
        return _broken("tags", fault)
    if behind:
        told = f"{behind:,} statements were tagged by other rules than those in force, or not yet"
        return Finding("tags", Grade.NOTICE, told, "Run `dispatchbox tag`, then `dispatchbox index`.")
    return Finding("tags", Grade.GOOD, "every statement is tagged by the rules in force")


def _archive(settings: Settings, record: Record) -> Finding:
    used = disk_use(Archive(settings.archive_dir), record.responses, datetime.now(UTC))
    answers, size, recent = (sum(getattr(one, name) for one in used) for name in ("answers", "size", "recent"))
    told = f"{answers:,} answers take {size / MIB:,.1f} MiB, {recent / MIB:,.1f} MiB of them of the last 30 days"
    return Finding("archive", Grade.GOOD, told)


def _taken_down(record: Record) -> Iterator[Finding]:
    """Take-downs whose words may still stand in the archive."""
    left = Counter(one.tombstone.id for one in record.tombstones.unredacted())
    for name, places in left.items():
        told = f"not finished: {places:,} archived answers that held “{name}” are not redacted"
        yield Finding(
            "take-down", Grade.NOTICE, told, f"Run `dispatchbox take-down {name}` again, or `dispatchbox index`."
        )


def _archived(settings: Settings, record: Record, source: str) -> Finding:
    """Reads the source's oldest good answer and compares its hash."""
    kept = next(record.responses.kept(source), None)
    if kept is None:
        return Finding(f"archive of {source}", Grade.GOOD, "nothing was archived yet")
    try:
        Archive(settings.archive_dir).read(kept.place)
    except DispatchBoxError as fault:
        return _broken(f"archive of {source}", fault)
    return Finding(f"archive of {source}", Grade.GOOD, "its first answer reads back as it was written")


def _runs(record: Record, sources: Mapping[str, Source]) -> Iterator[Finding]:
    newest: dict[str, Run] = {}
    for run in record.coverage.runs(RUNS):
        newest.setdefault(run.plan.source, run)
    for source in sources:
        yield _last_run(source, newest.get(source))


def _last_run(source: str, run: Run | None) -> Finding:
    subject = f"crawl of {source}"
    if run is None:
        return Finding(subject, Grade.NOTICE, "was never run", f"Run `dispatchbox crawl {source}`.")
    told = f"{run.outcome} on {run.started:%Y-%m-%d %H:%M} UTC: {run.statements:,} statements"
    told += f", {run.errors:,} errors" if run.errors else ""
    told += f" ({run.note})" if run.note else ""
    if run.outcome is RunOutcome.FAILED:
        return Finding(subject, Grade.BROKEN, told, f"Run `dispatchbox crawl {source}` again; what came in is kept.")
    if run.outcome is RunOutcome.KILLED:
        return Finding(subject, Grade.NOTICE, told, f"Run `dispatchbox crawl {source}`; it goes on where it stopped.")
    return Finding(subject, Grade.GOOD, told)


def _late(source: str, told: str) -> Finding:
    remedy = f"Run `dispatchbox crawl {source}`; docs/running.md says how it runs by itself."
    return Finding(f"cadence of {source}", Grade.NOTICE, told, remedy)


def _missing(
    record: Record, sources: Mapping[str, Source], topics: Sequence[Topic], calendar: Calendar
) -> Iterator[Finding]:
    """What is missing of each source on the days that are followed, and what fills it."""
    known = survey(record, calendar, sources, topics, datetime.now(UTC).date())
    yield from (Finding(one.subject, Grade.NOTICE, one.told, one.remedy) for one in told_of(known))


def _work(record: Record, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """What is being done at the moment, and by whom."""
    for name in (worker.LEASE, TAGGING, *(f"crawl {source}" for source in sources)):
        holder = record.leases.holder(name)
        if holder:
            yield Finding(f"lease “{name}”", Grade.GOOD, f"held by {holder}")


def _broken(subject: str, fault: DispatchBoxError) -> Finding:
    return Finding(subject, Grade.BROKEN, str(fault), fault.remedy)
