"""`dispatchbox archive`: what an operator is told of the archive."""

from pathlib import Path

import pytest

from indexer.archive import Archive
from indexer.intake import Intake
from tests.dispatchbox.conftest import Run, runner
from tests.indexer.test_verification import filled


@pytest.fixture
def installation(tmp_path: Path) -> Run:
    """Commands over a record and an archive of one run of Hansard."""
    with Intake.opened(f"sqlite:///{tmp_path / 'record.sqlite'}") as intake:
        filled(intake, Archive(tmp_path / "archive"))
    return runner(tmp_path)


def test_a_whole_archive_is_told_so(installation: Run) -> None:
    ran = installation("archive", "verify")
    assert ran.code == 0
    assert ran.out.startswith("20 answers in 1 files read, 0 faults")
    assert "-run1-0001.warc.gz: 20 answers, 0 faults" in ran.err


def test_a_damaged_answer_is_told_with_what_to_do(installation: Run, tmp_path: Path) -> None:
    (path,) = tmp_path.rglob("*.warc.gz")
    *_, last = Archive(tmp_path / "archive").places_in(f"hansard/{path.name}")
    path.write_bytes(path.read_bytes()[: int(last.partition("#")[2]) + 40])
    ran = installation("archive", "verify", "hansard", "--json")
    assert ran.code == 1
    (fault,) = ran.json["found"]
    assert (fault["kind"], fault["url"]) == ("damaged", "https://source.example/19")
    assert "dispatchbox crawl hansard" in fault["remedy"]


def test_disk_use_is_told(installation: Run, tmp_path: Path) -> None:
    size = sum(path.stat().st_size for path in tmp_path.rglob("*.warc.gz"))
    assert installation("archive", "disk", "--json").json["bytes"] == size
    assert f"{size:,} bytes in all" in installation("archive", "disk").out


def test_a_source_that_is_not_configured_is_wrong_use(installation: Run) -> None:
    assert installation("archive", "verify", "gazette").code == 2


def test_disk_use_is_told_by_doctor_and_status(installation: Run, tmp_path: Path) -> None:
    size = sum(path.stat().st_size for path in tmp_path.rglob("*.warc.gz"))
    assert installation("status", "--json").json["archive_bytes"] == size
    found = {finding["subject"]: finding["told"] for finding in installation("doctor", "--json").json["findings"]}
    assert (
        found["archive"]
        == f"20 answers take {size / 2**20:,.1f} MiB, {size / 2**20:,.1f} MiB of them of the last 30 days"
    )
