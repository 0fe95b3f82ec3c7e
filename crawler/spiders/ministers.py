"""Every minister since 1979 (Institute for Government, Ministers Database, CC BY 4.0)."""

import hashlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from crawler.door import Found
from crawler.parsers.ministers import FILES
from crawler.people import database
from crawler.spiders.base import SourceSpider
from statements.errors import SourceFailed
from statements.snapshot import Snapshot


class Ministers(SourceSpider):
    """Reads the database's files from MINISTERS_DIR, or from its public address where that is not set."""

    name = "ministers"
    accept = "text/csv"

    async def read(self) -> AsyncIterator[Found]:
        """Every person and every appointment."""
        account = self.account("ministers database", self.job.span)
        account.promised = self.job.tally.expected = len(FILES)
        files = []
        for name in FILES:
            files.append(await self._file(name))
            account.received = self.job.tally.done = len(files)
        yield self.parsed(lambda _: database(files), files[-1], leads_on=False)
        yield account.closed()

    async def _file(self, name: str) -> Snapshot:
        if self.job.folder is None:
            return await self.ask(self.url(f"/{name}"))
        return self.job.door.archive(_copy(self.job.folder / name))


def _copy(path: Path) -> Snapshot:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise SourceFailed("ministers", f"{path} cannot be read ({error.strerror})") from error
    return Snapshot(
        source="ministers",
        url=path.absolute().as_uri(),
        fetched_at=datetime.now(UTC),
        status=200,
        headers=(("content-type", "text/csv"),),
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
    )
