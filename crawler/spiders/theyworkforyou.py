"""TheyWorkForYou, from the folder that an operator mirrors: its robots.txt forbids the files, so none is fetched.

Without a folder, and with a key, its interface is asked instead.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable
from datetime import UTC, date, datetime
from pathlib import Path

from crawler.door import Found
from crawler.parsers.mirror import FOLDERS, File, changes, file_named
from crawler.spiders.base import SourceSpider
from crawler.spiders.theyworkforyou_api import Enquiry
from statements.errors import ArchiveDamaged, NotHeld, SourceFailed, TakenDown
from statements.snapshot import Snapshot

SCRAPED = "scrapedxml"
LISTING = "changedates.txt"
UNLISTED = 0  # when a file changed that no listing names, in seconds since 1970


class TheyWorkForYou(SourceSpider):
    """Reads the newest edition of each day, in the order in which the files changed."""

    name = "theyworkforyou"

    async def read(self) -> AsyncIterator[Found]:
        """A folder of the mirror at a time, or what the interface finds. Raises SourceFailed if there is neither."""
        async for found in self._folders() if self.job.folder or not self.job.source.key else Enquiry(self).read():
            yield found

    async def _folders(self) -> AsyncIterator[Found]:
        root = self._root()
        folders = [folder for folder, *_ in FOLDERS.values() if (root / folder).is_dir()]
        if not folders:
            raise self._failed(f"{root} holds none of the folders {', '.join(f for f, *_ in FOLDERS.values())}")
        self.job.tally.expected = len(folders)
        for folder in folders:
            async for found in self._folder(root / folder):
                yield found
            self.job.tally.done += 1

    def _root(self) -> Path:
        if self.job.folder is None:
            raise self._failed("neither mirror nor key is set, and its files may not be crawled")
        inner = self.job.folder / SCRAPED
        return inner if inner.is_dir() else self.job.folder

    def _failed(self, fault: str) -> SourceFailed:
        remedy = "Set DISPATCHBOX_THEYWORKFORYOU_DIR to a folder that rsync mirrors, or DISPATCHBOX_THEYWORKFORYOU_KEY."
        return SourceFailed(self.name, fault, remedy=remedy)

    async def _folder(self, folder: Path) -> AsyncIterator[Found]:
        account = self.account(f"{SCRAPED}/{folder.name}", self.job.span)
        files = self._wanted(folder)
        account.promised = len(files)
        for file in files:
            await asyncio.sleep(0)
            with self.noting(account):
                account.received += 1
                for reading in self.stated(account, self._snapshot(folder / file.name, file)):
                    yield reading
        yield account.closed()

    def _wanted(self, folder: Path) -> list[File]:
        """The files of the job's days, and of days before them that changed within; the oldest change first."""
        try:
            listing = folder / LISTING
            changed = {file: at for at, file in changes(listing.read_text("utf-8"))} if listing.is_file() else {}
            held = [file for path in sorted(folder.iterdir()) if (file := file_named(path.name))]
        except (OSError, UnicodeDecodeError) as error:
            raise self._failed(f"{folder} cannot be read ({error})") from error
        files = [(changed.get(file, UNLISTED), file) for file in _newest(held) if file.folder == folder.name]
        return [file for at, file in sorted(files, key=lambda row: (row[0], row[1].name)) if self._is_asked(at, file)]

    def _is_asked(self, at: int, file: File) -> bool:
        span = self.job.span
        if file.day > span.until:
            return False
        return file.day >= span.since or (self.job.again and _day_of(at) >= span.since)

    def _snapshot(self, path: Path, file: File) -> Snapshot:
        """The file as it is in the archive; it is put there if it is not, or not with these bytes."""
        try:
            body = path.read_bytes()
        except OSError as error:
            raise self._failed(f"{path} cannot be read ({error.strerror})") from error
        url = self.url(f"/pwdata/{SCRAPED}/{file.folder}/{file.name}")
        sha256 = hashlib.sha256(body).hexdigest()
        held = self._held(url)
        if held is not None and held.sha256 == sha256:
            return held
        snapshot = Snapshot(
            source=self.name,
            url=url,
            fetched_at=datetime.now(UTC),
            status=200,
            headers=(("content-type", "application/xml"),),
            body=body,
            sha256=sha256,
        )
        self.job.tally.fetched += 1
        return self.job.door.archive(snapshot, ())

    def _held(self, url: str) -> Snapshot | None:
        known = self.job.intake.validators(url)
        try:
            return self.job.archive.read(known.place) if known and known.place else None
        except (ArchiveDamaged, NotHeld, TakenDown):
            return None  # the file is archived again, which puts it right


def _newest(files: Iterable[File]) -> list[File]:
    """The last edition of each day: they lie side by side, told apart by letter."""
    newest = {(file.kind, file.day): file for file in sorted(files, key=lambda file: (len(file.letter), file.letter))}
    return list(newest.values())


def _day_of(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()
