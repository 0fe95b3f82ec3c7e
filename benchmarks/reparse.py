"""Answers read again a second by `reparse`, against reading the archive and parsing alone, its least work."""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks import Figure, at_least
from benchmarks.crawl import served
from crawler.parsers.questions_statements import parse
from crawler.reparse import reparse
from indexer.archive import Archive
from indexer.config import Settings, load_settings
from indexer.intake import Intake

PAGES = 2000
REPEATS = 5
SOURCE = "questions-statements"
LEAST = 0.5


def measure(scale: float) -> list[Figure]:
    """Answers a second of both, in turn over one archive of which nothing is news, and their ratio."""
    pages = max(20, int(PAGES * scale))
    with tempfile.TemporaryDirectory() as folder:
        _crawled(Path(folder), pages)
        settings = load_settings(data_dir=folder)
        rounds = [(_reparsed(settings, pages), _parsed(settings, pages)) for _ in range(REPEATS)]
    return [
        Figure("reparse: answers", pages / statistics.median(ours for ours, _ in rounds), "a second"),
        Figure("reparse: reading and parsing alone", pages / statistics.median(bare for _, bare in rounds), "a second"),
        at_least("reparse: ratio of the two", statistics.median(bare / ours for ours, bare in rounds), "", LEAST),
    ]


def _crawled(folder: Path, pages: int) -> None:
    """A record and an archive with so many answers."""
    with served(pages) as base:
        settings = {
            "DISPATCHBOX_DATA_DIR": str(folder),
            "DISPATCHBOX_CRAWL_DELAY": "0",
            "DISPATCHBOX_CRAWL_CONCURRENCY": "16",
            "DISPATCHBOX_SOURCE_QUESTIONS_STATEMENTS_URL": base,
        }
        command = [sys.executable, "-m", "benchmarks.crawl", "ours", base, str(pages)]
        subprocess.run(command, env={**os.environ, **settings}, capture_output=True, check=True)


def _reparsed(settings: Settings, pages: int) -> float:
    begun = perf_counter()
    (report,) = reparse(settings, [SOURCE])
    assert (report.statements, report.new, report.changed, report.errors) == (pages, 0, 0, 0)
    return perf_counter() - begun


def _parsed(settings: Settings, pages: int) -> float:
    archive = Archive(settings.archive_dir)
    with Intake.opened(settings.record_url) as intake:
        begun = perf_counter()
        answers = (archive.read(kept.place) for kept in intake.kept(SOURCE))
        count = sum(1 for answer in answers if answer.url.count("/questions/") for _ in parse(answer))
    assert count == pages
    return perf_counter() - begun
