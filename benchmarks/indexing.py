"""Documents indexed per second from the record, against tokenising and bare tantivy inserts of the same fields."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import tantivy

from benchmarks import Figure, at_least, at_most
from benchmarks.intake import BATCH, FEW, MANY, ROUNDS, STATEMENTS, sightings
from indexer.intake import Intake
from indexer.search.embedded import Embedded
from indexer.search.embedded.fields import FIELDS, PARTS
from indexer.search.embedded.index import WRITER_MEMORY
from indexer.search.ranking import load_ranking
from indexer.search.words import Forms, forms
from indexer.search.worker import rebuild, update
from indexer.store import Record
from statements.statement import Statement

Texts = tuple[str, tuple[str | None, ...], tuple[tuple[str, str], ...]]  # id; title, question, answer; facets


def measure(scale: float) -> list[Figure]:
    """The figures of indexing at that share of the full size."""
    count = max(BATCH, int(STATEMENTS * scale))
    ours, bare, journal = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        record = _record(Path(folder), count)
        texts = [_texts(statement) for statement in record.statements.walk()]
        for _ in range(ROUNDS):
            ours.append(rebuilt(record))
            bare.append(inserted(texts))
            journal.append(updated(record))
        record.close()
    few, many = (peak(max(BATCH, int(size * scale))) for size in (FEW, MANY))
    return [
        Figure("indexing: anew from the record", count / median(ours), "a second"),
        Figure("indexing: by the journal", count / median(journal), "a second"),
        Figure("indexing: tokenising and bare tantivy inserts", count / median(bare), "a second"),
        at_least("indexing: ratio to tokenising and bare inserts", median(bare) / median(ours), "", 0.75),
        Figure(f"indexing: peak memory at {int(FEW * scale):,}", few, "MB"),
        at_most(f"indexing: growth of that at {int(MANY * scale):,}", many / few, "times", 1.1),
    ]


def rebuilt(record: Record) -> float:
    """Seconds that a rebuild needs: reading, tokenising, writing, checking and swapping in."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Embedded(Path(folder), load_ranking().weights)
        begun = time.perf_counter()
        rebuild(record, engine)
        return time.perf_counter() - begun


def updated(record: Record) -> float:
    """Seconds that the same needs entry by entry of the journal, onto an empty index."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Embedded(Path(folder), load_ranking().weights)
        with engine.building() as building:
            building.writer.commit(mark=0)
            building.publish()
        begun = time.perf_counter()
        update(record, engine)
        return time.perf_counter() - begun


def inserted(texts: Sequence[Texts]) -> float:
    """Seconds that tokenising the same texts and adding the same fields to a bare index needs."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        writer = tantivy.Index(FIELDS, path=folder).writer(WRITER_MEMORY, 1)
        for statement, parts, facets in texts:
            fields = tantivy.Document()
            fields.add_text("statement", statement)
            fields.add_unsigned("version", 1)
            for part, text in zip(PARTS, parts, strict=True):
                for form, found in zip(Forms._fields, forms(text), strict=True):
                    fields.add_text(f"{part}_{form}", " ".join(found))
            for facet, value in facets:
                fields.add_text(facet, value)
            for number in ("sort_key", "month", "recorded_from", "recorded_until"):
                fields.add_integer(number, 1 << 40)
            writer.add_document(fields)
        writer.commit()
        writer.wait_merging_threads()
        return time.perf_counter() - begun


def _texts(statement: Statement) -> Texts:
    version = statement.latest
    facets = {
        "department": version.department,
        "house": version.house,
        "kind": version.kind,
        "source": version.source,
    }
    said = tuple((facet, str(value)) for facet, value in facets.items() if value)
    return statement.id, (version.title, version.question_text, version.text), said


def _record(folder: Path, count: int) -> Record:
    record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
    intake = Intake(record)
    for batch in sightings(count):
        intake.take(batch)
    return record


def peak(count: int) -> float:
    """Megabytes that a process needs at most to index that many statements anew."""
    with tempfile.TemporaryDirectory() as folder:
        _record(Path(folder), count).close()
        command = [sys.executable, "-m", "benchmarks.indexing", folder]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _rebuild(folder: Path) -> None:
    record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
    rebuild(record, Embedded(folder / "index", load_ranking().weights))
    record.close()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _rebuild(Path(sys.argv[1]))
