"""The archive: what goes in comes out byte for byte, and a file cut short spoils nothing else."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from indexer.archive import Archive
from statements.errors import ArchiveDamaged, NotHeld
from statements.snapshot import Snapshot

AT = datetime(2014, 11, 4, 12, 30, 0, 123456, tzinfo=UTC)


def answer(body: bytes, url: str = "https://source.example/list?page=1", **more: object) -> Snapshot:
    values = {
        "source": "hansard",
        "url": url,
        "fetched_at": AT,
        "status": 200,
        "headers": (("content-type", "application/json"), ("content-length", str(len(body))), ("etag", '"one"')),
        "body": body,
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    return Snapshot(**{**values, **more})


def same(one: Snapshot, other: Snapshot) -> bool:
    """Equal but for the order of headers."""
    return sorted(one.headers) == sorted(other.headers) and all(
        getattr(one, name) == getattr(other, name)
        for name in ("source", "url", "fetched_at", "status", "body", "sha256", "place")
    )


def test_what_is_written_is_read_from_its_place(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    bodies = [b'{"a": 1}', b"", "Gaddafi\u00a0– é".encode(), b"\r\n\r\nWARC/1.1\r\n\r\n" * 5000]
    with archive.writer("hansard", run=3) as writer:
        kept = [writer.write(answer(body), [("User-Agent", "DispatchBox")]) for body in bodies]
    assert len({snapshot.place for snapshot in kept}) == len(bodies)
    for snapshot in kept:
        assert same(archive.read(snapshot.place), snapshot)


@given(body=st.binary(max_size=3000), status=st.sampled_from([200, 301, 304, 404, 429, 503, 599]))
def test_any_bytes_and_any_status_survive(tmp_path_factory: pytest.TempPathFactory, body: bytes, status: int) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    with archive.writer("hansard", run=1) as writer:
        kept = writer.write(answer(body, status=status))
    assert same(archive.read(kept.place), kept)


def test_encodings_that_were_taken_off_are_not_claimed(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    headers = (("content-type", "text/html"), ("content-encoding", "gzip"), ("transfer-encoding", "chunked"))
    with archive.writer("hansard", run=1) as writer:
        place = writer.write(answer(b"<p>plain</p>", headers=headers)).place
    read = archive.read(place)
    assert read.body == b"<p>plain</p>"
    assert dict(read.headers) == {"content-type": "text/html", "content-length": "12"}


def test_the_file_is_a_warc_that_other_readers_accept(tmp_path: Path) -> None:
    with Archive(tmp_path).writer("members", run=1) as writer:
        kept = writer.write(answer(b'{"a": 1}'), [("User-Agent", "DispatchBox/1 (+mailto:a@b.example)")])
    (file,) = tmp_path.rglob("*.warc.gz")
    with file.open("rb") as stream:
        records = [(record.rec_type, record.rec_headers) for record in ArchiveIterator(stream, check_digests="raise")]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "request"]
    about, request = records[1][1], records[2][1]
    assert about.get_header("WARC-Payload-Digest") == f"sha256:{kept.sha256}"
    assert request.get_header("WARC-Concurrent-To") == about.get_header("WARC-Record-ID")


def test_a_file_of_the_operator_is_kept_as_a_resource(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    given = answer(b"id,name\n", url="file:///srv/ministers/person.csv", headers=(("content-type", "text/csv"),))
    with archive.writer("hansard", run=1) as writer:
        kept = writer.write(given)
    assert same(archive.read(kept.place), kept)


def test_files_roll_and_writers_never_share_one(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("hansard", run=1, roll_at=2000) as one, archive.writer("hansard", run=2) as other:
        kept = [one.write(answer(bytes(range(256)) * 4)) for _ in range(6)] + [other.write(answer(b"other"))]
    files = {snapshot.place.partition("#")[0] for snapshot in kept}
    assert len(files) >= 3
    assert all(same(archive.read(snapshot.place), snapshot) for snapshot in kept)


def test_a_file_cut_short_at_any_byte_gives_every_whole_answer(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("hansard", run=1) as writer:
        kept = [writer.write(answer(f"answer {number}".encode())) for number in range(4)]
    (file,) = tmp_path.rglob("*.warc.gz")
    whole = file.read_bytes()
    last = int(kept[-1].place.partition("#")[2])
    for cut in range(last, last + 60):
        file.write_bytes(whole[:cut])
        assert all(same(archive.read(snapshot.place), snapshot) for snapshot in kept[:-1])
        with pytest.raises(ArchiveDamaged, match=r"hansard/.*warc\.gz#"):
            archive.read(kept[-1].place)


def test_the_places_of_a_run_stand_in_order_up_to_where_its_file_was_cut(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("hansard", run=1, roll_at=1) as writer:
        kept = [writer.write(answer(f"answer {number}".encode())).place for number in range(3)]
    with archive.writer("hansard", run=11) as other:
        other.write(answer(b"another run's"))
    assert list(archive.places("hansard", 1)) == kept
    assert list(archive.places("hansard", 2)) == []
    file, _, offset = str(kept[-1]).partition("#")
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes()[: int(offset) + 20])
    assert list(archive.places("hansard", 1)) == kept[:-1]


def test_altered_bytes_are_never_given_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.writer("hansard", run=1) as writer:
        place = writer.write(answer(b"There were 12 of them. " * 40)).place
    (file,) = tmp_path.rglob("*.warc.gz")
    whole = file.read_bytes()
    start = int(place.partition("#")[2])
    for at in range(start + 12, start + 300, 7):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :])
        try:
            read = archive.read(place)
        except ArchiveDamaged:
            continue
        assert read.body == b"There were 12 of them. " * 40


@pytest.mark.parametrize("place", ["", "hansard/none.warc.gz#0", "hansard/none.warc.gz", "../secret#0", "a#b#1"])
def test_a_place_that_is_none_is_said_so(tmp_path: Path, place: str) -> None:
    with pytest.raises(NotHeld):
        Archive(tmp_path).read(place)


def test_a_request_record_is_no_answer(tmp_path: Path) -> None:
    with Archive(tmp_path).writer("hansard", run=1) as writer:
        writer.write(answer(b"one"))
    (file,) = tmp_path.rglob("*.warc.gz")
    with pytest.raises(ArchiveDamaged, match="warcinfo"):
        Archive(tmp_path).read(f"hansard/{file.name}#0")
