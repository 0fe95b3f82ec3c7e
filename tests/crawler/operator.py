"""Runs `dispatchbox crawl` as an operator would, in a process of its own, against a site of the test's."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indexer.archive import Archive
from indexer.store import Record
from statements.coverage import Coverage, Run
from statements.statement import Statement
from tests.crawler.site import Site

PERIOD = ("--since", "2014-11-01", "--until", "2014-11-30")
SOURCE = """
title = "An invented source"
base = "{base}"
reader = "https://reader.example"
licence = "None"
first_day = 2014-06-04
delay = {delay}
concurrency = {concurrency}
timeout = {timeout}
look_again = 28
cadence = 1
least = {least}
page = {page}
"""
TOPIC = """
title = "Invented boats"
since = 2014-06-04
terms = ["boats"]
words = ["boats"]
"""


@dataclass(frozen=True, slots=True)
class Told:
    """What a crawl said: its reports by source, its exit status and its messages."""

    reports: dict[str, dict[str, object]]
    status: int
    messages: str

    def of(self, source: str = "questions-statements") -> dict[str, object]:
        return self.reports[source]


class Operator:
    """An installation with its own folder of data and of configuration."""

    def __init__(self, folder: Path, site: Site, *, stand_in: bool = True, **source: object) -> None:
        self.folder, self.site = folder, site
        values = {"base": site.base, "delay": 0.0, "concurrency": 1, "timeout": 5, "least": 0, "page": 100}
        sources = folder / "config" / "sources"
        sources.mkdir(parents=True, exist_ok=True)
        (sources / "questions-statements.toml").write_text(SOURCE.format(**{**values, **source}))
        topics = folder / "config" / "topics"
        topics.mkdir(exist_ok=True)
        (topics / "boats.toml").write_text(TOPIC)
        self.settings = {
            "DISPATCHBOX_DATA_DIR": str(folder / "data"),
            "DISPATCHBOX_CONFIG": str(folder / "config"),
            "DISPATCHBOX_CONTACT": "tracker@library.example",
        }
        if stand_in:
            self.settings["DISPATCHBOX_SOURCE_QUESTIONS_STATEMENTS_URL"] = site.base

    def start(self, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
        """A command under way."""
        outside = {name: value for name, value in os.environ.items() if not name.startswith("DISPATCHBOX_")}
        return subprocess.Popen(
            [sys.executable, "-m", "dispatchbox", *arguments],
            env={**outside, **self.settings, **settings},
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def begin(self, *arguments: str, **settings: str) -> "subprocess.Popen[str]":
        """A crawl under way."""
        period = arguments or ("--everything", *PERIOD)
        return self.start("crawl", "questions-statements", *period, "--json", "--no-tag", "--no-index", **settings)

    def crawl(self, *arguments: str, **settings: str) -> Told:
        """A crawl to its end: of everything in November 2014, unless the arguments say otherwise."""
        return told(self.begin(*arguments, **settings))

    def reparse(self) -> Told:
        """The archive read again."""
        return told(self.start("reparse", "questions-statements", "--json", "--no-tag", "--no-index"))

    @contextmanager
    def record(self) -> Iterator[Record]:
        """The installation's record."""
        record = Record.open(f"sqlite:///{self.folder / 'data' / 'record.sqlite'}")
        try:
            yield record
        finally:
            record.close()

    def statements(self) -> list[Statement]:
        """Everything held."""
        with self.record() as record:
            return list(record.statements.walk())

    def texts(self) -> list[str | None]:
        """The words of everything held."""
        return sorted((statement.latest.text for statement in self.statements()), key=str)

    def coverage(self) -> list[Coverage]:
        """What was covered, newest first."""
        with self.record() as record:
            return record.coverage.of()

    def runs(self) -> list[Run]:
        """The runs, newest first."""
        with self.record() as record:
            return record.coverage.runs()

    def archived(self) -> Archive:
        """The installation's archive."""
        return Archive(self.folder / "data" / "archive")


def told(process: "subprocess.Popen[str]") -> Told:
    """What a process said, once it has ended."""
    out, messages = process.communicate(timeout=60)
    reports = json.loads(out)["sources"] if out.strip().startswith("{") else []
    return Told({report["source"]: report for report in reports}, process.returncode, messages)
