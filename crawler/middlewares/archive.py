"""Keeps every answer, with its hash, before anything reads it."""

import hashlib
from datetime import UTC, datetime
from urllib.parse import urldefrag

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response

from crawler.answers import intelligible
from crawler.job import Job
from crawler.requests import KEPT, ODD, SNAPSHOT
from statements.snapshot import Snapshot


class ArchiveFirst:
    """Hands each answer that came over the network to the door, and leaves the kept snapshot with the request.

    Redirects, refusals and bot checks are kept too. An answer with status 200 that cannot be what was asked for is
    flagged ODD.
    """

    def __init__(self, job: Job) -> None:
        self._job = job

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ArchiveFirst":
        """The middleware of the spider's job."""
        return cls(crawler.spider.job)  # type: ignore[union-attr]  # set before any middleware is made

    def process_response(self, request: Request, response: Response) -> Response:
        """The same answer, kept."""
        if KEPT in response.flags:
            return response
        snapshot = self._job.door.archive(self._snapshot(request, response), _pairs(request.headers))
        request.meta[SNAPSHOT] = snapshot
        if response.status in (200, 304):
            self._job.tally.fetched += 1
        if response.status == 200 and not intelligible(snapshot):
            response.flags.append(ODD)
            self._job.tally.error(f"{snapshot.url}: not what was asked for; kept as {snapshot.place}")
        return response

    def _snapshot(self, request: Request, response: Response) -> Snapshot:
        return Snapshot(
            source=self._job.source.id,
            url=urldefrag(request.url)[0],
            fetched_at=datetime.now(UTC),
            status=response.status,
            headers=tuple((name.lower(), value) for name, value in _pairs(response.headers)),
            body=response.body,
            sha256=hashlib.sha256(response.body).hexdigest(),
        )


def _pairs(headers: Headers) -> list[tuple[str, str]]:
    return [
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values or ()
    ]
