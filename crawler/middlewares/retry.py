"""Tries again, later and later, what another try may mend."""

import asyncio
from dataclasses import dataclass

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.faults import PASSING
from crawler.job import Job
from crawler.requests import ODD, SNAPSHOT, TRIES

TRIES_IN_ALL = 5
STATUSES = frozenset({429, 500, 502, 503, 504})
SHORTEST_WAIT, LONGEST_WAIT = 0.2, 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Retry:
    """Asks again after 429, a server error, a fault of the connection, or an answer that cannot be what was asked for.

    The wait begins at the source's own delay and doubles each time. What fails the last time is passed on as it is,
    an unintelligible answer with the flag ODD.
    """

    job: Job

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Retry":
        """The middleware of the spider's job."""
        return cls(crawler.spider.job)  # type: ignore[union-attr]  # set before any middleware is made

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """The answer, or the request to make again."""
        odd = response.status == 200 and ODD in response.flags
        if odd or response.status in STATUSES:
            return await self._again(request) or response
        return response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The request to make again, None where that would not help."""
        return await self._again(request) if isinstance(exception, PASSING) else None

    async def _again(self, request: Request) -> Request | None:
        tries = request.meta.get(TRIES, 0) + 1
        if tries >= TRIES_IN_ALL:
            return None
        await asyncio.sleep(min(LONGEST_WAIT, max(SHORTEST_WAIT, self.job.pace.delay) * 2 ** (tries - 1)))
        meta = {**request.meta, TRIES: tries}
        meta.pop(SNAPSHOT, None)
        return request.replace(meta=meta)
