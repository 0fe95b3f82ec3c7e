"""What a section of Hansard no longer shows when it is published anew: withdrawn, with the page as evidence.

Only a page that shows a whole section can say so. A page that is older than the words held says nothing of them, which
`versioning` sees to; where the words come back, they are restored by the same rules as any other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from indexer.store.statements import StatementStore
from statements.identity import family, fitted
from statements.statement import Evidence, Sighting, State, Version

NOTE = "No longer in the section as it was published on that day."

_TELLING = ("contribution", "place", "answered", "uin")
"""Families that a withdrawn statement is found by; its words may be another's too."""


def vanished(store: StatementStore, batch: Sequence[tuple[Sighting, Evidence]]) -> list[tuple[Sighting, Evidence]]:
    """A withdrawal for each statement that stands in the sections of the batch, and is not in it.

    Of several pages of one section the newest counts. What the batch holds must have been taken in.
    """
    pages = _newest(batch)
    shown = {fitted(key) for sighting, page in batch if _is_on(sighting, page, pages) for key in sighting.identities}
    seen = set(store.known_by(shown).values())
    standing = {
        name: pages[section]
        for source in {page.source for page in pages.values()}
        for name, section in store.standing_in(pages.keys(), source).items()
    }
    missing = [name for name in standing if name not in seen]
    return list(_withdrawals(store, missing, standing)) if missing else []


def _newest(batch: Iterable[tuple[Sighting, Evidence]]) -> dict[str, Evidence]:
    """The newest page of each section. One whose time is not known shows nothing that could be missed."""
    found: dict[str, Evidence] = {}
    for sighting, page in batch:
        section = sighting.latest.section
        if section and page.fetched_at and (section not in found or _when(found[section]) <= page.fetched_at):
            found[section] = page
    return found


def _when(page: Evidence) -> datetime:
    return page.fetched_at or datetime.min.replace(tzinfo=UTC)


def _is_on(sighting: Sighting, page: Evidence, pages: Mapping[str, Evidence]) -> bool:
    return pages.get(sighting.latest.section or "") == page


def _withdrawals(
    store: StatementStore, ids: Sequence[str], pages: Mapping[str, Evidence]
) -> Iterator[tuple[Sighting, Evidence]]:
    held, keys = store.latest(ids), store.keys_of(ids)
    for name in ids:
        telling = tuple(key for key in keys.get(name, ()) if family(key) in _TELLING)
        if telling and name in held:
            yield Sighting(identities=telling, versions=(_withdrawn(held[name], pages[name]),)), pages[name]


def _withdrawn(version: Version, page: Evidence) -> Version:
    dated = page.fetched_at.date() if page.fetched_at else version.dated
    return replace(version, state=State.WITHDRAWN, dated=dated, note=NOTE, number=None, ours=False)
