"""What breaks on a machine, with the real thing: a clear error, nothing lost, and on it goes when mended."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soak.stand_in import ROOT, SIX, Installation, Twin, differences, stand_in

pytestmark = pytest.mark.shared

WEEK = ("--everything", "--since", "2014-11-10", "--until", "2014-11-14")
WEAK = ("setpriv", "--bounding-set", "-all", "--inh-caps", "-all")
"""Root without the power to write where its own folders forbid it."""

ALONE = ("unshare", "--map-root-user", "--mount")
MAY_MOUNT = (
    shutil.which("unshare") is not None and subprocess.run((*ALONE, "true"), capture_output=True).returncode == 0
)


@pytest.fixture(scope="module")
def twin() -> Iterator[Twin]:
    with stand_in() as twin:
        yield twin


@pytest.fixture(scope="module")
def expected(twin: Twin, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What an installation holds to which nothing happens."""
    untouched = Installation(twin, tmp_path_factory.mktemp("untouched"))
    untouched.mirror()
    untouched.crawl(*WEEK)
    return untouched.told()


@pytest.fixture
def installation(twin: Twin, tmp_path: Path) -> Installation:
    installation = Installation(twin, tmp_path)
    installation.mirror()
    (installation.data / "archive").mkdir(parents=True)
    return installation


def broken(installation: Installation, *before: str) -> str:
    """What a crawl says that fails, without a traceback."""
    command = (*before, sys.executable, "-m", "dispatchbox", "crawl", *SIX, *WEEK)
    done = subprocess.run(command, env=installation.environment, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def mended(installation: Installation, expected: dict[str, str]) -> None:
    """It goes on, and comes to what it would have come to."""
    installation.crawl(*WEEK)
    assert differences(installation.told(), expected) == ""


@pytest.mark.skipif(not MAY_MOUNT, reason="this user may not mount a small disk of its own")
def test_a_full_disk_under_the_archive(installation: Installation, expected: dict[str, str]) -> None:
    small = 'mount -t tmpfs -o size=60k none "$0" && "$@"; status=$?; cp -a "$0/." "$0.kept"; exit $status'
    archive = installation.data / "archive"
    told = broken(installation, *ALONE, "sh", "-c", small, str(archive))
    assert "the archive cannot be written: No space left on device. Free some space on its disk" in told
    archive.rmdir()
    archive.with_name("archive.kept").rename(archive)
    mended(installation, expected)


@pytest.mark.parametrize(
    ("place", "fault", "remedy"),
    [
        ("", "unable to open database file", "Check that its folder exists and that this user can write to it."),
        ("archive", "the archive cannot be written: Permission denied", "make its folder writable"),
    ],
)
def test_a_read_only_folder(
    installation: Installation, expected: dict[str, str], place: str, fault: str, remedy: str
) -> None:
    folder = installation.data / place
    folder.chmod(0o555)
    told = broken(installation, *(WEAK if os.geteuid() == 0 else ()))
    assert fault in told
    assert remedy in told
    folder.chmod(0o755)
    mended(installation, expected)


def test_an_archive_cut_short(installation: Installation, expected: dict[str, str]) -> None:
    installation.crawl(*WEEK)
    for source in SIX:
        newest = max((installation.data / "archive" / source).glob("*.warc.gz"))
        newest.write_bytes(newest.read_bytes()[: newest.stat().st_size * 2 // 3])
    read = installation.command("reparse", *SIX)
    assert "Traceback" not in read.stderr
    assert "the archive at hansard/" in read.stdout
    assert differences(installation.told(), expected) == ""
    mended(installation, expected)


def test_a_record_that_another_process_holds(installation: Installation, expected: dict[str, str]) -> None:
    installation.crawl(*WEEK)
    other = sqlite3.connect(installation.record_file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told = broken(installation)
    assert "record.sqlite: database is locked" in told
    assert "Another process is writing to it" in told
    other.close()
    mended(installation, expected)


BACK = ("faketime", "--exclude-monotonic", "-f", "-3d")
"""As if somebody had set the machine's clock back by three days."""


@pytest.mark.skipif(shutil.which(BACK[0]) is None, reason="needs faketime (Debian package faketime)")
def test_a_clock_that_was_set_back(tmp_path: Path) -> None:
    held = []
    with stand_in() as twin:
        for name, crooked in (("straight", ()), ("crooked", BACK)):
            installation = Installation(twin, tmp_path / name)
            for day, before in (("2014-11-26", ()), ("2014-12-03", crooked), ("2014-12-03", ())):
                twin.set_clock(day)
                command = (*before, sys.executable, "-m", "dispatchbox", "crawl", "questions-statements", "govuk")
                period = ("--everything", "--since", "2014-11-17", "--until", day)
                done = subprocess.run(
                    (*command, *period), env=installation.environment, cwd=ROOT, capture_output=True, text=True
                )
                assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
            held.append(
                {one.id: [(version.text, version.state) for version in one.versions] for one in installation.held()}
            )
    straight, crooked_too = held
    assert any(len(versions) > 1 for versions in straight.values())
    assert crooked_too == straight
