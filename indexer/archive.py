"""The archive: every answer of every source as WARC records (ISO 28500, WARC 1.1), append-only, one writer a file.

A *place* is "folder/file#offset" below the archive's folder: a source's own folder, a file, and the byte at which the
record's own gzip member begins. Bodies are kept without transfer or content encoding, so that the hash of a record's
payload is the hash of the bytes that the parser read.
"""

import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from http.client import responses as REASONS
from pathlib import Path
from types import TracebackType
from typing import BinaryIO
from urllib.parse import urlsplit
from zlib import error as ZlibError

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from indexer.redaction import TYPE as TOMBSTONE
from indexer.redaction import member, redact
from statements.errors import ArchiveDamaged, NotHeld, TakenDown
from statements.snapshot import Snapshot

ROLL_AT = 256 * 1024 * 1024  # bytes after which a writer begins another file
ENCODINGS = frozenset({"transfer-encoding", "content-encoding", "content-length"})
ANSWERS = ("response", "resource")  # the types of record that hold one
DAMAGED = (ArchiveLoadFailed, EOFError, ZlibError, OSError)  # what reading a file that was cut short raises
BEGUN = "%Y%m%dT%H%M%S%fZ"  # how a file's name begins
Headers = Iterable[tuple[str, str]]


class Archive:
    """A folder of WARC files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def writer(self, source: str, run: int, *, roll_at: int = ROLL_AT) -> "Writer":
        """A writer of new files for one run of one source; close it, or use it in a `with`."""
        return Writer(self._folder, source, run, roll_at)

    def read(self, place: str) -> Snapshot:
        """The answer kept at `place`.

        Raises NotHeld if there is no such file, ArchiveDamaged if it is not
        whole, TakenDown if it was redacted.
        """
        name, _, offset = place.partition("#")
        path = self._folder / name
        if not offset.isdecimal() or not path.resolve().is_relative_to(self._folder.resolve()):
            raise NotHeld(f"“{place}” is no place in the archive")
        try:
            with path.open("rb") as file:
                file.seek(int(offset))
                return _snapshot(place, file)
        except FileNotFoundError as error:
            raise NotHeld(f"the archive has no file {name}") from error

    def redact(self, places: Sequence[str], at: datetime) -> None:
        """Puts a tombstone of that time in the place of answers of one file, which keeps its length.

        Nobody may write to the file. Places redacted before stay as they are. Raises NotHeld if there is no such file,
        ArchiveDamaged where no whole record is, OSError if the file cannot be written.
        """
        name = places[0].partition("#")[0]
        standing = [place for place in places if not self._is_redacted(place)]
        if standing:
            redact(self._folder / name, [int(place.partition("#")[2]) for place in standing], at)

    def _is_redacted(self, place: str) -> bool:
        try:
            self.read(place)
        except TakenDown:
            return True
        except ArchiveDamaged:
            return False  # an answer whose bytes are not those written may hold the words all the same
        return False

    def places(self, source: str, run: int) -> Iterator[str]:
        """The places of a run's answers in the order written; where a file was cut short, those of its whole part."""
        for path in sorted((self._folder / source).glob(f"*-run{run}-*.warc.gz")):
            yield from self.places_in(f"{source}/{path.name}")

    def sources(self) -> tuple[str, ...]:
        """The sources of which there is a folder."""
        if not self._folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self._folder.iterdir() if path.is_dir()))

    def files(self, source: str) -> tuple[str, ...]:
        """A source's files, oldest first, each as "folder/file"."""
        return tuple(f"{source}/{path.name}" for path in sorted((self._folder / source).glob("*.warc.gz")))

    def size(self, name: str) -> int | None:
        """How many bytes a file has on the disk; None if there is no such file."""
        path = self._folder / name
        return path.stat().st_size if path.is_file() else None

    def places_in(self, name: str) -> Iterator[str]:
        """The places of the answers in a file, in order; where it is damaged, those before the damage."""
        with (self._folder / name).open("rb") as file:
            yield from (f"{name}#{offset}" for offset in _answers(file))


class Writer:
    """Appends answers to files that no other writer touches. Not for use by two threads at once."""

    def __init__(self, folder: Path, source: str, run: int, roll_at: int) -> None:
        self._root, self._source, self._run, self._roll_at = folder, source, run, roll_at
        self._begun = datetime.now(UTC)
        self._serial = 0
        self._file: BinaryIO | None = None
        self._warc: WARCWriter | None = None
        self._name = ""

    def write(self, snapshot: Snapshot, asked: Headers = ()) -> Snapshot:
        """Keep an answer and the request for it (`asked`: the headers sent); the snapshot comes back with its place."""
        file, warc = self._open()
        place = f"{self._name}#{file.tell()}"
        answer = _answer(warc, snapshot)
        if urlsplit(snapshot.url).scheme == "file":
            warc.write_record(answer)
        else:
            warc.write_request_response_pair(_request(warc, snapshot.url, asked), answer)
        return replace(snapshot, place=place)

    def sync(self) -> None:
        """Return when everything written is on the disk."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Finish the file; the writer can go on with another."""
        if self._file is not None:
            self.sync()
            self._file.close()
            self._file = self._warc = None

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> tuple[BinaryIO, WARCWriter]:
        if self._file is not None and self._file.tell() >= self._roll_at:
            self.close()
        if self._file is None or self._warc is None:
            self._name = self._next_name()
            path = self._root / self._name
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("xb")
            self._warc = WARCWriter(self._file, gzip=True, warc_version="WARC/1.1")
            about = {"software": "Dispatch Box", "format": "WARC File Format 1.1", "isPartOf": self._source}
            self._warc.write_record(self._warc.create_warcinfo_record(path.name, about))
        return self._file, self._warc

    def _next_name(self) -> str:
        self._serial += 1
        return f"{self._source}/{self._begun:{BEGUN}}-run{self._run}-{self._serial:04}.warc.gz"


def begun_at(name: str) -> datetime:
    """When a file was begun, as its name tells."""
    return datetime.strptime(name.rpartition("/")[2].partition("-")[0], BEGUN).replace(tzinfo=UTC)


def _answer(warc: WARCWriter, snapshot: Snapshot) -> ArcWarcRecord:
    about = {
        "WARC-Date": snapshot.fetched_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "WARC-Payload-Digest": f"sha256:{snapshot.sha256}",
    }
    kept = [(name, value) for name, value in snapshot.headers if name.lower() not in ENCODINGS]
    if urlsplit(snapshot.url).scheme == "file":
        kind, head = "resource", None
        about["Content-Type"] = dict(kept).get("content-type", "application/octet-stream")
    else:
        kept.append(("content-length", str(len(snapshot.body))))
        kind = "response"
        head = StatusAndHeaders(f"{snapshot.status} {REASONS.get(snapshot.status, '')}".strip(), kept, "HTTP/1.1")
    return warc.create_warc_record(
        snapshot.url,
        kind,
        payload=io.BytesIO(snapshot.body),
        length=len(snapshot.body),
        warc_headers_dict=about,
        http_headers=head,
    )


def _request(warc: WARCWriter, url: str, asked: Headers) -> ArcWarcRecord:
    parts = urlsplit(url)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    head = StatusAndHeaders(f"GET {target} HTTP/1.1", [("Host", parts.netloc), *asked], is_http_request=True)
    return warc.create_warc_record(url, "request", http_headers=head)


def _answers(file: BinaryIO) -> Iterator[int]:
    records = ArchiveIterator(file, no_record_parse=True)
    try:
        for record in records:
            if record.rec_type in ANSWERS:
                yield records.get_record_offset()
    except DAMAGED:
        return


def _snapshot(place: str, file: BinaryIO) -> Snapshot:
    try:
        record = next(iter(ArchiveIterator(io.BytesIO(member(file, place)))))
        body = record.raw_stream.read()
    except (StopIteration, *DAMAGED) as error:
        raise ArchiveDamaged(place, f"no record begins there ({error or 'it is empty'})") from error
    if record.rec_type == TOMBSTONE:
        day = datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")).date()
        raise TakenDown(f"the archived answer at {place}", day, "the record has the reason")
    if record.rec_type not in ANSWERS:
        raise ArchiveDamaged(place, f"a {record.rec_type} record stands there and not an answer")
    found = hashlib.sha256(body).hexdigest()
    if record.rec_headers.get_header("WARC-Payload-Digest") != f"sha256:{found}":
        raise ArchiveDamaged(place, "the bytes differ from those that were written")
    return Snapshot(
        source=place.partition("/")[0],
        url=record.rec_headers.get_header("WARC-Target-URI"),
        fetched_at=datetime.fromisoformat(record.rec_headers.get_header("WARC-Date")),
        status=int(record.http_headers.get_statuscode()) if record.http_headers else 200,
        headers=_headers(record),
        body=body,
        sha256=found,
        place=place,
    )


def _headers(record: ArcWarcRecord) -> tuple[tuple[str, str], ...]:
    if record.http_headers is None:
        return (("content-type", record.rec_headers.get_header("Content-Type")),)
    return tuple((name.lower(), value) for name, value in record.http_headers.headers)
