"""robots.txt after RFC 9309, with what Scrapy's own middleware leaves out."""

import asyncio
from dataclasses import dataclass

from protego import Protego
from scrapy import Request
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.faults import FAULTS
from crawler.job import Job
from crawler.middlewares.hosts import Refused
from crawler.requests import ROBOTS, origin, robots_request

AGENT = "DispatchBox"  # the token that robots.txt would name us by
ENOUGH = 500 * 1024  # bytes that must be read (RFC 9309, 2.5)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host allows. `barred` says why it allows nothing."""

    protego: Protego | None = None
    barred: str | None = None

    def fault(self, url: str) -> str | None:
        """Why `url` may not be asked, None if it may."""
        if self.barred:
            return self.barred
        if self.protego is not None and not self.protego.can_fetch(url, AGENT):
            return "robots.txt forbids it"
        return None


class Robots:
    """Asks each host for its robots.txt once a run, before anything else, and keeps to it.

    A server error, 429 or no answer bars the whole host for this run, after the same retries as for any page (2.3.1.4;
    that 429 counts among them is our choice). Any other refusal, and a redirect that is not followed, means that there
    are no rules (2.3.1.2, 2.3.1.3). Crawl-delay, which the RFC does not know, is kept too.
    """

    def __init__(self, crawler: Crawler, job: Job) -> None:
        self._crawler, self._job = crawler, job
        self._rules: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        """The middleware of the spider's job."""
        return cls(crawler, crawler.spider.job)  # type: ignore[union-attr]  # set before any middleware is made

    async def process_request(self, request: Request) -> None:
        """Let the request pass or raise Refused."""
        if request.meta.get(ROBOTS):
            return
        place = origin(request.url)
        if place not in self._rules:
            self._rules[place] = asyncio.ensure_future(self._ask(place))
        rules = await asyncio.shield(self._rules[place])
        if fault := rules.fault(request.url):
            raise Refused(f"not asked: {fault}")

    async def _ask(self, place: str) -> Rules:
        engine: ExecutionEngine = self._crawler.engine
        try:
            answer = await engine.download_async(robots_request(place, self._job.source))
        except IgnoreRequest:
            return Rules()
        except FAULTS as error:
            return Rules(barred=f"{place}/robots.txt could not be read ({error})")
        if answer.status == 429 or answer.status >= 500:
            return Rules(barred=f"{place}/robots.txt was answered with {answer.status}")
        if answer.status != 200:
            return Rules()
        rules = Protego.parse(answer.body[:ENOUGH].decode("utf-8", "replace"))
        if (delay := rules.crawl_delay(AGENT)) is not None:
            self._job.pace.slow_to(delay)
        return Rules(rules)
