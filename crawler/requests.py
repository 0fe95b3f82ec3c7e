"""How a source is asked: the requests that spiders and middlewares make, and the marks they bear."""

from typing import Final
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http.request import NO_CALLBACK

from indexer.config import Source

# Marks in a request's meta.
ROBOTS: Final = "robots"  # asks for robots.txt
AFRESH: Final = "afresh"  # must not be answered from the archive
TRIES: Final = "tries"  # how often it has failed so far
SNAPSHOT: Final = "snapshot"  # the archived answer
HELD: Final = "held"  # the older answer that a 304 confirms

# Flags of a response.
KEPT: Final = "kept"  # it comes from the archive
ODD: Final = "odd"  # status 200, but not what was asked for

PATIENCE_WITH_ROBOTS = 8.0  # seconds


def page_request(url: str, source: Source, *, accept: str, afresh: bool = False) -> Request:
    """A GET of one page of the source, in the source's own download slot; `accept` is the sort of answer wanted."""
    return Request(
        url,
        callback=NO_CALLBACK,
        headers={"Accept": accept},
        meta={"download_slot": source.id, AFRESH: afresh},
    )


def robots_request(place: str, source: Source) -> Request:
    """A GET of a host's robots.txt; `place` is scheme and host."""
    timeout = min(source.timeout, PATIENCE_WITH_ROBOTS)
    return Request(
        f"{place}/robots.txt",
        callback=NO_CALLBACK,
        headers={"Accept": "text/plain"},
        meta={"download_slot": source.id, "download_timeout": timeout, ROBOTS: True, AFRESH: True},
    )


def origin(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
