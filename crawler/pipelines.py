"""What spiders find goes through the door, in batches and at the latest after a pause."""

from collections.abc import Callable

from scrapy.crawler import Crawler
from scrapy.utils.asyncio import create_looping_call

from crawler.door import PAUSE, Found
from crawler.job import Job
from statements.errors import DispatchBoxError


class ToTheRecord:
    """Hands everything to the door. If the record cannot be written the source's crawl fails, and ends by itself."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._flushing = create_looping_call(self._attempt, job.door.flush)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ToTheRecord":
        """The pipeline of the spider's job."""
        return cls(crawler.spider.job)  # type: ignore[union-attr]  # set before any pipeline is made

    def open_spider(self) -> None:
        """Begin to flush regularly."""
        self._flushing.start(PAUSE, now=False)

    def process_item(self, item: Found) -> Found:
        """Take in what was found."""
        self._attempt(lambda: self._job.door.take(item))
        return item

    def close_spider(self) -> None:
        """Flush what is left."""
        self._flushing.stop()
        self._attempt(self._job.door.close)

    def _attempt(self, work: Callable[[], None]) -> None:
        try:
            work()
        except DispatchBoxError as error:
            self._job.tally.fail(str(error))
