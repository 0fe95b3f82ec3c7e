"""What one spider is given: which source, which days, what to choose, and where to take it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scrapy.crawler import Crawler

from crawler.door import Door
from crawler.pace import Pace
from crawler.tally import Tally
from crawler.windows import Span
from indexer.archive import Archive
from indexer.config import Source
from indexer.intake import Intake
from statements.policy import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One crawl of one source.

    `topics` None asks for everything; `scope` is the same as the run's plan keeps it. `span` are the days to read;
    `again` is True where statements made before them must be looked at for later changes, and `first` if the source
    has never been read to the end for that scope. `cursor_moves` is False where days would be left out if the next
    crawl began at this one's last day. `resumes` are the killed runs whose answers are used again. `folder` holds the
    operator's copy of what the source has, if there is one. `after` are the crawls that must have ended before this.
    """

    source: Source
    scope: str
    span: Span
    topics: tuple[Topic, ...] | None
    first: bool
    again: bool
    cursor_moves: bool
    run: int
    resumes: tuple[int, ...]
    folder: Path | None
    intake: Intake
    archive: Archive
    door: Door
    pace: Pace
    tally: Tally
    after: Sequence["asyncio.Task[None]"] = ()

    @property
    def everything(self) -> bool:
        """True if all that the source holds is asked for."""
        return self.topics is None


def job_of(crawler: Crawler) -> Job:
    """The job of the crawler's spider, which Scrapy makes before any middleware or pipeline asks for it."""
    return crawler.spider.job  # type: ignore[union-attr, no-any-return]  # every spider of ours has one
