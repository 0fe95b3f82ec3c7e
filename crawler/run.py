"""Runs a crawl of several sources in one process."""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from crawler.choice import asked_for, scope_of
from crawler.door import Door
from crawler.job import Job
from crawler.pace import Pace
from crawler.progress import Watch, shown
from crawler.recovery import list_archived
from crawler.reparse import reparse
from crawler.report import SourceReport, finished
from crawler.settings import settings_for
from crawler.spiders import SPIDERS
from crawler.tally import CRASHED, Tally
from crawler.windows import Span
from indexer.archive import Archive
from indexer.config import Settings, Source, load_sources
from indexer.intake import Intake
from statements.coverage import Plan
from statements.errors import NotHeld
from statements.policy import Topic

__all__ = ["SourceReport", "crawl", "reparse"]

STAGES = {"publications": 1, "theyworkforyou": 2, "members": 3}
"""The sources that begin when those of earlier stages have ended; every other one begins at once.

Prints come after Parliament's own services, so that words which differ are a print's reading and no change of the
statement. The Members API is asked about whom the others have found.
"""


def crawl(
    settings: Settings,
    sources: Sequence[str],
    *,
    topics: Sequence[str] | None,
    everything: bool,
    since: date | None,
    until: date | None,
    progress: Watch = shown,
) -> tuple[SourceReport, ...]:
    """Fetch, archive, parse and take in what the topics ask for (None: all of them), or everything.

    `until` None is today. A source that fails does not stop the others; each has its report. To be called once in a
    process, because Scrapy's reactor cannot be started again. Raises ConfigError, NotHeld for a source or topic that
    is not known, LeaseHeld if another process crawls one of them, and RecordUnavailable.
    """
    declared = _declared(settings, sources)
    topics_asked = asked_for(topics, everything=everything)
    until = until or datetime.now(UTC).date()
    with ExitStack() as stack:
        intake = stack.enter_context(Intake.opened(settings.record_url))
        for source in declared:
            stack.enter_context(intake.alone(f"crawl {source.id}"))
        planner = _Planner(settings, intake, topics_asked, since, until)
        jobs = [planner.job(source) for source in declared]
        with progress([job.tally for job in jobs]):
            if jobs:
                _run(settings, jobs)
        return tuple(finished(job) for job in jobs)


def _declared(settings: Settings, names: Sequence[str]) -> list[Source]:
    known = {name: source for name, source in load_sources(settings).items() if name in SPIDERS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise NotHeld(f"there is no source “{unknown[0]}”", remedy=f"The sources are: {', '.join(known)}.")
    return [known[name] for name in dict.fromkeys(names)]


class _Planner:
    """Turns what was asked for into one job a source."""

    def __init__(
        self,
        settings: Settings,
        intake: Intake,
        topics: tuple[Topic, ...] | None,
        since: date | None,
        until: date,
    ) -> None:
        self._settings, self._intake, self._topics = settings, intake, topics
        self._since, self._until = since, until
        self._archive = Archive(settings.archive_dir)

    def job(self, source: Source) -> Job:
        """The job of one source, its run begun in the record."""
        scope = scope_of(self._topics)
        cursor = self._intake.cursor(source.id, scope)
        natural = self._natural_start(source, cursor)
        start = max(self._since or natural, source.first_day)
        begun = self._intake.begin(Plan(source=source.id, scope=scope, since=self._since, until=self._until))
        list_archived(self._intake, self._archive, source.id, begun.resumes)
        tally = Tally(source.id)
        writer = self._archive.writer(source.id, begun.run)
        return Job(
            source=source,
            scope=scope,
            span=Span(start, self._until),
            topics=self._topics,
            first=cursor is None,
            again=cursor is not None or self._since is not None,
            cursor_moves=start <= natural and (cursor is None or self._until > cursor),
            run=begun.run,
            resumes=begun.resumes,
            folder=source.folder,
            intake=self._intake,
            archive=self._archive,
            door=Door(self._intake, writer, begun.run, tally),
            pace=Pace(source.delay, fixed=self._settings.crawl_delay is not None),
            tally=tally,
        )

    def _natural_start(self, source: Source, cursor: date | None) -> date:
        """Where a crawl begins that was told no day: at the cursor less the look-again window, or at the first day."""
        if cursor is not None:
            return max(source.first_day, min(cursor, self._until) - timedelta(days=source.look_again))
        first = min((topic.since for topic in self._topics or ()), default=source.first_day)
        return max(source.first_day, first)


def _run(settings: Settings, jobs: Sequence[Job]) -> None:
    """All crawls of a stage at the same time, the stages one after the other."""
    process = AsyncCrawlerProcess(settings_for(jobs[0].source, settings))
    begun: list[tuple[Job, asyncio.Task[None]]] = []
    for job in sorted(jobs, key=_stage):
        after = tuple(task for earlier, task in begun if _stage(earlier) < _stage(job))
        crawler = Crawler(SPIDERS[job.source.id], settings_for(job.source, settings))
        begun.append((job, process.crawl(crawler, job=replace(job, after=after))))
    process.start()
    for job, task in begun:
        if task.done() and not task.cancelled() and task.exception():
            job.tally.fail(CRASHED)
        job.tally.stop()


def _stage(job: Job) -> int:
    return STAGES.get(job.source.id, 0)
