"""Redaction: one answer goes, every other stays at its place; and whatever byte is altered, reading never misleads."""

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.archive import Archive
from statements.errors import ArchiveDamaged, TakenDown
from statements.snapshot import Snapshot
from tests.indexer.test_archive import answer, same

AT = datetime(2016, 9, 1, 8, 0, tzinfo=UTC)
WORDS = b"the keeper of the third lamp is named here"


def kept(folder: Path, bodies: list[bytes]) -> list[Snapshot]:
    with Archive(folder).writer("hansard", run=1) as writer:
        return [writer.write(answer(body)) for body in bodies]


def place(snapshot: Snapshot) -> str:
    assert snapshot.place
    return snapshot.place


@given(body=st.binary(max_size=60_000), which=st.integers(0, 2))
def test_an_answer_of_any_length_goes_and_no_other_moves(
    tmp_path_factory: pytest.TempPathFactory, body: bytes, which: int
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    bodies = [b"first", b"second", b"third"]
    bodies[which] = body
    answers = kept(folder, bodies)
    archive = Archive(folder)
    (path,) = folder.rglob("*.warc.gz")
    length = path.stat().st_size
    archive.redact([place(answers[which])], AT)
    assert path.stat().st_size == length
    assert [path.name for path in path.parent.iterdir()] == [path.name]
    with pytest.raises(TakenDown, match="1 September 2016"):
        archive.read(place(answers[which]))
    others = [one for number, one in enumerate(answers) if number != which]
    assert all(same(archive.read(place(one)), one) for one in others)
    assert list(archive.places_in(f"hansard/{path.name}")) == [one.place for one in others]


def test_an_answer_of_megabytes_that_hardly_compresses_goes_too(tmp_path: Path) -> None:
    noise = Random(3).randbytes(3_000_000)  # noqa: S311  nothing secret
    first, second = kept(tmp_path, [WORDS + noise, b"second"])
    archive = Archive(tmp_path)
    archive.redact([place(first)], AT)
    archive.redact([place(first)], AT)  # again is harmless
    assert same(archive.read(place(second)), second)
    assert list(archive.places("hansard", 1)) == [second.place]


def test_what_is_left_of_an_interrupted_redaction_is_no_file_of_the_archive(tmp_path: Path) -> None:
    first, second = kept(tmp_path, [WORDS, b"second"])
    (path,) = tmp_path.rglob("*.warc.gz")
    path.with_name(path.name + ".redacting").write_bytes(b"half")
    archive = Archive(tmp_path)
    assert archive.files("hansard") == (f"hansard/{path.name}",)
    archive.redact([place(first)], AT)
    assert [one.name for one in path.parent.iterdir()] == [path.name]
    assert same(archive.read(place(second)), second)


def test_a_file_that_is_damaged_there_is_left_as_it_is(tmp_path: Path) -> None:
    first, second = kept(tmp_path, [WORDS, WORDS * 100])
    (path,) = tmp_path.rglob("*.warc.gz")
    path.write_bytes(path.read_bytes()[: int(place(second).partition("#")[2]) + 60])
    before = path.read_bytes()
    with pytest.raises(ArchiveDamaged):
        Archive(tmp_path).redact([place(first), place(second)], AT)
    assert path.read_bytes() == before


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Snapshot]]:
    """An archive of three answers, the second of them redacted."""
    folder = tmp_path_factory.mktemp("archive")
    answers = kept(folder, [b'{"lamps": 3}' * 30, WORDS * 20, b""])
    Archive(folder).redact([place(answers[1])], AT)
    return folder, answers


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), flipped=st.integers(1, 255))
def test_whatever_byte_is_altered_an_answer_is_read_rightly_or_called_damaged(
    archived: tuple[Path, list[Snapshot]], where: float, flipped: int
) -> None:
    folder, answers = archived
    (path,) = folder.rglob("*.warc.gz")
    whole = path.read_bytes()
    altered = bytearray(whole)
    altered[int(where * len(whole))] ^= flipped
    path.write_bytes(altered)
    try:
        for number, one in enumerate(answers):
            try:
                assert same(Archive(folder).read(place(one)), one)
            except TakenDown:
                assert number == 1
            except ArchiveDamaged:
                continue
    finally:
        path.write_bytes(whole)
