"""Pages a second: our spider, with its middlewares, archive and record, against a bare Scrapy spider.

Both fetch the same single questions from the same server on loopback and run the same parser on them. Each repeat is a
process of its own, the two kinds in turn, so that a busy machine slows both; the ratio of the medians is what counts.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import date
from time import perf_counter
from typing import Any

from benchmarks import Figure, at_least

PAGES = 1000
REPEATS = 5
CONCURRENCY = 16
DAY = date(2014, 11, 4)
QUESTIONS = "/api/writtenquestions/questions"
LEAST = 0.65


def measure(scale: float) -> list[Figure]:
    """Pages a second of both, and their ratio."""
    pages = max(20, int(PAGES * scale))
    took: dict[str, list[float]] = {"bare": [], "ours": []}
    with served(pages) as base:
        for _ in range(REPEATS):
            for kind, times in took.items():
                times.append(_timed(kind, base, pages))
    bare, ours = (pages / statistics.median(took[kind]) for kind in ("bare", "ours"))
    return [
        Figure("crawl: bare Scrapy spider", bare, "pages/s"),
        Figure("crawl: our spider, archive and record", ours, "pages/s"),
        at_least("crawl: ours / bare", ours / bare, "", LEAST),
    ]


@contextmanager
def served(pages: int) -> Iterator[str]:
    command = [sys.executable, "-m", "benchmarks._site", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(server.stdout.readline())}"
        finally:
            server.terminate()


def _timed(kind: str, base: str, pages: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "DISPATCHBOX_DATA_DIR": folder,
            "DISPATCHBOX_CRAWL_DELAY": "0",
            "DISPATCHBOX_CRAWL_CONCURRENCY": str(CONCURRENCY),
            "DISPATCHBOX_SOURCE_QUESTIONS_STATEMENTS_URL": base,
        }
        command = [sys.executable, "-m", "benchmarks.crawl", kind, base, str(pages)]
        done = subprocess.run(command, env={**os.environ, **settings}, capture_output=True, text=True, check=True)
    return float(done.stdout)


def bare(base: str, pages: int) -> float:
    """Seconds that a spider without anything of ours takes to fetch and parse the pages."""
    from scrapy import Request, Spider
    from scrapy.crawler import AsyncCrawlerProcess
    from scrapy.http import Response

    from crawler.parsers.questions_statements import parse

    class Bare(Spider):
        name = "bare"
        parsed = 0

        async def start(self) -> AsyncIterator[Request]:
            for number in range(1, pages + 1):
                yield Request(f"{base}{QUESTIONS}/{number}?expandMember=true")

        def parse(self, response: Response, **_: Any) -> Iterator[dict[str, Any]]:
            for sighting in parse(_snapshot(response.url, response.body)):
                Bare.parsed += 1
                yield {"sighting": sighting}

    process = AsyncCrawlerProcess({"LOG_LEVEL": "ERROR", "CONCURRENT_REQUESTS_PER_DOMAIN": CONCURRENCY})
    process.crawl(Bare)
    began = perf_counter()
    process.start()
    _insist(Bare.parsed, pages)
    return perf_counter() - began


def ours(_: str, pages: int) -> float:
    """Seconds that a crawl of the same pages takes, from the first request to the last commit."""
    from crawler.progress import silent
    from crawler.run import crawl
    from indexer.config import load_settings
    from indexer.intake import Intake

    settings = load_settings()
    with Intake.opened(settings.record_url):
        pass  # the record is made before the clock starts
    began = perf_counter()
    (report,) = crawl(
        settings,
        ["questions-statements"],
        topics=None,
        everything=True,
        since=DAY,
        until=DAY,
        progress=silent,
    )
    _insist(report.new, pages)
    return perf_counter() - began


def _insist(found: int, pages: int) -> None:
    if found != pages:
        raise SystemExit(f"{found} statements of {pages}")


def _snapshot(url: str, body: bytes) -> Any:
    from datetime import UTC, datetime
    from hashlib import sha256

    from statements.snapshot import Snapshot

    return Snapshot(
        source="questions-statements",
        url=url,
        fetched_at=datetime.now(UTC),
        status=200,
        headers=(),
        body=body,
        sha256=sha256(body).hexdigest(),
    )


KINDS = {"bare": bare, "ours": ours}

if __name__ == "__main__":
    print(KINDS[sys.argv[1]](sys.argv[2], int(sys.argv[3])))
