"""Taking a statement down: first in the record, at one stroke; then in the archive; the index follows the journal.

What a kill leaves undone stands in the record as places to be redacted. `complete` does what is left, however often.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer.archive import Archive
from indexer.store import Record, Redaction, Tombstone
from indexer.store.leases import this_process
from indexer.tagging.readings import hash_of
from statements.errors import ArchiveDamaged, LeaseHeld, NotHeld

Told = Callable[[str], None]
"""Takes a message for the operator."""


@dataclass(frozen=True, slots=True)
class Completed:
    """How many places of the archive were redacted, and how many could not be yet."""

    redacted: int
    left: int


def take_down(record: Record, name: str, reason: str) -> Tombstone:
    """The tombstone of the statement of that id or alias, which is taken down if it was not. Raises NotHeld.

    For one taken down before, all its places are to be redacted again: an old file may have been put back.
    """
    tombstone = record.tombstones.get(name)
    if tombstone is None:
        return record.tombstones.bury(name, reason, hash_of)
    record.tombstones.redact_again(tombstone)
    return tombstone


def complete(record: Record, archive: Archive, told: Told) -> Completed:
    """Redacts what is to be redacted. What cannot be now is told and left for the next time."""
    redacted = left = 0
    for source, places in groupby(record.tombstones.unredacted(), key=lambda one: one.place.partition("/")[0]):
        waiting = list(places)
        try:
            with record.leases.hold(f"crawl {source}", this_process()):
                done = [_redacted(record, archive, file, told) for file in _by_file(waiting)]
        except LeaseHeld as held:
            told(f"{held}; {len(waiting):,} archived answers are redacted when it has ended")
            done = []
        redacted += sum(done)
        left += len(waiting) - sum(done)
    return Completed(redacted, left)


def _by_file(places: Sequence[Redaction]) -> list[list[Redaction]]:
    return [list(file) for _, file in groupby(places, key=lambda one: one.place.partition("#")[0])]


def _redacted(record: Record, archive: Archive, file: Sequence[Redaction], told: Told) -> int:
    """How many of the places of one file are done now: all or none."""
    places = [one.place for one in file]
    try:
        archive.redact(places, file[0].tombstone.at)
    except NotHeld:
        pass  # there is no such file, and so nothing in it
    except (ArchiveDamaged, OSError) as fault:
        told(f"error: {len(places):,} answers in {places[0].partition('#')[0]} could not be redacted: {fault}")
        return 0
    record.tombstones.redacted(places)
    return len(places)
