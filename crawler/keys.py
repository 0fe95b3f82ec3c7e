"""The operator's key to a source: put on at the last moment and taken off again, so that nothing ever keeps it."""

import re
from urllib.parse import quote

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.faults import FAULTS
from crawler.job import job_of

_KEY = re.compile(rb"([?&])key=[^&#]*&?")
MASKED = "…"


class Keyed(HTTP11DownloadHandler):
    """Sends the key of a source that has one; in what comes back (address, redirections, faults) it does not stand.

    Addresses outside of the source's interface are asked without it.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        source = job_of(crawler).source
        self._key, self._interface = source.key, f"{source.base}/api/"
        self._fail_on_dataloss_warned = True  # that warning would name the address

    async def download_request(self, request: Request) -> Response:
        """The answer, as if it had been asked for without the key."""
        if not self._key or not request.url.startswith(self._interface):
            return await super().download_request(request)
        mark = "&" if "?" in request.url else "?"
        asked = request.replace(url=f"{request.url}{mark}key={quote(self._key, safe='')}")
        try:
            answer = await super().download_request(asked)
        except FAULTS as fault:
            raise type(fault)(str(fault).replace(quote(self._key, safe=""), MASKED)) from None
        if place := answer.headers.get("Location"):
            answer.headers["Location"] = _KEY.sub(rb"\1", place).rstrip(b"?&")
        return answer.replace(url=request.url)
