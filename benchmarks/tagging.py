"""Words tagged per second, against the bare language model; if two processes help, and if memory stays flat."""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import Figure, at_least, at_most
from benchmarks.intake import sightings
from indexer.intake import Intake
from indexer.offices import load_people
from indexer.posts import load_posts
from indexer.store import Record
from indexer.tagging.gazetteer import load_gazetteer
from indexer.tagging.language import AT_ONCE, MODEL, NOT_FOR_NAMES
from indexer.tagging.pipeline import BATCH, Tagger, tag_stale
from indexer.tagging.roster import Roster
from indexer.topics import load_topics
from statements.statement import House, Kind, Sighting, Version

ROUNDS = 5
STATEMENTS = 400  # of about 250 words, in one round
SHARED = 4_000  # in the job that two processes share: some 90 s for one
FEW, MANY = 2_500, 50_000  # statements between which memory must stay flat
LONGEST = 200_000  # characters of the longest statement
PIECE = 64

# The names, figures and dates in a hundred words are those of ministers' answers: 14, 1 and 1 in the labelled ones.
NAMES = ("Captain Ivo Marl", "Ruritania", "the Harbour Agency", "Lady Quill", "Strelsau", "the Keepers' Committee")
DOES = ("has lent", "will lend", "does not support", "is considering", "welcomed", "has asked for")
WHAT = (
    "up to 2,000 lamps",
    "a second cutter for the harbour",
    "what was proposed by the keepers",
    "the report of 11 June 2014",
    "the new rules for small boats",
    "whatever help its partners may need",
)
WHERE = (
    "on the coast of Ruritania",
    "with our partners",
    "in Strelsau",
    "before the winter",
    "at the request of the House",
)
ON_POLICY = "Libyan troops at Bassingbourn were trained by our instructors."


def measure(scale: float) -> list[Figure]:
    """The figures of tagging at that share of the full size."""
    count = max(PIECE, int(STATEMENTS * scale))
    tagger = _tagger()
    off, on = list(_versions(count, "")), list(_versions(count, ON_POLICY))
    few, many = (peak(max(PIECE, int(size * scale))) for size in (FEW, MANY))
    one, two = shared(max(PIECE, int(SHARED * scale)), tagger)
    return [
        *_against_bare("outside every policy", off, tagger, NOT_FOR_NAMES, 0.90),
        *_against_bare("on a tracked policy", on, tagger, [], 0.75),
        Figure("tagging: one process", one, "s"),
        at_least("tagging: two processes against one", one / two, "times", 1.5),
        Figure("tagging: one statement of 200,000 characters", longest(tagger), "s"),
        Figure(f"tagging: peak memory at {int(FEW * scale):,}", few, "MB"),
        at_most(f"tagging: growth of that at {int(MANY * scale):,}", many / few, "times", 1.1),
    ]


def _tagger() -> Tagger:
    """The rules in force, with every name that the configuration knows."""
    return Tagger(load_topics(), Roster(*load_people()), load_posts(), load_gazetteer())


def _against_bare(
    which: str, versions: list[Version], tagger: Tagger, excluded: list[str], goal: float
) -> list[Figure]:
    model: Any = import_module(MODEL).load(exclude=excluded)
    texts = [version.text or "" for version in versions]
    words = sum(len(text.split()) for text in texts)
    tagger.tag_each(versions[:PIECE], {})  # the model is loaded before the clock runs
    rounds = [(_tagged(versions, tagger), _piped(model, texts)) for _ in range(ROUNDS)]
    return [
        Figure(f"tagging: statements {which}", words / median(ours for ours, _ in rounds), "words/s"),
        Figure("tagging: bare nlp.pipe of the same", words / median(bare for _, bare in rounds), "words/s"),
        at_least("tagging: ratio of the two", median(bare / ours for ours, bare in rounds), "", goal),
    ]


def _tagged(versions: list[Version], tagger: Tagger) -> float:
    begun = time.perf_counter()
    for start in range(0, len(versions), BATCH):  # as statements come from the record
        tagger.tag_each(versions[start : start + BATCH], {})
    return time.perf_counter() - begun


def _piped(model: Any, texts: Iterable[str]) -> float:
    begun = time.perf_counter()
    for _ in model.pipe(texts, batch_size=AT_ONCE):
        pass
    return time.perf_counter() - begun


def shared(count: int, tagger: Tagger) -> tuple[float, float]:
    """Seconds that one process and two need to tag that many new statements of a record."""
    taken = []
    for processes in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            record = _record(Path(folder), count)
            begun = time.perf_counter()
            tag_stale(record, tagger, processes=processes)
            taken.append(time.perf_counter() - begun)
            record.close()
    return taken[0], taken[1]


def longest(tagger: Tagger) -> float:
    """Seconds for one statement of 200,000 characters on a tracked policy."""
    [version] = _versions(1, ON_POLICY)
    text = f"{version.text}\n\n" * (LONGEST // len(version.text or "-") + 1)
    return _tagged([replace(version, text=text[:LONGEST])], tagger)


def _versions(count: int, opening: str) -> Iterator[Version]:
    """Invented answers of about 250 words; the same each time."""
    chance = random.Random(1)  # noqa: S311 - a corpus, not a secret
    for number in range(count):
        sentences = (" ".join(map(chance.choice, (NAMES, DOES, WHAT, WHERE))) + "." for _ in range(20))
        yield Version(
            kind=Kind.WRITTEN_ANSWER,
            house=House.COMMONS,
            date=date(2014, 11, 3),
            title="Lamps",
            text=" ".join(chain([opening, f"Answer {number}."], sentences)).strip(),
            uin=str(100_000 + number),
            source="questions-statements",
        )


def _record(folder: Path, count: int) -> Record:
    record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
    intake, texts = Intake(record), _versions(count, "")
    for batch in sightings(count):
        intake.take([(_worded(sighting, next(texts)), evidence) for sighting, evidence in batch])
    return record


def _worded(sighting: Sighting, words: Version) -> Sighting:
    """The sighting with words that the language model can make something of."""
    return replace(sighting, versions=(replace(sighting.latest, title=words.title, text=words.text),))


def peak(count: int) -> float:
    """Megabytes that a process needs at most to tag that many statements of a record."""
    with tempfile.TemporaryDirectory() as folder:
        _record(Path(folder), count).close()
        command = [sys.executable, "-m", "benchmarks.tagging", folder]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _tag(folder: Path) -> None:
    record = Record.open(f"sqlite:///{folder / 'record.sqlite'}")
    tag_stale(record, _tagger())
    record.close()
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    _tag(Path(sys.argv[1]))
