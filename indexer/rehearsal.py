"""What a batch would change in the record, told before it is taken in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from indexer.store.drafts import Draft, Drafts
from indexer.store.journal import Change
from statements.statement import Version

UNTOLD = frozenset({"number", "ours"})  # what a version is called, and not what it says
Held = dict[str, tuple[Version, ...]]


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field of a version: as it is held, and as it would be."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What would become of one statement: a new one, a new version, other details, and in which fields."""

    statement: str
    change: Change
    version: int
    fields: tuple[FieldDifference, ...]


def held_in(drafts: Drafts) -> Held:
    """What the record holds of the statements that a batch concerns; to be asked before anything is settled."""
    return {draft.id: tuple(draft.versions) for draft in drafts.held}


def differences(drafts: Drafts, held: Held) -> Iterator[Difference]:
    """What the drafts would write, statement by statement."""
    for draft in drafts.all():
        before = held.get(draft.id, ())
        for number, change in draft.changes:
            yield Difference(draft.id, change, number, tuple(_of_fields(_previous(before, number), draft, number)))
    for merged in drafts.merged:
        yield Difference(merged.id, Change.MERGED, merged.held, ())


def _previous(before: Sequence[Version], number: int) -> Version | None:
    """The version as it is held; for a new one, the last before it."""
    return before[min(number, len(before)) - 1] if before else None


def _of_fields(before: Version | None, draft: Draft, number: int) -> Iterator[FieldDifference]:
    after = draft.versions[number - 1]
    for name in (field.name for field in fields(Version) if field.name not in UNTOLD):
        held = None if before is None else getattr(before, name)
        if held != getattr(after, name) and before is not None:
            yield FieldDifference(name, _words(held), _words(getattr(after, name)))


def _words(value: object) -> str:
    return "" if value is None else str(value)
