"""Stopping and starting again: nothing is fetched twice, nothing is lost, what stands is not sent again."""

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from statements.coverage import RunOutcome
from tests.crawler.operator import Operator, told
from tests.crawler.site import QUESTIONS, Answer, Site, serving

MANY = 24


@pytest.fixture
def site() -> Iterator[Site]:
    with serving(Site(delay=0.02)) as site:
        site.hold(MANY)
        yield site


def singles(site: Site) -> list[str]:
    return [path for path in site.paths() if path.startswith(f"{QUESTIONS}/")]


def stopped(operator: Operator, how: signal.Signals, after: int) -> "subprocess.Popen[str]":
    """A crawl that was sent a signal once the site had been asked for so many questions."""
    process = operator.begin()
    deadline = time.monotonic() + 30
    while len(singles(operator.site)) < after and time.monotonic() < deadline:
        time.sleep(0.005)
    process.send_signal(how)
    return process


@pytest.mark.parametrize("after", [1, 17, MANY - 1])
def test_a_killed_crawl_goes_on_where_it_was(site: Site, tmp_path: Path, after: int) -> None:
    operator = Operator(tmp_path, site, delay=0.05)
    told(stopped(operator, signal.SIGKILL, after))
    asked_before = len(singles(site))
    assert after <= asked_before < MANY + 1
    assert operator.crawl().of()["outcome"] == "complete"
    again = [path for path in set(singles(site)) if singles(site).count(path) > 1]
    assert len(again) <= 1  # the one under way
    assert operator.texts() == sorted(f"Invented answer number {number}." for number in range(1, MANY + 1))
    assert [run.outcome for run in operator.runs()] == [RunOutcome.COMPLETE, RunOutcome.KILLED]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_crawl_that_is_told_to_stop_stops_at_once_and_goes_on_later(
    site: Site, tmp_path: Path, how: signal.Signals
) -> None:
    operator = Operator(tmp_path, site)
    site.script[f"{QUESTIONS}/20"] = [Answer(b"busy", status=503, headers=(("Retry-After", "300"),))]
    process = stopped(operator, how, 20)
    report = told(process)
    assert (report.status, report.of()["outcome"], report.of()["statements"]) == (1, "killed", 19)
    assert operator.crawl().of()["outcome"] == "complete"
    assert {singles(site).count(path) for path in singles(site) if not path.endswith("/20")} == {1}
    assert len(operator.texts()) == MANY


def test_a_finished_crawl_is_not_resumed(site: Site, tmp_path: Path) -> None:
    operator = Operator(tmp_path, site)
    operator.crawl()
    site.questions[1]["answerText"] = "<p>Another invented answer.</p>"
    assert operator.crawl().of()["changed"] == 1
    assert len(singles(site)) == 2 * MANY


def test_a_crawl_of_another_period_is_not_resumed(site: Site, tmp_path: Path) -> None:
    operator = Operator(tmp_path, site)
    told(stopped(operator, signal.SIGKILL, 5))
    operator.crawl("--everything", "--since", "2014-11-01", "--until", "2014-11-29")
    assert min(singles(site).count(path) for path in singles(site)[:4]) == 2


def test_an_answer_that_still_stands_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.etags = True
    operator = Operator(tmp_path, site)
    operator.crawl()
    before = operator.statements()
    site.questions[3]["answerText"] = "<p>Changed.</p>"
    report = operator.crawl()
    conditional = [asked for asked in site.asked if "if-none-match" in asked.headers]
    assert len(conditional) == MANY
    assert (report.of()["statements"], report.of()["changed"]) == (MANY, 1)
    assert [one for one in operator.statements() if len(one.versions) == 1] == [
        one for one in before if one.latest.uin != "3"
    ]


def test_an_answer_whose_archived_bytes_are_damaged_is_fetched_whole(site: Site, tmp_path: Path) -> None:
    site.etags = True
    operator = Operator(tmp_path, site)
    operator.crawl()
    for file in (tmp_path / "data" / "archive").rglob("*.warc.gz"):
        file.write_bytes(file.read_bytes()[:300])
    report = operator.crawl()
    assert (report.of()["outcome"], report.of()["statements"], report.of()["changed"]) == ("complete", MANY, 0)
    assert not [asked for asked in site.asked if "if-none-match" in asked.headers]
