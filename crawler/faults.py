"""What can go wrong with one request."""

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost

from statements.coverage import Outcome
from statements.errors import SourceFailed

PASSING = (
    CannotResolveHostError,
    ConnectError,
    ConnectionDone,
    ConnectionLost,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    OSError,
    ResponseDataLossError,
)
"""Faults that another try may mend: no connection, no answer in time, an answer cut short."""

FAULTS = (*PASSING, DownloadCancelledError, IgnoreRequest, UnsupportedURLSchemeError)
"""Every fault of a request that is not a fault of our own."""


class Unanswered(SourceFailed):
    """One address did not give what was asked for.

    `outcome` is FAILED, or UNEXPECTED where an answer was kept that is not known. `lost` is True where what was asked
    for must be asked again later, False where it is in the archive or the source says that it is no more.
    """

    def __init__(
        self, source: str, url: str, fault: str, *, outcome: Outcome = Outcome.FAILED, lost: bool = True
    ) -> None:
        super().__init__(source, f"{url}: {fault}")
        self.url, self.outcome, self.lost = url, outcome, lost
