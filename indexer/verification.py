"""Reads the archive again and compares it with what the record says is in it.

One file after the other, one answer in memory: what it needs grows with the number of files, not with the archive.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import count

from indexer.archive import Archive
from indexer.gaps import EVERYTHING
from indexer.store import Listed, ListedFile
from indexer.store.responses import ResponseStore
from statements.coverage import Plan
from statements.errors import ArchiveDamaged, NotHeld, TakenDown

REDACT = "Run `dispatchbox take-down` with that statement's id again; `dispatchbox doctor` names those unfinished."


class FaultKind(StrEnum):
    """What is wrong with an answer, or with a whole file of them."""

    MISSING = "missing"  # there is no such file
    DAMAGED = "damaged"  # cut short, or no longer the bytes that were written
    STANDING = "not redacted"  # a statement in it was taken down, and its bytes are there
    OTHER = "other bytes"  # whole, but not what the record says was archived


@dataclass(frozen=True, slots=True)
class ArchiveFault:
    """One thing that is wrong: where, what, of which address, how many answers it concerns, and what to do."""

    place: str
    kind: FaultKind
    told: str
    url: str
    answers: int
    remedy: str


@dataclass(frozen=True, slots=True)
class VerifiedFile:
    """What came of one file.

    `size` is its bytes on the disk, `body` the bytes of the answers read. `unlisted` counts its answers that no row
    names, such as refusals, and those of a run that was killed: they are kept and never read, which is no fault.
    `taken_down` counts the answers that were redacted, which is none either.
    """

    name: str
    answers: int
    size: int
    body: int
    unlisted: int
    faults: tuple[ArchiveFault, ...]
    taken_down: int = 0


def verify(archive: Archive, responses: ResponseStore, source: str, first_day: date) -> Iterator[VerifiedFile]:
    """Every file of a source, those listed in the record first.

    `first_day` is where a crawl of the source that was given no first day began. Raises RecordUnavailable.
    """
    listed = responses.files(source)
    for file in listed:
        yield _verified(archive, file, responses.listed(source, file), first_day)
    for name in sorted(set(archive.files(source)) - {file.name for file in listed}):
        unlisted = sum(1 for _ in archive.places_in(name))
        yield VerifiedFile(name, 0, archive.size(name) or 0, 0, unlisted, ())


def _verified(archive: Archive, file: ListedFile, answers: Iterator[Listed], first_day: date) -> VerifiedFile:
    size = archive.size(file.name)
    if size is None:
        return _missing(file, answers, first_day)
    faults: list[ArchiveFault] = []
    places: set[str] = set()
    body = taken_down = 0
    for answer in answers:
        places.add(answer.place)
        read = _read(archive, answer, first_day)
        if isinstance(read, ArchiveFault):
            faults.append(read)
        elif read is None:
            taken_down += 1
        else:
            body += read
    unlisted = sum(place not in places for place in archive.places_in(file.name))
    return VerifiedFile(file.name, len(places), size, body, unlisted, tuple(faults), taken_down)


def _read(archive: Archive, answer: Listed, first_day: date) -> int | ArchiveFault | None:
    """The length of an answer's body, None if it was taken down, or what is wrong with it."""
    try:
        snapshot = archive.read(answer.place)
    except ArchiveDamaged as fault:
        return _fault(answer, FaultKind.DAMAGED, fault.fault, first_day)
    except NotHeld as fault:
        return _fault(answer, FaultKind.MISSING, str(fault), first_day)
    except TakenDown as tombstone:
        return (
            None
            if answer.redacted
            else _fault(answer, FaultKind.OTHER, f"{tombstone}, and the record knows of none", first_day)
        )
    if answer.redacted:
        told = "a statement in it was taken down, and its bytes still stand"
        return ArchiveFault(answer.place, FaultKind.STANDING, told, answer.url, 1, REDACT)
    if snapshot.sha256 == answer.sha256:
        return len(snapshot.body)
    told = f"its hash is {snapshot.sha256[:12]}…, and the record has {answer.sha256[:12]}…"
    return _fault(answer, FaultKind.OTHER, told, first_day)


def _missing(file: ListedFile, answers: Iterator[Listed], first_day: date) -> VerifiedFile:
    first = next(answers)
    number = next(position for position in count(1) if next(answers, None) is None)
    told = f"the archive has no file {file.name}, in which {number:,} answers are listed"
    fault = ArchiveFault(file.name, FaultKind.MISSING, told, first.url, number, _remedy(first.plan, first_day))
    return VerifiedFile(file.name, number, 0, 0, 0, (fault,))


def _fault(answer: Listed, kind: FaultKind, told: str, first_day: date) -> ArchiveFault:
    return ArchiveFault(answer.place, kind, told, answer.url, 1, _remedy(answer.plan, first_day))


def _remedy(plan: Plan, first_day: date) -> str:
    return f"Put the file back from a backup, or run `{refetching(plan, first_day)}`."


def refetching(plan: Plan, first_day: date) -> str:
    """The command that asks a source again for what a run of that plan asked."""
    topics = plan.scope.split(",")
    chosen = " --everything" if plan.scope == EVERYTHING else "".join(f" --topic {topic}" for topic in topics)
    return f"dispatchbox crawl {plan.source}{chosen} --since {plan.since or first_day} --until {plan.until}"
