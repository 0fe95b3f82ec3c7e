"""Reads the archive again with today's parsers and topics: no network, the same code as in a crawl."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from crawler.choice import topics_of
from crawler.door import BATCH, Officeholders
from crawler.people import database, persons_in, posts_in
from crawler.reading import sightings_in, whole_sections
from crawler.report import SourceReport, report
from crawler.tally import Tally
from indexer.archive import Archive
from indexer.config import Settings
from indexer.intake import Change, Difference, Intake, Tell
from indexer.topics import load_topics
from statements.coverage import RunOutcome
from statements.errors import ArchiveDamaged, NotHeld, SourceChanged, TakenDown
from statements.people import Person, Tenure
from statements.policy import Topic
from statements.snapshot import Snapshot
from statements.statement import Evidence, Sighting

PEOPLE = ("members", "ministers")  # the sources that tell of people and not of statements


def reparse(settings: Settings, sources: Sequence[str], tell: Tell | None = None) -> tuple[SourceReport, ...]:
    """Parse every good answer held of those sources, oldest first, and take in what it gives; a report a source.

    What is chosen is what the crawl that fetched the answer asked for, by the topics as they are now. An answer that
    is damaged or not known is an error, and the rest is read. `tell` hears what each batch changes, before it is taken
    in. Raises ConfigError and RecordUnavailable.
    """
    with Intake.opened(settings.record_url) as intake:
        reader = _Reader(intake, Archive(settings.archive_dir), load_topics(), tell)
        return tuple(reader.read(source) for source in sources)


def rehearse(settings: Settings, sources: Sequence[str]) -> Iterator[Difference]:
    """What `reparse` would change of those sources' statements, each change told once; nothing is taken in.

    Answers that are damaged or not known are passed over: `reparse` counts them. Raises ConfigError, RecordUnavailable.
    """
    with Intake.opened(settings.record_url) as intake:
        reader = _Reader(intake, Archive(settings.archive_dir), load_topics())
        told: set[tuple[str, Change, int]] = set()
        for source in (source for source in sources if source not in PEOPLE):
            for batch in reader.batches(Tally(source)):
                for one in (*intake.rehearse(batch), *intake.rehearse_missing(whole_sections(batch))):
                    if (what := (one.statement, one.change, one.version)) not in told:
                        told.add(what)
                        yield one


class _Reader:
    def __init__(self, intake: Intake, archive: Archive, topics: Sequence[Topic], tell: Tell | None = None) -> None:
        self._intake, self._archive, self._topics, self._tell = intake, archive, topics, tell

    def read(self, source: str) -> SourceReport:
        """One source."""
        tally = Tally(source)
        with self._intake.alone(f"crawl {source}"):
            if source == "members":
                self._members(tally)
            elif source == "ministers":
                self._ministers(tally)
            else:
                self._statements(tally)
        tally.stop()
        return report(tally, RunOutcome.COMPLETE)

    def _statements(self, tally: Tally) -> None:
        for batch in self.batches(tally):
            self._take(batch, tally)

    def batches(self, tally: Tally) -> Iterator[list[tuple[Sighting, Evidence]]]:
        """What a source's answers hold, a few hundred sightings at a time; whole answers stay together."""
        batch: list[tuple[Sighting, Evidence]] = []
        for snapshot, scope in self._answers(tally):
            with _counting(snapshot, tally):
                found = sightings_in(snapshot, topics_of(scope, self._topics))
                batch += [(sighting, snapshot.evidence) for sighting in found]
            if len(batch) >= BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _take(self, batch: Sequence[tuple[Sighting, Evidence]], tally: Tally) -> None:
        taken = self._intake.take(batch, ours=True, tell=self._tell)
        missed = self._intake.miss(whole_sections(batch), ours=True, tell=self._tell)
        tally.statements += len(batch) - len(taken.refused) - len(taken.taken_down)
        tally.new += taken.new
        tally.changed += taken.changed + missed.changed
        tally.keep_out(taken.taken_down)
        for refusal in taken.refused:
            tally.error(str(refusal))

    def _members(self, tally: Tally) -> None:
        people: dict[str, Person] = {}
        posts: dict[str, tuple[Tenure, ...]] = {}
        for snapshot, _ in self._answers(tally):
            with _counting(snapshot, tally):
                people |= {person.id: person for person in persons_in(snapshot)}
                posts[snapshot.url] = posts_in(snapshot)
        tenures = tuple(tenure for held in posts.values() for tenure in held)
        self._take_people(Officeholders(tuple(people.values()), tenures), tally)

    def _ministers(self, tally: Tally) -> None:
        files = [snapshot for snapshot, _ in self._answers(tally)]
        if files:
            with _counting(files[-1], tally):
                self._take_people(database(files), tally)

    def _take_people(self, found: Officeholders, tally: Tally) -> None:
        self._intake.take_people(found.people, found.tenures, tally.source)
        tally.statements += len(found.people)

    def _answers(self, tally: Tally) -> Iterator[tuple[Snapshot, str]]:
        for kept in self._intake.kept(tally.source):
            try:
                yield self._archive.read(kept.place), kept.scope
            except TakenDown:
                continue  # since the list was read
            except (ArchiveDamaged, NotHeld) as fault:
                tally.error(str(fault))


@contextmanager
def _counting(snapshot: Snapshot, tally: Tally) -> Iterator[None]:
    """Count an answer that is not known, and go on after the block."""
    try:
        yield
    except SourceChanged as fault:
        tally.error(f"{fault}; kept as {snapshot.place}")
