"""`up` shows a site whatever the network is like, and says plainly which it is."""

import json
import signal
import time
from pathlib import Path

import pytest

from tests.dispatchbox.conftest import STATEMENTS, Site, at_work, runner

SOURCES = ("QUESTIONS_STATEMENTS", "HANSARD", "MEMBERS", "MINISTERS")
NOWHERE = {f"SOURCE_{source}_URL": "http://127.0.0.1:9" for source in SOURCES}  # a port on which nothing listens
PATIENCE = 120.0  # seconds for a crawl of the stand-in, on a machine that is busy with other tests


def total(site: Site) -> int:
    return int(json.loads(site.get("/search.json"))["total"])


def test_without_a_network_and_with_nothing_held_the_demonstration_opens_apart(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with at_work(data, "up", **NOWHERE) as site:
        assert "No source can be reached" in site.told
        assert "not the record" in site.told
        assert total(site) >= 20
        assert "demonstration" in site.get("/").lower()
        assert site.stopped(signal.SIGINT) == 130
    assert (tmp_path / "data-demonstration" / "record.sqlite").exists()
    assert runner(data)("status", "--json").json["statements"] == 0


def test_without_a_network_what_is_held_is_shown(tmp_path: Path) -> None:
    runner(tmp_path)("import", str(STATEMENTS), "--no-tag", "--no-index")
    with at_work(tmp_path, "up", **NOWHERE) as site:
        assert "shows what was collected before" in site.told
        assert total(site) == 3  # tagged and indexed before the site opens
        assert "demonstration" not in site.get("/").lower()
        assert site.stopped(signal.SIGTERM) == 0


@pytest.mark.shared
def test_with_a_network_statements_appear_while_the_site_is_open(tmp_path: Path, twin: dict[str, str]) -> None:
    with at_work(tmp_path, "up", CRAWL_DELAY="0", **twin) as site:
        until = time.monotonic() + PATIENCE
        while (held := total(site)) < 20:
            assert time.monotonic() < until, f"{held} statements only"
            time.sleep(1)
        assert site.stopped(signal.SIGTERM) == 0
    status = runner(tmp_path)("status", "--json").json
    assert status["statements"] >= 20
    assert {run["source"] for run in status["runs"]} == {"questions-statements", "hansard", "members", "ministers"}
