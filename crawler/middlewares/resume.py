"""Gives answers from the archive where asking again would be impolite or needless."""

from urllib.parse import urldefrag

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.job import Job, job_of
from crawler.requests import AFRESH, HELD, KEPT, ROBOTS, SNAPSHOT, TRIES
from statements.errors import ArchiveDamaged, NotHeld, TakenDown
from statements.snapshot import Snapshot


class Resume:
    """Answers from what a killed run of the same plan had archived, so that nothing is fetched again."""

    def __init__(self, job: Job) -> None:
        self._job = job

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Resume":
        """The middleware of the spider's job."""
        return cls(job_of(crawler))

    def process_request(self, request: Request) -> Response | None:
        """The answer as it was archived, None if the source must be asked."""
        if not self._job.resumes or request.meta.get(AFRESH) or request.meta.get(TRIES):
            return None
        place = self._job.intake.fetched_by(self._job.resumes, urldefrag(request.url)[0])
        held = _held(self._job, place)
        if held is None:
            return None
        self._job.tally.reused += 1
        return _answer(request, held)


class Unchanged:
    """Asks whether an answer that is held still stands, where the source gave it a validator (RFC 9110, 13).

    A 304 becomes the held answer, read from the archive.
    """

    def __init__(self, job: Job) -> None:
        self._job = job

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Unchanged":
        """The middleware of the spider's job."""
        return cls(job_of(crawler))

    def process_request(self, request: Request) -> None:
        """Add the validators of the newest answer held, unless its bytes are gone."""
        if request.meta.get(ROBOTS) or request.meta.get(TRIES):
            return
        for name in ("If-None-Match", "If-Modified-Since"):  # a redirect brings those of another address
            request.headers.pop(name, None)
        request.meta.pop(HELD, None)
        validators = self._job.intake.validators(urldefrag(request.url)[0])
        held = _held(self._job, validators.place) if validators else None
        if validators is None or held is None:
            return
        request.meta[HELD] = held
        if validators.etag:
            request.headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            request.headers["If-Modified-Since"] = validators.last_modified

    def process_response(self, request: Request, response: Response) -> Response:
        """The held answer in place of a 304."""
        held: Snapshot | None = request.meta.get(HELD)
        return _answer(request, held) if response.status == 304 and held else response


def _held(job: Job, place: str | None) -> Snapshot | None:
    try:
        return job.archive.read(place) if place else None
    except (ArchiveDamaged, NotHeld, TakenDown):
        return None  # the source is asked again, which puts it right


def _answer(request: Request, held: Snapshot) -> Response:
    request.meta[SNAPSHOT] = held
    return Response(request.url, status=held.status, body=held.body, flags=[KEPT], request=request)
