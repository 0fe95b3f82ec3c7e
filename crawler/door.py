"""The one way from a crawl into the archive and the record: bytes first, then what was read in them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic

from crawler.reading import whole_sections
from crawler.tally import Tally
from indexer.archive import Writer
from indexer.intake import Intake
from statements.coverage import Coverage
from statements.errors import SourceFailed
from statements.people import Person, Tenure
from statements.snapshot import Snapshot
from statements.statement import Evidence, Sighting

BATCH = 200  # sightings or answers
REMEDY = "Free some space on its disk or make its folder writable, then run the command again."
PAUSE = 0.5  # seconds: what a kill can lose of the record, never of the archive


@dataclass(frozen=True, slots=True)
class Reading:
    """What one archived answer gave."""

    evidence: Evidence
    sightings: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Officeholders:
    """People and the offices they held, as one source tells them."""

    people: tuple[Person, ...]
    tenures: tuple[Tenure, ...]


Found = Reading | Officeholders | Coverage


class Door:
    """Owns what waits to be recorded. At a flush the archive is on the disk before any row speaks of it."""

    def __init__(self, intake: Intake, writer: Writer, run: int, tally: Tally) -> None:
        self._intake, self._writer, self._run, self._tally = intake, writer, run, tally
        self._answers: list[Snapshot] = []
        self._sightings: list[tuple[Sighting, Evidence]] = []
        self._coverage: list[Coverage] = []
        self._flushed = monotonic()

    def archive(self, snapshot: Snapshot, asked: Iterable[tuple[str, str]] = (), *, odd: bool = False) -> Snapshot:
        """Keep an answer before anybody reads it. An odd one, not what was asked for, is kept and never used again.

        Raises SourceFailed if the archive cannot be written.
        """
        with self._naming_the_archive():
            kept = self._writer.write(snapshot, asked)
        if not odd:
            self._answers.append(kept)
        return kept

    def take(self, found: Found) -> None:
        """Take in what was found, at once or with the next flush. Raises RecordUnavailable."""
        match found:
            case Reading():
                self._sightings += [(sighting, found.evidence) for sighting in found.sightings]
            case Coverage():
                self._coverage.append(found)
            case Officeholders():
                self._intake.take_people(found.people, found.tenures, self._tally.source)
                self._tally.statements += len(found.people)
        if max(len(self._sightings), len(self._answers)) >= BATCH or monotonic() - self._flushed >= PAUSE:
            self.flush()

    def flush(self) -> None:
        """Record everything that waits. Raises RecordUnavailable or SourceFailed, and then everything still waits."""
        if self._answers:
            with self._naming_the_archive():
                self._writer.sync()
            self._intake.archived(self._run, self._answers)
            self._answers = []
        if self._sightings:
            self._take_sightings()
        for coverage in self._coverage:
            self._intake.cover(self._run, coverage)
        self._coverage = []
        self._flushed = monotonic()

    def close(self) -> None:
        """Flush, and finish the archive's file."""
        try:
            self.flush()
        finally:
            with self._naming_the_archive():
                self._writer.close()

    @contextmanager
    def _naming_the_archive(self) -> Iterator[None]:
        """Say of a fault of the disk that it is the archive's: asking the source again would not mend it."""
        try:
            yield
        except OSError as error:
            fault = f"the archive cannot be written: {error.strerror or error}"
            raise SourceFailed(self._tally.source, f"{fault}. {REMEDY}", remedy=REMEDY) from error

    def _take_sightings(self) -> None:
        taken = self._intake.take(self._sightings)
        missed = self._intake.miss(whole_sections(self._sightings))
        self._tally.statements += len(self._sightings) - len(taken.refused) - len(taken.taken_down)
        self._tally.new += taken.new
        self._tally.changed += taken.changed + missed.changed
        self._tally.keep_out(taken.taken_down)
        for refusal in taken.refused:
            self._tally.error(str(refusal))
        self._sightings = []
