"""Keeps the source's delay, and leaves it alone for as long as it asks."""

from scrapy import Request, signals
from scrapy.core.downloader import Downloader
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.job import Job
from crawler.pace import retry_after

BUSY = frozenset({429, 503})  # the answers whose Retry-After counts


class Pacing:
    """Holds requests back while the source wants none, and sets the delay of its download slot, which Scrapy keeps.

    The slot's delay is set at every request because Scrapy throws a slot away that has been idle for a minute.
    """

    def __init__(self, crawler: Crawler, job: Job) -> None:
        self._crawler, self._job = crawler, job

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Pacing":
        """The middleware of the spider's job."""
        pacing = cls(crawler, crawler.spider.job)  # type: ignore[union-attr]  # set before any middleware is made
        crawler.signals.connect(pacing.set_delay, signals.request_reached_downloader)
        return pacing

    async def process_request(self, request: Request) -> None:
        """Return when the request may go on."""
        await self._job.pace.turn()

    def set_delay(self, request: Request) -> None:
        """Give the request's download slot the delay in force."""
        downloader: Downloader = self._crawler.engine.downloader
        downloader.slots[request.meta[Downloader.DOWNLOAD_SLOT]].delay = self._job.pace.delay

    def process_response(self, request: Request, response: Response) -> Response:
        """Note a Retry-After."""
        if response.status in BUSY:
            told = response.headers.get("Retry-After") or b""
            if (seconds := retry_after(told.decode("latin-1"))) is not None:
                self._job.pace.hold(seconds)
        return response
