"""The one door into the record, for crawl, reparse and import alike. Whatever is taken in twice is taken in once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import attrgetter

from indexer.acceptance import check
from indexer.matching import Offered, matched, tombstone_of
from indexer.rehearsal import Difference, differences, held_in
from indexer.store import Begun, Change, Kept, Lease, Record, Transaction, Validators
from indexer.store.drafts import Drafts
from indexer.store.leases import this_process
from indexer.store.tombstones import Tombstone, offered_again
from indexer.store.writing import write
from indexer.vanishing import vanished
from indexer.versioning import News, settle
from statements.coverage import Coverage, Plan, RunOutcome
from statements.errors import Rejected, TakenDown
from statements.people import Person, Tenure
from statements.snapshot import Snapshot
from statements.statement import Evidence, House, Sighting
from statements.text import folded

__all__ = ["Begun", "Change", "Difference", "Intake", "Kept", "Taken", "Tell", "Validators"]


Tell = Callable[[Sequence[Difference]], None]
"""Hears what a batch changes before it is written."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one batch: statements that were new, had a new version, had none; and what was refused.

    `taken_down` tells of what was taken down before and is not taken in again: no fault of whoever offered it.
    """

    new: int
    changed: int
    same: int
    refused: tuple[Rejected, ...] = ()
    taken_down: tuple[TakenDown, ...] = ()


class Intake:
    """Takes statements, people and the traces of a crawl into one record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @classmethod
    @contextmanager
    def opened(cls, url: str) -> Iterator["Intake"]:
        """The door of the record at that address, for the time of a block. Raises RecordUnavailable."""
        record = Record.open(url)
        try:
            yield cls(record)
        finally:
            record.close()

    def alone(self, work: str) -> AbstractContextManager[Lease]:
        """Holds the lease of that work for the time of a block. Raises LeaseHeld if another process has it."""
        return self._record.leases.hold(work, this_process())

    def take(
        self, batch: Sequence[tuple[Sighting, Evidence]], *, ours: bool = False, tell: Tell | None = None
    ) -> Taken:
        """Takes a batch in, in one transaction; what cannot be taken in is refused and the rest is taken.

        `ours` says that the batch was parsed again from archived bytes. `tell` hears what the batch changes before
        anything of it is written. Raises RecordUnavailable.
        """
        accepted, refused = _accepted(batch)
        found = {News.NEW: 0, News.CHANGED: 0, News.SAME: 0}
        with self._record.writing() as transaction:
            drafts = _drafts(transaction, accepted)
            held = held_in(drafts) if tell else {}
            standing, buried = _parted(drafts, accepted)
            for offered in standing:
                found[settle(matched(drafts, offered), offered.sighting, offered.evidence, ours=ours)] += 1
            if tell:
                tell(list(differences(drafts, held)))
            write(transaction, drafts)
            offered_again(transaction, [(tombstone, offered.evidence.archived) for tombstone, offered in buried])
        taken_down = tuple(tombstone.error for tombstone, _ in buried)
        return Taken(found[News.NEW], found[News.CHANGED], found[News.SAME], refused, taken_down)

    def rehearse(self, batch: Sequence[tuple[Sighting, Evidence]]) -> list[Difference]:
        """What a batch parsed again from archived bytes would change; nothing is written. Raises RecordUnavailable."""
        accepted, _ = _accepted(batch)
        with self._record.writing() as transaction:
            drafts = _drafts(transaction, accepted)
            held = held_in(drafts)
            standing, _ = _parted(drafts, accepted)
            for offered in standing:
                settle(matched(drafts, offered), offered.sighting, offered.evidence, ours=True)
            return list(differences(drafts, held))

    def rehearse_missing(self, batch: Sequence[tuple[Sighting, Evidence]]) -> list[Difference]:
        """What `miss` would withdraw; nothing is written. Raises RecordUnavailable."""
        return self.rehearse(vanished(self._record.statements, batch)) if batch else []

    def miss(
        self, batch: Sequence[tuple[Sighting, Evidence]], *, ours: bool = False, tell: Tell | None = None
    ) -> Taken:
        """Withdraws what stands in the sections of that batch, and is not in it.

        The batch holds whole sections and has been taken in. `tell` as in `take`. Raises RecordUnavailable.
        """
        return self.take(vanished(self._record.statements, batch), ours=ours, tell=tell) if batch else Taken(0, 0, 0)

    def take_people(self, people: Sequence[Person], tenures: Sequence[Tenure], source: str) -> None:
        """Takes in what a source says of people and their offices, in the place of what it said before."""
        self._record.people.put(people, tenures, source)

    def begin(self, plan: Plan) -> Begun:
        """A new run of a source, whose lease the caller holds. Killed runs of an equal plan can be resumed."""
        return self._record.coverage.begin(plan, _now())

    def finish(
        self,
        run: int,
        outcome: RunOutcome,
        *,
        fetched: int,
        statements: int,
        new: int,
        changed: int,
        errors: int,
        note: str = "",
    ) -> None:
        """Notes how a run ended, with its counts."""
        self._record.coverage.finish(
            run,
            outcome,
            _now(),
            fetched=fetched,
            statements=statements,
            new=new,
            changed=changed,
            errors=errors,
            note=note,
        )

    def cover(self, run: int, coverage: Coverage) -> None:
        """Notes what came of one window of a run."""
        self._record.coverage.cover(run, coverage, _now())

    def archived(self, run: int, snapshots: Sequence[Snapshot]) -> None:
        """Lists answers that a run has put into the archive."""
        self._record.responses.add(run, snapshots)

    def fetched_by(self, runs: Sequence[int], url: str) -> str | None:
        """The archive's place of the newest good (200) answer from that address which those runs fetched."""
        return self._record.responses.fetched_by(runs, url)

    def validators(self, url: str) -> Validators | None:
        """The validators of the newest good answer held from that address."""
        return self._record.responses.validators(url)

    def addresses(self, source: str) -> list[str]:
        """The addresses from which good answers of a source are in the archive."""
        return self._record.responses.addresses(source)

    def kept(self, source: str) -> Iterator[Kept]:
        """A source's good answers in the archive, oldest first, each with the scope it was asked for."""
        return self._record.responses.kept(source)

    def cursor(self, source: str, scope: str) -> date | None:
        """The day up to which a source has been read for that scope."""
        return self._record.coverage.cursor(source, scope)

    def set_cursor(self, source: str, scope: str, day: date) -> None:
        """Notes the day up to which a source has been read for that scope."""
        self._record.coverage.set_cursor(source, scope, day)

    def open_questions(self, before: date, since: date) -> list[tuple[House, date, str]]:
        """(House, day tabled, UIN) of held questions tabled in [since, before) without a substantive answer."""
        return self._record.statements.open_questions(before, since)

    def headings(self, house: House, day: date) -> frozenset[str]:
        """The headings, folded and in small letters, under which anything is held of that House and day."""
        return frozenset(folded(heading).casefold() for _, heading in self._record.statements.on_day(house, day))

    def members_wanted(self) -> list[int]:
        """Member ids of speakers held whom the Members API has not been asked about."""
        return self._record.people.wanted()


def _now() -> datetime:
    return datetime.now(UTC)


def _drafts(transaction: Transaction, accepted: Sequence[Offered]) -> Drafts:
    keys = [key for offered in accepted for key in offered.keys]
    return Drafts(transaction, keys, [name for offered in accepted for name in offered.names])


def _parted(drafts: Drafts, accepted: Sequence[Offered]) -> tuple[list[Offered], list[tuple[Tombstone, Offered]]]:
    """What may be taken in, and what was taken down, with its tombstone."""
    standing: list[Offered] = []
    buried: list[tuple[Tombstone, Offered]] = []
    for offered in accepted:
        tombstone = tombstone_of(drafts, offered)
        if tombstone is None:
            standing.append(offered)
        else:
            buried.append((tombstone, offered))
    return standing, buried


def _accepted(
    batch: Iterable[tuple[Sighting, Evidence]],
) -> tuple[list[Offered], tuple[Rejected, ...]]:
    accepted, refused = [], []
    today = _now().date()
    for sighting, evidence in batch:
        try:
            check(sighting, evidence, today)
        except Rejected as rejection:
            refused.append(rejection)
        else:
            accepted.append(Offered.of(sighting, evidence))
    if all(offered.evidence.fetched_at for offered in accepted):
        accepted.sort(key=attrgetter("evidence.fetched_at"))  # what a source says later counts, whoever read it first
    return accepted, tuple(refused)
