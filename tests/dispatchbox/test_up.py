"""`up` shows a site whatever the network is like, and says plainly which it is."""

import json
import signal
import time
from pathlib import Path

import pytest

from tests.dispatchbox.conftest import STATEMENTS, Site, at_work, runner, site

SOURCES = ("QUESTIONS_STATEMENTS", "HANSARD", "MEMBERS", "MINISTERS", "GOVUK", "PUBLICATIONS")
NOWHERE = {f"SOURCE_{source}_URL": "http://127.0.0.1:9" for source in SOURCES}  # a port on which nothing listens
PATIENCE = 120.0  # seconds for a crawl of the stand-in, on a machine that is busy with other tests


def total(shown: Site) -> int:
    return int(json.loads(shown.get("/search.json"))["total"])


def test_without_a_network_and_with_nothing_held_the_demonstration_opens_apart(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with site(data, "up", **NOWHERE) as shown:
        assert "No source can be reached" in shown.told
        assert "not the record" in shown.told
        assert total(shown) >= 80
        assert "demonstration" in shown.get("/").lower()
        assert shown.stopped(signal.SIGINT) == 130
    assert (tmp_path / "data-demonstration" / "record.sqlite").exists()
    assert runner(data)("status", "--json").json["statements"] == 0


def test_without_a_network_what_is_held_is_shown(tmp_path: Path) -> None:
    runner(tmp_path)("import", str(STATEMENTS), "--no-tag", "--no-index")
    with site(tmp_path, "up", **NOWHERE) as shown:
        assert "shows what was collected before" in shown.told
        assert total(shown) == 3  # tagged and indexed before the site opens
        assert "demonstration" not in shown.get("/").lower()
        assert shown.stopped(signal.SIGTERM) == 0


@pytest.mark.shared
def test_with_a_network_statements_appear_while_the_site_is_open(tmp_path: Path, twin: dict[str, str]) -> None:
    with site(tmp_path, "up", CRAWL_DELAY="0", **twin) as shown:
        until = time.monotonic() + PATIENCE
        while (held := total(shown)) < 20:
            assert time.monotonic() < until, f"{held} statements only"
            time.sleep(1)
        assert shown.stopped(signal.SIGTERM) == 0
    status = runner(tmp_path)("status", "--json").json
    assert status["statements"] >= 20
    assert {run["source"] for run in status["runs"]} == {
        "questions-statements",
        "hansard",
        "members",
        "ministers",
        "govuk",
    }


@pytest.mark.shared
def test_an_interrupted_crawl_says_so_and_goes_on_the_next_time(tmp_path: Path, twin: dict[str, str]) -> None:
    arguments = ("crawl", "hansard", "--everything", "--since", "2014-10-01", "--until", "2014-11-30")
    with at_work(tmp_path, *arguments, CRAWL_DELAY="0.05", **twin) as crawl:
        until = time.monotonic() + PATIENCE
        while not any(file.stat().st_size for file in tmp_path.glob("archive/**/*.warc*")):
            assert time.monotonic() < until, "nothing was archived"
            time.sleep(0.1)
        crawl.send_signal(signal.SIGINT)
        told = crawl.communicate(timeout=PATIENCE)[1]
        assert (crawl.returncode, told.splitlines()[-1]) == (130, "stopped")
    assert "goes on where it stopped" in told
    again = runner(tmp_path)(*arguments, "--json", CRAWL_DELAY="0", **twin)
    assert (again.code, again.json["sources"][0]["outcome"]) == (0, "complete")
