"""Takes answers out of a file of the archive without moving any other.

A place is the byte at which a gzip member begins, so what stands there in its stead must fill exactly its room: a
small WARC record that says so, behind a comment in the gzip header (RFC 1952) that fills the rest. The file is written
anew beside the old and put in its place at one stroke: killed at any moment, one of the two is there and whole.
"""

import os
import struct
import uuid
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from statements.errors import ArchiveDamaged

TYPE = "metadata"  # the type of record that stands where an answer stood
WORDS = b"Taken down."
CHUNK = 1 << 20  # bytes in memory at a time
BESIDE = ".redacting"  # how the name of the new file ends until it is put in place

_GZIP = 16 + zlib.MAX_WBITS
_COMMENT = 0x10  # the flag of a header with a comment


def redact(path: Path, offsets: Iterable[int], at: datetime) -> None:
    """Puts a tombstone in the place of each member that begins at one of those bytes; returns once it is on the disk.

    Nobody may append to the file meanwhile. Raises ArchiveDamaged where no whole member is, and OSError.
    """
    beside = path.with_name(path.name + BESIDE)
    try:
        with path.open("rb") as old, beside.open("wb") as new:
            for offset in sorted(set(offsets)):
                _copy(old, new, offset - old.tell())
                length = _length(old, f"{path.name}#{offset}")
                new.write(_tombstone(length, at, f"{path.name}#{offset}"))
                old.seek(offset + length)
            _copy(old, new, path.stat().st_size - old.tell())
            new.flush()
            os.fsync(new.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(path.parent)


def member(file: BinaryIO, place: str) -> bytes:
    """What the gzip member that begins where the file stands holds, its check sum compared. Raises ArchiveDamaged."""
    found, reader = [], zlib.decompressobj(_GZIP)
    try:
        while not reader.eof and (chunk := file.read(CHUNK)):
            found.append(reader.decompress(chunk))
    except (zlib.error, OSError) as error:
        raise ArchiveDamaged(place, f"no whole record begins there ({error})") from error
    if not reader.eof:
        raise ArchiveDamaged(place, "no whole record begins there (the file ends)")
    return b"".join(found)


def _length(file: BinaryIO, place: str) -> int:
    """How many bytes the member that begins where the file stands takes."""
    begin, reader = file.tell(), zlib.decompressobj(_GZIP)
    try:
        while not reader.eof and (chunk := file.read(CHUNK)):
            reader.decompress(chunk)
    except zlib.error as error:
        raise ArchiveDamaged(place, f"no whole record begins there ({error})") from error
    if not reader.eof:
        raise ArchiveDamaged(place, "no whole record begins there (the file ends)")
    return file.tell() - len(reader.unused_data) - begin


def _tombstone(length: int, at: datetime, place: str) -> bytes:
    told = _record(at)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(told) + packer.flush() + struct.pack("<LL", zlib.crc32(told), len(told))
    room = length - len(packed) - 10  # the header without a comment
    if room < 0:
        raise ArchiveDamaged(place, f"its {length} bytes are too few for a tombstone")
    header = struct.pack("<4BLBB", 0x1F, 0x8B, 8, _COMMENT if room else 0, 0, 2, 255)
    comment = b" " * (room - 1) + b"\0" if room else b""
    return header + comment + packed


def _record(at: datetime) -> bytes:
    lines = (
        "WARC/1.1",
        f"WARC-Type: {TYPE}",
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>",
        f"WARC-Date: {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        "Content-Type: text/plain",
        f"Content-Length: {len(WORDS)}",
    )
    return "\r\n".join((*lines, "", "")).encode() + WORDS + b"\r\n\r\n"


def _copy(old: BinaryIO, new: BinaryIO, count: int) -> None:
    while count > 0 and (chunk := old.read(min(CHUNK, count))):
        new.write(chunk)
        count -= len(chunk)


def _sync_folder(folder: Path) -> None:
    """Returns when the new name is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
