"""Taking down: the words are nowhere, a tombstone is, and nothing that a source shows again brings them back."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from indexer.archive import Archive
from indexer.citations import cite
from indexer.intake import Intake
from indexer.interchange import export, import_lines
from indexer.search.embedded import Embedded
from indexer.search.ranking import load_ranking
from indexer.search.worker import rebuild, update
from indexer.store import Change, Record
from indexer.takedown import complete, take_down
from indexer.verification import FaultKind, verify
from statements.coverage import Plan
from statements.errors import NotHeld, TakenDown
from statements.statement import Evidence, Sighting
from tests.builders import FETCHED, answer, known_as, sighting, snapshot_of

DAY = date(2014, 6, 4)
SECRET = "The keeper of the third lamp is Casimir Vane."  # noqa: S105  invented words
GONE = sighting(answer("150001", DAY, SECRET))
BESIDE = sighting(answer("150002", DAY, "The other lamps are kept."))
PLAN = Plan(source="hansard", scope="libya", since=DAY, until=DAY)
REASON = "names a private person"


def archived(intake: Intake, archive: Archive, *shown: Sighting) -> Evidence:
    """One answer that shows all of them, archived, listed and taken in."""
    words = "".join(one.latest.text or "" for one in shown).encode()
    page = replace(snapshot_of(shown[0]), source="hansard", body=words, sha256=hashlib.sha256(words).hexdigest())
    run = intake.begin(PLAN).run
    with archive.writer("hansard", run) as writer:
        kept = writer.write(page)
    intake.archived(run, [kept])
    intake.take([(one, kept.evidence) for one in shown])
    return kept.evidence


def heard(message: str) -> None:
    """What the operator is told, where a test does not ask for it."""


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Embedded]:
    opened = Embedded(tmp_path / "index", load_ranking().weights)
    yield opened
    opened.close()


@pytest.fixture
def gone(record: Record, intake: Intake, archive: Archive) -> str:
    """The id of the statement to be taken down; another rests on the same answer."""
    archived(intake, archive, GONE, BESIDE)
    intake.take([(known_as("footnote-9", GONE), Evidence(source="", url=None, fetched_at=FETCHED, sha256=None))])
    ids = [one.id for one in record.statements.walk()]
    assert len(ids) == 2
    return ids[0]


def test_its_words_are_nowhere_and_a_tombstone_stays(record: Record, archive: Archive, gone: str) -> None:
    take_down(record, gone, REASON)
    assert record.statements.get(gone) is record.statements.get("footnote-9") is None
    assert record.statements.count().statements == 1
    assert SECRET not in "".join(export(record, versions=True))
    for name in (gone, "footnote-9"):
        buried = record.tombstones.get(name)
        assert buried
        assert (buried.id, buried.reason) == (gone, REASON)
    entry = record.journal.after(0)[-1]
    assert (entry.statement, entry.change) == (gone, Change.TAKEN_DOWN)


def test_what_is_not_held_cannot_be_taken_down(record: Record) -> None:
    with pytest.raises(NotHeld, match="nothing-of-this"):
        take_down(record, "nothing-of-this", REASON)
    assert record.tombstones.all() == []


def test_no_door_lets_it_in_again(record: Record, intake: Intake, gone: str) -> None:
    (line,) = list(export(record, [gone]))
    take_down(record, gone, REASON)
    evidence = Evidence(source="hansard", url=None, fetched_at=FETCHED, sha256=None)
    later = sighting(replace(GONE.latest, text="Corrected: it is somebody else."))
    taken = intake.take([(GONE, evidence), (later, evidence), (BESIDE, evidence)])
    assert (taken.new, taken.changed, taken.same, taken.refused) == (0, 0, 1, ())
    assert [REASON in str(one) and gone in str(one) for one in taken.taken_down] == [True, True]
    assert intake.rehearse([(GONE, evidence)]) == []
    imported = import_lines(intake, [line])
    assert (imported.taken.new, imported.rejected, len(imported.taken_down)) == (0, (), 1)
    assert record.statements.count().statements == 1


def test_another_statement_is_let_in_and_gets_no_id_of_a_tombstone(record: Record, intake: Intake, gone: str) -> None:
    take_down(record, gone, REASON)
    evidence = Evidence(source="hansard", url=None, fetched_at=FETCHED, sha256=None)
    other = sighting(answer("150001", date(2016, 2, 1), "A number used again in a later session."))
    assert intake.take([(other, evidence)]).new == 1
    assert gone not in {one.id for one in record.statements.walk()}


def test_the_archive_keeps_a_tombstone_and_verify_knows_it(
    record: Record, intake: Intake, archive: Archive, gone: str
) -> None:
    place = next(seen.archived for _, seen in record.statements.get(gone).evidence if seen.archived)  # type: ignore[union-attr]  # it is held
    take_down(record, gone, REASON)
    (unfinished,) = verify(archive, record.responses, "hansard", DAY)
    assert [fault.kind for fault in unfinished.faults] == [FaultKind.STANDING]
    assert list(intake.kept("hansard")) == []
    assert complete(record, archive, heard).redacted == 1
    assert complete(record, archive, heard).redacted == 0
    with pytest.raises(TakenDown):
        archive.read(place)
    (file,) = verify(archive, record.responses, "hansard", DAY)
    assert (file.taken_down, file.faults) == (1, ())
    (other,) = record.statements.walk()
    assert other.latest.text == BESIDE.latest.text


def test_every_answer_that_shows_it_again_is_redacted_in_its_turn(
    record: Record, intake: Intake, archive: Archive, gone: str
) -> None:
    archived(intake, archive, GONE)  # the same address, the same words: no evidence, and yet archived
    take_down(record, gone, REASON)
    assert complete(record, archive, heard).redacted == 2
    again = archived(intake, archive, GONE)
    assert complete(record, archive, heard).redacted == 1
    with pytest.raises(TakenDown):
        archive.read(again.archived or "")


def test_while_a_source_is_crawled_its_archive_waits(record: Record, archive: Archive, gone: str) -> None:
    take_down(record, gone, REASON)
    told: list[str] = []
    with record.leases.hold("crawl hansard", "another process"):
        came_to = complete(record, archive, told.append)
    assert (came_to.redacted, came_to.left) == (0, 1)
    assert "another process" in told[0]
    assert complete(record, archive, heard).left == 0


def test_a_file_put_back_from_a_backup_is_named_and_redacted_again(
    record: Record, archive: Archive, gone: str, tmp_path: Path
) -> None:
    (path,) = (tmp_path / "archive").rglob("*.warc.gz")
    backup = path.read_bytes()
    take_down(record, gone, REASON)
    complete(record, archive, heard)
    path.write_bytes(backup)
    (file,) = verify(archive, record.responses, "hansard", DAY)
    assert [fault.kind for fault in file.faults] == [FaultKind.STANDING]
    take_down(record, gone, "another reason does not take the place of the first")
    assert complete(record, archive, heard).redacted == 1
    assert [one.reason for one in record.tombstones.all()] == [REASON]


def test_the_index_forgets_it_and_a_new_one_never_learns_of_it(record: Record, engine: Embedded, gone: str) -> None:
    update(record, engine)
    assert engine.count().statements == 2
    take_down(record, gone, REASON)
    update(record, engine)
    assert engine.count().statements == 1
    rebuild(record, engine)
    assert engine.count().statements == 1


def test_whoever_cites_it_is_told(record: Record, gone: str) -> None:
    before = cite(record, "UIN 150001")
    assert before.statements == (gone,)
    take_down(record, gone, REASON)
    for text in (gone, "UIN 150001", "footnote-9"):
        cited = cite(record, text)
        assert cited.statements == ()
        assert REASON in (cited.missing or "")
    assert "taken down" not in (cite(record, "UIN 150009").missing or "")
