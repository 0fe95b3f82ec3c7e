"""The one door into the record, for crawl, reparse and import alike. Whatever is taken in twice is taken in once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from indexer.acceptance import check
from indexer.store import Begun, Kept, Lease, Record, Validators
from indexer.store.drafts import Draft, Drafts
from indexer.store.writing import write
from indexer.store.leases import this_process
from indexer.versioning import News, absorb, settle
from statements.coverage import Coverage, Plan, RunOutcome
from statements.errors import Rejected
from statements.identity import DECISIVE, FAMILIES, contradicted, family, fitted, given_id, has_settled_id, statement_id
from statements.interchange import UNSTATED
from statements.people import Person, Tenure
from statements.snapshot import Snapshot
from statements.statement import Evidence, House, Sighting

__all__ = ["Begun", "Intake", "Kept", "Taken", "Validators"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one batch: statements that were new, had a new version, had none; and what was refused."""

    new: int
    changed: int
    same: int
    refused: tuple[Rejected, ...] = ()


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

    def take(self, batch: Sequence[tuple[Sighting, Evidence]], *, ours: bool = False) -> Taken:
        """Takes a batch in, in one transaction; what cannot be taken in is refused and the rest is taken.

        `ours` says that the batch was parsed again from archived bytes. Raises RecordUnavailable.
        """
        accepted, refused = _accepted(batch)
        keys = [key for sighting, _ in accepted for key in sighting.identities if given_id((key,)) is None]
        names = [name for sighting, _ in accepted for name in _names(sighting)]
        found = {News.NEW: 0, News.CHANGED: 0, News.SAME: 0}
        with self._record.writing() as transaction:
            drafts = Drafts(transaction, keys, names)
            for sighting, evidence in accepted:
                draft = _statement(drafts, sighting)
                found[settle(draft, _sourced(sighting, evidence), evidence, ours=ours)] += 1
            write(transaction, drafts)
        return Taken(found[News.NEW], found[News.CHANGED], found[News.SAME], refused)

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

    def members_wanted(self) -> list[int]:
        """Member ids of speakers held whom the Members API has not been asked about."""
        return self._record.people.wanted()


def _now() -> datetime:
    return datetime.now(UTC)


def _accepted(
    batch: Iterable[tuple[Sighting, Evidence]],
) -> tuple[list[tuple[Sighting, Evidence]], tuple[Rejected, ...]]:
    accepted, refused = [], []
    today = _now().date()
    for sighting, evidence in batch:
        try:
            check(sighting, evidence, today)
        except Rejected as rejection:
            refused.append(rejection)
        else:
            keys = tuple(key if given_id((key,)) else fitted(key) for key in sighting.identities)
            accepted.append((replace(sighting, identities=keys), evidence))
    return accepted, tuple(refused)


def _names(sighting: Sighting) -> Iterator[str]:
    """The ids that a sighting's statement has or may get."""
    given = given_id(sighting.identities)
    if given is not None:
        yield given
    yield fitted(statement_id(sighting.versions[0], sighting.identities))


def _sourced(sighting: Sighting, evidence: Evidence) -> Sighting:
    """The same with every version's source named, unless none is known."""
    if evidence.source == UNSTATED or all(version.source for version in sighting.versions):
        return sighting
    versions = tuple(replace(v, source=v.source or evidence.source) for v in sighting.versions)
    return replace(sighting, versions=versions)


def _statement(drafts: Drafts, sighting: Sighting) -> Draft:
    """The statement seen, made if it is new, and from now on known by all the keys and names of the sighting."""
    given = given_id(sighting.identities)
    keys = sorted((key for key in sighting.identities if given_id((key,)) is None), key=_strength)
    draft = (drafts.named(given) if given else None) or _match(drafts, keys)
    own = fitted(statement_id(sighting.versions[0], sighting.identities))
    if draft is None:
        draft = drafts.create(given or drafts.free(own))
    elif given is None:
        draft = _united(drafts, draft, keys)
    for key in keys:
        if drafts.holder(key) is None:
            drafts.know_by(draft, key)
    settled = has_settled_id(sighting.versions[0], sighting.identities)
    for name in (given, own if settled else None):
        if name is not None and drafts.named(name) is None:
            drafts.call(draft, name)
    return draft


def _strength(key: str) -> int:
    return FAMILIES.index(family(key))


def _match(drafts: Drafts, keys: Sequence[str]) -> Draft | None:
    """The held statement that the strongest key leads to, unless a stronger family contradicts it."""
    for key in keys:
        held = drafts.holder(key)
        if held is not None and not contradicted(key, keys, held.keys):
            return held
    return None


def _united(drafts: Drafts, draft: Draft, keys: Sequence[str]) -> Draft:
    """The statement with those merged into it that turn out to be the same; the one held longest keeps its id.

    They are the same if a decisive key of the sighting leads to them and none contradicts it: a question is held from
    the day it is tabled, and its answer may come first from Hansard, which does not print that day.
    """
    for key in keys:
        other = drafts.holder(key)
        if other is None or other is draft or family(key) not in DECISIVE:
            continue
        if not contradicted(key, draft.keys.union(keys), other.keys):
            draft, other = sorted((draft, other), key=_seniority)
            absorb(draft, other)
            drafts.merge(draft, other)
    return draft


def _seniority(draft: Draft) -> tuple[bool, int]:
    return not draft.held, draft.serial
