"""How much disk the archive takes: by source and year, and how fast it grows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from indexer.archive import Archive, begun_at
from indexer.store.responses import ResponseStore

RECENT = timedelta(days=30)  # growth is told over these


@dataclass(frozen=True, slots=True)
class DiskUse:
    """One source in one year: answers listed, files, their bytes on the disk, and those begun in the last 30 days."""

    source: str
    year: int
    answers: int
    files: int
    size: int
    recent: int


def disk_use(archive: Archive, responses: ResponseStore, now: datetime) -> list[DiskUse]:
    """What each source takes, a row a year, by source and year. Raises RecordUnavailable."""
    answers = responses.by_year()
    files: dict[tuple[str, int], list[tuple[int, datetime]]] = defaultdict(list)
    for source in archive.sources():
        for name in archive.files(source):
            begun = begun_at(name)
            files[source, begun.year].append((archive.size(name) or 0, begun))
    return [
        DiskUse(
            source,
            year,
            answers.get((source, year), 0),
            len(files[source, year]),
            sum(size for size, _ in files[source, year]),
            sum(size for size, begun in files[source, year] if begun > now.astimezone(UTC) - RECENT),
        )
        for source, year in sorted(answers.keys() | files.keys())
    ]
