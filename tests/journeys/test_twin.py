"""The whole way in, against the twin: a server that holds the sources in their real shapes and knows the truth."""

import json
import os
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from indexer.store import Record
from statements.statement import State, Statement

pytestmark = pytest.mark.shared

SOURCES = ("questions-statements", "hansard", "members")
WORDS = ("questions-statements", "hansard")
FAULTS = "rate=0.1,kinds=429+500+502+503+504+reset+truncated+garbage+slow"
Rows = dict[str, list[dict[str, object]]]


@dataclass(frozen=True, slots=True)
class Twin:
    """The twin under way."""

    addresses: dict[str, str]

    def told(self, name: str, **query: str) -> dict[str, object]:
        """What a control address tells."""
        return self._control(name, query)

    def set(self, name: str, **query: str) -> None:
        """Change the twin's state."""
        self._control(name, query, method="POST")

    def truth(self) -> Rows:
        """The statements of a perfect crawl, by source."""
        sources: Rows = self.told("truth")["sources"]  # type: ignore[assignment]  # the twin's own word
        return {source: sources[source] for source in WORDS}

    def stats(self, source: str) -> dict[str, object]:
        """What was asked of a source."""
        return self.told("stats")["sources"][source]  # type: ignore[index, no-any-return]  # the twin's own word

    def _control(self, name: str, query: dict[str, str], method: str = "GET") -> dict[str, object]:
        written = "&".join(f"{key}={value}" for key, value in query.items())
        request = urllib.request.Request(f"{self.addresses['_twin']}/{name}?{written}", method=method)  # noqa: S310  loopback
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  loopback
            told: dict[str, object] = json.load(answer)
        return told


@contextmanager
def running(shared: Path, *arguments: str) -> Iterator[Twin]:
    command = [sys.executable, str(shared / "twin" / "serve"), "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Twin(json.loads(process.stdout.readline())["addresses"])
        finally:
            process.terminate()


Serve = Callable[..., AbstractContextManager[Twin]]


@pytest.fixture
def serve(shared: Path) -> Serve:
    return lambda *arguments: running(shared, *arguments)


class Crawler:
    """An installation that crawls the twin without delay."""

    def __init__(self, twin: Twin, folder: Path, sources: Sequence[str] = SOURCES) -> None:
        self._folder, self._sources = folder, sources
        self._settings = {"DISPATCHBOX_DATA_DIR": str(folder), "DISPATCHBOX_CRAWL_DELAY": "0"}
        for source in sources:
            name = source.upper().replace("-", "_")
            self._settings[f"DISPATCHBOX_SOURCE_{name}_URL"] = twin.addresses[source]

    def crawl(self, *arguments: str, **settings: str) -> dict[str, dict[str, object]]:
        """A crawl of its sources; the reports by source."""
        outside = {name: value for name, value in os.environ.items() if not name.startswith("DISPATCHBOX_")}
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "dispatchbox",
                "crawl",
                *self._sources,
                *arguments,
                "--json",
                "--no-tag",
                "--no-index",
            ],
            env={**outside, **self._settings, **settings},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            timeout=600,
        )
        assert done.stdout, done.stderr
        return {report["source"]: report for report in json.loads(done.stdout)["sources"]}

    @contextmanager
    def record(self) -> Iterator[Record]:
        """What is held."""
        record = Record.open(f"sqlite:///{self._folder / 'record.sqlite'}")
        try:
            yield record
        finally:
            record.close()

    def held(self) -> list[Statement]:
        """Every statement held."""
        with self.record() as record:
            return list(record.statements.walk())

    def journal(self) -> int:
        """The number of the last change."""
        with self.record() as record:
            return record.journal.head()


def words(source: str, row: dict[str, object]) -> str:
    """The words of a row of truth as we keep them: with the table's rows as lines, where the source prints them."""
    text = str(row["text"] or "")
    if not row.get("table") or source != "questions-statements" or row.get("answered") is False:
        return text
    return "\n\n".join(filter(None, (text, "\n".join("\t".join(line) for line in row["table"]))))  # type: ignore[attr-defined]  # the twin's own shape


def expected(truth: Rows, *, libya: bool = False) -> Counter[str]:
    """The words of every statement, one that both sources hold counted once."""
    found = {
        str(row["corpus_id"]): words(source, row)
        for source in reversed(WORDS)
        for row in truth[source]
        if row["libya"] or not libya
    }
    return Counter(found.values())


def texts(statements: list[Statement]) -> Counter[str]:
    return Counter(statement.latest.text or "" for statement in statements)


def questions_put(statements: list[Statement]) -> Counter[str]:
    """Questions put in the chamber: statements of their own for us, part of the answer's row for the twin."""
    return Counter(s.latest.text or "" for s in statements if (s.latest.text or "").startswith("[abstract] Asks"))


def in_both(truth: Rows) -> set[str]:
    ids = [{str(row["corpus_id"]) for row in truth[source]} for source in WORDS]
    return ids[0] & ids[1]


def test_everything_is_held_once_and_merged_and_a_second_crawl_changes_nothing(serve: Serve, tmp_path: Path) -> None:
    with serve() as twin:
        crawler = Crawler(twin, tmp_path)
        reports = crawler.crawl("--everything")
        assert {report["outcome"] for report in reports.values()} == {"complete"}
        held, truth = crawler.held(), twin.truth()
        assert texts(held) - questions_put(held) == expected(truth)
        merged = [statement for statement in held if len({e.source for _, e in statement.evidence}) > 1]
        assert len(merged) == len(in_both(truth))
        assert [twin.stats(source)["duplicates_after_success"] for source in (WORDS[0], "members")] == [0, 0]
        trees = twin.stats("hansard")["duplicates"]
        assert all("sectiontrees" in address and count == 2 for address, count in trees.items())  # type: ignore[attr-defined]  # the twin's own shape

        before = crawler.journal()
        again = crawler.crawl("--everything")
        assert [(report["new"], report["changed"]) for report in again.values()] == [(0, 0)] * 3
        assert crawler.journal() == before


def test_a_topic_brings_every_statement_of_it_and_no_other(serve: Serve, tmp_path: Path) -> None:
    with serve() as twin:
        crawler = Crawler(twin, tmp_path)
        crawler.crawl("--topic", "libya")
        held = crawler.held()
        assert expected(twin.truth(), libya=True) - texts(held) == Counter()
        assert not [s for s in held if "Filler" in f"{s.latest.speaker} {s.latest.asker} {s.latest.speaker_as_printed}"]
        assert max(texts(held).values()) == 1


def test_as_days_go_by_each_change_is_one_version(serve: Serve, tmp_path: Path) -> None:
    with serve("--clock", "2014-11-22") as twin:
        crawler = Crawler(twin, tmp_path)
        crawler.crawl("--everything", "--until", "2014-11-22")
        for day in ("2014-11-26", "2014-12-05", "2014-12-20", "2015-01-14"):
            before = {statement.id: statement for statement in crawler.held()}
            twin.set("clock", date=day)
            crawler.crawl("--everything", "--until", day)
            held = crawler.held()
            assert texts(held) - questions_put(held) == expected(twin.truth())
            grown = {s.id: len(s.versions) - len(before[s.id].versions) for s in held if s.id in before}
            changed = {s.id for s in held if s.id in before and s.latest.text != before[s.id].latest.text}
            assert {name for name, count in grown.items() if count} == changed
            assert set(grown.values()) <= {0, 1}
        states = {s.latest.uin: [version.state for version in s.versions] for s in crawler.held()}
        assert states["970001"] == [State.TABLED, State.HOLDING, State.SUBSTANTIVE]
        assert states["970002"][-2:] == [State.SUBSTANTIVE, State.CORRECTED]


def test_faults_on_the_way_change_nothing_in_the_end(serve: Serve, tmp_path: Path) -> None:
    with serve("--faults", FAULTS) as twin:
        crawler = Crawler(twin, tmp_path)
        for _ in range(3):
            reports = crawler.crawl("--everything", DISPATCHBOX_CRAWL_CONCURRENCY="4")
            if {report["outcome"] for report in reports.values()} == {"complete"}:
                break
        held = crawler.held()
        assert texts(held) - questions_put(held) == expected(twin.truth())
        assert twin.stats("questions-statements")["duplicates_after_success"] == 0
