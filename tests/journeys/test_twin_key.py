"""TheyWorkForYou's interface by a key, against the twin: within its quota, resumed, and the key nowhere to be found."""

import gzip
import json
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys.test_twin import Crawler, running

pytestmark = pytest.mark.shared

KEY = "Lamps0fQuill"
TOPIC = ("--topic", "libya", "--since", "2014-06-01", "--until", "2016-12-31")
QUOTA = 25


def asked(log: Path) -> list[dict[str, Any]]:
    """What the twin was asked of the interface, robots.txt left out."""
    rows = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return [row for row in rows if "/api/" in row["path"]]


def threads(rows: list[dict[str, Any]]) -> Counter[str]:
    """How often each thread was asked for and given."""
    return Counter(gid for row in rows for gid in parse_qs(urlsplit(row["address"]).query).get("gid", ()))


def test_a_spent_quota_stops_the_crawl_which_goes_on_when_it_is_renewed(shared: Path, tmp_path: Path) -> None:
    log, told = tmp_path / "requests.jsonl", []
    with running(shared, "--twfy-quota", str(QUOTA), "--log", str(log)) as twin:
        crawler = Crawler(twin, tmp_path / "data", ["theyworkforyou"])
        for _ in range(20):
            told.append(crawler.crawl(*TOPIC, DISPATCHBOX_THEYWORKFORYOU_KEY=KEY)["theyworkforyou"])
            if told[-1]["outcome"] == "complete":
                break
            twin.set("reset")
        held = crawler.held()
    assert [report["outcome"] for report in told[:2]] == ["failed", "failed"]
    assert f"all {QUOTA} calls that the key may make are used up" in str(told[0]["note"])
    assert told[-1]["outcome"] == "complete"
    assert held
    assert {evidence.source for statement in held for _, evidence in statement.evidence} == {"theyworkforyou"}
    rows = asked(log)
    assert rows
    assert all(f"key={KEY}" in row["address"] and "output=json" in row["address"] for row in rows)


def test_a_thread_that_is_held_is_not_asked_for_again(shared: Path, tmp_path: Path) -> None:
    log = tmp_path / "requests.jsonl"
    with running(shared, "--log", str(log)) as twin:
        crawler = Crawler(twin, tmp_path / "data", ["theyworkforyou"])
        for _ in range(2):
            report = crawler.crawl(*TOPIC, DISPATCHBOX_THEYWORKFORYOU_KEY=KEY)["theyworkforyou"]
            assert report["outcome"] == "complete", report
    old = {gid: count for gid, count in threads(asked(log)).items() if gid < "2016-11-01"}
    assert old
    assert set(old.values()) == {1}


def test_the_key_is_kept_nowhere(shared: Path, tmp_path: Path) -> None:
    with running(shared, "--faults", "rate=0.2,kinds=truncated+reset+garbage+500,retry_after=0") as twin:
        crawler = Crawler(twin, tmp_path / "data", ["theyworkforyou"])
        report = crawler.crawl(*TOPIC, DISPATCHBOX_THEYWORKFORYOU_KEY=KEY)["theyworkforyou"]
    assert report["fetched"]
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    archives = [path for path in files if path.suffix == ".gz"]
    assert archives
    for path in files:
        kept = gzip.decompress(path.read_bytes()) if path in archives else path.read_bytes()
        assert KEY.encode() not in kept, path
    assert KEY not in json.dumps(report)


def test_without_mirror_or_key_it_says_what_to_set(shared: Path, tmp_path: Path) -> None:
    with running(shared) as twin:
        told = Crawler(twin, tmp_path / "data", ["theyworkforyou"]).crawl(*TOPIC)["theyworkforyou"]
    assert told["outcome"] == "failed"
    assert "neither mirror nor key is set" in str(told["note"])
