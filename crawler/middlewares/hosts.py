"""Only the source's own host is ever asked: at the first request, at every retry and at every redirect."""

import asyncio
import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawler.job import Job

PORTS = {"http": 80, "https": 443}


class Refused(IgnoreRequest):
    """A request that may not be made."""


class Hosts:
    """Refuses requests off the source's host, in clear where the source is encrypted, or to a private address.

    A host that a SOURCE_…_URL setting names may be private: that is how a mirror or a test server stands in.
    """

    def __init__(self, job: Job) -> None:
        self._base = urlsplit(job.source.base)
        self._stand_in = job.source.stand_in
        self._public: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Hosts":
        """The middleware of the spider's job."""
        return cls(crawler.spider.job)  # type: ignore[union-attr]  # set before any middleware is made

    async def process_request(self, request: Request) -> None:
        """Let the request pass or raise Refused."""
        asked = urlsplit(request.url)
        if asked.scheme not in PORTS or (asked.scheme == "http" and self._base.scheme == "https"):
            raise Refused(f"not asked: {asked.scheme} is not allowed where the source itself uses {self._base.scheme}")
        if (asked.hostname, _port(asked)) != (self._base.hostname, _port(self._base)):
            raise Refused(f"not asked: {request.url} is not on the source's own host, {self._base.netloc}")
        if not self._stand_in and asked.hostname:
            await self._insist_on_public(asked.hostname)

    async def _insist_on_public(self, host: str) -> None:
        if host in self._public:
            return
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except socket.gaierror:
            return  # the download itself says that there is no such host
        for address in {str(entry[4][0]) for entry in found}:
            if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise Refused(f"not asked: {host} has the private address {address}")
        self._public.add(host)


def _port(parts: SplitResult) -> int | None:
    return parts.port or PORTS.get(parts.scheme)
