"""How fast one source may be asked: its delay, and the moment before which it must be left alone."""

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic

LONGEST_HOLD = 300.0  # seconds; a Retry-After beyond it is cut to it


class Pace:
    """The delay between two requests to one source and the holds that it asked for. One owner: the source's run.

    `fixed` is True where the operator has set the delay: robots.txt cannot change it then.
    """

    def __init__(self, delay: float, *, fixed: bool) -> None:
        self.delay = delay
        self._fixed = fixed
        self._not_before = 0.0

    def slow_to(self, delay: float) -> None:
        """Leave at least `delay` seconds between two requests (Crawl-delay in robots.txt)."""
        if not self._fixed:
            self.delay = max(self.delay, delay)

    def hold(self, seconds: float) -> None:
        """Ask nothing for so many seconds."""
        self._not_before = max(self._not_before, monotonic() + min(seconds, LONGEST_HOLD))

    async def turn(self) -> None:
        """Return when the source may be asked again."""
        while (wait := self._not_before - monotonic()) > 0:
            await asyncio.sleep(wait)


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or an HTTP date (RFC 9110, 10.2.3); None if neither."""
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())
