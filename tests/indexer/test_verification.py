"""The archive against the record: every way in which an answer can be lost is named, with what fetches it again."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from indexer.archive import Archive
from indexer.disk import disk_use
from indexer.intake import Intake
from indexer.store import Record
from indexer.verification import ArchiveFault, FaultKind, VerifiedFile, verify
from statements.coverage import Plan
from statements.snapshot import Snapshot
from tests.indexer.test_archive import answer

FIRST_DAY = date(2014, 6, 4)
PLAN = Plan(source="hansard", scope="libya", since=date(2014, 11, 1), until=date(2014, 11, 30))
BODIES = tuple(f'{{"answer": {number}, "padding": "{"about boats " * number}"}}'.encode() for number in range(20))


def filled(intake: Intake, archive: Archive, plan: Plan = PLAN, bodies: Sequence[bytes] = BODIES) -> list[Snapshot]:
    """A run's answers, archived and listed."""
    run = intake.begin(plan).run
    with archive.writer(plan.source, run) as writer:
        kept = [writer.write(answer(body, f"https://source.example/{n}")) for n, body in enumerate(bodies)]
    intake.archived(run, kept)
    return kept


def verified(record: Record, archive: Archive) -> list[VerifiedFile]:
    return list(verify(archive, record.responses, "hansard", FIRST_DAY))


def faults(record: Record, archive: Archive) -> list[ArchiveFault]:
    return [fault for file in verified(record, archive) for fault in file.faults]


def file_of(folder: Path, snapshot: Snapshot) -> tuple[Path, int]:
    name, _, offset = (snapshot.place or "").partition("#")
    return folder / name, int(offset)


def test_a_whole_archive_has_no_fault(record: Record, intake: Intake, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    filled(intake, archive)
    filled(intake, archive, replace(PLAN, since=None))
    first, second = verified(record, archive)
    assert (first.answers, first.unlisted, first.faults) == (len(BODIES), 0, ())
    assert first.body == second.body == sum(map(len, BODIES))
    assert first.size == sum(path.stat().st_size for path in tmp_path.rglob("*-run1-*"))


def test_a_damaged_byte_is_named_with_the_command_that_fetches_the_answer_again(
    record: Record, intake: Intake, tmp_path: Path
) -> None:
    archive = Archive(tmp_path)
    kept = filled(intake, archive)
    path, begin = file_of(tmp_path, kept[7])
    damaged = bytearray(path.read_bytes())
    damaged[begin + 200] ^= 0xFF
    path.write_bytes(damaged)
    (fault,) = faults(record, archive)
    assert (fault.kind, fault.place, fault.url) == (FaultKind.DAMAGED, kept[7].place, kept[7].url)
    assert "`dispatchbox crawl hansard --topic libya --since 2014-11-01 --until 2014-11-30`" in fault.remedy


def test_a_file_cut_short_loses_its_end_and_nothing_else(record: Record, intake: Intake, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    kept = filled(intake, archive)
    path, begin = file_of(tmp_path, kept[15])
    path.write_bytes(path.read_bytes()[: begin + 40])
    found = faults(record, archive)
    assert [fault.place for fault in found] == [snapshot.place for snapshot in kept[15:]]
    assert {fault.kind for fault in found} == {FaultKind.DAMAGED}


def test_a_missing_file_is_one_fault_that_counts_its_answers(record: Record, intake: Intake, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    kept = filled(intake, archive, replace(PLAN, scope="everything", since=None))
    filled(intake, archive)
    file_of(tmp_path, kept[0])[0].unlink()
    (fault,) = faults(record, archive)
    assert (fault.kind, fault.answers) == (FaultKind.MISSING, len(BODIES))
    assert "--everything --since 2014-06-04 --until 2014-11-30" in fault.remedy


def test_other_bytes_than_were_listed_are_a_fault(record: Record, intake: Intake, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    run = intake.begin(PLAN).run
    with archive.writer("hansard", run) as writer:
        kept = writer.write(answer(b"one"))
    intake.archived(run, [replace(kept, sha256="0" * 64)])
    (fault,) = faults(record, archive)
    assert (fault.kind, fault.place) == (FaultKind.OTHER, kept.place)


def test_answers_that_no_row_names_are_counted_and_no_fault(record: Record, intake: Intake, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    run = intake.begin(PLAN).run
    with archive.writer("hansard", run) as writer:
        listed, *_ = [writer.write(answer(body)) for body in (b"one", b"two", b"three")]
    intake.archived(run, [listed])
    with archive.writer("hansard", 77) as writer:
        writer.write(answer(b"of a run that no record knows"))
    assert [(file.answers, file.unlisted, file.faults) for file in verified(record, archive)] == [
        (1, 2, ()),
        (0, 1, ()),
    ]


def test_files_are_told_apart_when_a_later_run_lists_an_earlier_file_again(
    record: Record, intake: Intake, tmp_path: Path
) -> None:
    archive = Archive(tmp_path)
    kept = filled(intake, archive)
    filled(intake, archive)
    intake.archived(intake.begin(PLAN).run, [kept[3]])
    first, second = verified(record, archive)
    assert (first.answers, second.answers) == (len(BODIES), len(BODIES))
    assert (first.unlisted, second.unlisted) == (0, 0)


@pytest.mark.parametrize("batch", [1, 7, 1000])
def test_files_are_listed_whatever_the_size_of_a_page(
    record: Record, intake: Intake, tmp_path: Path, batch: int
) -> None:
    archive = Archive(tmp_path)
    kept = filled(intake, archive)
    (file,) = record.responses.files("hansard", batch)
    assert [listed.place for listed in record.responses.listed("hansard", file, batch)] == [k.place for k in kept]


def test_disk_use_is_told_by_source_and_year(record: Record, intake: Intake, tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    filled(intake, archive)
    now = datetime.now(UTC)
    used = {(one.source, one.year): one for one in disk_use(archive, record.responses, now)}
    size = sum(path.stat().st_size for path in tmp_path.rglob("*.gz"))
    assert used["hansard", 2014].answers == len(BODIES)  # fetched then, by their own account
    today = used["hansard", now.year]
    assert (today.files, today.size, today.recent) == (1, size, size)
    assert disk_use(Archive(tmp_path / "none"), record.responses, now)[0].size == 0
